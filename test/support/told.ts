/**
 * What people read, kept as they read it: plain text under test/fixtures/told, a file for each topic and in it a block
 * `=== NAME` for each case. `npm run snap` writes them anew.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';

const ROOT = fileURLToPath(new URL('../fixtures/told/', import.meta.url));
const HEAD = '=== ';
/** More than this nobody reads in a review. */
const MOST_LINES = 400;

export type Block = readonly [name: string, text: string];

/** Compares all that is told of a topic. @param topic a file without `.txt`, such as `rules/PG101` */
export function matchTold(t: Test, topic: string, blocks: readonly Block[]): void {
  const text = toText(topic, blocks);
  const path = `${ROOT}${topic}.txt`;
  if (env['TAP_SNAPSHOT'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  t.ok(text.split('\n').length <= MOST_LINES, `${topic} has not more than ${MOST_LINES} lines`);
  t.equal(text, readFileSync(path, 'utf8'), topic);
}

/** No file is left of what is told no more. @param folder of test/fixtures/told */
export function matchTopics(t: Test, folder: string, topics: readonly string[]): void {
  const names = topics.map((topic) => `${topic}.txt`).sort();
  if (env['TAP_SNAPSHOT'] === '1') {
    mkdirSync(`${ROOT}${folder}`, { recursive: true });
    for (const name of readdirSync(`${ROOT}${folder}`)) if (!names.includes(name)) rmSync(`${ROOT}${folder}/${name}`);
    return; // the rest may be written later
  }
  t.strictSame(readdirSync(`${ROOT}${folder}`).sort(), names, 'npm run snap writes and removes these files');
}

/** A text that does not end with the end of a line says so, as a diff does. */
function toText(topic: string, blocks: readonly Block[]): string {
  if (new Set(blocks.map(([name]) => name)).size < blocks.length) throw new Error(`${topic}: one name is used twice`);
  return blocks
    .map(([name, text]) => {
      if (text.split('\n').some((line) => line.startsWith(HEAD))) throw new Error(`"${name}" holds a line like a head`);
      return `${HEAD}${name}\n${text}${text.endsWith('\n') ? '' : '\n\\ no newline at the end\n'}`;
    })
    .join('\n');
}
