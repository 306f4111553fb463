/**
 * Which certificate to serve: the one that is held, or the one that is offered. The old one stays on any doubt
 * (design 9.1), and a new one waits until all that call us trust it. Pure.
 */
import { type Ca, isTrusted, isValidAt, type Leaf } from './inspect.js';

/** What the webhook configurations trust; `known: false` where one of them cannot be read. */
export type Trust =
  | { readonly known: false }
  | {
      readonly known: true;
      /** Of every entry of every configuration that exists. */
      readonly bundles: readonly (readonly Ca[])[];
    };

export interface Choice {
  readonly held: Leaf | undefined;
  readonly offered: Leaf | undefined;
  readonly now: number;
  readonly trust: Trust;
  /** For how long all have been seen to trust the offered one; undefined: not all do. */
  readonly offeredForMs: number | undefined;
  /** How long that has to last, so that every API server has heard of it. */
  readonly settleMs: number;
}

/** The leaf to serve, and after how many ms to ask again where that may change by time alone. */
export interface Chosen {
  readonly leaf: Leaf | undefined;
  readonly againMs?: number;
}

export function choose({ held, offered, now, trust, offeredForMs, settleMs }: Choice): Chosen {
  if (offered === undefined) return { leaf: held };
  if (held === undefined || !isValidAt(held, now) || isSame(held, offered)) return { leaf: offered };
  const untilEnd = held.notAfter - now;
  if (!trust.known) return { leaf: held, againMs: untilEnd };
  const all = (leaf: Leaf): boolean => trust.bundles.every((bundle) => isTrusted(leaf, bundle, now));
  if (!all(offered)) return { leaf: held, againMs: untilEnd };
  // One that is trusted beats one that is not, at once.
  if (!all(held) || (offeredForMs ?? 0) >= settleMs) return { leaf: offered };
  return { leaf: held, againMs: Math.min(untilEnd, settleMs - (offeredForMs ?? 0)) };
}

/** The same certificate with another chain, or another key file for it, is another one to serve. */
export function isSame(a: Leaf, b: Leaf): boolean {
  return a.cert === b.cert && a.key === b.key;
}
