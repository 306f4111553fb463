/**
 * A Pod that Pullgate is asked about twice in one request, because another webhook changed it meanwhile; and a cluster
 * that is asked twice, because the cache is late.
 */
import t from 'tap';
import { aNamespace, aPod, aSecret, listOf, mutate, patched, settingsOf } from './support/injection.js';
import { mutatedTwice } from './support/mutated-twice.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

const GHCR = 'ghcr.io/acme/app:1.4';
const QUAY = 'quay.example.com/acme/tool:2';
const PUBLIC = 'registry.k8s.io/pause:3.10';

const a = aSecret('a', { 'ghcr.io': 'good' });
const b = aSecret('b', { 'quay.example.com': 'good' });

type Notes = Readonly<Record<string, string>>;

/** As the API server does it: of a key the first value stays, another one is dropped with a line in its own log. */
function merged(first: Notes, second: Notes): { readonly kept: Notes; readonly dropped: readonly string[] } {
  const dropped = Object.keys(second).filter((key) => first[key] !== undefined && first[key] !== second[key]);
  return { kept: { ...second, ...first }, dropped };
}

function withSidecar(pod: KubeObject, image: string): KubeObject {
  const spec = Object(pod['spec']);
  return { ...pod, spec: { ...spec, containers: [...spec.containers, { name: 'sidecar', image }] } };
}

t.test('what the audit log keeps of two calls is true, and names every secret that was added', async (t) => {
  const cases: readonly (readonly [string, string, string, readonly KubeObject[], readonly string[]])[] = [
    ['both calls add', GHCR, QUAY, [a, b], []],
    ['only the first adds', GHCR, PUBLIC, [a, b], []],
    ['only the second adds', PUBLIC, QUAY, [a, b], []],
    ['neither adds', PUBLIC, PUBLIC, [a, b], []],
    ['the second cannot help', GHCR, QUAY, [a], []],
    // Of the first image it has been said, and nothing is added for the second one either.
    ['the first cannot help', GHCR, QUAY, [b], ['injection-why']],
  ];
  const words: Record<string, Notes> = {};
  for (const [name, image, sidecar, cluster, conflicts] of cases) {
    const first = await mutate({ object: aPod([image]), cluster });
    const pod = withSidecar(patched(aPod([image]), first), sidecar);
    const second = await mutate({ object: pod, cluster });
    const { kept, dropped } = merged(first.auditAnnotations, second.auditAnnotations);
    t.strictSame(dropped, conflicts, `${name}: no key gets another value`);
    const told = [kept['injected'], kept['injected-again']].filter((text) => text !== undefined);
    t.equal(told.join(), listOf(patched(pod, second)).join(), `${name}: every secret is told`);
    words[name] = kept;
  }
  t.matchSnapshot(words, 'the audit log');
});

t.test('an annotation that another Pod brought along does not make a call the second one', async (t) => {
  const copied = aPod([GHCR], undefined, { annotations: { 'pullgate.dev/injected': 'a' } });
  const { auditAnnotations } = await mutate({ object: copied, cluster: [a] });
  t.equal(auditAnnotations['injected'], 'a');
});

t.test('a label of the namespace that the cache does not know yet', async (t) => {
  const settings = settingsOf({ mode: 'namespaces' });
  const labelled = stateOf([a, aNamespace({ 'pullgate.dev/inject': 'true' })]);
  let asked = 0;
  const fresh = instead(labelled, {
    namespace: (...question) => {
      asked += 1;
      return labelled.ask(...question);
    },
  });
  const ask = (image: string, labels: Notes) =>
    mutate({ object: aPod([image]), cluster: [a, aNamespace(labels)], fresh, settings });
  t.strictSame((await ask(GHCR, {})).injection?.added, ['a'], 'set a moment ago');
  t.strictSame((await ask(GHCR, { 'pullgate.dev/inject': 'false' })).injection?.added, ['a'], 'turned a moment ago');
  t.equal(asked, 2);
  t.equal((await ask(PUBLIC, {})).skipped, 'namespace');
  t.equal(asked, 2, 'a Pod that needs nothing costs no question');
  const beside = await mutate({ object: aPod([PUBLIC, GHCR]), cluster: [a, aNamespace({})], fresh, settings });
  t.strictSame(beside.injection?.added, ['a'], 'of an image beside one that needs nothing');
  const off = stateOf([a, aNamespace({})]);
  const still = await mutate({ object: aPod([GHCR]), cluster: off, fresh: off, settings });
  t.strictSame([still.skipped, still.injection?.added], ['namespace', []], 'and where it is not set, nothing is added');
});

t.test('every Pod of the fixtures: mutated twice is mutated once', async (t) => {
  const { pods, changed, wrong } = await mutatedTwice();
  t.strictSame(wrong, []);
  t.ok(changed > 0, `${changed} of ${pods} Pods got a secret: without one this would be no test`);
});
