/**
 * Near misses where the host is right and the port or the path is not (semantics 2.20: ports are compared as text, a
 * path is a plain prefix; kubernetes pkg/credentialprovider/keyring.go, URLsMatch).
 */
import type { ImageLocation, Key, Miss, MissClass } from './target.js';
import { hostMatches, pathMatches, portMatches } from './target.js';

/** The given explanation, only where host and path agree, so that the port alone keeps them apart. */
function portClass(words: (key: Key, target: ImageLocation) => { clause: string; distance: number } | undefined) {
  return (key: Key, target: ImageLocation): Miss | undefined => {
    if (!hostMatches(key.host, target.host) || portMatches(key, target) || !pathMatches(key, target)) return undefined;
    const said = words(key, target);
    const port = target.port === '' ? '' : `:${target.port}`;
    return said === undefined ? undefined : { ...said, suggestion: `${key.host}${port}${key.path}` };
  };
}

/** The given explanation, only where host and port agree, so that the path alone keeps them apart. */
function pathClass(words: (key: Key, target: ImageLocation) => Miss | undefined) {
  return (key: Key, target: ImageLocation): Miss | undefined => {
    if (!hostMatches(key.host, target.host) || !portMatches(key, target) || pathMatches(key, target)) return undefined;
    return words(key, target);
  };
}

const defaultPortInKey = portClass(({ port }, target) =>
  port === '443' && target.port === ''
    ? { clause: 'with port 443 written out; the image names no port, and the kubelet compares text', distance: 2 }
    : undefined,
);
const portMissingInKey = portClass(({ port }, target) =>
  port === '' ? { clause: `without a port, but the image names port ${target.port}`, distance: 3 } : undefined,
);
const portMissingInImage = portClass(({ port }, target) =>
  target.port === '' ? { clause: `with port ${port}, but the image names no port`, distance: 3 } : undefined,
);
const portDiffers = portClass(({ port }, target) => ({
  clause: `with port ${port}, but the image names port ${target.port}`,
  distance: 5,
}));

const pathPrefix = pathClass(({ path }, target) => ({
  clause: `for the path "${path}" only, but the image's path is "${target.path}"`,
  suggestion: folderOf(target),
  distance: 8,
}));

export const PLACE_CLASSES = [
  {
    kind: 'default-port-in-key',
    explain: defaultPortInKey,
    source: 'kubernetes/kubernetes#45547 (a login made with :443)',
  },
  {
    kind: 'port-missing-in-key',
    explain: portMissingInKey,
    source: 'kubernetes/kubernetes#57801 (registry:5000 in the image, without a port in the secret)',
  },
  {
    kind: 'port-missing-in-image',
    explain: portMissingInImage,
    source: 'help.sonatype.com, Docker Registry (port connector, or a proxy that needs no port)',
  },
  {
    kind: 'port-differs',
    explain: portDiffers,
    source: 'books.sonatype.com, Nexus 3.0 Private Registry for Docker (a port for each repository)',
  },
  {
    kind: 'path-prefix',
    explain: pathPrefix,
    source: 'kubernetes.io, Concepts, Images: interpretation of config.json; tektoncd/pipeline#4640',
  },
] as const satisfies readonly MissClass[];

/** The image's first path component as a prefix that ends at it: `ghcr.io/org/`. */
function folderOf(target: ImageLocation): string {
  const end = target.path.indexOf('/', 1);
  return `${target.authority}${end < 0 ? '' : target.path.slice(0, end + 1)}`;
}
