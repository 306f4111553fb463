/**
 * The annotation `pullgate.dev/expires-at`: when a credential ends that does not tell itself (a token of GitHub, a robot
 * account). It is the word of whoever may write the Secret, and counts in its namespace alone, because a secret is used
 * nowhere else. A word may be wrong where a decoded expiry cannot: nothing is denied for it.
 */
import { own } from '../fields.js';

export const EXPIRES_AT = 'pullgate.dev/expires-at';

export interface SaidExpiry {
  /** ms since the epoch. */
  readonly saidExpiry?: number;
  /** There is a value, and it is no time; it counts as absent. */
  readonly saidExpiryFault?: true;
}

/** RFC 3339 5.6, a capital T and Z as all tools write them. */
const TIME =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

export function readSaidExpiry(annotations: unknown): SaidExpiry {
  const value = own(annotations, EXPIRES_AT);
  if (value === undefined) return {};
  const day = typeof value === 'string' ? TIME.exec(value)?.[1] : undefined;
  const time = typeof value === 'string' && day !== undefined && isDay(day) ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) ? { saidExpiry: time } : { saidExpiryFault: true };
}

/** `Date` turns 30 February into 2 March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
