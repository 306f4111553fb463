/**
 * Several objects judged at once, and told in the order in which they came: where an answer is far away, the next ones wait
 * for theirs meanwhile. With room for one, each is done before the next begins.
 */
import { type Awaitable, isLater } from './awaitable.js';

export interface LookAhead<T> {
  /** It has begun. */
  readonly add: (begun: Awaitable<T>) => void;
  /** The one whose turn it is, where so many are under way that it has to be waited for; undefined: begin another. */
  readonly due: () => Awaitable<T> | undefined;
  /** The one whose turn it is; undefined where nothing is left. */
  readonly next: () => Awaitable<T> | undefined;
}

/** Objects under way where registries are asked: enough for three of them to be asked at all times. */
export const AHEAD = 64;

/** @param most at least 1 */
export function createLookAhead<T>(most: number): LookAhead<T> {
  const queue: Awaitable<T>[] = [];
  return {
    add(begun) {
      // Whoever waits for it hears of a fault in its turn; until then nobody does, and the process must not end of that.
      if (isLater(begun)) begun.catch(() => {});
      queue.push(begun);
    },
    due: () => (queue.length < most ? undefined : queue.shift()),
    next: () => queue.shift(),
  };
}
