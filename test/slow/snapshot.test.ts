/**
 * Every recorded pod, every case of the rules and every case of the field, through a cluster and through its snapshot: the
 * same verdict, the same text. The cluster is a directory of manifests, and an API server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { writeKubeconfig } from '../support/cluster-cli.js';
import { startFakeApi } from '../support/fake-api-server.js';
import {
  clusterOf,
  compareApi,
  compareField,
  compareManifests,
  fill,
  ofField,
  ofKubelet,
  ofReviews,
  ofRules,
} from '../support/snapshot-parity.js';

const QUESTIONS = [...ofKubelet(), ...ofRules(), ...ofReviews()];

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
