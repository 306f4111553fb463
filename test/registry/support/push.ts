/** Small images, pushed with plain HTTP calls (distribution-spec, "Pushing"). */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { text } from 'node:stream/consumers';
import { INDEX, MANIFEST } from '../../support/scripted-registry.js';

export interface Place {
  readonly port: number;
  /** Of its certificate; absent: plain HTTP. */
  readonly ca?: string;
  readonly authorization?: (repository: string) => string;
}

export interface Pushed {
  readonly digest: string;
  readonly size: number;
  readonly bytes: string;
}

async function send(place: Place, repository: string, method: string, path: string, type: string, body: string) {
  const authorization = place.authorization?.(repository);
  const options = {
    ...{ host: '127.0.0.1', port: place.port, method, path, agent: false as const },
    headers: {
      ...{ 'content-type': type, 'content-length': Buffer.byteLength(body), host: 'registry.example.com' },
      ...(authorization === undefined ? {} : { authorization }),
    },
  };
  const outgoing =
    place.ca === undefined ? plain(options) : secure({ ...options, ca: place.ca, servername: 'registry.example.com' });
  outgoing.end(body);
  const [incoming]: IncomingMessage[] = (await once(outgoing, 'response')) as [IncomingMessage];
  const said = await text(incoming as IncomingMessage);
  const status = incoming?.statusCode ?? 0;
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${said}`);
  return incoming?.headers.location ?? '';
}

const digestOf = (bytes: string): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

async function pushBlob(place: Place, repository: string, bytes: string): Promise<void> {
  const location = await send(
    place,
    repository,
    'POST',
    `/v2/${repository}/blobs/uploads/`,
    'application/octet-stream',
    '',
  );
  const url = new URL(location, 'https://registry.example.com');
  url.searchParams.set('digest', digestOf(bytes));
  await send(place, repository, 'PUT', `${url.pathname}${url.search}`, 'application/octet-stream', bytes);
}

export async function pushImage(
  place: Place,
  repository: string,
  tag: string,
  architecture = 'amd64',
): Promise<Pushed> {
  const config = JSON.stringify({ architecture, os: 'linux', rootfs: { type: 'layers', diff_ids: [] } });
  const layer = `layer of ${repository}`;
  for (const bytes of [config, layer]) await pushBlob(place, repository, bytes);
  const described = (bytes: string, mediaType: string) => ({ mediaType, digest: digestOf(bytes), size: bytes.length });
  return pushManifest(place, repository, tag, MANIFEST, {
    ...{ schemaVersion: 2, mediaType: MANIFEST },
    config: described(config, 'application/vnd.oci.image.config.v1+json'),
    layers: [described(layer, 'application/vnd.oci.image.layer.v1.tar')],
  });
}

/** An index of images for these platforms, and of an attestation for each, as buildx writes it. */
export async function pushIndex(
  place: Place,
  repository: string,
  tag: string,
  platforms: readonly string[],
): Promise<Pushed> {
  const manifests: unknown[] = [];
  for (const platform of [...platforms, 'unknown/unknown']) {
    const [os, architecture = '', variant] = platform.split('/');
    const { digest, size } = await pushImage(place, repository, `${tag}-${architecture}`, architecture);
    manifests.push({
      mediaType: MANIFEST,
      digest,
      size,
      platform: { os, architecture, ...(variant === undefined ? {} : { variant }) },
    });
  }
  return pushManifest(place, repository, tag, INDEX, { schemaVersion: 2, mediaType: INDEX, manifests });
}

async function pushManifest(
  place: Place,
  repository: string,
  tag: string,
  type: string,
  manifest: unknown,
): Promise<Pushed> {
  const bytes = JSON.stringify(manifest);
  await send(place, repository, 'PUT', `/v2/${repository}/manifests/${tag}`, type, bytes);
  return { digest: digestOf(bytes), size: bytes.length, bytes };
}
