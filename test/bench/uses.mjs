/**
 * What it costs to know who uses which Secret (`secrets.usage`): the heap of so many workloads as they are held, read as the
 * API server sends them, and the time to answer who uses a Secret of one namespace. `npm run bench:usage [-- COUNT...]`.
 */

import { argv, stdout } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { WATCHES } from '../../dist/cluster/questions.js';
import { createStore } from '../../dist/cluster/store.js';
import { createBudget } from '../../dist/core/budget.js';
import { secretUsedBy } from '../../dist/core/written/used-by.js';

const COUNTS = argv.length > 2 ? argv.slice(2).map(Number) : [1_000, 10_000, 100_000];
const PER_NAMESPACE = 20;

/** As the API server writes it, with what of it is not held. */
function deployment(at) {
  const namespace = `ns-${Math.floor(at / PER_NAMESPACE)}`;
  const name = `service-${at % PER_NAMESPACE}`;
  const labels = { app: name, team: `team-${at % 50}`, 'app.kubernetes.io/managed-by': 'Helm' };
  const container = (image, index) => ({
    name: `c-${index}`,
    image,
    env: Array.from({ length: 20 }, (_, each) => ({ name: `VARIABLE_${each}`, value: `value ${at} ${each}` })),
    resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m', memory: '128Mi' } },
    terminationMessagePath: '/dev/termination-log',
    imagePullPolicy: 'IfNotPresent',
  });
  const images = [
    `registry-${at % 20}.example.com/team-${at % 50}/${name}-${at % 2_000}:1.${at % 7}`,
    'ghcr.io/mesh/proxy:1.2',
  ];
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      uid: `5f3c${String(at).padStart(8, '0')}-11e9-a-b-c`,
      resourceVersion: String(100_000 + at),
      labels,
      annotations: { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': namespace },
      managedFields: [{ manager: 'helm', operation: 'Update', fieldsV1: { 'f:spec': { 'f:replicas': {} } } }],
    },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: at % 3 === 0 ? 'default' : name,
          imagePullSecrets: at % 2 === 0 ? [{ name: 'regcred' }] : [],
          containers: images.map(container),
        },
      },
    },
    status: { replicas: 3, readyReplicas: 3, conditions: [{ type: 'Available', status: 'True' }] },
  });
}

async function heap() {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc();
    await sleep(20);
  }
  return process.memoryUsage().heapUsed;
}

const rows = [['workloads', 'heap', 'of one', 'read in', 'who uses a Secret']];
for (const count of COUNTS) {
  const before = await heap();
  const { convert, bounds } = WATCHES.deployments;
  const store = createStore(bounds);
  const begin = performance.now();
  for (let at = 0; at < count; at += 1) {
    const kept = convert(JSON.parse(deployment(at)));
    if (kept !== undefined) store.set(kept);
  }
  const readMs = performance.now() - begin;
  const after = await heap();
  const found = (value) => ({ state: 'found', value });
  const workloads = found(store.list('ns-0').flatMap(({ value }) => (value === undefined ? [] : [value])));
  const around = {
    workloads,
    serviceAccounts: found([]),
    candidates: found([]),
    namespace: found({ name: 'ns-0', labels: {} }),
    now: 0,
  };
  const entry = {
    key: '*.example.com',
    normalized: '*.example.com',
    hasUser: true,
    login: 'other',
    flaws: [],
    ignoredToken: false,
  };
  const secret = {
    namespace: 'ns-0',
    name: 'regcred',
    type: 'kubernetes.io/dockerconfigjson',
    form: 'dockerconfigjson',
    entries: [entry],
    usesHelper: false,
  };
  const asked = performance.now();
  const words = secretUsedBy('regcred', secret, around, createBudget());
  const askedMs = performance.now() - asked;
  if (!words.startsWith('used by Deployment')) throw new Error(`nobody is found: ${words}`);
  if (store.size !== count) throw new Error(`${store.size} of ${count} are held`);
  rows.push([
    String(count),
    `${((after - before) / 1e6).toFixed(1)} MB`,
    `${Math.round((after - before) / count)} B`,
    `${Math.round(readMs)} ms`,
    `${askedMs.toFixed(2)} ms`,
  ]);
}
stdout.write(`${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
