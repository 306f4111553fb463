import { ON_CLUSTER } from '../basis.js';
import type { Budget } from '../budget.js';
import { nearestWord } from '../edit-distance.js';
import type { Facts } from '../facts.js';
import type { Remedy } from '../types.js';
import { NEVER_DECIDES } from '../wants.js';
import { accountName } from '../words/naming.js';
import type { Rule } from './rule.js';

/** A slip of the pen is no reason to make an account: the nearest name is meant. */
function remedyFor(account: string, { serviceAccounts }: Facts, budget: Budget): Remedy {
  const names = serviceAccounts.state === 'found' ? serviceAccounts.value.map(({ name }) => name) : [];
  const similar = nearestWord(account, names, 2, budget);
  return {
    intents: [similar === undefined ? { do: 'make-account', account } : { do: 'set-account', account: similar }],
  };
}

/** PG401: the template's ServiceAccount does not exist (semantics 4.1). */
export const serviceAccountMissing: Rule<'PG401'> = {
  code: 'PG401',
  slug: 'service-account-missing',
  title: 'the ServiceAccount does not exist',
  defaultAction: 'warn',
  scope: 'pod',
  wants: {
    facts: ['serviceAccounts'],
    when: ({ facts }) => facts.serviceAccount.state === 'absent',
    decides: NEVER_DECIDES,
  },
  docs: {
    what: 'The pod template (or a Pod in a file) names a ServiceAccount that is not in the namespace.',
    why: 'The workload is created, and no Pod appears: the reason stands only in the events of the ReplicaSet or Job. A warning, because it may come later in the same apply.',
    kubelet: 'It never sees a Pod: the API server refuses to create one (`error looking up service account`).',
    fix: 'Create the ServiceAccount, or correct `serviceAccountName`.',
    source: ['plugin/pkg/admission/serviceaccount/admission.go (Admit)'],
  },
  evaluate: ({ facts, subject, budget }) => {
    // A Pod whose ServiceAccount is missing is refused before any webhook is asked (semantics 4.1); one in a file is
    // yet to come.
    if (facts.serviceAccount.state !== 'absent' || (subject.isPod && facts.effective.state !== 'absent')) return [];
    return [
      {
        problem: `${accountName(subject)} does not exist`,
        because: subject.isPod
          ? 'the API server refuses the Pod until it does'
          : 'no Pod will be created until it does',
        fix: remedyFor(subject.serviceAccountName, facts, budget),
        uses: [],
        basis: ON_CLUSTER,
      },
    ];
  },
};
