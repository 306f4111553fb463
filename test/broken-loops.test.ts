/**
 * What breaks in here, in a loop that nobody waits for: it is counted and told, the loop goes on, and until it has listed
 * again nobody relies on what it holds. The scripted API server is that of test/slow/live.test.ts.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { cacheReadings } from '../src/cli/cluster-figures.js';
import { createFaults } from '../src/cli/faults.js';
import { stopParts } from '../src/cli/stop.js';
import { type Answer, createApiClient } from '../src/cluster/api-client.js';
import { createConfirm } from '../src/cluster/confirm.js';
import { convertSecret, type Kept, secretSteps } from '../src/cluster/convert.js';
import type { ClusterEvent } from '../src/cluster/events.js';
import { createGate } from '../src/cluster/gate.js';
import { createStore, type Store } from '../src/cluster/store.js';
import { TIMINGS, type Timings } from '../src/cluster/timings.js';
import { createWatchLoop } from '../src/cluster/watch.js';
import { watchConfig } from '../src/config/watch.js';
import type { PullSecret } from '../src/core/types.js';
import { createLog } from '../src/log/log.js';
import { createMetricsRegistry } from '../src/metrics/registry.js';
import type { TlsEvent } from '../src/tls/ports.js';
import { createSelfSource } from '../src/tls/self.js';
import { paceHandshakes } from '../src/webhook/handshakes.js';
import { readValue } from './support/exposition.js';
import { type ApiObject, accessTo, pullSecret, startFakeApi } from './support/fake-api-server.js';
import { openLive, QUICK, until } from './support/live.js';
import { createServed, createTestClock, NAMES, TIMES, untilAsleep } from './support/tls-replicas.js';
import { createTlsWorld } from './support/tls-stores.js';

// The waits themselves keep no process alive.
const alive = setInterval(() => {}, 1000);
t.teardown(() => clearInterval(alive));

// ------------------------------------------------------------------------------------------------------------ watches

type Fault = Extract<ClusterEvent, { event: 'fault' }>;

interface Broken {
  readonly convert?: (object: unknown) => Kept<PullSecret> | undefined;
  readonly steps?: typeof secretSteps;
  readonly store?: Store<PullSecret>;
  readonly emit?: (event: ClusterEvent) => void;
  readonly onReached?: () => void;
  readonly timings?: Partial<Timings>;
}

async function watchSecrets(t: Test, broken: Broken, ...objects: readonly ApiObject[]) {
  const api = await startFakeApi();
  api.bookmarkEvery(50);
  api.putAll(objects);
  const events: ClusterEvent[] = [];
  const store = broken.store ?? createStore<PullSecret>();
  const stopping = new AbortController();
  const client = createApiClient(accessTo(api));
  const { steps } = broken;
  const loop = createWatchLoop<PullSecret>({
    id: { resource: 'dockerconfigjson', namespace: '' },
    list: {
      path: '/api/v1/secrets',
      query: { fieldSelector: 'type=kubernetes.io/dockerconfigjson' },
      convert: broken.convert ?? convertSecret,
      ...(steps === undefined ? {} : { steps: (object: unknown) => steps(object, store.get) }),
    },
    store,
    client,
    timings: { ...TIMINGS, ...QUICK, ...broken.timings },
    clock: () => performance.now(),
    random: Math.random,
    emit: (event) => {
      events.push(event);
      broken.emit?.(event);
    },
    onReached: () => broken.onReached?.(),
  });
  const ended = loop.run(stopping.signal);
  t.teardown(async () => {
    stopping.abort();
    client.close();
    await ended;
    await api.close();
  });
  const faults = (): readonly Fault[] =>
    events.flatMap((each) => (each.event === 'fault' && each.fault === 'internal' ? [each] : []));
  return { api, loop, store, events, faults };
}

const nameOf = (object: unknown): unknown => (object as ApiObject).metadata.name;
const large = (name: string): ApiObject => ({ ...pullSecret('shop', name), note: 'x'.repeat(64 * 1024) });

/** Throws at what is called `poison`, for as long as `isBroken`. */
function poisoned() {
  const poison = {
    isBroken: true,
    thrown: 0,
    check: (object: unknown): void => {
      if (!poison.isBroken || nameOf(object) !== 'poison') return;
      poison.thrown += 1;
      throw new TypeError('secret words of the object');
    },
  };
  return poison;
}

t.test('a converter that throws at an event: told, not relied upon, and listed again', async (t) => {
  for (const way of ['convert', 'steps', 'steps of a list'] as const) {
    const poison = poisoned();
    const broken: Broken =
      way === 'convert'
        ? {
            convert: (object) => {
              poison.check(object);
              return convertSecret(object);
            },
          }
        : {
            steps: function* (object, findHeld) {
              poison.check(object);
              return yield* secretSteps(object, findHeld);
            },
          };
    const { api, loop, store, events, faults } = await watchSecrets(t, broken, pullSecret('shop', 'a'));
    await until(() => loop.isCurrent());
    t.same([loop.hasListed(), loop.synced()], [true, true]);

    if (way === 'steps of a list') {
      api.putSilently(pullSecret('shop', 'poison'));
      api.compact();
      api.endWatches();
    } else api.put(way === 'steps' ? large('poison') : pullSecret('shop', 'poison'));
    await until(() => !loop.synced());
    t.same([loop.hasListed(), loop.synced(), loop.isCurrent()], [true, false, false], way);
    t.ok(store.get('shop', 'a'), 'what was held is still there to be confirmed');
    // It goes on trying, and does not burden the API server with it.
    await until(() => faults().length >= 3);
    t.equal(loop.counters().faults.internal, faults().length);
    t.match(faults()[0], { detail: 'a fault of Pullgate (TypeError)', error: TypeError });
    t.ok(
      faults()
        .slice(1)
        .some(({ waitMs }) => waitMs > 0),
      'with backoff',
    );
    t.notMatch(
      JSON.stringify(events.map(({ event, ...rest }) => ({ ...rest, event, error: undefined }))),
      /secret words/,
    );

    poison.isBroken = false;
    await until(() => loop.synced() && store.get('shop', 'poison') !== undefined);
    await until(() => loop.isCurrent());
    t.equal(events.filter(({ event }) => event === 'synced').length, 2, 'and says so');
    // The first, the last, and one for each throw; the first throw was of the watch where an event was converted.
    t.equal(loop.counters().lists, poison.thrown + (way === 'steps of a list' ? 2 : 1), 'LISTs');
    api.put(pullSecret('shop', 'b'));
    await until(() => store.get('shop', 'b') !== undefined);
  }
});

t.test('a store that throws: the same, in a watch and in the check', async (t) => {
  const inner = createStore<PullSecret>();
  let isBroken = false;
  const store: Store<PullSecret> = {
    ...inner,
    get size() {
      return inner.size;
    },
    set: (kept) => {
      if (isBroken) throw new RangeError('no room');
      inner.set(kept);
    },
    read: () => {
      const reading = inner.read();
      return {
        ...reading,
        write: (differences) => {
          if (isBroken) throw new RangeError('no room');
          return reading.write(differences);
        },
      };
    },
  };
  const { api, loop, faults } = await watchSecrets(t, { store, timings: { checkEveryMs: 30, checkGraceMs: 5 } });
  await until(() => loop.isCurrent());
  isBroken = true;
  api.putSilently(pullSecret('shop', 'missed'));
  await until(() => faults().some(({ during }) => during === 'check'));
  await until(() => loop.synced() && inner.get('shop', 'missed') !== undefined);
  t.equal(loop.counters().repairs, 0, 'listed again, not repaired');

  await until(() => loop.isCurrent());
  api.put(pullSecret('shop', 'told'));
  await until(() => faults().some(({ during }) => during === 'watch'));
  isBroken = false;
  await until(() => loop.synced() && inner.get('shop', 'told') !== undefined);
});

t.test('whoever is told throws each time: that costs neither the loop nor what it holds', async (t) => {
  const { api, loop, store, events } = await watchSecrets(t, {
    emit: () => {
      throw new Error('the log is broken');
    },
  });
  await until(() => loop.isCurrent());
  t.equal(loop.counters().lists, 1);
  t.same(
    events.map(({ event }) => event),
    ['synced', 'fault'],
    'and that it threw, once',
  );
  t.equal(loop.counters().faults.internal, 2);
  api.put(pullSecret('shop', 'a'));
  await until(() => store.get('shop', 'a') !== undefined);
  api.endWatches();
  await until(() => loop.counters().watches === 2 && loop.isCurrent());
  t.equal(loop.counters().lists, 1);
});

t.test('a throw when a watch opens leaves no socket behind', async (t) => {
  let reached = 0;
  const { api, loop, faults } = await watchSecrets(t, {
    onReached: () => {
      reached += 1;
      if (reached === 2) throw new Error('a ledger is broken');
    },
  });
  await until(() => loop.isCurrent());
  t.equal(faults().length, 1);
  t.equal(loop.counters().lists, 2);
  await until(() => api.openWatches() === 1);
});

t.test('a live cluster stays ready, and says which kind is not relied upon', async (t) => {
  let isBroken = true;
  const { live, api } = await openLive(t.teardown, {
    onRights: ({ event }) => {
      if (event === 'regained') throw new Error('whoever is told is broken');
    },
  });
  await until(() => api.openWatches() === 4 && live.blind().length === 0);
  t.same(live.unsynced(), []);
  let refusals = 1;
  api.script = ({ verb, resource }) => {
    if (resource !== 'serviceaccounts') return undefined;
    if (verb === 'list') return isBroken ? { status: 500, body: '{}' } : undefined;
    refusals -= 1;
    return refusals < 0 ? undefined : { status: 403, body: '{}' };
  };
  api.endWatches();
  await until(() => live.unsynced().length > 0);
  await until(() => live.blind().length === 1);
  t.same(live.unsynced(), [{ resource: 'serviceaccounts', namespace: '' }]);
  t.same(live.blind(), live.unsynced(), 'what rests on it is confirmed');
  t.ok(live.synced(), 'readiness does not fall back');
  t.same(live.missing(), []);
  const { silentMs, ...figures } = cacheReadings(live, { secrets: 'cluster' }, { perSecret: false }, Date.now)
    .figures()
    .find(({ resource }) => resource === 'serviceaccounts') ?? { silentMs: 0 };
  t.same(figures, { resource: 'serviceaccounts', synced: false }, 'and the metric tells it');
  isBroken = false;
  await until(() => live.unsynced().length === 0 && live.blind().length === 0);
});

// ------------------------------------------------------------------------------------------------------ other loops

const FOUND: Answer = { kind: 'found', body: {}, bytes: 2 };

t.test('a call that throws gives its place back, and whoever asked hears of it', async (t) => {
  const gate = createGate({ timings: { ...TIMINGS, callsAtFirst: 2, callsMost: 2 }, clock: () => 0 });
  for (let turn = 0; turn < 5; turn += 1) {
    const way =
      turn % 2 === 0
        ? () => Promise.reject(new Error('broken'))
        : () => {
            throw new Error('broken');
          };
    await t.rejects(gate.pass('shop', 'get', way), { message: 'broken' });
  }
  t.match(gate.figures(), { running: 0, waiting: 0, places: 2 }, 'and it says nothing about the API server');
  t.same(await gate.pass('shop', 'get', async () => FOUND), FOUND);
});

t.test('a question that breaks while a silent server is not waited for ends nothing', async (t) => {
  const held = { state: 'found', value: 1 } as const;
  const confirm = createConfirm({ timings: { confirmMs: 1 }, clock: () => 0 });
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', note);
  t.teardown(() => process.off('unhandledRejection', note));
  t.same(
    await confirm(
      held,
      () => new Promise(() => {}),
      () => false,
    ),
    held,
  );
  t.same(
    await confirm(
      held,
      () => Promise.reject(new Error('broken')),
      () => false,
    ),
    held,
  );
  await new Promise(setImmediate);
  t.same(unhandled, []);
  const fresh = createConfirm({ timings: { confirmMs: 1000 }, clock: () => 0 });
  await t.rejects(
    fresh(
      held,
      () => Promise.reject(new Error('broken')),
      () => false,
    ),
    'who waits hears of it',
  );
});

t.test('a change that could not be put to use is tried again, less and less often', async (t) => {
  const path = join(mkdtempSync(join(tmpdir(), 'pullgate-broken-')), 'watched.yaml');
  writeFileSync(path, 'mode: warn\n');
  let tries = 0;
  let isBroken = true;
  const faults: unknown[] = [];
  const watch = await watchConfig(
    path,
    () => {
      tries += 1;
      if (isBroken) throw new Error('broken');
    },
    { intervalMs: 2, onFault: (error) => faults.push(error) },
  );
  t.teardown(watch.close);
  writeFileSync(path, 'mode: off\n');
  const began = performance.now();
  await until(() => tries === 7);
  t.equal(faults.length, 7);
  // 1, 2, 4, 8, 16, 32 and 64 intervals apart; a timer is late, and never early.
  t.ok(performance.now() - began >= 100, 'and not every 2 ms');
  isBroken = false;
  await until(() => tries === 8);
  await watch.look();
  await watch.look();
  t.equal(tries, 8, 'until it has worked');
  t.equal(faults.length, 7);
});

t.test('a certificate is looked after whatever breaks: the origin, or whoever is told', async (t) => {
  const world = createTlsWorld();
  const clock = createTestClock();
  let isBroken = false;
  const turn = async (operation: string): Promise<void> => {
    if (isBroken && operation === 'get secret') throw new TypeError('broken');
  };
  const events: TlsEvent[] = [];
  const source = createSelfSource({
    ...createServed(clock).deps,
    ...world.view(turn),
    names: NAMES,
    times: TIMES,
    pollMs: 10_000,
    jitterMs: 0,
    onEvent: (event) => {
      events.push(event);
      throw new Error('the log is broken');
    },
  });
  source.start();
  t.teardown(source.stop);
  await untilAsleep(clock, 1);
  t.equal(source.notReady(), undefined, 'ready, though nobody could be told');
  t.ok(events.some(({ event }) => event === 'broken'));

  isBroken = true;
  events.length = 0;
  await untilAsleep(clock, 1);
  clock.advance(3_600_000);
  await untilAsleep(clock, 1);
  t.ok(events.some((event) => event.event === 'broken' && event.error instanceof TypeError));
  t.match(
    events.find(({ event }) => event === 'fault'),
    { detail: 'a fault of Pullgate (TypeError)' },
  );
  isBroken = false;
  events.length = 0;
  clock.advance(3_600_000);
  await untilAsleep(clock, 1);
  t.ok(
    events.some(({ event }) => event === 'recovered'),
    'it goes on',
  );
});

t.test('a handshake that cannot begin costs its own connection', async (t) => {
  const server = new EventEmitter();
  const begun: string[] = [];
  server.on('connection', (socket: Socket) => {
    if (socket.remoteAddress === 'bad') throw new Error('broken');
    begun.push(socket.remoteAddress ?? '');
  });
  const faults: unknown[] = [];
  // What is not an emitter of a server is not asked for.
  const now = () => performance.now();
  paceHandshakes(server as Server, { now, onBegin: () => {}, onFault: (error) => faults.push(error) });
  let destroyed = 0;
  for (const remoteAddress of ['bad', 'good', 'bad', 'good']) {
    const destroy = (): void => {
      destroyed += 1;
    };
    server.emit('connection', Object.assign(new EventEmitter(), { remoteAddress, destroyed: false, destroy }));
  }
  await until(() => begun.length === 2);
  t.same([faults.length, destroyed], [2, 2]);
});

// ------------------------------------------------------------------------------------------------------ counted, ended

/** The lines of a log, as they are written. */
function openLog() {
  const lines: string[] = [];
  return { lines, log: createLog({ level: 'info', to: { write: (line) => void lines.push(line) } }) };
}

t.test('faults are counted by loop, and told in a line that quotes nothing', async (t) => {
  const { lines, log } = openLog();
  const registry = createMetricsRegistry({ version: '1', node: 'v20' });
  const faults = createFaults(log, registry);
  faults.note('config', new Error('cannot read "c2VjcmV0"'));
  faults.count('watch');
  const text = await registry.metrics();
  t.equal(readValue(text, 'pullgate_internal_faults_total{loop="config"}'), 1);
  t.equal(readValue(text, 'pullgate_internal_faults_total{loop="watch"}'), 1);
  t.equal(readValue(text, 'pullgate_internal_faults_total{loop="certificates"}'), 0);
  t.equal(lines.length, 1);
  t.match(JSON.parse(lines[0] ?? ''), { level: 'error', event: 'fault', loop: 'config', err: { type: 'Error' } });
  t.notMatch(lines[0], 'c2VjcmV0');
});

t.test('what is stopped takes a bounded time, whatever one of it does', async (t) => {
  const { lines, log } = openLog();
  const told = (): readonly string[] =>
    lines.splice(0).map((line) => {
      const { what = '', msg } = JSON.parse(line);
      return `${what} ${msg}`;
    });
  const parts = {
    good: async () => {},
    bad: async () => {
      throw new Error('broken');
    },
    stuck: () => new Promise<void>(() => {}),
  };
  await stopParts(parts, log, 20);
  t.same(told(), [
    'good stopped',
    'bad it could not be stopped: this is a fault of Pullgate',
    'stuck not stopped within 0.02 s',
    ' closed',
  ]);
  await stopParts({ good: parts.good }, log, 60_000);
  t.same(told(), ['good stopped', ' closed'], 'and no longer than it takes');
});
