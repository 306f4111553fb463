/**
 * A choice among more secrets and images than can be compared: bounded in counted steps, the same every time, and never
 * to anybody's harm.
 */
import t from 'tap';
import { chooseCover, LIMITS } from '../src/core/inject/cover.js';
import { MOST_MATCHES } from '../src/core/inject/survey.js';
import type { Offer, Service } from '../src/core/inject/tally.js';
import { injectionAnnotations } from '../src/core/message/injection.js';
import { aSecret, type Login } from './support/injection.js';
import { littleSteps, numbers, planned, random } from './support/injection-limits.js';
import type { KubeObject } from './support/state.js';

// ------------------------------------------------------------------------------------------------------ the cover

function anOffer(name: string, images: readonly number[]): Offer {
  const services = [...new Set(images)].sort((a, b) => a - b);
  return {
    name,
    ahead: false,
    services: services.map((image): Service => ({ image, serves: true, direct: true, spoils: false })),
  };
}

t.test('choosing a set costs a bounded number of steps, whatever is offered', async (t) => {
  const shapes: Readonly<Record<string, readonly [number, readonly Offer[]]>> = {
    'few images, many secrets of some of them': [
      30,
      numbers(60).map((index) =>
        anOffer(
          `s${index}`,
          numbers(4).map(() => random(30)),
        ),
      ),
    ],
    'many images, each its own secret': [2000, numbers(2000).map((index) => anOffer(`s${index}`, [index]))],
    'many images, large secrets': [
      2000,
      numbers(500).map((index) =>
        anOffer(
          `s${index}`,
          numbers(50).map(() => random(2000)),
        ),
      ),
    ],
    'pairs of images': [200, numbers(400).map((index) => anOffer(`s${index}`, [random(200), random(200)]))],
    'one image, many secrets': [1, numbers(3000).map((index) => anOffer(`s${index}`, [0]))],
    'everything serves everything': [100, numbers(250).map((index) => anOffer(`s${index}`, numbers(100)))],
  };
  for (const [name, [images, offers]] of Object.entries(shapes)) {
    let steps = 0;
    const counted = offers.map((offer) => ({
      ...offer,
      services: new Proxy([...offer.services], {
        get: (target, key) => {
          if (typeof key === 'string' && /^\d+$/.test(key)) steps += 1;
          return Reflect.get(target, key);
        },
      }),
    }));
    const wanted = numbers(images).map(() => true);
    const { set } = chooseCover(counted, wanted);
    const services = offers.reduce((sum, offer) => sum + offer.services.length, 0);
    t.ok(steps <= 3 * LIMITS.steps + 20 * services, `${name}: ${steps} steps`);
    const again = chooseCover(offers, wanted);
    t.strictSame(
      set.map((each) => each.name),
      again.set.map((each) => each.name),
      `${name}: the same every time`,
    );
    const served = new Set(set.flatMap((each) => numbers(each.services.length).map((at) => each.services[at]?.image)));
    const servable = new Set(offers.flatMap((each) => each.services.map(({ image }) => image)));
    t.equal(served.size, servable.size, `${name}: and everything is served`);
  }
});

// ------------------------------------------------------------------------------------------------------- the plan

t.test('2,000 images and 200 secrets of 50 keys each', async (t) => {
  const hosts = (length: number, of: (index: number) => number, login: Login = 'good') =>
    Object.fromEntries(numbers(length).map((index) => [`h${of(index)}.example.com`, login]));
  const images = (of: (index: number) => number) =>
    numbers(2000).map((index) => `h${of(index)}.example.com/t${index}/app:1`);
  const shapes: Readonly<Record<string, readonly [readonly string[], readonly KubeObject[], string]>> = {
    'every secret matches every image': [
      images((index) => index % 50),
      numbers(200).map((index) =>
        aSecret(
          `s${index}`,
          hosts(50, (key) => key),
        ),
      ),
      'add limited',
    ],
    'every secret matches, and every one is doubtful': [
      images((index) => index % 50),
      numbers(200).map((index) =>
        aSecret(
          `s${index}`,
          hosts(50, (key) => key, 'suspect'),
        ),
      ),
      'no-help limited',
    ],
    'some secrets match each image': [
      images((index) => index % 400),
      numbers(200).map((index) =>
        aSecret(
          `s${index}`,
          hosts(50, (key) => (index * 2 + key) % 400),
        ),
      ),
      'add limited',
    ],
    'one secret matches each image': [
      images((index) => index * 5),
      numbers(200).map((index) =>
        aSecret(
          `s${index}`,
          hosts(50, (key) => index * 50 + key),
        ),
      ),
      'add',
    ],
    'Docker Hub by its fallback': [
      numbers(2000).map((index) => `acme/app${index}:1`),
      numbers(200).map((index) => aSecret(`s${index}`, { 'https://index.docker.io/v1/': 'good' })),
      'add limited',
    ],
    'more matches than can be weighed': [
      numbers(2500).map((index) => `h.example.com/t${index}/app:1`),
      numbers(11).map((index) => aSecret(`s${index}`, { 'h.example.com': 'good' })),
      'add limited',
    ],
    'more images than any pod has': [
      numbers(2501).map((index) => `h.example.com/t${index}/app:1`),
      [aSecret('a', { 'h.example.com': 'good' })],
      'no-help limited',
    ],
  };
  for (const [name, [pod, cluster, wanted]] of Object.entries(shapes)) {
    const { plan, weighed, subject } = await planned(pod, cluster);
    t.equal([plan.outcome, ...(plan.limited ? ['limited'] : [])].join(' '), wanted, name);
    t.ok(weighed <= 5 * MOST_MATCHES, `${name}: ${weighed} credentials weighed`);
    const told = injectionAnnotations(plan, subject, { again: false, noted: true });
    t.equal(told['injection-limit'] !== undefined, plan.limited === true, `${name}: the audit log says so`);
    for (const value of Object.values(told)) t.match(value, /^[ -~]{1,1024}$/, 'printable ASCII, bounded');
    t.matchSnapshot(told, name);
  }
});

t.test(
  'with next to no steps nobody is hurt, the answer is the same every time, and it says that it may be wrong',
  (t) => littleSteps(t, 80),
);
