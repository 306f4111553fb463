import t from 'tap';
import { fitsInto, MOST_ANNOTATION_BYTES, MOST_POD_BYTES } from '../src/core/inject/api-limits.js';
import { injectionPatch } from '../src/core/inject/patch.js';
import { aPod, aSecret, GHCR, listOf, mutate, patched, short } from './support/injection.js';

/** What the API server would take without us, it takes with us: its limits on what a patch makes longer. */

const secret = aSecret('a', { 'ghcr.io': 'good' });
const KEY = 'pullgate.dev/injected';

/** Annotations of so many bytes together, keys and values. */
function annotationsOf(bytes: number, fill = 'x'): Readonly<Record<string, string>> {
  const size = new TextEncoder().encode(fill).length;
  const rest = bytes - 'note'.length;
  return { note: fill.repeat(Math.floor(rest / size)) + 'x'.repeat(rest % size) };
}

t.test('annotations that would become too long get no note, and the Pod its secret all the same', async (t) => {
  const note = KEY.length + 'a'.length;
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, boolean])[] = [
    ['none', {}, true],
    ['just enough room', annotationsOf(MOST_ANNOTATION_BYTES - note), true],
    ['a byte too few', annotationsOf(MOST_ANNOTATION_BYTES - note + 1), false],
    ['5 bytes below the limit', annotationsOf(MOST_ANNOTATION_BYTES - 5), false],
    ['bytes are counted, not characters', annotationsOf(MOST_ANNOTATION_BYTES - note + 1, '\u{1f511}'), false],
    ['and just enough of those', annotationsOf(MOST_ANNOTATION_BYTES - note, '\u{1f511}'), true],
    ['a note that is there makes room', { ...annotationsOf(MOST_ANNOTATION_BYTES - note), [KEY]: 'z' }, true],
  ];
  for (const [name, annotations, noted] of cases) {
    const object = aPod([GHCR], undefined, { annotations });
    const answer = await mutate({ object, cluster: [secret] });
    const after = patched(object, answer);
    t.equal(short(answer), 'add [a]', name);
    t.strictSame(listOf(after), ['a'], name);
    t.strictSame(after.metadata?.annotations, noted ? { ...annotations, [KEY]: 'a' } : annotations, name);
    t.equal(answer.auditAnnotations['injected'], 'a', name);
    const told = answer.auditAnnotations['injected-note'];
    t.equal(told === undefined, noted, `${name}: said in the audit log`);
    if (!noted) t.match(told, /^[ -~]{1,1024}$/, 'printable ASCII, bounded');
    const again = await mutate({ object: after, cluster: [secret] });
    t.equal(short(again), 'not-needed []', `${name}: asking again changes nothing`);
  }
  const { auditAnnotations } = await mutate({
    object: aPod([GHCR], undefined, { annotations: annotationsOf(MOST_ANNOTATION_BYTES - 5) }),
    cluster: [secret],
  });
  t.matchSnapshot(auditAnnotations, 'the audit log');
});

t.test('a Pod of a size that the API server might not store with more in it gets nothing', async (t) => {
  const padded = (bytes: number) => ({ ...aPod([GHCR]), status: { message: 'x'.repeat(bytes) } });
  const small = await mutate({ object: padded(MOST_POD_BYTES - 2000), cluster: [secret] });
  t.equal(short(small), 'add [a]');
  const large = await mutate({ object: padded(MOST_POD_BYTES), cluster: [secret] });
  t.equal(short(large), 'skipped size');
  t.strictSame(large.auditAnnotations, { injection: 'skipped', 'injection-why': 'size' });
  t.ok(large.allowed);
  t.strictSame(large.injection?.patch, []);
  const needsNothing = await mutate({ object: { ...padded(MOST_POD_BYTES), spec: {} }, cluster: [secret] });
  t.equal(short(needsNothing), 'not-needed []');
  // What it came in counts, where that is known: parts of the object may be missing by now.
  const came = (bytes: number) => mutate({ object: aPod([GHCR]), admission: { bytes }, cluster: [secret] });
  t.equal(short(await came(MOST_POD_BYTES - 2000)), 'add [a]');
  t.equal(short(await came(MOST_POD_BYTES - 10)), 'skipped size', 'with what is added');
  t.equal(short(await came(8 * MOST_POD_BYTES)), 'skipped size');
});

t.test('the size of a value is never underestimated, and costs no more than the limit', async (t) => {
  const values: readonly unknown[] = [
    null,
    true,
    -1.5e300,
    '',
    'text',
    'caf\u00e9 \u{1f511}',
    [],
    {},
    [[], [[]], {}],
    { a: 1, 'b c': [null, false, { d: 'e' }] },
    aPod([GHCR], ['a', 'b']),
  ];
  for (const value of values) {
    const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
    t.notOk(fitsInto(bytes - 1, value), JSON.stringify(value));
    t.ok(fitsInto(2 * bytes + 8, value), JSON.stringify(value));
  }
  let deep: unknown = 'x';
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  t.notOk(fitsInto(1000, deep), 'however deep');
  let looked = 0;
  const wide = new Proxy(
    Array.from({ length: 100_000 }, () => 'x'),
    {
      get: (target, key) => {
        looked += 1;
        return Reflect.get(target, key);
      },
    },
  );
  t.notOk(fitsInto(1000, [wide]));
  t.ok(looked < 2000, `${looked} members of a wide value`);
});

t.test('a name is never in the list twice, whatever is in it', async (t) => {
  // The API server merges such lists by name, and refuses none.
  for (const list of [
    ['a', 'a'],
    ['', ''],
    ['gone', 'gone'],
  ]) {
    const object = aPod([GHCR], list);
    const answer = await mutate({ object, cluster: [secret] });
    const after = listOf(patched(object, answer));
    t.strictSame(after, list.includes('a') ? list : [...list, 'a']);
  }
  const many = Array.from({ length: 300 }, (_, index) => `s${index}`);
  const patch = injectionPatch({ metadata: {}, spec: { imagePullSecrets: [{ name: 'z' }] } }, many);
  t.equal(patch.state === 'made' && patch.ops.length, 301, 'one operation per secret, and no limit on them');
});
