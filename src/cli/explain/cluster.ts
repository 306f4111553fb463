/**
 * The cluster that `explain` asks: a directory of manifests, or the one that kubectl would use, with the rights of
 * whoever runs the command and a few short calls. The Kubernetes client is loaded only for the latter.
 */
import { resolve } from 'node:path';
import type { ClusterSource } from '../../config/server-settings.js';
import { parseImage } from '../../core/image/parse.js';
import { PROVIDER_PATTERNS } from '../../core/image/registry-hints.js';
import { matchesPattern } from '../../core/match-images.js';
import type { Settings } from '../../core/settings.js';
import type { ClusterState } from '../../facts/cluster-state.js';
import { Fault } from '../../process/errors.js';
import { displayPath } from '../../process/paths.js';
import { openDirectory } from '../cluster.js';
import { type Invocation, type Io, optionText } from '../command.js';

export interface AskedCluster {
  readonly state: ClusterState;
  /** Where the command line names none: as kubectl has it. */
  readonly namespace: string;
  readonly words: string;
  readonly warnings: readonly string[];
  /** The settings with what only the cluster knows put in, as far as it matters for an image. */
  readonly settle: (settings: Settings, image: string) => Promise<Settings>;
  readonly close: () => void;
}

export async function openAsked(invocation: Invocation, configured: ClusterSource, io: Io): Promise<AskedCluster> {
  const directory = optionText(invocation, 'cluster-dir');
  const kubeconfig = optionText(invocation, 'kubeconfig');
  const context = optionText(invocation, 'context');
  if (directory !== undefined && (kubeconfig ?? context) !== undefined) {
    throw new Fault('PG_E_USAGE', '--cluster-dir is the whole cluster; --kubeconfig and --context name another one');
  }
  const isLive = (kubeconfig ?? context) !== undefined;
  const manifests = directory ?? (isLive ? '' : configured.directory);
  if (manifests !== '') return openManifests(manifests, io);
  return openLive({ kubeconfig: kubeconfig ?? configured.kubeconfig, context: context ?? configured.context }, io);
}

function openManifests(path: string, io: Io): AskedCluster {
  const { view, warnings } = openDirectory(path, io.cwd);
  return {
    state: view().state,
    namespace: 'default',
    words: `the manifests in ${displayPath(resolve(io.cwd, path), io.cwd)}`,
    warnings,
    settle: async (settings) => settings,
    close: () => {},
  };
}

async function openLive(source: Pick<ClusterSource, 'kubeconfig' | 'context'>, io: Io): Promise<AskedCluster> {
  const [{ loadAccess }, { createDirectState }] = await Promise.all([
    import('../../cluster/access.js'),
    import('../../cluster/direct.js'),
  ]);
  const access = await loadAccess({
    ...(source.kubeconfig === '' ? {} : { kubeconfig: resolve(io.cwd, source.kubeconfig) }),
    context: source.context,
    env: io.env,
    instead: 'to ask manifests instead, name their directory with --cluster-dir',
  });
  const direct = createDirectState(access);
  return {
    state: direct.state,
    namespace: access.namespace,
    words: access.describe(),
    warnings: [],
    async settle(settings, image) {
      if (settings.cluster.provider !== 'auto') return settings;
      const parsed = parseImage(image);
      const repository = parsed.ok ? parsed.reference.repository : '';
      const openshift = PROVIDER_PATTERNS.openshift.some((pattern) => matchesPattern(pattern, repository));
      return { ...settings, cluster: { ...settings.cluster, provider: await direct.provider(openshift) } };
    },
    close: direct.close,
  };
}
