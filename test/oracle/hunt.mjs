// @ts-check
/**
 * Asks two sides the same cases and keeps what they do not agree on, made small. It knows neither side: a test hands it
 * one that is wrong on purpose, to see that a difference is found.
 */

/** @import {Answer, Asker, Difference, Expect, Hunt, Row} from './types.js' */
import { outcomeOf, sameAnswer } from './answer.mjs';
import { shrink } from './shrink.mjs';

/** Small enough that one batch waits in the pipe while the one before it is compared. */
const BATCH = 100;

/**
 * @param {object} hunt
 * @param {() => Row} hunt.next The next case.
 * @param {number} hunt.cases
 * @param {(row: Row) => Answer} hunt.ours
 * @param {Asker} hunt.kubelet
 * @param {number} [hunt.show] Differences to shrink; the rest is only counted.
 * @returns {Promise<Hunt>}
 */
export async function hunt({ next, cases, ours: answer, kubelet, show = 20 }) {
  const ours = catching(answer);
  /** @type {Record<string, number>} */
  const outcomes = { credential: 0, none: 0, keyringError: 0, invalidImage: 0 };
  /** @type {{row: Row, answer: Answer, expect: Expect}[]} */
  const found = [];
  let count = 0;
  let left = cases;
  const ask = () => {
    const rows = Array.from({ length: Math.min(BATCH, left) }, next);
    left -= rows.length;
    return { rows, asked: kubelet(rows) };
  };
  for (let batch = ask(); batch.rows.length > 0; ) {
    const following = ask();
    const answers = batch.rows.map(ours);
    const expected = await batch.asked;
    batch.rows.forEach((row, i) => {
      const mine = answers[i] ?? {};
      const expect = expected[i] ?? {};
      const outcome = outcomeOf(expect);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (sameAnswer(mine, expect)) return;
      count += 1;
      if (found.length < show) found.push({ row, answer: mine, expect });
    });
    batch = following;
  }
  const differences = [];
  for (const one of found) differences.push(await makeSmall(one, { ours, kubelet }));
  return { cases, count, outcomes, differences: unique(differences) };
}

/**
 * @param {{row: Row, answer: Answer, expect: Expect}} difference
 * @param {{ours: (row: Row) => Answer, kubelet: Asker}} sides
 * @returns {Promise<Difference>}
 */
async function makeSmall({ row, answer, expect }, { ours, kubelet }) {
  const kind = kindOf(answer, expect);
  const small = await shrink(row, async (rows) => {
    const expected = await kubelet(rows);
    return rows.map((candidate, i) => {
      const mine = ours(candidate);
      const theirs = expected[i] ?? {};
      return !sameAnswer(mine, theirs) && kindOf(mine, theirs) === kind;
    });
  });
  const [expected = {}] = await kubelet([small]);
  return { row: { ...small, expect: expected }, ours: ours(small) };
}

/** @type {(answer: (row: Row) => Answer) => (row: Row) => Answer} */
function catching(answer) {
  return (row) => {
    try {
      return answer(row);
    } catch (err) {
      return { threw: err instanceof Error ? (err.stack ?? err.message) : String(err) };
    }
  };
}

/** @type {(ours: Answer, theirs: Expect) => string} */
function kindOf(ours, theirs) {
  return `${outcomeOf(ours)}/${outcomeOf(theirs)}`;
}

/** @type {(differences: readonly Difference[]) => readonly Difference[]} */
function unique(differences) {
  return [...new Map(differences.map((one) => [JSON.stringify(one.row), one])).values()];
}
