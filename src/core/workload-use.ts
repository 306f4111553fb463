/** What is known of a workload in order to say who uses a Secret: as little as that takes, because there are many. */

/** The kinds that are watched for it: what people write, and not what controllers make of it. */
export const USING_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job'] as const;

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
