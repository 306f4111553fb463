export interface Scene {
  readonly ask: 'listOnly' | 'admitted' | 'refused';
  /** A second. */
  readonly rate: number;
  readonly seconds: number;
  readonly namespaces?: number;
  /** Other than the shipped ones (src/cluster/timings.ts). */
  readonly timings?: Readonly<Record<string, number>>;
  /** "Not there" is kept so long, which is wrong. */
  readonly keepMs?: number;
}

export interface Played {
  readonly n: number;
  readonly perSecond: number;
  /** A second, per namespace and type of object. */
  readonly lists: number;
  /** A second. */
  readonly gets: number;
  readonly p50: number;
  readonly p99: number;
  readonly unanswered: number;
  /** Answers without the Secret that was there; of what is to be refused, those that were not. */
  readonly stale: number;
}

export function denyAtRate(scene: Scene): Promise<Played>;
