/** `npm run test:e2e -- --kubernetes all`: which minors, and what is told of each in the end. */
import { spawnSync } from 'node:child_process';
import t from 'tap';
import { chosenMinors, isFailed, lineOf } from './e2e/support/minor-runs.mjs';
import { MINORS } from './oracle/minors.mjs';

const minorsOf = (given: string): readonly string[] => chosenMinors(given).map(({ minor }) => minor);

t.test('which minors', async (t) => {
  t.strictSame(
    minorsOf('all'),
    MINORS.map(({ minor }) => minor),
  );
  t.strictSame(minorsOf('ends'), [MINORS[0].minor, MINORS.at(-1)?.minor]);
  t.strictSame(minorsOf('1.34'), ['1.34']);
  for (const given of ['1.20', '', '34']) t.throws(() => chosenMinors(given), /is none of the supported minors/);
});

t.test('a line for each', async (t) => {
  const run = { minor: '1.34', code: 0, seconds: 12 };
  // What stands in a subtest is not the end.
  const tap = '    # { total: 3, pass: 3 }\n# { total: 12, pass: 9, fail: 2, skip: 1 }\n# time=3ms\n';
  const good = { ...run, tap: '# { total: 384, pass: 383, skip: 1 }\n' };
  t.equal(lineOf(good), 'Kubernetes 1.34: passed: 383 passed, 0 failed, 1 skipped, 12 s');
  t.equal(lineOf({ ...run, code: 1, tap }), 'Kubernetes 1.34: FAILED: 9 passed, 2 failed, 1 skipped, 12 s');
  t.equal(lineOf({ ...run, tap: '' }), 'Kubernetes 1.34: FAILED: tap ended without counts, 12 s');
  t.equal(lineOf({ ...run, code: 1, tap: undefined }), 'Kubernetes 1.34: FAILED: its parts could not be had');
  t.strictSame([good, { ...good, code: 1 }, { ...run, tap: '' }, { ...run, tap: undefined }].map(isFailed), [
    false,
    true,
    true,
    true,
  ]);
});

t.test('minors whose parts cannot be built are told, each, and fail', async (t) => {
  const folder = t.testdir({});
  const env = { PATH: folder, HOME: folder, XDG_CACHE_HOME: folder };
  const args = ['test/e2e/run.mjs', '--kubernetes', 'ends', 'test/e2e/kinds.e2e.ts'];
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  t.equal(status, 1, stderr);
  t.match(stderr, /cannot run: Go .* must be on PATH/);
  const last = stderr.trim().split('\n').slice(-2);
  const wanted = minorsOf('ends').map((minor) => `Kubernetes ${minor}: FAILED: its parts could not be had`);
  t.strictSame(last, wanted);
});
