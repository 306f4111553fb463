/** What an audit makes of the stream: owners, merged findings, what a drain would stop, and commands that harm nothing. */
import t from 'tap';
import { type Audited, audit } from '../src/audit/audit.js';
import { endingCredentials } from '../src/audit/credentials.js';
import { auditedKinds } from '../src/audit/judged.js';
import { createOwners } from '../src/audit/owners.js';
import { verificationOf } from '../src/audit/verification.js';
import { findWorkload } from '../src/core/workloads.js';
import type { Streamed } from '../src/facts/objects-there.js';
import { mergeSettings, NOW } from './support/case.js';
import { type KubeObject, stateOf } from './support/state.js';

const IMAGE = 'registry.example.com/team/web:1.4.2';
type Fields = Readonly<Record<string, unknown>>;

const account = (name: string, ...secrets: readonly string[]): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: 'shop' },
  imagePullSecrets: secrets.map((each) => ({ name: each })),
});

function secret(name: string, ...servers: readonly string[]): KubeObject {
  const login = { username: 'example-user', password: 'example-not-a-password' };
  const text = JSON.stringify({ auths: Object.fromEntries(servers.map((server) => [server, login])) });
  return {
    ...{ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockerconfigjson' },
    metadata: { name, namespace: 'shop' },
    data: { '.dockerconfigjson': Buffer.from(text).toString('base64') },
  };
}

/** The API server takes it, and the kubelet does not. */
const broken: KubeObject = {
  ...secret('broken'),
  data: { '.dockerconfigjson': Buffer.from('{"auths":{"ghcr.io":{"auth":"!"}}}').toString('base64') },
};

const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const LONG_AGO = '2026-11-01T00:00:00Z';
/** Of a kind that lives twelve hours, and weeks old. */
const ecr: KubeObject = {
  ...secret('ecr'),
  metadata: {
    ...{ name: 'ecr', namespace: 'shop' },
    managedFields: [{ time: LONG_AGO, fieldsV1: { 'f:data': { 'f:.dockerconfigjson': {} } } }],
  },
  data: {
    '.dockerconfigjson': Buffer.from(
      JSON.stringify({ auths: { [ECR]: { username: 'AWS', password: 'example-not-a-password' } } }),
    ).toString('base64'),
  },
};

const podSpec = (image: string, more: Fields = {}): Fields => ({ containers: [{ name: 'web', image }], ...more });

const deployment = (name: string, image = IMAGE, more: Fields = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: { template: { spec: podSpec(image, more) } },
});

interface Owned {
  readonly kind: string;
  readonly name: string;
  readonly apiVersion?: string;
}

function madeBy(owner: Owned | undefined): Fields {
  if (owner === undefined) return {};
  return { ownerReferences: [{ apiVersion: 'apps/v1', uid: 'x', ...owner, controller: true }] };
}

const replicaSet = (name: string, owner: Owned): KubeObject => ({
  ...{ apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  metadata: { name, namespace: 'shop', ...madeBy(owner) },
  spec: { template: { spec: podSpec(IMAGE) } },
});

function pod(name: string, owner?: Owned, image = IMAGE, more: Fields = {}, status: Fields = {}): KubeObject {
  const started = { name: 'web', image, imageID: 'sha256:1', ready: true, state: { running: {} } };
  return {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: { name, namespace: 'shop', ...madeBy(owner) },
    spec: { ...podSpec(image, more), nodeName: 'node-a' },
    status: { phase: 'Running', containerStatuses: [started], ...status },
  };
}

interface Options {
  readonly settings?: Fields;
  readonly drain?: boolean;
}

async function audited(
  objects: readonly KubeObject[],
  { settings = {}, drain = false }: Options = {},
): Promise<Audited> {
  const merged = mergeSettings(settings);
  const kinds = auditedKinds(merged);
  const stream = async function* (): AsyncGenerator<Streamed> {
    for (const workload of kinds) {
      for (const object of objects) {
        const [first = '', second] = (object.apiVersion ?? '').split('/');
        const kind = { group: second === undefined ? '' : first, version: second ?? first, kind: object.kind ?? '' };
        if (findWorkload(kind, merged.kinds)?.resource !== workload.resource) continue;
        const { namespace = '', name = '' } = object.metadata ?? {};
        yield { there: { workload, kind, namespace, name, object, source: 'cluster', file: '', line: 0 } };
      }
    }
  };
  const namespaces = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, account('default')];
  const state = stateOf([...namespaces, ...objects]);
  const asked = { only: undefined, namespaces: ['shop'], home: undefined };
  return audit({ objects: stream, settings: merged, state, now: NOW, drain, ...asked });
}

const told = ({ owners }: Audited): readonly string[] =>
  owners.map(
    ({ object, pods, findings }) =>
      `${object.kind} ${object.name} ${pods}: ${findings.map(({ code, seen, pods: seenIn }) => `${code} ${seen} ${seenIn}`).join(', ')}`,
  );

const SET: Owned = { kind: 'ReplicaSet', name: 'web-1' };
const WEB: Owned = { kind: 'Deployment', name: 'web' };

t.test('who is to be edited', async (t) => {
  const rows: readonly (readonly [what: string, objects: readonly KubeObject[], rows: readonly string[]])[] = [
    ['alone', [pod('a')], ['Pod a 1: PG201 object 1']],
    [
      'a Deployment, not its ReplicaSet and its Pods',
      [deployment('web'), replicaSet('web-1', WEB), pod('web-1-a', SET), pod('web-1-b', SET)],
      ['Deployment web 2: PG201 both 2'],
    ],
    [
      'a Deployment that nobody may read',
      [replicaSet('web-1', WEB), pod('a', SET)],
      ['Deployment web 1: PG201 pods 1'],
    ],
    ['a ReplicaSet that nobody may read', [pod('a', SET)], ['ReplicaSet web-1 1: PG201 pods 1']],
    [
      'what another controller makes',
      [replicaSet('web-1', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' }), pod('a', SET)],
      ['Rollout web 1: PG201 pods 1'],
    ],
    [
      'what has ended or is being deleted',
      [
        pod('a', undefined, IMAGE, {}, { phase: 'Succeeded' }),
        {
          ...deployment('web'),
          metadata: { name: 'web', namespace: 'shop', deletionTimestamp: '2026-11-21T00:00:00Z' } as Fields,
        },
      ],
      [],
    ],
    [
      'the mirror of a static pod is its own',
      [{ ...pod('a', { apiVersion: 'v1', kind: 'Node', name: 'n' }) }],
      ['Pod a 1: PG201 object 1'],
    ],
  ];
  for (const [what, objects, expected] of rows) t.strictSame(told(await audited(objects)), expected, what);
});

t.test('a ring of owners has no top, and nobody waits for it', async (t) => {
  const owners = createOwners();
  const one = { apiVersion: 'apps/v1', kind: 'ReplicaSet', namespace: 'shop', name: 'a' };
  owners.note(one, { ...one, name: 'b' });
  owners.note({ ...one, name: 'b' }, one);
  t.strictSame(owners.topOf(one), one);
});

t.test('what only older Pods suffer from is mended by new ones', async (t) => {
  const objects = [
    deployment('web', IMAGE, { imagePullSecrets: [{ name: 'regcred' }] }),
    secret('regcred', 'registry.example.com'),
    replicaSet('web-1', WEB),
    pod('web-1-a', SET),
  ];
  const { owners } = await audited(objects);
  t.match(owners, [{ enforced: false, decision: 'warn', findings: [{ code: 'PG206', seen: 'pods', pods: 1 }] }]);
  t.equal(
    owners[0]?.findings[0]?.fix,
    'kubectl -n shop rollout restart deployment/web\nNote: the template is right by now; these Pods are older',
  );
  const [template, ...rest] = objects;
  const moved = await audited([{ ...template, ...deployment('web', 'registry.example.com/team/web:2', {}) }, ...rest]);
  t.notMatch(moved.owners[0]?.findings.map(({ fix }) => fix).join(), /rollout restart/, 'not where it is wrong, too');
});

t.test('what the policy does, and what it would do', async (t) => {
  const objects = [deployment('web'), replicaSet('web-1', WEB), pod('a', SET)];
  const rows: readonly (readonly [settings: Fields, action: string, enforced: string])[] = [
    [{}, 'deny', 'deny'],
    [{ mode: 'warn' }, 'warn', 'deny'],
    [{ mode: 'audit' }, 'audit', 'deny'],
    [{ rules: { PG201: 'warn' } }, 'warn', 'warn'],
  ];
  for (const [settings, action, enforced] of rows) {
    const { owners, summary } = await audited(objects, { settings });
    t.match(owners, [{ findings: [{ action, enforced }] }], JSON.stringify(settings));
    t.equal(summary.enforced, enforced === 'deny' ? 1 : 0);
  }
  const off = await audited(objects, { settings: { mode: 'off' } });
  t.match(off, { owners: [], summary: { skipped: 2, owners: 1 } });
  const old = await audited([replicaSet('web-1', WEB), pod('a', SET)]);
  t.match(
    old.owners,
    [{ enforced: false, findings: [{ action: 'warn', enforced: 'warn' }] }],
    'ownedPods.mode is warn',
  );
  const strict = await audited([replicaSet('web-1', WEB), pod('a', SET)], {
    settings: { ownedPods: { mode: 'enforce', controllers: [] } },
  });
  t.match(strict.owners, [{ enforced: true, findings: [{ action: 'deny', enforced: 'deny' }] }]);
});

t.test('one command for a ServiceAccount, only where it ends much and harms nothing', async (t) => {
  const two = [deployment('web'), deployment('api', 'registry.example.com/team/api:1')];
  const regcred = secret('regcred', 'registry.example.com');
  const patch = `kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'`;
  t.match((await audited([...two, regcred])).fixes, [
    { namespace: 'shop', serviceAccount: 'default', lines: [patch], findings: 2, owners: 2 },
  ]);
  t.strictSame((await audited([deployment('web'), regcred])).fixes, [], 'one owner has it in its own fix');

  const made = await audited(two);
  t.match(made.fixes, [
    { lines: [/^kubectl -n shop create secret docker-registry regcred .*registry\.example\.com/, patch], findings: 2 },
  ]);
  const [first] = made.fixes;
  t.equal(first?.lines.length, 2);

  const both = await audited([
    ...two,
    deployment('b', 'other.example.com/b:1'),
    deployment('c', 'other.example.com/c:1'),
  ]);
  t.equal(both.fixes[0]?.findings, 4);
  t.match(both.fixes[0]?.lines, [
    /regcred --docker-server=other|regcred --docker-server=registry/,
    /regcred-2 /,
    /"regcred"},{"name":"regcred-2"/,
  ]);

  // A key for Docker Hub itself takes the place of the fallback that the other image was pulled with.
  const own = deployment('own', IMAGE, { serviceAccountName: 'other' });
  t.equal(
    (await audited([...two, regcred, own])).fixes[0]?.findings,
    2,
    'who runs under another account counts for nothing',
  );
});

t.test('a command that would harm anything under the account is none', async (t) => {
  const bots = { serviceAccountName: 'bots' };
  const login = { username: 'example-user', password: 'example-not-a-password' };
  // An entry for docker.io itself takes the place of the one for index.docker.io, and this one logs nobody in.
  const mixed = JSON.stringify({ auths: { 'ghcr.io': login, 'docker.io': {} } });
  const objects = [
    account('bots', 'hub'),
    secret('hub', 'https://index.docker.io/v1/'),
    { ...secret('mixed'), data: { '.dockerconfigjson': Buffer.from(mixed).toString('base64') } },
    deployment('web', 'ghcr.io/acme/web:1', bots),
    deployment('api', 'ghcr.io/acme/api:1', bots),
  ];
  t.match(
    (await audited(objects)).fixes,
    [{ findings: 2, lines: [/"hub"},{"name":"mixed"/] }],
    'so far it harms nobody',
  );
  const tool = deployment('tool', 'docker.io/acme/tool:1', bots);
  t.strictSame(told(await audited([...objects, tool])).length, 2, 'which can be pulled');
  t.strictSame((await audited([...objects, tool])).fixes, []);
  const alone = pod('tool', undefined, 'docker.io/acme/tool:1', { ...bots, imagePullSecrets: [{ name: 'hub' }] });
  t.strictSame((await audited([...objects, alone])).fixes, [], 'nor a Pod that got its list from the account');
});

t.test('what would not come back on new nodes', async (t) => {
  const regcred = secret('regcred', 'registry.example.com');
  const listed = { imagePullSecrets: [{ name: 'regcred' }] };
  const never = { containers: [{ name: 'web', image: IMAGE, imagePullPolicy: 'Never' }] };
  const waiting = { containerStatuses: [{ name: 'web', image: IMAGE, imageID: '', state: { waiting: {} } }] };
  const rows: readonly (readonly [what: string, objects: readonly KubeObject[], pods: number, never: number])[] = [
    ['nothing matches', [pod('a')], 1, 0],
    ['its login works', [regcred, pod('a', undefined, IMAGE, listed)], 0, 0],
    ['it is public', [pod('a', undefined, 'registry.k8s.io/pause:3.10')], 0, 0],
    ['it never started', [pod('a', undefined, IMAGE, {}, waiting)], 0, 0],
    [
      'its template is right by now',
      [regcred, deployment('web', IMAGE, listed), replicaSet('web-1', WEB), pod('a', SET)],
      0,
      0,
    ],
    [
      'its template is wrong by now',
      [regcred, deployment('web'), replicaSet('web-1', WEB), pod('a', SET, IMAGE, listed)],
      1,
      0,
    ],
    [
      'another webhook changed the image',
      [regcred, deployment('web', 'registry.k8s.io/pause:3.10'), replicaSet('web-1', WEB), pod('a', SET)],
      1,
      0,
    ],
    [
      'a secret that nobody can read',
      [broken, pod('a', undefined, 'registry.k8s.io/pause:3.10', { imagePullSecrets: [{ name: 'broken' }] })],
      1,
      0,
    ],
    [
      'its account is gone',
      [
        deployment('web', IMAGE, { serviceAccountName: 'gone' }),
        replicaSet('web-1', WEB),
        pod('a', SET, IMAGE, { ...listed, serviceAccountName: 'gone' }),
        regcred,
      ],
      1,
      0,
    ],
    ['its login is stale', [ecr, pod('a', undefined, `${ECR}/web:1`, { imagePullSecrets: [{ name: 'ecr' }] })], 1, 0],
    ['Never', [pod('a', undefined, IMAGE, never)], 0, 1],
  ];
  for (const [what, objects, pods, neverPods] of rows) {
    const { drain } = await audited(objects, { drain: true });
    t.match(drain, { pods, never: neverPods, nodes: pods === 0 ? [] : [{ name: 'node-a', pods }] }, what);
    t.equal(drain?.owners.length, pods + neverPods, what);
  }
  const { drain } = await audited([pod('a')], { drain: true });
  t.match(drain?.owners[0]?.images, [{ code: 'PG201', why: 'credential', assumed: true }]);
  const settings = { registries: { private: ['registry.example.com'] } };
  const listedPrivate = await audited([pod('a')], { drain: true, settings });
  t.match(listedPrivate.drain?.owners[0]?.images, [{ assumed: false }]);
});

t.test('what the versions tell of the kubelets', async (t) => {
  const rows: readonly (readonly [
    server: string,
    kubelets: readonly string[] | undefined,
    verifying: number | undefined,
    words: RegExp,
  ])[] = [
    ['v1.36.2', ['v1.36.2', 'v1.35.0'], 2, /all 2 nodes are of 1\.35 or later/],
    ['v1.36.2', ['v1.34.9', 'v1.33.5-eks-3025e55'], 0, /all 2 nodes are older than 1\.35/],
    ['v1.36.2', ['v1.35.1', 'v1.34.0', 'what?'], 1, /1 of 3 nodes/],
    ['v1.34.1', undefined, undefined, /The API server is older than 1\.35, and so are the kubelets/],
    ['v1.36.2', undefined, undefined, /could not be read/],
    ['', [], undefined, /could not be read/],
  ];
  for (const [server, kubelets, verifying, words] of rows) {
    const told = verificationOf({ server, kubelets });
    t.equal(told.verifying, verifying, words.source);
    t.match(told.words, words);
  }
  t.strictSame(verificationOf({ server: '', kubelets: ['v1.36.0', 'v1.9.1', 'v1.36.0'] }).kubelets, [
    { version: 'v1.9.1', nodes: 1 },
    { version: 'v1.36.0', nodes: 2 },
  ]);
});

t.test('logins that end, and no login', async (t) => {
  const entry = {
    key: 'ghcr.io',
    normalized: 'ghcr.io',
    hasUser: true,
    login: 'jwt',
    flaws: [],
    ignoredToken: false,
  } as const;
  const held = (name: string, more: Fields, changedAt?: number, saidExpiry?: number) => ({
    ...({
      namespace: 'shop',
      name,
      type: 'kubernetes.io/dockerconfigjson',
      form: 'dockerconfigjson',
      usesHelper: false,
    } as const),
    entries: [{ ...entry, ...more }],
    ...(changedAt === undefined ? {} : { changedAt }),
    ...(saidExpiry === undefined ? {} : { saidExpiry }),
  });
  const secrets = {
    state: 'found',
    value: [
      held('later', { expiresAt: NOW + 1000 }),
      held('past', { expiresAt: NOW - 3_600_000 }),
      held('lived', { lifetime: 3_600_000 }, NOW - 7_200_000),
      held('unknown', { lifetime: 3_600_000 }),
      held('for-ever', {}),
      held('nonsense', { expiresAt: 1e300 }),
      held('said', {}, undefined, NOW - 1_800_000),
      held('told-and-said', { expiresAt: NOW + 2000 }, undefined, NOW - 7_200_000),
    ],
  } as const;
  const found = endingCredentials([{ secrets }, { secrets: { state: 'unknown', reason: 'no right' } }], NOW);
  t.strictSame(
    found.map(({ secret: name, by, expired }) => [name, by, expired]),
    [
      ['lived', 'lifetime', true],
      ['past', 'stated', true],
      ['said', 'annotated', true],
      ['later', 'stated', false],
      ['told-and-said', 'stated', false],
    ],
  );
});
