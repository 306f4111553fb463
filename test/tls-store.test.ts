/** The objects of TLS as stores, against an API server that is one answer: what is called, what is written, what is read. */
import { PassThrough } from 'node:stream';
import t from 'tap';
import { type Answer, type ApiClient, failure, type Write } from '../src/cluster/api-client.js';
import type { ClusterEvent } from '../src/cluster/events.js';
import { TIMINGS } from '../src/cluster/timings.js';
import { createTlsObjects, type TlsWatched } from '../src/cluster/tls-objects.js';
import { virtualTime } from './support/virtual-time.js';

interface Desk {
  readonly objects: ReturnType<typeof createTlsObjects>;
  readonly calls: { readonly path: string; readonly write?: Write; readonly limits: object }[];
  readonly events: ClusterEvent<TlsWatched>[];
  readonly watch: () => PassThrough;
}

function open(answer: (path: string) => Answer, random?: () => number): Desk {
  const calls: Desk['calls'] = [];
  const events: Desk['events'] = [];
  let watch = new PassThrough();
  const client: ApiClient = {
    get: async (path, limits) => {
      calls.push({ path, limits });
      return answer(path);
    },
    write: async (path, write, limits) => {
      calls.push({ path, write, limits });
      return answer(path);
    },
    open: async (path, limits) => {
      calls.push({ path, limits });
      watch = new PassThrough();
      // Only what a stream has is used of it.
      return { kind: 'open', response: watch as never };
    },
    close: () => {},
  };
  const objects = createTlsObjects({
    client,
    timings: { pageDeadlineMs: 1234 },
    onEvent: (event) => events.push(event),
    ...(random === undefined ? {} : { random }),
  });
  return { objects, calls, events, watch: () => watch };
}

const found = (body: unknown): Answer => ({ kind: 'found', body, bytes: 1 });
const status = (code: number, reason = ''): Answer => ({ kind: 'status', status: code, reason });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const { signal } = new AbortController();
const LIMITS = { signal, deadlineMs: 1234, mostBytes: TIMINGS.lineBytes };
const NO_OBJECT = { state: 'unknown', reason: 'the answer is no such object' };

t.test('each is called by its path and named by its kind', async (t) => {
  const { objects, calls } = open(() => status(500));
  const secret = objects.secret('tls space', 'tls/secret');
  const validating = objects.configuration('validating', 'pull/gate');
  const mutating = objects.configuration('mutating', 'pullgate');
  t.strictSame(
    [secret.name, validating.name, mutating.name, validating.kind, mutating.kind],
    [
      'Secret tls space/tls/secret',
      'ValidatingWebhookConfiguration pull/gate',
      'MutatingWebhookConfiguration pullgate',
      'validating',
      'mutating',
    ],
  );
  const seen = { data: {}, annotations: {}, object: {} };
  const hooks = { hooks: [], object: {} };
  await secret.get(signal);
  await secret.update(seen, { data: {}, annotations: {} }, signal);
  await validating.get(signal);
  await mutating.patch(hooks, 'x', signal);
  const group = '/apis/admissionregistration.k8s.io/v1';
  t.strictSame(calls, [
    { path: '/api/v1/namespaces/tls%20space/secrets/tls%2Fsecret', limits: LIMITS },
    {
      path: '/api/v1/namespaces/tls%20space/secrets/tls%2Fsecret',
      write: { method: 'PUT', contentType: 'application/json', body: { metadata: { annotations: {} }, data: {} } },
      limits: LIMITS,
    },
    { path: `${group}/validatingwebhookconfigurations/pull%2Fgate`, limits: LIMITS },
    {
      path: `${group}/mutatingwebhookconfigurations/pullgate`,
      write: { method: 'PATCH', contentType: 'application/json-patch+json', body: [] },
      limits: LIMITS,
    },
  ]);
});

t.test('what an answer to a read means', async (t) => {
  const secret = { kind: 'Secret', metadata: { name: 's' } };
  const rows: readonly (readonly [Answer, object])[] = [
    [status(404, 'NotFound'), { state: 'absent' }],
    [status(404), { state: 'unknown', reason: 'it answered 404' }],
    [status(410, 'NotFound'), { state: 'unknown', reason: 'it answered 410' }],
    [status(401), { state: 'unknown', reason: 'it does not accept the credentials of Pullgate (401)' }],
    [status(403), { state: 'unknown', reason: 'Pullgate has no right to read that (403)' }],
    [status(429), { state: 'unknown', reason: 'it has too much to do (429)' }],
    [failure('deadline', 'no answer'), { state: 'unknown', reason: 'no answer' }],
    [found(secret), { state: 'found', value: { data: {}, annotations: {}, object: secret } }],
    [found({ ...secret, kind: 'Pod' }), NO_OBJECT],
    [found({ ...secret, kind: undefined }), NO_OBJECT],
    [found({ ...secret, metadata: { name: 'other' } }), NO_OBJECT],
    [found([]), NO_OBJECT],
    [found(null), NO_OBJECT],
  ];
  for (const [answer, wanted] of rows) {
    t.strictSame(
      await open(() => answer)
        .objects.secret('ns', 's')
        .get(signal),
      wanted,
    );
  }
});

t.test('what is read of a Secret, and of a configuration', async (t) => {
  const object = {
    kind: 'Secret',
    metadata: { name: 's', annotations: { a: '1', odd: 2 } },
    data: { 'tls.crt': base64('é\n'), odd: 5, none: null },
  };
  t.strictSame(
    await open(() => found(object))
      .objects.secret('ns', 's')
      .get(signal),
    {
      state: 'found',
      value: { data: { 'tls.crt': 'é\n' }, annotations: { a: '1' }, object },
    },
  );
  for (const [kind, word] of [
    ['validating', 'Validating'],
    ['mutating', 'Mutating'],
  ] as const) {
    const read = (webhooks: unknown) => {
      const configuration = { kind: `${word}WebhookConfiguration`, metadata: { name: 'c' }, webhooks };
      return open(() => found(configuration))
        .objects.configuration(kind, 'c')
        .get(signal);
    };
    const hooks = [
      { name: 'a', clientConfig: { caBundle: base64('PEM é') } },
      { name: 'b', clientConfig: {} },
      { name: 'c' },
      null,
    ];
    t.match(await read(hooks), {
      state: 'found',
      value: {
        hooks: [
          { name: 'a', bundle: 'PEM é' },
          { name: 'b', bundle: '' },
          { name: 'c', bundle: '' },
          { name: '', bundle: '' },
        ],
      },
    });
    for (const none of [undefined, null, {}, 'x']) {
      t.match(await read(none), { state: 'found', value: { hooks: { length: 0 } } });
    }
  }
});

t.test('a Secret is written as it was read, with what changes over it', async (t) => {
  const { objects, calls } = open(() => found({}));
  const object = {
    kind: 'Secret',
    metadata: { name: 's', resourceVersion: '7', labels: { app: 'x' }, annotations: { kept: 'yes', over: '1' } },
    type: 'Opaque',
    data: { other: 'a2VwdA==', over: 'b2xk' },
  };
  const seen = { data: {}, annotations: {}, object };
  const change = { data: { over: 'é', more: '' }, annotations: { over: '2', more: '3' } };
  t.strictSame(await objects.secret('ns', 's').update(seen, change, signal), { state: 'written' });
  t.strictSame(calls[0]?.write?.body, {
    kind: 'Secret',
    metadata: {
      name: 's',
      resourceVersion: '7',
      labels: { app: 'x' },
      annotations: { kept: 'yes', over: '2', more: '3' },
    },
    type: 'Opaque',
    data: { other: 'a2VwdA==', over: base64('é'), more: '' },
  });
});

t.test('a patch says of each entry what must still be so, and changes its caBundle alone', async (t) => {
  const { objects, calls } = open(() => found({}));
  const service = { name: 'pullgate', namespace: 'ns' };
  const object = {
    webhooks: [
      { name: 'same', clientConfig: { service, caBundle: base64('new') } },
      { name: 'other', clientConfig: { service, caBundle: base64('old') } },
      { name: 'none', clientConfig: { service } },
      { name: 'nothing' },
    ],
  };
  await objects.configuration('mutating', 'c').patch({ hooks: [], object }, 'new', signal);
  const value = base64('new');
  t.strictSame(calls[0]?.write?.body, [
    { op: 'test', path: '/webhooks/1/name', value: 'other' },
    { op: 'test', path: '/webhooks/1/clientConfig/caBundle', value: base64('old') },
    { op: 'add', path: '/webhooks/1/clientConfig/caBundle', value },
    { op: 'test', path: '/webhooks/2/name', value: 'none' },
    { op: 'test', path: '/webhooks/2/clientConfig', value: { service } },
    { op: 'add', path: '/webhooks/2/clientConfig/caBundle', value },
    { op: 'test', path: '/webhooks/3/name', value: 'nothing' },
    { op: 'test', path: '/webhooks/3/clientConfig', value: null },
    { op: 'add', path: '/webhooks/3/clientConfig/caBundle', value },
  ]);
});

t.test('what an answer to a write means', async (t) => {
  const conflict = { state: 'conflict' };
  const failed = (reason: string): object => ({ state: 'failed', reason });
  const rows: readonly (readonly [Answer, put: object, patch: object])[] = [
    [found({}), { state: 'written' }, { state: 'written' }],
    [status(409, 'Conflict'), conflict, conflict],
    [status(404, 'NotFound'), conflict, conflict],
    [status(422, 'Invalid'), failed('it answered 422'), conflict],
    [status(422), failed('it answered 422'), failed('it answered 422')],
    [status(400, 'Invalid'), failed('it answered 400'), failed('it answered 400')],
    [
      status(403),
      failed('Pullgate has no right to write that (403)'),
      failed('Pullgate has no right to write that (403)'),
    ],
    [status(500), failed('it answered 500'), failed('it answered 500')],
    [failure('connection', 'cut'), failed('cut'), failed('cut')],
  ];
  for (const [answer, put, patch] of rows) {
    const { objects } = open(() => answer);
    const seen = { data: {}, annotations: {}, object: {} };
    t.strictSame(await objects.secret('ns', 's').update(seen, { data: {}, annotations: {} }, signal), put);
    t.strictSame(await objects.configuration('validating', 'c').patch({ hooks: [], object: {} }, 'x', signal), patch);
  }
});

t.test(
  'a watch is of the one name, tells of each change and of each list, and keeps nothing of an object',
  async (t) => {
    const time = virtualTime(t);
    const item = (version: string, more: object = {}): object => ({
      metadata: { name: 's', namespace: 'ns', uid: 'u', resourceVersion: version, ...more },
    });
    const items: object[] = [item('1'), { metadata: { name: 's' } }, {}];
    const list = found({ metadata: { resourceVersion: '10' }, items });
    const { objects, calls, events, watch } = open(
      () => list,
      () => 0,
    );
    const stopping = new AbortController();
    let told = 0;
    const tell = (): void => {
      told += 1;
    };
    const ended = objects.secret('ns', 's').watch(tell, stopping.signal);
    await time.settle();
    const path = '/api/v1/namespaces/ns/secrets?fieldSelector=metadata.name%3Ds';
    t.strictSame(
      calls.map((call) => call.path),
      [`${path}&limit=500`, `${path}&watch=true&allowWatchBookmarks=true&timeoutSeconds=290&resourceVersion=10`],
    );
    t.match(events, [{ resource: 'secrets', namespace: 'ns', event: 'synced', objects: 1 }]);
    t.ok(events[0]?.event === 'synced' && events[0].ms >= 0 && events[0].ms < 10_000);
    t.equal(told, 1);
    const send = async (type: string, object: object): Promise<void> => {
      watch().write(`${JSON.stringify({ type, object })}\n`);
      await time.settle();
    };
    await send('MODIFIED', item('11'));
    t.equal(told, 2);
    await send('BOOKMARK', item('12'));
    t.equal(told, 2, 'that is no change');
    await send('DELETED', item('13'));
    t.equal(told, 3);
    await send('ADDED', item('14', { namespace: undefined }));
    t.equal(told, 4);
    t.equal(events.length, 1);
    for (const field of ['uid', 'resourceVersion', 'name']) {
      const before = events.length;
      await send('ADDED', item('15', { [field]: undefined }));
      t.match(events.slice(before), [{ event: 'fault', fault: 'malformed' }], field);
      await time.pass(60_000);
    }
    stopping.abort();
    await ended;
  },
);

t.test('of a configuration the watch is over no namespace', async (t) => {
  const time = virtualTime(t);
  for (const [kind, resource] of [
    ['validating', 'validatingwebhookconfigurations'],
    ['mutating', 'mutatingwebhookconfigurations'],
  ] as const) {
    const { objects, calls, events } = open(() => found({ metadata: { resourceVersion: '10' }, items: [] }));
    const stopping = new AbortController();
    const ended = objects.configuration(kind, 'c').watch(() => {}, stopping.signal);
    await time.settle();
    t.equal(
      calls[0]?.path,
      `/apis/admissionregistration.k8s.io/v1/${resource}?fieldSelector=metadata.name%3Dc&limit=500`,
    );
    t.match(events, [{ resource, namespace: '', event: 'synced', objects: 0 }]);
    stopping.abort();
    await ended;
  }
});

t.test('the check sees what the watch has missed, and tells of it', async (t) => {
  const time = virtualTime(t);
  const metadata = (version: number) => ({ name: 's', namespace: 'ns', uid: 'u', resourceVersion: String(version) });
  for (const [what, now, meanwhile, told] of [
    ['a change', [{ metadata: metadata(2) }], undefined, 2],
    ['that it is gone', [], undefined, 2],
    ['nothing', [{ metadata: metadata(1) }], undefined, 1],
    ['what comes a moment later', [{ metadata: metadata(2) }], { metadata: metadata(2) }, 2],
  ] as const) {
    let items: readonly object[] = [{ metadata: metadata(1) }];
    const { objects, events, watch } = open(
      () => found({ metadata: { resourceVersion: '10' }, items }),
      () => 0,
    );
    const stopping = new AbortController();
    let count = 0;
    const ended = objects.secret('ns', 's').watch(() => {
      count += 1;
    }, stopping.signal);
    await time.pass(1);
    items = now;
    const send = (type: string, object: object): boolean => watch().write(`${JSON.stringify({ type, object })}\n`);
    for (let minutes = 0; minutes < 10; minutes += 1) {
      send('BOOKMARK', { metadata: { resourceVersion: '10' } });
      await time.pass(60_000);
    }
    if (meanwhile !== undefined) send('MODIFIED', meanwhile);
    await time.pass(10_000);
    const isRepaired = told === 2 && meanwhile === undefined;
    t.strictSame(
      events.map(({ event }) => event),
      isRepaired ? ['synced', 'repaired'] : ['synced'],
      what,
    );
    t.equal(count, told, what);
    stopping.abort();
    await ended;
  }
});
