/**
 * Near misses of spelling: something in the key that no registry's name has, so that the key means another thing to the
 * kubelet than to its author (semantics 2.18, 2.19; kubernetes pkg/credentialprovider/config.go and keyring.go). Each
 * class takes it out; what is left is explained again. The order matters: the first that changes the key speaks.
 */
import type { Key, Target } from './target.js';
import { hostMatches, locate, rawKeyWorks } from './target.js';

export interface Repair {
  readonly kind: string;
  /** The key without the slip, or undefined where it has none. Never equal to `key.raw`. */
  readonly clean: (key: Key, target: Target) => string | undefined;
  readonly clause: (key: Key, target: Target) => string;
  readonly distance: number;
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//;
const PLACEHOLDER = /\$\{|\$\(|\{\{|^\$[A-Za-z_]|\/\$[A-Za-z_]|<[A-Za-z_ -]{1,40}>/;
const API_PATH = /^([^/]+)(?:\/api)?\/v[0-9]+(?:\/(?:v[0-9]+|_catalog))*\/*$/;
/** A percent escape of an ASCII character in the host, or a broken one anywhere before the query (2.18c). */
const BAD_ESCAPE = /^[^/]*%[0-7][0-9A-Fa-f]|%(?![0-9A-Fa-f]{2})/;

const separators: Repair = {
  kind: 'list-in-key',
  clean: ({ raw }, target) => {
    const parts = raw.split(/[,;|\s]+/).filter((part) => part !== '');
    return parts.length > 1 ? parts.find((part) => rawKeyWorks(part, target)) : undefined;
  },
  clause: () => 'that holds several names, but a key is one',
  distance: 1,
};

const placeholder: Repair = {
  kind: 'unexpanded-variable',
  clean: ({ bare }, target) => {
    const authority = bare.split('/', 1)[0] ?? '';
    if (!PLACEHOLDER.test(bare)) return undefined;
    if (PLACEHOLDER.test(authority)) return target.authority;
    return rawKeyWorks(authority, target) ? authority : undefined;
  },
  clause: () => 'that holds a placeholder nobody filled in',
  distance: 20,
};

const controlCharacter: Repair = {
  kind: 'control-character',
  clean: ({ raw }) => changed(raw, stripControls(raw)),
  clause: ({ normalized }) =>
    `with a line break or another control character in it, ${normalized === null ? 'so the kubelet drops it' : 'which no image name has'}`,
  distance: 1,
};

const blank: Repair = {
  kind: 'blank-in-key',
  clean: ({ raw }) => changed(raw, raw.replaceAll(' ', '')),
  clause: () => 'with a blank in it, which no image name has',
  distance: 1,
};

const quotes: Repair = {
  kind: 'quotes-in-key',
  clean: ({ raw }) => changed(raw, raw.replace(/["'`]/g, '')),
  clause: () => 'with quotation marks in it, which no image name has',
  distance: 1,
};

const nonAscii: Repair = {
  kind: 'non-ascii',
  clean: ({ raw }) => changed(raw, raw.normalize('NFKC').replace(/[^\x00-\x7f]/g, '')),
  clause: () => 'with a character outside ASCII, which no image name has',
  distance: 1,
};

const straySeparator: Repair = {
  kind: 'stray-punctuation',
  clean: ({ raw }) => changed(raw, raw.replace(/^[,;|]+|[,;|]{1,8}$/g, '')),
  clause: () => 'with a comma, semicolon or bar at its edge, which no image name has',
  distance: 1,
};

const schemeTwice: Repair = {
  kind: 'scheme-twice',
  clean: ({ raw }) => (/^https?:\/\/https?:\/\//i.test(raw) ? raw.slice(raw.indexOf('//') + 2) : undefined),
  clause: () => 'with two schemes, of which the kubelet strips one',
  distance: 1,
};

const upperScheme: Repair = {
  kind: 'uppercase-scheme',
  clean: ({ raw }) => {
    const scheme = SCHEME.exec(raw)?.[1] ?? '';
    return /^https?$/i.test(scheme) ? changed(raw, scheme.toLowerCase() + raw.slice(scheme.length)) : undefined;
  },
  clause: () => 'whose scheme has capitals, and the kubelet strips it in lower case only',
  distance: 1,
};

const otherScheme: Repair = {
  kind: 'other-scheme',
  clean: ({ raw }) => {
    const scheme = SCHEME.exec(raw)?.[1];
    return scheme === undefined || scheme === 'http' || scheme === 'https' ? undefined : raw.slice(scheme.length + 3);
  },
  clause: ({ raw }) =>
    `with the scheme "${SCHEME.exec(raw)?.[1] ?? ''}://", but the kubelet strips only "https://" and "http://"`,
  distance: 1,
};

const brokenScheme: Repair = {
  kind: 'broken-scheme',
  clean: ({ raw }) => {
    const broken = /^https?(?::\/(?!\/)|\/\/|:(?![/]|[0-9]+(?:\/|$)))/i.exec(raw)?.[0];
    return broken === undefined ? undefined : raw.slice(broken.length);
  },
  clause: () => 'whose scheme is not written "https://", so the kubelet does not strip it',
  distance: 1,
};

const leadingSlash: Repair = {
  kind: 'leading-slash',
  clean: ({ bare }) => (/^\/+[^/]/.test(bare) ? bare.replace(/^\/+/, '') : undefined),
  clause: () => 'with a slash before the host, so it names none',
  distance: 1,
};

const backslash: Repair = {
  kind: 'backslash',
  clean: ({ raw }) => changed(raw, raw.replaceAll('\\', '/')),
  clause: () => 'with a backslash, which no image name has',
  distance: 1,
};

const percent: Repair = {
  kind: 'percent-escape',
  clean: ({ raw, bare, normalized }) =>
    normalized === null && BAD_ESCAPE.test(bare.split('?', 1)[0] ?? '') ? changed(raw, decodePercent(raw)) : undefined,
  clause: () => 'with a percent escape that the kubelet does not accept there, so it drops the key',
  distance: 2,
};

/** What stood behind the "?" is masked: it may be a credential. */
const questionMark: Repair = {
  kind: 'question-mark',
  clean: ({ bare }, target) => {
    const cut = /^[^/?]*(?=\?)/.exec(bare)?.[0];
    return cut !== undefined && target.authority.startsWith(cut) ? target.authority : undefined;
  },
  clause: () => 'with "?", which is no wildcard: the kubelet cuts the key there',
  distance: 15,
};

/** Older kubelets accept a class inside a host, current ones drop the key (2.20): unsupported either way. */
const characterClass: Repair = {
  kind: 'character-class',
  clean: ({ bare, normalized }, target) => {
    const { host } = locate(bare);
    const pattern = host.replace(/\[[^[\]]*\]/g, '*');
    return normalized === null && pattern !== host && hostMatches(pattern, target.host) ? target.authority : undefined;
  },
  clause: () => 'with "[...]" in the host, which current kubelets do not accept, so they drop it',
  distance: 3,
};

const bareIpv6: Repair = {
  kind: 'ipv6-without-brackets',
  clean: ({ bare, normalized }) => {
    const authority = bare.split('/', 1)[0] ?? '';
    if (normalized !== null || !/^[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:]*$/.test(authority)) return undefined;
    return `[${authority}]${bare.slice(authority.length)}`;
  },
  clause: () => 'with an IPv6 address that has no brackets, so the kubelet drops it',
  distance: 1,
};

const wildcardPort: Repair = {
  kind: 'wildcard-in-port',
  clean: ({ bare, normalized }) => (normalized === null ? withoutPort(bare, /:[0-9]*\*[0-9*]*$/) : undefined),
  clause: () => 'with a wildcard in the port, so the kubelet drops it',
  distance: 1,
};

const wordPort: Repair = {
  kind: 'port-not-a-number',
  clean: ({ bare, normalized }) => (normalized === null ? withoutPort(bare, /:[^[\]]*[^0-9[\]][^[\]]*$/) : undefined),
  clause: () => 'with a port that is no number, so the kubelet drops it',
  distance: 2,
};

const strayDot: Repair = {
  kind: 'stray-dot',
  clean: ({ bare }) => {
    const { authority, host } = locate(bare);
    const tidy = host.split('.').filter((label) => label !== '');
    return tidy.length === 0 ? undefined : changed(bare, tidy.join('.') + bare.slice(host.length), authority !== '');
  },
  clause: () => 'with an empty part in the host (a dot too many)',
  distance: 1,
};

const versionWithoutSlash: Repair = {
  kind: 'version-without-slash',
  clean: ({ raw, bare }) => (/^[^/]+\/v[12]$/.test(bare) ? `${raw}/` : undefined),
  clause: ({ bare }) =>
    `without a final slash, so the kubelet reads "${bare.slice(-3)}" as a path and not as the version of an API`,
  distance: 1,
};

const apiPath: Repair = {
  kind: 'api-path',
  clean: ({ bare, path }) => {
    return path === '' ? undefined : API_PATH.exec(bare)?.[1];
  },
  clause: ({ path }) => `with the address of an API, of which the kubelet takes "${path}" for a path`,
  distance: 1,
};

const doubleSlash: Repair = {
  kind: 'double-slash',
  clean: ({ bare }) => changed(bare, bare.replace(/\/{2,}/g, '/')),
  clause: () => 'with a double slash in the path, which no image name has',
  distance: 1,
};

const digestInKey: Repair = {
  kind: 'digest-in-key',
  clean: ({ bare, path }) => {
    const cut = path.indexOf('@') < 0 ? -1 : bare.indexOf('@');
    return cut < 0 ? undefined : bare.slice(0, cut).replace(/:[^/:]*$/, '');
  },
  clause: () => 'with a digest in it, but the kubelet compares names without digests',
  distance: 1,
};

const tagInKey: Repair = {
  kind: 'tag-in-key',
  clean: ({ bare, path }) => {
    const cut = /:[^/:]*$/.test(path) ? bare.lastIndexOf(':') : -1;
    return cut > bare.indexOf('/') ? bare.slice(0, cut) : undefined;
  },
  clause: () => 'with a tag in it, but the kubelet compares names without tags',
  distance: 1,
};

const wildcardPath: Repair = {
  kind: 'wildcard-in-path',
  clean: ({ bare, path }) => {
    const cut = path.includes('*') ? bare.indexOf('*', bare.indexOf('/')) : -1;
    return cut < 0 ? undefined : bare.slice(0, cut);
  },
  clause: () => 'with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it)',
  distance: 1,
};

const slashAfterRepository: Repair = {
  kind: 'slash-after-repository',
  clean: ({ bare, path }, target) => (path === `${target.path}/` ? bare.replace(/\/$/, '') : undefined),
  clause: () => 'with a final slash, so it covers only what lies below this path and not the image itself',
  distance: 1,
};

export const REPAIRS = [
  separators,
  placeholder,
  controlCharacter,
  blank,
  quotes,
  nonAscii,
  straySeparator,
  schemeTwice,
  upperScheme,
  otherScheme,
  brokenScheme,
  leadingSlash,
  backslash,
  percent,
  questionMark,
  characterClass,
  bareIpv6,
  wildcardPort,
  wordPort,
  strayDot,
  versionWithoutSlash,
  apiPath,
  doubleSlash,
  digestInKey,
  tagInKey,
  wildcardPath,
  slashAfterRepository,
] as const satisfies readonly Repair[];

function changed(before: string, after: string, wanted = true): string | undefined {
  return wanted && after !== '' && after !== before ? after : undefined;
}

function stripControls(text: string): string {
  return text.replace(/[\x00-\x1f\x7f]/g, '');
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll('%', '');
  }
}

function withoutPort(bare: string, port: RegExp): string | undefined {
  const authority = bare.split('/', 1)[0] ?? '';
  const end = authority.startsWith('[') ? authority.indexOf(']') + 1 : authority.indexOf(':');
  if (end <= 0 || !port.test(authority)) return undefined;
  return changed(bare, authority.slice(0, end) + bare.slice(authority.length));
}
