// @ts-check
/**
 * What the hunt begins with: test/fixtures/fuzz/TARGET, a file a case (bytes of an http request as latin1), and what was
 * found, test/fixtures/fuzz/found/TARGET-*, which `npm test` runs again.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../fixtures/fuzz/', import.meta.url));

/** @param {string} name of the target @returns {readonly string[]} */
export function corpusOf(name) {
  return [...textsIn(`${ROOT}${name}/`, ''), ...textsIn(`${ROOT}found/`, `${name}-`)];
}

/** @param {string} directory @param {string} prefix */
function textsIn(directory, prefix) {
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory)
    .filter((each) => each.startsWith(prefix))
    .sort();
  return names.flatMap((each) => {
    const text = readFileSync(directory + each, 'latin1');
    // References are short: a line each.
    return each.endsWith('.lines') ? text.split('\n').filter((line) => line !== '') : [text];
  });
}

/** @param {string} name @param {string} text @returns {string} the file */
export function keepFound(name, text) {
  mkdirSync(`${ROOT}found`, { recursive: true });
  const file = `${ROOT}found/${name}-${createHash('sha256').update(text, 'latin1').digest('hex').slice(0, 12)}`;
  writeFileSync(file, Buffer.from(text, 'latin1'));
  return file;
}
