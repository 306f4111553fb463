/** What the kubelet will do for one image, and how far a credential can be trusted: row by row, at the very moments that count. */
import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import { isAcrLogin, isExpired, isStale, outlooksInParts, rate, standingOf } from '../src/core/outlook.js';
import { wholly } from '../src/core/parts.js';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.js';
import { changeInParts } from '../src/core/subject.js';
import type {
  AuthEntry,
  CredentialMatch,
  ImageUse,
  Lookup,
  PullPolicy,
  PullSecret,
  Subject,
} from '../src/core/types.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;

function entry(key: string, more: Partial<AuthEntry> = {}): AuthEntry {
  return { key, normalized: key, hasUser: true, login: 'other', flaws: [], ignoredToken: false, ...more };
}

function match(more: Partial<AuthEntry> = {}, changedAt?: number, saidExpiry?: number): CredentialMatch {
  const of = { secret: 's', secretIndex: 2, entryIndex: 3, entry: entry('ghcr.io', more), via: 'key' } as const;
  return { ...of, changedAt, saidExpiry };
}

const NO_ACCOUNT = { state: 'absent' } as const;

t.test('when a credential ends, as far as clocks agree', async (t) => {
  const rows: readonly (readonly [expiresAt: number | undefined, expired: boolean, expiring: boolean])[] = [
    [undefined, false, false],
    [NOW - MINUTE - 1, true, false],
    [NOW - MINUTE, true, false],
    [NOW - MINUTE + 1, false, true],
    [NOW, false, true],
    [NOW + 3_600_000, false, true],
    [NOW + 3_600_001, false, false],
  ];
  for (const [expiresAt, expired, expiring] of rows) {
    const of = match(expiresAt === undefined ? {} : { expiresAt });
    t.equal(isExpired(of.entry, NOW), expired, `${expiresAt}`);
    const standing = expired ? 'expired' : 'good';
    t.same(rate(of, NOW, DEFAULT_SETTINGS), { ...of, expiring, stale: false, lapsed: false, standing });
    // The word of its owner makes no credential certain to fail, and counts only where the token does not tell.
    const said = rate(match({}, undefined, expiresAt), NOW, DEFAULT_SETTINGS);
    t.same([said.expiring, said.lapsed, said.standing], [expiring, expired, 'good']);
    const both = rate(match({ expiresAt: NOW + 9e9 }, undefined, expiresAt), NOW, DEFAULT_SETTINGS);
    t.same([both.expiring, both.lapsed, both.standing], [false, false, 'good']);
  }
  const soon: Settings = { ...DEFAULT_SETTINGS, credentials: { expiringWithin: 10 } };
  t.equal(rate(match({ expiresAt: NOW + 10_000 }), NOW, soon).expiring, true);
  t.equal(rate(match({ expiresAt: NOW + 10_001 }), NOW, soon).expiring, false);
});

t.test('a kind that always ends, by the age of its secret', async (t) => {
  const lifetime = 3_600_000;
  const rows: readonly (readonly [Partial<AuthEntry>, changedAt: number | undefined, boolean])[] = [
    [{ lifetime }, NOW - lifetime - MINUTE - 1, true],
    [{ lifetime }, NOW - lifetime - MINUTE, false],
    [{ lifetime }, NOW, false],
    [{ lifetime }, undefined, false],
    [{}, 0, false],
    [{ lifetime, expiresAt: NOW + 1 }, 0, false],
    [{ expiresAt: NOW + 1 }, 0, false],
  ];
  for (const [more, changedAt, stale] of rows) {
    t.equal(isStale(match(more, changedAt), NOW), stale);
    t.equal(rate(match(more, changedAt), NOW, DEFAULT_SETTINGS).stale, stale);
  }
});

t.test('how far a credential can be trusted', async (t) => {
  const rows: readonly (readonly [Partial<AuthEntry>, string])[] = [
    [{}, 'good'],
    [{ flaws: ['password-newline'] }, 'suspect'],
    [{ flaws: ['not-utf8'] }, 'hopeless'],
    [{ flaws: ['github-fine-grained-on-ghcr'] }, 'hopeless'],
    [{ flaws: ['google-key-broken'] }, 'hopeless'],
    [{ flaws: ['user-blank', 'not-utf8'] }, 'hopeless'],
    [{ flaws: ['no-password'] }, 'anonymous'],
    [{ flaws: ['no-password', 'not-utf8'] }, 'hopeless'],
    [{ hasUser: false }, 'anonymous'],
    [{ hasUser: false, flaws: ['not-utf8'] }, 'anonymous'],
    [{ hasUser: false, expiresAt: 0 }, 'anonymous'],
    [{ expiresAt: 0 }, 'expired'],
    [{ expiresAt: 0, flaws: ['password-newline'] }, 'expired'],
    [{ expiresAt: 0, flaws: ['google-key-broken'] }, 'hopeless'],
    [{ expiresAt: 0, flaws: ['no-password'] }, 'anonymous'],
  ];
  for (const [more, standing] of rows) t.equal(standingOf(match(more), NOW), standing, JSON.stringify(more));
  t.equal(isAcrLogin(entry('x', { login: 'acr-token', flaws: ['no-password'] })), true);
  t.equal(isAcrLogin(entry('x', { login: 'acr-token' })), false);
  t.equal(isAcrLogin(entry('x', { flaws: ['no-password'] })), false);
});

function secret(name: string, ...entries: readonly AuthEntry[]): Lookup<PullSecret> {
  const value: PullSecret = { namespace: 'n', name, type: 't', form: 'dockerconfigjson', entries, usesHelper: false };
  return { state: 'found', value };
}

const MALFORMED: Lookup<PullSecret> = {
  state: 'found',
  value: { namespace: 'n', name: 'm', type: 't', form: 'malformed', fault: { code: 'syntax', path: '', why: 'x' } },
};
const LARGE: Lookup<PullSecret> = {
  state: 'found',
  value: { namespace: 'n', name: 'l', type: 't', form: 'oversized', count: 300 },
};
const GOOD = secret('g', entry('ghcr.io'));

function use(image: string, pullPolicy: PullPolicy = 'IfNotPresent'): ImageUse {
  return { kind: 'container', name: 'c', path: 'p', parsed: parseImage(image), pullPolicy, mounted: true };
}

type Secrets = Readonly<Record<string, Lookup<PullSecret>>>;

function look(
  image: ImageUse | string,
  secrets: Secrets | Exclude<Lookup<never>, { state: 'found' }>,
  some: Partial<Settings> = {},
) {
  const isList = !('state' in secrets) || typeof secrets.state !== 'string';
  const effective = isList
    ? { state: 'found' as const, value: { names: Object.keys(secrets), from: 'pod' as const } }
    : (secrets as { state: 'absent' });
  const facts = {
    effective,
    secrets: new Map(isList ? Object.entries(secrets as Secrets) : []),
    now: NOW,
    serviceAccount: NO_ACCOUNT,
  };
  const uses = [typeof image === 'string' ? use(image) : image];
  const [outlook] = wholly(outlooksInParts(uses, facts, { ...DEFAULT_SETTINGS, ...some }, { steps: 0 }));
  if (outlook === undefined) throw new Error('no outlook');
  return outlook;
}

t.test('the state of an image', async (t) => {
  const ghcr = 'ghcr.io/o/a:1';
  const preloaded = { images: { preloaded: ['ghcr.io'], filledInLater: [] } };
  const node = { registries: { ...DEFAULT_SETTINGS.registries, nodeCredentials: ['ghcr.io'] } };
  const open = { registries: { ...DEFAULT_SETTINGS.registries, public: ['ghcr.io'] } };
  const rows: readonly (readonly [name: string, ReturnType<typeof look>, is: string, reason?: string])[] = [
    ['a key', look(ghcr, { g: GOOD }), 'works'],
    ['no key', look(ghcr, { g: secret('g', entry('quay.io')) }), 'lacking'],
    ['no secret', look(ghcr, {}), 'lacking'],
    ['a secret that is not there', look(ghcr, { g: { state: 'absent' } }), 'lacking'],
    ['one that is unknown', look(ghcr, { g: { state: 'unknown', reason: 'slow' } }), 'unknown', 'slow'],
    [
      'the first that is unknown',
      look(ghcr, {
        a: { state: 'absent' },
        g: { state: 'unknown', reason: 'slow' },
        h: { state: 'unknown', reason: 'late' },
      }),
      'unknown',
      'slow',
    ],
    ['unknown, and a key', look(ghcr, { x: { state: 'unknown', reason: 'slow' }, g: GOOD }), 'works'],
    [
      'a large one',
      look(ghcr, { l: LARGE }),
      'unknown',
      'secret "l" holds 300 credentials, more than are held in memory',
    ],
    ['a malformed one', look(ghcr, { g: GOOD, m: MALFORMED }), 'blocked'],
    ['a malformed one, and no pull', look(use(ghcr, 'Never'), { m: MALFORMED }), 'not-pulled'],
    ['a malformed one, and a public image', look('nginx', { m: MALFORMED }), 'blocked'],
    ['no pull', look(use(ghcr, 'Never'), {}), 'not-pulled'],
    ['preloaded', look(ghcr, {}, preloaded), 'not-pulled'],
    ['preloaded, and always pulled', look(use(ghcr, 'Always'), {}, preloaded), 'lacking'],
    ['another one preloaded', look('quay.io/a', {}, preloaded), 'lacking'],
    ['no image', look('ghcr.io/A', { g: GOOD }), 'invalid'],
    ['no image, never pulled', look(use('ghcr.io/A', 'Never'), { m: MALFORMED }), 'invalid'],
    ['public', look('nginx', {}), 'works'],
    ['public, nobody knows the secrets', look('nginx', { state: 'unknown', reason: 'slow' }), 'works'],
    ['public with a bad login', look(ghcr, { g: secret('g', entry('ghcr.io', { expiresAt: 0 })) }, open), 'hopeless'],
    [
      'public with a bad login and an anonymous one',
      look(ghcr, { g: secret('g', entry('ghcr.io', { expiresAt: 0 }), entry('ghcr.io', { hasUser: false })) }, open),
      'works',
    ],
    [
      'anonymous where a login is needed',
      look(ghcr, { g: secret('g', entry('ghcr.io', { hasUser: false })) }),
      'hopeless',
    ],
    ['suspect', look(ghcr, { g: secret('g', entry('ghcr.io', { flaws: ['user-blank'] })) }), 'works'],
    ['expired', look(ghcr, { g: secret('g', entry('ghcr.io', { expiresAt: 0 })) }), 'hopeless'],
    [
      'expired, and one unknown',
      look(ghcr, { g: secret('g', entry('ghcr.io', { expiresAt: 0 })), x: { state: 'unknown', reason: 'slow' } }),
      'unknown',
      'slow',
    ],
    ['the node', look(ghcr, {}, node), 'works'],
    ['the node, and a bad login', look(ghcr, { g: secret('g', entry('ghcr.io', { expiresAt: 0 })) }, node), 'works'],
    ['no account', look(ghcr, { state: 'absent' }), 'deferred'],
    ['an unknown account', look(ghcr, { state: 'unknown', reason: 'slow' }), 'unknown', 'slow'],
  ];
  for (const [name, { state, reason }, is, why] of rows) {
    t.equal(state, is, name);
    if (name !== 'a large one') t.equal(reason, why, name);
    else t.match(reason, /^secret "l" .*300/, name);
  }
  const all = look(ghcr, { g: secret('g', entry('quay.io'), entry('ghcr.io')) });
  t.match(all, { need: 'private', pattern: undefined, reference: { repository: 'ghcr.io/o/a' } });
  t.same(
    all.matches.map(({ entryIndex, standing }) => [entryIndex, standing]),
    [[1, 'good']],
  );
  t.match(look('nginx', { m: MALFORMED }), { need: 'public', pattern: 'docker.io/library/', matches: [] });
  t.match(look('ghcr.io/A', {}), { need: 'private', reference: undefined, matches: [] });
});

t.test('where the time is over, only what needs no comparing is said', async (t) => {
  const facts = {
    effective: { state: 'found' as const, value: { names: ['g'], from: 'pod' as const } },
    secrets: new Map([['g', GOOD]]),
    now: NOW,
    serviceAccount: NO_ACCOUNT,
  };
  const over = { steps: 0, isOver: true };
  const of = ['ghcr.io/o/a:1', 'nginx', 'ghcr.io/A'].map((image) => use(image));
  const outlooks = wholly(outlooksInParts([...of, use('ghcr.io/o/a:1', 'Never')], facts, DEFAULT_SETTINGS, over));
  t.same(
    outlooks.map(({ state, reason }) => [state, reason]),
    [
      ['unknown', 'the object is too large to be compared with its secrets in time'],
      ['works', undefined],
      ['invalid', undefined],
      ['not-pulled', undefined],
    ],
  );
  t.equal(over.steps >= 40, true, 'each image counts');
  const pauses = [
    ...outlooksInParts(
      Array.from({ length: 200 }, () => use('nginx')),
      facts,
      DEFAULT_SETTINGS,
      { steps: 0 },
    ),
  ];
  t.equal(pauses.length, 2, 'a pause after each hundred');
});

// ---------------------------------------------------------------------------------------------------------------- changes

function subject(images: readonly Partial<ImageUse>[], more: Partial<Subject> = {}): Subject {
  const uses = images.map((each, at) => ({ ...use('a:1'), name: `c${at}`, path: `p${at}`, ...each }));
  const rest = { kind: 'Deployment', group: 'apps', version: 'v1', namespace: 'n', name: 'x', podPath: 'spec' };
  return {
    ...rest,
    imagePullSecrets: ['s'],
    serviceAccountName: 'default',
    images: uses,
    isPod: false,
    ...more,
  } as Subject;
}

t.test('what an update changed about pulling', async (t) => {
  const before = subject([{}, {}]);
  const changed = (after: Subject) => {
    const { credentials, images } = wholly(changeInParts(before, after, { steps: 0 }));
    return [credentials, ...images];
  };
  t.same(changed(before), [false]);
  t.same(changed(subject([{}, { parsed: parseImage('b:1') }])), [false, 'p1']);
  t.same(changed(subject([{ parsed: parseImage('A') }, {}])), [false, 'p0']);
  t.same(changed(subject([{ pullPolicy: 'Always' }, {}])), [false, 'p0']);
  t.same(changed(subject([{ mounted: false }, {}])), [false, 'p0']);
  t.same(changed(subject([{}, {}, {}])), [false, 'p2']);
  t.same(changed(subject([{}])), [false]);
  t.same(changed(subject([{ name: 'c1' }, { name: 'c0' }])), [false], 'another order');
  t.same(
    changed(subject([{ kind: 'init' }, {}])),
    [false],
    'a container of another list is still the container of that name',
  );
  t.same(changed(subject([{ kind: 'imageVolume' }, {}])), [false, 'p0'], 'a volume is another thing');
  t.same(changed(subject([{}, {}], { serviceAccountName: 'x' })), [true]);
  t.same(changed(subject([{}, {}], { imagePullSecrets: ['x'] })), [true]);
  t.same(changed(subject([{}, {}], { imagePullSecrets: [] })), [true]);
  t.same(changed(subject([{}, {}], { imagePullSecrets: ['s', 't'] })), [true]);
});
