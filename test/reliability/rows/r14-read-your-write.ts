/** What was written a moment ago decides, however late the watch is. */
import type { Row } from '../row.js';

const SCALE = { short: { rate: 200, seconds: 10 }, long: { rate: 200, seconds: 60 } } as const;
const LEAST = { short: 1500, long: 5000 } as const;

export const r14ReadYourWrite: Row = {
  id: 'R14',
  title: 'A Secret is made, and at once a Pod that names it; the watch tells of it a minute later',
  load: { short: '200 pairs/s, 10 s', long: '200 pairs/s, 60 s' },
  must: '0 Pods denied',
  minutes: { short: 1, long: 3 },
  against: 'a scripted API server',
  async run({ form }) {
    const { denyAtRate } = await import('../../helpers/fresh-reads.mjs');
    const { n, stale, unanswered, p99 } = await denyAtRate({ ask: 'admitted', ...SCALE[form] });
    return {
      n,
      of: 'pairs',
      words: `${stale} denied, ${unanswered} reads without an answer, p99 ${p99.toFixed(0)} ms`,
      passed: stale === 0 && n >= LEAST[form],
    };
  },
};
