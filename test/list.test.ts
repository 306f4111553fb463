/** A list in pages: what is asked for, how often, how long, and how much at a time. */
import t from 'tap';
import { type Answer, type CallOptions, failure } from '../src/cluster/api-client.js';
import { type ListAnswer, type ListRequest, listAll } from '../src/cluster/list.js';
import { TIMINGS } from '../src/cluster/timings.js';

type Item = { readonly n: number };
const itemOf = (object: unknown): Item | undefined => (typeof object === 'number' ? { n: object } : undefined);

interface Asked {
  readonly query: string;
  readonly limits: CallOptions;
}

interface Listed {
  readonly answer: ListAnswer<Item>;
  readonly asked: readonly Asked[];
  readonly queries: readonly string[];
}

interface Options {
  readonly wanted?: Partial<ListRequest<Item>>;
  /** ms that an answer takes. */
  readonly takes?: number;
  readonly limits?: Partial<Parameters<typeof listAll>[2]>;
}

async function list(answers: readonly Answer[], { wanted, takes = 0, limits }: Options = {}): Promise<Listed> {
  const left = [...answers];
  const asked: Asked[] = [];
  let now = 1_000_000;
  const client = {
    get: async (path: string, limits: CallOptions): Promise<Answer> => {
      asked.push({ query: path.slice(path.indexOf('?') + 1), limits });
      now += takes;
      const answer = left.shift();
      if (answer === undefined) throw new Error('nobody asked for more');
      return answer;
    },
  };
  const answer = await listAll(
    client,
    { path: '/api/v1/x', query: { a: 'b' }, convert: itemOf, ...wanted },
    { ...TIMINGS, clock: () => now, ...limits },
  );
  return { answer, asked, queries: asked.map(({ query }) => query) };
}

const page = (
  items: unknown,
  more: { readonly to?: string; readonly bytes?: number; readonly version?: string } = {},
) =>
  ({
    kind: 'found',
    body: {
      metadata: { resourceVersion: more.version ?? '7', ...(more.to === undefined ? {} : { continue: more.to }) },
      items,
    },
    bytes: more.bytes ?? 10,
  }) as const;

const GONE: Answer = { kind: 'status', status: 410, reason: 'Expired' };
const LARGE = failure('oversize', 'too large');

t.test('pages are one list, of the version of the last', async (t) => {
  const { answer, asked, queries } = await list([
    page([1, 'x', 2], { to: 'T+1/' }),
    page([], { to: 'T2' }),
    page([3, null], { version: '9' }),
  ]);
  t.match(answer, { kind: 'listed', items: [{ n: 1 }, { n: 2 }, { n: 3 }], version: '9', malformed: 2 });
  t.strictSame(queries, ['a=b&limit=500', 'a=b&limit=500&continue=T%2B1%2F', 'a=b&limit=1&continue=T2']);
  t.strictSame(asked[0]?.limits, {
    signal: undefined,
    deadlineMs: 15_000,
    mostBytes: 1024 * 1024,
    lean: 'fields',
    apart: true,
  });
});

t.test('the caller says how an object is read, what is held of it, and what is left out before', async (t) => {
  const { signal } = new AbortController();
  let lists = 0;
  const { answer, asked } = await list([page([1, 2], { to: 'T' }), page([3, 'x'])], {
    wanted: {
      lean: 'secret',
      steps: function* (object) {
        yield;
        return typeof object === 'number' ? { n: object * 10 } : undefined;
      },
      bound: () => {
        lists += 1;
        return ({ n }) => ({ n: n + 1 });
      },
    },
    limits: { signal },
  });
  t.match(answer, { items: [{ n: 11 }, { n: 21 }, { n: 31 }], malformed: 1 });
  t.equal(lists, 1);
  t.match(asked[0]?.limits, { signal, lean: 'secret' });
});

t.test('an empty list may be null or not there; what is no list is told', async (t) => {
  const listed = { kind: 'listed', items: [], version: '7', malformed: 0 };
  const none = { kind: 'failed', fault: 'malformed', reason: 'the answer is not a list' };
  const found = (body: unknown): Answer => ({ kind: 'found', body, bytes: 2 });
  const metadata = { resourceVersion: '7' };
  const rows: readonly (readonly [Answer, object])[] = [
    [page(null), listed],
    [page(undefined), listed],
    [page([]), listed],
    [page({}), none],
    [page('x'), none],
    [page([], { version: '' }), none],
    [found({ metadata: {}, items: [] }), none],
    [found({ items: [] }), none],
    [found([]), none],
    [found(null), none],
    [found(Object.assign([], { metadata, items: [] })), none],
  ];
  for (const [answer, wanted] of rows) t.match((await list([answer])).answer, wanted);
});

t.test('a page whose text ends before its objects do is none, and nor is the list', async (t) => {
  const broken = (): Answer => {
    const left = ([{ object: 3 }, 'not-json'] as const).values();
    return { ...page([]), items: { next: () => left.next().value } };
  };
  const { answer, queries } = await list([page([1, 2], { to: 'T' }), broken()]);
  t.strictSame(answer, { kind: 'failed', fault: 'malformed', reason: 'the answer is not JSON', begun: true });
  t.equal(queries.length, 2);

  const wanted = { most: { objects: 10, bytes: 1000, atOnce: 2 } };
  const glance = await list([page([1, 2], { to: 'T' }), broken()], { wanted });
  t.match(glance.answer, { kind: 'listed', items: [{ n: 1 }, { n: 2 }], partial: true }, 'a glance has seen something');
  const blind = await list([broken()], { wanted });
  t.match(blind.answer, { kind: 'failed', fault: 'malformed' });
});

t.test('a list that became too old between its pages is begun again, twice at most', async (t) => {
  const first = page([1], { to: 'T' });
  const again = await list([first, GONE, first, page([2])]);
  t.match(again.answer, { kind: 'listed', items: [{ n: 1 }, { n: 2 }] });
  t.equal(again.answer.kind === 'listed' && again.answer.items.length, 2, 'nothing of the first round');
  t.strictSame(
    again.queries.map((query) => query.includes('continue')),
    [false, true, false, true],
  );
  const always = await list([first, GONE, first, GONE, first, GONE]);
  t.match(always.answer, { kind: 'status', status: 410 });
  const atOnce = await list([GONE]);
  t.match(atOnce.answer, { kind: 'status', status: 410 }, 'a 410 that nothing came before is none');
  const other = await list([first, { kind: 'status', status: 500, reason: '' }]);
  t.match(other.answer, { kind: 'status', status: 500 });
  const failed = await list([first, failure('expired', 'x')]);
  t.match(failed.answer, { kind: 'failed', fault: 'expired' });
});

t.test('a page and the whole list have their deadlines', async (t) => {
  const pages = Array.from({ length: 30 }, () => page([1], { to: 'T' }));
  const { answer, asked } = await list(pages, { takes: 14_000 });
  t.match(answer, { kind: 'failed', fault: 'deadline', reason: 'the list was not complete within 240 s' });
  const deadlines = asked.map(({ limits }) => limits.deadlineMs);
  t.strictSame(deadlines, [...Array(17).fill(15_000), 2000]);
  const exact = await list(pages, { takes: 120_000 });
  t.equal(exact.asked.length, 2, 'no time is no time');
  const restarted = await list([page([1], { to: 'T' }), GONE, ...pages], { takes: 100_000 });
  t.strictSame(
    restarted.asked.map(({ limits }) => limits.deadlineMs),
    [15_000, 15_000, 15_000],
    'a list that is begun anew has no more of it',
  );
  t.match(restarted.answer, { fault: 'deadline' });
});

t.test('a page that is too large is asked for in smaller ones, down to one object, which may be larger', async (t) => {
  const { answer, asked, queries } = await list([LARGE, LARGE, LARGE, page([1], { to: 'T' }), page([2])]);
  t.match(answer, { items: [{ n: 1 }, { n: 2 }] });
  t.strictSame(
    queries.map((query) => query.replace('a=b&limit=', '')),
    ['500', '50', '5', '1', '500&continue=T'],
  );
  const mib = 1024 * 1024;
  t.strictSame(
    asked.map(({ limits }) => limits.mostBytes),
    [mib, mib, mib, 4 * mib, mib],
  );
  const one = await list([LARGE, LARGE, LARGE, LARGE]);
  t.match(one.answer, { kind: 'failed', fault: 'oversize' });
  t.equal(one.asked.length, 4);
  const other = await list([failure('deadline', 'x')]);
  t.match(other.answer, { fault: 'deadline' });
  const between = await list([page([1], { to: 'T' }), LARGE, page([2])]);
  t.strictSame(
    between.queries.map((query) => query.replace('a=b&limit=', '')),
    ['500', '500&continue=T', '50&continue=T'],
    'from where it was',
  );
});

t.test('the next page is as large as the objects of the last let it be', async (t) => {
  const sizes = async (objects: number, bytes: number): Promise<string | undefined> => {
    const items = Array.from({ length: objects }, () => 1);
    const { queries } = await list([page(items, { to: 'T', bytes }), page([])]);
    return /limit=(\d+)/.exec(queries[1] ?? '')?.[1];
  };
  t.equal(await sizes(500, 1_000_000), '262', 'half of what a page may have');
  t.equal(await sizes(500, 1000), '500', 'never more than at first');
  t.equal(await sizes(1, 3_000_000), '1', 'never none');
  t.equal(await sizes(10, 100_000), '52');
  t.equal(await sizes(5, 0), '500');
});
