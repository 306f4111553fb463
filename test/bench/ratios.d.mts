export interface Quartiles {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
}

export interface Sample {
  readonly generation: number;
  readonly round: number;
  readonly group: string;
  readonly server: string;
  readonly cpuUs: number;
  readonly calls: number;
  readonly callUs: number;
}

export interface Pairing {
  readonly group: string;
  readonly server: string;
  readonly bases: readonly string[];
  readonly cost?: (sample: Sample) => number;
}

export type Verdict = 'pass' | 'fail' | 'undecided' | 'void';

export function quartiles(values: readonly number[]): Quartiles;
export function quantile(values: readonly number[], at: number): number;
export function pairedRatios(samples: readonly Sample[], pairing: Pairing): readonly number[];
export function withoutCalls(sample: Sample): number;
export function verdict(ratios: Quartiles, limit: number, equal: Quartiles, within?: number): Verdict;
export function isSlower(ratios: Quartiles, equal: Quartiles): boolean;
