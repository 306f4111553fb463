export interface Look {
  readonly atSeconds: number;
  /** After the garbage collector. */
  readonly heapBytes: number;
  /** What Node.js counts as open, by kind; no timers. */
  readonly resources: Readonly<Record<string, number>>;
}

export interface Soak {
  readonly perSecond: number;
  readonly seconds: number;
  readonly changesPerSecond: number;
  readonly cutSeconds: number;
  readonly lookSeconds: number;
  readonly tell: (line: string) => void;
}

export function soaked(soak: Soak): Promise<{
  readonly reviews: number;
  /** The API server did not answer in time (PG901). */
  readonly unjudged: number;
  readonly changes: number;
  readonly cuts: number;
  readonly looks: readonly Look[];
}>;
