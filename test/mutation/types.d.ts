/** What the runner and its workers tell each other. */
export interface Limit {
  readonly ms: number;
  /** Switches passed. */
  readonly steps: number;
}

export interface AskedTest {
  readonly file: string;
  /** Which test of the file. */
  readonly index: number;
  readonly snapshots: readonly string[];
  readonly limit: Limit;
  /** Switches passed while the file is loaded. */
  readonly load: number;
}

export type Asked =
  | { readonly kind: 'baseline'; readonly file: string }
  /** Fresh: the modules are loaded with the mutant, which is in what runs when they are. */
  | { readonly kind: 'run'; readonly id: number; readonly tests: readonly AskedTest[]; readonly isFresh: boolean }
  | { readonly kind: 'end' };

export interface TestRef {
  readonly file: string;
  /** -1: the file could not be loaded. */
  readonly index: number;
}

export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'begun'; readonly ms: number }
  | { readonly kind: 'baseline'; readonly baseline: Baseline }
  | { readonly kind: 'survived'; readonly isSpoilt: boolean; readonly tried: number; readonly ms: number }
  | { readonly kind: 'spoilt'; readonly by: TestRef; readonly tried: number; readonly ms: number }
  | {
      readonly kind: 'killed';
      readonly by: TestRef;
      readonly why: string;
      readonly isSpoilt: boolean;
      readonly tried: number;
      readonly ms: number;
    };

/** What a file of tests does without a mutant. */
export interface Baseline {
  readonly file: string;
  readonly atLoad: Reached & {
    /** How long it takes to load the file once more, with all that it imports of this repository. */
    readonly ms: number;
  };
  readonly cases: readonly BaselineCase[];
  readonly error?: string;
}

export interface Reached {
  /** A bit for each mutant, base64. */
  readonly hits: string;
  readonly steps: number;
}

export interface BaselineCase extends Reached {
  readonly name: string;
  readonly ms: number;
  readonly snapshots: readonly string[];
  /** Why it cannot be run here, or not twice. */
  readonly failed: string | undefined;
}
