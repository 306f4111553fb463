// @ts-check
/**
 * A Go module of this repository for another Kubernetes minor, in a cache outside of the work tree: its programs as they
 * are, and a go.mod with the versions that this minor's own go.mod names. Nothing is guessed: what is staged in k8s.io/kubernetes
 * gets that minor's version, every other direct requirement the version that Kubernetes requires, and `go` and `godebug`
 * stay those of Kubernetes, because they choose how net/url and others behave.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, pid } from 'node:process';

const KUBERNETES = 'k8s.io/kubernetes';

/** What the user can put right; its message says how. */
export class MinorError extends Error {}

/**
 * @typedef {object} GoMod
 * @property {string} module
 * @property {readonly string[]} settings Lines `go` and `godebug`.
 * @property {readonly string[]} tools
 * @property {ReadonlyMap<string, string>} required
 * @property {readonly string[]} direct Those of `required` that are not marked as indirect.
 * @property {readonly string[]} staged What is replaced by a folder below ./staging.
 */

/** @type {(text: string) => GoMod} */
export function readGoMod(text) {
  const lines = text.split('\n').map((line) => line.trim());
  /** Those of a directive, in a block and alone. @type {(directive: string) => readonly string[]} */
  const of = (directive) => {
    let inside = false;
    return lines.flatMap((line) => {
      if (line === `${directive} (`) inside = true;
      else if (line === ')') inside = false;
      else if (inside) return line === '' || line.startsWith('//') ? [] : [line];
      else if (line.startsWith(`${directive} `)) return [line.slice(directive.length + 1)];
      return [];
    });
  };
  const requires = of('require').map((line) => line.split(/\s+/));
  return {
    module: of('module')[0] ?? '',
    settings: ['go', 'godebug'].flatMap((word) => of(word).map((line) => `${word} ${line}`)),
    tools: of('tool'),
    required: new Map(requires.map(([name = '', version = '']) => [name, version])),
    direct: requires.filter(([, , ...comment]) => comment.length === 0).map(([name = '']) => name),
    staged: of('replace').flatMap((line) => /^(\S+)\s+=>\s+\.\/staging\//.exec(line)?.[1] ?? []),
  };
}

/**
 * @param {GoMod} own The module's committed go.mod.
 * @param {GoMod} kubernetes That of k8s.io/kubernetes.
 * @param {string} version 1.MINOR.PATCH.
 * @returns {string} A go.mod that `go mod tidy` completes.
 */
export function goModFor(own, kubernetes, version) {
  const staged = `v0.${version.slice(version.indexOf('.') + 1)}`;
  const versions = new Map([
    ...kubernetes.required,
    ...kubernetes.staged.map((name) => /** @type {const} */ ([name, staged])),
    /** @type {const} */ ([KUBERNETES, `v${version}`]),
  ]);
  // A tool may stand below a module that is required indirectly.
  const wanted = [...own.required.keys()].filter(
    (name) => own.direct.includes(name) || own.tools.some((tool) => `${tool}/`.startsWith(`${name}/`)),
  );
  return [
    `module ${own.module}`,
    ...kubernetes.settings,
    ...own.tools.map((tool) => `tool ${tool}`),
    ...wanted.map((name) => `require ${name} ${versions.get(name) ?? own.required.get(name)}`),
    ...kubernetes.staged.map((name) => `replace ${name} => ${name} ${staged}`),
    '',
  ].join('\n');
}

/**
 * @param {string} source Folder of a module here.
 * @param {string} version 1.MINOR.PATCH.
 * @param {(note: string) => void} tell
 * @returns {string} Folder of the same module with that version; made once.
 */
export function moduleFor(source, version, tell) {
  const own = readFileSync(join(source, 'go.mod'), 'utf8');
  const programs = readdirSync(source).filter((name) => name.endsWith('.go'));
  const hash = createHash('sha256').update(own);
  for (const name of programs) hash.update(readFileSync(join(source, name)));
  const { module } = readGoMod(own);
  const cache = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const name = module.slice(module.lastIndexOf('/') + 1);
  const folder = join(cache, 'pullgate', 'minors', `${name}-${version}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  tell(`go.mod of ${module} for Kubernetes ${version}, in ${folder}`);
  const unfinished = `${folder}.${pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    const kubernetes = readGoMod(readFileSync(join(moduleFolder(KUBERNETES, `v${version}`), 'go.mod'), 'utf8'));
    writeFileSync(join(unfinished, 'go.mod'), goModFor(readGoMod(own), kubernetes, version));
    for (const each of programs) cpSync(join(source, each), join(unfinished, each));
    go(['mod', 'tidy'], unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** @type {Map<string, string>} */
const folders = new Map();

/**
 * @param {string} name
 * @param {string} version With its v.
 * @returns {string} Where the module stands, unpacked.
 */
export function moduleFolder(name, version) {
  const wanted = `${name}@${version}`;
  const folder = folders.get(wanted) ?? JSON.parse(go(['mod', 'download', '-json', wanted], tmpdir())).Dir;
  folders.set(wanted, folder);
  return folder;
}

/** @type {(args: readonly string[], cwd: string) => string} */
function go(args, cwd) {
  try {
    const settings = { ...env, GOFLAGS: '-mod=mod', GOWORK: 'off' };
    return execFileSync('go', args, { cwd, env: settings, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr ?? '').trim() : '';
    throw new MinorError(`"go ${args.join(' ')}" failed: ${said === '' ? 'is Go on PATH?' : said}`, { cause });
  }
}
