/** What is known of a workload in order to say who uses a Secret: as little as that takes, because there are many. */

/** The kinds that are watched for it, by resource: what people write, and not what controllers make of it. */
export const USING = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  cronjobs: 'CronJob',
  jobs: 'Job',
} as const;

export type UsingResource = keyof typeof USING;

// What the table is made of is what its type says, and nothing else.
export const USING_RESOURCES = Object.keys(USING) as readonly UsingResource[];

export interface WorkloadUse {
  readonly kind: string;
  readonly name: string;
  readonly serviceAccountName: string;
  /** Its own list; where that is empty, its Pods have the list of the ServiceAccount. */
  readonly imagePullSecrets: readonly string[];
  /** Full names without tag and digest, each once. */
  readonly repositories: readonly string[];
  /** What installs it (written/release.ts); absent where nothing tells. */
  readonly release?: string;
}
