/**
 * The cluster of the benchmark, in a scripted API server of its own process: 10,000 pull secrets, four in each of 2,500
 * namespaces. The reviews come from 100 of these; half of them have the label of injection.
 */
import { startApi } from '../helpers/processes.mjs';
import { injectNamespace, NAMESPACES, PULL_SECRET, plainNamespace, SERVED } from './reviews.mjs';

const ALL = 2500;
const TYPE = 'kubernetes.io/dockerconfigjson';

export async function startCluster() {
  const api = await startApi();
  const gone = api.died.then(({ died }) => {
    throw new Error(`the API server ended with ${died}`);
  });
  gone.catch(() => {});
  await api.do('objects', { objects: namespaces().flatMap(contentsOf) });
  // As a real one has them once a minute: who hears nothing for longer asks anew, for every review.
  await api.do('bookmarks', { everyMs: 20_000 });
  return {
    url: api.url,
    ca: api.ca,
    /** The paths of the GETs and LISTs since the last time that they were asked for. */
    calls: async () => (await Promise.race([api.do('calls'), gone])).paths,
    stop: api.stop,
  };
}

function namespaces() {
  return Array.from({ length: ALL }, (_, index) => {
    if (index < NAMESPACES) return { name: plainNamespace(index), labels: {} };
    if (index < 2 * NAMESPACES) return { name: injectNamespace(index), labels: { 'pullgate.dev/inject': 'true' } };
    return { name: `other-${index}`, labels: {} };
  });
}

function contentsOf({ name: namespace, labels }) {
  return [
    {
      kind: 'Namespace',
      metadata: { name: namespace, labels: { 'kubernetes.io/metadata.name': namespace, ...labels } },
    },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
    secret(namespace, PULL_SECRET, SERVED),
    ...[1, 2, 3].map((index) =>
      secret(namespace, `${PULL_SECRET}-${index}`, [`registry-${index}.example.org/${namespace}`]),
    ),
  ];
}

function secret(namespace, name, registries) {
  const entry = { username: 'user', password: 'password-of-the-benchmark' };
  const config = JSON.stringify({ auths: Object.fromEntries(registries.map((registry) => [registry, entry])) });
  const data = { '.dockerconfigjson': Buffer.from(config).toString('base64') };
  return { kind: 'Secret', metadata: { name, namespace }, type: TYPE, data };
}
