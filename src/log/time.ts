/** The time of a line: ISO 8601 in UTC, to the millisecond. */

/**
 * The same as `new Date(now()).toISOString()`. All but the milliseconds is remembered for as long as its second lasts:
 * taking a date apart for each line is a fortieth of a denial.
 *
 * @param now ms since the epoch; it may go back
 */
export function isoClock(now: () => number): () => string {
  let second = Number.NaN;
  let text = '';
  return () => {
    const at = now();
    const mine = Math.floor(at / 1000);
    if (mine !== second) {
      text = new Date(mine * 1000).toISOString().slice(0, -4);
      second = mine;
    }
    return `${text}${String(at - mine * 1000).padStart(3, '0')}Z`;
  };
}
