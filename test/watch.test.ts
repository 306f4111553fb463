/** The parts of the watch layer without a network: lines, events, waits, and what is held. */
import { getEventListeners } from 'node:events';
import { PassThrough } from 'node:stream';
import t from 'tap';
import { type ApiClient, failure, type Opened } from '../src/cluster/api-client.js';
import { createBackoff, createWindowLimit } from '../src/cluster/backoff.js';
import { convertNamespace, convertSecret, type Kept } from '../src/cluster/convert.js';
import { createStore } from '../src/cluster/store.js';
import { TIMINGS } from '../src/cluster/timings.js';
import { readEvent } from '../src/cluster/watch-event.js';
import { type LineResult, type WatchEnd, watchOnce } from '../src/cluster/watch-stream.js';
import { pause } from '../src/process/timers.js';

const line = (type: string, name: string, version: string): string =>
  JSON.stringify({
    type,
    object: { metadata: { name, namespace: 'shöp', uid: `u-${name}`, resourceVersion: version } },
  });

/** Runs a stream over these chunks; the lines that came out, and its end. */
async function stream(
  chunks: readonly Buffer[],
): Promise<{ readonly lines: readonly string[]; readonly end: WatchEnd }> {
  const response = new PassThrough();
  const client: ApiClient = {
    get: async () => failure('connection', ''),
    write: async () => failure('connection', ''),
    // Only what a stream has is used of it.
    open: async () => ({ kind: 'open', response: response as never }),
    close: () => {},
  };
  const lines: string[] = [];
  const ended = watchOnce(client, {
    path: '/',
    signal: new AbortController().signal,
    limits: TIMINGS,
    onOpen: () => {},
    onByte: () => {},
    onLine: (each) => void lines.push(each),
  });
  for (const chunk of chunks) response.write(chunk);
  response.end();
  return { lines, end: await ended };
}

t.test('lines are the same wherever the network cuts them, within a character, too', async (t) => {
  const lines = [line('ADDED', 'a', '1'), line('MODIFIED', 'ü', '2'), line('DELETED', 'a', '3')];
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const result = await stream([bytes.subarray(0, cut), bytes.subarray(cut)]);
    if (result.lines.join('\n') !== lines.join('\n') || result.end.kind !== 'clean') t.fail(`cut at ${cut}`);
  }
  const single = await stream([...bytes].map((byte) => Buffer.from([byte])));
  t.same(single, { lines, end: { kind: 'clean' } });
});

t.test('a line that takes a while keeps the others waiting, and is forgotten when the watch has ended', async (t) => {
  const run = async (cuts: readonly number[], stopAt: number): Promise<readonly string[]> => {
    const response = new PassThrough();
    const client: ApiClient = {
      get: async () => failure('connection', ''),
      write: async () => failure('connection', ''),
      // Only what a stream has is used of it.
      open: async () => ({ kind: 'open', response: response as never }),
      close: () => {},
    };
    const stopping = new AbortController();
    const seen: string[] = [];
    let open = 0;
    const ended = watchOnce(client, {
      path: '/',
      signal: stopping.signal,
      limits: TIMINGS,
      onOpen: () => {},
      onByte: () => {},
      onLine: (text) => {
        if (text.startsWith('fast')) return void seen.push(text);
        open += 1;
        if (open > 1) t.fail('two at once');
        return new Promise((resolve) =>
          setImmediate(() => {
            open -= 1;
            if (seen.length === stopAt) stopping.abort();
            resolve(() => void seen.push(text));
          }),
        );
      },
    });
    const bytes = Buffer.from('slow 1\nslow 2\nfast 3\nslow 4\nfast 5\n');
    let from = 0;
    for (const cut of [...cuts, bytes.length]) {
      response.write(bytes.subarray(from, cut));
      from = cut;
    }
    response.end();
    await ended;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return seen;
  };
  const all = ['slow 1', 'slow 2', 'fast 3', 'slow 4', 'fast 5'];
  t.same(await run([], 9), all);
  t.same(await run([3, 7, 15], 9), all);
  t.same(await run([7], 1), ['slow 1'], 'what was being read when it ended');
  t.same(await run([7], 3), all.slice(0, 3));
});

interface Watched {
  readonly response: PassThrough;
  readonly ended: Promise<WatchEnd>;
  readonly lines: string[];
  readonly signal: AbortSignal;
  readonly abort: () => void;
}

function watchWith(over: Partial<Parameters<typeof watchOnce>[1]> = {}, opened?: Opened): Watched {
  const response = new PassThrough();
  const stopping = new AbortController();
  const lines: string[] = [];
  const client: ApiClient = {
    get: async () => failure('connection', ''),
    write: async () => failure('connection', ''),
    // Only what a stream has is used of it.
    open: async () => opened ?? { kind: 'open', response: response as never },
    close: () => {},
  };
  const ended = watchOnce(client, {
    path: '/',
    signal: stopping.signal,
    limits: { ...TIMINGS, lineBytes: 10 },
    onOpen: () => {},
    onByte: () => {},
    onLine: (line) => void lines.push(line),
    ...over,
  });
  return { response, ended, lines, signal: stopping.signal, abort: () => stopping.abort() };
}

t.test('how a watch ends, and what it has handed on by then', async (t) => {
  const broken = new TypeError('words of a line');
  const internal = { kind: 'failed', fault: 'internal', reason: 'a fault of Pullgate (TypeError)', error: broken };
  const fail = (): never => {
    throw broken;
  };
  const failed = (fault: string, reason: string): object => ({ kind: 'failed', fault, reason });
  const long = failed('oversize', 'a line is longer than 10 bytes');
  const late = (act: () => LineResult) => () =>
    new Promise<() => LineResult>((done) => void setImmediate(() => done(act)));
  type Over = NonNullable<Parameters<typeof watchWith>[0]>;
  const rows: readonly (readonly [what: string, bytes: string | Buffer, end: object, lines: string, Over?])[] = [
    ['lines', 'a\nb\n', { kind: 'clean' }, 'a b'],
    ['nothing', '', { kind: 'clean' }, ''],
    ['empty lines', '\n\na\n\n', { kind: 'clean' }, 'a'],
    ['half a line', 'a\nb', failed('malformed', 'the last line is cut off'), 'a'],
    ['a line as long as it may be', `${'x'.repeat(10)}\n`, { kind: 'clean' }, 'x'.repeat(10)],
    ['a longer one', `a\n${'x'.repeat(11)}\nb\n`, long, 'a'],
    ['a longer one that does not end', `a\n${'x'.repeat(11)}`, long, 'a'],
    ['no UTF-8', Buffer.from([0x61, 0x0a, 0xff, 0x0a, 0x62, 0x0a]), failed('malformed', 'a line is not UTF-8'), 'a'],
    ['a throw of who counts bytes', 'a\n', internal, '', { onByte: fail }],
    ['a throw of who reads lines', 'a\nb\n', internal, '', { onLine: fail }],
    ['a line that ends it', 'a\nb\n', failed('expired', 'x'), '', { onLine: () => failure('expired', 'x') }],
    ['a rejection', 'a\nb\n', internal, '', { onLine: () => Promise.reject(broken) }],
    ['a late throw', 'a\nb\n', internal, '', { onLine: late(fail) }],
    ['a late end', 'a\nb\n', failed('expired', 'x'), '', { onLine: late(() => failure('expired', 'x')) }],
    ['late lines', 'a\nb\n', { kind: 'clean' }, '', { onLine: late(() => undefined) }],
    [
      'late lines and half of one',
      'a\nb',
      failed('malformed', 'the last line is cut off'),
      '',
      {
        onLine: late(() => undefined),
      },
    ],
    ['late lines and one that is too long', `a\n${'x'.repeat(11)}`, long, '', { onLine: late(() => undefined) }],
  ];
  for (const [what, bytes, wanted, lines, over] of rows) {
    const watch = watchWith(over);
    watch.response.end(bytes);
    t.strictSame(await watch.ended, wanted, what);
    t.equal(watch.lines.join(' '), lines, what);
    t.equal(watch.response.destroyed, true, `${what}: its socket is gone`);
    t.equal(getEventListeners(watch.signal, 'abort').length, 0, what);
  }
});

t.test('a watch that breaks, is told to end, or cannot be opened', async (t) => {
  const failed = (fault: string, reason: string): object => ({ kind: 'failed', fault, reason });
  const reset = watchWith();
  await new Promise(setImmediate);
  reset.response.destroy(Object.assign(new Error('words'), { code: 'ECONNRESET' }));
  t.strictSame(await reset.ended, failed('connection', 'the connection was reset'));
  const closed = watchWith();
  await new Promise(setImmediate);
  closed.response.write('a\n');
  await new Promise(setImmediate);
  closed.response.destroy();
  t.strictSame(await closed.ended, failed('connection', 'the connection was closed'));
  t.strictSame(closed.lines, ['a']);
  const told = watchWith();
  await new Promise(setImmediate);
  told.abort();
  told.response.write('a\n');
  t.strictSame(await told.ended, failed('connection', 'Pullgate ended it'));
  t.strictSame(told.lines, []);
  const before = watchWith();
  before.abort();
  t.strictSame(await before.ended, failed('connection', 'Pullgate ended it'));
  t.equal(before.response.destroyed, true);
  const refused = watchWith({}, { kind: 'status', status: 403, reason: 'Forbidden' });
  t.strictSame(await refused.ended, { kind: 'status', status: 403, reason: 'Forbidden' });
  const error = new RangeError('words');
  const opening = watchWith({
    onOpen: () => {
      throw error;
    },
  });
  t.match(await opening.ended, { fault: 'internal', reason: 'a fault of Pullgate (RangeError)', error });
  t.equal(opening.response.destroyed, true);
});

t.test('what is large in a line is left out before it is read', async (t) => {
  const line = JSON.stringify({ managedFields: Array(9000).fill(1), name: 'a' });
  const limits = { ...TIMINGS, lineBytes: 1_000_000 };
  for (const [over, wanted] of [
    [{ limits, lean: 'fields' }, '{"managedFields":[],"name":"a"}'],
    [{ limits }, line],
  ] as const) {
    const watch = watchWith(over);
    watch.response.end(`${line}\n`);
    await watch.ended;
    t.strictSame(watch.lines, [wanted]);
  }
});

t.test('who sends while a line is being read is held back, not buffered', async (t) => {
  let done = (): void => {};
  const seen: string[] = [];
  const watch = watchWith({
    onLine: (line) => {
      seen.push(line);
      return new Promise((resolve) => {
        done = () => resolve(() => undefined);
      });
    },
  });
  await new Promise(setImmediate);
  watch.response.write('a\nb\n');
  await new Promise(setImmediate);
  t.equal(watch.response.isPaused(), true);
  done();
  await new Promise(setImmediate);
  t.strictSame(seen, ['a', 'b']);
  t.equal(watch.response.isPaused(), true, 'by the next one, too');
  watch.response.emit('data', Buffer.from('c\n'));
  t.strictSame(seen, ['a', 'b'], 'and what was under way already waits');
  done();
  await new Promise(setImmediate);
  t.strictSame(seen, ['a', 'b', 'c']);
  done();
  await new Promise(setImmediate);
  t.equal(watch.response.isPaused(), false);
  watch.abort();
  await watch.ended;
});

t.test('no line makes it throw, or makes an event of nothing', async (t) => {
  const good = line('ADDED', 'a', '1');
  let random = 42;
  const next = (below: number): number => {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((random / 2_147_483_648) * below);
  };
  const kinds = new Map<string, number>();
  for (let turn = 0; turn < 10_000; turn += 1) {
    const at = next(good.length);
    const bad = [
      good.slice(0, at),
      `${good.slice(0, at)}${String.fromCharCode(next(0x300))}${good.slice(at + 1)}`,
      good.slice(0, at) + good.slice(at + 1 + next(20)),
      good.replace('"a"', ['null', '{}', '[]', '3', '""', '"__proto__"'][next(6)] ?? ''),
    ][next(4)];
    const event = readEvent(bad ?? '', convertSecret);
    kinds.set(event.kind, (kinds.get(event.kind) ?? 0) + 1);
    if (event.kind === 'set' && (event.kept.name === '' || event.kept.uid === '')) t.fail(String(bad));
    if (event.kind === 'failed' && /shöp|metadata/.test(event.reason)) t.fail('a reason quotes the line');
  }
  t.ok((kinds.get('failed') ?? 0) > 5000, JSON.stringify([...kinds]));
});

t.test('the wait doubles up to its limit, with full jitter, and obeys the server within reason', async (t) => {
  const most = createBackoff(TIMINGS, () => 1);
  t.same(
    Array.from({ length: 9 }, () => most.next(undefined)),
    [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000],
  );
  most.reset();
  t.equal(most.next(undefined), 500);
  t.equal(most.next(7000), 7000);
  t.equal(most.next(3_600_000), 120_000);
  t.equal(createBackoff(TIMINGS, () => 0).next(undefined), 0);
});

t.test('never more than two in any window', async (t) => {
  let now = 0;
  const limit = createWindowLimit(2, 60_000, () => now);
  const taken: number[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    now += limit.wait();
    limit.take();
    taken.push(now);
    now += 500;
  }
  t.ok(taken.every((at) => taken.filter((other) => other >= at && other < at + 60_000).length <= 2));
  t.ok(now > 9 * 60_000);
});

t.test('the limit of a window, to the millisecond, and without a memory that grows', async (t) => {
  let now = 0;
  const limit = createWindowLimit(2, 1000, () => now);
  t.equal(limit.wait(), 0);
  limit.take();
  t.equal(limit.wait(), 0);
  now = 400;
  limit.take();
  t.equal(limit.wait(), 600);
  now = 999;
  t.equal(limit.wait(), 1);
  now = 1000;
  t.equal(limit.wait(), 0);
  limit.take();
  t.equal(limit.wait(), 400);
  now = 5000;
  t.equal(limit.wait(), 0);
});

t.test('a step of the backoff: never back to more than it was', async (t) => {
  const backoff = createBackoff(TIMINGS, () => 1);
  backoff.reset(1);
  t.equal(backoff.next(undefined), 500, 'there was nothing to go back from');
  t.equal(backoff.next(undefined), 1000);
  t.equal(backoff.next(undefined), 2000);
  backoff.reset(1);
  t.equal(backoff.next(undefined), 1000);
  const many = createBackoff(TIMINGS, () => 1);
  const waits = Array.from({ length: 2000 }, () => many.next(undefined));
  t.equal(Math.max(...waits), 30_000);
});

t.test('a pause ends when it is told to', async (t) => {
  const stopping = new AbortController();
  const long = pause(60_000, new AbortController().signal, stopping.signal);
  stopping.abort();
  t.equal(await long, false);
  t.equal(await pause(0, stopping.signal), false);
});

// -------------------------------------------------------------------------------------------------------------- store

const kept = (name: string, version: string, uid = `u-${name}`): Kept<string> => ({
  namespace: 'shop',
  name,
  uid,
  version,
  value: version,
});

function storeOf(...items: readonly Kept<string>[]): ReturnType<typeof createStore<string>> {
  const store = createStore<string>();
  store.replace(items);
  return store;
}

const shown = (store: ReturnType<typeof createStore<string>>): string =>
  store
    .list('shop')
    .map(({ name, version }) => `${name}${version}`)
    .sort()
    .join(' ');

t.test('a list that was read beside the watch writes what the watch did not touch meanwhile', async (t) => {
  const store = storeOf(kept('a', '1'), kept('b', '1'), kept('c', '1'), kept('d', '1'), kept('f', '1'));
  const reading = store.read();
  // While the list is under way: b is changed again, c is deleted, e is made.
  store.set(kept('b', '3'));
  store.delete('shop', 'c');
  store.set(kept('e', '1'));
  const differences = reading.differences([kept('a', '2'), kept('b', '2'), kept('c', '1'), kept('f', '1')], 'shop');
  t.same(differences.map(({ name, kept: item }) => `${name}${item?.version ?? ' gone'}`).sort(), ['a2', 'd gone']);
  store.set(kept('a', '4'));
  t.equal(reading.write(differences), 1, 'a was touched since');
  reading.end();
  t.equal(shown(store), 'a4 b3 e1 f1');
  t.equal(store.size, 4);
});

t.test('a list that was read before everything was replaced writes nothing', async (t) => {
  const store = storeOf(kept('a', '1'));
  const reading = store.read();
  store.replace([kept('b', '1')]);
  t.same(reading.differences([kept('a', '1')], ''), []);
  t.equal(shown(store), 'b1');
});

t.test('an object that was made anew under its name is another one', async (t) => {
  const store = storeOf(kept('a', '1'));
  t.equal(store.read().differences([kept('a', '1', 'u-other')], 'shop').length, 1);
  t.equal(store.read().differences([kept('a', '1')], 'shop').length, 0);
});

t.test('counting is right whatever is done', async (t) => {
  const store = storeOf(kept('a', '1'), kept('a', '2'), kept('b', '1'));
  t.equal(store.size, 2);
  store.delete('shop', 'nothing');
  store.delete('nowhere', 'a');
  t.equal(store.size, 2);
  store.delete('shop', 'a');
  store.delete('shop', 'b');
  t.equal(store.size, 0);
  t.same([...store.all()], []);
});

t.test('of an object only what is needed is kept', async (t) => {
  const secret = convertSecret({
    metadata: {
      name: 'a',
      namespace: 'shop',
      uid: 'u',
      resourceVersion: '1',
      annotations: { x: 'example-not-a-password' },
    },
    type: 'kubernetes.io/dockerconfigjson',
    data: {
      '.dockerconfigjson': Buffer.from(
        '{"auths":{"ghcr.io":{"username":"u","password":"example-not-a-password"}}}',
      ).toString('base64'),
    },
  });
  t.notMatch(JSON.stringify(secret), /example-not-a-password/);
  t.match(secret, { uid: 'u', version: 1, value: { entries: [{ normalized: 'ghcr.io', hasUser: true }] } });
  t.match(convertNamespace({ metadata: { name: 'shop', uid: 'u', resourceVersion: '1', labels: { a: 'b' } } }), {
    namespace: 'shop',
    value: { name: 'shop', labels: { a: 'b', 'kubernetes.io/metadata.name': 'shop' } },
  });
  for (const broken of [null, [], {}, { metadata: null }, { metadata: { name: 'a', uid: 'u' } }]) {
    t.equal(convertSecret(broken), undefined);
  }
});
