import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import t from 'tap';
import type { ExplainReport } from '../src/cli/explain/report.js';
import { run } from '../src/cli/index.js';
import type { Report } from '../src/cli/report.js';
import { explainFaults } from './support/check-formats.js';
import { writeKubeconfig } from './support/cluster-cli.js';
import { DOCKER_TYPE, pullSecret, startFakeApi } from './support/fake-api-server.js';
import { type Block, matchTold, matchTopics } from './support/told.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const USER = 'MARKER-USER';
const PASSWORD = 'MARKER-PASSWORD';
const EXAMPLE = resolve('docs/example/cluster');

type Fields = Readonly<Record<string, unknown>>;

async function cli(argv: readonly string[], cwd: string = tmpdir()) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {
      yield '';
    })(),
    env: { HOME: cwd },
    cwd,
    isTTY: false,
    now: () => NOW,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

// ------------------------------------------------------------------------------------------------------------ clusters

const login = (user = USER, password = PASSWORD): Fields => ({
  auth: Buffer.from(`${user}:${password}`).toString('base64'),
});

function secret(name: string, auths: Fields, more: Fields = {}, namespace = 'shop'): Fields {
  const text = typeof more['raw'] === 'string' ? more['raw'] : JSON.stringify({ auths });
  const { type = DOCKER_TYPE, labels = {}, key = '.dockerconfigjson' } = more;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels },
    type,
    data: { [String(key)]: Buffer.from(text).toString('base64') },
  };
}

function account(name: string, secrets: readonly string[], annotations: Fields = {}): Fields {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'shop', annotations },
    imagePullSecrets: secrets.map((each) => ({ name: each })),
  };
}

function namespace(labels: Fields = {}, name = 'shop'): Fields {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** ECR tokens and JWTs tell their expiry. */
function jwt(expires: string): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp: Date.parse(expires) / 1000 })}.${PASSWORD}`;
}

interface Row {
  readonly image: string;
  readonly objects?: readonly Fields[];
  readonly pullSecrets?: readonly string[];
  readonly account?: string;
  readonly config?: string;
  readonly code: number;
  /** Of `check`, where it is another one. */
  readonly checked?: number;
}

const REGISTRY = 'registry.example.com:5000';
const PRIVATE = `${REGISTRY}/team/web:1.4.2`;
const INJECT = 'injection:\n  mode: all\n';
const right = secret('right', { [REGISTRY]: login() });
const PROVIDER =
  'registries:\n  nodeCredentials:\n    - matchImages: ["*.azurecr.io"]\n      tokenAttributes: {requireServiceAccount: true, requiredServiceAccountAnnotationKeys: [role]}\n';
const ENFORCED = { 'kubernetes.io/enforce-mountable-secrets': 'true' };

const ROWS: Readonly<Record<string, Row>> = {
  'a secret of the ServiceAccount matches': {
    image: PRIVATE,
    objects: [right, account('default', ['right'])],
    code: 0,
  },
  'the Pod has a list of its own that hides the right one': {
    image: PRIVATE,
    objects: [right, secret('other', { 'quay.io': login() }), account('default', ['right'])],
    pullSecrets: ['other'],
    code: 1,
  },
  'a provider of the nodes that does not serve the ServiceAccount': {
    image: 'acme.azurecr.io/web:1',
    objects: [account('default', [])],
    config: PROVIDER,
    code: 1,
  },
  'near misses, the nearest first': {
    image: PRIVATE,
    objects: [
      secret('near', {
        'registry.example.com': login(),
        'https://registry.example.com:5001/': login(),
        'ghcr.io': login(),
        [`${USER}:${PASSWORD}@quay.io`]: login(),
      }),
      account('default', ['near']),
    ],
    code: 1,
  },
  'a secret that nobody names would match': { image: PRIVATE, objects: [right, account('default', [])], code: 1 },
  'another ServiceAccount would do': {
    image: PRIVATE,
    objects: [right, account('default', []), account('puller', ['right'])],
    code: 1,
  },
  'named secrets that are absent, skipped and without a name': {
    image: PRIVATE,
    objects: [secret('typed', { [REGISTRY]: login() }, { type: 'Opaque' }), right],
    pullSecrets: ['gone', 'typed', ''],
    code: 1,
  },
  'a malformed secret stops every pull': {
    image: PRIVATE,
    objects: [secret('broken', {}, { raw: `{"auths":{"x":{"auth":"${PASSWORD}%"}}}` }), right],
    pullSecrets: ['right', 'broken'],
    code: 1,
  },
  'Docker Hub by the fallback': {
    image: 'acme/web:2',
    objects: [secret('hub', { 'https://index.docker.io/v1/': login() }), account('default', ['hub'])],
    code: 0,
  },
  'Docker Hub by a key of its own, which switches the fallback off': {
    image: 'acme/web:2',
    objects: [
      secret('hub', { 'https://index.docker.io/v1/': login(), 'docker.io/acme': login() }),
      account('default', ['hub']),
    ],
    code: 0,
  },
  'expired, about to expire, suspect, hopeless and empty': {
    image: PRIVATE,
    objects: [
      secret('mixed', {
        [REGISTRY]: login('x', jwt('2026-11-21T11:00:00Z')),
        [`${REGISTRY}/team`]: login('x', jwt('2026-11-21T12:30:00Z')),
        [`${REGISTRY}/team/web`]: login(USER, `${PASSWORD}\n`),
        [`https://${REGISTRY}/te`]: login('_json_key', PASSWORD),
        [`https://${REGISTRY}/t`]: { identitytoken: PASSWORD },
      }),
      account('default', ['mixed']),
    ],
    code: 0,
  },
  'all that matches has expired': {
    image: PRIVATE,
    objects: [secret('old', { [REGISTRY]: login('x', jwt('2026-11-21T11:00:00Z')) }), account('default', ['old'])],
    code: 1,
  },
  'no reference at all': {
    image: 'https://Registry/x y',
    objects: [secret('typed', { [REGISTRY]: login() }, { type: 'Opaque' }), account('default', ['typed'])],
    code: 1,
  },
  'public by the built-in list, with a short name': { image: 'nginx:1.27', objects: [], code: 0 },
  'public, because the operator says so of what nobody lists': {
    image: PRIVATE,
    config: 'registries:\n  unlisted: public\n',
    code: 0,
  },
  'listed as private': {
    image: 'docker.io/library/nginx:1.27',
    config: 'registries:\n  private: ["docker.io/library/nginx"]\n',
    code: 1,
  },
  'the nodes of a cloud bring the credential': {
    image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1',
    config: 'cluster:\n  provider: eks\n',
    code: 0,
  },
  'a registry of a cloud, and it is not known whose nodes these are': {
    image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1',
    code: 1,
  },
  'on every node already': { image: PRIVATE, config: `images:\n  preloaded: ["${REGISTRY}"]\n`, code: 0 },
  'no tag': { image: 'quay.io/acme/web', config: 'registries:\n  public: [quay.io]\n', code: 1 },
  'by digest': { image: `nginx:1.27@sha256:${'a'.repeat(64)}`, code: 0 },
  // What the API server refuses is none of check's findings.
  'the ServiceAccount does not exist': { image: PRIVATE, account: 'nobody', code: 1, checked: 0 },
  'the namespace only warns': {
    image: PRIVATE,
    objects: [namespace({ 'pullgate.dev/mode': 'warn' }), account('default', [])],
    code: 0,
  },
  'a label that is no mode': { image: PRIVATE, objects: [namespace({ 'pullgate.dev/mode': 'of' })], code: 1 },
  'the mode is off': { image: PRIVATE, config: 'mode: off\n', code: 0 },
  'an exemption': {
    image: PRIVATE,
    config: 'exemptions:\n  - namespaces: [shop]\n    reason: migration\n    expires: 2027-01-01\n',
    code: 0,
  },
  'injection adds the secret that matches': {
    image: PRIVATE,
    objects: [right, account('default', [])],
    config: INJECT,
    code: 0,
  },
  'injection is on, and nothing is lacking': {
    image: PRIVATE,
    objects: [right, account('default', ['right'])],
    config: INJECT,
    code: 0,
  },
  'injection is not asked for by the namespace': {
    image: PRIVATE,
    objects: [right, account('default', [])],
    config: 'injection:\n  mode: namespaces\n',
    code: 1,
  },
  'injection is forbidden by the ServiceAccount': {
    image: PRIVATE,
    objects: [right, account('default', [], ENFORCED)],
    config: INJECT,
    code: 1,
  },
  'injection refuses each secret for a reason': {
    image: PRIVATE,
    objects: [
      right,
      secret('selected', { [REGISTRY]: { username: USER } }, { labels: { pull: 'yes' } }),
      secret('stale', { [REGISTRY]: login('x', jwt('2026-11-21T11:00:00Z')) }, { labels: { pull: 'yes' } }),
      account('default', []),
    ],
    config: `${INJECT}  selector:\n    matchLabels: {pull: "yes"}\n`,
    code: 1,
  },
  'injection is limited to other registries': {
    image: PRIVATE,
    objects: [right, account('default', [])],
    config: `${INJECT}  registries: [quay.io]\n`,
    code: 1,
  },
  'injection would switch the fallback of Docker Hub off': {
    image: 'acme/web:2',
    objects: [
      secret('hub', { 'https://index.docker.io/v1/': login('x', jwt('2026-11-21T11:00:00Z')) }),
      secret('direct', { 'docker.io': login() }),
      account('default', ['hub']),
    ],
    config: INJECT,
    code: 1,
  },
  'injection finds nothing that matches': { image: PRIVATE, config: INJECT, code: 1 },
};

interface Prepared {
  readonly directory: string;
  readonly argv: readonly string[];
  readonly options: readonly string[];
}

function prepare({ image, objects = [], pullSecrets = [], account: name, config = '' }: Row): Prepared {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-explain-'));
  mkdirSync(join(directory, 'cluster'));
  const all = objects.some(({ kind }) => kind === 'Namespace') ? objects : [namespace(), ...objects];
  all.forEach((object, index) => {
    writeFileSync(join(directory, 'cluster', `${index}.json`), JSON.stringify(object));
  });
  writeFileSync(join(directory, 'pullgate.yaml'), config);
  const options = ['-n', 'shop', '--cluster-dir', 'cluster', '--config', 'pullgate.yaml'];
  const own = [
    ...(name === undefined ? [] : ['--service-account', name]),
    ...pullSecrets.map((each) => `--pull-secret=${each}`),
  ];
  return { directory, options, argv: ['explain', image, ...options, ...own] };
}

async function explain(row: Row): Promise<ExplainReport> {
  const { directory, argv } = prepare(row);
  const { stdout } = await cli([...argv, '-o', 'json'], directory);
  const faults = explainFaults(stdout);
  if (faults.length > 0) throw new Error(`${argv.join(' ')}: it is not what its schema promises: ${faults.join('; ')}`);
  return JSON.parse(stdout);
}

// --------------------------------------------------------------------------------------------------------------- tests

function topicOf(name: string): string {
  return name.replace(/[^a-zA-Z]+/g, '-').toLowerCase();
}

t.test('the words for every class of image, secret and reason', async (t) => {
  for (const [name, row] of Object.entries(ROWS)) {
    const { directory, argv } = prepare(row);
    const { code, stdout, stderr } = await cli(argv, directory);
    t.equal(stderr, '', name);
    t.equal(code, row.code, name);
    matchTold(t, `explain/${topicOf(name)}`, [[name, stdout]]);
  }
  matchTopics(t, 'explain', [...Object.keys(ROWS).map(topicOf), 'command-lines']);
});

t.test('the example that comes with Pullgate', async (t) => {
  for (const [words, expected] of [
    [['private.registry.com/my-org/my-app:1.0', '-n', 'shop'], 1],
    [['registry.example.com:5000/team/app:1.0', '-n', 'shop', '--service-account', 'deployer'], 0],
    [['registry.example.com:5000/team/app:1.0', '-n', 'team-b'], 0],
  ] as const) {
    const { code, stdout } = await cli(['explain', ...words, '--cluster-dir', EXAMPLE]);
    t.equal(code, expected);
    t.notMatch(stdout, /example-user|example-not-a-password/);
    t.match(stdout, /^Verdict$/m);
  }
});

t.test('no credential and no user name is printed, in either format', async (t) => {
  const found = new Set<string>();
  for (const row of Object.values(ROWS)) {
    const { directory, argv } = prepare(row);
    for (const format of ['text', 'json']) {
      const { stdout, stderr } = await cli([...argv, '-o', format], directory);
      t.notMatch(stdout + stderr, new RegExp(`${USER}|${PASSWORD}`));
      for (const each of [PASSWORD, `${USER}:${PASSWORD}`]) {
        const base64 = Buffer.from(each).toString('base64').slice(0, 12);
        if (stdout.includes(base64)) found.add(base64);
      }
    }
  }
  t.strictSame([...found], []);
});

type Words = Pick<ExplainReport['verdict']['findings'][number], 'code' | 'problem' | 'because' | 'fix' | 'operator'>;

function words({ code, action, problem, because, fix, operator }: Words & { readonly action: string }) {
  return { code, action, problem, because, fix, operator };
}

t.test('the verdict is that of check on a Pod in a file', async (t) => {
  let compared = 0;
  for (const [name, row] of Object.entries(ROWS)) {
    const { directory, argv, options } = prepare(row);
    const explained: ExplainReport = JSON.parse((await cli([...argv, '-o', 'json'], directory)).stdout);
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'explained' },
      spec: {
        containers: [{ name: 'app', image: row.image }],
        ...(row.account === undefined ? {} : { serviceAccountName: row.account }),
        ...(row.pullSecrets === undefined ? {} : { imagePullSecrets: row.pullSecrets.map((each) => ({ name: each })) }),
      },
    };
    writeFileSync(join(directory, 'pod.json'), JSON.stringify(pod));
    const checked = await cli(['check', 'pod.json', ...options, '-o', 'json'], directory);
    const report: Report = JSON.parse(checked.stdout);
    const [result] = report.results;
    t.strictSame(result?.findings.map(words), explained.verdict.findings.map(words), name);
    t.equal(result?.decision, explained.verdict.decision, name);
    t.equal(checked.code, row.checked ?? row.code, name);
    compared += 1;
  }
  t.ok(compared >= 20, `${compared} cases were compared`);
});

t.test('the verdict never says the opposite of what stands above it', async (t) => {
  const nowhere: Row = { image: PRIVATE, objects: [namespace({}, 'blog')], code: 1 };
  let failing = 0;
  for (const [name, row] of [...Object.entries(ROWS), ['the namespace does not exist', nowhere] as const]) {
    const { directory, argv } = prepare(row);
    const { stdout } = await cli(argv, directory);
    const report = await explain(row);
    const verdict = stdout.slice(stdout.indexOf('\nVerdict\n'));
    const isPlain = /would be admitted\./.test(verdict);
    const { first, keyring, injection } = report;
    t.strictSame(stdout.split('\n').slice(2, 2 + first.length), first, `${name}: first of all`);
    if (first.length > 0) t.notMatch(verdict, /would be admitted/, name);
    const fails = ['lacking', 'hopeless', 'blocked', 'invalid'].includes(keyring.state) && injection.adds.length === 0;
    if (fails) failing += 1;
    if (fails || report.verdict.findings.some(({ action }) => action === 'warn')) t.notOk(isPlain, name);
    t.equal(report.verdict.outcome === 'admitted', /would be admitted/.test(verdict), name);
    t.equal(report.verdict.admitted, report.verdict.outcome === 'admitted', name);
  }
  t.ok(failing > 10, `${failing} cases fail`);
});

t.test('what injection is said to add makes the same image pullable', async (t) => {
  const row = ROWS['injection adds the secret that matches'];
  if (row === undefined) throw new Error('the row is gone');
  const before = await explain(row);
  t.strictSame(before.injection.adds, ['right']);
  const after = await explain({ ...row, pullSecrets: before.injection.adds, config: '' });
  t.equal(after.keyring.state, 'works');
  t.strictSame(
    after.keyring.tried.map((each) => each.secret),
    ['right'],
  );
  t.strictSame(after.verdict.findings, []);
  const off = await explain({ ...row, config: '' });
  t.strictSame(off.injection.adds, []);
  t.strictSame(off.injection.would, ['right']);
});

t.test('nothing but printable ASCII is printed, and not much of what is long', async (t) => {
  const keys = Array.from({ length: 5000 }, (_, index) => [`r${index}.example.net`, login()] as const);
  const objects = [
    secret('many', Object.fromEntries([...keys, ['registry.example.com', login()]])),
    secret('evil', { 'quay.io/\u202e\u001b[31m': login(), [`${'k'.repeat(9000)}.example.net`]: login() }),
    ...Array.from({ length: 40 }, (_, index) => secret(`spare-${index}`, { [REGISTRY]: login() })),
    account('default', ['many', 'evil']),
  ];
  const { directory, argv } = prepare({ image: PRIVATE, objects, code: 1 });
  const { code, stdout } = await cli(argv, directory);
  t.equal(code, 1);
  t.match(stdout, /^[\n -~]*$/);
  t.ok(stdout.length < 12_000, `${stdout.length} characters`);
  t.match(stdout, /- secret "many": key "registry\.example\.com" without a port/, 'the nearest of 5003 keys is found');
  // Of a secret as large as that only keys like the image's own are explained.
  t.match(stdout, /and 5000 more that are farther off/);
  t.match(stdout, /and 30 more/);

  const hostile = prepare({ image: `evil\u001b[2J\u202e/${'x'.repeat(5000)}`, account: 'a\u0007b', code: 1 });
  const text = await cli(hostile.argv, hostile.directory);
  t.match(text.stdout, /^[\n -~]*$/);
  t.ok(text.stdout.length < 6000, `${text.stdout.length} characters`);
  const json = await cli([...hostile.argv, '-o', 'json'], hostile.directory);
  t.match(json.stdout, /^[\n -~]*$/);
});

t.test('a word is a rule, a slip of one, or an image', async (t) => {
  const cluster = ['--cluster-dir', EXAMPLE];
  t.match((await cli(['explain', 'tag-latest'])).stdout, /^# PG101/);
  const table: readonly (readonly string[])[] = [
    ['PG999'],
    ['pg25'],
    ['PG999', ...cluster],
    ['registry-missmatch'],
    ['tag-latest', ...cluster],
    ['', ...cluster],
    cluster,
    ['nginx', '-o', 'yaml', ...cluster],
    ['nginx', '--context', 'dev', ...cluster],
    ['nginx', '--cluster-dir', 'nowhere-at-all'],
    ['nginx'],
  ];
  const told: Block[] = [];
  for (const argv of table) {
    const { code, stdout, stderr } = await cli(['explain', ...argv], '/');
    t.equal(code, 2, argv.join(' '));
    t.equal(stdout, '');
    told.push([argv.join(' ').replace(EXAMPLE, 'DIR'), stderr]);
  }
  matchTold(t, 'explain/command-lines', told);
  for (const image of ['nothing-like-it', 'pg2500000', 'pg', 'static-web', 'docker.io/library/tag-latest']) {
    t.match((await cli(['explain', image, ...cluster])).stdout, `${image} in a new Pod of namespace default`);
  }
});

// ---------------------------------------------------------------------------------------------------------------- live

t.test('a live cluster is asked with a few short reads', async (t) => {
  const api = await startFakeApi();
  t.teardown(() => api.close());
  api.putAll([
    { kind: 'Namespace', metadata: { name: 'shop' } },
    {
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: 'shop' },
      imagePullSecrets: [{ name: 'regcred' }],
    },
    pullSecret('shop', 'regcred'),
    pullSecret('shop', 'spare', 'quay.io'),
    pullSecret('other', 'foreign', 'quay.io'),
    { kind: 'Namespace', metadata: { name: 'other' } },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'other' } },
  ]);
  const argv = ['--kubeconfig', writeKubeconfig(api)];
  const works = await cli(['explain', 'registry.example.com/web:1', ...argv]);
  t.equal(works.code, 0, works.stderr);
  t.match(works.stdout, /in a new Pod of namespace shop\n/, 'the namespace of the context');
  t.match(works.stdout, / 1 "registry\.example\.com" of secret "regcred", a login/);
  t.ok(api.calls.every(({ verb }) => verb !== 'watch'));
  t.ok(api.calls.length <= 7, `${api.calls.length} calls`);

  const denied = await cli(['explain', 'quay.io/acme/web:1', ...argv]);
  t.equal(denied.code, 1);
  t.match(denied.stdout, / - spare: key "quay\.io", a login/);
  t.notMatch(denied.stdout, /foreign|example-user|example-not-a-password/);
  t.equal((await cli(['explain', 'quay.io/acme/web:1', '-n', 'other', '--pull-secret', 'foreign', ...argv])).code, 0);

  api.script = ({ resource }) => (resource === 'secrets' ? { status: 403, body: '{}' } : undefined);
  const forbidden = await cli(['explain', 'registry.example.com/web:1', ...argv]);
  t.equal(forbidden.code, 3);
  t.match(forbidden.stdout, /regcred: unknown: .*\(403\)/);
  t.match(forbidden.stdout, /none that is known matches/);
  t.match(forbidden.stdout, /^ {2}not known: .*\(403\)$/m);
  t.match(forbidden.stdout, /what decides could not be found out/);
  t.equal((await cli(['explain', 'registry.example.com/web:1', '--on-unknown', 'deny', ...argv])).code, 3);

  for (const body of [
    '',
    '<html>404 Not Found</html>',
    '{"kind":"Status","code":404}',
    '{"kind":"Gone","reason":"NotFound"}',
  ]) {
    api.script = ({ resource }) => (resource === '/version' ? undefined : { status: 404, body });
    const between = await cli(['explain', 'registry.example.com/web:1', ...argv]);
    t.equal(between.code, 3, `a 404 of somebody in between is no answer: ${body}`);
    t.match(between.stdout, /not known: the API server could not be asked for .*404/, body);
    t.notMatch(between.stdout, /does not exist|PG401|PG202/, body);
  }
  api.script = ({ resource }) =>
    resource === '/version' ? { body: '{"gitVersion":"v1.33.5-eks-3025e55"}' } : undefined;
  const ecr = await cli(['explain', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1', ...argv]);
  t.equal(ecr.code, 0);
  t.match(ecr.stdout, /is listed by cluster\.provider \(eks\)/);

  api.script = ({ resource }) =>
    resource === '/apis/config.openshift.io' ? { body: '{"kind":"APIGroup"}' } : undefined;
  const redHat = await cli(['explain', 'registry.redhat.io/ubi9/nginx-120:1-112', ...argv]);
  t.equal(redHat.code, 0);
  t.match(redHat.stdout, /is listed by cluster\.provider \(openshift\)/);

  await api.halt();
  const down = await cli(['explain', 'registry.example.com/web:1', ...argv]);
  t.equal(down.code, 3);
  t.match(down.stdout, /the connection was refused/);
  await api.resume();
});
