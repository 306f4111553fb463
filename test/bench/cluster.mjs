/**
 * The cluster of a benchmark, in a scripted API server of its own process. That of the tables has 10,000 pull secrets, four
 * in each of 2,500 namespaces, and the reviews come from 100 of these; half of them have the label of injection.
 */
import { startApi } from '../helpers/processes.mjs';
import { injectNamespace, NAMESPACES, PULL_SECRET, plainNamespace, SERVED } from './reviews.mjs';

/** Of the tables: a hundred of the namespaces are measured. */
const OF_TABLES = { namespaces: 2500, secretsOfEach: 4, measured: NAMESPACES };
/** In one message. */
const AT_ONCE = 5000;
const TYPE = 'kubernetes.io/dockerconfigjson';

/** @param size `measured`: so many namespaces of either kind; the others are only there */
export async function startCluster(size = OF_TABLES) {
  const api = await startApi();
  const gone = api.died.then(({ died }) => {
    throw new Error(`the API server ended with ${died}`);
  });
  gone.catch(() => {});
  const objects = namespaces(size).flatMap((each) => contentsOf(each, size.secretsOfEach));
  for (let from = 0; from < objects.length; from += AT_ONCE) {
    await api.do('objects', { objects: objects.slice(from, from + AT_ONCE) });
  }
  // As a real one has them once a minute: who hears nothing for longer asks anew, for every review.
  await api.do('bookmarks', { everyMs: 20_000 });
  return {
    url: api.url,
    ca: api.ca,
    /** The paths of the GETs and LISTs since the last time that they were asked for. */
    calls: async () => (await Promise.race([api.do('calls'), gone])).paths,
    /** One of the secrets that no image needs is written again, with another password. */
    write: (turn) => {
      const namespace = plainNamespace(turn, size.measured);
      return api.do('update', { object: secret(namespace, `${PULL_SECRET}-1`, [`registry-1.example.org/${turn}`]) });
    },
    stop: api.stop,
  };
}

function namespaces({ namespaces: all, measured }) {
  return Array.from({ length: all }, (_, index) => {
    if (index < measured) return { name: plainNamespace(index, measured), labels: {} };
    if (index < 2 * measured) {
      return { name: injectNamespace(index, measured), labels: { 'pullgate.dev/inject': 'true' } };
    }
    return { name: `other-${index}`, labels: {} };
  });
}

function contentsOf({ name: namespace, labels }, secrets) {
  return [
    {
      kind: 'Namespace',
      metadata: { name: namespace, labels: { 'kubernetes.io/metadata.name': namespace, ...labels } },
    },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
    secret(namespace, PULL_SECRET, SERVED),
    ...Array.from({ length: secrets - 1 }, (_, index) =>
      secret(namespace, `${PULL_SECRET}-${index + 1}`, [`registry-${index + 1}.example.org/${namespace}`]),
    ),
  ];
}

function secret(namespace, name, registries) {
  const entry = { username: 'user', password: 'password-of-the-benchmark' };
  const config = JSON.stringify({ auths: Object.fromEntries(registries.map((registry) => [registry, entry])) });
  const data = { '.dockerconfigjson': Buffer.from(config).toString('base64') };
  return { kind: 'Secret', metadata: { name, namespace }, type: TYPE, data };
}
