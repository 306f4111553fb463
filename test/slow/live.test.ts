/**
 * The watch layer against all that servers and networks were seen to do (design 7.1). Each fault is played by a scripted
 * API server; then the cache must hold what the server holds, without having burdened it.
 */
import t from 'tap';
import type { FaultKind } from '../../src/cluster/events.js';
import { TIMINGS } from '../../src/cluster/timings.js';
import { type Call, type Play, pullSecret, type Script } from '../support/fake-api-server.js';
import { EVENT, EXPIRED, HOSTILE } from '../support/hostile-lines.js';
import { openLive, QUICK, sleep, until } from '../support/live.js';
import { counters, faults, held, holds, isList, isWatch, mostWithin } from '../support/live-figures.js';
import { openWithToken } from '../support/live-token.js';

// The waits themselves keep no process alive.
const alive = setInterval(() => {}, 1000);
t.teardown(() => clearInterval(alive));

/** Plays for the first `times` calls that match. */
function first(times: number, matches: (call: Call) => boolean, play: Play): Script {
  let left = times;
  return (call) => {
    if (!matches(call) || left === 0) return undefined;
    left -= 1;
    return play;
  };
}

t.test('lists are consistent and paged, watches go on from them with bookmarks and an end', async (t) => {
  const { api } = await openLive(t.teardown);
  await until(() => api.openWatches() === 4);
  const lists = api.calls.filter(({ verb }) => verb === 'list');
  const watches = api.calls.filter(({ verb }) => verb === 'watch');
  t.same(lists.map(({ resource, query }) => [resource, query]).sort(byText), [
    ['namespaces', { limit: '500' }],
    ['secrets', { fieldSelector: 'type=kubernetes.io/dockercfg', limit: '500' }],
    ['secrets', { fieldSelector: 'type=kubernetes.io/dockerconfigjson', limit: '500' }],
    ['serviceaccounts', { limit: '500' }],
  ]);
  t.equal(watches.length, 4);
  for (const { query } of watches) {
    t.match(query, { watch: 'true', allowWatchBookmarks: 'true', resourceVersion: '100' });
    const seconds = Number(query['timeoutSeconds']);
    t.ok(seconds >= 290 && seconds <= 590, `timeoutSeconds ${seconds}`);
  }
});

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

t.test('what is created, changed and deleted is held within a moment', async (t) => {
  const { api, live } = await openLive(t.teardown);
  api.put(pullSecret('shop', 'a'));
  api.put(pullSecret('shop', 'b', 'ghcr.io'));
  api.put({ kind: 'Secret', metadata: { name: 'other', namespace: 'shop' }, data: {} });
  await until(holds(live, 'a', 'b'));
  api.put(pullSecret('shop', 'b', 'quay.io'));
  api.remove('Secret', 'shop', 'a');
  await until(holds(live, 'b'));
  t.match(await live.state.ask({ about: 'secret', namespace: 'shop', name: 'b' }, {}), {
    value: { entries: [{ normalized: 'quay.io' }] },
  });
  t.equal(counters(live).lists, 1);
});

t.test('a frozen peer is noticed by its silence, and nothing is lost', async (t) => {
  const { api, live } = await openLive(t.teardown);
  await until(() => api.openWatches() === 4);
  await sleep(100);
  api.freeze();
  api.put(pullSecret('shop', 'a'));
  const ms = await until(holds(live, 'a'));
  t.ok(ms < 450, `noticed and healed after ${Math.round(ms)} ms; the limit is ${QUICK.idleLimitMs} ms without a byte`);
  t.equal(faults(live, 'idle'), 1);
  t.equal(counters(live).lists, 1, 'it went on from the last version, without a LIST');
});

t.test(
  'where nobody asks, all is held and trusted within five seconds of the return of a server that was away',
  async (t) => {
    const { api, live } = await openLive(t.teardown, { timings: TIMINGS });
    await until(() => live.blind().length === 0);
    await api.halt();
    // Long enough for the tries to have become as rare as they get.
    await sleep(12_000);
    api.put(pullSecret('shop', 'a'));
    await api.resume();
    const ms = await until(() => live.blind().length === 0, 40_000);
    t.ok(ms < 5000, `after ${Math.round(ms)} ms`);
    t.strictSame(await held(live), ['a']);
  },
);

t.test('a bookmark moves the version on, and nothing else', async (t) => {
  const { api, live } = await openLive(t.teardown);
  api.put({ kind: 'Namespace', metadata: { name: 'x' } });
  await until(() => counters(live).bookmarks > 2);
  api.endWatches();
  await until(() => api.calls.filter(isWatch).length === 2);
  t.equal(api.calls.filter(isWatch).at(-1)?.query['resourceVersion'], '101', 'a version that no secret has');
});

t.test(
  'a watch that ends in time is opened again at once, one that is cut again and again more and more slowly',
  async (t) => {
    // A wait, if there were one, would be long.
    const slow = await openLive(t.teardown, { timings: { backoffBaseMs: 60_000, backoffMostMs: 60_000 } });
    await until(() => slow.api.openWatches() === 4);
    await sleep(100);
    slow.api.endWatches();
    await until(() => slow.api.openWatches() === 4);

    const { api, live } = await openLive(t.teardown, { timings: { backoffBaseMs: 40, backoffMostMs: 400 } });
    const cut = setInterval(api.endWatches, 10);
    const writes = Array.from({ length: 20 }, (_, index) => `s${index + 10}`);
    for (const name of writes) {
      api.put(pullSecret('shop', name));
      if (name !== 's29') api.remove('Secret', 'shop', name);
      await sleep(30);
    }
    clearInterval(cut);
    const tries = api.calls.filter(isWatch).length - 2;
    t.ok(tries < 20, `${tries} watches in 600 ms of being cut every 10 ms`);
    await until(holds(live, 's29'));
    t.equal(counters(live).lists, 1, 'no LIST was needed');
  },
);

const GONE: Play = { status: 410, body: '{"kind":"Status","reason":"Expired"}' };

for (const [name, play] of [
  ['as a status', GONE],
  ['as an event', { body: EXPIRED, after: 'end' }],
  ['as an event, then silence', { body: EXPIRED, after: 'silent' }],
] as const) {
  t.test(`410 ${name}, again and again, makes few LISTs, and heals`, async (t) => {
    const { api, live } = await openLive(t.teardown, {
      prepare: (fake) => {
        fake.script = (call) => (isWatch(call) ? play : undefined);
      },
    });
    await sleep(900);
    const lists = api.calls.filter(isList).length;
    // The first, then 2 in each window of 400 ms that has begun.
    t.ok(lists <= 1 + 6, `${lists} LISTs in 900 ms, at most 2 in 400 ms`);
    t.ok(mostWithin(api.calls.filter(isList).slice(1), 330) <= 2, 'never more than two in a window');
    t.ok(api.calls.filter(isWatch).length <= 8, `${api.calls.filter(isWatch).length} watches`);
    api.script = () => undefined;
    api.put(pullSecret('shop', 'a'));
    await until(holds(live, 'a'));
    t.ok(faults(live, 'expired') >= 2);
    t.equal(counters(live, 'dockercfg').lists, 1, 'the other watch is not touched');
  });
}

t.test('410 within a list, again and again, makes few LISTs, and heals', async (t) => {
  const { api, live } = await openLive(t.teardown, {
    waits: false,
    timings: { pageSize: 1 },
    prepare: (fake) => {
      fake.putAll([pullSecret('shop', 'a'), pullSecret('shop', 'b')]);
      fake.script = (call) => (isList(call) && call.query['continue'] !== undefined ? GONE : undefined);
    },
  });
  await sleep(900);
  const begun = api.calls.filter((call) => isList(call) && call.query['continue'] === undefined);
  t.ok(begun.length <= 1 + 6, `${begun.length} LISTs in 900 ms, at most 2 in 400 ms`);
  t.ok(mostWithin(begun.slice(1), 330) <= 2, 'never more than two in a window');
  t.notOk(live.synced());
  api.script = () => undefined;
  await until(holds(live, 'a', 'b'));
});

t.test('410 once, then a server that says nothing: noticed by the silence', async (t) => {
  const { api, live } = await openLive(t.teardown);
  await until(() => api.openWatches() === 4);
  const gone = first(1, isWatch, { body: EXPIRED, after: 'silent' });
  const silence = first(1, isWatch, { after: 'silent' });
  api.script = (call) => gone(call) ?? silence(call);
  api.endWatches();
  api.put(pullSecret('shop', 'a'));
  await until(holds(live, 'a'));
  await until(() => faults(live, 'idle') === 1);
  api.put(pullSecret('shop', 'b'));
  await until(holds(live, 'a', 'b'));
  t.equal(counters(live).lists, 2);
});

t.test('a version that is compacted away is listed again', async (t) => {
  const { api, live } = await openLive(t.teardown);
  await until(() => api.openWatches() === 4);
  api.freeze();
  api.put(pullSecret('shop', 'a'));
  api.compact();
  await until(holds(live, 'a'));
  t.equal(faults(live, 'expired'), 1);
});

t.test('a hostile line ends the watch, is counted, and what it may have hidden is listed', async (t) => {
  const rows = HOSTILE.map(async ([name, kind, body]) => {
    const { api, live } = await openLive(t.teardown, {
      timings: { idleLimitMs: 5000, headerDeadlineMs: 5000, pageDeadlineMs: 5000, listDeadlineMs: 5000 },
      prepare: (fake) => {
        fake.script = first(1, isWatch, { body, after: 'silent' });
      },
    });
    api.put(pullSecret('shop', 'a'));
    await until(holds(live, 'a'));
    t.same([name, counters(live).lists, faults(live, kind)], [name, 2, 1]);
    t.equal(await until(() => api.openWatches() === 4).then(() => 'watched'), 'watched', name);
  });
  await Promise.all(rows);
});

t.test('half a line at the end of a watch is a lost event, half a line before a cut is sent again', async (t) => {
  for (const [after, lists] of [
    ['end', 2],
    ['cut', 1],
  ] as const) {
    const { api, live } = await openLive(t.teardown, {
      prepare: (fake) => {
        fake.script = first(1, isWatch, { body: EVENT.slice(0, 40), after });
      },
    });
    api.put(pullSecret('shop', 'a'));
    await until(holds(live, 'a'));
    t.equal(counters(live).lists, lists, after);
  }
});

t.test('a LIST that hangs keeps its own resource unknown, and no other', async (t) => {
  const { api, live } = await openLive(t.teardown, {
    waits: false,
    prepare: (fake) => {
      fake.put({ kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } });
      fake.put(pullSecret('shop', 'a'));
      fake.script = (call) => (isList(call) ? { after: 'hang' } : undefined);
    },
  });
  await until(() => live.missing().length === 1);
  t.same(live.missing(), [{ resource: 'dockerconfigjson', namespace: '' }]);
  t.notOk(live.synced());
  t.match(await live.state.ask({ about: 'serviceAccount', namespace: 'shop', name: 'default' }, {}), {
    state: 'found',
  });
  t.same(await live.state.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {}), {
    state: 'unknown',
    reason: 'Pullgate has not read the cluster yet',
  });
  await until(() => faults(live, 'deadline') === 2);
  api.script = () => undefined;
  await until(() => live.synced());
  t.match(await live.state.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {}), { state: 'found' });
});

t.test('a watch whose headers never come is given up, and so is a list whose pages take too long in all', async (t) => {
  const { api, live } = await openLive(t.teardown, {
    // A machine that does other things must not take as long for what does come.
    timings: { headerDeadlineMs: 1000 },
    prepare: (fake) => {
      fake.script = first(1, isWatch, { after: 'hang' });
    },
  });
  api.put(pullSecret('shop', 'a'));
  await until(holds(live, 'a'));
  t.same([faults(live, 'deadline'), counters(live).lists], [1, 1]);

  const slow = await openLive(t.teardown, {
    waits: false,
    timings: { pageSize: 10, listDeadlineMs: 300 },
    prepare: (fake) => {
      fake.putAll(Array.from({ length: 100 }, (_, index) => pullSecret('shop', `s${index}`)));
      fake.script = (call) => (isList(call) ? { delayMs: 100 } : undefined);
    },
  });
  await until(() => faults(slow.live, 'deadline') === 1);
  t.ok(slow.api.calls.filter(isList).length <= 5, 'ten pages of 100 ms each do not fit into 300 ms');
  slow.api.script = () => undefined;
  await until(() => slow.live.synced());
  t.equal((await held(slow.live)).length, 100);
});

t.test('500s, resets and garbage on LIST and WATCH are tried again with growing waits', async (t) => {
  const plays: readonly (readonly [string, FaultKind, Play])[] = [
    ['500', 'status', { status: 500, body: 'oops' }],
    ['403', 'forbidden', { status: 403, body: '{"kind":"Status"}' }],
    ['a reset', 'connection', { body: '{', after: 'cut' }],
    ['HTML', 'malformed', { body: '<html>' }],
    ['a list that is none', 'malformed', { body: '{"items":3}' }],
  ];
  const rows = plays.flatMap(([name, kind, play]) =>
    [isList, isWatch].map(async (matches) => {
      const { api, live, events } = await openLive(t.teardown, {
        // Ten start at once, and none of them is about being late.
        timings: { headerDeadlineMs: 5000, pageDeadlineMs: 5000, listDeadlineMs: 5000 },
        prepare: (fake) => {
          fake.script = first(2, matches, play);
        },
      });
      api.put(pullSecret('shop', 'a'));
      await until(holds(live, 'a'));
      const during = matches === isList ? 'list' : 'watch';
      const told = events.filter((each) => each.event === 'fault' && each.during === during);
      t.ok(told.length >= 2 || (told.length > 0 && matches === isWatch), `${name} during ${during}: told`);
      t.ok(faults(live, kind) >= 1, `${name} during ${during} is ${kind}`);
    }),
  );
  await Promise.all(rows);
});

t.test('Retry-After is obeyed', async (t) => {
  const { api, live } = await openLive(t.teardown, {
    prepare: (fake) => {
      fake.script = first(1, isList, { status: 429, headers: { 'retry-after': '1' }, body: '{}' });
    },
  });
  const [begin, again] = api.calls.filter(isList);
  t.ok((again?.at ?? 0) - (begin?.at ?? 0) >= 995, 'a second was waited, where the backoff alone is 10 ms');
  t.equal(faults(live, 'throttled'), 1);
});

t.test('pages are followed, a 410 between them begins anew, and pages too large are made smaller', async (t) => {
  const many = Array.from({ length: 1203 }, (_, index) => pullSecret('shop', `s${index}`));
  const paged = await openLive(t.teardown, { prepare: (fake) => fake.putAll(many) });
  t.equal((await held(paged.live)).length, 1203);
  t.equal(paged.api.calls.filter(isList).length, 3);

  const isSecond = (call: Call): boolean => isList(call) && call.query['continue']?.startsWith('500') === true;
  const expired = await openLive(t.teardown, {
    prepare: (fake) => {
      fake.putAll(many);
      fake.script = first(1, isSecond, { status: 410, body: '{"kind":"Status","reason":"Expired"}' });
    },
  });
  t.equal((await held(expired.live)).length, 1203);
  t.equal(expired.api.calls.filter(isList).length, 5);
  t.equal(counters(expired.live).lists, 1);

  const small = await openLive(t.teardown, {
    timings: { pageBytes: 60_000 },
    prepare: (fake) => fake.putAll(many.slice(0, 603)),
  });
  t.equal((await held(small.live)).length, 603);
  const limits = small.api.calls.filter(isList).map(({ query }) => Number(query['limit']));
  t.same(limits.slice(0, 2), [500, 50], 'a tenth after one that was too large');
  t.ok(
    limits.slice(2).every((limit) => limit > 5 && limit <= 150),
    `then as many as fit: ${limits.join(' ')}`,
  );
});

t.test('410 on every continue: a list is begun anew twice, which is all that a minute allows', async (t) => {
  const { api, live } = await openLive(t.teardown, {
    waits: false,
    timings: { relistWindowMs: 5000 },
    prepare: (fake) => {
      fake.putAll(Array.from({ length: 501 }, (_, index) => pullSecret('shop', `s${index}`)));
      fake.script = (call) =>
        isList(call) && call.query['continue'] !== undefined ? { status: 410, body: '{}' } : undefined;
    },
  });
  await until(() => api.calls.filter(isList).length >= 3 * 2);
  await sleep(200);
  t.equal(api.calls.filter(isList).length, 3 * 2, 'three rounds of two pages, then patience');
  t.match(counters(live), { lists: 1, relists: 2 });
});

t.test('a rotated token is read at once when the old one is refused', async (t) => {
  const { api, live, rotate } = await openWithToken(t.teardown, 'one');
  t.same([...new Set(api.calls.map(({ token }) => token))], ['one']);
  rotate('two');
  api.endWatches();
  api.put(pullSecret('shop', 'a'));
  const ms = await until(holds(live, 'a'));
  t.ok(ms < 300, `back after ${Math.round(ms)} ms`);
  t.equal(api.calls.at(-1)?.token, 'two');
  t.equal(faults(live, 'unauthorized'), 0, 'the call was made again before anybody noticed');

  api.tokens = ['three'];
  api.endWatches();
  await until(() => faults(live, 'unauthorized') > 0);
  t.match(await live.fresh.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {}), {
    state: 'unknown',
    reason: /credentials of Pullgate/,
  });
});

t.test('an API server that goes away and comes back is found again, without a LIST and without a storm', async (t) => {
  const { api, live, events } = await openLive(t.teardown, {
    timings: { backoffBaseMs: 50, backoffMostMs: 400, staleAfterMs: 100 },
  });
  await until(() => api.openWatches() === 4);
  await api.halt();
  api.put(pullSecret('shop', 'a'));
  await sleep(500);
  const tries = counters(live).watches - 1;
  t.ok(tries <= 12, `${tries} tries in 500 ms`);
  t.ok(live.synced(), 'what was read once stays read');
  t.ok(events.some(({ event }) => event === 'stale'));
  t.ok(live.staleness().every(({ ageMs = 0 }) => ageMs > 400));
  t.match(
    await live.state.ask({ about: 'pullSecrets', namespace: 'shop' }, {}),
    { state: 'found', value: [] },
    'the cache still answers',
  );
  t.same(await live.fresh.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {}), {
    state: 'unknown',
    reason: 'the API server could not be asked for Secret shop/a: the connection was refused',
  });
  await api.resume();
  const ms = await until(holds(live, 'a'));
  t.ok(ms < 500, `back after ${Math.round(ms)} ms`);
  await until(() => api.openWatches() === 4, 500);
  t.ok(events.some(({ event }) => event === 'recovered'));
  t.equal(counters(live).lists, 1);
});

t.test('the consistency check finds what the watch lost, and only that', async (t) => {
  const { api, live, events } = await openLive(t.teardown, { timings: { checkEveryMs: 250 } });
  await until(() => api.openWatches() === 4);
  await until(() => counters(live).lists > 1);
  // Under way while the check runs: no repair.
  api.watchDelayMs = 30;
  const writes = setInterval(() => api.put(pullSecret('shop', 'busy')), 20);
  await sleep(600);
  clearInterval(writes);
  t.equal(counters(live).repairs, 0, `${counters(live).lists - 1} checks under writes`);
  api.putSilently(pullSecret('shop', 'lost'));
  await until(holds(live, 'busy', 'lost'));
  t.equal(counters(live).repairs, 1);
  t.match(
    events.filter(({ event }) => event === 'repaired'),
    [{ resource: 'dockerconfigjson', objects: 1 }],
  );
});

t.test('stop ends every call, socket and timer', async (t) => {
  const { api, live, stop } = await openLive(t.teardown, { timings: { checkEveryMs: 10_000 } });
  await until(() => api.openWatches() === 4);
  await live.fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, {});
  // It waits for every loop to end, and would wait for 10 s for the consistency check if that were not ended.
  await stop();
  await until(() => api.openSockets() === 0);
  const calls = api.calls.length;
  api.put(pullSecret('shop', 'a'));
  await sleep(150);
  t.equal(api.calls.length, calls);
  t.same(await held(live), []);
  t.match(await live.fresh.ask({ about: 'secret', namespace: 'shop', name: 'a' }, {}), { state: 'unknown' });
});

t.test('a hundred questions share a few sockets', async (t) => {
  const { api, live } = await openLive(t.teardown);
  await until(() => api.openWatches() === 4);
  await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      live.fresh.ask({ about: 'secret', namespace: `ns${index}`, name: 'a' }, {}),
    ),
  );
  t.ok(api.openSockets() <= 4 + 8, `${api.openSockets()} sockets`);
});
