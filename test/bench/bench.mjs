/**
 * `npm run bench`: what a review costs Pullgate as shipped and from source, as CPU time, beside bare node:https (R0) and
 * Fastify as it comes (R1), each with the same reviews in one run on loopback. A second R1 shows how far apart two equal
 * servers are (A/A).
 *
 *   npm run bench -- [--node PATH] [--generations N] [--rounds N] [--seconds S] [--groups a,b] [--seed N]
 *                    [--peers] [--floor] [--against DIST] [--other-flags=FLAGS] [--smoke] [--json] [--write]
 *
 * Exit code 1 only if a goal is missed for certain, 3 if a group could not be judged. `--write` keeps the result for
 * docs/performance.md. `--other-flags` starts what is shipped once more, with these flags in place of the image's.
 * `--profile` tells where the time goes instead (profile.mjs; `--write` keeps that), `--floor` what would be left without the
 * parts of a review (floor.mjs).
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DIST } from '../helpers/processes.mjs';
import { startCluster } from './cluster.mjs';
import { leaveServerCore } from './cores.mjs';
import { FLOOR, withoutParts } from './floor.mjs';
import { imageFlags } from './image-flags.mjs';
import { machineOf } from './machine.mjs';
import { printProfile, profileOf } from './profile.mjs';
import { printReport } from './report.mjs';
import { judge, writeProfile, writeResult } from './results.mjs';
import { GROUPS } from './reviews.mjs';
import { measureGeneration, randomOf } from './rounds.mjs';
import { bundle, caller, echo, ours, peers, prepare } from './servers.mjs';
import { workDirectory } from './work.mjs';

const { values: options } = parseArgs({
  options: {
    node: { type: 'string', default: process.execPath },
    generations: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    groups: { type: 'string' },
    seed: { type: 'string', default: '1' },
    peers: { type: 'boolean', default: false },
    floor: { type: 'boolean', default: false },
    against: { type: 'string' },
    'other-flags': { type: 'string' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
const generations = Number(options.generations ?? (options.smoke ? 1 : 3));
const rounds = Number(options.rounds ?? (options.smoke ? 3 : 12));
const seconds = Number(options.seconds ?? (options.smoke ? 0.1 : 0.15));
/** More samples, where two equal servers were too far apart. */
const MOST_REPEATS = options.smoke ? 0 : 2;

const names = options.groups?.split(',') ?? GROUPS.map(({ name }) => name);
const groups = GROUPS.filter(({ name }) => names.includes(name));
if (groups.length < names.length) throw new Error(`the groups are ${GROUPS.map(({ name }) => name).join(', ')}`);

leaveServerCore();
const work = workDirectory('bench');
const api = await startCluster();
try {
  const files = await prepare(work, api, DIST);
  const node = { node: options.node, flags: imageFlags(options.node), ...files };
  const setting = { groups, rounds, seconds, random: randomOf(Number(options.seed)), api, files, work };
  if (options.profile) await profile(node, setting);
  else process.exitCode = await bench(node, setting);
} finally {
  await api.stop();
}

async function profile(node, setting) {
  const machine = machineOf(node);
  const found = await profileOf(ours('from source', join(DIST, 'main.js'), node), setting);
  printProfile(found);
  if (options.write) print(`written: ${writeProfile(machine, found)}`);
}

async function bench(node, setting) {
  const app = bundle(join(work, 'app'));
  const otherFlags = options['other-flags']?.split(' ').filter((flag) => flag !== '');
  const rows = [
    echo('R0', 'r0', node),
    echo('R1', 'r1', node),
    echo('R1 again', 'r1', node),
    ours('as shipped', app, node),
    ours('from source', join(DIST, 'main.js'), node),
    ...(options.against === undefined ? [] : [ours('base', join(options.against, 'main.js'), node)]),
    ...(otherFlags === undefined ? [] : [ours('other flags', app, { ...node, flags: otherFlags })]),
    ...(options.floor ? FLOOR.map(({ name, without }) => ours(name, withoutParts(without, work), node)) : []),
    ...(options.peers ? await peers(node) : []),
  ];
  const samples = [];
  const onSample = (sample) => {
    samples.push(sample);
    if (options.json) print(JSON.stringify(sample));
  };
  const machine = machineOf(node);
  let result;
  for (let generation = 0; generation < generations + MOST_REPEATS; generation += 1) {
    if (generation >= generations && result.groups.every(({ verdict }) => verdict !== 'void')) break;
    await measureGeneration(generation, { ...setting, rows, caller: caller(node), onSample });
    result = judge(samples, { machine, rows, groups, rounds, seconds });
    process.stderr.write(`generation ${generation + 1} of ${generations}\n`);
  }
  printReport(result);
  if (options.write) print(`written: ${writeResult(result)}`);
  const verdicts = result.groups.map(({ verdict }) => verdict);
  if (verdicts.includes('fail')) return 1;
  return verdicts.includes('void') ? 3 : 0;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
