import type { Random } from '../oracle/types.js';
import type { Target } from './types.js';

export interface Hunted {
  readonly cases: number;
  readonly found: readonly { readonly text: string; readonly why: string }[];
  readonly slowestMs: number;
}

export function hunt(
  target: Target,
  how: {
    readonly corpus: readonly string[];
    readonly seed: number;
    readonly until: () => boolean;
    readonly most?: number;
  },
): Promise<Hunted>;
export function corpusOf(name: string): readonly string[];
export function writeJson(random: Random, value: unknown, how: { readonly twice: boolean }): string;
export const TARGETS: readonly Target[];
