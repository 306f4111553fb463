/** What is read of the Pods of a namespace: how much of one, how much of all, and that nobody else waits for it. */
import t from 'tap';
import { createApiState } from '../src/cluster/api.js';
import { createApiClient } from '../src/cluster/api-client.js';
import { TIMINGS, type Timings } from '../src/cluster/timings.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import { assess } from '../src/facts/assess.js';
import { imagesInUse } from '../src/facts/in-use.js';
import { podCreated } from './support/case.js';
import {
  type ApiObject,
  accessTo,
  type Call,
  type FakeApi,
  pullSecret,
  startFakeApi,
} from './support/fake-api-server.js';
import { openLive, until } from './support/live.js';

const HOST = 'registry.example.com';

function aPod(
  name: string,
  image = `${HOST}/media/${name}:1`,
  more: Readonly<Record<string, unknown>> = {},
): ApiObject {
  return {
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: { containers: [{ name: 'c', image, ...more }] },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'c', image, imageID: `${image}@sha256:1`, state: { running: {} } }],
    },
  };
}

const many = (count: number, more: Readonly<Record<string, unknown>> = {}): readonly ApiObject[] =>
  Array.from({ length: count }, (_, index) => aPod(`p-${index}`, undefined, more));

// ------------------------------------------------------------------------------------------------------------ one Pod

t.test('of whatever shape it is', async (t) => {
  const nothing = { named: [], runs: [], imagePullSecrets: [] };
  for (const spec of [undefined, null, 'text', [], {}, { containers: {} }, { containers: [null, 1, 'x', {}] }]) {
    for (const status of [
      undefined,
      null,
      'text',
      [],
      {},
      { containerStatuses: {} },
      { containerStatuses: [null, 1] },
    ]) {
      t.strictSame(imagesInUse(spec, status), nothing, JSON.stringify([spec, status]));
    }
  }
  const odd = { containers: [{ name: {}, image: 'a' }, { image: 7 }, { name: 'x', image: 'NOT/Lower' }] };
  t.strictSame(imagesInUse(odd, { containerStatuses: [{ imageID: 'x', image: 'a', ready: true }] }), {
    ...nothing,
    runs: ['docker.io/library/a'],
  });
  const web = aPod('web', `${HOST}/media/web:2`);
  const before = JSON.parse(JSON.stringify(aPod('web', 'quay.io/media/web:1')));
  t.strictSame(imagesInUse(web['spec'], before.status), nothing, 'the status is that of another registry');
  const list = { imagePullSecrets: [{ name: 'a' }, {}, null, { name: 7 }] };
  t.strictSame(imagesInUse(list).imagePullSecrets, ['a', '', '', '']);
});

t.test('all three kinds of container, each by the status of its own kind', async (t) => {
  const kinds = [
    ['initContainers', 'initContainerStatuses'],
    ['containers', 'containerStatuses'],
    ['ephemeralContainers', 'ephemeralContainerStatuses'],
  ] as const;
  for (const [field, own] of kinds) {
    const spec = { [field]: [{ name: 'c', image: `${HOST}/a:1` }] };
    for (const [, statuses] of kinds) {
      const status = { [statuses]: [{ name: 'c', image: `${HOST}/a:1`, imageID: 'sha256:1', ready: true }] };
      const expected = own === statuses ? [`${HOST}/a`] : [];
      t.strictSame(imagesInUse(spec, status).runs, expected, `${field}, ${statuses}`);
      t.strictSame(imagesInUse(spec, status).named, expected, 'of a Pod only what was pulled');
    }
    t.strictSame(imagesInUse(spec), { named: [`${HOST}/a`], runs: [], imagePullSecrets: [] }, 'of a template all');
  }
});

t.test('no more is looked at than an honest Pod has', async (t) => {
  const containers = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `c${index}`, image: `${HOST}/i-${index}:1` }));
  t.strictSame(imagesInUse({ containers: containers(32) }).more, undefined);
  const large = imagesInUse({ containers: containers(10_000) });
  t.strictSame([large.named.length, large.more], [32, true]);
  t.strictSame(imagesInUse({ containers: [{ name: 'c', image: `${HOST}/${'a'.repeat(1_000_000)}` }] }).named, []);
  const secrets = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `s-${index}` }));
  const run = (imagePullSecrets: unknown) => {
    const { spec, status } = aPod('web');
    return imagesInUse({ ...Object(spec), imagePullSecrets }, status);
  };
  t.match(run(secrets(32)), { runs: [`${HOST}/media/web`], more: undefined });
  t.strictSame(run(secrets(33)).runs, [], 'with a list that is not read to its end it shows nothing');
  t.match(run(secrets(33)), { named: [`${HOST}/media/web`], more: true });
  t.ok((run([{ name: 'x'.repeat(1_000_000) }]).imagePullSecrets[0] ?? '').length <= 1024);
});

// --------------------------------------------------------------------------------------------------- those of a namespace

/** A busy machine is not what these tests are about. */
const PATIENT: Partial<Timings> = { glanceMs: 60_000 };

async function openApi(
  end: (close: () => Promise<void>) => void,
  pods: readonly ApiObject[],
  over: Partial<Timings> = {},
): Promise<{
  readonly api: FakeApi;
  readonly ask: () => Promise<{ readonly got: string; readonly calls: readonly Call[] }>;
}> {
  const api = await startFakeApi();
  const client = createApiClient(accessTo(api));
  end(async () => {
    client.close();
    await api.close();
  });
  api.putAll(pods);
  const state = createApiState({
    client,
    timings: { ...TIMINGS, ...PATIENT, ...over },
    clock: () => performance.now(),
  });
  return {
    api,
    async ask() {
      const answer = await state.ask({ about: 'imagesInUse', namespace: 'shop' }, {});
      const got =
        answer.state === 'found'
          ? `${answer.value.length}${answer.partial === true ? ' and more' : ''}`
          : answer.state === 'unknown'
            ? answer.reason
            : answer.state;
      return { got, calls: api.calls };
    },
  };
}

t.test('of many Pods so many are read', async (t) => {
  const { ask } = await openApi(t.teardown, many(500));
  const { got, calls } = await ask();
  t.equal(got, '500');
  t.ok(calls.length <= 3, `${calls.length} calls`);
  t.ok(calls.every(({ query }) => query['fieldSelector'] === 'status.phase=Running' && Number(query['limit']) <= 500));
  const more = await openApi(t.teardown, many(501));
  t.equal((await more.ask()).got, '500 and more');
  const pending = { ...aPod('pending'), status: { phase: 'Pending' } };
  const none = await openApi(t.teardown, [pending, { ...pullSecret('shop', 'regcred') }]);
  t.equal((await none.ask()).got, '0');
});

t.test('of large Pods so many bytes are read', async (t) => {
  const args = ['x'.repeat(1_000_000)];
  const { ask } = await openApi(t.teardown, many(12, { args }));
  const { got, calls } = await ask();
  t.match(got, /^[89] and more$/);
  t.ok(calls.length <= 14, `${calls.length} calls`);
});

t.test('what takes too long is not waited for, and what was read till then counts', async (t) => {
  const slow = await openApi(t.teardown, many(60), { glanceMs: 80 });
  slow.api.script = () => ({ after: 'hang' });
  t.match((await slow.ask()).got, /could not be asked for Pods of namespace shop: no answer|within/);
  const half = await openApi(t.teardown, many(200), { glanceMs: 1000 });
  half.api.script = ({ query }) => (query['continue'] === undefined ? undefined : { after: 'hang' });
  t.equal((await half.ask()).got, '50 and more');
  const cut = await openApi(t.teardown, many(200));
  cut.api.script = ({ query }) =>
    query['continue'] === undefined ? undefined : { status: 200, body: '{', after: 'cut' };
  t.equal((await cut.ask()).got, '50 and more');
  const refused = await openApi(t.teardown, many(2));
  refused.api.script = () => ({ status: 403, body: '{}' });
  t.equal((await refused.ask()).got, 'Pullgate has no right to read Pods in namespace shop (403)');
  const expired = await openApi(t.teardown, many(200));
  let restarts = 0;
  expired.api.script = ({ query }) => {
    if (query['continue'] === undefined || restarts > 0) return undefined;
    restarts += 1;
    return { status: 410, body: '{}' };
  };
  t.equal((await expired.ask()).got, '200', 'a list that is too old begins again');
});

// ---------------------------------------------------------------------------------------------------------------- reviews

/** What hangs does so until a glance is over. */
const CALM: Partial<Timings> = { pageDeadlineMs: 10_000, idleLimitMs: 60_000, quietMs: 60_000 };

function review(image: string, secrets: readonly string[], live: Awaited<ReturnType<typeof openLive>>['live']) {
  const imagePullSecrets = secrets.map((name) => ({ name }));
  const object = { metadata: { name: 'web' }, spec: { containers: [{ name: 'web', image }], imagePullSecrets } };
  return assess(podCreated(object), { settings: DEFAULT_SETTINGS, ...live.view(), now: 0 });
}

async function openShop(t: { readonly teardown: (end: () => Promise<void>) => void }, pods: readonly ApiObject[]) {
  const { api, live } = await openLive(t.teardown, {
    timings: CALM,
    prepare: (fake) => {
      fake.put({ kind: 'Namespace', metadata: { name: 'shop' } });
      fake.put({ kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } });
      fake.put(pullSecret('shop', 'regcred', HOST));
      fake.putAll(pods);
    },
  });
  await until(() => live.blind().length === 0);
  const podCalls = () => api.calls.filter(({ resource }) => resource === 'pods');
  return { api, live, podCalls };
}

t.test('an admitted Pod costs no list, a forgotten registry one', async (t) => {
  const { live, podCalls } = await openShop(t, [aPod('video-encoder')]);
  for (const image of [`${HOST}/a/b:1`, 'nginx:1.27', 'docker.io/video-encoder:1'])
    await review(image, ['regcred'], live);
  await review('nginx:latest', ['regcred'], live);
  t.equal(podCalls().length, 0);
  const { allowed, message } = await review('video-encoder:v3.2.1', ['regcred'], live);
  t.notOk(allowed);
  t.match(message, `set the image to "${HOST}/media/video-encoder:v3.2.1"`);
  t.strictSame(
    podCalls().map(({ verb, namespace }) => `${verb} ${namespace}`),
    ['list shop'],
    'both looks have the same answer',
  );
});

t.test('what runs admits it, and is seen at once', async (t) => {
  const { api, live } = await openShop(t, []);
  const image = 'video-encoder:v3.2.1';
  t.notOk((await review(image, ['regcred'], live)).allowed);
  api.put(aPod('running', image));
  const admitted = await review(image, ['regcred'], live);
  t.strictSame([admitted.allowed, admitted.findings.some(({ code }) => code === 'PG105')], [true, false]);
});

t.test(
  'a server that does not answer for Pods keeps nobody from a verdict, nor a Secret from being read',
  async (t) => {
    const { api, live, podCalls } = await openShop(t, []);
    api.script = ({ resource }) => (resource === 'pods' ? { after: 'hang' } : undefined);
    const began = performance.now();
    const first = review('video-encoder:v3.2.1', ['regcred'], live);
    await until(() => podCalls().length > 0);
    const denied = await review('ghcr.io/acme/app:1', ['regcred'], live);
    t.ok(performance.now() - began < 500, 'the fresh read of the Secret does not stand in that line');
    t.match(denied.findings, [{ code: 'PG205', action: 'deny' }]);
    const { allowed, findings } = await first;
    t.ok(allowed, 'what is not known denies nothing');
    t.strictSame(
      findings.map(({ code, action }) => `${code} ${action}`),
      ['PG105 warn'],
    );
    t.match(
      findings[0]?.because,
      /what runs in this namespace could not be read: the API server could not be asked for Pods/,
    );
  },
);
