/** A good set of secrets where there are too many sets to compare. */
import type { Meter } from './meter.js';
import { createTally, type Found, isBetter, type Offer, type Tally, type Worth } from './tally.js';

/** Positions looked at in a list, for one step. */
const SCANNED = 8;

interface Waiting<O extends Offer> {
  readonly offer: O;
  /** No more images than these does it add, as far as is known. */
  most: number;
}

/**
 * Those without which an image is not served, then again and again the one that does most, at last without those that have
 * become needless. What one adds hardly ever grows with the set, so only the most promising are tried.
 */
export function greedyCover<O extends Offer>(
  all: readonly O[],
  required: ReadonlySet<O>,
  wanted: readonly boolean[],
  meter: Meter,
): Found<O> {
  const tally = createTally(wanted);
  const set = [...required];
  for (const each of set) tally.add(each);
  const waiting = all
    .filter((offer) => !required.has(offer))
    .map((offer): Waiting<O> => ({ offer, most: offer.services.filter(({ serves }) => serves).length }));
  for (;;) {
    const next = bestOf(waiting, tally, meter);
    if (next === undefined) break;
    set.push(next.offer);
    tally.add(next.offer);
    waiting.splice(waiting.indexOf(next), 1);
  }
  // Where the steps were used up, any that helps.
  for (const { offer } of waiting) {
    const worth = tally.worth();
    tally.add(offer);
    if (isBetter(tally.worth(), worth)) set.push(offer);
    else tally.remove(offer);
  }
  for (const each of set.slice(required.size)) {
    const worth = tally.worth();
    tally.remove(each);
    if (isBetter(tally.worth(), worth)) set.splice(set.indexOf(each), 1);
    else tally.add(each);
  }
  return { set, worth: tally.worth() };
}

/** The one with which the set is worth most, as far as there are steps to ask; undefined where it is worth no more with any. */
function bestOf<O extends Offer>(waiting: readonly Waiting<O>[], tally: Tally, meter: Meter): Waiting<O> | undefined {
  const before = tally.worth();
  const tried = new Set<Waiting<O>>();
  let best: { readonly each: Waiting<O>; readonly worth: Worth } | undefined;
  for (;;) {
    const promising = mostPromising(waiting, tried);
    const found = best === undefined ? 0 : best.worth.served - before.served;
    // One that adds as much is only better if it is not tried ahead.
    const enough = best?.each.offer.ahead === true ? found : found + 1;
    if (promising === undefined || promising.most < enough) return best?.each;
    tried.add(promising);
    const { offer } = promising;
    if (!meter.spend(waiting.length / SCANNED + 2 * offer.services.length)) return best?.each;
    tally.add(offer);
    const worth = tally.worth();
    tally.remove(offer);
    // Where it spoils an image now, it may add as much as before once that image is served.
    if (worth.size > 0) promising.most = worth.served - before.served;
    if (isBetter(worth, best?.worth ?? before)) best = { each: promising, worth };
  }
}

/** Of those that were not tried yet, the first that may add most. */
function mostPromising<O extends Offer>(
  waiting: readonly Waiting<O>[],
  tried: ReadonlySet<Waiting<O>>,
): Waiting<O> | undefined {
  let most: Waiting<O> | undefined;
  for (const each of waiting) if (each.most > (most?.most ?? 0) && !tried.has(each)) most = each;
  return most;
}
