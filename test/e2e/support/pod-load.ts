/** Pods created at a bounded rate, none of which is kept: one that is right and one that is not, in turn. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.js';
import { PRIVATE_IMAGE, PUBLIC_IMAGE, pod } from './objects.js';

export interface PodLoad {
  admitted: number;
  denied: number;
  /** Answers that are neither: what a user would have seen in place of a verdict. */
  readonly failed: string[];
}

export interface RunningPodLoad {
  readonly count: PodLoad;
  readonly stop: () => Promise<PodLoad>;
}

const WORKERS = 4;
const PAUSE_MS = 50;

export function startPodLoad(api: Api, namespace: string): RunningPodLoad {
  const count: PodLoad = { admitted: 0, denied: 0, failed: [] };
  let stopping = false;
  const run = async (): Promise<void> => {
    while (!stopping) {
      const good = await api.create(pod(namespace, 'good', PUBLIC_IMAGE), '?dryRun=All');
      if (good.status === 201 && good.warnings.length === 0) count.admitted += 1;
      else count.failed.push(`good: ${good.status} ${good.message} ${good.warnings}`);
      const bad = await api.create(pod(namespace, 'bad', PRIVATE_IMAGE), '?dryRun=All');
      if (bad.status === 403 && bad.message.includes('PG201')) count.denied += 1;
      else count.failed.push(`bad: ${bad.status} ${bad.message} ${bad.warnings}`);
      await sleep(PAUSE_MS);
    }
  };
  const running = Promise.all(Array.from({ length: WORKERS }, run));
  const stop = async (): Promise<PodLoad> => {
    stopping = true;
    await running;
    return count;
  };
  return { count, stop };
}
