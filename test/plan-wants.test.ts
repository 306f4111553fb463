/** What rules want, and the one plan that is made of it: every want alone, those that are in each other's way, what is mended beside. */
import t from 'tap';
import {
  A,
  B,
  C,
  drop,
  edit,
  type Given,
  KEYS,
  LIST,
  login,
  lost,
  made,
  make,
  name,
  OPEN,
  or,
  planned,
  range,
  renew,
  type Wanted,
  want,
} from './support/wanted-plans.js';

interface Row {
  readonly about: string;
  readonly given: Given;
  readonly wanted: readonly Wanted[];
  readonly alongside?: readonly Wanted[];
  readonly plan: readonly string[];
}

const ROWS: readonly Row[] = [
  // ---------------------------------------------------------------------------------------------------- names and logins
  {
    about: 'one login per registry, under names that nothing has',
    given: {
      images: [A, B, A],
      secrets: { regcred: ['x.example.com'], x: ['x.example.com'] },
      list: ['x', 'regcred-3'],
    },
    wanted: [want(0, login(A)), want(1, login(B)), want(2, login(A))],
    plan: [
      'make regcred-2 for a.example.com',
      'make regcred-4 for b.example.com',
      `${LIST} [x regcred-3 regcred-2 regcred-4] +regcred-2 +regcred-4`,
    ],
  },
  {
    about: 'nor one that the ServiceAccount lists',
    given: { images: [A], secrets: KEYS, list: ['b'], account: ['regcred'] },
    wanted: [want(0, login(A))],
    plan: ['make regcred-2 for a.example.com', `${LIST} [b regcred-2] +regcred-2`],
  },
  {
    about: 'a secret that the list awaits keeps its name, whatever is made before',
    given: { images: [A, B], list: ['gone'] },
    wanted: [want(0, login(A)), want(1, make('gone', B))],
    plan: [
      'again [gone]',
      'make regcred for a.example.com',
      'make gone for b.example.com',
      `${LIST} [gone regcred] +regcred`,
    ],
  },
  {
    about: 'but it is one secret, for one registry',
    given: { images: [A, B], list: ['gone'] },
    wanted: [want(0, make('gone', A)), want(1, make('gone', B))],
    plan: [
      'again [gone]',
      'make gone for a.example.com',
      'make regcred for b.example.com',
      `${LIST} [gone regcred] +regcred`,
    ],
  },
  {
    about: 'no secret of a Pod comes with it',
    given: { images: [A], list: ['gone'], isPod: true },
    wanted: [want(0, make('gone', A))],
    plan: ['make gone for a.example.com'],
  },
  {
    about: 'hosts that only a bare * can match share a login; one with a port has its own',
    given: { images: ['[2001:db8::1]/a:1', '[2001:db8::2]/a:1', '[2001:db8::1]:5000/a:1'] },
    wanted: [0, 1, 2].map((of) =>
      want(of, { do: 'log-in', registry: ['[2001:db8::1]', '[2001:db8::2]', '[2001:db8::1]:5000'][of] ?? '' }),
    ),
    plan: [
      'make regcred for *',
      'make regcred-2 for [2001:db8::1]:5000',
      `${LIST} [regcred regcred-2] +regcred +regcred-2`,
      or('regcred', 'regcred-2'),
    ],
  },
  {
    about: 'what one needs no other may take away, whoever comes first',
    given: { images: [A, B], secrets: KEYS, list: ['c'] },
    wanted: [want(0, name('a')), want(1, drop('a', 'c'), name('b'))],
    plan: [`${LIST} [a b] +a +b -c`],
  },
  {
    about: 'and what is to go is not named again',
    given: { images: [A], secrets: KEYS, list: ['a', 'b'] },
    wanted: [want([], drop('b')), want([], name('b'))],
    plan: [`${LIST} [a] -b`],
  },
  {
    about: 'a name that nothing can have is of no use in a list that is there to be copied, and is told once',
    given: { images: [A], secrets: KEYS, list: ['b', 'No_Name', 'b'] },
    wanted: [want(0, name('a'))],
    plan: [`${LIST} [b a] +a`],
  },
  {
    about: 'what only the ServiceAccount lists is not removed from a list that hides it',
    given: { images: [A], secrets: KEYS, list: ['a'], account: ['x'] },
    wanted: [want(0, drop('x'))],
    plan: ['nothing'],
  },
  {
    about: 'a remedy of nothing is no plan',
    given: { images: [OPEN] },
    wanted: [want(0), lost(0)],
    plan: ['nothing'],
  },
  {
    about: 'of a list that is not known nothing is said, nor is it mended',
    given: { images: [A, B], account: null, secrets: KEYS },
    wanted: [want(0, login(A)), want(1, edit(C))],
    plan: ['image c.example.com/t/app:1 for c1', 'make regcred for a.example.com'],
  },
  // ------------------------------------------------------------------------------------------------------ what is mended
  {
    about: 'a secret less leaves another image without its login, which is found',
    given: {
      images: [A, B],
      secrets: { a: ['a.example.com', 'b.example.com expired'], b: KEYS.b, b2: KEYS.b },
      list: ['a'],
    },
    wanted: [want(1, drop('a'), name('b'))],
    plan: ['make regcred for a.example.com', `${LIST} [b regcred] +b +regcred -a`],
  },
  {
    about: 'of the best of those that are there, and of one for all who need it',
    given: {
      images: [A, 'b.example.com/t/app:1', 'b.example.com/t/job:1'],
      secrets: {
        old: ['a.example.com', 'b.example.com'],
        b: KEYS.b,
        b2: ['b.example.com/t'],
        odd: ['b.example.com/t suspect'],
      },
      list: ['old'],
    },
    wanted: [want(0, drop('old'), login(A))],
    plan: [
      'make regcred for a.example.com',
      `${LIST} [b2 regcred] +b2 +regcred -old`,
      '(secret "b2" matches b.example.com)',
    ],
  },
  {
    about: 'nor are two logins made for two images of Docker Hub',
    given: {
      images: [A, 'docker.io/acme/a:1', 'docker.io/acme/b:1'],
      secrets: { old: ['a.example.com', 'index.docker.io'] },
      list: ['old'],
      settings: { registries: { private: ['docker.io'] } },
    },
    wanted: [want(0, drop('old'), login(A))],
    plan: [
      'make regcred for a.example.com',
      'make regcred-2 for https://index.docker.io/v1/',
      `${LIST} [regcred regcred-2] +regcred +regcred-2 -old`,
      '(the user is a Docker ID, not an e-mail address; the password is an access token that may read)',
    ],
  },
  {
    about: 'what a later answer says is gone is gone, though a list still holds it, and naming it is of no use',
    given: { images: [A], secrets: KEYS, list: ['a'], gone: ['a'] },
    wanted: [want(0, drop())],
    plan: ['make regcred for a.example.com', `${LIST} [a regcred] +regcred`],
  },
  {
    about: 'unless it is named for it: then it has come back',
    given: { images: [A], secrets: KEYS, list: ['a'], gone: ['a'] },
    wanted: [want(0, name('a'))],
    plan: ['nothing'],
  },
  {
    about: 'what could not be asked is not mended',
    given: { images: [A], secrets: { ...KEYS, unread: KEYS.a }, list: ['unread'] },
    wanted: [want(0, edit(A))],
    plan: [`image ${A} for c0`],
  },
  {
    about: 'a bad login of a public image goes, where nothing that can be pulled needs its secret',
    given: {
      images: [OPEN, A],
      secrets: { bad: ['registry.k8s.io hopeless', 'a.example.com expired'], a: KEYS.a },
      list: ['bad', 'a'],
    },
    wanted: [want(0, edit('registry.k8s.io/other:1'))],
    plan: ['image registry.k8s.io/other:1 for c0', `${LIST} [a] -bad`],
  },
  {
    about: 'where something does, a login of its own is made',
    given: { images: [OPEN, A], secrets: { bad: ['registry.k8s.io hopeless', 'a.example.com'] }, list: ['bad'] },
    wanted: [want(0, edit('registry.k8s.io/other:1'))],
    plan: [
      'image registry.k8s.io/other:1 for c0',
      'make regcred for registry.k8s.io',
      `${LIST} [bad regcred] +regcred`,
      '(its images are public)',
    ],
  },
  {
    about: 'of several all must be dispensable',
    given: {
      images: [OPEN, A],
      secrets: { bad: ['registry.k8s.io hopeless', 'a.example.com'], worse: ['registry.k8s.io expired'] },
      list: ['worse', 'bad'],
    },
    wanted: [want(0, edit('registry.k8s.io/other:1'))],
    plan: [
      'image registry.k8s.io/other:1 for c0',
      'make regcred for registry.k8s.io',
      `${LIST} [worse bad regcred] +regcred`,
      '(its images are public)',
    ],
  },
  {
    about: 'a secret that the plan itself names does not go again',
    given: {
      images: [B, OPEN],
      secrets: { b: ['b.example.com', 'registry.k8s.io expired'], k: ['registry.k8s.io'] },
    },
    wanted: [want(0, name('b')), want(1)],
    plan: [`${LIST} [b k] +b +k`, or('b', 'k'), '(secret "k" matches registry.k8s.io)'],
  },
  {
    about: 'a broken secret of the ServiceAccount counts once the list is empty, and what it hid is found',
    given: { images: [A], secrets: { ...KEYS, m: 'malformed', n: 'malformed' }, list: ['m'], account: ['b', 'n'] },
    wanted: [want(0, drop('m'))],
    plan: [`${LIST} [a] +a -m`, '(secret "a" matches a.example.com)'],
  },
  {
    about: 'of the list only what is broken goes, whether or not the namespace could be listed',
    given: { images: [A, B], secrets: { ...KEYS, m: 'malformed' }, list: ['a', 'm', 'b'], isBlind: true },
    wanted: [want([0, 1])],
    plan: [`${LIST} [a b] -m`],
  },
  {
    about: 'a login that led nowhere is not made, and the names have no gap',
    given: {
      images: ['docker.io/acme/a:1', A],
      secrets: { empty: ['docker.io anonymous'] },
      list: ['empty'],
      settings: { registries: { private: ['docker.io'] } },
    },
    wanted: [want([0, 1])],
    plan: [
      'make regcred for a.example.com',
      'make regcred-2 for docker.io',
      `${LIST} [empty regcred regcred-2] +regcred +regcred-2`,
      '(the user is a Docker ID, not an e-mail address; the password is an access token that may read)',
    ],
  },
  {
    about: 'and one that the list awaits keeps its name',
    given: {
      images: ['docker.io/acme/a:1', A],
      secrets: { empty: ['docker.io anonymous'] },
      list: ['empty', 'gone'],
      settings: { registries: { private: ['docker.io'] } },
    },
    wanted: [want(0), want(1, make('gone', A))],
    plan: [
      'again [gone]',
      'make gone for a.example.com',
      'make regcred for docker.io',
      `${LIST} [empty gone regcred] +regcred`,
      '(the user is a Docker ID, not an e-mail address; the password is an access token that may read)',
    ],
  },
  {
    about: 'unless an image is not known yet, which may need it',
    given: { images: [A, B], list: [] },
    wanted: [want(0, edit('REGISTRY/t/app:1'), login(C)), want(1)],
    plan: [
      'image REGISTRY/t/app:1 for c0',
      'make regcred for c.example.com',
      'make regcred-2 for b.example.com',
      `${LIST} [regcred regcred-2] +regcred +regcred-2`,
      or('regcred', 'regcred-2'),
    ],
  },
  {
    about: 'a tag or a digest that a person puts in changes no registry',
    given: { images: [A, A], secrets: KEYS, list: ['a'] },
    wanted: [want(0, edit('b.example.com/t/app@sha256:DIGEST')), want(1, edit('c.example.com/t/app:TAG', 'a version'))],
    plan: [
      'image b.example.com/t/app@sha256:DIGEST for c0',
      'image c.example.com/t/app:TAG for c1 (a version)',
      `${LIST} [a b c] +b +c`,
      '(secret "b" matches b.example.com)',
      '(secret "c" matches c.example.com)',
    ],
  },
  {
    about: 'the first edit of an image counts, and equal ones of several are one line',
    given: { images: [A, A, A], secrets: KEYS, list: ['b', 'c'] },
    wanted: [want(0, edit(B)), want([0, 1], edit(C)), want(2, edit(B))],
    plan: [`image ${B} for c0 c2`, `image ${C} for c1`],
  },
  {
    about: 'a secret that its maker renews is as good as new, and nothing is made beside it',
    given: {
      images: [A, B],
      secrets: { a: ['a.example.com expired', 'b.example.com hopeless', 'c.example.com anonymous'] },
      list: ['a'],
    },
    wanted: [want([0, 1], renew('a'))],
    plan: ['renew a by ESO'],
  },
  {
    about: 'but only for what its keys match',
    given: { images: [A, B], secrets: { a: ['a.example.com anonymous'] }, list: ['a'] },
    wanted: [want([0, 1], renew('a'))],
    plan: ['renew a by ESO', 'make regcred for b.example.com', `${LIST} [a regcred] +regcred`],
  },
  // --------------------------------------------------------------------------------------- what is meant and what works
  {
    about: 'what can be pulled today is to stay so, though no finding is about it',
    given: { images: [A, B, OPEN], secrets: { ab: ['a.example.com expired', 'b.example.com'] }, list: ['ab'] },
    wanted: [want(0, drop('ab'), login(A))],
    plan: [...made(A, B), `${LIST} [regcred regcred-2] +regcred +regcred-2 -ab`],
  },
  {
    about: 'what cannot be, and no finding is about, is none of its business',
    given: { images: [A, B], list: [] },
    wanted: [want(0, login(A))],
    plan: [...made(A), `${LIST} [regcred] +regcred`, or('regcred')],
  },
  {
    about: 'of those that work a hundred are looked at',
    given: {
      images: [C, ...Array(99).fill(A), B],
      secrets: { ab: ['a.example.com', 'b.example.com', 'c.example.com expired'] },
      list: ['ab'],
    },
    wanted: [want(0, drop('ab'), login(C))],
    plan: [...made(C, A, B), `${LIST} [regcred regcred-2 regcred-3] +regcred +regcred-2 +regcred-3 -ab`],
  },
  {
    about: 'and no more',
    given: {
      images: [C, ...Array(100).fill(A), B],
      secrets: { ab: ['a.example.com', 'b.example.com', 'c.example.com expired'] },
      list: ['ab'],
    },
    wanted: [want(0, drop('ab'), login(C))],
    plan: [...made(C, A), `${LIST} [regcred regcred-2] +regcred +regcred-2 -ab`],
  },
  {
    about: 'of those that findings are about as many, all of them together',
    given: { images: [...Array(60).fill(A), ...Array(39).fill(B), C] },
    wanted: [want(range(0, 60), login(A)), want(range(60, 100), login(B))],
    plan: [
      ...made(A, B, C),
      `${LIST} [regcred regcred-2 regcred-3] +regcred +regcred-2 +regcred-3`,
      or('regcred', 'regcred-2', 'regcred-3'),
    ],
  },
  {
    about: 'and no more of them',
    given: { images: [...Array(60).fill(A), ...Array(40).fill(B), C] },
    wanted: [want(range(0, 60), login(A)), want(range(60, 101), login(B))],
    plan: [...made(A, B), `${LIST} [regcred regcred-2] +regcred +regcred-2`, or('regcred', 'regcred-2')],
  },
  {
    about: 'a warning that another list would make a denial is mended with it',
    given: { images: [A, B], secrets: KEYS },
    wanted: [want(0, name('a'))],
    alongside: [want(1, edit(C, 'or so')), lost(1)],
    plan: [`image ${C} for c1 (or so)`, `${LIST} [a c] +a +c`, or('a', 'c'), '(secret "c" matches c.example.com)'],
  },
  {
    about: 'and what was meant is looked at once more',
    given: { images: [A, B], secrets: KEYS, list: ['b'] },
    wanted: [want(0, name('a')), want(0)],
    alongside: [want(1, drop('a'), name('c'))],
    plan: [`${LIST} [b a c] +a +c`],
  },
  {
    about: 'not where the list stays as it is',
    given: { images: [A, B], secrets: KEYS, list: ['a'] },
    wanted: [want(0, edit('a.example.com/t/other:1'))],
    alongside: [want(1, edit(C))],
    plan: ['image a.example.com/t/other:1 for c0'],
  },
  {
    about: 'where names only go, it is another one as well',
    given: { images: [A, B], secrets: { ...KEYS, x: ['x.example.com'] }, list: ['a', 'x', 'c'] },
    wanted: [want(0, drop('x'))],
    alongside: [want(1, edit(C))],
    plan: [`image ${C} for c1`, `${LIST} [a c] -x`],
  },
  {
    about: 'of such warnings as many as of denials',
    given: { images: [A, ...Array(25).fill(B)], secrets: KEYS },
    wanted: [want(0, name('a'))],
    alongside: range(1, 26).map((of) => want(of, edit(C))),
    plan: [
      `image ${C} for ${range(1, 25)
        .map((of) => `c${of}`)
        .join(' ')}`,
      `${LIST} [a c] +a +c`,
      or('a', 'c'),
      '(secret "c" matches c.example.com)',
    ],
  },
  {
    about: 'a renewal of what has gone meanwhile mends nothing',
    given: { images: [A], secrets: { a: KEYS.a }, list: ['a'], gone: ['a'] },
    wanted: [want(0, renew('a'))],
    plan: ['renew a by ESO', 'make regcred for a.example.com', `${LIST} [a regcred] +regcred`],
  },
  {
    about: 'nor of what could not be read',
    given: { images: [A], secrets: { unread: KEYS.a }, list: ['unread'] },
    wanted: [want(0, renew('unread'))],
    plan: ['renew unread by ESO'],
  },
  {
    about: 'nor of what holds no login',
    given: { images: [A], secrets: { ...KEYS, m: 'malformed' }, list: ['a', 'm'] },
    wanted: [want(0, renew('m'))],
    plan: ['renew m by ESO', `${LIST} [a] -m`],
  },
  {
    about: 'nobody could list what there is, so a login is made',
    given: { images: [A, B], isBlind: true, list: ['x'] },
    wanted: [want(0)],
    plan: [...made(A), `${LIST} [x regcred] +regcred`],
  },
  {
    about: 'what is pulled without a login needs none under another tag',
    given: {
      images: [A],
      settings: { registries: { public: ['b.example.com/t/app'], private: ['b.example.com/t/appm'] } },
    },
    wanted: [want(0, edit('b.example.com/t/app@sha256:DIGEST'))],
    plan: ['image b.example.com/t/app@sha256:DIGEST for c0'],
  },
  {
    about: 'once a bad login has gone, the list of the ServiceAccount counts',
    given: {
      images: [OPEN],
      secrets: { bad: ['registry.k8s.io hopeless'], m: 'malformed' },
      list: ['bad'],
      account: ['m'],
    },
    wanted: [want(0)],
    plan: ['account default []', `${LIST} [] -bad -m`],
  },
  {
    about: 'a secret that is added may be in the way of another image',
    given: {
      images: [A, 'docker.io/acme/a:1'],
      secrets: { hub: ['index.docker.io'], a: ['a.example.com', 'docker.io anonymous'] },
      list: ['hub'],
      settings: { registries: { private: ['docker.io'] } },
    },
    wanted: [want(0)],
    plan: [
      'make regcred for docker.io',
      `${LIST} [hub a regcred] +a +regcred`,
      '(secret "a" matches a.example.com)',
      '(the user is a Docker ID, not an e-mail address; the password is an access token that may read)',
    ],
  },
  {
    about: 'where a login is of no use nobody is told to make one',
    given: {
      images: ['debug docker.io/acme/a:1'],
      isPod: true,
      isThere: true,
      settings: { registries: { private: ['docker.io'] } },
    },
    wanted: [want(0, { do: 'log-in', registry: 'docker.io' })],
    plan: ['another image for c0'],
  },
  {
    about: 'of the images of such warnings a hundred are looked at',
    given: { images: [A, ...Array(100).fill(B), C] },
    wanted: [want(0, login(A))],
    alongside: [want(range(1, 102))],
    plan: [...made(A, B), `${LIST} [regcred regcred-2] +regcred +regcred-2`, or('regcred', 'regcred-2')],
  },
  {
    about: 'one secret for two registries, told of once',
    given: { images: [A, B], secrets: { ab: ['a.example.com', 'b.example.com'] } },
    wanted: [want([0, 1])],
    plan: [`${LIST} [ab] +ab`, or('ab'), '(secret "ab" matches a.example.com)'],
  },
];

t.test('what is wanted, and what is done', async (t) => {
  for (const { about, given, wanted, alongside, plan } of ROWS) {
    t.strictSame(planned(given, wanted, alongside).plan, plan, about);
  }
});
