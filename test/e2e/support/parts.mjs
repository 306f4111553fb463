// @ts-check
/**
 * The real parts: kube-apiserver, kube-controller-manager, kubectl and etcd. Ready ones in KUBEBUILDER_ASSETS are taken;
 * else they are built once, by Go, from ../tools, into a cache outside the work tree. What cannot be had is an error that
 * says so, never a skipped test.
 */

import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { env, pid } from 'node:process';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../tools/', import.meta.url));
const ENVTEST_DEFAULT = '/usr/local/kubebuilder/bin';
const PARTS = ['kube-apiserver', 'kube-controller-manager', 'kubectl', 'etcd'];
const MINIMUM = { major: 1, minor: 26 };

/** What the user can put right; its message says how. */
export class PartsError extends Error {}

/**
 * @param {(note: string) => void} tell
 * @returns {Promise<string>} The folder that holds all parts under their usual names.
 */
export async function findParts(tell) {
  const given = env['KUBEBUILDER_ASSETS'];
  const ready = given || ENVTEST_DEFAULT;
  const missing = missingIn(ready);
  if (missing.length === 0) return ready;
  if (given) throw new PartsError(`KUBEBUILDER_ASSETS is ${given}, where these are missing: ${missing.join(', ')}`);
  return buildParts(tell);
}

/**
 * @param {(note: string) => void} tell
 * @returns {Promise<string>}
 */
async function buildParts(tell) {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(source, file)));
  const cache = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'pullgate', `e2e-${hash.digest('hex').slice(0, 16)}`);
  if (missingIn(folder).length === 0) return folder;
  const go = goVersion();
  const version = kubernetesVersion();
  const unfinished = `${folder}.${pid}`;
  tell(`building Kubernetes ${version} and etcd with ${go} into ${folder} (once, some minutes)`);
  mkdirSync(unfinished, { recursive: true });
  const begin = Date.now();
  try {
    await install(unfinished, version);
    // The go command names a binary after the last part of its package path that is no version.
    renameSync(join(unfinished, 'server'), join(unfinished, 'etcd'));
    // Somebody else may have built it in the meantime, and be using it.
    if (missingIn(folder).length > 0) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished, folder);
    }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  tell(`built in ${Math.round((Date.now() - begin) / 1000)} s`);
  return folder;
}

/**
 * @param {string} folder
 * @returns {readonly string[]}
 */
function missingIn(folder) {
  return PARTS.filter((name) => !existsSync(join(folder, name)));
}

/**
 * Without the version in its variables the API server calls itself v0.0.0.
 * @param {string} folder
 * @param {string} version
 * @returns {Promise<void>}
 */
function install(folder, version) {
  const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(version) ?? [];
  const set = { gitVersion: version, gitMajor: major, gitMinor: minor };
  const variables = Object.entries(set).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`);
  const args = ['install', '-trimpath', '-buildvcs=false', '-ldflags', ['-s', '-w', ...variables].join(' '), 'tool'];
  const settings = { ...env, CGO_ENABLED: '0', GOBIN: folder, GOFLAGS: '-mod=readonly', GOWORK: 'off' };
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, { cwd: source, env: settings, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new PartsError(`"go install tool" failed in ${source}; its message stands above`));
    });
  });
}

/** @returns {string} */
function kubernetesVersion() {
  const [, version] = /^\s*k8s\.io\/kubernetes (v\S+)/m.exec(readFileSync(join(source, 'go.mod'), 'utf8')) ?? [];
  if (version === undefined) throw new PartsError(`${source}go.mod names no version of k8s.io/kubernetes`);
  return version;
}

/** @returns {string} */
function goVersion() {
  const wanted = `Go ${MINIMUM.major}.${MINIMUM.minor} or later must be on PATH to build the control plane (or set KUBEBUILDER_ASSETS to ready kube-apiserver, kube-controller-manager, kubectl and etcd; npm test needs none of them)`;
  let version = '';
  try {
    version = execFileSync('go', ['env', 'GOVERSION'], { cwd: source, stdio: ['ignore', 'pipe', 'pipe'] })
      .toString()
      .trim();
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr ?? '').trim() : '';
    throw new PartsError(`${wanted}: ${said === '' ? '"go" was not found' : said}`, { cause });
  }
  const [, major = 0, minor = 0] = (/^go(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  if (major < MINIMUM.major || (major === MINIMUM.major && minor < MINIMUM.minor)) {
    throw new PartsError(`${wanted}: "go" is ${version}`);
  }
  return version;
}
