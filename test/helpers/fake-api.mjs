/**
 * The fake API server as a process of its own, so that what it needs is not measured. Filled and written to by messages;
 * each is answered, so that a write is over before anybody asks.
 */
import { pathToFileURL } from 'node:url';
import { clusterOf } from './growing.mjs';
import { HOSTILE } from './hostile.mjs';

const { startFakeApi, pullSecret } = await import(pathToFileURL(process.argv[2]).href);
const api = await startFakeApi();
const UNRELATED = Buffer.alloc(24 * 1024, 'x').toString('base64');

const acts = {
  grow: (size) => {
    for (const object of clusterOf(size)) api.putSilently(object);
    // A watch that hears nothing for a minute is not trusted.
    api.bookmarkEvery(20_000);
  },
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
  objects: ({ objects }) => {
    for (const object of objects) api.putSilently(object);
  },
  /** Watchers get it, and the history does not grow with it. */
  update: ({ object }) => {
    api.putLive(object);
  },
  bookmarks: ({ everyMs }) => api.bookmarkEvery(everyMs),
  /** GETs and LISTs since the last time, as paths; they are forgotten then. */
  calls: () => ({ paths: api.calls.splice(0).flatMap(pathOf) }),
  put: ({ namespace, name }) => api.put(pullSecret(namespace, name)),
  remove: ({ namespace, name }) => api.remove('Secret', namespace, name),
  /** All watches end, and the version that they have is too old: everything has to be listed again. */
  forget: () => {
    api.compact();
    api.endWatches();
  },
  late: ({ ms }) => {
    api.watchDelayMs = ms;
  },
  /** GETs and LISTs take this long, and one in so many is refused for now. */
  behave: ({ delayMs = 0, refuseEvery = 0 }) => {
    let calls = 0;
    api.script = ({ verb }) => {
      if (verb === 'watch') return undefined;
      calls += 1;
      if (refuseEvery > 0 && calls % refuseEvery === 0) {
        return { status: 429, headers: { 'retry-after': '1' }, body: '{}' };
      }
      return delayMs === 0 ? undefined : { delayMs };
    };
  },
  namespaces: ({ count }) => {
    for (let index = 0; index < count; index += 1) {
      api.put({ kind: 'Namespace', metadata: { name: `ns-${index}` } });
      api.put({ kind: 'ServiceAccount', metadata: { name: 'default', namespace: `ns-${index}` } });
    }
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

function pathOf({ verb, resource, namespace, name, query }) {
  if (verb !== 'get' && verb !== 'list') return [];
  if (resource.startsWith('/')) return [resource];
  const search = String(new URLSearchParams(query));
  const place = namespace === '' || resource === 'namespaces' ? '' : `namespaces/${namespace}/`;
  return [`/api/v1/${place}${resource}${name === '' ? '' : `/${name}`}${search === '' ? '' : `?${search}`}`];
}

process.on('message', ({ id, act, ...rest }) => {
  process.send({ id, ...acts[act](rest) });
});
process.on('disconnect', () => process.exit());
process.send({ url: api.url, ca: api.ca });
