// @ts-check
/** Runs cases of one target until the time is over, keeps what is wrong, made small, and what leads further. */
import { createRandom } from '../oracle/random.mjs';

/** @typedef {import('./types.js').Target} Target */
/** @typedef {{ readonly text: string, readonly why: string }} Found */

/** Cases that are mutated further: the corpus, and some of what came of it. */
const MOST_KEPT = 2_000;
/** Steps of making a case small. */
const MOST_STEPS = 400;
/** A busy machine makes a case slow; three times in a row it does not. */
const SLOW_TRIES = 3;

/**
 * @param {Target} target
 * @param {{ corpus: readonly string[], seed: number, until: () => boolean, most?: number }} how `most`: cases, in place of a time
 * @returns {Promise<{ cases: number, found: readonly Found[], slowestMs: number }>}
 */
export async function hunt(target, { corpus, seed, until, most = Number.POSITIVE_INFINITY }) {
  const random = createRandom(seed);
  const kept = [...corpus];
  /** @type {Map<string, Found>} */
  const found = new Map();
  let cases = 0;
  let slowestMs = 0;
  await target.start?.();
  try {
    while (cases < most && !until() && found.size < 20) {
      const fresh = cases < corpus.length;
      const text = fresh ? (corpus[cases] ?? '') : target.mutate(random, random.pick(kept), kept);
      cases += 1;
      const { why, ms } = await judge(target, text);
      slowestMs = Math.max(slowestMs, ms);
      if (why !== undefined) {
        const kind = why.replace(/\d+/g, 'N');
        if (!found.has(kind)) found.set(kind, { text: await small(target, text, kind), why });
      } else if (!fresh && random.chance(0.05)) {
        // What passed once is a step to what is further away; the corpus itself stays.
        if (kept.length < MOST_KEPT) kept.push(text);
        else kept[corpus.length + random.int(MOST_KEPT - corpus.length)] = text;
      }
    }
  } finally {
    await target.stop?.();
  }
  return { cases, found: [...found.values()], slowestMs };
}

/** @param {Target} target @param {string} text @returns {Promise<{ why: string | undefined, ms: number }>} */
export async function judge(target, text) {
  let least = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < SLOW_TRIES; tried += 1) {
    const begin = performance.now();
    let why;
    try {
      why = await target.run(text);
    } catch (error) {
      why = `it threw: ${error instanceof Error ? error.message : String(error)}`;
    }
    const ms = performance.now() - begin;
    if (why !== undefined) return { why, ms };
    least = Math.min(least, ms);
    if (ms <= target.limitMs(text)) return { why: undefined, ms: least };
  }
  return { why: `it took ${Math.round(least)} ms, which is more than ${Math.round(target.limitMs(text))}`, ms: least };
}

/** The same fault in less text. @param {Target} target @param {string} text @param {string} kind */
async function small(target, text, kind) {
  let best = text;
  let steps = 0;
  for (let size = Math.ceil(best.length / 2); size >= 1 && steps < MOST_STEPS; ) {
    let cut = false;
    for (let from = 0; from < best.length && steps < MOST_STEPS; from += size) {
      const less = best.slice(0, from) + best.slice(from + size);
      steps += 1;
      const { why } = await judge(target, less);
      if (why?.replace(/\d+/g, 'N') !== kind) continue;
      best = less;
      cut = true;
      from -= size;
    }
    if (!cut) size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return best;
}
