// @ts-check
/**
 * `npm run test:e2e [-- FILE...]`: has the parts built or found, then runs the tests with tap. Whatever way they end,
 * nothing that they started is left. With `--parts` it ends once the parts are there; with `--kubernetes 1.37` the control
 * plane is that of another supported minor (test/oracle/minors.mjs), with `--kubernetes all` that of each, one after the
 * other, and with `--kubernetes ends` that of the oldest and of the newest.
 */

import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process, { argv, env, execPath, kill, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { MinorError } from '../oracle/minor-module.mjs';
import { RECORDED } from '../oracle/minors.mjs';
import { chosenMinors, isFailed, lineOf } from './support/minor-runs.mjs';
import {
  findHelm,
  findKubelet,
  findKubeletOf,
  findParts,
  findPartsOf,
  findRuntime,
  PartsError,
} from './support/parts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tap = join(root, 'node_modules', 'tap', 'dist', 'esm', 'run.mjs');

/** Each file has a control plane of its own, and waits: two at once take two thirds of the time, and a third of two cores is idle yet. */
const JOBS = Math.min(2, availableParallelism());

/** No further minor is begun. */
let isInterrupted = false;

process.exitCode = await main(argv.slice(2));

/** @import {Run} from './support/minor-runs.mjs' */

/**
 * @param {readonly string[]} given
 * @returns {Promise<number>}
 */
async function main(given) {
  const { minor, args } = splitMinor(given);
  if (minor !== 'all' && minor !== 'ends') return (await runMinor(minor, args)).code;
  /** @type {Run[]} */
  const runs = [];
  for (const each of chosenMinors(minor)) {
    if (isInterrupted) break;
    stderr.write(`Kubernetes ${each.minor}\n`);
    runs.push(await runMinor(each.minor, args));
  }
  if (args.includes('--parts')) return Math.max(...runs.map(({ code }) => code));
  for (const run of runs) stderr.write(`${lineOf(run)}\n`);
  return isInterrupted || runs.some(isFailed) ? 1 : 0;
}

/**
 * @param {string | undefined} minor Undefined for the recorded one.
 * @param {readonly string[]} args
 * @returns {Promise<Run>}
 */
async function runMinor(minor, args) {
  const name = minor ?? RECORDED;
  const parts = await partsOrWords(minor);
  if (parts === undefined) return { minor: name, code: 1, seconds: 0, tap: undefined };
  if (args.includes('--parts')) {
    stderr.write(`the parts are in ${Object.values(parts).join(', ')}\n`);
    return { minor: name, code: 0, seconds: 0, tap: '' };
  }
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-e2e-'));
  const output = join(folder, 'output.tap');
  const begin = Date.now();
  const seconds = () => Math.round((Date.now() - begin) / 1000);
  try {
    const found = {
      KUBEBUILDER_ASSETS: parts.controlPlane,
      HELM_ASSETS: parts.helm,
      KUBELET_ASSETS: parts.kubelet,
      RUNTIME_ASSETS: parts.runtime,
      E2E_KUBERNETES: name,
    };
    const code = await runTap(args, { ...env, ...found, E2E_RUN_FOLDER: folder }, output);
    return { minor: name, code, seconds: seconds(), tap: existsSync(output) ? readFileSync(output, 'utf8') : '' };
  } finally {
    clear(folder);
    stderr.write(`end to end: ${seconds()} s with the parts in ${Object.values(parts).join(', ')}\n`);
  }
}

/**
 * What is not for tap, and the rest.
 * @param {readonly string[]} given
 * @returns {{ readonly minor?: string, readonly args: readonly string[] }}
 */
function splitMinor(given) {
  const at = given.indexOf('--kubernetes');
  if (at < 0) return { args: given };
  return { minor: given[at + 1] ?? '', args: given.filter((_, i) => i !== at && i !== at + 1) };
}

/**
 * @typedef {object} Parts
 * @property {string} controlPlane
 * @property {string} helm
 * @property {string} kubelet
 * @property {string} runtime
 *
 * @param {string} [minor]
 * @returns {Promise<Parts | undefined>}
 */
async function partsOrWords(minor) {
  const tell = (/** @type {string} */ note) => void stderr.write(`${note}\n`);
  try {
    // One after the other: what one has compiled, the next need not.
    const version = minor === undefined ? undefined : versionOf(minor);
    const controlPlane = version === undefined ? await findParts(tell) : await findPartsOf(version, tell);
    const kubelet = version === undefined ? await findKubelet(tell) : await findKubeletOf(version, tell);
    return { controlPlane, kubelet, runtime: await findRuntime(tell), helm: await findHelm(tell) };
  } catch (error) {
    if (!(error instanceof PartsError || error instanceof MinorError)) throw error;
    stderr.write(`The end-to-end tests cannot run: ${error.message}\n`);
    return undefined;
  }
}

/** @type {(minor: string) => string} */
function versionOf(minor) {
  const [only, ...others] = chosenMinors(minor);
  if (only === undefined || others.length > 0) throw new MinorError(`"${minor}" is not one minor`);
  return only.version;
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} settings
 * @param {string} output File for what it writes.
 * @returns {Promise<number>}
 */
function runTap(args, settings, output) {
  const files = args.some((arg) => arg.endsWith('.ts')) ? [] : testFiles();
  // Without a reporter it would print everything twice for this option.
  const reports = stdout.isTTY || args.some((arg) => /^(-R|--reporter)/.test(arg));
  const kept = reports ? [`--output-file=${output}`] : [];
  const child = spawn(execPath, [tap, '--timeout=600', `--jobs=${JOBS}`, ...kept, ...args, ...files], {
    cwd: root,
    env: settings,
    stdio: ['inherit', reports ? 'inherit' : 'pipe', 'inherit'],
  });
  child.stdout?.on('data', (/** @type {Buffer} */ chunk) => {
    stdout.write(chunk);
    appendFileSync(output, chunk);
  });
  // A terminal sends these to tap as well; here they only have to be outlived, so that the rest can be cleared away.
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    isInterrupted = true;
    child.kill(signal);
  };
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // All that it wrote has come by then.
    child.once('close', (code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code ?? 1);
    });
  });
}

/** @returns {readonly string[]} */
function testFiles() {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const names = readdirSync(folder).filter((name) => name.endsWith('.e2e.ts'));
  return names.map((name) => relative(root, join(folder, name)));
}

/**
 * A test that was killed could not stop what it had started.
 * @param {string} folder
 */
function clear(folder) {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^(\d+)\.pid$/.exec(name) ?? [];
    if (pid === undefined) continue;
    try {
      kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
