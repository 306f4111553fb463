/**
 * What has been found for a text, remembered: clusters create the same images over and over. Only of what follows from
 * the text and from what the memory was made for, so that nobody can tell whether it was remembered. A pool bounds all of
 * its memories together, because a tenant chooses the texts: once it is full everything in it is forgotten, and found again
 * at the price that everybody would pay without it. What a memory was made for takes it along when it goes: keyrings are
 * made all day long.
 */

export interface Pool {
  /** @param find gives something for every text, each time the same, which nobody may change */
  readonly remembering: <T extends object>(find: (text: string) => T) => (text: string) => T;
}

/** In letters; a longer text is found each time. */
const LONGEST = 256;

/** Fewer are not looked through for those that are gone. */
const FEW = 64;

/** @param most texts that are remembered, of all the memories of the pool */
export function createPool(most: number): Pool {
  const filled = new Set<WeakRef<Map<string, object>>>();
  /** So many are, and it is looked which of them are gone: twice as many as were still there the last time. */
  let many = FEW;
  let count = 0;
  const leaveOut = (): void => {
    for (const memory of filled) if (memory.deref() === undefined) filled.delete(memory);
    many = Math.max(FEW, 2 * filled.size);
  };
  const forget = (): void => {
    for (const memory of filled) memory.deref()?.clear();
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
        if (memory.size === 0) {
          if (filled.size === many) leaveOut();
          filled.add(new WeakRef(memory));
        }
        memory.set(text, found);
        count += 1;
        return found;
      };
    },
  };
}

export interface Held<K extends object, T> {
  readonly get: (key: K) => T | undefined;
  /** @param size what it takes of the room for all */
  readonly set: (key: K, value: T, size: number) => void;
}

/**
 * What was made of objects that are held elsewhere, by their identity. It goes with its object, for secrets are written anew
 * all day long; and a cluster may hold a hundred thousand, so with this much in it everything is forgotten, and made again.
 */
export function createHeld<K extends object, T>(most: number): Held<K, T> {
  let held = new WeakMap<K, T>();
  let filled = 0;
  return {
    get: (key) => held.get(key),
    set: (key, value, size) => {
      // What takes more than all the room is kept as long as nothing else comes.
      if (filled > 0 && filled + size > most) {
        held = new WeakMap();
        filled = 0;
      }
      held.set(key, value);
      filled += size;
    },
  };
}
