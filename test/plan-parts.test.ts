/** What each finding shows of the whole plan, the ways to edit a list, and warnings that are mended alone. */
import t from 'tap';
import { planAlone } from '../src/core/plan/plan.js';
import {
  A,
  alone,
  annotate,
  B,
  C,
  contextOf,
  drop,
  edit,
  type Given,
  judged,
  KEYS,
  LIST,
  login,
  lost,
  made,
  make,
  makeAccount,
  name,
  OPEN,
  or,
  planned,
  range,
  renew,
  setAccount,
  type Wanted,
  want,
} from './support/wanted-plans.js';

const ABOUT_IMAGE = want(1, edit(OPEN));
const IMAGE_PART = [`image ${OPEN} for c1`];

interface Parts {
  readonly about: string;
  readonly given: Given;
  readonly wanted: readonly Wanted[];
  readonly parts: readonly (readonly string[])[];
}

const PARTS: readonly Parts[] = [
  {
    about: 'the one is about the list, the other about an image',
    given: { images: [A, B] },
    wanted: [
      { ...want(0, login(A)), note: 'why' },
      { ...ABOUT_IMAGE, note: 'and so' },
    ],
    parts: [
      [...made(A), `${LIST} [regcred] +regcred`, or('regcred'), '(why)'],
      [...IMAGE_PART, '(and so)'],
    ],
  },
  {
    about: 'each has its own login, and where its token comes from; the list is for all',
    given: { images: [A, 'docker.io/acme/a:1', 'Bad/Image'], settings: { registries: { private: ['docker.io'] } } },
    wanted: [want(0, login(A)), want(1, { do: 'log-in', registry: 'docker.io' }), want(2, edit(OPEN))],
    parts: [
      [...made(A), `${LIST} [regcred regcred-2] +regcred +regcred-2`, or('regcred', 'regcred-2')],
      [
        'make regcred-2 for https://index.docker.io/v1/',
        `${LIST} [regcred regcred-2] +regcred +regcred-2`,
        or('regcred', 'regcred-2'),
        '(the user is a Docker ID, not an e-mail address; the password is an access token that may read)',
      ],
      [`image ${OPEN} for c2`],
    ],
  },
  {
    about: 'a login of several registries is that of each',
    given: { images: ['[2001:db8::1]/a:1', '[2001:db8::2]/a:1'] },
    wanted: ['[2001:db8::1]', '[2001:db8::2]'].map((registry, of) => want(of, { do: 'log-in', registry })),
    parts: [0, 1].map(() => ['make regcred for *', `${LIST} [regcred] +regcred`, or('regcred')]),
  },
  {
    about: 'who knows no way out is told the one of another for the same image',
    given: { images: [A, A, A] },
    wanted: [want([0, 2], edit(OPEN)), lost(0), lost(1), lost(2), want(2, edit(B))],
    parts: [['c0 c2'], ['c0 c2'], ['nothing'], ['c0 c2'], ['c0 c2']].map(([of]) =>
      of === 'nothing' ? [of] : [`image ${OPEN} for ${of}`],
    ),
  },
  {
    about: 'of edits only that which goes with the list',
    given: { images: [A, A, A], secrets: KEYS },
    wanted: [want(0, edit(B), name('b')), want(1, edit(C), name('c')), want(2, name('a'))],
    parts: [[`image ${B} for c0`], [`image ${C} for c1`], []].map((own) => [
      ...own,
      `${LIST} [b c a] +b +c +a`,
      or('b', 'c', 'a'),
    ]),
  },
  {
    about: 'nor that of another finding for the same image',
    given: { images: [A, A], secrets: KEYS },
    wanted: [want(0, edit(B), name('b')), want(0, name('a')), ABOUT_IMAGE],
    parts: [
      [`image ${B} for c0`, `${LIST} [b a] +b +a`, or('b', 'a')],
      [`${LIST} [b a] +b +a`, or('b', 'a')],
      IMAGE_PART,
    ],
  },
  {
    about: 'what a maker renews is nothing for an image',
    given: { images: [A, B], secrets: { a: ['a.example.com expired'] }, list: ['a'] },
    wanted: [want(0, renew('a')), ABOUT_IMAGE],
    parts: [['renew a by ESO'], IMAGE_PART],
  },
  {
    about: 'nor is what comes with the same apply',
    given: { images: [A, B], list: ['gone'] },
    wanted: [want(0, make('gone', A)), ABOUT_IMAGE],
    parts: [['again [gone]', 'make gone for a.example.com'], IMAGE_PART],
  },
  {
    about: 'nor the list of the ServiceAccount',
    given: { images: [A, B], secrets: KEYS, account: ['c'], isEnforced: true },
    wanted: [want(0, name('a')), ABOUT_IMAGE],
    parts: [['account default [c a]'], IMAGE_PART],
  },
  {
    about: 'nor a new Pod',
    given: { images: [A, B], secrets: KEYS, isPod: true, isThere: true },
    wanted: [want(0, name('a')), ABOUT_IMAGE],
    parts: [[`new Pod ${LIST} [a]`], IMAGE_PART],
  },
  {
    about: 'nor another image, which needs no login',
    given: { images: [`debug ${A}`, OPEN], isPod: true, isThere: true },
    wanted: [{ ...want(0, login(A)), note: 'why' }, ABOUT_IMAGE],
    parts: [['another image for c0', '(why)'], IMAGE_PART],
  },
  {
    about: 'nor another ServiceAccount',
    given: { images: [A, B], secrets: KEYS, list: ['a'] },
    wanted: [want(0, setAccount), ABOUT_IMAGE],
    parts: [['spec.serviceAccountName builder'], IMAGE_PART],
  },
  {
    about: 'nor one that is made',
    given: { images: [A, B], secrets: KEYS, list: ['a'] },
    wanted: [want([], makeAccount), ABOUT_IMAGE],
    parts: [['make account builder'], IMAGE_PART],
  },
  {
    about: 'when a secret is created matters to those who wait for it',
    given: { images: [A, B], secrets: KEYS, list: ['a', 'b'] },
    wanted: [want(0, annotate('a')), want(1, annotate('b')), want(1, name('c')), ABOUT_IMAGE],
    parts: [
      ['annotate a', `${LIST} [a b c] +c`],
      ['annotate b', `${LIST} [a b c] +c`],
      [`${LIST} [a b c] +c`],
      IMAGE_PART,
    ],
  },
  {
    about: 'two dozen are mended together, and those beyond have their turn later',
    given: { images: Array(25).fill(A) },
    wanted: range(0, 25).map((of) => want(of, edit(of === 24 ? B : OPEN))),
    parts: range(0, 25).map((of) =>
      of === 24
        ? ['nothing']
        : [
            `image ${OPEN} for ${range(0, 24)
              .map((each) => `c${each}`)
              .join(' ')}`,
          ],
    ),
  },
  {
    about: 'where what another image needs comes from is not told of an image',
    given: { images: [A, B], secrets: KEYS },
    wanted: [want(0), want(1, edit(OPEN)), want(0, drop('c'))],
    parts: [['nothing'], [`image ${OPEN} for c1`], [`${LIST} [a] +a`, or('a'), '(secret "a" matches a.example.com)']],
  },
  {
    about: 'whoever else speaks of the secret does not wait for it',
    given: { images: [A, B], secrets: KEYS, list: ['a', 'b'] },
    wanted: [want(0, name('c'), annotate('a')), want(1, name('a'))],
    parts: [['annotate a', `${LIST} [a b c] +c`], [`${LIST} [a b c] +c`]],
  },
];

t.test('each finding shows its part of the plan', async (t) => {
  for (const { about, given, wanted, parts } of PARTS) {
    const said = planned(given, wanted);
    t.strictSame(said.parts, parts, about);
    const blank = said.findings.filter(({ fix }) => fix !== undefined && 'instead' in fix && fix.instead === undefined);
    t.strictSame(blank, []);
  }
});

t.test('where there is a way to edit the list, and none to edit that of a Pod which is there', async (t) => {
  const of = (count: number) => range(0, count).map((each) => `s${each}`);
  const ways: readonly (readonly [about: string, given: Given, wanted: readonly Wanted[], plan: readonly string[]])[] =
    [
      [
        'fifty names are printed',
        { images: [A], secrets: KEYS, account: of(49) },
        [want(0, name('a'))],
        [`${LIST} [${of(49).join(' ')} a] +a`, or(...of(49), 'a')],
      ],
      [
        'of more only what changes',
        { images: [A], secrets: KEYS, account: of(50) },
        [want(0, name('a'))],
        [`${LIST} too-many +a`],
      ],
      [
        'a template is there and can be edited',
        { images: [A], secrets: KEYS, list: ['b'], isThere: true },
        [want(0, name('a'))],
        [`${LIST} [b a] +a`],
      ],
      [
        'nobody edits a Pod that a controller makes',
        { images: [A], secrets: KEYS, list: ['b'], isPod: true, isOwned: true, isThere: true },
        [want(0, name('a'))],
        ['spec.template.spec.imagePullSecrets of its owner [b a] +a'],
      ],
      [
        'a Pod that is not there yet',
        { images: [A], secrets: KEYS, list: ['b'], isPod: true },
        [want(0, name('a'))],
        [`${LIST} [b a] +a`],
      ],
      [
        'what is not pulled needs no new Pod',
        { images: [`never ${B}`, OPEN, `debug ${A}`], isPod: true, isThere: true },
        [want(2, login(A))],
        ['another image for c2'],
      ],
      [
        'another container does',
        { images: [B, `debug ${A}`], secrets: KEYS, isPod: true, isThere: true },
        [want(1, name('a'))],
        [`new Pod ${LIST} [a]`],
      ],
      [
        'so does a list that is changed for none',
        { images: [A], secrets: KEYS, list: ['a', 'b'], isPod: true, isThere: true },
        [want([], drop('b'))],
        [`new Pod ${LIST} [a]`],
      ],
      [
        'one of several that the ServiceAccount does not list is one too many',
        { images: [A, B], secrets: KEYS, list: ['c'], account: ['c', 'b'], isEnforced: true },
        [want(0, name('a')), want(1, name('b'))],
        ['account default [c b a]', `${LIST} [c a b] +a +b`],
      ],
      [
        'what it lists may be used',
        { images: [B], secrets: KEYS, list: ['c'], account: ['c', 'b'], isEnforced: true },
        [want(0, name('b'))],
        [`${LIST} [c b] +b`],
      ],
      [
        'the last name goes where it stands',
        { images: [OPEN], secrets: KEYS, account: ['b'] },
        [want([], drop('b'))],
        ['account default []'],
      ],
      [
        'and in both, where it stands in both',
        { images: [OPEN], secrets: KEYS, list: ['b', 'a'], account: ['b'] },
        [want([], drop('a', 'b'))],
        ['account default []', `${LIST} [] -a -b`],
      ],
      [
        'or only in the object',
        { images: [OPEN], secrets: KEYS, list: ['b'], account: ['a'] },
        [want([], drop('b'))],
        [`${LIST} [] -b`],
      ],
      [
        'of a ServiceAccount that is not known nothing is said',
        { images: [A], secrets: KEYS, list: ['b'], account: null },
        [want(0, name('a'), drop('b'))],
        [`${LIST} [a] +a -b`],
      ],
    ];
  for (const [about, given, wanted, plan] of ways) t.strictSame(planned(given, wanted).plan, plan, about);
});

t.test('a warning is mended alone, and hurts nothing that can be pulled', async (t) => {
  const rows: readonly (readonly [about: string, given: Given, wanted: Wanted, plan: readonly string[]])[] = [
    ['who knows no way out', { images: [A] }, lost(0), ['nothing']],
    ['a login', { images: [A, B] }, want(0, login(A)), [...made(A), `${LIST} [regcred] +regcred`, or('regcred')]],
    [
      'an image that then needs another secret',
      { images: [A], secrets: KEYS, list: ['a'] },
      want(0, edit(B)),
      [`image ${B} for c0`, `${LIST} [a b] +b`, '(secret "b" matches b.example.com)'],
    ],
    ['a list of which nothing is known', { images: [A], account: null }, want(0, edit(B)), [`image ${B} for c0`]],
    [
      'a name that another image needs',
      { images: [A, B], secrets: { ab: ['a.example.com expired', 'b.example.com'] }, list: ['ab'] },
      want(0, drop('ab'), login(A)),
      ['nothing'],
    ],
    [
      'nor with an edit',
      { images: [A, B], secrets: KEYS, list: ['a', 'b'] },
      want(0, edit(OPEN), drop('b')),
      ['nothing'],
    ],
    ['one that it needs itself', { images: [A], secrets: KEYS, list: ['a'] }, want(0, drop('a')), ['nothing']],
    [
      'what could not be pulled before cannot be hurt',
      { images: [A, B], secrets: KEYS, list: ['b'] },
      want(0, annotate('b')),
      ['annotate b'],
    ],
    [
      'another ServiceAccount',
      { images: [A], secrets: KEYS, list: ['a'] },
      { ...want(0, setAccount), note: 'why' },
      ['spec.serviceAccountName builder', '(why)'],
    ],
  ];
  for (const [about, given, wanted, plan] of rows) t.strictSame(alone(given, wanted).plan, plan, about);
  const context = contextOf({ images: [A] });
  t.notOk(
    'fix' in planAlone(judged(context.subject.images, lost(0)), context),
    'no fix is none, and not one of nothing',
  );
});
