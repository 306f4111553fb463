/**
 * The ways out, as data: what a developer can do so that the very same request passes. Nothing printed here may
 * overwrite a Secret (it may hold other keys) and a Secret's type cannot be changed (K pkg/apis/core/validation), so a
 * new one takes the first free name of `regcred`, `regcred-2`, … and the reference is edited (design 4.2).
 */
import { PROVIDER_PATTERNS, registryHint } from './image/registry-hints.js';
import { matchesPattern } from './match-images.js';
import { isObjectName } from './object-name.js';
import type { RuleContext } from './rules/rule.js';
import type { Facts, Finding, Fix, FixStep, ImageReference, PullSecret, Subject } from './types.js';
import { shown } from './words/escape.js';

/** A new secret for the registry, and a list that names it. `without`: names that the new one replaces. */
export function newSecret(context: RuleContext, reference: ImageReference, without: readonly string[] = []): Fix {
  const name = firstFreeName(context.facts, context.subject);
  const { server, note } = loginFor(reference);
  return {
    steps: [
      { do: 'create-secret', namespace: context.subject.namespace, name, server, named: false },
      ...listWith(context, [name], without),
    ],
    ...(note === undefined ? {} : { note }),
  };
}

/** A list that also names a secret which is there already. */
export function existingSecret(context: RuleContext, name: string, without: readonly string[] = []): Fix {
  return { steps: listWith(context, [name], without) };
}

/** The list without these names, where nothing else is needed. */
export function withoutSecrets(context: RuleContext, without: readonly string[]): Fix {
  return { steps: listWith(context, [], without) };
}

/** What `kubectl create secret docker-registry` needs for an image, and where to get the token. */
export function loginFor({ registry }: ImageReference): { readonly server: string; readonly note?: string } {
  // An IPv6 host without port is matched by no key but a bare `*` (semantics 2.21).
  if (registry.startsWith('[') && registry.endsWith(']')) return { server: '*' };
  const { server, note } = registryHint(registry);
  return { server, ...(note === undefined ? {} : { note }) };
}

/** The steps that make the effective list hold `add` and no longer hold `remove`. */
function listWith(context: RuleContext, add: readonly string[], remove: readonly string[]): readonly FixStep[] {
  const { facts, subject } = context;
  const edit = editedList(facts, subject, add, remove);
  // The field is immutable on a Pod that exists (semantics 5.3).
  return subject.isPod && context.update ? [edit, { do: 'recreate-pod' }] : [edit];
}

/** Names that are printed one after the other; of a longer list only what changes is told. */
const MOST_LISTED = 50;

/**
 * The whole list, the ServiceAccount's names included: a list in the object hides the ServiceAccount's (semantics 4.2).
 */
export function editedList(
  facts: Facts,
  subject: Subject,
  add: readonly string[],
  remove: readonly string[],
): Extract<FixStep, { do: 'set-pull-secrets' }> {
  const current = facts.effective.state === 'found' ? facts.effective.value.names : subject.imagePullSecrets;
  const path = fieldOf(subject, 'imagePullSecrets');
  const change = { do: 'set-pull-secrets', path, add, remove } as const;
  if (current.length > MOST_LISTED) return { ...change, names: 'too-many' };
  // What can never exist is of no use in the list, and a list is there to be copied.
  const kept = current.filter((name) => isObjectName(name) && !remove.includes(name) && !add.includes(name));
  return { ...change, names: [...new Set([...kept, ...add])] };
}

/** Where a field is edited, as it is printed: nobody edits a Pod that a controller makes. */
export function fieldOf(subject: Subject, field: string): string {
  const { podPath } = subject;
  return subject.isPod && subject.owned ? `spec.template.spec.${field} of its owner` : `${podPath}.${field}`;
}

/** Gives `regcred`, `regcred-2`, … in turn, those that are taken left out. */
export function createNamer(isTaken: (name: string) => boolean): () => string {
  let count = 0;
  return () => {
    for (;;) {
      count += 1;
      const name = count === 1 ? 'regcred' : `regcred-${count}`;
      if (!isTaken(name)) return name;
    }
  };
}

interface Names {
  readonly subject: Subject;
  readonly taken: ReadonlySet<string>;
  readonly free: string;
}

const namesOf = new WeakMap<Facts, Names>();

/** Found once per decision: a namespace may hold thousands of secrets, and a pod may need hundreds of fixes. */
function names(facts: Facts, subject: Subject): Names {
  const known = namesOf.get(facts);
  if (known?.subject === subject) return known;
  const taken = new Set<string>(subject.imagePullSecrets);
  for (const [name, secret] of facts.secrets) if (secret.state !== 'absent') taken.add(name);
  if (facts.candidates.state === 'found') for (const { name } of facts.candidates.value) taken.add(name);
  const found = { subject, taken, free: createNamer((name) => taken.has(name))() };
  namesOf.set(facts, found);
  return found;
}

/** The first of `regcred`, `regcred-2`, … that is not taken. */
function firstFreeName(facts: Facts, subject: Subject): string {
  return names(facts, subject).free;
}

/** Names that a new secret must not take, as far as is known; `kubectl create` refuses any other that exists. */
export function takenNames(facts: Facts, subject: Subject): ReadonlySet<string> {
  return names(facts, subject).taken;
}

/** A secret that holds nothing but this one key can be replaced; another one is kept beside the new one. */
export function replaceable(secret: PullSecret | undefined): boolean {
  return secret !== undefined && 'entries' in secret && secret.entries.length === 1 && (secret.omitted ?? 0) === 0;
}

/** The narrowest useful pattern for `registries.public`: the organisation, or the repository where there is none. */
function publicPattern({ registry, path }: ImageReference): string {
  const slash = path.indexOf('/');
  return slash === -1 ? `${registry}/${path}` : `${registry}/${path.slice(0, slash + 1)}`;
}

/**
 * The operator's way out of a denial for want of a credential (design 2.3); none where no pattern can match the image. For
 * the registry of a cloud it is not "public": there the nodes bring the credential, if the cloud is theirs.
 */
export function ifPublic(reference: ImageReference): Pick<Finding, 'operator'> {
  const { repository, registry } = reference;
  const { nodeProvider } = registryHint(registry);
  if (nodeProvider !== undefined) {
    const covered = PROVIDER_PATTERNS[nodeProvider].some((pattern) => matchesPattern(pattern, repository));
    const provider = covered ? `set cluster.provider to ${nodeProvider} or ` : '';
    const operator = `If the nodes bring the credential, an operator can ${provider}list ${shown(registry)} under registries.nodeCredentials`;
    return { operator };
  }
  const pattern = publicPattern(reference);
  if (!matchesPattern(pattern, repository)) return {};
  return { operator: `If the image is public, an operator can list ${shown(pattern)} under registries.public` };
}
