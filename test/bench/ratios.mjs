/** From samples to a verdict: ratios are paired inside a round, because only those travel (design 10.3). */

/** Two equal servers may be so far apart, as the median of a run; beyond it the run says nothing. */
export const EQUAL_WITHIN = 0.03;

/**
 * A build is slower where three quarters of the pairs are dearer by more than this. What is wanted is that 15 % is
 * noticed: on a shared machine with two cores the quartiles of pairs lie some 4 % from their median, so that a build that is
 * 15 % slower has its first quartile at 1.10, and an equal one at 0.96. The median at 1.15 would miss every second of the
 * former, and a mean follows one slice in which somebody else had the caches.
 */
const SLOWER = 1.08;

export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)];
  return low + (sorted[Math.ceil(at)] - low) * (at % 1);
}

export function quartiles(values) {
  return { q1: quantile(values, 0.25), median: quantile(values, 0.5), q3: quantile(values, 0.75) };
}

/**
 * What a review cost `server`, over what it cost `bases` in the same round of the same generation: their mean, where they
 * are equal servers, which halves what one process has of its own.
 *
 * @param cost of a sample; CPU time unless told
 */
export function pairedRatios(samples, { group, server, bases, cost = ({ cpuUs }) => cpuUs }) {
  const own = samples.filter((sample) => sample.group === group && sample.server === server);
  const all = new Map(samples.map((sample) => [placeOf(sample), sample]));
  return own.flatMap((sample) => {
    const others = bases.map((name) => all.get(placeOf({ ...sample, server: name })));
    if (others.includes(undefined)) return [];
    return [cost(sample) / (others.reduce((sum, { cpuUs }) => sum + cpuUs, 0) / others.length)];
  });
}

function placeOf({ generation, round, group, server }) {
  return `${generation} ${round} ${group} ${server}`;
}

/** Without the calls to the API server. */
export function withoutCalls({ cpuUs, calls, callUs }) {
  return cpuUs - calls * callUs;
}

export function areEqual({ median }, within = EQUAL_WITHIN) {
  return Math.abs(median - 1) <= within;
}

/**
 * `pass`: the third quartile is within the limit. `fail`: the first one is beyond it. `void`: two equal servers were too
 * far apart.
 *
 * @param ratios quartiles, as is `equal`, of two equal servers
 */
export function verdict(ratios, limit, equal, within = EQUAL_WITHIN) {
  if (!areEqual(equal, within)) return 'void';
  if (ratios.q3 <= limit) return 'pass';
  return ratios.q1 > limit ? 'fail' : 'undecided';
}

/**
 * Of one build over another. So much as the other one differs from itself in this run, so much more it must be: a busy
 * machine hides what is small, and makes nothing up.
 */
export function isSlower({ q1 }, { median }) {
  return q1 > SLOWER * Math.max(median, 1 / median);
}

export const show = ({ q1, median, q3 }) => `${median.toFixed(2)} (${q1.toFixed(2)}-${q3.toFixed(2)})`;
