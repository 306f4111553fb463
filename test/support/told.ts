/**
 * What people read, kept as they read it: plain text under test/fixtures/told, a file for each topic and in it a block
 * `=== NAME` for each case. `npm run snap` writes them anew. What is known of many small cases is a table in such a block, a
 * row for each.
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
/** A longer cell shifts the rest of its own row only: one long case does not move all others. */
const WIDEST = 52;

export type Block = readonly [name: string, text: string];

/** Compares all that is told of a topic. @param topic a file without `.txt`, such as `rules/PG101` */
export function matchTold(t: Test, topic: string, blocks: readonly Block[]): void {
  const text = toText(topic, blocks);
  const path = `${ROOT}${topic}.txt`;
  if (env['TAP_SNAPSHOT'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  t.notOk(isTooLong(text), `${topic} has not more than ${MOST_LINES} lines`);
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

/** `test/architecture.test.ts` asks this of the snapshots as well. */
export function isTooLong(text: string): boolean {
  return text.replace(/\n$/, '').split('\n').length > MOST_LINES;
}

/** Rows of text, their columns one under the other; '-' where a cell is empty. */
export function toTable(rows: readonly (readonly string[])[]): string {
  const widthOf = (at: number): number =>
    Math.max(0, ...rows.map((row) => row[at]?.length ?? 0).filter((length) => length <= WIDEST));
  const widths = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, at) => widthOf(at));
  const lines = rows.map((row) =>
    row.map((cell, at) => (cell === '' ? '-' : cell).padEnd(at === row.length - 1 ? 0 : (widths[at] ?? 0))).join('  '),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** In quotation marks, with an escape for every character that one cannot see or take for another. */
export function quoted(text: string): string {
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(/[^\x20-\x7e]/g, escaped);
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
