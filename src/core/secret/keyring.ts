/**
 * The kubelet's keyring over the pull secrets of one pod (semantics 2.20 to 2.23; pkg/credentialprovider/keyring.go).
 * It promises the credentials that the kubelet would try for a repository, in its order. Malformed secrets are not in
 * it, though one of them alone makes the kubelet give up (semantics 2.5): that is for the rules to say.
 *
 * Two keys of one secret that normalise alike are tried in random order by the kubelet, in document order here.
 */

import { type Meter, TURN_STEPS } from '../budget.js';
import { createHeld, createPool } from '../memory.js';
import { type InParts, wholly } from '../parts.js';
import type { AuthEntry, CredentialMatch, PullSecret } from '../types.js';
import { type Address, addressesMatch, parseAddress } from './address.js';
import { type AddressIndex, createAddressIndex } from './address-index.js';
import { fromText } from './byte-string.js';

export interface Keyring {
  /** `repository` is the full name without tag and digest (semantics 1.13). `meter` is told how much was looked at. */
  readonly lookup: (repository: string, meter?: Meter) => readonly CredentialMatch[];
  /**
   * What each secret would give if it were the only one: its own matching keys in the kubelet's order, else its fallback.
   * By the position of the secret in the list; secrets that give nothing are not in it.
   */
  readonly lookupEach: (repository: string, meter?: Meter) => ReadonlyMap<number, readonly CredentialMatch[]>;
}

/** keyring.go defaultRegistryHost. */
export const FALLBACK_KEY = 'index.docker.io';

/** What a repository finds, and in how many steps. */
interface Found {
  readonly matches: readonly CredentialMatch[];
  readonly steps: number;
}

/** Of all keyrings together: there is one for each secret and list that was asked, and each is asked about few images. */
const REMEMBERED = createPool(20_000);

/** All credentials of one normalised key. */
interface Slot {
  /** Order of the key, compared as bytes. */
  readonly order: string;
  readonly matches: CredentialMatch[];
}

/** Nothing to match: the repository need not even be parsed. */
const EMPTY: Keyring = { lookup: () => [], lookupEach: () => new Map() };

/** Keys of all secrets whose keyrings are kept: some ten megabytes. A cluster may hold a hundred thousand secrets. */
const MOST_KEYS = 10_000;

const ringOf = createHeld<PullSecret, Keyring>(MOST_KEYS);
const ringOfList = new WeakMap<readonly PullSecret[], Keyring>();

/** Made once for a list, and for a secret that stands alone in one, as most do, and remembered (memory.ts). */
export function createKeyring(secrets: readonly PullSecret[]): Keyring {
  return wholly(keyringInParts(secrets, { steps: 0 }));
}

/** The same with pauses: a namespace may hold thousands of keys. */
export function* keyringInParts(secrets: readonly PullSecret[], meter: Meter): InParts<Keyring> {
  const [only] = secrets;
  if (only === undefined) return EMPTY;
  const isSingle = secrets.length === 1;
  const known = isSingle ? ringOf.get(only) : ringOfList.get(secrets);
  if (known !== undefined) return known;
  const made = yield* makeKeyring(secrets, meter);
  if (isSingle) ringOf.set(only, made, sizeOf(only));
  else ringOfList.set(secrets, made);
  return made;
}

/** A key that is parsed and put in its place, in steps. */
export const KEY_STEPS = 20;

function* makeKeyring(secrets: readonly PullSecret[], meter: Meter): InParts<Keyring> {
  const slots = new Map<string, Slot>();
  const index = createAddressIndex<Slot>();
  for (const [secretIndex, secret] of secrets.entries()) {
    const keys = readKeys(secret);
    for (const { key, pattern, order, entry, entryIndex } of keys) {
      let slot = slots.get(key);
      if (slot === undefined) {
        slot = { order, matches: [] };
        slots.set(key, slot);
        index.add(pattern, slot);
      }
      slot.matches.push({
        secret: secret.name,
        secretIndex,
        entryIndex,
        entry,
        via: 'key',
        changedAt: secret.changedAt,
        saidExpiry: secret.saidExpiry,
      });
    }
    meter.steps += keys.length * KEY_STEPS;
    if (meter.steps >= TURN_STEPS) yield;
  }
  if (slots.size === 0) return EMPTY;
  const fallback = (slots.get(FALLBACK_KEY)?.matches ?? []).map((match) => ({ ...match, via: 'fallback' as const }));
  const find = (repository: string): Found => {
    const own: Meter = { steps: 0 };
    const slots = matching(index, repository, own);
    const [first] = slots;
    const { steps } = own;
    if (first !== undefined) {
      return { steps, matches: slots.length === 1 ? first.matches : slots.flatMap(({ matches }) => matches) };
    }
    return { steps, matches: fallback.length > 0 && isDockerHub(repository) ? fallback : NO_MATCHES };
  };
  const known = REMEMBERED.remembering(find);
  return {
    lookup(repository, meter) {
      const { matches, steps } = known(repository);
      // What is remembered counts as if it were found again: no budget may depend on who asked before.
      if (meter !== undefined) meter.steps += steps;
      return matches;
    },
    lookupEach(repository, meter) {
      const each = new Map<number, CredentialMatch[]>();
      const add = (match: CredentialMatch): void => {
        const known = each.get(match.secretIndex);
        if (known === undefined) each.set(match.secretIndex, [match]);
        else known.push(match);
      };
      for (const { matches } of matching(index, repository, meter)) matches.forEach(add);
      const direct = new Set(each.keys());
      if (fallback.length > 0 && isDockerHub(repository)) {
        for (const match of fallback) if (!direct.has(match.secretIndex)) add(match);
      }
      if (meter !== undefined) meter.steps += each.size;
      return each;
    },
  };
}

const NO_MATCHES: readonly CredentialMatch[] = [];

/**
 * keyring.go Lookup: all matching keys in descending byte order; Docker Hub's own key only where none matched
 * (semantics 2.22).
 */
function matching(index: AddressIndex<Slot>, repository: string, meter: Meter | undefined): readonly Slot[] {
  const target = parseAddress(repository);
  if (target === undefined) return [];
  const slots = index.find(target, meter);
  if (meter !== undefined) meter.steps += slots.length;
  return slots.length < 2 ? slots : [...slots].sort((a, b) => (a.order < b.order ? 1 : -1));
}

interface ReadKey {
  readonly key: string;
  readonly pattern: Address;
  readonly order: string;
  readonly entry: AuthEntry;
  readonly entryIndex: number;
}

const keysOf = createHeld<PullSecret, readonly ReadKey[]>(MOST_KEYS);

/** The keys of a secret, parsed and remembered: most reviews meet secrets that were met before. */
function readKeys(secret: PullSecret): readonly ReadKey[] {
  const known = keysOf.get(secret);
  if (known !== undefined) return known;
  const keys = entriesOf(secret).flatMap((entry, entryIndex): readonly ReadKey[] => {
    const key = entry.normalized;
    const pattern = key === null ? undefined : parseAddress(key);
    // A key that is itself no URL any more (2.18d can do that) never matches, so it is not kept.
    return key === null || pattern === undefined ? [] : [{ key, pattern, order: fromText(key), entry, entryIndex }];
  });
  keysOf.set(secret, keys, sizeOf(secret));
  return keys;
}

function sizeOf(secret: PullSecret): number {
  return Math.max(1, entriesOf(secret).length);
}

function entriesOf(secret: PullSecret): readonly AuthEntry[] {
  return secret.form === 'dockerconfigjson' || secret.form === 'dockercfg' ? secret.entries : [];
}

/** keyring.go isDefaultRegistryMatch: also true of `localhost/app` and `MYREG/app`, which are not on Docker Hub. */
export function isDockerHub(repository: string): boolean {
  const slash = repository.indexOf('/');
  const first = slash === -1 ? repository : repository.slice(0, slash);
  if (first === '') return false;
  if (slash === -1 || first === 'docker.io' || first === FALLBACK_KEY) return true;
  return !/[.:]/.test(first);
}

/**
 * Whether the kubelet would use the key for the repository, the fallback aside (semantics 2.20; keyring.go
 * URLsMatchStr).
 */
export function keyMatches(normalizedKey: string, repository: string): boolean {
  const pattern = parseAddress(normalizedKey);
  const target = parseAddress(repository);
  return pattern !== undefined && target !== undefined && addressesMatch(pattern, target);
}
