/** The API server goes away while a `serve` is asked about Pods, and comes back. */
import { Agent } from 'node:https';
import type { Timings } from '../../src/cluster/timings.js';
import { pullSecret, startFakeApi } from '../support/fake-api-server.js';
import { sleep, until } from '../support/live.js';
import { account } from '../support/live-decisions.js';
import { kubeconfigOf } from '../support/served.js';
import { metricIn, podReview, type Said, startAsking } from './pods.js';
import { withTimings } from './scale.js';
import { startServing } from './serving.js';

export interface Away {
  readonly timings: Timings;
  readonly awayMs: number;
  readonly minuteMs: number;
  readonly perSecond: number;
}

export interface SeenAway {
  readonly reviews: number;
  readonly wrong: readonly string[];
  /** Answers that said PG901, and what the metric counts of them. */
  readonly unverified: number;
  readonly counted: number;
  /** Tries of watches and lists, in the minute that had most. */
  readonly tries: number;
  /** Connections in all, in the minute that had most: those of fresh reads, too. */
  readonly dials: number;
  /** Bytes of the heap, from a third of the time to its end. */
  readonly grown: number;
  readonly resyncMs: number;
  /** Of the answers while it was away. */
  readonly slowestMs: number;
}

const WEB = 'registry.example.com/team/web';
/** In turn. */
const PODS = [
  { kind: 'known', secret: 'regcred', image: `${WEB}:1.4.2` },
  { kind: 'latest', secret: 'regcred', image: `${WEB}:latest` },
  { kind: 'known', secret: 'regcred', image: `${WEB}:1.4.3` },
  { kind: 'absent', secret: 'gone', image: `${WEB}:1.4.2` },
] as const;
const RIGHT = { known: 'allow', latest: 'deny PG101', absent: 'deny PG202' } as const;
/** The same while nobody can be asked. */
const RIGHT_AWAY = { ...RIGHT, absent: 'allow PG901' } as const;
/** What is asked around the moment in which it goes and comes may be answered either way. */
const EDGE_MS = 1000;
const MOST_RESYNC_MS = 60_000;

export async function goAway({ timings, awayMs, minuteMs, perSecond }: Away): Promise<SeenAway> {
  const api = await startFakeApi();
  api.bookmarkEvery(minuteMs);
  api.put({ kind: 'Namespace', metadata: { name: 'shop' } });
  api.put(account([]));
  api.put(pullSecret('shop', 'regcred'));
  const serving = await startServing(['--kubeconfig', kubeconfigOf(api)], withTimings(timings));
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  try {
    await until(async () => (await serving.ask('/readyz')) === 'ok\n' && api.openWatches() === 4);
    let goneAt = Number.POSITIVE_INFINITY;
    let backAt = Number.POSITIVE_INFINITY;
    let resyncedAt = Number.POSITIVE_INFINITY;
    const all: Said[] = [];
    const stop = startAsking(serving.url, {
      perSecond,
      agent,
      next: (turn) => {
        const { kind, secret, image } = PODS[turn % PODS.length] ?? PODS[0];
        return { kind, body: podReview(`u-${turn}`, secret, image) };
      },
      tell: (said) => void all.push(said),
    });
    await sleep(3000);
    const undecided = async (): Promise<number> =>
      metricIn(await serving.ask('/metrics'), 'pullgate_admission_reviews_total', 'decision="undecided"');
    const tried = async (): Promise<number> =>
      metricIn(await serving.ask('/metrics'), 'pullgate_watch_restarts_total', 'reason="connection"');

    const undecidedBefore = await undecided();
    // The watches that are open break, which is no try.
    let [triedBefore, dialled] = [(await tried()) + api.openWatches(), (await serving.inside()).dials];
    goneAt = performance.now();
    await api.halt();
    api.put(pullSecret('shop', 'new'));
    const heaps: number[] = [];
    let [tries, dials] = [0, 0];
    for (let minute = 0; (minute + 1) * minuteMs <= awayMs; minute += 1) {
      await sleep(Math.max(0, goneAt + (minute + 1) * minuteMs - performance.now()));
      const [triedNow, inside] = [await tried(), await serving.inside()];
      tries = Math.max(tries, triedNow - triedBefore);
      dials = Math.max(dials, inside.dials - dialled);
      [triedBefore, dialled] = [triedNow, inside.dials];
      heaps.push(inside.heap);
    }
    backAt = performance.now();
    await api.resume();
    const held = async (): Promise<number> =>
      metricIn(await serving.ask('/metrics'), 'pullgate_cache_objects', 'pullsecrets');
    await until(async () => api.openWatches() === 4 && (await held()) === 2, MOST_RESYNC_MS);
    resyncedAt = performance.now();
    await sleep(3000);
    await stop();
    const counted = (await undecided()) - undecidedBefore;

    const wrong: string[] = [];
    for (const { kind, verdict, askedAt, ms } of all) {
      const isBefore = askedAt + ms < goneAt || askedAt > resyncedAt + EDGE_MS;
      const isAway = askedAt > goneAt + EDGE_MS && askedAt + ms < backAt;
      const of = kind as keyof typeof RIGHT;
      const right = isBefore ? [RIGHT[of]] : isAway ? [RIGHT_AWAY[of]] : [RIGHT[of], RIGHT_AWAY[of]];
      // At an edge some of it could be asked, and some not.
      const isPartly = !isBefore && !isAway && of === 'absent' && /^allow .*PG901/.test(verdict);
      if (!isPartly && !right.some((each) => each === verdict)) {
        wrong.push(`${kind}: ${verdict} in place of ${right.join(' or ')}`);
      }
    }
    if (serving.exit() !== undefined) wrong.push(`it ended: ${serving.exit()}`);
    return {
      reviews: all.length,
      wrong,
      unverified: all.filter(({ verdict }) => verdict.includes('PG901')).length,
      counted,
      tries,
      dials,
      grown: (heaps.at(-1) ?? 0) - (heaps[Math.floor(heaps.length / 3)] ?? 0),
      resyncMs: resyncedAt - backAt,
      slowestMs: Math.max(...all.filter(({ askedAt }) => askedAt > goneAt && askedAt < backAt).map(({ ms }) => ms)),
    };
  } finally {
    agent.destroy();
    await serving.stop();
    await api.close();
  }
}
