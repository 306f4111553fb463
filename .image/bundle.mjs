/**
 * What the image holds: `npm run bundle` writes .image/app, or the directory that is its argument. All code is one file,
 * pullgate.mjs, in which a command is still evaluated only when it runs; beside it lie the files that it reads
 * (src/process/paths.ts) and the licences of what was bundled. It fails rather than leave an import to be resolved at run
 * time: the image has no node_modules.
 */
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundledPackages, leaveOut, licences, ROOT, readPackage, refuseUnresolved } from './parts.mjs';
import { precompiledValidator } from './validator.mjs';

const OUT = resolve(process.argv[2] ?? fileURLToPath(new URL('app', import.meta.url)));
const ASSETS = [
  'docs/example/cluster',
  'docs/example/review-allowed.json',
  'docs/example/review-denied.json',
  'LICENSE',
];

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

refuseUnresolved({ metafile, warnings });

const code = outputFiles.find(({ path }) => path.endsWith('.mjs'));
const comments = outputFiles.find(({ path }) => path.endsWith('.LEGAL.txt'))?.text ?? '';
const { name, version, license, description } = readPackage(ROOT);
const packages = bundledPackages(metafile);

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'pullgate.mjs'), code.contents);
writeFileSync(
  join(OUT, 'package.json'),
  `${JSON.stringify({ name, version, description, license, type: 'module' }, undefined, 2)}\n`,
);
writeFileSync(join(OUT, 'THIRD-PARTY-LICENSES.txt'), licences('pullgate.mjs', packages, comments));
for (const asset of ASSETS) cpSync(join(ROOT, asset), join(OUT, asset), { recursive: true });
// Whatever the umask: anybody may read, nobody but the owner may write.
for (const entry of readdirSync(OUT, { recursive: true, withFileTypes: true })) {
  chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}
process.stdout.write(
  `${join(OUT, 'pullgate.mjs')}: ${(code.contents.length / 1e6).toFixed(2)} MB, ${packages.length} packages in it\n`,
);
