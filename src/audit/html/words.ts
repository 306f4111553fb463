/** Numbers and times, in the same form wherever the page is made or read. */

/** `1,234` */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1,234 Pods` */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `1,234 findings, 5 undecided`; what could not be decided is no finding. */
export function countRows(rows: number, undecided: number): string {
  const parts = [
    ...(rows === undecided && undecided > 0 ? [] : [count(rows - undecided, 'finding')]),
    ...(undecided > 0 ? [`${grouped(undecided)} undecided`] : []),
  ];
  return parts.join(', ');
}

/** `2026-11-26 20:54 UTC`; what is no time as it is. */
export function moment(time: string): string {
  const [, date, clock] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(time) ?? [];
  return date === undefined || clock === undefined ? time : `${date} ${clock} UTC`;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** `in 3 days`, `5 hours ago`. */
export function distance(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  const [number, unit] =
    size < HOUR
      ? [Math.max(1, Math.round(size / 60_000)), 'minute']
      : size < 2 * DAY
        ? [Math.round(size / HOUR), 'hour']
        : [Math.round(size / DAY), 'day'];
  const words = count(number, unit);
  return milliseconds <= 0 ? `${words} ago` : `in ${words}`;
}
