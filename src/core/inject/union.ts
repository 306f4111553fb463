/**
 * What several secrets do together for all images, as bits: one join costs a few operations for 32 images, so many sets
 * can be compared.
 */

/** What one secret does for one image that lacks a credential. */
export interface Service {
  /** Position among the images. */
  readonly image: number;
  /** It brings a credential that nothing speaks against. */
  readonly serves: boolean;
  /** It has a key of its own for the image, which switches Docker Hub's fallback off (semantics 2.22). */
  readonly direct: boolean;
  /**
   * It has only credentials that fail or may fail for the image, which may be a public one that nobody listed: alone it
   * would take the anonymous attempt away (2.23).
   */
  readonly spoils: boolean;
}

/** Bits per image; four words for each 32 of them. */
export type Union = readonly number[];

export interface Unions {
  /** What joining costs: words of 32 images. */
  readonly words: number;
  readonly none: Union;
  readonly of: (services: readonly Service[]) => Union;
  readonly join: (a: Union, b: Union) => Union;
  /** How many of the wanted images have a credential. */
  readonly served: (union: Union) => number;
  /** Would an image lose its anonymous attempt for credentials that fail? */
  readonly spoils: (union: Union) => boolean;
}

/** A credential by a key of its own, one by the fallback, a key of its own, one that takes the anonymous attempt away. */
const PARTS = 4;
const [OWN, FALLBACK, DIRECT, SPOILS] = [0, 1, 2, 3] as const;

export function createUnions(wanted: readonly boolean[]): Unions {
  const words = Math.max(1, Math.ceil(wanted.length / 32));
  const none: Union = Array<number>(words * PARTS).fill(0);
  const asked = Array<number>(words).fill(0);
  for (const [image, each] of wanted.entries()) if (each) set(asked, image >> 5, image);
  /** With a key of its own anywhere in the set, what only the fallback would bring is not used (semantics 2.22). */
  const level = (union: Union, word: number): number => {
    const at = word * PARTS;
    return bits(union, at + OWN) | (bits(union, at + FALLBACK) & ~bits(union, at + DIRECT));
  };
  return {
    words,
    none,
    of: (services) => {
      const union = [...none];
      for (const { image, serves, direct, spoils } of services) {
        const at = (image >> 5) * PARTS;
        if (serves) set(union, at + (direct ? OWN : FALLBACK), image);
        if (direct) set(union, at + DIRECT, image);
        if (spoils) set(union, at + SPOILS, image);
      }
      return union;
    },
    join: (a, b) => a.map((word, index) => word | bits(b, index)),
    served: (union) => asked.reduce((sum, each, word) => sum + countBits(level(union, word) & each), 0),
    spoils: (union) => asked.some((_, word) => (bits(union, word * PARTS + SPOILS) & ~level(union, word)) !== 0),
  };
}

function bits(union: readonly number[], index: number): number {
  return union[index] ?? 0;
}

function set(union: number[], index: number, image: number): void {
  union[index] = bits(union, index) | (1 << (image & 31));
}

function countBits(word: number): number {
  let left = word;
  let count = 0;
  for (; left !== 0; left &= left - 1) count += 1;
  return count;
}
