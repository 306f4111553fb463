/** When pull secrets end, for the metrics: who says so, what counts as ending, and that a tenant's flood hides nobody else. */
import t from 'tap';
import { countPullSecrets } from '../src/cli/cluster-figures.js';
import { endOf, nextEnds, secretEnds } from '../src/cli/secret-ends.js';
import type { AuthEntry, PullSecret } from '../src/core/types.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function entryOf(more: Partial<AuthEntry> = {}): AuthEntry {
  return { key: 'k', normalized: 'k', hasUser: true, login: 'other', flaws: [], ignoredToken: false, ...more };
}

function secretOf(name: string, entries: readonly AuthEntry[], saidExpiry?: number, namespace = 'shop'): PullSecret {
  const common = { namespace, name, type: 'kubernetes.io/dockerconfigjson', usesHelper: false } as const;
  return { ...common, form: 'dockerconfigjson', entries, ...(saidExpiry === undefined ? {} : { saidExpiry }) };
}

const token = (at: number): AuthEntry => entryOf({ expiresAt: at });

t.test('the first to end of its credentials speaks for a secret, and its own word before the annotation', async (t) => {
  const rows: readonly (readonly [what: string, secret: PullSecret, toldBy?: string, at?: number])[] = [
    ['nobody says', secretOf('a', [entryOf()])],
    ['a token', secretOf('a', [entryOf(), token(NOW + 2), token(NOW + 1)]), 'token', NOW + 1],
    ['the annotation', secretOf('a', [entryOf()], NOW + DAY), 'annotation', NOW + DAY],
    ['the token knows better', secretOf('a', [token(NOW + 1)], NOW - DAY), 'token', NOW + 1],
    ['each for its own', secretOf('a', [token(NOW + DAY), entryOf()], NOW + 1), 'annotation', NOW + 1],
    ['no login at all', secretOf('a', [entryOf({ hasUser: false })], NOW + 1)],
  ];
  for (const [what, secret, toldBy, expiresAt] of rows) {
    t.strictSame(endOf(secret), toldBy === undefined ? undefined : { toldBy, expiresAt }, what);
  }
  const broken: PullSecret = {
    namespace: 'n',
    name: 'b',
    type: 'Opaque',
    form: 'unusable',
    why: 'type',
    saidExpiry: NOW,
  };
  t.equal(endOf(broken), undefined);
});

t.test('what is over, what ends, and what is valid: a token in its last hour, a date in its last week', async (t) => {
  const states: readonly (readonly [PullSecret, 'valid' | 'expired' | 'expiring'])[] = [
    [secretOf('a', [token(NOW - 60_000)]), 'expired'],
    [secretOf('a', [token(NOW - 59_999)]), 'expiring'],
    [secretOf('a', [token(NOW + HOUR)]), 'expiring'],
    [secretOf('a', [token(NOW + HOUR + 1)]), 'valid'],
    [secretOf('a', [entryOf()], NOW - DAY), 'expired'],
    [secretOf('a', [entryOf()], NOW + 7 * DAY), 'expiring'],
    [secretOf('a', [entryOf()], NOW + 7 * DAY + 1), 'valid'],
    [secretOf('a', [entryOf()]), 'valid'],
  ];
  for (const [secret, state] of states) t.equal(countPullSecrets([secret], NOW).dockerconfigjson[state], 1, state);
});

t.test('without names, the next to end by each who says so', async (t) => {
  const all = [
    secretOf('over', [token(NOW - DAY)]),
    secretOf('late', [token(NOW + DAY)]),
    secretOf('soon', [token(NOW + HOUR)]),
    secretOf('dated', [entryOf()], NOW + 9 * DAY),
  ];
  t.strictSame(nextEnds(all, NOW), [
    { toldBy: 'token', expiresAt: NOW + HOUR },
    { toldBy: 'annotation', expiresAt: NOW + 9 * DAY },
  ]);
  t.strictSame(nextEnds([], NOW), []);
});

t.test('with names, what is to come before what is over; of each namespace only so many', async (t) => {
  const flood = Array.from({ length: 5000 }, (_, index) => secretOf(`f${index}`, [entryOf()], NOW + index, 'flood'));
  const all = [
    secretOf('long-over', [token(NOW - 9 * DAY)]),
    secretOf('over', [token(NOW - DAY)]),
    secretOf('late', [token(NOW + DAY)]),
    ...flood,
    secretOf('soon', [token(NOW + HOUR)]),
  ];
  const told = secretEnds(all, NOW);
  t.equal(told.filter(({ secret }) => secret?.namespace === 'flood').length, 20);
  const shop = told.flatMap(({ secret }) => (secret?.namespace === 'shop' ? [secret.name] : []));
  t.strictSame(shop, ['soon', 'late', 'over', 'long-over']);
  const many = Array.from({ length: 300 }, (_, at) =>
    Array.from({ length: 20 }, (_, index) => secretOf(`s${index}`, [token(NOW + DAY + at)], undefined, `n${at}`)),
  );
  t.equal(secretEnds(many.flat(), NOW).length, 1000);
});
