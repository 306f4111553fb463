/**
 * The objects that carry images: one table, read by the webhook, by `check` and later by the chart's rules and RBAC.
 * Kubernetes staging/src/k8s.io/api (core, apps, batch); semantics 5.1, 5.2. A further built-in kind is one more row;
 * a CRD comes from the setting `kinds` in the same shape.
 */
import type { ExtraKind } from './settings.js';
import type { GroupVersionKind } from './types.js';

export interface Workload {
  readonly group: string;
  /** `*`: every version of the group holds the pod spec at the same place. */
  readonly version: string;
  readonly kind: string;
  /** Plural name, as in a URL and in webhook rules. */
  readonly resource: string;
  /** Field names from the object to the pod spec. */
  readonly podSpec: readonly string[];
}

const TEMPLATE = ['spec', 'template', 'spec'] as const;

export const WORKLOADS = [
  { group: '', version: '*', kind: 'Pod', resource: 'pods', podSpec: ['spec'] },
  { group: '', version: '*', kind: 'PodTemplate', resource: 'podtemplates', podSpec: ['template', 'spec'] },
  { group: '', version: '*', kind: 'ReplicationController', resource: 'replicationcontrollers', podSpec: TEMPLATE },
  { group: 'apps', version: '*', kind: 'Deployment', resource: 'deployments', podSpec: TEMPLATE },
  { group: 'apps', version: '*', kind: 'ReplicaSet', resource: 'replicasets', podSpec: TEMPLATE },
  { group: 'apps', version: '*', kind: 'StatefulSet', resource: 'statefulsets', podSpec: TEMPLATE },
  { group: 'apps', version: '*', kind: 'DaemonSet', resource: 'daemonsets', podSpec: TEMPLATE },
  { group: 'batch', version: '*', kind: 'Job', resource: 'jobs', podSpec: TEMPLATE },
  {
    group: 'batch',
    version: '*',
    kind: 'CronJob',
    resource: 'cronjobs',
    podSpec: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  },
] as const satisfies readonly Workload[];

const BUILT_IN: ReadonlyMap<string, Workload> = new Map(WORKLOADS.map((row) => [`${row.group}/${row.kind}`, row]));

/** The row of a kind, or undefined for one that carries no images that we know of. */
export function findWorkload(gvk: GroupVersionKind, extra: readonly ExtraKind[]): Workload | undefined {
  const builtIn = BUILT_IN.get(`${gvk.group}/${gvk.kind}`);
  if (builtIn !== undefined) return builtIn;
  const row = extra.find(
    (each) =>
      each.group === gvk.group && each.kind === gvk.kind && (each.version === '*' || each.version === gvk.version),
  );
  if (row === undefined) return undefined;
  const { group, version, kind, resource } = row;
  return { group, version, kind, resource, podSpec: [...row.templatePath.split('.'), 'spec'] };
}
