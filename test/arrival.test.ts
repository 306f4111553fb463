/** A secret that Helm or Argo CD creates after the pods that need it, in files. */
import t, { type Test } from 'tap';
import { parseAllDocuments } from 'yaml';
import { run } from '../src/cli/index.js';

type Annotations = Readonly<Record<string, string>>;

const DATA = '\'{"auths":{"registry.example.com":{"username":"bot","password":"not-a-password"}}}\'';
const quotedPairs = (annotations: Annotations): string =>
  Object.entries(annotations)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(', ');

const secretText = (name: string, annotations: Annotations): string =>
  `apiVersion: v1
kind: Secret
metadata: {name: ${name}, namespace: shop, annotations: {${quotedPairs(annotations)}}}
type: kubernetes.io/dockerconfigjson
stringData: {.dockerconfigjson: ${DATA}}
`;

const jobText = (name: string, annotations: Annotations, secrets: readonly string[]): string =>
  `apiVersion: batch/v1
kind: Job
metadata: {name: ${name}, namespace: shop, annotations: {${quotedPairs(annotations)}}}
spec:
  template:
    spec:
      restartPolicy: Never
      imagePullSecrets: [${secrets.map((secret) => `{name: ${secret}}`).join(', ')}]
      containers: [{name: migrate, image: registry.example.com/migrate:2.1}]
`;

interface Files {
  readonly job: Annotations;
  readonly secret: Annotations;
  readonly jobName?: string;
  /** `none`: nothing is known of a cluster; `without`: there is one that lacks the secret; `with`: it holds it. */
  readonly cluster?: 'none' | 'without' | 'with';
}

interface Told {
  readonly code: number;
  readonly findings: readonly { code: string; action: string; problem: string; because: string; fix: string }[];
}

async function check(t: Test, { job, secret, jobName = 'hook', cluster = 'without' }: Files): Promise<Told> {
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
  const folder = t.testdir({
    'all.yaml': `${jobText(jobName, job, ['regcred'])}---\n${secretText('regcred', secret)}`,
    cluster: { 'objects.yaml': cluster === 'with' ? `${namespace}---\n${secretText('regcred', {})}` : namespace },
  });
  return checked(folder, cluster === 'none' ? [] : ['--cluster-dir', 'cluster']);
}

async function checked(cwd: string, more: readonly string[]): Promise<Told> {
  const out: string[] = [];
  const code = await run(['check', 'all.yaml', '-o', 'json', ...more], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: () => {} },
    stdin: (async function* () {})(),
    env: {},
    cwd,
    isTTY: false,
    now: () => Date.parse('2026-11-21T12:00:00Z'),
  });
  return { code, findings: JSON.parse(out.join('')).results[0].findings };
}

const helm = (hook: string, weight?: string): Annotations => ({
  'helm.sh/hook': hook,
  ...(weight === undefined ? {} : { 'helm.sh/hook-weight': weight }),
});
const argo = (hook: string, wave?: string): Annotations => ({
  ...(hook === '' ? {} : { 'argocd.argoproj.io/hook': hook }),
  ...(wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': wave }),
});

const NO_HOOK =
  'Helm runs pre-install hooks before it creates the other objects of the chart, and the secret is no hook';

const LATE: readonly (Files & {
  readonly about: string;
  readonly because: string;
  readonly fix: string;
  readonly unless?: string;
})[] = [
  {
    about: 'a hook before the installation, and a secret that is none',
    job: helm('pre-install'),
    secret: {},
    because: NO_HOOK,
    fix: 'helm.sh/hook: "pre-install" and helm.sh/hook-weight: "-1"',
  },
  {
    about: 'of both events the first is told, and the secret has to be there for both',
    job: helm('pre-upgrade, pre-install', '-5'),
    secret: {},
    because: NO_HOOK,
    fix: 'helm.sh/hook: "pre-install,pre-upgrade" and helm.sh/hook-weight: "-6"',
  },
  {
    about: 'without a cluster, too',
    job: helm('PRE-INSTALL'),
    secret: {},
    cluster: 'none',
    because: NO_HOOK,
    fix: 'helm.sh/hook: "pre-install" and helm.sh/hook-weight: "-1"',
  },
  {
    about: 'an upgrade of a cluster that has no such secret',
    job: helm('pre-upgrade'),
    secret: {},
    because: 'Helm runs pre-upgrade hooks before it creates what an upgrade brings, and the secret is no hook',
    fix: 'helm.sh/hook: "pre-upgrade" and helm.sh/hook-weight: "-1"',
  },
  {
    about: 'an upgrade of who knows what',
    job: helm('pre-upgrade'),
    secret: {},
    cluster: 'none',
    unless: ', unless an earlier release brought it',
    because: 'Helm runs pre-upgrade hooks before it creates what an upgrade brings, and the secret is no hook',
    fix: 'helm.sh/hook: "pre-upgrade" and helm.sh/hook-weight: "-1"',
  },
  {
    about: 'the secret is a later hook',
    job: helm('pre-install'),
    secret: helm('post-install'),
    because: 'it is a pre-install hook of Helm, and the secret a hook of post-install',
    fix: 'helm.sh/hook: "post-install,pre-install" and helm.sh/hook-weight: "-1"',
  },
  {
    about: 'the secret has a higher weight',
    job: helm('pre-install', '-5'),
    secret: helm('pre-install', '5'),
    because: 'Helm runs pre-install hooks by weight: the secret has 5, this one -5',
    fix: 'helm.sh/hook: "pre-install" and helm.sh/hook-weight: "-6"',
  },
  {
    about: 'of one weight Helm takes the names',
    job: helm('pre-install'),
    secret: helm('pre-install', 'x'),
    because: 'Helm runs pre-install hooks of one weight by name, and the secret comes after this one',
    fix: 'helm.sh/hook: "pre-install" and helm.sh/hook-weight: "-1"',
  },
  {
    about: 'a hook before the sync of Argo CD',
    job: argo('PreSync'),
    secret: {},
    because: 'it is a PreSync hook of Argo CD, and the secret comes in Sync',
    fix: 'argocd.argoproj.io/hook: "PreSync" and argocd.argoproj.io/sync-wave: "-1"',
  },
  {
    about: 'a later wave of the same phase',
    job: argo('PreSync', '1'),
    secret: argo('PreSync', '2'),
    because: 'Argo CD syncs it in wave 1, and waits until it is healthy before wave 2 of the secret',
    fix: 'argocd.argoproj.io/sync-wave: "0"',
  },
  {
    about: 'waves without hooks',
    job: argo('', '-1'),
    secret: {},
    because: 'Argo CD syncs it in wave -1, and waits until it is healthy before wave 0 of the secret',
    fix: 'argocd.argoproj.io/sync-wave: "-2"',
  },
  {
    about: 'a hook of Helm is one of Argo CD',
    job: helm('pre-install'),
    secret: argo('', '-1'),
    because: 'it is a PreSync hook of Argo CD, and the secret comes in Sync',
    fix: 'argocd.argoproj.io/hook: "PreSync" and argocd.argoproj.io/sync-wave: "-1"',
  },
];

for (const { about, because, fix, unless = '', ...files } of LATE) {
  t.test(about, async (t) => {
    const { code, findings } = await check(t, files);
    const isArgo = because.includes('Argo CD');
    t.match(findings, [
      {
        code: 'PG202',
        action: 'warn',
        problem: `secret "regcred" does not exist yet when ${isArgo ? 'this is synced' : `this hook runs${unless}`}`,
        because,
        fix: `annotate secret "regcred", in its file, with ${fix}`,
      },
    ]);
    t.equal(findings.length, 1);
    t.equal(code, 0, 'a warning fails nothing');
    const [{ fix: printed }] = findings as [Told['findings'][number]];
    const done = Object.fromEntries(
      Array.from(printed.matchAll(/([a-z./-]+): "([^"]*)"/g), ([, key = '', value = '']) => [key, value]),
    );
    const after = await check(t, { ...files, secret: { ...files.secret, ...done } });
    t.strictSame(after.findings, [], 'done as printed, nothing is left');
  });
}

const IN_TIME: readonly (Files & { readonly about: string })[] = [
  { about: 'neither is a hook', job: {}, secret: {} },
  { about: 'the cluster has the secret', job: helm('pre-install,pre-upgrade'), secret: {}, cluster: 'with' },
  { about: 'a hook after the installation', job: helm('post-install,pre-delete,test'), secret: {} },
  { about: 'a lower weight', job: helm('pre-install', '1'), secret: helm('pre-install', '0') },
  { about: 'a name before', jobName: 'zzz', job: helm('pre-install'), secret: helm('pre-install') },
  { about: 'the same name: kinds decide', jobName: 'regcred', job: helm('pre-install'), secret: helm('pre-install') },
  { about: 'a hook of the installation', job: helm('pre-upgrade'), secret: helm('pre-install') },
  { about: 'a word that Helm does not know', job: helm('presync'), secret: {} },
  { about: 'the same phase and wave: secrets come first', job: argo('PreSync'), secret: argo('PreSync') },
  { about: 'an earlier wave', job: argo('', '1'), secret: {} },
  { about: 'what a sync does not create', job: argo('SyncFail'), secret: argo('', '3') },
  { about: 'a hook after the sync', job: argo('PostSync'), secret: argo('', '9') },
];

for (const { about, ...files } of IN_TIME) {
  t.test(`in time: ${about}`, async (t) => t.strictSame((await check(t, files)).findings, []));
}

t.test('another secret of the list that is there in time is enough', async (t) => {
  const job = jobText('hook', helm('pre-install'), ['regcred', 'other']);
  const folder = t.testdir({
    'all.yaml': `${job}---\n${secretText('regcred', {})}`,
    cluster: { 'objects.yaml': secretText('other', {}) },
  });
  t.strictSame((await checked(folder, ['--cluster-dir', 'cluster'])).findings, []);
  const both = t.testdir({
    'all.yaml': `${job}---\n${secretText('regcred', {})}---\n${secretText('other', {})}`,
    cluster: { 'objects.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n' },
  });
  t.equal((await checked(both, ['--cluster-dir', 'cluster'])).findings.length, 1);
});

t.test('a public image needs none of it', async (t) => {
  const text = jobText('hook', helm('pre-install'), ['regcred']).replace(
    'registry.example.com/migrate:2.1',
    'quay.io/prometheus/prometheus:v3.0.0',
  );
  t.equal(parseAllDocuments(text).length, 1);
  const folder = t.testdir({ 'all.yaml': `${text}---\n${secretText('regcred', {})}` });
  t.notMatch(JSON.stringify((await checked(folder, [])).findings), 'PG202');
});
