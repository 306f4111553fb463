// @ts-check
/**
 * `npm run oracle:minors [-- --only 1.33,1.37] [--cases N] [--seed S]`: builds the kubelet's code of every supported minor,
 * asks it what is recorded and N new cases, and looks in its source for what docs/kubernetes.md says. Needs Go. Status 0: every minor answers as our engine, but for the
 * differences of minor-differences.mjs; 1: one does not; 2: it could not be run as asked.
 */

/** @import {Answer, Asker, Expect, Row} from './types.js' */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createAnswerer, sameAnswer } from './answer.mjs';
import { engine } from './engine.mjs';
import { createGenerator } from './generate.mjs';
import { hunt } from './hunt.mjs';
import { buildKubelet, OracleError, startKubelet } from './kubelet.mjs';
import { DIFFERENCES } from './minor-differences.mjs';
import { MinorError } from './minor-module.mjs';
import { replayProviders } from './minor-providers.mjs';
import { readStages, wrongFacts } from './minor-source.mjs';
import { MINORS } from './minors.mjs';
import { createRandom } from './random.mjs';
import { readRows } from './rows.mjs';

/** @typedef {typeof MINORS[number]} Minor */

const vectors = fileURLToPath(new URL('../vectors/', import.meta.url));
const GATES_FILE = fileURLToPath(new URL('minor-gates.json', import.meta.url));
const usage = `usage: npm run oracle:minors -- [--only MINOR,...] [--cases N] [--seed S] [--no-providers] [--record]

  --only MINORS  of ${MINORS.map(({ minor }) => minor).join(', ')}; also "ends", the oldest and the newest (default all)
  --cases N      new cases for each (default 50000)
  --seed S       where to start (default 1)
  --no-providers leaves out the credential providers, whose code takes the longest to build
  --record       writes the stages of feature gates into minor-gates.json, of which docs/kubernetes.md is made
`;
/** Rows a question. */
const BATCH = 500;
/** Of what differs; all are counted. */
const SHOWN = 5;

/** @type {(only: string | undefined) => readonly Minor[]} */
function chosen(only) {
  if (only === undefined) return MINORS;
  if (only === 'ends') return MINORS.filter((_, i) => i === 0 || i === MINORS.length - 1);
  return only.split(',').map((wanted) => {
    const found = MINORS.find(({ minor }) => minor === wanted);
    if (found === undefined) throw new OracleError(`"${wanted}" is none of the supported minors`);
    return found;
  });
}

/** @type {(text: string, name: string) => number} */
function wholeNumber(text, name) {
  if (!/^\d{1,9}$/.test(text)) throw new OracleError(`${name} must be a whole number, not "${text}"`);
  return Number(text);
}

/** File to rows: what is recorded of keyrings, and each recorded reference as the image of a Pod without secrets. */
/** @type {() => ReadonlyMap<string, readonly Row[]>} */
function recordedRows() {
  const keyrings = readdirSync(vectors).filter((name) => /^keyring-.*\.jsonl$/.test(name));
  const references = JSON.parse(readFileSync(`${vectors}image-references.json`, 'utf8')).rows;
  const images = references.map((/** @type {{input: string}} */ { input }) => ({ secrets: [], image: input }));
  return new Map([
    ...keyrings.map((name) => {
      const rows = readRows(name, readFileSync(`${vectors}${name}`, 'utf8'));
      return /** @type {const} */ ([name, rows.map(({ row }) => ({ secrets: row.secrets, image: row.image }))]);
    }),
    /** @type {const} */ (['image-references.json', images]),
  ]);
}

/**
 * Who answers as we do where a listed difference explains the other answer, and keeps count of those.
 * @param {{minor: string, kubelet: Asker, ours: (row: Row) => Answer, explained: Map<string, number>}} of
 * @returns {Asker}
 */
function withListed({ minor, kubelet, ours, explained }) {
  const listed = DIFFERENCES.filter(({ minors }) => minors.includes(minor));
  if (listed.length === 0) return kubelet;
  return async (rows) => {
    const answers = await kubelet(rows);
    return answers.map((theirs, i) => {
      const row = rows[i];
      if (row === undefined) return theirs;
      const mine = ours(row);
      if (sameAnswer(mine, theirs)) return theirs;
      const reason = listed.find(({ explains }) => explains(row, mine, theirs));
      if (reason === undefined) return theirs;
      explained.set(reason.name, (explained.get(reason.name) ?? 0) + 1);
      const { groups: _, ...expect } = mine;
      return expect;
    });
  };
}

/** @type {(row: Row, ours: Answer, theirs: Expect) => void} */
function show(row, { groups: _, ...ours }, theirs) {
  stdout.write(`# ours ${JSON.stringify(ours)}\n${JSON.stringify({ ...row, expect: theirs })}\n`);
}

/** @type {(rows: readonly Row[], ours: (row: Row) => Answer, kubelet: Asker) => Promise<number>} */
async function replay(rows, ours, kubelet) {
  let differences = 0;
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const answers = await kubelet(batch);
    batch.forEach((row, i) => {
      const mine = ours(row);
      const theirs = answers[i] ?? {};
      if (sameAnswer(mine, theirs)) return;
      if (differences < SHOWN) show(row, mine, theirs);
      differences += 1;
    });
  }
  return differences;
}

/** @typedef {{cases: number, seed: number, withProviders: boolean, record: boolean}} Settings */

/** @type {(minor: Minor, settings: Settings) => Promise<number>} */
async function runMinor({ minor, version }, { cases, seed, withProviders, record }) {
  const tell = (/** @type {string} */ note) => void stderr.write(`${note}\n`);
  const say = (/** @type {string} */ text) => void stdout.write(`${minor} (${version})  ${text}\n`);
  const { ask, stop } = startKubelet(buildKubelet(tell, version));
  const ours = createAnswerer(engine);
  /** @type {Map<string, number>} */
  const explained = new Map();
  const kubelet = withListed({ minor, kubelet: ask, ours, explained });
  let failures = 0;
  for (const [name, rows] of recordedRows()) {
    const differences = await replay(rows, ours, kubelet);
    say(`${name}: ${rows.length - differences} of ${rows.length} agree`);
    failures += differences;
  }
  const found = await hunt({ next: createGenerator(createRandom(seed)), cases, ours, kubelet, show: SHOWN });
  for (const { row, ours: mine } of found.differences) show(row, mine, row.expect ?? {});
  say(`${cases} new cases of seed ${seed}: ${cases - found.count} agree`);
  stop();
  for (const [name, count] of explained) say(`${name}: ${count} times, as listed`);
  failures += found.count + aboutSource({ minor, version }, record);
  return withProviders ? failures + runProviders({ minor, version }, say, tell) : failures;
}

/** @type {(minor: {minor: string, version: string}, say: (text: string) => void, tell: (note: string) => void) => number} */
function runProviders({ minor, version }, say, tell) {
  const providers = replayProviders({ minor, version }, `${vectors}credential-providers-1.36.json`, tell);
  for (const difference of providers.differences.slice(0, SHOWN)) stdout.write(`${difference}\n`);
  say(
    `credential-providers-1.36.json: ${providers.count - providers.differences.length} of ${providers.count} agree${providers.note}`,
  );
  return providers.differences.length;
}

/**
 * What docs/kubernetes.md says of it.
 * @type {(minor: {minor: string, version: string}, record: boolean) => number}
 */
function aboutSource(minor, record) {
  const wrong = [...wrongFacts(minor)];
  const kept = JSON.parse(readFileSync(GATES_FILE, 'utf8'));
  const now = readStages(minor);
  if (JSON.stringify(kept[minor.minor]) !== JSON.stringify(now)) {
    if (record) {
      // In the order of the list, whatever is recorded first.
      const all = Object.fromEntries(
        [...Object.entries(kept), [minor.minor, now]].sort(([a], [b]) => (a < b ? -1 : 1)),
      );
      writeFileSync(GATES_FILE, `${JSON.stringify(all, undefined, 2)}\n`);
    } else
      wrong.push(`minor-gates.json is stale about ${minor.version}: npm run oracle:minors -- --record, npm run gen`);
  }
  for (const each of wrong) stdout.write(`${each}\n`);
  return wrong.length;
}

/** @type {(args: readonly string[]) => Promise<number>} */
async function main(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      cases: { type: 'string', default: '50000' },
      seed: { type: 'string', default: '1' },
      'no-providers': { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  const settings = {
    cases: wholeNumber(values.cases, '--cases'),
    seed: wholeNumber(values.seed, '--seed'),
    withProviders: !values['no-providers'],
    record: values.record,
  };
  let failures = 0;
  for (const minor of chosen(values.only)) failures += await runMinor(minor, settings);
  stdout.write(failures === 0 ? 'every minor answers as listed\n' : `${failures} differences that are not listed\n`);
  return failures === 0 ? 0 : 1;
}

try {
  exit(await main(argv.slice(2)));
} catch (err) {
  const isUsage = err instanceof Error && 'code' in err && String(err.code).startsWith('ERR_PARSE_ARGS');
  if (!(err instanceof OracleError || err instanceof MinorError) && !isUsage) throw err;
  stderr.write(`oracle: ${err.message}\n${isUsage ? usage : ''}`);
  exit(2);
}
