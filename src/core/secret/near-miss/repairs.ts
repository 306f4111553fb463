/**
 * Near misses of spelling in a plain key: something that no registry's name has, so that the key means another thing to
 * the kubelet than to its author (semantics 2.18, 2.19; kubernetes pkg/credentialprovider/config.go and keyring.go). Each
 * class takes it out; what is left is explained again. The order matters: the first that changes the key speaks. Keys with
 * other characters are not shown, and were taken apart by the parser (../key-slips.ts).
 */
import type { ImageLocation, Key } from './target.js';

export interface Repair {
  readonly kind: string;
  /** The key without the slip, or undefined where it has none. Never equal to `key.raw`. */
  readonly clean: (key: Key, target: ImageLocation) => string | undefined;
  readonly clause: (key: Key, target: ImageLocation) => string;
  readonly distance: number;
  /** Where such a key was seen: a public report, or documentation that shows it. */
  readonly source: string;
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//;

const otherScheme: Repair = {
  kind: 'other-scheme',
  source: 'fluxcd/source-controller#749 (a registry written oci:// beside the login for it)',
  clean: ({ raw }) => {
    const scheme = SCHEME.exec(raw)?.[1];
    return scheme === undefined || scheme === 'http' || scheme === 'https' ? undefined : raw.slice(scheme.length + 3);
  },
  clause: ({ raw }) =>
    `with the scheme "${SCHEME.exec(raw)?.[1] ?? ''}://", but the kubelet strips only "https://" and "http://"`,
  distance: 1,
};

const wildcardPort: Repair = {
  kind: 'wildcard-in-port',
  source: 'kubernetes.io, Reference, Kubelet CredentialProvider: matchImages (no globs in the port)',
  clean: ({ bare, normalized }) => (normalized === null ? withoutPort(bare, /:[0-9]*\*[0-9*]*$/) : undefined),
  clause: () => 'with a wildcard in the port, so the kubelet drops it',
  distance: 1,
};

const versionWithoutSlash: Repair = {
  kind: 'version-without-slash',
  source: 'vmware-tanzu/kubeapps#1691, jupyterhub/binderhub#1945',
  clean: ({ raw, bare }) => (/^[^/]+\/v[12]$/.test(bare) ? `${raw}/` : undefined),
  clause: ({ bare }) =>
    `without a final slash, so the kubelet reads "${bare.slice(-3)}" as a path and not as the version of an API`,
  distance: 1,
};

const digestInKey: Repair = {
  kind: 'digest-in-key',
  source: 'docker/cli#3678 (docker login docker.io/mylib/myname@sha256:...)',
  clean: ({ bare, path }) => {
    const cut = path.indexOf('@') < 0 ? -1 : bare.indexOf('@');
    return cut < 0 ? undefined : bare.slice(0, cut).replace(/:[^/:]*$/, '');
  },
  clause: () => 'with a digest in it, but the kubelet compares names without digests',
  distance: 1,
};

const tagInKey: Repair = {
  kind: 'tag-in-key',
  source: 'docker/cli#3678 (docker login with the name of an image)',
  clean: ({ bare, path }) => {
    const cut = /:[^/:]*$/.test(path) ? bare.lastIndexOf(':') : -1;
    return cut > bare.indexOf('/') ? bare.slice(0, cut) : undefined;
  },
  clause: () => 'with a tag in it, but the kubelet compares names without tags',
  distance: 1,
};

const wildcardPath: Repair = {
  kind: 'wildcard-in-path',
  source: 'kubernetes.io, Reference, Kubelet CredentialProvider: matchImages (no globs in the path)',
  clean: ({ bare, path }) => {
    const cut = path.includes('*') ? bare.indexOf('*', bare.indexOf('/')) : -1;
    return cut < 0 ? undefined : bare.slice(0, cut);
  },
  clause: () => 'with a wildcard in the path, where the kubelet knows none (a path covers all that starts with it)',
  distance: 1,
};

export const REPAIRS = [
  otherScheme,
  wildcardPort,
  versionWithoutSlash,
  digestInKey,
  tagInKey,
  wildcardPath,
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
