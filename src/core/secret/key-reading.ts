/**
 * An `auths` key on its way out of the parser. What the kubelet compares goes on as `normalized`; what people are told is
 * either rebuilt of known parts (plain-key.ts) or a description out of a closed set of words. The text itself, in which a
 * login, a token or a query may stand anywhere, ends here.
 */

import { parseAddress } from './address.js';
import type { AuthEntry, DescribedKey, KeySlip, KeySlipKind } from './auth-entry.js';
import { fromText, toText } from './byte-string.js';
import { type NormalizedKey, normalizeKey } from './key.js';
import { type Cleaned, cleanEdges, cleanInside } from './key-slips.js';
import { isTokenLike, LONGEST_KEY, namesHost, plainKey, prefixOf, withoutLogin } from './plain-key.js';

export type KeyReading = Pick<AuthEntry, 'key' | 'normalized' | 'dropped' | 'described'>;

/** Slips on top of slips that are looked through. */
const DEPTH = 8;
/** Keys of one secret whose slips are looked into; an honest secret has none, or one. */
const MOST_STUDIED = 100;

/** One per secret: the first keys with a slip are studied, the others only said to have one. */
export function createKeyReader(most = MOST_STUDIED): (raw: string) => KeyReading {
  let left = most;
  return (raw) => {
    const result = normalizeKey(raw);
    const dropped = result.ok ? {} : { dropped: result.why };
    const normalized = result.ok ? result.key : null;
    // A short way for nearly every key there is.
    if (plainKey(raw) === raw) return { key: raw, normalized, ...dropped };
    const shown = rebuilt(raw, result);
    if (shown !== undefined) return { key: fresh(shown), normalized: reaching(normalized), ...dropped };
    left -= 1;
    const described = left < 0 || raw.length > LONGEST_KEY ? unstudied(raw) : describe(raw, !result.ok);
    return { key: wordsForKey(described), normalized: reaching(normalized), ...dropped, described };
  };
}

export function readKey(raw: string): KeyReading {
  return createKeyReader()(raw);
}

/** A part of a text keeps the whole of it in memory, and with it the login. */
function fresh(text: string): string {
  return toText(fromText(text));
}

/** The key inside a path for people: `["ghcr.io"]`, or `[a key with a blank in front]`. */
export function keyPlace(raw: string): string {
  const { key, described } = readKey(raw);
  return described === undefined ? `["${key}"]` : `[${key}]`;
}

// ------------------------------------------------------------------------------------------------------------ rebuilding

/** A plain key that means the same to the kubelet, or as little. */
function rebuilt(raw: string, whole: NormalizedKey): string | undefined {
  if (raw.length > LONGEST_KEY) return undefined;
  const bare = withoutLogin(raw);
  const unclear = /[@?]/.test(raw);
  const candidates = [
    raw,
    bare,
    unclear ? undefined : raw.split('#', 1)[0],
    unclear || !whole.ok ? undefined : whole.key,
  ];
  for (const candidate of candidates) {
    const shown = typeof candidate === 'string' ? plainKey(candidate) : undefined;
    if (shown === undefined || typeof candidate !== 'string') continue;
    const result = normalizeKey(candidate);
    const same = result.ok
      ? whole.ok && reaching(result.key) === reaching(whole.key)
      : !whole.ok && result.why === whole.why;
    if (same) return shown;
  }
  return undefined;
}

/** Of a path and of a host, what an image's name can have; a host in brackets is left to the keyring. */
const PATH = /^[a-z0-9._/-]*$/;
const LABEL = /^[A-Za-z0-9*_-]*$/;

/**
 * A key that cannot match the name of any image is not kept: nothing is lost, and it may hold anything. An image's name has
 * no other characters (distribution/reference grammar), and a key's path is compared as text.
 */
function reaching(normalized: string | null): string | null {
  const address = normalized === null ? undefined : parseAddress(normalized);
  if (address === undefined || !PATH.test(address.path) || address.path.includes('//')) return null;
  if (address.parts.some((part) => /[[\]:]/.test(part))) return normalized;
  const [only = ''] = address.parts.length === 1 && address.port === '' ? address.parts : ['x.y'];
  // A lone word in lower case is no host in an image's name but a part of a path on Docker Hub (semantics 1.3).
  if (/^[a-z0-9-]*$/.test(only) && only !== 'localhost') return null;
  return address.parts.every((part) => LABEL.test(part)) ? normalized : null;
}

// ------------------------------------------------------------------------------------------------------------ describing

function describe(raw: string, isDropped: boolean): DescribedKey {
  const slips: KeySlip[] = [];
  let text = raw;
  let dropped = isDropped;
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const cleaned = cleanEdges(text) ?? (plainRest(text) === undefined ? clean(text, dropped) : undefined);
    if (cleaned === undefined) break;
    const why = normalizeKey(text);
    slips.push(slipOf(cleaned, why.ok ? undefined : why.why));
    text = cleaned.text;
    dropped = !normalizeKey(text).ok;
    if (cleaned.last === true) break;
  }
  const rest = keepable(text, slips) ? plainRest(text) : undefined;
  if (rest === undefined && raw.includes('@')) return { slips: [{ kind: 'login-in-key' }] };
  // Where only the login is at fault, the kubelet's own reason says it best.
  if (slips.length === 0 && (rest === undefined || !isDropped))
    slips.push(slipOf({ kind: unnamed(raw), text }, undefined));
  return {
    slips,
    ...(rest === undefined ? {} : { rest: fresh(rest) }),
  };
}

/**
 * A word without a dot is as likely a user name as a host. Before a question mark it is what is left of a host (`g?cr.io`).
 */
function keepable(text: string, slips: readonly KeySlip[]): boolean {
  const bare = withoutLogin(text) ?? text;
  const [only] = slips;
  return namesHost(bare) || (slips.length === 1 && only?.kind === 'question-mark' && /^[a-z0-9-]+$/.test(text));
}

function clean(text: string, dropped: boolean): Cleaned | undefined {
  return cleanInside(text, dropped) ?? cleanToken(text);
}

function plainRest(text: string): string | undefined {
  const bare = withoutLogin(text);
  return plainKey(text) ?? (bare === undefined ? undefined : plainKey(bare));
}

/** Up to the part of the path that could be a credential by its looks. */
function cleanToken(text: string): Cleaned | undefined {
  if (text.includes('@') || !isTokenLike(text)) return undefined;
  const prefix = prefixOf(text);
  const segments = text.slice(prefix.length).split('/');
  const first = segments.findIndex((_, at) => isTokenLike(segments.slice(0, at + 1).join('/')));
  const kept = segments.slice(0, first).join('/');
  return { kind: 'token-in-key', text: kept === '' ? '' : `${prefix}${kept}/`, last: true };
}

function slipOf({ kind, place }: Cleaned, dropped: string | undefined): KeySlip {
  return { kind, ...(place === undefined ? {} : { place }), ...(dropped === undefined ? {} : { dropped }) };
}

function unstudied(raw: string): DescribedKey {
  return { slips: [{ kind: raw.length > LONGEST_KEY ? 'key-too-long' : unnamed(raw) }] };
}

function unnamed(raw: string): KeySlipKind {
  if (raw.includes('@')) return 'login-in-key';
  return isTokenLike(raw) ? 'token-in-key' : 'odd-character';
}

// ----------------------------------------------------------------------------------------------------------------- words

/** `a key with a blank in front`: it quotes nothing. */
function wordsForKey({ slips }: DescribedKey): string {
  const [slip] = slips;
  return slip === undefined ? 'a key with a login that is not written as one' : `a key ${wordsForSlip(slip)}`;
}

/** A clause about the key that can follow `a key`. */
export function wordsForSlip({ kind, place }: KeySlip): string {
  const where = place === 'front' ? 'in front' : place === 'end' ? 'at its end' : 'in it';
  switch (kind) {
    case 'unexpanded-variable':
      return 'that holds a placeholder nobody filled in';
    case 'control-character':
      return `with a line break or another control character ${where}`;
    case 'blank-in-key':
      return `with a blank ${where}`;
    case 'quotes-in-key':
      return 'with quotation marks in it';
    case 'non-ascii':
      return 'with a character outside ASCII';
    case 'question-mark':
      return 'with "?"';
    case 'character-class':
      return 'with "[...]" in the host';
    case 'port-not-a-number':
      return 'with a port that is no number';
    case 'other-scheme':
      return 'with a scheme that the kubelet does not strip';
    case 'tag-in-key':
      return 'with a tag in it';
    case 'token-in-key':
      return 'with what looks like a token in it';
    case 'login-in-key':
      return 'with "@" in it, of which one cannot tell where a login ends';
    case 'key-too-long':
      return 'that is longer than the name of any registry';
    case 'odd-character':
      return 'with a character that no image name has';
    default:
      return kind satisfies never;
  }
}
