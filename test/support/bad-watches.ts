/** Watches that are cut again and again, or that say nothing any more, while Secrets come and go and Pods name them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Timings } from '../../src/cluster/timings.js';
import { pullSecret } from './fake-api-server.js';
import { type Opened, openLive, sleep, until } from './live.js';
import { account, decide, podWith } from './live-decisions.js';

export interface Decided {
  readonly decisions: number;
  /** What was said in place of what is so. */
  readonly wrong: readonly string[];
}

async function onLive<T>(
  timings: Partial<Timings>,
  bookmarksMs: number,
  act: (opened: Opened) => Promise<T>,
): Promise<T> {
  const ends: (() => Promise<void>)[] = [];
  try {
    const opened = await openLive((end) => void ends.push(end), {
      timings,
      prepare: (api) => {
        api.bookmarkEvery(bookmarksMs);
        api.put({ kind: 'Namespace', metadata: { name: 'shop' } });
        api.put(account([]));
      },
    });
    await until(() => opened.live.blind().length === 0);
    return await act(opened);
  } finally {
    for (const end of ends) await end();
  }
}

export interface Cutting {
  readonly timings: Partial<Timings>;
  readonly bookmarksMs: number;
  readonly cutMs: number;
  readonly changeMs: number;
  readonly seconds: number;
  /** Again and again this process, and with it the API server, gets no processor for so long. */
  readonly stopped?: { readonly everyMs: number; readonly forMs: number };
}

export interface CutsSeen {
  readonly changes: number;
  readonly cuts: number;
  /** Decisions that say that they could not be made in time (PG901). */
  readonly unjudged: number;
}

/** As a crowded machine, or a CPU limit, does it. */
function stopAgainAndAgain({ everyMs, forMs }: NonNullable<Cutting['stopped']>): () => Promise<void> {
  const [wait, hold] = [everyMs / 1000, forMs / 1000];
  // It ends with this process, whatever becomes of that.
  const script = `while sleep ${wait}; do kill -STOP $0 || exit; sleep ${hold}; kill -CONT $0 || exit; done`;
  const child = spawn('sh', ['-c', script, String(process.pid)], { stdio: 'ignore' });
  return async () => {
    child.kill();
    await once(child, 'exit');
  };
}

/** How many Secrets there are at most; each is decided about after every change. */
const NAMES = Array.from({ length: 8 }, (_, index) => `s-${index}`);

/**
 * A model knows which Secrets are there: a Pod is admitted exactly where its Secret is, right after it came or went. It
 * begins once the cuts have been noticed: a watch that is well is late, too, by the time that an event takes, and what is
 * admitted in that time is not what this is about.
 */
export function cutWatches({
  timings,
  bookmarksMs,
  cutMs,
  changeMs,
  seconds,
  stopped,
}: Cutting): Promise<Decided & CutsSeen> {
  return onLive(timings, bookmarksMs, async (opened) => {
    const { api } = opened;
    const there = new Set<string>();
    const wrong: string[] = [];
    let cuts = 0;
    let changes = 0;
    let decisions = 0;
    let unjudged = 0;
    const cutting = setInterval(() => {
      api.endWatches();
      cuts += 1;
    }, cutMs);
    await until(() => opened.live.blind().length === 4);
    const check = async (name: string): Promise<void> => {
      const right = there.has(name) ? 'allow' : 'deny PG202';
      const said = await decide(opened, podWith(name));
      decisions += 1;
      if (/ PG901$/.test(said)) unjudged += 1;
      else if (said !== right) wrong.push(`${said} in place of ${right}`);
    };
    const goOn = stopped === undefined ? undefined : stopAgainAndAgain(stopped);
    const began = performance.now();
    while (performance.now() - began < seconds * 1000) {
      const next = began + changes * changeMs;
      const name = NAMES[Math.floor(Math.random() * NAMES.length)] ?? '';
      if (there.delete(name)) api.remove('Secret', 'shop', name);
      else {
        there.add(name);
        api.put(pullSecret('shop', name));
      }
      changes += 1;
      await check(name);
      await Promise.all(NAMES.filter((other) => other !== name).map(check));
      await sleep(Math.max(0, next + changeMs - performance.now()));
    }
    clearInterval(cutting);
    await goOn?.();
    return { decisions, wrong, changes, cuts, unjudged };
  });
}

export interface Freezing {
  readonly timings: Partial<Timings>;
  readonly bookmarksMs: number;
  /** Of all watches, one after the other. */
  readonly times: number;
  /** Between two Secrets that are made while nothing is told of them. */
  readonly everyMs: number;
  /** After so much it is not noticed. */
  readonly mostMs: number;
}

/** Open watches say nothing any more, and nothing says that. Secrets are made meanwhile, and Pods that name them. */
export function freezeWatches({
  timings,
  bookmarksMs,
  times,
  everyMs,
  mostMs,
}: Freezing): Promise<Decided & { readonly noticedMs: readonly number[] }> {
  return onLive(timings, bookmarksMs, async (opened) => {
    const { api, live } = opened;
    const idle = (): number => Math.min(...live.counters().watches.map(({ faults }) => faults.idle));
    const wrong: string[] = [];
    const noticedMs: number[] = [];
    let decisions = 0;
    for (let time = 0; time < times; time += 1) {
      await until(() => live.blind().length === 0, mostMs);
      const before = idle();
      api.freeze();
      let isNoticed = false;
      const noticed = until(() => idle() > before, 2 * mostMs).finally(() => {
        isNoticed = true;
      });
      while (!isNoticed) {
        const name = `s-${decisions}`;
        api.put(pullSecret('shop', name));
        const said = await decide(opened, podWith(name));
        decisions += 1;
        if (said !== 'allow') wrong.push(said);
        await sleep(everyMs);
      }
      noticedMs.push(await noticed);
    }
    return { decisions, wrong, noticedMs };
  });
}
