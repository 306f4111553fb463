/** A `serve` under a steady load while Secrets come and go and its watches are cut, and what becomes of its memory. */
import { Agent } from 'node:https';
import type { Timings } from '../../src/cluster/timings.js';
import { pullSecret, startFakeApi } from '../support/fake-api-server.js';
import { sleep, until } from '../support/live.js';
import { account } from '../support/live-decisions.js';
import { kubeconfigOf } from '../support/served.js';
import { type Asked, podReview, startAsking } from './pods.js';
import { withTimings } from './scale.js';
import { type Inside, startServing } from './serving.js';

export interface Soak {
  readonly timings: Partial<Timings>;
  readonly seconds: number;
  readonly perSecond: number;
  readonly changesPerSecond: number;
  readonly cutMs: number;
  readonly sampleMs: number;
}

export interface Sample extends Inside {
  /** Since the begin of the load. */
  readonly ms: number;
}

export interface SeenSoak {
  readonly reviews: number;
  readonly changes: number;
  readonly cuts: number;
  readonly wrong: readonly string[];
  /** Denials that became PG901, because the API server, which has the same processor, did not answer in time. */
  readonly unjudged: number;
  /** What they name came or went while they were judged: somebody stood still for seconds, and caught up at once. */
  readonly overtaken: number;
  readonly samples: readonly Sample[];
}

const WEB = 'registry.example.com/team';
/** Secrets that come and go. */
const COMING = 50;
const nameOf = (change: number): string => `s-${change % COMING}`;
/** Go's http.Transport as client-go and the API server have it. */
const IDLE_MS = 90_000;
/** Images in all: as many as a cluster of some size runs. */
const IMAGES = 2000;

export async function soak({
  timings,
  seconds,
  perSecond,
  changesPerSecond,
  cutMs,
  sampleMs,
}: Soak): Promise<SeenSoak> {
  const api = await startFakeApi();
  api.bookmarkEvery(60_000);
  api.put({ kind: 'Namespace', metadata: { name: 'shop' } });
  api.put(account([]));
  api.put(pullSecret('shop', 'regcred'));
  const serving = await startServing(['--kubeconfig', kubeconfigOf(api)], withTimings(timings));
  // As the API server: an idle connection is closed by it, and not by the webhook under its next review.
  const agent = new Agent({ keepAlive: true, maxSockets: 32, timeout: IDLE_MS });
  const timers: NodeJS.Timeout[] = [];
  try {
    await until(async () => (await serving.ask('/readyz')) === 'ok\n' && api.openWatches() === 4);
    const wrong: string[] = [];
    let [reviews, changes, cuts, unjudged, overtaken] = [0, 0, 0, 0, 0];
    /** The registry that each is for. */
    const there = new Map<string, string>();
    const change = (): void => {
      const name = nameOf(changes);
      changes += 1;
      if (there.delete(name)) api.remove('Secret', 'shop', name);
      else {
        const registry = `registry-${changes % 7}.example.com`;
        there.set(name, registry);
        api.put(pullSecret('shop', name, registry));
      }
    };
    /** A Pod that names one that came, or went, half a round ago: long enough for every watch, and long before the next time. */
    const ofComing = (turn: number): Asked => {
      const secret = nameOf(changes - COMING / 2);
      const registry = there.get(secret);
      const asked = changes;
      const image = `${registry ?? 'registry-0.example.com'}/team/web:1.4.2`;
      return {
        kind: registry === undefined ? 'deny PG202' : 'allow',
        body: podReview(`u-${turn}`, secret, image),
        // Until its next turn. After two it is there as before, and may have been read when it was not.
        isStill: () => changes <= asked + COMING / 2,
      };
    };
    const begin = performance.now();
    timers.push(
      setInterval(() => {
        // Timers are late; what is due is done.
        while ((changes * 1000) / changesPerSecond <= performance.now() - begin) change();
      }, 50),
      setInterval(() => {
        api.endWatches();
        cuts += 1;
      }, cutMs),
    );
    const stop = startAsking(serving.url, {
      perSecond,
      agent,
      next: (turn) => {
        // Of 20, one names no Secret that is there, one has a tag that moves, and one names what comes and goes.
        if (turn % 20 === 2 && changes > COMING) return ofComing(turn);
        const kind = turn % 20 === 0 ? 'deny PG202' : turn % 20 === 1 ? 'deny PG101' : 'allow';
        const image = `${WEB}/web-${turn % IMAGES}:${kind === 'deny PG101' ? 'latest' : '1.4.2'}`;
        return { kind, body: podReview(`u-${turn}`, kind === 'deny PG202' ? 'gone' : 'regcred', image) };
      },
      tell: ({ kind, verdict, isStill }) => {
        reviews += 1;
        if (isStill?.() === false) overtaken += 1;
        else if (kind === 'deny PG202' && /^allow .*PG901/.test(verdict)) unjudged += 1;
        else if (verdict !== kind) wrong.push(`${verdict} in place of ${kind}`);
      },
    });
    const samples: Sample[] = [];
    while (performance.now() - begin < seconds * 1000) {
      await sleep(sampleMs);
      samples.push({ ms: performance.now() - begin, ...(await serving.inside()) });
    }
    await stop();
    if (serving.exit() !== undefined) wrong.push(`it ended: ${serving.exit()}`);
    return { reviews, changes, cuts, wrong, unjudged, overtaken, samples };
  } finally {
    for (const timer of timers) clearInterval(timer);
    agent.destroy();
    await serving.stop();
    await api.close();
  }
}

/** Of the line that lies nearest to the samples, in bytes an hour. */
export function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(samples.map(({ ms }) => ms)), mean(samples.map(({ heap }) => heap))];
  const up = samples.reduce((sum, { ms, heap }) => sum + (ms - x) * (heap - y), 0);
  const across = samples.reduce((sum, { ms }) => sum + (ms - x) ** 2, 0);
  return (up / across) * 3_600_000;
}

/** Sockets, pipes and what else is open; timers come and go with reviews. */
export function openIn({ handles }: Inside): number {
  return Object.entries(handles).reduce((sum, [kind, count]) => sum + (/Timeout|Immediate/.test(kind) ? 0 : count), 0);
}
