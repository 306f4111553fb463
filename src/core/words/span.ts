/** Times as people say them: how long ago, and for how long. Never the time of day (promise 3). */
import { count } from './count.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `just now`, `3 minutes ago`, `2 hours ago`. @param ms negative where clocks differ: that is now, too */
export function agoWords(ms: number): string {
  if (ms < MINUTE) return 'just now';
  if (ms < HOUR) return `${count(Math.floor(ms / MINUTE), 'minute')} ago`;
  return ms < 2 * DAY ? `${count(Math.floor(ms / HOUR), 'hour')} ago` : `${count(Math.floor(ms / DAY), 'day')} ago`;
}

/** `about a minute`, `about 40 minutes`, `about 2 hours`; never less than it is. */
export function spanWords(ms: number): string {
  if (ms <= MINUTE) return 'about a minute';
  const minutes = Math.ceil(ms / MINUTE);
  // Beyond ten minutes nobody counts single ones, and the text stays the same from one try to the next.
  if (ms <= 90 * MINUTE) return `about ${minutes <= 10 ? minutes : Math.ceil(minutes / 5) * 5} minutes`;
  return `about ${Math.ceil(ms / HOUR)} hours`;
}
