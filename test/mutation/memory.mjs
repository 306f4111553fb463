// @ts-check
/**
 * What earlier runs found out. A noticed mutant stays noticed while its file and the test that noticed it are as they were;
 * one that nobody noticed is tried again as soon as anything in src or test differs, or more time is given.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { keyOf, ROOT } from './build.mjs';

/**
 * @typedef {import('./build.mjs').Row} Row
 * @typedef {import('./types.js').Baseline} Baseline
 * @typedef {{ readonly is: 'killed' | 'survived', readonly tried: number, readonly of: number, readonly why: string, readonly by?: { readonly file: string, readonly index: number, readonly name: string } }} Found
 * @typedef {Found & { readonly source: string, readonly test: string, readonly budget: number }} Kept
 */

/** @param {string} path @param {import('./build.mjs').Built} built @param {boolean} isEmpty */
export function createMemory(path, { hashes, state, ground, chosen }, isEmpty) {
  /** @type {{ baselines: Record<string, { readonly of: string, readonly chosen: readonly string[], readonly is: Baseline }>, results: Record<string, Kept> }} */
  const kept = readJson(path) ?? { baselines: {}, results: {} };
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
    /** @param {Row} row @param {Found} found @param {number} budget */
    keep(row, found, budget) {
      const test = found.by === undefined ? state : (hashes.get(relative(ROOT, found.by.file)) ?? '');
      kept.results[keyOf(row)] = { ...found, source: sourceOf(row), test, budget };
    },
    save() {
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
