/** What is read in the metadata of a Secret: who keeps it, and when its owner says that it ends. Nothing else comes out. */
import t from 'tap';
import { convertSecret, secretSteps } from '../src/cluster/convert.js';
import { wholly } from '../src/core/parts.js';
import { ALL_MANAGERS, managerOf, sourceOf } from '../src/core/secret/managers.js';
import { marksOf } from '../src/core/secret/marks.js';
import { EXPIRES_AT, readSaidExpiry } from '../src/core/secret/said-expiry.js';
import { storeSecret } from '../src/manifests/secret.js';
import { secrets } from '../src/snapshot/secrets.js';

type Metadata = Readonly<Record<string, unknown>>;

function marks(entries: (typeof ALL_MANAGERS)[number]['labels'] = []): readonly Readonly<Record<string, string>>[] {
  return entries.map((each) => (typeof each === 'string' ? { [each]: 'x' } : { [each[0]]: each[1] }));
}

t.test('each mark of each tool is enough, and each says what is to be changed', async (t) => {
  for (const { name, annotations, labels, where, source } of ALL_MANAGERS) {
    for (const each of marks(annotations)) t.equal(managerOf({ metadata: { annotations: each } }), name);
    for (const each of marks(labels)) t.equal(managerOf({ metadata: { labels: each } }), name);
    t.match(source, /^[\w.-]+\/[\w.-]+: \S/, name);
    t.equal(sourceOf(name), where);
  }
  t.match(sourceOf('External Secrets'), /ExternalSecret/);
  t.match(sourceOf('Sealed Secrets'), /SealedSecret/);
  t.equal(sourceOf('its owner'), undefined);
});

t.test('Flux before Helm, whose releases have the marks of both; what everybody writes is no mark', async (t) => {
  const both = { labels: { 'helm.toolkit.fluxcd.io/name': 'a', 'app.kubernetes.io/managed-by': 'Helm' } };
  t.equal(managerOf({ metadata: both }), 'Flux');
  for (const metadata of [
    {},
    { labels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/managed-by': 'jane' } },
    { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
    { annotations: [], labels: 'argocd.argoproj.io/instance' },
  ])
    t.equal(managerOf({ metadata }), undefined, JSON.stringify(metadata));
});

t.test('an expiry is read as RFC 3339, and what is none counts as absent and is told', async (t) => {
  const read = (value: unknown) => readSaidExpiry({ [EXPIRES_AT]: value });
  const times: readonly (readonly [string, string])[] = [
    ['2027-01-31T00:00:00Z', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31T12:30:00.5+02:00', '2027-01-31T10:30:00.500Z'],
    ['2028-02-29T23:59:59-23:59', '2028-03-01T23:58:59.000Z'],
  ];
  for (const [text, time] of times) t.strictSame(read(text), { saidExpiry: Date.parse(time) }, text);
  const wrong: readonly unknown[] = [
    ...['', 'never', '2027-01-31', '2027-02-30T00:00:00Z', '2027-01-31T24:00:00Z', '2027-01-31 00:00:00Z'],
    ...['2027-13-01T00:00:00Z', '2027-01-31T00:00:00', '20270131T000000Z', '+002027-01-31T00:00:00Z', 1801353600, null],
    `2027-01-31T00:00:00.${'9'.repeat(1e5)}Z`,
  ];
  for (const value of wrong) t.strictSame(read(value), { saidExpiryFault: true }, String(value).slice(0, 40));
  t.strictSame(readSaidExpiry({}), {});
  t.strictSame(readSaidExpiry(undefined), {});
});

const TYPE = 'kubernetes.io/dockerconfigjson';

function aSecret(metadata: Metadata, more: Metadata = {}): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace: 'shop', name: 'x', uid: 'u', resourceVersion: '1', ...metadata },
    type: TYPE,
    data: {
      '.dockerconfigjson': Buffer.from('{"auths":{"ghcr.io":{"username":"me","password":"p"}}}').toString('base64'),
    },
    ...more,
  };
}

const MARKED = {
  annotations: { [EXPIRES_AT]: '2027-01-31T00:00:00Z', 'argocd.argoproj.io/tracking-id': 'MARKER', note: 'MARKER' },
};

t.test('a file, the API server and a snapshot tell it alike', async (t) => {
  const object = aSecret(MARKED, { immutable: true });
  const expected = { managedBy: 'Argo CD', immutable: true, saidExpiry: Date.parse('2027-01-31T00:00:00Z') };
  t.match(marksOf(object), expected);
  const file = storeSecret(object, 'shop');
  const live = convertSecret(object)?.value;
  if (!file.ok || live === undefined) throw new Error('refused');
  t.match(file.secret, expected);
  t.match(live, expected);
  t.match(secrets.read(secrets.write(live), [], { namespace: 'shop', name: 'x' }), expected);
  t.notMatch(JSON.stringify([file, live, secrets.write(live)]), /MARKER/);
});

t.test('a mark that comes or goes while the data stays is seen, and the data is not read again', async (t) => {
  const plain = convertSecret(aSecret({}));
  const marked = wholly(secretSteps(aSecret({ ...MARKED, resourceVersion: '2' }), () => plain));
  t.match(marked?.value, { managedBy: 'Argo CD', saidExpiry: Number });
  const entriesOf = (kept: typeof plain): unknown => Object(kept?.value).entries;
  t.equal(entriesOf(marked), entriesOf(plain));
  const wrong = { annotations: { [EXPIRES_AT]: 'soon' }, resourceVersion: '3' };
  const again = wholly(secretSteps(aSecret(wrong), () => marked));
  t.strictSame([again?.value?.managedBy, again?.value?.saidExpiry], [undefined, undefined]);
  t.equal(again?.value?.saidExpiryFault, true);
});
