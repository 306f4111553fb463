/**
 * The words of a fix. One phrase per step and no other, so that they read alike everywhere and so that a test can read
 * them back, do what they say, and see the request pass. Placeholders are in CAPITALS. A command is made of names that the
 * API server accepts and of words quoted for a POSIX shell: it is there to be copied.
 */
import { registryHint } from '../image/registry-hints.js';
import { isNamespaceName, isObjectName } from '../object-name.js';
import { isRenewing } from '../secret/makers.js';
import { sourceOf } from '../secret/managers.js';
import { EXPIRES_AT } from '../secret/said-expiry.js';
import { imageText } from '../subject.js';
import type { Fix, FixStep, ImageUse } from '../types.js';
import { quoted, shown } from './escape.js';
import { containers, NAMED } from './place.js';

/**
 * Each step a line of its own, which can be copied as it stands; then the other way, where there is one.
 *
 * @param several there are several problems, so that an edit says whose image it is
 */
export function fixLines({ steps, instead }: Pick<Fix, 'steps' | 'instead'>, several: boolean): readonly string[] {
  const places = several || steps.filter((step) => step.do === 'set-image').length > 1;
  const lines = steps.map((step) => stepWords(step, places));
  if (instead === undefined) return lines;
  const account =
    instead.do === 'set-account-secrets' ? ` of ServiceAccount ${quoted(instead.account, NAME_LIMIT)}` : '';
  const last = lines.length > 1 ? 'in place of the last line' : 'or';
  return [...lines, `${last}, for all pods${account}:`, stepWords(instead, places)];
}

/** The same as one text of several lines, with the notes; '' where there is nothing to do. */
export function fixText(fix: Fix | undefined): string {
  if (fix === undefined) return '';
  return [...fixLines(fix, false), ...noteLine(fix)].join('\n');
}

export function noteLine({ notes }: Pick<Fix, 'notes'>): readonly string[] {
  return notes.length === 0 ? [] : [`Note: ${notes.join('; ')}`];
}

/** On one line: `Fix: …`, or `Fix: (1) … (2) …` where there are several steps; '' where there is nothing to do. */
export function fixInLine(fix: Fix | undefined, several = false): string {
  if (fix === undefined) return '';
  const lines = fixLines({ steps: fix.steps }, several);
  const [only] = lines;
  if (lines.length < 2) return only === undefined ? '' : `Fix: ${only}`;
  return `Fix: ${lines.map((line, index) => `(${index + 1}) ${line}`).join(' ')}`;
}

function stepWords(step: FixStep, places: boolean): string {
  switch (step.do) {
    case 'set-image': {
      const where = places || step.uses.length > NAMED ? ` ${whose(step.uses)}` : '';
      return `set the image to ${quoted(step.image)}${where}${step.note === '' ? '' : ` (${step.note})`}`;
    }
    case 'create-secret':
    case 'replace-secret':
      if (!isNamespaceName(step.namespace)) {
        return `${noNamespace(step.namespace)} and create a pull secret for ${shown(step.server)} in it`;
      }
      if (!isObjectName(step.name)) return noName('imagePullSecrets', 'Secret', step.name);
      return step.do === 'create-secret'
        ? createWords(step)
        : `${createWords(step)} --dry-run=client -o yaml | kubectl -n ${step.namespace} apply -f -`;
    case 'mend-secret':
      return `in secret ${quoted(step.name, NAME_LIMIT)}, replace the login for ${shown(step.server)}`;
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
    case 'new-pod': {
      const list = step.names === 'too-many' ? 'with the secrets that it needs in' : 'with';
      const names = step.names === 'too-many' ? '' : ` ${nameList(step.names)}`;
      return `create a new Pod ${list} ${step.path}${names} (that of a Pod which exists cannot be changed)`;
    }
    case 'other-image':
      return `in ${containers(step.uses)} use an image that the pull secrets of the Pod match, or a public one (the list of a Pod that exists cannot be changed)`;
    case 'say-expiry':
      if (!isNamespaceName(step.namespace)) return noNamespace(step.namespace);
      if (!isObjectName(step.name)) return noName('imagePullSecrets', 'Secret', step.name);
      return `kubectl -n ${step.namespace} annotate secret ${step.name} --overwrite ${EXPIRES_AT}=TIME`;
    case 'renew-secret':
      return renewWords(step);
    case 'apply-again':
      return `if ${secrets(step.names)} of this apply, apply again; else:`;
    case 'annotate-secret': {
      const pairs = step.annotations.map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
      return `annotate secret ${quoted(step.name, NAME_LIMIT)}, in its file, with ${pairs.join(' and ')}`;
    }
    case 'annotate-account': {
      if (!isNamespaceName(step.namespace)) return noNamespace(step.namespace);
      if (!isObjectName(step.account)) return noName('serviceAccountName', 'ServiceAccount', step.account);
      const pairs = step.keys.map((key) => `${shellWord(key)}=VALUE`);
      return `kubectl -n ${step.namespace} annotate serviceaccount ${step.account} ${pairs.join(' ')}`;
    }
    case 'set-service-account':
      return `set ${step.path} to ${quoted(step.account)}`;
    case 'create-service-account':
      if (!isNamespaceName(step.namespace)) return noNamespace(step.namespace);
      if (!isObjectName(step.account)) return noName('serviceAccountName', 'ServiceAccount', step.account);
      return `kubectl -n ${step.namespace} create serviceaccount ${step.account}`;
    default:
      return step satisfies never;
  }
}

function createWords({
  namespace,
  name,
  server,
}: Extract<FixStep, { do: 'create-secret' | 'replace-secret' }>): string {
  return (
    `kubectl -n ${namespace} create secret docker-registry ${name}` +
    ` --docker-server=${shellWord(server)} --docker-username=${shellWord(userFor(server))} --docker-password=TOKEN`
  );
}

/** What renews by itself has stopped; what only carries what a person wrote is given something else to carry. */
function renewWords({ by, name }: Extract<FixStep, { do: 'renew-secret' }>): string {
  const secret = `secret ${quoted(name, NAME_LIMIT)}`;
  const where = sourceOf(by);
  const inSource = where === undefined ? '' : `change it in its source, ${where}`;
  if (!isRenewing(by)) return `${secret} is kept by ${shown(by)}: ${inSource}`;
  return `see why ${shown(by)} does not renew ${secret}${inSource === '' ? '' : `, or ${inSource}`}`;
}

/** Containers that are named one by one. */
const MOST_CONTAINERS = 12;

/** More images than fit into any text; an object may have tens of thousands. */
const MOST_IMAGES = 400;
const whoseBy = new WeakMap<readonly ImageUse[], string>();

/** The same for every length that the text is tried in. */
function whose(uses: readonly ImageUse[]): string {
  if (uses.length <= MOST_CONTAINERS) return `in ${containers(uses, MOST_CONTAINERS)}`;
  const known = whoseBy.get(uses);
  if (known !== undefined) return known;
  const images = new Set<string>();
  for (const use of uses) {
    images.add(imageText(use));
    if (images.size > MOST_IMAGES) break;
  }
  const words = `wherever it is ${[...images].map((image) => quoted(image)).join(' or ')}`;
  whoseBy.set(uses, words);
  return words;
}

function secrets(names: readonly string[]): string {
  const words = names.map((name) => quoted(name, NAME_LIMIT)).join(', ');
  return names.length === 1 ? `secret ${words} is part` : `secrets ${words} are part`;
}

/** The host of what stands behind `--docker-server`. */
export function hostOfServer(server: string): string {
  return server.replace(/^https?:\/\//, '').split('/', 1)[0] ?? '';
}

/** The one user name that the registry has, or the placeholder. */
function userFor(server: string): string {
  return registryHint(hostOfServer(server)).username;
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
