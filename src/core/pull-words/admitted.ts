/**
 * The Pods that this process let through, by uid, for as long as they are remembered: what fails of them later is what
 * admission missed. Each replica remembers its own reviews and no other's, so that the sum over all replicas counts each
 * failure once. Bounded: the oldest go first.
 */
import type { PullCauseSlug } from './cause.js';

export interface AdmittedPod {
  /** Findings were told of it, as warnings or to the log: its failure was foretold. */
  readonly warned: boolean;
  /** `ReplicaSet/web-5d9c7`; '' where nothing controls it. */
  readonly owner: string;
}

export interface AdmittedPods {
  readonly note: (uid: string, pod: AdmittedPod) => void;
  /** The Pod, the first time that this cause is told of this container of it; undefined for strangers and for repeats. */
  readonly failed: (uid: string, container: string, cause: PullCauseSlug) => AdmittedPod | undefined;
  readonly size: () => number;
}

/** Some hours of a busy cluster; about 10 MB. */
export const MOST_ADMITTED = 50_000;
/** Of one Pod: honest ones fail for one or two causes. */
const MOST_FAILURES = 64;

interface Remembered extends AdmittedPod {
  failures: Set<string> | undefined;
}

export function createAdmittedPods(most: number = MOST_ADMITTED): AdmittedPods {
  const pods = new Map<string, Remembered>();
  return {
    note(uid, { warned, owner }) {
      // A second review of the same Pod (reinvocation, a retry) changes nothing.
      if (uid === '' || pods.has(uid)) return;
      pods.set(uid, { warned, owner, failures: undefined });
      if (pods.size <= most) return;
      const [oldest] = pods.keys();
      if (oldest !== undefined) pods.delete(oldest);
    },
    failed(uid, container, cause) {
      const pod = pods.get(uid);
      if (pod === undefined) return undefined;
      pod.failures ??= new Set();
      const key = JSON.stringify([container, cause]);
      if (pod.failures.has(key) || pod.failures.size >= MOST_FAILURES) return undefined;
      pod.failures.add(key);
      return pod;
    },
    size: () => pods.size,
  };
}
