/** What the metrics ask of a live cluster: how late its watches are, what is held, and which pull secrets are no good. */
import type { LiveState } from '../cluster/live.js';
import type { ClusterSource, ServerSettings } from '../config/server-settings.js';
import type { PullSecret } from '../core/types.js';
import type { CacheFigures, CacheReadings, PullSecretCounts, PullSecretState } from '../metrics/cache.js';
import { endOf, isEnding, isOver, nextEnds, secretEnds } from './secret-ends.js';

type Held = Pick<LiveState, 'unsynced' | 'staleness' | 'counts' | 'heldSecrets' | 'lostRights'>;

/** @param now ms since the epoch */
export function cacheReadings(
  live: Held,
  { secrets }: Pick<ClusterSource, 'secrets'>,
  { perSecret }: Pick<ServerSettings['metrics'], 'perSecret'>,
  now: () => number,
): CacheReadings {
  const watchesSecrets = secrets === 'cluster' || secrets === 'namespaces';
  return {
    figures: () => figuresOf(live),
    objects: () => {
      const { namespaces, serviceAccounts, pullSecrets } = live.counts();
      return { namespaces, serviceaccounts: serviceAccounts, pullsecrets: pullSecrets };
    },
    rightsLost: () => live.lostRights().map(({ resource }) => resource),
    ...(watchesSecrets
      ? {
          pullSecrets: () => countPullSecrets(live.heldSecrets(), now()),
          expiries: () => (perSecret ? secretEnds : nextEnds)(live.heldSecrets(), now()),
        }
      : {}),
    now,
  };
}

/** One row per kind; where it is watched in several namespaces, the worst of them speaks for it. */
function figuresOf(live: Held): readonly CacheFigures[] {
  const unsynced = new Set(live.unsynced().map(({ resource }) => resource));
  const rows = new Map<string, CacheFigures>();
  for (const { resource, ageMs } of live.staleness()) {
    const known = rows.get(resource);
    const silentMs = known === undefined ? ageMs : oldest(known.silentMs, ageMs);
    rows.set(resource, { resource, synced: !unsynced.has(resource), silentMs });
  }
  return [...rows.values()];
}

function oldest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}

/** Only the two docker types are watched: a Secret of another type is in no count. */
export function countPullSecrets(secrets: Iterable<PullSecret>, now: number): PullSecretCounts {
  const counts = {
    dockerconfigjson: { valid: 0, malformed: 0, expired: 0, expiring: 0, oversized: 0 },
    dockercfg: { valid: 0, malformed: 0, expired: 0, expiring: 0, oversized: 0 },
  };
  for (const secret of secrets) {
    const ofType = secret.type === 'kubernetes.io/dockercfg' ? counts.dockercfg : counts.dockerconfigjson;
    ofType[stateOf(secret, now)] += 1;
  }
  return counts;
}

function stateOf(secret: PullSecret, now: number): PullSecretState {
  switch (secret.form) {
    case 'malformed':
    case 'unusable':
      return 'malformed';
    case 'oversized':
      return 'oversized';
    case 'dockerconfigjson':
    case 'dockercfg': {
      const end = endOf(secret);
      if (end === undefined) return 'valid';
      return isOver(end, now) ? 'expired' : isEnding(end, now) ? 'expiring' : 'valid';
    }
    default:
      return secret satisfies never;
  }
}
