import t, { type Test } from 'tap';
import { chooseCover, isBetter, type Offer, worthOf } from '../src/core/inject/cover.js';
import { injectionPatch } from '../src/core/inject/patch.js';
import type { Lookup, PullSecret } from '../src/core/types.js';
import type { Assessment } from '../src/facts/assess.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import {
  ALL,
  aDeployment,
  aNamespace,
  anAccount,
  aPod,
  aSecret,
  listOf,
  MALFORMED,
  mutate,
  patched,
  type Request,
  settingsOf,
  validate,
} from './support/injection.js';
import { type KubeObject, stateOf } from './support/state.js';

const GHCR = 'ghcr.io/acme/app:1.4';
const QUAY = 'quay.example.com/acme/tool:2';
const HUB = 'docker.io/acme/app:3';
const PUBLIC = 'registry.k8s.io/pause:3.10';

/** `add [a, b]`, `no-help []`, `skipped mirror` */
function short({ injection, skipped }: Assessment): string {
  if (skipped !== undefined) return `skipped ${skipped}`;
  return `${injection?.result} [${injection?.added.join(', ')}]`;
}

type Row = readonly [
  name: string,
  pod: KubeObject,
  cluster: readonly KubeObject[],
  wanted: string,
  request?: Partial<Request>,
];

async function run(t: Test, rows: readonly Row[]): Promise<void> {
  for (const [name, object, cluster, wanted, more] of rows) {
    const answer = await mutate({ object, cluster, ...more });
    t.equal(short(answer), wanted, name);
    t.ok(answer.allowed, `${name}: never a denial`);
    t.strictSame(answer.warnings, [], `${name}: without a word to the user`);
    t.equal(answer.injection?.patch.length === 0, answer.injection?.added.length === 0, `${name}: a patch if it adds`);
    const before = listOf(object);
    t.strictSame(
      listOf(patched(object, answer)),
      [...before, ...(answer.injection?.added ?? [])],
      `${name}: at the end`,
    );
  }
}

t.test('which Pods get a secret, and which one', (t) =>
  run(t, [
    ['the one that matches', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'good' })], 'add [a]'],
    ['what is not private needs none', aPod([PUBLIC]), [aSecret('a', { 'registry.k8s.io': 'good' })], 'not-needed []'],
    [
      'what has one needs none',
      aPod([GHCR], ['a']),
      [aSecret('a', { 'ghcr.io': 'good' }), aSecret('b', { 'ghcr.io/acme': 'good' })],
      'not-needed []',
    ],
    ['none matches', aPod([GHCR]), [aSecret('a', { 'quay.io': 'good' })], 'no-help []'],
    ['the namespace holds none', aPod([GHCR]), [], 'no-help []'],
    [
      'one for each of two registries',
      aPod([GHCR, QUAY]),
      [aSecret('a', { 'ghcr.io': 'good' }), aSecret('b', { 'quay.example.com': 'good' })],
      'add [a, b]',
    ],
    [
      'one that serves both rather than two',
      aPod([GHCR, QUAY]),
      [
        aSecret('a', { 'ghcr.io/acme/app': 'good' }),
        aSecret('b', { 'quay.example.com/acme': 'good' }),
        aSecret('c', { 'ghcr.io': 'good', 'quay.example.com': 'good' }),
      ],
      'add [c]',
    ],
    [
      'the longer key',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' }), aSecret('b', { 'ghcr.io/acme': 'good' })],
      'add [b]',
    ],
    [
      'a key without a wildcard',
      aPod([QUAY]),
      [aSecret('a', { '*.example.com/acme/tool': 'good' }), aSecret('b', { 'quay.example.com': 'good' })],
      'add [b]',
    ],
    [
      'then the name',
      aPod([GHCR]),
      [aSecret('b', { 'ghcr.io': 'good' }), aSecret('a', { 'ghcr.io': 'good' })],
      'add [a]',
    ],
    [
      'beside what is listed',
      aPod([GHCR], ['other']),
      [aSecret('other', { 'quay.io': 'good' }), aSecret('a', { 'ghcr.io': 'good' })],
      'add [a]',
    ],
    ['beside a name that is not there', aPod([GHCR], ['gone']), [aSecret('a', { 'ghcr.io': 'good' })], 'add [a]'],
    ['beside an entry without a name', aPod([GHCR], ['']), [aSecret('a', { 'ghcr.io': 'good' })], 'add [a]'],
    [
      'what the ServiceAccount would have brought',
      aPod([GHCR], ['other']),
      [aSecret('other', { 'quay.io': 'good' }), aSecret('a', { 'ghcr.io': 'good' }), anAccount(['a'])],
      'add [a]',
    ],
    ['only one of two images can be helped', aPod([GHCR, QUAY]), [aSecret('a', { 'ghcr.io': 'good' })], 'no-help []'],
    ['an expired one is no help', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'expired' })], 'no-help []'],
    ['one that cannot work is no help', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'hopeless' })], 'no-help []'],
    ['one without a user is no help', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'anonymous' })], 'no-help []'],
    ['a malformed one is no help', aPod([GHCR]), [aSecret('a', MALFORMED)], 'no-help []'],
    [
      'a doubtful one only if none is better',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io/acme/app': 'suspect' }), aSecret('b', { 'ghcr.io': 'good' })],
      'add [b]',
    ],
    ['a doubtful one is better than none', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'suspect' })], 'add [a]'],
    [
      'beside an expired one that is listed',
      aPod([GHCR], ['old']),
      [aSecret('old', { 'ghcr.io': 'expired' }), aSecret('new', { 'ghcr.io': 'good' })],
      'add [new]',
    ],
    [
      'with a malformed one in the list nothing helps',
      aPod([GHCR], ['bad']),
      [aSecret('bad', MALFORMED), aSecret('a', { 'ghcr.io': 'good' })],
      'no-help []',
    ],
    [
      'an image that is not pulled needs none',
      { ...aPod([]), spec: { containers: [{ name: 'c', image: GHCR, imagePullPolicy: 'Never' }] } },
      [aSecret('a', { 'ghcr.io': 'good' })],
      'not-needed []',
    ],
    [
      'init containers and image volumes count',
      {
        ...aPod([]),
        spec: {
          initContainers: [{ name: 'i', image: GHCR }],
          containers: [],
          volumes: [{ name: 'v', image: { reference: QUAY } }],
        },
      },
      [aSecret('a', { 'ghcr.io': 'good' }), aSecret('b', { 'quay.example.com': 'good' })],
      'add [a, b]',
    ],
    [
      'a secret of another namespace is never looked at',
      aPod([GHCR]),
      [{ ...aSecret('a', { 'ghcr.io': 'good' }), metadata: { name: 'a', namespace: 'other' } }],
      'no-help []',
    ],
    [
      'an Opaque one is never added',
      aPod([GHCR]),
      [{ ...aSecret('a', { 'ghcr.io': 'good' }), type: 'Opaque' }],
      'no-help []',
    ],
  ]),
);

t.test('what an image has is never taken away', (t) =>
  run(t, [
    // semantics 2.22: a key of its own switches Docker Hub's fallback off.
    [
      'the fallback of a listed secret',
      aPod([HUB, GHCR], ['hub']),
      [
        aSecret('hub', { 'https://index.docker.io/v1/': 'good' }),
        aSecret('a', { 'ghcr.io': 'good', 'docker.io': 'good' }),
      ],
      'no-help []',
    ],
    [
      'by a wildcard, too',
      aPod([HUB, GHCR], ['hub']),
      [aSecret('hub', { 'index.docker.io': 'good' }), aSecret('a', { '*.io': 'good' })],
      'no-help []',
    ],
    [
      'another secret does no harm',
      aPod([HUB, GHCR], ['hub']),
      [
        aSecret('hub', { 'index.docker.io': 'good' }),
        aSecret('a', { '*.io': 'good' }),
        aSecret('b', { 'ghcr.io': 'good' }),
      ],
      'add [b]',
    ],
    [
      'even an expired credential stays',
      aPod([HUB], ['hub']),
      [aSecret('hub', { 'index.docker.io': 'expired' }), aSecret('a', { 'docker.io': 'good' })],
      'no-help []',
    ],
    [
      'an expired one is mended by the same key',
      aPod([HUB], ['hub']),
      [aSecret('hub', { 'index.docker.io': 'expired' }), aSecret('a', { 'index.docker.io': 'good' })],
      'add [a]',
    ],
    [
      'of an image that is not pulled now',
      {
        ...aPod([]),
        spec: {
          containers: [
            { name: 'a', image: HUB, imagePullPolicy: 'Never' },
            { name: 'b', image: GHCR },
          ],
          imagePullSecrets: [{ name: 'hub' }],
        },
      },
      [aSecret('hub', { 'index.docker.io': 'good' }), aSecret('a', { '*.io': 'good' })],
      'no-help []',
    ],
    // 2.23: no anonymous attempt after a credential that fails.
    [
      'an anonymous pull, by a bad credential',
      aPod([PUBLIC, GHCR]),
      [aSecret('a', { 'ghcr.io': 'good', 'registry.k8s.io': 'expired' })],
      'no-help []',
    ],
    [
      'an anonymous pull, by a doubtful one',
      aPod([PUBLIC, GHCR]),
      [aSecret('a', { 'ghcr.io': 'good', 'registry.k8s.io': 'suspect' })],
      'no-help []',
    ],
    [
      'a good one for it, only if nothing else serves',
      aPod([PUBLIC, GHCR]),
      [aSecret('a', { 'ghcr.io': 'good', 'registry.k8s.io': 'good' })],
      'add [a]',
    ],
    [
      'and one that leaves it alone is better',
      aPod([PUBLIC, GHCR]),
      [aSecret('a', { 'ghcr.io/acme/app': 'good', 'registry.k8s.io': 'good' }), aSecret('b', { 'ghcr.io': 'good' })],
      'add [b]',
    ],
    [
      'two that leave it alone are better than one',
      aPod([PUBLIC, GHCR, QUAY]),
      [
        aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'good', 'registry.k8s.io': 'good' }),
        aSecret('b', { 'ghcr.io': 'good' }),
        aSecret('c', { 'quay.example.com': 'good' }),
      ],
      'add [b, c]',
    ],
    [
      'tried before a listed one, only if nothing else serves',
      aPod([GHCR, QUAY], ['z']),
      [aSecret('z', { 'ghcr.io': 'good' }), aSecret('a', { 'quay.example.com': 'good', 'ghcr.io/acme': 'good' })],
      'add [a]',
    ],
    [
      'and one that is tried after it is better',
      aPod([GHCR, QUAY], ['z']),
      [
        aSecret('z', { 'ghcr.io/acme': 'good' }),
        aSecret('a', { 'quay.example.com/acme': 'good', 'ghcr.io/acme/app': 'good' }),
        aSecret('b', { 'quay.example.com': 'good', 'ghcr.io': 'good' }),
      ],
      'add [b]',
    ],
    [
      'nothing is tried before the credentials of the nodes without need',
      aPod([GHCR, QUAY]),
      [aSecret('a', { 'quay.example.com': 'good', 'ghcr.io': 'good' }), aSecret('b', { 'quay.example.com': 'good' })],
      'add [b]',
      { settings: settingsOf({}, { registries: { nodeCredentials: ['ghcr.io'] } }) },
    ],
    [
      'the anonymous attempt of an image that may be public, by a bad credential',
      aPod([GHCR, QUAY]),
      [aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'expired' })],
      'no-help []',
    ],
    [
      'which is none where the registry is known to be private',
      aPod([GHCR, QUAY]),
      [aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'expired' })],
      'add [a]',
      { settings: settingsOf({ registries: ['ghcr.io'] }, { registries: { private: ['quay.example.com'] } }) },
    ],
    [
      'or where another one brings a good credential',
      aPod([GHCR, QUAY]),
      [
        aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'expired' }),
        aSecret('b', { 'quay.example.com': 'good' }),
      ],
      'add [a, b]',
    ],
    [
      'of two that are in the way of each other, neither',
      aPod([HUB, GHCR]),
      [aSecret('hub', { 'index.docker.io': 'good' }), aSecret('a', { 'ghcr.io': 'good', 'docker.io/acme': 'expired' })],
      'no-help []',
    ],
  ]),
);

t.test('the limits that an operator sets', (t) =>
  run(t, [
    [
      'off',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' })],
      'skipped off',
      { settings: settingsOf({ mode: 'off' }) },
    ],
    [
      'a namespace without the label',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' })],
      'skipped namespace',
      { settings: settingsOf({ mode: 'namespaces' }) },
    ],
    [
      'with another value',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' }), aNamespace({ 'pullgate.dev/inject': 'True' })],
      'skipped namespace',
      { settings: settingsOf({ mode: 'namespaces' }) },
    ],
    [
      'with the label',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' }), aNamespace({ 'pullgate.dev/inject': 'true' })],
      'add [a]',
      { settings: settingsOf({ mode: 'namespaces' }) },
    ],
    [
      'a namespace that is left out of all',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' }), aNamespace({ 'pullgate.dev/inject': 'false' })],
      'skipped namespace',
    ],
    [
      'the mode of verdicts is another matter',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' })],
      'add [a]',
      { settings: settingsOf({}, { mode: 'off' }) },
    ],
    [
      'so are exemptions',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' })],
      'add [a]',
      { settings: settingsOf({}, { exemptions: [{ namespaces: ['*'] }] }) },
    ],
    [
      'secrets by label',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io/acme/app': 'good' }), aSecret('b', { 'ghcr.io': 'good' }, { team: 'shop' })],
      'add [b]',
      { settings: settingsOf({ selector: { matchLabels: { team: 'shop' } } }) },
    ],
    [
      'no secret has the label',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' }, { team: 'x' })],
      'no-help []',
      { settings: settingsOf({ selector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['shop'] }] } }) },
    ],
    [
      'registries',
      aPod([GHCR, QUAY]),
      [aSecret('a', { 'ghcr.io': 'good' }), aSecret('b', { 'quay.example.com': 'good' })],
      'add [b]',
      { settings: settingsOf({ registries: ['*.example.com'] }) },
    ],
    [
      'no image is of such a registry',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' })],
      'no-help []',
      { settings: settingsOf({ registries: ['*.example.com'] }) },
    ],
  ]),
);

t.test('what the ServiceAccount forbids is not added', (t) =>
  run(t, [
    [
      'a secret that it does not list',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' }), anAccount([], true)],
      'forbidden []',
    ],
    [
      'one that it lists may be',
      aPod([GHCR], ['other']),
      [aSecret('other', { 'quay.io': 'good' }), aSecret('a', { 'ghcr.io': 'good' }), anAccount(['other', 'a'], true)],
      'add [a]',
    ],
    [
      'without the annotation its list is no limit',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' }), anAccount([])],
      'add [a]',
    ],
    [
      'an account that is not there',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' })],
      'unknown []',
      { object: { ...aPod([]), spec: { serviceAccountName: 'gone', containers: [{ name: 'c', image: GHCR }] } } },
    ],
  ]),
);

t.test('only a Pod that is being created is looked at', (t) => {
  const cluster = [aSecret('a', { 'ghcr.io': 'good' })];
  return run(t, [
    ['a template', aDeployment([GHCR]), cluster, 'skipped kind'],
    ['an UPDATE', aPod([GHCR]), cluster, 'skipped operation', { admission: { operation: 'UPDATE' } }],
    [
      'an ephemeral container',
      aPod([GHCR]),
      cluster,
      'skipped subresource',
      { admission: { subresource: 'ephemeralcontainers' } },
    ],
    [
      'a mirror pod',
      aPod([GHCR], undefined, { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
      cluster,
      'skipped mirror',
    ],
    [
      'a Pod that is being deleted',
      aPod([GHCR], undefined, { deletionTimestamp: '2026-11-21T12:00:00Z' }),
      cluster,
      'skipped deleting',
    ],
    ['a dry run is answered alike', aPod([GHCR]), cluster, 'add [a]', { admission: { dryRun: true } }],
    [
      'so is the Pod of a controller',
      aPod([GHCR]),
      cluster,
      'add [a]',
      { admission: { user: 'system:serviceaccount:kube-system:replicaset-controller' } },
    ],
  ]);
});

t.test('the patch is the smallest one, and only adds', async (t) => {
  const note = (value: string) => ({ op: 'add', path: '/metadata/annotations/pullgate.dev~1injected', value });
  const rows: readonly (readonly [string, unknown, readonly string[], unknown])[] = [
    ['nothing to add', { metadata: {}, spec: {} }, [], []],
    [
      'no list, no annotations',
      { metadata: {}, spec: {} },
      ['a', 'b'],
      [
        { op: 'add', path: '/spec/imagePullSecrets', value: [{ name: 'a' }, { name: 'b' }] },
        { op: 'add', path: '/metadata/annotations', value: { 'pullgate.dev/injected': 'a,b' } },
      ],
    ],
    [
      'null for both',
      { metadata: { annotations: null }, spec: { imagePullSecrets: null } },
      ['a'],
      [
        { op: 'add', path: '/spec/imagePullSecrets', value: [{ name: 'a' }] },
        { op: 'add', path: '/metadata/annotations', value: { 'pullgate.dev/injected': 'a' } },
      ],
    ],
    [
      'a list and annotations',
      { metadata: { annotations: { x: 'y' } }, spec: { imagePullSecrets: [{ name: 'z' }] } },
      ['a', 'b'],
      [
        { op: 'add', path: '/spec/imagePullSecrets/-', value: { name: 'a' } },
        { op: 'add', path: '/spec/imagePullSecrets/-', value: { name: 'b' } },
        note('a,b'),
      ],
    ],
    [
      'an empty list',
      { metadata: { annotations: {} }, spec: { imagePullSecrets: [] } },
      ['a'],
      [{ op: 'add', path: '/spec/imagePullSecrets/-', value: { name: 'a' } }, note('a')],
    ],
    [
      'a second time, the note names all of it',
      {
        metadata: { annotations: { 'pullgate.dev/injected': 'a' } },
        spec: { imagePullSecrets: [{ name: 'z' }, { name: 'a' }] },
      },
      ['b'],
      [{ op: 'add', path: '/spec/imagePullSecrets/-', value: { name: 'b' } }, note('a,b')],
    ],
    [
      'a note that is not true of this Pod is not believed',
      {
        metadata: { annotations: { 'pullgate.dev/injected': 'x,,a' } },
        spec: { imagePullSecrets: [null, { name: 'a' }] },
      },
      ['b'],
      [{ op: 'add', path: '/spec/imagePullSecrets/-', value: { name: 'b' } }, note('a,b')],
    ],
    ['an object of another shape', [], ['a'], undefined],
    ['a list that is none', { metadata: {}, spec: { imagePullSecrets: 'x' } }, ['a'], undefined],
    ['annotations that are none', { metadata: { annotations: [] }, spec: {} }, ['a'], undefined],
    ['no spec', { metadata: {} }, ['a'], undefined],
  ];
  for (const [name, pod, add, wanted] of rows) t.strictSame(injectionPatch(pod, add), wanted, name);
});

t.test('what could not be asked is never guessed', async (t) => {
  const known = stateOf([aSecret('a', { 'ghcr.io': 'good' }), aSecret('z', { 'quay.io': 'good' })]);
  const silent: Lookup<never> = { state: 'unknown', reason: 'the API server did not answer' };
  const answers = async (change: Partial<ClusterState>, pod = aPod([GHCR]), settings = ALL) => {
    const answer = await mutate({ object: pod, cluster: { ...known, ...change }, settings });
    return [short(answer), answer.auditAnnotations['injection-why'] ?? ''].join(': ');
  };
  const why = 'unknown []: the API server did not answer';
  t.match(await answers({}), /^add \[a\]/);
  t.equal(await answers({ pullSecrets: async () => silent }), why);
  t.equal(await answers({ serviceAccount: async () => silent }), why, 'its annotation may forbid it');
  t.equal(await answers({ namespace: async () => silent }), why, 'its label may leave it out');
  t.equal(await answers({ namespace: async () => silent }, aPod([GHCR]), settingsOf({ mode: 'namespaces' })), why);
  t.equal(await answers({ secret: async () => silent }, aPod([GHCR], ['z'])), why, 'it may match, or do harm');
  t.match(await answers({ secret: async () => silent }, aPod([PUBLIC], ['z'])), /^not-needed/, 'nothing is lacking');
});

t.test('a name that is in the list is not added again, even if only one of two answers knows the secret', async (t) => {
  const state = stateOf([aSecret('a', { 'ghcr.io': 'good' })]);
  const cluster: ClusterState = { ...state, secret: async () => ({ state: 'absent' }) };
  const answer = await mutate({ object: aPod([GHCR], ['a']), cluster });
  t.equal(short(answer), 'no-help []');
});

t.test('a second look at the source finds what the cache does not know yet', async (t) => {
  const secret = aSecret('a', { 'ghcr.io': 'good' });
  let asked = 0;
  const later = stateOf([secret]);
  const fresh: ClusterState = {
    ...later,
    pullSecrets: (...question) => {
      asked += 1;
      return later.pullSecrets(...question);
    },
  };
  t.equal(short(await mutate({ object: aPod([GHCR]), cluster: [], fresh })), 'add [a]');
  t.equal(asked, 1);
  t.equal(short(await mutate({ object: aPod([GHCR]), cluster: [secret], fresh })), 'add [a]');
  t.equal(short(await mutate({ object: aPod([PUBLIC]), cluster: [], fresh })), 'not-needed []');
  t.equal(asked, 1, 'what the cache serves costs no question');
});

t.test('audit annotations say what was added and why, or why nothing', async (t) => {
  const cases: readonly (readonly [string, KubeObject, readonly KubeObject[], Partial<Request>?])[] = [
    ['added', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'good' })]],
    [
      'ahead of a listed one',
      aPod([GHCR, QUAY], ['z']),
      [aSecret('z', { 'ghcr.io': 'good' }), aSecret('a', { 'quay.example.com': 'good', 'ghcr.io/acme': 'good' })],
    ],
    [
      'ahead of an anonymous pull',
      aPod([PUBLIC, GHCR]),
      [aSecret('a', { 'ghcr.io': 'good', 'registry.k8s.io': 'good' })],
    ],
    [
      'ahead of the nodes',
      aPod([QUAY, GHCR]),
      [aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'good' })],
      { settings: settingsOf({}, { registries: { nodeCredentials: ['quay.example.com'] } }) },
    ],
    [
      'all or none',
      aPod([GHCR, QUAY]),
      [aSecret('a', { 'ghcr.io': 'good' }), aSecret('b', { 'quay.example.com': 'expired' })],
    ],
    [
      'harm',
      aPod([HUB, GHCR], ['hub']),
      [aSecret('hub', { 'index.docker.io': 'good' }), aSecret('a', { '*.io': 'good' })],
    ],
    ['forbidden', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'good' }), anAccount([], true)]],
    [
      'selector',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' })],
      { settings: settingsOf({ selector: { matchLabels: { x: 'y' } } }) },
    ],
    [
      'registries',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' })],
      { settings: settingsOf({ registries: ['quay.io'] }) },
    ],
    ['no user', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'anonymous' })]],
    ['cannot work', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'hopeless' })]],
    ['spoils', aPod([GHCR, QUAY]), [aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'expired' })]],
    ['malformed', aPod([GHCR], ['bad']), [aSecret('bad', MALFORMED)]],
    ['nothing matches', aPod([GHCR]), []],
    ['nothing lacks', aPod([PUBLIC]), []],
    ['mirror', aPod([GHCR], undefined, { annotations: { 'kubernetes.io/config.mirror': 'x' } }), []],
    [
      'hostile and long',
      aPod(Array.from({ length: 40 }, (_, index) => `ghcr.io/acme/${'a'.repeat(200)}${index}`)),
      [aSecret('a', { 'ghcr.io': 'good' })],
    ],
  ];
  const words: Record<string, unknown> = {};
  for (const [name, object, cluster, more] of cases) {
    const { auditAnnotations } = await mutate({ object, cluster, ...more });
    words[name] = auditAnnotations;
    for (const [key, value] of Object.entries(auditAnnotations)) {
      t.match(key, /^[a-z]+(-[a-z]+)*$/, 'a key that the API server takes');
      t.match(value, /^[ -~]{1,1024}$/, `${name}: printable ASCII, bounded`);
    }
  }
  t.matchSnapshot(words);
});

// --------------------------------------------------------------------------------------------- the validating side

function judged({ decision, findings, message, warnings }: Assessment) {
  return {
    decision: [decision, ...findings.map(({ code, action }) => `${code}:${action}`)].join(' '),
    message,
    warnings,
  };
}

t.test('a template whose pods will be helped is admitted with a warning; any other is denied at once', async (t) => {
  const secret = aSecret('a', { 'ghcr.io': 'good' });
  const other = aSecret('other', { 'quay.io': 'good' });
  const cases: readonly (readonly [string, string, KubeObject, readonly KubeObject[], Partial<Request>?])[] = [
    ['helped', 'warn PG206:warn', aDeployment([GHCR]), [secret]],
    ['helped beside a list of its own', 'warn PG206:warn', aDeployment([GHCR], ['other']), [secret, other]],
    [
      'helped beside the list of the ServiceAccount',
      'warn PG206:warn',
      aDeployment([GHCR]),
      [secret, other, anAccount(['other'])],
    ],
    ['helped where a name is not there', 'warn PG203:warn PG206:warn', aDeployment([GHCR], ['gone']), [secret]],
    [
      'helped beside an expired one',
      'warn PG206:warn PG207:warn',
      aDeployment([GHCR], ['old']),
      [secret, aSecret('old', { 'ghcr.io': 'expired' })],
    ],
    [
      'helped, and something is told',
      'warn PG206:warn',
      aDeployment([PUBLIC, GHCR]),
      [aSecret('a', { 'ghcr.io': 'good', 'registry.k8s.io': 'good' })],
    ],
    ['one of two images', 'deny PG201:deny PG206:deny', aDeployment([GHCR, QUAY]), [secret]],
    ['none matches', 'deny PG205:deny', aDeployment([GHCR], ['other']), [other]],
    ['forbidden by the ServiceAccount', 'deny PG206:deny', aDeployment([GHCR]), [secret, anAccount([], true)]],
    [
      'left out by the selector',
      'deny PG206:deny',
      aDeployment([GHCR]),
      [secret],
      { settings: settingsOf({ selector: { matchLabels: { x: 'y' } } }) },
    ],
    [
      'it would do harm',
      'deny PG206:deny',
      aDeployment([HUB, GHCR], ['hub']),
      [aSecret('hub', { 'index.docker.io': 'good' }), aSecret('a', { '*.io': 'good' })],
    ],
    ['injection is off', 'deny PG206:deny', aDeployment([GHCR]), [secret], { settings: settingsOf({ mode: 'off' }) }],
    [
      'the namespace has no label',
      'deny PG206:deny',
      aDeployment([GHCR]),
      [secret],
      { settings: settingsOf({ mode: 'namespaces' }) },
    ],
    [
      'the namespace has the label',
      'warn PG206:warn',
      aDeployment([GHCR]),
      [secret, aNamespace({ 'pullgate.dev/inject': 'true' })],
      { settings: settingsOf({ mode: 'namespaces' }) },
    ],
    [
      'the namespace is left out',
      'deny PG206:deny',
      aDeployment([GHCR]),
      [secret, aNamespace({ 'pullgate.dev/inject': 'false' })],
    ],
    [
      'an UPDATE is judged alike',
      'warn PG206:warn',
      aDeployment([GHCR]),
      [secret],
      { admission: { operation: 'UPDATE', oldObject: () => aDeployment([PUBLIC]) } },
    ],
    [
      'the rule is off, so nothing is said',
      'allow',
      aDeployment([GHCR]),
      [secret],
      { settings: settingsOf({}, { rules: { PG206: 'off' } }) },
    ],
    ['a Pod that slipped past is judged as it is', 'deny PG206:deny', aPod([GHCR]), [secret]],
    [
      'a Pod from a file will go through it',
      'warn PG206:warn',
      aPod([GHCR]),
      [secret],
      { admission: { fromFile: true } },
    ],
    [
      'a mirror pod gets nothing',
      'warn PG601:warn',
      aPod([GHCR], undefined, { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
      [secret],
    ],
  ];
  const words: Record<string, unknown> = {};
  for (const [name, wanted, object, cluster, more] of cases) {
    const answer = judged(await validate({ object, cluster, ...more }));
    t.equal(answer.decision, wanted, name);
    for (const text of answer.warnings) t.match(text, /^[ -~]{1,256}$/, `${name}: printable ASCII, bounded`);
    t.ok(answer.message.length <= 600 * 3, `${name}: bounded`);
    words[name] = answer;
  }
  t.matchSnapshot(words);
});

t.test('where it is not known whether injection helps, a template is not denied for it', async (t) => {
  const silent: Lookup<readonly PullSecret[]> = { state: 'unknown', reason: 'the API server did not answer' };
  const cluster: ClusterState = { ...stateOf([]), pullSecrets: async () => silent };
  const template = judged(await validate({ object: aDeployment([GHCR]), cluster }));
  t.equal(template.decision, 'warn PG201:warn');
  t.match(template.warnings[0], /could not be found out whether injection helps \(the API server did not answer\)/);
  t.equal(
    judged(await validate({ object: aPod([GHCR]), cluster })).decision,
    'deny PG201:deny',
    'a Pod has had its turn',
  );
  const off = await validate({ object: aDeployment([GHCR]), cluster, settings: settingsOf({ mode: 'off' }) });
  t.equal(judged(off).decision, 'deny PG201:deny');
  const strict = await validate({
    object: aDeployment([GHCR]),
    cluster,
    settings: settingsOf({}, { onUnknown: 'deny' }),
  });
  t.equal(judged(strict).decision, 'deny PG201:deny', 'unless the operator says so');
});

// --------------------------------------------------------------------------------------------------- the best set

t.test('no set of secrets is better than the one that is chosen', async (t) => {
  // A linear congruential generator: the same tables every time.
  let seed = 20_261_121;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  let tables = 0;
  let helped = 0;
  let good = 0;
  for (; tables < 400; tables += 1) {
    const images = 1 + random(5);
    const offers: readonly Offer[] = Array.from({ length: 1 + random(8) }, (_, index) => ({
      name: `s${index}`,
      ahead: random(4) === 0,
      services: Array.from({ length: images }, (_, image) => {
        const level = ([0, 0, 0, 1, 2] as const)[random(5)] ?? 0;
        const spoils = level === 0 && random(6) === 0;
        return { level, spoils, wanted: image < 4, direct: level > 0 || spoils ? random(4) > 0 : random(8) === 0 };
      }),
    })).filter(({ services }) => services.some(({ level }) => level > 0));
    const chosen = worthOf(chooseCover(offers));
    const better = subsets(offers).find((set) => isBetter(worthOf(set), chosen));
    t.equal(better, undefined, `table ${tables}`);
    const greedy = chooseCover(offers, 1);
    t.notOk(isBetter(worthOf(greedy), chosen), 'and without time it is no better');
    if (chosen.served > 0) helped += 1;
    if (worthOf(greedy).served === chosen.served) good += 1;
  }
  t.comment(
    `${tables} tables, each compared with every subset; ${helped} help; in ${good} haste serves as many images`,
  );
  t.ok(helped > 250 && good > 380);
});

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  const count = 2 ** all.length;
  return Array.from({ length: count }, (_, bits) => all.filter((_each, index) => ((bits >> index) & 1) === 1));
}

t.test('a namespace full of secrets does not hold a Pod up', async (t) => {
  const images = Array.from({ length: 12 }, (_, index) => `r${index}.example.com/app:1`);
  const cluster = Array.from({ length: 600 }, (_, index) =>
    aSecret(`s${String(index).padStart(3, '0')}`, {
      [`r${index % 12}.example.com`]: 'good',
      [`r${(index * 7) % 12}.example.com`]: 'good',
    }),
  );
  const state = stateOf(cluster);
  const start = process.cpuUsage();
  const answer = await mutate({ object: aPod(images), cluster: state });
  const { user } = process.cpuUsage(start);
  t.equal(answer.injection?.result, 'add');
  t.ok((answer.injection?.added.length ?? 99) <= 12);
  t.ok(user < 2_000_000, `${Math.round(user / 1000)} ms of this process`);
});
