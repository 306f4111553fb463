/** Keys are found by their host; trying one after the other, as the kubelet does, is what that must equal. */
import fc from 'fast-check';
import t from 'tap';
import type { Meter } from '../src/core/budget.js';
import { parseAddress } from '../src/core/secret/address.js';
import { createAddressIndex } from '../src/core/secret/address-index.js';
import { keyMatches } from '../src/core/secret/keyring.js';

/** Few letters, so that much of it matches. */
const LABEL = fc.stringMatching(/^[ab]{1,3}$/);
const GLOB = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[ab]?\*[ab]{0,2}\*?[ab]?$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('*', '**', 'a*', '*a', '[ab]', '[^a]b', '?', 'a?', '\\a', '\u00e9', '*\u00e9', 'a]'),
  },
);
const PATH = fc.constantFrom('', '', '', '/', '/a', '/a/', '/a/b', '/ab', '/b');
const PORT = fc.constantFrom('', '', '', '', ':5000', ':');
const hostOf = (label: fc.Arbitrary<string>) =>
  fc.array(label, { minLength: 1, maxLength: 2 }).map((labels) => labels.join('.'));
const IPV6 = fc.constantFrom('[::1]', '[::1]:5000', '[fe80::1]:5000', '[::*]');

const key = fc
  .tuple(fc.oneof({ weight: 8, arbitrary: hostOf(fc.oneof(LABEL, GLOB)) }, { weight: 1, arbitrary: IPV6 }), PORT, PATH)
  .map((parts) => parts.join(''));
const repository = fc
  .tuple(fc.oneof({ weight: 8, arbitrary: hostOf(LABEL) }, { weight: 1, arbitrary: IPV6 }), PORT, PATH)
  .map((parts) => parts.join(''));

function indexOf(keys: readonly string[]) {
  const index = createAddressIndex<string>();
  for (const key of keys) {
    const address = parseAddress(key);
    if (address !== undefined) index.add(address, key);
  }
  return index;
}

t.test('the index finds what trying every key finds', async (t) => {
  let found = 0;
  fc.assert(
    fc.property(
      fc.array(key, { minLength: 3, maxLength: 20 }),
      fc.array(repository, { minLength: 1, maxLength: 5 }),
      (keys, targets) => {
        const index = indexOf(keys);
        for (const text of targets) {
          const target = parseAddress(text);
          const ours = target === undefined ? [] : [...index.find(target)].sort();
          const each = keys.filter((one) => keyMatches(one, text)).sort();
          found += each.length;
          if (JSON.stringify(ours) !== JSON.stringify(each)) return false;
        }
        return true;
      },
    ),
    { numRuns: 1500, seed: 1 },
  );
  t.ok(found > 500, `${found} matches among them`);
});

t.test('the work of a lookup hardly grows with the number of keys', async (t) => {
  const shapes: Readonly<Record<string, (index: number) => string>> = {
    'hosts of their own': (index) => `registry-${index}.example.com/team-${index}`,
    'one host, many paths': (index) => `registry.example.com/team-${index}/`,
    'a wildcard in front': (index) => `*-${index}.example.com`,
    'wildcards in two labels': (index) => `*-${index}.*.example.com`,
    'a wildcard amid a label': (index) => `a-${index}-*-b.example.com`,
  };
  const targets = [
    'registry-7.example.com/team-7/app',
    'registry.example.com/team-7/app',
    'x-7.y.example.com/a',
    'a-7-x-b.example.com/a',
  ];
  for (const [name, keyOf] of Object.entries(shapes)) {
    const meter: Meter = { steps: 0 };
    const index = indexOf(Array.from({ length: 9000 }, (_, at) => keyOf(at)));
    let matches = 0;
    for (const text of targets) {
      const target = parseAddress(text);
      if (target !== undefined) matches += index.find(target, meter).length;
    }
    t.ok(matches > 0, `${name}: one of the images is found`);
    t.ok(meter.steps < 200, `${name}: ${meter.steps} steps for ${targets.length} images among 9,000 keys`);
  }
});

t.test('the meter counts a label that many patterns have to be tried on', async (t) => {
  const meter: Meter = { steps: 0 };
  const index = indexOf(Array.from({ length: 500 }, (_, at) => `a*${at}*b.example.com`));
  const target = parseAddress('a-123-b.example.com/app');
  if (target === undefined) throw new Error('it is an address');
  t.same([...index.find(target, meter)].sort(), [
    'a*1*b.example.com',
    'a*12*b.example.com',
    'a*123*b.example.com',
    'a*2*b.example.com',
    'a*23*b.example.com',
    'a*3*b.example.com',
  ]);
  t.ok(meter.steps > 500, `${meter.steps} steps`);
});
