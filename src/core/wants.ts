/**
 * Facts that not every verdict rests on. Who reads one says so beside its own judgement (a rule, a cause, injection), and
 * it is asked for only where somebody wants it of this very object: what an admitted pod does not need is not asked.
 */

import type { Facts } from './facts.js';
import type { ImageOutlook } from './outlook.js';
import type { ExtraFacts } from './questions.js';
import type { RequestFacts } from './request.js';
import type { Settings } from './settings.js';
import type { Subject } from './types.js';

/**
 * Besides the facts with a question of their own: `listed`, the secrets that the ServiceAccount lists; `elsewhere`, the
 * namespaces that hold a secret of a name that is absent here.
 */
export type ExtraFact = keyof ExtraFacts | 'listed' | 'elsewhere';

/** What is known when it is settled which of these facts are wanted. */
export interface Seen {
  readonly subject: Subject;
  readonly request: RequestFacts;
  /** Without the extra facts. */
  readonly facts: Facts;
  readonly outlooks: readonly ImageOutlook[];
  readonly settings: Settings;
}

export interface Want {
  readonly facts: readonly ExtraFact[];
  readonly when: (seen: Seen) => boolean;
  /** Does the verdict rest on the answer, or only its words? Words may be as old as memory ordinarily is. */
  readonly decides: (seen: Seen) => boolean;
}

export interface Wanted {
  readonly facts: ReadonlySet<ExtraFact>;
  readonly decides: boolean;
}

/** Undefined where nobody wants anything. */
export function wantedOf(wants: readonly Want[], seen: Seen): Wanted | undefined {
  let facts: Set<ExtraFact> | undefined;
  let decides = false;
  for (const want of wants) {
    if (!want.when(seen)) continue;
    facts ??= new Set();
    for (const fact of want.facts) facts.add(fact);
    decides ||= want.decides(seen);
  }
  return facts === undefined ? undefined : { facts, decides };
}

export const NEVER_DECIDES = (): boolean => false;
