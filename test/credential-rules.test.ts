/** What the rules about credentials say of every pair of logins that match an image, and of secrets that the kubelet skips. */
import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import { rate } from '../src/core/outlook.js';
import { RULES } from '../src/core/rules/index.js';
import type { RuleContext } from '../src/core/rules/rule.js';
import { whySkipped } from '../src/core/rules/secret-wrong-type.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import type { AuthEntry, ImageReference, PullSecret } from '../src/core/types.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;

const KINDS: Readonly<Record<string, readonly [more: Partial<AuthEntry>, changedAt?: number]>> = {
  good: [{}],
  suspect: [{ flaws: ['password-newline'] }],
  hopeless: [{ flaws: ['not-utf8'] }],
  expired: [{ expiresAt: NOW - HOUR }],
  expiring: [{ expiresAt: NOW + 1000 }],
  'expiring and suspect': [{ expiresAt: NOW + 1000, flaws: ['user-blank'] }],
  stale: [{ login: 'ecr', lifetime: 12 * HOUR }, NOW - 13 * HOUR],
  anonymous: [{ hasUser: false }],
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
  within = 3600,
  sameSecret = false,
  image = 'ghcr.io/acme/app:1',
  keys = 1,
}: Of): readonly string[] {
  const settings = { ...DEFAULT_SETTINGS, credentials: { expiringWithin: within } };
  const secrets = new Map<string, { readonly state: 'found'; readonly value: PullSecret }>();
  const matches = kinds.map((kind, at) => {
    const [more = {}, changedAt] = KINDS[kind] ?? [];
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
    };
    secrets.set(name, { state: 'found', value });
    return rate({ secret: name, secretIndex: at, entryIndex: 0, entry, via: 'key', changedAt }, NOW, settings);
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
    facts: { secrets, now: NOW },
    settings,
    causeCodes: new Set(),
  } as unknown as RuleContext;
  return RULES.filter(({ code }) => ['PG207', 'PG303', 'PG304', 'PG305', 'PG306'].includes(code)).flatMap((rule) =>
    rule.evaluate(context).map(({ problem, because, fix, certain }) => {
      const intents = fix?.intents.map((each) => JSON.stringify(each).replace(/["{}]/g, '')) ?? [];
      return `${rule.code}${certain === true ? '!' : ''} ${problem}: ${because}${intents.length === 0 ? '' : ` | ${intents.join(' ')}`}${fix?.note === undefined ? '' : ` (${fix.note})`}`;
    }),
  );
}

t.test('one login, and two', async (t) => {
  const names = Object.keys(KINDS);
  const sets = [...names.map((name) => [name]), ...names.flatMap((first) => names.map((second) => [first, second]))];
  const lines = sets.flatMap((kinds) =>
    (['works', 'hopeless'] as const).flatMap((state) => {
      const all = told({ kinds, state });
      return all.length === 0 ? [] : [`${kinds.join(' + ')}, ${state}`, ...all.map((line) => `  ${line}`)];
    }),
  );
  t.matchSnapshot(lines.join('\n'));
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
    { kinds: ['good', 'expired'], state: 'works', sameSecret: true },
    { kinds: ['expired', 'good'], state: 'works', sameSecret: true },
    { kinds: ['expired', 'good'], state: 'works', image: 'acme/app:1' },
  ];
  t.matchSnapshot(
    cases.map((of) => [JSON.stringify(of), ...told(of).map((line) => `  ${line}`)].join('\n')).join('\n'),
  );
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
  const lines = (['type', 'key-missing', 'key-empty'] as const).flatMap((why) =>
    ['Opaque', 'kubernetes.io/dockercfg', 'kubernetes.io/dockerconfigjson'].flatMap((type) =>
      [{}, { holds }, { holds: { ...holds, encodedTwice: true } as const }].flatMap((more) =>
        ['ghcr.io/a/b', 'quay.io/a'].map(
          (image) => `${why} ${type} ${image}: ${whySkipped({ ...common, type, why, ...more }, reference(image))}`,
        ),
      ),
    ),
  );
  t.matchSnapshot([...new Set(lines)].join('\n'));
});
