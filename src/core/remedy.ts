/**
 * The ways out, as data: what a developer can do so that the very same request passes. Nothing printed here may
 * overwrite a Secret (it may hold other keys) and a Secret's type cannot be changed (K pkg/apis/core/validation), so a
 * new one takes the first free name of `regcred`, `regcred-2`, … and the reference is edited (product.md 6.1).
 */
import { registryHint } from './image/registry-hints.js';
import { matchesPattern } from './match-images.js';
import { shown } from './message/escape.js';
import type { RuleContext } from './rules/rule.js';
import type { Facts, Finding, Fix, FixStep, ImageReference, PullSecret, Subject } from './types.js';

/** A new secret for the registry, and a list that names it. `without`: names that the new one replaces. */
export function newSecret(context: RuleContext, reference: ImageReference, without: readonly string[] = []): Fix {
  const name = freeName(takenNames(context.facts, context.subject));
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
  const kept = current.filter((name) => name !== '' && !remove.includes(name) && !add.includes(name));
  const path = fieldOf(subject, 'imagePullSecrets');
  return { do: 'set-pull-secrets', path, names: [...new Set([...kept, ...add])], add, remove };
}

/** Where a field is edited, as it is printed: nobody edits a Pod that a controller makes. */
export function fieldOf({ owned, podPath }: Subject, field: string): string {
  return owned ? `spec.template.spec.${field} of its owner` : `${podPath}.${field}`;
}

/** The first of `regcred`, `regcred-2`, … that is not taken. */
export function freeName(taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? 'regcred' : `regcred-${count}`;
    if (!taken.has(name)) return name;
  }
}

/** Names that a new secret must not take, as far as is known; `kubectl create` refuses any other that exists. */
export function takenNames(facts: Facts, subject: Subject): ReadonlySet<string> {
  const taken = new Set<string>(subject.imagePullSecrets);
  for (const [name, secret] of facts.secrets) if (secret.state !== 'absent') taken.add(name);
  if (facts.candidates.state === 'found') for (const { name } of facts.candidates.value) taken.add(name);
  return taken;
}

/** A secret that holds nothing but this one key can be replaced; another one is kept beside the new one. */
export function replaceable(secret: PullSecret | undefined): boolean {
  return secret !== undefined && 'entries' in secret && secret.entries.length === 1 && (secret.omitted ?? 0) === 0;
}

/** A Kubernetes object name (RFC 1123 subdomain, K staging apimachinery util/validation); others can never exist. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
}

/** The narrowest useful pattern for `registries.public`: the organisation, or the repository where there is none. */
function publicPattern({ registry, path }: ImageReference): string {
  const slash = path.indexOf('/');
  return slash === -1 ? `${registry}/${path}` : `${registry}/${path.slice(0, slash + 1)}`;
}

/** The operator's way out of a denial for want of a credential (product.md 3); none where no pattern can match the image. */
export function ifPublic(reference: ImageReference): Pick<Finding, 'operator'> {
  const pattern = publicPattern(reference);
  if (!matchesPattern(pattern, reference.repository)) return {};
  return { operator: `If the image is public, an operator can list ${shown(pattern)} under registries.public` };
}
