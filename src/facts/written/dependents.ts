/** Who depends on what is written, with the Secrets of their lists before and after. */
import type { Lookup, PullSecret } from '../../core/types.js';
import type { Dependent, Worlds } from '../../core/written/loss.js';
import { accountsByName, listOf, sorted } from '../../core/written/used-by.js';
import type { Around, Written } from '../../core/written/written.js';
import type { AssessContext } from '../assess.js';
import type { ClusterState } from '../cluster-state.js';
import { readSecrets } from '../secrets.js';
import type { Steps } from '../steps.js';
import type { Change, Draft } from './read.js';

/** Of one namespace; more are only counted where they come among the first. */
const MOST_DEPENDENTS = 500;

export interface Dependents {
  readonly dependents: readonly Dependent[];
  readonly worlds: Worlds;
}

const NOBODY: Dependents = { dependents: [], worlds: { before: new Map(), after: new Map() } };

export function* dependentsOf(
  draft: Draft,
  { name, namespace }: Written,
  around: Around,
  state: ClusterState,
  { signal, since }: AssessContext,
): Steps<Dependents> {
  if (draft.operation === 'CREATE' || around.workloads.state !== 'found') return NOBODY;
  const accounts = accountsByName(around);
  const dependents = sorted(around.workloads.value)
    .flatMap((workload): readonly Dependent[] => {
      const list = listOf(workload, accounts);
      if (draft.secret !== undefined) return list.includes(name) ? [{ workload, before: list, after: list }] : [];
      const takes = workload.imagePullSecrets.length === 0 && workload.serviceAccountName === name;
      return takes ? [{ workload, before: draft.list?.before ?? [], after: draft.list?.after ?? [] }] : [];
    })
    .slice(0, MOST_DEPENDENTS);
  if (dependents.length === 0) return NOBODY;
  const names = dependents.flatMap(({ before, after }) => [...before, ...after]);
  const held = yield* readSecrets(names, namespace, state, { signal, since });
  return { dependents, worlds: worldsOf(held, name, draft.secret) };
}

/** The Secret that is written is what the review says, whatever the cluster holds of it at this moment. */
function worldsOf(
  held: ReadonlyMap<string, Lookup<PullSecret>>,
  name: string,
  secret: Change<PullSecret> | undefined,
): Worlds {
  if (secret === undefined) return { before: held, after: held };
  return {
    before: new Map(held).set(name, lookupOf(secret.before)),
    after: new Map(held).set(name, lookupOf(secret.after)),
  };
}

function lookupOf(secret: PullSecret | undefined): Lookup<PullSecret> {
  return secret === undefined ? { state: 'absent' } : { state: 'found', value: secret };
}
