/**
 * Durations as Go writes them, `720h`, `1h30m`, `200ms`, `1.5s`: the form of Kubernetes and cert-manager (Go
 * time.ParseDuration, without a sign).
 */

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 1e-6,
};
const PART = /(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g;
const WHOLE = /^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/;
/** Longer than any duration that is meant; what comes from a request is not looked at beyond it. */
const LONGEST_TEXT = 256;

/** Milliseconds, or undefined where the text is no duration. `0` alone is none: it needs a unit, `0s`. */
export function parseGoDuration(text: string): number | undefined {
  if (text.length > LONGEST_TEXT || !WHOLE.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(PART)) sum += Number(amount) * (UNITS[unit ?? ''] ?? Number.NaN);
  return sum;
}

/** A duration of a setting: none needs a unit below a millisecond, and beyond a hundred years dates overflow. */
export function parseDuration(text: string): number | undefined {
  if (/[uµn]s/.test(text)) return undefined;
  const ms = parseGoDuration(text);
  return ms !== undefined && ms <= LONGEST_MS ? ms : undefined;
}

/** A hundred years: beyond it, dates of certificates overflow. */
const LONGEST_MS = 100 * 8766 * 3_600_000;
