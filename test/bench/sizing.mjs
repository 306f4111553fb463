/**
 * `npm run bench:sizing`: what one replica needs in clusters of some sizes, with the flags of the image and the heap that the
 * chart gives it by its memory limit: memory, CPU and time to answer under the admissions of such a cluster, while pull
 * secrets are written.
 *
 *   npm run bench:sizing -- [--sizes small,large] [--seconds N] [--node PATH] [--write]
 *
 * Each size has a scripted API server and a replica of its own. The reviews go over all namespaces, each with its own image;
 * of a hundred, 60 are Pods that are created, 25 that are changed, 10 that get a secret, 5 that are denied. One replica has
 * all of them, as while the other one is replaced. Exit code 1 where one takes more memory than its limit.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DIST } from '../helpers/processes.mjs';
import { startServer } from './child.mjs';
import { startCluster } from './cluster.mjs';
import { leaveServerCore } from './cores.mjs';
import { imageFlags } from './image-flags.mjs';
import { CONNECTIONS, forSeconds, messagesOf, openLoad } from './load.mjs';
import { machineOf } from './machine.mjs';
import { quantile } from './ratios.mjs';
import { writeSizing } from './results.mjs';
import { GROUPS, reviewsOf } from './reviews.mjs';
import { bundle, ours, prepare } from './servers.mjs';
import { peakRssOf, rssOf, usageOf, usedBetween } from './usage.mjs';
import { workDirectory } from './work.mjs';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    node: { type: 'string', default: process.execPath },
    write: { type: 'boolean', default: false },
  },
});
const seconds = Number(options.seconds);

const MEBIBYTE = 1024 * 1024;
/** charts/pullgate: the old space of V8 has this share of the memory limit. */
const HEAP = 0.75;
/** `limitMiB` is that of the chart where it suffices. */
const SIZES = [
  { name: 'small', namespaces: 100, secrets: 1_000, perSecond: 50, limitMiB: 256 },
  { name: 'medium', namespaces: 1_000, secrets: 10_000, perSecond: 200, limitMiB: 256 },
  { name: 'large', namespaces: 10_000, secrets: 100_000, perSecond: 1_000, limitMiB: 512 },
];
/** Of the admissions. */
const SHARES = { create: 0.6, update: 0.25, 'mutate-add': 0.1, 'deny-cluster': 0.05 };
/** Reviews of each kind, each with an image of its own. */
const DISTINCT = 4_000;
/** A hundred thousand logins that last half a day, each written anew when half of that is over. */
const WRITES_PER_SECOND = 5;
/** Not measured: V8 compiles, and connections are made. */
const WARM_SECONDS = 15;

let turn = 0;

const names = options.sizes?.split(',') ?? SIZES.map(({ name }) => name);
const sizes = SIZES.filter(({ name }) => names.includes(name));
if (sizes.length < names.length) throw new Error(`the sizes are ${SIZES.map(({ name }) => name).join(', ')}`);

leaveServerCore();
const work = workDirectory('sizing');
const main = bundle(`${work}/app`);
const rows = [];
for (const size of sizes) {
  const row = await measure(size);
  rows.push(row);
  print(row);
  if (row.peakBytes > row.limitMiB * MEBIBYTE) process.exitCode = 1;
}
const machine = machineOf({ node: options.node, flags: imageFlags(options.node) });
if (options.write) process.stdout.write(`written: ${writeSizing({ machine, seconds, shares: SHARES, rows })}\n`);

async function measure(size) {
  const { namespaces, secrets, limitMiB, perSecond } = size;
  const measured = namespaces / 2;
  const api = await startCluster({ namespaces, secretsOfEach: secrets / namespaces, measured });
  try {
    const files = await prepare(work, api, DIST);
    const flags = [...imageFlags(options.node), `--max-old-space-size=${limitMiB * HEAP}`];
    const began = performance.now();
    const row = ours(size.name, main, { node: options.node, flags, ...files });
    const server = await startServer(row, { work, certificates: files.certificates });
    const readyMs = performance.now() - began;
    try {
      const { port, pid } = server;
      const idleBytes = rssOf(pid);
      const loads = await loadsOf({ port, ca: files.ca, measured, perSecond });
      await Promise.race([admit(api, loads, WARM_SECONDS), server.ended]);
      await api.calls();
      for (const { times } of loads) times.length = 0;
      const before = usageOf(pid);
      const requests = await Promise.race([admit(api, loads, seconds), server.ended]);
      const { cpuUs } = usedBetween(before, usageOf(pid), pid);
      const calls = await api.calls();
      for (const { load } of loads) load.close();
      return {
        ...size,
        writesPerSecond: WRITES_PER_SECOND,
        readyMs,
        idleBytes,
        peakBytes: peakRssOf(pid),
        reviews: requests,
        cores: cpuUs / 1e6 / seconds,
        callsPerSecond: calls.length / seconds,
        admittedMs: waitsOf(loads, true),
        deniedMs: waitsOf(loads, false),
      };
    } finally {
      await server.stop();
    }
  } finally {
    await api.stop();
  }
}

/** One for each kind of admission, with its share of them and connections of its own. */
async function loadsOf({ port, ca, measured, perSecond }) {
  const loads = [];
  for (const [name, share] of Object.entries(SHARES)) {
    const group = GROUPS.find((each) => each.name === name);
    const messages = messagesOf(reviewsOf({ ...group, count: DISTINCT }, measured), `/${group.webhook}`);
    const load = await openLoad({ port, ca });
    loads.push({ load, group, messages, perSecond: perSecond * share, times: [] });
  }
  return loads;
}

async function admit(api, loads, forThese) {
  const isOver = forSeconds(forThese);
  const posted = loads.map(async ({ load, group, messages, perSecond, times }) => {
    await load.open();
    const { requests, unjudged } = await load.run(messages, group, isOver, perSecond, times);
    if (unjudged > 0) throw new Error(`${unjudged} reviews could not be judged in time: this machine is too busy`);
    return requests;
  });
  const [counts] = await Promise.all([Promise.all(posted), write(api, isOver)]);
  return counts.reduce((all, count) => all + count, 0);
}

async function write(api, isOver) {
  while (!isOver()) {
    turn += 1;
    await Promise.all([api.write(turn), sleep(1000 / WRITES_PER_SECOND)]);
  }
}

/** Denials wait for the API server, and for the next turn of their namespace. */
function waitsOf(loads, allowed) {
  const some = loads.filter(({ group }) => group.allowed === allowed);
  const times = some.flatMap((each) => each.times);
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), most: Math.max(...times) };
}

function print({ name, namespaces, secrets, perSecond, limitMiB, ...row }) {
  const mib = (bytes) => `${(bytes / MEBIBYTE).toFixed(0)} MiB`;
  const waits = ({ p50, p99, most }) =>
    `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, most ${most.toFixed(0)} ms`;
  process.stdout.write(
    `${name}: ${namespaces} namespaces, ${secrets} pull secrets, ${perSecond}/s over ${Object.keys(SHARES).length * CONNECTIONS} connections, limit ${limitMiB} MiB
  ready after ${(row.readyMs / 1000).toFixed(1)} s with ${mib(row.idleBytes)}; at most ${mib(row.peakBytes)}
  ${row.reviews} reviews, ${row.cores.toFixed(2)} of a core, ${row.callsPerSecond.toFixed(1)} calls/s to the API server
  admitted: ${waits(row.admittedMs)}; denied: ${waits(row.deniedMs)}\n`,
  );
}
