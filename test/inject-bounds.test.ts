/**
 * A choice among more secrets and images than can be compared: bounded in counted steps, the same every time, and never
 * to anybody's harm.
 */
import t from 'tap';
import { chooseCover, LIMITS } from '../src/core/inject/cover.js';
import { type PlanLimits, planInjection } from '../src/core/inject/plan.js';
import { MOST_MATCHES } from '../src/core/inject/survey.js';
import type { Offer, Service } from '../src/core/inject/tally.js';
import { injectionAnnotations } from '../src/core/message/injection.js';
import { toSubject } from '../src/core/subject.js';
import type { AuthEntry, Facts, PullSecret } from '../src/core/types.js';
import { findWorkload } from '../src/core/workloads.js';
import { gatherFacts } from '../src/facts/gather.js';
import { anAdmission } from './helpers/reviews.js';
import { NOW } from './support/case.js';
import { ALL, aPod, aSecret, type Login } from './support/injection.js';
import { type KubeObject, stateOf } from './support/state.js';

// A linear congruential generator: the same cases every time.
let seed = 20_261_126;
function random(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
}

const numbers = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

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

async function planned(images: readonly string[], cluster: readonly KubeObject[], more: Partial<PlanLimits> = {}) {
  const workload = findWorkload({ group: '', version: 'v1', kind: 'Pod' }, []);
  if (workload === undefined) throw new Error('a Pod is a workload');
  const subject = toSubject(anAdmission({ namespace: 'shop' }), workload, aPod(images));
  const gathered = await gatherFacts(subject, { settings: ALL, state: stateOf(cluster), now: NOW, fromFile: false });
  const { facts, weighed } = counting(gathered.facts);
  const input = { subject, outlooks: gathered.outlooks, facts, settings: ALL, fromFile: false };
  const plan = planInjection(input, { ...LIMITS, matches: MOST_MATCHES, ...more });
  return { plan, subject, outlooks: gathered.outlooks, weighed: weighed() };
}

/** Each time a credential is weighed, somebody asks whether it has a user. */
function counting(facts: Facts): { readonly facts: Facts; readonly weighed: () => number } {
  let weighed = 0;
  const counted = (secret: PullSecret): PullSecret => {
    if (!('entries' in secret)) return secret;
    const entries = secret.entries.map((entry): AuthEntry => {
      return Object.defineProperty({ ...entry }, 'hasUser', {
        enumerable: true,
        get: () => {
          weighed += 1;
          return entry.hasUser;
        },
      });
    });
    return { ...secret, entries };
  };
  const { candidates } = facts;
  if (candidates.state !== 'found') return { facts, weighed: () => weighed };
  return {
    facts: { ...facts, candidates: { state: 'found', value: candidates.value.map(counted) } },
    weighed: () => weighed,
  };
}

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
  async (t) => {
    const IMAGES = [
      'docker.io/acme/app:1',
      'ghcr.io/acme/app:1',
      'quay.example.com/acme/app:1',
      'registry.k8s.io/pause:3',
    ];
    const KEYS = ['https://index.docker.io/v1/', 'docker.io', '*.io', 'ghcr.io', 'ghcr.io/acme', 'quay.example.com'];
    const LOGINS: readonly Login[] = ['good', 'good', 'good', 'suspect', 'expired'];
    const pick = <T>(of: readonly T[]): T | undefined => of[random(of.length)];
    const seen = { add: 0, limited: 0, worse: 0 };
    for (let number = 0; number < 400; number += 1) {
      const cluster = numbers(1 + random(6)).map((index) => {
        const auths = numbers(1 + random(2)).map(() => [pick(KEYS), pick(LOGINS)]);
        return aSecret(`s${index}`, Object.fromEntries(auths));
      });
      const images = IMAGES.filter(() => random(3) > 0);
      const little = { matches: 1 + random(12), sets: 1 + random(4), steps: 1 + random(20) };
      const { plan, outlooks } = await planned(images, cluster, little);
      const full = (await planned(images, cluster)).plan;
      t.strictSame((await planned(images, cluster, little)).plan.add, plan.add, 'the same every time');
      if (plan.limited === true) seen.limited += 1;
      else t.strictSame(plan.add, full.add, 'not limited: not another one');
      if (full.outcome === 'add' && plan.outcome !== 'add') seen.worse += 1;
      t.notOk(plan.outcome === 'add' && full.outcome !== 'add', 'it never adds where nothing serves all');
      if (plan.outcome !== 'add') continue;
      seen.add += 1;
      for (const [index, before] of outlooks.entries()) {
        const after = plan.after?.outlooks[index];
        t.equal(after?.state, 'works', `everything works: ${images[index]}`);
        const sound = after?.matches.some(({ standing, stale }) => standing === 'good' && !stale) === true;
        t.ok(after?.matches.length === 0 || sound || before.matches.length > 0, 'no anonymous pull is taken away');
      }
    }
    t.ok(seen.add > 30 && seen.limited > 100 && seen.worse > 5, JSON.stringify(seen));
  },
);
