/**
 * What `pullgate why` found, as a value: the text prints it, the exit code is read off it. The types are the JSON, a public
 * promise: fields are added, never changed or taken away, while `version` is 1. The words of others are in it without what
 * may be a credential (core/pull-words/hide.ts). docs/why-report.schema.json is made of them and of what is said here.
 */
import type { ProbeSummary } from '../../core/probe-summary.js';
import type { ReportedPolicy } from '../policy-line.js';

export interface WhyReport {
  readonly version: 1;
  readonly kind: 'why';
  readonly policy?: ReportedPolicy;
  /** Which cluster was asked. */
  readonly cluster: string;
  readonly asked: WhyAsked;
  /** Pods that were looked at, and those of them that cannot get an image. */
  readonly pods: number;
  readonly hanging: number;
  /** Each cause once, however many Pods of an owner have it; those with most Pods first. */
  readonly causes: readonly WhyCause[];
  /** Causes that are not listed. */
  readonly more: number;
  /** Sentences about what was asked for by name and waits for no image. */
  readonly fine: readonly string[];
  /** What could not be read, sentences. */
  readonly unread: readonly string[];
  /** What became of asking registries; absent where none were (`--probe`). */
  readonly probe?: ProbeSummary;
}

export interface WhyAsked {
  /** '' for all. */
  readonly namespace: string;
  /** Absent where all Pods were asked about. */
  readonly object?: { readonly kind: string; readonly name: string };
}

export interface WhyCause {
  /** What a person edits: the owner that is furthest up, or the Pod. */
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  readonly pods: {
    readonly count: number;
    /** The first of them. */
    readonly names: readonly string[];
    /** Nodes they are on, the first of them. */
    readonly nodes: readonly string[];
  };
  readonly rollout: WhyRollout;
  /** `container web`, `init container prepare` */
  readonly container: string;
  /** As written; of the image volume, where that is what waits. */
  readonly image: string;
  /** The kubelet's: `ImagePullBackOff`. */
  readonly reason: string;
  readonly cause: WhyPullCause;
  /** Of the rule that explains it, or PG5xx; '' where none does. */
  readonly code: string;
  readonly sentence: string;
  /** Of one line or several; '' where there is nothing to do, or nobody knows. */
  readonly fix: string;
  readonly operator: string;
  readonly notes: readonly string[];
  /** What it was concluded from. */
  readonly by: 'words' | 'verdict' | 'both';
  /** What the node said; '' where nothing is left of it. */
  readonly words: string;
  readonly wordsFrom: 'status' | 'events' | 'nowhere';
  /** What the registry says by now; absent where it was not to be asked (`--probe`). */
  readonly probed?: WhyProbed;
}

export interface WhyProbed {
  readonly sentence: string;
  /** Of the login that works, else of the first; `unknown`: it was not asked, or did not say. */
  readonly result: 'pullable' | 'refused' | 'not-found' | 'rate-limited' | 'unreachable' | 'unknown';
  /** Whether that is what the node was told. */
  readonly agrees: 'yes' | 'no' | 'cannot-tell';
}

/** Of core/pull-words/cause.ts, written out. */
export type WhyPullCause =
  | 'image-invalid'
  | 'registry-missing'
  | 'no-credential'
  | 'secret-not-found'
  | 'secret-malformed'
  | 'credential-expired'
  | 'registry-refused'
  | 'refused-or-absent'
  | 'image-not-found'
  | 'registry-rate-limited'
  | 'name-unresolved'
  | 'connection-timeout'
  | 'connection-failed'
  | 'proxy-failed'
  | 'certificate-refused'
  | 'plain-http'
  | 'registry-error'
  | 'platform-missing'
  | 'exec-format'
  | 'never-pulled'
  | 'signature-refused'
  | 'image-format'
  | 'image-corrupt'
  | 'image-volume'
  | 'disk-full'
  | 'pull-throttled'
  | 'runtime-unreachable'
  | 'unknown';

/** Other Pods of the same owner, which may hide that these fail. */
export interface WhyRollout {
  /** Pods of another template that run. */
  readonly oldRunning: number;
  /** Pods of the same template that run. */
  readonly sameRunning: number;
}

/** 1 where something cannot get an image; 2 where the answer may be wrong for want of what could not be read. */
export function whyExitCode({ hanging, pods, unread, asked }: WhyReport): number {
  if (hanging > 0) return 1;
  return unread.length > 0 && (pods === 0 || asked.object === undefined) ? 2 : 0;
}
