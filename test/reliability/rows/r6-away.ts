/** For ten minutes nothing answers at the address of the API server. */
import { TIMINGS } from '../../../src/cluster/timings.js';
import type { Row } from '../row.js';
import { wrongIn } from './wrong.js';

const SECONDS = { short: 60, long: 600 } as const;
const PER_SECOND = 50;
const MOST_TRIES = 30;
const MOST_BACK_MS = 5000;
const MOST_MB = 2;

export const r6Away: Row = {
  id: 'R6',
  title: 'The API server is away, its address refuses every connection, and Pods are decided all the same',
  load: { short: '50 Pods/s for 60 s', long: '50 Pods/s for 10 min' },
  must: `0 wrong (known secrets: admitted; others: PG901, which is counted; a bad tag: denied), at most ${MOST_TRIES} tries a minute of the watches, the heap grows by ${MOST_MB} MB at most, all is held and trusted within ${MOST_BACK_MS / 1000} s of the return, also where nobody asks`,
  minutes: { short: 3, long: 24 },
  against: 'a scripted API server',
  async run({ form, tell }) {
    const { serverAway } = await import('../../support/away.js');
    const scene = { timings: TIMINGS, seconds: SECONDS[form], perSecond: PER_SECOND };
    const seen = await Promise.all([serverAway(scene), serverAway({ ...scene, isQuietAtEnd: true })]);
    for (const each of seen) tell(JSON.stringify(each));
    const wrong = seen.flatMap((each) => each.wrong);
    const most = (of: (each: (typeof seen)[number]) => number): number => Math.max(...seen.map(of));
    const [tries, calls, backMs] = [
      most((each) => each.tries),
      most((each) => each.calls),
      most((each) => each.backMs),
    ];
    const grown = most(({ heapBytes: [early, late] }) => (late - early) / 1e6);
    const decisions = seen.reduce((sum, each) => sum + each.decisions, 0);
    const unverified = seen.reduce((sum, each) => sum + each.unverified, 0);
    return {
      n: decisions,
      of: 'Pods',
      words: `${wrong.length} wrong${wrongIn(wrong)}, ${unverified} told as PG901; ${tries} tries of the watches a minute, ${calls} calls of the reviews; the heap grew by ${grown.toFixed(1)} MB; back after ${(backMs / 1000).toFixed(1)} s`,
      passed:
        wrong.length === 0 &&
        decisions > 1.8 * PER_SECOND * SECONDS[form] &&
        seen.every((each) => each.unverified > each.decisions / 4 && each.unanswered >= each.unverified / 2) &&
        tries > 0 &&
        tries <= MOST_TRIES &&
        backMs <= MOST_BACK_MS &&
        grown <= MOST_MB,
    };
  },
};
