// @ts-check
/**
 * The real parts: kube-apiserver, kube-controller-manager, kubectl and etcd; Helm 4 and Helm 3. Ready ones in
 * KUBEBUILDER_ASSETS and HELM_ASSETS are taken; else they are built once, by Go, from ../tools and ../helm-tools, into a
 * cache outside the work tree. What cannot be had is an error that says so, never a skipped test.
 */

import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { env, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { moduleFor, readGoMod } from '../../oracle/minor-module.mjs';

const ENVTEST_DEFAULT = '/usr/local/kubebuilder/bin';
const KUBERNETES = 'k8s.io/kubernetes';
const MINIMUM = { major: 1, minor: 26 };

/**
 * What is built together, by the versions of one go.mod.
 * @typedef {object} Bundle
 * @property {string} cache Begin of the folder's name in the cache.
 * @property {string} source Folder with go.mod and go.sum, and with the program itself where that is of the tests.
 * @property {string} variable Environment variable that names a folder of ready ones.
 * @property {string} words What is built, for people.
 * @property {Readonly<Record<string, string>>} programs The package of each program.
 * @property {boolean} [hasMinors] The program is of the tests, and has files for some minors of Kubernetes only.
 */

/** @type {Bundle} */
const CONTROL_PLANE = {
  cache: 'e2e',
  source: fileURLToPath(new URL('../tools/', import.meta.url)),
  variable: 'KUBEBUILDER_ASSETS',
  words: 'Kubernetes and etcd',
  programs: {
    'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
    'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
    kubectl: 'k8s.io/kubernetes/cmd/kubectl',
    etcd: 'go.etcd.io/etcd/server/v3',
  },
};

/** @type {Bundle} */
const HELM = {
  cache: 'helm',
  source: fileURLToPath(new URL('../helm-tools/', import.meta.url)),
  variable: 'HELM_ASSETS',
  words: 'Helm 4 and Helm 3',
  programs: { helm4: 'helm.sh/helm/v4/cmd/helm', helm3: 'helm.sh/helm/v3/cmd/helm' },
};

/** @type {Bundle} */
const KUBELET = {
  cache: 'kubelet',
  source: fileURLToPath(new URL('../../node/kubelet/', import.meta.url)),
  variable: 'KUBELET_ASSETS',
  words: 'the hollow kubelet',
  programs: { 'hollow-kubelet': '.' },
  hasMinors: true,
};

/** @type {Bundle} */
const RUNTIME = {
  cache: 'runtime',
  source: fileURLToPath(new URL('../../node/runtime/', import.meta.url)),
  variable: 'RUNTIME_ASSETS',
  words: "a container runtime around containerd's resolver",
  programs: { 'hollow-runtime': '.' },
};

/** @type {Bundle} */
const RUNNERS = {
  cache: 'runners',
  source: fileURLToPath(new URL('../../recipes/tools/', import.meta.url)),
  variable: 'RUNNER_ASSETS',
  words: 'act, which runs workflows of GitHub',
  programs: { act: 'github.com/nektos/act' },
};

/** What the user can put right; its message says how. */
export class PartsError extends Error {}

/**
 * @param {(note: string) => void} tell
 * @returns {Promise<string>} The folder that holds the parts of the control plane under their usual names.
 */
export async function findParts(tell) {
  const ready = !env[CONTROL_PLANE.variable] && missingIn(CONTROL_PLANE, ENVTEST_DEFAULT).length === 0;
  return ready ? ENVTEST_DEFAULT : findBundle(CONTROL_PLANE, tell);
}

/**
 * Always built: what is ready is of one version only.
 * @param {string} version Of another Kubernetes (such as 1.37.2) than that of ../tools/go.mod.
 * @param {(note: string) => void} tell
 * @returns {Promise<string>} As findParts.
 */
export async function findPartsOf(version, tell) {
  return buildBundleOf(CONTROL_PLANE, version, tell);
}

/**
 * @param {(note: string) => void} tell
 * @returns {Promise<string>} The folder that holds `helm4` and `helm3`.
 */
export async function findHelm(tell) {
  return findBundle(HELM, tell);
}

/**
 * @param {(note: string) => void} tell
 * @returns {Promise<string>} The folder that holds `hollow-kubelet`.
 */
export async function findKubelet(tell) {
  return findBundle(KUBELET, tell);
}

/**
 * Always built, as those of findPartsOf.
 * @param {string} version Of another Kubernetes than that of ../../node/kubelet/go.mod.
 * @param {(note: string) => void} tell
 * @returns {Promise<string>} As findKubelet.
 */
export async function findKubeletOf(version, tell) {
  return buildBundleOf(KUBELET, version, tell);
}

/**
 * @param {(note: string) => void} tell
 * @returns {Promise<string>} The folder that holds `hollow-runtime`.
 */
export async function findRuntime(tell) {
  return findBundle(RUNTIME, tell);
}

/**
 * @param {(note: string) => void} tell
 * @returns {Promise<string>} The folder that holds `act`.
 */
export async function findRunners(tell) {
  return findBundle(RUNNERS, tell);
}

/**
 * @param {Bundle} bundle
 * @param {(note: string) => void} tell
 * @returns {Promise<string>}
 */
async function findBundle(bundle, tell) {
  const given = env[bundle.variable];
  if (!given) return buildBundle(bundle, tell);
  const missing = missingIn(bundle, given);
  if (missing.length === 0) return given;
  throw new PartsError(`${bundle.variable} is ${given}, where these are missing: ${missing.join(', ')}`);
}

/**
 * @param {Bundle} bundle
 * @param {string} version
 * @param {(note: string) => void} tell
 * @returns {Promise<string>}
 */
async function buildBundleOf(bundle, version, tell) {
  goVersion(bundle);
  return buildBundle({ ...bundle, source: `${moduleFor(bundle.source, version, tell)}/` }, tell);
}

/**
 * @param {Bundle} bundle
 * @param {(note: string) => void} tell
 * @returns {Promise<string>}
 */
async function buildBundle(bundle, tell) {
  const hash = createHash('sha256');
  const files = readdirSync(bundle.source).filter((name) => /\.(?:go|mod|sum)$/.test(name));
  for (const file of files.sort()) hash.update(readFileSync(join(bundle.source, file)));
  const cache = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'pullgate', `${bundle.cache}-${hash.digest('hex').slice(0, 16)}`);
  if (missingIn(bundle, folder).length === 0) return folder;
  const go = goVersion(bundle);
  const unfinished = `${folder}.${pid}`;
  tell(`building ${bundle.words} with ${go} into ${folder} (once, some minutes)`);
  mkdirSync(unfinished, { recursive: true });
  const begin = Date.now();
  try {
    for (const [name, path] of Object.entries(bundle.programs)) await build(bundle, path, join(unfinished, name));
    // Somebody else may have built it in the meantime, and be using it.
    if (missingIn(bundle, folder).length > 0) {
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
 * @param {Bundle} bundle
 * @param {string} folder
 * @returns {readonly string[]}
 */
function missingIn(bundle, folder) {
  return Object.keys(bundle.programs).filter((name) => !existsSync(join(folder, name)));
}

/**
 * @param {Bundle} bundle
 * @param {string} path
 * @param {string} file
 * @returns {Promise<void>}
 */
function build(bundle, path, file) {
  const { source } = bundle;
  const linker = ['-s', '-w', ...versionVariables(path, bundle)].join(' ');
  const tags = bundle.hasMinors === true ? [`-tags=${minorTags(versionOf(KUBERNETES, source))}`] : [];
  const args = ['build', '-trimpath', '-buildvcs=false', ...tags, '-ldflags', linker, '-o', file, path];
  const settings = { ...env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOWORK: 'off' };
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, { cwd: source, env: settings, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new PartsError(`"go build ${path}" failed in ${source}; its message stands above`));
    });
  });
}

/**
 * Without the version in its variables the API server calls itself v0.0.0, and Helm by its minor version alone.
 * @param {string} path
 * @param {Bundle} bundle
 * @returns {readonly string[]}
 */
function versionVariables(path, { source, hasMinors }) {
  const module = hasMinors === true ? KUBERNETES : /^(k8s\.io\/kubernetes|helm\.sh\/helm\/v\d)\//.exec(path)?.[1];
  if (module === undefined) return [];
  const version = versionOf(module, source);
  const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(version) ?? [];
  const set =
    module === KUBERNETES
      ? {
          'k8s.io/component-base/version.gitVersion': version,
          'k8s.io/component-base/version.gitMajor': major,
          'k8s.io/component-base/version.gitMinor': minor,
        }
      : { [`${module}/internal/version.version`]: version };
  return Object.entries(set).map(([name, value]) => `-X ${name}=${value}`);
}

/**
 * A tag for each minor that is there by then, so that a file says since when it holds, as with Go's own.
 * @param {string} version Such as v1.36.3.
 * @returns {string} Such as `kubernetes1.34,kubernetes1.35,kubernetes1.36`.
 */
function minorTags(version) {
  const minor = Number(/^v1\.(\d+)\./.exec(version)?.[1]);
  const first = 34;
  return Array.from({ length: Math.max(0, minor - first + 1) }, (_, at) => `kubernetes1.${first + at}`).join();
}

/**
 * @param {string} module
 * @param {string} source
 * @returns {string}
 */
function versionOf(module, source) {
  const version = readGoMod(readFileSync(join(source, 'go.mod'), 'utf8')).required.get(module);
  if (version === undefined) throw new PartsError(`${source}go.mod names no version of ${module}`);
  return version;
}

/**
 * @param {Bundle} bundle
 * @returns {string}
 */
function goVersion({ source, words, variable, programs }) {
  const ready = Object.keys(programs).join(', ');
  const wanted = `Go ${MINIMUM.major}.${MINIMUM.minor} or later must be on PATH to build ${words} (or set ${variable} to a folder with ready ${ready}; npm test needs none of them)`;
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
