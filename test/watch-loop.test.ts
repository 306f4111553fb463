/**
 * One list and watch loop against an API server that is a list of answers, on a clock that the test moves: when it asks for
 * what, what it tells, and what it holds.
 */
import { getEventListeners } from 'node:events';
import { PassThrough } from 'node:stream';
import t, { type Test } from 'tap';
import { type Answer, type ApiClient, type Failure, failure, type Opened } from '../src/cluster/api-client.js';
import { convertIdentity, type Kept } from '../src/cluster/convert.js';
import type { ClusterEvent, FaultKind } from '../src/cluster/events.js';
import { createStore, type Store } from '../src/cluster/store.js';
import { TIMINGS, type Timings } from '../src/cluster/timings.js';
import { createWatchLoop, type WatchLoop } from '../src/cluster/watch.js';
import type { InParts } from '../src/core/parts.js';
import { type VirtualTime, virtualTime } from './support/virtual-time.js';

interface Options {
  /** Answers to lists, in their order; then empty ones. */
  readonly lists?: readonly (Answer | Promise<Answer>)[];
  /** Answers to watches, in their order; then open ones. */
  readonly opens?: readonly (Opened | Promise<Opened>)[];
  readonly timings?: Partial<Timings>;
  readonly emit?: (event: ClusterEvent) => void;
  readonly steps?: (object: unknown) => InParts<Kept<never> | undefined>;
  readonly convert?: (object: unknown) => Kept<never> | undefined;
  readonly lean?: 'secret';
}

interface Desk {
  readonly time: VirtualTime;
  readonly loop: WatchLoop;
  readonly store: Store<never>;
  readonly events: readonly ClusterEvent[];
  /** `250 LIST`, `500 WATCH 10` */
  readonly calls: string[];
  readonly paths: readonly string[];
  readonly limits: readonly unknown[];
  /** Writes to the watch that is open. */
  readonly send: (...lines: readonly string[]) => Promise<void>;
  readonly watch: () => PassThrough;
  /** So many ms with the bookmarks of a living API server. */
  readonly live: (ms: number) => Promise<void>;
  readonly reached: () => number;
  readonly stop: () => Promise<void>;
  readonly signal: AbortSignal;
}

async function open(t: Test, options: Options = {}): Promise<Desk> {
  const time = virtualTime(t);
  const lists = [...(options.lists ?? [])];
  const opens = [...(options.opens ?? [])];
  const calls: string[] = [];
  const paths: string[] = [];
  const limits: unknown[] = [];
  const events: ClusterEvent[] = [];
  const store = createStore<never>();
  const stopping = new AbortController();
  let watch = new PassThrough();
  let reached = 0;
  const client: ApiClient = {
    async get(path, { signal: _, ...rest }) {
      calls.push(`${time.now()} LIST`);
      paths.push(path);
      limits.push(rest);
      return lists.shift() ?? page('10');
    },
    async open(path, { signal: _, ...rest }) {
      calls.push(`${time.now()} WATCH ${new URL(path, 'https://api').searchParams.get('resourceVersion')}`);
      paths.push(path);
      limits.push(rest);
      const next = opens.shift();
      if (next !== undefined) return next;
      watch = new PassThrough();
      // Only what a stream has is used of it.
      return { kind: 'open', response: watch as never };
    },
    write: async () => failure('connection', ''),
    close: () => {},
  };
  const loop = createWatchLoop<never>({
    id: { resource: 'dockerconfigjson', namespace: 'shop' },
    list: {
      path: '/api/v1/secrets',
      query: { fieldSelector: 'type=x' },
      convert: options.convert ?? convertIdentity,
      ...(options.steps === undefined ? {} : { steps: options.steps }),
      ...(options.lean === undefined ? {} : { lean: options.lean }),
    },
    store,
    client,
    timings: { ...TIMINGS, ...options.timings },
    clock: time.now,
    random: () => 0.5,
    emit: (event) => {
      events.push(event);
      options.emit?.(event);
    },
    onReached: () => {
      reached += 1;
    },
  });
  let hasEnded = false;
  const running = loop.run(stopping.signal).then(() => {
    hasEnded = true;
  });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await time.settle();
    if (!hasEnded) throw new Error('the loop goes on');
    await running;
  };
  t.teardown(stop);
  const send = async (...lines: readonly string[]): Promise<void> => {
    for (const line of lines) watch.write(`${line}\n`);
    await time.settle();
  };
  await time.settle();
  return {
    time,
    loop,
    store,
    events,
    calls,
    paths,
    limits,
    send,
    watch: () => watch,
    async live(ms) {
      for (let left = ms; left > 0; left -= 60_000) {
        await time.pass(Math.min(left, 60_000));
        await send(bookmark('10'));
      }
    },
    reached: () => reached,
    stop,
    signal: stopping.signal,
  };
}

function object(name: string, version: string): object {
  return { metadata: { namespace: 'shop', name, uid: `u-${name}`, resourceVersion: version } };
}

function page(version: string, ...items: readonly object[]): Answer {
  return { kind: 'found', body: { metadata: { resourceVersion: version }, items }, bytes: 100 };
}

const event = (type: string, name: string, version: string, more: object = {}): string =>
  JSON.stringify({ type, object: { ...object(name, version), ...more } });
const bookmark = (version: string): string =>
  JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: version } } });

const names = (store: Store<never>): string =>
  store
    .list('shop')
    .map(({ name, version }) => `${name}${version}`)
    .join(' ');

const ID = { resource: 'dockerconfigjson', namespace: 'shop' };
const UNREACHED: Failure = { ...failure('connection', 'the connection was refused'), unreached: true };

t.test('it lists, watches from there, and goes on from what it heard last', async (t) => {
  const desk = await open(t, { lists: [page('10', object('a', '3'), {}, object('b', '4'))] });
  const { loop, store, calls, time, send, events } = desk;
  t.strictSame(loop.id, ID);
  t.strictSame(calls, ['0 LIST', '0 WATCH 10']);
  t.strictSame(desk.paths, [
    '/api/v1/secrets?fieldSelector=type%3Dx&limit=500',
    '/api/v1/secrets?fieldSelector=type%3Dx&watch=true&allowWatchBookmarks=true&timeoutSeconds=440&resourceVersion=10',
  ]);
  t.strictSame(desk.limits, [
    { deadlineMs: 15_000, mostBytes: 1024 * 1024, lean: 'fields', apart: true },
    { deadlineMs: 10_000 },
  ]);
  t.strictSame(events, [{ ...ID, event: 'synced', objects: 2, ms: 0 }]);
  t.equal(desk.reached(), 2, 'by a list and by a watch');
  t.strictSame([loop.hasListed(), loop.synced(), loop.isCurrent()], [true, true, false]);
  await time.pass(1000);
  await send(event('ADDED', 'c', '11'), event('MODIFIED', 'a', '12'), event('DELETED', 'b', '13'));
  t.equal(names(store), 'a12 c11');
  t.equal(loop.lastByteAt(), 1000);
  await time.pass(5000);
  desk.watch().end();
  await time.settle();
  t.strictSame(calls.slice(2), ['6000 WATCH 13'], 'at once');
  await send(bookmark('20'));
  t.match(loop.counters(), { lists: 1, watches: 2, events: 3, bookmarks: 1, relists: 0, repairs: 0 });
  t.match(loop.counters().faults, { malformed: 1, connection: 0 }, 'what is no object is counted');
  await time.pass(5001);
  desk.watch().end();
  await time.settle();
  t.strictSame(calls.slice(3), ['11001 WATCH 20']);
  t.equal(events.length, 1, 'and nothing is told of any of that');
});

t.test('before it has listed it holds nothing, and says so', async (t) => {
  let answer = (_: Answer): void => {};
  const pending = new Promise<Answer>((done) => {
    answer = done;
  });
  const { loop, time, events, calls } = await open(t, { lists: [pending] });
  t.strictSame(
    [loop.hasListed(), loop.synced(), loop.isCurrent(), loop.lastByteAt()],
    [false, false, false, undefined],
  );
  await time.pass(70);
  answer(page('10'));
  await time.settle();
  t.strictSame(events, [{ ...ID, event: 'synced', objects: 0, ms: 70 }]);
  t.strictSame(calls, ['0 LIST', '70 WATCH 10']);
  t.equal(loop.lastByteAt(), 70);
});

t.test('a fault of a watch: what is told, how long it waits, and whether everything is listed again', async (t) => {
  const error = (code: unknown): string => JSON.stringify({ type: 'ERROR', object: { code, message: 'words' } });
  type Row = readonly [
    what: string | Opened,
    fault: FaultKind,
    detail: string,
    next: string,
    ...more: readonly Partial<Timings>[],
  ];
  const status = (code: number, more: { readonly retryAfterMs?: number } = {}): Opened => ({
    kind: 'status',
    status: code,
    reason: '',
    ...more,
  });
  const rows: readonly Row[] = [
    ['cut', 'connection', 'the connection was closed', '250 WATCH 10'],
    [error(410), 'expired', 'the version is too old (410)', '250 LIST'],
    [error(500), 'error-event', 'an event of type ERROR (500)', '250 LIST'],
    [error('x'), 'error-event', 'an event of type ERROR', '250 LIST'],
    ['{}', 'malformed', 'a line is no event', '250 LIST'],
    ['{', 'malformed', 'a line is no event', '250 LIST'],
    [bookmark(''), 'malformed', 'a bookmark has no version', '250 LIST'],
    [event('ADDED', '', '1'), 'malformed', 'an event holds no object with uid, name and version', '250 LIST'],
    ['x'.repeat(101), 'oversize', 'a line is longer than 100 bytes', '250 LIST', { lineBytes: 100 }],
    [status(401), 'unauthorized', 'the API server answered 401', '250 WATCH 10'],
    [status(403), 'forbidden', 'the API server answered 403', '250 WATCH 10'],
    [status(410), 'expired', 'the API server answered 410', '250 LIST'],
    [status(429), 'throttled', 'the API server answered 429', '250 WATCH 10'],
    [status(429, { retryAfterMs: 7000 }), 'throttled', 'the API server answered 429', '7000 WATCH 10'],
    [status(500), 'status', 'the API server answered 500', '250 WATCH 10'],
    [failure('deadline', 'no answer'), 'deadline', 'no answer', '250 WATCH 10'],
    [failure('oversize', 'too large'), 'oversize', 'too large', '250 LIST'],
    [failure('internal', 'a fault'), 'internal', 'a fault', '250 LIST'],
    [UNREACHED, 'connection', 'the connection was refused', '250 WATCH 10'],
  ];
  for (const [what, fault, detail, next, more = {}] of rows) {
    await t.test(`${typeof what === 'string' ? what.slice(0, 40) : JSON.stringify(what)}`, async (t) => {
      const desk = await open(t, { opens: typeof what === 'string' ? [] : [what], timings: more });
      if (what === 'cut') desk.watch().destroy();
      else if (typeof what === 'string') await desk.send(what);
      await desk.time.settle();
      const waitMs = Number(next.split(' ')[0]);
      t.strictSame(desk.events.slice(1), [{ ...ID, event: 'fault', during: 'watch', fault, detail, waitMs }]);
      await desk.time.pass(waitMs);
      t.equal(desk.calls[2], next);
      const { faults, relists } = desk.loop.counters();
      t.strictSame(
        Object.entries(faults).filter(([, count]) => count > 0),
        [[fault, 1]],
      );
      t.equal(relists, next.endsWith('LIST') ? 1 : 0);
      t.equal(desk.events.length, fault === 'internal' ? 3 : 2, 'a list that replaces one is nothing to tell');
      t.equal(desk.loop.synced(), true);
    });
  }
});

t.test('a fault of a list is told as one, and it is tried again, ever more slowly', async (t) => {
  const busy: Answer = { kind: 'status', status: 500, reason: '' };
  const { calls, events, time, loop, reached } = await open(t, { lists: [busy, busy, UNREACHED] });
  t.strictSame(events, [
    { ...ID, event: 'fault', during: 'list', fault: 'status', detail: 'the API server answered 500', waitMs: 250 },
  ]);
  t.strictSame([reached(), loop.lastByteAt()], [0, undefined], 'a fault is no news of the cluster');
  await time.pass(61_000);
  // The third would be due after 1000 ms, but only two in a minute are caused by faults.
  t.strictSame(calls, ['0 LIST', '250 LIST', '750 LIST']);
  await time.pass(1000);
  t.strictSame(calls.slice(3), ['61250 LIST', '61250 WATCH 10']);
  t.strictSame(
    events.map((each) => (each.event === 'fault' ? each.waitMs : each.event)),
    [250, 500, 60_500, 'synced'],
  );
});

t.test('lists that faults cause are few in any minute, whatever the server does', async (t) => {
  const gone: Opened = { kind: 'status', status: 410, reason: '' };
  const { calls, time, loop } = await open(t, { opens: Array(100).fill(gone) });
  await time.pass(600_000);
  const lists = calls.filter((call) => call.endsWith('LIST')).map((call) => Number(call.split(' ')[0]));
  t.strictSame(lists.slice(0, 5), [0, 250, 750, 61_250, 63_250]);
  for (const from of lists.slice(1)) {
    // Half a second more: one may be faster on its way than the one before.
    t.ok(lists.filter((at) => at >= from && at < from + 60_500).length <= 2, `${lists}`);
  }
  t.equal(loop.counters().relists, lists.length - 1);
  t.ok(lists.length > 15);
});

t.test('a watch that need not be listed again does not wait for the lists of others', async (t) => {
  const gone: Opened = { kind: 'status', status: 410, reason: '' };
  const { calls, time, watch } = await open(t, { opens: [gone, gone] });
  await time.pass(1000);
  t.strictSame(calls.slice(-2), ['750 LIST', '750 WATCH 10']);
  watch().destroy();
  await time.pass(1000);
  t.strictSame(calls.slice(-1), ['2000 WATCH 10']);
});

t.test('a list that reached nobody is not counted, one that was refused is', async (t) => {
  const cut = failure('connection', 'the connection was reset');
  const { calls, time } = await open(t, { lists: [cut, cut, cut, cut] });
  await time.pass(62_000);
  t.strictSame(calls.slice(0, 4), ['0 LIST', '250 LIST', '750 LIST', '61250 LIST']);
});

t.test(
  'an API server that is not there is burdened by nobody, and found again as soon as anybody found it',
  async (t) => {
    const { calls, time, loop } = await open(t, {
      lists: [page('10'), ...Array(20).fill(UNREACHED)],
      opens: [UNREACHED],
    });
    t.strictSame(calls, ['0 LIST', '0 WATCH 10']);
    loop.wake();
    await time.settle();
    t.strictSame(calls.slice(2), ['0 WATCH 10'], 'at once');
    loop.wake();
    await time.settle();
    t.equal(calls.length, 3, 'nothing to wake');
    const other = await open(t, { lists: Array(6).fill(UNREACHED) });
    await other.time.pass(20_000);
    t.strictSame(
      other.calls.slice(0, 7),
      [0, 250, 750, 1750, 3750, 7750, 15_750].map((at) => `${at} LIST`),
      'no window for what reached nobody',
    );
  },
);

t.test('nobody is woken who waits because the API server asked for it', async (t) => {
  const busy: Opened = { kind: 'status', status: 429, reason: '', retryAfterMs: 5000 };
  const { calls, time, loop } = await open(t, { opens: [busy] });
  loop.wake();
  await time.pass(4999);
  t.equal(calls.length, 2);
  await time.pass(1);
  t.strictSame(calls.slice(2), ['5000 WATCH 10']);
  const gone: Opened = { kind: 'status', status: 410, reason: '' };
  const lists = [page('10'), page('10'), page('10'), UNREACHED];
  const limited = await open(t, { opens: [gone, gone, gone], lists });
  await limited.time.pass(61_250);
  t.strictSame(limited.calls.slice(-1), ['61250 LIST']);
  limited.loop.wake();
  await limited.time.settle();
  t.strictSame(limited.calls.slice(-1), ['61250 LIST'], 'or because enough was listed');
  await limited.time.pass(5000);
  t.match(limited.calls.at(-2), /LIST$/);
  const cut = await open(t);
  cut.watch().destroy();
  await cut.time.settle();
  cut.loop.wake();
  await cut.time.settle();
  t.equal(cut.calls.length, 2, 'or because it cut the watch');
});

t.test('a watch that ends at once is not opened again at once', async (t) => {
  for (const [lived, next] of [
    [0, '250 WATCH 10'],
    [5000, '5250 WATCH 10'],
    [5001, '5001 WATCH 10'],
  ] as const) {
    const { calls, time, watch, events } = await open(t);
    await time.pass(lived);
    watch().end();
    await time.pass(300);
    t.equal(calls[2], next);
    t.equal(events.length, 1, 'that is no fault');
  }
});

t.test(
  'what ends the growth of the waits: a watch that lived, and all but the first step one that delivered',
  async (t) => {
    const cut = async (desk: Desk, act: () => Promise<void> = async () => {}): Promise<number> => {
      await act();
      desk.watch().destroy();
      await desk.time.settle();
      const last = desk.events.findLast((each) => each.event === 'fault');
      const waitMs = last?.event === 'fault' ? last.waitMs : -1;
      await desk.time.pass(waitMs);
      return waitMs;
    };
    const desk = await open(t);
    t.strictSame([await cut(desk), await cut(desk), await cut(desk), await cut(desk)], [250, 500, 1000, 2000]);
    t.equal(await cut(desk, () => desk.time.pass(59_999)), 4000, 'nearly a minute, and nothing came');
    t.equal(await cut(desk, () => desk.send(event('ADDED', 'a', '11'))), 500, 'an event');
    t.equal(await cut(desk), 1000);
    t.equal(await cut(desk, () => desk.send(bookmark('12'))), 500, 'a bookmark');
    t.equal(await cut(desk), 1000);
    t.equal(await cut(desk, () => desk.time.pass(60_000)), 250, 'a minute');
    t.equal(await cut(desk), 500);
    const lines = await open(t);
    t.strictSame([await cut(lines), await cut(lines)], [250, 500]);
    await lines.send('{}');
    t.match(lines.events.at(-1), { fault: 'malformed', waitMs: 1000 }, 'a line that is no event delivers nothing');
  },
);

t.test('a silence is told once, and its end', async (t) => {
  const cut = failure('connection', 'x');
  const { events, time, watch } = await open(t, {
    lists: [page('10')],
    timings: { backoffMostMs: 60_000, staleAfterMs: 100_000, idleLimitMs: 600_000 },
    opens: [{ kind: 'status', status: 410, reason: '' }, ...Array(12).fill(cut)],
  });
  // Listed again after 250 ms, then nothing: waits of 500 ms, 1 s, and so on up to 30 s.
  await time.pass(400_000);
  const told = events.filter(({ event }) => event === 'stale' || event === 'recovered');
  t.strictSame(told, [
    { ...ID, event: 'stale', ageMs: 121_500 },
    { ...ID, event: 'recovered', silentMs: 211_500 },
  ]);
  watch().destroy();
  await time.pass(100);
  t.match(events.at(-1), { event: 'stale' }, 'and again');
  for (const [staleAfterMs, last] of [
    [3000, 'fault'],
    [2999, 'stale'],
  ] as const) {
    const desk = await open(t, { timings: { staleAfterMs } });
    await desk.time.pass(3000);
    desk.watch().destroy();
    await desk.time.settle();
    t.equal(desk.events.at(-1)?.event, last);
  }
});

t.test('what it holds is current once a watch has been open for a while, and as long as that is heard', async (t) => {
  const { loop, time, send, watch } = await open(t);
  await time.pass(1999);
  t.equal(loop.isCurrent(), false);
  await time.pass(1);
  t.equal(loop.isCurrent(), true);
  await time.pass(63_000);
  t.equal(loop.isCurrent(), true);
  await time.pass(1);
  t.equal(loop.isCurrent(), false, 'no bookmark');
  await send(bookmark('10'));
  t.equal(loop.isCurrent(), true);
  watch().destroy();
  await time.settle();
  t.equal(loop.isCurrent(), false, 'no watch');
  await time.pass(300);
  t.equal(loop.isCurrent(), false);
  await time.pass(2000);
  t.equal(loop.isCurrent(), true);
});

t.test('a watch without a byte ends', async (t) => {
  const { time, events } = await open(t);
  await time.pass(84_999);
  t.equal(events.length, 1);
  await time.pass(1);
  t.match(events[1], { fault: 'idle', detail: 'not a byte came for 85 s' });
});

t.test('the check finds what the watch has missed, once it cannot be under way any more', async (t) => {
  const lists = [page('10', object('a', '1'), object('b', '1'))];
  const desk = await open(t, { lists: [...lists, page('30', object('a', '2'), object('c', '1'))] });
  const { calls, live, store, events, time, loop, send } = desk;
  await live(629_999);
  t.equal(calls.length, 2);
  await time.pass(1);
  t.strictSame(calls.slice(2), ['630000 LIST'], 'a twentieth later than every ten minutes');
  await time.pass(4999);
  await send(event('ADDED', 'c', '1'), bookmark('30'));
  t.equal(names(store), 'a1 b1 c1', 'not yet');
  await time.pass(1);
  t.equal(names(store), 'a2 c1');
  t.strictSame(events.slice(1), [{ ...ID, event: 'repaired', objects: 2 }], 'c came in time');
  t.match(loop.counters(), { repairs: 2, lists: 2, relists: 0 });
});

t.test('a check that finds nothing, or cannot be made, changes nothing', async (t) => {
  const timings = { checkEveryMs: 10_000 };
  const same = await open(t, { lists: [page('10', object('a', '1')), page('30', object('a', '1'))], timings });
  await same.time.pass(20_000);
  t.equal(same.events.length, 1);
  t.match(same.loop.counters(), { lists: 2, repairs: 0 });
  const busy: Answer = { kind: 'status', status: 500, reason: '' };
  const failing = await open(t, { lists: [page('10', object('a', '1')), busy], timings });
  await failing.time.pass(20_000);
  t.strictSame(failing.events.slice(1), [
    {
      ...ID,
      event: 'fault',
      during: 'check',
      fault: 'status',
      detail: 'the API server answered 500',
      waitMs: 10_000,
    },
  ]);
  t.equal(names(failing.store), 'a1');
  t.strictSame([failing.loop.synced(), failing.calls.length], [true, 3], 'and the watch goes on');
  const all = await open(t, { lists: [page('10', object('a', '1')), page('30')], timings });
  await all.time.pass(10_500);
  await all.send(event('MODIFIED', 'a', '2'));
  await all.time.pass(5000);
  t.equal(names(all.store), 'a2', 'touched meanwhile');
  t.equal(all.events.length, 1);
});

t.test('a check that the end came upon tells nothing, and none leaves a reading open', async (t) => {
  let answer = (_: Answer): void => {};
  const pending = new Promise<Answer>((done) => {
    answer = done;
  });
  const desk = await open(t, { lists: [page('10'), page('10'), pending], timings: { checkEveryMs: 10_000 } });
  let readings = 0;
  const { read } = desk.store;
  Object.assign(desk.store, {
    read: () => {
      readings += 1;
      const reading = read();
      return {
        ...reading,
        end: () => {
          readings -= 1;
          reading.end();
        },
      };
    },
  });
  await desk.time.pass(10_500);
  t.strictSame([desk.calls.length, readings], [3, 0]);
  await desk.time.pass(10_500);
  t.strictSame([desk.calls.length, readings], [4, 1]);
  const stopped = desk.stop().catch(() => {});
  answer(failure('deadline', 'there was no time left to ask'));
  await stopped;
  await desk.time.settle();
  t.strictSame([desk.events.length, readings], [1, 0]);
});

t.test('without a watch, or without a list, there is nothing to check', async (t) => {
  const timings = { checkEveryMs: 1000, backoffBaseMs: 60_000, backoffMostMs: 60_000 };
  const cut = await open(t, { opens: [failure('connection', 'x')], timings });
  await cut.time.pass(20_000);
  t.strictSame(cut.calls, ['0 LIST', '0 WATCH 10']);
  const never = await open(t, { lists: [UNREACHED], timings });
  await never.time.pass(20_000);
  t.strictSame(never.calls, ['0 LIST']);
  let answer = (_: Opened): void => {};
  const hanging = new Promise<Opened>((done) => {
    answer = done;
  });
  const opening = await open(t, { opens: [hanging], timings });
  await opening.time.pass(20_000);
  t.strictSame(opening.calls, ['0 LIST', '0 WATCH 10'], 'while it is being opened');
  answer(UNREACHED);
});

t.test('a check that breaks: told, not relied upon, and listed again', async (t) => {
  let isBroken = false;
  const convert = (one: unknown): Kept<never> | undefined => {
    if (isBroken) throw new TypeError('words of an object');
    return convertIdentity(one);
  };
  const timings = { checkEveryMs: 10_000 };
  const lists = [page('10', object('a', '1')), page('20', object('a', '2')), page('30', object('a', '3'))];
  const { calls, events, loop, time, store } = await open(t, { lists, timings, convert });
  await time.pass(10_000);
  isBroken = true;
  await time.pass(500);
  isBroken = false;
  t.match(events[1], {
    event: 'fault',
    during: 'check',
    fault: 'internal',
    detail: 'a fault of Pullgate (TypeError)',
    waitMs: 0,
    error: TypeError,
  });
  t.equal(loop.synced(), false);
  await time.pass(400);
  t.strictSame(calls.slice(2), ['10500 LIST', '10750 LIST', '10750 WATCH 30'], 'the watch was ended');
  t.strictSame([loop.synced(), names(store)], [true, 'a3']);
});

t.test(
  'what throws at an event is a fault like another one; what is held counts as blind until it is listed',
  async (t) => {
    let isBroken = false;
    const convert = (one: unknown): Kept<never> | undefined => {
      if (isBroken) throw new TypeError('words of an object');
      return convertIdentity(one);
    };
    const { calls, events, loop, time, send } = await open(t, {
      convert,
      lists: [page('10'), page('20', object('a', '1'))],
    });
    await time.pass(3000);
    t.equal(loop.isCurrent(), true);
    isBroken = true;
    await send(event('ADDED', 'a', '11'));
    t.match(events[1], { during: 'watch', fault: 'internal', waitMs: 250, error: TypeError });
    t.strictSame([loop.synced(), loop.isCurrent(), loop.hasListed()], [false, false, true]);
    await time.pass(250);
    t.match(events[2], { during: 'list', fault: 'internal', waitMs: 500 });
    isBroken = false;
    await time.pass(500);
    t.strictSame(calls.slice(2), ['3250 LIST', '3750 LIST', '3750 WATCH 10']);
    t.strictSame(events[3], { ...ID, event: 'synced', objects: 0, ms: 0 });
    t.equal(loop.synced(), true);
  },
);

t.test('who is told and throws is told of that once, and nothing else changes', async (t) => {
  const { events, loop, time, send, store, calls, watch } = await open(t, {
    emit: () => {
      throw new RangeError('words of a log');
    },
  });
  t.match(events, [
    { event: 'synced' },
    {
      ...ID,
      event: 'fault',
      during: 'telling',
      fault: 'internal',
      detail: 'a fault of Pullgate (RangeError)',
      waitMs: 0,
      error: RangeError,
    },
  ]);
  t.equal(events.length, 2);
  t.equal(loop.counters().faults.internal, 2);
  await send(event('ADDED', 'a', '11'));
  await time.pass(3000);
  t.strictSame([names(store), loop.isCurrent(), calls.length], ['a11', true, 2]);
  watch().destroy();
  await time.settle();
  t.match(events.slice(2), [{ fault: 'connection' }, { during: 'telling', fault: 'internal' }]);
  t.equal(events.length, 4);
});

t.test('a large event is read in steps, a small one at once', async (t) => {
  const stepped: unknown[] = [];
  const steps = function* (one: unknown): InParts<Kept<never> | undefined> {
    stepped.push(one);
    yield;
    return convertIdentity(one);
  };
  const { send, store, loop, events } = await open(t, { steps });
  await send(event('ADDED', 'small', '11'));
  t.equal(stepped.length, 0);
  await send(event('ADDED', 'large', '12', { note: 'x'.repeat(33_000) }), event('ADDED', 'next', '13'));
  t.equal(stepped.length, 1);
  t.equal(names(store), 'small11 large12 next13');
  await send(`${' '.repeat(33_000)}{}`);
  t.match(events[1], { fault: 'malformed' });
  t.equal(loop.counters().events, 3);
});

t.test('without steps a large event is converted, and what is large in it is left out before', async (t) => {
  const seen: unknown[] = [];
  const convert = (one: unknown): Kept<never> | undefined => {
    seen.push(one);
    return convertIdentity(one);
  };
  const labels = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`l-${index}`, 'x'.repeat(20)]));
  const one = (name: string) => ({ metadata: { namespace: 'shop', name, uid: 'u', resourceVersion: '5', labels } });
  const counts: number[] = [];
  for (const lean of [undefined, 'secret'] as const) {
    const desk = await open(t, { convert, ...(lean === undefined ? {} : { lean }) });
    await desk.send(JSON.stringify({ type: 'ADDED', object: one('a') }));
    t.equal(names(desk.store), 'a5');
    const [last] = seen.slice(-1) as ReturnType<typeof one>[];
    counts.push(Object.keys(last?.metadata.labels ?? {}).length);
    t.match(desk.limits[0], { lean: lean ?? 'fields' });
  }
  t.strictSame(counts, [2000, 300], 'labels are cut of a Secret alone');
});

t.test('in the end nothing is left, whatever it was waiting for', async (t) => {
  for (const options of [{}, { lists: [UNREACHED] }, { opens: [UNREACHED] }]) {
    const { stop, time, signal, calls, events } = await open(t, options);
    const before = [calls.length, events.length];
    await stop();
    t.strictSame(time.due(), []);
    t.equal(getEventListeners(signal, 'abort').length, 0);
    t.strictSame([calls.length, events.length], before, 'and nothing is asked or told any more');
  }
  const { watch, signal, time } = await open(t);
  for (let turn = 0; turn < 5; turn += 1) {
    await time.pass(6000);
    watch().end();
    await time.settle();
  }
  // The watch, the check, and the wait for the watch to settle.
  t.ok(getEventListeners(signal, 'abort').length <= 2, 'ended watches leave no listener');
});
