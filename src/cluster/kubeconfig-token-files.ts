/**
 * The one field of a kubeconfig that @kubernetes/client-node does not know: `users[].user.tokenFile`, a file that holds
 * the token and is replaced from time to time (client-go tools/clientcmd/api/v1/types.go AuthInfo).
 */
import { listOf, own } from '../core/fields.js';

/** Path by name of the user, as written; of a kubeconfig that is parsed. */
export function tokenFiles(kubeconfig: unknown): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of listOf(kubeconfig, 'users')) {
    const name = own(entry, 'name');
    const file = own(own(entry, 'user'), 'tokenFile');
    if (typeof name === 'string' && typeof file === 'string' && file !== '') files.set(name, file);
  }
  return files;
}
