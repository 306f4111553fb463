/** Secrets that are larger than what is held: how large that is, that nothing is judged by a part, and what it costs. */
import t from 'tap';
import {
  ACCOUNT_BOUNDS,
  boundedAccount,
  boundList,
  createLedger,
  MOST_PER_NAMESPACE,
  SECRET_BOUNDS,
} from '../src/cluster/bounds.js';
import { convertSecret, type Kept, secretSteps } from '../src/cluster/convert.js';
import { leanOf } from '../src/cluster/lean.js';
import { createStore } from '../src/cluster/store.js';
import { wholly } from '../src/core/parts.js';
import { replaceable } from '../src/core/remedy.js';
import { chooseKeys, MOST_ENTRIES, MOST_KEY_BYTES } from '../src/core/secret/oversized.js';
import { parsePullSecret, pullSecretSteps } from '../src/core/secret/parse.js';
import type { PullSecret, RawSecret } from '../src/core/types.js';
import { type Assessment, assess } from '../src/facts/assess.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import { admissionOf, type Case, mergeSettings, NOW } from './support/case.js';
import { partsDecideNothing } from './support/parts-of-secrets.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

const TYPE = 'kubernetes.io/dockerconfigjson';

function raw(config: string, labels?: Readonly<Record<string, string>>): RawSecret {
  const data = { '.dockerconfigjson': Buffer.from(config) };
  return { namespace: 'shop', name: 'big', type: TYPE, data, ...(labels === undefined ? {} : { labels }) };
}

function auths(count: number, write = (index: number): string => `"x-${index}.example.com": {}`): string {
  return `{"auths": {${Array.from({ length: count }, (_, index) => write(index)).join(', ')}}}`;
}

/** What is told of it in a word. */
function told(secret: PullSecret): string | number {
  if ('entries' in secret) return secret.entries.length;
  return secret.form === 'oversized' ? `oversized ${secret.count}` : secret.form;
}

t.test('so much is held of a secret, and beyond that its size', async (t) => {
  const long = (bytes: number): string => `{"auths": {"${'k'.repeat(bytes)}": {}}}`;
  const label = (characters: number) => ({ l: 'v'.repeat(characters) });
  const rows: readonly (readonly [string, string | number, Readonly<Record<string, string>>?])[] = [
    [auths(MOST_ENTRIES), MOST_ENTRIES],
    [auths(MOST_ENTRIES + 1), `oversized ${MOST_ENTRIES + 1}`],
    [auths(1000, () => '"ghcr.io": {}'), 1],
    [long(MOST_KEY_BYTES), 1],
    [long(MOST_KEY_BYTES + 1), 'oversized 1'],
    [auths(1), 1, label(16_000)],
    [auths(1), 'oversized 1', label(16_384)],
    [auths(5000, (index) => (index < 4999 ? `"x-${index}": {}` : '"last": {"auth": "%"}')), 'malformed'],
    [auths(5000, (index) => (index < 4999 ? `"x-${index}": {}` : '"last": 5')), 'malformed'],
    [`${auths(5000)} x`, 'malformed'],
    [auths(5000).replace(/\}$/, ', "HttpHeaders": {"a": 5}}'), 'malformed'],
    // null empties the map (semantics 2.8), and what comes then is all there is.
    [auths(5000).replace(/\}$/, ', "auths": null, "Auths": {"ghcr.io": {}}}'), 1],
    [
      auths(200).replace(/\}$/, `, "auths": {${auths(200, (index) => `"y-${index}": {}`).slice(11, -1)}}`),
      'oversized 400',
    ],
  ];
  for (const [config, expected, labels] of rows) t.equal(told(parsePullSecret(raw(config, labels))), expected);
  const labels = parsePullSecret(raw(auths(1), label(20_000)));
  t.notOk('labels' in labels, 'what chooses for injection is whole, or not there');
});

t.test('a key that nobody typed is neither quoted in part nor kept', async (t) => {
  const fault = parsePullSecret(raw(`{"auths": {"https://u:hunter2@${'k'.repeat(600)}": {"auth": "%"}}}`));
  t.match(fault, { form: 'malformed', fault: { path: 'auths[a key of 620 bytes].auth' } });
});

t.test('of a large secret everything is read that decides, and nothing is decided by a part', async (t) => {
  partsDecideNothing(300);
  t.pass();
});

t.test('among thousands of wildcard keys those that match thousands of images are picked out', async (t) => {
  const repositories = Array.from({ length: 1000 }, (_, index) => `r-${index}.example.com/app`);
  const keys = [...Array.from({ length: 5000 }, (_, index) => `no-*-${index}.org`), 'r-*.example.com', '*.example.org'];
  const all = keys.map((key) => ({ key, normalized: key }));
  let pauses = 0;
  const parts = chooseKeys(all, repositories, { steps: 0 });
  for (let step = parts.next(); ; step = parts.next()) {
    if (step.done === true) {
      t.same([...step.value].sort(), [5000, 5001], 'the one that matches, and one that a person may have meant');
      break;
    }
    pauses += 1;
  }
  t.ok(pauses >= 3, `${pauses} pauses`);
});

t.test('an entry of a large document is a step of little work, and is not made into anything', async (t) => {
  const count = 20_000;
  let steps = 0;
  const all = pullSecretSteps(raw(auths(count)), 'bounded');
  for (let step = all.next(); ; step = all.next()) {
    steps += 1;
    if (step.done === true) {
      t.equal(told(step.value), `oversized ${count}`);
      break;
    }
  }
  t.ok(steps >= count / 64, `${steps} steps`);
});

// --------------------------------------------------------------------------------------------------------- what is held

function object(version: string, config: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    metadata: { namespace: 'shop', name: 'big', uid: 'u', resourceVersion: version, ...more },
    type: TYPE,
    data: { '.dockerconfigjson': Buffer.from(config).toString('base64') },
  };
}

t.test('data that is the same is not read again, whatever else has changed', async (t) => {
  for (const config of [auths(5000), auths(3), '{"auths": {"ghcr.io": 5}}']) {
    const held = convertSecret(object('1', config));
    const steps = (other: unknown): { readonly kept: Kept<PullSecret> | undefined; readonly count: number } => {
      let count = 0;
      const all = secretSteps(other, () => held);
      for (let step = all.next(); ; step = all.next()) {
        if (step.done === true) return { kept: step.value, count };
        count += 1;
      }
    };
    t.equal(steps(object('1', config)).kept, held, 'the same version');
    const touched = steps(object('2', config, { annotations: { a: 'b' } }));
    t.equal(touched.kept?.value, held?.value, 'the same value');
    t.equal(touched.kept?.version, 2);
    t.equal(touched.count, 1, 'nothing was decoded');
    const fieldsV1 = { 'f:data': { 'f:.dockerconfigjson': {} } };
    const more = { labels: { team: 'web' }, managedFields: [{ time: '2026-03-01T00:00:00Z', fieldsV1 }] };
    const labelled = steps(object('3', config, more));
    t.equal(labelled.count, 1);
    t.match(labelled.kept?.value, { labels: { team: 'web' }, changedAt: Date.parse('2026-03-01T00:00:00Z') });
    const { labels: _, changedAt: __, ...rest } = labelled.kept?.value ?? {};
    t.same(rest, held?.value);
    const other = steps(object('4', config.replace('{"auths"', '{ "auths"')));
    t.ok(other.count > 1, 'other data is read');
    t.not(other.kept?.digest, held?.digest);
    const remade = wholly(
      secretSteps(
        { ...Object(object('1', config)), metadata: { ...Object(object('1', config)).metadata, uid: 'other' } },
        () => held,
      ),
    );
    t.equal(remade?.uid, 'other', 'the same version of another object is another');
  }
});

t.test('nothing of the data is in what is held', async (t) => {
  const config =
    '{"auths": {"https://u:hunter2hunter2@registry.example.com/team": {"auth": "dTpodW50ZXIyaHVudGVyMg=="}}}';
  const kept = JSON.stringify(convertSecret(object('1', config)));
  t.notMatch(kept, /hunter2|dTpodW50|eyJhdXRo|auths/);
});

function keptSecret(index: number, value: PullSecret): Kept<PullSecret> {
  const name = `s-${index}`;
  return { namespace: 'shop', name, uid: `u-${index}`, version: '1', value: { ...value, name } };
}

const FULL = parsePullSecret(
  raw(
    auths(MOST_ENTRIES, (index) => `"x-${index}.example.com/team": {}`),
    { team: 'web' },
  ),
);

t.test('a namespace is held up to a bound, in a list that is under way and in a store', async (t) => {
  const items = Array.from({ length: 200 }, (_, index) => keptSecret(index, FULL));
  const hold = boundList(SECRET_BOUNDS)();
  const store = createStore(SECRET_BOUNDS);
  for (const each of items) store.set(each);
  for (const held of [items.map(hold), store.list('shop')]) {
    const weight = held.reduce((sum, { value }) => sum + (value === undefined ? 0 : SECRET_BOUNDS.weigh(value)), 0);
    t.ok(weight <= MOST_PER_NAMESPACE && weight > MOST_PER_NAMESPACE * 0.9, `${weight} bytes`);
    const large = held.filter(({ value }) => value?.form === 'oversized');
    t.ok(large.length > 100, `${large.length} of 200 by their size alone`);
    t.same(large[0]?.value, {
      namespace: 'shop',
      name: large[0]?.name,
      type: TYPE,
      form: 'oversized',
      count: MOST_ENTRIES,
    });
  }
  const other = store.list('shop').length;
  store.set({ ...keptSecret(0, FULL), namespace: 'other' });
  t.equal(store.get('other', 's-0')?.value?.form, 'dockerconfigjson', 'other namespaces do not pay for it');
  t.equal(store.list('shop').length, other, 'and everything is known');
  for (let index = 0; index < 150; index += 1) store.delete('shop', `s-${index}`);
  store.set(keptSecret(199, FULL));
  t.equal(store.get('shop', 's-199')?.value?.form, 'dockerconfigjson', 'what is gone makes room');
  store.replace(items.slice(0, 3));
  for (let turn = 0; turn < 500; turn += 1) store.set(keptSecret(turn % 3, FULL));
  t.ok(
    store.list('shop').every(({ value }) => value?.form === 'dockerconfigjson'),
    'a change is counted once',
  );
});

t.test('what stops every pull is known of every secret', async (t) => {
  const ledger = createLedger(SECRET_BOUNDS);
  const broken = parsePullSecret(raw('{"auths": []}', { l: 'v'.repeat(16_000) }));
  const held = Array.from({ length: 300 }, (_, index) => ledger.admit(keptSecret(index, broken)));
  t.ok(held.every(({ value }) => value?.form === 'malformed'));
  t.notOk(held.at(-1)?.value?.labels);
});

t.test('of a ServiceAccount with a list that nobody writes only its name is held', async (t) => {
  const account = (name: string, count: number, length = 10): unknown => ({
    metadata: { namespace: 'shop', name, uid: name, resourceVersion: '1' },
    imagePullSecrets: Array.from({ length: count }, (_, index) => ({ name: `${index}`.padEnd(length, 'x') })),
  });
  t.equal(boundedAccount(account('a', 256))?.value?.imagePullSecrets.length, 256);
  t.equal(boundedAccount(account('a', 257))?.value, undefined);
  t.equal(boundedAccount(account('a', 100, 200))?.value, undefined);
  t.equal(boundedAccount(account('a', 50_000))?.name, 'a');
  const ledger = createLedger(ACCOUNT_BOUNDS);
  const held = Array.from(
    { length: 2000 },
    (_, index) => boundedAccount(account(`sa-${index}`, 200)) ?? t.fail(),
  ).flatMap((each) => (typeof each === 'object' ? [ledger.admit(each)] : []));
  t.ok(held.some(({ value }) => value === undefined));
  t.ok(held.filter(({ value }) => value !== undefined).length > 100);
});

t.test('a large managedFields is cut from the bytes, and nothing else is', async (t) => {
  const fields = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`f:k]${index}"\\`, { 'f:[': {} }]));
  const large = [{ manager: 'x', fieldsV1: fields }];
  const small = [{ manager: 'y', time: 'now', fieldsV1: { 'f:data': {} } }];
  const text = '"managedFields":[{"a":"]"}]';
  const one = (managedFields: unknown): unknown => ({
    metadata: { name: 'a', annotations: { text, managedFields: text }, managedFields, labels: { managedFields: 'x' } },
    data: { managedFields: 'eA==' },
  });
  const lean = (value: unknown): unknown => JSON.parse(leanOf(Buffer.from(JSON.stringify(value)), 'fields').toString());
  t.same(lean(one(large)), one([]));
  t.same(lean(one(small)), one(small));
  const list = { items: [one(large), one(small), one(large)] };
  t.same(lean(list), { items: [one([]), one(small), one([])] });
  const bytes = Buffer.from(JSON.stringify(one(large)));
  for (const cut of [20_000, bytes.length - 1, bytes.indexOf('"managedFields":[{"m') + 40]) {
    t.same(leanOf(bytes.subarray(0, cut), 'secret').length <= cut, true, 'what is cut off stays broken');
    t.throws(() => JSON.parse(leanOf(bytes.subarray(0, cut), 'secret').toString()));
  }
});

t.test('of a Secret with thousands of names those stay that mean something', async (t) => {
  const map = (count: number, value: string): Readonly<Record<string, string>> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k-${index}`, value]));
  const docker = { '.dockerconfigjson': Buffer.from(auths(2)).toString('base64'), 'config.json': 'e30=' };
  const secretOf = (count: number): { readonly metadata: object; readonly data: object } => ({
    metadata: {
      ...Object(object('1', '{}')).metadata,
      annotations: map(count, '"data":{"a":"b"}'),
      labels: map(count, 'v'),
      managedFields: [{ fieldsV1: { 'f:data': { 'f:x': {} }, 'f:labels': {} } }],
    },
    data: { ...map(count, 'eA=='), ...docker },
  });
  const lean = (value: unknown, how: 'fields' | 'metadata' | 'secret' = 'secret') =>
    JSON.parse(leanOf(Buffer.from(JSON.stringify(value)), how).toString());
  const large = secretOf(5000);
  t.same(lean(large), {
    metadata: { ...large.metadata, annotations: {}, labels: map(300, 'v') },
    data: docker,
  });
  t.same(lean({ items: [large, large] }).items[1].data, docker);
  t.same(lean(large, 'fields'), large, 'of other objects nothing is cut that they are judged by');
  t.same(lean(large, 'metadata'), {
    ...large,
    metadata: { ...large.metadata, annotations: {}, labels: map(300, 'v') },
  });
  t.same(lean(secretOf(250)), secretOf(250));
  const config = { type: TYPE, ...large };
  t.match(convertSecret(lean(config))?.value, { form: 'oversized', count: 2 }, 'its labels are not known');
  for (const odd of ['{"data":{"a":', '{"data":{"a" : "b"}}', '{"data":{}}', '{"labels":{"a":5}}', '"data":{']) {
    const bytes = Buffer.from(odd.padEnd(20_000));
    t.equal(leanOf(bytes, 'secret'), bytes, odd);
  }
});

// --------------------------------------------------------------------------------------------------------- what is said

const IMAGE = 'registry.example.com/team/web:1.4.2';

function secret(name: string, config: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'shop' },
    type: TYPE,
    stringData: { '.dockerconfigjson': config },
  };
}

function aCase(names: readonly string[]): Case {
  const imagePullSecrets = names.map((name) => ({ name }));
  return {
    about: '',
    objects: [],
    judged: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { containers: [{ name: 'web', image: IMAGE }], imagePullSecrets },
    },
    old: undefined,
    operation: 'CREATE',
    subresource: '',
    dryRun: false,
    user: 'somebody',
    offline: false,
    settings: mergeSettings({}),
  };
}

async function judge(names: readonly string[], state: ClusterState): Promise<Assessment> {
  const asked = aCase(names);
  return assess(admissionOf(asked), { settings: asked.settings, state, now: NOW });
}

t.test('a verdict on a large secret is that of the kubelet, and says how large it is', async (t) => {
  const login = '{"username": "u", "password": "p"}';
  const many = (last: string): string => auths(9000, (index) => (index < 8999 ? `"q-${index}.net": {}` : last));
  const state = stateOf([
    secret('good', many(`"registry.example.com": ${login}`)),
    secret('other', many(`"quay.io": ${login}`)),
    secret('near', many(`"registry.example.com:443": ${login}`)),
    secret('small', auths(1)),
    secret('broken', many('"quay.io": 5')),
  ]);
  const good = await judge(['good'], state);
  t.equal(good.decision, 'allow');
  const other = await judge(['other'], state);
  t.match(other.findings, [
    { code: 'PG205', action: 'deny', because: 'secret "other" holds 9,000 keys, none of which matches' },
  ]);
  t.notMatch(other.message, /good/, 'one that is not looked into is not proposed');
  const both = await judge(['small', 'other'], state);
  t.match(
    both.findings[0]?.because,
    /^secret "small" has key .*; secret "other" holds 9,000 keys, none of which matches$/,
  );
  const near = await judge(['near'], state);
  t.match(
    near.findings[0]?.because,
    /^secret "near" has key "registry\.example\.com:443".*; secret "near" holds 9,000 keys, none of which matches$/,
  );
  const part = parsePullSecret(raw(many('"registry.example.com": {}')), { repositories: ['registry.example.com/a'] });
  t.match(part, { entries: { length: 1 }, omitted: 8999 });
  t.equal(replaceable(part), false, 'the keys that were left out are not given up');
  t.match((await judge(['broken', 'other'], state)).findings, [{ code: 'PG301' }]);
});

t.test('a review reads few large secrets, one after the other, and does not know the rest', async (t) => {
  const names = Array.from({ length: 7 }, (_, index) => `large-${index}`);
  const cluster = stateOf(names.map((name) => secret(name, auths(300))));
  let open = 0;
  let most = 0;
  const asked: string[] = [];
  const state = instead(cluster, {
    async secretFor(question, read) {
      open += 1;
      most = Math.max(most, open);
      asked.push(`${question.name} ${question.repositories.join(' ')}`);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return cluster.ask(question, read);
    },
  });
  const { findings } = await judge(names, state);
  t.equal(most, 1);
  t.same(
    asked,
    names.slice(0, 4).map((name) => `${name} registry.example.com/team/web`),
  );
  t.match(findings, [{ code: 'PG901', because: 'secret "large-4" holds 300 keys, more than Pullgate reads' }]);
});
