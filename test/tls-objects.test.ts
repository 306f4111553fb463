/**
 * The certificate of `self` on an API server: what is called is what is granted (design 8.1), writes are locks,
 * and the patches change a caBundle and nothing else.
 */
import t, { type Test } from 'tap';
import { createApiClient } from '../src/cluster/api-client.js';
import { type TlsGrant, type TlsRights, tlsGrants } from '../src/cluster/rights.js';
import { createTlsObjects } from '../src/cluster/tls-objects.js';
import { createCertManagerSource } from '../src/tls/cert-manager.js';
import { CLOCK } from '../src/tls/clock.js';
import type { BundleStore, CertificateSource, SecretStore, SeenSecret } from '../src/tls/ports.js';
import { createSelfSource } from '../src/tls/self.js';
import { type ApiObject, accessTo, type Call, type FakeApi, startFakeApi } from './support/fake-api-server.js';
import { QUICK, until } from './support/live.js';
import { createServed, NAMES, TIMES } from './support/tls-replicas.js';

const SECRET: ApiObject = {
  kind: 'Secret',
  metadata: { name: 'pullgate-tls', namespace: 'pullgate', labels: { app: 'pullgate' }, annotations: { kept: 'yes' } },
  type: 'Opaque',
  data: { other: 'a2VwdA==' },
};

function configuration(
  kind: 'Validating' | 'Mutating',
  hooks: readonly Readonly<Record<string, unknown>>[],
): ApiObject {
  const webhooks = hooks.map((clientConfig, index) => ({
    name: `h${index}.pullgate.dev`,
    clientConfig,
    sideEffects: 'None',
  }));
  return { kind: `${kind}WebhookConfiguration`, metadata: { name: 'pullgate' }, webhooks };
}

const SERVICE = { service: { name: 'pullgate', namespace: 'pullgate', path: '/validate', port: 443 } };

interface Opened {
  readonly api: FakeApi;
  readonly secret: SecretStore;
  readonly configurations: readonly BundleStore[];
  readonly signal: AbortSignal;
}

async function open(t: Test): Promise<Opened> {
  const api = await startFakeApi();
  api.bookmarkEvery(50);
  api.putAll([SECRET, configuration('Validating', [SERVICE, SERVICE]), configuration('Mutating', [SERVICE])]);
  const client = createApiClient(accessTo(api));
  const objects = createTlsObjects({ client, timings: QUICK });
  const stopping = new AbortController();
  t.teardown(async () => {
    stopping.abort();
    client.close();
    await api.close();
  });
  return {
    api,
    secret: objects.secret('pullgate', 'pullgate-tls'),
    configurations: [objects.configuration('validating', 'pullgate'), objects.configuration('mutating', 'pullgate')],
    signal: stopping.signal,
  };
}

/** As it is, but for the caBundles. */
function rest(object: ApiObject | undefined): unknown {
  return JSON.parse(
    JSON.stringify(object, (key, value) => (key === 'caBundle' || key === 'resourceVersion' ? undefined : value)),
  );
}

async function found(store: SecretStore, signal: AbortSignal): Promise<SeenSecret> {
  const read = await store.get(signal);
  if (read.state !== 'found') throw new Error(read.state);
  return read.value;
}

t.test('a Secret is written whole, with its version as the lock', async (t) => {
  const { api, secret, signal } = await open(t);
  const seen = await found(secret, signal);
  t.same(seen.data, { other: 'kept' });
  t.same(await secret.update(seen, { data: { 'tls.crt': 'é\n' }, annotations: { new: '1' } }, signal), {
    state: 'written',
  });
  t.same(await secret.update(seen, { data: { 'tls.crt': 'x' }, annotations: {} }, signal), { state: 'conflict' });
  t.match(api.read('Secret', 'pullgate', 'pullgate-tls'), {
    metadata: { labels: { app: 'pullgate' }, annotations: { kept: 'yes', new: '1' } },
    type: 'Opaque',
    data: { other: 'a2VwdA==', 'tls.crt': Buffer.from('é\n').toString('base64') },
  });
  t.same((await found(secret, signal)).data, { other: 'kept', 'tls.crt': 'é\n' });
  api.remove('Secret', 'pullgate', 'pullgate-tls');
  t.same(await secret.update(seen, { data: {}, annotations: {} }, signal), { state: 'conflict' });
  t.same(await secret.get(signal), { state: 'absent' });
});

t.test('a patch sets the caBundle of every entry that has another one, and nothing else', async (t) => {
  const { api, configurations, signal } = await open(t);
  const [validating] = configurations;
  const [before] = [api.read('ValidatingWebhookConfiguration', '', 'pullgate')];
  const read = await validating?.get(signal);
  if (validating === undefined || read?.state !== 'found') throw new Error('not there');
  t.same(
    read.value.hooks,
    ['h0', 'h1'].map((name) => ({ name: `${name}.pullgate.dev`, bundle: '' })),
  );
  t.same(await validating.patch(read.value, 'one\n', signal), { state: 'written' });
  const after = api.read('ValidatingWebhookConfiguration', '', 'pullgate');
  t.same(rest(after), rest(before));
  t.match(after, {
    webhooks: [{ clientConfig: { caBundle: 'b25lCg==' } }, { clientConfig: { caBundle: 'b25lCg==' } }],
  });
  t.same(
    await validating.patch(read.value, 'two\n', signal),
    { state: 'conflict' },
    'a bundle that appeared meanwhile',
  );
  const again = await validating.get(signal);
  if (again.state !== 'found') throw new Error('not there');
  api.put(configuration('Validating', [{ ...SERVICE, caBundle: 'b25lCg==' }]));
  t.same(await validating.patch(again.value, 'two\n', signal), { state: 'conflict' }, 'an entry that is gone');
  const third = await validating.get(signal);
  if (third.state !== 'found') throw new Error('not there');
  api.put(configuration('Validating', [{ ...SERVICE, caBundle: 'dHdvCg==' }]));
  t.same(await validating.patch(third.value, 'three\n', signal), { state: 'conflict' }, 'a bundle that changed');
  // Two entries of one Service, in another order: the index is now that of another webhook, everything else is equal.
  const swapped = configuration('Validating', [SERVICE, SERVICE]);
  api.put(swapped);
  const fourth = await validating.get(signal);
  if (fourth.state !== 'found') throw new Error('not there');
  api.put({ ...swapped, webhooks: [...(swapped['webhooks'] as readonly unknown[])].reverse() });
  t.same(await validating.patch(fourth.value, 'four\n', signal), { state: 'conflict' }, 'an entry that is another one');
  api.remove('ValidatingWebhookConfiguration', '', 'pullgate');
  t.same(await validating.get(signal), { state: 'absent' });
  api.script = () => ({ status: 404, body: 'not found: a proxy' });
  t.match(await validating.get(signal), { state: 'unknown', reason: /404/ }, 'who is in between does not know');
});

t.test('what the API server refuses is told, and quotes nothing', async (t) => {
  const { api, secret, configurations, signal } = await open(t);
  const seen = await found(secret, signal);
  const change = { data: { 'tls.key': 'example-not-a-password' }, annotations: {} };
  const answers: readonly (readonly [status: number, reason: string])[] = [
    [403, 'Pullgate has no right to write that (403)'],
    [422, 'it answered 422'],
    [500, 'it answered 500'],
  ];
  for (const [status, reason] of answers) {
    api.script = ({ verb }) =>
      verb === 'update' ? { status, body: '{"kind":"Status","reason":"Invalid"}' } : undefined;
    t.same(await secret.update(seen, change, signal), { state: 'failed', reason });
  }
  api.script = () => ({ body: '{"kind":"Secret","metadata":{"name":"another"}}' });
  t.same(await secret.get(signal), { state: 'unknown', reason: 'the answer is no such object' });
  t.same(await configurations[0]?.get(signal), { state: 'unknown', reason: 'the answer is no such object' });
  await api.halt();
  t.same(await secret.get(signal), { state: 'unknown', reason: 'the connection was refused' });
  await api.resume();
});

t.test('a write whose answer was lost is found out by the next read', async (t) => {
  const { api, secret, signal } = await open(t);
  const seen = await found(secret, signal);
  api.script = ({ verb }) => (verb === 'update' ? { after: 'cut' } : undefined);
  t.match(await secret.update(seen, { data: { a: 'b' }, annotations: {} }, signal), { state: 'failed' });
  api.script = () => undefined;
  t.same(await secret.update(seen, { data: { a: 'b' }, annotations: {} }, signal), { state: 'written' });
});

t.test('a watch tells of a change by anybody, and of nothing else', async (t) => {
  const { api, configurations, signal } = await open(t);
  let told = 0;
  void configurations[1]?.watch(() => {
    told += 1;
  }, signal);
  await until(() => api.openWatches() === 1);
  t.equal(told, 1, 'the first list');
  api.put({ ...configuration('Mutating', []), metadata: { name: 'of-somebody-else' } });
  api.put(configuration('Mutating', [SERVICE]));
  await until(() => told === 2);
  api.remove('MutatingWebhookConfiguration', '', 'pullgate');
  await until(() => told === 3);
});

// -------------------------------------------------------------------------------------------------------------- rights

const RIGHTS: TlsRights = {
  source: 'self',
  namespace: 'pullgate',
  secret: 'pullgate-tls',
  validating: 'pullgate',
  mutating: 'pullgate',
  publishes: false,
};

/** `get secrets pullgate-tls in pullgate` */
function wordGrants(grants: readonly TlsGrant[]): readonly string[] {
  return grants
    .flatMap(({ resource, verbs, namespace, resourceNames }) =>
      verbs.flatMap((verb) => resourceNames.map((name) => wordOf(verb, resource, name, namespace ?? ''))),
    )
    .sort();
}

function wordOf(verb: string, resource: string, name: string, namespace: string): string {
  return `${verb} ${resource} ${name}${namespace === '' ? '' : ` in ${namespace}`}`;
}

/** RBAC takes the name of a list and a watch out of the field selector. */
function wordCall({ verb, resource, name, namespace, query }: Call): string {
  return wordOf(verb, resource, name || (query['fieldSelector'] ?? '').replace('metadata.name=', ''), namespace);
}

async function runUntilReady(t: Test, opened: Opened, source: CertificateSource): Promise<void> {
  source.start();
  t.teardown(() => source.stop());
  await until(() => source.notReady() === undefined);
  await until(() => opened.api.openWatches() === 3);
}

t.test('self: the calls made are the calls granted', async (t) => {
  const opened = await open(t);
  const { api, secret, configurations } = opened;
  const granted = wordGrants(tlsGrants(RIGHTS));
  t.same(granted, [
    'get mutatingwebhookconfigurations pullgate',
    'get secrets pullgate-tls in pullgate',
    'get validatingwebhookconfigurations pullgate',
    'list mutatingwebhookconfigurations pullgate',
    'list secrets pullgate-tls in pullgate',
    'list validatingwebhookconfigurations pullgate',
    'patch mutatingwebhookconfigurations pullgate',
    'patch validatingwebhookconfigurations pullgate',
    'update secrets pullgate-tls in pullgate',
    'watch mutatingwebhookconfigurations pullgate',
    'watch secrets pullgate-tls in pullgate',
    'watch validatingwebhookconfigurations pullgate',
  ]);
  api.script = (call) => (granted.includes(wordCall(call)) ? undefined : { status: 403, body: '{}' });
  const { deps } = createServed(CLOCK);
  const source = createSelfSource({
    ...deps,
    secret,
    configurations,
    names: NAMES,
    times: TIMES,
    pollMs: 10_000,
    jitterMs: 0,
  });
  await runUntilReady(t, opened, source);
  t.same([...new Set(api.calls.map(wordCall))].sort(), granted);
});

t.test('certManager: reading is enough, and nothing else is called', async (t) => {
  const opened = await open(t);
  const { api, secret, configurations } = opened;
  const granted = wordGrants(tlsGrants({ ...RIGHTS, source: 'certManager' }));
  t.notMatch(granted.join('\n'), /patch|update/);
  api.script = (call) => (granted.includes(wordCall(call)) ? undefined : { status: 403, body: '{}' });
  const { deps } = createServed(CLOCK);
  const source = createCertManagerSource({ ...deps, secret, configurations, names: NAMES, pollMs: 20 });
  source.start();
  t.teardown(() => source.stop());
  await until(() => api.openWatches() === 3);
  await until(() => new Set(api.calls.map(wordCall)).size === granted.length);
  t.same([...new Set(api.calls.map(wordCall))].sort(), granted);
});

t.test('files: patching only where there is something to publish; no right for a name that is not set', async (t) => {
  const words = (rights: Partial<TlsRights>): readonly string[] =>
    wordGrants(tlsGrants({ ...RIGHTS, source: 'files', ...rights }));
  t.equal(
    words({}).some((word) => word.includes('secrets') || word.startsWith('patch')),
    false,
  );
  t.equal(words({ publishes: true }).filter((word) => word.startsWith('patch')).length, 2);
  t.same(words({ validating: '', mutating: '' }), []);
});

// --------------------------------------------------------------------------------------------------- many at the same time

t.test('a wiped caBundle is repaired through the watch, without waiting for the next look', async (t) => {
  const opened = await open(t);
  const { api, secret, configurations } = opened;
  const { deps, events } = createServed(CLOCK);
  const pollMs = 600_000;
  const source = createSelfSource({ ...deps, secret, configurations, names: NAMES, times: TIMES, pollMs, jitterMs: 0 });
  await runUntilReady(t, opened, source);
  const bundle = () => JSON.stringify(api.read('ValidatingWebhookConfiguration', '', 'pullgate')).includes('caBundle');
  t.equal(bundle(), true);
  api.put(configuration('Validating', [SERVICE, SERVICE]));
  t.equal(bundle(), false);
  const ms = await until(bundle);
  t.ok(ms < 5_000, `repaired after ${Math.round(ms)} ms`);
  const repairs = () => events.filter(({ event }) => event === 'bundle-repaired');
  // It is told once the answer has come, which is after it can be read.
  await until(() => repairs().length >= 3);
  t.match(repairs(), [
    { configuration: /validating|mutating/ },
    { configuration: /validating|mutating/ },
    { configuration: 'validating', hooks: 2 },
  ]);
});
