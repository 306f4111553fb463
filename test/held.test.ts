/** How much is held of a namespace, by the byte; and a store, whatever is done to it while somebody reads beside it. */
import t from 'tap';
import { parse } from 'yaml';
import {
  ACCOUNT_BOUNDS,
  type Bounds,
  boundedAccount,
  boundedNamespace,
  boundList,
  createLedger,
  MOST_PER_NAMESPACE,
  SECRET_BOUNDS,
} from '../src/cluster/bounds.js';
import type { Kept } from '../src/cluster/convert.js';
import { FAULTS, noFaults } from '../src/cluster/events.js';
import { parseKubeconfig } from '../src/cluster/kubeconfig.js';
import { tokenFiles } from '../src/cluster/kubeconfig-token-files.js';
import { pathOf, RESOURCE_NAMES, resourceNamed, WATCHED } from '../src/cluster/questions.js';
import { createStore, type Difference } from '../src/cluster/store.js';
import type { PullSecret } from '../src/core/types.js';

t.test('what a value weighs, in bytes', (t) => {
  const common = { namespace: 'shop', name: 's', type: 'x' };
  const entry = (key: string, normalized?: string) => ({ key, ...(normalized === undefined ? {} : { normalized }) });
  // Nothing else of them is weighed.
  const secret = (of: object) => ({ ...common, ...of }) as unknown as PullSecret;
  const rows: readonly (readonly [PullSecret, number])[] = [
    [secret({ form: 'dockerconfigjson', entries: [] }), 0],
    [secret({ form: 'dockerconfigjson', entries: [entry('12345')] }), 200 + 10],
    [secret({ form: 'dockercfg', entries: [entry('12345', '123'), entry('1')] }), 200 + 16 + 200 + 2],
    [secret({ form: 'malformed' }), 0],
    [secret({ form: 'unusable' }), 0],
    [secret({ form: 'oversized', count: 5 }), 0],
    [secret({ form: 'oversized', count: 5, labels: { ab: 'cde', f: '' } }), 24 + 10 + 24 + 2],
    [secret({ form: 'dockercfg', entries: [entry('1')], labels: { a: 'b' } }), 200 + 2 + 24 + 4],
  ];
  for (const [value, weight] of rows) t.equal(SECRET_BOUNDS.weigh(value), weight, JSON.stringify(value));
  const account = { namespace: 'shop', name: 'a', imagePullSecrets: ['123', ''], enforceMountable: false };
  t.equal(ACCOUNT_BOUNDS.weigh(account), 24 + 6 + 24);
  t.equal(MOST_PER_NAMESPACE, 2_097_152);
  t.end();
});

t.test('what is left of an object that is not held whole', (t) => {
  const identity = { namespace: 'shop', name: 's', uid: 'u', version: 1 };
  const account = { namespace: 'shop', name: 's', imagePullSecrets: ['r'], enforceMountable: false };
  t.strictSame(ACCOUNT_BOUNDS.thin({ ...identity, value: account, digest: 5 }), identity);
  const value = { namespace: 'shop', name: 's', type: 'x', form: 'dockercfg', entries: [{}, {}], labels: { a: 'b' } };
  const thinned = { namespace: 'shop', name: 's', type: 'x', form: 'oversized', count: 2 };
  t.strictSame(SECRET_BOUNDS.thin({ ...identity, value: value as unknown as PullSecret, digest: 5 }), {
    ...identity,
    value: thinned,
    isThin: true,
    digest: 5,
  });
  t.strictSame(SECRET_BOUNDS.thin(identity), identity);
  t.end();
});

t.test('of an account or a namespace as nobody writes them only that they are there', (t) => {
  const metadata = { namespace: 'shop', name: 'a', uid: 'u', resourceVersion: '1' };
  const identity = { namespace: 'shop', name: 'a', uid: 'u', version: 1 };
  const account = (count: number, length: number) =>
    boundedAccount({ metadata, imagePullSecrets: Array(count).fill({ name: 'x'.repeat(length) }) });
  t.equal(account(256, 64)?.value?.imagePullSecrets.length, 256);
  t.strictSame(account(257, 0), identity);
  t.equal(account(1, 16_384)?.value?.imagePullSecrets.length, 1);
  t.strictSame(account(1, 16_385), identity);
  t.equal(boundedAccount({}), undefined);
  const namespace = (labels: object) => boundedNamespace({ metadata: { ...metadata, labels } });
  t.match(namespace({ a: 'b' }), { namespace: 'a', value: { labels: { a: 'b' } } });
  t.strictSame(namespace({ a: 'b'.repeat(20_000) }), { ...identity, namespace: 'a' });
  t.equal(boundedNamespace({}), undefined);
  t.end();
});

const BOUNDS: Bounds<number> = { weigh: (value) => value, thin: ({ value: _, ...rest }) => rest };
const kept = (name: string, value?: number, more: Partial<Kept<number>> = {}): Kept<number> => ({
  namespace: 'shop',
  name,
  uid: `u-${name}`,
  version: '1',
  ...(value === undefined ? {} : { value }),
  ...more,
});

t.test('a namespace has room for so much, and gets it back', (t) => {
  const ledger = createLedger(BOUNDS);
  const half = MOST_PER_NAMESPACE / 2;
  const holds = (each: Kept<number>, before?: Kept<number>): boolean => ledger.admit(each, before).value !== undefined;
  t.equal(holds(kept('a', half)), true);
  t.equal(holds(kept('b', half)), true, 'to the last byte');
  t.equal(holds(kept('c', 1)), false);
  t.equal(holds(kept('d', 0)), true, 'what weighs nothing is always held');
  t.equal(holds(kept('e', 1, { namespace: 'other' })), true);
  t.equal(holds(kept('a', half - 1), kept('a', half)), true, 'in its own place');
  t.equal(holds(kept('c', 1)), true);
  t.equal(holds(kept('f', 1)), false);
  ledger.release(kept('b', half));
  t.equal(holds(kept('g', half)), true);
  t.equal(holds(kept('h', 1)), false);
  ledger.release(kept('h'));
  t.equal(holds(kept('h', 1)), false, 'what was not held gives nothing back');
  t.equal(ledger.admit(kept('i')).name, 'i');
  const without = createLedger<number>(undefined);
  t.equal(without.admit(kept('a', Number.MAX_VALUE)).value, Number.MAX_VALUE);
  without.release(kept('a', 1));
  const hold = boundList(BOUNDS);
  for (const list of [hold(), hold()]) {
    t.strictSame(
      [half, half, 1].map((value, index) => list(kept(`${index}`, value)).value),
      [half, half, undefined],
      'each list has the room anew',
    );
  }
  t.end();
});

// -------------------------------------------------------------------------------------------------------------- stores

t.test('a store counts and bounds what it holds, whatever is done to it', (t) => {
  const half = MOST_PER_NAMESPACE / 2;
  const store = createStore(BOUNDS);
  const held = (name: string): boolean => store.get('shop', name)?.value !== undefined;
  store.set(kept('a', half));
  store.set(kept('b', half));
  store.set(kept('c', 5));
  t.strictSame([held('a'), held('b'), held('c'), store.size], [true, true, false, 3]);
  store.set(kept('b', half - 5));
  store.set(kept('c', 5));
  t.equal(held('c'), true);
  store.delete('shop', 'a');
  store.delete('shop', 'a');
  store.delete('nowhere', 'a');
  store.set(kept('d', half));
  store.set(kept('e', 1));
  t.strictSame([held('d'), held('e'), store.size], [true, false, 4]);
  store.replace([kept('x', half), kept('y', half), kept('z', 1), kept('x', half)]);
  t.strictSame([held('x'), held('y'), held('z'), store.size], [true, true, false, 3]);
  store.delete('shop', 'x');
  store.set(kept('z', 1));
  t.equal(held('z'), true);
  t.strictSame(store.list('nowhere'), []);
  t.equal(store.get('nowhere', 'a'), undefined);
  t.strictSame(store.namespacesWith('z'), ['shop']);
  store.set(kept('z', 1, { namespace: 'other' }));
  t.strictSame(store.namespacesWith('z'), ['shop', 'other']);
  t.strictSame(
    [...store.all()].map(({ namespace, name }) => `${namespace}/${name}`),
    ['shop/y', 'shop/z', 'other/z'],
  );
  store.delete('other', 'z');
  t.strictSame(store.namespacesWith('z'), ['shop']);
  t.equal(store.size, 2);
  t.end();
});

t.test('a namespace that holds nothing any more is forgotten', (t) => {
  const store = createStore<number>();
  for (const name of ['a', 'b']) store.set(kept(name, 1));
  const deleted = t.capture(Map.prototype, 'delete', Map.prototype.delete);
  const forgotten = (): readonly unknown[] => deleted().map(({ args }) => args[0]);
  store.delete('shop', 'a');
  t.strictSame(forgotten(), ['a']);
  store.delete('shop', 'b');
  t.strictSame(forgotten(), ['b', 'shop']);
  t.end();
});

t.test('who reads beside the watch sees what differs, and writes what nobody touched', (t) => {
  const store = createStore<number>();
  const items = ['a', 'b', 'c'].map((name) => kept(name, 1));
  store.replace([...items, kept('far', 1, { namespace: 'other' })]);
  const word = ({ namespace, name, kept: it }: Difference<number>): string =>
    `${namespace}/${name} ${it === undefined ? 'gone' : it.version}`;
  const differ = (list: readonly Kept<number>[], namespace = 'shop'): readonly string[] =>
    store.read().differences(list, namespace).map(word);
  t.strictSame(differ(items), []);
  t.strictSame(differ(items, ''), ['other/far gone'], 'of all namespaces');
  t.strictSame(differ([]), ['shop/a gone', 'shop/b gone', 'shop/c gone']);
  t.strictSame(differ([...items, kept('d')]), ['shop/d 1']);
  t.strictSame(differ([kept('a', 1, { version: '2' }), kept('b', 1, { uid: 'other' }), kept('c', 9)]), [
    'shop/a 2',
    'shop/b 1',
  ]);
  t.strictSame(differ([kept('a', 1, { namespace: 'nowhere' })], 'nowhere'), ['nowhere/a 1']);

  const reading = store.read();
  const ended = store.read();
  ended.end();
  store.set(kept('a', 1, { version: '5' }));
  store.delete('shop', 'b');
  t.strictSame(reading.differences([kept('c', 1, { version: '2' })], 'shop').map(word), ['shop/c 2']);
  t.strictSame(ended.differences([], 'shop').map(word), ['shop/a gone', 'shop/c gone'], 'it hears of nothing any more');
  t.equal(
    reading.write([
      { namespace: 'shop', name: 'a' },
      { namespace: 'shop', name: 'c' },
    ]),
    1,
  );
  t.strictSame([store.get('shop', 'a')?.version, store.get('shop', 'c')], ['5', undefined]);
  t.equal(reading.write([{ namespace: 'shop', name: 'd', kept: kept('d') }]), 1);
  t.equal(store.get('shop', 'd')?.name, 'd');
  store.replace([]);
  t.equal(reading.write([{ namespace: 'shop', name: 'e', kept: kept('e') }]), 0, 'everything has been replaced');
  t.strictSame(reading.differences([kept('e')], 'shop'), []);
  t.equal(store.size, 0);
  t.end();
});

// --------------------------------------------------------------------------------------------------------------- paths

t.test('faults are counted by the words that there are', (t) => {
  t.strictSame(Object.keys(noFaults()), [...FAULTS]);
  t.strictSame(
    Object.values(noFaults()),
    FAULTS.map(() => 0),
  );
  t.end();
});

t.test('where a resource is', (t) => {
  t.strictSame(
    [
      pathOf('secrets', ''),
      pathOf('secrets', 'shop'),
      pathOf('secrets', 'shop', 'a'),
      pathOf('secrets', 'a b', 'c/d'),
      pathOf('serviceaccounts', 'shop'),
      pathOf('namespaces', ''),
      pathOf('namespaces', 'shop', 'shop'),
    ],
    [
      '/api/v1/secrets',
      '/api/v1/namespaces/shop/secrets',
      '/api/v1/namespaces/shop/secrets/a',
      '/api/v1/namespaces/a%20b/secrets/c%2Fd',
      '/api/v1/namespaces/shop/serviceaccounts',
      '/api/v1/namespaces',
      '/api/v1/namespaces/shop',
    ],
  );
  const using = ['deployments', 'statefulsets', 'daemonsets', 'cronjobs', 'jobs'];
  t.strictSame(WATCHED, ['dockerconfigjson', 'dockercfg', 'serviceaccounts', 'namespaces', ...using]);
  t.ok(['secrets', 'serviceaccounts', 'namespaces'].every((name) => RESOURCE_NAMES.some((each) => each === name)));
  t.strictSame(resourceNamed('secrets'), {
    group: '',
    version: 'v1',
    kind: 'Secret',
    namespaced: true,
    guarded: true,
    lean: 'secret',
  });
  t.end();
});

t.test('the token files of a kubeconfig', (t) => {
  const rows: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['users: [{name: a, user: {tokenFile: t}}, {name: b, user: {tokenFile: /x/y}}]', { a: 't', b: '/x/y' }],
    ['users: [{name: a, user: {token: t}}]', {}],
    ['users: [{name: a, user: {tokenFile: ""}}]', {}],
    ['users: [{name: a, user: {tokenFile: 5}}]', {}],
    ['users: [{name: 5, user: {tokenFile: t}}]', {}],
    ['users: [{user: {tokenFile: t}}, null, 3, {name: c}]', {}],
    ['users: {name: a}', {}],
    ['users: text', {}],
    ['', {}],
    ['[]', {}],
  ];
  for (const [text, files] of rows) t.strictSame(Object.fromEntries(tokenFiles(parse(text))), files, text);
  const warned: unknown[] = [];
  const note = (warning: unknown): void => void warned.push(warning);
  process.on('warning', note);
  const told = t.capture(process, 'emitWarning');
  parseKubeconfig('users: !example-not-a-password []', '/');
  process.off('warning', note);
  t.strictSame([warned, told()], [[], []], 'a tag may be a token');
  t.end();
});
