/** Which cluster is read, and with what credentials: as kubectl decides it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import t from 'tap';
import { type AccessOptions, loadAccess } from '../src/cluster/access.js';
import { createApiClient } from '../src/cluster/api-client.js';
import { type DetectedProvider, detectProvider } from '../src/cluster/provider.js';

const directory = mkdtempSync(join(tmpdir(), 'pullgate-access-'));
t.teardown(() => rmSync(directory, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(directory, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function kubeconfig(host: string, { current = host, more = '' } = {}): string {
  return `
apiVersion: v1
kind: Config
current-context: ${current}
clusters: [{name: ${host}, cluster: {server: "https://${host}:6443"}}]
users: [{name: ${host}, user: {token: token-of-${host}}}]
contexts: [{name: ${host}, context: {cluster: ${host}, user: ${host}, namespace: ns-of-${host}}}${more}]
`;
}

const a = write('a', kubeconfig('a.test', { more: ', {name: other, context: {cluster: b.test, user: b.test}}' }));
const b = write('b', kubeconfig('b.test'));
write('home/.kube/config', kubeconfig('home.test'));
const pod = join(directory, 'pod');
write('pod/token', 'token-of-pod');
write('pod/ca.crt', 'a certificate');
write('pod/namespace', 'pullgate-system\n');

const HOME = join(directory, 'home');
const NO_HOME = join(directory, 'nobody');
const IN_CLUSTER = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };

t.test('the cluster is chosen as kubectl chooses it', async (t) => {
  const rows: readonly (readonly [Omit<AccessOptions, 'serviceAccountDirectory'>, string, string, string])[] = [
    [{ kubeconfig: a, env: { HOME, KUBECONFIG: b, ...IN_CLUSTER } }, 'a.test:6443', 'ns-of-a.test', 'a.test'],
    [{ env: { HOME, KUBECONFIG: b, ...IN_CLUSTER } }, 'b.test:6443', 'ns-of-b.test', 'b.test'],
    [{ env: { HOME, ...IN_CLUSTER } }, 'home.test:6443', 'ns-of-home.test', 'home.test'],
    [{ env: { HOME: NO_HOME, ...IN_CLUSTER } }, '10.96.0.1', 'pullgate-system', 'pod'],
    [
      { env: { HOME, KUBECONFIG: [join(directory, 'nothing'), a, b].join(delimiter) }, context: 'other' },
      'b.test:6443',
      'default',
      'b.test',
    ],
    [
      { env: { HOME: NO_HOME, ...IN_CLUSTER, KUBERNETES_SERVICE_HOST: 'fd00::1' } },
      '[fd00::1]',
      'pullgate-system',
      'pod',
    ],
  ];
  for (const [options, host, namespace, token] of rows) {
    const access = await loadAccess({ ...options, serviceAccountDirectory: pod });
    t.equal(access.server.host, host);
    t.equal(access.namespace, namespace);
    t.equal(access.podNamespace, token === 'pod' ? 'pullgate-system' : undefined);
    const { headers, agent } = await access.requestOptions();
    t.match(headers, { Authorization: `Bearer token-of-${token}` });
    t.equal(agent, undefined, 'the agent that is made for each call is dropped');
  }
});

t.test('where there is no cluster, it is said what is missing', async (t) => {
  const rows: readonly (readonly [AccessOptions, RegExp])[] = [
    [
      { env: { HOME: NO_HOME } },
      /^no cluster to read: there is no kubeconfig \(.*nobody.*\), and Pullgate does not run/,
    ],
    [{ kubeconfig: join(directory, 'nothing'), env: {} }, /nothing cannot be read: no such file or directory$/],
    [{ kubeconfig: write('broken', '{{'), env: {} }, /broken cannot be read: it is not a kubeconfig$/],
    [{ kubeconfig: a, context: 'nowhere', env: {} }, /has no context "nowhere"$/],
    [
      { kubeconfig: write('http', kubeconfig('a.test').replace('https:', 'http:')), env: {} },
      /names the API server "http:\/\/a\.test:6443", which is not an https address$/,
    ],
  ];
  for (const [options, message] of rows) {
    await t.rejects(loadAccess({ ...options, serviceAccountDirectory: join(directory, 'none') }), {
      code: 'PG_E_CONFIG',
      message,
    });
  }
});

t.test('no part of a kubeconfig that may be a credential is told', async (t) => {
  const secret = 'MARKERpassword';
  const swap = (from: string | RegExp, to: string) => kubeconfig('a.test').replace(from, to);
  const files = {
    'a login in the address': swap('https://a.test', `https://bob:${secret}@a.test`),
    'a login in an address of http': swap('https://a.test', `http://bob:${secret}@a.test`),
    'a query in the address': swap(':6443', `:6443/k8s?token=${secret}`),
    'an address that is none': swap('https://a.test:6443', `bob:${secret}@a.test`),
    'an address with a bad port': swap(':6443', `:${secret}`),
    'an alias for a token': swap('token-of-a.test', `*${secret}`),
    'a block for a token': swap('token-of-a.test', `|${secret}`),
    'a tag for a token': swap('token-of-a.test', `!${secret} x`),
    'a token in an open quote': swap('token-of-a.test', `"${secret}`),
    'a token twice': swap('token: token-of-a.test', `token: x, token: ${secret}`),
    'a user twice': swap('users: [', `${secret}: 1\n${secret}: 2\nusers: [`),
    'a proxy with a login': swap(':6443"', `:6443", proxy-url: "http://bob:${secret}@proxy.test"`),
    'data that is no base64': swap(
      'token: token-of-a.test',
      `client-key-data: "${secret}!", client-certificate-data: "-"`,
    ),
    'a plugin that fails': swap(
      'token: token-of-a.test',
      `exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, args: ["-c", "echo ${secret} >&2; exit 1"]}`,
    ),
    'a plugin that says something else': swap(
      'token: token-of-a.test',
      `exec: {apiVersion: client.authentication.k8s.io/v1, command: echo, args: ["${secret}"]}`,
    ),
  };
  for (const [what, text] of Object.entries(files)) {
    const options = { kubeconfig: write(what, text), env: {} };
    const told = await loadAccess(options).then(
      async (access) => {
        const answer = await createApiClient(access).get('/version', { deadlineMs: 1000, mostBytes: 1000 });
        return `${access.describe()} ${JSON.stringify(answer)}`;
      },
      (error: unknown) => {
        t.match(error, { code: 'PG_E_CONFIG' }, what);
        return String(error);
      },
    );
    t.notMatch(told, /MARKER|bob/i, `${what}: ${told}`);
  }
  const access = await loadAccess({ kubeconfig: join(directory, 'a login in the address'), env: {} });
  t.match(access.describe(), /^https:\/\/a\.test:6443 \(/);
});

t.test('a token is kept for a while, and read anew when it is refused', async (t) => {
  rmSync(join(directory, 'rotated'), { recursive: true, force: true });
  const file = write('rotated/token', 'one');
  const access = await loadAccess({ env: { HOME: NO_HOME, ...IN_CLUSTER }, serviceAccountDirectory: join(file, '..') });
  // There is no ca.crt yet: a failure is told, and not kept.
  await t.rejects(access.requestOptions());
  write('rotated/ca.crt', 'a certificate');
  const token = async (): Promise<unknown> => Object.entries((await access.requestOptions()).headers ?? {})[0]?.[1];
  t.equal(await token(), 'Bearer one');
  write('rotated/token', 'two');
  t.equal(await token(), 'Bearer one');
  access.reloadToken();
  t.equal(await token(), 'Bearer two');
});

t.test(
  'credentials are read again after a minute: a token that was rotated is not used until it is refused',
  async (t) => {
    let later = 0;
    const RealDate = Date;
    const now = performance.now.bind(performance);
    t.intercept(performance, 'now', { value: () => now() + later });
    t.intercept(globalThis, 'Date', {
      value: class extends RealDate {
        constructor(...given: [] | [number | string]) {
          const [at = RealDate.now() + later] = given;
          super(at);
        }
      },
    });
    const file = write('kept/token', 'one');
    write('kept/ca.crt', 'a certificate');
    const access = await loadAccess({
      env: { HOME: NO_HOME, ...IN_CLUSTER },
      serviceAccountDirectory: join(file, '..'),
    });
    const token = async (): Promise<unknown> => Object.entries((await access.requestOptions()).headers ?? {})[0]?.[1];
    t.equal(await token(), 'Bearer one');
    write('kept/token', 'two');
    later = 59_000;
    t.equal(await token(), 'Bearer one', 'not a file for each call');
    later = 61_000;
    t.equal(await token(), 'Bearer two');
  },
);

t.test('the provider is told by the version and the address of the API server', async (t) => {
  const rows: readonly (readonly [gitVersion: string, host: string, provider: DetectedProvider])[] = [
    ['v1.33.5-eks-3025e55', '10.100.0.1', 'eks'],
    ['v1.30.14-eks-931bdca', 'ABCDEF0123456789ABCDEF0123456789.gr7.eu-central-1.eks.amazonaws.com', 'eks'],
    ['v1.33.5', 'ABCDEF0123456789.sk1.cn-north-1.eks.amazonaws.com.cn', 'eks'],
    ['v1.33.5', 'ABCDEF0123456789.gr7.us-east-1.eks.amazonaws.com.', 'eks'],
    ['v1.34.1-gke.1829001', '34.118.224.1', 'gke'],
    ['v1.33.5-gke.1162000', '10.0.0.2', 'gke'],
    ['v1.32.6', 'shop-dns-4f2a1b3c.hcp.westeurope.azmk8s.io', 'aks'],
    ['v1.32.6', 'shop-1a2b3c4d.privatelink.westeurope.azmk8s.io', 'aks'],
    // AKS from inside, and everybody else: no sign.
    ['v1.32.6', '10.0.0.1', 'none'],
    ['v1.36.2', '127.0.0.1', 'none'],
    ['v1.34.1+k3s1', 'k3s.example.com', 'none'],
    ['v1.33.4+rke2r1', '10.43.0.1', 'none'],
    ['v1.32.0-eksish', 'eks.amazonaws.com.example.com', 'none'],
    ['v1.31.1+IKS', 'c1.eu-de.containers.cloud.ibm.com', 'none'],
    ['', '', 'none'],
  ];
  for (const [gitVersion, host, provider] of rows) {
    t.equal(detectProvider({ gitVersion, host }), provider, `${gitVersion} at ${host}`);
    t.equal(detectProvider({ gitVersion, host, openshift: true }), 'openshift', 'wherever it runs');
  }
});

t.test('a sign is the end of an address or a part of a version, and nothing near it', (t) => {
  const rows: readonly (readonly [host: string, provider: DetectedProvider])[] = [
    ['x.gr7.eu-central-1.eks.amazonaws.com', 'eks'],
    ['X.GR7.EU-CENTRAL-1.EKS.AMAZONAWS.COM.', 'eks'],
    ['x.gr7.eu-central-1.eks.amazonaws.com..', 'none'],
    ['x.sk1.cn-north-1.eks.amazonaws.com.cn', 'eks'],
    ['x.eks.amazonaws.com.cn.example.com', 'none'],
    ['x.eks.amazonaws.com.de', 'none'],
    ['x.eks-amazonaws.com', 'none'],
    ['x.eks.amazonawsxcom', 'none'],
    ['xeks.amazonaws.com', 'none'],
    ['x.eks.us-east-1.api.aws', 'eks'],
    ['x.eks.api.aws', 'none'],
    ['x.eks.us.east.api.aws', 'none'],
    ['x.eks.us_east.api.aws', 'none'],
    ['x.eks.us-east-1.api.aws.example.com', 'none'],
    ['x.eks.us-east-1xapi.aws', 'none'],
    ['x.eks.us-east-1.apixaws', 'none'],
    ['xxeks.us-east-1.api.aws', 'none'],
    ['x.eksxus-east-1.api.aws', 'none'],
    ['shop.hcp.westeurope.azmk8s.io', 'aks'],
    ['shop.azmk8s.io.example.com', 'none'],
    ['shopxazmk8s.io', 'none'],
    ['shop.azmk8sxio', 'none'],
    ['shop.cx.prod.service.azk8s.cn', 'aks'],
    ['shop.cx.prod.service.azk8s.cn.example.com', 'none'],
    ['shopxcx.prod.service.azk8s.cn', 'none'],
    ['shop.cxxprod.service.azk8s.cn', 'none'],
    ['shop.cx.prodxservice.azk8s.cn', 'none'],
    ['shop.cx.prod.servicexazk8s.cn', 'none'],
    ['shop.cx.prod.service.azk8sxcn', 'none'],
    ['shop.cx.aks.containerservice.azure.us', 'aks'],
    ['shop.cx.aks.containerservice.azure.us.example.com', 'none'],
    ['shopxcx.aks.containerservice.azure.us', 'none'],
    ['shop.cxxaks.containerservice.azure.us', 'none'],
    ['shop.cx.aksxcontainerservice.azure.us', 'none'],
    ['shop.cx.aks.containerservicexazure.us', 'none'],
    ['shop.cx.aks.containerservice.azurexus', 'none'],
    ['gke-1.europe-west1.gke.goog', 'gke'],
    ['gke-1.europe-west1.gke.goog.example.com', 'none'],
    ['xgke.goog', 'none'],
    ['x.gkexgoog', 'none'],
  ];
  for (const [host, provider] of rows) t.equal(detectProvider({ gitVersion: 'v1.33.5', host }), provider, host);
  const versions: readonly (readonly [gitVersion: string, provider: DetectedProvider])[] = [
    ['v1.33.5-eks-3025e55', 'eks'],
    ['v1.33.5-eksish-1', 'none'],
    ['v1.33.5eks-1', 'none'],
    ['v1.34.1-gke.1829001', 'gke'],
    ['v1.34.1-gkex1829001', 'none'],
    ['v1.34.1gke.1829001', 'none'],
  ];
  for (const [gitVersion, provider] of versions)
    t.equal(detectProvider({ gitVersion, host: '' }), provider, gitVersion);
  t.equal(
    detectProvider({ gitVersion: 'v1-eks-1', host: 'x.azmk8s.io' }),
    'eks',
    'the version counts before the address',
  );
  t.equal(detectProvider({ gitVersion: 'v1-eks-1', host: '', openshift: false }), 'eks');
  t.equal(detectProvider({ gitVersion: 'v1-eks-1', host: '', openshift: true }), 'openshift');
  t.end();
});

t.test('a tokenFile of a kubeconfig is read, again after a 401, and counts before a token', async (t) => {
  const text = kubeconfig('file.test').replace('{token: token-of-file.test}', '{token: unused, tokenFile: its-token}');
  const file = write('with-file/config', text);
  write('with-file/its-token', 'token-from-the-file\n');
  const access = await loadAccess({ kubeconfig: file, env: { HOME: NO_HOME } });
  const authorization = async (): Promise<unknown> => {
    const { headers } = await access.requestOptions();
    return Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  };
  t.equal(await authorization(), 'Bearer token-from-the-file');
  write('with-file/its-token', 'token-from-the-file-2\n');
  access.reloadToken();
  t.equal(await authorization(), 'Bearer token-from-the-file-2');
});
