/**
 * The snapshot of a real cluster: the pods recorded from a real kubelet are judged by what the API server holds and by the
 * file, and both say the same; the command writes the same bytes twice, in pages, and no credential.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import { loadAccess } from '../../src/cluster/access.js';
import { createDirectState } from '../../src/cluster/direct.js';
import type { Admission } from '../../src/core/types.js';
import { assess } from '../../src/facts/assess.js';
import type { ClusterState } from '../../src/facts/cluster-state.js';
import { createSnapshotState } from '../../src/snapshot/state.js';
import { eventsOf, readRows } from '../support/recorded-pods.js';
import { settingsOf } from '../support/recorded-verdicts.js';
import { reread } from '../support/snapshots.js';
import type { ApiObject } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { runCommand } from './support/command.js';
import { ADMIN_TOKEN, startControlPlane } from './support/control-plane.js';
import { deployment, PRIVATE_IMAGE } from './support/objects.js';
import { MAIN } from './support/pullgate.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');

/** Each row in a namespace of its own. */
function moved<T>(object: T, namespace: string): T {
  return JSON.parse(JSON.stringify(object).replaceAll('"namespace":"team"', `"namespace":"${namespace}"`));
}

t.test('recorded pods: what the API server holds and its snapshot give the same verdict and text', async (t) => {
  const plane = await startControlPlane(t);
  const rows = readRows();
  const refused: string[] = [];
  for (const [at, row] of rows.entries()) {
    const namespace = `row-${at}`;
    await createNamespace(plane, namespace);
    for (const manifest of row.manifests) {
      if (manifest.kind !== 'Secret' && manifest.kind !== 'ServiceAccount') continue;
      const object = moved({ ...manifest }, namespace) as ApiObject;
      const { status } = await plane.api.create(object);
      // The account that every namespace has is there already.
      if (status === 409) {
        const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${manifest.metadata.name}`;
        const contentType = 'application/merge-patch+json';
        await must(plane.api.call({ method: 'PATCH', path, body: object, contentType }));
      }
      if (status > 299 && status !== 409) refused.push(`${row.name} ${manifest.metadata.name}`);
    }
  }
  const kubeconfig = plane.kubeconfig('asker', { token: ADMIN_TOKEN }, 'row-0');
  const env = { PATH: process.env['PATH'], HOME: plane.folder };
  const write = (file: string) =>
    runCommand({
      path: process.execPath,
      args: [MAIN, 'snapshot', '--kubeconfig', kubeconfig, '-o', join(plane.folder, file)],
      folder: plane.folder,
      env,
    });
  const printed = await write('one.yaml');
  t.equal(printed.code, 0, printed.stderr);
  await write('two.yaml');
  const text = readFileSync(join(plane.folder, 'one.yaml'), 'utf8');
  t.equal(readFileSync(join(plane.folder, 'two.yaml'), 'utf8'), text);
  t.notMatch(text, /^unknown:/m);

  const access = await loadAccess({ kubeconfig, env });
  const direct = createDirectState(access);
  t.teardown(direct.close);
  const snapshot = createSnapshotState(reread(text).inventory);
  let denied = 0;
  let compared = 0;
  for (const [at, row] of rows.entries()) {
    for (const { admission, label } of eventsOf(row)) {
      const asked: Admission = { ...moved({ ...admission, oldObject: null }, `row-${at}`), oldObject: () => null };
      const say = async (state: ClusterState) => assess(asked, { settings: settingsOf(row), state, now: NOW });
      const [there, here] = [await say(direct.state), await say(snapshot)];
      const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
      if (!isDeepStrictEqual(plain(here), plain(there))) t.strictSame(plain(here), plain(there), label);
      compared += 1;
      denied += there.allowed ? 0 : 1;
    }
  }
  t.ok(compared > 336 && denied > 100, `${compared} requests, ${denied} denied`);
  t.comment(`${compared} requests, ${denied} denied, ${refused.length} objects refused by the API server: ${refused}`);

  const files = { 'web.json': deployment('row-0', 'web', PRIVATE_IMAGE) };
  const check = (...cluster: readonly string[]) =>
    runCommand({
      ...{ path: process.execPath, folder: plane.folder, env, files },
      args: [MAIN, 'check', 'web.json', ...cluster],
    });
  const [asked, read] = [
    await check('--kubeconfig', kubeconfig),
    await check('--snapshot', join(plane.folder, 'one.yaml')),
  ];
  t.equal(read.code, asked.code);
  t.equal(read.stdout.split('\n').slice(1).join('\n'), asked.stdout.split('\n').slice(1).join('\n'));
});
