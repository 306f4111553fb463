/** Where the manifest of a reference is (semantics 8.1; distribution-spec, "Pulling manifests"). */
import type { ImageReference } from '../core/types.js';

export interface Target {
  /** `https://registry-1.docker.io` */
  readonly origin: string;
  readonly hostname: string;
  /** `/v2/library/nginx`, without a slash at the end. */
  readonly repository: string;
  /** `/v2/library/nginx/manifests/latest` */
  readonly manifest: string;
  /** `repository:library/nginx:pull` */
  readonly scope: string;
  /** What the reference asks for; the kubelet's `latest` where it says nothing. */
  readonly asks: 'tag' | 'digest';
  readonly tag: string;
}

/** containerd core/remotes/docker/resolver.go DefaultHost, and what CRI-O does alike. */
const HUB = { name: 'docker.io', host: 'registry-1.docker.io' } as const;

/** Undefined where the registry is no host that a URL can have. */
export function targetOf({ registry, path, tag = 'latest', digest }: ImageReference): Target | undefined {
  const authority = registry === HUB.name ? HUB.host : registry;
  const url = URL.canParse(`https://${authority}/`) ? new URL(`https://${authority}/`) : undefined;
  // Nothing of the name may have become a user, a path or a query; upper case is the only thing that may be lost.
  const isWhole = url?.host === authority.toLowerCase() || url?.host === authority.toLowerCase().replace(/:443$/, '');
  if (url === undefined || !isWhole || !/^[a-z0-9._/-]+$/.test(path)) return undefined;
  const repository = `/v2/${path}`;
  return {
    origin: url.origin,
    hostname: url.hostname,
    repository,
    manifest: `${repository}/manifests/${digest ?? tag}`,
    scope: `repository:${path}:pull`,
    asks: digest === undefined ? 'tag' : 'digest',
    tag,
  };
}
