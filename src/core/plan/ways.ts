/** How a list of pull secrets gets to a pod: in the object, or through its ServiceAccount (semantics 4.1 to 4.6). */
import type { Facts } from '../facts.js';
import { isObjectName } from '../object-name.js';
import { isThere, type RequestFacts } from '../request.js';
import type { FixStep, ImageUse, ServiceAccountFacts, Subject } from '../types.js';

export interface Ways {
  readonly steps: readonly FixStep[];
  /** In place of the last step. */
  readonly instead?: FixStep;
}

export interface ListChange {
  readonly names: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Names that are printed one after the other; of a longer list only what changes is told. */
const MOST_LISTED = 50;

/** @param uses the images that the change is for */
export function waysOf(
  change: ListChange,
  uses: readonly ImageUse[],
  { subject, facts, request }: { readonly subject: Subject; readonly facts: Facts; readonly request: RequestFacts },
): Ways {
  const path = fieldOf(subject, 'imagePullSecrets');
  const names = change.names.length > MOST_LISTED ? 'too-many' : change.names;
  if (subject.isPod && !subject.owned && isThere(request)) {
    // Nobody makes a running Pod anew for a container that is there to look into it.
    const isEphemeral = uses.length > 0 && uses.every(({ kind }) => kind === 'ephemeral');
    return { steps: [isEphemeral ? { do: 'other-image', uses } : { do: 'new-pod', path, names }] };
  }
  const inObject: FixStep = { do: 'set-pull-secrets', path, names, add: change.add, remove: change.remove };
  const account = facts.serviceAccount.state === 'found' ? facts.serviceAccount.value : undefined;
  if (account === undefined || names === 'too-many') return { steps: [inObject] };
  const inAccount = accountStep(account, change, subject);
  const own = ownNames(subject, account);
  const listed = new Set(account.imagePullSecrets);
  if (account.enforceMountable && change.add.some((name) => !listed.has(name))) {
    // The API server refuses a Pod that names what its ServiceAccount does not list.
    return own.length === 0 ? { steps: [inAccount] } : { steps: [inAccount, inObject] };
  }
  if (own.length > 0 && change.names.length > 0) return { steps: [inObject] };
  // An empty list is filled from the ServiceAccount, so what is removed must go there, too.
  const inherits = change.remove.some((name) => listed.has(name));
  if (change.names.length === 0) {
    if (!inherits) return { steps: [inObject] };
    return { steps: own.length === 0 ? [inAccount] : [inAccount, inObject] };
  }
  return { steps: [inObject], instead: inAccount };
}

/** What the object itself says; a Pod that came through admission may have got all of it from its ServiceAccount. */
function ownNames(subject: Subject, account: ServiceAccountFacts): readonly string[] {
  const own = subject.imagePullSecrets;
  const copied =
    subject.isPod &&
    own.length === account.imagePullSecrets.length &&
    own.every((name, index) => name === account.imagePullSecrets[index]);
  return copied ? [] : own;
}

/** The field is replaced as a whole, so all that it holds is printed. */
function accountStep(account: ServiceAccountFacts, { add, remove }: ListChange, { namespace }: Subject): FixStep {
  const gone = new Set(remove);
  const kept = account.imagePullSecrets.filter((name) => isObjectName(name) && !gone.has(name));
  const names = [...new Set([...kept, ...add])];
  return { do: 'set-account-secrets', namespace, account: account.name, names };
}

/** Where a field is edited, as it is printed: nobody edits a Pod that a controller makes. */
export function fieldOf(subject: Subject, field: string): string {
  const { podPath } = subject;
  return subject.isPod && subject.owned ? `spec.template.spec.${field} of its owner` : `${podPath}.${field}`;
}
