/**
 * A snapshot as the state of a cluster: it answers as the cluster did when it was taken. What it does not hold is absent,
 * where it covers the namespace; what could not be read then is unknown now, with the same reason.
 */
import { boundSecret, narrowInParts } from '../core/secret/oversized.js';
import type { Lookup, PullSecret, ServiceAccountFacts } from '../core/types.js';
import { askTable, type ClusterState } from '../facts/cluster-state.js';
import type { Holdings, Inventory, ListPart } from '../facts/inventory.js';
import { finish } from '../facts/steps.js';
import { inTurns } from '../facts/turns.js';

/** What Helm keeps its releases in is not taken: there is another one after each upgrade, and nobody pulls with it. */
export const HELM_TYPE = 'helm.sh/release.v1';
const HELM_NAME = /^sh\.helm\.release\.v1\./;

/** @param taker what holds it, for the words of what it does not hold */
export function createSnapshotState(inventory: Inventory, taker = 'the snapshot'): ClusterState {
  const { source, namespaces } = inventory;
  const leftOut: Lookup<never> = { state: 'unknown', reason: `${taker} holds only a part of what the namespace holds` };
  const indexes = new Map<string, ReadonlyMap<string, PullSecret>>();

  function part<P extends ListPart>(namespace: string, name: P): Holdings[P] | Lookup<never> {
    return namespaces.get(namespace)?.[name] ?? beyond(inventory, namespace, taker);
  }

  /** By name; a namespace that nobody asks about costs nothing. */
  function indexOf(namespace: string, list: readonly PullSecret[]): ReadonlyMap<string, PullSecret> {
    const before = indexes.get(namespace);
    if (before !== undefined) return before;
    const index = new Map(list.map((secret) => [secret.name, secret]));
    indexes.set(namespace, index);
    return index;
  }

  function wholeSecret(namespace: string, name: string): Lookup<PullSecret> {
    const held = part(namespace, 'secrets');
    if (held.state === 'unknown') return held;
    const secret = held.state === 'found' ? indexOf(namespace, held.value).get(name) : undefined;
    if (secret !== undefined) return found(secret);
    if (source === 'api-server' && HELM_NAME.test(name)) return { state: 'unknown', reason: HELM_LEFT_OUT };
    return held.state === 'found' && held.partial === true ? leftOut : { state: 'absent' };
  }

  return {
    ask: askTable({
      namespace: ({ namespace }) => namespaces.get(namespace)?.facts ?? beyond(inventory, namespace, taker),
      serviceAccount({ namespace, name }) {
        const held = accounts(inventory, namespace, taker);
        if (held.state === 'unknown') return held;
        const account = held.state === 'found' ? held.value.find((each) => each.name === name) : undefined;
        if (account !== undefined) return found(account);
        return held.state === 'found' && held.partial === true ? leftOut : { state: 'absent' };
      },
      serviceAccounts: ({ namespace }) => orEmpty(accounts(inventory, namespace, taker)),
      secret({ namespace, name }) {
        const secret = wholeSecret(namespace, name);
        return secret.state === 'found' ? found(boundSecret(secret.value)) : secret;
      },
      async secretFor({ namespace, name, repositories }) {
        const secret = wholeSecret(namespace, name);
        if (secret.state !== 'found') return secret;
        if (secret.value.form === 'oversized') return { state: 'unknown', reason: TOO_LARGE };
        const meter = { steps: 0 };
        return found(await finish(inTurns(narrowInParts(secret.value, repositories, meter), meter)));
      },
      pullSecrets({ namespace }) {
        const held = orEmpty(part(namespace, 'secrets'));
        if (held.state !== 'found') return held;
        const value = held.value.filter((secret) => isListed(secret, source)).map(boundSecret);
        return { ...held, value };
      },
      imagesInUse: ({ namespace }) => orEmpty(part(namespace, 'imagesInUse')),
      workloads: () => WITHOUT_WORKLOADS,
      namespacesWithSecret({ name }) {
        const value = [...namespaces].filter(([, { secrets }]) => holds(secrets, name)).map(([namespace]) => namespace);
        return found(value.sort());
      },
    }),
  };
}

const HELM_LEFT_OUT = 'a snapshot leaves out the Secrets that Helm keeps its releases in';
const WITHOUT_WORKLOADS: Lookup<never> = { state: 'unknown', reason: 'a snapshot does not hold who uses what' };
const TOO_LARGE = 'the secret has more entries than a snapshot holds of one';

/** A namespace that the snapshot does not have. */
function beyond({ only }: Inventory, namespace: string, taker: string): Lookup<never> {
  if (only === undefined || only.includes(namespace)) return { state: 'absent' };
  return { state: 'unknown', reason: `${taker} was not taken of namespace ${namespace}` };
}

/** Manifests never hold the ServiceAccount that every namespace has, so a state of them answers with one (manifests/state.ts). */
function accounts(inventory: Inventory, namespace: string, taker: string): Lookup<readonly ServiceAccountFacts[]> {
  const held = inventory.namespaces.get(namespace)?.serviceAccounts ?? beyond(inventory, namespace, taker);
  if (held.state !== 'absent' || inventory.source !== 'manifests') return held;
  return found([{ namespace, name: 'default', imagePullSecrets: [], enforceMountable: false }]);
}

/** Of a namespace that is not there a list is empty, as the API server has it. */
function orEmpty<T>(held: Lookup<readonly T[]>): Lookup<readonly T[]> {
  return held.state === 'absent' ? found([]) : held;
}

/** Both docker types, and of manifests others that hold a docker config, as the state that it was taken of lists them. */
function isListed(secret: PullSecret, source: Inventory['source']): boolean {
  if (secret.form !== 'unusable' || secret.why !== 'type') return true;
  return source === 'manifests' && secret.holds !== undefined;
}

function holds(secrets: Holdings['secrets'], name: string): boolean {
  return secrets.state === 'found' && secrets.value.some((secret) => secret.name === name);
}

function found<T>(value: T): Extract<Lookup<T>, { readonly state: 'found' }> {
  return { state: 'found', value };
}
