import { TIMINGS } from '../../../src/cluster/timings.js';
import type { Row } from '../row.js';
import { wrongIn } from './wrong.js';

/** The short form has a twentieth of the limits that silence has, so it must notice within a twentieth of 90 s. */
const SHORTER = { ...TIMINGS, idleLimitMs: TIMINGS.idleLimitMs / 20, quietMs: TIMINGS.quietMs / 20, settleMs: 100 };
const SCALE = {
  short: { timings: SHORTER, bookmarksMs: 3000, times: 3, everyMs: 20, mostMs: 4500 },
  long: { timings: TIMINGS, bookmarksMs: 60_000, times: 5, everyMs: 50, mostMs: 90_000 },
} as const;

export const r8FrozenWatches: Row = {
  id: 'R8',
  title: 'All watches stay open and say nothing any more, while Secrets are made and Pods name them at once',
  load: { short: '3 times, with a twentieth of the limits', long: '5 times, with the limits that it has' },
  must: 'noticed within 90 s (short: 4.5 s), and 0 Pods denied meanwhile',
  minutes: { short: 1, long: 12 },
  against: 'a scripted API server',
  async run({ form }) {
    const { freezeWatches } = await import('../../support/bad-watches.js');
    const scale = SCALE[form];
    const { decisions, wrong, noticedMs } = await freezeWatches(scale);
    const longest = Math.max(...noticedMs);
    return {
      n: decisions,
      of: 'Pods',
      words: `${wrong.length} denied, noticed after ${(longest / 1000).toFixed(1)} s at most${wrongIn(wrong)}`,
      passed: wrong.length === 0 && longest <= scale.mostMs && decisions > 20 * scale.times,
    };
  },
};
