/** Times as people say them: how long ago, and for how long. Never the time of day (promise 3). */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `just now`, `3 minutes ago`, `2 hours ago`. @param ms not negative; clocks that differ count as now */
export function agoWords(ms: number): string {
  if (ms < MINUTE) return 'just now';
  if (ms < HOUR) return `${counted(ms / MINUTE, 'minute')} ago`;
  return ms < 2 * DAY ? `${counted(ms / HOUR, 'hour')} ago` : `${counted(ms / DAY, 'day')} ago`;
}

/** `about a minute`, `about 40 minutes`, `about 2 hours`; never less than it is. */
export function spanWords(ms: number): string {
  if (ms <= MINUTE) return 'about a minute';
  const minutes = Math.ceil(ms / MINUTE);
  // Beyond ten minutes nobody counts single ones, and the text stays the same from one try to the next.
  if (ms <= 90 * MINUTE) return `about ${minutes <= 10 ? minutes : Math.ceil(minutes / 5) * 5} minutes`;
  return `about ${Math.ceil(ms / HOUR)} hours`;
}

function counted(many: number, what: string): string {
  const count = Math.floor(many);
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
