/** The path `/mutate`: recorded reviews in, patches out, and never a denial. */
import { Writable } from 'node:stream';
import { applyPatch, type Operation } from 'rfc6902';
import t, { type Test } from 'tap';
import { createInject } from '../src/cli/decide.js';
import { run } from '../src/cli/index.js';
import type { Settings } from '../src/core/settings.js';
import type { Assessment } from '../src/facts/assess.js';
import { inject } from '../src/facts/inject.js';
import { nextTurn } from '../src/facts/turns.js';
import { createLog } from '../src/log/log.js';
import { createCertificate } from '../src/tls/issue.js';
import { type AppDeps, buildApp } from '../src/webhook/app.js';
import { ALLOWED, anAdmission, RECORDED, recorded } from './helpers/reviews.js';
import { NOW } from './support/case.js';
import { ALL, anAccount, aPod, aSecret, LOGINS, settingsOf } from './support/injection.js';
import { type KubeObject, stateOf } from './support/state.js';

let certificate: AppDeps['certificate'];
t.before(async () => {
  certificate = await createCertificate(Date.now());
});

/** What the recorded Pods need. */
const CLUSTER = [
  aSecret('team', { 'registry.example.com:5000': 'good', 'ghcr.io': 'good' }),
  aSecret('models', { 'quay.io': 'good' }),
  aSecret('found', { 'private.registry.com': 'good' }),
  anAccount([]),
];

function injecting(cluster: readonly KubeObject[] = CLUSTER, settings: Settings = ALL): AppDeps['decide'] {
  const state = stateOf(cluster);
  return (admission, signal) => inject(admission, { settings, state, now: NOW, signal });
}

interface Line {
  readonly [field: string]: unknown;
}

function build(t: Test, answer: AppDeps['decide'] | undefined, change: Partial<AppDeps> = {}) {
  const lines: Line[] = [];
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().trimEnd().split('\n')) lines.push(JSON.parse(line));
      done();
    },
  });
  const app = buildApp({
    decide: async () => ({ ...ALLOWED, allowed: false, decision: 'deny', message: 'the validating side was asked' }),
    ...(answer === undefined ? {} : { inject: answer }),
    settings: () => ({ mode: 'enforce', onUnknown: 'deny' }),
    log: createLog({ level: 'trace', to }),
    certificate,
    ...change,
  });
  t.teardown(() => app.close());
  const post = async (body: string, query = '') => {
    const response = await app.inject({ method: 'POST', url: `/mutate${query}`, body: Buffer.from(body) });
    // It is counted and logged once it is answered.
    await nextTurn();
    return { code: response.statusCode, retryAfter: response.headers['retry-after'], body: response.json() };
  };
  return { post, lines };
}

interface Answered {
  readonly uid: string;
  readonly allowed: boolean;
  readonly patch?: string;
  readonly patchType?: string;
  readonly auditAnnotations?: Readonly<Record<string, string>>;
}

function patchOf({ patch }: Answered): readonly Operation[] {
  return patch === undefined ? [] : JSON.parse(Buffer.from(patch, 'base64').toString());
}

function review(object: unknown, change: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: 'u',
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: 'v1', resource: 'pods' },
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: { username: 'ann' },
      object,
      ...change,
    },
  });
}

const POD = aPod(['ghcr.io/acme/app:1']);

t.test(
  'every recorded review is allowed; only a Pod that is created gets a patch, and only what it lacks',
  async (t) => {
    const { post } = build(t, injecting());
    const words: Record<string, unknown> = {};
    for (const { name, compact } of RECORDED) {
      const { request } = JSON.parse(compact);
      const { code, body } = await post(compact, '?timeout=3s');
      const answer: Answered = body.response;
      t.equal(code, 200, name);
      t.equal(answer.uid, request.uid);
      t.equal(answer.allowed, true);
      const patch = patchOf(answer);
      t.equal(answer.patchType, patch.length === 0 ? undefined : 'JSONPatch');
      if (patch.length > 0) {
        t.equal(request.operation, 'CREATE');
        t.equal(request.kind.kind, 'Pod');
        const before = structuredClone(request.object);
        t.strictSame(
          applyPatch(request.object, [...patch]).filter((error) => error !== null),
          [],
          'it applies to what was sent',
        );
        t.strictSame(
          { ...request.object.spec, imagePullSecrets: undefined },
          { ...before.spec, imagePullSecrets: undefined },
          'and touches nothing else',
        );
        t.equal(code, 200);
      }
      words[name] = { patch, ...answer.auditAnnotations };
    }
    t.matchSnapshot(words);
  },
);

t.test('a recorded Pod as a mirror pod, under a ServiceAccount that forbids it, or in a dry run', async (t) => {
  const { request } = JSON.parse(recorded('003').compact);
  const send = async (change: object, cluster = CLUSTER) => {
    const { post } = build(t, injecting(cluster));
    const { body } = await post(JSON.stringify({ request: { ...request, ...change } }));
    const answer: Answered = body.response;
    t.equal(answer.allowed, true);
    const { injected, injection } = answer.auditAnnotations ?? {};
    return { ops: patchOf(answer), injected, injection };
  };
  const plain = await send({});
  t.equal(plain.injected, 'team,models');
  t.strictSame(await send({ dryRun: true }), plain, 'the same patch');
  const annotations = { 'kubernetes.io/config.mirror': 'abc' };
  const mirror = { ...request.object, metadata: { ...request.object.metadata, annotations } };
  t.strictSame(await send({ object: mirror }), { ops: [], injected: undefined, injection: 'skipped' });
  const some = [...CLUSTER.slice(0, 3), anAccount(['models'], true)];
  t.strictSame(await send({}, some), { ops: [], injected: undefined, injection: 'forbidden' }, 'all or none');
  const both = [...CLUSTER.slice(0, 3), anAccount(['models', 'team'], true)];
  t.strictSame(await send({}, both), plain, 'what it lists may be added');
  const closed = [...CLUSTER.slice(0, 3), anAccount([], true)];
  t.strictSame(await send({}, closed), { ops: [], injected: undefined, injection: 'forbidden' });
});

t.test('whatever is in a review, it is allowed, and a patch applies to what was sent', async (t) => {
  const { post, lines } = build(t, injecting());
  const spec = { containers: [{ name: 'c', image: 'ghcr.io/acme/app:1' }] };
  const bodies: Readonly<Record<string, string>> = {
    'no object': review(undefined),
    'an object that is a list': review([1]),
    'a number': review(7),
    'no metadata': review({ spec }),
    'no spec': review({ metadata: {} }),
    'metadata of another type': review({ metadata: 'x', spec }),
    'annotations of another type': review({ metadata: { annotations: ['x'] }, spec }),
    'a list of another type': review({ metadata: {}, spec: { ...spec, imagePullSecrets: { name: 'x' } } }),
    'entries of another type': review({ metadata: {}, spec: { ...spec, imagePullSecrets: [7, null, ['x']] } }),
    'a note of another type': review({ metadata: { annotations: { 'pullgate.dev/injected': 7 } }, spec }),
    'images of another type': review({ metadata: {}, spec: { containers: [{ image: {} }, null, 'x'] } }),
    'a thousand containers': review({
      metadata: {},
      spec: { containers: Array.from({ length: 1000 }, (_, i) => ({ name: `c${i}`, image: `ghcr.io/a/b${i}:1` })) },
    }),
    'prototype keys': review(JSON.parse('{"metadata":{"__proto__":{"annotations":1}},"spec":{"__proto__":{"x":1}}}')),
    'wrong types everywhere': '{"request":{"uid":"u","kind":1,"operation":{},"object":"x","namespace":[]}}',
    'nothing but a uid': '{"request":{"uid":"u"}}',
    'another version of the kind': review(POD, { kind: { group: '', version: 'v9', kind: 'Pod' } }),
    'another group': review(POD, { kind: { group: 'x', version: 'v1', kind: 'Pod' } }),
  };
  const results: Record<string, unknown> = {};
  for (const [name, body] of Object.entries(bodies)) {
    const answer = await post(body);
    t.equal(answer.code, 200, name);
    const { allowed, status, auditAnnotations } = answer.body.response;
    t.equal(allowed, true, name);
    t.equal(status, undefined, name);
    const { object } = JSON.parse(body).request;
    const patch = patchOf(answer.body.response);
    const errors = patch.length === 0 ? [] : applyPatch(object, [...patch]).filter((error) => error !== null);
    t.strictSame(errors, [], name);
    const { injection = '', injected = '', 'injection-why': why = '' } = auditAnnotations ?? {};
    results[name] = [injection, injected, why, ...patch.map(({ path }) => path)]
      .filter((each) => each !== '')
      .join(' ');
  }
  t.matchSnapshot(results);
  t.equal(lines.filter(({ event }) => event === 'fault').length, 0, 'none of it is a fault');
  const { code } = await post('nonsense');
  t.equal(code, 400, 'what is no review gets a sentence');
});

t.test('an error, silence, or an answer that cannot be sent leaves the Pod as it is', async (t) => {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const broken = { result: 'add', added: ['a'], patch: [{ op: 'add', path: '/x', value: circular }] } as const;
  const answers: readonly AppDeps['decide'][] = [
    async () => {
      throw new Error('secret of the error');
    },
    () => {
      throw new Error('secret of the error');
    },
    async (): Promise<Assessment> => ({ ...ALLOWED, injection: broken }),
    () => new Promise(() => {}),
  ];
  // The server's own timers do not keep a process alive.
  const alive = setInterval(() => {}, 50);
  t.teardown(() => clearInterval(alive));
  for (const answer of answers) {
    const { post, lines } = build(t, answer);
    const { code, body } = await post(review(POD), '?timeout=550ms');
    t.equal(code, 200);
    const { 'injection-why': why, ...rest } = body.response.auditAnnotations;
    t.strictSame(rest, { injection: 'unknown' });
    t.match(why, /^(a fault of Pullgate, see its log|the cluster did not answer in time)$/);
    t.strictSame(Object.keys(body.response).sort(), ['allowed', 'auditAnnotations', 'uid'], 'no patch, no warning');
    t.equal(body.response.allowed, true, 'although onUnknown is deny');
    t.match(lines.at(-1), { webhook: 'mutate', decision: 'error', injection: 'unknown', level: 'info' });
  }
});

t.test('what is not ready yet asks for patience, as the validating side does', async (t) => {
  let missing: string | undefined = 'the cluster has not been read yet';
  let up = 0;
  const state = stateOf(CLUSTER);
  const cluster = { view: () => ({ state }), notReady: () => missing, settle: (settings: Settings) => settings };
  let settings = ALL;
  const answer = createInject({ cluster, settings: () => settings, now: () => NOW, uptime: () => up });
  const { post } = build(t, answer);
  const first = await post(review(POD));
  t.strictSame([first.code, first.retryAfter], [503, '1']);
  t.equal((await post(review(POD, { operation: 'UPDATE' }))).code, 200, 'nothing of the cluster is needed');
  up = 3000;
  t.equal((await post(review(POD))).code, 200, 'not for ever');
  up = 0;
  missing = undefined;
  t.equal(patchOf((await post(review(POD))).body.response).length, 2);
  settings = settingsOf({ mode: 'off' });
  missing = 'the cluster has not been read yet';
  t.equal((await post(review(POD))).code, 200, 'nothing is injected anyway');
});

t.test('each answer is logged and counted: who got what', async (t) => {
  const counted: string[] = [];
  const observe: NonNullable<AppDeps['observe']> = {
    begin: () => {},
    end: () => {},
    noteReview: ({ webhook }) => void counted.push(webhook),
    noteRefusal: () => {},
    noteInjection: (result) => void counted.push(result),
  };
  const { post, lines } = build(t, injecting(), { observe });
  await post(review(POD));
  await post(review(aPod(['registry.k8s.io/pause:3.10'])));
  await post(review(aPod(['nowhere.example.com/app:1'])));
  await post(review(POD, { operation: 'UPDATE' }));
  t.strictSame(counted, [...['mutate', 'add', 'mutate', 'not-needed', 'mutate', 'no-help', 'mutate', 'skipped']]);
  t.match(lines, [
    { level: 'info', webhook: 'mutate', decision: 'allow', injection: 'add', injected: ['team'] },
    { level: 'debug', injection: 'not-needed', injected: [] },
    { level: 'info', injection: 'no-help' },
    { level: 'debug', decision: 'skip', skipped: 'operation', injection: 'skipped' },
  ]);
  t.notMatch(JSON.stringify(lines), LOGINS.good['password'], 'nothing of a credential');
});

t.test('without injection the path answers, and changes nothing', async (t) => {
  for (const answer of [undefined, injecting(CLUSTER, settingsOf({ mode: 'off' }))]) {
    const { post } = build(t, answer);
    const { code, body } = await post(review(POD));
    t.equal(code, 200);
    t.strictSame(body.response, {
      uid: 'u',
      allowed: true,
      auditAnnotations: { injection: 'skipped', 'injection-why': 'off' },
    });
  }
});

t.test('the validating side of a live Pod that got its secret has nothing to say', async (t) => {
  const object = { ...POD, spec: { ...Object(POD['spec']), imagePullSecrets: [{ name: 'team' }] } };
  const again = await injecting()(anAdmission({ object }), new AbortController().signal);
  t.match(again, { injection: { result: 'not-needed', patch: [] } });
});

t.test('pullgate check knows what injection will do', async (t) => {
  const manifests = (enforce: boolean) =>
    [
      aSecret('regcred', { 'ghcr.io': 'good' }),
      anAccount([], enforce),
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { template: { spec: { containers: [{ name: 'web', image: 'ghcr.io/acme/app:1.4' }] } } },
      },
    ]
      .map((object) => JSON.stringify(object))
      .join('\n---\n');
  const check = async (stdin: string, mode: string) => {
    const out: string[] = [];
    const code = await run(['check', '-', '--injection-mode', mode], {
      stdout: { write: (text) => out.push(text) },
      stderr: { write: () => {} },
      stdin: (async function* () {
        yield stdin;
      })(),
      env: {},
      cwd: '/',
      isTTY: false,
      now: () => NOW,
    });
    return { code, text: out.join('') };
  };
  const helped = await check(manifests(false), 'all');
  t.equal(helped.code, 0);
  t.match(helped.text, /the pods will get secret "regcred" for ghcr\.io/);
  t.equal((await check(manifests(false), 'off')).code, 1);
  t.equal((await check(manifests(false), 'namespaces')).code, 1, 'the files hold no namespace with the label');
  const forbidden = await check(manifests(true), 'all');
  t.equal(forbidden.code, 1);
  t.match(forbidden.text, /enforce-mountable-secrets/);
});
