// @ts-check
/**
 * The kubelet's side: builds the Go module once into a cache outside the work tree, and asks it through pipes. The key of
 * the cache holds everything that can change an answer: the module's files and the version of Go (net/url has become
 * stricter within a minor before).
 */

/** @import {Asker, Expect} from './types.js' */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { env, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { moduleFor } from './minor-module.mjs';

const MINIMUM = { major: 1, minor: 26 };

/** What the user can put right; its message says how. */
export class OracleError extends Error {}

/**
 * @param {(note: string) => void} tell
 * @param {string} [version] Of another Kubernetes (such as 1.37.2) than that of kubelet/go.mod.
 * @returns {string} Path of the executable.
 */
export function buildKubelet(tell, version) {
  return buildModule({ folder: 'kubelet', name: 'oracle', what: "the kubelet's credential code", version }, tell);
}

/**
 * @param {{folder: string, name: string, what: string, version?: string | undefined}} module
 * @param {(note: string) => void} tell
 * @returns {string} Path of the executable.
 */
export function buildModule({ folder: own, name, what, version: kubernetes }, tell) {
  const committed = fileURLToPath(new URL(`${own}/`, import.meta.url));
  if (kubernetes !== undefined) goVersion(committed);
  const source = kubernetes === undefined ? committed : moduleFor(committed, kubernetes, tell);
  const version = goVersion(source);
  const hash = createHash('sha256').update(version);
  for (const file of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(join(source, file)));
  const cache = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'pullgate', `${name}-${hash.digest('hex').slice(0, 16)}`);
  const binary = join(folder, name);
  if (existsSync(binary)) return binary;
  tell(`building ${what} with ${version} into ${folder}`);
  mkdirSync(folder, { recursive: true });
  const unfinished = `${binary}.${pid}`;
  try {
    execFileSync('go', ['build', '-trimpath', '-buildvcs=false', '-o', unfinished, '.'], {
      cwd: source,
      env: { ...env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch (cause) {
    throw new OracleError(`"go build" failed in ${source}; its message stands above`, { cause });
  }
  renameSync(unfinished, binary);
  return binary;
}

/** @type {(source: string) => string} */
function goVersion(source) {
  const wanted = `Go ${MINIMUM.major}.${MINIMUM.minor} or later must be on PATH for the side of Kubernetes (npm test needs none)`;
  let version = '';
  try {
    version = execFileSync('go', ['env', 'GOVERSION'], { cwd: source, stdio: ['ignore', 'pipe', 'pipe'] })
      .toString()
      .trim();
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr ?? '').trim() : '';
    throw new OracleError(said === '' ? `${wanted}: "go" was not found` : `${wanted}: ${said}`, { cause });
  }
  const [, major = 0, minor = 0] = (/^go(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  if (major < MINIMUM.major || (major === MINIMUM.major && minor < MINIMUM.minor)) {
    throw new OracleError(`${wanted}: "go" is ${version}`);
  }
  return version;
}

/**
 * @param {string} binary
 * @returns {{ask: Asker, stop: () => void}}
 */
export function startKubelet(binary) {
  const child = spawn(binary, { stdio: ['pipe', 'pipe', 'inherit'] });
  /** @type {{want: number, got: Expect[], resolve: (answers: readonly Expect[]) => void, reject: (err: Error) => void}[]} */
  const waiting = [];
  /** @type {Error | undefined} */
  let failure;
  const fail = (/** @type {Error} */ err) => {
    failure ??= err;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  child.on('error', (cause) => fail(new OracleError(`cannot run ${binary}`, { cause })));
  child.on('close', (code) => fail(new OracleError(`the kubelet's side ended with status ${code}`)));
  child.stdin.on('error', (cause) => fail(new OracleError("the kubelet's side stopped reading", { cause })));
  readLines(child.stdout, (line) => {
    const [first] = waiting;
    if (first === undefined) return fail(new OracleError("the kubelet's side answered without a question"));
    first.got.push(JSON.parse(line));
    if (first.got.length === first.want) waiting.shift()?.resolve(first.got);
  });
  /** @type {Asker} */
  const ask = (rows) => {
    if (failure !== undefined) return Promise.reject(failure);
    if (rows.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      waiting.push({ want: rows.length, got: [], resolve, reject });
      child.stdin.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    });
  };
  return { ask, stop: () => child.stdin.end() };
}

/** @type {(stream: import('node:stream').Readable, onLine: (line: string) => void) => void} */
function readLines(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
}
