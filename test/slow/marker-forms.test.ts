/** `test/marker-forms.test.ts` with ten thousand keys: nothing of a login in a key comes out, in whatever form it stands. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import {
  SEED,
  throughConfigurations,
  throughErrors,
  throughParser,
  throughSnapshots,
  throughVerdicts,
} from '../support/marker-faces.js';
import { leakIn, markerKeys } from '../support/marker-forms.js';

const FORMS = 10_000;
const KEYS = markerKeys(FORMS, SEED);
const TEXTS = 2_000;
const CONFIGURATIONS = 4_000;

t.test('the forms hold what is looked for', async (t) => {
  t.strictSame(
    KEYS.filter((key) => leakIn(key) === undefined),
    [],
  );
  t.ok(new Set(KEYS).size > FORMS * 0.95, `${new Set(KEYS).size} different forms`);
});

t.test('what leaves the parser, and every sentence about it', async (t) => {
  const { leaks, kinds, shown } = throughParser(KEYS);
  t.strictSame(leaks, []);
  t.ok(shown > FORMS / 50, `${shown} keys are shown, rebuilt`);
  t.ok(kinds.size > 25, `${kinds.size} kinds of near misses were told: ${[...kinds].join(' ')}`);
});

t.test('snapshots, and what is said of those that are damaged', async (t) => {
  const { leaks, refused } = throughSnapshots(KEYS);
  t.strictSame(leaks, []);
  t.ok(refused > FORMS * 0.1, `${refused} were refused`);
});

t.test('verdicts, patches and explanations', async (t) => {
  const { leaks, codes } = await throughVerdicts(KEYS);
  t.strictSame(leaks, []);
  for (const code of ['PG204', 'PG205', 'PG206', 'PG301', 'PG302', 'PG305']) t.ok(codes.has(code), code);
});

t.test('errors about texts that no parser takes', async (t) => {
  const { leaks, refused } = throughErrors(TEXTS);
  t.strictSame(leaks, []);
  t.ok(refused > TEXTS / 2, `${refused} diagnostics`);
});

t.test('errors about configurations', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-marker-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const { leaks, valid } = await throughConfigurations(KEYS.slice(0, CONFIGURATIONS), directory);
  t.strictSame(leaks, []);
  t.ok(valid < CONFIGURATIONS / 2, `${valid} were valid, as text of no meaning`);
});
