/**
 * As much of Go 1.26's net/url and net as the keyring uses (net/url/url.go parse, parseAuthority, parseHost, unescape;
 * net/ipsock.go SplitHostPort; net/netip ParseAddr), on byte strings. It takes what follows `https://` and promises
 * Go's host and path, or that Go refuses it too.
 */

export type UrlFault =
  | 'control'
  | 'user-info'
  | 'host-character'
  | 'host-escape'
  | 'bracket'
  | 'ipv6'
  | 'port'
  | 'path-escape'
  | 'fragment-escape';

export type UrlResult =
  | { readonly ok: true; readonly host: string; readonly path: string }
  | { readonly ok: false; readonly fault: UrlFault };

type HostResult = { readonly ok: true; readonly host: string } | { readonly ok: false; readonly fault: UrlFault };

const CONTROL = /[\u0000-\u001f\u007f]/;
/** What a host may not hold unescaped (net/url/gen_encoding_table.go; encodeHost and encodeZone are alike). */
const HOST_FORBIDDEN = /[ #%/?@\\^`{|}]/;
const OPTIONAL_PORT = /^(?::[0-9]*)?$/;
/** url.go validUserinfo; it goes by rune, so any byte beyond ASCII fails as well. */
const USER_INFO = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const ESCAPES = /%([0-9A-Fa-f]{2})/g;

/** Parses `https://` + rest. The order of the checks is Go's. */
export function parseSchemeless(rest: string): UrlResult {
  const hash = rest.indexOf('#');
  const url = hash === -1 ? rest : rest.slice(0, hash);
  const fragment = hash === -1 ? '' : rest.slice(hash + 1);
  // Only before the fragment: Go cuts it off first.
  if (CONTROL.test(url)) return { ok: false, fault: 'control' };
  const query = url.indexOf('?');
  const address = query === -1 ? url : url.slice(0, query);
  const slash = address.indexOf('/');
  const host = parseAuthority(slash === -1 ? address : address.slice(0, slash));
  if (!host.ok) return host;
  const path = unescapeAll(slash === -1 ? '' : address.slice(slash));
  if (path === undefined) return { ok: false, fault: 'path-escape' };
  if (BROKEN_ESCAPE.test(fragment)) return { ok: false, fault: 'fragment-escape' };
  return { ok: true, host: host.host, path };
}

function parseAuthority(authority: string): HostResult {
  const at = authority.lastIndexOf('@');
  const host = parseHost(authority.slice(at + 1));
  if (!host.ok || at === -1) return host;
  const user = authority.slice(0, at);
  if (!USER_INFO.test(user) || BROKEN_ESCAPE.test(user)) return { ok: false, fault: 'user-info' };
  return host;
}

function parseHost(host: string): HostResult {
  const open = host.lastIndexOf('[');
  if (open > 0) return { ok: false, fault: 'bracket' };
  if (open === 0) return parseBracketed(host);
  // Go 1.26 knows one colon only (go.dev/issue/75223): `a:1:2` has no valid port.
  const colon = host.indexOf(':');
  if (colon !== -1 && !OPTIONAL_PORT.test(host.slice(colon))) return { ok: false, fault: 'port' };
  return unescapeHost(host);
}

/** `[IPv6]`, `[IPv6%25zone]`, with an optional port. */
function parseBracketed(host: string): HostResult {
  const close = host.lastIndexOf(']');
  if (close === -1) return { ok: false, fault: 'bracket' };
  const port = host.slice(close + 1);
  if (!OPTIONAL_PORT.test(port)) return { ok: false, fault: 'port' };
  const inner = host.slice(1, close);
  const zoneAt = inner.indexOf('%25');
  const address = unescapeHost(zoneAt === -1 ? inner : inner.slice(0, zoneAt));
  if (!address.ok) return address;
  const zone = zoneAt === -1 ? '' : unescapeZone(inner.slice(zoneAt));
  if (zone === undefined) return { ok: false, fault: 'host-escape' };
  const name = address.host + zone;
  if (!isIpv6(name)) return { ok: false, fault: 'ipv6' };
  return { ok: true, host: `[${name}]${port}` };
}

/** In a host only bytes beyond ASCII may be escaped, and, as an oddity, the percent sign itself. */
function unescapeHost(text: string): HostResult {
  const escaped = text.match(ESCAPES) ?? [];
  if (BROKEN_ESCAPE.test(text) || escaped.some((triple) => triple !== '%25' && triple < '%8')) {
    return { ok: false, fault: 'host-escape' };
  }
  if (HOST_FORBIDDEN.test(text.replace(ESCAPES, ''))) return { ok: false, fault: 'host-character' };
  return { ok: true, host: unescapeValid(text) };
}

/** A zone may escape what a host may hold bare, and the blank (RFC 6874, and Windows). */
function unescapeZone(text: string): string | undefined {
  if (BROKEN_ESCAPE.test(text) || HOST_FORBIDDEN.test(text.replace(ESCAPES, ''))) return undefined;
  for (const triple of text.match(ESCAPES) ?? []) {
    const byte = unescapeValid(triple);
    const allowed = triple === '%25' || byte === ' ' || (byte > ' ' && byte < '\u007f' && !HOST_FORBIDDEN.test(byte));
    if (!allowed) return undefined;
  }
  return unescapeValid(text);
}

function unescapeAll(text: string): string | undefined {
  return BROKEN_ESCAPE.test(text) ? undefined : unescapeValid(text);
}

function unescapeValid(text: string): string {
  return text.replace(ESCAPES, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** net/netip parseIPv6: eight groups, `::` for one or more of them, an IPv4 address for the last two, a zone. */
export function isIpv6(text: string): boolean {
  const percent = text.indexOf('%');
  if (percent === text.length - 1 && percent !== -1) return false;
  const address = percent === -1 ? text : text.slice(0, percent);
  const gap = address.indexOf('::');
  if (gap === -1) return countGroups(address) === 8;
  const left = address.slice(0, gap);
  const right = address.slice(gap + 2);
  // The IPv4 form may only end the address, so it cannot stand left of the gap.
  const before = left === '' ? 0 : left.includes('.') ? Number.NaN : countGroups(left);
  const after = right === '' ? 0 : countGroups(right);
  return before + after <= 7;
}

/** How many groups of 16 bits, or NaN where they are not well formed. */
function countGroups(text: string): number {
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  const embedded = last.includes('.');
  if (embedded && !isIpv4(last)) return Number.NaN;
  const plain = embedded ? groups.slice(0, -1) : groups;
  return plain.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group)) ? plain.length + (embedded ? 2 : 0) : Number.NaN;
}

function isIpv4(text: string): boolean {
  const octets = text.split('.');
  return octets.length === 4 && octets.every((octet) => /^(?:0|[1-9][0-9]{0,2})$/.test(octet) && Number(octet) <= 255);
}

/** keyring.go SplitURL: the dot-separated parts of the host, and the port, '' where net.SplitHostPort finds none. */
export function splitHost(hostPort: string): { readonly parts: readonly string[]; readonly port: string } {
  const { host, port } = splitHostPort(hostPort) ?? { host: hostPort, port: '' };
  return { parts: host.split('.'), port };
}

function splitHostPort(hostPort: string): { readonly host: string; readonly port: string } | undefined {
  const colon = hostPort.lastIndexOf(':');
  if (colon === -1) return undefined;
  const port = hostPort.slice(colon + 1);
  if (hostPort.startsWith('[')) {
    const close = hostPort.indexOf(']');
    if (close === -1 || close + 1 !== colon) return undefined;
    const brackets = hostPort.indexOf('[', 1) !== -1 || hostPort.indexOf(']', colon) !== -1;
    return brackets ? undefined : { host: hostPort.slice(1, close), port };
  }
  const host = hostPort.slice(0, colon);
  return host.includes(':') || /[[\]]/.test(hostPort) ? undefined : { host, port };
}
