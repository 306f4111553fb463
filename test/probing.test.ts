/** `--probe` of the commands: a registry on loopback that answers as a test says, files, and a scripted API server. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Report } from '../src/cli/report.js';
import { type AskedApi, startAskedApi } from './support/cluster-cli.js';
import { pullSecret } from './support/fake-api-server.js';
import { challenge, HERE, type Registry, refusalWith, type Script, startRegistry } from './support/scripted-registry.js';

const USER = 'planted-user';
const PASSWORD = 'planted-password';
const BASIC = `Basic ${btoa(`${USER}:${PASSWORD}`)}`;

/** Public below `open/`, for the planted login below `team/`, and nothing else; no tag `absent`. */
const SCRIPT: Script = ({ path, authorization }) => {
  if (path.endsWith('/tags/list')) return { status: 200, body: { tags: ['1.0', '1.1'] } };
  const isOpen = path.startsWith('/v2/open/');
  if (!isOpen && authorization === '') return challenge('Basic realm="registry"');
  if (!isOpen && authorization !== BASIC) return refusalWith(401, 'UNAUTHORIZED');
  return path.endsWith('/manifests/absent') ? refusalWith(404, 'MANIFEST_UNKNOWN') : HERE;
};

interface Scene extends AskedApi {
  readonly registry: Registry;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly probe: (argv: readonly string[]) => ReturnType<AskedApi['cli']>;
}

async function open(t: Test, script: Script = SCRIPT): Promise<Scene> {
  const asked = await startAskedApi(t);
  const registry = await startRegistry(t, ['127.0.0.1'], script);
  const host = `127.0.0.1:${registry.port}`;
  writeFileSync(join(asked.directory, 'ca.pem'), registry.ca);
  asked.api.putAll([
    { kind: 'Namespace', metadata: { name: 'shop' } },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
  ]);
  const flags = [
    '--probe',
    ...['--probe-registries', host, '--registries-private', host],
    ...['--probe-allowed-networks', '127.0.0.0/8', '--probe-ca-file', 'ca.pem'],
  ];
  return { ...asked, registry, host, probe: (argv) => asked.cli([...argv, ...flags]) };
}

const secretFile = (host: string, password = PASSWORD): string => `apiVersion: v1
kind: Secret
metadata: {name: regcred, namespace: shop}
type: kubernetes.io/dockerconfigjson
data: {.dockerconfigjson: ${btoa(JSON.stringify({ auths: { [host]: { username: USER, password } } }))}}
`;

const podFile = (image: string, name = 'web', secrets: readonly string[] = []): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop}
spec:
  containers: [{name: web, image: "${image}"}]
  imagePullSecrets: [${secrets.map((each) => `{name: ${each}}`).join(', ')}]
`;

const codesOf = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as Report).results.map(({ object, findings }) =>
    [object.name, ...findings.map(({ code, action }) => `${code} ${action}`)].join(' '),
  );

t.test('check --probe: an image that is public, one that is refused, one that is not there', async (t) => {
  const { host, write, probe, cli, registry } = await open(t);
  write('secret.yaml', secretFile(host));
  write('wrong.yaml', secretFile(host, 'wrong').replace('regcred', 'wrong'));
  write(
    'pods.yaml',
    [
      podFile(`${host}/open/app:1.0`, 'open'),
      podFile(`${host}/team/app:1.0`, 'right', ['regcred']),
      podFile(`${host}/team/app:1.0`, 'wrong', ['wrong']),
      podFile(`${host}/team/app:absent`, 'absent', ['regcred']),
      podFile(`${host}/team/app:1.0`, 'none'),
    ].join('---\n'),
  );
  const files = ['check', 'secret.yaml', 'wrong.yaml', 'pods.yaml', '-o', 'json'];
  const { stdout, stderr, code } = await probe(files);
  t.comment(stdout, stderr, code);
  t.comment(registry.seen.map(({ method, path, authorization }) => `${method} ${path} ${authorization}`).join('\n'));
  const plain = await cli([...files, '--registries-private', host]);
  t.comment(codesOf(plain.stdout), codesOf(stdout));
});
void pullSecret;
