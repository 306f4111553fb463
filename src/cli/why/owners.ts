/** Whose a Pod is: up the chain of controllers, as far as it may be read. */

import { type OwnerOf, type PodStatus, podStatus } from '../../core/container-status.js';
import { own, textOf } from '../../core/fields.js';
import { isObjectName } from '../../core/object-name.js';
import type { ExtraKind } from '../../core/settings.js';
import { shown } from '../../core/words/escape.js';
import { findWorkload, WORKLOADS } from '../../core/workloads.js';
import { asCreated } from '../../facts/as-created.js';
import type { AskedOwner } from '../../facts/why/look.js';
import type { AskedCluster } from '../cluster-source.js';

export interface TopOwner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Absent where it could not be read, or holds no template that is known. */
  readonly asked?: AskedOwner;
}

/** A Pod, its ReplicaSet, its Deployment; a Pod, its Job, its CronJob. */
const MOST_LEVELS = 4;

export interface Owners {
  readonly of: (status: PodStatus) => Promise<TopOwner | undefined>;
}

export function createOwners(cluster: Pick<AskedCluster, 'read'>, kinds: readonly ExtraKind[]): Owners {
  const known = new Map<string, Promise<Read | undefined>>();

  async function read({ apiVersion, kind, name }: OwnerOf, namespace: string): Promise<Read | undefined> {
    const [version = '', group = ''] = apiVersion.split('/').reverse();
    const workload = findWorkload({ group, version, kind }, kinds);
    if (workload === undefined || cluster.read === undefined || !isObjectName(name)) return undefined;
    const found = await cluster.read({ workload, namespace, name });
    if (found.state !== 'found') return undefined;
    const { object } = found.value;
    const admission = asCreated({
      ...{ kind: found.value.kind, resource: workload.resource, namespace, name, source: 'cluster', object },
      arrival: { name, byArgo: false },
    });
    const isBuiltIn = WORKLOADS.some((row) => row.group === group && row.kind === kind);
    const asked: AskedOwner = {
      admission,
      words: `${shown(kind)} ${shown(namespace)}/${name}`,
      // The template of a Job cannot be changed.
      target: isBuiltIn && kind !== 'Job' ? `${kind.toLowerCase()}/${name}` : undefined,
    };
    const { owner } = podStatus({ metadata: own(object, 'metadata') });
    return { asked, owner, uid: textOf(own(object, 'metadata'), 'uid') };
  }

  function once(owner: OwnerOf, namespace: string): Promise<Read | undefined> {
    const key = JSON.stringify([namespace, owner.apiVersion, owner.kind, owner.name]);
    const answer = known.get(key) ?? read(owner, namespace);
    known.set(key, answer);
    return answer;
  }

  return {
    async of({ namespace, owner }) {
      let top: TopOwner | undefined;
      let next = owner;
      for (let level = 0; next !== undefined && level < MOST_LEVELS; level += 1) {
        const { apiVersion, kind, name, uid } = next;
        const found = await once(next, namespace);
        // One of the same name that was made since owns nothing of this.
        const isIt = found !== undefined && (uid === '' || found.uid === uid);
        top = { apiVersion, kind, name, ...(isIt ? { asked: found.asked } : {}) };
        next = isIt ? found.owner : undefined;
      }
      return top;
    },
  };
}

interface Read {
  readonly asked: AskedOwner;
  readonly owner: OwnerOf | undefined;
  readonly uid: string;
}
