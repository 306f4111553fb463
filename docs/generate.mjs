// Writes every page that is made from the code: `npm run gen`. test/docs.test.ts and test/chart-values.test.ts fail while
// one of them is stale. The makers are docs/generate/*.ts; esbuild makes one file of them, which is imported and taken away.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);
// Inside the checkout, so that its packages are found.
const made = new URL(`node_modules/.cache/pullgate-generate-${process.pid}.mjs`, root);
await build({
  entryPoints: [fileURLToPath(new URL('docs/generate/index.ts', root))],
  outfile: fileURLToPath(made),
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
});
const { allPages } = await import(made.href).finally(() => rmSync(made));
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const has = (path) => existsSync(new URL(path, root));
for (const [path, text] of allPages({ read, has }, fileURLToPath(root))) {
  const file = new URL(path, root);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${fileURLToPath(file)}\n`);
}
