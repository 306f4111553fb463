/** What a verdict asks of the cluster, how it asks, and what of an object or an answer becomes a fact. */
import t from 'tap';
import type { Question } from '../src/core/questions.js';
import { parsePullSecret } from '../src/core/secret/parse.js';
import type { Lookup, PullSecret } from '../src/core/types.js';
import { type AssessContext, type Assessment, assess } from '../src/facts/assess.js';
import { type Awaitable, together, whenKnown } from '../src/facts/awaitable.js';
import { askBy, askTable, type ClusterState, keyOf, type ReadOptions } from '../src/facts/cluster-state.js';
import { explainImage } from '../src/facts/explain.js';
import type { Gathered } from '../src/facts/gather.js';
import { inject } from '../src/facts/inject.js';
import { dataChangedAt, labelsOf, namespaceFacts, serviceAccountFacts } from '../src/facts/objects.js';
import { readOversized } from '../src/facts/oversized.js';
import { FEW_NAMES, readSecrets, withListed } from '../src/facts/secrets.js';
import { finish, type Steps, waitFor } from '../src/facts/steps.js';
import { beforeWork, inTurns } from '../src/facts/turns.js';
import { unanswered } from '../src/facts/unanswered.js';
import { admissionOf, type Case, mergeSettings, NOW } from './support/case.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

const IMAGE = 'registry.example.com/team/web:1.4.2';

type Fields = Readonly<Record<string, unknown>>;

function aPod(spec: Fields = {}, metadata: Fields = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    spec: { containers: [{ name: 'web', image: IMAGE }], ...spec },
  };
}

const named = (...names: readonly string[]): Fields => ({ imagePullSecrets: names.map((name) => ({ name })) });

function aDeployment(spec: Fields = {}): KubeObject {
  const { spec: pod } = aPod(spec);
  const metadata = { name: 'web', namespace: 'shop' };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { spec: pod } } };
}

function aSecret(name: string, namespace = 'shop', host = 'registry.example.com'): KubeObject {
  const config = { auths: { [host]: { username: 'example-user', password: 'example-not-a-password' } } };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify(config) },
  };
}

function anAccount(...names: readonly string[]): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'shop' },
    ...named(...names),
  };
}

const SHOP: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: {} } };

interface Asked {
  readonly what: string;
  readonly read: ReadOptions;
}

/** `secret regcred`, `namespace shop` */
function wordsOf(question: Question): string {
  return `${question.about} ${'name' in question ? question.name : question.namespace}`;
}

function recording(state: ClusterState, asked: Asked[]): ClusterState {
  const ask = askBy((question, read) => {
    asked.push({ what: wordsOf(question), read });
    return state.ask(question, read);
  });
  return { ask, namesCostNothing: state.namesCostNothing };
}

function caseOf(judged: KubeObject, change: Partial<Omit<Case, 'settings'>> = {}, settings: Fields = {}): Case {
  return {
    about: '',
    objects: [],
    judged,
    old: undefined,
    operation: 'CREATE',
    subresource: '',
    dryRun: false,
    user: 'somebody',
    offline: false,
    settings: mergeSettings(settings),
    ...change,
  };
}

function short({ decision, findings, skipped, injection }: Assessment): string {
  const codes = findings.map(({ code, action }) => `${code}:${action}`);
  return [decision, ...codes, skipped ?? '', injection?.result ?? ''].filter((each) => each !== '').join(' ');
}

interface Looked {
  readonly said: string;
  readonly asked: readonly Asked[];
  readonly anew: readonly Asked[];
}

/** One request on a memory, and on the source where it is another; what was asked of each. */
async function look(
  act: typeof assess,
  one: Case,
  objects: readonly KubeObject[],
  change: Partial<AssessContext> & { readonly now?: number; readonly source?: readonly KubeObject[] } = {},
): Promise<Looked> {
  const { source, ...more } = change;
  const asked: Asked[] = [];
  const anew: Asked[] = [];
  const fresh = source === undefined ? {} : { fresh: recording(stateOf(source), anew) };
  const state = recording(stateOf(objects), asked);
  const said = await act(admissionOf(one), { settings: one.settings, now: NOW, state, ...fresh, ...more });
  return { said: short(said), asked, anew };
}

const what = (asked: readonly Asked[]): readonly string[] => asked.map(({ what }) => what).sort();

t.test('what is asked for a verdict, and that the words of one cost no call', async (t) => {
  const hints = { messages: { otherNamespaces: true } };
  const latest = aPod({ containers: [{ name: 'web', image: 'nginx:latest' }] });
  const account = ['serviceAccount default'];
  const rows: readonly (readonly [
    name: string,
    one: Case,
    objects: readonly KubeObject[],
    said: string,
    asked: readonly string[],
    hints: readonly string[],
  ])[] = [
    [
      'an admitted Pod',
      caseOf(aPod(named('regcred'))),
      [aSecret('regcred')],
      'allow',
      ['namespace shop', 'secret regcred'],
      [],
    ],
    [
      'one that names the same twice',
      caseOf(aPod(named('regcred', 'regcred', ''))),
      [aSecret('regcred')],
      'allow',
      ['namespace shop', 'secret regcred'],
      [],
    ],
    [
      'a Pod of a file that has a list of its own',
      caseOf(aPod(named('regcred')), { offline: true }),
      [aSecret('regcred'), anAccount()],
      'allow',
      ['namespace shop', 'secret regcred'],
      [],
    ],
    ['one without a list', caseOf(latest), [], 'deny PG101:deny', ['namespace shop'], []],
    [
      'a template',
      caseOf(aDeployment(named('regcred'))),
      [aSecret('regcred'), anAccount()],
      'allow',
      ['namespace shop', 'secret regcred', ...account],
      [],
    ],
    [
      'one that is denied for a secret that is not there',
      caseOf(aPod(named('regcred'))),
      [],
      'deny PG202:deny',
      ['namespace shop', 'secret regcred'],
      ['pullSecrets shop', ...account, 'serviceAccounts shop'],
    ],
    [
      'the same where other namespaces may be told',
      caseOf(aPod(named('regcred', 'other')), {}, hints),
      [aSecret('regcred', 'ops'), aSecret('other', 'shop', 'ghcr.io')],
      'deny PG202:deny',
      ['namespace shop', 'secret other', 'secret regcred'],
      ['namespacesWithSecret regcred', 'pullSecrets shop', ...account, 'serviceAccounts shop'],
    ],
  ];
  for (const [name, one, objects, said, asked, hinted] of rows) {
    const got = await look(assess, one, objects);
    const plain = got.asked.filter(({ read }) => read.hint !== true);
    const words = got.asked.filter(({ read }) => read.hint === true);
    t.strictSame([got.said, what(plain), what(words)], [said, [...asked].sort(), [...hinted].sort()], name);
  }
});

t.test('what is known of what nobody asked, and of other namespaces', async (t) => {
  const seen = async (one: Case, state: ClusterState) => {
    let facts: Gathered['facts'] | undefined;
    const observe = (gathered: Gathered) => {
      facts = gathered.facts;
    };
    await assess(admissionOf(one), { settings: one.settings, now: NOW, state, observe });
    return facts;
  };
  const admitted = await seen(caseOf(aPod(named('regcred'))), stateOf([SHOP, aSecret('regcred')]));
  const notAsked = { state: 'unknown', reason: 'not needed for this verdict' };
  t.strictSame([admitted?.serviceAccount, admitted?.candidates, admitted?.serviceAccounts], Array(3).fill(notAsked));
  t.strictSame(admitted?.elsewhere, new Map());

  const lists = stateOf([SHOP, anAccount('mine'), aSecret('mine', 'shop', 'ghcr.io'), aSecret('regcred')]);
  const warned = await seen(caseOf(aPod(named('regcred', 'gone'))), lists);
  t.equal(warned?.serviceAccount.state, 'found');
  t.strictSame([...(warned?.secrets.keys() ?? [])], ['regcred', 'gone'], 'what it lists is not read for a warning');
  const on: Fields = { injection: { mode: 'all' } };
  const { said, asked } = await look(inject, caseOf(aPod(), {}, on), [SHOP, aSecret('regcred')]);
  t.equal(said, 'allow add');
  t.ok(
    asked.every(({ read }) => read.hint !== true),
    'what is added is decided by what is asked',
  );

  const hints = { messages: { otherNamespaces: true } };
  const denied = caseOf(aPod(named('gone', 'regcred')), {}, hints);
  const state = instead(stateOf([SHOP]), {
    namespacesWithSecret: ({ name }) =>
      name === 'gone' ? { state: 'unknown', reason: '' } : { state: 'found', value: ['z', 'shop', 'a'] },
  });
  const told = await seen(denied, state);
  t.strictSame(
    told?.elsewhere,
    new Map([
      ['gone', []],
      ['regcred', ['a', 'z']],
    ]),
    'in order, and not the own one',
  );
  t.strictSame((await seen(caseOf(denied.judged), state))?.elsewhere, new Map(), 'where the operator has not said so');
});

t.test('every read ends at the deadline of the review, of both looks and of both sides', async (t) => {
  const { signal } = new AbortController();
  const hints = { messages: { otherNamespaces: true } };
  const latest = aPod({ containers: [{ name: 'web', image: 'nginx:latest' }] });
  const many = Array.from({ length: 9 }, (_, index) => `s-${index}`);
  const all = { injection: { mode: 'all' } };
  const rows: readonly (readonly [typeof assess, Case, string])[] = [
    [assess, caseOf(aPod(named('regcred')), {}, hints), 'deny PG202:deny'],
    [assess, caseOf(aPod(named(...many)), {}, hints), 'deny PG202:deny'],
    [assess, caseOf(aDeployment()), 'deny PG201:deny'],
    [assess, caseOf(latest), 'deny PG101:deny'],
    [inject, caseOf(aPod(), {}, all), 'allow no-help'],
  ];
  for (const [act, one, said] of rows) {
    const got = await look(act, one, [], { signal, source: [] });
    t.equal(got.said, said);
    const reads = [...got.asked, ...got.anew];
    t.ok(
      reads.every(({ read }) => read.signal === signal),
      said,
    );
    t.ok(got.anew.length > 0, `${said}: a second look`);
  }
  const large = { form: 'oversized', namespace: 'shop', name: 'big', type: '', count: 1 } as const;
  const asked: Asked[] = [];
  const state = recording(stateOf([]), asked);
  const read = { signal };
  await finish(
    readOversized(new Map([['big', { state: 'found', value: large }]]), { namespace: 'shop', images: [] }, state, read),
  );
  t.strictSame(asked, [{ what: 'secretFor big', read }]);
});

t.test('the old object is only read where the verdict could depend on it', async (t) => {
  const read = async (judged: KubeObject, operation: string, objects: readonly KubeObject[]) => {
    const one = caseOf(judged, { operation });
    let times = 0;
    const oldObject = () => {
      times += 1;
      return aPod();
    };
    const state = stateOf(objects);
    const said = await assess({ ...admissionOf(one), oldObject }, { settings: one.settings, now: NOW, state });
    return `${short(said)}, ${times}`;
  };
  const good = aPod(named('regcred'));
  t.equal(await read(good, 'UPDATE', [aSecret('regcred')]), 'allow, 0', 'nothing is wrong with the new one');
  t.equal(await read(good, 'UPDATE', []), 'deny PG202:deny, 1');
  t.equal(await read(aPod(), 'UPDATE', []), 'skip unchanged, 1');
  t.equal(await read(aPod(), 'CREATE', []), 'deny PG201:deny, 0', 'whoever creates has no old one, whatever he sends');
});

t.test('an answer that is no verdict says nothing but why', async (t) => {
  const settings = mergeSettings({});
  const context = { settings, now: NOW, state: stateOf([SHOP]) };
  const nothing = { findings: [], message: '', causes: [], warnings: [], mode: 'enforce' };
  const skipped = (why: string) => ({
    ...nothing,
    allowed: true,
    decision: 'skip',
    skipped: why,
    auditAnnotations: { decision: 'skip', skipped: why },
  });
  t.strictSame(await assess(admissionOf(caseOf(aPod(), { operation: 'DELETE' })), context), skipped('operation'));
  t.strictSame(await assess(admissionOf(caseOf(aPod(), { subresource: 'status' })), context), skipped('subresource'));
  const old = { ...caseOf(aPod(), { operation: 'UPDATE', old: aPod() }) };
  const { subject, ...unchanged } = await assess(admissionOf(old), context);
  t.strictSame(unchanged, skipped('unchanged'));
  t.match(subject, { namespace: 'shop', name: 'web' });
  const exempt = mergeSettings({ exemptions: [{ namespaces: ['shop'], reason: 'a migration' }] });
  const { subject: _, ...exempted } = await assess(admissionOf(caseOf(aPod())), { ...context, settings: exempt });
  t.strictSame(exempted, {
    ...skipped('exempt'),
    auditAnnotations: { decision: 'skip', skipped: 'exempt', exempt: 'a migration' },
  });
  const fine = await assess(admissionOf(caseOf(aPod(named('regcred')))), {
    ...context,
    state: stateOf([SHOP, aSecret('regcred')]),
  });
  t.strictSame(
    { ...fine, subject: undefined },
    {
      ...nothing,
      allowed: true,
      decision: 'allow',
      subject: undefined,
      auditAnnotations: { decision: 'allow', mode: 'enforce' },
    },
  );

  const notInjected = (why: string) => ({
    ...skipped(why),
    auditAnnotations: { injection: 'skipped', 'injection-why': why },
    injection: { result: 'skipped', added: [], patch: [] },
  });
  t.strictSame(await inject(admissionOf(caseOf(aPod())), context), notInjected('off'));
  const on = { ...context, settings: mergeSettings({ injection: { mode: 'all' } }) };
  for (const [one, why] of [
    [caseOf(aPod(), { operation: 'UPDATE' }), 'operation'],
    [caseOf(aPod(), { subresource: 'ephemeralcontainers' }), 'subresource'],
    [caseOf(aDeployment()), 'kind'],
  ] as const) {
    t.strictSame(await inject(admissionOf(one), on), notInjected(why));
  }
  const unknown: Lookup<never> = { state: 'unknown', reason: 'nobody answers' };
  const blind = { ...on, state: instead(stateOf([SHOP]), { namespace: () => unknown }) };
  const { subject: pod, ...rest } = await inject(admissionOf(caseOf(aPod())), blind);
  t.strictSame(rest, {
    ...nothing,
    allowed: true,
    decision: 'allow',
    auditAnnotations: { injection: 'unknown', 'injection-why': 'nobody answers' },
    injection: { result: 'unknown', added: [], patch: [] },
  });
  t.equal(pod?.name, 'web');
  const by = { ...context, settings: mergeSettings({ injection: { mode: 'namespaces' } }) };
  const { subject: left, ...notThere } = await inject(admissionOf(caseOf(aPod())), by);
  t.strictSame(notThere, notInjected('namespace'));
  t.equal(left?.name, 'web', 'of whom it is said');
});

t.test('a second look for injection: only where something may have changed', async (t) => {
  const label = (inject: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'pullgate.dev/inject': inject } },
  });
  const by = { injection: { mode: 'namespaces' } };
  const all = { injection: { mode: 'all' } };
  const fit = aPod({ containers: [{ name: 'web', image: 'registry.k8s.io/pause:3.10' }] });
  const regcred = aSecret('regcred');
  const rows: readonly (readonly [
    string,
    KubeObject,
    Fields,
    readonly KubeObject[],
    readonly KubeObject[],
    string,
    boolean,
  ])[] = [
    ['added by memory', aPod(), all, [SHOP, regcred], [SHOP], 'allow add', false],
    ['nothing is needed', fit, all, [SHOP], [SHOP], 'allow not-needed', false],
    ['nothing is there, and then it is', aPod(), all, [SHOP], [SHOP, regcred], 'allow add', true],
    ['not on, and nothing is needed', fit, by, [SHOP], [label('true')], 'skip namespace skipped', false],
    ['not on, and then it is', aPod(), by, [SHOP, regcred], [label('true'), regcred], 'allow add', true],
    ['off, and then it is not', aPod(), by, [label('false'), regcred], [label('true'), regcred], 'allow add', true],
    ['not on, and it stays so', aPod(), by, [SHOP, regcred], [SHOP, regcred], 'skip namespace skipped', true],
  ];
  for (const [name, judged, settings, memory, source, said, isAnew] of rows) {
    const got = await look(inject, caseOf(judged, {}, settings), memory, { source });
    t.strictSame([got.said, got.anew.length > 0], [said, isAnew], name);
  }
});

t.test(
  'a label that was taken away a moment ago weakens no more, and a second look keeps to the rights that are there',
  async (t) => {
    const latest = aPod({ containers: [{ name: 'web', image: 'nginx:latest' }] });
    const shop = (labels: Readonly<Record<string, string>>): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels },
    });
    const one = caseOf(latest, {}, { mode: 'audit' });
    const enforced = [shop({ team: 'a', 'pullgate.dev/mode': 'enforce' })];
    t.equal((await look(assess, one, enforced, { source: [shop({ team: 'a' })] })).said, 'audit PG101:audit');
    t.equal((await look(assess, one, enforced, { source: enforced })).said, 'deny PG101:deny');
    const changed = [shop({ team: 'a', 'pullgate.dev/mode': 'warn' })];
    t.equal((await look(assess, one, enforced, { source: changed })).said, 'warn PG101:warn');
    const another = [shop({ team: 'b', 'pullgate.dev/mode': 'enforce' })];
    for (const [source, times] of [
      [enforced, 1],
      [another, 2],
      [[], 2],
    ] as const) {
      let judged = 0;
      const observe = () => {
        judged += 1;
      };
      await look(assess, one, enforced, { source, observe });
      t.equal(judged, times, 'labels that are the same settle it');
    }

    const many = aPod(named(...Array.from({ length: 12 }, (_, index) => `s-${index}`)));
    const anew: Asked[] = [];
    // Secrets may not be listed, so each is asked for by its name.
    const fresh = { ...recording(stateOf([]), anew), namesCostNothing: true } as const;
    const denied = caseOf(many);
    const context = { settings: denied.settings, now: NOW, state: stateOf([]), fresh };
    t.equal(short(await assess(admissionOf(denied), context)), 'deny PG202:deny');
    t.equal(what(anew).filter((each) => each.startsWith('secret ')).length, 12);
    const explained: Asked[] = [];
    const pullSecrets = Array.from({ length: 12 }, (_, index) => `s-${index}`);
    await explainImage(
      { image: IMAGE, namespace: 'shop', serviceAccount: '', pullSecrets },
      { ...context, state: { ...recording(stateOf([]), explained), namesCostNothing: true } },
    );
    t.equal(what(explained).filter((each) => each.startsWith('secret ')).length, 12);
  },
);

t.test('what explain asks for: the Pod as it would be created, and each object once', async (t) => {
  const asked: Asked[] = [];
  const state = recording(stateOf([SHOP, anAccount('regcred'), aSecret('regcred')]), asked);
  const context = { settings: mergeSettings({}), now: NOW, state };
  const question = { image: IMAGE, namespace: 'shop', serviceAccount: '', pullSecrets: [] };
  const plain = await explainImage(question, context);
  t.strictSame(what(asked), ['namespace shop', 'pullSecrets shop', 'secret regcred', 'serviceAccount default']);
  t.ok(
    asked.every(({ read }) => read.hint !== true),
    'what is shown is as new as what is decided by',
  );
  t.strictSame(
    { ...plain.subject, images: plain.subject.images.map(({ path }) => path) },
    {
      group: '',
      version: 'v1',
      kind: 'Pod',
      namespace: 'shop',
      name: 'explained',
      isPod: true,
      podPath: 'spec',
      imagePullSecrets: [],
      serviceAccountName: 'default',
      images: ['spec.containers[0].image'],
      placement: undefined,
      mirror: false,
      owned: false,
    },
  );
  t.match(plain, { assessment: { decision: 'allow' }, outlook: { state: 'works' }, question });
  t.match(plain.injection, { switch: 'off', plan: { outcome: 'not-needed' } });
  const blind = instead(context.state, { namespace: () => ({ state: 'unknown', reason: '' }) });
  const everywhere = mergeSettings({ injection: { mode: 'all' } });
  const { injection } = await explainImage(question, { ...context, settings: everywhere, state: blind });
  t.equal(injection.switch, 'on', 'as in a file, where labels are ordinarily not known');
  const other = await explainImage({ ...question, serviceAccount: 'builder', pullSecrets: ['a', 'b'] }, context);
  t.match(other.subject, { serviceAccountName: 'builder', imagePullSecrets: ['a', 'b'] });
  t.strictSame([...other.facts.secrets.keys()], ['a', 'b']);
  const both = await explainImage({ ...question, pullSecrets: ['a'] }, context);
  t.strictSame(
    [...both.facts.secrets].map(([name, { state }]) => `${name} ${state}`),
    ['a absent', 'regcred found'],
  );
  const more = stateOf([SHOP, anAccount('regcred'), aSecret('regcred'), aSecret('mine')]);
  const works = await explainImage({ ...question, pullSecrets: ['mine'] }, { ...context, state: more });
  t.equal(works.assessment.decision, 'allow');
  t.strictSame([...works.facts.secrets.keys()], ['mine', 'regcred'], 'what the ServiceAccount lists is shown, too');
  const exempt = mergeSettings({ exemptions: [{ groups: ['*'] }] });
  const nobody = await explainImage(question, { ...context, settings: exempt });
  t.equal(nobody.assessment.decision, 'allow', 'nobody asks, so nobody is exempt');
  await t.rejects(explainImage({ ...question, image: '' }, context), { message: 'there is nothing to explain' });
});

// ------------------------------------------------------------------------------------------- from objects, from answers

const pullSecret = (name: string, form: string = 'dockerconfigjson'): Lookup<PullSecret> => {
  const entries = form === 'dockerconfigjson' ? { entries: [] } : { count: 3, fault: {}, why: 'type' };
  return { state: 'found', value: { namespace: 'shop', name, type: '', form, ...entries } as unknown as PullSecret };
};

t.test('what is read of a Namespace and of a ServiceAccount, whatever shape they have', async (t) => {
  const at = { 'kubernetes.io/metadata.name': 'shop' };
  for (const [metadata, labels] of [
    [{ labels: { team: 'a', odd: 5 } }, { team: 'a' }],
    [{ labels: { odd: 5 } }, undefined],
    [{ labels: ['team'] }, undefined],
    [{ labels: null }, undefined],
    [{}, undefined],
    [undefined, undefined],
  ] as const) {
    t.strictSame(labelsOf({ metadata }), labels);
    t.strictSame(namespaceFacts('shop', { metadata }), { name: 'shop', labels: { ...labels, ...at } });
  }
  const wrong = namespaceFacts('shop', { metadata: { labels: { 'kubernetes.io/metadata.name': 'other' } } });
  t.strictSame(wrong.labels, at, 'the name of a namespace is nobody to choose');

  const account = (object: Fields) => serviceAccountFacts('shop', 'default', object);
  const who = { namespace: 'shop', name: 'default' };
  t.strictSame(account({}), { ...who, imagePullSecrets: [], enforceMountable: false });
  t.strictSame(account({ imagePullSecrets: { name: 'a' }, secrets: { name: 'b' } }), {
    ...who,
    imagePullSecrets: [],
    enforceMountable: false,
  });
  const annotations = (value: string) => ({ annotations: { 'kubernetes.io/enforce-mountable-secrets': value } });
  t.strictSame(
    account({
      metadata: annotations('true'),
      imagePullSecrets: [{ name: 'a' }, {}, { name: null }, 'b'],
      secrets: [{ name: 'c' }],
    }),
    {
      ...who,
      imagePullSecrets: ['a', '', '', ''],
      mountable: ['c'],
      annotationKeys: ['kubernetes.io/enforce-mountable-secrets'],
      enforceMountable: true,
    },
  );
  t.equal(account({ metadata: annotations('false') }).enforceMountable, false);
  t.equal(account({ metadata: { annotations: ['role'] } }).annotationKeys, undefined, 'what the API server never has');
  t.equal(account({ metadata: { annotations: {} } }).annotationKeys, undefined);
  const crowded = account({ secrets: Array.from({ length: 101 }, (_, index) => ({ name: `s-${index}` })) });
  t.strictSame([crowded.mountable?.length, crowded.mountable?.at(-1)], [100, 's-99']);
});

t.test('when the data of a Secret changed: the newest entry that owns one of its keys', async (t) => {
  const owned = (time: unknown, fieldsV1: unknown) => ({ time, fieldsV1 });
  const config = { 'f:data': { 'f:.dockerconfigjson': {} } };
  const march = '2026-03-01T00:00:00Z';
  const april = '2026-04-01T00:00:00Z';
  const rows: readonly (readonly [string, unknown, string | undefined])[] = [
    ['both docker keys, under data', [owned(march, { 'f:data': { 'f:.dockercfg': {} } })], march],
    ['and under stringData', [owned(march, { 'f:stringData': { 'f:.dockercfg': {} } })], march],
    ['the other one', [owned(march, { 'f:stringData': { 'f:.dockerconfigjson': {} } })], march],
    ['the newest', [owned(march, config), owned(april, config), owned(march, config)], april],
    ['not of its labels', [owned(march, config), owned(april, { 'f:metadata': { 'f:labels': {} } })], march],
    ['not of another key', [owned(april, { 'f:data': { 'f:password': {} } })], undefined],
    ['a time that is none', [owned('soon', config), owned(march, config), owned(undefined, config)], march],
    ['only such', [owned('soon', config)], undefined],
    ['no entries', [], undefined],
    ['a list of another type', { time: april, fieldsV1: config }, undefined],
    ['entries of another type', [null, 'x', 7], undefined],
    ['none', undefined, undefined],
  ];
  for (const [name, managedFields, expected] of rows) {
    const changed = dataChangedAt({ metadata: { managedFields, creationTimestamp: april } });
    t.equal(changed, expected === undefined ? undefined : Date.parse(expected), name);
  }
  t.equal(dataChangedAt({}), undefined);
});

t.test('what is at hand is answered at once', async (t) => {
  t.strictSame(together([1, 'a', null]), [1, 'a', null]);
  t.strictSame(await together([1, Promise.resolve('a')]), [1, 'a']);
  t.ok(together([1, Promise.resolve('a')]) instanceof Promise);
  t.equal(
    whenKnown(1, (value) => value + 1),
    2,
  );
  t.equal(await whenKnown(Promise.resolve(1), (value) => value + 1), 2);
  t.equal(whenKnown(null, String), 'null');
});

t.test(
  'work in steps waits for what it must, is done at once where nothing has to be waited for, and fails as it does',
  async (t) => {
    function* sum(...parts: readonly Awaitable<number>[]): Steps<number> {
      let total = 0;
      for (const part of parts) total += yield* waitFor(part);
      return total;
    }
    t.equal(finish(sum(1, 2)), 3, 'at once');
    t.equal(await finish(sum(1, Promise.resolve(2), 3, Promise.resolve(4))), 10);
    const broken = finish(sum(1, Promise.reject(new Error('gone')), 3));
    await t.rejects(async () => broken, { message: 'gone' });
    t.throws(() => finish(fails()), { message: 'at once' });
    await t.rejects(async () => finish(fails(Promise.resolve())), { message: 'at once' });
    t.equal(
      await finish(mends(Promise.reject(new Error('gone')))),
      'gone',
      'a failure is that of the place that waits',
    );
  },
);

function* fails(first?: Promise<void>): Steps<void> {
  yield* waitFor(first);
  throw new Error('at once');
}

function* mends(first: Promise<void>): Steps<string> {
  try {
    yield* waitFor(first);
    return '';
  } catch (error) {
    return String((error as Error).message);
  }
}

t.test('a question is known whatever the order of its fields, and one that nobody answers is not known', async (t) => {
  const one = { about: 'secret', namespace: 'shop', name: 'regcred' } as const;
  const same = { name: 'regcred', namespace: 'shop', about: 'secret' } as const;
  t.equal(keyOf(one), keyOf(same));
  t.not(keyOf(one), keyOf({ ...one, name: 'other' }));
  t.not(keyOf(one), keyOf({ about: 'serviceAccount', namespace: 'shop', name: 'regcred' }));
  const ask = askTable({} as never);
  t.strictSame(ask(one, {}), { state: 'unknown', reason: 'nobody here answers this question' });
});

t.test(
  'a cluster that does not answer: what memory holds of the Namespace, and says that nobody confirms it',
  async (t) => {
    const why = 'the cluster did not answer in time';
    const namespace = { about: 'namespace', namespace: 'shop' } as const;
    const unknown = { state: 'unknown', reason: why };
    const value = { name: 'shop', labels: { team: 'a' } };
    t.strictSame(unanswered(why, { state: 'found', value }).ask(namespace, {}), {
      state: 'found',
      value: { ...value, unconfirmed: why },
    });
    t.strictSame(unanswered(why, { state: 'absent' }).ask(namespace, {}), unknown);
    const secret = { about: 'secret', namespace: 'shop', name: 'regcred' } as const;
    t.strictSame(unanswered(why, { state: 'found', value }).ask(secret, {}), unknown);
  },
);

t.test('few names are asked for one by one, many by one look, unless they cost nothing', async (t) => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `s-${index}`);
  const read = async (
    list: readonly string[],
    change: Partial<ClusterState> = {},
    held: Lookup<readonly PullSecret[]> = { state: 'found', value: [] },
  ) => {
    const asked: Asked[] = [];
    const table = askBy((question) => {
      if (question.about === 'pullSecrets') return held;
      return 'name' in question && question.name === 's-1'
        ? { state: 'absent' }
        : pullSecret('name' in question ? question.name : '');
    });
    const state = recording({ ask: table, ...change }, asked);
    const secrets = await finish(readSecrets(list, 'shop', { ...state, ...change }, {}));
    return {
      asked: asked.map(({ what }) => what),
      secrets: [...secrets].map(([name, { state }]) => `${name} ${state}`),
    };
  };
  t.strictSame(await read(['', '']), { asked: [], secrets: [] });
  t.strictSame(await read(['s-0', '', 's-1', 's-0']), {
    asked: ['secret s-0', 'secret s-1'],
    secrets: ['s-0 found', 's-1 absent'],
  });
  t.equal((await read(names(FEW_NAMES))).asked.length, FEW_NAMES);
  t.equal((await read([...names(FEW_NAMES), '', 's-0'])).asked.length, FEW_NAMES, 'each once, and no empty one');
  t.equal((await read(names(FEW_NAMES + 1), { namesCostNothing: true })).asked.length, FEW_NAMES + 1);
  t.strictSame(await read(names(FEW_NAMES + 1)), {
    asked: ['pullSecrets shop', 'secret s-0', 'secret s-1'],
    secrets: ['s-0 found', 's-1 absent'],
  });
  const { value: held } = pullSecret('s-5') as { readonly value: PullSecret };
  t.strictSame(await read(names(FEW_NAMES + 1), {}, { state: 'found', value: [held] }), {
    asked: ['pullSecrets shop', 'secret s-0', 'secret s-1'],
    secrets: ['s-0 found', 's-1 absent', 's-5 found'],
  });
  const absent = await read(names(FEW_NAMES + 1), {}, { state: 'absent' });
  t.equal(absent.secrets[0], 's-0 unknown', 'no answer at all is never that there is none');
  const blind = await read(names(FEW_NAMES + 1), {}, { state: 'unknown', reason: 'it answered 500' });
  t.strictSame(blind.asked, ['pullSecrets shop']);
  t.strictSame(
    blind.secrets,
    names(FEW_NAMES + 1).map((name) => `${name} unknown`),
  );
});

t.test('what the ServiceAccount lists is taken out of what is at hand', async (t) => {
  const account = (...list: readonly string[]): Lookup<never> =>
    ({
      state: 'found',
      value: { namespace: 'shop', name: 'default', imagePullSecrets: list, enforceMountable: false },
    }) as never;
  const unknown: Lookup<never> = { state: 'unknown', reason: '' };
  const first = new Map([['mine', pullSecret('mine', 'unusable')]]);
  const read = async (serviceAccount: Lookup<never>, candidates: Lookup<readonly PullSecret[]>) => {
    const asked: Asked[] = [];
    const state = recording({ ask: askBy(() => ({ state: 'absent' })) }, asked);
    const extra = { serviceAccount, candidates, serviceAccounts: unknown, imagesInUse: unknown };
    const secrets = await finish(withListed(first, extra, 'shop', state, {}));
    return [asked.map(({ what }) => what), [...secrets].map(([name, { state }]) => `${name} ${state}`)];
  };
  const held = ['mine', 'listed', 'other'].flatMap((name) => {
    const secret = pullSecret(name);
    return secret.state === 'found' ? [secret.value] : [];
  });
  const all = { state: 'found', value: held } as const;
  t.strictSame(await read(account('listed', 'mine', 'gone'), all), [[], ['mine found', 'listed found']]);
  t.strictSame(await read(account('listed', 'mine', 'gone'), unknown), [
    ['secret listed', 'secret gone'],
    ['mine found', 'listed absent', 'gone absent'],
  ]);
  t.strictSame(await read(unknown, all), [[], ['mine found']]);
  t.strictSame(await read(unknown, unknown), [[], ['mine found']]);
});

t.test(
  'large secrets are read for the images of the Pod: a few, and none where another one stops every pull',
  async (t) => {
    const images = [IMAGE, `${IMAGE}-b`, 'nginx', 'NOT:AN:IMAGE'].map((image, index) => {
      const parsed =
        index < 3 ? { ok: true, reference: { repository: image.split(':')[0] } } : { ok: false, raw: image };
      return { parsed };
    }) as never;
    const read = async (...secrets: readonly (readonly [string, Lookup<PullSecret>])[]) => {
      const asked: Question[] = [];
      const ask = askBy((question) => {
        asked.push(question);
        return pullSecret('read');
      });
      const got = await finish(readOversized(new Map(secrets), { namespace: 'shop', images }, { ask }, {}));
      return {
        asked,
        forms: [...got].map(([name, secret]) => `${name} ${secret.state === 'found' ? secret.value.form : ''}`),
      };
    };
    const large = (name: string) => [name, pullSecret(name, 'oversized')] as const;
    const absent = ['absent', { state: 'absent' }] as const;
    t.strictSame(await read(absent, ['a', pullSecret('a')]), { asked: [], forms: ['absent ', 'a dockerconfigjson'] });
    const repositories = ['registry.example.com/team/web', 'nginx'];
    t.strictSame(await read(absent, ['a', pullSecret('a', 'unusable')], large('b')), {
      asked: [{ about: 'secretFor', namespace: 'shop', name: 'b', repositories }],
      forms: ['absent ', 'a unusable', 'b dockerconfigjson'],
    });
    t.strictSame(await read(large('b'), ['m', pullSecret('m', 'malformed')]), {
      asked: [],
      forms: ['b oversized', 'm malformed'],
    });
    const five = await read(...['a', 'b', 'c', 'd', 'e'].map(large));
    t.equal(five.asked.length, 4);
    t.strictSame(five.forms.slice(3), ['d dockerconfigjson', 'e oversized']);
  },
);

async function counted(act: (turn: () => Promise<void>) => unknown): Promise<number> {
  let turns = 0;
  await act(async () => {
    turns += 1;
  });
  return turns;
}

t.test(
  'others have their turn between the parts of a work, and after the deadline nothing more is found out',
  async (t) => {
    t.equal(await counted((turn) => finish(beforeWork(19_999, { turn }))), 0);
    t.equal(await counted((turn) => finish(beforeWork(20_000, { turn }))), 1);
    let others = 0;
    setImmediate(() => {
      others += 1;
    });
    await finish(beforeWork(20_000, {}));
    t.equal(others, 1, 'the turn of the event loop');
    const steps = [10_000, 10_000, 30_000, 5];
    const parts = function* (meter: { steps: number; isOver?: boolean }) {
      for (const more of steps) {
        meter.steps += more;
        yield;
      }
      return meter;
    };
    for (const signal of [undefined, new AbortController().signal, AbortSignal.abort()]) {
      const meter: { steps: number; isOver?: boolean } = { steps: 0 };
      const turns = await counted(async (turn) =>
        t.equal(await finish(inTurns(parts(meter), meter, { turn, signal })), meter),
      );
      t.strictSame([turns, meter.steps, meter.isOver === true], [2, 5, signal?.aborted === true]);
    }
    const small = { steps: 0 };
    t.ok(finish(inTurns(parts({ steps: 0 }), small, { signal: AbortSignal.abort() })), 'at once');
    t.strictSame(small, { steps: 0 });
    const meter = { steps: 0 };
    t.equal(await finish(inTurns(parts(meter), meter)), meter, 'and without being told how');
  },
);

t.test('every question of a review says when the review arrived, of memory and of the source', async (t) => {
  const cluster = [SHOP, anAccount('other')];
  for (const [act, one] of [
    [assess, caseOf(aPod(named('gone')))],
    [assess, caseOf(aDeployment())],
    [assess, caseOf(aPod({ containers: [{ name: 'web', image: 'nginx:latest' }] }))],
    [inject, caseOf(aPod(), {}, { injection: { mode: 'all' } })],
  ] as const) {
    const { asked, anew } = await look(act, one, cluster, { source: cluster, since: 5 });
    t.ok(asked.length > 0 && anew.length > 0);
    t.ok([...asked, ...anew].every(({ read }) => read.since === 5));
  }
});

const inOrder = (count: number) => Array.from({ length: count }, (_, index) => `s-${index}`);

t.test('others have their turn while a large list is looked up, and not for an object that is no work', async (t) => {
  const turnsFor = (act: typeof assess, judged: KubeObject, settings: Fields = {}) =>
    counted((turn) => look(act, caseOf(judged, {}, settings), [], { turn }));
  const image = 'registry.k8s.io/pause:3.10';
  const some = Array.from({ length: 300 }, (_, index) => ({ name: `c${index}`, image }));
  for (const [act, settings] of [
    [assess, {}],
    [inject, { injection: { mode: 'all' } }],
  ] as const) {
    t.equal(await turnsFor(act, aPod({ containers: some }), settings), 0, 'a large object that is no work');
    t.equal(await turnsFor(act, aPod(named(...inOrder(1_900))), settings), 0);
    t.equal(await turnsFor(act, aPod(named(...inOrder(2_000))), settings), 1, 'before they are looked up');
  }
});

t.test('others have their turn while many secrets that cost nothing are read on', async (t) => {
  const turnsFor = (count: number) =>
    counted((turn) => {
      const one = caseOf(aPod(named(...inOrder(count))));
      const state = { ...stateOf([SHOP]), namesCostNothing: true } as const;
      return assess(admissionOf(one), { settings: one.settings, now: NOW, state, turn });
    });
  t.equal(await turnsFor(1_900), 0);
  t.equal(await turnsFor(2_000), 2, 'once to look them up, and once for what they are to be compared with');
});

t.test('others have their turn while what a crowded namespace holds is looked at', async (t) => {
  const turnsFor = (value: readonly PullSecret[]) =>
    counted((turn) => {
      const one = caseOf(aPod());
      const state = instead(stateOf([SHOP]), { pullSecrets: () => ({ state: 'found', value }) });
      return assess(admissionOf(one), { settings: one.settings, now: NOW, state, turn });
    });
  const empty = (count: number) => inOrder(count).flatMap((name) => heldOf(name));
  t.equal(await turnsFor(empty(1_999)), 0);
  t.equal(await turnsFor(empty(2_000)), 1, 'before its secrets are looked at');
  const keys = (count: number): readonly PullSecret[] => {
    const auths = Object.fromEntries(inOrder(count).map((name) => [`${name}.example.com`, {}]));
    const data = { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths })) };
    return inOrder(20).map((name) =>
      parsePullSecret({ namespace: 'shop', name, type: 'kubernetes.io/dockerconfigjson', data }),
    );
  };
  t.equal(await turnsFor(keys(10)), 0);
  t.equal(await turnsFor(keys(52)), 1, 'the keyring of all of them');
});

function heldOf(name: string): readonly PullSecret[] {
  const secret = pullSecret(name);
  return secret.state === 'found' ? [secret.value] : [];
}
