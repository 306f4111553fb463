import t from 'tap';
import { chooseCover } from '../src/core/inject/cover.js';
import type { Offer } from '../src/core/inject/tally.js';
import { isBetter, type Worth } from '../src/core/inject/tally.js';
import { aPod, aSecret, mutate } from './support/injection.js';
import { stateOf } from './support/state.js';

/** The choice among many secrets. */

// A linear congruential generator: the same tables every time.
let seed = 20_261_121;
function random(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
}

function aTable(images: number, secrets: number): readonly Offer[] {
  return Array.from({ length: secrets }, (_, index) => ({
    name: `s${index}`,
    ahead: random(4) === 0,
    services: Array.from({ length: images }, (_, image) => {
      const serves = random(5) > 2;
      const spoils = !serves && random(6) === 0;
      return { image, serves, spoils, direct: serves || spoils ? random(4) > 0 : random(8) === 0 };
    }).filter(({ serves, spoils, direct }) => serves || spoils || direct),
  })).filter(({ services }) => services.some(({ serves }) => serves));
}

/** Image by image, as the words of the rule have it: `chooseCover` counts bits. */
function worthOf(set: readonly Offer[], wanted: readonly boolean[]): Worth {
  let served = 0;
  for (const [image, asked] of wanted.entries()) {
    const services = set.flatMap((offer) => offer.services.filter((each) => each.image === image));
    const direct = services.some((each) => each.direct);
    const serves = services.some((each) => each.serves && each.direct === direct);
    if (!serves && services.some((each) => each.spoils)) return { served: 0, ahead: 0, size: 0 };
    if (serves && asked) served += 1;
  }
  return { served, ahead: set.filter(({ ahead }) => ahead).length, size: set.length };
}

t.test('no set of secrets is better than the one that is chosen', async (t) => {
  let tables = 0;
  let helped = 0;
  let good = 0;
  for (; tables < 400; tables += 1) {
    const images = 1 + random(5);
    const wanted = Array.from({ length: images }, (_, image) => image < 4);
    const offers = aTable(images, 1 + random(8));
    const { set, exact } = chooseCover(offers, wanted);
    const chosen = worthOf(set, wanted);
    t.ok(exact);
    const all = subsets(offers);
    const better = all.find((each) => isBetter(worthOf(each, wanted), chosen));
    t.equal(better, undefined, `table ${tables}`);
    const first = all
      .map((each) => each.map((offer) => offers.indexOf(offer)))
      .sort((a, b) => compareLists(a, b))
      .find(
        (each) =>
          !isBetter(
            chosen,
            worthOf(
              each.flatMap((index) => offers[index] ?? []),
              wanted,
            ),
          ),
      );
    if (chosen.served > 0) {
      t.strictSame(
        set.map((offer) => offers.indexOf(offer)),
        first,
        'the first of those in the order of the offers',
      );
    }
    const greedy = worthOf(chooseCover(offers, wanted, { sets: 1, steps: 1000 }).set, wanted);
    t.notOk(isBetter(greedy, chosen), 'and without time it is no better');
    if (chosen.served > 0) helped += 1;
    if (greedy.served === chosen.served) good += 1;
  }
  t.comment(
    `${tables} tables, each compared with every subset; ${helped} help; in ${good} haste serves as many images`,
  );
  t.ok(helped > 250 && good > 380);
});

/** By length, then by the first difference. */
function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((each, index) => each !== b[index]);
  return a.length - b.length || (at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0));
}

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  const count = 2 ** all.length;
  return Array.from({ length: count }, (_, bits) => all.filter((_each, index) => ((bits >> index) & 1) === 1));
}

t.test('a namespace full of secrets does not hold a Pod up', async (t) => {
  const images = Array.from({ length: 12 }, (_, index) => `r${index}.example.com/app:1`);
  const cluster = Array.from({ length: 600 }, (_, index) =>
    aSecret(`s${String(index).padStart(3, '0')}`, {
      [`r${index % 12}.example.com`]: 'good',
      [`r${(index * 7) % 12}.example.com`]: 'good',
    }),
  );
  const state = stateOf(cluster);
  const start = process.cpuUsage();
  const answer = await mutate({ object: aPod(images), cluster: state });
  const { user } = process.cpuUsage(start);
  t.equal(answer.injection?.result, 'add');
  t.ok((answer.injection?.added.length ?? 99) <= 12);
  t.ok(user < 2_000_000, `${Math.round(user / 1000)} ms of this process`);
});
