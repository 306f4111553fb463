/** Which policy a report rests on, as a value and as its first line. */
import type { Mode } from '../core/types.js';

/** What a report says about the policy behind it: part of the JSON, a public promise. */
export interface ReportedPolicy {
  /** `cluster`: that of the installed Pullgate; `snapshot`: the one that a snapshot was taken with. `file`: that of `--config`. `defaults`: what Pullgate does unconfigured. */
  readonly from: 'cluster' | 'snapshot' | 'file' | 'defaults';
  /** `ConfigMap pullgate/pullgate`, or the file; '' for the defaults. */
  readonly name: string;
  /** Flags and variables that lie over it, by name. */
  readonly over: readonly string[];
  readonly mode: Mode;
  /** Why it had to be assumed, a clause; '' where it is the one that counts. */
  readonly assumed: string;
  /** Nobody could tell whether there is another one. */
  readonly unknown: boolean;
}

/** The namespace of the installed Pullgate; undefined where nobody knows of one. */
export function homeOf(policy: ReportedPolicy | undefined): string | undefined {
  return policy?.from === 'cluster' ? /^ConfigMap ([^/]+)\//.exec(policy.name)?.[1] : undefined;
}

/** The first line of a report. */
export function policyLine({ from, name, over, mode, assumed: why }: ReportedPolicy): string {
  const changed = over.length === 0 ? '' : `, changed by ${over.join(', ')}`;
  switch (from) {
    case 'cluster':
      return `Policy: ${name} of the cluster${changed}; mode ${mode}`;
    case 'snapshot':
    case 'file':
      return `Policy: ${name}${changed}; mode ${mode}`;
    case 'defaults':
      return `Policy: assumed, the defaults of Pullgate${changed}; mode ${mode}: ${why}`;
    default:
      return from satisfies never;
  }
}
