/**
 * How much is held of what a namespace holds. Whoever may write there can store as much as etcd takes, so the larger part
 * of it may have to be left out: such an object is known, and read anew when it is needed. Both a list that is under way
 * and a store keep to the bound.
 */
import { fitsLabels, leastOf } from '../core/secret/oversized.js';
import type { NamespaceFacts, PullSecret, ServiceAccountFacts } from '../core/types.js';
import type { WorkloadUse } from '../core/workload-use.js';
import { convertNamespace, convertServiceAccount, type Kept } from './convert.js';

export interface Bounds<T> {
  /** Bytes that the parts of it take up whose size its owner chooses; roughly. */
  readonly weigh: (value: T) => number;
  /** The same object with as little as possible. */
  readonly thin: (kept: Kept<T>) => Kept<T>;
}

/** Bytes per namespace: 30 secrets as large as they may be, or some thousand of the usual size. */
export const MOST_PER_NAMESPACE = 2 * 1024 * 1024;
/** A text holds two bytes for a character where one of them is beyond Latin-1. */
const PER_CHARACTER = 2;
const PER_ENTRY = 200;
const PER_NAME = 24;

export const SECRET_BOUNDS: Bounds<PullSecret> = {
  weigh: (secret) => weighLabels(secret.labels) + weighForm(secret),
  thin: (kept) => (kept.value === undefined ? kept : { ...kept, value: leastOf(kept.value), isThin: true }),
};

function weighForm(secret: PullSecret): number {
  switch (secret.form) {
    case 'dockerconfigjson':
    case 'dockercfg':
      return secret.entries.reduce(
        (sum, { key, normalized }) => sum + PER_ENTRY + PER_CHARACTER * (key.length + (normalized?.length ?? 0)),
        0,
      );
    case 'malformed':
    case 'unusable':
    case 'oversized':
      return 0;
    default:
      return secret satisfies never;
  }
}

function weighLabels(labels: Readonly<Record<string, string>> | undefined): number {
  return Object.entries(labels ?? {}).reduce(
    (sum, [name, value]) => sum + PER_NAME + PER_CHARACTER * (name.length + value.length),
    0,
  );
}

export const ACCOUNT_BOUNDS: Bounds<ServiceAccountFacts> = {
  weigh: ({ imagePullSecrets, annotationKeys = [] }) => weighNames(imagePullSecrets) + weighNames(annotationKeys),
  thin: withoutValue,
};

/** Its texts are held once for all, so this is more than it takes. */
export const WORKLOAD_BOUNDS: Bounds<WorkloadUse> = {
  weigh: ({ imagePullSecrets, repositories }) => weighNames(imagePullSecrets) + weighNames(repositories),
  thin: withoutValue,
};

function weighNames(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + PER_NAME + PER_CHARACTER * name.length, 0);
}

export function withoutValue<T>({ namespace, name, uid, version }: Kept<T>): Kept<T> {
  return { namespace, name, uid, version };
}

const MOST_NAMES = 256;
const MOST_NAME_CHARACTERS = 16_384;

/** Of a ServiceAccount with a list, or with annotations, that nobody would write, only that it is there. */
export function boundedAccount(object: unknown): Kept<ServiceAccountFacts> | undefined {
  const kept = convertServiceAccount(object);
  const { imagePullSecrets = [], annotationKeys = [] } = kept?.value ?? {};
  const names = [...imagePullSecrets, ...annotationKeys];
  const size = names.reduce((sum, name) => sum + name.length, 0);
  return kept !== undefined && (names.length > MOST_NAMES || size > MOST_NAME_CHARACTERS) ? withoutValue(kept) : kept;
}

/** The same for a Namespace with more labels than anybody selects by. */
export function boundedNamespace(object: unknown): Kept<NamespaceFacts> | undefined {
  const kept = convertNamespace(object);
  return kept === undefined || fitsLabels(kept.value?.labels) ? kept : withoutValue(kept);
}

// ------------------------------------------------------------------------------------------------------------ namespaces

/** What is held of each namespace, in the measure of `Bounds`. */
export interface Ledger<T> {
  /** What is to be held of it, in the place of what was held before. */
  admit(kept: Kept<T>, before?: Kept<T>): Kept<T>;
  release(kept: Kept<T>): void;
}

/** @param most bytes per namespace */
export function createLedger<T>(bounds: Bounds<T> | undefined, most = MOST_PER_NAMESPACE): Ledger<T> {
  if (bounds === undefined) return { admit: (kept) => kept, release: () => {} };
  const held = new Map<string, number>();
  const weightOf = ({ value }: Kept<T>): number => (value === undefined ? 0 : bounds.weigh(value));

  function add(namespace: string, weight: number): void {
    const sum = (held.get(namespace) ?? 0) + weight;
    if (sum > 0) held.set(namespace, sum);
    else held.delete(namespace);
  }

  return {
    admit(kept, before) {
      if (before !== undefined) add(before.namespace, -weightOf(before));
      const weight = weightOf(kept);
      const fits = weight === 0 || (held.get(kept.namespace) ?? 0) + weight <= most;
      const admitted = fits ? kept : bounds.thin(kept);
      add(kept.namespace, weightOf(admitted));
      return admitted;
    },
    release: (kept) => add(kept.namespace, -weightOf(kept)),
  };
}

/** For one list after the other: what is to be held of each item, which is what a store of these alone would hold. */
export function boundList<T>(bounds: Bounds<T>): () => (kept: Kept<T>) => Kept<T> {
  return () => {
    const ledger = createLedger(bounds);
    return (kept) => ledger.admit(kept);
  };
}
