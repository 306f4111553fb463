/** A live state over `dist` as a process of its own, for what only a process shows: its memory, and what is in its heap. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { writeHeapSnapshot } from 'node:v8';
import { accessTo } from './access.mjs';

const [dist, url] = process.argv.slice(2);
const { createLiveState } = await import(pathToFileURL(`${dist}/cluster/live.js`).href);

const ca = await new Promise((resolve) => process.once('message', resolve));
let peakRss = 0;
const watching = setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
}, 20);
watching.unref();

async function measure() {
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc();
    await sleep(50);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heapUsed, external, peakRss };
}

const idle = await measure();
const live = createLiveState({
  access: accessTo({ url, ca }),
  rights: { secrets: 'cluster', namespaces: [], secretNames: [] },
});

const listed = () => live.counters().watches.map(({ lists }) => lists);

/** What `reviews` has prepared. */
let judge;

const acts = {
  /** From now on `judge` is of reviews of a cluster of this size, with so many images each; the bytes of one. */
  async reviews(size) {
    const load = (path) => import(pathToFileURL(`${dist}/${path}.js`).href);
    const paths = ['facts/assess', 'webhook/review', 'core/settings'];
    const [{ assess }, { decodeReview, encodeReview }, { DEFAULT_SETTINGS: settings }] = await Promise.all(
      paths.map(load),
    );
    const { reviewsOf } = await import('./growing-reviews.mjs');
    const next = reviewsOf(size);
    // Until then memory is confirmed at the API server.
    while (live.blind().length > 0) await sleep(20);
    judge = async () => {
      const { apiVersion, admission } = decodeReview(next());
      const assessment = await assess(admission, { ...live.view(), settings, now: Date.now() });
      // What must be told costs more, however large the cluster is.
      if (assessment.findings.length > 0) throw new Error(JSON.stringify(assessment.findings));
      return encodeReview(apiVersion, admission, assessment);
    };
    return { bytes: next().length };
  },
  /** From bytes to bytes, for so much CPU time: what one took. */
  async cost({ ms }) {
    const calls = JSON.stringify(live.counters().fresh);
    const began = process.cpuUsage();
    let cpuUs = 0;
    let count = 0;
    while (cpuUs < ms * 1000) {
      const until = performance.now() + 10;
      for (; performance.now() < until; count += 1) await judge();
      // Whoever else waits has a turn: the watches, and what ends a review.
      await new Promise((resolve) => setImmediate(resolve));
      const { user, system } = process.cpuUsage(began);
      cpuUs = user + system;
    }
    if (JSON.stringify(live.counters().fresh) !== calls) throw new Error('the API server was asked');
    return { us: cpuUs / count, count };
  },
  /** Follows what happens for so long: the longest stall and the CPU that it took, and the worst wait of another tenant. */
  async follow({ ms, namespace, name }) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const began = process.cpuUsage();
    const waits = [];
    const until = performance.now() + ms;
    while (performance.now() < until) {
      const asked = performance.now();
      await live.view().state.ask({ about: 'secret', namespace, name }, {});
      await new Promise((resolve) => setImmediate(resolve));
      waits.push(performance.now() - asked);
      await sleep(5);
    }
    delay.disable();
    const { user, system } = process.cpuUsage(began);
    waits.sort((a, b) => a - b);
    return {
      cpuMs: (user + system) / 1000,
      stallMs: delay.max / 1e6,
      p50: waits[Math.floor(waits.length / 2)],
      most: waits.at(-1),
      ...(await measure()),
    };
  },
  async sync() {
    const began = performance.now();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    live.start();
    while (!live.synced()) await sleep(5);
    delay.disable();
    return { ms: performance.now() - began, stallMs: delay.max / 1e6, idle, ...live.counts(), ...(await measure()) };
  },
  /** Until each watch has listed again (`forget` of the API server, before): what of that was seen from inside. */
  async relist({ since }) {
    const began = performance.now();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    peakRss = process.memoryUsage.rss();
    while (!listed().every((lists, index) => lists > since[index]) || !live.synced()) await sleep(5);
    delay.disable();
    return { ms: performance.now() - began, stallMs: delay.max / 1e6, ...live.counts(), ...(await measure()) };
  },
  lists: async () => ({ since: listed() }),
  measure,
  /** What a review asks for a secret that is too large to be held. */
  async judge({ namespace, name, repositories }) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const began = performance.now();
    const held = await live.view().state.ask({ about: 'secret', namespace, name }, {});
    const read = await live.view().state.ask({ about: 'secretFor', namespace, name, repositories }, {});
    delay.disable();
    const { state, value, reason } = read;
    return {
      ms: performance.now() - began,
      stallMs: delay.max / 1e6,
      held: held.value?.form ?? held.state,
      read: { state, reason, form: value?.form, entries: value?.entries?.length, omitted: value?.omitted },
    };
  },
  async ask({ namespace, name }) {
    const { fresh, state } = live.view();
    const answers = [
      await fresh.ask({ about: 'pullSecrets', namespace }, {}),
      await fresh.ask({ about: 'secret', namespace, name }, {}),
      await state.ask({ about: 'pullSecrets', namespace }, {}),
    ];
    return { answers: JSON.stringify(answers) };
  },
  async snapshot({ file }) {
    globalThis.gc();
    return { file: writeHeapSnapshot(file) };
  },
};

process.on('message', async ({ id, act, ...rest }) => process.send({ id, ...(await acts[act](rest)) }));
process.on('disconnect', () => process.exit());
process.send({ ready: true });
