import type { Row } from '../row.js';
import { wrongIn } from './wrong.js';

const MINUTE = 60_000;
const TIMES = { short: 20, long: 1 } as const;
const MOST = { tries: 30, resyncMs: 5000, grown: 2 * 1024 * 1024 } as const;

export const r6Away: Row = {
  id: 'R6',
  title:
    'The API server is away for 10 min, while Pods are decided: known ones, `:latest`, and ones that name no Secret that is there',
  load: {
    short: '30 s with the limits of watches 20 times shorter, 50 reviews a second',
    long: '10 min, 50 reviews a second',
  },
  must: `0 crashes, 0 wrong: what is known is answered out of memory, the rest is PG901 and counted; heap within 2 MB, at most ${MOST.tries} tries of watches and lists in a minute, all known again < ${MOST.resyncMs / 1000} s after it is back`,
  minutes: { short: 2, long: 13 },
  against: '`serve` and a scripted API server',
  async run({ form, tell }) {
    const { goAway } = await import('../away.js');
    const { scaledBy } = await import('../scale.js');
    const times = TIMES[form];
    const seen = await goAway({
      timings: scaledBy(times),
      awayMs: (10 * MINUTE) / times,
      minuteMs: MINUTE / times,
      perSecond: 50,
    });
    const { reviews, wrong, unverified, counted, tries, dials, grown, resyncMs, slowestMs } = seen;
    tell(`${dials} connections in a minute with those of fresh reads, the slowest answer ${Math.round(slowestMs)} ms`);
    const megabytes = (grown / 1024 / 1024).toFixed(1);
    return {
      n: reviews,
      of: 'reviews',
      words: `${wrong.length} wrong${wrongIn(wrong)}, ${unverified} PG901, ${counted} counted; heap ${megabytes} MB more, ${tries} tries in a minute, ${dials} connections with those of the reads that reviews need, known again after ${(resyncMs / 1000).toFixed(1)} s`,
      passed:
        wrong.length === 0 &&
        unverified > 0 &&
        counted === unverified &&
        tries <= MOST.tries &&
        grown <= MOST.grown &&
        resyncMs < MOST.resyncMs,
    };
  },
};
