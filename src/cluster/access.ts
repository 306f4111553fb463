/**
 * Where the API server is and with what credentials it is called, found as kubectl finds it: the flag, KUBECONFIG,
 * ~/.kube/config, else the ServiceAccount of the pod, which is files and two variables and needs no package.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { isIPv6 } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Fault } from '../process/errors.js';
import { shownUrl } from '../text/shown-url.js';

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

/** What a kubeconfig or a pod says at the time when it is read. */
interface Named {
  /** As written. */
  readonly server: string;
  /** Of the context, '' in a pod, as the name of the user. */
  readonly context: string;
  readonly user: string;
  readonly namespace: string | undefined;
  /** Reads the credentials. */
  readonly login: () => Promise<RequestOptions>;
}

interface Source {
  readonly load: () => Named;
  readonly words: string;
  readonly isPod: boolean;
  readonly podNamespace?: string;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
/** client-go rereads a token file each minute, too. */
const CREDENTIALS_MS = 60_000;

/** Throws a Fault for what a person must put right. */
export async function loadAccess(options: AccessOptions): Promise<ClusterAccess> {
  const source = await findSource(options);
  const named = source.load();
  const server = serverOf(named, source);
  return {
    server,
    namespace: named.namespace ?? 'default',
    ...(source.podNamespace === undefined ? {} : { podNamespace: source.podNamespace }),
    ...createCredentials(named, source),
    describe: () => `${shownUrl(server)} (${source.words}${identityOf(named, source)})`,
  };
}

function identityOf({ context, user }: Named, { isPod }: Source): string {
  return isPod ? '' : `, context "${context}", user "${user}"`;
}

function createCredentials(first: Named, source: Source): Pick<ClusterAccess, 'requestOptions' | 'reloadToken'> {
  let named: Named | undefined = first;
  let kept: { readonly options: Promise<RequestOptions>; readonly at: number } | undefined;
  return {
    requestOptions() {
      const now = performance.now();
      if (kept === undefined || now - kept.at > CREDENTIALS_MS) {
        named ??= source.load();
        const options = named.login().then(withoutBreaks);
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
      // A plugin's token is kept until it expires, whatever the server says (javascript#317).
      named = undefined;
      kept = undefined;
    },
  };
}

/** A token file may end in a line break, which client-go takes off. */
function withoutBreaks({ headers, ...rest }: RequestOptions): RequestOptions {
  const pairs = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value).trim()] as const);
  return { ...rest, headers: Object.fromEntries(pairs) };
}

function serverOf({ server, context }: Named, { words }: Source): URL {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol === 'https:') return url;
  const what =
    server === ''
      ? 'names no cluster'
      : `names ${url === undefined ? 'an API server' : `the API server "${shownUrl(url)}"`}, which is not an https address`;
  throw new Fault('PG_E_CONFIG', `the context "${context}" (${words}) ${what}`);
}

// ------------------------------------------------------------------------------------------------------------- finding

async function findSource(options: AccessOptions): Promise<Source> {
  const { env } = options;
  const flag = options.kubeconfig ?? '';
  if (flag !== '') return fromFiles([flag], options);
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  const home = join(env['HOME'] ?? env['USERPROFILE'] ?? homedir(), '.kube', 'config');
  // clientcmd loader.go: files of KUBECONFIG that are not there are passed over.
  const files = (listed.length > 0 ? listed : [home]).filter((file) => existsSync(file));
  if (files.length > 0) return fromFiles(files, options);
  const directory = options.serviceAccountDirectory ?? SERVICE_ACCOUNT;
  const host = env['KUBERNETES_SERVICE_HOST'] ?? '';
  if (host !== '' && existsSync(join(directory, 'token'))) return fromPod(directory, host, env);
  throw new Fault(
    'PG_E_CONFIG',
    `no cluster to read: there is no kubeconfig (${listed.length > 0 ? listed.join(', ') : home}), and Pullgate does not ` +
      `run in a pod with a ServiceAccount token; ${options.instead ?? 'give one'}`,
  );
}

async function fromFiles(files: readonly string[], { context }: AccessOptions): Promise<Source> {
  const [{ chooseContext }, { createLogin }] = await Promise.all([
    import('./kubeconfig.js'),
    import('./kubeconfig-login.js'),
  ]);
  const load = (): Named => {
    const chosen = chooseContext(files, context);
    return {
      server: chosen.cluster?.server ?? '',
      context: chosen.context.name,
      user: chosen.user?.name ?? '',
      namespace: chosen.context.namespace,
      login: createLogin(chosen),
    };
  };
  return { load, words: files.join(', '), isPod: false };
}

function fromPod(directory: string, host: string, env: AccessOptions['env']): Source {
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '443';
  const podNamespace = namespaceOf(directory);
  const read = (file: string): Promise<Buffer> => readFile(join(directory, file));
  const named = {
    server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    context: '',
    user: '',
    namespace: podNamespace,
    login: async () => {
      const [ca, token] = await Promise.all([read('ca.crt'), read('token')]);
      return { ca, headers: { Authorization: `Bearer ${token.toString('utf8')}` } };
    },
  };
  return {
    load: () => named,
    words: 'in the cluster',
    isPod: true,
    ...(podNamespace === undefined ? {} : { podNamespace }),
  };
}

function namespaceOf(directory: string): string | undefined {
  const file = join(directory, 'namespace');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || undefined : undefined;
}
