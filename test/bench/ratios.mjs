/** From samples to a verdict: ratios are paired inside a round, because only those travel (design 10.3). */

export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)];
  return low + (sorted[Math.ceil(at)] - low) * (at % 1);
}

export function quartiles(values) {
  return { q1: quantile(values, 0.25), median: quantile(values, 0.5), q3: quantile(values, 0.75) };
}

/** CPU per request of `server` over that of `base`, once per round. */
export function pairedRatios(samples, payload, server, base) {
  const cpu = (round, name) =>
    samples.find((sample) => sample.round === round && sample.payload === payload && sample.server === name)?.cpuUs;
  const rounds = [...new Set(samples.map(({ round }) => round))];
  return rounds.flatMap((round) => {
    const own = cpu(round, server);
    const other = cpu(round, base);
    return own === undefined || other === undefined ? [] : [own / other];
  });
}

/**
 * Pass: the third quartile is within the limit. What lies nearer to the limit than two equal servers lie apart in this
 * run is not judged.
 */
export function verdict(ratios, limit, equal) {
  const { median, q3 } = quartiles(ratios);
  const spread = equal.q3 - equal.q1;
  if (q3 <= limit) return 'pass';
  return Math.abs(median - limit) <= spread ? 'inconclusive' : 'fail';
}

export const show = ({ q1, median, q3 }) => `${median.toFixed(2)} (${q1.toFixed(2)}-${q3.toFixed(2)})`;
