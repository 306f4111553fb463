/**
 * Near misses around Docker Hub, whose many names are different registries to the kubelet (semantics 1.4, 2.19, 2.22;
 * kubernetes pkg/credentialprovider/keyring.go, isDockerHub and the fallback to `index.docker.io`).
 */
import type { ImageLocation, Key, Miss, MissClass } from './target.js';
import { HUB_KEY, rawKeyWorks } from './target.js';

const HUB_NAMES = new Set([
  'index.docker.io',
  'registry-1.docker.io',
  'registry.docker.io',
  'auth.docker.io',
  'hub.docker.io',
  'www.docker.io',
  'docker.com',
  'www.docker.com',
  'hub.docker.com',
  'index.docker.com',
  'registry.hub.docker.com',
  'cloud.docker.com',
  'login.docker.com',
]);

function indexPath(key: Key, target: ImageLocation): Miss | undefined {
  if (!target.hub || key.authority !== 'index.docker.io' || key.path === '') return undefined;
  const clause = `with the path "${key.path}", but the kubelet uses "index.docker.io" only without a path`;
  const suggestion = `docker.io${key.path}`;
  return rawKeyWorks(suggestion, target) ? { clause, suggestion, distance: 3 } : { clause, distance: 6 };
}

function alias(key: Key, target: ImageLocation): Miss | undefined {
  if (!target.hub || key.authority === 'index.docker.io' || !HUB_NAMES.has(key.host)) return undefined;
  return {
    clause: `for another of Docker's addresses than the image's "docker.io"`,
    suggestion: HUB_KEY,
    distance: 3,
  };
}

function letterCase(key: Key, target: ImageLocation): Miss | undefined {
  if (!target.hub || key.host === 'index.docker.io' || key.host.toLowerCase() !== 'index.docker.io') return undefined;
  const clause = 'whose host is "index.docker.io" but for letter case, which the kubelet compares';
  return { clause, suggestion: HUB_KEY, distance: 2 };
}

function imageAlias(key: Key, target: ImageLocation): Miss | undefined {
  const named = HUB_NAMES.has(target.host) || (target.host === 'docker.io' && target.port !== '');
  if (target.hub || !named || key.authority !== 'index.docker.io' || key.path !== '') return undefined;
  return {
    clause: `for Docker Hub, but to the kubelet the image's "${target.authority}" is another registry than "docker.io"`,
    distance: 3,
  };
}

function wildcard(key: Key, target: ImageLocation): Miss | undefined {
  if (!target.hub || key.host !== '*.docker.io') return undefined;
  return {
    clause: 'for sub-domains, but to the kubelet Docker Hub is "docker.io" itself',
    suggestion: 'docker.io',
    distance: 3,
  };
}

function library(key: Key, target: ImageLocation): Miss | undefined {
  const suggestion = `docker.io/library${key.path}`;
  if (!target.hub || key.authority !== 'docker.io' || key.path === '' || !rawKeyWorks(suggestion, target))
    return undefined;
  return {
    clause: `without "library/", under which the kubelet keeps the image: "${target.repository}"`,
    suggestion,
    distance: 2,
  };
}

function organisation(key: Key, target: ImageLocation): Miss | undefined {
  if (!target.hub || key.normalized === null || key.host === '' || /[.:*]/.test(key.authority)) return undefined;
  const suggestion = [`docker.io/${key.normalized}`, `docker.io/library/${key.normalized}`].find((candidate) =>
    rawKeyWorks(candidate, target),
  );
  if (suggestion === undefined) return undefined;
  return {
    clause: `whose first part "${key.host}" the kubelet takes for a host; Docker Hub is not named`,
    suggestion,
    distance: 3,
  };
}

/** `localhost:5000` without a slash is the Docker Hub image `localhost` with tag `5000` (semantics 1.2). */
function portIsTag(key: Key, target: ImageLocation): Miss | undefined {
  const name = target.path.startsWith('/library/') ? target.path.slice('/library/'.length) : undefined;
  const { raw, tag } = target.reference;
  if (!target.hub || tag === undefined || key.host !== name || key.port !== tag || raw.includes('/')) return undefined;
  return {
    clause: `for a registry, but the image "${raw}" has no "/", so it names "${name}" with tag "${tag}" on Docker Hub`,
    suggestion: false,
    distance: 2,
  };
}

export const HUB_CLASSES = [
  { kind: 'hub-port-is-tag', explain: portIsTag },
  { kind: 'hub-index-path', explain: indexPath },
  { kind: 'hub-letter-case', explain: letterCase },
  { kind: 'hub-alias', explain: alias },
  { kind: 'hub-alias-in-image', explain: imageAlias },
  { kind: 'hub-wildcard', explain: wildcard },
  { kind: 'hub-library', explain: library },
  { kind: 'hub-organisation', explain: organisation },
] as const satisfies readonly MissClass[];
