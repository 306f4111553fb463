/** What has to be there before anything else matters: the namespace, and the ServiceAccount of a Pod. */
import type { Facts } from '../../core/facts.js';
import type { Subject } from '../../core/types.js';
import { shown } from '../../core/words/escape.js';
import { accountName } from '../../core/words/naming.js';
import type { ObjectExplanation } from '../../facts/explain.js';

type Of = Pick<ObjectExplanation, 'facts' | 'subject'>;

export function firstWords({ facts, subject }: Of): readonly string[] {
  const namespace =
    facts.namespace.state === 'absent'
      ? [
          `Namespace ${shown(subject.namespace)} does not exist: the API server refuses what is created in it until it does.`,
        ]
      : [];
  if (facts.serviceAccount.state !== 'absent') return namespace;
  const what = subject.isPod ? 'the API server refuses the Pod until it does' : 'no Pod will be created until it does';
  return [...namespace, `${accountName(subject)} does not exist: ${what}.`];
}

/** By the API server, before Pullgate is asked (semantics 4.1). */
export function isRefused({ namespace, serviceAccount }: Facts, { isPod }: Subject): boolean {
  return namespace.state === 'absent' || (isPod && serviceAccount.state === 'absent');
}
