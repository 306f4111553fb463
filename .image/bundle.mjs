/**
 * What the image holds: `npm run bundle` writes .image/app, or the directory that is its argument. All code that a start
 * reads is one file, pullgate.mjs, in which a command is still evaluated only when it runs; undici.cjs is read only where
 * registries are asked. Beside them lie the files that they read (src/process/paths.ts) and the licences of what was
 * bundled. It fails rather than leave an import to be resolved at run time: the image has no node_modules.
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

/** An eighth of all code, for what is off unless somebody switches it on: each start would read it for nothing. */
const CLIENT = 'undici.cjs';

const beside = {
  name: 'beside',
  setup(builder) {
    builder.onResolve({ filter: /^undici$/ }, () => ({ path: CLIENT, namespace: 'beside' }));
    builder.onResolve({ filter: /^\.\/undici\.cjs$/ }, ({ path }) => ({ path, external: true }));
    builder.onLoad({ filter: /./, namespace: 'beside' }, () => ({
      contents: `module.exports = require('./${CLIENT}');`,
    }));
  },
};

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Not the names: a stack must stay readable, and shorter ones start no faster.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'external',
  metafile: true,
  write: false,
  logLevel: 'warning',
};

const main = await build({
  ...COMMON,
  entryPoints: ['src/main.ts'],
  outfile: join(OUT, 'pullgate.mjs'),
  format: 'esm',
  define: { PULLGATE_BUNDLE: 'true' },
  banner: { js: BANNER },
  plugins: [beside, leaveOut, precompiledValidator(ROOT)],
});
const client = await build({
  ...COMMON,
  stdin: { contents: "module.exports = require('undici');", resolveDir: ROOT },
  outfile: join(OUT, CLIENT),
  format: 'cjs',
  plugins: [leaveOut],
});

refuseUnresolved(main, [`./${CLIENT}`]);
refuseUnresolved(client);

const codeOf = ({ outputFiles }) => outputFiles.find(({ path }) => /\.[cm]js$/.test(path)).contents;
const commentsOf = ({ outputFiles }) => outputFiles.find(({ path }) => path.endsWith('.LEGAL.txt'))?.text ?? '';
const code = { 'pullgate.mjs': codeOf(main), [CLIENT]: codeOf(client) };
const comments = [main, client].map(commentsOf).join('\n');
const { name, version, license, description } = readPackage(ROOT);
const packages = bundledPackages(main.metafile, client.metafile);

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
for (const [file, contents] of Object.entries(code)) writeFileSync(join(OUT, file), contents);
writeFileSync(
  join(OUT, 'package.json'),
  `${JSON.stringify({ name, version, description, license, type: 'module' }, undefined, 2)}\n`,
);
writeFileSync(join(OUT, 'THIRD-PARTY-LICENSES.txt'), licences(Object.keys(code).join(' and '), packages, comments));
for (const asset of ASSETS) cpSync(join(ROOT, asset), join(OUT, asset), { recursive: true });
// Whatever the umask: anybody may read, nobody but the owner may write.
for (const entry of readdirSync(OUT, { recursive: true, withFileTypes: true })) {
  chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}
const sizes = Object.entries(code).map(([file, { length }]) => `${file} ${(length / 1e6).toFixed(2)} MB`);
process.stdout.write(`${OUT}: ${sizes.join(', ')}, ${packages.length} packages in it\n`);
