/**
 * Kubeconfig files: reads them, merges them and finds what a context names. The entries are read by
 * @kubernetes/client-node, by a file of it that needs nothing else: its KubeConfig takes the classes of every Kubernetes
 * kind with it, which is most of a second and of the memory of a start (docs/adr/0022-parts-of-client-node.md).
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  type Cluster,
  type Context,
  newClusters,
  newContexts,
  newUsers,
  type User,
} from '@kubernetes/client-node/dist/config_types.js';
import { parse } from 'yaml';
import { isObject, own } from '../core/fields.js';
import { Fault, systemReason } from '../process/errors.js';
import { tokenFiles } from './kubeconfig-token-files.js';

/** What a context names. `cluster` and `user` are not there where no entry has their name. */
export interface Chosen {
  readonly context: Context;
  readonly cluster: Cluster | undefined;
  readonly user: User | undefined;
}

interface Kubeconfig {
  readonly clusters: readonly Cluster[];
  readonly users: readonly User[];
  readonly contexts: readonly Context[];
  readonly currentContext: unknown;
}

const NOTHING: Kubeconfig = { clusters: [], users: [], contexts: [], currentContext: undefined };

/**
 * Of values that several files give, the first counts, as in clientcmd. `context` undefined or '' means: the current one.
 * Throws a Fault for a file that cannot be read and for a context that there is not.
 */
export function chooseContext(files: readonly string[], context: string | undefined): Chosen {
  const { clusters, users, contexts, currentContext } = files.map(readKubeconfig).reduce(merge, NOTHING);
  const name = (context ?? '') === '' ? currentContext : context;
  const chosen = contexts.find((each) => each.name === name);
  if (chosen === undefined) {
    throw new Fault('PG_E_CONFIG', `the kubeconfig ${files.join(', ')} has no context "${String(name)}"`);
  }
  return {
    context: chosen,
    cluster: clusters.find((each) => each.name === chosen.cluster),
    user: users.find((each) => each.name === chosen.user),
  };
}

function readKubeconfig(file: string): Kubeconfig {
  try {
    return parseKubeconfig(readFileSync(file, 'utf8'), dirname(file));
  } catch (error) {
    // The parser's own text may quote the file, and with it a credential.
    // Node.js says in which call of the system it failed; a parser, whose errors have codes as well, does not.
    const isUnread = typeof error === 'object' && error !== null && 'syscall' in error;
    const why = isUnread ? systemReason(error) : 'it is not a kubeconfig';
    throw new Fault('PG_E_CONFIG', `the kubeconfig ${file} cannot be read: ${why}`);
  }
}

/**
 * Throws for what is no kubeconfig. The paths in it count from its directory. The warnings of `yaml`, which would go to
 * stderr by themselves, quote tags and keys, and in a kubeconfig those may be tokens.
 */
export function parseKubeconfig(text: string, directory: string): Kubeconfig {
  const document: unknown = parse(text, { merge: true, logLevel: 'error' });
  if (!isObject(document)) throw new TypeError('no mapping');
  const tokens = tokenFiles(document);
  return {
    clusters: newClusters(document['clusters']).map((cluster) => within(directory, cluster, ['caFile'])),
    users: newUsers(document['users']).map((user) =>
      withTokenFile(within(directory, user, ['certFile', 'keyFile']), directory, tokens.get(user.name)),
    ),
    contexts: newContexts(document['contexts']),
    currentContext: own(document, 'current-context'),
  };
}

function within<T extends object, K extends keyof T>(directory: string, entry: T, keys: readonly K[]): T {
  const paths = keys.flatMap((key) => {
    const path = entry[key];
    return typeof path === 'string' && path !== '' ? [[key, resolve(directory, path)] as const] : [];
  });
  return { ...entry, ...Object.fromEntries(paths) };
}

/** As what client-node knows under another name; it counts before `token` (client-go tools/clientcmd/client_config.go). */
function withTokenFile(user: User, directory: string, file: string | undefined): User {
  if (file === undefined) return user;
  const { token: _, ...rest } = user;
  return { ...rest, authProvider: { name: 'tokenFile', config: { tokenFile: resolve(directory, file) } } };
}

function merge(have: Kubeconfig, more: Kubeconfig): Kubeconfig {
  return {
    clusters: [...have.clusters, ...more.clusters],
    users: [...have.users, ...more.users],
    contexts: [...have.contexts, ...more.contexts],
    currentContext: (have.currentContext ?? '') === '' ? more.currentContext : have.currentContext,
  };
}
