/**
 * The chart under `failurePolicy: Fail` while something is wrong: a caBundle is wiped, replicas are replaced, freeze, are
 * all gone. What must not stop does not stop, and the rest is told at once (design 6.4).
 */
import t from 'tap';
import { createNamespace, must } from './support/cluster.js';
import { startControlPlane } from './support/control-plane.js';
import { install, type Release, type Replica } from './support/installation.js';
import { PUBLIC_IMAGE, pod } from './support/objects.js';
import { startPodLoad } from './support/pod-load.js';
import { waitFor } from './support/processes.js';
import { caBundles, publishedCa } from './support/trust.js';

const OWN = 'pullgate';
const LABEL = { metadata: { labels: { tier: 'front' } } };
const MERGE = 'application/merge-patch+json';
/** A healthy repair takes a fraction of it. */
const REPAIR_MS = 5_000;
/** `timeoutSeconds` of the webhooks; what is refused at once takes milliseconds. */
const TIMEOUT_MS = 5_000;

/** More than the API server keeps open to one replica after a load of four at a time. */
const BURST = 12;

async function takeTimed<T>(run: () => Promise<T>): Promise<readonly [T, number]> {
  const begin = performance.now();
  return [await run(), performance.now() - begin];
}

const good = ({ plane }: Release, namespace: string) =>
  plane.api.create(pod(namespace, 'good', PUBLIC_IMAGE), '?dryRun=All');

t.test('failurePolicy Fail', async (t) => {
  const plane = await startControlPlane(t);
  const { api, kubectl } = plane;
  for (const name of ['team', 'doomed']) await createNamespace(plane, name);
  // What is there before the webhooks, and has to be deletable while they cannot be asked.
  const held = pod('doomed', 'held', 'nginx:latest');
  await must(api.create({ ...held, metadata: { ...held.metadata, finalizers: ['example.com/hold'] } }));
  const values = { 'webhook.failurePolicy': 'Fail', 'policy.dryRun': 'enforce' };
  const release = await install(t, plane, { values });

  await t.test('before the first replica is there, its own Pods can be made, and others cannot', async (t) => {
    const own = await good(release, OWN);
    t.equal(own.status, 201, own.message);
    const [other, ms] = await takeTimed(() => good(release, 'team'));
    t.equal(other.status, 500, other.message);
    t.ok(ms < TIMEOUT_MS, `at once: ${Math.round(ms)} ms`);
  });

  let replicas: readonly Replica[] = await Promise.all([release.start(), release.start()]);

  await t.test('a wiped caBundle is written again within five seconds', async (t) => {
    const ca = await publishedCa(plane, OWN);
    const { stdout } = await kubectl(['get', 'validatingwebhookconfiguration', OWN, '--output=json']);
    const object = JSON.parse(stdout);
    for (const { clientConfig } of object.webhooks) clientConfig.caBundle = undefined;
    const begin = performance.now();
    const replaced = await kubectl(['replace', '-f', '-'], { stdin: JSON.stringify(object) });
    t.equal(replaced.code, 0, replaced.stderr);
    const isWhole = async () => [...(await caBundles(plane, OWN)).values()].every((bundle) => bundle === ca);
    await waitFor('every webhook trusts the CA again', isWhole, { everyMs: 20 });
    const ms = performance.now() - begin;
    t.ok(ms < REPAIR_MS, `after ${Math.round(ms)} ms`);
    const admitted = await waitFor('the API server has heard of it', async () => {
      const answer = await good(release, 'team');
      return answer.status === 201 && answer;
    });
    t.strictSame(admitted.warnings, []);
  });

  await t.test('every replica is replaced, one at a time, and no review is lost', async (t) => {
    const load = startPodLoad(api, 'team');
    const done = () => load.count.admitted + load.count.denied;
    const fresh: Replica[] = [];
    for (const old of replicas) {
      const before = done();
      await waitFor('load', () => done() > before + 20);
      fresh.push(await release.start());
      await old.leave();
    }
    const before = done();
    await waitFor('load on the new ones', () => done() > before + 40);
    const { admitted, denied, failed } = await load.stop();
    t.strictSame(failed, [], `${admitted} admitted, ${denied} denied, none failed`);
    for (const { endpoint } of fresh) t.ok(endpoint.connections() > 0, 'each new one was asked');
    replicas = fresh;
  });

  await t.test('a frozen replica costs the reviews that it was given, and no others', async (t) => {
    const [frozen, other] = replicas;
    frozen?.endpoint.freeze();
    const answers = await Promise.all(Array.from({ length: BURST }, () => takeTimed(() => good(release, 'team'))));
    const lost = answers.filter(([{ status }]) => status !== 201);
    t.ok(lost.length > 0, `${lost.length} were lost on connections to the frozen one`);
    t.ok(lost.length < BURST, `${BURST - lost.length} of ${BURST} were admitted by the other one`);
    for (const [{ status, message }, ms] of lost) {
      t.equal(status, 500, message);
      t.match(message, /failed calling webhook "check\.pullgate\.dev".*deadline exceeded/, message);
      t.ok(ms >= TIMEOUT_MS - 100, `after the timeout: ${Math.round(ms)} ms`);
    }
    for (const [{ status }, ms] of answers) {
      if (status === 201) t.ok(ms < TIMEOUT_MS, `admitted after ${Math.round(ms)} ms`);
    }
    await frozen?.kill();
    const before = other?.endpoint.connections() ?? 0;
    t.ok(before > 0, 'the other one was asked');
    // A connection that froze while it was idle fails once more, and is not used again.
    await waitFor('one replica serves all', async () => {
      const burst = await Promise.all(Array.from({ length: BURST }, () => good(release, 'team')));
      return burst.every(({ status }) => status === 201);
    });
  });

  await t.test('while all replicas are gone, what has to go on goes on', async (t) => {
    for (const { kill } of replicas) await kill();
    for (const namespace of [OWN, 'kube-system']) {
      const { status, message } = await good(release, namespace);
      t.equal(status, 201, `a Pod of ${namespace} is admitted: ${message}`);
    }
    const [other, ms] = await takeTimed(() => good(release, 'team'));
    t.equal(other.status, 500, other.message);
    t.match(other.message, /failed calling webhook "check\.pullgate\.dev".*connection refused/, other.message);
    t.ok(ms < TIMEOUT_MS, `at once: ${Math.round(ms)} ms`);
    const path = '/api/v1/namespaces/doomed';
    const labelled = await api.call({ method: 'PATCH', path: `${path}/pods/held`, contentType: MERGE, body: LABEL });
    t.equal(labelled.status, 200, `a label is no change of images: ${labelled.message}`);
    await must(api.delete(path));
    const free = { metadata: { finalizers: null } };
    const freed = await api.call({ method: 'PATCH', path: `${path}/pods/held`, contentType: MERGE, body: free });
    t.equal(freed.status, 200, `a finalizer can be removed: ${freed.message}`);
    await waitFor('the namespace is gone', async () => (await api.get(path)).status === 404);
  });
});
