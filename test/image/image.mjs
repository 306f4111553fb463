/**
 * The image, built and used: `npm run test:image`, as root, with buildah, crun and debootstrap. It builds the Dockerfile
 * as it is, on stand-ins of the base images (bases.mjs), looks at what came out, and runs it as a cluster would. Exits
 * with 1 where a check fails, with 2 where something that it needs is missing.
 *
 *   --real-bases    pull the base images that the Dockerfile names
 *   --keep          keep the built image in the cache and say where
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildImage, defaultOf, imageCache } from '../../.image/buildah.mjs';
import { makeBases } from './bases.mjs';
import { createBuildah, MissingError, requirePrograms } from './buildah.mjs';
import { createCheck } from './check.mjs';
import { createRuntime } from './container.mjs';
import { inspectConfig, inspectFiles } from './inspect.mjs';
import { useImage } from './use.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const IMAGE = 'localhost/pullgate:test';
const REVISION = '0123456789012345678901234567890123456789';
const BUILT = '2026-01-02T03:04:05Z';

const { values: options } = parseArgs({
  options: { 'real-bases': { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
});
const check = createCheck();

try {
  requirePrograms();
  await main();
} catch (error) {
  if (!(error instanceof MissingError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function main() {
  const cache = imageCache();
  const work = mkdtempSync(join(tmpdir(), 'pullgate-image-'));
  const buildah = createBuildah(join(cache, 'storage'));
  const [nodeImage, baseImage] = ['NODE_IMAGE', 'BASE_IMAGE'].map(defaultOf);
  let container;
  try {
    if (options['real-bases']) check.note('bases: the real ones, pulled');
    else makeBases(buildah, { nodeImage, baseImage, cache, tell: check.note });
    if (!options['real-bases']) check.note(`bases: stand-ins of ${nodeImage} and ${baseImage}`);
    const args = { NODE_IMAGE: nodeImage, BASE_IMAGE: baseImage, REVISION, CREATED: BUILT };
    const begin = performance.now();
    buildImage(buildah, { tag: IMAGE, args, pull: options['real-bases'] });
    check.true(`the Dockerfile builds (${Math.round((performance.now() - begin) / 1000)} s)`, true);
    const image = buildah.read(IMAGE, join(work, 'image'));
    const base = buildah.read(baseImage, join(work, 'base'));
    container = buildah.run(['from', '--pull-never', IMAGE]);
    const rootfs = buildah.run(['mount', container]);
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    inspectConfig(check, image, { version, revision: REVISION, built: BUILT, base: baseImage });
    inspectFiles(check, image, base, rootfs);
    await useImage(check, { runtime: createRuntime({ rootfs, image, work }), version, work, root: ROOT });
  } finally {
    if (container !== undefined) buildah.run(['rm', container]);
    if (!options.keep && buildah.has(IMAGE)) buildah.run(['rmi', '--force', IMAGE]);
    rmSync(work, { recursive: true, force: true });
  }
  if (options.keep) check.note(`kept: buildah --storage-driver vfs --root ${join(cache, 'storage/root')} images`);
  process.exitCode = check.finish();
}
