/**
 * A cluster as it will be when files are applied to it. What the files hold takes the place of what is there, but for
 * what an apply leaves alone: labels that a file does not name, and the list of a ServiceAccount whose file has none.
 *
 * The files answer `unknown` for what they do not hold (manifests/state.ts, offline); that is asked of the cluster. What
 * the cluster does not tell stays unknown wherever it would count beside the files.
 */
import type { Lookup, NamespaceFacts, ServiceAccountFacts } from '../core/types.js';
import { together, whenKnown } from './awaitable.js';
import { askedBy, askTable, type ClusterState } from './cluster-state.js';

export function overlayState(files: ClusterState, cluster: ClusterState): ClusterState {
  const mixed = askTable({
    namespace: (question, read) =>
      whenKnown(together([files.ask(question, read), cluster.ask(question, read)]), ([given, there]) =>
        given.state === 'found' ? appliedNamespace(given, there) : there,
      ),
    serviceAccount: (question, read) =>
      whenKnown(together([files.ask(question, read), cluster.ask(question, read)]), ([given, there]) => {
        if (given.state === 'found') return appliedAccount(given, there);
        if (there.state !== 'absent' || question.name !== DEFAULT) return there;
        // The namespace is yet to come, and whoever makes it, the controller manager makes this one in it.
        const { namespace } = question;
        return whenKnown(cluster.ask({ about: 'namespace', namespace }, read), ({ state }) =>
          state === 'absent' ? found(madeDefault(namespace)) : there,
        );
      }),
    serviceAccounts: (question, read) =>
      whenKnown(together([files.ask(question, read), cluster.ask(question, read)]), joined(byName)),
    secret: (question, read) =>
      whenKnown(files.ask(question, read), (given) => {
        if (given.state !== 'found') return cluster.ask(question, read);
        const { arrival, ...kept } = given.value;
        if (arrival === undefined) return given;
        // It comes too late for nobody where it is there already, or may be.
        return whenKnown(cluster.ask(question, read), ({ state }) => (state === 'absent' ? given : found(kept)));
      }),
    secretFor: (question, read) =>
      whenKnown(files.ask(question, read), (given) => (given.state === 'found' ? given : cluster.ask(question, read))),
    pullSecrets: (question, read) =>
      whenKnown(together([files.ask(question, read), cluster.ask(question, read)]), ([given, there]) => {
        if (there.state !== 'found') return given.state === 'found' ? given : there;
        // One whose type the file changes is in no list of the files any more.
        const { namespace } = question;
        const replaced = there.value.map(({ name }) => files.ask({ about: 'secret', namespace, name }, read));
        return whenKnown(together(replaced), (answers) => {
          const rest = there.value.filter((_, at) => answers[at]?.state !== 'found');
          return { ...there, value: [...(given.state === 'found' ? given.value : []), ...rest] };
        });
      }),
    imagesInUse: (question, read) =>
      whenKnown(
        together([files.ask(question, read), cluster.ask(question, read)]),
        joined((given, there) => [...given, ...there]),
      ),
    workloads: (question, read) =>
      whenKnown(
        together([files.ask(question, read), cluster.ask(question, read)]),
        joined((given, there) => [...given, ...there]),
      ),
    namespacesWithSecret: (question, read) =>
      whenKnown(
        together([files.ask(question, read), cluster.ask(question, read)]),
        joined((given, there) => [...new Set([...given, ...there])].sort()),
      ),
  });
  return askedBy(mixed, cluster);
}

const DEFAULT = 'default';

function found<T>(value: T): Extract<Lookup<T>, { readonly state: 'found' }> {
  return { state: 'found', value };
}

function madeDefault(namespace: string): ServiceAccountFacts {
  return { namespace, name: DEFAULT, imagePullSecrets: [], enforceMountable: false };
}

type Found<T> = Extract<Lookup<T>, { readonly state: 'found' }>;

/** An apply adds labels and changes those that it names; it takes none away that it did not set. */
function appliedNamespace(given: Found<NamespaceFacts>, there: Lookup<NamespaceFacts>): Lookup<NamespaceFacts> {
  if (there.state === 'absent') return given;
  if (there.state === 'unknown') return there;
  return found({ ...there.value, labels: { ...there.value.labels, ...given.value.labels } });
}

function appliedAccount(
  given: Found<ServiceAccountFacts>,
  there: Lookup<ServiceAccountFacts>,
): Lookup<ServiceAccountFacts> {
  if (there.state === 'absent') return given;
  if (there.state === 'unknown') return given.value.imagePullSecrets.length > 0 ? given : there;
  const { imagePullSecrets, annotationKeys } = given.value;
  // An apply adds annotations; it takes none away that it did not set.
  const keys = [...new Set([...(annotationKeys ?? []), ...(there.value.annotationKeys ?? [])])];
  return found({
    ...given.value,
    imagePullSecrets: imagePullSecrets.length > 0 ? imagePullSecrets : there.value.imagePullSecrets,
    ...(keys.length === 0 ? {} : { annotationKeys: keys }),
  });
}

/** Where the cluster does not tell, what the files hold is all that is known; a list of theirs says itself that it is partial. */
function joined<T>(
  join: (given: readonly T[], there: readonly T[]) => readonly T[],
): (answers: readonly [Lookup<readonly T[]>, Lookup<readonly T[]>]) => Lookup<readonly T[]> {
  return ([given, there]) => {
    if (given.state !== 'found') return there;
    return there.state === 'found' ? { ...there, value: join(given.value, there.value) } : given;
  };
}

function byName(
  given: readonly ServiceAccountFacts[],
  there: readonly ServiceAccountFacts[],
): readonly ServiceAccountFacts[] {
  const names = new Set(given.map(({ name }) => name));
  return [...given, ...there.filter(({ name }) => !names.has(name))];
}
