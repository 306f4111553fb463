/** Small parts that other tests only pass by: audit annotations, what is filled in later, what comes too late, unknown answers. */
import t from 'tap';
import type { Arrival } from '../src/core/arrival.js';
import { createBudget } from '../src/core/budget.js';
import type { Facts } from '../src/core/facts.js';
import { withoutFilledIn } from '../src/core/filled-in.js';
import type { JudgedFinding } from '../src/core/finding.js';
import { parseImage } from '../src/core/image/parse.js';
import { injectionSwitch } from '../src/core/inject/switch.js';
import { INJECTION_WANT } from '../src/core/inject/want.js';
import type { Judgement } from '../src/core/judge.js';
import { listSlips } from '../src/core/list-slip.js';
import { createHeld, createPool } from '../src/core/memory.js';
import { auditAnnotations, exemptionText } from '../src/core/message/audit.js';
import type { ImageOutlook } from '../src/core/outlook.js';
import { factsUnknown, isUndecided, labelsUnknown, nothingKnown } from '../src/core/rules/facts-unknown.js';
import { absentName, isGuessed } from '../src/core/rules/guessed-public.js';
import type { RuleContext } from '../src/core/rules/rule.js';
import { secretNotFound } from '../src/core/rules/secret-not-found.js';
import { serviceAccountMissing } from '../src/core/rules/service-account-missing.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import { toSubject } from '../src/core/subject.js';
import type { ImageUse, Subject } from '../src/core/types.js';
import { listOwner } from '../src/core/words/naming.js';
import { findWorkload } from '../src/core/workloads.js';

function use(image: string): ImageUse {
  return { kind: 'container', name: 'c', path: 'p', parsed: parseImage(image), pullPolicy: 'Always', mounted: true };
}

t.test('annotations for the audit log', async (t) => {
  const finding = (more: Partial<JudgedFinding>): JudgedFinding => ({
    code: 'PG201',
    action: 'deny',
    problem: '',
    because: '',
    uses: [],
    basis: [],
    ...more,
  });
  const of = (more: Partial<Judgement>) =>
    auditAnnotations(
      {
        mode: 'warn',
        from: 'mode',
        badLabel: undefined,
        ignored: [],
        findings: [],
        denied: false,
        planFor: () => undefined,
        exemptions: [],
        ...more,
      },
      'allow',
    );
  t.strictSame(of({}), { decision: 'allow', mode: 'warn' });
  const findings = [
    finding({}),
    finding({}),
    finding({ code: 'PG101', action: 'warn', weakenedFrom: 'deny' }),
    finding({ action: 'audit' }),
  ];
  t.strictSame(of({ findings }), { decision: 'allow', mode: 'warn', codes: 'PG201:deny,PG101:warn<deny,PG201:audit' });
  t.strictSame(of({ exemptions: [{ reason: 'a\nb', expires: '2026-12-01' }, {}] }), {
    decision: 'allow',
    mode: 'warn',
    exempt: 'a\\u{a}b (until 2026-12-01); no reason given',
  });
  t.equal(exemptionText({ reason: 'r'.repeat(121) }).length, 120);
  t.equal(exemptionText({ expires: 'e'.repeat(41) }), `no reason given (until ${'e'.repeat(19)}...${'e'.repeat(18)})`);
});

function subjectOf(isPod: boolean, ...images: readonly string[]): Subject {
  const common = {
    group: '',
    version: 'v1',
    kind: 'X',
    namespace: 'n',
    name: 'x',
    podPath: 'spec',
    imagePullSecrets: [],
    serviceAccountName: 'app',
  };
  const uses = images.map(use);
  return isPod
    ? { ...common, images: uses, isPod: true, mirror: false, owned: false }
    : { ...common, images: uses, isPod: false };
}

t.test('images that are filled in later', async (t) => {
  const triggers = { metadata: { annotations: { 'image.openshift.io/triggers': '[]' } } };
  const left = (
    subject: Subject,
    object: unknown = {},
    origin: 'person' | 'file' | 'controller' | 'existing' = 'person',
    words: readonly string[] = ['auto', 'Later'],
  ) =>
    withoutFilledIn(subject, object, words, origin).images.map(({ parsed }) =>
      parsed.ok ? parsed.reference.raw : parsed.raw,
    );
  t.same(left(subjectOf(false, 'auto', 'Later', 'nginx', ' ')), ['nginx', ' ']);
  t.same(left(subjectOf(false, 'auto', 'nginx', ' ', ''), triggers), ['nginx']);
  t.same(left(subjectOf(true, 'auto', ' '), triggers), ['auto', ' ']);
  t.same(left(subjectOf(true, 'auto', ' '), triggers, 'file'), []);
  t.same(left(subjectOf(false, 'auto'), {}, 'person', []), ['auto']);
  t.same(left(subjectOf(false, ' '), { metadata: { annotations: { 'image.openshift.io/triggers': 5 } } }), [' ']);
  const whole = subjectOf(false, 'nginx');
  t.equal(withoutFilledIn(whole, {}, ['auto'], 'person'), whole, 'the same one where nothing is left out');
});

t.test('where injection is on', async (t) => {
  const of = (
    mode: 'off' | 'namespaces' | 'all',
    label: string | undefined | 'unknown' | 'absent',
    origin: 'person' | 'file' = 'person',
  ) => {
    const found = {
      state: 'found',
      value: { name: 'n', labels: label === undefined ? {} : { 'pullgate.dev/inject': label } },
    } as const;
    const namespace =
      label === 'unknown'
        ? ({ state: 'unknown', reason: 'x' } as const)
        : label === 'absent'
          ? ({ state: 'absent' } as const)
          : found;
    return injectionSwitch(
      namespace,
      { ...DEFAULT_SETTINGS, injection: { ...DEFAULT_SETTINGS.injection, mode } },
      origin,
    );
  };
  const labels = [undefined, 'true', 'false', 'yes', 'unknown', 'absent'] as const;
  t.same(
    labels.map((label) => of('off', label)),
    ['off', 'off', 'off', 'off', 'off', 'off'],
  );
  t.same(
    labels.map((label) => of('all', label)),
    ['on', 'on', 'off', 'on', 'unknown', 'on'],
  );
  t.same(
    labels.map((label) => of('namespaces', label)),
    ['unlabelled', 'on', 'off', 'unlabelled', 'unknown', 'unlabelled'],
  );
  t.same(
    [of('all', 'unknown', 'file'), of('namespaces', 'unknown', 'file'), of('all', 'false', 'file')],
    ['on', 'unknown', 'off'],
  );
  const seen = (mode: 'off' | 'namespaces' | 'all', state: string, label?: string) =>
    ({
      outlooks: [{ state: 'works' }, { state }],
      settings: { ...DEFAULT_SETTINGS, injection: { ...DEFAULT_SETTINGS.injection, mode } },
      facts: {
        namespace: {
          state: 'found',
          value: { name: 'n', labels: label === undefined ? {} : { 'pullgate.dev/inject': label } },
        },
      },
      request: { origin: 'person' },
    }) as unknown as Parameters<typeof INJECTION_WANT.when>[0];
  t.same(
    ['lacking', 'hopeless', 'works', 'unknown'].map((state) => INJECTION_WANT.when(seen('all', state))),
    [true, true, false, false],
  );
  t.equal(INJECTION_WANT.when(seen('off', 'lacking')), false);
  t.same(
    [
      INJECTION_WANT.decides(seen('all', 'lacking')),
      INJECTION_WANT.decides(seen('all', 'lacking', 'false')),
      INJECTION_WANT.decides(seen('namespaces', 'lacking')),
    ],
    [true, false, false],
  );
});

t.test('what nobody knows', async (t) => {
  t.strictSame(nothingKnown('it is slow'), {
    problem: 'could not find out whether these images can be pulled',
    because: 'it is slow',
    uses: [],
    basis: ['object', 'cluster'],
  });
  t.match(labelsUnknown('shop', 'it is slow'), {
    problem: 'the labels of namespace "shop" could not be read, so nothing that rests on the cluster is denied',
    because: 'it is slow',
    uses: [],
  });
  t.same([isUndecided({ code: 'PG901' }), isUndecided({ code: 'PG201' })], [true, false]);
  const of = (more: Partial<ImageOutlook>) => {
    const image = use('ghcr.io/a:1');
    const reference = image.parsed.ok ? image.parsed.reference : undefined;
    const context = { outlooks: [{ use: image, reference, state: 'unknown', ...more }] } as unknown as RuleContext;
    return factsUnknown.evaluate(context).map(({ problem, because, uses }) => `${problem}: ${because} ${uses.length}`);
  };
  t.same(of({}), ['could not find out whether there is a pull secret for ghcr.io: the cluster did not answer 1']);
  t.same(of({ reason: 'slow' }), ['could not find out whether there is a pull secret for ghcr.io: slow 1']);
  t.same([of({ state: 'works' }), of({ reference: undefined })], [[], []]);
});

t.test('a ServiceAccount that is not there', async (t) => {
  const of = (isPod: boolean, serviceAccount: string, effective: string, names?: readonly string[]) => {
    const serviceAccounts =
      names === undefined
        ? { state: 'unknown', reason: 'x' }
        : { state: 'found', value: names.map((name) => ({ name })) };
    const context = {
      subject: subjectOf(isPod),
      facts: { serviceAccount: { state: serviceAccount }, effective: { state: effective }, serviceAccounts },
      budget: createBudget(),
    } as unknown as RuleContext;
    return serviceAccountMissing
      .evaluate(context)
      .map(({ problem, because, fix }) => `${problem}: ${because} ${JSON.stringify(fix?.intents)}`);
  };
  const missing = 'ServiceAccount n/app does not exist: ';
  t.same(of(false, 'absent', 'absent'), [
    `${missing}no Pod will be created until it does [{"do":"make-account","account":"app"}]`,
  ]);
  t.same(of(false, 'absent', 'found', ['apo', 'zzzzz']), [
    `${missing}no Pod will be created until it does [{"do":"set-account","account":"apo"}]`,
  ]);
  t.same(of(true, 'absent', 'absent', ['zzzzzz']), [
    `${missing}the API server refuses the Pod until it does [{"do":"make-account","account":"app"}]`,
  ]);
  t.same(
    [
      of(true, 'absent', 'found'),
      of(true, 'found', 'absent'),
      of(false, 'found', 'absent'),
      of(false, 'unknown', 'absent'),
    ],
    [[], [], [], []],
  );
});

t.test('a secret that comes with its pods, and after them', async (t) => {
  const late: Arrival = { name: 's', byArgo: false };
  const inTime: Arrival = { name: 's', helm: { events: ['pre-install'], weight: -5 }, byArgo: false };
  const pods: Arrival = { name: 'p', helm: { events: ['pre-install'], weight: 0 }, byArgo: false };
  interface Of {
    readonly secrets: Readonly<Record<string, Arrival | undefined | 'gone'>>;
    readonly standings?: readonly string[];
    readonly state?: string;
    readonly need?: string;
    readonly arrival?: Arrival | undefined;
  }
  const of = ({ secrets, standings = [], state = 'works', need = 'private', arrival = pods }: Of, isNone = false) => {
    const found = new Map(
      Object.entries(secrets).map(([name, when]) => [
        name,
        when === 'gone' ? { state: 'absent' } : { state: 'found', value: when === undefined ? {} : { arrival: when } },
      ]),
    );
    const matches = Object.keys(secrets).map((secret, at) => ({ secret, standing: standings[at] ?? 'good' }));
    const context = {
      outlooks: [{ use: use('ghcr.io/a:1'), state, need, matches }],
      facts: {
        secrets: found,
        effective: { state: 'found', value: { names: [], from: 'pod' } },
        candidates: { state: 'absent' },
      },
      request: isNone ? {} : { arrival },
      causeCodes: new Set(),
      subject: subjectOf(false),
    } as unknown as RuleContext;
    return secretNotFound
      .evaluate(context)
      .map(
        ({ problem, because, fix, ceiling, uses }) =>
          `${problem}: ${because} | ${JSON.stringify(fix?.intents)} ${ceiling} ${uses.length}`,
      );
  };
  const told = of({ secrets: { s: late } });
  t.matchSnapshot(told.join('\n'));
  t.equal(told.length, 1);
  t.same(of({ secrets: { s: late }, standings: ['suspect'] }), told);
  t.same(of({ secrets: { s: late, x: late } }), told);
  t.same(of({ secrets: { x: late, s: late }, standings: ['expired'] }), told, 'one that cannot be used does not count');
  for (const none of [
    { secrets: {} },
    { secrets: { s: inTime } },
    { secrets: { s: late, x: inTime } },
    { secrets: { s: late, x: undefined } },
    { secrets: { s: late, x: 'gone' as const } },
    { secrets: { s: late }, state: 'lacking' },
    { secrets: { s: late }, need: 'public' },
    { secrets: { s: late }, standings: ['expired'] },
  ]) {
    t.same(of(none), [], JSON.stringify(none));
  }
  t.same(of({ secrets: { s: late } }, true), [], 'nobody knows when the pods come');
});

t.test('a registry that only looks as if it needed no login', async (t) => {
  const of = (image: string, more: Partial<ImageOutlook> = {}) => {
    const { parsed } = use(image);
    const reference = parsed.ok ? parsed.reference : undefined;
    return isGuessed({
      use: use(image),
      state: 'works',
      need: 'public',
      matches: [],
      pattern: reference?.registry,
      reference,
      reason: undefined,
      ...more,
    });
  };
  t.equal(of('localhost:5000/a'), true);
  t.equal(of('x.svc:5000/a'), true);
  t.equal(of('ghcr.io/a'), false);
  t.equal(of('localhost:5000/a', { state: 'lacking' }), false);
  t.equal(of('localhost:5000/a', { need: 'private' }), false);
  t.equal(of('localhost:5000/a', { pattern: undefined }), false);
  t.equal(of('localhost:5000/a', { pattern: 'localhost:500' }), false, 'somebody listed it');
  t.equal(of('localhost:5000/a', { reference: undefined }), false);
  t.equal(of('localhost:5000/a', { matches: [{} as ImageOutlook['matches'][number]] }), false);
  const absent = (names: readonly string[], there: readonly string[], state: 'found' | 'absent' = 'found') =>
    absentName({
      effective: state === 'found' ? { state, value: { names, from: 'pod' } } : { state },
      secrets: new Map([
        ...there.map((name) => [name, { state: 'found' }] as const),
        ['a', { state: 'absent' }],
        ['', { state: 'absent' }],
        ['u', { state: 'unknown' }],
      ]),
    } as unknown as Facts);
  t.equal(absent(['x', '', 'u', 'a'], ['x']), 'a');
  t.equal(absent(['x', '', 'u', 'new'], ['x']), undefined);
  t.equal(absent(['a'], [], 'absent'), undefined);
});

t.test('a list of secrets under another name', async (t) => {
  const workload = findWorkload({ group: 'apps', version: 'v1', kind: 'Deployment' }, []);
  if (workload === undefined) throw new Error('no Deployment');
  const slip = (key: string, value: unknown = [{ name: 'x' }]): string | undefined => {
    const object = { spec: { template: { spec: { [key]: value } } } };
    const of = {
      kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
      namespace: 'n',
      name: 'x',
      origin: 'file',
    } as const;
    return listSlips(object, toSubject(of, workload, object), createBudget()).list?.why;
  };
  const words = [
    'pullSecret',
    'pullSecrets',
    'imageSecret',
    'image-secrets',
    'imagePullSecretName',
    'imagePullSecretNames',
    'imagePullSecretRef',
    'imagePullSecretRefs',
    'image_pull_credentials',
    'registrySecret',
    'registrySecrets',
    'imagePullSecret',
    'ImagePullSecrets',
    'imagePulSecrets',
  ];
  for (const word of words)
    t.equal(
      slip(word),
      `"${word}" of spec.template.spec is no field and is ignored: "imagePullSecrets" is meant`,
      word,
    );
  for (const word of ['secrets', 'pull', 'imagePullPolicy', 'credentials', 'imagePullSecrets', 'i'.repeat(81)])
    t.equal(slip(word), undefined, word);
  for (const value of ['x', { name: 'x' }]) t.type(slip('pullSecret', value), 'string');
  for (const value of ['', ' ', [], {}, 5, null, true])
    t.equal(slip('pullSecret', value), undefined, JSON.stringify(value));
});

t.test('whose list it is', async (t) => {
  const of = (isPod: boolean, effective: unknown) =>
    listOwner({ subject: subjectOf(isPod), facts: { effective } as Pick<Facts, 'effective'> });
  const found = (from: string) => ({ state: 'found', value: { names: [], from } });
  t.same(
    [
      of(true, found('pod')),
      of(true, found('serviceAccount')),
      of(false, found('pod')),
      of(false, { state: 'absent' }),
    ],
    ['the pod', 'ServiceAccount n/app', 'the pod template', 'the pod template'],
  );
});

t.test('a pool remembers what it found for a text, so many in all, and forgets all at once', async (t) => {
  const { remembering } = createPool(3);
  const asked: string[] = [];
  const find = (text: string) => {
    asked.push(text);
    return { text };
  };
  const [one, other] = [remembering(find), remembering(find)];
  const a = one('a');
  t.strictSame(a, { text: 'a' });
  t.equal(one('a'), a, 'the very same');
  t.not(other('a'), a, 'each memory for itself');
  const long = 'x'.repeat(257);
  t.not(one(long), one(long), 'what is long is found each time');
  t.equal(one('b'), one('b'));
  t.equal(one('a'), a, 'three of three: nothing is forgotten yet');
  t.strictSame(asked, ['a', 'a', long, long, 'b']);
  const c = other('c');
  t.not(one('a'), a, 'the fourth took all the others with it');
  t.equal(other('c'), c);
  t.equal(one('x'.repeat(256)), one('x'.repeat(256)));
  const d = one('d');
  t.not(other('c'), c, 'and again');
  t.equal(one('d'), d);
});

t.test('what was made of objects is kept up to a size, of all of them together', async (t) => {
  const held = createHeld<{ readonly id: number }, string>(10);
  const [a, b, c, big] = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];
  held.set(a, 'a', 4);
  held.set(b, 'b', 6);
  t.strictSame([held.get(a), held.get(b), held.get(c)], ['a', 'b', undefined], 'just enough');
  t.equal(held.get({ id: 1 }), undefined, 'by identity');
  held.set(c, 'c', 1);
  t.strictSame([held.get(a), held.get(b), held.get(c)], [undefined, undefined, 'c']);
  held.set(big, 'big', 100);
  t.strictSame([held.get(c), held.get(big)], [undefined, 'big'], 'alone, where it is larger than all the room');
  held.set(a, 'a', 1);
  t.strictSame([held.get(a), held.get(big)], ['a', undefined]);
});
