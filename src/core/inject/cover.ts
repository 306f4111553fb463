/**
 * Which of several secrets to take: the set that serves most images; of those one with as few secrets as possible that
 * are tried before what works already, then with as few secrets as possible; then the first in the order of the offers.
 * Exact for as many sets as are worth looking at, else the best of those and of a greedy choice.
 */
import { greedyCover } from './greedy.js';
import { createMeter, type Meter } from './meter.js';
import { createTally, type Found, isBetter, NOTHING, type Offer, type Service, type Tally } from './tally.js';

export interface Cover<O extends Offer> {
  readonly set: readonly O[];
  /** False: there are more sets than were looked at, so a better one may exist. */
  readonly exact: boolean;
}

export interface CoverLimits {
  /** Sets that the exact choice looks at. */
  readonly sets: number;
  /** Services added or taken away by the exact choice, and again by each of two greedy ones. */
  readonly steps: number;
}

/** Far more than a namespace with a dozen registries needs; a few milliseconds. */
export const LIMITS: CoverLimits = { sets: 20_000, steps: 200_000 };

/**
 * @param offers in the order in which they are preferred where nothing else decides; none of them does harm
 * @param wanted per image: it is to be helped; one that the operator leaves out may be served by the way
 */
export function chooseCover<O extends Offer>(
  offers: readonly O[],
  wanted: readonly boolean[],
  limits: CoverLimits = LIMITS,
): Cover<O> {
  const all = firstOfEach(offers);
  if (all.length === 0) return { set: [], exact: true };
  const servers = serversOf(all, wanted);
  const required = new Set([...servers.values()].filter((each) => each !== 'several'));
  const { found, finished } = search(all, required, { wanted, ideal: servers.size, limits });
  if (finished) return { set: inOrder(found.set, all), exact: true };
  // Beginning with those that are needed anyway is mostly better, and not always.
  const best = [required, new Set<O>()].reduce((known: Found<O>, first) => {
    const greedy = greedyCover(all, first, wanted, createMeter(limits.steps));
    return isBetter(greedy.worth, known.worth) ? greedy : known;
  }, found);
  return { set: inOrder(best.set, all), exact: false };
}

function inOrder<O extends Offer>(set: readonly O[], all: readonly O[]): readonly O[] {
  const chosen = new Set(set);
  return all.filter((each) => chosen.has(each));
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
function serversOf<O extends Offer>(all: readonly O[], wanted: readonly boolean[]): ReadonlyMap<number, O | 'several'> {
  const servers = new Map<number, O | 'several'>();
  for (const each of all) {
    for (const { image, serves } of each.services) {
      if (serves && wanted[image] === true) servers.set(image, servers.has(image) ? 'several' : each);
    }
  }
  return servers;
}

interface Search {
  readonly wanted: readonly boolean[];
  /** Wanted images that some offer serves. */
  readonly ideal: number;
  readonly limits: CoverLimits;
}

/**
 * Sets by size and then in the order of the offers, so the first ideal one is the one that is wanted. At first only those
 * with the required offers; where these are in each other's way, all.
 */
function search<O extends Offer>(
  all: readonly O[],
  required: ReadonlySet<O>,
  { wanted, ideal, limits }: Search,
): { readonly found: Found<O>; readonly finished: boolean } {
  const steps = createMeter(limits.steps);
  const sets = createMeter(limits.sets);
  let found: Found<O> = { set: [], worth: NOTHING };
  const isIdeal = () => found.worth.served === ideal && found.worth.ahead === 0;
  for (const fixed of required.size > 0 ? [[...required], []] : [[]]) {
    const tally = createTally(wanted);
    for (const each of fixed) tally.add(each);
    const rest = fixed.length === 0 ? all : all.filter((each) => !required.has(each));
    const look = (set: readonly O[]): boolean => {
      const worth = tally.worth();
      if (isBetter(worth, found.worth)) found = { set: [...fixed, ...set], worth };
      return sets.spend(1) && !isIdeal();
    };
    // Each image needs one secret, so more of them than images are never better.
    const most = Math.min(rest.length, wanted.length);
    for (let size = fixed.length === 0 ? 1 : 0; size <= most; size += 1) {
      const finished = combine(rest, size, { tally, steps, look });
      if (isIdeal()) return { found, finished: true };
      if (!finished) return { found, finished: false };
    }
    if (found.worth.served === ideal) break;
  }
  return { found, finished: true };
}

interface Combining<O extends Offer> {
  /** Holds what is fixed; and holds no more in the end. */
  readonly tally: Tally;
  readonly steps: Meter;
  /** False ends it. */
  readonly look: (set: readonly O[]) => boolean;
}

/** Every subset of a size, in the order of the positions; false where it was ended early. */
function combine<O extends Offer>(rest: readonly O[], size: number, { tally, steps, look }: Combining<O>): boolean {
  const set: O[] = [];
  const extend = (from: number): boolean => {
    if (set.length === size) return look(set);
    for (let index = from; index <= rest.length - (size - set.length); index += 1) {
      const each = rest[index];
      if (each === undefined) return true;
      if (!steps.spend(2 * each.services.length)) return false;
      set.push(each);
      tally.add(each);
      const goOn = extend(index + 1);
      tally.remove(each);
      set.pop();
      if (!goOn) return false;
    }
    return true;
  };
  return extend(0);
}
