/**
 * The fresh read before a denial (design 7.9, 7.10): never a stale answer, few calls, and an end to every wait.
 * `node test/bench/fresh.mjs` measures the same at length.
 */
import t from 'tap';
import { createFreshReads, type FreshReads } from '../../src/cluster/fresh.js';
import { TIMINGS } from '../../src/cluster/timings.js';
import type { Lookup, PullSecret } from '../../src/core/types.js';
import { assess } from '../../src/facts/assess.js';
import { askTable, type ClusterState } from '../../src/facts/cluster-state.js';
import { admissionOf, type Case, mergeSettings, NOW } from '../support/case.js';
import { type FakeApi, pullSecret } from '../support/fake-api-server.js';
import { openLive, sleep, until } from '../support/live.js';

// The waits themselves keep no process alive.
const alive = setInterval(() => {}, 1000);
t.teardown(() => clearInterval(alive));

const clock = (): number => performance.now();
const found = <T>(value: T): Lookup<T> => ({ state: 'found', value });

interface Source extends ClusterState {
  readonly calls: { readonly what: string; readonly at: number }[];
  /** ms that an answer takes; it holds what was true when the call arrived. */
  takes: number;
  /** Secrets that are there. */
  readonly there: Set<string>;
}

function createSource(): Source {
  const calls: { what: string; at: number }[] = [];
  const there = new Set<string>();
  const answer = async <T>(what: string, value: () => Lookup<T>): Promise<Lookup<T>> => {
    calls.push({ what, at: clock() });
    const lookup = value();
    await sleep(source.takes);
    return lookup;
  };
  const secretOf = (namespace: string, name: string): PullSecret => ({
    namespace,
    name,
    type: 'Opaque',
    form: 'unusable',
    why: 'type',
  });
  const ask = askTable({
    namespace: ({ namespace }) => answer('namespace', () => found({ name: namespace, labels: {} })),
    serviceAccount: () => answer('account', () => ({ state: 'absent' })),
    serviceAccounts: () => answer('accounts', () => found([])),
    secret: ({ namespace, name }) =>
      answer(`secret ${name}`, () => (there.has(name) ? found(secretOf(namespace, name)) : { state: 'absent' })),
    secretFor: ({ namespace, name }) => answer(`secret ${name} for`, () => found(secretOf(namespace, name))),
    pullSecrets: ({ namespace }) => answer('secrets', () => found([...there].map((name) => secretOf(namespace, name)))),
    imagesInUse: () => answer('in use', () => found([])),
    workloads: () => answer('workloads', () => found([])),
    namespacesWithSecret: () => answer('everywhere', () => found([])),
  });
  const source: Source = { calls, there, takes: 5, ask };
  return source;
}

function createReads(
  source: ClusterState,
  over: Partial<typeof TIMINGS> = {},
  signal = new AbortController().signal,
): FreshReads {
  return createFreshReads({ source, timings: { ...TIMINGS, ...over }, clock, signal });
}

/** So long that waiting for it cannot be mistaken for a slow machine. */
const LONG_GAP = { freshGapMs: 1000 };

t.test('the first question waits for nothing, and those of the same moment share it', async (t) => {
  const source = createSource();
  const fresh = createReads(source, LONG_GAP).state;
  const began = clock();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, {})),
  );
  t.ok(clock() - began < 900, 'no gap before the first');
  t.equal(source.calls.length, 1);
  t.ok(answers.every(({ state }) => state === 'found'));
});

t.test('who comes while a read is under way waits for the next, which keeps its distance', async (t) => {
  const source = createSource();
  source.takes = 40;
  const fresh = createReads(source).state;
  const early = fresh.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {});
  await sleep(10);
  // Made after the first read has looked: only a read that begins now can see it.
  source.there.add('a');
  const late = [
    fresh.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {}),
    fresh.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {}),
  ];
  t.equal((await early).state, 'absent');
  t.same(
    (await Promise.all(late)).map(({ state }) => state),
    ['found', 'found'],
  );
  const [one, two] = source.calls;
  t.equal(source.calls.length, 2);
  t.ok((two?.at ?? 0) - (one?.at ?? 0) >= 99, 'the gap');
});

t.test('a read that takes longer than the gap is not joined, and not overtaken', async (t) => {
  const source = createSource();
  source.takes = 200;
  const fresh = createReads(source).state;
  const first = fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, {});
  await sleep(150);
  const second = fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, {});
  t.equal(source.calls.length, 1);
  await Promise.all([first, second]);
  const [one, two] = source.calls;
  t.ok((two?.at ?? 0) - (one?.at ?? 0) >= 199);
});

t.test('all questions of one review are answered by one batch, those of another never by an older one', async (t) => {
  const source = createSource();
  const reads = createReads(source, LONG_GAP);
  const mine = reads.state;
  const began = clock();
  const read = { since: began };
  await Promise.all([
    mine.ask({ about: 'namespace', namespace: 'shop' }, read),
    mine.ask({ about: 'serviceAccount', namespace: 'shop', name: 'default' }, read),
  ]);
  await mine.ask({ about: 'secret', namespace: 'shop', name: 'a' }, read);
  await mine.ask({ about: 'secret', namespace: 'shop', name: 'a' }, read);
  await Promise.all([
    mine.ask({ about: 'pullSecrets', namespace: 'shop' }, read),
    mine.ask({ about: 'serviceAccounts', namespace: 'shop' }, read),
  ]);
  t.ok(clock() - began < 900, `${Math.round(clock() - began)} ms in all: no gap between them`);
  t.equal(source.calls.length, 5, 'the same secret was asked for once');
  source.there.add('a');
  t.equal(
    (await mine.ask({ about: 'secret', namespace: 'shop', name: 'a' }, read)).state,
    'absent',
    'as it was for this review',
  );
  t.equal((await mine.ask({ about: 'secret', namespace: 'shop', name: 'a' }, { since: clock() })).state, 'found');
});

t.test('many names at once are looked up in one list, and only those that it lacks by name', async (t) => {
  const source = createSource();
  const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
  for (const name of names.slice(0, 28)) source.there.add(name);
  const ask = (fresh: ClusterState) =>
    Promise.all(names.map((name) => fresh.ask({ about: 'secret', namespace: 'shop', name }, {})));
  const states = (await ask(createReads(source).state)).map(({ state }) => state);
  t.same(states, [...Array(28).fill('found'), 'absent', 'absent']);
  t.same(
    source.calls.map(({ what }) => what),
    ['secret s0', 'secret s1', 'secret s2', 'secret s3', 'secrets', 'secret s28', 'secret s29'],
  );
  source.calls.length = 0;
  const fresh = createFreshReads({
    source,
    timings: TIMINGS,
    clock,
    signal: new AbortController().signal,
    mayList: () => false,
  });
  await ask(fresh.state);
  t.equal(source.calls.filter(({ what }) => what === 'secrets').length, 0, 'not without the right to list');
});

t.test('namespaces do not wait for each other', async (t) => {
  const source = createSource();
  const fresh = createReads(source, LONG_GAP).state;
  await fresh.ask({ about: 'pullSecrets', namespace: 'a' }, {});
  const began = clock();
  await fresh.ask({ about: 'pullSecrets', namespace: 'b' }, {});
  t.ok(clock() - began < 900);
});

t.test('a wait has an end: of the read, of the review, of the process', async (t) => {
  const source = createSource();
  source.takes = 400;
  const stopping = new AbortController();
  const reads = createReads(source, { freshWaitMs: 100 }, stopping.signal);
  const fresh = reads.state;
  void fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, {});
  await sleep(5);
  const waiting = fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, {});
  const review = new AbortController();
  const over = fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, { signal: review.signal });
  review.abort();
  t.match(await over, { state: 'unknown', reason: /no time left/ });
  t.match(await waiting, { state: 'unknown', reason: /would have waited too long/ });
  t.equal(source.calls.length, 1, 'nobody is left to ask for');
  const ended = fresh.ask({ about: 'pullSecrets', namespace: 'other' }, {});
  const next = fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, {});
  stopping.abort();
  t.match(await next, { state: 'unknown' });
  t.match(await ended, { state: 'unknown' });
  t.match(await fresh.ask({ about: 'pullSecrets', namespace: 'third' }, {}), {
    state: 'unknown',
    reason: /no time left/,
  });
  t.match(reads.counters(), { asked: 6, unanswered: 5 });
});

t.test('a secret that was made a moment ago is never missing, though the watch never brings it', async (t) => {
  const { api, live } = await openLive(t.teardown, { timings: { checkEveryMs: 600_000 } });
  await until(() => api.openWatches() === 4);
  api.watchDelayMs = 60_000;
  let stale = 0;
  const times: number[] = [];
  const began = clock();
  const until1s = began + 1000;
  const worker = async (id: number): Promise<void> => {
    for (let turn = 0; clock() < until1s; turn += 1) {
      const name = `s-${id}-${turn}`;
      api.put(pullSecret('shop', name));
      const asked = clock();
      const { fresh, since } = live.view();
      const [list, one] = await Promise.all([
        fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, { since }),
        fresh.ask({ about: 'secret', namespace: 'shop', name }, { since }),
      ]);
      times.push(clock() - asked);
      const isThere = list.state === 'found' && list.value.some((secret) => secret.name === name);
      if (!isThere || one.state !== 'found') stale += 1;
      await sleep(Math.random() * 20);
    }
  };
  await Promise.all(Array.from({ length: 20 }, (_, id) => worker(id)));
  const seconds = (clock() - began) / 1000;
  const lists = live.counters().fresh.lists / 2 / seconds;
  times.sort((x, y) => x - y);
  t.equal(stale, 0, `0 of ${times.length} answers were stale`);
  t.ok(lists <= 12, `${lists.toFixed(1)} LISTs per type and second`);
  t.ok(times.length > 100);
  t.match(
    await live.state.ask({ about: 'pullSecrets', namespace: 'shop' }, {}),
    { state: 'found', value: { length: times.length } },
    'and the cache learnt it',
  );
});

// ------------------------------------------------------------------------------------------------ what a review gets

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    containers: [{ name: 'web', image: 'registry.example.com/team/web:1.4.2' }],
    imagePullSecrets: [{ name: 'regcred' }],
  },
};

const BASE: Case = {
  about: '',
  objects: [],
  judged: POD,
  old: undefined,
  operation: 'CREATE',
  subresource: '',
  dryRun: false,
  user: 'somebody',
  offline: false,
  settings: mergeSettings({}),
};

async function review(
  view: { readonly state: ClusterState; readonly fresh: ClusterState },
  over: object = {},
): Promise<string> {
  const settings = mergeSettings({ ...over });
  const { decision, findings } = await assess(admissionOf({ ...BASE, settings }), { ...view, settings, now: NOW });
  return `${decision} ${findings.map(({ code }) => code).join()}`.trim();
}

const broken = (api: FakeApi): void => {
  api.script = ({ verb }) => (verb === 'watch' ? undefined : { status: 500, body: 'oops' });
};

t.test('a denial needs a cluster that answers; an admission does not (design 7.10)', async (t) => {
  const { api, live } = await openLive(t.teardown);
  await until(() => api.openWatches() === 4);
  const missing = await review(live.view());
  t.match(missing, /^deny /, 'synced, and the fresh read says so, too');
  api.watchDelayMs = 60_000;
  api.put(pullSecret('shop', 'regcred'));
  t.equal(await review(live.view()), 'allow', 'made a moment ago, and not heard of');
  broken(api);
  t.equal(await review(live.view()), 'warn PG901', 'cannot be asked: admitted with a warning');
  t.match(await review(live.view(), { onUnknown: 'deny' }), /^deny PG901/, 'or refused, if the operator wants that');
});

t.test('what the cache holds needs no call; before the first list nothing is denied for the cluster', async (t) => {
  const { api, live } = await openLive(t.teardown, {
    prepare: (fake) => {
      fake.put({ kind: 'Namespace', metadata: { name: 'shop' } });
      fake.put(pullSecret('shop', 'regcred'));
    },
  });
  await until(() => live.blind().length === 0);
  const calls = api.calls.filter(({ verb }) => verb === 'get').length;
  broken(api);
  t.equal(await review(live.view()), 'allow');
  t.equal(api.calls.filter(({ verb }) => verb === 'get').length, calls);

  const unread = await openLive(t.teardown, { waits: false, prepare: broken });
  t.equal(await review(unread.live.view()), 'warn PG901');
});

t.test('a Secret of another type is named for what it is, not called missing', async (t) => {
  const { api, live } = await openLive(t.teardown);
  api.put({ ...pullSecret('shop', 'regcred'), type: 'Opaque' });
  t.match(await live.view().state.ask({ about: 'secret', namespace: 'shop', name: 'regcred' }, {}), {
    state: 'found',
    value: { form: 'unusable', why: 'type', holds: { dataKey: '.dockerconfigjson' } },
  });
});
