/** buildah with a storage of its own, so that no image of this machine is used or changed. Needs root, not a Docker engine. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the user can put right; its message says how. */
export class MissingError extends Error {}

const PROGRAMS = { buildah: 'buildah', crun: 'crun', debootstrap: 'debootstrap', 'dpkg-deb': 'dpkg', tar: 'tar' };

export function requirePrograms() {
  if (process.getuid?.() !== 0) throw new MissingError('npm run test:image mounts file systems: run it as root');
  const missing = Object.entries(PROGRAMS).filter(([program]) => spawnSync(program, ['--version']).error !== undefined);
  if (missing.length > 0) {
    const packages = missing.map(([, name]) => name).join(' ');
    throw new MissingError(`missing: ${packages}; apt-get install --no-install-recommends ${packages}`);
  }
}

export function createBuildah(storage) {
  for (const part of ['root', 'run']) mkdirSync(join(storage, part), { recursive: true });
  const own = ['--storage-driver', 'vfs', '--root', join(storage, 'root'), '--runroot', join(storage, 'run')];
  const run = (args, stdio = ['ignore', 'pipe', 'inherit']) =>
    String(execFileSync('buildah', [...own, ...args], { stdio, maxBuffer: 64e6 }) ?? '').trim();
  return {
    run,
    /** Standard output and error together; throws with them where the build fails. */
    tell: (args) => {
      const { status, stdout, stderr } = spawnSync('buildah', [...own, ...args], { encoding: 'utf8', maxBuffer: 64e6 });
      if (status !== 0) throw new Error(`buildah ${args[0]} failed:\n${`${stdout}${stderr}`.slice(-8000)}`);
      return `${stdout}${stderr}`;
    },
    has: (name) => spawnSync('buildah', [...own, 'inspect', '--type', 'image', name], { stdio: 'ignore' }).status === 0,
    /** An image from a directory as its root. */
    fromRoot(name, root, config = []) {
      const container = run(['from', 'scratch']);
      run(['copy', '--quiet', container, root, '/']);
      run(['config', ...config, container]);
      run(['commit', '--quiet', '--rm', container, name]);
    },
    /** The configuration and, per layer, what `tar` lists; the lowest layer comes first. */
    read(name, into) {
      run(['push', '--quiet', name, `oci:${into}:image`]);
      const index = blob(into, { digest: null }, 'index.json');
      const manifest = blob(into, index.manifests[0]);
      const layers = manifest.layers.map(({ digest, size }) => ({ digest, size, files: list(path(into, digest)) }));
      return { ...blob(into, manifest.config), layers };
    },
  };
}

function path(directory, digest) {
  return join(directory, 'blobs', ...digest.split(':'));
}

function blob(directory, { digest }, file = path('', digest ?? ':')) {
  return JSON.parse(readFileSync(join(directory, file), 'utf8'));
}

/** `-rw-r--r-- 0/0 2212887 2026-11-21 16:01 app/pullgate.mjs`; after the name of a link comes its target. */
const ROW = /^(\S{10})\S* (\d+)\/(\d+) +(\S+) \S+ \S+ (.*)$/;

function list(layer) {
  const text = execFileSync('tar', ['--numeric-owner', '-tvzf', layer], { encoding: 'utf8', maxBuffer: 64e6 });
  return text
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => {
      const [, mode = '', uid, gid, size, name = ''] = ROW.exec(row) ?? [];
      if (mode === '') throw new Error(`tar lists what is not understood: ${row}`);
      return {
        mode,
        uid: Number(uid),
        gid: Number(gid),
        size: Number(size),
        name: `/${name.replace(/ (->|link to) .*$/, '').replace(/^(\.?\/)+|\/$/g, '')}`,
      };
    });
}
