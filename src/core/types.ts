/**
 * The values every stage speaks in. Nothing here does anything: a value is made at the border (parsed once, trusted
 * inside), handed on read-only, and can be printed or saved as it is, because none of them holds a credential.
 */

import type { Annotations, Arrival } from './arrival.js';
import type { Basis } from './basis.js';
import type { Ignore } from './ignore.js';
import type { Asked } from './request.js';
import type { AuthEntry } from './secret/auth-entry.js';
import type { ConfigSlip } from './secret/config-slip.js';
import type { SecretMarks } from './secret/marks.js';
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
  /** `partial`: of a list, that there may be more than this. */
  | { readonly state: 'found'; readonly value: T; readonly partial?: true }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly reason: string };

// --------------------------------------------------------------------------------------------------------- secrets

/**
 * A Secret as the API server stores it. Only a border (manifests/, cluster/, facts/written/) holds one, only until `parsePullSecret`
 * has read it.
 */
export interface RawSecret extends SecretMarks {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  /** Decoded bytes per data key (`stringData` already folded in). */
  readonly data: Readonly<Record<string, Uint8Array>>;
  /** When the data was last changed, in ms since the epoch (semantics 7.6), where that is known. */
  readonly changedAt?: number;
  readonly labels?: Readonly<Record<string, string>>;
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
  /** Of a file that brings it: when. Absent where it is there already, as far as is known. */
  readonly arrival?: Arrival;
} & SecretMarks &
  (
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
  /** When the credential ends by the word of its owner (secret/said-expiry.ts), where it does not tell itself. */
  readonly saidExpiry: number | undefined;
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
  /** It is being deleted, and all that it holds. */
  readonly terminating?: true;
}

export interface ServiceAccountFacts {
  readonly namespace: string;
  readonly name: string;
  /** `imagePullSecrets` in order, empty names kept; never `secrets` (semantics 4.9). */
  readonly imagePullSecrets: readonly string[];
  /** Its `secrets`, for words only; absent where it has none. */
  readonly mountable?: readonly string[];
  /** The names of its annotations, never their values (core/credential-providers.ts); absent where it has none. */
  readonly annotationKeys?: readonly string[];
  /** Annotation `kubernetes.io/enforce-mountable-secrets: "true"` (semantics 4.6). */
  readonly enforceMountable: boolean;
}

// --------------------------------------------------------------------------------------------------------- requests

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** An AdmissionReview's request after decoding; also what `check` makes of a manifest. */
export interface Admission extends Asked {
  readonly uid: string;
  readonly kind: GroupVersionKind;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly object: unknown;
  /** Most bytes that the object has as JSON: those that it came in. Absent: it is counted by who asks. */
  readonly bytes?: number;
  /** Of an object of a file: what its comments accept (core/ignore.ts). */
  readonly ignores?: readonly Ignore[];
  /** Parsed only when asked: most verdicts never need it (design 10.1). */
  readonly oldObject: () => unknown;
}

// --------------------------------------------------------------------------------------------------------- verdicts

export type RuleAction = 'deny' | 'warn' | 'audit' | 'off';
export type FindingAction = Exclude<RuleAction, 'off'>;
export type Mode = 'enforce' | 'warn' | 'audit' | 'off';

/** What a rule wants done. One plan is made of what all of them want (plan/plan.ts), so a rule decides no name and no list. */
export type Intent =
  | { readonly do: 'edit-image'; readonly image: string; readonly note: string }
  /** A login for the registry, under a name that is free. */
  | { readonly do: 'log-in'; readonly registry: string }
  /** The secret that the list names already and that is not there. */
  | { readonly do: 'make'; readonly name: string; readonly registry: string }
  /** A secret that is there. */
  | { readonly do: 'name'; readonly secret: string }
  /** Names that the list should no longer hold. */
  | { readonly do: 'drop'; readonly secrets: readonly string[] }
  /** A secret that something renews: what does has to be looked at, and no second one made. */
  | { readonly do: 'renew'; readonly secret: string; readonly by: string }
  /** A secret that holds one login alone, whose place a new one takes. `said`: its owner wrote down when that ends. */
  | { readonly do: 'replace'; readonly secret: string; readonly server: string; readonly said: boolean }
  /** Annotations of a secret of the same files, with which it is created in time. */
  | { readonly do: 'annotate'; readonly secret: string; readonly annotations: Annotations }
  /** Annotations that the pod's own ServiceAccount lacks (core/credential-providers.ts); their values are somebody else's. */
  | { readonly do: 'annotate-account'; readonly account: string; readonly keys: readonly string[] }
  | { readonly do: 'set-account'; readonly account: string }
  | { readonly do: 'make-account'; readonly account: string };

export interface Remedy {
  readonly intents: readonly Intent[];
  /** A remark: what else would do. Where a token comes from, the plan says. */
  readonly note?: string;
}

/** One line of a fix. The words are made in one place (core/words/fix.ts), so that a test can read them back and do them. */
export type FixStep =
  /** `where`: the containers, in words; absent where the finding is about no other image. */
  | { readonly do: 'set-image'; readonly image: string; readonly note: string; readonly uses: readonly ImageUse[] }
  | { readonly do: 'create-secret'; readonly namespace: string; readonly name: string; readonly server: string }
  /** Of a Secret that holds other registries, too, which a command would take away. */
  | { readonly do: 'mend-secret'; readonly name: string; readonly server: string }
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
  /** The list of a Pod that is there cannot be changed (semantics 5.3). */
  | { readonly do: 'new-pod'; readonly path: string; readonly names: readonly string[] | 'too-many' }
  /** Nor can that of a Pod for its ephemeral containers. */
  | { readonly do: 'other-image'; readonly uses: readonly ImageUse[] }
  /** What `create-secret` makes, in the place of a secret that is there. */
  | { readonly do: 'replace-secret'; readonly namespace: string; readonly name: string; readonly server: string }
  /** The annotation with which its owner says when its login ends. */
  | { readonly do: 'say-expiry'; readonly namespace: string; readonly name: string }
  | { readonly do: 'renew-secret'; readonly namespace: string; readonly name: string; readonly by: string }
  /** A template's Secret may come later in the same apply, and then a command would say that it exists already. */
  | { readonly do: 'apply-again'; readonly names: readonly string[] }
  | { readonly do: 'annotate-secret'; readonly name: string; readonly annotations: Annotations }
  | {
      readonly do: 'annotate-account';
      readonly namespace: string;
      readonly account: string;
      readonly keys: readonly string[];
    }
  | { readonly do: 'set-service-account'; readonly path: string; readonly account: string }
  | { readonly do: 'create-service-account'; readonly namespace: string; readonly account: string };

export interface Fix {
  /** In an order that works; all of them are needed. */
  readonly steps: readonly FixStep[];
  /** In place of the last step: the same for all pods of the ServiceAccount. */
  readonly instead?: FixStep;
  readonly notes: readonly string[];
}

/** What a rule says about one image or about the pod; `Finding` (finding.ts) is this under the code of the rule. */
export interface RuleFinding {
  /** What is wrong, without the container: `no pull secret for registry.example.com`. */
  readonly problem: string;
  /** What was looked at, a clause that can follow a colon; '' where the problem says it all. */
  readonly because: string;
  readonly fix?: Remedy;
  /** The operator's way out, a sentence without the final dot; printed last. */
  readonly operator?: string;
  /** The images it is about; empty for the pod as a whole. Equal findings of several images are merged into one. */
  readonly uses: readonly ImageUse[];
  /** What it rests on (basis.ts): what does not rest on the object alone may be weakened in a dry run (design 1.4). */
  readonly basis: readonly Basis[];
  /** The strongest action this very finding may have, whatever the rule's action is. */
  readonly ceiling?: RuleAction;
  /** Raises the rule's `warn` to `deny`: failure is certain (PG105, PG305). */
  readonly certain?: boolean;
  /** A warning that another list of secrets can make certain, so that a plan which changes the list mends it as well. */
  readonly alongside?: true;
}
