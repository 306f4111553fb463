// @ts-check
/**
 * Lets tests import what `tsc` has just built in place of the source, and takes the types out of the tests themselves
 * (built-hooks.mjs). Only where the build is newer than every source; after an edit without a build, or with TEST_SOURCE=1
 * (coverage), the sources are read as they are.
 */
import { readdirSync, statSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @returns {boolean} */
function isFresh() {
  const built = statSync(join(root, 'dist', '.built'), { throwIfNoEntry: false });
  if (built === undefined || env['TEST_SOURCE'] === '1') return false;
  const entries = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true });
  return entries.every((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs <= built.mtimeMs);
}

// By now it has done what it is for (without-compiler.mjs); from here on it would ask Node.js to take the types out.
delete env['TAP_TYPE_STRIP_ONLY'];
register('./built-hooks.mjs', import.meta.url, { data: { isBuilt: isFresh() } });
