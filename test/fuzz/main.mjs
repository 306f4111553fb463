// @ts-check
/**
 * `npm run fuzz`: cases nobody thought of, made of those that are known, against references, bodies of Secrets, reviews,
 * manifests and raw HTTP. Ten minutes for all of them unless told; the seed is printed, and the same seed makes the same cases.
 *
 *   npm run fuzz -- [--minutes N] [--seed N] [--targets reference,secret,review,yaml,http] [--save]
 *
 * Exit code 1 where something was found: a throw, a wrong answer, or more time than a case may take. `--save` keeps it, made
 * small, in test/fixtures/fuzz/found, where `npm test` runs it from then on.
 */
import { parseArgs } from 'node:util';
import { corpusOf, keepFound } from './corpus.mjs';
import { hunt } from './hunt.mjs';
import { TARGETS } from './targets.mjs';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    targets: { type: 'string' },
    save: { type: 'boolean', default: false },
  },
});
const seed = Number(options.seed ?? Math.floor(Math.random() * 2 ** 32));
const names = options.targets?.split(',') ?? TARGETS.map(({ name }) => name);
const targets = TARGETS.filter(({ name }) => names.includes(name));
if (targets.length < names.length) throw new Error(`the targets are ${TARGETS.map(({ name }) => name).join(', ')}`);
const msEach = (Number(options.minutes) * 60_000) / targets.length;

process.stdout.write(`seed ${seed}, ${(msEach / 60_000).toFixed(1)} minutes each\n`);
let wrong = 0;
for (const target of targets) {
  const end = performance.now() + msEach;
  const until = () => performance.now() > end;
  const { cases, found, slowestMs } = await hunt(target, { corpus: corpusOf(target.name), seed, until });
  process.stdout.write(
    `${target.name.padEnd(10)} ${String(cases).padStart(9)} cases, ${found.length} wrong, the slowest ${slowestMs.toFixed(0)} ms\n`,
  );
  for (const { text, why } of found) {
    wrong += 1;
    process.stdout.write(
      `  ${why}\n  ${JSON.stringify(text.slice(0, 600))}${text.length > 600 ? ` ... ${text.length} characters` : ''}\n`,
    );
    if (options.save) process.stdout.write(`  kept: ${keepFound(target.name, text)}\n`);
  }
}
process.exitCode = wrong === 0 ? 0 : 1;
