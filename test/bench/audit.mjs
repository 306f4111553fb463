/**
 * `pullgate audit` of a cluster with 5,000 and with 50,000 Pods, in a process of its own against the scripted API server of
 * the tests: how long it takes, and how much memory it needs at its peak. Pods are as large as real ones, one hundred stand
 * behind a Deployment, and one Deployment in ten has a fault; a second run has a fault in every Pod, each of which stands
 * alone, which is the worst that a report can be made of. Node.js is started as the CronJob of the chart starts it (the
 * limits of its `resources` in values.yaml), so that what is measured there is what that limit has to hold.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApi } from '../helpers/processes.mjs';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const PEAK = fileURLToPath(new URL('peak.mjs', import.meta.url));
const RENDERED = readFileSync(new URL('../fixtures/chart/audit.yaml', import.meta.url), 'utf8');
const CRON_JOB = RENDERED.slice(RENDERED.indexOf('kind: CronJob'));
const AS_IN_THE_CHART = /value: "?(--max-semi-space-size=\d+ --max-old-space-size=\d+)/.exec(CRON_JOB)[1].split(' ');
const NAMESPACES = 50;
const PER_OWNER = 100;
/** What a Pod holds besides its images: a real one has 6 to 10 kB. */
const FILLING = Array.from({ length: 40 }, (_, at) => ({ name: `VARIABLE_${at}`, value: 'x'.repeat(120) }));

const work = mkdtempSync(join(tmpdir(), 'pullgate-bench-audit-'));
try {
  process.stdout.write('pods    kind        seconds  peak MB  owners with findings\n');
  for (const [pods, alone] of [
    [5_000, false],
    [50_000, false],
    [50_000, true],
  ]) {
    const { seconds, peakMb, owners } = await measure(pods, alone);
    const kind = alone ? 'all alone' : 'of owners';
    process.stdout.write(
      `${String(pods).padEnd(7)} ${kind.padEnd(11)} ${seconds.toFixed(1).padStart(7)}  ${peakMb.toFixed(0).padStart(7)}  ${owners}\n`,
    );
  }
} finally {
  rmSync(work, { recursive: true });
}

async function measure(pods, alone) {
  const api = await startApi();
  try {
    await api.do('objects', { objects: namespaces() });
    for (let from = 0; from < pods; from += PER_OWNER) await api.do('objects', { objects: groupOf(from, alone) });
    const kubeconfig = join(work, 'config');
    writeFileSync(kubeconfig, kubeconfigFor(api));
    const report = join(work, 'report.json');
    const started = performance.now();
    const peak = await audit(kubeconfig, report);
    const seconds = (performance.now() - started) / 1000;
    const { summary, owners } = JSON.parse(readFileSync(report, 'utf8'));
    if (summary.pods !== pods) throw new Error(`${summary.pods} of ${pods} Pods were seen`);
    return { seconds, peakMb: peak / 1024, owners: owners.length };
  } finally {
    await api.stop();
  }
}

/** @returns the most memory that it had, in kB */
async function audit(kubeconfig, report) {
  const args = [
    ...AS_IN_THE_CHART,
    '--import',
    PEAK,
    MAIN,
    'audit',
    '--kubeconfig',
    kubeconfig,
    '--drain',
    '-o',
    `json=${report}`,
    '--fail-on',
    'never',
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const said = [];
  child.stderr.on('data', (chunk) => said.push(chunk));
  const code = await new Promise((resolve) => void child.on('close', resolve));
  const text = Buffer.concat(said).toString();
  const peak = /^peak (\d+)$/m.exec(text)?.[1];
  if (code !== 0 || peak === undefined) throw new Error(`audit ended with ${code}: ${text}`);
  return Number(peak);
}

function namespaces() {
  return Array.from({ length: NAMESPACES }, (_, index) => `ns-${index}`).flatMap((namespace) => [
    { kind: 'Namespace', metadata: { name: namespace } },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace }, imagePullSecrets: [{ name: 'regcred' }] },
    {
      kind: 'Secret',
      metadata: { name: 'regcred', namespace },
      type: 'kubernetes.io/dockerconfigjson',
      data: {
        '.dockerconfigjson': Buffer.from(
          JSON.stringify({
            auths: { 'registry.example.com': { username: 'user', password: 'password-of-the-benchmark' } },
          }),
        ).toString('base64'),
      },
    },
  ]);
}

function groupOf(from, alone) {
  const number = from / PER_OWNER;
  const namespace = `ns-${number % NAMESPACES}`;
  const name = `web-${number}`;
  const image = `${alone || number % 10 === 0 ? 'other.example.com' : 'registry.example.com'}/team/${name}:1.4.2`;
  const spec = { containers: [{ name: 'web', image }] };
  const controller = (kind, of) => [{ apiVersion: 'apps/v1', kind, name: of, uid: `uid-${of}`, controller: true }];
  const owners = alone
    ? []
    : [
        { kind: 'Deployment', metadata: { name, namespace }, spec: { template: { spec } } },
        {
          kind: 'ReplicaSet',
          metadata: { name: `${name}-5d9`, namespace, ownerReferences: controller('Deployment', name) },
          spec: { template: { spec } },
        },
      ];
  const pods = Array.from({ length: PER_OWNER }, (_, index) => ({
    kind: 'Pod',
    metadata: {
      ...{ name: `${name}-5d9-${index}`, namespace },
      ...(alone ? {} : { ownerReferences: controller('ReplicaSet', `${name}-5d9`) }),
    },
    spec: {
      nodeName: `node-${index}`,
      imagePullSecrets: [{ name: 'regcred' }],
      containers: [{ name: 'web', image, env: FILLING }],
    },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'web',
          image,
          imageID: 'sha256:1',
          ready: true,
          state: { running: { startedAt: '2026-11-20T08:00:00Z' } },
        },
      ],
    },
  }));
  return [...owners, ...pods];
}

function kubeconfigFor({ url, ca }) {
  const data = Buffer.from(ca).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'fake', cluster: { server: url, 'certificate-authority-data': data } }],
    users: [{ name: 'me', user: { token: 'a' } }],
    contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'me' } }],
    'current-context': 'fake',
  });
}
