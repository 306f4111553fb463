/**
 * The values every stage speaks in. Nothing here does anything: a value is made at the border (parsed once, trusted
 * inside), handed on read-only, and can be printed or saved as it is, because none of them holds a credential.
 */

import type { AuthEntry } from './secret/auth-entry.js';
import type { ConfigSlip } from './secret/config-slip.js';
import type { ImageUse } from './subject-types.js';

export type { ImageErrorCode, ImageReference, ParsedImage } from './image/reference.js';
export type { AuthEntry, CredentialFlaw, LoginClass } from './secret/auth-entry.js';
export type { ConfigSlip } from './secret/config-slip.js';
export type {
  ContainerKind,
  ImageUse,
  PodSubject,
  PullPolicy,
  Subject,
  TemplateSubject,
} from './subject-types.js';

/** The answer of somebody who may not know. `absent` means "asked, and it is not there"; `unknown` means "could not ask". */
export type Lookup<T> =
  | { readonly state: 'found'; readonly value: T }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly reason: string };

// --------------------------------------------------------------------------------------------------------- secrets

/**
 * A Secret as the API server stores it. Only a border (manifests/, cluster/) holds one, only until `parsePullSecret`
 * has read it.
 */
export interface RawSecret {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  /** Decoded bytes per data key (`stringData` already folded in). */
  readonly data: Readonly<Record<string, Uint8Array>>;
  /** When the data was last changed, in ms since the epoch (semantics 7.6), where that is known. */
  readonly changedAt?: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** The controller that made it (secret/makers.ts). */
  readonly madeBy?: string;
}

/** Why the kubelet refuses a whole secret (semantics 2.5 to 2.13). Words, never a quote of the data. */
export interface SecretFault {
  readonly code: 'syntax' | 'type' | 'base64' | 'no-colon';
  /** Where, as a path inside the document with keys shown as `AuthEntry.key` has them: `auths["ghcr.io"].auth`; '' for the whole. */
  readonly path: string;
  /** A short clause: `"auth" is not valid base64`. */
  readonly why: string;
}

/** A Secret as the kubelet's keyring sees it (semantics 2.2, 2.5). */
export type PullSecret = {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  readonly changedAt?: number;
  /** Never empty: most secrets have none, and a hundred thousand of them are held. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The controller that made it, by a name of secret/makers.ts; absent where a person did, or nothing tells. */
  readonly madeBy?: string;
} & (
  | {
      /** Parsed; its entries in document order after Go's merging of duplicates. */
      readonly form: 'dockerconfigjson' | 'dockercfg';
      readonly entries: readonly AuthEntry[];
      /** `credsStore` or `credHelpers` were there: Docker Desktop's config, whose passwords live elsewhere. */
      readonly usesHelper: boolean;
      /** Its parts stand in the wrong place, so that no host is found in it (secret/config-slip.ts). */
      readonly slip?: ConfigSlip;
      /** It is oversized, and this is what it holds for the images that were asked about: so many entries are left out. */
      readonly omitted?: number;
    }
  /**
   * Well-formed, with more entries or longer keys than are held (secret/oversized.ts). What it holds for an image is
   * asked of `ClusterState.secretFor`.
   */
  | { readonly form: 'oversized'; readonly count: number }
  /** The kubelet refuses every pull of a pod that names it (semantics 2.5). */
  | { readonly form: 'malformed'; readonly fault: SecretFault }
  /** Skipped without a word (semantics 2.2): wrong type, or the type's own data key is missing or empty. */
  | {
      readonly form: 'unusable';
      readonly why: 'type' | 'key-missing' | 'key-empty';
      /** A data key that does hold a docker config, with what it would match if type and key were right. */
      readonly holds?: {
        readonly dataKey: string;
        readonly entries: readonly AuthEntry[];
        /** It is base64 within base64: it would have to be decoded first. */
        readonly encodedTwice?: true;
      };
    }
);

/** One credential the kubelet would try for an image. */
export interface CredentialMatch {
  readonly secret: string;
  /** Position of the secret in the list that was given, and of the entry in the secret. */
  readonly secretIndex: number;
  readonly entryIndex: number;
  readonly entry: AuthEntry;
  /** `fallback`: only because nothing matched and the image is on Docker Hub (semantics 2.22). */
  readonly via: 'key' | 'fallback';
  /** When the data of the secret was last changed, in ms since the epoch, where known. */
  readonly changedAt: number | undefined;
}

/** Why the closest key does not match (see secret/near-miss.ts for the classes and their sentences). */
export interface NearMiss {
  readonly kind: string;
  readonly secret: string;
  /** As `AuthEntry.key` has it. */
  readonly key: string;
  /** One clause without the secret's name: `key "ghcr.io/org/" …`. */
  readonly why: string;
  /** Smaller is nearer; ties are broken by secret and key. */
  readonly distance: number;
}

// ------------------------------------------------------------------------------------------------------------ facts

export interface NamespaceFacts {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /**
   * The labels are those of memory, and why they could not be asked for anew. A denial on the object alone stands under
   * them, one that rests on the cluster does not (design 7.10).
   */
  readonly unconfirmed?: string;
}

export interface ServiceAccountFacts {
  readonly namespace: string;
  readonly name: string;
  /** `imagePullSecrets` in order, empty names kept; never `secrets` (semantics 4.9). */
  readonly imagePullSecrets: readonly string[];
  /** Its `secrets`, for words only; absent where it has none. */
  readonly mountable?: readonly string[];
  /** Annotation `kubernetes.io/enforce-mountable-secrets: "true"` (semantics 4.6). */
  readonly enforceMountable: boolean;
}

/** Everything a decision rests on besides the request and the settings. Plain data: print it, save it, replay it. */
export interface Facts {
  /** ms since the epoch. */
  readonly now: number;
  readonly namespace: Lookup<NamespaceFacts>;
  /** The ServiceAccount of the pod or template. */
  readonly serviceAccount: Lookup<ServiceAccountFacts>;
  /** The list that the kubelet will use: names in order, or unknown when it is the ServiceAccount's and that is unknown. */
  readonly effective: Lookup<EffectiveSecrets>;
  /** Each named secret of the effective list and of the ServiceAccount's. */
  readonly secrets: ReadonlyMap<string, Lookup<PullSecret>>;
  /** All pull secrets of the namespace, for causes and fixes; unknown where they may not be listed. */
  readonly candidates: Lookup<readonly PullSecret[]>;
  readonly serviceAccounts: Lookup<readonly ServiceAccountFacts[]>;
  /** Other namespaces in which an absent name exists; empty unless the operator allows that hint. */
  readonly elsewhere: ReadonlyMap<string, readonly string[]>;
}

export interface EffectiveSecrets {
  readonly names: readonly string[];
  readonly from: 'pod' | 'serviceAccount';
}

// --------------------------------------------------------------------------------------------------------- requests

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** An AdmissionReview's request after decoding; also what `check` makes of a manifest. */
export interface Admission {
  readonly uid: string;
  readonly operation: string;
  readonly kind: GroupVersionKind;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly user: string;
  readonly groups: readonly string[];
  readonly dryRun: boolean;
  /**
   * The object comes from a file and has not been through admission: the ServiceAccount's list is applied first
   * (semantics 4.2).
   */
  readonly fromFile: boolean;
  readonly object: unknown;
  /** Parsed only when asked: most verdicts never need it (design 10.1). */
  readonly oldObject: () => unknown;
}

// --------------------------------------------------------------------------------------------------------- verdicts

export type RuleAction = 'deny' | 'warn' | 'audit' | 'off';
export type Mode = 'enforce' | 'warn' | 'audit' | 'off';

/** One step of a fix. The words are made in one place (core/words/fix.ts), so that a test can read them back and do them. */
export type FixStep =
  | { readonly do: 'set-image'; readonly image: string; readonly note: string }
  /** `named`: the object names this very secret already; otherwise any free name will do. */
  | {
      readonly do: 'create-secret';
      readonly namespace: string;
      readonly name: string;
      readonly server: string;
      readonly named: boolean;
    }
  /** `names` is the whole list, where it can be printed; `add` and `remove` are what this fix changes about it. */
  | {
      readonly do: 'set-pull-secrets';
      readonly path: string;
      readonly names: readonly string[] | 'too-many';
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | {
      readonly do: 'set-account-secrets';
      readonly namespace: string;
      readonly account: string;
      readonly names: readonly string[];
    }
  /** `secret` is what the account brings, for the case that the object needs a list of its own after all. */
  | { readonly do: 'set-service-account'; readonly path: string; readonly account: string; readonly secret: string }
  | { readonly do: 'create-service-account'; readonly namespace: string; readonly account: string }
  | { readonly do: 'recreate-pod' };

export interface Fix {
  readonly steps: readonly FixStep[];
  /** A remark after the steps: where to get a token, what else would do. */
  readonly note?: string;
}

/** What a rule says about one image or about the pod. Equal problems of several images are merged when worded. */
export interface Finding {
  readonly code: string;
  /** What is wrong, without the container: `no pull secret for registry.example.com`. */
  readonly problem: string;
  /** What was looked at, a clause that can follow a colon; '' where the problem says it all. */
  readonly because: string;
  readonly fix?: Fix;
  /** The operator's way out, a sentence without the final dot; printed last. */
  readonly operator?: string;
  /** The images it is about; empty for the pod as a whole. Equal findings of several images are merged into one. */
  readonly uses: readonly ImageUse[];
  /** `object`: decided by the object alone. `cluster`: rests on the state of the cluster (dry run, design 1.4). */
  readonly basis: 'object' | 'cluster';
  /** The strongest action this very finding may have, whatever the rule's action is. */
  readonly ceiling?: RuleAction;
  /** Raises the rule's `warn` to `deny`: failure is certain (PG305). */
  readonly certain?: boolean;
}

/** A finding after rule actions, exemptions, ownership, dry run and mode. */
export interface JudgedFinding extends Finding {
  readonly action: Exclude<RuleAction, 'off'>;
  /** What it would have been, where dry run or mode weakened it. */
  readonly weakenedFrom?: 'deny' | 'warn';
  readonly weakenedBy?: 'dryRun' | 'mode' | 'owner' | 'unchanged' | 'unknown';
}
