import fc from 'fast-check';

/** Before and behind the halves of pairs, which are no characters. */
const HALVES = { first: 0xd800, count: 0x800 };
const COUNT = 0x11_0000 - HALVES.count;

/**
 * Every character of Unicode, as `unit: 'binary'` of fast-check, for `fc.string({ unit })`. That one first writes down all of
 * them, a million, to find the way back from a text.
 */
export const ANY_CHARACTER = fc
  .nat({ max: COUNT - 1 })
  .map((at) => String.fromCodePoint(at < HALVES.first ? at : at + HALVES.count), placeOf);

function placeOf(text: unknown): number {
  const point = typeof text === 'string' ? text.codePointAt(0) : undefined;
  if (point === undefined || String.fromCodePoint(point) !== text) throw new Error('not one character');
  return point < HALVES.first ? point : point - HALVES.count;
}
