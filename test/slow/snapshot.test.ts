/**
 * Every recorded pod, every case of the rules and every case of the field, through a cluster and through its snapshot: the
 * same verdict, the same text. The cluster is a directory of manifests, and an API server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { startAskedApi, writeKubeconfig } from '../support/cluster-cli.js';
import { pullSecret, startFakeApi } from '../support/fake-api-server.js';
import {
  clusterOf,
  compareApi,
  compareField,
  compareManifests,
  fill,
  ofField,
  ofKubelet,
  ofManyNames,
  ofReviews,
  ofRules,
} from '../support/snapshot-parity.js';

const QUESTIONS = [...ofKubelet(), ...ofRules(), ...ofReviews(), ofManyNames()];

t.test('requests, against a directory of manifests', async (t) => {
  t.equal(ofReviews().length + ofField().length, 59, 'all cases of the field');
  t.ok(QUESTIONS.length > 500, `${QUESTIONS.length} questions`);
  for (const each of QUESTIONS) await compareManifests(t, each);
});

t.test('requests, against an API server', async (t) => {
  const api = await startFakeApi();
  t.teardown(api.close);
  t.ok(QUESTIONS.length > 500, `${QUESTIONS.length} questions`);
  for (const each of QUESTIONS) await compareApi(t, api, each);
});

const work = mkdtempSync(join(tmpdir(), 'pullgate-snapshot-'));
t.teardown(() => rmSync(work, { recursive: true }));

t.test('check of the cases of the field, against a directory of manifests', async (t) => {
  t.ok(ofField().length > 50, `${ofField().length} cases`);
  for (const each of ofField()) await compareField(t, work, each);
});

t.test('check of the cases of the field, against an API server', async (t) => {
  const api = await startFakeApi();
  const kubeconfig = writeKubeconfig(api);
  t.teardown(api.close);
  t.ok(ofField().length > 50, `${ofField().length} cases`);
  for (const each of ofField()) {
    const emptied = await fill(api, clusterOf(each), 'default');
    await compareField(t, work, each, ['--kubeconfig', kubeconfig]);
    emptied();
  }
});

t.test(
  'ten thousand pull secrets beside ten thousand others, from an API server: in pages, and in bounded memory',
  async (t) => {
    const asked = await startAskedApi(t);
    for (let at = 0; at < 10_000; at += 1) {
      const namespace = `team-${at % 100}`;
      if (at < 100) asked.api.put({ kind: 'Namespace', metadata: { name: namespace } });
      asked.api.put(pullSecret(namespace, `regcred-${at}`));
      asked.api.put({
        kind: 'Secret',
        metadata: { name: `other-${at}`, namespace },
        data: { a: 'planted'.repeat(100) },
      });
    }
    const before = process.memoryUsage.rss();
    const began = process.cpuUsage();
    const { code, stderr } = await asked.cli(['snapshot', '--kubeconfig', asked.kubeconfig, '-o', 'c.yaml']);
    const { user, system } = process.cpuUsage(began);
    t.equal(code, 0, stderr);
    t.match(stderr, '100 namespaces, 0 ServiceAccounts, 20000 Secrets');
    const grown = (process.memoryUsage.rss() - before) / 1024 / 1024;
    t.ok(grown < 512, `${Math.round(grown)} MiB, the API server of the test included`);
    t.comment(`${Math.round((user + system) / 1000)} ms of CPU, the API server of the test included`);
    const pages = asked.api.calls.filter(({ resource }) => resource === 'secrets').length;
    t.ok(pages > 20, `${pages} pages`);
  },
);

t.test('what could not be read is not written: a file of more than 16 MiB', async (t) => {
  const { api, cli, kubeconfig } = await startAskedApi(t);
  const labels = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`l-${at}`, 'v'.repeat(63)]));
  for (let at = 0; at < 1200; at += 1) api.put({ kind: 'Namespace', metadata: { name: `n-${at}`, labels } });
  const { code, stderr } = await cli(['snapshot', '--kubeconfig', kubeconfig, '-o', 'c.yaml']);
  t.equal(code, 2);
  t.match(stderr, /the snapshot would have \d+ bytes, and check reads at most 16777216: take it of fewer namespaces/);
});
