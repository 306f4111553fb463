/** What a user and a cluster of a kubeconfig come to in a call: certificates, tokens, plugins, providers and proxies. */
import { writeFileSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { chooseContext, parseKubeconfig } from '../src/cluster/kubeconfig.js';
import { createLogin } from '../src/cluster/kubeconfig-login.js';
import { FILES, kubeconfigOf, LOGINS } from './support/logins.js';

function loginOf(t: Test, user: unknown, cluster: unknown = {}): () => Promise<RequestOptions> {
  const directory = t.testdir({ ...FILES, config: kubeconfigOf(user, cluster) });
  return createLogin(chooseContext([join(directory, 'config')], ''));
}

for (const [what, { user, cluster, options, agent }] of Object.entries(LOGINS)) {
  t.test(what, async (t) => {
    const { agent: found, ...rest } = await loginOf(t, user, cluster)();
    t.strictSame(rest, options);
    t.equal(found?.constructor.name, agent);
  });
}

t.test('where a user is not there, the cluster is called all the same', async (t) => {
  const login = createLogin({
    context: { name: 'a', cluster: 'a', user: 'gone' },
    cluster: {
      name: 'a',
      server: 'https://a.test',
      skipTLSVerify: false,
      caData: Buffer.from('ca').toString('base64'),
    },
    user: undefined,
  });
  t.strictSame(await login(), { ca: Buffer.from('ca'), headers: {} });
  const nothing = createLogin({ context: { name: 'a', cluster: 'a', user: 'a' }, cluster: undefined, user: undefined });
  t.strictSame(await nothing(), { headers: {} });
});

t.test('a proxy is gone through with the certificates of the call, those of a plugin too', async (t) => {
  const status = { clientCertificateData: 'C', clientKeyData: 'K' };
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'echo', args: [JSON.stringify({ status })] };
  const tls = { 'certificate-authority': 'ca.crt', 'tls-server-name': 'kubernetes', 'insecure-skip-tls-verify': true };
  for (const proxy of ['http://proxy.test:3128', 'socks5://proxy.test:1080']) {
    const { agent } = await loginOf(t, { exec }, { ...tls, 'proxy-url': proxy })();
    const wanted = {
      ca: Buffer.from('of ca.crt'),
      cert: 'C',
      key: 'K',
      servername: 'kubernetes',
      rejectUnauthorized: false,
    };
    t.match(agent, { options: wanted }, proxy);
    const { agent: strict } = await loginOf(t, {}, { 'proxy-url': proxy })();
    t.notMatch(strict, { options: { rejectUnauthorized: Boolean } }, 'not said: NODE_TLS_REJECT_UNAUTHORIZED counts');
  }
});

t.test('a plugin is asked again when its token has expired, files each time', async (t) => {
  const directory = t.testdir({ ...FILES, asked: '' });
  const script =
    'printf x >> "$0"; printf \'{"status":{"token":"%d","expirationTimestamp":"%s"}}\' $(wc -c < "$0") "$1"';
  const tokens = async (expires: string): Promise<readonly unknown[]> => {
    const args = ['-c', script, join(directory, 'asked'), expires];
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'sh', args };
    writeFileSync(join(directory, 'config'), kubeconfigOf({ exec, 'client-key': 'tls.key' }, {}));
    const login = createLogin(chooseContext([join(directory, 'config')], ''));
    writeFileSync(join(directory, 'tls.key'), 'first');
    const first = await login();
    writeFileSync(join(directory, 'tls.key'), 'second');
    const second = await login();
    t.strictSame([first.key, second.key].map(String), ['first', 'second']);
    return [first.headers, second.headers];
  };
  const bearer = (token: number) => ({ Authorization: `Bearer ${token}` });
  t.strictSame(await tokens('2999-01-01T00:00:00Z'), [bearer(1), bearer(1)]);
  t.strictSame(await tokens('2000-01-01T00:00:00Z'), [bearer(2), bearer(3)]);
});

t.test('what cannot be had is a rejection, and the next time it is tried again', async (t) => {
  const directory = t.testdir({ config: kubeconfigOf({ 'client-key': 'late' }, {}) });
  const login = createLogin(chooseContext([join(directory, 'config')], ''));
  await t.rejects(login(), { code: 'ENOENT' });
  writeFileSync(join(directory, 'late'), 'key');
  t.strictSame((await login()).key, Buffer.from('key'));
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'false' };
  await t.rejects(loginOf(t, { exec })());
});

t.test('a kubeconfig is a mapping, in the YAML that kubectl reads', (t) => {
  for (const text of ['', 'text', '- a', 'null', '5']) t.throws(() => parseKubeconfig(text, '/'), text);
  for (const text of ['clusters: [{}]', 'users: [{}]', 'contexts: [{}]', 'clusters: [null]']) {
    t.throws(() => parseKubeconfig(text, '/'), text);
  }
  t.strictSame(parseKubeconfig('apiVersion: v1', '/'), {
    clusters: [],
    users: [],
    contexts: [],
    currentContext: undefined,
  });
  const merged = parseKubeconfig('x: &x {token: t}\nusers: [{name: a, user: {<<: *x, as: bob}}]', '/');
  t.match(merged.users, [{ name: 'a', token: 't', impersonateUser: 'bob' }]);
  t.end();
});

t.test('paths count from where the kubeconfig is', (t) => {
  const text = `
clusters: [{name: a, cluster: {server: "https://a.test/", certificate-authority: ca.crt}}]
users:
- {name: a, user: {client-certificate: ../tls.crt, client-key: /etc/tls.key, tokenFile: token, token: unused}}
- {name: b, user: {client-certificate: "", token: used}}
`;
  const { clusters, users } = parseKubeconfig(text, '/home/me');
  t.match(clusters, [{ server: 'https://a.test', caFile: '/home/me/ca.crt' }]);
  const authProvider = { name: 'tokenFile', config: { tokenFile: '/home/me/token' } };
  t.match(users, [
    { certFile: '/home/tls.crt', keyFile: '/etc/tls.key', authProvider },
    { certFile: '', token: 'used' },
  ]);
  t.notOk('token' in (users[0] ?? {}));
  t.end();
});

t.test('what a context names and nobody has', (t) => {
  const contexts = [{ name: 'a', context: { cluster: 'gone', user: 'gone' } }];
  const directory = t.testdir({ config: JSON.stringify({ 'current-context': 'a', contexts }) });
  const { context, cluster, user } = chooseContext([join(directory, 'config')], undefined);
  t.strictSame([context.name, cluster, user], ['a', undefined, undefined]);
  t.end();
});
