// @ts-check
/** What was found, for people: the score of each room, and what nobody noticed as a difference of lines. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOMS, ROOT } from './build.mjs';
import { interval } from './sample.mjs';

/** The least share of mutants that tests notice, by room. @type {Readonly<Record<string, number>>} */
const LEAST = {
  ...{ core: 0.9, facts: 0.9, webhook: 0.8, cluster: 0.8, tls: 0.8 },
  ...{ manifests: 0.8, snapshot: 0.8, cli: 0.8, audit: 0.8 },
};

/**
 * @typedef {import('./main.mjs').Result} Result
 * @param {{ readonly results: readonly Result[], readonly chosen: readonly unknown[], readonly options: { readonly isSample: boolean }, readonly baselines: readonly import('./types.js').Baseline[], readonly ms: number }} of
 * @returns {boolean} every room that was looked at has its score
 */
export function report({ results, chosen, options, baselines, ms }) {
  const survivors = results.filter(({ is }) => is === 'survived').sort((a, b) => a.row.id - b.row.id);
  for (const { row, tried, of } of survivors) {
    const note = of === 0 ? 'no test runs it' : tried < of ? `${tried} of ${of} tests tried` : `${of} tests`;
    print(`src/${row.file}:${row.line}  ${row.mutator}, ${note}\n${difference(row)}`);
  }
  const isPart = options.isSample || results.length < chosen.length;
  let isGood = true;
  for (const room of ROOMS) {
    const of = results.filter(({ row }) => row.room === room);
    const counted = of.filter(({ is }) => is !== 'equivalent');
    if (of.length === 0) continue;
    const noticed = counted.filter(({ is }) => is === 'killed').length;
    const [low, high] = interval(noticed, counted.length);
    const least = LEAST[room] ?? 0;
    const share = counted.length === 0 ? 1 : noticed / counted.length;
    isGood &&= share >= least;
    const range = isPart ? ` (95 %: ${percent(low)} to ${percent(high)})` : '';
    const mark = share >= least ? '' : `, below ${percent(least)}`;
    print(
      `${room.padEnd(8)} ${percent(share)}${range}: ${noticed} of ${counted.length} noticed, ${of.length - counted.length} equivalent${mark}`,
    );
  }
  const left = chosen.length - results.length;
  if (left > 0) print(`${left} of ${chosen.length} not tried: the time was up`);
  const unusable = baselines.flatMap(({ cases }) => cases).filter(({ failed }) => failed !== undefined).length;
  print(
    `${Math.round(ms / 1000)} s; ${baselines.flatMap(({ cases }) => cases).length - unusable} tests, ${unusable} more cannot be run twice in one process`,
  );
  return isGood;
}

/** @param {import('./build.mjs').Row} row */
function difference({ file, line, column, from, to }) {
  const text = readFileSync(join(ROOT, 'src', file), 'utf8').split('\n')[line - 1] ?? '';
  const isWhole = text.startsWith(from, column);
  const before = isWhole ? text.trim() : from;
  const after = isWhole ? (text.slice(0, column) + to + text.slice(column + from.length)).trim() : to;
  return `  - ${short(before)}\n  + ${short(after)}`;
}

/** @param {string} text */
function short(text) {
  return text.length > 160 ? `${text.slice(0, 120)} ... ${text.slice(-30)}` : text;
}

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
