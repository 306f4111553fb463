/**
 * The cluster that kubectl would use, asked with the rights of whoever runs the command and a few short calls. The
 * Kubernetes client is loaded only here.
 */

import { createDirectState } from '../../cluster/direct.js';
import { createDryRunner } from '../../cluster/dry-run.js';
import type { ClusterSource } from '../../config/server-settings.js';
import { textOf } from '../../core/fields.js';
import { parseImage } from '../../core/image/parse.js';
import { PROVIDER_PATTERNS } from '../../core/image/registry-hints.js';
import { matchesPattern } from '../../core/match-images.js';
import { remembering } from '../../facts/remembering.js';
import { openAccess } from '../access.js';
import type { AskedCluster } from '../cluster-source.js';
import type { Io } from '../command.js';

export async function openLiveSource(
  source: Pick<ClusterSource, 'kubeconfig' | 'context'>,
  io: Io,
): Promise<AskedCluster> {
  const access = await openAccess(source, io, 'to ask manifests instead, name their directory with --cluster-dir');
  const direct = createDirectState(access);
  const dry = createDryRunner(access);
  return {
    state: remembering(direct.state),
    namespace: access.namespace,
    words: access.describe(),
    warnings: [],
    async settle(settings, image) {
      if (settings.cluster.provider !== 'auto') return settings;
      const provider = await direct.provider(image === undefined || isOpenshifts(image));
      return { ...settings, cluster: { ...settings.cluster, provider } };
    },
    async policy(from) {
      const [namespace = '', name = ''] = from?.split('/') ?? [];
      const found = await direct.installed(from === undefined ? undefined : { namespace, name });
      if (found.state !== 'found') return found;
      const { value } = found;
      return { state: 'found', value: { name: `ConfigMap ${value.namespace}/${value.name}`, text: value.text } };
    },
    inventory: direct.inventory,
    objects: direct.objects,
    nodes: direct.nodes,
    rawSecret: (namespace, name, signal) => direct.rawSecret({ namespace, name, signal }),
    async versions() {
      const [version, nodes] = await Promise.all([direct.version(), direct.nodes()]);
      return {
        server: version.state === 'found' ? version.value : '',
        kubelets: nodes.state === 'found' ? nodes.value.map(({ kubelet }) => kubelet) : undefined,
      };
    },
    async read({ workload, namespace, name }) {
      const { group, resource, kind } = workload;
      const found = await direct.object(workload, namespace, name);
      if (found.state !== 'found') return found;
      const { version, object } = found.value;
      const isIt = textOf(object, 'kind') === kind;
      if (!isIt) return { state: 'unknown', reason: `the answer is no such ${resource}` };
      return { state: 'found', value: { kind: { group, version, kind }, object, file: '', line: 0 } };
    },
    live: { dryRun: dry.run, pods: direct.pods, events: direct.events, reports: direct.reports },
    close() {
      direct.close();
      dry.close();
    },
  };
}

function isOpenshifts(image: string): boolean {
  const parsed = parseImage(image);
  const repository = parsed.ok ? parsed.reference.repository : '';
  return PROVIDER_PATTERNS.openshift.some((pattern) => matchesPattern(pattern, repository));
}
