/**
 * Near misses where the host is right and the port or the path is not (semantics 2.20: ports are compared as text, a
 * path is a plain prefix; kubernetes pkg/credentialprovider/keyring.go, URLsMatch).
 */
import { editDistance } from '../../edit-distance.js';
import type { ImageLocation, Key, Miss, MissClass } from './target.js';
import { hostMatches, pathMatches, portMatches } from './target.js';

/** More letters than this are another name. */
export const SLIPS = 2;

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

const emptyPort = portClass(({ authority }, { port }) =>
  authority.endsWith(':') && port !== ''
    ? { clause: `with a colon and no port, but the image names port ${port}`, distance: 3 }
    : undefined,
);
const defaultPortInKey = portClass(({ port }, target) =>
  port === '443' && target.port === ''
    ? { clause: 'with port 443 written out; the image names no port, and the kubelet compares text', distance: 2 }
    : undefined,
);
const defaultPortInImage = portClass(({ port }, target) =>
  port === '' && target.port === '443'
    ? { clause: 'without a port; the image has port 443 written out, and the kubelet compares text', distance: 2 }
    : undefined,
);
const portMissingInKey = portClass(({ port }, target) =>
  port === '' ? { clause: `without a port, but the image names port ${target.port}`, distance: 3 } : undefined,
);
const portMissingInImage = portClass(({ port }, target) =>
  target.port === '' ? { clause: `with port ${port}, but the image names no port`, distance: 3 } : undefined,
);
const portZeros = portClass(({ port }, target) =>
  withoutZeros(port) === withoutZeros(target.port)
    ? { clause: `with port ${port}, which is not the text "${target.port}" that the image has`, distance: 2 }
    : undefined,
);
const portDiffers = portClass(({ port }, target) => ({
  clause: `with port ${port}, but the image names port ${target.port}`,
  distance: 5,
}));

const pathCase = pathClass(({ host, port, path }, target) =>
  target.path.startsWith(path.toLowerCase())
    ? {
        clause: `whose path "${path}" has capitals; the image's is "${target.path}", and the kubelet compares letter case`,
        suggestion: `${join(host, port)}${path.toLowerCase()}`,
        distance: 2,
      }
    : undefined,
);
const pathLonger = pathClass(({ path }, target) =>
  path.startsWith(target.path)
    ? {
        clause: `whose path "${path}" is longer than the image's "${target.path}"`,
        suggestion: target.repository,
        distance: 5,
      }
    : undefined,
);
const slashInsideName = pathClass(({ path }, target) =>
  path.endsWith('/') && path.length > 1 && target.path.startsWith(path.slice(0, -1))
    ? {
        clause: `whose path ends with a slash, so "${path}" does not cover the image's "${target.path}"`,
        suggestion: folderOf(target),
        distance: 4,
      }
    : undefined,
);
const pathTypo = pathClass(({ path }, target) => {
  const open = path.replace(/\/$/, '');
  const depth = open.split('/').length;
  const given = target.path.split('/').slice(0, depth).join('/');
  const distance = open.length < 5 ? 0 : editDistance(open, given, SLIPS);
  if (distance === 0 || distance > SLIPS) return undefined;
  const clause = `whose path "${path}" is nearly, but not quite, the image's "${given}"`;
  return { clause, suggestion: `${target.authority}${given}`, distance: 3 + distance };
});
const pathPrefix = pathClass(({ path }, target) => ({
  clause: `for the path "${path}" only, but the image's path is "${target.path}"`,
  suggestion: folderOf(target),
  distance: 8,
}));

function portAndPath(key: Key, target: ImageLocation): Miss | undefined {
  if (!hostMatches(key.host, target.host) || portMatches(key, target) || pathMatches(key, target)) return undefined;
  const named = (port: string): string => (port === '' ? 'no port' : `port ${port}`);
  const clause = `with ${named(key.port)} and the path "${key.path}", but the image has ${named(target.port)} and the path "${target.path}"`;
  return { clause, distance: 11 };
}

export const PLACE_CLASSES = [
  { kind: 'port-empty', explain: emptyPort },
  { kind: 'default-port-in-key', explain: defaultPortInKey },
  { kind: 'default-port-in-image', explain: defaultPortInImage },
  { kind: 'port-missing-in-key', explain: portMissingInKey },
  { kind: 'port-missing-in-image', explain: portMissingInImage },
  { kind: 'port-zeros', explain: portZeros },
  { kind: 'port-differs', explain: portDiffers },
  { kind: 'path-case', explain: pathCase },
  { kind: 'path-longer', explain: pathLonger },
  { kind: 'slash-inside-name', explain: slashInsideName },
  { kind: 'path-typo', explain: pathTypo },
  { kind: 'path-prefix', explain: pathPrefix },
  { kind: 'port-and-path', explain: portAndPath },
] as const satisfies readonly MissClass[];

function join(host: string, port: string): string {
  return port === '' ? host : `${host}:${port}`;
}

function withoutZeros(port: string): string {
  return port.replace(/^0+(?=[0-9])/, '');
}

/** The image's first path component as a prefix that ends at it: `ghcr.io/org/`. */
function folderOf(target: ImageLocation): string {
  const end = target.path.indexOf('/', 1);
  return `${target.authority}${end < 0 ? '' : target.path.slice(0, end + 1)}`;
}
