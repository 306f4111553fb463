/**
 * What registries say of the images of one object, asked once the cluster has said which secrets there are: each distinct
 * image that is pulled, all at the same time. What comes of it clears or warns; nothing that it does not know counts as an
 * answer.
 */
import { type Facts, factsOf } from '../core/facts.js';
import { foundSecrets, type ImageOutlook, type OutlookState } from '../core/outlook.js';
import type { RegistryAnswer } from '../core/registry-answer.js';
import { type RegistryAnswers, registryKey } from '../core/registry-facts.js';
import type { RequestFacts } from '../core/request.js';
import type { ImageReference, Lookup, PullSecret, Subject } from '../core/types.js';
import { type Awaitable, together, whenKnown } from './awaitable.js';
import type { ReadOptions } from './cluster-state.js';
import type { PullQuestion, RegistryPort } from './registry-port.js';

/** Images of one object that registries are asked about; whoever writes it chooses how many there are. */
export const MOST_ASKED = 100;

const TOO_MANY: Lookup<never> = {
  state: 'unknown',
  reason: `registries are asked about ${MOST_ASKED} images of an object at most`,
};

/**
 * One whose list is not known, or that is not pulled, is not asked about: its answer would be that of another pull. A
 * malformed secret stops every pull whatever the registry says (semantics 2.5).
 */
const ASKED: ReadonlySet<OutlookState> = new Set<OutlookState>(['works', 'lacking', 'hopeless']);
/**
 * Of files the list is often that of a ServiceAccount which they do not hold. That everybody may pull the image, or that it
 * is not there, is worth knowing all the same; what is refused without the list says nothing, and rules take it so.
 */
const ASKED_OF_FILES: ReadonlySet<OutlookState> = new Set<OutlookState>([...ASKED, 'unknown']);

/** Undefined where there is nothing to ask. */
export function askRegistries(
  { namespace }: Pick<Subject, 'namespace'>,
  { facts, outlooks }: { readonly facts: Facts; readonly outlooks: readonly ImageOutlook[] },
  port: RegistryPort,
  { origin, ...read }: ReadOptions & Pick<RequestFacts, 'origin'>,
): Awaitable<RegistryAnswers> | undefined {
  const askedStates = origin === 'file' ? ASKED_OF_FILES : ASKED;
  const images = new Map<string, ImageReference>();
  for (const { state, reference } of outlooks) {
    if (reference !== undefined && askedStates.has(state)) images.set(registryKey(reference), reference);
  }
  if (images.size === 0) return undefined;
  const { effective } = facts;
  const secrets = effective.state === 'found' ? foundSecrets(effective.value, facts.secrets) : [];
  const all = [...images];
  const asked = all.slice(0, MOST_ASKED).map(([, reference]) => port.ask({ reference, namespace, secrets }, read));
  return whenKnown(together(asked), (answers) => new Map(all.map(([key], index) => [key, answers[index] ?? TOO_MANY])));
}

/** The same facts with these answers. */
export function withAnswers(facts: Facts, registry: RegistryAnswers): Facts {
  const { now, namespace, effective, secrets, elsewhere } = facts;
  return factsOf({ now, namespace, effective, secrets, elsewhere, registry }, facts);
}

interface Asked {
  readonly secrets: readonly PullSecret[];
  readonly answer: Awaitable<Lookup<RegistryAnswer>>;
}

/**
 * The same port for the two looks of one review: with the same secrets the same question has the same answer, so that no
 * review waits for a registry twice. The second look is at the cluster, which may have changed; a registry that was asked
 * a moment ago says the same.
 */
export function askingOnce(port: RegistryPort): RegistryPort {
  const known = new Map<string, Asked>();
  return {
    ask: (question, read) => {
      const key = registryKey(question.reference);
      const before = known.get(key);
      if (before !== undefined && areSame(before.secrets, question.secrets)) return before.answer;
      const answer = port.ask(question, read);
      known.set(key, { secrets: question.secrets, answer });
      return answer;
    },
  };
}

function areSame(a: PullQuestion['secrets'], b: PullQuestion['secrets']): boolean {
  return a === b || (a.length === b.length && a.every((secret, index) => secret === b[index]));
}
