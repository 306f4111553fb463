// @ts-check
/**
 * What earlier runs found out. A noticed mutant stays noticed while its file and the test that noticed it are as they were;
 * one that nobody noticed is tried again as soon as anything in src or test differs, or more time is given: by all tests,
 * or, where only files of tests differ, by those.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { keyOf, ROOT } from './build.mjs';

/**
 * @typedef {import('./build.mjs').Row} Row
 * @typedef {import('./types.js').Baseline} Baseline
 * @typedef {{ readonly is: 'killed' | 'survived', readonly tried: number, readonly of: number, readonly why: string, readonly by?: { readonly file: string, readonly index: number, readonly name: string } }} Found
 * @typedef {Found & { readonly source: string, readonly test: string, readonly budget: number }} Kept
 * @typedef {{ readonly by?: { readonly file: string, readonly name: string }, readonly without: ReadonlySet<string>, readonly tried: number }} Earlier
 */

const TESTS = /^test\/[^/]+\.test\.ts$/;
/** @type {Earlier} */
const NOTHING = { without: new Set(), tried: 0 };

/** @param {string} path @param {import('./build.mjs').Built} built @param {boolean} isEmpty */
export function createMemory(path, { hashes, state, ground, chosen }, isEmpty) {
  /** `tests`: the hash of each file of tests, by the state of everything. @type {{ baselines: Record<string, { readonly of: string, readonly chosen: readonly string[], readonly is: Baseline }>, results: Record<string, Kept>, tests?: Record<string, { readonly ground: string, readonly of: Record<string, string> }> }} */
  const kept = readJson(path) ?? { baselines: {}, results: {} };
  kept.tests ??= {};
  const { tests } = kept;
  tests[state] = { ground, of: Object.fromEntries([...hashes].filter(([file]) => TESTS.test(file))) };
  const old = isEmpty ? {} : kept.results;
  /** @param {Row} row */
  const sourceOf = (row) => hashes.get(`src/${row.file}`) ?? '';
  /** @param {string} file */
  const ofTest = (file) => `${ground} ${hashes.get(relative(ROOT, file))}`;
  return {
    /** @param {string} file @returns {Baseline | undefined} */
    baseline(file) {
      const known = kept.baselines[file];
      if (known?.of !== ofTest(file)) return undefined;
      // What was run with the switches of more files tells of these as well.
      const had = new Set(known.chosen);
      return [...chosen].every((each) => had.has(each)) ? known.is : undefined;
    },
    /** @param {Baseline} is */
    keepBaseline(is) {
      kept.baselines[is.file] = { of: ofTest(is.file), chosen: [...chosen], is };
    },
    /** @param {Row} row @param {number} budget @returns {Found | undefined} */
    of(row, budget) {
      const known = old[keyOf(row)];
      if (known === undefined || known.source !== sourceOf(row)) return undefined;
      if (known.is === 'survived') return known.test === state && known.budget >= budget ? known : undefined;
      return known.by !== undefined && known.test === hashes.get(relative(ROOT, known.by.file)) ? known : undefined;
    },
    /**
     * What is still of use of a result that is not valid any more: the test that noticed it, or those that did not and are
     * as they were. @param {Row} row @param {number} budget @returns {Earlier}
     */
    earlier(row, budget) {
      const known = old[keyOf(row)];
      if (known === undefined || known.source !== sourceOf(row)) return NOTHING;
      if (known.is === 'killed') return known.by === undefined ? NOTHING : { ...NOTHING, by: known.by };
      const then = tests[known.test];
      if (then?.ground !== ground || known.budget < budget) return NOTHING;
      const same = Object.keys(then.of).filter((file) => then.of[file] === hashes.get(file));
      return { without: new Set(same.map((file) => join(ROOT, file))), tried: known.tried };
    },
    /** @param {Row} row @param {Found} found @param {number} budget */
    keep(row, found, budget) {
      const test = found.by === undefined ? state : (hashes.get(relative(ROOT, found.by.file)) ?? '');
      kept.results[keyOf(row)] = { ...found, source: sourceOf(row), test, budget };
    },
    save() {
      const used = new Set(Object.values(kept.results).map(({ test }) => test));
      for (const each of Object.keys(tests)) if (!used.has(each)) delete tests[each];
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(kept));
    },
  };
}

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
