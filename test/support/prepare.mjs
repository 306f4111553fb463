// @ts-check
/** `npm run tap` does this first: takes the types out of all tests that are new. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { prepare } from './without-types.mjs';

const folders = ['', 'support', 'helpers', 'chart'].map((name) =>
  join(fileURLToPath(new URL('..', import.meta.url)), name),
);
await prepare(
  folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => pathToFileURL(join(folder, name)).href),
  ),
);
