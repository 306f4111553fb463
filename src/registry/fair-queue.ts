/**
 * What waits to be asked, so that nobody's ten thousand questions stand before somebody else's one: each namespace has a
 * line of its own, and the lines take turns. A line has a bound, and so have all together; where all is full the longest
 * line gives way.
 */
export interface Queued {
  readonly namespace: string;
}

export interface FairQueue<T extends Queued> {
  /** @returns what was dropped: nothing, this one, or the last of the longest line */
  readonly add: (item: T) => T | undefined;
  /** The next of whom `may` says that it can be begun. */
  readonly take: (may: (item: T) => boolean) => T | undefined;
  /** Takes those away of whom `which` says so. */
  readonly remove: (which: (item: T) => boolean) => readonly T[];
  readonly size: () => number;
}

export interface QueueBounds {
  readonly ofOne: number;
  readonly inAll: number;
}

/** A rollout of a large application names some ten images at once. */
export const QUEUE_BOUNDS: QueueBounds = { ofOne: 32, inAll: 1_000 };

export function createFairQueue<T extends Queued>({ ofOne, inAll }: QueueBounds = QUEUE_BOUNDS): FairQueue<T> {
  /** Whose turn it is first comes first; no line is empty. */
  const lines = new Map<string, T[]>();
  let size = 0;

  function longest(): T[] {
    let found: T[] = [];
    for (const line of lines.values()) if (line.length > found.length) found = line;
    return found;
  }

  return {
    add(item) {
      const line = lines.get(item.namespace);
      if (line !== undefined && line.length >= ofOne) return item;
      let dropped: T | undefined;
      if (size >= inAll) {
        const other = longest();
        // One of an equally long line is not better than this one.
        if (other.length <= (line?.length ?? 0) + 1) return item;
        dropped = other.pop();
        size -= 1;
      }
      if (line === undefined) lines.set(item.namespace, [item]);
      else line.push(item);
      size += 1;
      return dropped;
    },
    take(may) {
      for (const [namespace, line] of lines) {
        const index = line.findIndex(may);
        const [item] = index === -1 ? [] : line.splice(index, 1);
        if (item === undefined) continue;
        size -= 1;
        // Its next turn comes after those of all others.
        lines.delete(namespace);
        if (line.length > 0) lines.set(namespace, line);
        return item;
      }
      return undefined;
    },
    remove(which) {
      const removed: T[] = [];
      for (const [namespace, line] of [...lines]) {
        const left = line.filter((item) => !which(item));
        if (left.length === line.length) continue;
        removed.push(...line.filter(which));
        if (left.length === 0) lines.delete(namespace);
        else lines.set(namespace, left);
      }
      size -= removed.length;
      return removed;
    },
    size: () => size,
  };
}
