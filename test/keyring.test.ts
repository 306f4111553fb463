/** The keyring: every recorded lookup of the kubelet, in its order. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import { matchesPattern, parsePattern } from '../src/core/match-images.js';
import { createKeyring, isDockerHub, keyMatches } from '../src/core/secret/keyring.js';
import { parsePullSecret } from '../src/core/secret/parse.js';
import type { AuthEntry, CredentialMatch, PullSecret } from '../src/core/types.js';
import { ANY_CHARACTER } from './support/any-character.js';
import {
  answer,
  attempts,
  type OracleAnswer,
  type OracleRow,
  type OracleSecret,
  sameAnswer,
} from './support/oracle-row.js';

function read(name: string): string {
  return readFileSync(new URL(`vectors/${name}`, import.meta.url), 'utf8');
}

type UpstreamRow = { readonly id: string } & (
  | { readonly op: 'urlsMatch'; readonly key: string; readonly target: string; readonly match: boolean }
  | {
      readonly op: 'lookup';
      readonly auths: readonly string[];
      readonly image: string;
      readonly matched: readonly string[];
      readonly normalizedKeys: readonly string[];
      readonly viaDockerHubFallback: boolean;
    }
  | { readonly op: 'isDockerHub'; readonly image: string; readonly match: boolean }
  | {
      readonly op: 'secretsLookup';
      readonly secrets: readonly OracleSecret[];
      readonly image: string;
      readonly fromSecrets: readonly { readonly username: string; readonly secret: string }[];
      readonly secretsIgnored: boolean;
    }
  | { readonly op: 'decodeAuth' | 'decodeEntry' | 'decodeFile' }
);

interface Details {
  readonly images: readonly string[];
  readonly invalidImages: readonly string[];
  readonly matchTargets: readonly string[];
  readonly singleKey: readonly {
    readonly auths: readonly string[];
    readonly matches: readonly string[];
    readonly viaDockerHubFallback: readonly string[];
  }[];
  readonly ordering: readonly {
    readonly auths: readonly string[];
    readonly image: string;
    readonly tryOrder: readonly { readonly key: string; readonly from: readonly string[] }[];
  }[];
  readonly severalSecrets: readonly {
    readonly secrets: readonly {
      readonly name: string;
      readonly type: string;
      readonly key: string;
      readonly auths: readonly string[];
      readonly skipped?: string;
    }[];
    /** Null where no secret is usable: then the image does not matter. */
    readonly image: string | null;
    readonly tryOrder?: readonly {
      readonly key: string;
      readonly creds: readonly { readonly secret: string; readonly auths: readonly string[] }[];
    }[];
  }[];
  readonly matchImages: readonly {
    readonly pattern: string;
    readonly invalid: boolean;
    readonly matches: readonly string[];
  }[];
}

const details = JSON.parse(read('keyring-details.json')) as Details;
const upstream = (JSON.parse(read('from-upstream-tables.json')) as { keyring: readonly UpstreamRow[] }).keyring;

const encoder = new TextEncoder();

/** A secret whose user names are the keys themselves, so that an attempt tells where it came from. */
function secretOf(name: string, auths: readonly string[]): PullSecret {
  const entries = auths.map((key) => [key, { username: key, password: 'pw' }] as const);
  const body = JSON.stringify({ auths: Object.fromEntries(entries) });
  const data = { '.dockerconfigjson': encoder.encode(body) };
  return parsePullSecret({ namespace: 'team', name, type: 'kubernetes.io/dockerconfigjson', data });
}

function lookup(auths: readonly string[], repository: string): readonly CredentialMatch[] {
  return createKeyring([secretOf('s1', auths)]).lookup(repository);
}

function repositoryOf(image: string): string {
  const parsed = parseImage(image);
  if (!parsed.ok) throw new Error(`${image} does not parse`);
  return parsed.reference.repository;
}

t.test('upstream: 72 rows of the kubelet tests about matching, lookup and secrets', async (t) => {
  t.equal(upstream.length, 90);
  const counts = new Map<string, number>();
  for (const row of upstream) {
    counts.set(row.op, (counts.get(row.op) ?? 0) + 1);
    switch (row.op) {
      case 'urlsMatch':
        t.equal(keyMatches(row.key, row.target), row.match, row.id);
        break;
      case 'isDockerHub':
        t.equal(isDockerHub(row.image), row.match, row.id);
        break;
      case 'lookup': {
        const found = lookup(row.auths, row.image);
        t.same(
          found.map((match) => row.auths[match.entryIndex]),
          row.matched,
          row.id,
        );
        t.same([...new Set(found.map((match) => match.entry.normalized))], [...new Set(row.normalizedKeys)], row.id);
        t.equal(
          found.some((match) => match.via === 'fallback'),
          row.viaDockerHubFallback,
          row.id,
        );
        break;
      }
      case 'secretsLookup': {
        const found = attempts(row, row.image);
        const theirs = row.fromSecrets.map(({ username, secret }) => ({ username, secret }));
        const ours = found.map((one) => ({ username: one.username, secret: row.secrets[one.secretIndex]?.name }));
        t.same(ours, theirs, row.id);
        break;
      }
      default:
        break; // decodeAuth, decodeEntry, decodeFile: secret.test.ts
    }
  }
  t.same(Object.fromEntries(counts), {
    urlsMatch: 18,
    lookup: 36,
    isDockerHub: 8,
    decodeAuth: 9,
    decodeEntry: 5,
    decodeFile: 4,
    secretsLookup: 10,
  });
});

t.test('keyring-details: 15,435 pairs of one key and one image', async (t) => {
  t.equal(details.singleKey.length, 245);
  t.equal(details.images.length, 63);
  const wrong: unknown[] = [];
  let pairs = 0;
  for (const row of details.singleKey) {
    const keyring = createKeyring([secretOf('s1', row.auths)]);
    for (const image of details.images) {
      pairs += 1;
      const parsed = parseImage(image);
      if (!parsed.ok) {
        if (!details.invalidImages.includes(image)) wrong.push({ image, ours: 'invalid' });
        continue;
      }
      const found = keyring.lookup(parsed.reference.repository);
      const fallback = found.some((match) => match.via === 'fallback');
      const right =
        row.matches.includes(image) === found.length > 0 && row.viaDockerHubFallback.includes(image) === fallback;
      if (!right) wrong.push({ key: row.auths, image, ours: found.length, fallback });
    }
  }
  t.equal(pairs, 15_435);
  t.same(wrong.slice(0, 5), []);
  t.equal(wrong.length, 0);
});

t.test('keyring-details: 1,335 orders of several keys in one secret', async (t) => {
  t.equal(details.ordering.length, 1335);
  const wrong: unknown[] = [];
  for (const row of details.ordering) {
    const found = lookup(row.auths, repositoryOf(row.image));
    const ours = group(found, (match) => match.entry.normalized ?? '').map(({ key, items }) => ({
      key,
      from: items.map((match) => row.auths[match.entryIndex] ?? '').sort(),
    }));
    // Keys of one secret that normalise alike are tried in random order.
    const theirs = row.tryOrder.map(({ key, from }) => ({ key, from: [...from].sort() }));
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) wrong.push({ ours, theirs, image: row.image });
  }
  t.same(wrong.slice(0, 3), []);
  t.equal(wrong.length, 0);
});

interface Group<T> {
  readonly key: string;
  readonly items: T[];
}

function group<T>(all: readonly T[], keyOf: (one: T) => string): readonly Group<T>[] {
  const groups: Group<T>[] = [];
  for (const one of all) {
    const last = groups.at(-1);
    if (last !== undefined && last.key === keyOf(one)) last.items.push(one);
    else groups.push({ key: keyOf(one), items: [one] });
  }
  return groups;
}

t.test('keyring-details: 526 orders over several secrets, skipped ones among them', async (t) => {
  t.equal(details.severalSecrets.length, 526);
  const wrong: unknown[] = [];
  for (const row of details.severalSecrets) {
    const secrets = row.secrets.map((secret) => {
      const hosts = Object.fromEntries(secret.auths.map((key) => [key, { username: 'u', password: 'p' }]));
      const body = secret.key === '.dockercfg' ? hosts : { auths: hosts };
      const value = secret.skipped === 'empty value' ? new Uint8Array() : encoder.encode(JSON.stringify(body));
      return parsePullSecret({
        namespace: 'team',
        name: secret.name,
        type: secret.type,
        data: { [secret.key]: value },
      });
    });
    if (row.image === null) {
      if (secrets.some((secret) => secret.form !== 'unusable')) wrong.push({ secrets });
      continue;
    }
    const found = createKeyring(secrets).lookup(repositoryOf(row.image));
    const ours = group(found, (match) => match.entry.normalized ?? '').map(({ key, items }) => ({
      key,
      creds: group(items, (match) => match.secret).map((one) => ({
        secret: one.key,
        auths: one.items.map((match) => row.secrets[match.secretIndex]?.auths[match.entryIndex] ?? '').sort(),
      })),
    }));
    const theirs = (row.tryOrder ?? []).map(({ key, creds }) => ({
      key,
      creds: creds.map(({ secret, auths }) => ({ secret, auths: [...auths].sort() })),
    }));
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) wrong.push({ ours, theirs, image: row.image });
  }
  t.same(wrong.slice(0, 3), []);
  t.equal(wrong.length, 0);
});

t.test('keyring-details: 1,066 pairs of a matchImages pattern and a repository', async (t) => {
  t.equal(details.matchImages.length, 41);
  t.equal(details.matchTargets.length, 26);
  let pairs = 0;
  for (const row of details.matchImages) {
    t.equal(parsePattern(row.pattern).ok, !row.invalid, row.pattern);
    const ours = details.matchTargets.filter((target) => matchesPattern(row.pattern, target));
    pairs += details.matchTargets.length;
    t.same(ours, row.matches, row.pattern);
  }
  t.equal(pairs, 1066);
});

for (const [file, rows] of [
  ['keyring-kubelet-1.36.jsonl', 2984],
  ['keyring-kubelet-1.36-odd.jsonl', 1497],
] as const) {
  t.test(`${file}: ${rows} recorded answers of a kubelet 1.36`, async (t) => {
    const lines = read(file).trimEnd().split('\n');
    t.equal(lines.length, rows);
    const kinds = { usernames: 0, keyringError: 0, invalidImage: 0 };
    const wrong: unknown[] = [];
    for (const line of lines) {
      const row = JSON.parse(line) as OracleRow & { readonly expect: OracleAnswer };
      const { expect } = row;
      kinds['usernames' in expect ? 'usernames' : 'keyringError' in expect ? 'keyringError' : 'invalidImage'] += 1;
      const ours = answer(row);
      if (!sameAnswer(row, ours, expect)) wrong.push({ row, ours });
    }
    t.comment(`${file}: ${JSON.stringify(kinds)}, ${wrong.length} differences`);
    t.ok(
      Object.values(kinds).every((count) => count > 30),
      'every kind of answer is among them',
    );
    t.same(wrong.slice(0, 3), []);
    t.equal(wrong.length, 0);
  });
}

t.test('the comparison of answers sees a wrong order, a missing name and a wrong kind', async (t) => {
  const body = (auths: Record<string, string>) => ({
    name: 's',
    type: 'kubernetes.io/dockerconfigjson',
    data: {
      '.dockerconfigjson': JSON.stringify({
        auths: Object.fromEntries(Object.entries(auths).map(([k, username]) => [k, { username }])),
      }),
    },
  });
  const row = {
    secrets: [body({ 'ghcr.io': 'a', 'https://ghcr.io': 'b', 'ghcr.io/org': 'c' })],
    image: 'ghcr.io/org/app:1',
  };
  const ours = answer(row);
  const theirs = (usernames: readonly string[]): OracleAnswer => ({
    repository: 'ghcr.io/org/app',
    tag: '1',
    usernames,
  });
  t.ok(sameAnswer(row, ours, theirs(['c', 'a', 'b'])));
  t.ok(sameAnswer(row, ours, theirs(['c', 'b', 'a'])), 'equal keys of one secret: any order');
  t.notOk(sameAnswer(row, ours, theirs(['a', 'c', 'b'])));
  t.notOk(sameAnswer(row, ours, theirs(['c', 'a'])));
  t.notOk(sameAnswer(row, ours, { repository: 'ghcr.io/org/app', tag: '1', keyringError: true }));
  t.notOk(sameAnswer(row, ours, { invalidImage: true }));
});

t.test('keys are tried in descending order of their bytes', async (t) => {
  const order = (auths: readonly string[], repository: string) =>
    lookup(auths, repository).map((m) => m.entry.normalized);
  t.same(order(['*.io', 'ghcr.io', 'ghcr.io/org', 'ghcr.io/or'], 'ghcr.io/org/app'), [
    'ghcr.io/org',
    'ghcr.io/or',
    'ghcr.io',
    '*.io',
  ]);
  // U+FF5E comes before U+1F600 as bytes, and after it as UTF-16. An escaped "#" hides them from the comparison of paths.
  t.same(order(['a.io/x%23～', 'a.io/x%23😀'], 'a.io/x/y'), ['a.io/x#😀', 'a.io/x#～']);
  // Bytes that are no text keep their place and stay different keys.
  t.equal(lookup(['a.io/x%23%ff', 'a.io/x%23%fe', 'a.io/x%23%c3%a9'], 'a.io/x').length, 3);
  t.same(order(['a.io/x%23%c3%a9', 'a.io/x%23%ff', 'a.io/x%23%fe'], 'a.io/x'), [
    'a.io/x#\udcff',
    'a.io/x#\udcfe',
    'a.io/x#é',
  ]);
});

t.test('an IPv6 host without a port is a character class, as it is for the kubelet', async (t) => {
  t.equal(lookup(['[::1]'], '[::1]/app').length, 0);
  t.equal(lookup(['[::1]:5000'], '[::1]:5000/app').length, 1);
  t.equal(lookup(['*'], '[::1]/app').length, 1);
  // Upstream's oddity: the class holds the letter A, and `A` is a host because it is in upper case.
  t.equal(lookup(['[::A]'], 'A/app').length, 1);
});

t.test('a malformed or unusable secret is not in the keyring, and does not shift positions', async (t) => {
  const bad = parsePullSecret({
    namespace: 'team',
    name: 'bad',
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': encoder.encode('{') },
  });
  const opaque = parsePullSecret({ namespace: 'team', name: 'opaque', type: 'Opaque', data: {} });
  const good: PullSecret = { ...secretOf('good', ['quay.io', 'ghcr.io']), changedAt: 7 };
  const [match, ...more] = createKeyring([bad, opaque, good]).lookup('ghcr.io/org/app');
  t.same(more, []);
  t.match(match, { secret: 'good', secretIndex: 2, entryIndex: 1, via: 'key', changedAt: 7 });
});

t.test('a host called __proto__ or constructor is a host like any other', async (t) => {
  const body = '{"auths":{"__proto__":{"username":"a"},"constructor":{"username":"b"},"ghcr.io":{"username":"c"}}}';
  const row = {
    secrets: [{ name: 's', type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': body } }],
    image: 'ghcr.io/a/b',
  };
  const [secret] = row.secrets.map((one) =>
    parsePullSecret({ ...one, namespace: 'team', data: { '.dockerconfigjson': encoder.encode(body) } }),
  );
  t.same(secret?.form === 'dockerconfigjson' && secret.entries.map((entry: AuthEntry) => entry.key), [
    '__proto__',
    'constructor',
    'ghcr.io',
  ]);
  t.match(answer(row), { usernames: ['c'] });
});

t.test('no key and no repository make the matcher throw', async (t) => {
  const piece = fc.constantFrom(
    '*',
    '[',
    ']',
    '\\',
    '^',
    '-',
    'a',
    'io',
    '.',
    ':',
    '/',
    '%',
    '%25',
    '::',
    '@',
    '#',
    '?',
    '5000',
    'é',
    '\ud800',
  );
  const text = fc.oneof(
    fc.string({ unit: ANY_CHARACTER }),
    fc.array(piece, { maxLength: 10 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, text, (key, repository) => {
      keyMatches(key, repository);
      parsePattern(key);
      lookup([key], repository);
    }),
    { numRuns: 1000, seed: 5 },
  );
  t.pass();
});
