/** So many per second on average, a second's worth at once; waiting is in order of asking. */
export interface TokenBucket {
  /** ms to wait for tokens that are then taken; undefined, and none taken, where it would be more than `mostMs`. */
  take(tokens: number, mostMs: number): number | undefined;
}

export function createTokenBucket(perSecond: number, clock: () => number): TokenBucket {
  /** When the bucket will be full again, were nothing taken from now on. */
  let fullAt = clock();
  const costMs = 1000 / perSecond;
  const capacityMs = 1000;
  return {
    take(tokens, mostMs) {
      const now = clock();
      const next = Math.max(fullAt, now) + tokens * costMs;
      const wait = Math.max(0, next - now - capacityMs);
      if (wait > mostMs) return undefined;
      fullAt = next;
      return wait;
    },
  };
}
