/** From what the API server answers to what is kept of it, and when what is kept is kept on. */
import t from 'tap';
import {
  convertIdentity,
  convertNamespace,
  convertSecret,
  convertServiceAccount,
  type Kept,
  secretSteps,
  valuesOf,
} from '../src/cluster/convert.js';
import { wholly } from '../src/core/parts.js';
import type { PullSecret } from '../src/core/types.js';

const DOCKER = 'kubernetes.io/dockerconfigjson';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const CONFIG = base64('{"auths":{"ghcr.io":{"username":"u","password":"example-not-a-password"}}}');
const OTHER = base64('{"auths":{"quay.io":{}}}');

const metadata = (more: object = {}) => ({ namespace: 'shop', name: 'a', uid: 'u', resourceVersion: '1', ...more });
const secret = (more: object = {}, of: object = {}): object => ({
  metadata: metadata(more),
  type: DOCKER,
  data: { '.dockerconfigjson': CONFIG },
  ...of,
});

const identityOf = (): Kept<never> => ({ namespace: 'shop', name: 'a', uid: 'u', version: 1 });

const CONVERTERS = { convertSecret, convertIdentity, convertServiceAccount, convertNamespace };

t.test('what lacks a name, a uid or a version is no object; a namespace it need not have', (t) => {
  for (const [name, convert] of Object.entries(CONVERTERS)) {
    for (const field of ['name', 'uid', 'resourceVersion']) {
      for (const value of ['', undefined, null, 5, {}]) {
        t.equal(convert({ metadata: metadata({ [field]: value }) }), undefined, `${name} ${field} ${value}`);
      }
    }
    for (const other of [null, undefined, [], 'x', 5, {}, { metadata: [] }]) t.equal(convert(other), undefined);
    const { value: _, digest: __, ...identity } = convert({ metadata: metadata() }) ?? {};
    const namespace = name === 'convertNamespace' ? 'a' : 'shop';
    t.strictSame(identity, { namespace, name: 'a', uid: 'u', version: 1 });
    t.equal(
      convert({ metadata: metadata({ namespace: undefined }) })?.namespace,
      name === 'convertNamespace' ? 'a' : '',
    );
  }
  t.strictSame(convertIdentity(secret()), { namespace: 'shop', name: 'a', uid: 'u', version: 1 });
  t.strictSame(valuesOf<string>([{ ...identityOf(), value: 'x' }, identityOf(), { ...identityOf(), value: '' }]), [
    'x',
    '',
  ]);
  t.end();
});

t.test('of a ServiceAccount and a Namespace what they say of pulling', (t) => {
  const account = { metadata: metadata(), imagePullSecrets: [{ name: 'r' }] };
  t.strictSame(convertServiceAccount(account)?.value, {
    namespace: 'shop',
    name: 'a',
    imagePullSecrets: ['r'],
    enforceMountable: false,
  });
  t.strictSame(convertNamespace({ metadata: metadata({ labels: { x: 'y' } }) })?.value, {
    name: 'a',
    labels: { x: 'y', 'kubernetes.io/metadata.name': 'a' },
  });
  t.end();
});

t.test('of a Secret its form, its labels, its age and who made it', (t) => {
  const value = (more: object, of?: object): object | undefined => convertSecret(secret(more, of))?.value;
  const common = { namespace: 'shop', name: 'a', type: DOCKER };
  const plain = value({});
  t.match(plain, { ...common, form: 'dockerconfigjson', entries: [{ key: 'ghcr.io' }] });
  for (const field of ['labels', 'changedAt', 'madeBy']) t.notOk(Object.hasOwn(plain ?? {}, field), field);
  t.match(value({ labels: { team: 'web' } }), { labels: { team: 'web' } });
  const fields = [{ time: '2026-03-01T00:00:00Z', fieldsV1: { 'f:data': { 'f:.dockerconfigjson': {} } } }];
  t.match(value({ managedFields: fields }), { changedAt: Date.parse('2026-03-01T00:00:00Z') });
  t.match(value({ ownerReferences: [{ kind: 'SealedSecret' }] }), { madeBy: 'Sealed Secrets' });
  t.match(value({}, { type: undefined }), { type: 'Opaque', form: 'unusable' });
  t.match(value({}, { type: '' }), { type: 'Opaque' });
  t.end();
});

t.test('of a pull secret the key that the kubelet reads; of others everything that is text', (t) => {
  const form = (of: object): unknown => {
    const { form, ...more } = (convertSecret(secret({}, of))?.value ?? {}) as Record<string, unknown>;
    return 'fault' in more || 'holds' in more || 'why' in more ? { form, ...more } : form;
  };
  t.equal(form({ data: { '.dockerconfigjson': CONFIG, other: '%%' } }), 'dockerconfigjson');
  t.match(form({ type: 'Opaque', data: { x: 5, '.dockerconfigjson': CONFIG } }), {
    form: 'unusable',
    holds: { dataKey: '.dockerconfigjson' },
  });
  t.match(form({ data: { '.dockercfg': CONFIG } }), { form: 'unusable', holds: { dataKey: '.dockercfg' } });
  t.match(form({ data: { '.dockerconfigjson': '', '.dockercfg': CONFIG } }), { holds: { dataKey: '.dockercfg' } });
  t.match(form({ data: { '.dockerconfigjson': 5, '.dockercfg': CONFIG } }), { holds: { dataKey: '.dockercfg' } });
  for (const data of [undefined, null, [], 'x']) t.match(form({ data }), { form: 'unusable' });
  t.match(form({ data: JSON.parse('{"__proto__": "e30="}') }), { form: 'unusable' });
  t.end();
});

t.test('no byte of the data outlives it', (t) => {
  const text = JSON.stringify(convertSecret(secret()));
  t.notMatch(text, /example-not-a-password|auths/);
  t.notMatch(text, CONFIG.slice(0, 20));
  t.end();
});

// ---------------------------------------------------------------------------------------------------- read or kept on

interface Stepped {
  readonly kept: Kept<PullSecret> | undefined;
  /** Pauses: 1 where nothing was decoded, 0 where nothing was looked at. */
  readonly pauses: number;
}

function step(object: unknown, held: Kept<PullSecret> | undefined): Stepped {
  const asked: string[] = [];
  const all = secretSteps(object, (namespace, name) => {
    asked.push(`${namespace}/${name}`);
    return held;
  });
  for (let pauses = 0; ; pauses += 1) {
    const next = all.next();
    if (next.done === true) {
      if (next.value !== undefined && asked.join() !== 'shop/a') throw new Error(asked.join());
      return { kept: next.value, pauses };
    }
  }
}

t.test('what is held is kept on where its version, or else its data, is the same', (t) => {
  const held = convertSecret(secret());
  t.strictSame(step(secret(), held), { kept: held, pauses: 0 }, 'by the version');
  const touched = step(secret({ resourceVersion: '2' }), held);
  t.equal(touched.pauses, 1, 'by the data');
  t.equal(touched.kept?.value, held?.value);
  t.equal(touched.kept?.version, 2);
  t.equal(touched.kept?.digest, held?.digest);
  const sealed = convertSecret(secret({ ownerReferences: [{ kind: 'SealedSecret' }] }));
  const beside = (other: string, resourceVersion: string): object =>
    secret({ resourceVersion }, { data: { '.dockerconfigjson': CONFIG, other } });
  t.equal(step(beside('eQ==', '2'), convertSecret(beside('eA==', '1'))).pauses, 1, 'what the kubelet does not read');
  const rows: readonly (readonly [what: string, object, Kept<PullSecret> | undefined])[] = [
    ['nothing is held', secret(), undefined],
    ['another one under its name', secret({ uid: 'other' }, { data: { '.dockerconfigjson': OTHER } }), held],
    ['other data', secret({ resourceVersion: '2' }, { data: { '.dockerconfigjson': OTHER } }), held],
    ['another type', secret({ resourceVersion: '2' }, { type: 'Opaque' }), held],
    ['another maker', secret({ resourceVersion: '2', ownerReferences: [{ kind: 'SealedSecret' }] }), held],
    [
      'a maker that is another',
      secret({ resourceVersion: '2', ownerReferences: [{ kind: 'ExternalSecret' }] }),
      sealed,
    ],
    ['no value is held', secret({ resourceVersion: '2' }), held && { ...held, value: undefined as never }],
    ['too many labels', secret({ resourceVersion: '2', labels: { l: 'v'.repeat(20_000) } }), held],
  ];
  for (const [what, object, other] of rows) {
    const { kept, pauses } = step(object, other);
    t.ok(pauses > 1, `${what}: read`);
    t.strictSame(kept, wholly(secretSteps(object)), what);
  }
  t.strictSame(step({ metadata: {} }, held), { kept: undefined, pauses: 0 });
  t.end();
});

t.test('no two versions are one, and each can be told to the API server as it came', (t) => {
  const kept = (version: string): unknown => convertIdentity(secret({ resourceVersion: version }))?.version;
  t.equal(kept('2147483647'), 2_147_483_647, 'what fits takes no room of its own');
  const others = ['1', '2147483648', '9007199254740993', '0', '01', '1.0', '1e3', '0x1', '-1', ' 1', '1\n', 'one', '१'];
  for (const version of others) t.equal(String(kept(version)), version, JSON.stringify(version));
  t.equal(new Set(others.map(kept)).size, others.length);
  t.end();
});

t.test('of a uid only whether it is the same is kept', (t) => {
  const uid = 'a1b2c3d4-0000-4000-8000-00000000000f';
  const kept = (given: string): string => convertIdentity(secret({ uid: given }))?.uid ?? '';
  t.equal(kept(uid), '\u00a1\u00b2\u00c3\u00d4\0\0@\0\u0080\0\0\0\0\0\0\u000f', 'a UUID as its bytes');
  t.equal(kept(uid), kept(uid));
  for (const other of [
    uid.replace(/f$/, 'e'),
    uid.replace(/^a/, 'b'),
    uid.toUpperCase(),
    uid.replaceAll('-', ''),
    `${uid}0`,
    `0${uid}`,
    uid.replace('c', 'g'),
  ]) {
    t.not(kept(other), kept(uid), other);
    if (!/^[0-9a-f-]{36}$/.test(other)) t.equal(kept(other), other, 'what is no UUID as it is');
  }
  const before = convertSecret(secret({ uid }));
  const step = (given: string): boolean => wholly(secretSteps(secret({ uid: given }), () => before)) === before;
  t.ok(step(uid), 'the very object that is held');
  t.notOk(step(uid.replace(/f$/, 'e')), 'one that was made anew under its name');
  t.end();
});

t.test('texts that many objects say are kept as they are said, however many there are', (t) => {
  const namespaces = Array.from({ length: 20_100 }, (_, index) => `namespace-${index}`);
  const long = 'n'.repeat(200);
  for (const turn of [1, 2]) {
    const wrong = [...namespaces, long].filter(
      (namespace) => convertIdentity(secret({ namespace }))?.namespace !== namespace,
    );
    t.strictSame(wrong, [], `turn ${turn}`);
  }
  const labels = { app: 'a-long-name-of-an-app', other: 'x'.repeat(200) };
  t.strictSame(convertSecret(secret({ labels }))?.value?.labels, labels);
  t.end();
});

t.test('keys and texts of the data are told apart by their digest', (t) => {
  const digest = (data: object): number | undefined => convertSecret(secret({}, { type: 'x', data }))?.digest;
  const all = [{ a: 'eA==' }, { b: 'eA==' }, { a: 'eQ==' }, { a: '', 'eA==': '' }, { a: 'eA==', b: '' }, {}].map(
    digest,
  );
  t.equal(new Set(all).size, all.length);
  t.equal(digest({ a: 'eA==' }), digest({ a: 'eA==' }));
  t.ok(all.every((each) => Number.isSafeInteger(each)));
  t.end();
});

t.test('labels and age are those of the object as it is, though its data is kept on', (t) => {
  const fields = (time: string) => [{ time, fieldsV1: { 'f:data': { 'f:.dockerconfigjson': {} } } }];
  const [march, april] = ['2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z'] as const;
  const held = convertSecret(secret({ labels: { team: 'web', tier: '1' }, managedFields: fields(march) }));
  const now = (more: object): Stepped =>
    step(
      secret({ resourceVersion: '2', labels: { team: 'web', tier: '1' }, managedFields: fields(march), ...more }),
      held,
    );
  const same = now({ labels: { tier: '1', team: 'web' } });
  t.equal(same.kept?.value, held?.value, 'the same labels in another order');
  const rows: readonly (readonly [object, labels: object | undefined, changedAt: number | undefined])[] = [
    [{ labels: { team: 'web' } }, { team: 'web' }, Date.parse(march)],
    [{ labels: { team: 'web', tier: '2' } }, { team: 'web', tier: '2' }, Date.parse(march)],
    [{ labels: { team: 'web', other: '1' } }, { team: 'web', other: '1' }, Date.parse(march)],
    [{ labels: { team: 'web', tier: '1', more: '' } }, { team: 'web', tier: '1', more: '' }, Date.parse(march)],
    [{ labels: undefined }, undefined, Date.parse(march)],
    [{ managedFields: fields(april) }, { team: 'web', tier: '1' }, Date.parse(april)],
    [{ managedFields: undefined }, { team: 'web', tier: '1' }, undefined],
  ];
  for (const [more, labels, changedAt] of rows) {
    const { kept, pauses } = now(more);
    t.equal(pauses, 1, 'nothing was decoded');
    const { labels: _, changedAt: __, ...rest } = held?.value ?? {};
    t.strictSame(kept?.value, {
      ...rest,
      ...(changedAt === undefined ? {} : { changedAt }),
      ...(labels === undefined ? {} : { labels }),
    });
  }
  const bare = convertSecret(secret());
  t.strictSame(step(secret({ resourceVersion: '2', labels: { a: 'b' } }), bare).kept?.value, {
    ...bare?.value,
    labels: { a: 'b' },
  });
  t.end();
});

t.test('a secret that was too large is read again unless it was so by its entries', (t) => {
  const many = (count: number): string =>
    base64(
      JSON.stringify({ auths: Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, {}])) }),
    );
  const large = secret({}, { data: { '.dockerconfigjson': many(257) } });
  const held = convertSecret(large);
  t.match(held?.value, { form: 'oversized', count: 257 });
  t.equal(step({ ...large, metadata: metadata({ resourceVersion: '2' }) }, held).pauses, 1);
  const small = secret({}, { data: { '.dockerconfigjson': many(256) } });
  const full = convertSecret(small);
  if (full?.value === undefined || !('entries' in full.value)) throw new Error('not held');
  const { entries, ...rest } = full.value;
  const thinned = { ...full, value: { ...rest, form: 'oversized', count: entries.length } as PullSecret };
  const again = step({ ...small, metadata: metadata({ resourceVersion: '2' }) }, thinned);
  t.ok(again.pauses > 1);
  t.match(again.kept?.value, { form: 'dockerconfigjson' }, 'the namespace may have room now');
  t.end();
});
