// @ts-check
/**
 * Makes a case small while it stays what it is. Candidates go out in batches, because each costs a question to the
 * kubelet's process; the first that still holds is taken, biggest cuts first, until nothing more can go.
 */

/** @import {Row, RowSecret} from './types.js' */
import { Buffer } from 'node:buffer';

const BATCH = 200;
const MAX_CANDIDATES = 4000;
/** Characters in all candidates of a text together: a body of 10,000 levels is cut coarsely, or it would take minutes. */
const MAX_CHARACTERS = 4_000_000;
const MAX_MARKS = 600;
const MAX_ROUNDS = 500;

/** @typedef {(rows: readonly Row[]) => Promise<readonly boolean[]>} Test Which of the rows still show the difference. */
/** @typedef {(row: Row) => readonly Row[]} Reducer */

/**
 * @param {Row} row
 * @param {Test} holds
 * @returns {Promise<Row>}
 */
export async function shrink(row, holds) {
  let smallest = row;
  let rounds = 0;
  for (let again = true; again && rounds < MAX_ROUNDS; ) {
    again = false;
    for (const reduce of reducers) {
      for (
        let next = await firstHolding(reduce(smallest), holds);
        next !== undefined && rounds < MAX_ROUNDS;
        rounds++
      ) {
        smallest = next;
        again = true;
        next = await firstHolding(reduce(smallest), holds);
      }
    }
  }
  return smallest;
}

/** @type {(candidates: readonly Row[], holds: Test) => Promise<Row | undefined>} */
async function firstHolding(candidates, holds) {
  for (let from = 0; from < candidates.length; from += BATCH) {
    const batch = candidates.slice(from, from + BATCH);
    const results = await holds(batch);
    const found = batch.find((_, i) => results[i]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @type {readonly Reducer[]} */
const reducers = [dropSecrets, dropData, cutData, cutImage, simplifyData];

/** @type {Reducer} */
function dropSecrets(row) {
  return row.secrets.map((_, i) => ({ ...row, secrets: row.secrets.filter((_, at) => at !== i) }));
}

/** @type {Reducer} */
function dropData(row) {
  return row.secrets.flatMap((secret, i) =>
    [...Object.keys(secret.data ?? {}), ...Object.keys(secret.dataBase64 ?? {})].map((key) => {
      const { [key]: _text, ...data } = secret.data ?? {};
      const { [key]: _bytes, ...dataBase64 } = secret.dataBase64 ?? {};
      return replaceSecret(row, i, { ...secret, data, dataBase64 });
    }),
  );
}

/** @type {(row: Row, index: number, secret: RowSecret) => Row} */
function replaceSecret(row, index, { dataBase64, ...secret }) {
  const tidy = dataBase64 !== undefined && Object.keys(dataBase64).length > 0 ? { ...secret, dataBase64 } : secret;
  return { ...row, secrets: row.secrets.map((other, i) => (i === index ? tidy : other)) };
}

/** Rows with one text of one secret replaced. @type {(row: Row, variants: (text: string) => readonly string[]) => readonly Row[]} */
function editData(row, variants) {
  return row.secrets.flatMap((secret, i) => {
    const { data = {}, dataBase64 = {} } = secret;
    const texts = Object.entries(data).flatMap(([key, text]) =>
      variants(text).map((shorter) => replaceSecret(row, i, { ...secret, data: { ...data, [key]: shorter } })),
    );
    const bytes = Object.entries(dataBase64).flatMap(([key, base64]) =>
      variants(Buffer.from(base64, 'base64').toString('latin1')).map((shorter) => {
        const encoded = Buffer.from(shorter, 'latin1').toString('base64');
        return replaceSecret(row, i, { ...secret, dataBase64: { ...dataBase64, [key]: encoded } });
      }),
    );
    return [...texts, ...bytes];
  });
}

/** @type {Reducer} */
function cutData(row) {
  return editData(row, (text) => [...structuralCuts(text), ...cuts(text)]);
}

/** @type {Reducer} */
function cutImage(row) {
  return cuts(row.image).map((image) => ({ ...row, image }));
}

/** A quoted text as "a", or a login as the smallest there is. @type {Reducer} */
function simplifyData(row) {
  return editData(row, (text) =>
    [...text.matchAll(/"[^"]{2,}"/g)].flatMap(({ 0: found, index }) =>
      ['"a"', '"Og=="']
        .filter((simple) => simple.length < found.length)
        .map((simple) => text.slice(0, index) + simple + text.slice(index + found.length)),
    ),
  );
}

/** Without one run of characters: half the text, then quarters, down to single ones. @type {(text: string) => readonly string[]} */
function cuts(text) {
  const units = [...text];
  const most = Math.min(MAX_CANDIDATES, MAX_CHARACTERS / (units.length + 1)) / 2;
  const out = [];
  for (let size = units.length; size >= 1; size = Math.floor(size / 2)) {
    if (units.length / size > most) break;
    for (let at = 0; at < units.length; at += size)
      out.push([...units.slice(0, at), ...units.slice(at + size)].join(''));
  }
  return out;
}

/** Without what stands between two marks of JSON: a member, an entry, a quoted text. @type {(text: string) => readonly string[]} */
function structuralCuts(text) {
  const marks = [...text.matchAll(/["{}[\],:]/g)].flatMap(({ index }) => [index, index + 1]);
  if (marks.length > MAX_MARKS) return [];
  const spans = [...new Set(marks)].flatMap((from, i, all) => all.slice(i + 1, i + 40).map((to) => ({ from, to })));
  return spans
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, Math.min(MAX_CANDIDATES, MAX_CHARACTERS / (text.length + 1)))
    .map(({ from, to }) => text.slice(0, from) + text.slice(to));
}
