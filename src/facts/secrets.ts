/** The secrets of a list of names, with few questions however many names there are. */
import { NOT_ASKED } from '../core/facts.js';
import type { ExtraFacts } from '../core/questions.js';
import type { Lookup, PullSecret } from '../core/types.js';
import { together } from './awaitable.js';
import type { ClusterState, ReadOptions } from './cluster-state.js';
import { type Steps, waitFor } from './steps.js';

/** A name that is looked up, in steps. */
export const NAME_STEPS = 10;
/** So many are asked for by name; honest objects name one to three. */
export const FEW_NAMES = 8;
/** So many names that are no pull secret of the namespace are asked for, so that one can be called absent (PG202). */
const LOOKED_FOR = 2;

export type Secrets = ReadonlyMap<string, Lookup<PullSecret>>;

/** The secrets of these names, and nothing of names that are left out: see `lookUpMany`. */
export function* readSecrets(
  names: readonly string[],
  namespace: string,
  state: ClusterState,
  read: ReadOptions,
): Steps<Secrets> {
  // An empty name is skipped by the kubelet without a word (semantics 2.1).
  const distinct = [...new Set(names)].filter((name) => name !== '');
  return distinct.length <= FEW_NAMES || state.namesCostNothing === true
    ? yield* askByName(distinct, namespace, state, read)
    : yield* lookUpMany(distinct, namespace, state, read);
}

function* askByName(
  names: readonly string[],
  namespace: string,
  state: ClusterState,
  read: ReadOptions,
): Steps<Secrets> {
  const found = yield* waitFor(together(names.map((name) => state.ask({ about: 'secret', namespace, name }, read))));
  return new Map(names.map((name, index) => [name, found[index] ?? NOT_ASKED]));
}

/**
 * The kubelet skips a name that is absent and one whose secret is of another type alike (semantics 2.1, 2.2), so a name
 * that is not among the pull secrets of the namespace may be left out without changing the verdict. The first few are
 * asked for all the same, for the words.
 */
function* lookUpMany(
  names: readonly string[],
  namespace: string,
  state: ClusterState,
  read: ReadOptions,
): Steps<Secrets> {
  const held = yield* waitFor(state.ask({ about: 'pullSecrets', namespace }, read));
  if (held.state !== 'found') {
    const unknown: Lookup<never> = held.state === 'unknown' ? held : NOT_ASKED;
    return new Map(names.map((name) => [name, unknown]));
  }
  const byName = new Map(held.value.map((secret) => [secret.name, secret]));
  const missing = names.filter((name) => !byName.has(name)).slice(0, LOOKED_FOR);
  const asked = yield* askByName(missing, namespace, state, read);
  // A secret of another type is `found`, too; only the order of the list is of meaning, and that is kept elsewhere.
  return new Map(
    names.flatMap((name): readonly (readonly [string, Lookup<PullSecret>])[] => {
      const secret = byName.get(name);
      if (secret !== undefined) return [[name, { state: 'found', value: secret }]];
      const lookup = asked.get(name);
      return lookup === undefined ? [] : [[name, lookup]];
    }),
  );
}

/** And those that the ServiceAccount lists. Such a name matters only where it is a pull secret, and those may be at hand. */
export function* withListed(
  secrets: Secrets,
  { serviceAccount, candidates }: ExtraFacts,
  namespace: string,
  state: ClusterState,
  read: ReadOptions,
): Steps<Secrets> {
  const names = serviceAccount.state === 'found' ? serviceAccount.value.imagePullSecrets : [];
  const missing = names.filter((name) => !secrets.has(name));
  const listed =
    candidates.state === 'found'
      ? pick(missing, candidates.value)
      : yield* readSecrets(missing, namespace, state, read);
  return new Map([...secrets, ...listed]);
}

function pick(names: readonly string[], candidates: readonly PullSecret[]): Secrets {
  const wanted = new Set(names);
  return new Map(
    candidates.flatMap((value) => (wanted.has(value.name) ? [[value.name, { state: 'found', value }]] : [])),
  );
}
