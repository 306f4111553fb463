/** buildah, its programs, and what a test reads of an image. Needs root, not a Docker engine. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBuildah } from '../../.image/buildah.mjs';

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

/** That of the release (.image/buildah.mjs), and what only a test does. */
export function createBuildah(storage) {
  const buildah = openBuildah(storage);
  const { run } = buildah;
  return {
    ...buildah,
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
