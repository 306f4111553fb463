import type { Answer, Asker, Attempt, Engine, Expect, Hunt, Random, Row, RowSecret } from './types.js';

export type { Answer, Asker, Attempt, Difference, Engine, Expect, Hunt, Row, RowSecret } from './types.js';

export function createAttempts(
  engine: Engine,
): (secrets: readonly RowSecret[], repository: string) => readonly Attempt[];
export function createAnswerer(engine: Engine): (row: Row) => Answer;
export function sameAnswer(ours: Answer, theirs: Expect): boolean;
export function outcomeOf(answer: Answer): string;
export function createRandom(seed: number): Random;
export const engine: Engine;
/** Throws a sentence where there is no Go. */
export function buildKubelet(tell: (note: string) => void): string;
export function startKubelet(binary: string): { readonly ask: Asker; readonly stop: () => void };
export function createTarget(random: Random): { readonly image: string };
export function createGenerator(random: Random): () => Row;
export function hunt(hunt: {
  next: () => Row;
  cases: number;
  ours: (row: Row) => Answer;
  kubelet: Asker;
  show?: number;
}): Promise<Hunt>;
export function readRows(
  file: string,
  text: string,
): readonly { readonly line: number; readonly row: Row & { readonly expect: Expect } }[];
export function yamlCases(): readonly string[];
export function compareYaml(
  text: string,
  theirs: { readonly objects: readonly unknown[]; readonly error?: string },
): 'same' | 'refused' | 'lenient' | 'blanks' | 'differs';
export function createYamlGenerator(random: Random, corpus: readonly string[]): () => string;
