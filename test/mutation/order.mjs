// @ts-check
/** Which tests are tried for a mutant, and in which order: what is most likely to notice it for the least time comes first. */

import { dirname } from 'node:path';

/**
 * @typedef {import('./build.mjs').Row} Row
 * @typedef {import('./types.js').Baseline} Baseline
 * @typedef {import('./types.js').AskedTest} AskedTest
 * @typedef {{ readonly file: string, readonly name: string }} Earlier
 * @typedef {{ readonly file: string, readonly index: number, readonly name: string, readonly ms: number, readonly bits: Buffer, readonly wide: number, readonly asked: AskedTest, readonly loadBits: Buffer, readonly loadWide: number, readonly loadMs: number }} Known
 */

/** So many files of tests are loaded anew for a mutant that is in what runs at load: the likeliest, and the cheapest. */
const MOST_LIKELY = 4;
const MOST_CHEAP = 6;

/** @param {readonly Baseline[]} baselines @returns {readonly Known[]} */
export function knownTests(baselines) {
  return baselines.flatMap(({ file, atLoad, cases }) => {
    const loadBits = Buffer.from(atLoad.hits, 'base64');
    const load = atLoad.steps * 20 + 2_000_000;
    return cases.flatMap(({ name, ms, hits, steps, snapshots, failed }, index) => {
      if (failed !== undefined) return [];
      const bits = Buffer.from(hits, 'base64');
      const limit = { ms: ms * 6 + 2_500, steps: steps * 20 + 2_000_000 };
      const asked = { file, index, snapshots, limit, load };
      return [
        { file, index, name, ms, bits, wide: ones(bits), asked, loadBits, loadWide: ones(loadBits), loadMs: atLoad.ms },
      ];
    });
  });
}

/** @param {readonly Known[]} tests @param {readonly Row[]} rows */
export function createOrder(tests, rows) {
  /** How often a test was the one that noticed a mutant of a file. @type {Map<string, number>} */
  const kills = new Map();
  /** The bits of a file's mutants. @type {Map<string, readonly number[]>} */
  const ofFile = new Map();
  for (const { file, id } of rows) ofFile.set(file, [...(ofFile.get(file) ?? []), id]);
  /** How much of a file a test runs, where it runs any of it. @type {Map<string, ReadonlyMap<Known, number>>} */
  const touching = new Map();

  /** @param {Row} row */
  function touches(row) {
    const known = touching.get(row.file);
    if (known !== undefined) return known;
    const ids = ofFile.get(row.file) ?? [];
    const share = (/** @type {Known} */ { bits }) => ids.filter((id) => has(bits, id)).length / ids.length;
    const made = new Map(tests.map((test) => /** @type {const} */ ([test, share(test)])));
    touching.set(row.file, made);
    return made;
  }

  /** Of the same file above all, and of its neighbours: rules are noticed by the tests of rules. @param {Known} test @param {Row} row */
  function killsOf(test, row) {
    const by = `${test.file} ${test.index}`;
    return (kills.get(`${row.file} ${by}`) ?? 0) + 0.1 * (kills.get(`${dirname(row.file)} ${by}`) ?? 0);
  }

  return {
    /** @param {Row} row @param {Pick<Known, 'file' | 'index'>} test */
    noticed(row, test) {
      for (const place of [row.file, dirname(row.file)]) {
        const key = `${place} ${test.file} ${test.index}`;
        kills.set(key, (kills.get(key) ?? 0) + 1);
      }
    },
    /** Tests that run the mutant. @param {Row} row @param {Earlier} [by] what noticed it earlier @returns {readonly Known[]} */
    warm(row, by) {
      const worth = (/** @type {Known} */ test) =>
        isBy(test, by) ? Infinity : (killsOf(test, row) + 300 / (test.wide + 1)) / (test.ms + 5);
      return sorted(
        tests.filter(({ bits }) => has(bits, row.id)),
        worth,
      );
    },
    /** Tests of the files that run the mutant when they are loaded. @param {Row} row @param {Earlier} [by] @returns {readonly Known[]} grouped by file */
    fresh(row, by) {
      const near = touches(row);
      // What runs at load is used all over its file: who runs most of that sees most of it.
      const worth = (/** @type {Known} */ test) =>
        isBy(test, by)
          ? Infinity
          : (killsOf(test, row) * 10 + (near.get(test) ?? 0) * 30 + 3 / (test.loadWide + 1)) /
            (test.ms + test.loadMs + 5);
      const candidates = sorted(
        tests.filter(({ loadBits }) => has(loadBits, row.id)),
        worth,
      );
      const files = [...new Set(candidates.map(({ file }) => file))];
      // Who reads a text of a table is not seen when it is made, so what costs next to nothing is worth a try.
      const cheap = files.map((file) => ({ file, cost: costOf(candidates.filter((test) => test.file === file)) }));
      cheap.sort((a, b) => a.cost - b.cost);
      const chosen = new Set([
        ...files.slice(0, 1),
        ...cheap.slice(0, MOST_CHEAP).map(({ file }) => file),
        ...files.slice(1, MOST_LIKELY),
      ]);
      return [...chosen].flatMap((file) => candidates.filter((test) => test.file === file));
    },
  };
}

/** @param {Known} test @param {Earlier | undefined} by */
function isBy({ file, name }, by) {
  return by !== undefined && by.name === name && by.file === file;
}

/**
 * As many as fit, and at least one; what would take much of the time comes last. `isFresh`: each file is loaded first.
 * @template {Pick<Known, 'file' | 'ms' | 'loadMs'>} T @param {readonly T[]} given @param {number} ms @param {boolean} isFresh @returns {readonly T[]}
 */
export function within(given, ms, isFresh) {
  const isHeavy = (/** @type {T} */ test) => test.ms > ms / 6;
  const tests = [...given.filter((test) => !isHeavy(test)), ...given.filter(isHeavy)];
  const perFile = isFresh ? ms / 3 : ms;
  let left = ms;
  /** @type {Map<string, number>} */
  const used = new Map();
  return tests.filter((test, index) => {
    const sofar = used.get(test.file);
    const cost = test.ms + (isFresh && sofar === undefined ? test.loadMs : 0);
    if (index > 0 && (cost > left || (sofar ?? 0) + test.ms > perFile)) return false;
    left -= cost;
    used.set(test.file, (sofar ?? 0) + test.ms);
    return true;
  });
}

/** Of all tests of a file, with loading it. @param {readonly Known[]} tests */
function costOf(tests) {
  return tests.reduce((sum, { ms }) => sum + ms, tests[0]?.loadMs ?? 0);
}

/** @param {readonly Known[]} tests @param {(test: Known) => number} worth */
function sorted(tests, worth) {
  const rated = tests.map((test) => ({ test, worth: worth(test) }));
  return rated.sort((a, b) => (a.worth === b.worth ? 0 : b.worth - a.worth)).map(({ test }) => test);
}

/** @param {Buffer} bits @param {number} id */
function has(bits, id) {
  return (((bits[id >> 3] ?? 0) >> (id & 7)) & 1) === 1;
}

/** @param {Buffer} bits */
function ones(bits) {
  let count = 0;
  for (let byte of bits) for (; byte > 0; byte >>= 1) count += byte & 1;
  return count;
}
