/**
 * `npm run test:release`: the release of HEAD, made twice in two places under circumstances that differ, is the same bytes,
 * is what it says it is, and can be signed and verified as docs/releasing.md has it. Without `--image` the image is left
 * out; with it buildah is needed, as root, and the bases of `npm run test:image`. Exits with 1 where a check fails.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { defaultOf, imageCache } from '../../.image/buildah.mjs';
import { sha256Of } from '../../.image/release/provenance.mjs';
import { makeBases } from '../image/bases.mjs';
import { createBuildah, requirePrograms } from '../image/buildah.mjs';
import { createCheck } from '../image/check.mjs';
import { schemaErrors } from './schema.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({ options: { image: { type: 'boolean', default: false } } });
const check = createCheck();
const work = mkdtempSync(join(tmpdir(), 'pullgate-release-'));
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

try {
  if (options.image) bases();
  const one = release('one', { umask: '022', env: { TZ: 'UTC', LANG: 'C.UTF-8' } });
  const other = release('another/place', { umask: '077', env: { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8' } });
  check.equal('both have the same files', readdirSync(other).sort(), readdirSync(one).sort());
  for (const file of readdirSync(one)) check.equal(`${file} is the same bytes`, sha256(other, file), sha256(one, file));
  contents(one);
  signed(one);
  refusals();
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = check.finish();

function bases() {
  requirePrograms();
  const cache = imageCache();
  const [nodeImage, baseImage] = ['NODE_IMAGE', 'BASE_IMAGE'].map(defaultOf);
  makeBases(createBuildah(join(cache, 'storage')), { nodeImage, baseImage, cache, tell: check.note });
}

/** A clone of its own, with the packages of this checkout as hard links. */
function release(name, { umask, env }) {
  const clone = join(work, name);
  execFileSync('git', ['clone', '--quiet', ROOT, clone]);
  execFileSync('cp', ['-al', join(ROOT, 'node_modules'), join(clone, 'node_modules')]);
  rmSync(join(clone, 'node_modules/.cache'), { recursive: true, force: true });
  const how = options.image ? '--pull-never' : '--no-image';
  const command = `umask ${umask} && npm run --silent release -- ${how}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: clone,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}${stderr}`.slice(-4000));
  return join(clone, 'build/release');
}

function missing(names, known) {
  return [...new Set(names)].filter((each) => !known.has(each));
}

function sha256(directory, file) {
  return sha256Of(readFileSync(join(directory, file)));
}

function contents(out) {
  const files = readdirSync(out).sort();
  const name = `pullgate-${version}`;
  const made = [`${name}.cdx.json`, `${name}.chart.tgz`, ...(options.image ? [`${name}.oci.tar`] : []), `${name}.tgz`];
  check.equal('what a release is', files, ['SHA256SUMS', ...made, `${name}.intoto.json`].sort());
  check.equal('the checksums are those of the files', run(out, 'sha256sum', '--check', '--strict', 'SHA256SUMS'), 0);

  const bom = JSON.parse(readFileSync(join(out, `${name}.cdx.json`), 'utf8'));
  check.equal('the bill of materials is CycloneDX by its own schema', schemaErrors(bom), []);
  const shipped = installed();
  const told = new Set(bom.components.map((each) => `${each.name}@${each.version}`));
  check.equal('it names every package that npm installs for whoever only runs it', missing(shipped, told), []);
  check.true('which are dozens', shipped.length > 50, shipped.length);
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const names = new Set([...told].map((each) => each.replace(/@[^@]*$/, '')));
  const toolsOnly = Object.keys(devDependencies).filter((each) => !shipped.some((one) => one.startsWith(`${each}@`)));
  check.equal(
    'and no tool',
    toolsOnly.filter((each) => names.has(each)),
    [],
  );
  const refs = new Set([bom.metadata.component['bom-ref'], ...bom.components.map((each) => each['bom-ref'])]);
  const pointed = bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
  check.equal('and says of each what it needs, of nothing else', missing(pointed, refs), []);
  check.equal(
    'and of what we are made',
    [bom.metadata.component.name, bom.metadata.component.version],
    ['pullgate', version],
  );

  const statement = JSON.parse(readFileSync(join(out, `${name}.intoto.json`), 'utf8'));
  const subjects = statement.subject.map((each) => [each.name, each.digest.sha256]).sort();
  check.equal('the statement is about these files', subjects, made.map((file) => [file, sha256(out, file)]).sort());
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const { resolvedDependencies } = statement.predicate.buildDefinition;
  check.equal('and of this commit', resolvedDependencies[0].digest.gitCommit, commit);
  check.equal('and of lockfile and bases', resolvedDependencies.length, options.image ? 4 : 2);
  check.equal(
    'with every digest whole',
    resolvedDependencies.slice(1).every(({ digest }) => /^[0-9a-f]{64}$/.test(digest.sha256)),
    true,
  );

  const chart = listed(join(out, `${name}.chart.tgz`));
  packed(out, name, commit);
  check.equal('the chart begins with its name', chart[0], 'pullgate/Chart.yaml');
  check.equal(
    'nothing of the tests is in it',
    chart.filter((path) => /\/ci\/|gotmpl/.test(path)),
    [],
  );
}

function listed(archive) {
  return execFileSync('tar', ['-tf', archive], { encoding: 'utf8' }).trim().split('\n');
}

/** By npm itself, `name@version` each. */
function installed() {
  const args = ['ls', '--omit=dev', '--all', '--parseable', '--long'];
  const { stdout } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8' });
  return stdout
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => /:((?:@[^/:]+\/)?[^/:@]+@[^:]+)(?::|$)/.exec(line)?.[1] ?? []);
}

/** What is packed is what the names say. */
function packed(out, name, commit) {
  check.true('the package is one of npm', listed(join(out, `${name}.tgz`)).includes('package/package.json'));
  if (!options.image) return;
  const folder = join(work, 'image');
  mkdirSync(folder);
  execFileSync('tar', ['-xf', join(out, `${name}.oci.tar`), '-C', folder]);
  const read = (path) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const blob = ({ digest }) => read(`blobs/${digest.replace(':', '/')}`);
  check.equal('the image is in the layout of OCI', read('oci-layout').imageLayoutVersion, '1.0.0');
  const manifest = blob(read('index.json').manifests[0]);
  const { config } = blob(manifest.config);
  check.equal('of this commit', config.Labels['org.opencontainers.image.revision'], commit);
  check.equal('starts Pullgate', config.Entrypoint.at(-1), '/app/pullgate.mjs');
  const absent = manifest.layers.filter(({ digest }) => !existsSync(join(folder, 'blobs', digest.replace(':', '/'))));
  check.equal('and has all its layers', absent, []);
}

/** The commands of the page, as they stand there, with a key of the moment. */
function signed(out) {
  const folder = join(work, 'signing');
  cpSync(out, folder, { recursive: true });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'release', '-f', join(folder, 'KEY')]);
  const page = readFileSync(join(ROOT, 'docs/releasing.md'), 'utf8');
  const blocks = [...page.matchAll(/^```sh signing\n(.*?)^```$/gms)].map(([, text]) => text);
  check.equal('the page has two blocks, of the releaser and of the reader', blocks.length, 2);
  for (const [at, block] of blocks.entries()) {
    check.equal(`block ${at + 1} of the page does what it says`, run(folder, 'bash', '-euc', block), 0);
  }
  execFileSync('bash', ['-c', 'echo >> SHA256SUMS'], { cwd: folder });
  check.true('what was changed afterwards is noticed', run(folder, 'bash', '-euc', blocks[1] ?? 'true') !== 0);
}

function refusals() {
  const dirty = join(work, 'one');
  execFileSync('bash', ['-c', 'echo >> README.md'], { cwd: dirty });
  check.equal('a checkout with changes is no release', run(dirty, 'node', '.image/release.mjs', '--no-image'), 2);
}

function run(cwd, command, ...args) {
  return spawnSync(command, args, { cwd, stdio: 'ignore' }).status;
}
