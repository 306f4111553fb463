/**
 * A rolling replacement of two replicas under load: how many reviews are lost (design 6.1)? One row of
 * `npm run reliability` is the same with figures that are fixed; this is for other ones.
 *
 *   npm run build && node test/bench/roll.mjs [--rps 200] [--lag-ms 1000] [--drain-seconds 8] [--rolls 1]
 *
 * Exits with 1 if a single review was not answered with HTTP 200. `--drain-seconds 0` shows what is lost without a drain.
 */
import { parseArgs } from 'node:util';
import { roll } from '../helpers/roll.mjs';

const { values } = parseArgs({
  options: {
    rps: { type: 'string', default: '200' },
    'lag-ms': { type: 'string', default: '1000' },
    'drain-seconds': { type: 'string', default: '8' },
    rolls: { type: 'string', default: '1' },
    dist: { type: 'string' },
  },
});

const { answered, failed, failures, latencies } = await roll({
  ...(values.dist === undefined ? {} : { dist: values.dist }),
  rps: Number(values.rps),
  lagsMs: [Number(values['lag-ms'])],
  drainSeconds: Number(values['drain-seconds']),
  rolls: Number(values.rolls),
  tell: (line) => process.stdout.write(`  ${line}\n`),
});
const at = (share) => `${(latencies[Math.floor(latencies.length * share)] ?? Number.NaN).toFixed(1)} ms`;
process.stdout.write(
  `failed ${failed} of ${failed + answered}; p50 ${at(0.5)}, p99 ${at(0.99)}, worst ${at(0.9999)}\n`,
);
for (const [outcome, count] of Object.entries(failures)) process.stdout.write(`  ${count} x ${outcome}\n`);
process.exitCode = failed === 0 ? 0 : 1;
