/**
 * Everything that a release is, in build/release: `npm run release`. The package for npm, the chart, the image, what is in
 * them (CycloneDX), how they were made (in-toto), and the checksums of all that, which is what the releaser signs
 * (docs/releasing.md). The same commit gives the same bytes: no time but the commit's, no name of this machine.
 *
 *   --out DIR       where to, in place of build/release
 *   --no-image      without the image, where there is no buildah
 *   --pull-never    the base images are in the storage of `npm run test:image`; nothing is fetched
 *   --builder URI   who builds, for the statement. Default: urn:pullgate:builder:by-hand
 *   --allow-dirty   of a checkout with changes, to try it
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, readPackage } from './parts.mjs';
import { packChart } from './release/chart.mjs';
import { provenanceOf, sha256Of } from './release/provenance.mjs';
import { sbomOf } from './release/sbom.mjs';
import { sourceOf } from './release/source.mjs';

const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: join(ROOT, 'build/release') },
    image: { type: 'boolean', default: true },
    'pull-never': { type: 'boolean', default: false },
    builder: { type: 'string', default: 'urn:pullgate:builder:by-hand' },
    'allow-dirty': { type: 'boolean', default: false },
  },
  allowNegative: true,
});

const { name, version } = readPackage(ROOT);
const source = sourceOf();
if (source.dirty && !options['allow-dirty']) {
  refuse(
    'the checkout has changes that are in no commit; a release is one commit. --allow-dirty tries it all the same',
  );
}
if (options.image && spawnSync('buildah', ['--version']).error !== undefined) {
  refuse(
    'there is no buildah to build the image with (Debian: apt-get install buildah crun); --no-image leaves it out',
  );
}

const out = resolve(options.out);
// It writes all of build anew, and comes before anything that lies there.
const packed = spawnSync('node', [join(ROOT, '.image/package.mjs')], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (packed.status !== 0) throw new Error('the package could not be made');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const tarball = `${name}-${version}.tgz`;
copyFileSync(join(ROOT, 'build', tarball), join(out, tarball));
const { repository } = readPackage(join(ROOT, 'build/package'));

const files = [tarball, await packChart(out, { version, seconds: source.seconds })];
let bases = [];
if (options.image) {
  const { makeImage } = await import('./release/image.mjs');
  const image = await makeImage(out, { name, version, source, pull: !options['pull-never'] });
  files.push(image.file);
  bases = image.bases;
}
files.push(write(`${name}-${version}.cdx.json`, sbomOf({ name, version, source })));
const subjects = files.map((file) => ({ name: file, sha256: sha256Of(readFileSync(join(out, file))) }));
const { builder } = options;
write(
  `${name}-${version}.intoto.json`,
  provenanceOf({ subjects, version, source, repository: repository?.url, builder, bases }),
);
const sums = readdirSync(out)
  .sort()
  .map((file) => `${sha256Of(readFileSync(join(out, file)))}  ${file}\n`);
writeFileSync(join(out, 'SHA256SUMS'), sums.join(''));
process.stdout.write(`${out}, of commit ${source.commit}:\n${sums.join('')}`);

function write(file, document) {
  writeFileSync(join(out, file), `${JSON.stringify(document, undefined, 2)}\n`);
  return file;
}

function refuse(message) {
  process.stderr.write(`npm run release: ${message}\n`);
  process.exit(2);
}
