/** @kubernetes/client-node: only what is needed of it is loaded, and a call gets what its KubeConfig would give it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KubeConfig } from '@kubernetes/client-node';
import t, { type Test } from 'tap';
import { loadAccess } from '../../src/cluster/access.js';
import { startFakeApi } from '../support/fake-api-server.js';
import { FILES, kubeconfigOf, LOGINS } from '../support/logins.js';
import { NODE } from '../support/program.js';

const [ENV, ...ARGS] = NODE;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(ROOT, 'dist/main.js');
const CLIENT_NODE = /\/node_modules\/@kubernetes\/client-node\/(.+)$/;

/** Runs it until it ends or says `until`: what it loaded, the files of client-node by their path in it. */
async function loadedBy(t: Test, args: readonly string[], until?: RegExp, env: Record<string, string> = {}) {
  const file = join(t.testdirName, 'loaded');
  rmSync(file, { force: true });
  const recorder = join(ROOT, 'test/support/loaded-modules.mjs');
  const child = spawn(ENV, [...ARGS, '--import', recorder, ...args], {
    env: { ...process.env, ...env, LOADED_MODULES: file },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const look = (chunk: Buffer): void => {
    said += String(chunk);
    if (until?.test(said)) child.kill();
  };
  child.stdout.on('data', look);
  child.stderr.on('data', look);
  await once(child, 'close');
  if (until !== undefined) t.match(said, until);
  const all = readFileSync(file, 'utf8').trim().split('\n');
  return { all, clientNode: all.flatMap((url) => CLIENT_NODE.exec(url)?.slice(1) ?? []).sort() };
}

t.test('what is loaded of it', async (t) => {
  const directory = t.testdir(FILES);
  const api = await startFakeApi();
  t.teardown(() => api.close());
  const cluster = { server: api.url, 'certificate-authority-data': Buffer.from(api.ca).toString('base64') };
  const serve = async (user: unknown, more: unknown = {}) => {
    writeFileSync(join(directory, 'config'), kubeconfigOf(user, { ...cluster, ...(more as object) }));
    const ports = ['--server-port', '0', '--server-health-port', '0'];
    return loadedBy(t, [MAIN, 'serve', '--kubeconfig', join(directory, 'config'), ...ports], /Ready: |listens on/);
  };
  const status = { token: 'a', expirationTimestamp: '2999-01-01T00:00:00Z' };
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'echo', args: [JSON.stringify({ status })] };
  const withToken = await serve({ token: 'a' });
  t.strictSame(withToken.clientNode, ['dist/config_types.js']);
  t.ok(
    withToken.all.some((url) => url.endsWith('/dist/cluster/watch.js')),
    'what is loaded is seen',
  );
  t.strictSame((await serve({ exec })).clientNode, ['dist/config_types.js', 'dist/exec_auth.js', 'dist/file_auth.js']);

  const pod = t.testdir({ pod: { token: 'a', 'ca.crt': api.ca, namespace: 'pullgate' } });
  const { port } = new URL(api.url);
  const options = {
    env: { HOME: directory, KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: port },
    serviceAccountDirectory: join(pod, 'pod'),
  };
  const inPod = `
    const [{ loadAccess }, { createDirectState }] = await Promise.all(
      ['access', 'direct'].map((name) => import('${ROOT}/dist/cluster/' + name + '.js')));
    const access = await loadAccess(${JSON.stringify(options)});
    const answer = await createDirectState(access).state.ask({ about: 'namespace', namespace: 'x' }, {});
    console.log(access.describe(), JSON.stringify(answer));`;
  const inside = await loadedBy(t, ['--input-type=module', '-e', inPod], /in the cluster\) \{"state":"absent"\}/);
  t.strictSame(inside.clientNode, []);

  const offline = [
    ['--help'],
    ['check', join(ROOT, 'docs/example/cluster')],
    ['explain', 'docker.io/library/nginx:1.27', '--cluster-dir', join(ROOT, 'docs/example/cluster')],
  ];
  for (const args of offline) t.strictSame((await loadedBy(t, [MAIN, ...args])).clientNode, [], args.join(' '));
});

t.test('a call gets what KubeConfig would give it', async (t) => {
  for (const [what, { user, cluster }] of Object.entries(LOGINS)) {
    const directory = t.testdir({ ...FILES, config: kubeconfigOf(user, cluster ?? {}) });
    const file = join(directory, 'config');
    const { agent, headers, ...ours } = await (await loadAccess({ kubeconfig: file, env: {} })).requestOptions();
    const theirs = await theirsOf(file);
    t.strictSame({ ...ours, headers }, theirs.options, what);
    t.equal(agent?.constructor.name, theirs.agent, what);
  }
});

/** An agent is made for each call; only one for a proxy counts. What it does not know is `tokenFile`. */
async function theirsOf(
  file: string,
): Promise<{ readonly options: RequestOptions; readonly agent: string | undefined }> {
  const config = new KubeConfig();
  config.loadFromFile(file);
  config.users = config.users.map((user) => {
    const { tokenFile } = JSON.parse(readFileSync(file, 'utf8')).users[0].user ?? {};
    if (tokenFile === undefined) return user;
    return { ...user, authProvider: { name: 'tokenFile', config: { tokenFile: join(file, '..', tokenFile) } } };
  });
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { agent, ...rest } = options;
  const name = agent?.constructor.name;
  return { options: rest, agent: name === 'Agent' ? undefined : name };
}
