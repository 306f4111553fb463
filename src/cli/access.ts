/** The way to the cluster that is meant, loaded when it is asked for: the Kubernetes client takes a while. */
import { resolve } from 'node:path';
import type { ClusterAccess } from '../cluster/access.js';
import type { ClusterSource } from '../config/server-settings.js';
import type { Io } from './command.js';

/**
 * Throws a Fault where there is no cluster, or none that can be meant.
 *
 * @param instead what else would do, a clause
 */
export async function openAccess(
  { kubeconfig, context }: Pick<ClusterSource, 'kubeconfig' | 'context'>,
  { cwd, env }: Pick<Io, 'cwd' | 'env'>,
  instead: string,
): Promise<ClusterAccess> {
  const { loadAccess } = await import('../cluster/access.js');
  return loadAccess({ ...(kubeconfig === '' ? {} : { kubeconfig: resolve(cwd, kubeconfig) }), context, env, instead });
}
