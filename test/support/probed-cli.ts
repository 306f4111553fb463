/** Commands with `--probe`: a registry on loopback that answers as a test says, beside a scripted API server and files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Test } from 'tap';
import { type AskedApi, type Ran, startAskedApi } from './cluster-cli.js';
import type { ApiObject } from './fake-api-server.js';
import { challenge, HERE, type Registry, refusalWith, type Script, startRegistry } from './scripted-registry.js';

export const USER = 'planted-user';
export const PASSWORD = 'planted-password';
export const BASIC = `Basic ${btoa(`${USER}:${PASSWORD}`)}`;
/** Any of it, in any form, in anything that is printed is a leak. */
export const PLANTED = [USER, PASSWORD, btoa(`${USER}:${PASSWORD}`), btoa(USER), btoa(PASSWORD), 'planted'];

/** Below `open/` everybody may pull, below `team/` the planted login, and nobody elsewhere; no tag `absent`. */
export const SCRIPT: Script = ({ path, authorization }) => {
  if (path.endsWith('/tags/list')) return { status: 200, body: { tags: ['1.0', 'absend'] } };
  const isOpen = path.startsWith('/v2/open/');
  if (!isOpen && authorization === '') return challenge('Basic realm="registry"');
  if (!isOpen && (authorization !== BASIC || !path.startsWith('/v2/team/'))) return refusalWith(401, 'UNAUTHORIZED');
  return path.endsWith('/manifests/absent') ? refusalWith(404, 'MANIFEST_UNKNOWN') : HERE;
};

export interface Probed extends AskedApi {
  readonly registry: Registry;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** By the kubeconfig of the scripted API server. */
  readonly asKubectl: readonly string[];
  /** With `--probe`, and the settings with which it is asked. */
  readonly probe: (argv: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ran>;
  /** Texts in which the registry is called `REGISTRY`. */
  readonly told: (text: string) => string;
  /** Requests that it got: `HEAD /v2/... with a login` */
  readonly requests: () => readonly string[];
}

export async function startProbed(t: Test, script: Script = SCRIPT): Promise<Probed> {
  const asked = await startAskedApi(t);
  const registry = await startRegistry(t, ['127.0.0.1', 'localhost'], script);
  const host = `127.0.0.1:${registry.port}`;
  writeFileSync(join(asked.directory, 'ca.pem'), registry.ca);
  asked.api.putAll([
    { kind: 'Namespace', metadata: { name: 'shop' } },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
  ]);
  return {
    ...asked,
    registry,
    host,
    asKubectl: ['--kubeconfig', asked.kubeconfig],
    write(name, text) {
      mkdirSync(dirname(join(asked.directory, name)), { recursive: true });
      asked.write(name, text);
    },
    probe: (argv, env) => asked.cli([...argv, ...flagsFor(host)], env),
    told: (text) => text.replaceAll(host, 'REGISTRY').replaceAll(asked.api.url, 'API'),
    requests: () =>
      registry.seen.map(({ method, path, authorization }) =>
        `${method} ${path}${authorization === '' ? '' : authorization === BASIC ? ' with the login' : ' with another'}`.replace(
          '/v2/',
          '',
        ),
      ),
  };
}

/** Loopback counts as public otherwise. */
export function flagsFor(host: string): readonly string[] {
  return [
    ...['--probe', '--probe-registries', host, '--registries-private', host],
    ...['--probe-allowed-networks', '127.0.0.0/8', '--probe-ca-file', 'ca.pem'],
  ];
}

export function dockerConfig(host: string, password = PASSWORD): string {
  return btoa(JSON.stringify({ auths: { [host]: { username: USER, password } } }));
}

export function loginSecret(host: string, name = 'regcred', password = PASSWORD, namespace = 'shop'): ApiObject {
  return {
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': dockerConfig(host, password) },
  };
}

export const asFile = (...objects: readonly ApiObject[]): string =>
  objects.map((each) => JSON.stringify({ apiVersion: 'v1', ...each })).join('\n---\n');

export function pod(name: string, image: string, ...secrets: readonly string[]): ApiObject {
  return {
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: { containers: [{ name: 'web', image }], imagePullSecrets: secrets.map((each) => ({ name: each })) },
  };
}
