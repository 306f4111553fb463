/**
 * Until V8 has compiled what is hot, which takes a program with much code longer: passes over all groups, counted in reviews
 * because a busy machine does less in a second, until two passes in a row have made nothing cheaper.
 */
import { forReviews } from './load.mjs';
import { usageOf, usedBetween } from './usage.mjs';

/** Of one pass and group; a large review runs as much code as many small ones. */
const REVIEWS = { large: 120, other: 1000 };
const LEAST_PASSES = 5;
const MOST_PASSES = 12;
/** What is less than this is no gain. */
const GAIN = 0.03;

export async function warm(server, groups) {
  let best = Number.POSITIVE_INFINITY;
  let without = 0;
  for (let pass = 0; pass < LEAST_PASSES || (pass < MOST_PASSES && without < 2); pass += 1) {
    const cost = await passOver(server, groups);
    without = cost > best * (1 - GAIN) ? without + 1 : 0;
    best = Math.min(best, cost);
  }
}

/** CPU time of one review of each group together. */
async function passOver(server, groups) {
  let cost = 0;
  for (const group of groups) {
    const before = usageOf(server.pid);
    const { requests } = await server.run(group, forReviews(REVIEWS[group.name] ?? REVIEWS.other));
    cost += usedBetween(before, usageOf(server.pid), server.pid).cpuUs / requests;
  }
  return cost;
}
