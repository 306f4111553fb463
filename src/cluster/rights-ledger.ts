/**
 * Which rights the API server refuses at this moment. Rights are given once and can be taken away while Pullgate runs;
 * watches that are open go on for minutes, so the loss shows first where something is asked anew. Each loss and each
 * return is told once. It promises to go by the last answer only, and to hold no name of an object.
 */
import { type ResourceName, resourceNamed } from './questions.js';
import type { ClusterRights } from './rights.js';

export interface RightsEvent {
  readonly event: 'lost' | 'regained';
  readonly resource: ResourceName;
  /** '' where the right is for all namespaces. */
  readonly namespace: string;
  /** 403, or 401 where it does not know Pullgate any more. */
  readonly status: number;
}

export interface RightsLedger {
  /** @param status of the answer; a server that is busy or broken (429, 5xx) has not looked at rights */
  note(resource: ResourceName, namespace: string, status: number): void;
  isLost(resource: ResourceName, namespace: string): boolean;
  lost(): readonly Pick<RightsEvent, 'resource' | 'namespace'>[];
}

export function createRightsLedger(
  { secrets }: Pick<ClusterRights, 'secrets'>,
  tell: (event: RightsEvent) => void,
): RightsLedger {
  const lost = new Map<string, RightsEvent>();
  /** A Role is for a namespace, and each may be gone on its own. */
  const scopeOf = (resource: ResourceName, namespace: string): string =>
    secrets === 'namespaces' && resourceNamed(resource).namespaced ? namespace : '';
  return {
    note(resource, asked, status) {
      const namespace = scopeOf(resource, asked);
      const key = `${resource} ${namespace}`;
      const isRefusal = status === 401 || status === 403;
      if (isRefusal === lost.has(key) || status === 429 || status >= 500) return;
      const event: RightsEvent = { event: isRefusal ? 'lost' : 'regained', resource, namespace, status };
      if (isRefusal) lost.set(key, event);
      else lost.delete(key);
      tell(event);
    },
    isLost: (resource, namespace) => lost.has(`${resource} ${scopeOf(resource, namespace)}`),
    lost: () => [...lost.values()].map(({ resource, namespace }) => ({ resource, namespace })),
  };
}
