/**
 * Patterns that the kubelet takes and that match no image there can be (semantics 3.1, 3.2): an address as a browser has
 * it, an image with its tag, a wildcard in the path, a short name of Docker Hub. In a list of registries such a line is
 * worse than an error, because nothing tells that it is dead. It says why, and what was probably meant.
 */

import { parsePattern } from './match-images.js';

export interface DeadPattern {
  /** A clause that quotes nothing. */
  readonly why: string;
  /** Patterns that are alive, the likeliest first; empty where it cannot be guessed. */
  readonly meant: readonly string[];
}

/**
 * What a pattern that is alive looks like: a host that can be told from a part of a path, a port, and the beginning of a
 * path as images have it. In the words that both ECMAScript and RE2 know, because the chart's schema has it, too.
 */
export const LIVE_PATTERN = liveForm();

function liveForm(): string {
  const label = '[a-z0-9*]([a-z0-9*-]*[a-z0-9*])?';
  // A port below 80 is the tag of a short name: `redis:7`.
  const port = ':([89][0-9]|[1-9][0-9]{2,4})';
  const host = `(localhost|${label}(\\.${label})+)(:[0-9]+)?|${label}${port}|\\[[0-9a-f:.]+\\]:[0-9]+`;
  return `^(${host})(/([a-z0-9][a-z0-9._-]*/)*([a-z0-9][a-z0-9._-]*)?)?$`;
}

const LIVE = new RegExp(LIVE_PATTERN);
/** Docker Hub by another name: the reference of an image turns it into `docker.io` (semantics 1.4). */
const HUB_ALIAS = /^index\.docker\.io(?=[/:]|$)/;
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const TAG = /(\/[^/:]*):[^/]*$/;
const SHORT_TAG = /^([^/.:[\]]+):(?![89][0-9]$|[1-9][0-9]{2,4}$)[^/]*$/;

/** Of any other word behind a colon nobody knows whether it is a login, and whether a user stands before it. */
const VERSION_TAG = /^([^/.:[\]]+|.*\/[^/:]*):(?:v?[0-9]+(?:\.[0-9]+)*(?:-[a-z]+)?|latest)$/;

/** Undefined where it can match, and where the kubelet refuses it with a word of its own. */
export function deadPattern(pattern: string): DeadPattern | undefined {
  if (pattern === '') return { why: 'it is empty', meant: [] };
  if (isLive(pattern)) return undefined;
  return { why: whyDead(pattern), meant: meantBy(pattern) };
}

function isLive(pattern: string): boolean {
  return LIVE.test(pattern) && !HUB_ALIAS.test(pattern);
}

/** The first that applies; the order is that in which a reader sees them. */
function whyDead(pattern: string): string {
  if (/^\s|\s$/.test(pattern)) return 'there is a blank around it';
  if (pattern.includes('@')) return 'a pattern has no login and no digest';
  if (SCHEME.test(pattern)) return 'a pattern has no scheme';
  if (pattern.includes(',')) return 'each pattern is an entry of its own';
  if (HUB_ALIAS.test(pattern)) return 'images name Docker Hub docker.io';
  if (TAG.test(pattern) || SHORT_TAG.test(pattern)) return 'a pattern has no tag';
  const slash = pattern.indexOf('/');
  const host = slash === -1 ? pattern : pattern.slice(0, slash);
  if (host === '*' || pattern.slice(host.length).includes('*')) {
    return '"*" stands for one part of a host, as in "*.example.com"; a path is the beginning of one, as it is written';
  }
  if (/[A-Z]/.test(pattern)) return 'letters are compared as they are, and images have small ones';
  if (/[?#]/.test(pattern)) return '"?" and "#" end a pattern';
  return whyNoHost(pattern, host) ?? 'no image has such a path';
}

function whyNoHost(pattern: string, host: string): string | undefined {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return parsed.why;
  if (host.startsWith('[')) return 'an IPv6 address matches with its port only';
  const name = host.replace(/:[0-9]+$/, '');
  if (name.split('.').includes('')) return 'a part of its host is empty';
  if (!/^[a-z0-9*.-]+$/.test(name) || /(?:^|\.)-|-(?:\.|$)/.test(name)) return 'no host has such a name';
  if (!/[.:]/.test(host) && host !== 'localhost') {
    return `its first part is no host: that has a dot or a port, or is localhost`;
  }
  return undefined;
}

/** Longest is a path of many parts; nobody writes more. */
const LONGEST = 512;
const HUB_PAGES = /^(?:index|registry-1|registry|hub|www)\.docker\.(?:io|com)(?::443)?(?=\/|$)/;

/** What is left once all that makes a pattern dead is taken away, if that is alive and was no part of a login. */
function meantBy(pattern: string): readonly string[] {
  // A password may hold a "?"; then the user stands before it.
  if (pattern.length > LONGEST || /[?#].*[:@]/s.test(pattern)) return [];
  const address = pattern
    .trim()
    .replace(SCHEME, '')
    .replace(/@sha(?:256|512):[0-9a-f]*$/i, '')
    .replace(/[?#].*$/, '')
    .toLowerCase();
  // What stands before another "@" was a login; what stands before a wildcard within a path is too much.
  if (/[@,]/.test(address) || /\/.*\*.*\/[^*]/.test(address) || /^\*(?:\/|$)/.test(address)) return [];
  const bare = address
    .replace(VERSION_TAG, '$1')
    .replace(/\/\.?\*+(?:\/\**)*$/, '/')
    .replace(/(\/.*?)\.?\*+$/, '$1')
    .replace(HUB_PAGES, 'docker.io')
    // The key of a login, or the address of a page at hub.docker.com.
    .replace(/^docker\.io\/(?:v[12]|r|u|_)(?:\/|$)/, 'docker.io/')
    .replace(/^docker\.io\/$/, 'docker.io')
    .replace(/^\.(?=[a-z0-9])/, '*.')
    .replace(/\.(?=[/:]|$)/, '');
  if (bare === '') return [];
  const host = bare.split('/', 1)[0] ?? '';
  const isHost = /[.:[\]*]/.test(host) || host === 'localhost';
  return (isHost ? [bare] : onHub(bare)).filter((each) => isLive(each) && each !== pattern);
}

/** `grafana/` is a namespace of Docker Hub; `nginx` may be one or an official image. */
function onHub(name: string): readonly string[] {
  return name.includes('/') ? [`docker.io/${name}`] : [`docker.io/library/${name}`, `docker.io/${name}/`];
}
