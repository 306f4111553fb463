/**
 * The one field of a kubeconfig that @kubernetes/client-node does not know: `users[].user.tokenFile`, a file that holds
 * the token and is replaced from time to time (client-go tools/clientcmd/api/v1/types.go AuthInfo).
 */
import { parse } from 'yaml';
import { own } from '../core/fields.js';

/**
 * Path by name of the user, as written. Throws for what is no YAML. The package's warnings, which would go to stderr by
 * themselves, quote tags and keys, and in a kubeconfig those may be tokens.
 */
export function tokenFiles(kubeconfig: string): ReadonlyMap<string, string> {
  const users: unknown = own(parse(kubeconfig, { logLevel: 'error' }), 'users');
  const files = new Map<string, string>();
  for (const entry of Array.isArray(users) ? users : []) {
    const name = own(entry, 'name');
    const file = own(own(entry, 'user'), 'tokenFile');
    if (typeof name === 'string' && typeof file === 'string' && file !== '') files.set(name, file);
  }
  return files;
}
