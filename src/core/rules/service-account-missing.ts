import { ON_CLUSTER } from '../basis.js';
import { accountName } from '../words/naming.js';
import type { Rule } from './rule.js';

/** PG401: the template's ServiceAccount does not exist (semantics 4.1). */
export const serviceAccountMissing: Rule<'PG401'> = {
  code: 'PG401',
  slug: 'service-account-missing',
  title: 'the ServiceAccount does not exist',
  defaultAction: 'warn',
  scope: 'pod',
  docs: {
    what: 'The pod template (or a Pod in a file) names a ServiceAccount that is not in the namespace.',
    why: 'The workload is created, and no Pod appears: the reason stands only in the events of the ReplicaSet or Job. A warning, because it may come later in the same apply.',
    kubelet: 'It never sees a Pod: the API server refuses to create one (`error looking up service account`).',
    fix: 'Create the ServiceAccount, or correct `serviceAccountName`.',
    source: ['plugin/pkg/admission/serviceaccount/admission.go (Admit)'],
  },
  evaluate: ({ facts, subject }) => {
    // A Pod whose ServiceAccount is missing is refused before any webhook is asked (semantics 4.1); one in a file is
    // yet to come.
    if (facts.serviceAccount.state !== 'absent' || (subject.isPod && facts.effective.state !== 'absent')) return [];
    return [
      {
        problem: `${accountName(subject)} does not exist`,
        because: subject.isPod
          ? 'the API server refuses the Pod until it does'
          : 'no Pod will be created until it does',
        fix: {
          steps: [{ do: 'create-service-account', namespace: subject.namespace, account: subject.serviceAccountName }],
        },
        uses: [],
        basis: ON_CLUSTER,
      },
    ];
  },
};
