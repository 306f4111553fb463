import { bestOf, type Choice } from '../choice.js';
import type { PullSecret } from '../types.js';
import { type CauseContext, type CauseKind, effectiveNames, type Named, NEVER, named } from './cause.js';

export type WrongAccount = { readonly code: 'PG403'; readonly account: string } & Named;

/** Another ServiceAccount of the namespace brings a secret that matches: the first by name, and its best secret. */
export const wrongAccount: CauseKind<WrongAccount> = {
  code: 'PG403',
  of: 'lacking',
  wants: ['candidates', 'serviceAccounts', 'serviceAccount'],
  prepare: (context) => {
    const { facts, candidates } = context;
    // With a list of its own the pod would not get the other account's secrets either (semantics 4.2).
    if (effectiveNames(facts).length > 0 || facts.serviceAccounts.state !== 'found') return NEVER;
    let listing: Listing | undefined;
    return ({ reference }) => {
      const ring = candidates();
      if (ring === undefined) return undefined;
      listing ??= listingOf(context, ring.secrets);
      const each = ring.each(reference.repository);
      const bestAmong = (indexes: readonly number[]): Choice | undefined =>
        bestOf(new Map(indexes.map((index) => [index, each.get(index) ?? []])), ring.secrets, facts);
      let account: string | undefined;
      for (const index of each.keys()) {
        const lister = listing.firstFor.get(index);
        const isEarlier = lister !== undefined && (account === undefined || lister < account);
        if (isEarlier && bestAmong([index]) !== undefined) account = lister;
      }
      if (account === undefined) return undefined;
      const theirs = listing.listOf.get(account) ?? [];
      const secret = bestAmong(theirs.filter((index) => each.has(index)));
      return secret === undefined ? undefined : { code: 'PG403', account, ...named(secret) };
    };
  },
};

interface Listing {
  /** Of a candidate, by its position: the first account, by name, that lists it. */
  readonly firstFor: ReadonlyMap<number, string>;
  /** What such an account lists, as positions. */
  readonly listOf: ReadonlyMap<string, readonly number[]>;
}

/** The other accounts whose pods can pull at all: one malformed secret in the list stops that (semantics 2.5). */
function listingOf({ facts, subject, budget }: CauseContext, secrets: readonly PullSecret[]): Listing {
  const accounts = facts.serviceAccounts.state === 'found' ? facts.serviceAccounts.value : [];
  const positions = new Map(secrets.map((secret, index) => [secret.name, index]));
  const firstFor = new Map<number, string>();
  const listOf = new Map<string, readonly number[]>();
  for (const { name, imagePullSecrets } of accounts) {
    budget.steps += 1 + (imagePullSecrets.length >> 1);
    if (name === subject.serviceAccountName) continue;
    const indexes: number[] = [];
    let canPull = true;
    for (const each of imagePullSecrets) {
      const index = positions.get(each);
      if (index === undefined) continue;
      canPull &&= secrets[index]?.form !== 'malformed';
      indexes.push(index);
    }
    if (!canPull || indexes.length === 0) continue;
    listOf.set(name, indexes);
    for (const index of indexes) {
      const first = firstFor.get(index);
      if (first === undefined || name < first) firstFor.set(index, name);
    }
  }
  return { firstFor, listOf };
}
