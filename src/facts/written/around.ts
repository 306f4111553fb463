/** What a verdict over something that is written rests on besides itself: the only place here that reads a cluster. */
import type { Lookup, PullSecret } from '../../core/types.js';
import type { Around, Written } from '../../core/written/written.js';
import type { AssessContext } from '../assess.js';
import { together } from '../awaitable.js';
import type { ClusterState, ReadOptions } from '../cluster-state.js';
import { readSecrets } from '../secrets.js';
import { type Steps, waitFor } from '../steps.js';
import type { Draft } from './read.js';

export function* lookAround(
  draft: Draft,
  state: ClusterState,
  { now, signal, since }: AssessContext,
): Steps<{ readonly written: Written; readonly around: Around }> {
  const { namespace } = draft;
  const read: ReadOptions = { signal, since };
  // Other names, and who has them, only make the text better.
  const hint: ReadOptions = { signal, since, hint: true };
  const [facts, serviceAccounts, workloads, candidates] = yield* waitFor(
    together([
      state.ask({ about: 'namespace', namespace }, read),
      state.ask({ about: 'serviceAccounts', namespace }, read),
      state.ask({ about: 'workloads', namespace }, read),
      state.ask({ about: 'pullSecrets', namespace }, hint),
    ]),
  );
  const { list, secrets } = yield* looked(draft, state, read);
  const { kind, operation, name, isMade, release } = draft;
  const written: Written = { kind, operation, namespace, name, list, secrets, isMade, release };
  return { written, around: { now, namespace: facts, serviceAccounts, workloads, candidates } };
}

function* looked(
  { kind, name, namespace, secret, list }: Draft,
  state: ClusterState,
  read: ReadOptions,
): Steps<Pick<Written, 'list' | 'secrets'>> {
  if (kind === 'ServiceAccount') {
    const names = list?.after ?? [];
    return { list: names, secrets: yield* readSecrets(names, namespace, state, read) };
  }
  const judged = secret?.after ?? secret?.before;
  const lookup: Lookup<PullSecret> = judged === undefined ? { state: 'absent' } : { state: 'found', value: judged };
  return { list: [name], secrets: new Map([[name, lookup]]) };
}
