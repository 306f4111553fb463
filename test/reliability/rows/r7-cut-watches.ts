import { TIMINGS } from '../../../src/cluster/timings.js';
import type { Row } from '../row.js';
import { wrongIn } from './wrong.js';

const SECONDS = { short: 60, long: 3600 } as const;
/** Longer than an admission waits for the API server to confirm it (`confirmMs`). */
const STOPPED = { everyMs: 5000, forMs: 900 } as const;

export const r7CutWatches: Row = {
  id: 'R7',
  title:
    'All watches are cut every second, and every 5 s nothing gets the processor for 0.9 s; a Secret comes or goes every 250 ms, and Pods are decided right after',
  load: { short: '1 min, 8 Pods after each change', long: '1 h, 8 Pods after each change' },
  must: '0 wrong decisions against a model, from when the first cut has been noticed, and at most 1 in 1,000 not judged in time (PG901)',
  minutes: { short: 2, long: 62 },
  against: 'a scripted API server',
  async run({ form }) {
    const { cutWatches } = await import('../../support/bad-watches.js');
    const seconds = SECONDS[form];
    const scale = { timings: TIMINGS, bookmarksMs: 60_000, cutMs: 1000, changeMs: 250, seconds, stopped: STOPPED };
    const { decisions, wrong, changes, cuts, unjudged } = await cutWatches(scale);
    return {
      n: decisions,
      of: 'decisions',
      words: `${wrong.length} wrong, ${unjudged} not judged in time after ${changes} changes and ${cuts} cuts${wrongIn(wrong)}`,
      // A machine that cannot do this much, the stops aside, has shown little.
      passed: wrong.length === 0 && unjudged <= decisions / 1000 && changes > 2 * seconds && cuts > 0.6 * seconds,
    };
  },
};
