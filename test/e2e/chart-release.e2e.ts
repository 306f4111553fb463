/**
 * The chart by the real Helm on a real API server: installed, upgraded, rolled back, uninstalled. Two replicas run beside
 * the cluster as deployed (support/installation.ts), and what they refuse they refuse through the chart's own webhooks.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import type { ApiObject } from './support/api.js';
import { auditArgsOfGroups, auditOfUser } from './support/audit-log.js';
import { createNamespace, must } from './support/cluster.js';
import { runCommand } from './support/command.js';
import { startControlPlane } from './support/control-plane.js';
import { containerOf, deployedContainer, type PodSpec } from './support/deployed.js';
import { helmed } from './support/helm.js';
import {
  chartArgs,
  install,
  podTemplateOf,
  type Release,
  type Replica,
  releasedObjects,
} from './support/installation.js';
import { addedSince, inventory } from './support/inventory.js';
import { printedText } from './support/kubectl.js';
import { deployment, named, PRIVATE_IMAGE, PUBLIC_IMAGE, pod, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { MAIN } from './support/pullgate.js';
import { caBundles, publishedCa, tlsSecret } from './support/trust.js';

const OWN = 'pullgate';
const CLUSTER_DNS = fileURLToPath(new URL('support/cluster-dns.mjs', import.meta.url));
/** The server looks at its file every second or so; the settings of the verdict then hold. */
const RELOAD_MS = 10_000;

async function apply(t: Test, { plane }: Release, object: ApiObject, about: string, code: number): Promise<void> {
  const command = 'apply -f object.yaml';
  const printed = await plane.kubectl(command.split(' '), { files: { 'object.yaml': object } });
  t.equal(printed.code, code, `${about}: ${printed.stderr}`);
  t.matchSnapshot(printedText(command, printed), about);
}

/** What Helm has stored is what is there: nobody has changed a field of it, Pullgate with its caBundle included. */
async function hasNoDrift(t: Test, { helm, plane }: Release, about: string): Promise<void> {
  const manifest = await helmed(helm(['get', 'manifest', OWN, '--namespace', OWN]));
  for (const how of [[], ['--server-side', '--field-manager=gitops']]) {
    const { code, stdout, stderr } = await plane.kubectl(['diff', ...how, '-f', '-'], { stdin: manifest });
    t.equal(code, 0, `${about}: no drift by kubectl diff ${how.join(' ')}: ${stdout}${stderr}`);
  }
}

async function isTrusted(t: Test, { plane }: Release, about: string): Promise<void> {
  const ca = await publishedCa(plane, OWN);
  t.match(ca, /^-----BEGIN CERTIFICATE-----/, `${about}: the Secret holds a CA`);
  const bundles = await caBundles(plane, OWN);
  const names = ['check.pullgate.dev', 'workloads.check.pullgate.dev', 'secrets.check.pullgate.dev'];
  t.strictSame([...bundles.keys()], names, `${about}: three webhooks`);
  for (const [webhook, bundle] of bundles) t.equal(bundle, ca, `${about}: ${webhook} trusts it, and nothing else`);
}

/** No webhook is asked: what would be refused is admitted, without a word. */
async function isLeftAlone(t: Test, { plane }: Release, namespace: string, about: string): Promise<void> {
  const { status, message, warnings } = await plane.api.create(pod(namespace, 'bad', PRIVATE_IMAGE), '?dryRun=All');
  t.equal(status, 201, `${about}: a Pod of ${namespace} is admitted: ${message}`);
  t.strictSame(warnings, [], `${about}: without a warning`);
}

/** The `helm test` Pod, which no kubelet starts here: its command, with the CA from its volume and the cluster's names. */
async function probes(t: Test, { helm, plane, clusterIp }: Release): Promise<void> {
  const hooks = await helmed(helm(['get', 'hooks', OWN, '--namespace', OWN]));
  const made = await plane.kubectl(['create', '--dry-run=server', '--output=json', '-f', '-'], { stdin: hooks });
  t.equal(made.code, 0, `the API server takes the Pod: ${made.stderr}`);
  const { spec }: { readonly spec: PodSpec } = JSON.parse(made.stdout);
  const { args } = await deployedContainer(plane, OWN, spec);
  const env = { PATH: process.env['PATH'], CLUSTER_DNS: JSON.stringify({ [`${OWN}.${OWN}.svc`]: clusterIp }) };
  const command = { path: process.execPath, args: ['--import', CLUSTER_DNS, MAIN, ...args], folder: plane.folder, env };
  const { code, stdout, stderr } = await runCommand(command);
  t.equal(code, 0, `pullgate ${args.join(' ')}: ${stdout}${stderr}`);
}

/** The replicas here listen elsewhere, so that nothing would miss a Service that leads to nowhere. */
async function portsAgree(t: Test, { plane }: Release): Promise<void> {
  const base = `/api/v1/namespaces/${OWN}`;
  const { data } = await must(plane.api.get(`${base}/configmaps/${OWN}`));
  const config: { readonly server: { readonly port: number; readonly healthPort: number } } = parse(
    String(Object(data)['pullgate.yaml']),
  );
  const { ports = [], readinessProbe } = containerOf(await podTemplateOf(plane, OWN));
  const portOf = (name: unknown): unknown => ports.find((port) => port.name === name)?.containerPort ?? name;
  for (const [service, wanted] of [
    [OWN, config.server.port],
    [`${OWN}-metrics`, config.server.healthPort],
  ] as const) {
    const { spec } = await must(plane.api.get(`${base}/services/${service}`));
    t.equal(portOf(Object(spec).ports[0].targetPort), wanted, `Service ${service} leads to port ${wanted}`);
  }
  t.equal(portOf(readinessProbe?.httpGet?.port), config.server.healthPort, 'so does the probe');
}

async function reload(replicas: readonly Replica[]): Promise<void> {
  const reloads = ({ log }: Replica): number => log().filter(({ event }) => event === 'reload').length;
  const before = replicas.map(reloads);
  for (const { remount } of replicas) await remount();
  const all = () => replicas.every((replica, at) => reloads(replica) > (before[at] ?? 0));
  await waitFor('the changed configuration is read', all, { forMs: RELOAD_MS });
}

t.test('installed, upgraded, rolled back, uninstalled', async (t) => {
  const apiServer = (folder: string) => auditArgsOfGroups(folder, [`system:serviceaccounts:${OWN}`]);
  const plane = await startControlPlane(t, { apiServer });
  const { api, kubectl } = plane;
  for (const name of ['team', 'lenient', OWN]) await createNamespace(plane, name);
  await must(api.create(pullSecret('team', 'regcred')));
  await must(api.create(pullSecret('lenient', 'regcred')));
  await kubectl(['label', 'namespace', 'lenient', 'pullgate.dev/mode=warn']);
  // Controllers make the last objects of a new namespace a moment later.
  await sleep(1_000);
  const before = await inventory(plane);

  const release = await install(t, plane);
  t.strictSame(await tlsSecret(plane, OWN), {}, 'the Secret is shipped empty');
  for (const [webhook, bundle] of await caBundles(plane, OWN)) t.equal(bundle, '', `${webhook} trusts nobody yet`);
  await waitFor('the Pods of the Deployment', async () => {
    const pods = await releasedObjects(plane, `/api/v1/namespaces/${OWN}/pods`, OWN);
    return pods.length === 2;
  });
  const replicas = await Promise.all([release.start(), release.start()]);
  await isTrusted(t, release, 'two replicas have started');
  const secret = await tlsSecret(plane, OWN);

  await t.test('it denies and admits through the webhooks of the chart', async (t) => {
    await apply(t, release, deployment('team', 'bad', PRIVATE_IMAGE), 'a bad Deployment', 1);
    await apply(t, release, pod('team', 'bad', PRIVATE_IMAGE), 'a bad Pod', 1);
    await apply(t, release, deployment('team', 'good', PUBLIC_IMAGE), 'a Deployment that needs no secret', 0);
    await apply(t, release, deployment('team', 'with', PRIVATE_IMAGE, named('regcred')), 'one with its secret', 0);
    await apply(t, release, deployment('lenient', 'bad', PRIVATE_IMAGE), 'a namespace labelled warn', 0);
    for (const namespace of ['kube-system', OWN]) await isLeftAlone(t, release, namespace, 'installed');
    const namespaces = (): readonly unknown[] => {
      const asked = replicas.flatMap(({ log }) => log()).filter(({ event }) => event === 'admission');
      return [...new Set(asked.map(({ namespace }) => namespace))].sort();
    };
    // Lines reach the log within 50 ms or so, those about others, if there were any, too.
    await waitFor('the last line of the log', () => namespaces().includes('lenient'));
    await sleep(500);
    t.strictSame(namespaces(), ['lenient', 'team'], 'it was asked about no others');
    await hasNoDrift(t, release, 'installed');
    await portsAgree(t, release);
    await probes(t, release);
  });

  await t.test('an upgrade keeps certificate and trust, and changes the verdict without a restart', async (t) => {
    const values = { mode: 'warn', 'webhook.failurePolicy': 'Fail' };
    const template = await podTemplateOf(plane, OWN);
    await helmed(release.helm(['upgrade', OWN, ...chartArgs(values), '--namespace', OWN]));
    t.strictSame(await tlsSecret(plane, OWN), secret, 'the Secret is as it was');
    t.strictSame(await podTemplateOf(plane, OWN), template, 'no Pod is replaced');
    await isTrusted(t, release, 'upgraded');
    await hasNoDrift(t, release, 'upgraded');
    await reload(replicas);
    await apply(t, release, deployment('team', 'bad', PRIVATE_IMAGE), 'a bad Deployment under mode warn', 0);
    await must(api.delete('/apis/apps/v1/namespaces/team/deployments/bad'));
  });

  await t.test('a rollback does the same', async (t) => {
    await helmed(release.helm(['rollback', OWN, '1', '--namespace', OWN]));
    t.strictSame(await tlsSecret(plane, OWN), secret, 'the Secret is as it was');
    await isTrusted(t, release, 'rolled back');
    await hasNoDrift(t, release, 'rolled back');
    await reload(replicas);
    await apply(t, release, deployment('team', 'bad', PRIVATE_IMAGE), 'a bad Deployment under mode enforce again', 1);
  });

  for (const { program, log } of replicas) {
    t.ok(program.running(), 'it never stopped');
    const faults = log().filter(({ level }) => level === 'error' || level === 'fatal');
    t.strictSame(faults, [], 'no error in its log');
  }
  const { count, refused } = auditOfUser(plane.folder, `system:serviceaccount:${OWN}:${OWN}`);
  t.ok(count > 10, `${count} requests of its ServiceAccount`);
  t.strictSame(refused, [], 'none of them was forbidden');

  await t.test('an uninstall leaves nothing', async (t) => {
    await Promise.all(replicas.map(({ leave }) => leave()));
    await helmed(release.helm(['uninstall', OWN, '--namespace', OWN]));
    await must(api.create(pod('team', 'after', PRIVATE_IMAGE)));
    const names = ['deployments good with', 'pods after'];
    for (const name of names) await kubectl(['-n', 'team', 'delete', ...name.split(' '), '--now']);
    await must(api.delete('/apis/apps/v1/namespaces/lenient/deployments/bad'));
    t.strictSame(
      await addedSince(plane, before),
      [],
      'of every type of object, there is none that was not there before',
    );
    await must(api.delete(`/api/v1/namespaces/${OWN}`));
    const gone = async () => (await api.get(`/api/v1/namespaces/${OWN}`)).status === 404;
    await waitFor('the namespace is gone', gone);
  });
});
