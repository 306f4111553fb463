/**
 * Reviews that were not decided in time, or whose decision broke: the engine judges them without the cluster, so that
 * neither a slow cluster nor a fault of ours lets through what is certainly wrong, or refuses what is exempt.
 */
import { Writable } from 'node:stream';
import t, { type Test } from 'tap';
import { createDecide, createInject, createWithoutCluster, type DecideDeps } from '../src/cli/decide.js';
import type { Settings } from '../src/core/settings.js';
import type { AnswerTable, ClusterState } from '../src/facts/cluster-state.js';
import { nextTurn } from '../src/facts/turns.js';
import { createLog } from '../src/log/log.js';
import { createCertificate } from '../src/tls/issue.js';
import type { Certificate } from '../src/tls/ports.js';
import { type AppDeps, buildApp } from '../src/webhook/app.js';
import { answerUndecided } from '../src/webhook/undecided.js';
import { anAdmission } from './helpers/reviews.js';
import { mergeSettings, NOW } from './support/case.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

let certificate: Certificate;
t.before(async () => {
  certificate = await createCertificate(Date.now());
  // The server's own timers do not keep a process alive.
  const alive = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(alive));
});

type Fields = Readonly<Record<string, unknown>>;

const LATEST = 'ghcr.io/acme/app:latest';
const PRIVATE = 'ghcr.io/acme/app:1';
const PUBLIC = 'registry.k8s.io/pause:3.10';
const names = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `absent-${index}` }));

function aReview(image: string, spec: Fields = {}, request: Fields = {}, kind = 'Pod'): Fields {
  const podSpec = { containers: [{ name: 'web', image }], ...spec };
  const isPod = kind === 'Pod';
  return {
    uid: 'u',
    operation: 'CREATE',
    kind: { group: isPod ? '' : 'apps', version: 'v1', kind },
    resource: { resource: isPod ? 'pods' : 'deployments' },
    namespace: 'shop',
    name: 'web',
    userInfo: { username: 'ann', groups: ['dev'] },
    object: { metadata: { name: 'web' }, spec: isPod ? podSpec : { template: { spec: podSpec } } },
    ...request,
  };
}

/** Reads nothing, and never says so; what it is asked for by `but` it answers. */
function frozen(but: Partial<AnswerTable> = {}): ClusterState {
  return instead({ ask: () => new Promise<never>(() => {}) }, but);
}

interface Ask {
  readonly settings?: Fields;
  /** What memory holds of the Namespace. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly state?: ClusterState;
  readonly path?: string;
  readonly change?: (deps: DecideDeps) => Partial<AppDeps>;
}

interface Answer {
  readonly allowed: boolean;
  readonly message: string;
  readonly warnings: readonly string[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly patched: boolean;
  readonly lines: readonly Fields[];
  readonly counted: readonly string[];
}

/** The review as `serve` answers it, with a deadline of 50 ms. */
async function ask(
  t: Test,
  request: Fields,
  { settings = {}, labels, path = 'validate', ...rest }: Ask = {},
): Promise<Answer> {
  const object: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } };
  const memory = labels === undefined ? {} : { namespace: stateOf([object]).ask };
  const state = rest.state ?? frozen(memory);
  const deps: DecideDeps = {
    cluster: { view: () => ({ state }), notReady: () => undefined, settle: (each) => each },
    settings: () => mergeSettings(settings),
    now: () => NOW,
    uptime: () => 60_000,
  };
  const lines: Fields[] = [];
  const counted: string[] = [];
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().trimEnd().split('\n')) lines.push(JSON.parse(line));
      done();
    },
  });
  const app = buildApp({
    decide: createDecide(deps),
    inject: createInject(deps),
    withoutCluster: createWithoutCluster(deps),
    settings: deps.settings,
    log: createLog({ level: 'trace', to }),
    certificate,
    observe: {
      begin: () => {},
      end: () => {},
      noteReview: ({ assessment: { decision } }) => void counted.push(decision),
      noteRefusal: () => {},
      noteInjection: () => {},
    },
    ...rest.change?.(deps),
  });
  t.teardown(() => app.close());
  const response = await app.inject({ method: 'POST', url: `/${path}?timeout=1ms`, body: JSON.stringify({ request }) });
  t.equal(response.statusCode, 200);
  // It is counted and logged once it is answered.
  await nextTurn();
  const { uid, allowed, status, warnings = [], auditAnnotations = {}, patch } = response.json().response;
  t.equal(uid, 'u');
  const answer = { allowed, message: status?.message ?? '', warnings, annotations: auditAnnotations };
  return { ...answer, patched: patch !== undefined, lines, counted };
}

const said = ({ annotations }: Answer): string =>
  [annotations['decision'], annotations['codes'], annotations['skipped']].filter(Boolean).join(' ');

const broken: Ask['change'] = () => ({
  decide: async () => {
    throw new Error('secret of the error');
  },
});

t.test('who names 700 secrets to make the cluster slow does not get a `:latest` past', async (t) => {
  for (const kind of ['Pod', 'Deployment']) {
    const answer = await ask(t, aReview(LATEST, { imagePullSecrets: names(700) }, {}, kind), { labels: {} });
    t.equal(answer.allowed, false, kind);
    t.equal(said(answer), 'error PG101:deny,PG901:warn');
    t.match(answer.message, /^\[PG101\] the tag is "latest"/);
    t.match(answer.warnings, [
      /^Pullgate: \[PG901\] could not find out whether there is a pull secret for ghcr\.io: the cluster did not answer in time/,
    ]);
    t.strictSame(answer.counted, ['error'], 'and it counts as not decided');
  }
});

t.test('a late review is judged by everything that is known without the cluster', async (t) => {
  const exempt = (exemption: Fields) => ({ exemptions: [exemption] });
  const controller = { userInfo: { username: 'system:serviceaccount:kube-system:replicaset-controller' } };
  const set = { imagePullSecrets: [{ name: 'regcred' }] };
  const strict = { onUnknown: 'deny' };
  const rows: readonly (readonly [string, Fields, Ask, boolean, string])[] = [
    ['a `:latest`', aReview(LATEST), {}, false, 'error PG101:deny,PG201:warn<deny,PG901:warn'],
    ['no tag', aReview('ghcr.io/acme/app', set), { labels: {} }, false, 'error PG102:deny,PG901:warn'],
    ['no image at all', aReview('ghcr.io/acme/app:', set), {}, false, 'deny PG103:deny'],
    ['a good image', aReview(PUBLIC), {}, true, 'allow'],
    ['an image that needs the cluster', aReview(PRIVATE, set), {}, true, 'error PG901:warn'],
    ['one that lacks a secret', aReview(PRIVATE), { labels: {} }, true, 'error PG201:warn<deny,PG901:warn'],
    ['and onUnknown deny', aReview(PRIVATE, set), { settings: strict }, false, 'error PG901:deny'],
    ['where it is a good image', aReview(PUBLIC), { settings: strict }, true, 'allow'],
    ['an exempt user', aReview(LATEST), { settings: exempt({ users: ['ann'] }) }, true, 'skip exempt'],
    [
      'an exempt namespace',
      aReview(LATEST),
      { settings: { ...strict, ...exempt({ namespaces: ['shop'] }) } },
      true,
      'skip exempt',
    ],
    [
      'an exemption by a remembered label',
      aReview(LATEST),
      { labels: { team: 'a' }, settings: exempt({ namespaceSelector: { matchLabels: { team: 'a' } } }) },
      true,
      'skip exempt',
    ],
    [
      'a remembered label',
      aReview(LATEST, set),
      { labels: { 'pullgate.dev/mode': 'warn' } },
      true,
      'error PG101:warn<deny,PG901:warn',
    ],
    ['a remembered label that says off', aReview(LATEST), { labels: { 'pullgate.dev/mode': 'off' } }, true, 'skip'],
    [
      'a remembered label that is stricter',
      aReview(LATEST, set),
      { labels: { 'pullgate.dev/mode': 'enforce' }, settings: { mode: 'audit' } },
      false,
      'error PG101:deny,PG901:warn',
    ],
    ['mode off', aReview(LATEST), { settings: { mode: 'off' } }, true, 'skip'],
    [
      'a mode for templates',
      aReview(LATEST, set, {}, 'Deployment'),
      { settings: { workloads: { mode: 'audit' } } },
      true,
      'error PG101:audit<deny,PG901:audit<warn',
    ],
    ['the Pod of a controller', aReview(LATEST, set, controller), {}, true, 'error PG101:warn<deny,PG901:warn'],
    [
      'a template of a controller',
      aReview(LATEST, set, controller, 'Deployment'),
      { settings: strict },
      true,
      'skip controller',
    ],
    [
      'a dry run of what the object says',
      aReview(LATEST, set, { dryRun: true }),
      {},
      false,
      'error PG101:deny,PG901:warn',
    ],
    [
      'a dry run of what the cluster would say',
      aReview(PRIVATE, set, { dryRun: true }),
      { settings: strict },
      true,
      'error PG901:warn<deny',
    ],
    ['a deletion', aReview(LATEST, set, { operation: 'DELETE' }), { settings: strict }, true, 'skip operation'],
    [
      'a kind that nobody judges',
      aReview(LATEST, set, { kind: { group: '', version: 'v1', kind: 'ConfigMap' } }),
      { settings: strict },
      true,
      'skip kind',
    ],
    ['a rule that is off', aReview(LATEST, set), { settings: { rules: { PG101: 'off' } } }, true, 'error PG901:warn'],
  ];
  // What is skipped before anything is asked is never late; a fault brings each of them here.
  const judged = rows.map(async ([name, request, options, allowed, expected]) => {
    const answer = await ask(t, request, options);
    t.strictSame([answer.allowed, said(answer)], [allowed, expected], name);
    const faulty = await ask(t, request, { ...options, change: broken });
    const { decision, ...rest } = faulty.annotations;
    t.equal(faulty.allowed, allowed, `${name}, and a fault`);
    t.strictSame([decision, faulty.counted], ['error', ['error']], 'a fault counts as one, whatever the verdict');
    const { decision: _, ...same } = answer.annotations;
    t.strictSame(rest, same, 'and that is all that differs');
  });
  await Promise.all(judged);
});

t.test('the words are those of every other verdict, help of the operator included', async (t) => {
  const messages = { help: 'https://wiki.example.com/pullgate/{code}', contact: '#platform' };
  const set = { imagePullSecrets: [{ name: 'regcred' }] };
  const late = await ask(t, aReview(PRIVATE, set), { settings: { onUnknown: 'deny', messages } });
  const faulty = await ask(t, aReview(PRIVATE, set), { settings: { onUnknown: 'deny', messages }, change: broken });
  const last = await ask(t, aReview(PRIVATE, set), {
    settings: { onUnknown: 'deny', messages },
    change: (deps) => ({ ...broken?.(deps), withoutCluster: () => Promise.reject(new Error('secret of the error')) }),
  });
  t.matchSnapshot([late.message, faulty.message, last.message].join('\n'));
  for (const { message, annotations, warnings } of [late, faulty, last]) {
    t.notMatch(JSON.stringify([message, annotations, warnings]), 'secret of the error');
  }
  t.strictSame(
    last.lines.map(({ event }) => event),
    ['fault', 'fault', 'admission'],
    'both faults are logged',
  );
});

t.test('the last resort, where even the engine breaks, follows mode, onUnknown and dry run', async (t) => {
  const change: Ask['change'] = (deps) => ({
    ...broken?.(deps),
    withoutCluster: () => {
      throw new Error('thrown');
    },
  });
  const rows: readonly (readonly [Fields, Fields, boolean, string])[] = [
    [{}, {}, true, 'PG901:warn'],
    [{ onUnknown: 'deny' }, {}, false, 'PG901:deny'],
    [{ onUnknown: 'deny' }, { dryRun: true }, true, 'PG901:warn'],
    [{ onUnknown: 'deny', dryRun: 'enforce' }, { dryRun: true }, false, 'PG901:deny'],
    [{ onUnknown: 'deny', mode: 'warn' }, {}, true, 'PG901:warn'],
    [{ onUnknown: 'deny', mode: 'audit' }, {}, true, 'PG901:audit'],
    [{ onUnknown: 'deny', mode: 'off' }, {}, true, 'PG901:audit'],
  ];
  for (const [settings, request, allowed, codes] of rows) {
    const answer = await ask(t, aReview(PRIVATE, {}, request), { settings, change });
    t.strictSame([answer.allowed, said(answer)], [allowed, `error ${codes}`], JSON.stringify(settings));
    t.equal(answer.warnings.length, codes === 'PG901:warn' ? 1 : 0);
  }
});

t.test('the last resort of the mutating side: the Pod goes on as it is, and it is on record', async (t) => {
  const fault = async (): Promise<never> => {
    throw new Error('secret of the error');
  };
  const rows: readonly (readonly [string, Partial<AppDeps>, string, readonly string[]])[] = [
    [
      'a fault, and the engine breaks',
      { inject: fault, withoutCluster: fault },
      'a fault of Pullgate, see its log',
      ['fault', 'fault', 'admission'],
    ],
    [
      'a fault, and no engine',
      { inject: fault, withoutCluster: undefined },
      'a fault of Pullgate, see its log',
      ['fault', 'admission'],
    ],
    [
      'late, and no engine',
      { withoutCluster: undefined, inject: () => new Promise(() => {}) },
      'the cluster did not answer in time',
      ['admission'],
    ],
    [
      'late, and the engine breaks',
      { withoutCluster: fault, inject: () => new Promise(() => {}) },
      'a fault of Pullgate, see its log',
      ['fault', 'admission'],
    ],
  ];
  for (const [name, change, why, events] of rows) {
    const injected: string[] = [];
    const answer = await ask(t, aReview(PRIVATE), {
      path: 'mutate',
      settings: { mode: 'warn', injection: { mode: 'all' } },
      change: () => ({
        ...change,
        observe: {
          ...{ begin: () => {}, end: () => {}, noteReview: () => {}, noteRefusal: () => {} },
          noteInjection: (result: string) => void injected.push(result),
        } as unknown as NonNullable<AppDeps['observe']>,
      }),
    });
    t.strictSame(answer.annotations, { injection: 'unknown', 'injection-why': why }, name);
    t.strictSame([answer.allowed, answer.patched, answer.message, answer.warnings], [true, false, '', []], name);
    t.strictSame(
      answer.lines.map(({ event }) => event),
      events,
      name,
    );
    const line = answer.lines.at(-1) ?? {};
    t.strictSame([line['injected'], line['codes'], line['findings']], [[], [], undefined], name);
    t.match(line, {
      webhook: 'mutate',
      decision: 'error',
      mode: 'warn',
      injection: 'unknown',
      injected: [],
      codes: [],
      action: 'none',
    });
    t.strictSame(injected, ['unknown'], name);
  }
});

t.test('the last resort, whole', async (t) => {
  const said = async (
    mode: Settings['mode'],
    onUnknown: Settings['onUnknown'],
    webhook: 'validate' | 'mutate' = 'validate',
  ) => {
    const deps = { settings: () => ({ mode, onUnknown }), log: createLog({ level: 'silent' }) };
    const undecided = { webhook, admission: anAdmission(), end: 'late' } as const;
    const { assessment, answer } = await answerUndecided(undecided, deps, ({ decision }) => `encoded ${decision}`);
    t.equal(answer, 'encoded error');
    const { findings, ...rest } = assessment;
    const [first] = findings;
    return { ...rest, codes: findings.map(({ code, action }) => `${code}:${action}`), because: first?.because };
  };
  const because = 'the cluster did not answer in time';
  const nothing = { allowed: true, decision: 'error', message: '', causes: [], warnings: [] };
  const annotated = (mode: string, codes: string) => ({ decision: 'error', mode, codes });
  t.strictSame(await said('off', 'deny'), {
    ...nothing,
    mode: 'off',
    auditAnnotations: annotated('off', 'PG901:audit'),
    codes: ['PG901:audit'],
    because,
  });
  const { warnings, ...warned } = await said('warn', 'deny');
  t.strictSame(warned, {
    ...{ allowed: true, decision: 'error', message: '', causes: [], mode: 'warn' },
    auditAnnotations: annotated('warn', 'PG901:warn'),
    codes: ['PG901:warn'],
    because,
  });
  t.match(warnings, [/\[PG901\] .*: the cluster did not answer in time/]);
  const denied = await said('enforce', 'deny');
  t.match(denied, { allowed: false, codes: ['PG901:deny'], causes: [{ reason: 'PG901' }] });
  t.strictSame([denied.warnings, denied.causes.length], [[], 1]);
  t.strictSame(await said('enforce', 'deny', 'mutate'), {
    ...nothing,
    mode: 'enforce',
    auditAnnotations: { injection: 'unknown', 'injection-why': because },
    injection: { result: 'unknown', added: [], patch: [] },
    codes: [],
    because: undefined,
  });
});

t.test('the last resort says no more than it knows', async (t) => {
  const change: Ask['change'] = (deps) => ({ ...broken?.(deps), withoutCluster: undefined });
  const { lines, annotations, ...denied } = await ask(t, aReview(PRIVATE), { settings: { onUnknown: 'deny' }, change });
  t.strictSame(annotations, { decision: 'error', mode: 'enforce', codes: 'PG901:deny' });
  t.match(denied, { allowed: false, patched: false, warnings: [], counted: ['error'] });
  t.match(denied.message, /^\[PG901\] .*a fault of Pullgate, see its log/);
  t.match(lines, [
    { event: 'fault', msg: 'a review could not be decided: this is a fault of Pullgate' },
    { event: 'admission' },
  ]);
  t.strictSame(lines.at(-1)?.['findings'], [{ code: 'PG901', action: 'deny', secrets: [], images: 0 }]);
});

t.test('an answer that cannot be written is made anew without what broke it', async (t) => {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const set = { imagePullSecrets: [{ name: 'regcred' }] };
  const answer = await ask(t, aReview(LATEST, set), {
    change: ({ settings }) => ({
      decide: async () =>
        ({ allowed: true, decision: 'allow', findings: [], warnings: [circular], mode: settings().mode }) as never,
    }),
  });
  t.strictSame([answer.allowed, said(answer)], [false, 'error PG101:deny,PG901:warn']);
});

t.test('memory that hangs, or throws, is not waited for', async (t) => {
  const set = { imagePullSecrets: [{ name: 'regcred' }] };
  const hanging = await ask(t, aReview(LATEST, set), { state: frozen() });
  t.equal(said(hanging), 'error PG101:deny,PG901:warn');
  const namespace = (): never => {
    throw new Error('thrown');
  };
  const throwing = await ask(t, aReview(LATEST, set), { state: frozen({ namespace }) });
  t.strictSame([throwing.allowed, said(throwing)], [false, 'error PG101:deny,PG901:warn'], 'a fault, and its answer');
});

t.test('a Pod that could not be looked at in time goes on as it is, and says why only where it matters', async (t) => {
  const settings = { onUnknown: 'deny', injection: { mode: 'namespaces' } };
  const on = { 'pullgate.dev/inject': 'true' };
  const mirror = { annotations: { 'kubernetes.io/config.mirror': 'x' } };
  const object = { metadata: mirror, spec: { containers: [{ name: 'web', image: PRIVATE }] } };
  const late = 'the cluster did not answer in time';
  const rows: readonly (readonly [string, Fields, Ask, string])[] = [
    ['it may need a secret', aReview(PRIVATE), { labels: on }, `error unknown ${late}`],
    ['nothing is remembered of its namespace', aReview(PRIVATE), {}, `error unknown ${late}`],
    ['it needs none', aReview(PUBLIC), { labels: on }, 'allow'],
    [
      'injection is not on there',
      aReview(PRIVATE),
      { labels: { 'pullgate.dev/inject': 'false' } },
      'skip skipped namespace',
    ],
    ['a mirror pod', aReview(PRIVATE, {}, { object }), { labels: on }, 'skip skipped mirror'],
    ['an update', aReview(PRIVATE, {}, { operation: 'UPDATE' }), { labels: on }, 'skip skipped operation'],
  ];
  for (const [name, request, options, expected] of rows) {
    const answer = await ask(t, request, { ...options, settings, path: 'mutate' });
    const { injection, 'injection-why': why } = answer.annotations;
    t.equal([...answer.counted, injection, why].filter(Boolean).join(' '), expected, name);
    t.strictSame([answer.allowed, answer.patched, answer.warnings], [true, false, []]);
  }
});
