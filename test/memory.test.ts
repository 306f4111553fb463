/**
 * What the watches hold as a state, and when it is not enough: what is not held, not read yet, held twice, or may be late.
 * The stores are real, the rest of a watch is two words.
 */
import t from 'tap';
import { type Cache, createCacheState, type Held, type HeldObjects, NOT_HELD } from '../src/cluster/cache.js';
import { combineStates, hintsFromMemory } from '../src/cluster/combine.js';
import { createConfirm } from '../src/cluster/confirm.js';
import type { Kept } from '../src/cluster/convert.js';
import { createCurrency } from '../src/cluster/currency.js';
import type { Watched } from '../src/cluster/questions.js';
import { createStore } from '../src/cluster/store.js';
import type { Question } from '../src/core/questions.js';
import type { Lookup } from '../src/core/types.js';
import { askBy, type ReadOptions } from '../src/facts/cluster-state.js';
import { virtualTime } from './support/virtual-time.js';

interface Loop {
  hasListed: boolean;
  isCurrent: boolean;
  /** '' for all. */
  readonly namespace: string;
  readonly held: Held<unknown>;
}

const NAMES = ['dockerconfigjson', 'dockercfg', 'serviceaccounts', 'namespaces'] as const satisfies readonly Watched[];

/** Kept under `namespace/name`, with the word for a value; without one where it is ''. */
type Contents = Readonly<Record<string, string>>;

function loopOf(contents: Contents, namespace = ''): Loop {
  const store = createStore<unknown>();
  for (const [path, value] of Object.entries(contents)) {
    const [where = '', name = ''] = path.split('/');
    const kept: Kept<unknown> = { namespace: where, name, uid: path, version: '1' };
    store.set(value === '' ? kept : { ...kept, value });
  }
  const loop: Loop = {
    hasListed: true,
    isCurrent: true,
    namespace,
    held: { store, hasListed: () => loop.hasListed, isCurrent: () => loop.isCurrent },
  };
  return loop;
}

type Loops = Readonly<Record<Watched, readonly Loop[]>>;

function open(over: Partial<Readonly<Record<Watched, readonly Loop[]>>> = {}): { cache: Cache; loops: Loops } {
  const loops = { ...Object.fromEntries(NAMES.map((name) => [name, [loopOf({})]])), ...over } as Loops;
  // What is held here is words.
  const memory = {
    covering: (watched: Watched, namespace: string) =>
      loops[watched].find((loop) => loop.namespace === '' || loop.namespace === namespace)?.held,
    all: (watched: Watched) => loops[watched].map(({ held }) => held),
  } as unknown as HeldObjects;
  return { cache: createCacheState(memory), loops };
}

const found = (value: unknown): object => ({ state: 'found', value });
const NOT_READ = { state: 'unknown', reason: 'Pullgate has not read the cluster yet' };
const SECRET: Question = { about: 'secret', namespace: 'shop', name: 'a' };
const SECRETS: Question = { about: 'pullSecrets', namespace: 'shop' };
const EVERYWHERE: Question = { about: 'namespacesWithSecret', name: 'a' };
const FOR: Question = { about: 'secretFor', namespace: 'shop', name: 'a', repositories: [] };

t.test('what is held is found, under its namespace and name', (t) => {
  const { cache } = open({
    dockerconfigjson: [loopOf({ 'shop/a': 'one', 'other/a': 'two', 'shop/large': '' })],
    dockercfg: [loopOf({ 'shop/b': 'three', 'alpha/a': 'four', 'other/a': 'five' })],
    serviceaccounts: [loopOf({ 'shop/web': 'account', 'shop/crowded': '' })],
    namespaces: [loopOf({ 'shop/shop': 'namespace' })],
  });
  const rows: readonly (readonly [Question, object])[] = [
    [SECRET, found('one')],
    [{ ...SECRET, name: 'b' }, found('three')],
    [{ ...SECRET, name: 'nothing' }, NOT_HELD],
    [{ ...SECRET, name: 'large' }, NOT_HELD],
    [{ ...SECRET, namespace: 'nowhere' }, NOT_HELD],
    [{ ...SECRET, namespace: 'other' }, NOT_HELD],
    [FOR, NOT_HELD],
    [SECRETS, found(['one', 'three'])],
    [{ ...SECRETS, namespace: 'nowhere' }, found([])],
    [EVERYWHERE, found(['alpha', 'other', 'shop'])],
    [{ ...EVERYWHERE, name: 'nothing' }, found([])],
    [{ about: 'namespace', namespace: 'shop' }, found('namespace')],
    [{ about: 'namespace', namespace: 'nowhere' }, NOT_HELD],
    [{ about: 'serviceAccount', namespace: 'shop', name: 'web' }, found('account')],
    [{ about: 'serviceAccounts', namespace: 'shop' }, found(['account'])],
  ];
  for (const [question, wanted] of rows) t.strictSame(cache.ask(question), wanted, JSON.stringify(question));
  t.end();
});

t.test('before all that could hold it was listed, nothing is known', (t) => {
  const { cache, loops } = open({ dockercfg: [loopOf({ 'shop/a': 'one' })] });
  const [first] = loops.dockerconfigjson;
  if (first === undefined) throw new Error('no loop');
  first.hasListed = false;
  for (const question of [SECRET, SECRETS, EVERYWHERE]) t.strictSame(cache.ask(question), NOT_READ);
  t.strictSame(cache.ask(FOR), NOT_HELD);
  first.hasListed = true;
  t.strictSame(cache.ask(SECRET), found('one'));
  t.end();
});

t.test('what no watch covers is not held', (t) => {
  const { cache } = open({
    dockerconfigjson: [loopOf({ 'shop/a': 'one' }, 'shop')],
    dockercfg: [loopOf({}, 'shop')],
    serviceaccounts: [],
  });
  t.strictSame(cache.ask(SECRET), found('one'));
  t.strictSame(cache.ask({ ...SECRET, namespace: 'other' }), NOT_HELD);
  t.strictSame(cache.ask({ ...SECRETS, namespace: 'other' }), NOT_HELD);
  t.strictSame(cache.ask(EVERYWHERE), found(['shop']));
  t.strictSame(cache.ask({ about: 'serviceAccounts', namespace: 'shop' }), NOT_HELD);
  const none = open({ dockerconfigjson: [], dockercfg: [] });
  t.strictSame(none.cache.ask(EVERYWHERE), NOT_HELD);
  const half = open({ dockercfg: [] });
  t.strictSame(half.cache.ask(SECRET), NOT_HELD, 'of one kind alone it is not known');
  t.end();
});

t.test('an answer is current when all that it rests on is', (t) => {
  const { cache, loops } = open();
  t.equal(cache.isCurrent(SECRET), true);
  t.equal(cache.isCurrent(FOR), false, 'what nothing holds never is');
  for (const watched of ['dockerconfigjson', 'dockercfg'] as const) {
    const [loop] = loops[watched];
    if (loop === undefined) throw new Error('no loop');
    loop.isCurrent = false;
    t.strictSame([SECRET, SECRETS].map(cache.isCurrent), [false, false]);
    t.equal(cache.isCurrent({ about: 'namespace', namespace: 'shop' }), true);
    loop.isCurrent = true;
  }
  const narrow = open({ serviceaccounts: [loopOf({}, 'shop')] });
  const account = (namespace: string): Question => ({ about: 'serviceAccounts', namespace });
  t.strictSame([account('shop'), account('other')].map(narrow.cache.isCurrent), [true, false]);
  t.end();
});

// --------------------------------------------------------------------------------------------------------- combined

t.test('who is asked: memory, the API server, or both', async (t) => {
  const asked: string[] = [];
  const fresh = {
    ask: askBy((question, read) => {
      asked.push(`fresh ${question.about} ${Object.keys(read).join()}`.trim());
      return { state: 'found', value: 'fresh' };
    }),
  };
  type Row = readonly [held: object, isCurrent: boolean, Question, ReadOptions, both: string, hints: string];
  const WHY = 'it is not among what Pullgate watches';
  const held = found('held');
  const hint = { hint: true } as const;
  const rows: readonly Row[] = [
    [held, true, SECRET, {}, 'held', 'fresh: fresh secret'],
    [held, false, SECRET, {}, 'fresh: confirm, fresh secret, secrets shop', 'fresh: fresh secret'],
    [held, true, SECRET, hint, 'held', 'held'],
    [held, false, SECRET, hint, 'held', 'fresh: fresh secret hint'],
    [NOT_HELD, true, SECRET, {}, 'fresh: fresh secret', 'fresh: fresh secret'],
    [NOT_HELD, false, SECRET, {}, 'fresh: fresh secret', 'fresh: fresh secret'],
    [NOT_HELD, true, SECRET, hint, 'fresh: fresh secret hint', 'fresh: fresh secret hint'],
    [NOT_READ, false, SECRET, {}, 'Pullgate has not read the cluster yet', 'fresh: fresh secret'],
    [NOT_READ, true, SECRET, hint, 'Pullgate has not read the cluster yet', 'Pullgate has not read the cluster yet'],
    [held, true, EVERYWHERE, {}, 'held', 'held'],
    [held, false, EVERYWHERE, {}, 'held', 'held'],
    [NOT_HELD, false, EVERYWHERE, {}, WHY, WHY],
  ];
  for (const [answer, isCurrent, question, read, both, hints] of rows) {
    // It answers every question so.
    const cache: Cache = { ask: (() => answer) as unknown as Cache['ask'], isCurrent: () => isCurrent };
    const doubt = {
      confirm: async <T>(_: Lookup<T>, ask: () => unknown, isRefused: () => boolean): Promise<Lookup<T>> => {
        asked.push('confirm');
        const lookup = await ask();
        isRefused();
        // As it was asked.
        return lookup as Lookup<T>;
      },
      ledger: {
        isLost: (resource: string, namespace: string) => {
          asked.push(`${resource} ${namespace}`);
          return false;
        },
      },
    };
    const words = async (state: { readonly ask: typeof fresh.ask }): Promise<string> => {
      asked.length = 0;
      const lookup: Lookup<unknown> = await state.ask(question, read);
      if (lookup.state === 'unknown') return lookup.reason;
      const value = lookup.state === 'found' ? String(lookup.value) : lookup.state;
      return asked.length === 0 ? value : `${value}: ${asked.join(', ')}`;
    };
    const what = JSON.stringify([answer, isCurrent, question, read]);
    t.equal(await words(combineStates(cache, fresh, doubt)), both, what);
    t.equal(await words(hintsFromMemory(cache, fresh)), hints, what);
  }
});

t.test('what is held is confirmed where the API server answers in time, and stands where it does not', async (t) => {
  const time = virtualTime(t);
  const held: Lookup<string> = { state: 'found', value: 'held' };
  const answers: Readonly<Record<string, Lookup<string>>> = {
    found: { state: 'found', value: 'fresh' },
    absent: { state: 'absent' },
    unknown: { state: 'unknown', reason: 'why' },
  };
  const confirm = createConfirm({ timings: { confirmMs: 700 }, clock: time.now });
  const ask = (answer: Lookup<string>, ms: number, isRefused = false) => {
    const told: { is?: Lookup<string> } = {};
    const asked = (): Promise<Lookup<string>> =>
      new Promise((done) => (ms === 0 ? done(answer) : void setTimeout(() => done(answer), ms)));
    void confirm(held, asked, () => isRefused).then((lookup) => {
      told.is = lookup;
    });
    return told;
  };
  for (const [name, answer] of Object.entries(answers)) {
    const atOnce = ask(answer, 0);
    const refused = ask(answer, 0, true);
    await time.settle();
    t.equal(atOnce.is, name === 'unknown' ? held : answer, name);
    t.equal(refused.is, answer, 'a refusal does not go away by waiting');
  }
  t.strictSame(time.due(), [], 'no timer is left');
  const just = ask(answers['absent'] ?? held, 699);
  await time.pass(699);
  t.equal(just.is, answers['absent']);
  const late = ask(answers['absent'] ?? held, 701);
  await time.pass(699);
  t.equal(late.is, undefined);
  await time.pass(1);
  t.equal(late.is, held);
  await time.pass(1999);
  const silent = ask(answers['absent'] ?? held, 1);
  await time.settle();
  t.equal(silent.is, held, 'a silent server is not waited for');
  await time.pass(1);
  const again = ask(answers['absent'] ?? held, 1);
  await time.pass(1);
  t.equal(again.is, answers['absent'], 'but asked again after two seconds');
});

t.test('memory is current while a watch is open, settled and heard', async (t) => {
  const time = virtualTime(t);
  const currency = createCurrency({ settleMs: 100, quietMs: 1000 }, time.now);
  t.equal(currency.isCurrent(), false);
  await time.pass(5000);
  t.equal(currency.isCurrent(), false, 'before the first watch');
  currency.opened();
  await time.pass(99);
  t.equal(currency.isCurrent(), false);
  await time.pass(1);
  t.equal(currency.isCurrent(), true);
  await time.pass(900);
  t.equal(currency.isCurrent(), true, '1000 ms of silence');
  await time.pass(1);
  t.equal(currency.isCurrent(), false);
  currency.heard();
  t.equal(currency.isCurrent(), true);
  currency.closed();
  t.equal(currency.isCurrent(), false);
  currency.heard();
  t.equal(currency.isCurrent(), false, 'by a byte alone it is not');
  currency.opened();
  await time.pass(60);
  currency.closed();
  t.strictSame(time.due(), [], 'nothing is waited for');
  currency.opened();
  await time.pass(60);
  t.equal(currency.isCurrent(), false, 'the wait begins anew');
  currency.opened();
  await time.pass(60);
  t.equal(currency.isCurrent(), false);
  t.equal(time.due().length, 1);
  await time.pass(40);
  t.equal(currency.isCurrent(), true);
  currency.opened();
  t.equal(currency.isCurrent(), false);
  // Cut off and opened again between the timer and the turn in which the bytes are read.
  const clear = globalThis.clearTimeout;
  let isOnce = true;
  t.intercept(globalThis, 'clearTimeout', {
    value: (timer: NodeJS.Timeout) => {
      clear(timer);
      if (isOnce) queueMicrotask(currency.opened);
      isOnce = false;
    },
  });
  await time.pass(100);
  t.equal(currency.isCurrent(), false);
  await time.pass(100);
  t.equal(currency.isCurrent(), true);
});
