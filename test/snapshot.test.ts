/**
 * The file of a snapshot: how it reads in a review, that it says all it was given and nothing else, and what is said of one
 * that somebody damaged. That verdicts are the same is snapshot-parity.test.ts; the command is snapshot-cli.test.ts.
 */
import t from 'tap';
import type { Lookup, PullSecret } from '../src/core/types.js';
import type { Holdings, Inventory } from '../src/facts/inventory.js';
import { readManifests } from '../src/manifests/read.js';
import { createManifestState } from '../src/manifests/state.js';
import { readSnapshot } from '../src/snapshot/read.js';
import { renderSnapshot } from '../src/snapshot/render.js';
import { createSnapshotState } from '../src/snapshot/state.js';
import { yamlOf } from '../src/snapshot/yaml.js';
import { reread, snapshotOf } from './support/snapshots.js';

const secret = (config: unknown): string => Buffer.from(JSON.stringify(config)).toString('base64');
const jwt = (claims: object): string =>
  ['{"alg":"none"}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');
const LOGIN = { username: 'planted-user', password: 'planted-password' };
const EXPIRES = { username: '<token>', password: jwt({ exp: Date.parse('2026-12-01T08:00:00Z') / 1000 }) };

const CLUSTER = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pullgate.dev/mode: warn, "on": "yes", empty: ""}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: deployer, namespace: shop, annotations: {kubernetes.io/enforce-mountable-secrets: "true"}}
imagePullSecrets: [{name: regcred}, {}]
secrets: [{name: mounted}]
---
apiVersion: v1
kind: Secret
metadata: {name: regcred, namespace: shop, labels: {team: web}}
type: kubernetes.io/dockerconfigjson
data: {.dockerconfigjson: ${secret({ auths: { 'ghcr.io/acme': LOGIN, 'reg.example.com:5000': EXPIRES, 'https://index.docker.io/v1/': {}, ' blank.example.com': LOGIN } })}}
---
apiVersion: v1
kind: Secret
metadata:
  name: ecr
  namespace: shop
  ownerReferences: [{apiVersion: external-secrets.io/v1, kind: ExternalSecret, name: ecr, uid: "1"}]
  managedFields: [{time: "2026-11-20T06:00:00Z", fieldsV1: {"f:data": {"f:.dockercfg": {}}}}]
type: kubernetes.io/dockercfg
data: {.dockercfg: ${secret({ '123456789012.dkr.ecr.eu-west-1.amazonaws.com': { username: 'AWS', password: 'planted-password' } })}}
---
apiVersion: v1
kind: Secret
metadata: {name: broken, namespace: shop}
type: kubernetes.io/dockerconfigjson
stringData: {.dockerconfigjson: '{"auths": []}'}
---
apiVersion: v1
kind: Secret
metadata: {name: typed, namespace: shop, labels: {team: web}}
stringData: {.dockerconfigjson: '${JSON.stringify({ auths: { 'ghcr.io': LOGIN } })}'}
---
apiVersion: v1
kind: Secret
metadata: {name: database, namespace: shop, labels: {team: web}}
stringData: {password: planted-password}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop}
spec: {imagePullSecrets: [{name: regcred}], containers: [{name: web, image: "ghcr.io/acme/web:1"}]}
status: {phase: Running, containerStatuses: [{name: web, image: "ghcr.io/acme/web:1", imageID: x, state: {running: {}}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-2, namespace: shop}
spec: {imagePullSecrets: [{name: regcred}], containers: [{name: web, image: "ghcr.io/acme/web:1"}]}
status: {phase: Running, containerStatuses: [{name: web, image: "ghcr.io/acme/web:1", imageID: x, state: {running: {}}}]}
`;

function inventoryOf(manifests: string, only?: readonly string[]): Inventory {
  return createManifestState(readManifests(manifests, 'f').objects, { offline: false }).inventory(only);
}

const SETTINGS = { mode: 'enforce', registries: { public: ['docker.io', 'quay.io/acme/'], private: [] } };
const FILE = renderSnapshot({ ...snapshotOf(inventoryOf(CLUSTER, ['shop', 'gone']), SETTINGS), provider: 'eks' });

t.test('it reads as a list of facts', async (t) => {
  t.matchSnapshot(FILE, 'a file');
  t.notMatch(FILE, /planted/, 'no user, no password');
  t.notMatch(FILE, /[^ -~\n]|.{200}|[ \t]\n/, 'short lines of printable ASCII, no blanks at their ends');
});

/** What changed, as a diff without context shows it. */
function changes(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const lines = [...old.filter((line) => !now.includes(line)).map((line) => `-${line}`)];
  return [...lines, ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`)].join('\n');
}

t.test('a change of the cluster is a change of the lines that say so', async (t) => {
  const after = (manifests: string): string =>
    changes(
      FILE,
      renderSnapshot({ ...snapshotOf(inventoryOf(manifests, ['shop', 'gone']), SETTINGS), provider: 'eks' }),
    );
  t.equal(after(CLUSTER), '');
  t.equal(
    after(CLUSTER.replace('mode: warn', 'mode: audit')),
    '-      pullgate.dev/mode: warn\n+      pullgate.dev/mode: audit',
  );
  t.equal(after(CLUSTER.replace('{name: regcred}, {}]', '{name: ecr}, {}]')), '-      - regcred\n+      - ecr');
  t.equal(after(CLUSTER.replace('name: database', 'name: cache')), '-  shop/database: Opaque\n+  shop/cache: Opaque');
  const changed = CLUSTER.replace('2026-11-20T06:00:00Z', '2026-11-21T06:00:00Z');
  t.match(after(changed), /^-\s+changedAt: "2026-11-20T06:00:00Z"\n\+\s+changedAt: "2026-11-21T06:00:00Z"$/);
});

t.test('the order of things, how often they are asked for, and the hour do not change a byte', async (t) => {
  const backwards = CLUSTER.trim().split('\n---\n').reverse().join('\n---\n');
  const snapshot = { ...snapshotOf(inventoryOf(backwards, ['gone', 'shop']), SETTINGS), provider: 'eks' } as const;
  t.equal(renderSnapshot(snapshot), FILE);
  t.equal(renderSnapshot(reread(FILE)), FILE, 'and what was read is written as it was');
  t.equal(renderSnapshot(reread(FILE.replaceAll('\n', '\r\n'))), FILE, 'with the line ends of Windows, too');
});

// -------------------------------------------------------------------------------------------------------- nothing is lost

const KEY = { namespace: 'shop', name: 'x' };
const ENTRY = {
  key: 'a.io',
  normalized: 'a.io',
  hasUser: true,
  login: 'other',
  flaws: [],
  ignoredToken: false,
} as const;
const JSON_TYPE = 'kubernetes.io/dockerconfigjson';

/** Every form, and every field that may be there. */
const SECRETS: readonly PullSecret[] = [
  { ...KEY, type: JSON_TYPE, form: 'dockerconfigjson', usesHelper: false, entries: [] },
  {
    ...KEY,
    type: JSON_TYPE,
    form: 'dockerconfigjson',
    usesHelper: true,
    slip: 'nested',
    madeBy: 'Kyverno',
    entries: [ENTRY],
  },
  {
    ...{ ...KEY, type: 'kubernetes.io/dockercfg', form: 'dockercfg', usesHelper: false, changedAt: 1_790_000_000_123 },
    labels: { a: 'true', 'x/y': '1.0', z: '' },
    entries: [
      { ...ENTRY, lifetime: 43_200_000, login: 'ecr', flaws: ['password-newline', 'not-utf8'], ignoredToken: true },
      { ...ENTRY, normalized: null, dropped: 'it holds a blank', expiresAt: 1.5e15, hasUser: false },
      {
        ...{ ...ENTRY, key: 'a key with a blank in front', expiresAt: 1_790_000_000_000.5 },
        described: {
          slips: [{ kind: 'blank-in-key', place: 'front', dropped: 'why' }, { kind: 'odd-character' }],
          rest: 'a.io',
        },
      },
    ],
  },
  { ...KEY, type: JSON_TYPE, form: 'oversized', count: 70_000, labels: { a: 'b' } },
  { ...KEY, type: JSON_TYPE, form: 'malformed', fault: { code: 'no-colon', path: 'auths["a"].auth', why: 'no colon' } },
  { ...KEY, type: JSON_TYPE, form: 'malformed', fault: { code: 'syntax', path: '', why: 'it ends' } },
  { ...KEY, type: JSON_TYPE, form: 'unusable', why: 'key-empty' },
  { ...KEY, type: JSON_TYPE, form: 'unusable', why: 'key-missing' },
  { ...KEY, type: 'Opaque', form: 'unusable', why: 'type', madeBy: 'its owner' },
  { ...KEY, type: 'a\ttype: of "its" own\u2028\u00e9 \ud83d\ude80', form: 'unusable', why: 'type' },
  {
    ...{ ...KEY, type: 'Opaque', form: 'unusable', why: 'type' },
    holds: { dataKey: 'config.json', encodedTwice: true, entries: [ENTRY] },
  },
];

t.test('every form of a secret comes back as it was', async (t) => {
  for (const [index, each] of SECRETS.entries()) {
    const inventory = one({ secrets: found([each]) });
    t.strictSame(reread(renderSnapshot(snapshotOf(inventory))).inventory, inventory, `${index}: ${each.form}`);
  }
});

t.test(
  'what no verdict rests on is left out: the age of what does not age, labels of what is not injected',
  async (t) => {
    const [plain] = SECRETS;
    if (plain === undefined) throw new Error('there is none');
    const opaque: PullSecret = { ...KEY, type: 'Opaque', form: 'unusable', why: 'type' };
    for (const [given, expected] of [
      [{ ...plain, changedAt: 1 }, plain],
      [{ ...opaque, changedAt: 1, labels: { team: 'web' } }, opaque],
    ] as const) {
      const back = reread(renderSnapshot(snapshotOf(one({ secrets: found([given]) })))).inventory;
      t.strictSame(back, one({ secrets: found([expected]) }));
    }
  },
);

function found<T>(value: T): Extract<Lookup<T>, { readonly state: 'found' }> {
  return { state: 'found', value };
}

function one(over: Partial<Holdings>, more: Partial<Inventory> = {}): Inventory {
  const facts = found({ name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop' } });
  const holdings = { facts, serviceAccounts: found([]), secrets: found([]), imagesInUse: found([]), ...over };
  return { source: 'api-server', only: undefined, namespaces: new Map([['shop', holdings]]), ...more };
}

t.test('what was not known stays unknown, in the same words, and is never absent', async (t) => {
  const unknown = (reason: string) => ({ state: 'unknown', reason }) as const;
  const inventory = one(
    {
      facts: unknown('no right to the namespace'),
      serviceAccounts: unknown('no right: "x"'),
      secrets: unknown('no right to read Secrets in namespace shop (403)'),
      imagesInUse: { ...found([{ named: ['a/b'], runs: [], imagePullSecrets: [''], more: true }]), partial: true },
    },
    { only: ['shop'] },
  );
  const back = reread(renderSnapshot(snapshotOf(inventory))).inventory;
  t.strictSame(back, inventory);
  const { ask } = createSnapshotState(back);
  const asked = { namespace: 'shop', name: 'regcred' };
  for (const [question, reason] of [
    [{ about: 'namespace', namespace: 'shop' }, /^no right to the namespace$/],
    [{ about: 'serviceAccount', ...asked }, /^no right: "x"$/],
    [{ about: 'serviceAccounts', namespace: 'shop' }, /^no right: "x"$/],
    [{ about: 'secret', ...asked }, /\(403\)$/],
    [{ about: 'secretFor', ...asked, repositories: [] }, /\(403\)$/],
    [{ about: 'pullSecrets', namespace: 'shop' }, /\(403\)$/],
    [{ about: 'secret', ...asked, namespace: 'other' }, /^the snapshot was not taken of namespace other$/],
    [{ about: 'namespace', namespace: 'other' }, /not taken of namespace other/],
    [{ about: 'serviceAccount', ...asked, namespace: 'other' }, /not taken of namespace other/],
    [{ about: 'imagesInUse', namespace: 'other' }, /not taken of namespace other/],
  ] as const) {
    const answer = await ask(question, {});
    t.match(answer, { state: 'unknown', reason }, JSON.stringify(question));
  }
  t.match(await ask({ about: 'imagesInUse', namespace: 'shop' }, {}), { state: 'found', partial: true });
});

t.test(
  'a list that is not all there is makes nothing absent, and neither does what a snapshot leaves out',
  async (t) => {
    const account = { namespace: 'shop', name: 'a', imagePullSecrets: [], enforceMountable: false };
    const large: PullSecret = { ...KEY, type: JSON_TYPE, form: 'oversized', count: 9000 };
    const { ask } = createSnapshotState(
      one({ serviceAccounts: { ...found([account]), partial: true }, secrets: { ...found([large]), partial: true } }),
    );
    const asked = { namespace: 'shop', name: 'b' };
    t.match(await ask({ about: 'serviceAccount', ...asked }, {}), { state: 'unknown', reason: /only a part/ });
    t.match(await ask({ about: 'serviceAccount', ...asked, name: 'a' }, {}), { state: 'found' });
    t.match(await ask({ about: 'secret', ...asked }, {}), { state: 'unknown', reason: /only a part/ });
    t.match(await ask({ about: 'secretFor', ...KEY, repositories: ['a/b'] }, {}), {
      state: 'unknown',
      reason: /more entries/,
    });
    const all = createSnapshotState(one({}));
    t.match(await all.ask({ about: 'secret', ...asked }, {}), { state: 'absent' });
    const release = { ...asked, name: 'sh.helm.release.v1.web.v3' };
    t.match(await all.ask({ about: 'secret', ...release }, {}), { state: 'unknown', reason: /Helm/ });
  },
);

// ---------------------------------------------------------------------------------------------------------- damaged files

const lineOf = (text: string, line: RegExp): number => text.split('\n').findIndex((each) => line.test(each)) + 1;

t.test('a file that was damaged is refused, with the line and what would be right', async (t) => {
  const told: string[] = [];
  for (const [what, text, line] of [
    ['empty', ' \n'],
    ['a manifest', 'apiVersion: v1\nkind: Pod\n', 1],
    ['a list', '- a\n', 1],
    ['a newer format', FILE.replace('pullgate.dev/v1', 'pullgate.dev/v2'), lineOf(FILE, /^apiVersion/)],
    ['no version', FILE.replace('pullgate.dev/v1', 'pullgate.dev/vX'), lineOf(FILE, /^apiVersion/)],
    ['cut off behind a line', FILE.slice(0, FILE.indexOf('    entries:'))],
    ['cut off within a line', FILE.slice(0, FILE.indexOf('ghcr.io') + 3)],
    ['cut off in quotes', FILE.slice(0, FILE.indexOf('"2026-11') + 5), lineOf(FILE, /"2026-11/)],
    ['a merge conflict', FILE.replace('secrets:\n', '<<<<<<< ours\nsecrets:\n'), lineOf(FILE, /^secrets:/)],
    ['a section that is missing', FILE.replace(/imagesInUse:[\s\S]*\n\.{3}/, '...'), lineOf(FILE, /^apiVersion/)],
    ['a name twice', FILE.replace('shop/database', 'shop/broken'), lineOf(FILE, /shop\/database/)],
    ['a field that nobody knows', FILE.replace('    madeBy:', '    madeFrom:'), lineOf(FILE, /madeBy/)],
    ['a section that nobody knows', FILE.replace('secrets:\n', 'passwords: {}\nsecrets:\n'), lineOf(FILE, /^secrets:/)],
    ['a word that is none', FILE.replace('login: ecr', 'login: aws'), lineOf(FILE, /login: ecr/)],
    ['a number for a text', FILE.replace('madeBy: External Secrets', 'madeBy: 1.20'), lineOf(FILE, /madeBy/)],
    [
      'a text for a map',
      FILE.replace(/labels:\n {6}empty.*\n {6}"on".*\n {6}pull.*\n/, 'labels: none\n'),
      lineOf(FILE, /labels:/),
    ],
    ['no time', FILE.replace('"2026-12-01T08:00:00Z"', 'soon'), lineOf(FILE, /expiresAt/)],
    ['a namespace that is not listed', FILE.replace('shop/database', 'shed/database'), lineOf(FILE, /shop\/database/)],
    ['a name without its namespace', FILE.replace('shop/database', 'database'), lineOf(FILE, /shop\/database/)],
    [
      'unknown of nothing',
      FILE.replace('\n...', '\nunknown:\n  nodes/shop: no right\n...'),
      lineOf(FILE, /^\.\.\./) + 1,
    ],
    ['an alias', FILE.replace('mode: enforce', 'mode: &a enforce').replace('Opaque', '*a'), lineOf(FILE, /Opaque/)],
    ['a second document', `${FILE}---\na: 1\n...\n`, lineOf(FILE, /^\.\.\./) + 1],
    ['nested without end', FILE.replace('policy:', `policy: ${'['.repeat(20_000)}`)],
    ['another form of secret', FILE.replace('form: malformed', 'form: encrypted'), lineOf(FILE, /form: malformed/)],
    ['a control character', FILE.replace('ghcr.io', 'gh\u0000cr.io'), lineOf(FILE, /ghcr.io/)],
    ['a login in a field name', FILE.replace('    madeBy:', '    "\u001b[2Jx":'), lineOf(FILE, /madeBy/)],
  ] as const) {
    const read = readSnapshot(text);
    if (read.ok) t.fail(`${what} was taken`);
    else {
      if (line !== undefined) t.equal(read.line, line, what);
      t.notMatch(read.why, /[^ -~]/, what);
      told.push(`${what}: ${read.why.length > 300 ? `${read.why.slice(0, 300)}...` : read.why}`);
    }
  }
  t.matchSnapshot(told.join('\n'), 'what is said');
});

t.test(
  'no line that is lost, doubled or turned makes anything but a fault or another snapshot, and none throws',
  async (t) => {
    const lines = FILE.split('\n');
    let refused = 0;
    for (const [at, line] of lines.entries()) {
      if (at % 3 > 0) continue;
      const others = [[], [line, line], [line.trim()], [`  ${line}`], [line.replace(/:.*/, ': {}')], [`${line} x`]];
      // Each fault at some lines: all at all lines would say no more.
      const other = others[(at / 3) % others.length] ?? [];
      const read = readSnapshot([...lines.slice(0, at), ...other, ...lines.slice(at + 1)].join('\n'));
      if (read.ok) renderSnapshot(read.snapshot);
      else refused += 1;
    }
    t.ok(refused > lines.length / 9, `${refused} of ${lines.length} were refused`);
  },
);

// ------------------------------------------------------------------------------------------------------------------ YAML

t.test('every text comes back out of YAML as it was', async (t) => {
  const texts = ['', ' ', 'a', 'yes', 'No', 'NULL', '~', '1', '1e3', '0x1', '1_000', '12:30:45', '2026-01-31', '.inf'];
  texts.push(
    'a: b',
    'a:',
    ':a',
    'a #b',
    '#a',
    '- a',
    '-',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a',
    '{a',
    '[a',
    'a,b',
    '"a"',
  );
  texts.push(
    "'a'",
    'a  b',
    ' a',
    'a ',
    'a\nb',
    'a\tb',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\ufeff',
    'é',
    '🚀',
    '\\',
    '\u0000',
  );
  texts.push(
    'https://index.docker.io/v1/',
    '*.dkr.ecr.*.amazonaws.com',
    'reg.example.com:5000/a',
    '<<',
    '__proto__',
    '=',
  );
  const value = { texts, nested: [[], {}, [['a']], { a: [{ b: 'c', d: ['e'] }] }, null, true, 0.5], keys: own(texts) };
  const text = `apiVersion: v1\nkind: X\n${yamlOf(value)}`;
  const [read] = readManifests(text, 'f').objects;
  t.strictSame(read?.object, { apiVersion: 'v1', kind: 'X', ...value });
});

/** `__proto__` is a name like others. */
function own(names: readonly string[]): { readonly [key: string]: string } {
  return Object.fromEntries(names.map((name) => [name, name]));
}
