/**
 * One annotation on an object that makes Pods. Any change of it has its controller look at it at once, however long it
 * waits for its next try (K pkg/controller replicaset/replica_set.go updateRS, statefulset/stateful_set.go, daemon/
 * daemon_controller.go updateDaemonset, job/job_controller.go updateJob): shown in test/e2e/nudge.e2e.ts.
 */
import type { Owner } from '../core/denied-owners.js';
import type { ApiClient } from './api-client.js';

export const NUDGE_ANNOTATION = 'pullgate.dev/nudged-at';

/** `gone`: it is not there any more, or another one of that name is. */
export type NudgeResult =
  | { readonly result: 'done' }
  | { readonly result: 'gone' }
  | { readonly result: 'refused' | 'failed'; readonly why: string };

const LIMITS = { deadlineMs: 5_000, mostBytes: 4 * 1024 * 1024 };

/** @param now ms since the epoch */
export async function nudge(
  client: Pick<ApiClient, 'write'>,
  { workload, version, namespace, name, uid }: Owner,
  now: number,
  signal: AbortSignal,
): Promise<NudgeResult> {
  const root = workload.group === '' ? `/api/${version}` : `/apis/${workload.group}/${version}`;
  const path = `${root}/namespaces/${encodeURIComponent(namespace)}/${workload.resource}/${encodeURIComponent(name)}`;
  // Another uid than that of what is there is a conflict.
  const body = { metadata: { uid, annotations: { [NUDGE_ANNOTATION]: new Date(now).toISOString() } } };
  const write = { method: 'PATCH', contentType: 'application/merge-patch+json', body } as const;
  const answer = await client.write(path, write, { ...LIMITS, signal });
  if (answer.kind === 'found') return { result: 'done' };
  if (answer.kind === 'failed') return { result: 'failed', why: answer.reason };
  const { status } = answer;
  return status === 404 || status === 409
    ? { result: 'gone' }
    : { result: 'refused', why: `the API server answers ${status}` };
}
