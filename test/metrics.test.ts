import t from 'tap';
import { createMetrics } from '../src/ops/metrics.js';

t.test('the metrics of the cache say how late it is, and what went wrong', async (t) => {
  const metrics = createMetrics({
    figures: () => [
      { resource: 'namespaces', synced: true, silentMs: 2500 },
      { resource: 'dockercfg', synced: false, silentMs: undefined },
    ],
    objects: () => ({ namespaces: 3, serviceAccounts: 4, pullSecrets: 5 }),
    now: () => 1_000_000,
  });
  metrics.noteRestart('namespaces', 'idle');
  metrics.noteRestart('namespaces', 'idle');
  metrics.noteRepairs('dockercfg', 2);
  t.match(metrics.contentType, 'text/plain');
  t.matchSnapshot(await metrics.text());
});
