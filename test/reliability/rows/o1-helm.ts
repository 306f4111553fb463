/** What the chart makes of a cluster, and what it leaves there. */
import type { Row } from '../row.js';
import { seenByTap } from '../tap.js';

const SHORT = ['test/e2e/chart-render.e2e.ts', 'test/e2e/chart-release.e2e.ts'] as const;

export const helm: Row = {
  id: 'O1',
  title: 'The chart is rendered by Helm 4 and 3, installed, upgraded, rolled back and uninstalled',
  load: {
    short: 'rendering and one release',
    long: 'and under `failurePolicy: Fail`, with replicas frozen and gone, and every condition of the webhooks',
  },
  must: '`Fail` with one replica is refused; its own namespace is excluded; an uninstall leaves nothing',
  minutes: { short: 10, long: 20 },
  against: 'a real kube-apiserver and the real Helm',
  run: (ask) => {
    const more = ['test/e2e/chart-conditions.e2e.ts', 'test/e2e/chart-outages.e2e.ts'];
    return seenByTap([{ command: 'test:e2e', files: ask.form === 'short' ? SHORT : [...SHORT, ...more] }], ask);
  },
};
