// @ts-check
/**
 * Reads recorded rows and compares them with our answers. A file that is not what it should be is refused with file and
 * line: a row passed over in silence would count as agreement.
 */

/** @import {Answer, Difference, Expect, Row} from './types.js' */
import { readFileSync } from 'node:fs';
import { sameAnswer } from './answer.mjs';

/** Says file, line and what is wrong there. */
export class RowError extends Error {
  /** @override */
  name = 'RowError';
}

/** @typedef {Row & {readonly expect: Expect}} RecordedRow */

/**
 * @param {string} file A path.
 * @param {(row: Row) => Answer} answer
 */
export function replayFile(file, answer) {
  const rows = readRows(file, readText(file));
  /** @type {{line: number, difference: Difference}[]} */
  const differences = [];
  for (const { line, row } of rows) {
    const ours = answer(row);
    if (!sameAnswer(ours, row.expect)) differences.push({ line, difference: { row, ours } });
  }
  return { rows: rows.length, differences };
}

/** @type {(file: string) => string} */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new RowError(`${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/**
 * @param {string} file For messages.
 * @param {string} text
 * @returns {readonly {line: number, row: RecordedRow}[]}
 */
export function readRows(file, text) {
  const rows = text.split('\n').flatMap((content, i) => {
    if (content.trim() === '' || content.startsWith('#')) return [];
    const line = i + 1;
    const row = parseJson(content, `${file}:${line}`);
    const wrong = whatIsWrong(row);
    if (wrong !== undefined) throw new RowError(`${file}:${line}: ${wrong}`);
    return [{ line, row: /** @type {RecordedRow} */ (row) }];
  });
  if (rows.length === 0) throw new RowError(`${file}: holds no row`);
  return rows;
}

/** @type {(content: string, where: string) => unknown} */
function parseJson(content, where) {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new RowError(`${where}: not JSON: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** @type {(value: unknown) => value is Readonly<Record<string, unknown>>} */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @type {(value: unknown) => boolean} */
function isTexts(value) {
  return value === undefined || (isObject(value) && Object.values(value).every((text) => typeof text === 'string'));
}

/** @type {(row: unknown) => string | undefined} */
function whatIsWrong(row) {
  if (!isObject(row)) return 'a row is an object {secrets, image, expect}';
  if (typeof row['image'] !== 'string') return '"image" must be a string';
  if (!Array.isArray(row['secrets'])) return '"secrets" must be a list';
  if (!isObject(row['expect'])) return '"expect" must be an object: the kubelet\'s answer';
  const { expect } = row;
  const outcomes = [
    expect['invalidImage'] === true,
    expect['keyringError'] === true,
    Array.isArray(expect['usernames']),
  ];
  if (outcomes.filter(Boolean).length !== 1)
    return '"expect" must have one of invalidImage, keyringError and usernames';
  const at = row['secrets'].findIndex((/** @type {unknown} */ secret) => !isSecret(secret));
  return at < 0 ? undefined : `"secrets[${at}]" must be {name, type, data}, with texts`;
}

/** @type {(secret: unknown) => boolean} */
function isSecret(secret) {
  if (!isObject(secret)) return false;
  const named = typeof secret['name'] === 'string' && typeof secret['type'] === 'string';
  return named && isTexts(secret['data']) && isTexts(secret['dataBase64']);
}
