/** What a plan costs: it is whole or none, and what is not paid for is not begun. */
import t from 'tap';
import { createBudget } from '../src/core/budget.js';
import { planFor } from '../src/core/plan/plan.js';
import type { ImageUse, PullSecret } from '../src/core/types.js';
import {
  A,
  alone,
  B,
  C,
  contextOf,
  drop,
  edit,
  type Given,
  host,
  judged,
  KEYS,
  type Key,
  LIST,
  lost,
  name,
  OPEN,
  planned,
  range,
  renew,
  secretOf,
  type Wanted,
  want,
} from './support/wanted-plans.js';

/** Of everything something: a broken secret, a bad login of a public image, logins, a renewal, a warning beside it. */
const RICH: Given = {
  images: [A, B, OPEN, C, 'docker.io/acme/a:1', 'REGISTRY/t/app:1'],
  secrets: {
    ...KEYS,
    bad: ['registry.k8s.io hopeless', 'x.example.com'],
    old: ['c.example.com expired'],
    m: 'malformed',
    n: 'malformed',
  },
  list: ['bad', 'm', 'n', 'old'],
  account: ['a', 'x'],
  settings: { registries: { private: ['docker.io'] } },
};
const RICH_WANTED = [
  want(0, drop('m')),
  want([1, 5], edit('b.example.com/t/x:TAG')),
  want(3, renew('old')),
  want([2, 4]),
];
const RICH_ALONGSIDE = [want(4, edit(A))];

t.test('a plan is whole, or none: half of one would be denied again', async (t) => {
  const { plan, steps } = planned(RICH, RICH_WANTED, RICH_ALONGSIDE);
  t.match(plan, [/^image /, /^image /, /^renew /, /^make /, /-m -n -bad$/, /^\(/]);
  const none = (all: readonly (readonly string[])[]) => all.every(([first]) => first === 'nothing');
  const said = (left: number, context = contextOf(RICH)) =>
    planned(RICH, RICH_WANTED, RICH_ALONGSIDE, { ...context, budget: createBudget(left) });
  const all = range(0, steps).filter((left) => left % 11 === 0);
  const wrong = all.map((left) => said(left)).filter((one) => !none([one.plan, ...one.parts]));
  t.strictSame(wrong, []);
  t.equal(said(0).parts.length, RICH_WANTED.length);
  // What was found out once costs nothing any more.
  const context = contextOf(RICH);
  const told = all.map((left) => said(left, context));
  t.strictSame(
    told.filter((one) => !none([one.plan, ...one.parts]) && String(one.plan) !== String(plan)),
    [],
  );
  t.strictSame(said(2 * steps, context).plan, plan);

  const ONE = { ...RICH, list: ['old'] };
  const one = want(4, edit(B));
  const whole = alone(ONE, one);
  t.match(whole.plan, [`image ${B} for c4`, `${LIST} [old b] +b`]);
  const other = contextOf(ONE);
  const alike = range(0, whole.steps / 5).map(
    (left) => alone(ONE, one, { ...other, budget: createBudget(5 * left) }).plan,
  );
  t.strictSame(
    alike.filter((each) => !none([each]) && String(each) !== String(whole.plan)),
    [],
  );
  const working = { images: Array(100).fill(A), secrets: KEYS, list: ['a'] };
  t.strictSame(planned(working, []), { plan: ['nothing'], parts: [], findings: [], steps: 0 }, 'nothing is denied');
  const denied = [want(0, name('b'))];
  t.ok(planned(working, denied).steps < planned(working, denied, [lost(0)]).steps, 'no warning beside costs nothing');
});

t.test('who writes more of it pays for it, and what is not paid for is not begun', async (t) => {
  const names = (count: number) => range(0, count).map((each) => `s${each}`);
  const keys = (count: number): readonly Key[] => Array(count).fill('b.example.com');
  const rows: readonly (readonly [about: string, least: number, given: (count: number) => Given])[] = [
    ['names of the list', 7, (count) => ({ images: [A], secrets: KEYS, list: names(count) })],
    ['names of the ServiceAccount', 7, (count) => ({ images: [A], secrets: KEYS, list: ['b'], account: names(count) })],
    ['images', 5, (count) => ({ images: Array(count).fill(A), secrets: KEYS })],
    [
      'secrets that match',
      20,
      (count) => ({
        images: [A, B],
        secrets: { ...KEYS, x: ['x.example.com'] },
        list: ['x'],
        more: names(count).map((each) => secretOf(each, KEYS.a)),
      }),
    ],
    ['keys', 5, (count) => ({ images: [A, B], secrets: { ...KEYS, x: keys(count) }, list: ['x', 'c'] })],
  ];
  for (const [about, least, given] of rows) {
    const of = (count: number) => planned(given(count), [want(range(0, given(count).images.length), name('c'))]).steps;
    const each = (of(2000) - of(1000)) / 1000;
    t.ok(each >= least, `${about}: ${each} steps for each`);
  }

  let read = 0;
  const counting = (secret: string, key: string, count: number): PullSecret => {
    const of = secretOf(secret, Array(count).fill(key));
    return {
      ...of,
      // Read for each key that a keyring is made of.
      get changedAt() {
        read += 1;
        return 0;
      },
    };
  };
  const looked = (given: Given, wanted: readonly Wanted[]) => {
    const context = contextOf({ ...given, steps: 10_000 });
    const findings = wanted.map((each) => judged(context.subject.images, each));
    read = 0;
    t.equal(planFor(findings, context).plan, undefined);
    return read;
  };
  const large = { images: [A], secrets: KEYS, list: ['b', 'large'], more: [counting('large', 'x.example.com', 5000)] };
  t.equal(looked(large, [want(0, name('a'))]), 0, 'a keyring');
  const others = {
    images: range(0, 90).map((each) => `${host(A)}/t/app-${each}:1`),
    secrets: { x: ['x.example.com'] },
    list: ['x'],
  };
  const once = looked({ ...others, more: [counting('large', 'b.example.com', 5000)] }, [want(range(0, 90))]);
  t.ok(once < 12_000, `all secrets of the namespace, ${once} keys for 90 images`);

  const context = contextOf({ images: [A], steps: 10_000 });
  const [use] = context.subject.images;
  const image = {
    ...use,
    get path() {
      read += 1;
      return use?.path;
    },
  } as ImageUse;
  read = 0;
  planFor(
    range(0, 24).map(() => ({ ...judged([], want(0, edit(B))), uses: Array(1500).fill(image) })),
    context,
  );
  t.ok(read < 10_000, `images of findings: ${read} of ${24 * 1500}`);

  const many = contextOf({ images: [A, A, B], secrets: { x: keys(3), a: KEYS.a }, list: ['a', 'x'] });
  t.strictSame(many.relied(many.budget), new Set(['a', 'x']));
  t.equal(many.budget.steps, 3 + 1 + 1 + 3, 'images, and what matches them');
  t.equal(many.relied(many.budget), many.relied(many.budget));
  t.equal(many.budget.steps, 8, 'once');
  t.equal(contextOf({ images: [A], list: ['a'], secrets: KEYS }).relied(createBudget(1)), undefined);
});
