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
   * would take the anonymous attempt away (semantics 2.23).
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

export interface Offer {
  readonly name: string;
  /** Of the images that it has a credential for, in their order. */
  readonly services: readonly Service[];
  /** The kubelet would try it before what another image works with today. */
  readonly ahead: boolean;
}

export interface Found<O extends Offer> {
  readonly set: readonly O[];
  readonly worth: Worth;
}

export interface Tally {
  readonly add: (offer: Counted) => void;
  readonly remove: (offer: Counted) => void;
  /** A set that spoils an image is worth nothing. */
  readonly worth: () => Worth;
}

export function createTally(wanted: readonly boolean[]): Tally {
  // Secrets of the set per image, by what they do for it.
  const own = new Int32Array(wanted.length);
  const fallback = new Int32Array(wanted.length);
  const direct = new Int32Array(wanted.length);
  const spoiling = new Int32Array(wanted.length);
  let served = 0;
  let spoilt = 0;
  let ahead = 0;
  let size = 0;
  /** With a key of its own anywhere in the set, what only the fallback would bring is not used (semantics 2.22). */
  const isServed = (image: number): boolean =>
    at(own, image) > 0 || (at(fallback, image) > 0 && at(direct, image) === 0);
  const count = (image: number, by: 1 | -1): void => {
    const isNow = isServed(image);
    if (isNow && wanted[image] === true) served += by;
    if (!isNow && at(spoiling, image) > 0) spoilt += by;
  };
  const change = (offer: Counted, by: 1 | -1): void => {
    for (const service of offer.services) {
      const { image } = service;
      count(image, -1);
      if (service.serves) (service.direct ? own : fallback)[image] = at(service.direct ? own : fallback, image) + by;
      if (service.direct) direct[image] = at(direct, image) + by;
      if (service.spoils) spoiling[image] = at(spoiling, image) + by;
      count(image, 1);
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

function at(counts: Int32Array, image: number): number {
  return counts[image] ?? 0;
}
