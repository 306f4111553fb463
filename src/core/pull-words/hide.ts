/**
 * The words of others as they may be shown: without anything that may be a credential. Runtimes quote addresses with
 * logins and signed queries in them, and containerd quotes a login that it could not take apart (`invalid decoded auth`,
 * internal/cri/server/images/image_pull.go). Word by word, and without a pattern that could look back, because a registry
 * may choose the text.
 */
import { MOST_MESSAGE } from '../container-status.js';

const HIDDEN = '(hidden)';

/** @returns on one line, and not longer than what is looked at */
export function hideCredentials(message: string): string {
  const shown: string[] = [];
  let isSecret: Following = 'plain';
  for (const word of message.slice(0, MOST_MESSAGE).split(/\s/)) {
    if (word === '') continue;
    const hidden = isSecret === 'plain' ? hideWord(word) : HIDDEN;
    if (hidden !== HIDDEN || shown.at(-1) !== HIDDEN) shown.push(hidden);
    if (isSecret !== 'rest') isSecret = followingOf(word, shown.at(-2));
  }
  return shown.join(' ');
}

type Following = 'plain' | 'next' | 'rest';

/** What comes after a word: a login may have blanks, so all that follows one that is quoted may be part of it. */
function followingOf(word: string, before: string | undefined): Following {
  if (word === 'auth:' && before === 'decoded') return 'rest';
  const isScheme = word.endsWith('Bearer') || word.endsWith('Basic');
  const bare = trimmed(word);
  const isField = word.includes(':') && (bare === 'password' || bare === 'passwd');
  return isScheme || isField ? 'next' : 'plain';
}

const AROUND = new Set(['"', "'", '`', '(', ')', '[', ']', '{', '}', ',', ';', ':', '\\', '<', '>']);

/** Without quotes, brackets and stops around it. */
function trimmed(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && AROUND.has(word[start] ?? '')) start += 1;
  while (end > start && AROUND.has(word[end - 1] ?? '')) end -= 1;
  return word.slice(start, end);
}

function hideWord(word: string): string {
  if (QUOTED_FIELDS.some((field) => word.includes(field))) return HIDDEN;
  const bare = trimmed(word);
  const scheme = bare.indexOf('://');
  const shown = scheme >= 0 ? hideAddress(bare, scheme + 3) : hideBare(bare);
  return shown === bare ? word : word.replace(bare, () => shown);
}

/** Of a document that is quoted: the whole word goes. */
const QUOTED_FIELDS = ['auth":', 'auth\\":', 'password":', 'password\\":', 'token":', 'token\\":'];

/** Without login, query and fragment: each of them may be a credential. */
function hideAddress(address: string, start: number): string {
  const query = firstOf(address, start, '?#');
  const path = Math.min(query, firstOf(address, start, '/'));
  const at = address.lastIndexOf('@', path - 1);
  // A login may have slashes in it, where nobody escaped them.
  const late = at < start ? address.slice(path, query).split('@').slice(1) : [];
  if (late.some((part) => !isDigest(part))) return `${address.slice(0, start)}${HIDDEN}`;
  const host = at < start ? address.slice(start, path) : `${HIDDEN}@${address.slice(at + 1, path)}`;
  return `${address.slice(0, start)}${host}${address.slice(path, query)}${query < address.length ? `?${HIDDEN}` : ''}`;
}

function isDigest(text: string): boolean {
  return text.startsWith('sha256:') || text.startsWith('sha512:');
}

function firstOf(text: string, from: number, signs: string): number {
  for (let at = from; at < text.length; at += 1) if (signs.includes(text[at] ?? '')) return at;
  return text.length;
}

/** `token=x`, `X-Amz-Signature=x`, `--docker-password=x` */
const SECRET_NAMES = [
  'token',
  'password',
  'passwd',
  'secret',
  'signature',
  'credential',
  'auth',
  'key',
  'verify',
  'sig',
];
/** Tokens that name themselves; longer than any word that begins so. */
const PREFIXES = [
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_', 'glpat-', 'gldt-', 'glcbt-', 'dckr_pat_', 'dckr_oat_'],
  ...['ya29.', 'eyj', 'npm_', 'hvs.'],
];
const PREFIXED = 12;

function hideBare(word: string): string {
  const lower = word.toLowerCase();
  const equals = word.indexOf('=');
  if (equals > 0 && SECRET_NAMES.some((name) => lower.slice(0, equals).endsWith(name)) && equals < word.length - 1) {
    return `${word.slice(0, equals + 1)}${HIDDEN}`;
  }
  if (word.length >= PREFIXED && PREFIXES.some((prefix) => lower.startsWith(prefix))) return HIDDEN;
  return looksRandom(word) ? HIDDEN : word;
}

/** Longer words of the letters of base64, with capitals and digits among them, are no hash, no path and no image. */
const RANDOM = 40;

function looksRandom(word: string): boolean {
  if (word.length < RANDOM) return false;
  let [capitals, digits] = [0, 0];
  for (const sign of word) {
    if (sign >= 'A' && sign <= 'Z') capitals += 1;
    else if (sign >= '0' && sign <= '9') digits += 1;
    else if (!((sign >= 'a' && sign <= 'z') || '+/=_-.~'.includes(sign))) return false;
  }
  return capitals > 2 && digits > 1;
}
