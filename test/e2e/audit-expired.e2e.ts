/**
 * A list that etcd has forgotten in the middle (410), of a real API server: the audit goes on behind the last key with what
 * is there now, and tells no Pod twice.
 */
import t from 'tap';
import type { AuditReport } from '../../src/audit/report.js';
import { createNamespace, must } from './support/cluster.js';
import { runCommand } from './support/command.js';
import { startControlPlane } from './support/control-plane.js';
import { intercept } from './support/intercept.js';
import { pod } from './support/objects.js';
import { MAIN } from './support/pullgate.js';

/** More than two pages of a list. */
const MANY = 1_100;
const AT_ONCE = 25;
const nameOf = (at: number): string => `pod-${String(at).padStart(4, '0')}`;
const LATEST = 'registry.k8s.io/pause:latest';

t.test('what etcd has forgotten is gone on with', async (t) => {
  // Newer ones keep what a list was of in memory for a while; a list that is forgotten there, too, is one of etcd.
  const plane = await startControlPlane(t, { apiServer: () => ['--feature-gates=ListFromCacheSnapshot=false'] });
  const { api } = plane;
  await createNamespace(plane, 'many');
  for (let from = 0; from < MANY; from += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_, index) => pod('many', nameOf(from + index), LATEST));
    await Promise.all(some.map((each) => must(api.create(each))));
  }

  const lists: { readonly token: string; readonly status: number }[] = [];
  let forgotten = 0;
  const isList = ({ pathname }: URL): boolean => pathname === '/api/v1/pods';
  const between = await intercept(t, plane, {
    async before(url) {
      if (!isList(url) || !url.searchParams.has('continue') || forgotten > 0) return;
      forgotten += 1;
      // One that was told is gone, one before and one behind the place are new.
      await must(api.delete(`/api/v1/namespaces/many/pods/${nameOf(3)}?gracePeriodSeconds=0`));
      for (const name of ['a-new', 'z-new']) await must(api.create(pod('many', name, LATEST)));
      await plane.compact();
    },
    after: (url, status) => void (isList(url) && lists.push({ token: url.searchParams.get('continue') ?? '', status })),
  });
  const { code, stdout, stderr } = await runCommand({
    path: process.execPath,
    args: [MAIN, 'audit', '--kubeconfig', between.kubeconfig(plane.admin), '--fail-on', 'never', '-o', 'json'],
    folder: plane.folder,
    env: { PATH: process.env['PATH'], HOME: plane.folder },
  });
  t.equal(code, 0, stderr);
  t.strictSame(
    lists.map(({ status }) => status),
    [200, 410, 200, 200],
    'a page, one that is forgotten, and the rest',
  );
  t.not(lists[1]?.token, lists[2]?.token, 'the server gave a token to go on with');
  const { summary, owners, unread }: AuditReport = JSON.parse(stdout);
  t.strictSame(unread, []);
  const names = owners.map(({ object }) => object.name).sort();
  // That the first page had, that came behind it; not what came before it when it was over.
  t.strictSame(names, [...Array.from({ length: MANY }, (_, at) => nameOf(at)), 'z-new'].sort());
  t.equal(summary.pods, names.length, 'each of them once');
});
