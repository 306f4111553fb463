/**
 * The servers of others that a benchmark runs beside ours: `gt` (Go, net/http, types of k8s.io/api), `controller-runtime`
 * (its webhook server) and `pepr` (npm). Their versions are pinned: go/go.mod, and PEPR below.
 *
 * Each is one process, the one whose CPU and memory count, and keeps this protocol:
 *
 *   in    BENCH_CERTS: a directory with tls.crt and tls.key (PEM), added to the `env` of the row by the caller.
 *   out   stdout: one line, `{"port":N}`, as soon as it listens on 127.0.0.1 and answers; nothing after it.
 *         stderr: its log; one line a decision, of Pepr the five of its default. It must be read or thrown away.
 *   POST  an AdmissionReview of a Pod to `path`. Of another kind the two in Go say 400: it would be measured undecoded.
 *   end   SIGTERM.
 *
 * All decide the same: an image without a tag but latest is denied, and one of a private registry (go/decide) where the
 * pod names no pull secret. None reads `oldObject` or a cluster; what each does beyond that is its own: controller-runtime
 * and Pepr keep metrics, and Pepr copies the object.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** `latest` of npm, 20.0.0, is older than this: its dependencies are those of years ago. */
const PEPR = '1.1.4';

const MAKERS = { gt: makeGo, 'controller-runtime': makeGo, pepr: makePepr };

/**
 * Builds or installs them into the directory `work`, which may be kept for the next time (a first time needs the package
 * registries and a minute); Pepr runs with the Node.js at `node`. Each is `{ name, version, command, args, env, path }`, with `env` as all of the environment
 * but BENCH_CERTS, or, where it cannot be had on this machine, `{ name, missing }` with a sentence why.
 */
export async function peers(work, { node = process.execPath, names = Object.keys(MAKERS) } = {}) {
  mkdirSync(work, { recursive: true });
  const made = [];
  for (const name of names) {
    try {
      made.push(await MAKERS[name](name, work, node));
    } catch (error) {
      made.push({ name, missing: `${name} could not be made: ${reasonOf(error)}` });
    }
  }
  return made;
}

/** A tool's own words, as far as a row of a table can hold them. */
function reasonOf({ stderr, message }) {
  const words = String(stderr ?? '').trim() || message;
  return words.replaceAll(/\s+/g, ' ').slice(0, 300);
}

const MODULES = { gt: 'k8s.io/api', 'controller-runtime': 'sigs.k8s.io/controller-runtime' };

async function makeGo(name, work) {
  // Not another toolchain: what is measured is the one that is here.
  const options = { cwd: path('go'), env: { ...environment(), GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' } };
  const command = join(work, name);
  await run('go', ['build', '-o', command, `./${name}`], options);
  const [go, module] = await Promise.all([
    run('go', ['env', 'GOVERSION'], options),
    run('go', ['list', '-m', MODULES[name]], options),
  ]);
  const version = `${module.stdout.trim()}, ${go.stdout.trim()}`;
  return { name, version, command, args: [], env: environment(), path: '/validate' };
}

async function makePepr(name, work, node) {
  const directory = join(work, name);
  const installed = join(directory, 'node_modules/pepr/package.json');
  if (versionOf(installed) !== PEPR) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'package.json'), JSON.stringify({ private: true, dependencies: { pepr: PEPR } }));
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['install', ...flags], { cwd: directory, env: environment() });
  }
  // Its log to where the others have theirs, and what is ours to stdout.
  const shell = 'exec "$0" "$@" 3>&1 1>&2';
  const args = ['-c', shell, node, path('pepr/run.mjs'), directory];
  const { stdout } = await run(node, ['--version']);
  const version = `${PEPR}, node ${stdout.trim()}`;
  return { name, version, command: '/bin/sh', args, env: environment(), path: '/validate/bench' };
}

function versionOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).version;
  } catch {
    return undefined;
  }
}

/** Without what our own runner may have set for Node.js. */
function environment() {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return env;
}
