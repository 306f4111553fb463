/**
 * What has been found for a text, remembered: clusters create the same images over and over. Only of what follows from
 * the text and from what the memory was made for, so that nobody can tell whether it was remembered. A pool bounds all of
 * its memories together, because a tenant chooses the texts: once it is full everything in it is forgotten, and found again
 * at the price that everybody would pay without it.
 */

export interface Pool {
  /** @param find gives something for every text, each time the same, which nobody may change */
  readonly remembering: <T extends object>(find: (text: string) => T) => (text: string) => T;
}

/** In letters; a longer text is found each time. */
const LONGEST = 256;

/** @param most texts that are remembered, of all the memories of the pool */
export function createPool(most: number): Pool {
  const filled = new Set<Map<string, object>>();
  let count = 0;
  const forget = (): void => {
    for (const memory of filled) memory.clear();
    filled.clear();
    count = 0;
  };
  return {
    remembering<T extends object>(find: (text: string) => T) {
      const memory = new Map<string, T>();
      return (text: string) => {
        const known = memory.get(text);
        if (known !== undefined) return known;
        const found = find(text);
        if (text.length > LONGEST) return found;
        if (count === most) forget();
        if (memory.size === 0) filled.add(memory);
        memory.set(text, found);
        count += 1;
        return found;
      };
    },
  };
}
