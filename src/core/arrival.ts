/**
 * When an installer that knows hooks creates an object of a file. Helm runs the hooks of an event before or after it
 * creates everything else, by weight and then by name (helm pkg/action/hooks.go execHook, hookByWeight); Argo CD syncs by
 * phase and wave, and waits for each until it is healthy (gitops-engine pkg/sync/hook, pkg/sync/syncwaves). kubectl knows
 * nothing of either (semantics 5.11). Made at the border (manifests/arrival.ts), so that no annotation is kept.
 */

export const HELM_EVENTS = [
  'pre-install',
  'post-install',
  'pre-delete',
  'post-delete',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'test',
] as const;
export type HelmEvent = (typeof HELM_EVENTS)[number];

/** In the order in which they are synced. */
export const ARGO_PHASES = ['PreSync', 'Sync', 'PostSync'] as const;
export type ArgoPhase = (typeof ARGO_PHASES)[number];

export type Annotations = readonly (readonly [key: string, value: string])[];

export interface Arrival {
  /** Of the object. */
  readonly name: string;
  /** Absent: it is no hook, and comes with the other objects of the chart. */
  readonly helm?: {
    readonly events: readonly HelmEvent[];
    readonly weight: number;
    /** Nothing is known of the cluster: what an upgrade needs may be there since an earlier release. */
    readonly mayBeLater?: true;
  };
  /** Absent: a sync of Argo CD does not create it. A hook of Helm is one of Argo CD, too. */
  readonly argo?: { readonly phase: ArgoPhase; readonly wave: number };
  /** An annotation of Argo CD says so, and no other installer reads it. */
  readonly byArgo: boolean;
}

/** That a secret is created after its pods. */
export interface TooLate {
  /** A clause that goes on after `secret "x" does not exist yet when`. */
  readonly when: string;
  readonly because: string;
  /** What makes the secret come first. */
  readonly annotations: Annotations;
}

/** Undefined where the secret comes first, or nobody can tell. */
export function comesTooLate(secret: Arrival, pods: Arrival): TooLate | undefined {
  return secret.byArgo || pods.byArgo ? tooLateInArgo(secret, pods) : tooLateInHelm(secret, pods);
}

// ----------------------------------------------------------------------------------------------------------------- Helm

function tooLateInHelm(secret: Arrival, pods: Arrival): TooLate | undefined {
  if (pods.helm === undefined) return undefined;
  const { events, weight, mayBeLater } = pods.helm;
  for (const event of ['pre-install', 'pre-upgrade'] as const) {
    const because = events.includes(event) ? whyLateInHelm(event, secret, pods.name, weight) : undefined;
    if (because === undefined) continue;
    const early = events.filter((each) => each === 'pre-install' || each === 'pre-upgrade');
    const hook = [...new Set([...(secret.helm?.events ?? []), ...early])].join(',');
    const annotations = [
      ['helm.sh/hook', hook],
      ['helm.sh/hook-weight', String(weight - 1)],
    ] as const;
    const unless = event === 'pre-upgrade' && mayBeLater ? ', unless an earlier release brought it' : '';
    return { when: `this hook runs${unless}`, because, annotations };
  }
  return undefined;
}

function whyLateInHelm(
  event: 'pre-install' | 'pre-upgrade',
  { helm, name }: Arrival,
  podsName: string,
  weight: number,
): string | undefined {
  if (helm === undefined) {
    const others = event === 'pre-install' ? 'the other objects of the chart' : 'what an upgrade brings';
    return `Helm runs ${event} hooks before it creates ${others}, and the secret is no hook`;
  }
  if (!helm.events.includes(event)) {
    // A hook of the installation is there when it is upgraded.
    if (event === 'pre-upgrade' && helm.events.some((each) => each.endsWith('-install'))) return undefined;
    return `it is a ${event} hook of Helm, and the secret a hook of ${helm.events.join(', ')}`;
  }
  if (helm.weight > weight) {
    return `Helm runs ${event} hooks by weight: the secret has ${helm.weight}, this one ${weight}`;
  }
  if (helm.weight < weight || name <= podsName) return undefined;
  return `Helm runs ${event} hooks of one weight by name, and the secret comes after this one`;
}

// -------------------------------------------------------------------------------------------------------------- Argo CD

function tooLateInArgo({ argo: secret }: Arrival, { argo: pods }: Arrival): TooLate | undefined {
  if (secret === undefined || pods === undefined) return undefined;
  const when = 'this is synced';
  const phases = ARGO_PHASES.indexOf(secret.phase) - ARGO_PHASES.indexOf(pods.phase);
  if (phases < 0 || (phases === 0 && secret.wave <= pods.wave)) return undefined;
  const wave = ['argocd.argoproj.io/sync-wave', String(pods.wave - 1)] as const;
  if (phases > 0) {
    return {
      when,
      because: `it is a ${pods.phase} hook of Argo CD, and the secret comes in ${secret.phase}`,
      annotations: [['argocd.argoproj.io/hook', pods.phase], wave],
    };
  }
  const because = `Argo CD syncs it in wave ${pods.wave}, and waits until it is healthy before wave ${secret.wave} of the secret`;
  return { when, because, annotations: [wave] };
}
