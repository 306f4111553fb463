/**
 * Near misses around Docker Hub, whose many names are different registries to the kubelet (semantics 1.4, 2.19, 2.22;
 * kubernetes pkg/credentialprovider/keyring.go, isDockerHub and the fallback to `index.docker.io`).
 */
import { registryHint } from '../../image/registry-hints.js';
import type { ImageLocation, Key, Miss, MissClass } from './target.js';
import { HUB_KEY, rawKeyWorks } from './target.js';

const HUB_NAMES = new Set(registryHint('docker.io').aliases);

function indexPath(key: Key, target: ImageLocation): Miss | undefined {
  if (!target.hub || key.authority !== 'index.docker.io' || key.path === '') return undefined;
  const clause = `with the path "${key.path}", but the kubelet uses "index.docker.io" only without a path`;
  const suggestion = `docker.io${key.path}`;
  return rawKeyWorks(suggestion, target) ? { clause, suggestion, distance: 3 } : { clause, distance: 6 };
}

function alias(key: Key, target: ImageLocation): Miss | undefined {
  if (
    !target.hub ||
    key.authority === 'index.docker.io' ||
    !(HUB_NAMES.has(key.host) || key.host === 'index.docker.io')
  )
    return undefined;
  return {
    clause: `for another of Docker's addresses than the image's "docker.io"`,
    suggestion: HUB_KEY,
    distance: 3,
  };
}

function imageAlias(key: Key, target: ImageLocation): Miss | undefined {
  const named = HUB_NAMES.has(target.host) || HUB_NAMES.has(target.authority);
  if (target.hub || !named || key.authority !== 'index.docker.io' || key.path !== '') return undefined;
  return {
    clause: `for Docker Hub, but to the kubelet the image's "${target.authority}" is another registry than "docker.io"`,
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

export const HUB_CLASSES = [
  { kind: 'hub-index-path', explain: indexPath, source: 'docker/cli#3678 (a login for a path of Docker Hub)' },
  {
    kind: 'hub-alias',
    explain: alias,
    source: 'vmware-tanzu/kubeapps#1691 (names of Docker Hub tried one by one), Deepomatic/dmake#327',
  },
  {
    kind: 'hub-alias-in-image',
    explain: imageAlias,
    source: 'help.sonatype.com, Docker Registry (docker pull registry-1.docker.io/library/alpine)',
  },
  { kind: 'hub-library', explain: library, source: 'docker/cli#3678 (a login for the name of an image)' },
] as const satisfies readonly MissClass[];
