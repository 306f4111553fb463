/** What one line of docs/reliability.md is made of. */

/** `short` is part of `.ci/run`; `long` takes as long as it takes. */
export type Form = 'short' | 'long';

export interface Row {
  /** `R1`; S is security, O is operation. */
  readonly id: string;
  /** What is done, in a few words: `Two replicas are replaced, one after the other`. */
  readonly title: string;
  /** Under which load, and for how long, in each form. */
  readonly load: Readonly<Record<Form, string>>;
  /** What must be true of it: `no review is lost`. */
  readonly must: string;
  /** How many minutes it may take before it is ended as failed. */
  readonly minutes: Readonly<Record<Form, number>>;
  /** What it is tried with where that is not all of Pullgate itself: `a real kube-apiserver`, `a scripted API server`. */
  readonly against: string;
  /** Loads its scene itself: who only reads the rows has no use for it. Throws where it cannot be tried; a broken bound is an answer, not an error. */
  readonly run: (ask: Ask) => Promise<Seen>;
}

export interface Ask {
  readonly form: Form;
  /** A line for who watches. */
  readonly tell: (line: string) => void;
}

export interface Seen {
  /** How many were tried: a figure without it does not count. */
  readonly n: number;
  /** Of what: `reviews`. */
  readonly of: string;
  /** What came of it, with every figure that `must` speaks of: `0 lost, p99 12 ms`. */
  readonly words: string;
  readonly passed: boolean;
}

/** What is kept of a row: test/reliability/results/ID.json, a member for each form. */
export interface Kept extends Seen {
  readonly seconds: number;
  /** `2026-11-27` */
  readonly date: string;
  /** The commit that was tried, with `+` where the work tree was not that of the commit. */
  readonly commit: string;
  /** Processor, cores, Node.js. */
  readonly machine: string;
}
