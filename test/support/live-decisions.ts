/** Pods of one namespace, decided over a live state: as the webhook does it, without the HTTP. */
import { assess } from '../../src/facts/assess.js';
import type { ClusterState } from '../../src/facts/cluster-state.js';
import { admissionOf, type Case, mergeSettings, NOW } from './case.js';
import type { Opened } from './live.js';

export const SPEC = { containers: [{ name: 'web', image: 'registry.example.com/team/web:1.4.2' }] };
export const META = { name: 'web', namespace: 'shop' };

export const podWith = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: META,
  spec: { ...SPEC, imagePullSecrets: [{ name }] },
});

export const account = (names: readonly string[]) => ({
  kind: 'ServiceAccount',
  metadata: { name: 'default', namespace: 'shop' },
  imagePullSecrets: names.map((name) => ({ name })),
});

export async function review(
  view: { readonly state: ClusterState; readonly fresh: ClusterState },
  judged: Case['judged'],
  settings = mergeSettings({}),
) {
  const one: Case = {
    ...{ about: '', objects: [], judged, old: undefined, operation: 'CREATE', subresource: '', dryRun: false },
    ...{ user: 'somebody', offline: false, settings },
  };
  return assess(admissionOf(one), { ...view, settings, now: NOW });
}

/** `allow`, `deny PG202` */
export async function decide({ live }: Pick<Opened, 'live'>, judged: Case['judged']): Promise<string> {
  const { decision, findings } = await review(live.view(), judged);
  return `${decision} ${findings.map(({ code }) => code).join()}`.trim();
}
