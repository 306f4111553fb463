/**
 * The one field of a kubeconfig that @kubernetes/client-node does not know: `users[].user.tokenFile`, a file that holds
 * the token and is replaced from time to time (client-go tools/clientcmd/api/v1/types.go AuthInfo).
 */
import { parse } from 'yaml';

/**
 * Path by name of the user, as written. Throws for what is no YAML. The package's warnings, which would go to stderr by
 * themselves, quote tags and keys, and in a kubeconfig those may be tokens.
 */
export function tokenFiles(kubeconfig: string): ReadonlyMap<string, string> {
  const users: unknown = fieldOf(parse(kubeconfig, { logLevel: 'error' }), 'users');
  const files = new Map<string, string>();
  for (const entry of Array.isArray(users) ? users : []) {
    const name = fieldOf(entry, 'name');
    const file = fieldOf(fieldOf(entry, 'user'), 'tokenFile');
    if (typeof name === 'string' && typeof file === 'string' && file !== '') files.set(name, file);
  }
  return files;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name]; // an object with that own key, just checked
}
