/**
 * The words of a fix. One phrase per step and no other, so that they read alike everywhere and so that a test can read
 * them back, do what they say, and see the request pass. Placeholders are in CAPITALS. A command is made of names that the
 * API server accepts and of words quoted for a POSIX shell: it is there to be copied.
 */
import { registryHint } from '../image/registry-hints.js';
import { isNamespaceName, isObjectName } from '../object-name.js';
import type { Fix, FixStep } from '../types.js';
import { quoted, shown } from './escape.js';

/** `Fix: … , then … (note)`, without the final dot; '' where there is nothing to do. */
export function fixWords(fix: Fix | undefined): string {
  if (fix === undefined || fix.steps.length === 0) return '';
  const steps = fix.steps.map(stepWords).join(', then ');
  return `Fix: ${steps}${fix.note === undefined ? '' : ` (${fix.note})`}`;
}

function stepWords(step: FixStep): string {
  switch (step.do) {
    case 'set-image':
      return `set the image to ${quoted(step.image)}${step.note === '' ? '' : ` (${step.note})`}`;
    case 'create-secret':
      if (!isNamespaceName(step.namespace)) {
        return `${noNamespace(step.namespace)} and create a pull secret for ${shown(step.server)} in it`;
      }
      if (!isObjectName(step.name)) return noName('imagePullSecrets', 'Secret', step.name);
      return (
        `kubectl -n ${step.namespace} create secret docker-registry ${step.name}` +
        ` --docker-server=${shellWord(step.server)} --docker-username=${shellWord(userFor(step.server))} --docker-password=TOKEN`
      );
    case 'set-pull-secrets':
      return step.names === 'too-many'
        ? `in ${step.path} ${listChanges(step.add, step.remove)}`
        : `set ${step.path} to ${nameList(step.names)}`;
    case 'set-account-secrets': {
      if (!isNamespaceName(step.namespace)) return noNamespace(step.namespace);
      if (!isObjectName(step.account)) return noName('serviceAccountName', 'ServiceAccount', step.account);
      if (step.names.length > MOST_NAMES)
        return `edit imagePullSecrets of ServiceAccount ${step.namespace}/${step.account}`;
      const patch = JSON.stringify({ imagePullSecrets: step.names.map((name) => ({ name })) });
      return `kubectl -n ${step.namespace} patch serviceaccount ${step.account} --type=merge -p ${shellWord(patch)}`;
    }
    case 'set-service-account':
      return `set ${step.path} to ${quoted(step.account)}`;
    case 'create-service-account':
      if (!isNamespaceName(step.namespace)) return noNamespace(step.namespace);
      if (!isObjectName(step.account)) return noName('serviceAccountName', 'ServiceAccount', step.account);
      return `kubectl -n ${step.namespace} create serviceaccount ${step.account}`;
    case 'recreate-pod':
      return 'delete the Pod and create it anew (imagePullSecrets of an existing Pod cannot be changed)';
    default:
      return step satisfies never;
  }
}

/** The one user name that the registry has, or the placeholder. */
function userFor(server: string): string {
  return registryHint(server.replace(/^https?:\/\//, '').split('/', 1)[0] ?? '').username;
}

/** More do not fit into a command that anybody reads. */
const MOST_NAMES = 50;

/** Of a list that is too long to be printed. */
function listChanges(add: readonly string[], remove: readonly string[]): string {
  const some = (names: readonly string[]): string =>
    names.length > MOST_NAMES
      ? `${nameList(names.slice(0, MOST_NAMES))} and ${names.length - MOST_NAMES} more`
      : nameList(names);
  const parts = [add.length > 0 ? `add ${some(add)}` : '', remove.length > 0 ? `remove ${some(remove)}` : ''];
  return parts.filter((part) => part !== '').join(' and ');
}

/** Names that nothing can have are no part of a command: the way out is another name. */
function noNamespace(name: string): string {
  return `correct the namespace (none can have the name ${quoted(name, NAME_LIMIT)})`;
}

function noName(field: string, kind: string, name: string): string {
  return `correct the name in ${field} (no ${kind} can have the name ${quoted(name, NAME_LIMIT)})`;
}

const NAME_LIMIT = 63;

function nameList(names: readonly string[]): string {
  return `[${names.map((name) => `{name: ${yamlName(name)}}`).join(', ')}]`;
}

/** As YAML reads it: a name may look like a number, a date or a truth value. */
function yamlName(name: string): string {
  const isPlain = isObjectName(name) && !/^(?:[0-9.]|(?:true|false|yes|no|on|off|y|n|null)$)/.test(name);
  return isPlain ? name : quoted(name);
}

/** As a POSIX shell reads it: plain characters stand for themselves, everything else goes into single quotes. */
function shellWord(text: string): string {
  if (/^[A-Za-z0-9_./:@%+=,-]+$/.test(text)) return text;
  // Never cut: half a word is another command.
  return `'${shown(text, Number.POSITIVE_INFINITY).replace(/'/g, "'\\''")}'`;
}
