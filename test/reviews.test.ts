import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { stringify } from 'yaml';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.js';
import { assess } from '../src/facts/assess.js';
import { decodeReview } from '../src/webhook/review.js';
import { type KubeObject, stateOf } from './support/state.js';
import { matchTold, matchTopics } from './support/told.js';

const FOLDER = fileURLToPath(new URL('fixtures/admissionreviews', import.meta.url));

function pullSecret(name: string, server: string): KubeObject {
  const auths = { [server]: { username: 'robot', password: 'example-password' } };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'shop' },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify({ auths }) },
  };
}

/** What the namespace of the recording would hold if its owner had set up half of it. */
const CLUSTER: readonly KubeObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  pullSecret('my-imagepullsecret', 'private.registry.com'),
  pullSecret('regcred', 'registry.example.com:5000'),
];

async function decide(file: string, settings: Settings) {
  const decoded = decodeReview(readFileSync(`${FOLDER}/${file}`));
  if (!decoded.ok) throw new Error(`${file} did not decode`);
  const { admission } = decoded;
  const { subject, findings, ...words } = await assess(admission, {
    settings,
    state: stateOf(CLUSTER),
    now: Date.parse('2026-11-21T12:00:00Z'),
  });
  return {
    ...words,
    subject: subject === undefined ? 'none' : `${subject.kind} ${subject.namespace}/${subject.name}`,
    images: subject?.images.length ?? 0,
    findings: findings.map(({ code, action, uses }) => `${code} ${action} ${uses.map(({ path }) => path)}`),
  };
}

const FILES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .sort();

t.test('the reviews recorded from Kubernetes 1.36 get their full decision', async (t) => {
  t.equal(FILES.length, 28, 'all recorded reviews');
  const others: Settings = {
    ...DEFAULT_SETTINGS,
    workloads: { mode: 'warn' },
    ownedPods: { mode: 'enforce', controllers: [] },
  };
  const names = FILES.map((file) => file.replace('.json', ''));
  for (const [index, file] of FILES.entries()) {
    const { decision, findings } = await decide(file, others);
    matchTold(t, `reviews/${names[index]}`, [
      ['by default', toYaml(await decide(file, DEFAULT_SETTINGS))],
      ['with workloads on warn and owned Pods enforced', toYaml({ decision, findings })],
    ]);
  }
  matchTopics(t, 'reviews', names);
});

function toYaml(value: object): string {
  return stringify(value, { lineWidth: 0, sortMapEntries: true });
}
