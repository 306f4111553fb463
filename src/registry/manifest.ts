/** The manifest of an image: whether it is there (HEAD, which is no pull), and what an index of it holds. */
import { own } from '../core/fields.js';
import { parse } from './errors.js';
import type { Visit } from './http.js';
import { MOST_INDEX_BYTES } from './limits.js';
import type { Answered, Reply } from './reply.js';

const INDEXES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const MANIFESTS = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
/** All four, or a registry answers with a form of its own choice (semantics 8.1). */
const ACCEPT = [...INDEXES, ...MANIFESTS].join(', ');

/** Digests that OCI knows: what else stands in that header is not shown. */
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
/** `linux`, `arm64`, `v8`: what a platform is written with. */
const PART = /^[a-z0-9][a-z0-9._-]{0,31}$/;
const MOST_MANIFESTS = 4096;

/** Some registries know no HEAD (containerd core/remotes/docker/resolver.go retryRequest). */
export async function askManifest(visit: Visit, url: URL, authorization: string | undefined): Promise<Reply> {
  const reply = await visit.ask({ method: 'HEAD', url, accept: ACCEPT, authorization, redirects: 'any-host' });
  if (!reply.ok || reply.status !== 405) return reply;
  return visit.ask({ method: 'GET', url, accept: ACCEPT, authorization, redirects: 'any-host' });
}

/** What a registry says beside a refusal, which HEAD has no place for. */
export function askWords(visit: Visit, url: URL, authorization: string | undefined): Promise<Reply> {
  return visit.ask({ method: 'GET', url, accept: ACCEPT, authorization, redirects: 'own' });
}

export function digestOf(reply: Answered): string | undefined {
  const digest = reply.header('docker-content-digest')[0]?.trim() ?? '';
  return DIGEST.test(digest) ? digest : undefined;
}

const typeOf = (reply: Answered): string =>
  (reply.header('content-type')[0] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

export const isIndex = (reply: Answered): boolean => INDEXES.includes(typeOf(reply));

/** Else it is a page of somebody else: of a proxy, of a login to a network. */
export function isManifest(reply: Answered): boolean {
  return digestOf(reply) !== undefined || [...INDEXES, ...MANIFESTS].includes(typeOf(reply));
}

/** One GET, which counts as a pull. Undefined where it is too large, is no index, or does not come. */
export async function fetchPlatforms(
  visit: Visit,
  url: URL,
  authorization: string | undefined,
): Promise<readonly string[] | undefined> {
  const mostBytes = MOST_INDEX_BYTES;
  const reply = await visit.ask({
    method: 'GET',
    url,
    accept: ACCEPT,
    authorization,
    redirects: 'any-host',
    mostBytes,
  });
  return reply.ok && reply.status === 200 ? platformsIn(parse(reply.body)) : undefined;
}

/** `linux/arm/v7`, each once, sorted. An attestation is written as a manifest for `unknown/unknown`. */
export function platformsIn(index: unknown): readonly string[] | undefined {
  const manifests = own(index, 'manifests');
  if (!Array.isArray(manifests) || manifests.length > MOST_MANIFESTS) return undefined;
  const found = manifests.flatMap((each) => platformIn(own(each, 'platform')));
  // One without a platform fits all (containerd core/images/image.go), so the rest would say too little.
  const isWhole = manifests.every((each) => own(each, 'platform') !== undefined);
  return isWhole && found.length > 0 ? [...new Set(found)].sort() : undefined;
}

function platformIn(platform: unknown): readonly string[] {
  const parts = [own(platform, 'os'), own(platform, 'architecture'), own(platform, 'variant')];
  const [os, architecture, variant] = parts.map((each) =>
    typeof each === 'string' && PART.test(each) ? each : undefined,
  );
  if (os === undefined || architecture === undefined || os === 'unknown' || architecture === 'unknown') return [];
  return [variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`];
}
