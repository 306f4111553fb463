import type { Random } from '../oracle/types.js';

/** What is fuzzed. Cases are texts; what stands for bytes is latin1. */
export interface Target<C extends string = string> {
  readonly name: string;
  /** ms that a case may take. */
  readonly limitMs: (text: C) => number;
  readonly mutate: (random: Random, text: C, others: readonly C[]) => C;
  /** What is wrong, a clause; undefined where nothing is. What it throws is wrong, too. */
  readonly run: (text: C) => Promise<string | undefined>;
  /** How often something was seen that must be, for the rest to mean anything: a noun or a participle for each. */
  readonly reached?: () => Readonly<Record<string, number>>;
  readonly start?: () => Promise<void>;
  readonly stop?: () => Promise<void>;
}
