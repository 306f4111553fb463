/** What a live state has done and holds of one resource, and which calls of a fake API server were for it: pull secrets of the new type. */
import type { FaultKind, ResourceCounters } from '../../src/cluster/events.js';
import type { LiveState } from '../../src/cluster/live.js';
import type { Watched } from '../../src/cluster/questions.js';
import type { Call } from './fake-api-server.js';

export const isWatch = ({ verb, query }: Call): boolean =>
  verb === 'watch' && query['fieldSelector']?.endsWith('json') === true;
export const isList = ({ verb, query }: Call): boolean =>
  verb === 'list' && query['fieldSelector']?.endsWith('json') === true;

export function counters(live: LiveState, resource: Watched = 'dockerconfigjson'): ResourceCounters {
  const found = live.counters().watches.find((each) => each.resource === resource);
  if (found === undefined) throw new Error(`nothing watches ${resource}`);
  return found;
}

export const faults = (live: LiveState, kind: FaultKind): number => counters(live).faults[kind];

/** What the cache holds, whether or not it knows itself to be current. */
export async function held(live: LiveState, namespace = 'shop'): Promise<readonly string[]> {
  const lookup = await live.state.ask({ about: 'pullSecrets', namespace }, { hint: true });
  return lookup.state === 'found' ? lookup.value.map(({ name }) => name).sort() : [];
}

export const holds =
  (live: LiveState, ...names: readonly string[]) =>
  async (): Promise<boolean> =>
    (await held(live)).join() === names.join();

/** How many of them at most there were within so many ms, wherever these begin. */
export function mostWithin(calls: readonly Call[], ms: number): number {
  return Math.max(0, ...calls.map(({ at }) => calls.filter((other) => other.at >= at && other.at < at + ms).length));
}
