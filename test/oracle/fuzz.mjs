// @ts-check
/**
 * `npm run oracle:fuzz -- --cases N --seeds A..B`: our engine against the kubelet's own code on cases made to be difficult.
 * Needs Go. What differs is made small and written to standard output in rows that `npm run oracle` replays; words go to
 * standard error. Status 0: no difference; 1: differences; 2: it could not be run as asked.
 */

/** @import {Difference} from './types.js' */
import { argv, exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { createAnswerer } from './answer.mjs';
import { engine } from './engine.mjs';
import { createGenerator } from './generate.mjs';
import { hunt } from './hunt.mjs';
import { buildKubelet, OracleError, startKubelet } from './kubelet.mjs';
import { createRandom } from './random.mjs';

const usage = `usage: npm run oracle:fuzz -- [--cases N] [--seed S]... [--seeds A..B]

  --cases N     how many in all, shared out among the seeds (default 50000)
  --seed S      where to start; may be given more than once (default 1)
  --seeds A..B  each seed from A to B
`;

/** @type {(text: string, name: string) => number} */
function wholeNumber(text, name) {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new OracleError(`${name} must be a whole number, not "${text}"`);
  return number;
}

/** @type {(args: readonly string[]) => {cases: number, seeds: readonly number[]}} */
function readArguments(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: '50000' },
      seed: { type: 'string', multiple: true, default: [] },
      seeds: { type: 'string', multiple: true, default: [] },
    },
  });
  const ranges = values.seeds.flatMap((range) => {
    const [from = '', to = from] = range.split('..');
    const first = wholeNumber(from, '--seeds');
    const count = wholeNumber(to, '--seeds') - first + 1;
    if (count < 1 || count > 10_000) throw new OracleError(`--seeds "${range}" must go upwards, and by 10000 at most`);
    return Array.from({ length: count }, (_, i) => first + i);
  });
  const seeds = [...new Set([...values.seed.map((seed) => wholeNumber(seed, '--seed')), ...ranges])];
  return { cases: wholeNumber(values.cases, '--cases'), seeds: seeds.length > 0 ? seeds : [1] };
}

/** @type {(difference: Difference) => void} */
function print({ row, ours: { groups: _, ...ours } }) {
  stdout.write(`# ours ${JSON.stringify(ours)}\n${JSON.stringify(row)}\n`);
}

/** @type {(args: readonly string[]) => Promise<number>} */
async function main(args) {
  const { cases, seeds } = readArguments(args);
  const binary = buildKubelet((note) => stderr.write(`${note}\n`));
  const { ask: kubelet, stop } = startKubelet(binary);
  const ours = createAnswerer(engine);
  /** @type {Record<string, number>} */
  const totals = {};
  let count = 0;
  const start = performance.now();
  for (const [i, seed] of seeds.entries()) {
    const share = Math.floor((cases * (i + 1)) / seeds.length) - Math.floor((cases * i) / seeds.length);
    const found = await hunt({ next: createGenerator(createRandom(seed)), cases: share, ours, kubelet });
    count += found.count;
    for (const [outcome, number] of Object.entries(found.outcomes)) totals[outcome] = (totals[outcome] ?? 0) + number;
    found.differences.forEach(print);
    if (seeds.length > 1) stderr.write(`seed ${seed}: cases ${share}, differences ${found.count}\n`);
  }
  stop();
  const seconds = (performance.now() - start) / 1000;
  const shares = Object.entries(totals).map(
    ([outcome, number]) => `${outcome} ${((100 * number) / cases).toFixed(1)} %`,
  );
  stderr.write(`kubelet's outcomes: ${shares.join(', ')}\n`);
  stderr.write(`cases ${cases}, seeds ${seeds.join(' ')}, differences ${count}\n`);
  stderr.write(`${seconds.toFixed(1)} s, ${Math.round(cases / seconds)} cases/s\n`);
  return count > 0 ? 1 : 0;
}

try {
  exit(await main(argv.slice(2)));
} catch (err) {
  const isUsage = err instanceof Error && 'code' in err && String(err.code).startsWith('ERR_PARSE_ARGS');
  if (!(err instanceof OracleError) && !isUsage) throw err;
  stderr.write(`oracle: ${err.message}\n${isUsage ? usage : ''}`);
  exit(2);
}
