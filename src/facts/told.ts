/**
 * A cluster as it is once one believes what a registry said of a pull. So the engine itself finds what is left to do: a
 * credential that was refused is one that has run out, and a repository that wants one is private. Nothing of it is ever
 * spoken as a fact about the Secret.
 */
import { MODE_LABEL } from '../core/mode.js';
import type { Settings } from '../core/settings.js';
import type { Lookup, NamespaceFacts, PullSecret } from '../core/types.js';
import { whenKnown } from './awaitable.js';
import { askBy, askedBy, type ClusterState } from './cluster-state.js';

/** What the kubelet knows of no mode, no exemption and no owner: the plain verdict, whatever an operator let pass. */
export function plainly(settings: Settings): Settings {
  return {
    ...settings,
    mode: 'enforce',
    workloads: { mode: 'same' },
    ownedPods: { ...settings.ownedPods, mode: 'enforce' },
    dryRun: 'enforce',
    onUnknown: 'allow',
    rules: {},
    exemptions: [],
    ignoreAnnotations: false,
  };
}

/** The same cluster, without the label of a namespace that weakens a verdict. */
export function unlabelled(state: ClusterState): ClusterState {
  const ask = askBy((question, read) => {
    const answer = state.ask(question, read);
    if (question.about !== 'namespace') return answer;
    return whenKnown(answer, (lookup) => withoutLabel(lookup as Lookup<NamespaceFacts>));
  });
  return askedBy(ask, state);
}

function withoutLabel(lookup: Lookup<NamespaceFacts>): Lookup<NamespaceFacts> {
  if (lookup.state !== 'found') return lookup;
  const { [MODE_LABEL]: _, ...labels } = lookup.value.labels;
  return { ...lookup, value: { ...lookup.value, labels } };
}

/** A credential that a registry refused. */
export interface Refused {
  readonly secret: string;
  /** Of the entries of that secret. */
  readonly entry: number;
}

const LONG_AGO = 1;

/** The same cluster in which these credentials have run out. */
export function refusing(state: ClusterState, namespace: string, refused: readonly Refused[]): ClusterState {
  const entries = new Map<string, Set<number>>();
  for (const { secret, entry } of refused) entries.set(secret, (entries.get(secret) ?? new Set()).add(entry));
  const worn = (secret: PullSecret): PullSecret => {
    const bad = secret.namespace === namespace ? entries.get(secret.name) : undefined;
    if (bad === undefined || !('entries' in secret)) return secret;
    return {
      ...secret,
      // What is refused for one image may serve others, so nothing is put in its place.
      immutable: true,
      entries: secret.entries.map((entry, at) => (bad.has(at) ? { ...entry, expiresAt: LONG_AGO } : entry)),
    };
  };
  const ask = askBy((question, read) => {
    const answer = state.ask(question, read);
    switch (question.about) {
      case 'secret':
      case 'secretFor':
        return whenKnown(answer, (lookup) => mapped(lookup as Lookup<PullSecret>, worn));
      case 'pullSecrets':
        return whenKnown(answer, (lookup) => mapped(lookup as Lookup<readonly PullSecret[]>, (all) => all.map(worn)));
      case 'namespace':
      case 'serviceAccount':
      case 'serviceAccounts':
      case 'imagesInUse':
      case 'workloads':
      case 'namespacesWithSecret':
        return answer;
      default:
        return question satisfies never;
    }
  });
  return askedBy(ask, state);
}

function mapped<T>(lookup: Lookup<T>, change: (value: T) => T): Lookup<T> {
  return lookup.state === 'found' ? { ...lookup, value: change(lookup.value) } : lookup;
}
