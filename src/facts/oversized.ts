/**
 * Secrets that are too large to be held: those that the pod names are read anew, for its images alone. One after another,
 * and few of them, because each is up to 1 MiB, and anybody may name as many as he likes; the rest stays `oversized`,
 * which is no verdict.
 */
import type { Lookup, PullSecret, Subject } from '../core/types.js';
import type { ClusterState, ReadOptions } from './cluster-state.js';
import { type Steps, waitFor } from './steps.js';

const MOST_READ = 4;

export function* readOversized(
  secrets: ReadonlyMap<string, Lookup<PullSecret>>,
  { namespace, images }: Pick<Subject, 'namespace' | 'images'>,
  state: ClusterState,
  read: ReadOptions,
): Steps<ReadonlyMap<string, Lookup<PullSecret>>> {
  if (!hasOversized(secrets)) return secrets;
  const forms = [...secrets].flatMap(([name, secret]) =>
    secret.state === 'found' ? [{ name, form: secret.value.form }] : [],
  );
  const large = forms.filter(({ form }) => form === 'oversized');
  // One malformed secret stops every pull, whatever the others hold (semantics 2.5).
  if (forms.some(({ form }) => form === 'malformed')) return secrets;
  const repositories = [...new Set(images.flatMap(({ parsed }) => (parsed.ok ? [parsed.reference.repository] : [])))];
  const all = new Map(secrets);
  for (const { name } of large.slice(0, MOST_READ)) {
    all.set(name, yield* waitFor(state.ask({ about: 'secretFor', namespace, name, repositories }, read)));
  }
  return all;
}

function hasOversized(secrets: ReadonlyMap<string, Lookup<PullSecret>>): boolean {
  for (const secret of secrets.values()) if (secret.state === 'found' && secret.value.form === 'oversized') return true;
  return false;
}
