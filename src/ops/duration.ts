/**
 * Durations as Go writes them, `720h`, `1h30m`, `200ms`: the form that Kubernetes and cert-manager use (Go
 * time.ParseDuration, without a sign and without units below a millisecond, which no setting needs).
 */

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h)/g;

/** Milliseconds, or undefined where the text is no duration. `0` alone is none: it needs a unit, `0s`. */
export function parseDuration(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(PART)) sum += Number(amount) * (UNITS[unit ?? ''] ?? Number.NaN);
  return sum <= LONGEST_MS ? sum : undefined;
}

/** A hundred years: beyond it, dates of certificates overflow. */
const LONGEST_MS = 100 * 8766 * 3_600_000;
