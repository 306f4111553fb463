/**
 * Passwords do not stay in memory (design 8.2): a live state in a process of its own reads a thousand secrets
 * with marker passwords, by list, watch and fresh read; then neither its heap nor its answers hold a marker.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';

/** What test/helpers/processes.mjs gives; the helpers run over `dist`, as the measurements do. */
interface Child {
  readonly do: (act: string, more?: object) => Promise<Readonly<Record<string, unknown>>>;
  readonly stop: () => Promise<void>;
}

const MARK = 'MARKERcredential';

t.test('a heap snapshot of the live state holds no credential', async (t) => {
  const file = '../helpers/processes.mjs';
  const { startApi, startLive }: { startApi: () => Promise<Child>; startLive: (api: Child) => Promise<Child> } =
    await import(new URL(file, import.meta.url).href);
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-heap-'));
  const api = await startApi();
  await api.do('fill', { pullSecrets: 1000, namespaces: 10, marker: MARK });
  const live = await startLive(api);
  t.teardown(async () => {
    await Promise.all([live.stop(), api.stop()]);
    rmSync(directory, { recursive: true });
  });
  t.match(await live.do('sync'), { pullSecrets: 1000 });
  await api.do('put', { namespace: 'ns-1', name: 'made-later' });
  const { answers } = await live.do('ask', { namespace: 'ns-1', name: 'regcred-1' });
  t.match(answers, /registry-1\.example\.com/);
  t.notMatch(answers, MARK);
  await live.do('measure');
  await live.do('snapshot', { file: join(directory, 'live.heapsnapshot') });
  const snapshot = readFileSync(join(directory, 'live.heapsnapshot'), 'utf8');
  t.match(snapshot, /registry-1\.example\.com/, 'the snapshot does hold what is kept');
  t.equal(snapshot.split(MARK).length - 1, 0, 'markers in the heap');
  t.equal(snapshot.split('example-not-a-password').length - 1, 0, 'nor what came by watch');
});
