/** Near misses in the host (semantics 2.20, 2.21): letter case, wildcards, IPv6, sub-domains, slips of the fingers. */
import { editDistance } from '../../edit-distance.js';
import { registryHint } from '../../image/registry-hints.js';
import type { ImageLocation, Key, Miss, MissClass } from './target.js';
import { hostMatches, pathMatches, portMatches } from './target.js';

/** More letters than this are another name. */
const SLIPS = 2;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '0.0.0.0']);

/** A host that is nearly right is less near where port or path differ as well. */
function farther(miss: Miss, key: Key, target: ImageLocation): Miss {
  return { ...miss, distance: miss.distance + (portMatches(key, target) ? 0 : 2) + (pathMatches(key, target) ? 0 : 3) };
}

function hostClass(explain: (key: Key, target: ImageLocation) => Miss | undefined) {
  return (key: Key, target: ImageLocation): Miss | undefined => {
    const miss = explain(key, target);
    return miss === undefined ? undefined : farther(miss, key, target);
  };
}

/** Without a port the brackets are read as a character class, so that only a bare `*` matches (semantics 2.21). */
const ipv6WithoutPort = hostClass(({ host }, target) =>
  target.port === '' && host.startsWith('[') && host.toLowerCase() === target.host.toLowerCase()
    ? { clause: 'for an IPv6 host, which the kubelet matches only where key and image both name a port', distance: 2 }
    : undefined,
);

const hostCase = hostClass(({ host, port, path }, target) => {
  if (
    host === target.host ||
    !hostMatches(host.toLowerCase(), target.host.toLowerCase()) ||
    hostMatches(host, target.host)
  )
    return undefined;
  const clause = `whose host differs from the image's "${target.host}" in letter case, which the kubelet compares`;
  const given = host.includes('*') ? host.toLowerCase() : target.host;
  return { clause, suggestion: `${given}${port === '' ? '' : `:${port}`}${path}`, distance: 2 };
});

const loopback = hostClass(({ host }, target) =>
  host !== target.host && LOOPBACK.has(host) && LOOPBACK.has(target.host)
    ? { clause: `for "${host}", but the image says "${target.host}", and the kubelet compares text`, distance: 4 }
    : undefined,
);

const bareWildcard = hostClass(({ host }, target) =>
  host === '*' && partCount(target.host) > 1
    ? {
        clause: `whose wildcard stands for one part of a host, but "${target.host}" has ${partCount(target.host)}`,
        distance: 7,
      }
    : undefined,
);

const wildcardTooShort = hostClass(({ host }, target) => {
  const missing = partCount(target.host) - partCount(host);
  if (missing <= 0 || !host.includes('*') || !sameEnd(host, target.host)) return undefined;
  const clause = `whose host has ${parts(host)}, but "${target.host}" has ${partCount(target.host)}, and a wildcard stands for one`;
  return { clause, distance: 4 + missing };
});

const wildcardTooLong = hostClass(({ host }, target) => {
  const extra = partCount(host) - partCount(target.host);
  if (extra <= 0 || !host.includes('*') || !sameEnd(host, target.host)) return undefined;
  const clause = `whose host has ${parts(host)}, but "${target.host}" has ${partCount(target.host)}, and a wildcard never stands for none`;
  return { clause, distance: 4 + extra };
});

const subdomainMissing = hostClass(({ host }, target) =>
  plain(host) && partCount(host) > 1 && target.host.endsWith(`.${host}`)
    ? { clause: `for the host "${host}" alone, but the image is on its sub-domain "${target.host}"`, distance: 6 }
    : undefined,
);

const hostTypo = hostClass(({ host, port, path }, target) => {
  // `gcr.io` is not a slip for `ghcr.io`: both exist.
  const known = registryHint(host).name !== host;
  const distance = plain(host) && host.length >= 6 && !known ? editDistance(host, target.host, SLIPS) : 0;
  if (distance === 0 || distance > SLIPS) return undefined;
  const clause = `whose host is nearly, but not quite, the image's "${target.host}"`;
  return { clause, suggestion: `${target.host}${port === '' ? '' : `:${port}`}${path}`, distance: 3 + distance };
});

const subdomainDiffers = hostClass(({ host }, target) => {
  const [ours = '', ...oursRest] = host.split('.');
  const [theirs = '', ...theirsRest] = target.host.split('.');
  if (!plain(host) || ours === theirs || oursRest.length < 2 || oursRest.join('.') !== theirsRest.join('.'))
    return undefined;
  return { clause: `for "${ours}" under "${oursRest.join('.')}", but the image is on "${theirs}" there`, distance: 12 };
});

function shortName(_key: Key, target: ImageLocation): Miss | undefined {
  if (!target.hub || !target.reference.shortName) return undefined;
  return { clause: 'for another registry; the image names none, which means Docker Hub', distance: 90 };
}

function elsewhere(_key: Key | undefined, target: ImageLocation): Miss {
  return { clause: `for another registry than the image's "${target.authority}"`, distance: 100 };
}

export const HOST_CLASSES = [
  { kind: 'host-case', explain: hostCase, source: 'Azure/acr-cli#61' },
  { kind: 'loopback-name', explain: loopback, source: 'kubernetes/minikube#2401 (a registry on localhost)' },
  {
    kind: 'wildcard-alone',
    explain: bareWildcard,
    source: 'kubernetes.io, Concepts, Images: interpretation of config.json (a wildcard for each part)',
  },
  {
    kind: 'wildcard-too-few-parts',
    explain: wildcardTooShort,
    source: 'kubernetes.io, Concepts, Images: interpretation of config.json (*.*.kubernetes.io)',
  },
  {
    kind: 'wildcard-too-many-parts',
    explain: wildcardTooLong,
    source: 'kubernetes.io, Concepts, Images: interpretation of config.json (*.kubernetes.io)',
  },
  {
    kind: 'sub-domain-missing',
    explain: subdomainMissing,
    source: 'docs.gitlab.com, Container registry administration (gitlab.example.com, registry.gitlab.example.com)',
  },
  { kind: 'host-typo', explain: hostTypo, source: 'news.hada.io 22718 (ghrc.io, which asks for a login)' },
  {
    kind: 'sub-domain-differs',
    explain: subdomainDiffers,
    source: 'help.sonatype.com, Docker Subdomain Connector (a host for each repository)',
  },
  { kind: 'image-without-registry', explain: shortName, source: 'cri-o/cri-o#3884' },
] as const satisfies readonly MissClass[];

/** Asked before anything else about hosts: the brackets fool the comparison of labels. */
export const IPV6_CLASSES = [
  {
    kind: 'ipv6-without-port',
    explain: ipv6WithoutPort,
    source: 'kubernetes/kubernetes#104491 (a registry on an IPv6 address)',
  },
] as const satisfies readonly MissClass[];

/** Always applies. */
export const OTHER_REGISTRY = {
  kind: 'other-registry',
  explain: elsewhere,
  source: 'indeedeng/harbor-container-webhook#10 (the image moved, the secret did not)',
} as const;

function plain(host: string): boolean {
  return !host.includes('*') && host !== '';
}

function partCount(host: string): number {
  return host.split('.').length;
}

function parts(host: string): string {
  const count = partCount(host);
  return count === 1 ? '1 part' : `${count} parts`;
}

/** Do the parts after the last wildcard, at least one, end both hosts? */
function sameEnd(pattern: string, host: string): boolean {
  const fixed = pattern.slice(pattern.lastIndexOf('*') + 1);
  const dot = fixed.indexOf('.');
  if (dot < 0) return false;
  const ending = fixed.slice(dot + 1);
  return host === ending || host.endsWith(`.${ending}`);
}
