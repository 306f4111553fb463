/** The API server is away, nothing listens at its address, while Pods are decided; and then it is back. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Timings } from '../../src/cluster/timings.js';
import { pullSecret } from './fake-api-server.js';
import { type Opened, openLive, sleep, until } from './live.js';
import { account, decide, META, podWith, SPEC } from './live-decisions.js';
import { holds } from './live-figures.js';
import type { KubeObject } from './state.js';

export interface Away {
  readonly decisions: number;
  /** What was said in place of what is right. */
  readonly wrong: readonly string[];
  /** Decisions that say that something could not be asked. */
  readonly unverified: number;
  /** Questions that were counted as not answered. */
  readonly unanswered: number;
  /** Tries of the watches to come back, and calls of the reviews; within a minute, at most. */
  readonly tries: number;
  readonly calls: number;
  /** From the moment that it listens again to that at which all is held and trusted. */
  readonly backMs: number;
  /** Of the heap, after the first quarter of the outage and at its end, where it can be told. */
  readonly heapBytes: readonly [early: number, late: number];
}

export interface Scene {
  readonly timings: Partial<Timings>;
  readonly seconds: number;
  readonly perSecond: number;
  /** None asks while it comes back: the watches find out for themselves. */
  readonly isQuietAtEnd?: boolean;
}

const LATEST = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: META,
  spec: { ...SPEC, containers: [{ name: 'web', image: 'registry.example.com/team/web:latest' }] },
};

/** What is right, of each kind of Pod: what memory holds is admitted, what nobody can tell is not refused, a tag is a tag. */
const PODS: readonly { readonly pod: KubeObject; readonly right: RegExp }[] = [
  { pod: podWith('known'), right: /^allow$/ },
  { pod: podWith('not-there'), right: /^(?:warn|allow) PG901$/ },
  { pod: { ...LATEST, spec: { ...LATEST.spec, imagePullSecrets: [{ name: 'known' }] } }, right: /^deny PG101$/ },
];

export async function serverAway({ timings, seconds, perSecond, isQuietAtEnd = false }: Scene): Promise<Away> {
  const ends: (() => Promise<void>)[] = [];
  try {
    const opened = await openLive((end) => void ends.push(end), {
      timings,
      prepare: (api) => {
        api.bookmarkEvery(10_000);
        api.put({ kind: 'Namespace', metadata: { name: 'shop' } });
        api.put(account([]));
        api.put(pullSecret('shop', 'known'));
      },
    });
    await until(() => opened.live.blind().length === 0);
    return await played(opened, { timings, seconds, perSecond, isQuietAtEnd });
  } finally {
    for (const end of ends) await end();
  }
}

async function played(opened: Opened, { seconds, perSecond, isQuietAtEnd }: Required<Scene>): Promise<Away> {
  const { api, live } = opened;
  const wrong: string[] = [];
  let decisions = 0;
  let unverified = 0;
  const one = async (turn: number): Promise<void> => {
    const { pod, right } = PODS[turn % PODS.length] ?? { pod: LATEST, right: /./ };
    const said = await decide(opened, pod);
    decisions += 1;
    if (said.includes('PG901')) unverified += 1;
    if (!right.test(said)) wrong.push(said);
  };
  const fresh = () => live.counters().fresh;
  const before = fresh();
  // That a watch was cut is a fault, too, and no try.
  const tries = (): number =>
    opened.events.filter((each) => each.event === 'fault' && each.detail.includes('refused')).length;
  await api.halt();
  // While nobody is connected, nothing else keeps this process alive: the timers of Pullgate do not.
  const alive = setInterval(() => {}, 1000);
  const began = performance.now();
  const work: Promise<void>[] = [];
  const samples: { readonly at: number; readonly tries: number; readonly calls: number }[] = [];
  let early = Number.NaN;
  for (let turn = 0; performance.now() - began < seconds * 1000; turn += 1) {
    work.push(one(turn));
    if (turn % perSecond === 0) {
      const { gets, lists } = fresh();
      samples.push({ at: performance.now() - began, tries: tries(), calls: gets + lists });
    }
    if (Number.isNaN(early) && performance.now() - began > (seconds * 1000) / 4) early = heap();
    await sleep(Math.max(0, began + ((turn + 1) * 1000) / perSecond - performance.now()));
  }
  await Promise.all(work);
  const late = heap();
  const { unanswered } = fresh();
  let isBack = false;
  await api.resume();
  const back = performance.now();
  api.put(pullSecret('shop', 'new'));
  const asked = isQuietAtEnd
    ? Promise.resolve()
    : (async () => {
        while (!isBack) await Promise.all([decide(opened, podWith('known')), sleep(1000 / perSecond)]);
      })();
  await until(async () => live.blind().length === 0 && (await holds(live, 'known', 'new')()), 60_000);
  const backMs = performance.now() - back;
  isBack = true;
  await asked;
  clearInterval(alive);
  return {
    decisions,
    wrong,
    unverified,
    unanswered: unanswered - before.unanswered,
    tries: mostWithin(samples.map(({ at, tries }) => [at, tries])),
    calls: mostWithin(samples.map(({ at, calls }) => [at, calls])),
    backMs,
    heapBytes: [early, late],
  };
}

/** The most that a count grew within a minute. */
function mostWithin(samples: readonly (readonly [at: number, count: number])[]): number {
  return Math.max(
    0,
    ...samples.flatMap(([from, low]) =>
      samples.filter(([at]) => at > from && at <= from + 60_000).map(([, high]) => high - low),
    ),
  );
}

/** Without what could be collected. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
