import type { Row } from '../row.js';

const RUNS = { short: 100, long: 1000 } as const;

export const r4EmptySecret: Row = {
  id: 'R4',
  title: 'Two replicas start at the same time on an empty Secret',
  load: { short: '100 times', long: '1,000 times' },
  must: 'one CA wins, 0 mismatches between what is served, the Secret and both bundles',
  minutes: { short: 3, long: 20 },
  against: 'a scripted API server',
  async run({ form }) {
    const { startOnEmpty } = await import('../../support/tls-under-load.js');
    const { runs, mismatches, conflicts } = await startOnEmpty(RUNS[form]);
    return {
      n: runs,
      of: 'starts of two',
      words: `${mismatches} mismatches, ${conflicts} writes refused because the other one was first`,
      // Without a race there was nothing to win.
      passed: mismatches === 0 && conflicts > 0,
    };
  },
};
