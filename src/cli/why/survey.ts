/**
 * Pods as they come, folded: of those that wait for an image one of each owner, container, image and cause is kept, of all
 * others only how many there are. So a cluster of any size is looked at in what its owners need, not its Pods.
 */
import { compare } from '../../core/choice.js';
import { type PodStatus, podStatus } from '../../core/container-status.js';
import type { PullCauseSlug } from '../../core/pull-words/cause.js';
import { type HangingContainer, hangingContainers } from '../../core/pull-words/hanging.js';
import type { WhyRollout } from './report.js';

export interface HangingGroup {
  /** One of them, as it is there. */
  readonly object: unknown;
  readonly status: PodStatus;
  readonly hanging: HangingContainer;
  readonly count: number;
  readonly names: readonly string[];
  readonly nodes: readonly string[];
  readonly rollout: WhyRollout;
}

export interface Survey {
  readonly add: (object: unknown) => void;
  readonly pods: () => number;
  readonly hanging: () => number;
  /** Most Pods first; then by name. */
  readonly groups: () => readonly HangingGroup[];
  /** Groups that were not kept. */
  readonly more: () => number;
}

/** Nobody reads more. */
const MOST_GROUPS = 500;
const MOST_NAMES = 5;
/** Owners whose Pods are counted; those beyond lose only the count of their other Pods. */
const MOST_OWNERS = 100_000;

interface Group {
  readonly object: unknown;
  readonly status: PodStatus;
  readonly hanging: HangingContainer;
  readonly names: string[];
  readonly nodes: Set<string>;
  readonly owner: string;
  count: number;
}

export function createSurvey(): Survey {
  const groups = new Map<string, Group>();
  const running = new Map<string, Map<string, number>>();
  const left = new Set<string>();
  let pods = 0;
  let hangingPods = 0;

  function countRunning({ revision }: PodStatus, owner: string): void {
    const known = running.get(owner);
    if (known === undefined && running.size >= MOST_OWNERS) return;
    const counts = known ?? new Map<string, number>();
    counts.set(revision, (counts.get(revision) ?? 0) + 1);
    running.set(owner, counts);
  }

  function join(object: unknown, status: PodStatus, hanging: HangingContainer, owner: string): void {
    const { name: container, image } = hanging.container;
    const key = JSON.stringify([owner, status.revision, container, image, hanging.cause satisfies PullCauseSlug]);
    const known = groups.get(key);
    if (known === undefined && groups.size >= MOST_GROUPS) {
      if (left.size < MOST_OWNERS) left.add(key);
      return;
    }
    const group: Group = known ?? { object, status, hanging, names: [], nodes: new Set(), owner, count: 0 };
    group.count += 1;
    if (group.names.length < MOST_NAMES) group.names.push(status.name);
    if (status.nodeName !== '' && group.nodes.size < MOST_NAMES) group.nodes.add(status.nodeName);
    groups.set(key, group);
  }

  function rolloutOf({ owner, status }: Group): WhyRollout {
    const counts = running.get(owner) ?? new Map<string, number>();
    const sameRunning = counts.get(status.revision) ?? 0;
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return { sameRunning, oldRunning: all - sameRunning };
  }

  return {
    add(object) {
      const status = podStatus(object);
      if (status.isBeingDeleted || status.phase === 'Succeeded') return;
      pods += 1;
      const hanging = hangingContainers(status, []);
      const owner = ownerKey(status);
      if (hanging.length > 0) hangingPods += 1;
      else if (status.phase === 'Running') countRunning(status, owner);
      for (const each of hanging) join(object, status, each, owner);
    },
    pods: () => pods,
    hanging: () => hangingPods,
    groups: () =>
      [...groups.values()]
        .map((group) => ({ ...group, nodes: [...group.nodes], rollout: rolloutOf(group) }))
        .sort((a, b) => b.count - a.count || compare(placeOf(a), placeOf(b))),
    more: () => left.size,
  };
}

/** The ReplicaSets of one Deployment are one owner: each is called after it and the hash of its template. */
function ownerKey({ namespace, name, owner, revision }: PodStatus): string {
  if (owner === undefined) return JSON.stringify([namespace, 'Pod', name]);
  const isOfTemplate = owner.kind === 'ReplicaSet' && revision !== '' && owner.name.endsWith(`-${revision}`);
  const base = isOfTemplate ? owner.name.slice(0, -revision.length - 1) : owner.name;
  return JSON.stringify([namespace, owner.kind, base]);
}

function placeOf({ status, hanging }: Pick<HangingGroup, 'status' | 'hanging'>): string {
  return JSON.stringify([status.namespace, status.name, hanging.container.name]);
}
