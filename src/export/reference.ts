/**
 * References of images in CEL: the grammar of core/image/parse.ts as one regular expression of RE2, and the parts of a
 * reference that is valid (semantics 1.1 to 1.13). Replayed against the parser in test/export.test.ts, and on
 * a real API server.
 */
import { celText } from './cel.js';

const LABEL = '[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*';
/** Brackets without a colon or a capital are no host, and nothing else either, unless a port follows (semantics 1.3). */
const BRACKETS = '\\[[0-9a-fA-F:]*[A-F:][0-9a-fA-F:]*\\]';
const HOST = `(?:(?:${LABEL}(?:\\.${LABEL})*|${BRACKETS})(?::[0-9]+)?|\\[[0-9a-f]+\\]:[0-9]+)`;
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const PATH = `${COMPONENT}(?:/${COMPONENT})*`;
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = 'sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}';

/** All of the grammar but two rules that no regular expression should say: an image ID is no name, and names have a length. */
export const REFERENCE = `^(?:${HOST}/)?${PATH}(?::${TAG})?(?:@(?:${DIGEST}))?$`;
export const IDENTIFIER = '^[a-f0-9]{64}$';
export const HOSTED = `^${HOST}/`;
/** What stands before the first slash is a registry (semantics 1.3). */
export const DOMAIN = '^(?:localhost|[^/]*[.:A-Z][^/]*)/';
/** Docker Hub with a name that has no organisation (semantics 1.4, 1.5). */
export const OFFICIAL = '^(?:index\\.)?docker\\.io/[^/]*$';
const MOST_PATH = 255;

/** Everything before the digest. @param image an expression */
export function withoutDigest(image: string): string {
  return `${image}.contains('@') ? ${image}.substring(0, ${image}.indexOf('@')) : ${image}`;
}

/**
 * Where the tag begins with its colon, or -1. A text without a colon may be empty, and up to Kubernetes 1.33 (cel-go 0.23) it
 * is an error to look for a last place in that; from 0.26 on it is -1 (ext/strings.go).
 *
 * @param named an expression, without a digest
 */
export function tagStart(named: string): string {
  return `${named}.contains(':') && ${named}.lastIndexOf(':') > ${named}.lastIndexOf('/') ? ${named}.lastIndexOf(':') : -1`;
}

/** The full name, as the kubelet's keyring sees it. @param name an expression: neither tag nor digest */
export function repositoryOf(name: string): string {
  return [
    `!${name}.contains('/') ? 'docker.io/library/' + ${name}`,
    `!${name}.matches(${celText(DOMAIN)}) ? 'docker.io/' + ${name}`,
    `${name}.matches(${celText(OFFICIAL)}) ? 'docker.io/library/' + ${name}.substring(${name}.indexOf('/') + 1)`,
    `${name}.startsWith('index.docker.io/') ? ${name}.substring(${'index.'.length}) : ${name}`,
  ].join(' : ');
}

/** Does it match the grammar? @param image an expression */
export function isReference(image: string): string {
  return `${image}.matches(${celText(REFERENCE)}) && !${image}.matches(${celText(IDENTIFIER)})`;
}

/** Is it short enough (semantics 1.9)? A host that is none counts as a part of the path (1.12). @param repository an expression */
export function isShortEnough(repository: string): string {
  const path = `${repository}.substring(${repository}.indexOf('/') + 1)`;
  const hosted = `${repository}.matches(${celText(HOSTED)}) && ${path}.size() <= ${MOST_PATH}`;
  return `(${repository}.size() <= ${MOST_PATH} || (${hosted}))`;
}
