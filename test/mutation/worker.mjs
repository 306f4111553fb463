// @ts-check
/**
 * A process that keeps the tests loaded and runs them with one mutant after the other. What a mutant may leave behind is
 * looked for: after each kill the same test runs once more without a mutant, and where it fails then, this process says that
 * it is spoilt.
 */
import { register } from 'node:module';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { Failed, runCase, takeDeclared } from './harness.mjs';

/** @typedef {import('./types.js').Asked} Asked */
/** @typedef {import('./types.js').Told} Told */
/** @typedef {import('./types.js').Baseline} Baseline */
/** @typedef {import('./harness.mjs').Case} Case */

const [, , work = '', total = '0'] = argv;
// Tests put others in their place.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
const NO_MUTANT = -1;

let active = NO_MUTANT;
let left = Number.POSITIVE_INFINITY;
/** @type {Uint8Array | undefined} */
let seen;

/** Is this the mutant of this run? Asked at each switch: an endless loop ends here, and what runs is seen here. @param {number} id */
function isActive(id) {
  left -= 1;
  if (left < 0) throw new Error('endless');
  if (seen !== undefined) seen[id >> 3] = (seen[id >> 3] ?? 0) | (1 << (id & 7));
  return id === active;
}

Object.defineProperty(globalThis, '__mutant', { value: isActive });
register('./hooks.mjs', import.meta.url, { data: { work } });

let isSpoilt = false;
/** @type {((error: unknown) => void) | undefined} */
let onStray;
/** @param {unknown} error */
const stray = (error) => {
  if (error instanceof Failed) return;
  isSpoilt = true;
  onStray?.(error);
};
process.on('uncaughtException', stray);
process.on('unhandledRejection', stray);
process.on('SIGTERM', () => {});
const leave = process.exit;
process.exit = () => {
  throw new Error('process.exit');
};

/** @typedef {{ readonly cases: readonly Case[], readonly before: readonly (() => unknown)[] }} Loaded */
/** @type {Map<string, Promise<Loaded>>} */
const loaded = new Map();
let version = 0;

/** @param {string} file @param {string} query */
async function load(file, query) {
  takeDeclared();
  await import(pathToFileURL(file).href + query);
  const taken = takeDeclared();
  for (const act of taken.before) await act();
  return taken;
}

/** @param {string} file */
function warm(file) {
  const known = loaded.get(file) ?? load(file, '');
  loaded.set(file, known);
  return known;
}

/**
 * @param {Case | undefined} one @param {readonly string[] | undefined} wanted @param {{ readonly ms: number, readonly steps: number }} limit
 * @returns {Promise<{ readonly failed: string | undefined, readonly snapshots: readonly string[] }>}
 */
async function limited(one, wanted, limit) {
  if (one === undefined) return { failed: 'the test is not there', snapshots: [] };
  left = limit.steps;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((done) => {
    onStray = (error) =>
      done({ failed: `stray: ${error instanceof Error ? error.message : String(error)}`, snapshots: [] });
    timer = startTimer(() => {
      isSpoilt = true;
      done({ failed: 'timeout', snapshots: [] });
    }, limit.ms);
  });
  try {
    return await Promise.race([runCase(one.run, wanted), late]);
  } finally {
    onStray = undefined;
    stopTimer(timer);
    stepsLeft = left;
    left = Number.POSITIVE_INFINITY;
  }
}

const GENEROUS = { ms: 60_000, steps: Number.POSITIVE_INFINITY };

/** @param {string} file @returns {Promise<Baseline>} */
async function baseline(file) {
  const bytes = (Number(total) >> 3) + 1;
  seen = new Uint8Array(bytes);
  left = 1e15;
  const { cases } = await load(file, '');
  const atLoad = { hits: Buffer.from(seen).toString('base64'), steps: 1e15 - left };
  const rows = [];
  for (const one of cases) {
    seen = new Uint8Array(bytes);
    const steps = 1e15;
    const before = performance.now();
    const first = await limited(one, undefined, { ...GENEROUS, steps });
    const used = lastSteps(steps);
    let ms = performance.now() - before;
    const hits = Buffer.from(seen).toString('base64');
    let failed = first.failed;
    if (failed === undefined && ms < 500) {
      const again = performance.now();
      failed = (await limited(one, first.snapshots, GENEROUS)).failed;
      ms = performance.now() - again;
    }
    rows.push({ name: one.name, ms, steps: used, hits, snapshots: first.snapshots, failed });
  }
  seen = undefined;
  left = Number.POSITIVE_INFINITY;
  const before = performance.now();
  await load(file, '?m=0');
  return { file, atLoad: { ...atLoad, ms: performance.now() - before }, cases: rows };
}

let stepsLeft = 0;
/** @param {number} given */
function lastSteps(given) {
  return given - stepsLeft;
}

/** @param {Extract<Asked, { readonly kind: 'run' }>} asked @returns {Promise<Told>} */
async function run({ id, tests, isFresh }) {
  /** @type {Map<string, Loaded>} */
  const fresh = new Map();
  const start = performance.now();
  let tried = 0;
  for (const { file, index, snapshots, limit, load: loadLimit } of tests) {
    process.send?.({ kind: 'begun', ms: limit.ms + (isFresh ? 20_000 : 10_000) });
    tried += 1;
    active = isFresh ? id : NO_MUTANT;
    let cases;
    try {
      left = isFresh ? loadLimit : Number.POSITIVE_INFINITY;
      const known = fresh.get(file);
      version += known === undefined && isFresh ? 1 : 0;
      const all = isFresh ? (known ?? (await load(file, `?m=${version}`))) : await warm(file);
      fresh.set(file, all);
      cases = all.cases;
    } catch (error) {
      active = NO_MUTANT;
      return {
        kind: 'killed',
        by: { file, index: -1 },
        why: String(error).slice(0, 200),
        isSpoilt: false,
        tried,
        ms: performance.now() - start,
      };
    }
    active = id;
    const { failed } = await limited(cases[index], snapshots, limit);
    active = NO_MUTANT;
    if (failed === undefined) continue;
    let isSure = true;
    if (!isFresh && !isSpoilt) {
      const { failed: again } = await limited(cases[index], snapshots, { ...limit, steps: Number.POSITIVE_INFINITY });
      isSure = again === undefined;
      isSpoilt ||= !isSure;
    }
    if (!isSure) return { kind: 'spoilt', by: { file, index }, tried, ms: performance.now() - start };
    return {
      kind: 'killed',
      by: { file, index },
      why: failed.slice(0, 200),
      isSpoilt,
      tried,
      ms: performance.now() - start,
    };
  }
  return { kind: 'survived', isSpoilt, tried, ms: performance.now() - start };
}

process.on('message', async (/** @type {Asked} */ asked) => {
  if (asked.kind === 'baseline') {
    process.send?.({
      kind: 'baseline',
      baseline: await baseline(asked.file).catch((error) => ({
        file: asked.file,
        atLoad: { hits: '', steps: 0, ms: 0 },
        cases: [],
        error: String(error?.stack ?? error),
      })),
    });
    return;
  }
  if (asked.kind === 'end') leave.call(process, 0);
  else if (asked.kind === 'run') {
    const told = await run(asked);
    process.send?.({ ...told, isSpoilt: isSpoilt || process.memoryUsage.rss() > 1_300_000_000 });
  }
});
// Whoever asked is gone.
process.on('disconnect', () => leave.call(process, 0));
process.send?.({ kind: 'ready' });
