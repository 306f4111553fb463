/**
 * The credentials of a kubeconfig: certificates, tokens, exec plugins, auth providers and proxies. What runs a plugin or
 * asks a provider is of @kubernetes/client-node, each from a file of its own and only where a user has it; proxies are the
 * two packages that client-node has for them. Together it is what KubeConfig.applyToHTTPSOptions does, which is loaded
 * with every Kubernetes kind (docs/adr/0022-parts-of-client-node.md).
 */
import { readFileSync } from 'node:fs';
import type { Agent, AgentOptions, RequestOptions } from 'node:https';
import type { Authenticator } from '@kubernetes/client-node/dist/auth.js';
import type { User } from '@kubernetes/client-node/dist/config_types.js';
import { own } from '../core/fields.js';
import type { Chosen } from './kubeconfig.js';

/**
 * Certificates and headers of a call, read anew by each; an agent only where a proxy must be gone through. What a plugin
 * or a provider said is kept until it expires. Rejects where a file or a plugin fails: with words that may hold a secret.
 */
export function createLogin({ cluster, user }: Chosen): () => Promise<RequestOptions> {
  let authenticator: Authenticator | undefined;
  return async () => {
    const options: RequestOptions = {
      headers: {},
      ...(cluster?.skipTLSVerify === true ? { rejectUnauthorized: false } : {}),
      ...(cluster?.tlsServerName ? { servername: cluster.tlsServerName } : {}),
      ...material('ca', cluster?.caFile, cluster?.caData),
      ...material('cert', user?.certFile, user?.certData),
      ...material('key', user?.keyFile, user?.keyData),
      ...(user?.username ? { auth: `${user.username}:${user.password ?? ''}` } : {}),
    };
    if (user !== undefined) {
      authenticator ??= await authenticatorOf(user);
      // It writes into what it is given.
      await authenticator?.applyAuthentication(user, options);
    }
    const { headers, ...rest } = options;
    const agent = cluster?.proxyUrl ? { agent: await proxyAgent(cluster.proxyUrl, rest) } : {};
    return { ...rest, headers: { ...headers, ...(user === undefined ? {} : ownHeaders(user)) }, ...agent };
  };
}

/** A file counts before data, as in client-go. */
function material(key: 'ca' | 'cert' | 'key', file: string | undefined, data: string | undefined): RequestOptions {
  if (file) return { [key]: readFileSync(file) };
  return data ? { [key]: Buffer.from(data, 'base64') } : {};
}

/** A token counts before what a plugin or a provider says. */
function ownHeaders({ impersonateUser, token }: User): Record<string, string> {
  return {
    ...(impersonateUser ? { 'Impersonate-User': impersonateUser } : {}),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  };
}

/** By the name of an auth provider. What they need is loaded with them: JSONPath, and a client of OpenID. */
const PROVIDERS: Readonly<Record<string, () => Promise<Authenticator>>> = {
  azure: async () => new (await import('@kubernetes/client-node/dist/azure_auth.js')).AzureAuth(),
  gcp: async () => new (await import('@kubernetes/client-node/dist/gcp_auth.js')).GoogleCloudPlatformAuth(),
  oidc: async () => new (await import('@kubernetes/client-node/dist/oidc_auth.js')).OpenIDConnectAuth(),
};

async function authenticatorOf(user: User): Promise<Authenticator | undefined> {
  if (!user.exec && !user.authProvider) return undefined;
  const [{ ExecAuth }, { FileAuth }] = await Promise.all([
    import('@kubernetes/client-node/dist/exec_auth.js'),
    import('@kubernetes/client-node/dist/file_auth.js'),
  ]);
  const plain = [new ExecAuth(), new FileAuth()].find((each) => each.isAuthProvider(user));
  if (plain !== undefined) return plain;
  const name = own(user.authProvider, 'name');
  const make = typeof name === 'string' && Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  return make?.();
}

/** The API server is always called by https. */
async function proxyAgent(proxy: string, options: RequestOptions): Promise<Agent> {
  const { ca, cert, key, rejectUnauthorized, servername } = options;
  const tls: AgentOptions = {
    ca,
    cert,
    key,
    servername,
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  };
  if (proxy.startsWith('socks')) return new (await import('socks-proxy-agent')).SocksProxyAgent(proxy, tls);
  return new (await import('hpagent')).HttpsProxyAgent({ ...tls, proxy });
}
