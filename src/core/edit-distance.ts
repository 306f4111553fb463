/**
 * How many letters two words are apart (optimal string alignment: insert, delete, replace, swap neighbours), for hints
 * such as "did you mean". Quadratic, so it refuses long words instead of becoming a way to burn time.
 */

import type { Budget } from './budget.js';

const LONGEST = 128;

/** The distance, or `limit + 1` as soon as it is known to be more than `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit || a.length > LONGEST || b.length > LONGEST) return limit + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current: number[] = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      // Before a word's first letter there is none, which is like no letter of the other.
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, at(beforeLast, column - 2) + 1);
      }
      current.push(best);
    }
    // The least of a row never shrinks again from one to the next, with a swap neither: past the limit, so is the result.
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(at(last, b.length), limit + 1);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/**
 * The nearest of `words` within `limit` letters, the first in order where several are equally near. Undefined, too, where
 * looking at them would cost more than the budget has left for hints.
 */
export function nearestWord(word: string, words: Iterable<string>, limit: number, budget?: Budget): string | undefined {
  // Lengths alone rule out most; the rest costs a table of letters each.
  const near = [...words].filter((each) => Math.abs(each.length - word.length) <= limit);
  if (word.length > LONGEST || budget?.spare(near.length * (1 + word.length * STEPS_PER_LETTER)) === false)
    return undefined;
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of near.sort()) {
    const distance = editDistance(word, candidate, bestDistance - 1);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Most words are given up after a row or two of the table. */
const STEPS_PER_LETTER = 2;
