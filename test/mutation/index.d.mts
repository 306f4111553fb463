/** The types of index.mjs, for tests in TypeScript. */
export interface Mutant {
  readonly mutator: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a mutant is known by while lines move. */
export interface Key {
  readonly file: string;
  readonly within: string;
  readonly mutator: string;
  readonly from: string;
  readonly to: string;
  readonly nth: number;
}

export function allRows(files?: ReadonlySet<string>): readonly (Key & { readonly line: number })[];
export function keyOf(key: Key): string;
export function linesOf(diff: string): ReadonlyMap<string, ReadonlySet<number>>;
export function instrument(text: string, name: string, first: number): string;
export function mutantsOf(text: string, name: string): readonly Mutant[];
/** As much of it as the test of the memory needs. */
export interface Baseline {
  readonly file: string;
  readonly atLoad: { readonly hits: string; readonly steps: number; readonly ms: number };
  readonly cases: readonly [];
}
export interface Built {
  readonly hashes: ReadonlyMap<string, string>;
  readonly state: string;
  readonly ground: string;
  readonly chosen: ReadonlySet<string>;
}
export interface Memory {
  baseline(file: string): Baseline | undefined;
  keepBaseline(is: Baseline): void;
  save(): void;
}
export interface Costing {
  readonly file: string;
  readonly ms: number;
  readonly loadMs: number;
}
export function createMemory(path: string, built: Built, isEmpty: boolean): Memory;
export function within<T extends Costing>(tests: readonly T[], ms: number, isFresh: boolean): readonly T[];
export function interval(hits: number, count: number): readonly [number, number];
export function shuffled<T>(all: readonly T[], seed: number): T[];
export function transpile(text: string): string;
