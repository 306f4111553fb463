/**
 * What is to be done next with the Secret of `self` (design 9.1), decided from what it holds, the time, and how long
 * the webhook configurations have been seen to trust each CA. Pure, and the same for every replica: whoever is first
 * writes, and the resourceVersion is the lock.
 *
 * (a) nothing usable: CA and certificate at once; (b) the CA is due: a second one beside it; (c) every configuration has
 * trusted the second for a while: a certificate of it; (d) nothing is served any more of the first: it goes.
 */
import { type Ca, issuedAt } from './inspect.js';
import type { KeptLeaf, SecretState } from './secret-state.js';

export interface SelfTimes {
  readonly caMs: number;
  readonly certMs: number;
  /** A certificate is renewed so long before its end. */
  readonly renewBeforeMs: number;
  readonly settleMs: number;
  readonly retainMs: number;
}

export interface PlanInput {
  readonly state: SecretState;
  /** ms since the epoch */
  readonly now: number;
  readonly times: SelfTimes;
  /** For how long every configuration that exists has been seen to hold this CA; undefined: not all do, or it is not known. */
  readonly trustedForMs: (ca: Ca) => number | undefined;
  /** CAs that this replica still needs, because it serves a certificate of theirs. */
  readonly needed?: readonly Ca[];
}

/** `keep`: the CAs that stay in the Secret, newest first; a new one goes before them. */
export type Step =
  | {
      /** `tidy`: no certificate is made, only the list of CAs changes. */
      readonly do: 'begin' | 'add-ca' | 'issue' | 'tidy';
      readonly keep: readonly Ca[];
      readonly because: string;
    }
  /** Nothing yet; at the latest after so many ms it should be looked at again. */
  | { readonly do: 'wait'; readonly ms: number; readonly because: string };

/** A CA is renewed when two thirds of its life are over (design 9.2). */
const CA_LIFE_USED = 2 / 3;
/** The bundle must not grow without end, whatever two machines with different clocks do to each other. */
const MOST_CAS = 8;

export function planNext({ state, now, times, trustedForMs, needed = [] }: PlanInput): Step {
  const { signer, leaf, noSigner, noLeaf } = state;
  const keep = keepers(state, now, times, needed);
  // Nothing is lost where there is nothing to serve: the certificate need not wait until it is trusted.
  if (leaf === undefined) {
    return signer === undefined ? write('begin', keep, noSigner) : write('issue', keep, noLeaf);
  }
  if (signer === undefined) return write('add-ca', keep, noSigner);
  const next =
    leaf.issuer.id === signer.ca.id
      ? renewal({ leaf, signer: signer.ca, others: state.cas.slice(1), keep }, now, times)
      : overlap({ leaf, keep }, now, times, trustedForMs(signer.ca));
  if (next.do !== 'wait' || hasSame(keep, state.cas)) return next;
  return write('tidy', keep, 'the list of CAs holds one that is over, or lacks one that is in use');
}

/** Two CAs, and the certificate is still of the old one, whose key is gone. */
function overlap(
  { leaf, keep }: { readonly leaf: KeptLeaf; readonly keep: readonly Ca[] },
  now: number,
  { settleMs }: SelfTimes,
  trustedMs: number | undefined,
): Step {
  if (trustedMs === undefined) return wait(leaf.leaf.notAfter - now, 'not every configuration trusts the new CA yet');
  if (trustedMs >= settleMs) return write('issue', keep, 'every configuration trusts the new CA');
  return wait(settleMs - trustedMs, 'the new CA is trusted, but not for long enough');
}

interface Settled {
  readonly leaf: KeptLeaf;
  readonly signer: Ca;
  readonly others: readonly Ca[];
  readonly keep: readonly Ca[];
}

function renewal({ leaf, signer, others, keep }: Settled, now: number, times: SelfTimes): Step {
  const caDueMs = caDueAt(signer, times) - now;
  if (caDueMs <= 0) return write('add-ca', keep, 'two thirds of the life of the CA are over');
  const dueMs = leafDueAt(leaf, times) - now;
  if (dueMs <= 0) return write('issue', keep, 'the certificate is due');
  return wait(Math.min(dueMs, caDueMs, ...others.map((ca) => dropAt(ca, signer, times) - now)), 'all is well');
}

function hasSame(some: readonly Ca[], others: readonly Ca[]): boolean {
  return some.length === others.length && some.every(({ id }) => others.some((other) => other.id === id));
}

function write(what: Exclude<Step['do'], 'wait'>, keep: readonly Ca[], because: string): Step {
  return { do: what, keep, because };
}

function wait(ms: number, because: string): Step {
  return { do: 'wait', ms: Math.max(0, ms), because };
}

/** By the settings of today, or by those it was made with, whichever comes first. */
function leafDueAt({ leaf, issuer, issuedAt: made }: KeptLeaf, { certMs, renewBeforeMs }: SelfTimes): number {
  const bySettings = made + certMs - renewBeforeMs;
  // Cut short by the end of its CA, a certificate would be due as soon as it is made; the CA is due before that.
  return leaf.notAfter < issuer.notAfter ? Math.min(bySettings, leaf.notAfter - renewBeforeMs) : bySettings;
}

function caDueAt(ca: Ca, { caMs }: SelfTimes): number {
  const made = issuedAt(ca);
  return made + Math.min(caMs, ca.notAfter - made) * CA_LIFE_USED;
}

/** No certificate of it was made after the next CA, so by then the last one has ended, and the time to retain it, too. */
function dropAt(ca: Ca, signer: Ca, { certMs, retainMs }: SelfTimes): number {
  return Math.min(ca.notAfter, issuedAt(signer) + certMs + retainMs);
}

/** Without a signer nothing is known of when the others ended: they stay until they expire. */
function keepers({ cas, signer, leaf }: SecretState, now: number, times: SelfTimes, needed: readonly Ca[]) {
  const all = [...cas, ...needed.filter(({ id }) => cas.every((ca) => ca.id !== id))];
  const isNeeded = (ca: Ca): boolean =>
    ca.id === signer?.ca.id || ca.id === leaf?.issuer.id || needed.some(({ id }) => id === ca.id);
  const isKept = (ca: Ca): boolean => {
    if (now >= ca.notAfter) return false;
    return isNeeded(ca) || signer === undefined || now < dropAt(ca, signer.ca, times);
  };
  const kept = all.filter(isKept);
  const spare = Math.max(0, MOST_CAS - 1 - kept.filter(isNeeded).length);
  const extra = new Set(kept.filter((ca) => !isNeeded(ca)).slice(0, spare));
  return kept.filter((ca) => isNeeded(ca) || extra.has(ca));
}
