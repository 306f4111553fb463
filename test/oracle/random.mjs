// @ts-check
/**
 * Seeded randomness (sfc32): the same seed gives the same cases on every machine and Node version, for ever. A seed that
 * found something stays a repro.
 */

/** @import {Random} from './types.js' */

/**
 * @param {number} seed
 * @returns {Random}
 */
export function createRandom(seed) {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162 ^ (seed / 0x100000000);
  let d = seed | 0;
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 16; i++) next();
  const fraction = () => next() / 0x100000000;
  /** @param {number} n */
  const int = (n) => Math.floor(fraction() * n);
  /** @type {Random['pick']} */
  // The cast: an index below the length is never absent; nobody picks from an empty list.
  const pick = (list) => /** @type {any} */ (list[int(list.length)]);
  return { int, chance: (probability) => fraction() < probability, pick };
}
