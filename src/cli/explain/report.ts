/**
 * What `pullgate explain` found of an image or of objects, as a value: the text prints it, the exit code is read off it.
 * The types are the JSON, a public promise: fields are added, never changed or taken away, while `version` is 1. It holds keys, names and
 * times; no user name and no credential can be in it, because nothing that it is made of holds one.
 */
import type { ImageErrorCode } from '../../core/image/reference.js';
import type { PlanOutcome } from '../../core/inject/plan.js';
import type { OutlookState, Standing } from '../../core/outlook.js';
import type { Need } from '../../core/registries.js';
import type { PullPolicy } from '../../core/subject-types.js';
import type { Mode } from '../../core/types.js';
import type { DecisionWord } from '../../facts/assess.js';
import type { ReportedPolicy } from '../policy-line.js';
import type { ReportedAction, ReportedObject } from '../report.js';

/** Of an image, or of objects. docs/explain-report.schema.json is made of it. */
export type Explained = ExplainReport | ExplainedObjects;

export interface ExplainReport extends ExplainedUse, ExplainedVerdictOf {
  readonly version: 1;
  /** What was judged by; absent where the cluster can have none of its own. */
  readonly policy?: ReportedPolicy;
  readonly question: {
    readonly image: string;
    readonly namespace: string;
    readonly serviceAccount: string;
    /** The list that was given for the Pod; empty: it has none. */
    readonly pullSecrets: readonly string[];
    /** Which cluster was asked. */
    readonly cluster: string;
  };
}

/** Objects in the place of an image. */
export interface ExplainedObjects {
  readonly version: 1;
  readonly policy?: ReportedPolicy;
  /** Which cluster was asked. */
  readonly cluster: string;
  readonly objects: readonly ExplainedObject[];
}

export interface ExplainedObject extends ExplainedVerdictOf {
  readonly object: ExplainedSubject;
  /** As given; '' for what is in the cluster already. */
  readonly file: string;
  /** Line of the object, from 1; 0 where there is no file. */
  readonly line: number;
  /** Each image once. */
  readonly images: readonly ExplainedImageOf[];
  /** Images that are not listed. */
  readonly more: number;
}

export interface ExplainedSubject extends ReportedObject {
  readonly serviceAccount: string;
}

export interface ExplainedImageOf extends ExplainedUse {
  /** As written. */
  readonly text: string;
  /** `container web`, `init container prepare` */
  readonly containers: readonly string[];
}

/** What is about one image. */
export interface ExplainedUse {
  readonly image: ExplainedImage;
  /** Absent where the image does not parse. */
  readonly registry?: ExplainedRegistry;
  readonly keyring: ExplainedKeyring;
  /** What the registry itself says of the image; absent where none was asked. */
  readonly answers?: ExplainedAnswers;
  readonly others: ExplainedOthers;
}

/** What is about all of them. */
export interface ExplainedVerdictOf {
  /** What has to be there before anything else matters, sentences; empty where it is. */
  readonly first: readonly string[];
  readonly pullSecrets: ExplainedList;
  readonly injection: ExplainedInjection;
  readonly verdict: ExplainedVerdict;
}

export type ExplainedImage =
  | {
      readonly valid: true;
      readonly registry: string;
      readonly repository: string;
      readonly tag: string;
      readonly digest: string;
      /** What the runtime is asked for. */
      readonly pulledAs: string;
      readonly pullPolicy: PullPolicy;
      /** The text names no registry: Docker Hub is meant. */
      readonly shortName: boolean;
    }
  | { readonly valid: false; readonly error: ImageErrorCode };

export interface ExplainedRegistry {
  readonly need: Need;
  /** The pattern that decided; '' where only `registries.unlisted` did. */
  readonly pattern: string;
  /** The setting that decided: `registries.private`, `cluster.provider`, ...; or `the registry itself`, by its answer. */
  readonly setting: string;
  /** The nodes of the cloud of this name would bring a credential; '' where none would, or where they do. */
  readonly cloud: string;
}

export interface ExplainedSecret {
  readonly name: string;
  readonly state: 'found' | 'malformed' | 'skipped' | 'absent' | 'unknown';
  /** How many registries it is for. */
  readonly keys: number;
  /** What is wrong, a clause; '' where nothing is. */
  readonly why: string;
}

export interface ExplainedList {
  /** Whose list the kubelet will use; `nobody`: the ServiceAccount, whose it would be, is absent or unknown. */
  readonly from: 'pod' | 'serviceAccount' | 'nobody';
  readonly serviceAccount: { readonly state: 'found' | 'absent' | 'unknown'; readonly why: string };
  readonly secrets: readonly ExplainedSecret[];
  /** Of the ServiceAccount, where the Pod's own list hides them. */
  readonly hidden: readonly ExplainedSecret[];
}

/** A key that the kubelet tries, in its order. */
export interface ExplainedKey {
  readonly secret: string;
  /** Rebuilt from its parts, without a login; in words where it cannot be taken apart: `a key with a blank in front`. */
  readonly key: string;
  /** `key` is words about the key. */
  readonly described: boolean;
  /** `fallback`: only because nothing matched and the image is on Docker Hub. */
  readonly via: 'key' | 'fallback';
  readonly standing: Standing;
  /** RFC 3339; '' where the credential does not tell. */
  readonly expiresAt: string;
  /** What makes one doubt it, clauses. */
  readonly notes: readonly string[];
}

export interface MissedKey {
  readonly secret: string;
  /** A clause about the key, which it names. */
  readonly why: string;
}

export interface ExplainedKeyring {
  readonly state: OutlookState;
  readonly tried: readonly ExplainedKey[];
  /** Nearest first. */
  readonly missed: readonly MissedKey[];
  /** Keys that are not listed. */
  readonly more: { readonly tried: number; readonly missed: number };
}

export interface ExplainedAnswers {
  readonly state: 'found' | 'unknown';
  /** Why it is unknown. */
  readonly why: string;
  /** The one without a credential first, then those with each credential, in the order in which the kubelet tries them. */
  readonly tries: readonly ExplainedAnswer[];
  /** Platforms of the nodes, `linux/amd64`; empty where they are not known. */
  readonly nodes: readonly string[];
}

export interface ExplainedAnswer {
  /** '' without a credential. */
  readonly secret: string;
  /** `key "ghcr.io"`, or words about it; '' without a credential. */
  readonly key: string;
  readonly result: 'pullable' | 'refused' | 'not-found' | 'rate-limited' | 'unreachable' | 'unknown';
  /** The status of a refusal, 401 or 403; else 0. */
  readonly status: number;
  /** A clause whose subject is the registry: `gives it`. */
  readonly says: string;
  /** Asked for this very report, or remembered from before. */
  readonly source: 'asked' | 'remembered';
  readonly ageSeconds: number;
  /** The same for people: `asked 3 minutes ago and remembered`. */
  readonly asked: string;
}

export interface ExplainedOthers {
  readonly state: 'found' | 'unknown';
  /** Why they are unknown. */
  readonly why: string;
  /** Secrets of the namespace that match and are not in the list. */
  readonly secrets: readonly { readonly name: string; readonly why: string }[];
  readonly more: number;
}

export interface ExplainedInjection {
  readonly on: boolean;
  readonly outcome: PlanOutcome;
  /** What a new Pod gets; empty where it is not on. */
  readonly adds: readonly string[];
  /** What it would get if injection were on; empty where it is. */
  readonly would: readonly string[];
  /** Why, or why not: clauses. */
  readonly why: readonly string[];
}

/**
 * `refused`: by the API server, whatever Pullgate says. `unknown`: what decides could not be found out. The others are
 * Pullgate's.
 */
export type Outcome = 'admitted' | 'denied' | 'refused' | 'unknown';

export interface ExplainedVerdict {
  readonly outcome: Outcome;
  /** The cluster would take it, as far as is known. */
  readonly admitted: boolean;
  /** Its images are expected not to be pullable, admitted or not. */
  readonly failing: boolean;
  /** It is a template whose Pods the API server will refuse. */
  readonly fruitless: boolean;
  readonly decision: DecisionWord;
  /** Something that decides could not be found out. */
  readonly undecided: boolean;
  readonly mode: Mode;
  /** What set the mode: the namespace's label, or a setting; '' where it made no difference. */
  readonly modeFrom: string;
  /** Why it was not judged; '' where it was. */
  readonly skipped: string;
  /** Of the webhook, besides findings. */
  readonly notes: readonly string[];
  readonly findings: readonly ExplainedFinding[];
}

export interface ExplainedFinding {
  readonly code: string;
  readonly rule: string;
  readonly action: ReportedAction;
  /** What it would have been under mode `enforce`; '' where it is that. */
  readonly weakenedFrom: string;
  readonly problem: string;
  readonly because: string;
  readonly fix: string;
  readonly operator: string;
}

/** 1: it would be denied or refused; 3: what decides could not be found out; 0: it would be admitted. */
export function explainExitCode({ verdict }: ExplainedVerdictOf): number {
  switch (verdict.outcome) {
    case 'admitted':
      return verdict.decision === 'error' ? 3 : 0;
    case 'denied':
    case 'refused':
      return 1;
    case 'unknown':
      return 3;
    default:
      return verdict.outcome satisfies never;
  }
}

/** Of several, what is certain before what is not. */
export function worstExitCode(codes: readonly number[]): number {
  return [1, 3].find((code) => codes.includes(code)) ?? 0;
}
