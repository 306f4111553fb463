/**
 * The certificate of `self` on a real API server, two replicas with the rights of `tlsGrants` and no others: what a fake
 * one was told about locks, patches, field selectors and watches by name has to be so there.
 */
import t from 'tap';
import { createApiClient } from '../../src/cluster/api-client.js';
import { type TlsGrant, tlsGrants } from '../../src/cluster/rights.js';
import { createTlsObjects } from '../../src/cluster/tls-objects.js';
import { CLOCK } from '../../src/tls/clock.js';
import { isTrusted, type Leaf, readCertificates } from '../../src/tls/inspect.js';
import { createSelfSource } from '../../src/tls/self.js';
import { createServed, NAMES } from '../support/tls-replicas.js';
import type { ApiObject } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { requestToken } from './support/deployed.js';
import { waitFor } from './support/processes.js';

const NAME = 'pullgate';
const RBAC = 'rbac.authorization.k8s.io';
const HOOK = {
  sideEffects: 'None',
  admissionReviewVersions: ['v1'],
  failurePolicy: 'Ignore',
  clientConfig: { service: { name: NAME, namespace: NAME, path: '/validate' } },
  rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['podtemplates'] }],
};

function configuration(kind: string, names: readonly string[]): ApiObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind,
    metadata: { name: NAME },
    webhooks: names.map((name) => ({ ...HOOK, name })),
  };
}

const CONFIGURATIONS = [
  configuration('ValidatingWebhookConfiguration', ['check.pullgate.dev', 'workloads.check.pullgate.dev']),
  configuration('MutatingWebhookConfiguration', ['inject.pullgate.dev']),
];

/** As RBAC says it; what has a namespace is a Role there. */
function roleOf(grants: readonly TlsGrant[], namespace: string | undefined): readonly ApiObject[] {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const metadata = { name: NAME, ...(namespace === undefined ? {} : { namespace }) };
  const rules = grants
    .filter((grant) => grant.namespace === namespace)
    .map(({ group, resource, verbs, resourceNames }) => ({
      apiGroups: [group],
      resources: [resource],
      verbs,
      resourceNames,
    }));
  const apiVersion = `${RBAC}/v1`;
  const subjects = [{ kind: 'ServiceAccount', name: NAME, namespace: NAME }];
  return [
    { apiVersion, kind, metadata, rules },
    { apiVersion, kind: `${kind}Binding`, metadata, subjects, roleRef: { apiGroup: RBAC, kind, name: NAME } },
  ];
}

const SECOND = 1000;
const TIMES = { caMs: 12 * SECOND, certMs: 6 * SECOND, renewBeforeMs: 5 * SECOND, settleMs: 500, retainMs: SECOND };

async function replica(plane: ControlPlane, token: string) {
  const client = createApiClient({
    server: new URL(plane.server),
    namespace: NAME,
    requestOptions: async () => ({ ca: plane.ca, headers: { Authorization: `Bearer ${token}` } }),
    reloadToken: () => {},
    describe: () => plane.server,
  });
  const objects = createTlsObjects({ client });
  const served = createServed(CLOCK);
  const source = createSelfSource({
    ...served.deps,
    secret: objects.secret(NAME, 'pullgate-tls'),
    configurations: [objects.configuration('validating', NAME), objects.configuration('mutating', NAME)],
    names: NAMES,
    times: TIMES,
    pollMs: 10 * SECOND,
    jitterMs: 50,
  });
  const stop = async (): Promise<void> => {
    await source.stop();
    client.close();
  };
  return { ...served, source, stop };
}

/** Of every entry of both configurations, as the API server has them now. */
async function bundles({ api }: ControlPlane): Promise<readonly string[]> {
  const all = await Promise.all(
    CONFIGURATIONS.map(async ({ kind = '' }) => {
      const { body } = await api.get(`/apis/admissionregistration.k8s.io/v1/${kind.toLowerCase()}s/${NAME}`);
      const { webhooks } = body as { webhooks: { clientConfig: { caBundle?: string } }[] }; // it is such an object
      return webhooks.map(({ clientConfig }) => Buffer.from(clientConfig.caBundle ?? '', 'base64').toString());
    }),
  );
  return all.flat();
}

function trusts(pem: string, leaf: Leaf | undefined): boolean {
  return leaf !== undefined && isTrusted(leaf, readCertificates(pem), Date.now());
}

t.test('two replicas keep themselves trusted, with exactly these rights', async (t) => {
  const plane = await startControlPlane(t);
  const { api } = plane;
  await createNamespace(plane, NAME);
  const grants = tlsGrants({
    source: 'self',
    namespace: NAME,
    secret: 'pullgate-tls',
    validating: NAME,
    mutating: NAME,
    publishes: false,
  });
  const objects: readonly ApiObject[] = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: NAME, namespace: NAME } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'pullgate-tls', namespace: NAME }, type: 'Opaque' },
    ...roleOf(grants, undefined),
    ...roleOf(grants, NAME),
    ...CONFIGURATIONS,
  ];
  for (const object of objects) await must(api.create(object));
  const token = await requestToken(plane, NAME, NAME);
  const replicas = await Promise.all([replica(plane, token), replica(plane, token)]);
  t.teardown(() => Promise.all(replicas.map(({ stop }) => stop())));
  for (const { source } of replicas) source.start();
  await waitFor('all are ready', async () => replicas.every(({ source }) => source.notReady() === undefined));

  // Twenty seconds: two CAs, a dozen certificates.
  let looked = 0;
  const wrong: string[] = [];
  for (const end = Date.now() + 20 * SECOND; Date.now() < end; looked += 1) {
    const before = replicas.map(({ current }) => current());
    for (const bundle of await bundles(plane)) {
      for (const leaf of before) if (!trusts(bundle, leaf)) wrong.push(`after ${looked} looks`);
    }
    await new Promise((done) => setTimeout(done, 25));
  }
  t.same(wrong, [], `${looked} looks`);
  const count = (what: string, cert: string): number =>
    replicas
      .flatMap(({ events }) => events)
      .filter((event) => event.event === what && 'cert' in event && event.cert === cert).length;
  t.ok(count('issued', 'ca') >= 3, `${count('issued', 'ca')} CAs`);
  t.ok(count('issued', 'serving') >= 8, `${count('issued', 'serving')} certificates`);
  t.same(
    replicas.flatMap(({ events }) => events).filter(({ event }) => event === 'fault'),
    [],
  );

  // kubectl replace, or helm --force: the bundle is gone, and comes back through the watch, long before the next look.
  for (const object of CONFIGURATIONS) {
    const path = `/apis/admissionregistration.k8s.io/v1/${object.kind?.toLowerCase()}s/${NAME}`;
    // The replicas write these objects, too, every few seconds here: who is told that one has changed reads it again.
    await waitFor('replaced', async () => {
      const { metadata } = await must(api.get(path));
      const { status, message } = await api.call({ method: 'PUT', path, body: { ...object, metadata } });
      if (status !== 409) t.equal(status, 200, message);
      return status !== 409;
    });
  }
  const begin = Date.now();
  await waitFor('trusted again', async () =>
    (await bundles(plane)).every((bundle) => trusts(bundle, replicas[0]?.current())),
  );
  t.ok(Date.now() - begin < 5_000, `repaired after ${Date.now() - begin} ms`);
});
