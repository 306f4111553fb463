/**
 * The fake API server as a process of its own, so that what it needs is not measured. Filled and written to by messages;
 * each is answered, so that a write is over before anybody asks.
 */
import { pathToFileURL } from 'node:url';

const { startFakeApi, pullSecret } = await import(pathToFileURL(process.argv[2]).href);
const api = await startFakeApi();
const UNRELATED = Buffer.alloc(24 * 1024, 'x').toString('base64');

const METADATA = (namespace, name) => ({ name, namespace });
const ENTRIES = 55_000;

/** Objects as large as the API server takes them, of which a tenant may store as many as etcd has room for. */
const HOSTILE = {
  /** 634 KiB of JSON. */
  entries: (index) => docker(index, `{"auths":{${repeat(ENTRIES, (each) => `"x-${each}":{}`)}}}`),
  /** The same, never equal. */
  churned: (index, turn) =>
    docker(index, `{"auths":{${repeat(ENTRIES, (each) => `"x-${each}":{}`)},"turn-${turn}":{}}}`),
  /** As many entries as are held, with keys as long as are held. */
  held: (index) =>
    docker(index, `{"auths":{${repeat(256, (each) => `"h-${each}.example.com/${'k'.repeat(40)}":{"auth":"dTpw"}`)}}}`),
  /** One key. */
  key: (index) => docker(index, `{"auths":{"${'k'.repeat(1_000_000)}":{}}}`),
  password: (index) => docker(index, `{"auths":{"ghcr.io":{"username":"u","password":"${'p'.repeat(1_000_000)}"}}}`),
  small: (index) => docker(index, `{"auths":{${repeat(2000, (each) => `"registry-${each}.example.com/team":{}`)}}}`),
  fields: (index) => ({
    ...docker(index, '{"auths":{}}'),
    metadata: { ...METADATA('hostile', `s-${index}`), managedFields: [{ fieldsV1: fields(30_000) }] },
  }),
  labels: (index) => ({
    ...docker(index, '{"auths":{"ghcr.io":{}}}'),
    metadata: { ...METADATA('hostile', `s-${index}`), labels: labels(5_000) },
  }),
  account: (index) => ({
    kind: 'ServiceAccount',
    metadata: METADATA('hostile', `sa-${index}`),
    imagePullSecrets: Array.from({ length: 50_000 }, (_, each) => ({ name: `secret-${each}` })),
  }),
  accounts: (index) => ({
    kind: 'ServiceAccount',
    metadata: METADATA('hostile', `sa-${index}`),
    imagePullSecrets: [{ name: 'regcred' }],
  }),
  namespace: (index) => ({
    kind: 'Namespace',
    metadata: { name: `n-${index}`, labels: labels(3_000), annotations: { note: 'n'.repeat(250_000) } },
  }),
};

function docker(index, config) {
  return {
    kind: 'Secret',
    metadata: METADATA('hostile', `s-${index}`),
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from(config).toString('base64') },
  };
}

function repeat(count, write) {
  return Array.from({ length: count }, (_, each) => write(each)).join(',');
}

function fields(count) {
  return { 'f:data': Object.fromEntries(Array.from({ length: count }, (_, each) => [`f:${each}`, {}])) };
}

function labels(count) {
  return Object.fromEntries(Array.from({ length: count }, (_, each) => [`label-${each}`, 'v'.repeat(60)]));
}

const acts = {
  hostile: ({ shape, count }) => {
    for (let index = 0; index < count; index += 1) api.putSilently(HOSTILE[shape](index));
  },
  /** One object again and again; `annotation`: with the same data. */
  churn: ({ shape, turn, annotation }) => {
    const object = HOSTILE[shape](0, turn);
    const metadata =
      annotation === true ? { ...object.metadata, annotations: { turn: String(turn) } } : object.metadata;
    // Watchers of this one get it, and the history does not grow with it.
    api.putLive({ ...object, metadata });
  },
  put: ({ namespace, name }) => api.put(pullSecret(namespace, name)),
  remove: ({ namespace, name }) => api.remove('Secret', namespace, name),
  late: ({ ms }) => {
    api.watchDelayMs = ms;
  },
  /** Real clusters have few pull secrets per namespace; `unrelated` ones have 32 kB each. */
  fill: ({ pullSecrets = 0, unrelated = 0, namespaces = 1, marker = '' }) => {
    for (let index = 0; index < pullSecrets; index += 1) {
      const secret = pullSecret(
        `ns-${index % namespaces}`,
        `regcred-${index}`,
        `registry-${index % 50}.example.com/team-${index}`,
      );
      const text = Buffer.from(secret.data['.dockerconfigjson'], 'base64').toString();
      const marked = text.replaceAll(/example-(not-a-password|user)/g, (found) =>
        marker === '' ? found : `${marker}${index}`,
      );
      api.putSilently({ ...secret, data: { '.dockerconfigjson': Buffer.from(marked).toString('base64') } });
    }
    for (let index = 0; index < unrelated; index += 1) {
      const metadata = { name: `other-${index}`, namespace: `ns-${index % namespaces}` };
      api.putSilently({ kind: 'Secret', metadata, type: 'Opaque', data: { blob: UNRELATED } });
    }
  },
};

process.on('message', ({ id, act, ...rest }) => {
  acts[act](rest);
  process.send({ id });
});
process.on('disconnect', () => process.exit());
process.send({ url: api.url, ca: api.ca });
