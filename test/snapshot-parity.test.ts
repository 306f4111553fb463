/** What a cluster says, its snapshot says: some of each kind; test/slow/snapshot.test.ts has all, and an API server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { compareField, compareManifests, ofField, ofKubelet, ofManyNames, ofRules } from './support/snapshot-parity.js';

t.test('pods of a real kubelet, and the cases of the rules: the same verdict and the same text', async (t) => {
  const questions = [...ofKubelet(20), ...ofRules(10), ofManyNames()];
  t.ok(questions.length > 30, `${questions.length} questions`);
  for (const each of questions) await compareManifests(t, each);
});

t.test('cases of the field: check says the same, and ends with the same code', async (t) => {
  const work = mkdtempSync(join(tmpdir(), 'pullgate-snapshot-'));
  t.teardown(() => rmSync(work, { recursive: true }));
  const cases = ofField().filter((_, at) => at % 9 === 0);
  t.ok(cases.length > 5, `${cases.length} cases`);
  for (const each of cases) await compareField(t, work, each);
});
