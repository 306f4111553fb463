/** A live state on a fake API server, with limits small enough for tests; everything is closed in the end. */

import type { ClusterEvent } from '../../src/cluster/events.js';
import { createLiveState, type LiveOptions, type LiveState } from '../../src/cluster/live.js';
import type { Timings } from '../../src/cluster/timings.js';
import { accessTo, type FakeApi, startFakeApi } from './fake-api-server.js';

/** The ratios of the real ones: the backoff begins far below the window, the idle limit lies above the bookmarks. */
export const QUICK: Partial<Timings> = {
  pageDeadlineMs: 400,
  listDeadlineMs: 2000,
  headerDeadlineMs: 400,
  idleLimitMs: 200,
  quietMs: 150,
  settleMs: 20,
  backoffBaseMs: 10,
  backoffMostMs: 80,
  awayBaseMs: 5,
  awayMostMs: 20,
  healthyMs: 500,
  quickEndMs: 60,
  relistWindowMs: 400,
  checkGraceMs: 60,
  staleAfterMs: 250,
};

export interface Opened {
  readonly api: FakeApi;
  readonly live: LiveState;
  readonly events: readonly ClusterEvent[];
  /** Closes the live state before its time. */
  readonly stop: () => Promise<void>;
}

export interface OpenOptions {
  readonly timings?: Partial<Timings>;
  readonly rights?: LiveOptions['rights'];
  readonly onRights?: LiveOptions['onRights'];
  /** Instead of the bare address. */
  readonly access?: (api: FakeApi) => Promise<LiveOptions['access']>;
  /** Before the first call. */
  readonly prepare?: (api: FakeApi) => void;
  readonly waits?: boolean;
}

export const EVERYTHING = { secrets: 'cluster', namespaces: [], secretNames: [] } as const;

export async function openLive(
  clean: (end: () => Promise<void>) => void,
  { timings = {}, rights = EVERYTHING, access, prepare, waits = true, onRights }: OpenOptions = {},
): Promise<Opened> {
  const api = await startFakeApi();
  api.bookmarkEvery(50);
  prepare?.(api);
  const events: ClusterEvent[] = [];
  const live = createLiveState({
    access: (await access?.(api)) ?? accessTo(api),
    rights,
    timings: { ...QUICK, ...timings },
    onEvent: (event) => void events.push(event),
    ...(onRights === undefined ? {} : { onRights }),
  });
  clean(async () => {
    await live.stop();
    await api.close();
  });
  live.start();
  if (waits) await until(() => live.synced());
  return { api, live, events, stop: live.stop };
}

/** ms until it is so; throws after `most` ms. */
export async function until(isSo: () => boolean | Promise<boolean>, most = 20_000): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > most) throw new Error(`not so after ${most} ms: ${isSo}`);
    await sleep(5);
  }
  return performance.now() - began;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
