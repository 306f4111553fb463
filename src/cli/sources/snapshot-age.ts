/** How old a snapshot is, in words, and from when on that is a warning. */
import { parseDuration } from '../../config/duration.js';
import { agoWords } from '../../core/words/span.js';
import { Fault } from '../../process/errors.js';
import { TAKEN, type Taken } from '../../snapshot/taken.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `7d`, or as durations are written elsewhere. */
export function readAge(text: string): number {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  const most = days === undefined ? parseDuration(text) : Number(days) * DAY_MS;
  if (most !== undefined) return most;
  throw new Fault('PG_E_USAGE', `--max-age is a duration such as 7d or 36h, not ${JSON.stringify(text)}`);
}

/** Clocks of two machines differ. */
const SLACK_MS = 5 * MINUTE_MS;

export function ageWarnings(
  taken: Taken,
  {
    path,
    mostAge,
    most,
    now,
  }: { readonly path: string; readonly mostAge: string; readonly most: number; readonly now: number },
): readonly string[] {
  const again = 'take it anew with pullgate snapshot -o';
  if (taken.state === 'unknown') {
    return [
      `nobody can tell how old the snapshot ${path} is: ${path}${TAKEN} ${taken.why}: ${again}, and keep the two together`,
    ];
  }
  const age = now - taken.at;
  if (age < -SLACK_MS)
    return [`the snapshot ${path} was ${takenWords(taken, now)}, which has not come here: a clock is wrong`];
  return age > most
    ? [`the snapshot ${path} was ${takenWords(taken, now)}, and may be at most ${mostAge} old (--max-age): ${again}`]
    : [];
}

/** `taken 3 days ago, on 2026-01-31T12:00:00Z` */
export function takenWords(taken: Taken, now: number): string {
  if (taken.state === 'unknown') return 'nobody can tell how old';
  const time = new Date(taken.at).toISOString().replace('.000Z', 'Z');
  const age = now - taken.at;
  return age < -SLACK_MS ? `taken on ${time}` : `taken ${agoWords(age)}, on ${time}`;
}
