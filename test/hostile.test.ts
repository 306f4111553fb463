/** What nobody may make dear: the product of images, secrets and keys, of names, of accounts. Steps are counted, not time. */
import t from 'tap';
import { HINT_STEPS, TURN_STEPS } from '../src/core/budget.js';
import { evaluate } from '../src/core/evaluate.js';
import { requestFacts } from '../src/core/request.js';
import { assess } from '../src/facts/assess.js';
import { PLAIN, type Shape } from './bench/hostile/shapes.mjs';
import { admissionOf, assessCase, type Case, mergeSettings, NOW } from './support/case.js';
import { type KubeObject, stateOf } from './support/state.js';
import { workOf } from './support/work.js';

function podOf(containers: readonly { readonly name: string; readonly image: string }[]): KubeObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { containers } };
}

const ORDINARY: Case = {
  about: '',
  objects: [],
  judged: podOf([]),
  old: undefined,
  operation: 'CREATE',
  subresource: '',
  dryRun: false,
  user: 'somebody',
  offline: false,
  settings: mergeSettings({}),
};

const at = (over: Partial<Shape>): Promise<number> => workOf({ ...PLAIN, ...over }).then(({ steps }) => steps);

t.test('twice as much of anything costs at most about twice as much', async (t) => {
  const grown: Readonly<Record<string, readonly [Partial<Shape>, Partial<Shape>]>> = {
    images: [
      { images: 400, named: 0 },
      { images: 800, named: 0 },
    ],
    'images and keys': [
      { images: 200, keys: 200 },
      { images: 400, keys: 200 },
    ],
    'keys of a named secret': [
      { images: 100, keys: 120 },
      { images: 100, keys: 240 },
    ],
    'wildcard keys': [
      { images: 100, keys: 120, keyStyle: 'wildcards' },
      { images: 100, keys: 240, keyStyle: 'wildcards' },
    ],
    'secrets that nobody names': [
      { images: 100, named: 0, others: 40 },
      { images: 100, named: 0, others: 80 },
    ],
    accounts: [
      { images: 50, named: 0, others: 20, accounts: 200, accountList: 4 },
      { images: 50, named: 0, others: 20, accounts: 400, accountList: 4 },
    ],
    names: [
      { absent: 200, named: 0 },
      { absent: 400, named: 0 },
    ],
    'names and images, of which each warning is planned alone': [
      { images: 300, place: 'volume', tags: 'latest', named: 50, absent: 2000, keys: 50, accountList: 200 },
      { images: 600, place: 'volume', tags: 'latest', named: 50, absent: 4000, keys: 50, accountList: 200 },
    ],
  };
  for (const [what, [once, twice]] of Object.entries(grown)) {
    const [few, many] = [await at(once), await at(twice)];
    t.ok(many <= 2.3 * few + 2 * TURN_STEPS * 0.05, `${what}: ${few} steps, then ${many}`);
  }
});

t.test('explanations stop first, say so, and leave the verdict as it is', async (t) => {
  const { findings, isShort, steps } = await workOf({ ...PLAIN, images: 500, named: 8, keys: 90, keyStyle: 'near' });
  t.ok(isShort, 'there is more to explain than a review may spend');
  t.ok(steps < HINT_STEPS + 10 * TURN_STEPS, `${steps} steps`);
  t.equal(findings.filter(({ code }) => code === 'PG205').flatMap(({ uses }) => uses).length, 500, 'all are judged');
  t.match(findings[0]?.because, /key ".*"/, 'the first is explained');
  t.ok(
    findings.some(({ because }) => because.endsWith('there are too many keys and images to look for the nearest one')),
    'of a later one it is said that it was not looked for',
  );
});

t.test('a plan that would cost more than a review may spend is left out whole', async (t) => {
  const much: Partial<Shape> = { images: 50, tags: 'latest', keys: 90, keyStyle: 'wildcards' };
  const fixes = async (over: Partial<Shape>): Promise<readonly [boolean, number, number]> => {
    const { judgement, longest } = await workOf({ ...PLAIN, ...much, ...over });
    const planned = judgement.planFor(judgement.findings.length) !== undefined;
    return [planned, judgement.findings.filter(({ fix }) => fix !== undefined).length, longest];
  };
  const [isFew, fixesOfFew] = await fixes({ named: 2 });
  t.ok(isFew && fixesOfFew > 20, `with two secrets there is one, for ${fixesOfFew} findings`);
  const [isMany, fixesOfMany, longest] = await fixes({ named: 100 });
  t.notOk(isMany, 'with a hundred large ones there is none');
  t.equal(fixesOfMany, 0, 'and no part of one: half of it would be denied again');
  t.ok(longest < 8 * TURN_STEPS, `${longest} steps without a pause`);
});

t.test('of more images than anybody is shown the rest is one finding, and denied all the same', async (t) => {
  const containers = Array.from({ length: 450 }, (_, index) => ({ name: `c${index}`, image: `app-${index}:latest` }));
  const one: Case = { ...ORDINARY, judged: podOf(containers) };
  const { allowed, findings } = await assessCase(one);
  t.equal(allowed, false);
  const latest = findings.filter(({ code }) => code === 'PG101');
  t.equal(latest.flatMap(({ uses }) => uses).length, 450, 'each image is in a finding');
  t.ok(latest.length <= 101, `${latest.length} findings`);
  const exempt = {
    ...one,
    settings: mergeSettings({ exemptions: [{ images: ['docker.io/library/app-'], rules: ['PG101'] }] }),
  };
  t.equal((await assessCase(exempt)).allowed, true, 'an exemption of all these images covers the rest as well');
});

t.test('a large object gives the loop back, and gets the verdict that it would get at once', async (t) => {
  const containers = Array.from({ length: 3000 }, (_, index) => ({
    name: `c${index}`,
    image: `r${index}.example.com/app:1`,
  }));
  const one: Case = { ...ORDINARY, judged: podOf(containers) };
  let turns = 0;
  let seen: Pick<Parameters<typeof evaluate>[0], 'facts' | 'outlooks'> | undefined;
  const { settings } = one;
  const context = { settings, state: stateOf([]), now: NOW };
  const assessment = await assess(admissionOf(one), {
    ...context,
    turn: async () => {
      turns += 1;
    },
    observe: ({ facts, outlooks }) => {
      seen = { facts, outlooks };
    },
  });
  t.ok(turns >= 3, `${turns} turns`);
  t.equal(assessment.decision, 'deny');
  if (seen === undefined || assessment.subject === undefined) throw new Error('it was judged');
  const atOnce = evaluate({
    ...seen,
    subject: assessment.subject,
    settings,
    request: requestFacts(admissionOf(one), []),
  });
  t.same(
    assessment.findings.map(({ code, uses }) => [code, uses.length]),
    atOnce.map(({ code, uses }) => [code, uses.length]),
  );
});

t.test('past its deadline a large object is denied for what is certain, and for nothing else', async (t) => {
  const containers = Array.from({ length: 5000 }, (_, index) => ({
    name: `c${index}`,
    image: index === 4999 ? 'nginx:latest' : `r${index}.example.com/app:1`,
  }));
  const one: Case = { ...ORDINARY, judged: podOf(containers) };
  const over = new AbortController();
  const context = { settings: one.settings, state: stateOf([]), now: NOW, signal: over.signal };
  const { decision, findings } = await assess(admissionOf(one), { ...context, turn: async () => over.abort() });
  t.equal(decision, 'deny');
  const images = (code: string): number =>
    findings.filter((each) => each.code === code).flatMap(({ uses }) => uses).length;
  t.equal(images('PG101'), 1, 'the last image is looked at, too');
  t.ok(images('PG901') > 1000, `${images('PG901')} are not known`);
  t.equal(images('PG901') + images('PG201'), 4999, 'and none is passed over');
});

t.test('a small object is judged in full, however late it is', async (t) => {
  const over = new AbortController();
  over.abort();
  const containers = [{ name: 'a', image: 'registry.k8s.io/pause:3.10' }];
  const one: Case = { ...ORDINARY, judged: podOf(containers) };
  const context = { settings: one.settings, state: stateOf([]), now: NOW, signal: over.signal };
  t.equal((await assess(admissionOf(one), context)).decision, 'allow');
});
