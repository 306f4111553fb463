/**
 * What an operator may decide about a verdict. The type and the defaults live here, because the engine needs them and
 * must stay pure; schema, environment, flags, help and docs are made from `config/schema.ts`.
 */
import type { NodeCredential } from './credential-providers.js';
import type { Mode, RuleAction } from './types.js';

export type Provider = 'auto' | 'eks' | 'gke' | 'aks' | 'openshift' | 'none';

/** A selector in the form of Kubernetes: `matchLabels` and `matchExpressions`, all of which must hold. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

/**
 * Who or what is left alone. Every given field must match; within a field one entry is enough. `namespaces`, `users`
 * and `groups` take `*` as a wildcard; `images` are matchImages patterns (semantics 3.1).
 */
export interface Exemption {
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
  readonly images?: readonly string[];
  /** Codes it is limited to; absent means all. */
  readonly rules?: readonly string[];
  readonly reason?: string;
  /** `YYYY-MM-DD` (through the end of that day, UTC) or an RFC 3339 time. */
  readonly expires?: string;
}

/** A kind besides the built-in ones that holds a pod template (a CRD). */
export interface ExtraKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Plural name, as in a URL. */
  readonly resource: string;
  /** Path to the pod template, `spec.template`; the pod spec is its `spec`. */
  readonly templatePath: string;
}

export interface Settings {
  readonly mode: Mode;
  readonly workloads: { readonly mode: Mode | 'same' };
  readonly ownedPods: {
    readonly mode: Mode;
    /** ServiceAccounts of third-party operators that count as built-in controllers: `NAMESPACE/NAME`. */
    readonly controllers: readonly string[];
  };
  /** What a finding that rests on the cluster's state may do in a dry run (design 1.4). */
  readonly dryRun: 'warn' | 'enforce';
  readonly onUnknown: 'allow' | 'deny';
  /** Action per code; codes left out have the rule's default. */
  readonly rules: Readonly<Record<string, RuleAction>>;
  readonly registries: {
    readonly public: readonly string[];
    readonly builtinPublic: boolean;
    readonly private: readonly string[];
    readonly nodeCredentials: readonly NodeCredential[];
    readonly unlisted: 'private' | 'public';
  };
  readonly images: {
    /** matchImages patterns of images that are on every node already: with IfNotPresent they need no credential (semantics 2.27). */
    readonly preloaded: readonly string[];
    /** Words that stand in templates for an image that a mutating webhook puts into the Pod; whole texts. */
    readonly filledInLater: readonly string[];
  };
  readonly credentials: {
    /** Seconds before a decoded expiry at which PG304 warns. */
    readonly expiringWithin: number;
  };
  readonly cluster: {
    readonly provider: Provider;
    /** May what runs in a namespace be looked at? */
    readonly pods: boolean;
  };
  readonly kinds: readonly ExtraKind[];
  readonly exemptions: readonly Exemption[];
  /** Does the annotation `pullgate.dev/ignore` of an object count in a cluster (`exemptions.annotations`)? */
  readonly ignoreAnnotations: boolean;
  /** Adding imagePullSecrets to Pods (design 5.1). */
  readonly injection: {
    readonly mode: 'off' | 'namespaces' | 'all';
    /** Labels of the Secrets that may be added; `{}` selects all. */
    readonly selector: LabelSelector;
    /** matchImages patterns of the images that may get one; empty: all. */
    readonly registries: readonly string[];
  };
  /** Secrets and ServiceAccounts as they are written. */
  readonly secrets: {
    /** `enforce` denies what is certain to fail; a mode of the namespace, or the global one, can only weaken it. */
    readonly mode: 'warn' | 'enforce' | 'off';
    /** Are workloads watched, so that it is known who uses a Secret? */
    readonly usage: boolean;
    /** What is done where something is deleted, or narrowed, that workloads need; known only with `usage`. */
    readonly inUse: 'warn' | 'deny';
  };
  /** What registries themselves say, where they are asked. */
  readonly probe: {
    /** May what a registry refuses be a denial? Else it warns at most: our network is not that of the nodes. */
    readonly deny: boolean;
  };
  readonly messages: {
    /** Template with `{code}`, or ''. */
    readonly help: string;
    readonly contact: string;
    readonly format: 'lines' | 'singleLine';
    /** Name other namespaces that hold an absent secret (design 4.5). */
    readonly otherNamespaces: boolean;
  };
}

export const DEFAULT_SETTINGS: Settings = {
  mode: 'enforce',
  workloads: { mode: 'same' },
  ownedPods: { mode: 'warn', controllers: [] },
  dryRun: 'warn',
  onUnknown: 'allow',
  rules: {},
  registries: { public: [], builtinPublic: true, private: [], nodeCredentials: [], unlisted: 'private' },
  images: { preloaded: [], filledInLater: ['auto'] },
  credentials: { expiringWithin: 3600 },
  cluster: { provider: 'auto', pods: true },
  kinds: [],
  exemptions: [],
  ignoreAnnotations: false,
  injection: { mode: 'off', selector: {}, registries: [] },
  secrets: { mode: 'warn', usage: false, inUse: 'warn' },
  probe: { deny: false },
  messages: { help: '', contact: '', format: 'lines', otherNamespaces: false },
};
