/** From a review to what is judged of it: what is written, and what was there before. */
import { listOf, own, textOf } from '../../core/fields.js';
import type { InParts } from '../../core/parts.js';
import type { Admission, PullSecret } from '../../core/types.js';
import { releaseOf } from '../../core/written/release.js';
import type { Written } from '../../core/written/written.js';
import type { AssessContext } from '../assess.js';
import type { Steps } from '../steps.js';
import { inTurns } from '../turns.js';
import { hasSameData, isPullSecret, writtenSecret } from './secret.js';

export interface Draft extends Omit<Written, 'secrets' | 'list'> {
  /** Something comes into the cluster, which may be wrong; a deletion only takes something away. */
  readonly isNew: boolean;
  readonly dryRun: boolean;
  /** Of a Secret: as it will be, and as it was. */
  readonly secret: Change<PullSecret> | undefined;
  /** Of a ServiceAccount. */
  readonly list: Change<readonly string[]> | undefined;
}

/** Absent: it is not there. */
export interface Change<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** Honest lists have one to three; no answer tells of more. */
const MOST_NAMES = 32;
/** The longest name of a Secret is shorter. */
const MOST_LETTERS = 1024;

/** Or the reason why it is not looked at. */
export function* readWritten(admission: Admission, context: AssessContext): Steps<Draft | string> {
  const { operation, object, oldObject, dryRun } = admission;
  const there = operation === 'DELETE' ? oldObject() : object;
  const metadata = own(there, 'metadata');
  const name = textOf(metadata, 'name') || admission.name || `${textOf(metadata, 'generateName')}*`;
  const at = { namespace: admission.namespace || textOf(metadata, 'namespace'), name };
  const release = releaseOf(there);
  const common = {
    // `unjudged` has looked at it.
    operation: operation as Draft['operation'],
    ...at,
    isMade: listOf(metadata, 'ownerReferences').length > 0,
    release,
    isNew: operation !== 'DELETE',
    dryRun,
  };
  if (admission.kind.kind === 'ServiceAccount') {
    const list = listChange(admission);
    return typeof list === 'string' ? list : { ...common, kind: 'ServiceAccount', list, secret: undefined };
  }
  if (operation === 'UPDATE' && hasSameData(oldObject(), object)) return 'unchanged';
  const meter = { steps: 0 };
  const secret = yield* inTurns(secretChange(admission, at, context.now), meter, context);
  const judged = secret.after ?? secret.before;
  if (judged === undefined || !(isPullSecret(judged) || isBefore(secret))) return 'no-pull-secret';
  const isMade = common.isMade || judged.madeBy !== undefined;
  return { ...common, kind: 'Secret', secret, list: undefined, isMade };
}

function isBefore({ before }: Change<PullSecret>): boolean {
  return before !== undefined && isPullSecret(before);
}

function* secretChange(
  { operation, object, oldObject }: Admission,
  at: { readonly namespace: string; readonly name: string },
  now: number,
): InParts<Change<PullSecret>> {
  const after = operation === 'DELETE' ? undefined : yield* writtenSecret(object, at, now);
  const before = operation === 'CREATE' ? undefined : yield* writtenSecret(oldObject(), at);
  return { before, after };
}

/** A deletion of it is no matter of ours: its Pods are then stopped by the API server itself. */
function listChange({ operation, object, oldObject }: Admission): Change<readonly string[]> | string {
  if (operation === 'DELETE') return 'operation';
  const after = namesOf(object);
  if (operation === 'CREATE') return after.length === 0 ? 'no-pull-secret' : { before: undefined, after };
  const before = namesOf(oldObject());
  const isSame = before.length === after.length && before.every((name, at) => name === after[at]);
  return isSame ? 'unchanged' : { before, after };
}

function namesOf(account: unknown): readonly string[] {
  const names = listOf(account, 'imagePullSecrets').slice(0, MOST_NAMES);
  return names.map((entry) => textOf(entry, 'name').slice(0, MOST_LETTERS)).filter((name) => name !== '');
}
