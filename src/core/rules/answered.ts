/**
 * A pull as the registry would have it: each try of the kubelet, in its order, with what the registry answered to it. Rules
 * about registries read this alone, and each answers for its own part: an answer that is not known makes no finding, and
 * one that says nothing of this very pull (another list of secrets, the nodes' own credentials) is none.
 */
import type { Basis } from '../basis.js';
import { ON_REGISTRY } from '../basis.js';
import { nodePatterns } from '../credential-providers.js';
import type { Facts } from '../facts.js';
import { matchesPattern } from '../match-images.js';
import type { ImageOutlook, RatedMatch } from '../outlook.js';
import type { PullOutcome, RegistryAnswer } from '../registry-answer.js';
import { registryKey } from '../registry-facts.js';
import type { Settings } from '../settings.js';
import type { ImageReference, RuleAction } from '../types.js';

export interface Try {
  readonly outcome: PullOutcome;
  /** Undefined: without a credential. */
  readonly match: RatedMatch | undefined;
  /** When it was made, in ms since the epoch. */
  readonly at: number;
}

export interface Pull {
  readonly reference: ImageReference;
  readonly answer: RegistryAnswer;
  /** Up to the first that works, as the kubelet makes them; never empty. */
  readonly tries: readonly Try[];
}

const UNTOLD: PullOutcome = { result: 'unknown', reason: 'this credential was not tried' };

/** Undefined where no registry was asked, or nobody knows what it says. */
export function pullOf(outlook: ImageOutlook, facts: Facts): Pull | undefined {
  const { reference } = outlook;
  if (facts.registry.size === 0 || reference === undefined) return undefined;
  const answer = facts.registry.get(registryKey(reference));
  if (answer?.state !== 'found') return undefined;
  return { reference, answer: answer.value, tries: triesOf(outlook, answer.value) };
}

/**
 * Of the credentials that match now: what injection adds, or a second look finds, was not among those that were tried. An
 * entry without a user is a try without a credential (semantics 2.16); what the runtime cannot even send (2.15) fails of
 * itself.
 */
function triesOf({ matches }: ImageOutlook, { anonymous, at, attempts }: RegistryAnswer): readonly Try[] {
  const bare: Try = { outcome: anonymous, match: undefined, at };
  if (matches.length === 0) return [bare];
  const told = new Map(attempts.map((each) => [nameOf(each), each]));
  const tries: Try[] = [];
  for (const match of matches) {
    const attempt = told.get(nameOf(match));
    if (attempt === undefined && match.standing === 'hopeless') continue;
    const made =
      match.standing === 'anonymous' ? bare : { outcome: attempt?.outcome ?? UNTOLD, match, at: attempt?.at ?? at };
    tries.push(made);
    // Without an answer the rest is not known either.
    if (made.outcome.result === 'pullable' || made.outcome === UNTOLD) break;
  }
  return tries.length === 0 ? [{ outcome: UNTOLD, match: undefined, at }] : tries;
}

function nameOf({ secret, entry }: Pick<RatedMatch, 'secret' | 'entry'>): string {
  return `${secret} ${entry.key}`;
}

/** What the registry gave, if it gave it to one of the tries. */
export function given({ tries }: Pull): Extract<PullOutcome, { readonly result: 'pullable' }> | undefined {
  const last = tries.at(-1)?.outcome;
  return last?.result === 'pullable' ? last : undefined;
}

/** Nothing that the kubelet tries is given the image, and every try was answered. */
export function isTurnedAway({ tries }: Pull): boolean {
  return tries.every(({ outcome }) => outcome.result === 'refused' || outcome.result === 'not-found');
}

/** Is every secret of the list known, so that there is no try that nobody has seen? */
export function isListKnown({ effective, secrets }: Facts): boolean {
  if (effective.state !== 'found') return false;
  return effective.value.names.every((name) => {
    const secret = secrets.get(name);
    return secret?.state !== 'unknown' && !(secret?.state === 'found' && secret.value.form === 'oversized');
  });
}

/** The nodes try their own after the pod's, whatever became of those (semantics 2.24): a refusal is none of theirs. */
export function nodesMayBring({ need }: ImageOutlook, { repository }: ImageReference, settings: Settings): boolean {
  return need === 'node' || nodePatterns(settings).some((pattern) => matchesPattern(pattern, repository));
}

/**
 * What all findings about registries have in common. An answer that came over Pullgate's network is evidence and no verdict
 * (design 2.6): it warns at most, unless the operator lets it deny.
 */
export function onRegistry({ probe }: Settings): { readonly basis: readonly Basis[]; readonly ceiling?: RuleAction } {
  return probe.deny ? { basis: ON_REGISTRY } : { basis: ON_REGISTRY, ceiling: 'warn' };
}

/** Of what may pass by itself, or is of the network alone. */
export const ONLY_WARNS = { basis: ON_REGISTRY, ceiling: 'warn' } as const;
