/**
 * What rules want, and the one plan that is made of it: every want alone, those that are in each other's way, what is mended
 * beside them, and what each finding shows of the whole. The words are those of no rule, so that all of it can be combined.
 */
import t from 'tap';
import { ON_CLUSTER } from '../src/core/basis.js';
import { createBudget } from '../src/core/budget.js';
import { extraFacts, type Facts, factsOf } from '../src/core/facts.js';
import { parseImage } from '../src/core/image/parse.js';
import { outlooksInParts } from '../src/core/outlook.js';
import { wholly } from '../src/core/parts.js';
import { planContext } from '../src/core/plan/context.js';
import { type Judged, planAlone, planFor } from '../src/core/plan/plan.js';
import type {
  AuthEntry,
  Fix,
  FixStep,
  ImageUse,
  Intent,
  Lookup,
  PullSecret,
  ServiceAccountFacts,
  Subject,
} from '../src/core/types.js';
import { mergeSettings, NOW } from './support/case.js';

/** `ghcr.io`, or with a fault: `ghcr.io expired`. */
type Key = string;

interface Given {
  /** Of the containers c0, c1, …; `never ` in front: it is not pulled; `debug `: the container is ephemeral. */
  readonly images: readonly string[];
  /** The pull secrets of the namespace by name; `malformed` instead of keys. */
  readonly secrets?: Readonly<Record<string, readonly Key[] | 'malformed'>>;
  /** More of them. */
  readonly more?: readonly PullSecret[];
  /** Nobody could list them. */
  readonly isBlind?: true;
  /** The list of the object; names that are no secret are absent, but `unread` is not known. */
  readonly list?: readonly string[];
  /** That of its ServiceAccount; null: the ServiceAccount is not known. */
  readonly account?: readonly string[] | null;
  readonly isEnforced?: true;
  /** Of `secrets` those of which a later answer says that they are gone. */
  readonly gone?: readonly string[];
  readonly isPod?: true;
  readonly isThere?: true;
  readonly isOwned?: true;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly steps?: number;
}

/** The containers that a finding is about, and what its rule wants; undefined: it knows no way out. */
interface Wanted {
  readonly of: readonly number[];
  readonly wants: readonly Intent[] | undefined;
  readonly note?: string;
}

const FLAWS: Readonly<Record<string, Partial<AuthEntry>>> = {
  expired: { expiresAt: 0 },
  hopeless: { flaws: ['not-utf8'] },
  suspect: { flaws: ['password-newline'] },
  anonymous: { hasUser: false },
};

function secretOf(name: string, keys: readonly Key[] | 'malformed'): PullSecret {
  const base = { namespace: 'shop', name, type: 'kubernetes.io/dockerconfigjson' };
  if (keys === 'malformed') return { ...base, form: 'malformed', fault: { code: 'syntax', path: '', why: 'x' } };
  return { ...base, form: 'dockerconfigjson', entries: entriesOf(keys), usesHelper: false };
}

function entriesOf(keys: readonly Key[]): readonly AuthEntry[] {
  return keys.map((each) => {
    const [key = '', flaw = ''] = each.split(' ');
    return { key, normalized: key, hasUser: true, login: 'other', flaws: [], ignoredToken: false, ...FLAWS[flaw] };
  });
}

function useOf(text: string, index: number): ImageUse {
  const image = text.replace(/^(?:never|debug) /, '');
  return {
    kind: text.startsWith('debug ') ? 'ephemeral' : 'container',
    name: `c${index}`,
    path: `containers[${index}].image`,
    parsed: parseImage(image),
    pullPolicy: text.startsWith('never ') ? 'Never' : 'IfNotPresent',
    mounted: true,
  };
}

const UNKNOWN = { state: 'unknown', reason: 'forbidden' } as const;
const ABSENT = { state: 'absent' } as const;

function contextOf(given: Given) {
  const { images, secrets = {}, list = [], account = [], gone = [], isPod, isOwned } = given;
  const all = [...Object.entries(secrets).map(([name, keys]) => secretOf(name, keys)), ...(given.more ?? [])];
  const uses = images.map(useOf);
  const base = {
    group: '',
    version: 'v1',
    kind: 'Pod',
    namespace: 'shop',
    name: 'web',
    podPath: 'spec',
    imagePullSecrets: list,
    serviceAccountName: 'default',
    images: uses,
  };
  const subject: Subject =
    isPod === true ? { ...base, isPod, mirror: false, owned: isOwned === true } : { ...base, isPod: false };
  const names = list.length > 0 ? list : account;
  const held = (name: string): Lookup<PullSecret> => {
    if (name === 'unread') return UNKNOWN;
    const value = gone.includes(name) ? undefined : all.find((each) => each.name === name);
    return value === undefined ? ABSENT : { state: 'found', value };
  };
  const serviceAccount: Lookup<ServiceAccountFacts> =
    account === null
      ? UNKNOWN
      : {
          state: 'found',
          value: {
            namespace: 'shop',
            name: 'default',
            imagePullSecrets: account,
            enforceMountable: given.isEnforced === true,
          },
        };
  const extra = extraFacts(() => UNKNOWN);
  const facts: Facts = factsOf(
    {
      now: NOW,
      namespace: UNKNOWN,
      effective: names === null ? UNKNOWN : { state: 'found', value: { names, from: 'pod' } },
      secrets: new Map((names ?? []).map((name) => [name, held(name)])),
      elsewhere: new Map(),
    },
    { ...extra, serviceAccount, candidates: given.isBlind === true ? UNKNOWN : { state: 'found', value: all } },
  );
  const settings = mergeSettings({ cluster: { provider: 'none' }, ...given.settings });
  const outlooks = wholly(outlooksInParts(uses, facts, settings, { steps: 0 }));
  const request = {
    operation: given.isThere === true ? 'UPDATE' : 'CREATE',
    user: 'ann',
    groups: [],
    dryRun: false,
    origin: 'person',
  } as const;
  return planContext({ subject, request, facts, outlooks, settings }, createBudget(given.steps));
}

function judged(uses: readonly ImageUse[], { of, wants, note }: Wanted): Judged {
  const fix = wants === undefined ? {} : { fix: { intents: wants, ...(note === undefined ? {} : { note }) } };
  const about = uses.filter((_, index) => of.includes(index));
  return { code: 'PG201', problem: '', because: '', uses: about, basis: ON_CLUSTER, action: 'deny', ...fix };
}

const listOf = (names: readonly string[] | 'too-many'): string =>
  names === 'too-many' ? names : `[${names.join(' ')}]`;
const whose = (uses: readonly ImageUse[]): string => uses.map(({ name }) => name).join(' ');

/** A step in a few words. */
function short(step: FixStep): string {
  switch (step.do) {
    case 'set-image':
      return `image ${step.image} for ${whose(step.uses)}${step.note === '' ? '' : ` (${step.note})`}`;
    case 'create-secret':
      return `make ${step.name} for ${step.server}`;
    case 'set-pull-secrets':
      return [
        `${step.path} ${listOf(step.names)}`,
        ...step.add.map((name) => `+${name}`),
        ...step.remove.map((name) => `-${name}`),
      ].join(' ');
    case 'set-account-secrets':
      return `account ${step.account} ${listOf(step.names)}`;
    case 'new-pod':
      return `new Pod ${step.path} ${listOf(step.names)}`;
    case 'other-image':
      return `another image for ${whose(step.uses)}`;
    case 'renew-secret':
      return `renew ${step.name} by ${step.by}`;
    case 'apply-again':
      return `again ${listOf(step.names)}`;
    case 'annotate-secret':
      return `annotate ${step.name}`;
    case 'set-service-account':
      return `${step.path} ${step.account}`;
    case 'create-service-account':
      return `make account ${step.account}`;
    default:
      return step satisfies never;
  }
}

/** Its steps, `or` what can be done in place of the last one, and its notes. */
function told(fix: Fix | undefined): readonly string[] {
  if (fix === undefined) return ['nothing'];
  const or = fix.instead === undefined ? [] : [`or ${short(fix.instead)}`];
  return [...fix.steps.map(short), ...or, ...fix.notes.map((note) => `(${note})`)];
}

function planned(
  given: Given,
  wanted: readonly Wanted[],
  alongside: readonly Wanted[] = [],
  context = contextOf(given),
) {
  const { images } = context.subject;
  const of = (each: Wanted) => judged(images, each);
  const { findings, plan } = planFor(wanted.map(of), context, alongside.map(of));
  return { plan: told(plan), parts: findings.map(({ fix }) => told(fix)), findings, steps: context.budget.steps };
}

function alone(given: Given, wanted: Wanted, context = contextOf(given)) {
  const { fix } = planAlone(judged(context.subject.images, wanted), context);
  return { plan: told(fix), steps: context.budget.steps };
}

const A = 'a.example.com/t/app:1';
const B = 'b.example.com/t/app:1';
const C = 'c.example.com/t/app:1';
const OPEN = 'registry.k8s.io/pause:3.10';
const KEYS = { a: ['a.example.com'], b: ['b.example.com'], c: ['c.example.com'] } as const;
const host = (image: string): string => image.slice(0, image.indexOf('/'));

const login = (image: string): Intent => ({ do: 'log-in', registry: host(image) });
const make = (name: string, image: string): Intent => ({ do: 'make', name, registry: host(image) });
const name = (secret: string): Intent => ({ do: 'name', secret });
const drop = (...secrets: readonly string[]): Intent => ({ do: 'drop', secrets });
const edit = (image: string, note = ''): Intent => ({ do: 'edit-image', image, note });
const renew = (secret: string): Intent => ({ do: 'renew', secret, by: 'ESO' });
const annotate = (secret: string): Intent => ({ do: 'annotate', secret, annotations: [] });
const setAccount: Intent = { do: 'set-account', account: 'builder' };
const makeAccount: Intent = { do: 'make-account', account: 'builder' };
const want = (of: readonly number[] | number, ...wants: readonly Intent[]): Wanted => ({
  of: typeof of === 'number' ? [of] : of,
  wants,
});
const lost = (...of: readonly number[]): Wanted => ({ of, wants: undefined });

interface Row {
  readonly about: string;
  readonly given: Given;
  readonly wanted: readonly Wanted[];
  readonly alongside?: readonly Wanted[];
  readonly plan: readonly string[];
}

const LIST = 'spec.imagePullSecrets';
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);
/** A login for each, in order. */
const made = (...images: readonly string[]): readonly string[] =>
  images.map((image, index) => `make regcred${index === 0 ? '' : `-${index + 1}`} for ${host(image)}`);
const or = (...names: readonly string[]): string => `or account default [${names.join(' ')}]`;

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

// ------------------------------------------------------------------------------------------------- what each finding shows

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

// ---------------------------------------------------------------------------------------------------------- what it costs

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
