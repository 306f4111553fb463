import { env } from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { fast, full } from '../helpers/cut-reviews.js';
import { enlarged, objectsOf, RECORDED, type Tree, toText, toTree } from '../helpers/reviews.js';

/** The property that the cut of a body rests on, by force: no review reads otherwise than JSON.parse reads it. */

const KEYS = [
  '"managedFields"',
  '"m\\u0061nagedFields"',
  '"oldObject"',
  '"env"',
  '"\\u0065nv"',
  '"containers"',
  '"old\\u004fbject"',
  '"object"',
  '"metadata"',
  '"request"',
  '"dryRun"',
  '"spec"',
  '"__proto__"',
  '"x\\",\\"managedFields"',
  '"\\\\"',
  '""',
];

const VALUES = [
  'null',
  '0',
  '"]},\\"spec\\":{"',
  '",\\"oldObject\\":{"',
  '"\\\\\\"}]},"',
  '"\\ud800é"',
  '[]',
  '[{}]',
  '{}',
  '[{"manager":"m"}]',
  '[{"image":"evil","env":[{"name":"x"}],"resources":{}}]',
  '[{"manager":"[{]}"}]',
  '{"metadata":{"name":"a","managedFields":[{"manager":"m"}]},"spec":{"image":"x"}}',
  '{"a":1,"oldObject":{"b":1},"dryRun":true}',
];

type Change = readonly [object: number, what: number, key: number, value: number];

function bend(tree: Tree, [at, what, key, value]: Change): void {
  const objects = objectsOf(tree);
  const object = objects[at % objects.length];
  if (!object) return;
  const entries = object.entries;
  const place = entries.length === 0 ? 0 : value % entries.length;
  const entry = entries[place];
  const newKey = KEYS[key % KEYS.length] ?? '""';
  const newValue: Tree = { kind: 'raw', text: VALUES[value % VALUES.length] ?? 'null' };
  switch (what) {
    case 0:
      entries.splice(place, 0, { key: newKey, value: newValue });
      break;
    case 1:
      entries.push({ key: newKey, value: newValue });
      break;
    case 2:
      entries.reverse();
      break;
    case 3:
      if (entry) entries.push(entry);
      break;
    case 4:
      if (entry) entry.value = newValue;
      break;
    case 5:
      if (entry) entry.key = newKey;
      break;
    case 6:
      entries.sort((a, b) => (a.key < b.key ? -1 : 1));
      break;
    default: {
      const other = objects[value % objects.length];
      // A copy, not the same node: an object inside itself has no text.
      if (entry && other) entry.value = { kind: 'raw', text: toText(other) };
    }
  }
}

/** A Pod as it is, and so large that its env is cut, too. */
const REVIEWS = [
  ...RECORDED,
  ...RECORDED.filter(({ compact }) => /"kind":"Pod"},"resource"/.test(compact)).map(enlarged),
];
/** `BENT_RUNS=1000000` for as many. */
const RUNS = Number(env['BENT_RUNS'] ?? 8000);

t.test('whatever a review is bent into, it reads as JSON.parse reads it', async (t) => {
  let fieldsCut = 0;
  let oldCut = 0;
  let envCut = 0;
  // The upper levels are hit more often: that is where a wrong cut would matter.
  const object = fc.oneof({ weight: 3, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(400) });
  const change = fc.tuple(object, fc.nat(7), fc.nat(30), fc.nat(60));
  const property = fc.property(
    fc.constantFrom(...REVIEWS),
    fc.array(change, { maxLength: 4 }),
    ({ compact }, changes) => {
      const tree = toTree(JSON.parse(compact));
      for (const step of changes) bend(tree, step);
      const text = toText(tree);
      const read = fast(Buffer.from(text));
      if (read?.fieldsCut) fieldsCut++;
      if (read?.oldCut) oldCut++;
      if ((read?.envCut ?? 0) > 0) envCut++;
      return isDeepStrictEqual(read?.value, full(text));
    },
  );
  fc.assert(property, { numRuns: RUNS, seed: 20261121 });
  t.ok(fieldsCut > RUNS / 6, `${fieldsCut} of ${RUNS} had their managedFields cut`);
  t.ok(oldCut > RUNS / 12, `${oldCut} of ${RUNS} had their oldObject cut`);
  t.ok(envCut > RUNS / 12, `${envCut} of ${RUNS} had the env of a container cut`);
});
