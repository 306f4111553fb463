// @ts-check
/**
 * `npm run oracle:yaml -- [--cases N] [--seed S]`: manifests as kubectl's own decoder reads them against ours, over every
 * manifest of the repository, the documents of yaml-cases.mjs, and N generated ones. Needs Go. Where the two part, the text
 * is made small and printed as a JSON text. Status 0: nothing differs but what is known (yaml-compare.mjs), and nothing in
 * the repository is refused; 1: something is; 2: it could not be run as asked.
 */

/** @import {Decoded, Parting} from './yaml-compare.mjs' */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { argv, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildModule, OracleError } from './kubelet.mjs';
import { createRandom } from './random.mjs';
import { yamlCases } from './yaml-cases.mjs';
import { compareYaml, isKnown, PARTINGS } from './yaml-compare.mjs';
import { createYamlGenerator } from './yaml-generate.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Longer ones are not mutated, or most of the time would go into reading them. */
const LONGEST_SEED = 4000;
/** Of each kind; of what differs, all up to a hundred are looked at. */
const SHOWN = 5;
const LOOKED_AT = 100;
const PER_TURN = 500;

/** @typedef {(texts: readonly string[]) => Promise<readonly Decoded[]>} Ask */

/** @type {(binary: string) => {ask: Ask, stop: () => void}} */
function startDecoder(binary) {
  const child = spawn(binary, { stdio: ['pipe', 'pipe', 'inherit'] });
  /** @type {{want: number, got: Decoded[], done: (answers: readonly Decoded[]) => void} | undefined} */
  let waiting;
  let rest = '';
  child.on('error', () => exit(2));
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) waiting?.got.push(JSON.parse(line));
    if (waiting !== undefined && waiting.got.length === waiting.want) waiting.done(waiting.got);
  });
  /** @type {Ask} */
  const ask = (texts) =>
    new Promise((done) => {
      waiting = { want: texts.length, got: [], done };
      child.stdin.write(texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
    });
  return { ask, stop: () => child.stdin.end() };
}

/** @typedef {{readonly counts: Record<Parting, number>, readonly found: Record<Parting, string[]>}} Found */

/** @type {(texts: Iterable<string>, ask: Ask) => Promise<Found>} */
async function compareAll(texts, ask) {
  /** @type {Found} */
  const found = {
    counts: { same: 0, refused: 0, lenient: 0, blanks: 0, differs: 0 },
    found: { same: [], refused: [], lenient: [], blanks: [], differs: [] },
  };
  /** @type {string[]} */
  let turn = [];
  const flush = async () => {
    const answers = await ask(turn);
    for (const [i, text] of turn.entries()) {
      const answer = answers[i];
      if (answer === undefined) continue;
      const parting = compareYaml(text, answer);
      found.counts[parting] += 1;
      const most = parting === 'differs' ? LOOKED_AT : SHOWN;
      if (found.found[parting].length < most) found.found[parting].push(text);
    }
    turn = [];
  };
  for (const text of texts) {
    turn.push(text);
    if (turn.length === PER_TURN) await flush();
  }
  if (turn.length > 0) await flush();
  return found;
}

/** Lines, then characters, are left out as long as the two sides part in the same way. */
/** @type {(text: string, parting: Parting, ask: Ask) => Promise<string>} */
async function shrink(text, parting, ask) {
  let small = text;
  for (const unit of [/(?<=\n)/, /(?=[\s\S])/u]) {
    for (let size = Math.ceil(small.split(unit).length / 2); size >= 1; ) {
      const parts = small.split(unit);
      const tries = [];
      for (let at = 0; at < parts.length; at += size) {
        tries.push([...parts.slice(0, at), ...parts.slice(at + size)].join(''));
      }
      const answers = await ask(tries);
      const next = tries.find((each, i) => {
        const answer = answers[i];
        return answer !== undefined && compareYaml(each, answer) === parting;
      });
      if (next !== undefined) small = next;
      else size = size === 1 ? 0 : Math.ceil(size / 2);
    }
  }
  return small;
}

/** @returns {readonly string[]} Every manifest that git knows. */
function corpus() {
  const names = execFileSync('git', ['ls-files', '*.yaml', '*.yml', 'docs/example/*.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  return names
    .split('\n')
    .filter((name) => name !== '' && !name.startsWith('charts/pullgate/templates/'))
    .map((name) => readFileSync(`${root}/${name}`, 'utf8'));
}

/** @type {(name: string, found: Found) => void} */
function tell(name, { counts }) {
  const figures = PARTINGS.map((parting) => `${parting} ${counts[parting]}`).join(', ');
  stderr.write(`${name}: ${figures}\n`);
}

/** @returns {Promise<number>} */
async function main() {
  const { values } = parseArgs({
    args: argv.slice(2),
    options: { cases: { type: 'string', default: '50000' }, seed: { type: 'string', default: '1' } },
  });
  const [cases, seed] = [Number(values.cases), Number(values.seed)];
  if (!Number.isSafeInteger(cases) || !Number.isSafeInteger(seed) || cases < 0) {
    throw new OracleError('usage: npm run oracle:yaml -- [--cases N] [--seed S]');
  }
  const module = { folder: 'kubectl', name: 'oracle-kubectl', what: "kubectl's decoder" };
  const { ask, stop } = startDecoder(buildModule(module, (note) => stderr.write(`${note}\n`)));
  const files = corpus();
  const documents = files.flatMap((text) => text.split(/^---\n/m)).filter((text) => text.includes('kind:'));
  const seeds = [...documents.filter(({ length }) => length < LONGEST_SEED), ...yamlCases()];
  const next = createYamlGenerator(createRandom(seed), seeds);
  const generated = function* () {
    for (let i = 0; i < cases; i += 1) yield next();
  };
  const start = performance.now();
  const parts = {
    'manifests of the repository': await compareAll([...files, ...documents], ask),
    'documents of yaml-cases.mjs': await compareAll(yamlCases(), ask),
    [`generated from seed ${seed}`]: await compareAll(generated(), ask),
  };
  for (const [name, found] of Object.entries(parts)) tell(name, found);
  stderr.write(`${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  let unknown = 0;
  for (const [name, { found }] of Object.entries(parts)) {
    for (const parting of PARTINGS.slice(1)) {
      for (const text of found[parting]) {
        const small = await shrink(text, parting, ask);
        const known = parting === 'differs' && isKnown(small);
        if (parting === 'differs' && !known) unknown += 1;
        stdout.write(`# ${parting}${known ? ' (known)' : ''}, of ${name}\n${JSON.stringify(small)}\n`);
      }
    }
  }
  stop();
  const [real] = Object.values(parts);
  return unknown > 0 || (real?.counts.refused ?? 0) > 0 ? 1 : 0;
}

try {
  exit(await main());
} catch (err) {
  if (!(err instanceof OracleError)) throw err;
  stderr.write(`${err.message}\n`);
  exit(2);
}
