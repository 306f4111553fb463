/**
 * What a live state needs in memory: `node test/bench/memory.mjs` (after `npm run build`). Each row is a fresh process
 * that lists and watches a fake API server; RSS and heap are read after the garbage collector ran, and after the peak.
 */
import { startApi, startLive } from '../helpers/processes.mjs';

const ROWS = [
  { name: 'nothing', fill: {} },
  { name: '10,000 unrelated, 32 kB each', fill: { unrelated: 10_000, namespaces: 100 } },
  { name: '1,000 pull secrets', fill: { pullSecrets: 1_000, namespaces: 100 } },
  { name: '10,000 pull secrets', fill: { pullSecrets: 10_000, namespaces: 1_000 } },
  { name: '100,000 pull secrets', fill: { pullSecrets: 100_000, namespaces: 5_000 } },
];

const mb = (bytes) => (bytes / 1e6).toFixed(1);

process.stdout.write(
  '| in the cluster | synced after | longest stall | heap MB (growth) | RSS MB (growth) | peak RSS MB | bytes of heap per secret |\n',
);
process.stdout.write('|---|---|---|---|---|---|---|\n');
for (const { name, fill } of ROWS) {
  const api = await startApi();
  await api.do('fill', fill);
  const live = await startLive(api);
  const { ms, stallMs, idle, rss, heapUsed, peakRss, pullSecrets } = await live.do('sync');
  const grown = heapUsed - idle.heapUsed;
  const each = pullSecrets === 0 ? '-' : Math.round(grown / pullSecrets);
  const cells = [
    name,
    `${(ms / 1000).toFixed(2)} s`,
    `${stallMs.toFixed(0)} ms`,
    `${mb(heapUsed)} (+${mb(grown)})`,
    `${mb(rss)} (+${mb(rss - idle.rss)})`,
    mb(peakRss),
    each,
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
  await live.stop();
  await api.stop();
}
