/** What the rules about credentials say of every pair of logins that match an image, and of secrets that the kubelet skips. */
import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import { rate } from '../src/core/outlook.js';
import { RULES } from '../src/core/rules/index.js';
import type { RuleContext } from '../src/core/rules/rule.js';
import { whySkipped } from '../src/core/rules/secret-wrong-type.js';
import type { SaidExpiry } from '../src/core/secret/said-expiry.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import type { AuthEntry, ImageReference, PullSecret } from '../src/core/types.js';
import { type Block, matchTold, matchTopics, toTable } from './support/told.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;

const KINDS: Readonly<
  Record<string, readonly [more: Partial<AuthEntry>, changedAt?: number | undefined, said?: SaidExpiry]>
> = {
  good: [{}],
  suspect: [{ flaws: ['password-newline'] }],
  hopeless: [{ flaws: ['not-utf8'] }],
  expired: [{ expiresAt: NOW - HOUR }],
  expiring: [{ expiresAt: NOW + 1000 }],
  'expiring and suspect': [{ expiresAt: NOW + 1000, flaws: ['user-blank'] }],
  stale: [{ login: 'ecr', lifetime: 12 * HOUR }, NOW - 13 * HOUR],
  anonymous: [{ hasUser: false }],
  lapsed: [{}, undefined, { saidExpiry: NOW - HOUR }],
  'expiring, as is said': [{}, undefined, { saidExpiry: NOW + 1000 }],
  'said in a way that nobody reads': [{}, undefined, { saidExpiryFault: true }],
  'az acr login': [{ login: 'acr-token', flaws: ['no-password'] }],
};

function reference(image: string): ImageReference {
  const parsed = parseImage(image);
  if (!parsed.ok) throw new Error(image);
  return parsed.reference;
}

interface Of {
  readonly kinds: readonly string[];
  readonly state: 'works' | 'hopeless' | 'lacking';
  readonly need?: 'private' | 'public' | 'node';
  readonly madeBy?: string;
  readonly managedBy?: string;
  readonly within?: number;
  readonly sameSecret?: boolean;
  readonly image?: string;
  readonly keys?: number;
}

function told({
  kinds,
  state,
  need = 'private',
  madeBy,
  managedBy,
  within = 3600,
  sameSecret = false,
  image = 'ghcr.io/acme/app:1',
  keys = 1,
}: Of): readonly (readonly string[])[] {
  const settings = { ...DEFAULT_SETTINGS, credentials: { expiringWithin: within } };
  const secrets = new Map<string, { readonly state: 'found'; readonly value: PullSecret }>();
  const matches = kinds.map((kind, at) => {
    const [more = {}, changedAt, said = {}] = KINDS[kind] ?? [];
    const entry: AuthEntry = {
      key: 'ghcr.io',
      normalized: 'ghcr.io',
      hasUser: true,
      login: 'other',
      flaws: [],
      ignoredToken: false,
      ...more,
    };
    const name = sameSecret ? 's' : `s${at}`;
    const entries = Array.from({ length: keys }, () => entry);
    const value: PullSecret = {
      namespace: 'n',
      name,
      type: 't',
      form: 'dockerconfigjson',
      entries,
      usesHelper: false,
      ...(madeBy === undefined ? {} : { madeBy }),
      ...(managedBy === undefined ? {} : { managedBy }),
      ...said,
    };
    secrets.set(name, { state: 'found', value });
    const { saidExpiry } = said;
    const match = { secret: name, secretIndex: at, entryIndex: 0, entry, via: 'key', changedAt, saidExpiry } as const;
    return rate(match, NOW, settings);
  });
  const use = {
    kind: 'container',
    name: 'c',
    path: 'p',
    parsed: parseImage(image),
    pullPolicy: 'Always',
    mounted: true,
  };
  // These rules look at nothing else.
  const context = {
    outlooks: [{ use, reference: reference(image), matches, state, need }],
    facts: { secrets, now: NOW, candidates: { state: 'absent' } },
    settings,
    causeCodes: new Set(),
  } as unknown as RuleContext;
  return RULES.filter(({ code }) => ['PG207', 'PG303', 'PG304', 'PG305', 'PG306'].includes(code)).flatMap((rule) =>
    rule.evaluate(context).map(({ problem, because, fix, certain }) => {
      const intents = fix?.intents.map((each) => JSON.stringify(each).replace(/["{}]/g, '')) ?? [];
      const note = fix?.note === undefined ? [] : [`(${fix.note})`];
      return [`${rule.code}${certain === true ? '!' : ''}`, [...intents, ...note].join(' '), `${problem}: ${because}`];
    }),
  );
}

t.test('one login, and two', async (t) => {
  const names = Object.keys(KINDS);
  const sets = [...names.map((name) => [name]), ...names.flatMap((first) => names.map((second) => [first, second]))];
  const rowsOf = (kinds: readonly string[]): readonly (readonly string[])[] =>
    (['works', 'hopeless'] as const).flatMap((state) =>
      told({ kinds, state }).map((row) => [kinds.join(' + '), state, ...row]),
    );
  matchTold(t, 'credential-rules/logins', [
    [
      'one, for a pull that works and one that cannot: code, what the fix does, and the words',
      toTable(names.flatMap((name) => rowsOf([name]))),
    ],
    ...names.map(
      (first): Block => [`${first}, and another`, toTable(names.flatMap((second) => rowsOf([first, second])))],
    ),
  ]);
  for (const kinds of sets) t.same(told({ kinds, state: 'lacking' }), [], kinds.join());
});

t.test('what else makes a difference', async (t) => {
  const cases: readonly Of[] = [
    ...(['public', 'node'] as const).flatMap((need) =>
      ['expired', 'suspect', 'hopeless', 'expiring', 'stale'].flatMap((kind) =>
        [1, 2].map(
          (keys): Of => ({
            kinds: [kind],
            state: kind === 'expired' || kind === 'hopeless' ? 'hopeless' : 'works',
            need,
            keys,
          }),
        ),
      ),
    ),
    ...['External Secrets', 'its owner', 'GitLab Runner'].flatMap((madeBy) =>
      ['expired', 'suspect', 'hopeless', 'expiring', 'stale'].map(
        (kind): Of => ({
          kinds: [kind],
          state: kind === 'expired' || kind === 'hopeless' ? 'hopeless' : 'works',
          madeBy,
        }),
      ),
    ),
    ...[1, 59, 60, 90, 120, 3599, 3600, 5400, 7200, 86_400].map(
      (within): Of => ({ kinds: ['expiring'], state: 'works', within }),
    ),
    ...['Flux', 'Argo CD', 'Helm'].flatMap((managedBy) =>
      ['expired', 'expiring', 'lapsed'].map(
        (kind): Of => ({ kinds: [kind], state: kind === 'expired' ? 'hopeless' : 'works', managedBy }),
      ),
    ),
    { kinds: ['good', 'expired'], state: 'works', sameSecret: true },
    { kinds: ['expired', 'good'], state: 'works', sameSecret: true },
    { kinds: ['expired', 'good'], state: 'works', image: 'acme/app:1' },
  ];
  const rows = cases.flatMap(({ kinds, state, ...of }) => {
    const more = Object.entries(of).map(([name, value]) => `${name} ${value}`);
    const found = told({ kinds, state, ...of });
    return (found.length === 0 ? [['says nothing']] : found).map((row) => [
      kinds.join(' + '),
      state,
      more.join(', '),
      ...row,
    ]);
  });
  matchTold(t, 'credential-rules/differences', [
    ['what else is given, code, what the fix does, and the words', toTable(rows)],
  ]);
});

t.test('why the kubelet skips a secret', async (t) => {
  const entry: AuthEntry = {
    key: 'ghcr.io',
    normalized: 'ghcr.io',
    hasUser: true,
    login: 'other',
    flaws: [],
    ignoredToken: false,
  };
  const holds = { dataKey: 'config.json', entries: [entry] };
  const common = { namespace: 'n', name: 's', form: 'unusable' } as const;
  const held = [
    ['nothing', {}],
    ['ghcr.io', { holds }],
    ['ghcr.io, encoded twice', { holds: { ...holds, encodedTwice: true } as const }],
  ] as const;
  const rowsOf = (why: 'type' | 'key-missing' | 'key-empty', type: string): readonly (readonly string[])[] =>
    held.flatMap(([name, more]) =>
      ['ghcr.io/a/b', 'quay.io/a'].map((image) => [
        name,
        image,
        whySkipped({ ...common, type, why, ...more }, reference(image)),
      ]),
    );
  const blocks = (['type', 'key-missing', 'key-empty'] as const).flatMap((why) =>
    ['Opaque', 'kubernetes.io/dockercfg', 'kubernetes.io/dockerconfigjson'].map(
      (type): Block => [`${why}: ${type}`, toTable([['it holds', 'for the image', 'is told'], ...rowsOf(why, type)])],
    ),
  );
  matchTold(t, 'credential-rules/skipped', blocks);
  matchTopics(t, 'credential-rules', ['logins', 'differences', 'skipped']);
});
