/** Many denials at once cost the API server little, and none is of yesterday. */
import type { Row } from '../row.js';

const SECONDS = { short: 15, long: 60 } as const;
const RATE = 500;
const MOST_LISTS = 12;
const MOST_P99_MS = 150;

export const r15Denials: Row = {
  id: 'R15',
  title: 'Reads for would-be denials of one namespace, each right after its Secret was made',
  load: { short: '500 a second, 15 s', long: '500 a second, 60 s' },
  must: 'at most 12 LISTs/s of each of the two types of pull secrets, p99 < 150 ms, 0 stale answers',
  minutes: { short: 1, long: 3 },
  against: 'a scripted API server',
  async run({ form }) {
    const { denyAtRate } = await import('../../helpers/fresh-reads.mjs');
    const scene = { ask: 'listOnly', rate: RATE, seconds: SECONDS[form] } as const;
    const { n, stale, lists, p50, p99, perSecond } = await denyAtRate(scene);
    return {
      n,
      of: 'reads',
      words: `${lists.toFixed(1)} LISTs/s, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${stale} stale`,
      // A machine that cannot make them has shown nothing.
      passed: stale === 0 && lists <= MOST_LISTS && p99 < MOST_P99_MS && perSecond > 0.9 * RATE,
    };
  },
};
