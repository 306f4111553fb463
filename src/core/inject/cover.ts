/**
 * Which of several secrets to take: the set that serves most images; of those one with as few secrets as possible that
 * are tried before what works already, then with as few secrets as possible; then the first in the order of the offers.
 * Exact for as many sets as are worth looking at, else the best of those and of a greedy choice.
 */
import { createMeter, type Meter } from './meter.js';
import { createUnions, type Service, type Union, type Unions } from './union.js';

export interface Offer {
  readonly name: string;
  /** Of the images that it has a credential for, in their order. */
  readonly services: readonly Service[];
  /** The kubelet would try it before what another image works with today. */
  readonly ahead: boolean;
}

export interface Cover<O extends Offer> {
  readonly set: readonly O[];
  /** False: there are more sets than were looked at, so a better one may exist. */
  readonly exact: boolean;
}

export interface CoverLimits {
  /** Sets that the exact choice looks at. */
  readonly sets: number;
  /** Steps of the exact choice, and of the greedy one: 32 images of one secret each. */
  readonly steps: number;
}

/** Far more than a namespace with a dozen registries needs; a few milliseconds. */
export const LIMITS: CoverLimits = { sets: 20_000, steps: 400_000 };

export interface Worth {
  readonly served: number;
  readonly ahead: number;
  readonly size: number;
}

const NOTHING: Worth = { served: 0, ahead: 0, size: 0 };

interface Candidate<O extends Offer> {
  readonly offer: O;
  readonly union: Union;
}

interface Found<O extends Offer> {
  readonly set: readonly Candidate<O>[];
  readonly worth: Worth;
}

/**
 * @param offers in the order in which they are preferred where nothing else decides; none of them does harm
 * @param wanted per image: it is to be helped; one that the operator leaves out may be served by the way
 */
export function chooseCover<O extends Offer>(
  offers: readonly O[],
  wanted: readonly boolean[],
  limits: CoverLimits = LIMITS,
): Cover<O> {
  const unions = createUnions(wanted);
  const all = firstOfEach(offers).map((offer) => ({ offer, union: unions.of(offer.services) }));
  if (all.length === 0) return { set: [], exact: true };
  const servers = serversOf(all, wanted);
  const required = new Set([...servers.values()].filter((each) => each !== 'several'));
  const exact = search(all, required, { unions, images: wanted.length, ideal: servers.size, limits });
  if (exact.finished) return { set: inOrder(exact.found.set, all), exact: true };
  const greedy = greedyCover(all, required, unions, createMeter(limits.steps));
  const { set } = isBetter(greedy.worth, exact.found.worth) ? greedy : exact.found;
  return { set: inOrder(set, all), exact: false };
}

function inOrder<O extends Offer>(set: readonly Candidate<O>[], all: readonly Candidate<O>[]): readonly O[] {
  const chosen = new Set(set);
  return all.flatMap((each) => (chosen.has(each) ? [each.offer] : []));
}

/** Of offers that do the same, the first is as good as any: a namespace may hold the same login a hundred times. */
function firstOfEach<O extends Offer>(offers: readonly O[]): readonly O[] {
  const known = new Set<string>();
  return offers.filter(({ services, ahead }) => {
    const sign = `${ahead ? 'a' : ''}${services.map(signOf).join()}`;
    if (known.has(sign)) return false;
    known.add(sign);
    return true;
  });
}

function signOf({ image, serves, direct, spoils }: Service): number {
  return image * 8 + (serves ? 4 : 0) + (direct ? 2 : 0) + (spoils ? 1 : 0);
}

/** Who serves each image that is wanted and can be served. Whatever serves all of them holds those that are the only one. */
function serversOf<O extends Offer>(
  all: readonly Candidate<O>[],
  wanted: readonly boolean[],
): ReadonlyMap<number, Candidate<O> | 'several'> {
  const servers = new Map<number, Candidate<O> | 'several'>();
  for (const each of all) {
    for (const { image, serves } of each.offer.services) {
      if (serves && wanted[image] === true) servers.set(image, servers.has(image) ? 'several' : each);
    }
  }
  return servers;
}

/** Exported for the tests, which compare with every subset. A set that spoils an image is worth nothing. */
export function isBetter(a: Worth, b: Worth): boolean {
  if (a.served !== b.served) return a.served > b.served;
  if (a.ahead !== b.ahead) return a.ahead < b.ahead;
  return a.size < b.size;
}

function worthOf(union: Union, set: Pick<Worth, 'ahead' | 'size'>, unions: Unions): Worth {
  return unions.spoils(union) ? NOTHING : { served: unions.served(union), ahead: set.ahead, size: set.size };
}

function sizeOf(set: readonly Candidate<Offer>[]): Pick<Worth, 'ahead' | 'size'> {
  return { ahead: set.filter(({ offer }) => offer.ahead).length, size: set.length };
}

function unionOf(set: readonly Candidate<Offer>[], unions: Unions): Union {
  return set.reduce((union, each) => unions.join(union, each.union), unions.none);
}

// ------------------------------------------------------------------------------------------------------------- exact

interface Search {
  readonly unions: Unions;
  /** No more secrets than images: each of them needs one. */
  readonly images: number;
  /** Wanted images that some offer serves. */
  readonly ideal: number;
  readonly limits: CoverLimits;
}

/**
 * Sets by size and then in the order of the offers, so the first ideal one is the one that is wanted. At first only those
 * with the required offers; where these are in each other's way, all.
 */
function search<O extends Offer>(
  all: readonly Candidate<O>[],
  required: ReadonlySet<Candidate<O>>,
  { unions, images, ideal, limits }: Search,
): { readonly found: Found<O>; readonly finished: boolean } {
  const meter = createMeter(limits.steps);
  const sets = createMeter(limits.sets);
  let found: Found<O> = { set: [], worth: NOTHING };
  const isIdeal = () => found.worth.served === ideal && found.worth.ahead === 0;
  const look = (set: readonly Candidate<O>[], union: Union, ahead: number): boolean => {
    const worth = worthOf(union, { ahead, size: set.length }, unions);
    if (isBetter(worth, found.worth)) found = { set: [...set], worth };
    return sets.spend(1) && !isIdeal();
  };
  for (const fixed of required.size > 0 ? [[...required], []] : [[]]) {
    if (!meter.spend(fixed.length * unions.words)) return { found, finished: false };
    const base = unionOf(fixed, unions);
    const rest = fixed.length === 0 ? all : all.filter((each) => !required.has(each));
    const most = Math.min(rest.length, images);
    for (let size = fixed.length === 0 ? 1 : 0; size <= most; size += 1) {
      const done = !combine(rest, size, { base, fixed, unions, meter, look });
      if (isIdeal()) return { found, finished: true };
      if (done) return { found, finished: false };
    }
    if (found.worth.served === ideal) break;
  }
  return { found, finished: true };
}

interface Combining<O extends Offer> {
  readonly base: Union;
  readonly fixed: readonly Candidate<O>[];
  readonly unions: Unions;
  readonly meter: Meter;
  /** False ends it. */
  readonly look: (set: readonly Candidate<O>[], union: Union, ahead: number) => boolean;
}

/** Every subset of a size, in the order of the positions, each beside what is fixed; false where it was ended early. */
function combine<O extends Offer>(
  rest: readonly Candidate<O>[],
  size: number,
  { base, fixed, unions, meter, look }: Combining<O>,
): boolean {
  const set = [...fixed];
  const full = fixed.length + size;
  const extend = (from: number, union: Union, ahead: number): boolean => {
    if (set.length === full) return look(set, union, ahead);
    for (let index = from; index <= rest.length - (full - set.length); index += 1) {
      const each = rest[index];
      if (each === undefined) return true;
      if (!meter.spend(unions.words)) return false;
      set.push(each);
      const goOn = extend(index + 1, unions.join(union, each.union), ahead + (each.offer.ahead ? 1 : 0));
      set.pop();
      if (!goOn) return false;
    }
    return true;
  };
  return extend(0, base, sizeOf(fixed).ahead);
}

// ------------------------------------------------------------------------------------------------------------ greedy

/** The required ones, then again and again the one that does most; at last without those that have become needless. */
function greedyCover<O extends Offer>(
  all: readonly Candidate<O>[],
  required: ReadonlySet<Candidate<O>>,
  unions: Unions,
  meter: Meter,
): Found<O> {
  const set = [...required];
  if (!meter.spend(set.length * unions.words)) return { set: [], worth: NOTHING };
  let union = unionOf(set, unions);
  let worth = worthOf(union, sizeOf(set), unions);
  const left = new Set(all.filter((each) => !required.has(each)));
  for (let going = true; going; ) {
    const { ahead, size } = sizeOf(set);
    let next: { readonly each: Candidate<O>; readonly union: Union; readonly worth: Worth } | undefined;
    for (const each of left) {
      going = meter.spend(unions.words);
      if (!going) break;
      const wider = unions.join(union, each.union);
      const better = worthOf(wider, { ahead: ahead + (each.offer.ahead ? 1 : 0), size: size + 1 }, unions);
      if (isBetter(better, next?.worth ?? worth)) next = { each, union: wider, worth: better };
    }
    if (next === undefined) break;
    set.push(next.each);
    left.delete(next.each);
    ({ union, worth } = next);
  }
  return pruned({ set, worth }, required, unions, meter);
}

function pruned<O extends Offer>(
  found: Found<O>,
  required: ReadonlySet<Candidate<O>>,
  unions: Unions,
  meter: Meter,
): Found<O> {
  let { set, worth } = found;
  for (const each of found.set) {
    if (required.has(each)) continue;
    if (!meter.spend(set.length * unions.words)) break;
    const narrower = set.filter((other) => other !== each);
    const better = worthOf(unionOf(narrower, unions), sizeOf(narrower), unions);
    if (isBetter(better, worth)) {
      set = narrower;
      worth = better;
    }
  }
  return { set, worth };
}
