// @ts-check
/**
 * Several files of tests in one process (run.mjs writes who with whom): the process, tap and the sources are loaded once
 * for all of them, which takes longer than most tests do. One file after the other; what a file gets of `import t from
 * 'tap'` is a test of its own, named after the file (together-hooks.mjs), so that teardowns come at its end, and snapshots
 * and folders are where they are when it runs alone.
 */
import { register } from 'node:module';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const root = new URL('../../', import.meta.url);

/** @typedef {import('tap').Test} Test */
/** The test that stands for a file, by its address. @type {Map<string, Test>} */
const standIns = new Map();

/** @param {string} url of a file of tests @returns {Test} */
export function standInFor(url) {
  const test = standIns.get(url);
  if (test === undefined) throw new Error(`${url} is not run together with others`);
  return test;
}

/** @param {readonly string[]} files below the root of the repository */
export function runTogether(files) {
  register('./together-hooks.mjs', import.meta.url);
  // What .taprc gives to a process is for each file.
  const timeout = Number(env['TAP_TIMEOUT'] ?? 30) * 1000;
  t.setTimeout(timeout * files.length);
  for (const file of files) {
    t.test(file, { timeout }, async (test) => {
      // Snapshots are found by the names of the tests around them, the first of which is that of the script.
      argv[1] = fileURLToPath(new URL(file, root));
      test.name = '';
      test.teardown(() => {
        test.name = file;
      });
      test.snapshotFile = fileURLToPath(new URL(`tap-snapshots/${file}.test.cjs`, root));
      test.testdirName = fileURLToPath(new URL(`.tap/fixtures/${file.replaceAll('/', '-')}`, root));
      const { href } = new URL(file, root);
      standIns.set(href, test);
      await import(href);
    });
  }
}
