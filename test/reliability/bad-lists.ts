/** A `serve` starts while the API server answers its lists in one of these ways, and some time later as it should. */

import type { Timings } from '../../src/cluster/timings.js';
import { type Call, type Play, pullSecret, startFakeApi } from '../support/fake-api-server.js';
import { sleep } from '../support/live.js';
import { account } from '../support/live-decisions.js';
import { mostWithin } from '../support/live-figures.js';
import { kubeconfigOf } from '../support/served.js';
import { podReview, verdictIn } from './pods.js';
import { withTimings } from './scale.js';
import { post, startServing } from './serving.js';

export interface BadLists {
  readonly timings: Timings;
  /** What the API server takes for a minute. */
  readonly minuteMs: number;
  /** So long they are bad. */
  readonly badMs: number;
  /** What the API server says in Retry-After. */
  readonly retryAfterMs: number;
  /** A page that takes longer than anybody waits for. */
  readonly slowMs: number;
}

export interface SeenLists {
  readonly name: string;
  /** Lists that were begun while they were bad, of all four kinds. */
  readonly lists: number;
  /** Of one kind, after the first, within a minute. */
  readonly most: number;
  /** After the lists were good again; negative where it was ready before. */
  readonly readyMs: number;
  readonly wrong: readonly string[];
}

/** Objects of each kind that take so many pages. */
const PAGES = 3;
const PER_PAGE = 10;

const isBegin = ({ verb, namespace, query }: Call): boolean =>
  verb === 'list' && namespace === '' && query['continue'] === undefined;
const kindOf = ({ resource, query }: Call): string => `${resource} ${query['fieldSelector'] ?? ''}`;

export async function playBadLists(scale: BadLists): Promise<readonly SeenLists[]> {
  const { retryAfterMs, slowMs } = scale;
  const gone = { status: 410, body: '{"kind":"Status","code":410,"reason":"Expired"}' };
  const all = (play: Play) => (): Play => play;
  const plays: Readonly<Record<string, (call: Call) => Play | undefined>> = {
    'no answer': all({ after: 'hang' }),
    '500': all({ status: 500, body: 'oops' }),
    '429': all({ status: 429, headers: { 'retry-after': String(retryAfterMs / 1000) }, body: '{"kind":"Status"}' }),
    'slow pages': all({ delayMs: slowMs }),
    '410 within': ({ query }) => (query['continue'] === undefined ? undefined : gone),
  };
  // Each has a process of its own, and nearly all of it is waiting.
  return Promise.all(Object.entries(plays).map(([name, play]) => seenWith(name, play, scale)));
}

async function seenWith(name: string, play: (call: Call) => Play | undefined, scale: BadLists): Promise<SeenLists> {
  const { badMs, retryAfterMs } = scale;
  const timings = { ...scale.timings, pageSize: PER_PAGE };
  const api = await startFakeApi();
  for (let index = 0; index < PAGES * PER_PAGE; index += 1) {
    api.put({ kind: 'Namespace', metadata: { name: index === 0 ? 'shop' : `n-${index}` } });
    api.put(pullSecret('shop', `s-${index}`));
    api.put({ ...pullSecret('shop', `old-${index}`), type: 'kubernetes.io/dockercfg' });
    api.put(
      index === 0 ? account([]) : { kind: 'ServiceAccount', metadata: { name: `a-${index}`, namespace: 'shop' } },
    );
  }
  api.script = (call) => (call.verb === 'list' ? play(call) : undefined);
  const serving = await startServing(['--kubeconfig', kubeconfigOf(api)], withTimings(timings));
  const wrong: string[] = [];
  const isReady = async (): Promise<boolean> => (await serving.ask('/readyz')) === 'ok\n';
  try {
    const badUntil = performance.now() + badMs;
    while (performance.now() < badUntil) {
      if (await isReady()) wrong.push('ready before it had listed');
      await sleep(100);
    }
    const begins = api.calls.filter(isBegin);
    const kinds = [...new Set(begins.map(kindOf))];
    const most = Math.max(...kinds.map((kind) => mostOf(begins, kind, scale.minuteMs)));
    if (kinds.length !== 4) wrong.push(`${kinds.length} kinds were listed`);
    if (name === '429') {
      for (const kind of kinds) {
        const own = begins.filter((call) => kindOf(call) === kind);
        // Nobody is at the door before the time that he was told; the first was told none.
        const gaps = own.slice(1).map(({ at }, index) => at - (own[index]?.at ?? at));
        if (gaps.some((gap) => gap < retryAfterMs)) wrong.push('came back too early');
      }
    }
    api.script = () => undefined;
    const good = performance.now();
    while (!(await isReady())) {
      if (performance.now() - good > 10 * timings.relistWindowMs) throw new Error(`${name}: never ready`);
      await sleep(20);
    }
    const readyMs = performance.now() - good;
    for (const [secret, right] of [
      [`s-${PAGES * PER_PAGE - 1}`, 'allow'],
      ['gone', 'deny PG202'],
    ] as const) {
      const said = verdictIn(await post(serving.url, podReview('u', secret), false));
      if (said !== right) wrong.push(`${said} in place of ${right}`);
    }
    if (serving.exit() !== undefined) wrong.push(`it ended: ${serving.exit()}`);
    return { name, lists: begins.length, most, readyMs, wrong };
  } finally {
    await serving.stop();
    await api.close();
  }
}

/** The first one is owed to no fault. */
function mostOf(begins: readonly Call[], kind: string, minuteMs: number): number {
  return mostWithin(begins.filter((call) => kindOf(call) === kind).slice(1), minuteMs);
}
