/** A directory for one run, gone with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function workDirectory(name) {
  const directory = mkdtempSync(join(tmpdir(), `pullgate-${name}-`));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
