// @ts-check
/**
 * `npm run test:recipes`: has the package made and the programs built or found that the recipes call, then runs the tests.
 * kubectl, Helm, flux and act are built by Go (test/e2e/support/parts.mjs), gitlab-ci-local comes from the npm registry,
 * pre-commit and rsync from the system (Debian: `apt-get install pre-commit rsync`).
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { env, execPath, pid, stderr, versions } from 'node:process';
import { fileURLToPath } from 'node:url';
import { findHelm, findParts, findRunners, PartsError } from '../e2e/support/parts.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GITLAB = 'gitlab-ci-local@4.75.1';
const FLUX = { module: 'github.com/fluxcd/flux2/v2', version: 'v2.9.5' };
const CACHE = join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'pullgate');

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof PartsError)) throw error;
  stderr.write(`The recipes cannot be run: ${error.message}\n`);
  process.exitCode = 1;
}

async function main() {
  const tell = (/** @type {string} */ note) => void stderr.write(`${note}\n`);
  const folders = {
    RECIPE_KUBECTL: join(await findParts(tell), 'kubectl'),
    RECIPE_HELM: join(await findHelm(tell), 'helm4'),
    RECIPE_FLUX: findFlux(tell),
    RECIPE_ACT: join(await findRunners(tell), 'act'),
    RECIPE_GITLAB: findGitlab(),
    RECIPE_PRE_COMMIT: findProgram('pre-commit', 'apt-get install pre-commit, or pip install pre-commit'),
  };
  const tap = join(ROOT, 'node_modules/tap/dist/esm/run.mjs');
  const options = { cwd: ROOT, stdio: /** @type {const} */ ('inherit'), env: { ...env, ...folders } };
  return spawnSync(execPath, [tap, '--timeout=600', '--jobs=1', 'test/recipes/recipes.test.ts'], options).status ?? 1;
}

function findGitlab() {
  findProgram('rsync', 'apt-get install rsync; gitlab-ci-local copies with it');
  if (Number(versions.node.split('.')[0]) < 22)
    throw new PartsError(`${GITLAB} needs Node.js 22; this is ${versions.node}`);
  const folder = join(CACHE, GITLAB.replace('@', '-'));
  const program = join(folder, 'node_modules/.bin/gitlab-ci-local');
  if (existsSync(program)) return program;
  const unfinished = `${folder}.${pid}`;
  mkdirSync(unfinished, { recursive: true });
  const options = ['--prefix', unfinished, '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  const { status } = spawnSync('npm', ['install', ...options, GITLAB], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new PartsError(`npm could not install ${GITLAB}`);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  return program;
}

/**
 * Built in a copy of its own sources, by the versions of its own go.mod. They embed manifests that only a release has; an
 * empty one takes their place, for what is asked of it here reads none.
 * @param {(note: string) => void} tell
 */
function findFlux(tell) {
  const folder = join(CACHE, `flux-${FLUX.version}`);
  const program = join(folder, 'flux');
  if (existsSync(program)) return program;
  tell(`building flux into ${folder} (once, some minutes)`);
  const sources = `${folder}.${pid}`;
  try {
    const { Dir } = JSON.parse(go(['mod', 'download', '-json', `${FLUX.module}@${FLUX.version}`], ROOT));
    mkdirSync(CACHE, { recursive: true });
    cpSync(Dir, sources, { recursive: true });
    // The cache of modules is read-only.
    spawnSync('chmod', ['-R', 'u+w', sources]);
    mkdirSync(join(sources, 'cmd/flux/manifests'), { recursive: true });
    writeFileSync(join(sources, 'cmd/flux/manifests/none.yaml'), '');
    go(['build', '-trimpath', '-ldflags', '-s -w', '-o', 'built', './cmd/flux'], sources);
    mkdirSync(folder, { recursive: true });
    renameSync(join(sources, 'built'), program);
  } finally {
    rmSync(sources, { recursive: true, force: true });
  }
  return program;
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function go(args, cwd) {
  const settings = { ...env, CGO_ENABLED: '0', GOWORK: 'off' };
  const { status, stdout, error } = spawnSync('go', args, {
    cwd,
    env: settings,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0)
    throw new PartsError(
      `"go ${args.join(' ')}" failed${error === undefined ? '; its message stands above' : `: ${error.message}`}`,
    );
  return stdout;
}

/**
 * @param {string} name
 * @param {string} how
 */
function findProgram(name, how) {
  const { stdout, status } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
  if (status !== 0) throw new PartsError(`${name} is not there: ${how}`);
  return stdout.trim();
}
