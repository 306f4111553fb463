/** The Dockerfile, built by buildah with a storage of its own, so that no image of this machine is used or changed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './parts.mjs';

/** What is kept from one build to the next: the storage, and the stand-ins of bases. */
export function imageCache() {
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'pullgate', 'image');
  mkdirSync(cache, { recursive: true });
  return cache;
}

export function openBuildah(storage) {
  for (const part of ['root', 'run']) mkdirSync(join(storage, part), { recursive: true });
  const own = ['--storage-driver', 'vfs', '--root', join(storage, 'root'), '--runroot', join(storage, 'run')];
  return {
    run: (args, stdio = ['ignore', 'pipe', 'inherit']) =>
      String(execFileSync('buildah', [...own, ...args], { stdio, maxBuffer: 64e6 }) ?? '').trim(),
    /** Standard output and error together; throws with them where the build fails. */
    tell: (args) => {
      const { status, stdout, stderr } = spawnSync('buildah', [...own, ...args], { encoding: 'utf8', maxBuffer: 64e6 });
      if (status !== 0) throw new Error(`buildah ${args[0]} failed:\n${`${stdout}${stderr}`.slice(-8000)}`);
      return `${stdout}${stderr}`;
    },
    has: (name) => spawnSync('buildah', [...own, 'inspect', '--type', 'image', name], { stdio: 'ignore' }).status === 0,
  };
}

/** What the Dockerfile says of an argument where nobody says otherwise. */
export function defaultOf(argument) {
  const found = new RegExp(`^ARG ${argument}=(\\S*)$`, 'm').exec(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));
  if (found === null) throw new Error(`the Dockerfile has no default for ${argument}`);
  return found[1];
}

/**
 * With npm as this machine has it: its registry, its settings, the authority that it trusts.
 *
 * @param args build arguments
 * @param seconds of every file that is added and of the image itself, since the epoch; undefined: now
 */
export function buildImage(buildah, { tag, args, pull, seconds }) {
  const npm = (key) =>
    execFileSync('npm', ['config', 'get', key], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  const given = { ...args, NPM_CONFIG_REGISTRY: npm('registry') };
  const secrets = [];
  const settings = npm('userconfig');
  if (existsSync(settings)) secrets.push(`id=npmrc,src=${settings}`);
  const authority = process.env['NODE_EXTRA_CA_CERTS'] ?? '';
  if (existsSync(authority)) {
    secrets.push(`id=ca.crt,src=${authority}`);
    given['NODE_EXTRA_CA_CERTS'] = '/run/secrets/ca.crt';
  }
  buildah.tell([
    ...['bud', '--isolation', 'chroot', pull ? '--pull' : '--pull-never', '--no-cache'],
    ...(seconds === undefined ? [] : ['--timestamp', String(seconds)]),
    ...Object.entries(given).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
    ...secrets.flatMap((secret) => ['--secret', secret]),
    ...['--tag', tag, '--file', join(ROOT, 'Dockerfile'), ROOT],
  ]);
}
