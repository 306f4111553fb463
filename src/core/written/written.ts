/** What is judged where a Secret or a ServiceAccount is written, and what is known of its namespace. */
import { extraFacts, type Facts, factsOf, NOT_ASKED } from '../facts.js';
import { NO_ANSWERS } from '../registry-facts.js';
import type { TemplateSubject } from '../subject-types.js';
import type { Lookup, NamespaceFacts, PullSecret, ServiceAccountFacts } from '../types.js';
import type { WorkloadUse } from '../workload-use.js';

export interface Written {
  readonly kind: 'Secret' | 'ServiceAccount';
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly namespace: string;
  readonly name: string;
  /** The names that are looked at: its own of a Secret, the list of a ServiceAccount. */
  readonly list: readonly string[];
  /** What they are: of a Secret as it is written. */
  readonly secrets: ReadonlyMap<string, Lookup<PullSecret>>;
  /** Something makes it, and would only make it again: it is told, and never stopped. */
  readonly isMade: boolean;
  /** What installs it, as workloads have it; absent where nothing tells. */
  readonly release?: string | undefined;
}

/** What else the namespace holds. */
export interface Around {
  readonly now: number;
  readonly namespace: Lookup<NamespaceFacts>;
  readonly serviceAccounts: Lookup<readonly ServiceAccountFacts[]>;
  readonly workloads: Lookup<readonly WorkloadUse[]>;
  /** For words. */
  readonly candidates: Lookup<readonly PullSecret[]>;
}

/** As rules read it: the list is that of a pod which uses all of it. */
export function factsFor({ kind, list, secrets }: Written, { now, namespace, candidates }: Around): Facts {
  const effective = {
    state: 'found',
    value: { names: list, from: kind === 'ServiceAccount' ? 'serviceAccount' : 'pod' },
  } as const;
  const extra = extraFacts((fact) => (fact === 'candidates' ? candidates : NOT_ASKED));
  return factsOf({ now, namespace, effective, secrets, elsewhere: new Map(), registry: NO_ANSWERS }, extra);
}

/** Without images: what is shown of it is its kind and its name. */
export function subjectFor({ kind, namespace, name, list }: Written): TemplateSubject {
  return {
    group: '',
    version: 'v1',
    kind,
    namespace,
    name,
    podPath: '',
    imagePullSecrets: list,
    serviceAccountName: kind === 'ServiceAccount' ? name : '',
    images: [],
    isPod: false,
  };
}
