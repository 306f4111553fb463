/** A list that is read page by page: each object once, whatever the server forgets, refuses or repeats. */
import t from 'tap';
import { type Answer, failure } from '../src/cluster/api-client.js';
import { type StreamLimits, streamList } from '../src/cluster/stream.js';

const LIMITS: StreamLimits = { pageDeadlineMs: 1000, pageSize: 100, pageBytes: 1000, lineBytes: 2000, againMs: 1 };

const named = (name: string) => ({ metadata: { namespace: 'shop', name } });

const page = (names: readonly string[], to?: string, bytes = 10): Answer => ({
  kind: 'found',
  body: {
    metadata: { resourceVersion: '7', ...(to === undefined ? {} : { continue: to }) },
    items: names.map(named),
  },
  bytes,
});

const gone = (to?: string): Answer => ({
  kind: 'status',
  status: 410,
  reason: 'Expired',
  ...(to === undefined ? {} : { continue: to }),
});

const busy: Answer = { kind: 'status', status: 429, reason: 'TooManyRequests', retryAfterMs: 1 };

async function read(answers: readonly Answer[], limits: Partial<StreamLimits> = {}) {
  const left = [...answers];
  const asked: string[] = [];
  const client = {
    get: async (path: string): Promise<Answer> => {
      asked.push(path.slice(path.indexOf('?') + 1));
      const answer = left.shift();
      if (answer === undefined) throw new Error('nobody asked for more');
      return answer;
    },
  };
  const wanted = { path: '/api/v1/pods', query: { a: 'b' }, lean: 'fields' } as const;
  const list = streamList(client, wanted, { ...LIMITS, ...limits });
  const names: string[] = [];
  for (;;) {
    const next = await list.next();
    if (next.done === true) return { names, asked, end: next.value, left: left.length };
    names.push(Object(next.value).metadata.name);
  }
}

t.test('pages follow one another, as large as the objects let them be', async (t) => {
  const { names, asked, end } = await read([page(['a', 'b'], 'x', 100), page(['c'], 'y', 500), page([])]);
  t.strictSame(names, ['a', 'b', 'c']);
  t.equal(end, undefined);
  t.strictSame(asked, ['a=b&limit=100', 'a=b&limit=10&continue=x', 'a=b&limit=1&continue=y']);
});

t.test('a list that is too old goes on with the token that comes with the 410', async (t) => {
  const { names, asked, end } = await read([page(['a', 'b'], 'x'), gone('z'), page(['c', 'd'])]);
  t.strictSame(names, ['a', 'b', 'c', 'd']);
  t.equal(end, undefined);
  t.equal(new URLSearchParams(asked.at(-1)).get('continue'), 'z');
});

t.test('without one it begins again, and tells nothing twice', async (t) => {
  const { names, asked, end } = await read([page(['a', 'b'], 'x'), gone(), page(['a', 'aa', 'b'], 'y'), page(['c'])]);
  t.strictSame(names, ['a', 'b', 'aa', 'c']);
  t.equal(end, undefined);
  t.equal(new URLSearchParams(asked[2]).get('continue'), null);
});

t.test('a server that forgets for ever is told, and so is one that is asked for what it does not have', async (t) => {
  const again = Array.from({ length: 6 }, () => [page(['a'], 'x'), gone()]).flat();
  t.match(await read(again), { names: ['a'], end: { status: 410 }, left: 0 });
  t.match(await read([gone()]), { names: [], end: { status: 410 } }, 'at the first page it means something else');
  t.match(await read([page(['a'], 'x'), { kind: 'status', status: 403, reason: 'Forbidden' }]), {
    names: ['a'],
    end: { status: 403 },
  });
});

t.test('who has too much to do is asked again, and not for ever', async (t) => {
  t.match(await read([busy, page(['a'], 'x'), busy, busy, page(['b'])]), { names: ['a', 'b'], end: undefined });
  t.match(await read([busy, busy, busy, busy]), { names: [], end: { status: 429 }, left: 0 });
  const away = failure('connection', 'the connection was reset');
  t.match(await read([page(['a'], 'x'), away, page(['b'])]), { names: ['a', 'b'], end: undefined });
});

t.test('a page that is too large is asked for in smaller ones', async (t) => {
  const large = failure('oversize', 'too large');
  const { asked, end } = await read([large, large, large]);
  t.strictSame(
    asked.map((each) => new URLSearchParams(each).get('limit')),
    ['100', '10', '1'],
  );
  t.match(end, { fault: 'oversize' });
});

t.test('a page whose text ends before its objects do ends it', async (t) => {
  const left = ([{ object: named('b') }, 'not-json'] as const).values();
  const broken = { ...page([]), items: { next: () => left.next().value } };
  const { names, end } = await read([page(['a'], 'x'), broken]);
  t.strictSame(names, ['a', 'b']);
  t.strictSame(end, { kind: 'failed', fault: 'malformed', reason: 'the answer is not JSON' });
});

t.test('a token that leads back to itself ends it, and what is no list is one', async (t) => {
  t.match(await read([page(['a'], 'x'), page(['b'], 'x')]), { names: ['a', 'b'], end: undefined, left: 0 });
  const none: Answer = { kind: 'found', body: { items: 7 }, bytes: 1 };
  t.match(await read([none]), { names: [], end: { fault: 'malformed' } });
});
