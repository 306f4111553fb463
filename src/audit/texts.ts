/**
 * The texts of an audit, each in memory once: what is said of thousands of objects differs in few words. They are copies,
 * because a part of a text keeps the whole in memory that it was cut out of.
 */

export interface Texts {
  /** An equal text: the one that is held, or a copy where there are too many. */
  readonly same: (text: string) => string;
}

/** Every object may have words of its own. */
const MOST = 100_000;

export function createTexts(): Texts {
  const known = new Map<string, string>();
  return {
    same(text) {
      const held = known.get(text);
      if (held !== undefined) return held;
      const copy = structuredClone(text);
      if (known.size < MOST) known.set(copy, copy);
      return copy;
    },
  };
}
