/** Kubeconfigs and pods as they are found: which file counts, what is merged, what is told, and what a call gets of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { type AccessOptions, type ClusterAccess, loadAccess } from '../src/cluster/access.js';

interface Folder {
  readonly path: (name: string) => string;
  /** Writes it, and its path. */
  readonly write: (name: string, text: string) => string;
}

function folderOf(t: Test): Folder {
  const root = t.testdir({});
  const path = (name: string): string => join(root, name);
  return {
    path,
    write(name, text) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
      return path(name);
    },
  };
}

interface Names {
  readonly name?: string;
  readonly server?: string;
  readonly token?: string;
  readonly namespace?: string;
  readonly current?: string;
}

function config({ name = 'a', server = `https://${name}.test:6443`, token = `token-${name}`, ...more }: Names = {}) {
  const namespace = more.namespace ?? `ns-${name}`;
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': more.current ?? name,
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name, ...(namespace === '' ? {} : { namespace }) } }],
  });
}

async function tokenOf(access: ClusterAccess): Promise<unknown> {
  return Object.entries((await access.requestOptions()).headers ?? {}).find(([name]) =>
    /^authorization$/i.test(name),
  )?.[1];
}

async function found(options: AccessOptions): Promise<readonly unknown[]> {
  const access = await loadAccess(options);
  return [access.server.href, access.namespace, access.podNamespace, await tokenOf(access)];
}

const ofA = ['https://a.test:6443/', 'ns-a', undefined, 'Bearer token-a'];
const ofB = ['https://b.test:6443/', 'ns-b', undefined, 'Bearer token-b'];

t.test('which file counts', async (t) => {
  const { write, path } = folderOf(t);
  const a = write('a', config());
  const b = write('b', config({ name: 'b' }));
  write('home/.kube/config', config({ name: 'b' }));
  const HOME = path('home');
  const nowhere = path('nowhere');
  const rows: readonly (readonly [AccessOptions, readonly unknown[]])[] = [
    [{ kubeconfig: a, env: { KUBECONFIG: b, HOME } }, ofA],
    [{ kubeconfig: '', env: { KUBECONFIG: a, HOME } }, ofA],
    [{ env: { KUBECONFIG: '', HOME } }, ofB],
    [{ env: { KUBECONFIG: delimiter, HOME } }, ofB],
    [{ env: { KUBECONFIG: ['', nowhere, '', a].join(delimiter), HOME } }, ofA],
    [{ env: { USERPROFILE: HOME } }, ofB],
    [{ kubeconfig: a, context: '', env: {} }, ofA],
    [
      { kubeconfig: write('plain', config({ namespace: '' })), env: {} },
      [...ofA.slice(0, 1), 'default', ...ofA.slice(2)],
    ],
  ];
  for (const [options, wanted] of rows) t.strictSame(await found(options), wanted, JSON.stringify(options));
  t.strictSame(await found({ env: { HOME, USERPROFILE: nowhere } }), ofB);
});

t.test('of several files the first counts, name by name', async (t) => {
  const { write } = folderOf(t);
  const env = (...files: readonly string[]) => ({ KUBECONFIG: files.join(delimiter) });
  const a = write('a', config());
  const b = write('b', config({ name: 'b' }));
  const again = write('again', config({ server: 'https://other.test', token: 'other', namespace: 'other' }));
  const none = write('none', JSON.stringify({ apiVersion: 'v1', kind: 'Config' }));
  t.strictSame(await found({ env: env(a, again, b) }), ofA);
  t.strictSame(await found({ env: env(a, again, b), context: 'b' }), ofB);
  t.strictSame(await found({ env: env(none, b, a) }), ofB, 'the first context that any of them sets');
  const user = (name: string, token: string): string =>
    JSON.stringify({ apiVersion: 'v1', kind: 'Config', users: [{ name, user: { token } }] });
  t.strictSame((await found({ env: env(write('user', user('a', 'mine')), a) }))[3], 'Bearer mine');
  const cluster = JSON.stringify({ clusters: [{ name: 'a', cluster: { server: 'https://mine.test' } }] });
  t.strictSame((await found({ env: env(write('cluster', cluster), a) }))[0], 'https://mine.test/');
  const access = await loadAccess({ env: env(a, b) });
  t.equal(access.describe(), `https://a.test:6443 (${a}, ${b}, context "a", user "a")`);
});

t.test('what must be put right is told, with the file and nothing of what it holds', async (t) => {
  const { write, path } = folderOf(t);
  const nowhere = path('nowhere');
  const a = write('a', config());
  const none = write('none', config({ current: 'x' }));
  const bare = write('bare', config().replace('"users"', '"other"'));
  const server = (text: string): string => write(`server-${text.length}`, config({ server: text }));
  const home = join(nowhere, '.kube', 'config');
  const outside = 'and Pullgate does not run in a pod with a ServiceAccount token';
  const missing = write(
    'missing',
    JSON.stringify({ 'current-context': 'c', contexts: [{ name: 'c', context: { cluster: 'gone', user: 'gone' } }] }),
  );
  const rows: readonly (readonly [AccessOptions, string])[] = [
    [{ env: { HOME: nowhere } }, `no cluster to read: there is no kubeconfig (${home}), ${outside}; give one`],
    [
      { env: { KUBECONFIG: [nowhere, path('y')].join(delimiter), HOME: path('home') }, instead: 'use --cluster-dir' },
      `no cluster to read: there is no kubeconfig (${nowhere}, ${path('y')}), ${outside}; use --cluster-dir`,
    ],
    [{ kubeconfig: a, context: 'x', env: {} }, `the kubeconfig ${a} has no context "x"`],
    [
      { env: { KUBECONFIG: [a, none].join(delimiter) }, context: 'y' },
      `the kubeconfig ${a}, ${none} has no context "y"`,
    ],
    [{ kubeconfig: none, env: {} }, `the kubeconfig ${none} has no context "x"`],
    [{ kubeconfig: nowhere, env: {} }, `the kubeconfig ${nowhere} cannot be read: no such file or directory`],
    [
      { kubeconfig: write('yaml', 'a: [secret'), env: {} },
      `the kubeconfig ${path('yaml')} cannot be read: it is not a kubeconfig`,
    ],
    [
      { kubeconfig: server('http://x.test'), env: {} },
      `the context "a" (${path('server-13')}) names the API server "http://x.test", which is not an https address`,
    ],
    [
      { kubeconfig: server('x.test'), env: {} },
      `the context "a" (${path('server-6')}) names an API server, which is not an https address`,
    ],
    [{ kubeconfig: missing, env: {} }, `the context "c" (${missing}) names no cluster`],
  ];
  for (const [options, message] of rows) {
    await t.rejects(loadAccess({ ...options, serviceAccountDirectory: nowhere }), { code: 'PG_E_CONFIG', message });
    const error = await loadAccess({ ...options, serviceAccountDirectory: nowhere }).catch((thrown: Error) => thrown);
    t.equal(error instanceof Error ? error.message : '', message);
  }
  t.equal(
    (await loadAccess({ kubeconfig: bare, env: {} })).describe(),
    `https://a.test:6443 (${bare}, context "a", user "")`,
  );
});

t.test('in a pod', async (t) => {
  const { write, path } = folderOf(t);
  const pod = path('pod');
  write('pod/token', 'token-of-pod\n');
  const file = write('pod/ca.crt', 'a certificate');
  const load = (env: AccessOptions['env'], serviceAccountDirectory = pod): Promise<ClusterAccess> =>
    loadAccess({ env: { HOME: path('nobody'), ...env }, serviceAccountDirectory });
  const HOST = { KUBERNETES_SERVICE_HOST: '10.96.0.1' };
  const access = await load(HOST);
  t.strictSame(
    [access.server.href, access.namespace, access.podNamespace, access.describe()],
    ['https://10.96.0.1/', 'default', undefined, 'https://10.96.0.1 (in the cluster)'],
  );
  t.notOk(Object.hasOwn(access, 'podNamespace'));
  t.match(await access.requestOptions(), {
    ca: Buffer.from('a certificate'),
    headers: { Authorization: 'Bearer token-of-pod' },
  });
  t.not((await access.requestOptions()).rejectUnauthorized, false, 'its certificate is looked at');
  write('pod/namespace', ' \n');
  t.strictSame([(await load(HOST)).namespace, (await load(HOST)).podNamespace], ['default', undefined]);
  write('pod/namespace', 'pullgate-system\n');
  t.strictSame([(await load(HOST)).namespace, (await load(HOST)).podNamespace], ['pullgate-system', 'pullgate-system']);
  t.equal((await load({ ...HOST, KUBERNETES_SERVICE_PORT: '6443' })).server.href, 'https://10.96.0.1:6443/');
  t.equal((await load({ KUBERNETES_SERVICE_HOST: 'fd00::1' })).server.href, 'https://[fd00::1]/');
  t.equal((await load({ KUBERNETES_SERVICE_HOST: 'kubernetes' })).server.href, 'https://kubernetes/');
  await t.rejects(load({}), { message: /does not run in a pod/ });
  await t.rejects(load({ KUBERNETES_SERVICE_HOST: '' }), { message: /does not run in a pod/ });
  await t.rejects(load(HOST, dirname(file).replace('pod', 'other')), { message: /does not run in a pod/ });
});

t.test('what a call gets: headers without line breaks, and an agent only where there is a proxy', async (t) => {
  const { write } = folderOf(t);
  const proxied = config().replace('"server"', '"proxy-url":"http://proxy.test:3128","server"');
  const plain = await loadAccess({ kubeconfig: write('plain', config({ token: 'x \n' })), env: {} });
  const options = await plain.requestOptions();
  t.notOk('agent' in options, 'a handshake for each call');
  t.equal(await tokenOf(plain), 'Bearer x');
  const behind = await loadAccess({ kubeconfig: write('proxied', proxied), env: {} });
  t.ok((await behind.requestOptions()).agent);
  t.equal(await tokenOf(behind), 'Bearer token-a');
});

t.test('credentials are asked for once and kept for a minute; a failure is not', async (t) => {
  const { write, path } = folderOf(t);
  write('pod/token', 'one');
  const env = { HOME: path('nobody'), KUBERNETES_SERVICE_HOST: '10.96.0.1' };
  const access = await loadAccess({ env, serviceAccountDirectory: path('pod') });
  await t.rejects(access.requestOptions(), 'there is no ca.crt yet');
  write('pod/ca.crt', 'a certificate');
  let now = 1000;
  t.intercept(performance, 'now', { value: () => now });
  const first = access.requestOptions();
  t.equal(access.requestOptions(), first, 'who asks meanwhile has the same');
  await first;
  now += 60_000;
  t.equal(access.requestOptions(), first);
  now += 1;
  const second = access.requestOptions();
  t.not(second, first);
  await second;
  write('pod/token', 'two');
  t.equal(await tokenOf(access), 'Bearer one');
  access.reloadToken();
  t.equal(await tokenOf(access), 'Bearer two');
});

t.test('a failure that comes late does not take away what was read meanwhile', async (t) => {
  const { write } = folderOf(t);
  const slow = { apiVersion: 'client.authentication.k8s.io/v1', command: 'sh', args: ['-c', 'sleep 0.2; exit 1'] };
  const file = write('config', config().replace('"token":"token-a"', `"exec":${JSON.stringify(slow)}`));
  const access = await loadAccess({ kubeconfig: file, env: {} });
  const failing = access.requestOptions();
  write('config', config());
  access.reloadToken();
  const good = access.requestOptions();
  t.equal(await tokenOf(access), 'Bearer token-a');
  await t.rejects(failing);
  t.equal(access.requestOptions(), good);
});

t.test('a token file of a user is found from where the kubeconfig is', async (t) => {
  const { write } = folderOf(t);
  write('k/tokens/mine', 'from-the-file\n');
  const text = config().replace('{"token":"token-a"}', '{"token":"unused","tokenFile":"tokens/mine"}');
  const users = text.replace('"users":[', '"users":[{"name":"other","user":{"token":"other"}},');
  t.equal((await found({ kubeconfig: write('k/config', users), env: {} }))[3], 'Bearer from-the-file');
});
