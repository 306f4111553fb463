/** Parts of sentences, warnings and causes for tools: what is cut, what is counted, and what is never let out. */
import t from 'tap';
import { type Arrival, comesTooLate } from '../src/core/arrival.js';
import type { JudgedFinding } from '../src/core/finding.js';
import { parseImage } from '../src/core/image/parse.js';
import { statusCauses } from '../src/core/message/causes.js';
import { denialText } from '../src/core/message/denial.js';
import { sentence, sentenceWithin } from '../src/core/message/sentence.js';
import { warningTexts } from '../src/core/message/warnings.js';
import { isBeingDeleted, isThere, requestFacts } from '../src/core/request.js';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.js';
import { imageText, isPodKind, toSubject } from '../src/core/subject.js';
import type { ContainerKind, Fix, FixStep, ImageUse, Subject } from '../src/core/types.js';
import { quoted, shown } from '../src/core/words/escape.js';
import { joined, keyCount, keyName, registryName, secretsNamedIn, tooLarge } from '../src/core/words/naming.js';
import { containers, objectName, place } from '../src/core/words/place.js';
import { findWorkload, WORKLOADS } from '../src/core/workloads.js';

// -------------------------------------------------------------------------------------------------------------- arrival

const helm = (events: NonNullable<Arrival['helm']>['events'], weight = 0, name = 'b'): Arrival => ({
  name,
  helm: { events, weight },
  byArgo: false,
});
const argo = (phase: NonNullable<Arrival['argo']>['phase'], wave = 0): Arrival => ({
  name: 'b',
  argo: { phase, wave },
  byArgo: true,
});
const plain: Arrival = { name: 'b', byArgo: false };

t.test('a secret that comes after its pods', async (t) => {
  const cases: readonly (readonly [name: string, secret: Arrival, pods: Arrival])[] = [
    ['no hook, no hook', plain, plain],
    ['a hook, and pods that are none', helm(['pre-install']), plain],
    ['no hook, pods before', plain, helm(['pre-install'], 3)],
    ['no hook, pods before an upgrade', plain, helm(['pre-upgrade'])],
    ['no hook, pods before both', plain, helm(['pre-install', 'pre-upgrade'])],
    ['no hook, pods after', plain, helm(['post-install'])],
    ['no hook, pods after and before an upgrade', plain, helm(['post-install', 'pre-upgrade'], 2)],
    ['the same weight, by name', helm(['pre-install'], 0, 'c'), helm(['pre-install'], 0, 'b')],
    ['the same weight and name', helm(['pre-install']), helm(['pre-install'])],
    ['the same weight, an earlier name', helm(['pre-install'], 0, 'a'), helm(['pre-install'])],
    ['less weight', helm(['pre-install'], -1, 'c'), helm(['pre-install'])],
    ['more weight', helm(['pre-install'], 1, 'a'), helm(['pre-install'])],
    ['another hook', helm(['post-install']), helm(['pre-install'])],
    ['a hook of the installation, pods of an upgrade', helm(['pre-install']), helm(['pre-upgrade'])],
    ['a hook after the installation, pods of an upgrade', helm(['post-install']), helm(['pre-upgrade'])],
    ['a hook of deletion, pods of an upgrade', helm(['post-delete', 'test']), helm(['pre-upgrade'], 5)],
    ['of both, pods of both', helm(['pre-install', 'pre-upgrade'], 2), helm(['pre-install', 'pre-upgrade'], 1)],
    ['Argo, the same', argo('Sync'), argo('Sync')],
    ['Argo, a later wave', argo('Sync', 2), argo('Sync', 1)],
    ['Argo, an earlier wave', argo('Sync', 0), argo('Sync', 1)],
    ['Argo, an earlier phase and a later wave', argo('PreSync', 9), argo('Sync', 1)],
    ['Argo, a later phase', argo('PostSync', -5), argo('Sync', 1)],
    ['Argo, before', argo('Sync'), argo('PreSync', -1)],
    ['Argo, a secret that it does not create', { name: 'b', byArgo: true }, argo('PreSync')],
    ['Argo, pods that it does not create', argo('PostSync'), { name: 'b', byArgo: true }],
    ['Argo by the pods alone', { ...plain, argo: { phase: 'Sync', wave: 0 } }, argo('PreSync')],
    ['Argo by the secret alone', argo('Sync', 1), { ...plain, argo: { phase: 'Sync', wave: 0 } }],
  ];
  const line = ([name, secret, pods]: (typeof cases)[number]): string => {
    const late = comesTooLate(secret, pods);
    return `${name}: ${late === undefined ? 'in time' : `${late.when}; ${late.because}; ${late.annotations.map((pair) => pair.join('=')).join(' ')}`}`;
  };
  t.matchSnapshot(cases.map(line).join('\n'));
});

// ------------------------------------------------------------------------------------------------------------ values, names

t.test('what of a value is shown', async (t) => {
  const rows: readonly (readonly [value: string, limit: number, shown: string])[] = [
    ['', 5, ''],
    ['abc', 3, 'abc'],
    ['abcdefgh', 7, 'ab...gh'],
    ['abcdefgh', 6, 'ab...h'],
    ['abcdefgh', 4, 'a...'],
    ['abcdefgh', 3, '...'],
    ['abcdefgh', 8, 'abcdefgh'],
    [' ~', 5, ' ~'],
    ['\u001f\u007f', 5, '\\u{1f}\\u{7f}'],
    ['\u00e9\n', 5, '\\u{e9}\\u{a}'],
    ['\u{1f600}', 5, '\\u{1f600}'],
    ['\u202e', 5, '\\u{202e}'],
    ['a"b\\c', 9, 'a"b\\c'],
  ];
  for (const [value, limit, wanted] of rows) t.equal(shown(value, limit), wanted, value);
  t.equal(shown('a'.repeat(256)), 'a'.repeat(256));
  t.equal(shown('a'.repeat(257)), `${'a'.repeat(127)}...${'a'.repeat(126)}`);
  t.equal(quoted('a"b\\c'), '"a\\"b\\\\c"');
  t.equal(quoted('abcdefgh', 7), '"ab...gh"');
  t.equal(quoted('a'.repeat(257)).length, 258);
});

t.test('how things are called', async (t) => {
  t.same([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joined), ['', 'a', 'a and b', 'a, b and c']);
  t.same([0, 1, 2, 999, 1000, 55_000, 1_234_567].map(keyCount), [
    '0 keys',
    '1 key',
    '2 keys',
    '999 keys',
    '1,000 keys',
    '55,000 keys',
    '1,234,567 keys',
  ]);
  t.equal(tooLarge({ name: 'x', count: 1000 }), 'secret "x" holds 1,000 keys, more than Pullgate reads');
  t.equal(keyName({ key: 'ghcr.io' }), 'key "ghcr.io"');
  t.equal(keyName({ key: 'ghcr.io.example' }, 9), 'key "ghc...ple"');
  t.equal(keyName({ key: 'a key with a blank in front', described: { slips: [] } }), 'a key with a blank in front');
  const reference = (image: string) => {
    const parsed = parseImage(image);
    if (!parsed.ok) throw new Error(image);
    return parsed.reference;
  };
  t.equal(registryName(reference('nginx')), 'docker.io (Docker Hub)');
  t.equal(registryName(reference('ghcr.io/a')), 'ghcr.io');
  t.same(
    secretsNamedIn(
      'secret "a", key "b", Secret "c.d-e"; secret "a"; secrets "f"; xsecret "g"; secret ".h"; secret "i_j"',
    ),
    ['a', 'c.d-e'],
  );
  t.same(secretsNamedIn(`secret "${'a'.repeat(253)}" secret "${'b'.repeat(254)}"`), ['a'.repeat(253)]);
  t.same(secretsNamedIn(''), []);
});

function use(name: string, image = 'a:1', kind: ContainerKind = 'container', path = `p.${name}`): ImageUse {
  return { kind, name, path, parsed: parseImage(image), pullPolicy: 'Always', mounted: true };
}

t.test('where a finding is', async (t) => {
  const rows: readonly (readonly [uses: readonly ImageUse[], place: string])[] = [
    [[], ''],
    [[use('web')], 'container "web", image "a:1"'],
    [[use('web'), use('db')], 'containers "web", "db", image "a:1"'],
    [[use('web'), use('db', 'b:1')], 'containers "web", "db", images "a:1", "b:1"'],
    [[use('i', 'A', 'init')], 'container "i" (init), image "A"'],
    [[use('s', 'a', 'sidecar'), use('e', 'a', 'ephemeral')], 'containers "s" (sidecar), "e" (ephemeral), image "a"'],
    [[use('v', 'a', 'imageVolume')], 'image volume "v", image "a"'],
    [
      [use('v', 'a', 'imageVolume'), use('w', 'a', 'imageVolume'), use('c', 'a')],
      'container "c", image volumes "v", "w", image "a"',
    ],
    [
      [1, 2, 3, 4].map((at) => use(`c${at}`, `i${at}`)),
      'containers "c1", "c2", "c3", "c4", images "i1", "i2", "i3", "i4"',
    ],
    [
      [1, 2, 3, 4, 5].map((at) => use(`c${at}`, `i${at}`)),
      'containers "c1", "c2", "c3", "c4", and 1 more, images "i1", "i2", "i3", "i4", and 1 more',
    ],
    [[1, 2, 3, 4, 5, 6].map((at) => use(`c${at}`)), 'containers "c1", "c2", "c3", "c4", and 2 more, image "a:1"'],
    [
      [use('x'.repeat(64), 'y'.repeat(97))],
      `container "${'x'.repeat(30)}...${'x'.repeat(30)}", image "${'y'.repeat(47)}...${'y'.repeat(46)}"`,
    ],
  ];
  for (const [uses, wanted] of rows) {
    t.equal(place(uses, 96), wanted);
    t.equal(place(uses, 0), wanted.replace(/, images? ".*/, ''));
    t.equal(place(uses, 96), wanted, 'asked again');
  }
  t.equal(containers([use('a'), use('b'), use('c')], 1), 'containers "a", and 2 more');
  const named = (namespace: string, name: string, kind = 'Pod') => objectName({ kind, namespace, name } as Subject);
  t.equal(named('shop', 'web'), 'Pod shop/web');
  t.equal(named('', 'web'), 'Pod web');
  t.equal(named('shop', 'web-*', 'K'.repeat(64)), `${'K'.repeat(30)}...${'K'.repeat(30)} shop/web-*`);
});

// -------------------------------------------------------------------------------------------------------- findings as texts

function finding(more: Partial<JudgedFinding> = {}): JudgedFinding {
  return {
    code: 'PG201',
    action: 'warn',
    problem: 'no secret',
    because: 'none is named',
    uses: [use('web')],
    basis: [],
    ...more,
  };
}

t.test('a finding in a line', async (t) => {
  const whole = '[PG201] no secret: none is named (container "web", image "a:1")';
  t.equal(sentence(finding(), { images: 256 }), whole);
  t.equal(sentence(finding(), { images: 0 }), '[PG201] no secret: none is named (container "web")');
  t.equal(sentence(finding({ because: '' }), { images: 0 }), '[PG201] no secret (container "web")');
  t.equal(sentence(finding({ uses: [] }), { images: 0 }), '[PG201] no secret: none is named');
  t.equal(sentence(finding({ uses: [], because: 'a\nb' }), { images: 0 }), '[PG201] no secret: a\\u{a}b');
  t.equal(sentenceWithin(finding(), whole.length), whole);
  t.equal(sentenceWithin(finding(), whole.length - 1), '[PG201] no secret: none is named (container "web")');
  t.equal(sentenceWithin(finding(), 20), '[PG201] no secret...');
  t.equal(sentenceWithin(finding(), 2), '...');
  const long = finding({ uses: [use('web', `ghcr.io/${'a'.repeat(240)}`)] });
  t.matchSnapshot([400, 300, 160, 110, 80].map((limit) => sentenceWithin(long, limit)).join('\n'));
});

t.test('causes for tools', async (t) => {
  t.same(statusCauses([finding(), finding({ because: '', uses: [] })]), [
    { reason: 'PG201', field: 'p.web', message: 'no secret: none is named' },
    { reason: 'PG201', field: '', message: 'no secret' },
  ]);
  const many = (count: number) => finding({ uses: Array.from({ length: count }, (_, at) => use(`c${at}`)) });
  t.equal(statusCauses([many(50)]).length, 50);
  t.equal(statusCauses([many(51)]).length, 50);
  t.equal(statusCauses([many(30), many(30)]).length, 50);
  t.equal(statusCauses([many(30), many(30), many(30)]).length, 50);
  t.same(statusCauses([]), []);
});

t.test('warnings', async (t) => {
  const told = (findings: readonly JudgedFinding[], badLabel?: string) => warningTexts({ findings, badLabel }, 'shop');
  const fix = {
    steps: [{ do: 'set-service-account', path: 'spec.serviceAccountName', account: 'x' }],
    notes: [],
  } as const;
  const weakened = (weakenedFrom: 'deny' | 'warn', weakenedBy: NonNullable<JudgedFinding['weakenedBy']>) =>
    finding({ weakenedFrom, weakenedBy });
  const lines = [
    ...told([finding(), finding({ action: 'deny' }), finding({ action: 'audit' })]),
    ...told([finding({ fix })]),
    ...told([finding({ fix, because: 'b'.repeat(500) })]),
    ...told([finding({ because: 'b'.repeat(900) })]),
    ...(['dryRun', 'mode', 'owner', 'unchanged', 'unknown'] as const).flatMap((by) =>
      told([weakened('deny', by), weakened('warn', by)]),
    ),
    ...told([finding({ weakenedFrom: 'deny' })]),
    ...told([], 'loud\n'),
    ...told([finding()], ''),
  ];
  t.matchSnapshot(lines.join('\n'));
  const many = (count: number, more: Partial<JudgedFinding> = {}) =>
    Array.from({ length: count }, (_, at) => finding({ problem: `p${at}`, ...more }));
  t.equal(told(many(10)).length, 10);
  t.same(told(many(11)).at(-1), 'Pullgate: +1 more image warnings');
  t.equal(told(many(11)).length, 11);
  const sizes = [
    many(10, { because: 'b'.repeat(300), fix }),
    many(10, { because: 'b'.repeat(500), fix }),
    many(5, { because: 'b'.repeat(240), fix }),
    many(9, { because: 'b'.repeat(180), fix }),
    many(10, { because: 'b'.repeat(230), fix }),
  ].map((findings) =>
    told(findings)
      .map(({ length }) => length)
      .join(' '),
  );
  t.matchSnapshot(sizes.join('\n'));
});

// ---------------------------------------------------------------------------------------------------------------- requests

t.test('who asks', async (t) => {
  const asked = (user: string, source: 'review' | 'file' | 'cluster' = 'review', controllers: readonly string[] = []) =>
    requestFacts({ operation: 'CREATE', user, groups: ['g'], dryRun: false, source }, controllers).origin;
  const own = ['deployment', 'replicaset', 'statefulset', 'daemon-set', 'job', 'cronjob', 'replication'];
  for (const name of own) {
    t.equal(asked(`system:serviceaccount:kube-system:${name}-controller`), 'controller', name);
    t.equal(asked(`system:serviceaccount:other:${name}-controller`), 'person', name);
  }
  t.equal(asked('system:kube-controller-manager'), 'controller');
  t.equal(asked('system:kube-scheduler'), 'person');
  t.equal(asked(''), 'person');
  t.equal(asked('system:serviceaccount:argo:rollouts', 'review', ['x/y', 'argo/rollouts']), 'controller');
  t.equal(asked('system:serviceaccount:argo:other', 'review', ['argo/rollouts']), 'person');
  t.equal(asked('argo/rollouts', 'review', ['argo/rollouts']), 'person');
  t.equal(asked('system:kube-controller-manager', 'file'), 'file');
  t.equal(asked('system:kube-controller-manager', 'cluster'), 'existing');
  const arrival = { name: 'x', byArgo: false };
  const of = (source: 'review' | 'file') =>
    requestFacts({ operation: 'UPDATE', user: 'u', groups: [], dryRun: true, source, arrival }, []);
  t.same(of('file'), { operation: 'UPDATE', user: 'u', groups: [], dryRun: true, origin: 'file', arrival });
  t.same(of('review'), { operation: 'UPDATE', user: 'u', groups: [], dryRun: true, origin: 'person' });
});

t.test('what is there, and what is on its way out', async (t) => {
  const deleted = { metadata: { deletionTimestamp: '2026-11-21T12:00:00Z' } };
  const rows = [
    ['CREATE', 'person', false],
    ['UPDATE', 'person', true],
    ['CREATE', 'existing', true],
    ['CREATE', 'file', false],
    ['CREATE', 'controller', false],
  ] as const;
  for (const [operation, origin, is] of rows) {
    t.equal(isThere({ operation, origin }), is, `${operation} ${origin}`);
    t.equal(isBeingDeleted({ operation, origin }, deleted), is, `${operation} ${origin}`);
    t.equal(isBeingDeleted({ operation, origin }, { metadata: {} }), false);
  }
  t.equal(isBeingDeleted({ operation: 'UPDATE', origin: 'person' }, { metadata: { deletionTimestamp: 5 } }), false);
  t.equal(isBeingDeleted({ operation: 'UPDATE', origin: 'person' }, null), false);
});

t.test('kinds that hold images', async (t) => {
  t.same(
    WORKLOADS.map(({ group, kind, resource, podSpec }) => `${group}/${kind} ${resource} ${podSpec.join('.')}`),
    [
      '/Pod pods spec',
      '/PodTemplate podtemplates template.spec',
      '/ReplicationController replicationcontrollers spec.template.spec',
      'apps/Deployment deployments spec.template.spec',
      'apps/ReplicaSet replicasets spec.template.spec',
      'apps/StatefulSet statefulsets spec.template.spec',
      'apps/DaemonSet daemonsets spec.template.spec',
      'batch/Job jobs spec.template.spec',
      'batch/CronJob cronjobs spec.jobTemplate.spec.template.spec',
    ],
  );
  const extra = [
    { group: 'x.io', version: 'v1', kind: 'Thing', resource: 'things', templatePath: 'spec.a.template' },
    { group: 'x.io', version: '*', kind: 'Other', resource: 'others', templatePath: 'template' },
    { group: 'apps', version: '*', kind: 'Deployment', resource: 'mine', templatePath: 'mine' },
  ];
  const found = (group: string, version: string, kind: string) => findWorkload({ group, version, kind }, extra);
  t.same(found('x.io', 'v1', 'Thing'), {
    group: 'x.io',
    version: 'v1',
    kind: 'Thing',
    resource: 'things',
    podSpec: ['spec', 'a', 'template', 'spec'],
  });
  t.equal(found('x.io', 'v2', 'Thing'), undefined);
  t.equal(found('y.io', 'v1', 'Thing'), undefined);
  t.equal(found('x.io', 'v1', 'Thin'), undefined);
  t.equal(found('x.io', 'v7', 'Other')?.resource, 'others');
  t.equal(found('apps', 'v1', 'Deployment')?.resource, 'deployments', 'what is built in is not replaced');
  t.equal(found('', 'v1', 'Deployment'), undefined);
  t.equal(found('apps', 'v1', 'Pod'), undefined);
  t.same(
    [
      isPodKind({ group: '', kind: 'Pod' }),
      isPodKind({ group: 'x', kind: 'Pod' }),
      isPodKind({ group: '', kind: 'Job' }),
    ],
    [true, false, false],
  );
});

t.test('the subject of an object of any shape', async (t) => {
  const workload = findWorkload({ group: '', version: 'v1', kind: 'Pod' }, []);
  if (workload === undefined) throw new Error('no Pod');
  const of = (object: unknown, origin: 'person' | 'existing' | 'file' | 'controller' = 'person') =>
    toSubject(
      { kind: { group: '', version: 'v1', kind: 'Pod' }, namespace: 'n', name: 'asked', origin },
      workload,
      object,
    );
  const uses = (spec: unknown) =>
    of({ spec }).images.map((each) =>
      [each.kind, each.name, each.path.replace('spec.', ''), imageText(each), each.pullPolicy, each.mounted].join(' '),
    );
  t.same(
    uses({
      initContainers: [
        { name: 'i', image: 'a' },
        { name: 's', image: 'b', restartPolicy: 'Always' },
        { name: 'n', image: 'c', restartPolicy: 'Never' },
      ],
      containers: [
        { name: 'c', image: 'd:1', restartPolicy: 'Always', volumeMounts: [{ name: 'v' }] },
        { image: 'e' },
        { name: 'x' },
        null,
        { name: 'y', image: 5 },
      ],
      ephemeralContainers: [{ name: 'e', image: 'F' }],
      volumes: [
        { name: 'v', image: { reference: 'g:1', pullPolicy: 'Never' } },
        { name: 'w', image: {} },
        { name: 'z', image: 'h' },
        { name: 'q', image: null },
        { name: 'r' },
      ],
    }),
    [
      'init i initContainers[0].image a Always true',
      'sidecar s initContainers[1].image b Always true',
      'init n initContainers[2].image c Always true',
      'container c containers[0].image d:1 IfNotPresent true',
      'container  containers[1].image e Always true',
      'ephemeral e ephemeralContainers[0].image F IfNotPresent true',
      'imageVolume v volumes[0].image.reference g:1 Never true',
      'imageVolume w volumes[1].image.reference  IfNotPresent false',
    ],
  );
  for (const [policy, is] of Object.entries({
    Always: 'Always',
    IfNotPresent: 'IfNotPresent',
    Never: 'Never',
    '': 'IfNotPresent',
    always: 'IfNotPresent',
  })) {
    t.match(uses({ containers: [{ name: 'c', image: 'a:1', imagePullPolicy: policy }] }), [
      `container c containers[0].image a:1 ${is} true`,
    ]);
  }
  t.match(of({ metadata: { name: 'web' } }), {
    name: 'web',
    imagePullSecrets: [],
    serviceAccountName: 'default',
    images: [],
    isPod: true,
    mirror: false,
    owned: false,
  });
  t.equal(of({ metadata: { generateName: 'web-' } }).name, 'web-*');
  t.equal(of({ metadata: { name: '', generateName: '' } }).name, 'asked');
  t.equal(of(null).name, 'asked');
  t.equal(of({ spec: { serviceAccount: 'old' } }).serviceAccountName, 'old');
  t.equal(of({ spec: { serviceAccountName: 'new', serviceAccount: 'old' } }).serviceAccountName, 'new');
  t.same(of({ spec: { imagePullSecrets: [{ name: 'a' }, {}, null, { name: 5 }] } }).imagePullSecrets, [
    'a',
    '',
    '',
    '',
  ]);
  const owners = (controller: unknown) => ({
    metadata: { ownerReferences: [{ kind: 'A' }, { kind: 'B', controller }] },
  });
  const isOwned = (object: unknown, origin: 'person' | 'existing' | 'file' | 'controller') => {
    const subject = of(object, origin);
    return subject.isPod && subject.owned;
  };
  t.same(
    (['person', 'file', 'existing', 'controller'] as const).map((origin) => isOwned(owners(true), origin)),
    [false, false, true, true],
  );
  t.same(
    [isOwned(owners('true'), 'existing'), isOwned({}, 'existing'), isOwned({}, 'controller')],
    [false, false, true],
  );
  const mirror = of({ metadata: { annotations: { 'kubernetes.io/config.mirror': '' } } });
  t.equal(mirror.isPod && mirror.mirror, true);
});

// ------------------------------------------------------------------------------------------------------------------ denials

t.test('what of a denial has room', async (t) => {
  const plan = (count: number): Fix => ({
    steps: [
      ...Array.from(
        { length: count },
        (_, at): FixStep => ({ do: 'create-secret', namespace: 'shop', name: `s${at}`, server: `r${at}.example.com` }),
      ),
      {
        do: 'set-pull-secrets',
        path: 'spec.imagePullSecrets',
        names: Array.from({ length: count }, (_, at) => `s${at}`),
        add: [],
        remove: [],
      },
    ],
    notes: ['the password is a token'],
  });
  interface Of {
    readonly count: number;
    readonly image?: number;
    readonly because?: number;
    readonly operator?: number;
    readonly settings?: Partial<Settings['messages']>;
    readonly kind?: 'pod' | 'owned' | 'template';
  }
  const told = ({ count, image = 10, because = 10, operator = 0, settings = {}, kind = 'pod' }: Of): string => {
    const findings = Array.from({ length: count }, (_, at) =>
      finding({
        action: 'deny',
        problem: `problem ${at}`,
        because: 'b'.repeat(because),
        uses: [use(`c${at}`, `${'i'.repeat(image)}${at}`)],
        ...(at < operator ? { operator: `operator ${at}` } : {}),
      }),
    );
    const common = {
      group: '',
      version: 'v1',
      kind: 'Pod',
      namespace: 'shop',
      name: 'web',
      podPath: 'spec',
      imagePullSecrets: [],
      serviceAccountName: 'default',
      images: [],
    };
    const subject: Subject =
      kind === 'template'
        ? { ...common, isPod: false }
        : { ...common, isPod: true, mirror: false, owned: kind === 'owned' };
    const messages = { ...DEFAULT_SETTINGS.messages, ...settings };
    return denialText({
      findings,
      subject,
      settings: { ...DEFAULT_SETTINGS, messages },
      planFor: (most) => plan(most),
    });
  };
  const cases: readonly Of[] = [
    ...[0, 1, 2, 3, 5, 8, 11, 12, 13, 30].map((count) => ({ count })),
    ...[80, 90, 96, 97, 120, 200, 256, 257].flatMap((image) => [1, 3, 5].map((count) => ({ count, image }))),
    ...[500, 640, 660, 700, 1000, 1990].flatMap((because) => [1, 2].map((count) => ({ count, because }))),
    ...[1, 2, 3, 4].flatMap((operator) => [4, 8].map((count) => ({ count, operator }))),
    ...(['owned', 'template'] as const).flatMap((kind) =>
      [1, 2, 6].flatMap((count) => [10, 150, 700].map((because) => ({ count, because, kind, operator: 1 }))),
    ),
    ...[1, 4, 9].flatMap((count) =>
      [10, 90].map((image) => ({
        count,
        image,
        operator: 1,
        settings: { format: 'singleLine' as const, help: 'https://h/{code}/{code}', contact: '#c' },
      })),
    ),
    ...[{ help: 'h' }, { contact: 'c\n' }, { help: 'h', contact: 'c' }, { help: 'x'.repeat(1900) }].flatMap(
      (settings) => [1, 12].map((count) => ({ count, settings })),
    ),
  ];
  const lines = cases.map((of) => {
    const text = told(of);
    const parts = text.split('\n');
    const last = parts.at(-1) ?? '';
    const has = [
      'Fix:',
      'Note:',
      'operator 0',
      'operator 1',
      'operator 2',
      'operator 3',
      'More:',
      'more problem',
      '+',
    ].filter((word) => text.includes(word));
    const shapes = parts.map((line) => (line.startsWith('[') ? line.length : line.charAt(0)));
    return `${JSON.stringify(of).replace(/x{99,}/, 'x...')}: ${text.length} in ${parts.length}; ${has}; ${shapes}; ${last.slice(-40)}`;
  });
  t.matchSnapshot(lines.join('\n'));
  for (const of of cases) t.ok(told(of).length <= 2000, 'no text is longer than clients show');
});
