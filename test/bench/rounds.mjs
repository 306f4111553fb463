/**
 * Measures servers beside one another. A generation is a set of fresh processes, because two processes of one program are
 * some per cent apart for as long as they live. In every round each group of reviews has its turn, in random order, and in
 * it each server one short slice, in random order: what is compared was measured within a second or two.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from './child.mjs';
import { forSeconds, messagesOf, openLoad } from './load.mjs';
import { reviewsOf } from './reviews.mjs';
import { rssOf, usageOf, usedBetween } from './usage.mjs';
import { warm } from './warm.mjs';

/** A slice must have some hundred reviews: collecting garbage falls on few of them. */
const LONGER = { large: 3, 'deny-object': 5, 'deny-cluster': 5 };
/** Not measured: what the processor has forgotten of this server comes back. */
const LEAD_IN_SECONDS = 0.03;
/** What a server still does after its last answer is part of its price. */
const SETTLE_MS = 10;
const MOST_TRIES = 5;

/**
 * @param setting `{ rows, groups, rounds, seconds, random, api, caller, files, work, onSample }`; `caller` is the row that
 *   makes the calls of `ours` once more, and may be absent
 */
export async function measureGeneration(generation, setting) {
  const { rows, groups, rounds, seconds, random, onSample } = setting;
  const servers = [];
  let caller;
  try {
    for (const row of rows) servers.push(await openServer(row, setting));
    if (setting.caller !== undefined) caller = await openCaller(setting);
    await warm(servers, groups);
    for (let round = 0; round < rounds; round += 1) {
      for (const group of shuffled(groups, random)) {
        for (const server of shuffled(servers, random).filter((each) => each.answers(group))) {
          const { made, ...sample } = await wholeSlice(server, group, setting);
          const calls = made.length / sample.requests;
          const callUs = calls > 0 && caller !== undefined ? await caller.cost(made, group, seconds) : 0;
          onSample({ generation, round, group: group.name, server: server.name, ...sample, calls, callUs });
        }
      }
    }
  } finally {
    await Promise.all([...servers, caller].map((server) => server?.stop()));
  }
}

/** Measured again where the API server was too slow to judge all: such an answer is another one, and cheaper. */
async function wholeSlice(server, group, setting) {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { unjudged, ...sample } = await slice(server, group, setting);
    if (unjudged === 0) return sample;
    await sleep(500);
  }
  throw new Error(`${server.name} could not judge ${group.name}: this machine is too busy`);
}

async function slice(server, group, { seconds: ordinary, api }) {
  const seconds = ordinary * (LONGER[group.name] ?? 1);
  await server.run(group, forSeconds(LEAD_IN_SECONDS));
  await sleep(SETTLE_MS);
  if (server.judges) await api.calls();
  const before = usageOf(server.pid);
  const began = performance.now();
  const { requests, unjudged } = await server.run(group, forSeconds(seconds));
  const tookUs = (performance.now() - began) * 1000;
  await sleep(SETTLE_MS);
  const { cpuUs, mainUs, waitUs } = usedBetween(before, usageOf(server.pid), server.pid);
  return {
    requests,
    unjudged,
    cpuUs: cpuUs / requests,
    mainUs: mainUs / requests,
    perSecond: requests / (tookUs / 1e6),
    // So long it could have run and had no core.
    waiting: waitUs / tookUs,
    rss: rssOf(server.pid),
    made: server.judges ? await api.calls() : [],
  };
}

/** Every review is made once, also for the next generation. */
const made = new Map();

function messages(group, path) {
  const key = `${group.name} ${path}`;
  if (!made.has(key)) made.set(key, messagesOf(reviewsOf(group), path));
  return made.get(key);
}

export async function openServer(row, { files, work }) {
  const server = await startServer(row, { work, certificates: files.certificates });
  const load = await openLoad({ port: server.port, ca: files.ca });
  const judges = row.judges === true;
  return {
    ...server,
    judges,
    answers: ({ name }) => row.groups?.includes(name) ?? true,
    /** `isWarm` false: as fast as it can, whatever the pace of the group. */
    run: async (group, isOver, isWarm = true) => {
      await load.open();
      const expected = judges ? group : { allowed: true };
      const posted = messages(group, server.path(group.webhook));
      const running = load.run(posted, expected, isOver, isWarm ? group.perSecond : undefined);
      return Promise.race([running, server.ended]);
    },
    stop: async () => {
      load.close();
      await server.stop();
    },
  };
}

/** CPU time of one call, of those in `paths`. */
async function openCaller({ caller, api, files, work }) {
  const { child, pid, ended, stop } = await startServer(caller, { work, certificates: files.certificates });
  child.send({ url: api.url, ca: api.ca });
  const run = (paths, seconds, perSecond) => {
    const answered = new Promise((resolve) => child.once('message', resolve));
    child.send({ paths, seconds, perSecond });
    return Promise.race([answered, ended]);
  };
  let isWarm = false;
  return {
    stop,
    cost: async (paths, { name, perSecond }, ordinary) => {
      const seconds = ordinary * (LONGER[name] ?? 1);
      const some = paths.slice(0, 2000);
      await (isWarm ? run(some, LEAD_IN_SECONDS, perSecond) : run(some, 2));
      isWarm = true;
      const before = usageOf(pid);
      const { calls } = await run(some, seconds, perSecond);
      await sleep(SETTLE_MS);
      return usedBetween(before, usageOf(pid), pid).cpuUs / calls;
    },
  };
}

export function shuffled(list, random) {
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** A sequence of its own for every seed (mulberry32), so that a run can be repeated in its order. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
