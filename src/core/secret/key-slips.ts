/**
 * What people write into an `auths` key that no registry's name has (semantics 2.18, 2.19), found in the raw text. Each
 * takes one slip out; what it returns is never shown, only looked at again, until it is a plain key or nothing is left to
 * take out. The order matters: the first that changes the text speaks.
 */
import type { KeySlipKind, SlipPlace } from './auth-entry.js';

export interface Cleaned {
  readonly kind: KeySlipKind;
  readonly text: string;
  readonly place?: SlipPlace;
  /** What is left is all there is to know: it is not looked at again. */
  readonly last?: true;
}

const PLACEHOLDER = /\$\{|\$\(|\{\{|^\$[A-Za-z_]|\/\$[A-Za-z_]|<[A-Za-z_ -]{1,40}>/;
const CONTROL = /[\x00-\x1f\x7f]/g;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;
const STRIPPED = /^https?:\/\//;

/** Slips around a key: with them gone, a login before the host is one again. */
export function cleanEdges(text: string): Cleaned | undefined {
  return (
    strip('control-character', text, CONTROL) ??
    strip('blank-in-key', text, /^ +| {1,1024}$/g) ??
    strip('quotes-in-key', text, /^["'`]+|["'`]{1,1024}$/g)
  );
}

/** Slips inside. `dropped`: the kubelet refuses the text as it is. */
export function cleanInside(text: string, dropped: boolean): Cleaned | undefined {
  return (
    cleanPlaceholder(text) ??
    strip('blank-in-key', text, / /g) ??
    strip('quotes-in-key', text, /["'`]/g) ??
    changed('non-ascii', text, text.normalize('NFKC').replace(/[^\x00-\x7f]/g, '')) ??
    cleanQuestionMark(text) ??
    (dropped ? cleanClass(text) : undefined) ??
    (dropped ? cleanPort(text) : undefined) ??
    changed('other-scheme', text, STRIPPED.test(text) ? text : text.replace(SCHEME, '')) ??
    cleanTag(text)
  );
}

/** '' where nobody can tell what the host was to be. */
function cleanPlaceholder(text: string): Cleaned | undefined {
  const address = bare(text);
  if (!PLACEHOLDER.test(address)) return undefined;
  const authority = address.split('/', 1)[0] ?? '';
  return { kind: 'unexpanded-variable', text: PLACEHOLDER.test(authority) ? '' : authority, last: true };
}

/** What the kubelet compares, unless an `@` behind the mark says that what is before it could be a login. */
function cleanQuestionMark(text: string): Cleaned | undefined {
  const mark = text.indexOf('?');
  if (mark === -1) return undefined;
  return { kind: 'question-mark', text: text.includes('@', mark) ? '' : text.slice(0, mark), last: true };
}

/** Older kubelets accept a class inside a host, current ones drop the key (semantics 2.20): unsupported either way. */
function cleanClass(text: string): Cleaned | undefined {
  const address = bare(text);
  const authority = address.split('/', 1)[0] ?? '';
  const pattern = authority.replace(/\[[^[\]]*\]/g, '*');
  return pattern === authority ? undefined : { kind: 'character-class', text: pattern, last: true };
}

function cleanPort(text: string): Cleaned | undefined {
  const address = bare(text);
  const authority = address.split('/', 1)[0] ?? '';
  const end = authority.startsWith('[') ? authority.indexOf(']') + 1 : authority.indexOf(':');
  if (end <= 0 || authority.includes('@')) return undefined;
  // `bob:secret` is a login, not a host with a strange port.
  return /^:?(?:port|[0-9:*]*)$/i.test(authority.slice(end))
    ? { kind: 'port-not-a-number', text: authority.slice(0, end) + address.slice(authority.length) }
    : { kind: 'port-not-a-number', text: '', last: true };
}

/** With what stands before it: `bob:secret` behind a slash is a login as well. */
function cleanTag(text: string): Cleaned | undefined {
  const last = text.lastIndexOf('/');
  const hasTag = last > 0 && text[last - 1] !== '/' && text[last - 1] !== ':' && text.includes(':', last);
  return hasTag && !text.includes('@') ? { kind: 'tag-in-key', text: text.slice(0, last + 1) } : undefined;
}

function bare(text: string): string {
  return text.replace(STRIPPED, '');
}

function strip(kind: KeySlipKind, text: string, slip: RegExp): Cleaned | undefined {
  const cleaned = text.replace(slip, '');
  if (cleaned === text) return undefined;
  const front = text.endsWith(cleaned);
  const end = text.startsWith(cleaned);
  return { kind, text: cleaned, place: front ? 'front' : end ? 'end' : 'inside' };
}

function changed(kind: KeySlipKind, before: string, after: string): Cleaned | undefined {
  return after === before ? undefined : { kind, text: after };
}
