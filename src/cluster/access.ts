/**
 * Where the API server is and with what credentials it is called, found as kubectl finds it: the flag, KUBECONFIG,
 * ~/.kube/config, else the ServiceAccount of the pod. KubeConfig of @kubernetes/client-node reads the file, runs exec
 * plugins and reads tokens; nothing else of that package is used (design 7.1), and it is loaded only here.
 *
 * The agent that it makes anew for each call is dropped (one handshake per call), except where a proxy is configured.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { isIPv6 } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { Fault, systemReason } from '../process/errors.js';
import { shownUrl } from '../text/shown-url.js';
import { tokenFiles } from './kubeconfig-token-files.js';

export interface AccessOptions {
  /** A file; '' and undefined mean: not given. */
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What to do where there is no cluster, as the end of a sentence: it differs from command to command. */
  readonly instead?: string;
  /** Where a pod finds its token. */
  readonly serviceAccountDirectory?: string;
}

export interface ClusterAccess {
  readonly server: URL;
  /** The namespace of the context, or of the pod. */
  readonly namespace: string;
  /** That of the pod alone; absent outside of one. */
  readonly podNamespace?: string;
  /** Certificates and headers of a call; an agent only where a proxy must be gone through. */
  requestOptions(): Promise<RequestOptions>;
  /** To be called after a 401: the next call reads the credentials anew, whatever their age. */
  reloadToken(): void;
  /** `https://10.96.0.1:443 (in the cluster)`, for the log; from a kubeconfig with context and user. */
  describe(): string;
}

interface Source {
  readonly load: () => KubeConfig;
  readonly words: string;
  readonly isPod: boolean;
  readonly podNamespace?: string;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
/** client-go rereads a token file each minute, too. */
const CREDENTIALS_MS = 60_000;

/** Throws a Fault for what a person must put right. */
export async function loadAccess(options: AccessOptions): Promise<ClusterAccess> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const source = findSource(options, () => new KubeConfig());
  const config = source.load();
  const server = serverOf(config, source);
  const namespace = config.getContextObject(config.getCurrentContext())?.namespace ?? 'default';
  const credentials = createCredentials(config, source);
  return {
    server,
    namespace,
    ...(source.podNamespace === undefined ? {} : { podNamespace: source.podNamespace }),
    ...credentials,
    describe: () => `${shownUrl(server)} (${source.words}${identityOf(config, source)})`,
  };
}

function identityOf(config: KubeConfig, { isPod }: Source): string {
  return isPod ? '' : `, context "${config.getCurrentContext()}", user "${config.getCurrentUser()?.name ?? ''}"`;
}

function createCredentials(first: KubeConfig, source: Source): Pick<ClusterAccess, 'requestOptions' | 'reloadToken'> {
  let config: KubeConfig | undefined = first;
  let kept: { readonly options: Promise<RequestOptions>; readonly at: number } | undefined;
  return {
    requestOptions() {
      const now = performance.now();
      if (kept === undefined || now - kept.at > CREDENTIALS_MS) {
        config ??= source.load();
        const options = apply(config);
        const mine = { options, at: now };
        kept = mine;
        // A failure is not kept: the next call tries again.
        options.catch(() => {
          if (kept === mine) kept = undefined;
        });
      }
      return kept.options;
    },
    reloadToken() {
      // The loaded KubeConfig keeps a token for a minute, whatever the server says (javascript#317).
      config = undefined;
      kept = undefined;
    },
  };
}

async function apply(config: KubeConfig): Promise<RequestOptions> {
  const options: RequestOptions = { headers: {} };
  await config.applyToHTTPSOptions(options);
  const { agent, headers, ...others } = options;
  const rest = { ...others, headers: trimmed(headers) };
  const proxied = config.getCurrentCluster()?.proxyUrl !== undefined && agent !== undefined;
  return proxied ? { ...rest, agent } : rest;
}

/** A token file may end in a line break, which client-go takes off and client-node leaves in the header. */
function trimmed(headers: RequestOptions['headers']): Record<string, string> {
  const pairs = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value).trim()] as const);
  return Object.fromEntries(pairs);
}

function serverOf(config: KubeConfig, { words }: Source): URL {
  const server = config.getCurrentCluster()?.server ?? '';
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol === 'https:') return url;
  const what =
    server === ''
      ? 'names no cluster'
      : `names ${url === undefined ? 'an API server' : `the API server "${shownUrl(url)}"`}, which is not an https address`;
  throw new Fault('PG_E_CONFIG', `the context "${config.getCurrentContext()}" (${words}) ${what}`);
}

// ------------------------------------------------------------------------------------------------------------- finding

function findSource(options: AccessOptions, empty: () => KubeConfig): Source {
  const { env } = options;
  const flag = options.kubeconfig ?? '';
  if (flag !== '') return fromFiles([flag], options, empty);
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  const home = join(env['HOME'] ?? env['USERPROFILE'] ?? homedir(), '.kube', 'config');
  // clientcmd loader.go: files of KUBECONFIG that are not there are passed over.
  const files = (listed.length > 0 ? listed : [home]).filter((file) => existsSync(file));
  if (files.length > 0) return fromFiles(files, options, empty);
  const directory = options.serviceAccountDirectory ?? SERVICE_ACCOUNT;
  const host = env['KUBERNETES_SERVICE_HOST'] ?? '';
  if (host !== '' && existsSync(join(directory, 'token'))) return fromPod(directory, host, env, empty);
  throw new Fault(
    'PG_E_CONFIG',
    `no cluster to read: there is no kubeconfig (${listed.length > 0 ? listed.join(', ') : home}), and Pullgate does not ` +
      `run in a pod with a ServiceAccount token; ${options.instead ?? 'give one'}`,
  );
}

/** Of values that several files give, the first counts, as in clientcmd. */
function fromFiles(files: readonly string[], { context }: AccessOptions, empty: () => KubeConfig): Source {
  const words = files.join(', ');
  const load = (): KubeConfig => {
    const merged = empty();
    for (const [index, file] of files.entries()) {
      if (index === 0) readInto(merged, file);
      else addMissing(merged, readInto(empty(), file));
    }
    if (context !== undefined && context !== '') merged.setCurrentContext(context);
    if (merged.getContextObject(merged.getCurrentContext()) === null) {
      throw new Fault(
        'PG_E_CONFIG',
        `the kubeconfig ${files.join(', ')} has no context "${merged.getCurrentContext()}"`,
      );
    }
    return merged;
  };
  return { load, words, isPod: false };
}

function readInto(config: KubeConfig, file: string): KubeConfig {
  try {
    config.loadFromFile(file);
    readTokenFiles(config, file);
    return config;
  } catch (error) {
    // The parser's own text may quote the file, and with it a credential.
    // Node.js says in which call of the system it failed; a parser, whose errors have codes as well, does not.
    const isUnread = typeof error === 'object' && error !== null && 'syscall' in error;
    const why = isUnread ? systemReason(error) : 'it is not a kubeconfig';
    throw new Fault('PG_E_CONFIG', `the kubeconfig ${file} cannot be read: ${why}`);
  }
}

/** As what client-node knows under another name; it counts before `token` (client-go tools/clientcmd/client_config.go). */
function readTokenFiles(config: KubeConfig, kubeconfig: string): void {
  const files = tokenFiles(readFileSync(kubeconfig, 'utf8'));
  config.users = config.users.map((user) => {
    const file = files.get(user.name);
    if (file === undefined) return user;
    const { token: _, ...rest } = user;
    const tokenFile = resolve(dirname(kubeconfig), file);
    return { ...rest, authProvider: { name: 'tokenFile', config: { tokenFile } } };
  });
}

function addMissing(config: KubeConfig, more: KubeConfig): void {
  const missing = <T extends { readonly name: string }>(have: readonly T[], added: readonly T[]): T[] =>
    added.filter(({ name }) => !have.some((each) => each.name === name));
  config.clusters = [...config.clusters, ...missing(config.clusters, more.clusters)];
  config.users = [...config.users, ...missing(config.users, more.users)];
  config.contexts = [...config.contexts, ...missing(config.contexts, more.contexts)];
  if ((config.currentContext ?? '') === '') config.currentContext = more.currentContext;
}

function fromPod(directory: string, host: string, env: AccessOptions['env'], empty: () => KubeConfig): Source {
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '443';
  const load = (): KubeConfig => {
    const config = empty();
    const name = 'in-cluster';
    config.loadFromOptions({
      clusters: [
        {
          name,
          server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
          caFile: join(directory, 'ca.crt'),
          skipTLSVerify: false,
        },
      ],
      users: [{ name, authProvider: { name: 'tokenFile', config: { tokenFile: join(directory, 'token') } } }],
      contexts: [{ name, cluster: name, user: name, namespace: namespaceOf(directory) ?? 'default' }],
      currentContext: name,
    });
    return config;
  };
  const podNamespace = namespaceOf(directory);
  return { load, words: 'in the cluster', isPod: true, ...(podNamespace === undefined ? {} : { podNamespace }) };
}

function namespaceOf(directory: string): string | undefined {
  const file = join(directory, 'namespace');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || undefined : undefined;
}
