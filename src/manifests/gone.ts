/**
 * Versions of workload kinds that the API server has forgotten (K deprecation guide; staging/src/k8s.io/api extensions,
 * apps, batch). kubectl then says `no matches for kind`, which a file alone does not show.
 */
import type { ManifestObject } from './unfold.js';

interface Gone {
  readonly kinds: readonly string[];
  readonly since: string;
  readonly instead: string;
}

const GONE: Readonly<Record<string, Gone>> = {
  'extensions/v1beta1': { kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'], since: '1.16', instead: 'apps/v1' },
  'apps/v1beta1': { kinds: ['Deployment', 'StatefulSet'], since: '1.16', instead: 'apps/v1' },
  'apps/v1beta2': {
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'],
    since: '1.16',
    instead: 'apps/v1',
  },
  'batch/v2alpha1': { kinds: ['CronJob', 'ScheduledJob'], since: '1.21', instead: 'batch/v1' },
  'batch/v1beta1': { kinds: ['CronJob'], since: '1.25', instead: 'batch/v1' },
};

/** A sentence about an object that no API server takes any more; undefined for any other. */
export function goneWords({ apiVersion, kind }: Pick<ManifestObject, 'apiVersion' | 'kind'>): string | undefined {
  const gone = Object.hasOwn(GONE, apiVersion) ? GONE[apiVersion] : undefined;
  if (gone === undefined || !gone.kinds.includes(kind)) return undefined;
  const left = apiVersion.startsWith('extensions/') || kind === 'ScheduledJob' ? ' It was not checked.' : '';
  return `The API server has no ${kind} of ${apiVersion} since Kubernetes ${gone.since}: write ${gone.instead}.${left}`;
}
