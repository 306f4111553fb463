// @ts-check
/** The tests with several minors of Kubernetes, one after the other: which ones, and what is told of each in the end. */

import { MinorError } from '../../oracle/minor-module.mjs';
import { MINORS } from '../../oracle/minors.mjs';

/** @typedef {(typeof MINORS)[number]} Minor */

/**
 * What became of one minor.
 * @typedef {object} Run
 * @property {string} minor
 * @property {number} code 0 where nothing failed.
 * @property {number} seconds
 * @property {string | undefined} tap What tap wrote; undefined where the parts could not be had.
 */

/**
 * @param {string} given `all`, `ends` for the oldest and the newest, or one minor.
 * @returns {readonly Minor[]}
 */
export function chosenMinors(given) {
  if (given === 'all') return MINORS;
  const minors = MINORS.filter(({ minor }, at) =>
    given === 'ends' ? at === 0 || at === MINORS.length - 1 : minor === given,
  );
  if (minors.length === 0) throw new MinorError(`"${given}" is none of the supported minors, nor "all" or "ends"`);
  return minors;
}

/**
 * A run that wrote no counts failed, whatever its code says.
 * @param {Run} run
 * @returns {boolean}
 */
export function isFailed({ code, tap }) {
  return code !== 0 || tap === undefined || countsOf(tap) === undefined;
}

/** @type {(run: Run) => string} */
export function lineOf(run) {
  const { minor, seconds, tap } = run;
  const begin = `Kubernetes ${minor}: ${isFailed(run) ? 'FAILED' : 'passed'}`;
  if (tap === undefined) return `${begin}: its parts could not be had`;
  const counts = countsOf(tap);
  if (counts === undefined) return `${begin}: tap ended without counts, ${seconds} s`;
  return `${begin}: ${counts.pass} passed, ${counts.fail} failed, ${counts.skip} skipped, ${seconds} s`;
}

/**
 * @param {string} tap
 * @returns {{ readonly pass: number, readonly fail: number, readonly skip: number } | undefined}
 */
function countsOf(tap) {
  const words = [...tap.matchAll(/^# \{ (total: .*) \}$/gm)].at(-1)?.[1];
  if (words === undefined) return undefined;
  const of = (/** @type {string} */ name) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(words)?.[1] ?? 0);
  return { pass: of('pass'), fail: of('fail'), skip: of('skip') };
}
