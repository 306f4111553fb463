/**
 * The credentials that the kubelet would send for an image, out of the Secrets themselves (semantics 2.5 to 2.23). Besides
 * `core/secret/parse.ts` the only place in which a password is seen: each goes into a `Credential`, which shows it to
 * nobody but the registry, and lives for one question.
 */
import type { Meter } from '../core/budget.js';
import type { InParts } from '../core/parts.js';
import type { AuthEntry } from '../core/secret/auth-entry.js';
import { decodeSteps, type RawEntry } from '../core/secret/docker-config.js';
import { normalizeKey } from '../core/secret/key.js';
import { keyringInParts } from '../core/secret/keyring.js';
import { MOST_ENTRIES, MOST_KEY_BYTES } from '../core/secret/oversized.js';
import { pullDataKey, pullSecretSteps } from '../core/secret/parse.js';
import type { CredentialMatch, PullSecret, RawSecret } from '../core/types.js';
import { count } from '../core/words/count.js';
import { secretName, tooLarge } from '../core/words/naming.js';
import { createCredential } from './credential.js';
import { MOST_LOGINS } from './limits.js';
import type { Login } from './prober.js';

/** One that stands in the order of the tries and is not sent. */
export interface Unsent {
  readonly secret: string;
  readonly entry: AuthEntry;
  /** A clause. */
  readonly unsent: string;
}

/** A secret of the effective list: itself, or what is held of it and why that is all. */
export type Given = { readonly raw: RawSecret } | { readonly held: PullSecret; readonly unread: string };

/** What the kubelet does with one matching credential. */
export type Try = Login | Unsent;

export type Tries =
  /** In the kubelet's order. */
  | { readonly state: 'found'; readonly tries: readonly Try[] }
  /** The kubelet asks no registry, or nobody can tell with what; a clause. */
  | { readonly state: 'none'; readonly why: string };

/**
 * With pauses: a Secret has room for a megabyte.
 *
 * @param given the effective list, in order; what is no pull secret is skipped, as the kubelet does it
 * @param repository full name without tag and digest
 */
export function* triesInParts(given: readonly Given[], repository: string, meter: Meter): InParts<Tries> {
  const secrets: PullSecret[] = [];
  for (const each of given) {
    // A clone, because a keyring is remembered, and a text cut out of a Secret would keep all of it in memory.
    const secret =
      'raw' in each
        ? structuredClone(yield* metered(pullSecretSteps(each.raw, { repositories: [repository] }), meter))
        : each.held;
    if (secret.form === 'malformed') return { state: 'none', why: cannotBeParsed(secret.name) };
    if (secret.form === 'oversized') return { state: 'none', why: tooLarge(secret) };
    secrets.push(secret);
  }
  const keyring = yield* keyringInParts(secrets, meter);
  const matches = keyring.lookup(repository, meter);
  const sent = matches.slice(0, MOST_LOGINS);
  const logins = new Map<number, LoginsByKey>();
  for (const index of new Set(sent.map(({ secretIndex }) => secretIndex))) {
    const each = given[index];
    if (each === undefined || !('raw' in each)) continue;
    const keys = new Set(sent.flatMap(({ secretIndex, entry }) => (secretIndex === index ? [entry.normalized] : [])));
    logins.set(index, yield* metered(readLogins(each.raw, keys), meter));
  }
  const tries = sent.map((match): Try => tryOf(match, secrets, given, logins));
  const next = matches[MOST_LOGINS];
  if (next === undefined) return { state: 'found', tries };
  const more = `${count(matches.length - MOST_LOGINS, 'more credential')} of the secrets match, and only ${MOST_LOGINS} are tried here`;
  return { state: 'found', tries: [...tries, { secret: next.secret, entry: next.entry, unsent: more }] };
}

/** A clause. */
export function cannotBeParsed(name: string): string {
  return `${secretName(name)} cannot be parsed, so the kubelet asks no registry`;
}

/** A step of reading a Secret, in those of the meter: a hundred microseconds. */
const READING_STEPS = 1000;

function* metered<T>(parts: InParts<T>, meter: Meter): InParts<T> {
  for (;;) {
    const step = parts.next();
    if (step.done === true) return step.value;
    meter.steps += READING_STEPS;
    yield;
  }
}

/** In document order under each normalised key. */
type LoginsByKey = ReadonlyMap<string, readonly RawEntry[]>;

function tryOf(
  { secret, secretIndex, entryIndex, entry }: CredentialMatch,
  secrets: readonly PullSecret[],
  given: readonly Given[],
  logins: ReadonlyMap<number, LoginsByKey>,
): Try {
  const each = given[secretIndex];
  if (each !== undefined && 'unread' in each) return { secret, entry, unsent: each.unread };
  // The kubelet fails to hand it to the runtime, and goes on to the next one (semantics 2.15).
  if (entry.flaws.includes('not-utf8')) return { secret, entry, unsent: 'it is not UTF-8, so no kubelet can send it' };
  const own = secrets[secretIndex];
  const before = own !== undefined && 'entries' in own ? own.entries.slice(0, entryIndex) : [];
  // Two keys of one secret may normalise alike: both lists are in the order of the document.
  const place = before.filter(({ normalized }) => normalized === entry.normalized).length;
  const read = logins.get(secretIndex)?.get(entry.normalized ?? '')?.[place];
  if (read === undefined) throw new Error('a Secret that is read twice has the same entries');
  return { secret, entry, credential: createCredential(read.username, read.password) };
}

function* readLogins(raw: RawSecret, keys: ReadonlySet<string | null>): InParts<LoginsByKey> {
  const byKey = new Map<string, RawEntry[]>();
  const dataKey = pullDataKey(raw.type);
  const data = dataKey === undefined ? undefined : raw.data[dataKey];
  if (data === undefined) return byKey;
  const form = dataKey === '.dockercfg' ? 'dockercfg' : 'dockerconfigjson';
  const wanted = (key: string): boolean => keys.has(normalized(key));
  const config = yield* decodeSteps(form, data, { mostEntries: MOST_ENTRIES, mostKeyBytes: MOST_KEY_BYTES, wanted });
  if (!config.ok) return byKey;
  for (const entry of config.entries) {
    const key = normalized(entry.key);
    if (key === null) continue;
    const others = byKey.get(key);
    if (others === undefined) byKey.set(key, [entry]);
    else others.push(entry);
  }
  return byKey;
}

function normalized(key: string): string | null {
  const result = normalizeKey(key);
  return result.ok ? result.key : null;
}
