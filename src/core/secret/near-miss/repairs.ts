/**
 * Near misses of spelling in a plain key: something that no registry's name has, so that the key means another thing to
 * the kubelet than to its author (semantics 2.18, 2.19; kubernetes pkg/credentialprovider/config.go and keyring.go). Each
 * class takes it out; what is left is explained again. The order matters: the first that changes the key speaks. Keys with
 * other characters are not shown, and were taken apart by the parser (../key-slips.ts).
 */
import type { ImageLocation, Key } from './target.js';
import { locate } from './target.js';

export interface Repair {
  readonly kind: string;
  /** The key without the slip, or undefined where it has none. Never equal to `key.raw`. */
  readonly clean: (key: Key, target: ImageLocation) => string | undefined;
  readonly clause: (key: Key, target: ImageLocation) => string;
  readonly distance: number;
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//;
const API_PATH = /^([^/]+)(?:\/api)?\/v[0-9]+(?:\/(?:v[0-9]+|_catalog))*\/*$/;

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
  schemeTwice,
  upperScheme,
  otherScheme,
  brokenScheme,
  leadingSlash,
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

function withoutPort(bare: string, port: RegExp): string | undefined {
  const authority = bare.split('/', 1)[0] ?? '';
  const end = authority.startsWith('[') ? authority.indexOf(']') + 1 : authority.indexOf(':');
  if (end <= 0 || !port.test(authority)) return undefined;
  return changed(bare, authority.slice(0, end) + bare.slice(authority.length));
}
