/**
 * Which of several secrets to take: the set that serves most images; of those one with as few doubtful credentials,
 * then as few secrets that are tried before what works already, then as few secrets as possible; then the first in the
 * order of the offers. Exact for as many sets as are worth looking at, else the best of those and of a greedy choice.
 */

/** What one secret does for one image that lacks a credential. */
export interface Service {
  /** 0: nothing; 1: a credential that one may doubt; 2: one that looks right. */
  readonly level: 0 | 1 | 2;
  /** The image is to be helped; one that the operator leaves out may be served by the way, but nothing is added for it. */
  readonly wanted: boolean;
  /** It has a key of its own for the image, which switches Docker Hub's fallback off (semantics 2.22). */
  readonly direct: boolean;
  /**
   * It has only credentials that fail for the image, which may be a public one that nobody listed: alone it would take the
   * anonymous attempt away (2.23).
   */
  readonly spoils: boolean;
}

export interface Offer {
  readonly name: string;
  /** One per image that lacks a credential. */
  readonly services: readonly Service[];
  /** The kubelet would try it before what another image works with today. */
  readonly ahead: boolean;
}

interface Worth {
  readonly served: number;
  readonly sound: number;
  readonly ahead: number;
  readonly size: number;
}

/** Sets that are looked at. Far more than a namespace with a dozen registries needs; a few milliseconds. */
const MOST_SETS = 20_000;

const NOTHING: Worth = { served: 0, sound: 0, ahead: 0, size: 0 };

/** @param offers in the order in which they are preferred where nothing else decides; none of them does harm */
export function chooseCover<O extends Offer>(offers: readonly O[], mostSets: number = MOST_SETS): readonly O[] {
  const distinct = firstOfEach(offers);
  const [first] = distinct;
  if (first === undefined) return [];
  const ideal = idealOf(distinct);
  const most = Math.min(distinct.length, first.services.length);
  const search = searcher<O>(ideal, mostSets);
  for (let size = 1; size <= most && !search.done(); size += 1) combine(distinct, size, search.look);
  const { best, exhausted } = search.result();
  if (!exhausted) return best.set;
  const greedy = greedyCover(distinct);
  return isBetter(worthOf(greedy), best.worth) ? greedy : best.set;
}

/** Of offers that do the same, the first is as good as any: a namespace may hold the same login a hundred times. */
function firstOfEach<O extends Offer>(offers: readonly O[]): readonly O[] {
  const known = new Set<string>();
  return offers.filter(({ services, ahead }) => {
    const sign = `${ahead ? 'a' : ''}${services.map((each) => each.level + (each.direct ? 3 : 0) + (each.spoils ? 6 : 0)).join()}`;
    if (known.has(sign)) return false;
    known.add(sign);
    return true;
  });
}

/** What all of them together could do at best, without one that is tried ahead. */
function idealOf(offers: readonly Offer[]): Worth {
  const levels = (offers[0]?.services ?? []).map(({ wanted }, image) =>
    wanted ? Math.max(...offers.map(({ services }) => services[image]?.level ?? 0)) : 0,
  );
  return {
    served: levels.filter((level) => level > 0).length,
    sound: levels.filter((level) => level === 2).length,
    ahead: 0,
    size: 0,
  };
}

function searcher<O extends Offer>(ideal: Worth, mostSets: number) {
  let best: { readonly set: readonly O[]; readonly worth: Worth } = { set: [], worth: NOTHING };
  let looked = 0;
  const isIdeal = () =>
    best.worth.served === ideal.served && best.worth.sound === ideal.sound && best.worth.ahead === ideal.ahead;
  // Sets come by size and then in the order of the offers, so the first ideal one is the one that is wanted.
  const done = () => isIdeal() || looked >= mostSets;
  return {
    done,
    /** False ends the search. */
    look: (set: readonly O[]): boolean => {
      looked += 1;
      const worth = worthOf(set);
      if (isBetter(worth, best.worth)) best = { set: [...set], worth };
      return !done();
    },
    result: () => ({ best, exhausted: !isIdeal() && looked >= mostSets }),
  };
}

/** Every subset of a size, in the order of the positions; false from `look` ends it. */
function combine<O>(offers: readonly O[], size: number, look: (set: readonly O[]) => boolean): void {
  const set: O[] = [];
  const extend = (from: number): boolean => {
    if (set.length === size) return look(set);
    for (let index = from; index <= offers.length - (size - set.length); index += 1) {
      const offer = offers[index];
      if (offer === undefined) return true;
      set.push(offer);
      const goOn = extend(index + 1);
      set.pop();
      if (!goOn) return false;
    }
    return true;
  };
  extend(0);
}

function greedyCover<O extends Offer>(offers: readonly O[]): readonly O[] {
  let set: readonly O[] = [];
  let worth = NOTHING;
  for (;;) {
    let next: { readonly set: readonly O[]; readonly worth: Worth } | undefined;
    for (const offer of offers) {
      if (set.includes(offer)) continue;
      const wider = [...set, offer];
      const widerWorth = worthOf(wider);
      if (isBetter(widerWorth, next?.worth ?? worth)) next = { set: wider, worth: widerWorth };
    }
    if (next === undefined) break;
    ({ set, worth } = next);
  }
  for (const offer of set) {
    const narrower = set.filter((each) => each !== offer);
    if (isBetter(worthOf(narrower), worthOf(set))) set = narrower;
  }
  return set;
}

/** Exported for the tests, which compare with every subset. A set that spoils an image is worth nothing. */
export function worthOf(set: readonly Offer[]): Worth {
  let served = 0;
  let sound = 0;
  for (const [image, { wanted }] of (set[0]?.services ?? []).entries()) {
    const level = levelOf(set, image);
    if (level === 0 && set.some(({ services }) => services[image]?.spoils === true)) return NOTHING;
    if (!wanted) continue;
    if (level > 0) served += 1;
    if (level === 2) sound += 1;
  }
  return { served, sound, ahead: set.filter(({ ahead }) => ahead).length, size: set.length };
}

/** With a key of its own anywhere in the set, what only the fallback would bring is not used (semantics 2.22). */
function levelOf(set: readonly Offer[], image: number): number {
  let direct = false;
  let own = 0;
  let fallback = 0;
  for (const { services } of set) {
    const service = services[image];
    if (service === undefined) continue;
    if (service.direct) {
      direct = true;
      own = Math.max(own, service.level);
    } else {
      fallback = Math.max(fallback, service.level);
    }
  }
  return direct ? own : fallback;
}

export function isBetter(a: Worth, b: Worth): boolean {
  if (a.served !== b.served) return a.served > b.served;
  if (a.sound !== b.sound) return a.sound > b.sound;
  if (a.ahead !== b.ahead) return a.ahead < b.ahead;
  return a.size < b.size;
}
