import t from 'tap';
import { chooseCover, isBetter, type Offer, worthOf } from '../src/core/inject/cover.js';
import { aPod, aSecret, mutate } from './support/injection.js';
import { stateOf } from './support/state.js';

/** The choice among many secrets. */

t.test('no set of secrets is better than the one that is chosen', async (t) => {
  // A linear congruential generator: the same tables every time.
  let seed = 20_261_121;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  let tables = 0;
  let helped = 0;
  let good = 0;
  for (; tables < 400; tables += 1) {
    const images = 1 + random(5);
    const offers: readonly Offer[] = Array.from({ length: 1 + random(8) }, (_, index) => ({
      name: `s${index}`,
      ahead: random(4) === 0,
      services: Array.from({ length: images }, (_, image) => {
        const level = ([0, 0, 0, 1, 2] as const)[random(5)] ?? 0;
        const spoils = level === 0 && random(6) === 0;
        return { level, spoils, wanted: image < 4, direct: level > 0 || spoils ? random(4) > 0 : random(8) === 0 };
      }),
    })).filter(({ services }) => services.some(({ level }) => level > 0));
    const chosen = worthOf(chooseCover(offers));
    const better = subsets(offers).find((set) => isBetter(worthOf(set), chosen));
    t.equal(better, undefined, `table ${tables}`);
    const greedy = chooseCover(offers, 1);
    t.notOk(isBetter(worthOf(greedy), chosen), 'and without time it is no better');
    if (chosen.served > 0) helped += 1;
    if (worthOf(greedy).served === chosen.served) good += 1;
  }
  t.comment(
    `${tables} tables, each compared with every subset; ${helped} help; in ${good} haste serves as many images`,
  );
  t.ok(helped > 250 && good > 380);
});

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
