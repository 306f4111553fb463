/**
 * The kubelet's keyring over the pull secrets of one pod (semantics 2.20 to 2.23; pkg/credentialprovider/keyring.go).
 * It promises the credentials that the kubelet would try for a repository, in its order. Malformed secrets are not in
 * it, though one of them alone makes the kubelet give up (2.5): that is for the rules to say.
 *
 * Two keys of one secret that normalise alike are tried in random order by the kubelet, in document order here.
 */
import type { AuthEntry, CredentialMatch, PullSecret } from '../types.js';
import { type Address, addressesMatch, parseAddress } from './address.js';
import { fromText } from './byte-string.js';

export interface Keyring {
  /** `repository` is the full name without tag and digest (1.13). */
  readonly lookup: (repository: string) => readonly CredentialMatch[];
  /**
   * What each secret of the list would give if it were alone, by its position: its own matching keys in the kubelet's
   * order, else its fallback. Only secrets that give something.
   */
  readonly lookupEach: (repository: string) => ReadonlyMap<number, readonly CredentialMatch[]>;
}

/** keyring.go defaultRegistryHost. */
const FALLBACK_KEY = 'index.docker.io';

/** All credentials of one normalised key. */
interface Slot {
  readonly pattern: Address;
  /** Order of the key, compared as bytes. */
  readonly order: string;
  readonly matches: CredentialMatch[];
}

/** Nothing to match: the repository need not even be parsed. */
const EMPTY: Keyring = { lookup: () => [], lookupEach: () => new Map() };

export function createKeyring(secrets: readonly PullSecret[]): Keyring {
  if (secrets.length === 0) return EMPTY;
  const slots = new Map<string, Slot>();
  for (const [secretIndex, secret] of secrets.entries()) {
    for (const { key, pattern, order, entry, entryIndex } of readKeys(secret)) {
      const slot = slots.get(key) ?? { pattern, order, matches: [] };
      slots.set(key, slot);
      slot.matches.push({
        secret: secret.name,
        secretIndex,
        entryIndex,
        entry,
        via: 'key',
        changedAt: secret.changedAt,
      });
    }
  }
  return {
    lookup: (repository) => lookup(slots, repository),
    lookupEach: (repository) => lookupEach(slots, repository),
  };
}

interface ReadKey {
  readonly key: string;
  readonly pattern: Address;
  readonly order: string;
  readonly entry: AuthEntry;
  readonly entryIndex: number;
}

const keysOf = new WeakMap<PullSecret, readonly ReadKey[]>();

/** The keys of a secret, parsed once for as long as the secret is kept: most reviews meet secrets that were met before. */
function readKeys(secret: PullSecret): readonly ReadKey[] {
  const known = keysOf.get(secret);
  if (known !== undefined) return known;
  const keys = entriesOf(secret).flatMap((entry, entryIndex): readonly ReadKey[] => {
    const key = entry.normalized;
    const pattern = key === null ? undefined : parseAddress(key);
    // A key that is itself no URL any more (2.18d can do that) never matches, so it is not kept.
    return key === null || pattern === undefined ? [] : [{ key, pattern, order: fromText(key), entry, entryIndex }];
  });
  keysOf.set(secret, keys);
  return keys;
}

function entriesOf(secret: PullSecret): readonly AuthEntry[] {
  return secret.form === 'dockerconfigjson' || secret.form === 'dockercfg' ? secret.entries : [];
}

/** keyring.go Lookup: all matching keys in descending byte order; Docker Hub's own key only where none matched (2.22). */
function lookup(slots: ReadonlyMap<string, Slot>, repository: string): readonly CredentialMatch[] {
  const matching = matchingSlots(slots, repository);
  const [only] = matching;
  if (only !== undefined && matching.length === 1) return only.matches;
  if (matching.length > 0) return matching.flatMap((slot) => slot.matches);
  return fallbacks(slots, repository);
}

function lookupEach(
  slots: ReadonlyMap<string, Slot>,
  repository: string,
): ReadonlyMap<number, readonly CredentialMatch[]> {
  const each = new Map<number, CredentialMatch[]>();
  for (const { matches } of matchingSlots(slots, repository)) add(each, matches);
  // A secret with a key of its own for the repository has no fallback.
  const rest = fallbacks(slots, repository).filter(({ secretIndex }) => !each.has(secretIndex));
  add(each, rest);
  return each;
}

function add(each: Map<number, CredentialMatch[]>, matches: readonly CredentialMatch[]): void {
  for (const match of matches) {
    const known = each.get(match.secretIndex);
    if (known === undefined) each.set(match.secretIndex, [match]);
    else known.push(match);
  }
}

function matchingSlots(slots: ReadonlyMap<string, Slot>, repository: string): readonly Slot[] {
  const target = parseAddress(repository);
  if (target === undefined) return [];
  const matching: Slot[] = [];
  for (const slot of slots.values()) if (addressesMatch(slot.pattern, target)) matching.push(slot);
  return matching.length < 2 ? matching : matching.sort((a, b) => (a.order < b.order ? 1 : -1));
}

function fallbacks(slots: ReadonlyMap<string, Slot>, repository: string): readonly CredentialMatch[] {
  if (!isDockerHub(repository)) return [];
  return (slots.get(FALLBACK_KEY)?.matches ?? []).map((match) => ({ ...match, via: 'fallback' }));
}

/** keyring.go isDefaultRegistryMatch: also true of `localhost/app` and `MYREG/app`, which are not on Docker Hub. */
export function isDockerHub(repository: string): boolean {
  const slash = repository.indexOf('/');
  const first = slash === -1 ? repository : repository.slice(0, slash);
  if (first === '') return false;
  if (slash === -1 || first === 'docker.io' || first === FALLBACK_KEY) return true;
  return !/[.:]/.test(first);
}

/** Whether the kubelet would use the key for the repository, the fallback aside (2.20; keyring.go URLsMatchStr). */
export function keyMatches(normalizedKey: string, repository: string): boolean {
  const pattern = parseAddress(normalizedKey);
  const target = parseAddress(repository);
  return pattern !== undefined && target !== undefined && addressesMatch(pattern, target);
}
