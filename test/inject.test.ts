import t, { type Test } from 'tap';
import {
  aDeployment,
  aNamespace,
  anAccount,
  aPod,
  aSecret,
  GHCR,
  HUB,
  listOf,
  MALFORMED,
  mutate,
  PUBLIC,
  patched,
  QUAY,
  type Request,
  settingsOf,
  short,
} from './support/injection.js';
import type { KubeObject } from './support/state.js';

/** Which Pods get which secret, as tables. */

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
      'a good one before a doubtful one with a longer key',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io/acme/app': 'suspect' }), aSecret('b', { 'ghcr.io': 'good' })],
      'add [b]',
    ],
    ['a doubtful one is never added', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'suspect' })], 'no-help []'],
    [
      'even where the registry is known to be private',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'suspect' })],
      'no-help []',
      { settings: settingsOf({}, { registries: { private: ['ghcr.io'] } }) },
    ],
    ['nor is a stale one', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'stale' })], 'no-help []'],
    [
      'a good one before a stale one with a longer key',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io/acme/app': 'stale' }), aSecret('b', { 'ghcr.io': 'good' })],
      'add [b]',
    ],
    [
      'one of its own credentials being good is enough',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io/acme/app': 'suspect', 'ghcr.io': 'good' })],
      'add [a]',
    ],
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
    // semantics 2.23: no anonymous attempt after a credential that fails.
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
      'or by a doubtful one',
      aPod([GHCR, QUAY]),
      [aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'suspect' })],
      'no-help []',
    ],
    [
      'even of an image that nobody asks to be helped',
      aPod([GHCR, QUAY]),
      [aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'suspect' })],
      'no-help []',
      { settings: settingsOf({ registries: ['ghcr.io'] }) },
    ],
    [
      'or by a stale one',
      aPod([GHCR, QUAY]),
      [aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'stale' })],
      'no-help []',
      { settings: settingsOf({ registries: ['ghcr.io'] }) },
    ],
    [
      'a doubtful one beside a good one takes nothing away',
      aPod([GHCR, QUAY]),
      [
        aSecret('a', { 'ghcr.io': 'good', 'quay.example.com/acme': 'suspect' }),
        aSecret('b', { 'quay.example.com': 'good' }),
      ],
      'add [a, b]',
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
      'a Pod that says at its creation that it is being deleted, which the API server takes out again',
      aPod([GHCR], undefined, { deletionTimestamp: '2026-11-21T12:00:00Z' }),
      cluster,
      'add [a]',
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
