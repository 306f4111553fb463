/** What the secrets of a set do together for all images; a secret is added or taken away at the cost of what it matches. */

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

/** Of two sets that are equal in one, the next decides: more served, fewer ahead, fewer at all. */
export interface Worth {
  readonly served: number;
  readonly ahead: number;
  readonly size: number;
}

export const NOTHING: Worth = { served: 0, ahead: 0, size: 0 };

export function isBetter(a: Worth, b: Worth): boolean {
  if (a.served !== b.served) return a.served > b.served;
  if (a.ahead !== b.ahead) return a.ahead < b.ahead;
  return a.size < b.size;
}

export interface Counted {
  readonly services: readonly Service[];
  readonly ahead: boolean;
}

export interface Tally {
  readonly add: (offer: Counted) => void;
  readonly remove: (offer: Counted) => void;
  /** A set that spoils an image is worth nothing. */
  readonly worth: () => Worth;
}

/** Secrets of the set per image, by what they do for it. */
interface Counts {
  own: number;
  fallback: number;
  direct: number;
  spoiling: number;
}

export function createTally(wanted: readonly boolean[]): Tally {
  const images = wanted.map((asked) => ({ asked, counts: { own: 0, fallback: 0, direct: 0, spoiling: 0 } }));
  let served = 0;
  let spoilt = 0;
  let ahead = 0;
  let size = 0;
  const change = (offer: Counted, by: 1 | -1): void => {
    for (const service of offer.services) {
      const image = images[service.image];
      if (image === undefined) continue;
      const { counts, asked } = image;
      const servedBefore = isServed(counts);
      const spoiltBefore = counts.spoiling > 0 && !servedBefore;
      if (service.serves) counts[service.direct ? 'own' : 'fallback'] += by;
      if (service.direct) counts.direct += by;
      if (service.spoils) counts.spoiling += by;
      const servedNow = isServed(counts);
      if (asked) served += Number(servedNow) - Number(servedBefore);
      spoilt += Number(counts.spoiling > 0 && !servedNow) - Number(spoiltBefore);
    }
    if (offer.ahead) ahead += by;
    size += by;
  };
  return {
    add: (offer) => change(offer, 1),
    remove: (offer) => change(offer, -1),
    worth: () => (spoilt > 0 ? NOTHING : { served, ahead, size }),
  };
}

/** With a key of its own anywhere in the set, what only the fallback would bring is not used (semantics 2.22). */
function isServed({ own, fallback, direct }: Counts): boolean {
  return own > 0 || (fallback > 0 && direct === 0);
}
