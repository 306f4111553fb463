/** What a cause is: one file that holds its code, where it applies and what it rests on. `causes/index.ts` lists them. */
import type { Budget } from '../budget.js';
import type { Choice, Doubt } from '../choice.js';
import { bestOf } from '../choice.js';
import type { Facts } from '../facts.js';
import { foundSecrets, type ImageOutlook } from '../outlook.js';
import { createKeyring } from '../secret/keyring.js';
import type { Settings } from '../settings.js';
import type { CredentialMatch, ImageReference, PullSecret, Subject } from '../types.js';
import type { ExtraFact } from '../wants.js';

export interface CauseContext {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly settings: Settings;
  readonly budget: Budget;
  /** What the namespace holds; undefined where that is not known. The keyring of all of it is made when first needed. */
  readonly candidates: () => Ring | undefined;
}

/** An image that was found without a working credential. */
export interface Without extends Pick<ImageOutlook, 'matches'> {
  readonly reference: ImageReference;
}

/** What is found of an image; undefined: another cause has to say why. */
export type FindCause<C> = (image: Without) => C | undefined;

/** @typeParam C what the rule of the same code puts into words */
export interface CauseKind<C extends { readonly code: string }> {
  readonly code: C['code'];
  /** The images it is looked for of: those that no entry matches, or those whose every match is certain to fail. */
  readonly of: 'lacking' | 'hopeless';
  /** The facts that only an image without a credential makes worth asking for. */
  readonly wants: readonly ExtraFact[];
  /** What all images of an object have in common is found once: their number must not multiply it. */
  readonly prepare: (context: CauseContext) => FindCause<C>;
}

/** A cause that applies to no image of this object. */
export const NEVER: FindCause<never> = () => undefined;

/** A secret that would serve the image, and what has to be said of it. */
export interface Named {
  readonly secret: string;
  readonly doubt?: Doubt;
}

export function named({ secret, doubt }: Choice): Named {
  return doubt === undefined ? { secret: secret.name } : { secret: secret.name, doubt };
}

/** Secrets that are asked about many repositories. */
export interface Ring {
  readonly secrets: readonly PullSecret[];
  /** What each of them would give alone. */
  readonly each: (repository: string) => ReadonlyMap<number, readonly CredentialMatch[]>;
  /** The best of them. */
  readonly best: (repository: string) => Choice | undefined;
}

export function ringOf(
  secrets: readonly PullSecret[],
  { facts, budget }: Pick<CauseContext, 'facts' | 'budget'>,
): Ring {
  const keyring = createKeyring(secrets);
  const each = (repository: string) => keyring.lookupEach(repository, budget);
  return { secrets, each, best: (repository) => bestOf(each(repository), secrets, facts) };
}

/** Those of the names that are there, each once. */
export function secretsOf(names: readonly string[], facts: Facts): readonly PullSecret[] {
  return foundSecrets({ names: [...new Set(names)], from: 'serviceAccount' }, facts.secrets);
}

export function effectiveNames(facts: Facts): readonly string[] {
  return facts.effective.state === 'found' ? facts.effective.value.names : [];
}
