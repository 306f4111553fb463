/** A live state as a whole, on a scripted API server: what it tells about itself, and what answers do besides answering. */
import { getEventListeners } from 'node:events';
import t from 'tap';
import { createApiClient } from '../src/cluster/api-client.js';
import { createDirectState } from '../src/cluster/direct.js';
import { createLiveState, readGroup, readVersion } from '../src/cluster/live.js';
import type { RightsEvent } from '../src/cluster/rights-ledger.js';
import { TIMINGS } from '../src/cluster/timings.js';
import { accessTo, type FakeApi, pullSecret, startFakeApi } from './support/fake-api-server.js';
import { EVERYTHING, openLive, until } from './support/live.js';

// The waits themselves keep no process alive.
const alive = setInterval(() => {}, 1000);
t.teardown(() => clearInterval(alive));

const PATIENT = { idleLimitMs: 60_000, quietMs: 60_000 };
const ALL = ['dockerconfigjson', 'dockercfg', 'serviceaccounts', 'namespaces'];

const put = (api: FakeApi): void => {
  api.put({ kind: 'Namespace', metadata: { name: 'shop' } });
  api.put({ kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } });
  api.put({ kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'shop' } });
  api.put(pullSecret('shop', 'a'));
  api.put(pullSecret('shop', 'b'));
  api.put(pullSecret('other', 'c'));
};

t.test('what it tells about itself, from the start to the end', async (t) => {
  let answer = (): void => {};
  const held = new Promise<void>((done) => {
    answer = done;
  });
  const { api, live, stop } = await openLive(t.teardown, {
    timings: PATIENT,
    waits: false,
    prepare: (fake) => {
      put(fake);
      fake.script = ({ verb, resource }) =>
        verb === 'list' && resource === 'namespaces' ? { status: 500, body: '{}', delayMs: 30 } : undefined;
      void held.then(() => {
        fake.script = () => undefined;
      });
    },
  });
  const ids = (list: readonly { readonly resource: string }[]): readonly string[] =>
    list.map(({ resource }) => resource);
  t.strictSame([live.synced(), ids(live.missing()), ids(live.unsynced())], [false, ALL, ALL]);
  t.strictSame(ids(live.blind()), ALL);
  t.strictSame(
    live.staleness(),
    ALL.map((resource) => ({ resource, namespace: '' })),
    'nothing was heard',
  );
  await until(() => live.missing().length === 1);
  t.strictSame([live.synced(), ids(live.missing()), ids(live.unsynced())], [false, ['namespaces'], ['namespaces']]);
  t.equal(live.hasNamespace('shop'), false);
  answer();
  await until(() => live.synced() && live.blind().length === 0);
  t.strictSame([live.missing(), live.unsynced()], [[], []]);
  t.strictSame(live.counts(), { namespaces: 1, serviceAccounts: 2, pullSecrets: 3 });
  t.strictSame([...live.heldSecrets()].map(({ name }) => name).sort(), ['a', 'b', 'c']);
  t.strictSame([live.hasNamespace('shop'), live.hasNamespace('other')], [true, false]);
  for (const { lastByteAt, ageMs } of live.staleness()) {
    t.ok(lastByteAt !== undefined && ageMs !== undefined && ageMs >= 0 && ageMs < 60_000);
    t.ok(Math.abs((lastByteAt ?? 0) + (ageMs ?? 0) - performance.now()) < 10_000);
  }
  const before = live.counters();
  t.strictSame(ids(before.watches), ALL);
  t.match(before.fresh, {
    asked: 0,
    unanswered: 0,
    gets: 0,
    lists: 0,
    places: 8,
    running: 0,
    waiting: 0,
    throttled: 0,
  });
  await live.view().fresh.ask({ about: 'secret', namespace: 'shop', name: 'gone' }, {});
  await live.view().fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, {});
  api.script = ({ verb }) => (verb === 'get' ? { status: 500, body: '{}' } : undefined);
  await live.view().fresh.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {});
  t.match(live.counters().fresh, { asked: 3, unanswered: 1, gets: 2, lists: 2 });
  await stop();
  await until(() => api.openSockets() === 0);
  t.match(await live.fresh.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {}), { state: 'unknown' });
});

t.test('a fresh list is taken over by memory, unless the watch was there meanwhile', async (t) => {
  const { api, live } = await openLive(t.teardown, { timings: PATIENT, prepare: put });
  await until(() => api.openWatches() === 4);
  api.putSilently(pullSecret('shop', 'silent'));
  const names = async (): Promise<readonly string[]> => {
    const lookup = await live.state.ask({ about: 'pullSecrets', namespace: 'shop' }, { hint: true });
    return lookup.state === 'found' ? lookup.value.map(({ name }) => name).sort() : [];
  };
  t.strictSame(await names(), ['a', 'b']);
  await live.view().fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, {});
  t.strictSame(await names(), ['a', 'b', 'silent']);
  t.strictSame(
    [...live.heldSecrets()].map(({ name }) => name).sort(),
    ['a', 'b', 'c', 'silent'],
    'and nothing else is lost',
  );
  api.script = ({ verb }) => (verb === 'list' ? { status: 500, body: '{}' } : undefined);
  await live.view().fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, {});
  t.strictSame(await names(), ['a', 'b', 'silent'], 'a list that failed takes nothing away');
});

t.test('rights that are lost are told by whatever is refused, and regained by whatever is not', async (t) => {
  const told: RightsEvent[] = [];
  let status: number | undefined;
  const { api, live } = await openLive(t.teardown, {
    timings: PATIENT,
    prepare: put,
    onRights: (event) => told.push(event),
  });
  await until(() => api.openWatches() === 4);
  const words = (): readonly string[] =>
    told.splice(0).map((each) => `${each.event} ${each.resource} ${each.namespace}${each.status}`);
  api.script = ({ resource, verb }) =>
    status !== undefined && resource === 'secrets' && verb === 'get' ? { status, body: '{}' } : undefined;
  const ask = () => live.view().fresh.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {});
  status = 403;
  await ask();
  t.strictSame(words(), ['lost secrets 403']);
  t.strictSame(live.lostRights(), [{ resource: 'secrets', namespace: '' }]);
  status = 500;
  await ask();
  t.strictSame(words(), [], 'who is broken has not looked at rights');
  status = undefined;
  await ask();
  t.strictSame(words(), ['regained secrets 200']);
  status = 401;
  await ask();
  t.strictSame(words(), ['lost secrets 401']);
});

t.test('what a watch is refused is told, and that it is opened again', async (t) => {
  const told: RightsEvent[] = [];
  const { api, live } = await openLive(t.teardown, {
    timings: PATIENT,
    prepare: put,
    onRights: (event) => told.push(event),
  });
  await until(() => api.openWatches() === 4);
  const words = (): readonly string[] =>
    told.splice(0).map((each) => `${each.event} ${each.resource} ${each.namespace}${each.status}`);
  api.script = ({ verb }) => (verb === 'get' ? { status: 403, body: '{}' } : undefined);
  await live.view().fresh.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {});
  t.strictSame(words(), ['lost secrets 403']);
  api.script = () => undefined;
  api.endWatches();
  await until(() => told.length > 0);
  t.strictSame(words(), ['regained secrets 200'], 'a watch that was opened says so as well');
  for (const refused of [403, 401]) {
    api.script = ({ resource, verb }) =>
      resource === 'serviceaccounts' && verb === 'watch' ? { status: refused, body: '{}' } : undefined;
    api.endWatches();
    await until(() => told.length > 0);
    t.strictSame(words().slice(0, 1), [`lost serviceaccounts ${refused}`]);
    api.script = () => undefined;
    await until(() => told.length > 0);
    t.strictSame(words(), ['regained serviceaccounts 200']);
  }
});

t.test('any answer of the API server wakes the watches that wait for it', async (t) => {
  const api = await startFakeApi();
  await api.halt();
  let faults = 0;
  const live = createLiveState({
    access: accessTo(api),
    rights: EVERYTHING,
    timings: { awayBaseMs: 60_000, awayMostMs: 60_000 },
    onEvent: () => {
      faults += 1;
    },
  });
  t.teardown(async () => {
    await live.stop();
    await api.close();
  });
  live.start();
  await until(() => faults === 4);
  await api.resume();
  t.match(await live.fresh.ask({ about: 'secret', namespace: 'shop', name: 'gone' }, {}), { state: 'absent' });
  t.ok((await until(() => live.synced())) < 10_000, 'not after the minute that they would wait');
});

t.test('the version and the groups of an API server, and whose nodes they are', async (t) => {
  const api = await startFakeApi();
  const client = createApiClient(accessTo(api));
  t.teardown(async () => {
    client.close();
    await api.close();
  });
  const { signal } = new AbortController();
  t.strictSame(await readVersion(client, TIMINGS, signal), { state: 'found', value: 'v1.36.2' });
  t.equal(getEventListeners(signal, 'abort').length, 0);
  const play = (status: number, body: string) => {
    api.script = () => ({ status, body });
  };
  play(200, '{"gitVersion":""}');
  t.strictSame(await readVersion(client, TIMINGS), { state: 'unknown', reason: 'the answer names no version' });
  play(403, '{}');
  const refused = { state: 'unknown', reason: 'Pullgate has no right to read that (403)' };
  t.strictSame(await readVersion(client, TIMINGS), refused);
  t.strictSame(await readGroup(client, TIMINGS, 'x'), refused);
  play(404, '{}');
  t.strictSame(await readVersion(client, TIMINGS), { state: 'unknown', reason: 'it answered 404' });
  t.strictSame(await readGroup(client, TIMINGS, 'x'), { state: 'found', value: false });
  play(200, '{}');
  t.strictSame(await readGroup(client, TIMINGS, 'config.openshift.io', signal), { state: 'found', value: true });
  t.equal(api.calls.at(-1)?.resource, '/apis/config.openshift.io');
  play(200, `"${'x'.repeat(65_600)}"`);
  const large = { state: 'unknown', reason: 'the answer is larger than 65536 bytes' };
  t.strictSame([await readVersion(client, TIMINGS), await readGroup(client, TIMINGS, 'x')], [large, large]);
  const over = await readGroup(client, TIMINGS, 'x', AbortSignal.abort());
  t.strictSame(over, { state: 'unknown', reason: 'there was no time left to ask' });

  const direct = createDirectState(accessTo(api));
  t.teardown(direct.close);
  const provider = async (version: string | undefined, group: boolean, asked: boolean) => {
    const from = api.calls.length;
    api.script = ({ resource }) => {
      if (resource === '/version') {
        return version === undefined ? { status: 403, body: '{}' } : { body: JSON.stringify({ gitVersion: version }) };
      }
      return { status: group ? 200 : 404, body: '{}' };
    };
    const found = await direct.provider(asked);
    return [found, ...api.calls.slice(from).map(({ resource }) => resource)];
  };
  const GROUP = '/apis/config.openshift.io';
  t.strictSame(await provider('v1.33.5-eks-1', true, false), ['eks', '/version']);
  t.strictSame(await provider('v1.33.5-eks-1', true, true), ['openshift', '/version', GROUP]);
  t.strictSame(await provider('v1.33.5-eks-1', false, true), ['eks', '/version', GROUP]);
  t.strictSame(await provider(undefined, false, false), ['none', '/version']);
  api.script = () => undefined;
  api.put(pullSecret('shop', 'a'));
  const timers = t.capture(globalThis, 'setTimeout', globalThis.setTimeout);
  t.match(await direct.state.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {}), { state: 'found' });
  t.ok(
    timers().some(({ args }) => args[1] === 15_000),
    'a person waits longer than a review',
  );
});

t.test('a live state asks for the version and the groups with its own client', async (t) => {
  const { live, api } = await openLive(t.teardown, { timings: PATIENT });
  t.strictSame(await live.version({}), { state: 'found', value: 'v1.36.2' });
  api.script = ({ resource }) => (resource.startsWith('/apis') ? { status: 404, body: '{}' } : undefined);
  t.strictSame(await live.hasGroup('x', {}), { state: 'found', value: false });
  t.match(await live.version({ signal: AbortSignal.abort() }), { state: 'unknown' });
  t.match(await live.hasGroup('x', { signal: AbortSignal.abort() }), { state: 'unknown' });
});
