/**
 * Which `auths` keys may be shown. A key can hold a login wherever its author put one, and a text with the login cut out
 * is only as safe as the cut. So it goes the other way round: what is shown is built of parts that were recognised one by
 * one (scheme, host, port, path, tag, digest), each out of a small alphabet, and a key that has anything else is not
 * shown at all (key-reading.ts describes it).
 */

/** Nobody types a longer key. */
export const LONGEST_KEY = 1024;

/** What people write before a host: the schemes that are common, in any case, broken or twice; then slashes. */
const PREFIX = /^(?:https?(?::\/{0,3}|\/\/)|(?:oci|docker|registry|helm|ftp|git|ssh|tcp|s3|file):\/\/){0,3}\/*/i;

const HOST = String.raw`(?:[A-Za-z0-9._*-]*|\[[0-9A-Fa-f:.*]*\]|[0-9A-Fa-f]*(?::[0-9A-Fa-f]*){2,8})`;
const PORT = `(?::[0-9*]{0,5}){0,2}`;
const PATH = `(?:(?:/[A-Za-z0-9._*~-]*)+(?::(?:latest|v?[0-9]{1,8}(?:[.][0-9]{1,8}){0,3}))?)?`;
const DIGEST = `(?:@sha(?:256|512):([0-9a-f]*))?`;
/** Nor is it a scheme that nobody knows. */
const ADDRESS = new RegExp(`^(?![^/]*://)${HOST}${PORT}${PATH}${DIGEST}$`);

/** Enough of a digest to find it again; whole, it would be 64 random characters like any other. */
const DIGEST_SHOWN = 8;

/**
 * Prefixes of tokens that a person would never give to a host or a path: GitHub, GitLab, Docker Hub, Google, AWS, Slack,
 * npm, Vault, PyPI and others; `eyJ` begins a JWT.
 */
const TOKEN =
  /(?:^|[^A-Za-z0-9])(?:(?:gh[pousr]_|github_pat_|gl(?:pat|cbt|dt|rt|ptt)-|dckr_[po]at_|ya29\.|xox[abeoprs]-|npm_|hv[sb]\.|pypi-|[rs]k_live_|sk-(?:proj|ant)-|shp(?:at|ss)_|dop_v1_|hf_)[A-Za-z0-9_.~-]{10}|eyJ[A-Za-z0-9_-]{8}|AIza[A-Za-z0-9_-]{16}|A(?:KI|SI|RO|ID)A[A-Z0-9]{12})/;
/** Random letters and digits have no separators. */
const LONG_RUN = /[A-Za-z0-9]{40}/;
const RUN = /[A-Za-z0-9]{32,}/g;
/** base64url: the separators are among the letters. */
const WORD = /[A-Za-z0-9_-]{40,}/g;

/** Whether a part of it could be a credential by its looks, whatever its place. */
export function isTokenLike(text: string): boolean {
  if (TOKEN.test(text) || LONG_RUN.test(text)) return true;
  if (text.match(RUN)?.some((run) => /[0-9]/.test(run) && /[A-Za-z]/.test(run)) === true) return true;
  return text.match(WORD)?.some((word) => /[0-9]/.test(word) && /[A-Z]/.test(word) && /[a-z]/.test(word)) === true;
}

/** The key as it may be shown: itself, where every character of it has a known part. A long digest is cut. */
export function plainKey(text: string): string | undefined {
  if (text.length > LONGEST_KEY) return undefined;
  const prefix = prefixOf(text);
  const match = ADDRESS.exec(text.slice(prefix.length));
  if (match === null) return undefined;
  const digest = match[1] ?? '';
  const shown = digest.length <= DIGEST_SHOWN ? text : `${text.slice(0, DIGEST_SHOWN - digest.length)}...`;
  return isTokenLike(shown) ? undefined : shown;
}

/** Schemes and slashes before the host. */
export function prefixOf(text: string): string {
  return PREFIX.exec(text)?.[0] ?? '';
}

/** Has a name of its own, so that what stands before it and an `@` was a login. */
const NAMED_HOST = /^(?:[A-Za-z0-9*-]+(?:\.[A-Za-z0-9*-]+)+|localhost|\[[0-9A-Fa-f:.]+\])(?:[:/]|$)/;

/** Whether it names a host by more than a word: with a dot, in brackets, or `localhost`. */
export function namesHost(text: string): boolean {
  return NAMED_HOST.test(text.slice(prefixOf(text).length));
}

/** Without the login before the host, where there is one and nothing is in doubt: a later `@` could end another one. */
export function withoutLogin(text: string): string | undefined {
  const prefix = prefixOf(text);
  const rest = text.slice(prefix.length);
  const end = rest.search(/[/?#\\]/);
  const at = (end === -1 ? rest : rest.slice(0, end)).lastIndexOf('@');
  const address = rest.slice(at + 1);
  return at !== -1 && NAMED_HOST.test(address) ? prefix + address : undefined;
}
