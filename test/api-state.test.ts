/** The API server as a state: for each question what is called, and what each answer is taken for. */
import t from 'tap';
import { type ApiStateOptions, createApiState, listRequest, wordFailure } from '../src/cluster/api.js';
import { type Answer, type CallOptions, failure, type StatusAnswer } from '../src/cluster/api-client.js';
import { type Kept, secretSteps } from '../src/cluster/convert.js';
import { WATCHES } from '../src/cluster/questions.js';
import { TIMINGS } from '../src/cluster/timings.js';
import { wholly } from '../src/core/parts.js';
import type { Question } from '../src/core/questions.js';
import type { PullSecret } from '../src/core/types.js';
import { virtualTime } from './support/virtual-time.js';

interface Call {
  readonly path: string;
  readonly limits: CallOptions;
}

function open(answer: (path: string) => Answer | Promise<Answer>, more: Partial<ApiStateOptions> = {}) {
  const calls: Call[] = [];
  const client: ApiStateOptions['client'] = {
    get: async (path, limits) => {
      calls.push({ path, limits });
      return answer(path);
    },
    write: async () => failure('connection', ''),
    open: async () => failure('connection', ''),
    close: () => {},
  };
  const state = createApiState({ client, timings: TIMINGS, clock: () => 0, ...more });
  return { calls, state, paths: () => calls.map(({ path }) => path) };
}

const found = (body: unknown): Answer => ({ kind: 'found', body, bytes: 1 });
const status = (code: number, reason = ''): StatusAnswer => ({ kind: 'status', status: code, reason });
const listed = (...items: readonly object[]): Answer => found({ metadata: { resourceVersion: '9' }, items });

const metadata = (name: string, namespace?: string, more: object = {}) => ({
  name,
  uid: `u-${name}`,
  resourceVersion: '1',
  ...(namespace === undefined ? {} : { namespace }),
  ...more,
});
const TYPE = 'kubernetes.io/dockerconfigjson';
const secret = (name: string, namespace = 'shop', keys: readonly string[] = ['ghcr.io']) => ({
  kind: 'Secret',
  metadata: metadata(name, namespace),
  type: TYPE,
  data: {
    '.dockerconfigjson': Buffer.from(
      JSON.stringify({ auths: Object.fromEntries(keys.map((key) => [key, {}])) }),
    ).toString('base64'),
  },
});
const namespace = { kind: 'Namespace', metadata: metadata('shop', undefined, { labels: { a: 'b' } }) };
const account = { kind: 'ServiceAccount', metadata: metadata('web', 'shop'), imagePullSecrets: [{ name: 'r' }] };

const IN = { namespace: 'shop' };
const QUESTIONS: Readonly<Record<string, Question>> = {
  namespace: { about: 'namespace', ...IN },
  account: { about: 'serviceAccount', ...IN, name: 'web' },
  accounts: { about: 'serviceAccounts', ...IN },
  secret: { about: 'secret', ...IN, name: 'regcred' },
  secretFor: { about: 'secretFor', ...IN, name: 'regcred', repositories: ['ghcr.io/a'] },
  pullSecrets: { about: 'pullSecrets', ...IN },
  everywhere: { about: 'namespacesWithSecret', name: 'regcred' },
};

const KEY = 'fieldSelector=type%3Dkubernetes.io%2Fdocker';

t.test('each question is one call, or one for each kind of what is listed', async (t) => {
  const rows: readonly (readonly [keyof typeof QUESTIONS, Answer, readonly string[], object])[] = [
    [
      'namespace',
      found(namespace),
      ['/api/v1/namespaces/shop'],
      { name: 'shop', labels: { a: 'b', 'kubernetes.io/metadata.name': 'shop' } },
    ],
    [
      'account',
      found(account),
      ['/api/v1/namespaces/shop/serviceaccounts/web'],
      { namespace: 'shop', name: 'web', imagePullSecrets: ['r'] },
    ],
    [
      'accounts',
      listed(account, { ...account, metadata: metadata('other', 'shop') }),
      ['/api/v1/namespaces/shop/serviceaccounts?limit=500'],
      [{ name: 'web' }, { name: 'other' }],
    ],
    [
      'secret',
      found(secret('regcred')),
      ['/api/v1/namespaces/shop/secrets/regcred'],
      { name: 'regcred', entries: [{ key: 'ghcr.io' }] },
    ],
    [
      'secretFor',
      found(secret('regcred')),
      ['/api/v1/namespaces/shop/secrets/regcred'],
      { name: 'regcred', entries: [{ key: 'ghcr.io' }] },
    ],
    [
      'pullSecrets',
      listed(secret('regcred')),
      [
        `/api/v1/namespaces/shop/secrets?${KEY}configjson&limit=500`,
        `/api/v1/namespaces/shop/secrets?${KEY}cfg&limit=500`,
      ],
      [{ name: 'regcred' }, { name: 'regcred' }],
    ],
    [
      'everywhere',
      listed(secret('regcred', 'team-b'), secret('regcred', 'shop')),
      ['/api/v1/secrets?fieldSelector=metadata.name%3Dregcred&limit=500'],
      ['shop', 'team-b'],
    ],
  ];
  for (const [name, answer, paths, value] of rows) {
    const verbs: string[] = [];
    const noted: string[] = [];
    const desk = open(() => answer, {
      onCall: (verb) => verbs.push(verb),
      onAnswer: (resource, where, { kind }) => noted.push(`${resource} ${where} ${kind}`),
    });
    const question = QUESTIONS[name];
    if (question === undefined) throw new Error(name);
    const lookup = await desk.state.ask(question, {});
    t.match(lookup, { state: 'found', value }, name);
    t.strictSame(desk.paths(), paths);
    const isList = paths[0]?.includes('?') === true;
    t.strictSame(verbs, isList ? paths.map(() => 'list') : ['get']);
    const resource = name === 'namespace' ? 'namespaces' : name.startsWith('account') ? 'serviceaccounts' : 'secrets';
    const all = isList ? paths.map(() => `${resource} shop listed`) : [`${resource} shop found`];
    t.strictSame(noted, name === 'everywhere' ? [] : all);
  }
});

t.test('a call has the time that is left, a size that is enough, and the signal of who asks', async (t) => {
  const { signal } = new AbortController();
  const limits = async (name: keyof typeof QUESTIONS): Promise<object | undefined> => {
    const desk = open(() => status(500));
    await desk.state.ask(QUESTIONS[name] as Question, { signal });
    return desk.calls[0]?.limits;
  };
  const one = { signal, deadlineMs: 3000, mostBytes: 4 * 1024 * 1024 };
  t.strictSame(await limits('secret'), { ...one, lean: 'secret' });
  t.strictSame(await limits('namespace'), { ...one, lean: 'fields' });
  t.strictSame(await limits('account'), { ...one, lean: 'fields' });
  const page = { signal, deadlineMs: 3000, mostBytes: 1024 * 1024, apart: true };
  t.strictSame(await limits('pullSecrets'), { ...page, lean: 'secret' });
  t.strictSame(await limits('accounts'), { ...page, lean: 'fields' });
  t.strictSame(await limits('everywhere'), { ...page, lean: 'fields' });
});

t.test('what no object can be called is not asked for', async (t) => {
  const desk = open(() => status(500));
  const ask = async (question: Question): Promise<unknown> => desk.state.ask(question, {});
  for (const name of ['', 'Upper', 'a/b', '..', 'x'.repeat(254)]) {
    t.strictSame(await ask({ about: 'secret', ...IN, name }), { state: 'absent' });
    t.strictSame(await ask({ about: 'namespace', namespace: name }), { state: 'absent' });
    t.strictSame(await ask({ about: 'secret', namespace: name, name: 'a' }), { state: 'absent' });
    t.strictSame(await ask({ about: 'pullSecrets', namespace: name }), { state: 'found', value: [] });
    t.strictSame(await ask({ about: 'namespacesWithSecret', name }), { state: 'found', value: [] });
  }
  t.strictSame(desk.calls, []);
  await ask({ about: 'secret', ...IN, name: 'with.dots' });
  t.equal(desk.calls.length, 1);
  t.strictSame(await ask({ about: 'secret', namespace: 'with.dots', name: 'a' }), { state: 'absent' });
});

t.test(
  'what is not found is absent only by the word of the API server; the rest is unknown, and says why',
  async (t) => {
    const reasons = async (answer: Answer): Promise<readonly string[]> => {
      const { state } = open(() => answer);
      const all = Object.values(QUESTIONS).map(async (question) => {
        const lookup = await state.ask(question, {});
        return lookup.state === 'unknown' ? lookup.reason : lookup.state;
      });
      return Promise.all(all);
    };
    const asked = (why: string): readonly string[] =>
      [
        'Namespace shop',
        'ServiceAccount shop/web',
        'ServiceAccounts of namespace shop',
        'Secret shop/regcred',
        'Secret shop/regcred',
        'pull secrets of namespace shop',
        'Secrets named regcred',
      ].map((what) => `the API server could not be asked for ${what}: ${why}`);
    t.strictSame(await reasons(status(500)), asked('it answered 500'));
    t.strictSame(await reasons(status(401)), asked('it does not accept the credentials of Pullgate (401)'));
    t.strictSame(await reasons(status(429)), asked('it has too much to do (429)'));
    t.strictSame(await reasons(status(404)), asked('it answered 404'), 'by whoever is in between');
    t.strictSame(await reasons(failure('deadline', 'no answer')), asked('no answer'));
    const right = (what: string): string => `Pullgate has no right to read ${what} (403)`;
    t.strictSame(await reasons(status(403, 'Forbidden')), [
      right('Namespaces'),
      right('ServiceAccounts in namespace shop'),
      right('ServiceAccounts in namespace shop'),
      right('Secrets in namespace shop'),
      right('Secrets in namespace shop'),
      right('Secrets in namespace shop'),
      right('Secrets'),
    ]);
    const isNamed = (name: string): boolean => ['namespace', 'account', 'secret', 'secretFor'].includes(name);
    t.strictSame(
      await reasons(status(404, 'NotFound')),
      Object.keys(QUESTIONS).map((name, index) => (isNamed(name) ? 'absent' : asked('it answered 404')[index])),
    );
    t.strictSame((await reasons(status(410, 'NotFound')))[0], asked('it answered 410')[0]);
    t.equal(wordFailure(status(403)), 'Pullgate has no right to read that (403)');
  },
);

t.test('an answer that is another object is no answer', async (t) => {
  const reason = (what: string): object => ({
    state: 'unknown',
    reason: `the API server could not be asked for ${what}: the answer is no such object`,
  });
  const rows: readonly (readonly [keyof typeof QUESTIONS, unknown, string])[] = [
    ['secret', secret('other'), 'Secret shop/regcred'],
    ['secret', secret('regcred', 'other'), 'Secret shop/regcred'],
    ['secret', { ...secret('regcred'), kind: 'ConfigMap' }, 'Secret shop/regcred'],
    ['secret', { ...secret('regcred'), metadata: { name: 'regcred', namespace: 'shop' } }, 'Secret shop/regcred'],
    ['secret', null, 'Secret shop/regcred'],
    ['account', { ...account, kind: 'Secret' }, 'ServiceAccount shop/web'],
    ['namespace', { ...namespace, metadata: metadata('other') }, 'Namespace shop'],
    ['namespace', { ...namespace, kind: 'Secret' }, 'Namespace shop'],
  ];
  for (const [name, body, what] of rows) {
    t.strictSame(await open(() => found(body)).state.ask(QUESTIONS[name] as Question, {}), reason(what));
  }
  t.match(await open(() => found({ a: 1 })).state.ask({ about: 'pullSecrets', ...IN }, {}), {
    state: 'unknown',
    reason: /pull secrets of namespace shop: the answer is not a list$/,
  });
});

t.test('one list that fails of two makes the answer unknown', async (t) => {
  const { state } = open((path) => (path.includes('configjson') ? listed(secret('a')) : status(500)));
  t.match(await state.ask({ about: 'pullSecrets', ...IN }, {}), { state: 'unknown' });
});

t.test('a list is told to who holds what it lists, or that there is none', async (t) => {
  const told: string[] = [];
  const onList: ApiStateOptions['onList'] = (watched, where) => {
    told.push(`${watched} ${where}`);
    return (items) => told.push(`${watched}: ${items?.map(({ name }) => name).join() ?? 'nothing'}`);
  };
  const { state } = open((path) => (path.includes('configjson') ? listed(secret('a')) : status(500)), { onList });
  await state.ask({ about: 'pullSecrets', ...IN }, {});
  t.strictSame(told.slice(0, 2), ['dockerconfigjson shop', 'dockercfg shop'], 'before they are asked for');
  t.strictSame(told.slice(2).sort(), ['dockercfg: nothing', 'dockerconfigjson: a']);
});

t.test('each call has its turn, by its namespace', async (t) => {
  const passed: string[] = [];
  const gate: ApiStateOptions['gate'] = {
    pass: (where, verb, call) => {
      passed.push(`${verb} ${where}`);
      return call();
    },
  };
  const { state, calls } = open(() => status(500), { gate });
  for (const question of Object.values(QUESTIONS)) await state.ask(question, {});
  t.strictSame(passed, [
    'get shop',
    'get shop',
    'list shop',
    'get shop',
    'get shop',
    'list shop',
    'list shop',
    'list *',
  ]);
  t.equal(calls.length, 8);
});

t.test('a Secret that is read for images has them only, and one is read at a time', async (t) => {
  const time = virtualTime(t);
  t.intercept(performance, 'now', { value: time.now });
  const answers: ((answer: Answer) => void)[] = [];
  const { state, calls } = open(() => new Promise((done) => answers.push(done)));
  const ask = (name: string) =>
    state.ask({ about: 'secretFor', ...IN, name, repositories: ['ghcr.io/a', 'quay.io/b'] }, {});
  const first = ask('one');
  const second = ask('two');
  const third = ask('three');
  await time.settle();
  t.equal(calls.length, 1);
  const keys = Array.from({ length: 400 }, (_, index) => `x-${index}.example.com`);
  answers[0]?.(found(secret('one', 'shop', [...keys, 'ghcr.io/a'])));
  t.match(await first, { value: { entries: [{ key: 'ghcr.io/a' }], omitted: 400 } });
  await time.settle();
  t.equal(calls.length, 2);
  await time.pass(1501);
  answers[1]?.(status(500));
  t.match(await second, { state: 'unknown', reason: /it answered 500/ });
  t.strictSame(await third, {
    state: 'unknown',
    reason: 'too many secrets are asked for that are too large to be held; the question would have waited too long',
  });
  t.equal(calls.length, 2);
});

t.test('reading is given up when nobody waits any more, or the time is up', async (t) => {
  const large = secret(
    'regcred',
    'shop',
    Array.from({ length: 2000 }, (_, index) => `x-${index}.example.com`),
  );
  let at = 0;
  // Each look at the clock of the process is a slice of work.
  t.intercept(performance, 'now', {
    value: () => {
      at += 6;
      return at;
    },
  });
  const given = {
    state: 'unknown',
    reason: 'the API server could not be asked for Secret shop/regcred: there was no time left to read what it holds',
  };
  const question: Question = { about: 'secret', ...IN, name: 'regcred' };
  const stopping = new AbortController();
  const aborted = open(() => {
    stopping.abort();
    return found(large);
  });
  t.strictSame(await aborted.state.ask(question, { signal: stopping.signal }), given);
  let now = 0;
  const late = (ms: number) =>
    open(
      () => {
        now += ms;
        return found(large);
      },
      { clock: () => now },
    );
  t.strictSame(await late(3001).state.ask(question, {}), given);
  t.match(await late(3000).state.ask(question, {}), { state: 'found', value: { form: 'oversized', count: 2000 } });
});

t.test('how each watch lists: in steps where an object is a lot of work, and within bounds', (t) => {
  const asked: string[] = [];
  const held: Kept<PullSecret> = { namespace: 'shop', name: 'a', uid: 'u-a', version: 1 };
  const secrets = listRequest(WATCHES.dockerconfigjson, 'shop', (where, name) => {
    asked.push(`${where}/${name}`);
    return held;
  });
  t.equal(secrets.path, '/api/v1/namespaces/shop/secrets');
  t.equal(secrets.lean, 'secret');
  t.equal(wholly(secrets.steps?.(secret('a')) ?? secretSteps(undefined)), held);
  t.strictSame(asked, ['shop/a']);
  t.type(secrets.bound?.(), 'function');
  const accounts = listRequest(WATCHES.serviceaccounts, '');
  t.strictSame([accounts.path, 'steps' in accounts, 'bound' in accounts], ['/api/v1/serviceaccounts', false, true]);
  const namespaces = listRequest(WATCHES.namespaces, '');
  t.strictSame([namespaces.path, 'steps' in namespaces, 'bound' in namespaces], ['/api/v1/namespaces', false, false]);
  t.end();
});

t.test('small objects are asked for at the same time', async (t) => {
  const { state, calls } = open(() => new Promise(() => {}));
  for (const name of ['a', 'b', 'c']) void state.ask({ about: 'secret', ...IN, name }, {});
  await new Promise(setImmediate);
  t.equal(calls.length, 3);
});

t.test('what is held in the very version that the API server tells is the answer itself', async (t) => {
  const regcred = secret('regcred');
  const whole = wholly(secretSteps(regcred));
  if (whole?.value === undefined) throw new Error('it is a secret');
  const { value, ...identity } = whole;
  const answerTo = async (question: Question, body: object, of: Kept<PullSecret>) => {
    const { state } = open(() => found(body), {
      heldOf: () => (namespace, name) => (namespace === 'shop' && name === 'regcred' ? (of as Kept<never>) : undefined),
    });
    const got = await state.ask(question, {});
    if (got.state !== 'found') return got.state;
    const first: unknown = Array.isArray(got.value) ? got.value[0] : got.value;
    return first === value ? 'the held one' : 'read anew';
  };
  const one = (name: string) => QUESTIONS[name] as Question;
  const [single, list] = [one('secret'), one('pullSecrets')];
  const asList = { metadata: { resourceVersion: '9' }, items: [regcred] };
  t.equal(await answerTo(single, regcred, whole), 'the held one');
  t.equal(await answerTo(list, asList, whole), 'the held one');
  for (const [what, of] of Object.entries({
    'another version': { ...whole, version: '2', digest: 0 },
    'one that was made in its place': { ...whole, uid: 'other' },
    'less than all of it': { ...whole, isThin: true as const, value: { ...value } },
    'nothing of it but its name': identity,
  })) {
    t.equal(await answerTo(single, regcred, of), 'read anew', what);
  }
});
