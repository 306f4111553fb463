/**
 * The words of a fix. One phrase per step and no other, so that they read alike everywhere and so that a test can read
 * them back, do what they say, and see the request pass. Placeholders are in CAPITALS.
 */
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
      return (
        `kubectl -n ${shown(step.namespace)} create secret docker-registry ${shown(step.name)}` +
        ` --docker-server=${shellWord(step.server)} --docker-username=USER --docker-password=TOKEN`
      );
    case 'set-pull-secrets':
      return step.names === 'too-many'
        ? `in ${step.path} ${listChanges(step.add, step.remove)}`
        : `set ${step.path} to ${nameList(step.names)}`;
    case 'set-account-secrets': {
      if (step.names.length > MOST_NAMES)
        return `edit imagePullSecrets of ServiceAccount ${shown(step.namespace)}/${shown(step.account)}`;
      const patch = JSON.stringify({ imagePullSecrets: step.names.map((name) => ({ name })) });
      return `kubectl -n ${shown(step.namespace)} patch serviceaccount ${shown(step.account)} --type=merge -p ${shellWord(patch)}`;
    }
    case 'set-service-account':
      return `set ${step.path} to ${quoted(step.account)}`;
    case 'create-service-account':
      return `kubectl -n ${shown(step.namespace)} create serviceaccount ${shown(step.account)}`;
    case 'recreate-pod':
      return 'delete the Pod and create it anew (imagePullSecrets of an existing Pod cannot be changed)';
    default:
      return step satisfies never;
  }
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

function nameList(names: readonly string[]): string {
  return `[${names.map((name) => `{name: ${shown(name)}}`).join(', ')}]`;
}

/** As a POSIX shell reads it: plain characters stand for themselves, everything else goes into single quotes. */
function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(text) ? text : `'${shown(text).replace(/'/g, "'\\''")}'`;
}
