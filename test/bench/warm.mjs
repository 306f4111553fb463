/**
 * Until V8 has compiled what is hot, which takes a program with much code longer: passes over all groups, counted in reviews
 * because a busy machine does less in a second, until two passes in a row have made no server cheaper. The servers take
 * turns, as they do when they are measured: V8 throws away what it has compiled of a process that rests for some seconds.
 */
import { forReviews } from './load.mjs';
import { usageOf, usedBetween } from './usage.mjs';

/** Of one pass and group; a large review runs as much code as many small ones. */
const REVIEWS = { large: 100, 'deny-object': 700, 'deny-cluster': 700, other: 2000 };
/** Some reviews more than 10,000 of a kind are past before V8 has compiled for good what it compiles last. */
const LEAST_PASSES = 8;
const MOST_PASSES = 14;
/** What is less than this is no gain. */
const GAIN = 0.03;

export async function warm(servers, groups) {
  const states = servers.map((server) => ({ server, best: Number.POSITIVE_INFINITY, without: 0 }));
  const isSettled = () => states.every(({ without }) => without >= 2);
  for (let pass = 0; pass < LEAST_PASSES || (pass < MOST_PASSES && !isSettled()); pass += 1) {
    for (const state of states) {
      const cost = await passOver(state.server, groups);
      state.without = cost > state.best * (1 - GAIN) ? state.without + 1 : 0;
      state.best = Math.min(state.best, cost);
    }
  }
}

/** CPU time of one review of each group together. */
async function passOver(server, groups) {
  let cost = 0;
  for (const group of groups.filter(server.answers)) {
    const before = usageOf(server.pid);
    const { requests } = await server.run(group, forReviews(REVIEWS[group.name] ?? REVIEWS.other), false);
    cost += usedBetween(before, usageOf(server.pid), server.pid).cpuUs / requests;
  }
  return cost;
}
