/** The image as an archive in the layout of OCI, the same bytes for the same commit and the same bases. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildImage, defaultOf, imageCache, openBuildah } from '../buildah.mjs';
import { archive, filesBelow } from './archive.mjs';
import { timeOf } from './source.mjs';

/**
 * @param pull the bases are fetched; else they have to be in buildah's storage of ours
 * @returns the name of the file, and the bases with their digests
 */
export async function makeImage(out, { name, version, source, pull }) {
  const buildah = openBuildah(join(imageCache(), 'storage'));
  const tag = `localhost/${name}:${version}-release`;
  const work = mkdtempSync(join(tmpdir(), 'pullgate-release-'));
  const bases = ['NODE_IMAGE', 'BASE_IMAGE'].map((argument) => ({
    argument,
    name: process.env[argument] || defaultOf(argument),
  }));
  try {
    const args = Object.fromEntries(bases.map((base) => [base.argument, base.name]));
    const labels = { VERSION: version, REVISION: source.commit, CREATED: timeOf(source) };
    buildImage(buildah, { tag, args: { ...args, ...labels }, pull, seconds: source.seconds });
    buildah.run(['push', '--quiet', '--format', 'oci', tag, `oci:${work}/image:${version}`]);
    const file = `${name}-${version}.oci.tar`;
    const paths = filesBelow(join(work, 'image'));
    await archive({
      file: join(out, file),
      from: join(work, 'image'),
      paths,
      prefix: '',
      seconds: source.seconds,
      gzip: false,
    });
    return { file, bases: bases.map((base) => ({ name: base.name, sha256: digestOf(buildah, base.name, work) })) };
  } finally {
    if (buildah.has(tag)) buildah.run(['rmi', '--force', tag]);
    rmSync(work, { recursive: true, force: true });
  }
}

/** That of its manifest. */
function digestOf(buildah, image, work) {
  const file = join(work, 'base.digest');
  buildah.run(['push', '--quiet', '--digestfile', file, image, `oci:${join(work, 'base')}:base`]);
  return readFileSync(file, 'utf8')
    .trim()
    .replace(/^sha256:/, '');
}
