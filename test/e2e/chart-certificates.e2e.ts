/**
 * The chart with each `tls.source`, and with injection: every webhook configuration trusts what is served, whoever writes
 * that trust. cert-manager is played by hand, since what it does is two writes.
 */
import { connect } from 'node:tls';
import t, { type Test } from 'tap';
import { issueCa, issueLeaf } from '../../src/tls/issue.js';
import { auditArgsOfGroups, auditOfUser } from './support/audit-log.js';
import { createNamespace, must } from './support/cluster.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { helmed } from './support/helm.js';
import { install, type Release } from './support/installation.js';
import { PRIVATE_IMAGE, PUBLIC_IMAGE, pod, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { caBundles, publishedCa } from './support/trust.js';

const HOUR_MS = 3_600_000;
const GROUP = '/apis/admissionregistration.k8s.io/v1';
const MERGE = 'application/merge-patch+json';
const WEBHOOKS = ['check.pullgate.dev', 'workloads.check.pullgate.dev', 'secrets.check.pullgate.dev'];
const NAMES = ['pullgate-self', 'pullgate-files', 'pullgate-manager'] as const;
type Name = (typeof NAMES)[number];

/** A Secret as somebody else than Pullgate writes it, and its CA. */
async function writtenSecret(name: Name, type: string) {
  const now = Date.now();
  const ca = await issueCa(now, 24 * HOUR_MS);
  const renewed = async () => {
    const names = { service: name, namespace: name };
    const leaf = await issueLeaf({ ca, now, lifeMs: HOUR_MS, endsBefore: now + 24 * HOUR_MS, ...names });
    const stringData = { 'tls.crt': leaf.cert, 'tls.key': leaf.key, 'ca.crt': ca.cert };
    return { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: name, name: 'certificate' }, type, stringData };
  };
  return { ca: ca.cert, renewed };
}

/** The certificate that the API server would see. */
function servedSerial({ clusterIp, name }: Release, ca: string): Promise<string> {
  const servername = `${name}.${name}.svc`;
  return new Promise((resolve, reject) => {
    const socket = connect({ host: clusterIp, port: 443, servername, ca }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.end();
    });
    socket.once('error', reject);
  });
}

/** By its warning: a Pod that needs a secret, and is only tried. */
async function isAsked(t: Test, { plane }: Release): Promise<void> {
  await waitFor('the webhook is asked', async () => {
    const { status, warnings } = await plane.api.create(pod('team', 'bad', PRIVATE_IMAGE), '?dryRun=All');
    return status === 201 && warnings.some((warning) => warning.includes('would be denied'));
  });
  const good = await plane.api.create(pod('team', 'good', PUBLIC_IMAGE), '?dryRun=All');
  t.equal(good.status, 201, good.message);
}

async function trusts(t: Test, { plane, name }: Release, webhooks: readonly string[], ca: string): Promise<void> {
  const bundles = await caBundles(plane, name);
  t.strictSame([...bundles.keys()].sort(), [...webhooks].sort());
  for (const [webhook, bundle] of bundles) t.equal(bundle.trim(), ca.trim(), `${webhook} trusts the CA`);
}

async function close(t: Test, { plane, helm, name }: Release): Promise<void> {
  const { count, refused } = auditOfUser(plane.folder, `system:serviceaccount:${name}:${name}`);
  t.ok(count > 5, `${count} requests of its ServiceAccount`);
  t.strictSame(refused, [], 'none of them was forbidden');
  await helmed(helm(['uninstall', name, '--namespace', name]));
}

async function selfMade(t: Test, plane: ControlPlane): Promise<void> {
  const [name] = NAMES;
  const release = await install(t, plane, { name, values: { 'injection.mode': 'all' } });
  const { kill } = await release.start();
  await trusts(t, release, [...WEBHOOKS, 'inject.pullgate.dev'], await publishedCa(plane, name));
  await must(plane.api.create(pullSecret('team', 'regcred')));
  const injected = await waitFor('the Pod gets the secret that serves its image', async () => {
    const { body } = await plane.api.create(pod('team', 'web', PRIVATE_IMAGE), '?dryRun=All');
    const { imagePullSecrets } = Object(body['spec']);
    return Array.isArray(imagePullSecrets) && imagePullSecrets;
  });
  t.strictSame(injected, [{ name: 'regcred' }]);
  await must(plane.api.delete('/api/v1/namespaces/team/secrets/regcred'));
  await kill();
  await close(t, release);
}

async function fromFiles(t: Test, plane: ControlPlane): Promise<void> {
  const name = 'pullgate-files';
  const { ca, renewed } = await writtenSecret(name, 'Opaque');
  await must(plane.api.create(await renewed()));
  const values = { 'tls.source': 'files', 'tls.existingSecret': 'certificate', 'tls.poll': '1s' };
  const release = await install(t, plane, { name, values });
  const { kill, remount } = await release.start();
  await trusts(t, release, WEBHOOKS, ca);
  await isAsked(t, release);
  const before = await servedSerial(release, ca);
  const path = `/api/v1/namespaces/${name}/secrets/certificate`;
  await must(plane.api.call({ method: 'PATCH', path, contentType: MERGE, body: await renewed() }));
  await remount();
  await waitFor('the renewed certificate is served', async () => (await servedSerial(release, ca)) !== before);
  await isAsked(t, release);
  await kill();
  await close(t, release);
}

async function fromCertManager(t: Test, plane: ControlPlane): Promise<void> {
  const name = 'pullgate-manager';
  const { ca, renewed } = await writtenSecret(name, 'kubernetes.io/tls');
  await defineCertificates(plane);
  const issuer = { 'tls.certManager.issuerRef.name': 'platform-ca', 'tls.certManager.issuerRef.kind': 'ClusterIssuer' };
  const values = { 'tls.source': 'certManager', 'tls.existingSecret': 'certificate', ...issuer };
  const release = await install(t, plane, { name, values });
  const starting = release.start();
  const path = `/apis/cert-manager.io/v1/namespaces/${name}/certificates/${name}`;
  const { spec } = await must(plane.api.get(path));
  t.match(spec, { secretName: 'certificate', dnsNames: [`${name}.${name}.svc`] }, 'what cert-manager is asked for');
  await must(plane.api.create(await renewed()));
  const configuration = `${GROUP}/validatingwebhookconfigurations/${name}`;
  const { metadata } = await must(plane.api.get(configuration));
  t.equal(metadata?.annotations?.['cert-manager.io/inject-ca-from'], `${name}/${name}`, 'what cainjector is asked for');
  const value = Buffer.from(ca).toString('base64');
  const body = WEBHOOKS.map((_, at) => ({ op: 'add', path: `/webhooks/${at}/clientConfig/caBundle`, value }));
  const contentType = 'application/json-patch+json';
  await must(plane.api.call({ method: 'PATCH', path: configuration, contentType, body }));
  const { kill } = await starting;
  await trusts(t, release, WEBHOOKS, ca);
  await isAsked(t, release);
  await kill();
  await close(t, release);
}

async function defineCertificates({ api }: ControlPlane): Promise<void> {
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: open } };
  const names = { kind: 'Certificate', plural: 'certificates' };
  const spec = { group: 'cert-manager.io', scope: 'Namespaced', names, versions: [version] };
  const metadata = { name: 'certificates.cert-manager.io' };
  const body = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata, spec };
  await must(api.call({ method: 'POST', path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', body }));
  await waitFor('Certificates are served', async () => {
    const { status } = await api.get('/apis/cert-manager.io/v1/certificates');
    return status === 200;
  });
}

t.test('each source of certificates', async (t) => {
  const groups = NAMES.map((name) => `system:serviceaccounts:${name}`);
  const plane = await startControlPlane(t, { apiServer: (folder) => auditArgsOfGroups(folder, groups) });
  for (const name of ['team', ...NAMES]) await createNamespace(plane, name);
  await t.test('self, with the mutating webhook', (t) => selfMade(t, plane));
  await t.test('files', (t) => fromFiles(t, plane));
  await t.test('certManager', (t) => fromCertManager(t, plane));
});
