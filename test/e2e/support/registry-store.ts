/**
 * The real registry: Debian's `docker-registry`, which asks for a token of ./registry-front.ts. What it holds was pushed
 * over its own API, by a second one on the same folder that asks for nothing and is stopped then.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Test } from 'tap';
import { issueCa } from '../../../src/tls/issue.js';
import type { Certificate } from '../../../src/tls/ports.js';
import { ISSUER, SERVICE } from '../../registry/support/tokens.js';
import { freePorts } from '../../support/free-ports.js';
import { type Program, startProgram, waitFor } from './processes.js';

const PROGRAM = 'docker-registry';
const AT_ONCE = 8;

/** The line of an htpasswd file for user `good` with password `pw`, as `htpasswd -nbB` prints it. */
const HTPASSWD = 'good:$2y$05$lrdQVMowvWBlafc2z9OEcuUJ1F45UHxfnP1135nbK3YF7z6E6zJr.\n';

/** What is held under a repository: an image of its own for each tag, so that no two share a config or a digest. */
export interface Held {
  /** Without the host: `team/app`. */
  readonly repository: string;
  readonly tag: string;
  /** An index with this one architecture, instead of a plain manifest. */
  readonly indexOf?: string;
}

export interface RegistryStore {
  readonly port: number;
  /** Of a second one, of the same images, that wants user and password themselves. */
  readonly basicPort: number;
  /** Signs tokens that the registry takes. */
  readonly signer: Certificate;
  /** `sha256:...` of a manifest or an index. */
  readonly digestOf: (repository: string, tag: string) => string;
}

export async function startRegistryStore(t: Test, folder: string, images: readonly Held[]): Promise<RegistryStore> {
  const root = join(folder, 'registry');
  mkdirSync(root, { recursive: true });
  const signer = await issueCa(Date.now(), 86_400_000);
  const bundle = join(root, 'signer.crt');
  writeFileSync(bundle, signer.cert);
  const [seedPort = 0, port = 0, basicPort = 0] = await freePorts(3);
  const seeding = await start(root, 'seeding', seedPort, {});
  const digests = new Map<string, string>();
  try {
    const waiting = [...new Map(images.map((image) => [keyOf(image), image])).values()];
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const worker = async (): Promise<void> => {
      for (let image = waiting.shift(); image !== undefined; image = waiting.shift()) {
        digests.set(keyOf(image), await push({ agent, port: seedPort }, image));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    agent.destroy();
  } finally {
    await seeding.stop(2_000);
  }
  // The realm must be there, and is not used.
  const token = {
    autoredirect: true,
    realm: 'https://registry.invalid/',
    issuer: ISSUER,
    service: SERVICE,
    rootcertbundle: bundle,
  };
  const program = await start(root, 'registry', port, { auth: { token } });
  t.teardown(() => program.stop(1_000));
  const users = join(root, 'users');
  writeFileSync(users, HTPASSWD);
  const basic = await start(root, 'basic', basicPort, { auth: { htpasswd: { realm: 'e2e', path: users } } });
  t.teardown(() => basic.stop(1_000));
  return {
    port,
    basicPort,
    signer,
    digestOf: (repository, tag) => {
      const digest = digests.get(keyOf({ repository, tag }));
      if (digest === undefined) throw new Error(`nothing was pushed as ${repository}:${tag}`);
      return digest;
    },
  };
}

const keyOf = ({ repository, tag }: Held): string => `${repository}:${tag}`;

async function start(root: string, name: string, port: number, more: object): Promise<Program> {
  const config = {
    version: '0.1',
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(root, 'data') } },
    http: { addr: `127.0.0.1:${port}`, secret: 'e2e' },
    ...more,
  };
  const file = join(root, `${name}.json`);
  writeFileSync(file, JSON.stringify(config));
  const program = startProgram(PROGRAM, ['serve', file], { folder: root, name });
  const answers = async (): Promise<boolean> => {
    const status = await call({ agent: new Agent(), port }, 'GET', '/v2/').then(
      ({ status }) => status,
      () => 0,
    );
    return status === 200 || status === 401;
  };
  await waitFor(`${PROGRAM} (Debian's package of that name) answers`, answers, { while: [program] });
  return program;
}

// ---------------------------------------------------------------------------------------------------------- pushing

interface Target {
  readonly agent: Agent;
  readonly port: number;
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

async function push(target: Target, image: Held): Promise<string> {
  const architecture = image.indexOf ?? 'amd64';
  // Two uploads of the same bytes at once are not safe in every version: each image has a layer of its own.
  const content = Buffer.alloc(1024, keyOf(image));
  const config = asJson({
    architecture,
    os: 'linux',
    config: { Labels: { image: keyOf(image) } },
    rootfs: { type: 'layers', diff_ids: [digestOf(content)] },
  });
  const layers = [await pushBlob(target, image, 'application/vnd.oci.image.layer.v1.tar+gzip', gzipSync(content))];
  const described = await pushBlob(target, image, 'application/vnd.oci.image.config.v1+json', config);
  const manifest = asJson({ schemaVersion: 2, mediaType: MANIFEST, config: described, layers });
  if (image.indexOf === undefined) return pushManifest(target, image, image.tag, MANIFEST, manifest);
  const digest = await pushManifest(target, image, digestOf(manifest), MANIFEST, manifest);
  const entry = { mediaType: MANIFEST, digest, size: manifest.length, platform: { os: 'linux', architecture } };
  return pushManifest(
    target,
    image,
    image.tag,
    INDEX,
    asJson({ schemaVersion: 2, mediaType: INDEX, manifests: [entry] }),
  );
}

const asJson = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

async function pushBlob(target: Target, { repository }: Held, mediaType: string, bytes: Buffer): Promise<Descriptor> {
  const { location } = await must(target, 'POST', `/v2/${repository}/blobs/uploads/`);
  const upload = new URL(location, `http://127.0.0.1:${target.port}`);
  const digest = digestOf(bytes);
  upload.searchParams.set('digest', digest);
  await must(target, 'PUT', `${upload.pathname}${upload.search}`, bytes, 'application/octet-stream');
  return { mediaType, digest, size: bytes.length };
}

async function pushManifest(target: Target, { repository }: Held, name: string, type: string, bytes: Buffer) {
  await must(target, 'PUT', `/v2/${repository}/manifests/${name}`, bytes, type);
  return digestOf(bytes);
}

async function must(target: Target, method: string, path: string, bytes?: Buffer, type?: string) {
  const answer = await call(target, method, path, bytes, type);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer;
}

interface Answer {
  readonly status: number;
  readonly location: string;
  readonly text: string;
}

function call({ agent, port }: Target, method: string, path: string, bytes?: Buffer, type = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': type, 'content-length': bytes?.length ?? 0 };
    const sent = request({ host: '127.0.0.1', port, agent, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, location: headers.location ?? '', text: Buffer.concat(chunks).toString() });
      });
    });
    sent.once('error', reject);
    sent.end(bytes);
  });
}
