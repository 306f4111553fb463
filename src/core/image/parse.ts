/**
 * Image references, read as the kubelet reads them (semantics 1; distribution/reference normalize.go and reference.go,
 * Kubernetes pkg/util/parsers/parsers.go).
 *
 *   reference  = [ host "/" ] path [ ":" tag ] [ "@" digest ]
 *   host       = ( label *( "." label ) / "[" 1*( HEXDIG / ":" ) "]" ) [ ":" 1*DIGIT ]
 *   label      = alnum, with "-" inside
 *   path       = component *( "/" component )
 *   component  = runs of [a-z0-9] joined by "." / "_" / "__" / 1*"-"
 *   tag        = [A-Za-z0-9_] *127[A-Za-z0-9_.-]
 *   digest     = algorithm ":" 32*HEXDIG
 *
 * It promises the kubelet's answer in one pass over the text, whatever the text: an attacker writes these strings. It
 * refuses to trim, to repair and to guess (semantics 1.11).
 */
import type { ImageErrorCode, ImageReference, ParsedImage, PullPolicy } from '../types.js';

const HUB = 'docker.io';
const OFFICIAL = 'library/';
/** Of the path alone, `library/` included, the host not (semantics 1.9; reference.go RepositoryNameTotalLengthMax). */
const MAX_PATH = 255;
/**
 * Hex digits per algorithm: the three that the kubelet registers (semantics 1.10; opencontainers/go-digest
 * algorithm.go).
 */
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

const IDENTIFIER = /^[a-f0-9]{64}$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const MAX_TAG = 128;
const IPV6_HOST = /^\[[0-9a-fA-F:]+\](?::[0-9]+)?$/;
const PORT = /^[0-9]+$/;
const ALGORITHM_PART = /^[A-Za-z][A-Za-z0-9]*$/;
const HEX = /^[0-9a-fA-F]{32,}$/;
const LOWER_HEX = /^[0-9a-f]+$/;

/** Semantics 1.1 to 1.13, in upstream's order, so that the class of an error is upstream's as well. */
export function parseImage(raw: string): ParsedImage {
  // semantics 1.1: a bare image ID is not a name (normalize.go ParseNormalizedNamed).
  if (IDENTIFIER.test(raw)) return fail(raw, 'identifier');
  const { domain, remainder, shortName } = splitDomain(raw);
  // semantics 1.6: everything up to the first colon, a digest without a tag included.
  const colon = remainder.indexOf(':');
  const remote = colon === -1 ? remainder : remainder.slice(0, colon);
  if (remote.toLowerCase() !== remote) return fail(raw, 'uppercase');

  const full = `${domain}/${remainder}`;
  const parts = matchGrammar(full);
  if (parts === undefined) {
    // semantics 1.8: reference.go Parse tries again in lower case, for the sake of the message only.
    return fail(raw, matchGrammar(lower(full)) === undefined ? 'invalid-format' : 'uppercase');
  }
  if (parts.pathLength > MAX_PATH) return fail(raw, 'name-too-long');
  const wrongDigest = parts.digest === undefined ? undefined : checkDigest(parts.digest);
  if (wrongDigest !== undefined) return fail(raw, wrongDigest);
  return { ok: true, reference: toReference(raw, parts, shortName) };
}

/** Go lowers rune by rune: U+0130 becomes a plain "i", where JavaScript adds a combining dot (class of an error only). */
function lower(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase();
}

function fail(raw: string, error: ImageErrorCode): ParsedImage {
  return { ok: false, raw, error };
}

function toReference(raw: string, parts: GrammarParts, shortName: boolean): ImageReference {
  const repository = parts.name;
  // semantics 1.12: never the parsed domain. `my_reg.com/app` has none, yet kubelet and runtime both go to my_reg.com.
  const slash = repository.indexOf('/');
  return {
    raw,
    repository,
    registry: repository.slice(0, slash),
    path: repository.slice(slash + 1),
    ...(parts.tag === undefined ? {} : { tag: parts.tag }),
    ...(parts.digest === undefined ? {} : { digest: parts.digest }),
    shortName,
  };
}

interface SplitName {
  readonly domain: string;
  readonly remainder: string;
  readonly shortName: boolean;
}

/** Semantics 1.2 to 1.5 (normalize.go splitDockerDomain). */
function splitDomain(name: string): SplitName {
  const slash = name.indexOf('/');
  if (slash === -1) return { domain: HUB, remainder: OFFICIAL + name, shortName: true };
  const first = name.slice(0, slash);
  const rest = name.slice(slash + 1);
  const isDomain = first === 'localhost' || first.includes('.') || first.includes(':') || first.toLowerCase() !== first;
  if (!isDomain) return { domain: HUB, remainder: name, shortName: true };
  // semantics 1.4: the one alias there is.
  const domain = first === 'index.docker.io' ? HUB : first;
  const official = domain === HUB && !rest.includes('/');
  return { domain, remainder: official ? OFFICIAL + rest : rest, shortName: false };
}

interface GrammarParts {
  readonly name: string;
  readonly pathLength: number;
  readonly tag?: string;
  readonly digest?: string;
}

/** Semantics 1.7 (regexp.go), split from the right: each piece is looked at once, so the time is linear. */
function matchGrammar(text: string): GrammarParts | undefined {
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const named = at === -1 ? text : text.slice(0, at);
  const lastSlash = named.lastIndexOf('/');
  const colon = named.indexOf(':', lastSlash + 1);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  const name = colon === -1 ? named : named.slice(0, colon);
  if (digest !== undefined && !isDigest(digest)) return undefined;
  if (tag !== undefined && !(tag.length <= MAX_TAG && TAG.test(tag))) return undefined;

  const slash = name.indexOf('/');
  const hasHost = slash !== -1 && isHost(name.slice(0, slash));
  const path = hasHost ? name.slice(slash + 1) : name;
  // semantics 1.12: a first part that is no host may still be the first component of the path.
  if (!isJoined(path, isPathCharacter, pathSeparator)) return undefined;
  return {
    name,
    pathLength: path.length,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

function isHost(text: string): boolean {
  if (text.startsWith('[')) return IPV6_HOST.test(text);
  const colon = text.indexOf(':');
  const host = colon === -1 ? text : text.slice(0, colon);
  if (colon !== -1 && !PORT.test(text.slice(colon + 1))) return false;
  return isJoined(host, isHostCharacter, hostSeparator);
}

/** Runs of characters, joined by separators, with none at either end: the shape of hosts and of paths alike. */
function isJoined(
  text: string,
  isCharacter: (code: number) => boolean,
  separatorLength: (text: string, at: number) => number,
): boolean {
  let at = 0;
  for (;;) {
    const start = at;
    while (at < text.length && isCharacter(text.charCodeAt(at))) at += 1;
    if (at === start) return false;
    if (at === text.length) return true;
    const length = separatorLength(text, at);
    if (length === 0) return false;
    at += length;
  }
}

function isPathCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function isHostCharacter(code: number): boolean {
  return isPathCharacter(code) || (code >= 65 && code <= 90);
}

function pathSeparator(text: string, at: number): number {
  switch (text[at]) {
    case '/':
    case '.':
      return 1;
    case '_':
      return text[at + 1] === '_' ? 2 : 1;
    default:
      return dashes(text, at);
  }
}

function hostSeparator(text: string, at: number): number {
  return text[at] === '.' ? 1 : dashes(text, at);
}

function dashes(text: string, at: number): number {
  let end = at;
  while (text[end] === '-') end += 1;
  return end - at;
}

function isDigest(text: string): boolean {
  const colon = text.indexOf(':');
  if (colon === -1 || !HEX.test(text.slice(colon + 1))) return false;
  return text
    .slice(0, colon)
    .split(/[-_+.]/)
    .every((part) => ALGORITHM_PART.test(part));
}

/** Semantics 1.10 (go-digest digest.go Validate, algorithm.go Validate). */
function checkDigest(digest: string): ImageErrorCode | undefined {
  const colon = digest.indexOf(':');
  const algorithm = digest.slice(0, colon);
  const hex = digest.slice(colon + 1);
  const length = DIGEST_LENGTHS.get(algorithm);
  if (length === undefined) return algorithm === algorithm.toLowerCase() ? 'digest-unsupported' : 'digest-format';
  if (hex.length !== length) return 'digest-length';
  return LOWER_HEX.test(hex) ? undefined : 'digest-format';
}

/**
 * What the runtime is asked for: the text as written, not normalised (semantics 1.14; image_manager.go
 * applyDefaultImageTag).
 */
export function runtimeReference(reference: ImageReference): string {
  return isBare(reference) ? `${reference.raw}:latest` : reference.raw;
}

/** The tag, `latest` where nothing is said, undefined where only a digest is given (semantics 1.13). */
export function effectiveTag(reference: ImageReference): string | undefined {
  return isBare(reference) ? 'latest' : reference.tag;
}

function isBare(reference: ImageReference): boolean {
  return reference.tag === undefined && reference.digest === undefined;
}

/** What the API server fills in for an empty imagePullPolicy (semantics 1.15; pkg/apis/core/v1/defaults.go). */
export function defaultPullPolicy(parsed: ParsedImage): PullPolicy {
  return parsed.ok && effectiveTag(parsed.reference) === 'latest' ? 'Always' : 'IfNotPresent';
}

/** A pull that may bring something else tomorrow: tag `latest`, in exactly that case, and no digest (semantics 1.16). */
export function isLatest(reference: ImageReference): boolean {
  return reference.digest === undefined && effectiveTag(reference) === 'latest';
}

/** The short form that people write, without tag and digest: `nginx`, `acme/app` (normalize.go FamiliarName). */
export function familiarName(reference: ImageReference): string {
  if (reference.registry !== HUB) return reference.repository;
  const { path } = reference;
  const official = path.startsWith(OFFICIAL) && !path.includes('/', OFFICIAL.length);
  return official ? path.slice(OFFICIAL.length) : path;
}
