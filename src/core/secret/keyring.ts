/**
 * The kubelet's keyring over the pull secrets of one pod (semantics 2.20 to 2.23; pkg/credentialprovider/keyring.go).
 * It promises the credentials that the kubelet would try for a repository, in its order. Malformed secrets are not in
 * it, though one of them alone makes the kubelet give up (2.5): that is for the rules to say.
 *
 * Two keys of one secret that normalise alike are tried in random order by the kubelet, in document order here.
 */
import type { AuthEntry, CredentialMatch, PullSecret } from '../types.js';
import { fromText } from './byte-string.js';
import { matchGlob } from './glob.js';
import { parseSchemeless, splitHost } from './go-url.js';

export interface Keyring {
  /** `repository` is the full name without tag and digest (1.13). */
  readonly lookup: (repository: string) => readonly CredentialMatch[];
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

export function createKeyring(secrets: readonly PullSecret[]): Keyring {
  const slots = new Map<string, Slot>();
  for (const [secretIndex, secret] of secrets.entries()) {
    for (const [entryIndex, entry] of entriesOf(secret).entries()) {
      if (entry.normalized === null) continue;
      const slot = slots.get(entry.normalized) ?? openSlot(entry.normalized);
      // A key that is itself no URL any more (2.18d can do that) never matches, so it is not kept.
      if (slot === undefined) continue;
      slots.set(entry.normalized, slot);
      slot.matches.push({
        secret: secret.name,
        secretIndex,
        entryIndex,
        entry,
        via: 'key',
        ...(secret.changedAt === undefined ? {} : { changedAt: secret.changedAt }),
      });
    }
  }
  return { lookup: (repository) => lookup(slots, repository) };
}

function entriesOf(secret: PullSecret): readonly AuthEntry[] {
  return secret.form === 'dockerconfigjson' || secret.form === 'dockercfg' ? secret.entries : [];
}

function openSlot(key: string): Slot | undefined {
  const order = fromText(key);
  const pattern = parseAddress(order);
  return pattern && { pattern, order, matches: [] };
}

/** keyring.go Lookup: all matching keys in descending byte order; Docker Hub's own key only where none matched (2.22). */
function lookup(slots: ReadonlyMap<string, Slot>, repository: string): readonly CredentialMatch[] {
  const target = parseAddress(fromText(repository));
  const matching =
    target === undefined ? [] : [...slots.values()].filter((slot) => addressesMatch(slot.pattern, target));
  if (matching.length > 0) {
    return matching.sort((a, b) => (a.order < b.order ? 1 : -1)).flatMap((slot) => slot.matches);
  }
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
  const pattern = parseAddress(fromText(normalizedKey));
  const target = parseAddress(fromText(repository));
  return pattern !== undefined && target !== undefined && addressesMatch(pattern, target);
}

interface Address {
  readonly parts: readonly string[];
  readonly port: string;
  readonly path: string;
}

/** Both sides go through the URL parser, the normalised key for the second time (keyring.go ParseSchemelessURL). */
function parseAddress(bytes: string): Address | undefined {
  const url = parseSchemeless(bytes);
  return url.ok ? { ...splitHost(url.host), path: url.path } : undefined;
}

/** keyring.go URLsMatch. The path is a prefix of text, not of components: `ghcr.io/or` matches `ghcr.io/org/app`. */
function addressesMatch(pattern: Address, target: Address): boolean {
  return (
    pattern.port === target.port &&
    pattern.parts.length === target.parts.length &&
    target.path.startsWith(pattern.path) &&
    pattern.parts.every((part, index) => matchGlob(part, target.parts[index] ?? ''))
  );
}
