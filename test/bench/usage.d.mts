export interface Usage {
  /** CPU time and time in the run queue of each thread, in ns. */
  readonly threads: ReadonlyMap<string, { readonly cpu: number; readonly wait: number }>;
  readonly ticks: number;
}

export function usageOf(pid: number): Usage;
export function usedBetween(
  before: Usage,
  after: Usage,
  pid: number,
): { readonly cpuUs: number; readonly mainUs: number; readonly waitUs: number };
/** In bytes. */
export function rssOf(pid: number): number;
export function peakRssOf(pid: number): number;
