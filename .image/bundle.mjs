/**
 * What the image holds: `npm run bundle` writes .image/app, or the directory that is its argument. All code is one file,
 * pullgate.mjs, in which a command is still evaluated only when it runs; beside it lie the files that it reads
 * (src/process/paths.ts) and the licences of what was bundled. It fails rather than leave an import to be resolved at run
 * time: the image has no node_modules.
 */
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { precompiledValidator } from './validator.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = resolve(process.argv[2] ?? fileURLToPath(new URL('app', import.meta.url)));
const ASSETS = [
  'docs/example/cluster',
  'docs/example/review-allowed.json',
  'docs/example/review-denied.json',
  'LICENSE',
];

/**
 * What a package would load and Pullgate never calls, each with what stands in its place, because it would cost memory and
 * time at every start (`npm run bench:start`).
 */
const LEFT_OUT = [
  {
    // No route has a schema, and src/webhook/app.ts hands Fastify compilers of its own that say so.
    name: /^@fastify\/(ajv|fast-json-stringify)-compiler$/,
    importer: 'fastify',
    instead: `module.exports = () => { throw new Error('the bundle has no schema compilers of Fastify'); };`,
  },
];

const leaveOut = {
  name: 'leave-out',
  setup(builder) {
    for (const [index, { name, importer }] of LEFT_OUT.entries()) {
      builder.onResolve({ filter: name }, (asked) =>
        asked.importer.includes(`node_modules/${importer}/`)
          ? { path: String(index), namespace: 'left-out' }
          : undefined,
      );
    }
    builder.onLoad({ filter: /./, namespace: 'left-out' }, ({ path }) => ({ contents: LEFT_OUT[path].instead }));
  },
};

/** CommonJS packages call these; an ES module has none of them. */
const BANNER = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`;

const { outputFiles, metafile, warnings } = await build({
  absWorkingDir: ROOT,
  entryPoints: ['src/main.ts'],
  outfile: join(OUT, 'pullgate.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Not the names: a stack must stay readable, and shorter ones start no faster.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'external',
  define: { PULLGATE_BUNDLE: 'true' },
  banner: { js: BANNER },
  plugins: [leaveOut, precompiledValidator(ROOT)],
  metafile: true,
  write: false,
  logLevel: 'warning',
});

const left = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
const unresolved = left.filter((path) => !path.startsWith('node:') && !builtinModules.includes(path));
if (unresolved.length > 0) throw new Error(`not in the bundle: ${[...new Set(unresolved)].join(', ')}`);
if (warnings.length > 0) throw new Error('esbuild warns; see above');

const code = outputFiles.find(({ path }) => path.endsWith('.mjs'));
const comments = outputFiles.find(({ path }) => path.endsWith('.LEGAL.txt'))?.text ?? '';
const { name, version, license, description } = readPackage(ROOT);
const packages = bundledPackages();

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'pullgate.mjs'), code.contents);
writeFileSync(
  join(OUT, 'package.json'),
  `${JSON.stringify({ name, version, description, license, type: 'module' }, undefined, 2)}\n`,
);
writeFileSync(join(OUT, 'THIRD-PARTY-LICENSES.txt'), licences(packages, comments));
for (const asset of ASSETS) cpSync(join(ROOT, asset), join(OUT, asset), { recursive: true });
// Whatever the umask: anybody may read, nobody but the owner may write.
for (const entry of readdirSync(OUT, { recursive: true, withFileTypes: true })) {
  chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}
process.stdout.write(
  `${join(OUT, 'pullgate.mjs')}: ${(code.contents.length / 1e6).toFixed(2)} MB, ${packages.length} packages in it\n`,
);

/** Directories of the packages of which a part was bundled, sorted by name. */
function bundledPackages() {
  const directories = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (found !== null) directories.add(join(ROOT, found[0]));
  }
  return [...directories].map((directory) => ({ directory, ...readPackage(directory) })).sort(byName);
}

function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}

function readPackage(directory) {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
}

/** Every licence text as its package ships it, then the comments in the code that must be kept. */
function licences(bundled, kept) {
  const parts = bundled.map((each) => {
    const file = readdirSync(each.directory).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined && each.license === undefined) throw new Error(`${each.name} says nothing of its licence`);
    const text = file === undefined ? '' : `\n${readFileSync(join(each.directory, file), 'utf8').trim()}\n`;
    return `${each.name} ${each.version}: ${typeof each.license === 'string' ? each.license : 'see below'}\n${text}`;
  });
  const head = 'pullgate.mjs holds code of these packages.\n';
  return `${[head, ...parts, `Comments in the code that its authors want kept:\n\n${kept.trim()}\n`].join(`\n${'-'.repeat(80)}\n`)}`;
}
