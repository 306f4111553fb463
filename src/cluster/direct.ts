/**
 * The API server as a state for one short command: no watch, no cache, no batch; a GET or a LIST for each question, with
 * the rights of whoever runs the command. What may not be read is `unknown`, with the API server's own status as reason.
 */
import type { PodEvent } from '../core/pull-words/hanging.js';
import type { Lookup, RawSecret } from '../core/types.js';
import type { ClusterState } from '../facts/cluster-state.js';
import type { Inventory } from '../facts/inventory.js';
import type { ObjectStream } from '../facts/objects-there.js';
import type { ClusterAccess } from './access.js';
import { createApiState } from './api.js';
import { createApiClient } from './api-client.js';
import { findInstalled, type InstalledPolicy } from './installed.js';
import { type InventoryRequest, readInventory } from './inventory.js';
import { readGroup, readVersion } from './live.js';
import { type NodeSeen, readNodes } from './nodes.js';
import { type KindAt, readObject, type VersionedObject } from './object.js';
import { streamObjects } from './objects.js';
import { keepOwnObjects, type OwnKind, type OwnObjects, type OwnWritten, servesKind } from './own-objects.js';
import { type PodRef, type PodsOf, readPodEvents, streamPods } from './pods.js';
import { type DetectedProvider, detectProvider, OPENSHIFT_GROUP } from './provider.js';
import { readRawSecret, type SecretAt } from './raw-secret.js';
import { TIMINGS, type Timings } from './timings.js';

export interface DirectState {
  readonly state: ClusterState;
  /**
   * Whose nodes these are; by the address alone where the version is not told. One call more says whether it is
   * OpenShift: only for who asks about a registry of OpenShift's.
   */
  readonly provider: (openshift: boolean) => Promise<DetectedProvider>;
  /** Everything at once, in a few long lists. */
  readonly inventory: (request: InventoryRequest) => Promise<Lookup<Inventory>>;
  /** The configuration of the Pullgate that is installed; `named`: in this ConfigMap. */
  readonly installed: (named?: {
    readonly namespace: string;
    readonly name: string;
  }) => Promise<Lookup<InstalledPolicy>>;
  /** All that carry images, one after the other. */
  readonly objects: ObjectStream;
  /** `gitVersion` of the API server. */
  readonly version: () => Promise<Lookup<string>>;
  /** What each node tells of itself. */
  readonly nodes: () => Promise<Lookup<readonly NodeSeen[]>>;
  /** One object as it is. */
  readonly object: (kind: KindAt, namespace: string, name: string) => Promise<Lookup<VersionedObject>>;
  /** A Secret with its data, which nobody keeps. */
  readonly rawSecret: (at: SecretAt) => Promise<Lookup<RawSecret>>;
  readonly pods: (of: PodsOf) => AsyncGenerator<unknown, string | undefined>;
  readonly events: (of: PodRef) => Promise<Lookup<readonly PodEvent[]>>;
  /** Objects of a kind that others write, too; the only writes there are. */
  readonly reports: OwnStore;
  readonly close: () => void;
}

export interface OwnStore {
  readonly serves: (kind: OwnKind) => Promise<Lookup<true>>;
  readonly keep: (objects: OwnObjects) => Promise<OwnWritten>;
}

/** Nobody's request waits for this: a slow answer is better than none. */
const PATIENT: Partial<Timings> = { freshDeadlineMs: 15_000, glanceMs: 15_000 };

export function createDirectState(access: ClusterAccess, over: Partial<Timings> = {}): DirectState {
  const timings: Timings = { ...TIMINGS, ...PATIENT, ...over };
  const client = createApiClient(access);
  return {
    state: createApiState({ client, timings, clock: () => performance.now(), reader: 'you have' }),
    async provider(asked) {
      const [version, group] = await Promise.all([
        readVersion(client, timings),
        asked ? readGroup(client, timings, OPENSHIFT_GROUP) : undefined,
      ]);
      const gitVersion = version.state === 'found' ? version.value : '';
      const openshift = group?.state === 'found' && group.value;
      return detectProvider({ gitVersion, host: access.server.hostname, openshift });
    },
    inventory: (request) => readInventory(request, { client, timings, clock: () => performance.now() }),
    installed: (named) => findInstalled(client, timings, named),
    objects: (wanted) => streamObjects(wanted, { client, timings }),
    version: () => readVersion(client, timings),
    nodes: () => readNodes(client, timings),
    object: (kind, namespace, name) => readObject(client, timings, { kind, namespace, name }),
    rawSecret: (at) => readRawSecret(client, timings, at),
    pods: (of) => streamPods(client, timings, of),
    events: (of) => readPodEvents(client, timings, of),
    reports: {
      serves: (kind) => servesKind(kind, { client, timings }),
      keep: (objects) => keepOwnObjects(objects, { client, timings }),
    },
    close: () => client.close(),
  };
}
