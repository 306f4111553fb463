/**
 * A real cluster for `serve`: opens it, says what was found, and tells when it has been read. Only this file joins
 * `src/cluster` with the rest; the Kubernetes client is loaded when a cluster is opened, never for a directory.
 */

import type { ClusterAccess } from '../cluster/access.js';
import type { ResourceId } from '../cluster/events.js';
import type { LiveState } from '../cluster/live.js';
import type { DetectedProvider } from '../cluster/provider.js';
import type { RightsEvent } from '../cluster/rights-ledger.js';
import type { ClusterSource, ServerSettings } from '../config/server-settings.js';
import { PROVIDER_PATTERNS } from '../core/image/registry-hints.js';
import type { Provider, Settings } from '../core/settings.js';
import { count } from '../core/words/count.js';
import type { Log } from '../log/log.js';
import { createCacheMetrics } from '../metrics/cache.js';
import type { MetricsRegistry } from '../metrics/registry.js';
import { deadline, pause } from '../process/timers.js';
import { openAccess } from './access.js';
import type { ServedCluster } from './cluster.js';
import { cacheReadings } from './cluster-figures.js';
import type { Io } from './command.js';
import type { Faults } from './faults.js';
import { logWatch } from './watch-log.js';

export interface LiveClusterOptions {
  readonly source: ClusterSource;
  readonly metrics: Pick<ServerSettings['metrics'], 'perSecret'>;
  /** As configured at start. */
  readonly provider: Provider;
  /** Are workloads watched, so that it is known who uses a Secret? */
  readonly usage?: boolean;
  readonly log: Log;
  readonly registry: MetricsRegistry;
  readonly faults: Faults;
  /** Told of each namespace in which a credential may have appeared. */
  readonly onCredential?: ((namespace: string) => void) | undefined;
  readonly io: Pick<Io, 'env' | 'cwd' | 'now'>;
}

/** Throws a Fault where there is no cluster, or none that can be meant. Nothing is read before `start`. */
export async function openLiveCluster(options: LiveClusterOptions): Promise<ServedCluster> {
  const { source, metrics: wanted, provider, usage = false, log, registry, faults, io } = options;
  const [access, { createLiveState }] = await Promise.all([
    openAccess(
      source,
      io,
      'to try Pullgate without a cluster, give a directory of manifests with --cluster-directory, or run npm start in a checkout',
    ),
    import('../cluster/live.js'),
  ]);
  const stopping = new AbortController();
  /** Of what could not be read: why, by resource. */
  const reasons = new Map<string, string>();
  let nodes: Nodes | undefined;
  let announce = (): void => {};
  const live = createLiveState({
    access,
    rights: { secrets: source.secrets, namespaces: source.namespaces, secretNames: source.secretNames, usage },
    onEvent: (event) => {
      logWatch(log, event);
      if (event.event === 'fault') {
        reasons.set(keyOf(event), event.detail);
        metrics.noteRestart(event.resource, event.fault);
        if (event.fault === 'internal') faults.count('watch');
      }
      if (event.event === 'repaired') metrics.noteRepairs(event.resource, event.objects);
      if (event.event === 'synced') announce();
    },
    onRights: (event) => logRights(log, event),
    onCredential: options.onCredential,
  });
  const metrics = createCacheMetrics(registry, cacheReadings(live, source, wanted, io.now));
  const notReady = () => notReadyText(live, reasons, nodes);
  return {
    view: () => live.view(),
    notReady,
    settle: createSettle(() => nodes?.provider),
    greeting: [`Cluster: ${access.describe()}`, `Rights: ${rightsText(source)}`],
    fields: { cluster: access.describe(), secrets: source.secrets },
    warnings: [],
    hasNamespace: (name) => live.hasNamespace(name),
    isExample: false,
    start: (onReady) => {
      const begin = performance.now();
      let told = false;
      announce = () => {
        if (told || nodes === undefined || notReady() !== undefined) return;
        told = true;
        onReady([readText(live, performance.now() - begin), nodesText(nodes, provider)]);
      };
      live.start();
      const onFault = (error: unknown) => faults.note('provider', error);
      findNodes(live, access, stopping.signal, onFault)
        .then((found) => {
          nodes = found;
          if (found?.unknown !== undefined) log.warn({ event: 'provider' }, `GET /version: ${found.unknown}`);
          announce();
        })
        .catch(onFault);
    },
    stop: async () => {
      stopping.abort();
      await live.stop();
    },
  };
}

// ------------------------------------------------------------------------------------------------------ whose nodes

interface Nodes {
  readonly provider: DetectedProvider;
  /** What it was told by. */
  readonly signs: string;
  /** Why the version could not be had. */
  readonly unknown?: string;
}

const VERSION_TRIES = 5;
const VERSION_DEADLINE_MS = 3_000;
const VERSION_PAUSE_MS = 1_000;
/** After a fault of ours the pause doubles up to this. */
const VERSION_MOST_PAUSE_MS = 60_000;

/**
 * Asked once, at start. It decides whether a registry needs a secret at all, so readiness waits for it; but a cluster
 * that is read and does not tell its version (a hardened one may not) is judged by its address alone.
 */
async function findNodes(
  live: LiveState,
  access: ClusterAccess,
  stop: AbortSignal,
  onFault: (error: unknown) => void,
): Promise<Nodes | undefined> {
  let waitMs = VERSION_PAUSE_MS;
  for (let tries = 1; !stop.aborted; tries += 1) {
    try {
      const found = await tryNodes(live, access, stop, tries);
      if (found !== undefined) return found;
    } catch (error) {
      waitMs = Math.min(2 * waitMs, VERSION_MOST_PAUSE_MS);
      onFault(error);
    }
    await pause(waitMs, stop);
  }
  return undefined;
}

async function tryNodes(
  live: LiveState,
  { server }: ClusterAccess,
  stop: AbortSignal,
  tries: number,
): Promise<Nodes | undefined> {
  const { detectProvider, OPENSHIFT_GROUP } = await import('../cluster/provider.js');
  const host = server.hostname;
  const limit = deadline(VERSION_DEADLINE_MS, stop);
  const { signal } = limit;
  const asked = Promise.all([live.version({ signal }), live.hasGroup(OPENSHIFT_GROUP, { signal })]);
  const [version, group] = await asked.finally(limit.end);
  const settled = version.state === 'found' && group.state === 'found';
  if (!settled && (tries < VERSION_TRIES || !live.synced())) return undefined;
  const openshift = group.state === 'found' && group.value;
  const gitVersion = version.state === 'found' ? version.value : '';
  const signs = [
    ...(openshift ? [`API group ${OPENSHIFT_GROUP}`] : []),
    ...(gitVersion === '' ? [] : [`version ${gitVersion}`]),
    `address ${host}`,
  ].join(', ');
  const found = { provider: detectProvider({ gitVersion, host, openshift }), signs };
  const [unknown] = [version, group].flatMap((each) => (each.state === 'unknown' ? [each.reason] : []));
  return unknown === undefined ? found : { ...found, unknown };
}

/** The found provider in place of `auto`. The same settings give the same object, because what is made of it is kept. */
function createSettle(found: () => DetectedProvider | undefined): ServedCluster['settle'] {
  let last: { readonly from: Settings; readonly provider: DetectedProvider; readonly settings: Settings } | undefined;
  return (settings) => {
    const provider = found();
    if (provider === undefined || settings.cluster.provider !== 'auto') return settings;
    if (last?.from === settings && last.provider === provider) return last.settings;
    last = { from: settings, provider, settings: { ...settings, cluster: { ...settings.cluster, provider } } };
    return last.settings;
  };
}

// ------------------------------------------------------------------------------------------------------------ words

function notReadyText(live: LiveState, reasons: ReadonlyMap<string, string>, nodes: Nodes | undefined) {
  if (!live.synced()) {
    const rows = live.missing().map((id) => {
      const reason = reasons.get(keyOf(id));
      return `${nameOf(id)}${reason === undefined ? '' : ` (${reason})`}`;
    });
    return `the cluster has not been read yet: ${rows.join(', ')}`;
  }
  return nodes === undefined ? 'it is not known yet whose nodes these are (GET /version)' : undefined;
}

function keyOf({ resource, namespace }: ResourceId): string {
  return `${resource} ${namespace}`;
}

function nameOf({ resource, namespace }: ResourceId): string {
  return namespace === '' ? resource : `${resource} of namespace ${namespace}`;
}

function rightsText({ secrets, namespaces, secretNames }: ClusterSource): string {
  switch (secrets) {
    case 'cluster':
      return 'the Secrets of all namespaces';
    case 'namespaces':
      return `the Secrets of ${count(namespaces.length, 'namespace')}: ${namespaces.join(', ')}`;
    case 'named':
      return `Secrets named ${secretNames.join(', ')}`;
    case 'none':
      return 'no Secrets: what rests on them is not known (PG901)';
    default:
      return secrets satisfies never;
  }
}

function readText(live: LiveState, ms: number): string {
  const { namespaces, serviceAccounts, pullSecrets } = live.counts();
  const counts = [
    count(namespaces, 'namespace'),
    count(serviceAccounts, 'ServiceAccount'),
    count(pullSecrets, 'pull secret'),
  ];
  return `Ready: the cluster was read in ${(ms / 1000).toFixed(1)} s: ${counts.join(', ')}`;
}

function nodesText({ provider, signs }: Nodes, configured: Provider): string {
  if (configured !== 'auto') return `Nodes: ${configured}, as configured`;
  if (provider === 'none') {
    return `Nodes: of no cloud that is known (${signs}); set cluster.provider if they bring credentials of their own`;
  }
  return `Nodes: ${provider} (${signs}); they bring credentials for ${PROVIDER_PATTERNS[provider].join(', ')}`;
}

/** Once for each loss and return: what each review comes to is in its own line. */
function logRights(log: Log, { event, resource, namespace, status }: RightsEvent): void {
  const fields = { event: 'rights', resource, watched_namespace: namespace };
  if (event === 'regained') log.info(fields, 'the API server lets Pullgate read again');
  else log.error({ ...fields, status }, 'the API server does not let Pullgate read: what rests on this is PG901');
}
