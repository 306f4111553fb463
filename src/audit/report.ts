/**
 * What an audit found, as a value: formats print it, the exit code is read off it. The types are the JSON report, a public
 * promise of the same family as that of `check`: fields are added, never changed or taken away, while `version` is 1.
 * docs/audit-report.schema.json is made of them and of what is said about them here.
 *
 * What grows with the cluster is `owners`: one for each object that a person edits and that something is wrong with. What is
 * fine is counted and not kept.
 */

import type { ProbeSummary } from '../core/probe-summary.js';

export interface AuditReport {
  readonly version: 1;
  readonly kind: 'audit';
  /** When it was asked, RFC 3339 in UTC. */
  readonly taken: string;
  /** Which cluster, in words. */
  readonly cluster: string;
  /** Namespaces that were looked into; absent: all. */
  readonly only?: readonly string[];
  /** What was judged by; absent where the source can hold none. */
  readonly policy?: AuditPolicy;
  readonly summary: AuditSummary;
  /** Those with a finding or something undecided, the worst first, then those behind which most Pods stand. */
  readonly owners: readonly AuditOwner[];
  /** Equal causes folded, the worst first, then the most owners. */
  readonly causes: readonly AuditCause[];
  /** Registries and namespaces that findings are about, in the same order. */
  readonly registries: readonly AuditGroup[];
  readonly namespaces: readonly AuditGroup[];
  /** Registry by namespace, sparse. */
  readonly matrix: readonly AuditCell[];
  /** Credentials that end, the first to end first. */
  readonly credentials: readonly AuditCredential[];
  /** What could not be read: nobody knows what it holds. */
  readonly unread: readonly AuditUnread[];
  /** Commands that end many findings at once, those that end most first. */
  readonly fixes: readonly AuditFix[];
  /** What would fail if every node were new; absent where it was not asked for (`--drain`). */
  readonly drain?: AuditDrain;
  /** What became of the reports in the cluster; absent where none were asked for (`--reports`). */
  readonly reports?: AuditReports;
  /** What became of asking registries; absent where none were (`--probe`). */
  readonly probe?: ProbeSummary;
}

/** The same as in the report of `check`. */
export interface AuditPolicy {
  readonly from: 'cluster' | 'snapshot' | 'file' | 'defaults';
  /** `ConfigMap pullgate/pullgate`, or the file; '' for the defaults. */
  readonly name: string;
  /** Flags and variables that lie over it, by name. */
  readonly over: readonly string[];
  readonly mode: 'enforce' | 'warn' | 'audit' | 'off';
  /** Why it had to be assumed, a clause; '' where it is the one that counts. */
  readonly assumed: string;
  /** Nobody could tell whether there is another one. */
  readonly unknown: boolean;
}

export type AuditAction = 'deny' | 'warn' | 'audit';
/** `allow`: nothing but what could not be decided. */
export type AuditDecision = AuditAction | 'allow';
export type AuditContainerKind = 'container' | 'init' | 'sidecar' | 'ephemeral' | 'imageVolume';

export interface AuditObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface AuditSummary {
  /** Pods that were looked at, those that have ended aside. */
  readonly pods: number;
  /** Objects to edit that were found: workloads, and owners of Pods. */
  readonly owners: number;
  /** Pods that have ended, and objects that are being deleted: nothing of theirs is pulled again. */
  readonly ended: number;
  /** Objects that the policy leaves alone. */
  readonly skipped: number;
  /** Owners by what the policy as it is does about them. */
  readonly decisions: AuditDecisions;
  /** Owners that would be denied under `mode: enforce`, their Pods included. */
  readonly enforced: number;
  /** Pods that stand behind those. */
  readonly enforcedPods: number;
  readonly findings: number;
  /** Findings by action. */
  readonly deny: number;
  readonly warn: number;
  readonly audit: number;
  /** Owners with something that could not be decided. */
  readonly unknown: number;
  /** Each reason for that once, with how many owners it concerns. */
  readonly unknownReasons: readonly { readonly reason: string; readonly objects: number }[];
}

export interface AuditDecisions {
  readonly deny: number;
  readonly warn: number;
  readonly audit: number;
  readonly allow: number;
}

/** The object that a person edits: a Deployment, not its ReplicaSet and its Pods. */
export interface AuditOwner {
  readonly object: AuditObject;
  /** Where it stands; '' and 0 for what is in a cluster. */
  readonly file: string;
  readonly line: number;
  /**
   * `object`: it was judged itself. `pods`: only what it makes was, because nobody knows where such an owner has its
   * template, or it could not be read.
   */
  readonly judged: 'object' | 'pods';
  /** Pods that stand behind it; 1 for a Pod that stands alone. */
  readonly pods: number;
  readonly decision: AuditDecision;
  /** Would be denied under `mode: enforce`, or its Pods would. */
  readonly enforced: boolean;
  /** Worst first. */
  readonly findings: readonly AuditFinding[];
  /** What could not be decided, and why. Not part of `findings`. */
  readonly unknown: readonly AuditFinding[];
}

export interface AuditFinding {
  readonly code: string;
  /** Slug of the rule. */
  readonly rule: string;
  /** What the policy as it is does. */
  readonly action: AuditAction;
  /** What `mode: enforce` would do; a mode, an owner or a dry run can only weaken. */
  readonly enforced: AuditAction;
  readonly problem: string;
  /** '' where the problem says it all. */
  readonly because: string;
  /** What to do, in lines; '' where there is nothing. */
  readonly fix: string;
  /** The operator's way out, a sentence; '' where there is none. */
  readonly operator: string;
  /** Where it is seen: in the object, in Pods that stand behind it, or in both. */
  readonly seen: 'object' | 'pods' | 'both';
  /** Pods in which it is seen. */
  readonly pods: number;
  /** The first 256; empty for the pod as a whole. */
  readonly containers: readonly AuditContainer[];
}

export interface AuditContainer {
  readonly kind: AuditContainerKind;
  readonly name: string;
  readonly image: string;
  /** `docker.io`; '' where the image does not parse. */
  readonly registry: string;
  /** Full name without tag and digest: `docker.io/library/nginx`; '' where the image does not parse. */
  readonly repository: string;
  /** In the object, or in the Pod where only Pods were judged: `spec.template.spec.containers[0].image`. */
  readonly path: string;
}

/** Findings with the same code and the same words, whatever they are about. */
export interface AuditCause {
  readonly code: string;
  readonly rule: string;
  /** The strongest of them. */
  readonly action: AuditAction;
  readonly enforced: AuditAction;
  readonly problem: string;
  readonly findings: number;
  readonly owners: number;
  /** Pods that stand behind those. */
  readonly pods: number;
  readonly namespaces: number;
  /** The first of them, as an example. */
  readonly example: AuditObject;
}

export interface AuditGroup {
  /** Of a registry, or of a namespace. */
  readonly name: string;
  readonly findings: number;
  /** Findings that `mode: enforce` would deny. */
  readonly enforced: number;
  readonly owners: number;
  readonly pods: number;
}

export interface AuditCell {
  readonly registry: string;
  readonly namespace: string;
  readonly findings: number;
  readonly enforced: number;
}

/** When a login ends. Never the login. */
export interface AuditCredential {
  readonly namespace: string;
  readonly secret: string;
  /** The key of the entry, as messages show it. */
  readonly registry: string;
  /** RFC 3339 in UTC. */
  readonly expires: string;
  /**
   * `stated`: the token says so. `lifetime`: its kind always lives so long from when its data was last changed. `annotated`:
   * the annotation `pullgate.dev/expires-at` of the Secret says so.
   */
  readonly by: 'stated' | 'lifetime' | 'annotated';
  readonly expired: boolean;
  /** The controller that made the Secret, where one is known. */
  readonly madeBy?: string;
}

export interface AuditUnread {
  /** `deployments`, `secrets of namespace shop`. */
  readonly what: string;
  readonly reason: string;
}

export interface AuditFix {
  readonly namespace: string;
  /** The ServiceAccount that is changed; absent where only Secrets are. */
  readonly serviceAccount?: string;
  /** Commands, in an order that works. */
  readonly lines: readonly string[];
  /** Findings that end, of all of this report. */
  readonly findings: number;
  readonly owners: number;
  readonly pods: number;
}

/** Reports that other tools read: one object in each namespace with findings. */
export interface AuditReports {
  /** `openreports.io` or `wgpolicyk8s.io`; '' where there is neither. */
  readonly group: string;
  /** Made, or brought up to date. */
  readonly written: number;
  /** Taken away, because nothing is wrong in their namespace any more. */
  readonly deleted: number;
  /** That should have been written or taken away, and were not. */
  readonly failed: number;
  /** Findings that did not fit into the report of their namespace. */
  readonly leftOut: number;
  /** Why not all or none were written, a clause; '' where all were. */
  readonly reason: string;
}

// --------------------------------------------------------------------------------------------------------------- drain

/** What would fail if every node were new: Pods that run an image which they could not pull again. */
export interface AuditDrain {
  /** Pods with a container that would not start. */
  readonly pods: number;
  /** Others that start only where their image is on the new node already: `imagePullPolicy: Never`. */
  readonly never: number;
  /** Pods that were looked at: those with a container whose image is on its node. */
  readonly looked: number;
  /** Where `pods` are now; those that only need an image that is there are not among them. */
  readonly nodes: readonly AuditDrainPlace[];
  readonly namespaces: readonly AuditDrainPlace[];
  readonly owners: readonly AuditDrainOwner[];
  readonly verification: AuditVerification;
}

export interface AuditDrainPlace {
  readonly name: string;
  /** Pods that would fail. */
  readonly pods: number;
}

export interface AuditDrainOwner {
  readonly object: AuditObject;
  readonly pods: number;
  readonly nodes: readonly string[];
  readonly images: readonly AuditDrainImage[];
}

export interface AuditDrainImage {
  readonly image: string;
  readonly container: string;
  readonly pods: number;
  /** The code of what stops the pull; '' for `never`. */
  readonly code: string;
  /**
   * `credential`: it is missing, expired or stale. `never`: `imagePullPolicy: Never`, so that the image must be on the node
   * before.
   */
  readonly why: 'credential' | 'never';
  /** A clause: `the credential for ghcr.io has expired`. */
  readonly problem: string;
  /** Only because the policy takes a registry that nobody listed for private (`registries.unlisted`). */
  readonly assumed: boolean;
  readonly fix: string;
}

/** Whether kubelets give an image that is there to a Pod without its credential (KEP-2535). */
export interface AuditVerification {
  /** Version of the API server; '' where it is not known. */
  readonly server: string;
  /** Of the nodes, by version, the oldest first. */
  readonly kubelets: readonly { readonly version: string; readonly nodes: number }[];
  /** Nodes whose kubelet verifies by default (1.35 and later); absent where the nodes could not be read. */
  readonly verifying?: number;
  /** What follows, a sentence. */
  readonly words: string;
}
