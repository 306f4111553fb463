/** Secrets and ServiceAccounts as they are written: the codes and words of the rules of Pods, and what may deny. */
import t from 'tap';
import { EXPIRES_AT } from '../src/core/secret/said-expiry.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import { instead, type KubeObject, stateOf } from './support/state.js';
import {
  account,
  b64,
  dockerSecret,
  ecr,
  login,
  settingsWith,
  told,
  typed,
  type Writing,
  workload,
  write,
} from './support/written.js';

const HOST = 'registry.example.com';
const ENFORCE = settingsWith({ mode: 'enforce' });
const good = dockerSecret('regcred', { [HOST]: login() });
const broken = dockerSecret('regcred', '{"auths": []}');
const expired = dockerSecret('regcred', { 'ghcr.io': ecr(-1) });
const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

/** In the order in which they are shown. */
const CASES: Readonly<Record<string, Writing>> = {
  'a good one': { object: good },
  'PG204: Opaque with a config.json': {
    object: typed('regcred', 'Opaque', { 'config.json': JSON.stringify({ auths: { [HOST]: login() } }) }),
  },
  'PG204: an own type, encoded twice': {
    object: typed('regcred', 'example.com/pull', {
      '.dockerconfigjson': b64(JSON.stringify({ auths: { [HOST]: login() } })),
    }),
  },
  'PG204, which a ServiceAccount lists': {
    object: typed('regcred', 'Opaque', { '.dockerconfigjson': JSON.stringify({ auths: { [HOST]: login() } }) }),
    cluster: [account('build', ['regcred'])],
  },
  'PG207: two keys of one registry, one expired': {
    object: dockerSecret('regcred', { [ECR]: ecr(-1), [`${ECR}/team`]: ecr(10) }),
  },
  'PG208: the legacy type': {
    object: typed('regcred', 'kubernetes.io/dockercfg', { '.dockercfg': JSON.stringify({ [HOST]: login() }) }),
  },
  'PG301: auths is no object': { object: broken },
  'PG301: no base64, with its place': { object: dockerSecret('regcred', { [HOST]: { auth: 'no base64!' } }) },
  'PG302: Docker Desktop': {
    object: dockerSecret('regcred', JSON.stringify({ auths: { 'ghcr.io': {} }, credsStore: 'desktop' })),
  },
  'PG302, beside one that works': { object: dockerSecret('regcred', { 'ghcr.io': {}, [HOST]: login() }) },
  'PG303: a token that has run out': { object: dockerSecret('regcred', { [ECR]: ecr(-1) }) },
  'PG303 of two registries': { object: dockerSecret('regcred', { [ECR]: ecr(-1), 'ghcr.io': ecr(-1) }) },
  'PG303, which External Secrets makes': {
    object: dockerSecret(
      'regcred',
      { [ECR]: ecr(-1) },
      { labels: { 'reconcile.external-secrets.io/managed': 'true' } },
    ),
  },
  'PG303, which Flux applies': {
    object: dockerSecret('regcred', { [ECR]: ecr(-1) }, { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }),
  },
  'PG303 of one that cannot be changed': {
    object: { ...dockerSecret('regcred', { [ECR]: ecr(-1) }), immutable: true },
  },
  'PG303 by its annotation': {
    object: dockerSecret('regcred', { 'ghcr.io': login() }, { annotations: { [EXPIRES_AT]: '2020-01-31T00:00:00Z' } }),
  },
  'PG304: an annotation that is no time': {
    object: dockerSecret('regcred', { 'ghcr.io': login() }, { annotations: { [EXPIRES_AT]: 'soon' } }),
  },
  'PG304: a token that runs out': { object: dockerSecret('regcred', { [ECR]: ecr(0.5) }) },
  'PG305: a newline': {
    object: dockerSecret('regcred', { [HOST]: login('example-user', 'example-not-a-password\n') }),
  },
  'PG305: certain to fail': {
    object: dockerSecret('regcred', { 'ghcr.io': login('example-user', `github_pat_${'a'.repeat(60)}`) }),
  },
  'PG305 of a secret that has an owner': {
    object: dockerSecret(
      'regcred',
      { [HOST]: login('example-user', 'example-not-a-password\n') },
      { ownerReferences: [{ apiVersion: 'v1', kind: 'Whatever', name: 'x', uid: 'x' }] },
    ),
  },
  'a token that is fresh, however old the kind': {
    object: dockerSecret('regcred', { 'gcr.io': login('oauth2accesstoken', 'ya29.example') }),
  },
  'Docker Hub': { object: dockerSecret('regcred', { 'https://index.docker.io/v1/': {} }) },
  'a key that cannot be shown': { object: dockerSecret('regcred', { 'ghcr.io/ghp_notatokenbutlooks': {} }) },
  'PG202: a ServiceAccount that lists what is not there': {
    object: account('build', ['regcred', 'team']),
    cluster: [dockerSecret('regcreds', { [HOST]: login() })],
  },
  'PG202: a name that none can have': { object: account('build', ['team/regcred']) },
  'PG303 of what a ServiceAccount lists': {
    object: account('build', ['old']),
    cluster: [dockerSecret('old', { [ECR]: ecr(-1) })],
  },
  'PG301 of what a ServiceAccount lists': {
    object: account('build', ['broken', 'old']),
    cluster: [dockerSecret('broken', '{"auths": []}'), dockerSecret('old', { [ECR]: ecr(-1) })],
  },
  'a ServiceAccount whose list is good': { object: account('build', ['regcred']), cluster: [good] },
};

t.test('what is said', async (t) => {
  for (const [name, writing] of Object.entries(CASES)) t.matchSnapshot(told(await write(writing)), name);
});

t.test('what is denied', async (t) => {
  for (const [name, writing] of Object.entries(CASES)) {
    const judged = await write({ ...writing, settings: ENFORCE });
    const warned = await write(writing);
    const denies = warned.findings.some(({ weakenedFrom }) => weakenedFrom === 'deny');
    t.equal(judged.decision === 'deny', denies, `${name}: what would be denied is`);
    if (denies) t.matchSnapshot(told(judged), name);
  }
});

const codes = async (writing: Writing): Promise<string> => {
  const { decision, skipped, findings } = await write(writing);
  return [decision, skipped ?? '', ...findings.map(({ code, action }) => `${code}:${action}`)]
    .filter(Boolean)
    .join(' ');
};

t.test('what is not looked at', async (t) => {
  const of = (kind: string, group = '') => ({ kind: { group, version: 'v1', kind } });
  const gone = { deletionTimestamp: '2026-11-21T12:00:00Z' };
  const rows: readonly (readonly [string, Writing, string])[] = [
    ['another kind', { object: broken, admission: of('Pod') }, 'skip kind'],
    ['a kind of that name in another group', { object: broken, admission: of('Secret', 'example.com') }, 'skip kind'],
    ['a subresource', { object: broken, admission: { subresource: 'token' } }, 'skip subresource'],
    ['another operation', { object: broken, admission: { operation: 'CONNECT' } }, 'skip operation'],
    ['switched off', { object: broken, settings: settingsWith({ mode: 'off' }) }, 'skip mode'],
    [
      'a Secret of another purpose',
      { object: typed('tls', 'kubernetes.io/tls', { 'tls.crt': 'x' }) },
      'skip no-pull-secret',
    ],
    ['Opaque without a docker config', { object: typed('x', 'Opaque', { password: 'x' }) }, 'skip no-pull-secret'],
    [
      'a label',
      { object: { ...broken, metadata: { ...broken.metadata, labels: { a: 'b' } } }, old: broken },
      'skip unchanged',
    ],
    [
      'a finalizer that is taken away',
      { object: { ...broken, metadata: { ...broken.metadata, ...gone } }, old: good },
      'skip deleting',
    ],
    ['a ServiceAccount without a list', { object: account('build', []) }, 'skip no-pull-secret'],
    [
      'a ServiceAccount whose list stays',
      { object: account('build', ['x'], { labels: { a: 'b' } }), old: account('build', ['x']) },
      'skip unchanged',
    ],
    ['a ServiceAccount that is deleted', { old: account('build', ['x']) }, 'skip operation'],
  ];
  for (const user of ['namespace-controller', 'generic-garbage-collector', 'serviceaccount-controller']) {
    const admission = { user: `system:serviceaccount:kube-system:${user}` };
    t.equal(await codes({ object: broken, admission, settings: ENFORCE }), 'skip controller', user);
  }
  for (const user of ['system:serviceaccount:shop:namespace-controller', 'system:serviceaccount:kube-system:x']) {
    t.equal(await codes({ object: broken, admission: { user }, settings: ENFORCE }), 'deny PG301:deny', user);
  }
  for (const [name, writing, expected] of rows) t.equal(await codes(writing), expected, name);
});

const namespace = (labels: Readonly<Record<string, string>>, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels, ...more },
});

t.test('modes: each can only weaken', async (t) => {
  const rows: readonly (readonly [string, Writing, string])[] = [
    ['the default', {}, 'warn PG301:warn'],
    ['enforce', { settings: ENFORCE }, 'deny PG301:deny'],
    [
      'enforce, and the mode of all is warn',
      { settings: settingsWith({ mode: 'enforce' }, { mode: 'warn' }) },
      'warn PG301:warn',
    ],
    [
      'enforce, and the mode of all is audit',
      { settings: settingsWith({ mode: 'enforce' }, { mode: 'audit' }) },
      'audit PG301:audit',
    ],
    ['warn, and the mode of all is audit', { settings: settingsWith({}, { mode: 'audit' }) }, 'audit PG301:audit'],
    [
      'enforce, and the mode of templates is warn',
      { settings: settingsWith({ mode: 'enforce' }, { workloads: { mode: 'warn' } }) },
      'deny PG301:deny',
    ],
    [
      'enforce, and the label says warn',
      { settings: ENFORCE, cluster: [namespace({ 'pullgate.dev/mode': 'warn' })] },
      'warn PG301:warn',
    ],
    [
      'warn, and the label says enforce',
      { cluster: [namespace({ 'pullgate.dev/mode': 'enforce' })] },
      'warn PG301:warn',
    ],
    [
      'warn under audit, and the label says enforce',
      { settings: settingsWith({}, { mode: 'audit' }), cluster: [namespace({ 'pullgate.dev/mode': 'enforce' })] },
      'warn PG301:warn',
    ],
    ['the label says off', { settings: ENFORCE, cluster: [namespace({ 'pullgate.dev/mode': 'off' })] }, 'skip mode'],
    ['a dry run', { settings: ENFORCE, admission: { dryRun: true } }, 'warn PG301:warn'],
    [
      'the operator chose an action',
      { settings: settingsWith({ mode: 'enforce' }, { rules: { PG301: 'warn' } }) },
      'warn PG301:warn',
    ],
    [
      'the operator switched it off',
      { settings: settingsWith({ mode: 'enforce' }, { rules: { PG301: 'off' } }) },
      'allow',
    ],
    [
      'an exemption',
      { settings: settingsWith({ mode: 'enforce' }, { exemptions: [{ namespaces: ['shop'] }] }) },
      'skip exempt',
    ],
    [
      'an exemption of a rule',
      { settings: settingsWith({ mode: 'enforce' }, { exemptions: [{ namespaces: ['shop'], rules: ['PG301'] }] }) },
      'allow',
    ],
    [
      'a namespace that is being deleted',
      { settings: ENFORCE, cluster: [namespace({}, { deletionTimestamp: '2026-11-21T12:00:00Z' })] },
      'skip deleting',
    ],
  ];
  for (const [name, writing, expected] of rows) t.equal(await codes({ object: broken, ...writing }), expected, name);
  const ofGhcr = settingsWith({ mode: 'enforce' }, { exemptions: [{ images: ['ghcr.io'] }] });
  t.equal(await codes({ object: expired, settings: ofGhcr }), 'allow', 'an exemption of images is one of registries');
});

t.test('only what no pull can use is denied', async (t) => {
  const registries = { ...ENFORCE.registries, public: ['ghcr.io'] };
  const rows: readonly (readonly [string, Writing, string])[] = [
    [
      'one of two keys works',
      { object: dockerSecret('regcred', { 'ghcr.io': ecr(-1), [HOST]: login() }) },
      'warn PG303:warn',
    ],
    [
      'another key is not shown',
      { object: dockerSecret('regcred', { 'ghcr.io': ecr(-1), 'quay.io/ghp_notatokenbutlooks': login() }) },
      'warn PG303:warn',
    ],
    [
      'Opaque, which nobody names',
      { object: typed('x', 'Opaque', { '.dockerconfigjson': JSON.stringify({ auths: { [HOST]: login() } }) }) },
      'warn PG204:warn',
    ],
    [
      'something makes it',
      { object: { ...broken, metadata: { ...broken.metadata, ownerReferences: [{ kind: 'X' }] } } },
      'warn PG301:warn',
    ],
    [
      'the registry is public',
      { object: dockerSecret('regcred', { 'ghcr.io': {} }), settings: { ...ENFORCE, registries } },
      'allow',
    ],
    [
      'the nodes bring their own',
      { object: expired, settings: { ...ENFORCE, registries: { ...registries, nodeCredentials: ['ghcr.io'] } } },
      'allow',
    ],
    [
      'a key is mended, and another one is as it was',
      { object: dockerSecret('regcred', { 'ghcr.io': ecr(-1), [HOST]: login() }), old: expired },
      'warn PG303:warn',
    ],
  ];
  for (const [name, writing, expected] of rows) t.equal(await codes({ settings: ENFORCE, ...writing }), expected, name);
});

t.test('a denial is made again on what the cluster says now', async (t) => {
  const opaque = typed('regcred', 'Opaque', { '.dockerconfigjson': JSON.stringify({ auths: { [HOST]: login() } }) });
  const memory = stateOf([account('build', ['regcred'])]);
  t.equal(await codes({ object: opaque, cluster: memory, settings: ENFORCE }), 'deny PG204:deny');
  const fresh = stateOf([account('build', [])]);
  t.equal(
    await codes({ object: opaque, cluster: memory, fresh, settings: ENFORCE }),
    'warn PG204:warn',
    'nobody names it any more',
  );
  const labelled = stateOf([namespace({ 'pullgate.dev/mode': 'warn' })]);
  t.equal(
    await codes({ object: broken, fresh: labelled, settings: ENFORCE }),
    'warn PG301:warn',
    'the label has just been set',
  );
});

t.test('what is not known denies nothing but what the Secret itself says', async (t) => {
  const unknown = { state: 'unknown', reason: 'nobody knows' } as const;
  const row = () => unknown;
  const blind: ClusterState = instead(stateOf([]), {
    namespace: row,
    serviceAccount: row,
    serviceAccounts: row,
    secret: row,
    pullSecrets: row,
    workloads: row,
  });
  const deny = settingsWith({ mode: 'enforce' }, { onUnknown: 'deny' });
  t.equal(
    await codes({ object: broken, cluster: blind, settings: deny }),
    'warn PG301:warn PG901:warn',
    'the label may weaken it',
  );
  t.equal(await codes({ object: account('build', ['a', 'b']), cluster: blind, settings: deny }), 'allow');
  t.equal(await codes({ old: good, cluster: blind, settings: deny }), 'allow');
});

t.test('who uses it', async (t) => {
  const users = [
    workload('web', `${HOST}/team/web:1`, { secrets: ['regcred'] }),
    workload('api', 'ghcr.io/acme/api:1', { secrets: ['other', 'regcred'] }),
    workload('batch', `${HOST}:5000/x:1`, { serviceAccountName: 'build' }),
    workload('free', 'nginx:1'),
  ];
  const object = dockerSecret('regcred', { [HOST]: ecr(-1), 'ghcr.io': ecr(-1) });
  const all = [account('build', ['regcred']), ...users];
  t.matchSnapshot(
    told(await write({ object, cluster: all })),
    'workloads, by their list and by that of their ServiceAccount',
  );
  t.matchSnapshot(told(await write({ object: broken, cluster: all })), 'one that cannot be parsed');
  t.matchSnapshot(told(await write({ object, cluster: [users[0] ?? broken] })), 'one workload');
  t.matchSnapshot(told(await write({ object: account('build', ['gone']), cluster: all })), 'of a ServiceAccount');
  const unasked = instead(stateOf(all), { workloads: () => ({ state: 'unknown', reason: 'not asked for' }) });
  t.matchSnapshot(told(await write({ object, cluster: unasked })), 'workloads are not watched');
  const many = Array.from({ length: 2_000 }, (_, at) =>
    workload(`w-${at}`, `r-${at}.example.com/a:1`, { secrets: ['regcred'] }),
  );
  const wide = dockerSecret('regcred', { '*.example.com': ecr(-1) });
  t.matchSnapshot(told(await write({ object: wide, cluster: many })), 'thousands, and as many registries');
});
