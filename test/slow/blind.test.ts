/**
 * Memory that knows when it may be late: nothing is admitted out of it then without asking. And what is left when the API
 * server does not answer, or refuses to.
 */
import t from 'tap';
import type { RightsEvent } from '../../src/cluster/rights-ledger.js';
import { cutWatches } from '../support/bad-watches.js';
import { type Case, mergeSettings } from '../support/case.js';
import { pullSecret } from '../support/fake-api-server.js';
import { type Opened, type OpenOptions, openLive, sleep, until } from '../support/live.js';
import { account, decide, META, podWith, review, SPEC } from '../support/live-decisions.js';

// The waits themselves keep no process alive.
const alive = setInterval(() => {}, 1000);
t.teardown(() => clearInterval(alive));

const TEMPLATE = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: META, spec: { template: { spec: SPEC } } };

async function open(
  clean: (end: () => Promise<void>) => void,
  timings: OpenOptions['timings'] = {},
  onRights?: (event: RightsEvent) => void,
): Promise<Opened> {
  const opened = await openLive(clean, {
    timings: { freshGapMs: 5, ...timings },
    ...(onRights === undefined ? {} : { onRights }),
    prepare: (api) => {
      api.put({ kind: 'Namespace', metadata: { name: 'shop' } });
      api.put(account(['regcred']));
      api.put(pullSecret('shop', 'regcred'));
    },
  });
  await until(() => opened.live.blind().length === 0);
  return opened;
}

const gets = ({ api }: Opened): number => api.calls.filter(({ verb }) => verb === 'get').length;

t.test('while memory is current, an admission asks nothing', async (t) => {
  const opened = await open(t.teardown);
  const before = gets(opened);
  t.equal(await decide(opened, podWith('regcred')), 'allow');
  t.equal(await decide(opened, TEMPLATE), 'allow');
  t.equal(gets(opened), before);
});

t.test('a denial asks for what decides; hints come out of memory, unless they decide', async (t) => {
  const opened = await open(t.teardown);
  const { api, live } = opened;
  const asked = async (
    judged: Case['judged'],
    over: Readonly<Record<string, unknown>> = {},
  ): Promise<readonly string[]> => {
    const before = api.calls.length;
    const settings = mergeSettings(over);
    const { decision } = await review(live.view(), judged, settings);
    t.equal(decision, 'deny');
    const calls = api.calls.slice(before).filter(({ verb }) => verb !== 'watch');
    return calls.map(({ verb, resource }) => `${verb} ${resource}`).sort();
  };
  const few = ['get namespaces', 'get secrets'];
  t.strictSame(await asked(podWith('absent')), few);
  const template = { ...TEMPLATE, spec: { template: { spec: { ...SPEC, imagePullSecrets: [{ name: 'absent' }] } } } };
  t.strictSame(await asked(template), ['get namespaces', 'get secrets', 'get serviceaccounts']);
  const lists = ['list secrets', 'list secrets', 'list serviceaccounts'];
  const all = [...few, 'get serviceaccounts', ...lists];
  t.strictSame(await asked(podWith('absent'), { rules: { PG206: 'warn', PG402: 'deny' } }), all);
  t.strictSame(await asked(podWith('absent'), { exemptions: [{ rules: ['PG206'], users: ['nobody'] }] }), all);
  // It is the ServiceAccount's that would serve, and it must not be added.
  api.put({ kind: 'Secret', metadata: { name: 'regcred', namespace: 'shop' }, data: {} });
  await until(
    async () => (await live.state.ask({ about: 'pullSecrets', namespace: 'shop' }, { hint: true })).state === 'found',
  );
  t.strictSame(await asked(podWith('absent'), { injection: { mode: 'all', registries: ['other.example.com'] } }), all);
  // Blind memory gives no hints either.
  api.script = ({ verb }) => (verb === 'watch' ? { after: 'hang' } : undefined);
  api.endWatches();
  await until(() => live.blind().length === 4);
  t.ok((await asked(podWith('absent'))).includes('list secrets'));
});

t.test('watches cut again and again, Secrets come and go, Pods at once: none is decided wrongly', async (t) => {
  // Of the length of the real ones to each other: cut each second, settled after two.
  const timings = { freshGapMs: 5, settleMs: 200, idleLimitMs: 5000, quietMs: 5000 };
  const seen = await cutWatches({ timings, bookmarksMs: 50, cutMs: 100, changeMs: 25, seconds: 3 });
  t.strictSame(seen.wrong, []);
  t.equal(seen.unjudged, 0, 'all in time');
  t.ok(seen.decisions > 100, `${seen.decisions} decisions`);
});

t.test('a ServiceAccount whose list was taken away is asked anew, too', async (t) => {
  const opened = await open(t.teardown);
  opened.api.script = ({ verb }) => (verb === 'watch' ? { after: 'hang' } : undefined);
  opened.api.endWatches();
  await until(() => opened.live.blind().length === 4);
  opened.api.put(account([]));
  t.match(await decide(opened, TEMPLATE), /^deny /);
  opened.api.put({ kind: 'Namespace', metadata: { name: 'shop', labels: { 'pullgate.dev/mode': 'warn' } } });
  t.match(await decide(opened, TEMPLATE), /^warn /, 'and so are the labels of the namespace');
});

t.test('a watch that is open and silent for longer than its bookmarks take is blind', async (t) => {
  const opened = await open(t.teardown, { quietMs: 150, idleLimitMs: 60_000 });
  const { api, live } = opened;
  api.freeze();
  api.remove('Secret', 'shop', 'regcred');
  await until(() => live.blind().length === 4);
  t.match(await decide(opened, podWith('regcred')), /^deny PG202/);
  t.ok(live.synced(), 'and nobody becomes unready for it');
});

t.test('before the first quiet while is over after a start, what was listed is confirmed', async (t) => {
  const { api, live } = await openLive(t.teardown, {
    timings: { settleMs: 60_000 },
    prepare: (fake) => {
      fake.put({ kind: 'Namespace', metadata: { name: 'shop' } });
      fake.put(pullSecret('shop', 'regcred'));
      // Between the list and the watch.
      fake.script = ({ verb }) => (verb === 'watch' ? { after: 'hang' } : undefined);
    },
  });
  api.remove('Secret', 'shop', 'regcred');
  t.match(await decide({ live }, podWith('regcred')), /^deny PG202/);
});

t.test(
  'an API server that does not answer leaves memory as it was, and is not waited for again and again',
  async (t) => {
    const opened = await open(t.teardown, { confirmMs: 150, freshDeadlineMs: 5000, pageDeadlineMs: 5000 });
    const { api, live } = opened;
    api.script = () => ({ after: 'hang' });
    api.endWatches();
    await until(() => live.blind().length === 4);
    const began = performance.now();
    for (let turn = 0; turn < 20; turn += 1) t.equal(await decide(opened, podWith('regcred')), 'allow');
    const ms = performance.now() - began;
    t.ok(ms < 1500, `20 admissions in ${Math.round(ms)} ms; waiting for each would be 3 s at least`);
  },
);

t.test(
  'rights that are lost: the reason is told, once in the log and in every verdict, and never "absent"',
  async (t) => {
    const told: RightsEvent[] = [];
    const opened = await open(t.teardown, {}, (event) => told.push(event));
    const { api, live } = opened;
    api.script = () => ({ status: 403, body: JSON.stringify({ kind: 'Status', code: 403, reason: 'Forbidden' }) });
    const whole = async (judged: Case['judged']) => {
      const { findings } = await review(live.view(), judged);
      return findings.map(({ code, action, because }) => [code, action, because]);
    };
    // The watches are open still, as they are on a real API server: memory may be trusted.
    t.equal(await decide(opened, podWith('regcred')), 'allow');
    t.strictSame(await whole(podWith('other')), [
      ['PG901', 'warn', 'Pullgate has no right to read Secrets in namespace shop (403)'],
    ]);
    // Nothing names a Secret, so the verdict is sure; what weakens it is not.
    const bare = { ...podWith(''), spec: SPEC };
    const [pg206, pg901] = (await whole(bare)).toSorted();
    t.match(pg206, ['PG206', 'warn']);
    t.strictSame(pg901, ['PG901', 'warn', 'Pullgate has no right to read Namespaces (403)']);
    t.strictSame(live.lostRights(), [
      { resource: 'secrets', namespace: '' },
      { resource: 'namespaces', namespace: '' },
    ]);
    api.endWatches();
    await until(() => live.blind().length === 4);
    t.strictSame(
      await whole(podWith('regcred')),
      [['PG901', 'warn', 'Pullgate has no right to read Secrets in namespace shop (403)']],
      'memory grows old, and is not spoken for',
    );
    t.ok(live.synced());
    await until(() => live.lostRights().length === 3);
    api.script = () => undefined;
    await until(() => live.blind().length === 0);
    t.equal(await decide(opened, podWith('regcred')), 'allow');
    t.strictSame(live.lostRights(), []);
    const lines = told.map(({ event, resource }) => `${event} ${resource}`);
    t.strictSame(lines.toSorted(), [
      'lost namespaces',
      'lost secrets',
      'lost serviceaccounts',
      'regained namespaces',
      'regained secrets',
      'regained serviceaccounts',
    ]);
  },
);

t.test('a watch that delivered ends the growth of the waits', async (t) => {
  const waits = async (delivers: boolean): Promise<number> => {
    const { api, live } = await openLive(t.teardown, {
      // No bookmark of the server's own.
      timings: { backoffBaseMs: 20, backoffMostMs: 10_000, quickEndMs: 5000, idleLimitMs: 60_000 },
    });
    api.bookmarkEvery(60_000);
    const object = { metadata: { resourceVersion: '101' } };
    const body = delivers ? `${JSON.stringify({ type: 'BOOKMARK', object })}\n` : '\n';
    api.script = ({ verb }) => (verb === 'watch' ? { body, after: 'end' } : undefined);
    api.endWatches();
    await sleep(1500);
    return live.counters().watches.reduce((sum, { watches }) => sum + watches, 0);
  };
  const [delivering, silent] = await Promise.all([waits(true), waits(false)]);
  t.ok(delivering > 2 * silent, `${delivering} watches in 1.5 s that brought something, ${silent} that did not`);
});

t.test('429 on a fresh read is waited for and asked again; the verdict is that of the answer', async (t) => {
  const opened = await open(t.teardown);
  let left = 2;
  opened.api.script = ({ verb }) => {
    if (verb !== 'get' || left === 0) return undefined;
    left -= 1;
    return { status: 429, headers: { 'retry-after': '0.1' }, body: '{}' };
  };
  t.match(await decide(opened, podWith('absent')), /^deny PG402/, 'the ServiceAccount has one that serves');
  t.equal(opened.live.counters().fresh.throttled, 2);
});
