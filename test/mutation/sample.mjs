// @ts-check
/** Drawing, and what a drawn part says of the whole. */

/** @template T @param {readonly T[]} all @param {number} seed @returns {T[]} the same order for the same seed */
export function shuffled(all, seed) {
  const drawn = [...all];
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let last = drawn.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [drawn[last], drawn[other]] = [/** @type {T} */ (drawn[other]), /** @type {T} */ (drawn[last])];
  }
  return drawn;
}

/** Where a share lies of which `hits` of `count` were drawn: Wilson's interval of 95 %. @param {number} hits @param {number} count @returns {readonly [number, number]} */
export function interval(hits, count) {
  if (count === 0) return [0, 1];
  const z = 1.96;
  const share = hits / count;
  const middle = share + (z * z) / (2 * count);
  const half = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const scale = 1 + (z * z) / count;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}
