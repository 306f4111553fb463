// Writes every page that is made from the code: `npm run gen`. test/docs.test.ts fails while one of them is stale.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generatedPages } from '../dist/ops/generated-pages.js';

const root = new URL('../', import.meta.url);
for (const [path, text] of generatedPages()) {
  const file = new URL(path, root);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${fileURLToPath(file)}\n`);
}
