/**
 * `npm run bench:regress`: has a review become dearer than it was in the commit before? Both are built and measured side by
 * side, from source, in one run; no absolute figure is compared with anything.
 *
 *   npm run bench:regress -- [--parent COMMIT]
 *
 * Exit code 1 only where a group of reviews is slower in two measurements of their own processes (ratios.mjs).
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DIST } from '../helpers/processes.mjs';
import { startCluster } from './cluster.mjs';
import { leaveServerCore } from './cores.mjs';
import { imageFlags } from './image-flags.mjs';
import { buildOf, differsFrom, parentCommit } from './parent.mjs';
import { isSlower, pairedRatios, quartiles, show } from './ratios.mjs';
import { GROUPS } from './reviews.mjs';
import { measureGeneration, randomOf } from './rounds.mjs';
import { ours, prepare } from './servers.mjs';
import { workDirectory } from './work.mjs';

const NAMES = ['create', 'update', 'large', 'deny-object'];
const GENERATIONS = 3;
const ROUNDS = 10;
const SECONDS = 0.12;
/** On a machine that is too busy fewer generations must do. */
const ENOUGH_MS = 75_000;

const { values: options } = parseArgs({ options: { parent: { type: 'string' } } });
const parent = options.parent ?? parentCommit();
if (parent === undefined) print('there is no commit before this one: nothing to compare with');
else if (!differsFrom(parent)) print(`what runs is that of ${parent}: nothing to compare`);
else await compare();

async function compare() {
  const work = workDirectory('regress');
  let api;
  try {
    const old = buildOf(parent, work);
    leaveServerCore();
    api = await startCluster();
    const files = await prepare(work, api, DIST);
    const node = { node: process.execPath, flags: imageFlags(process.execPath), ...files };
    const rows = [
      ['new', DIST],
      ['old', old],
      ['old again', old],
    ];
    const setting = {
      rows: rows.map(([name, dist]) => ours(name, join(dist, 'main.js'), node)),
      rounds: ROUNDS,
      seconds: SECONDS,
      random: randomOf(1),
      ...{ api, files, work },
    };
    print(`CPU time per review against ${parent}, median (first to third quartile)`);
    const suspects = await slowerOf(NAMES, setting);
    const slower = suspects.length === 0 ? [] : await slowerOf(suspects, setting);
    if (slower.length > 0) {
      print(`slower in both measurements: ${slower.join(', ')}`);
      process.exitCode = 1;
    }
  } finally {
    await api?.stop();
  }
}

/** Those of the groups that one measurement finds slower. */
async function slowerOf(names, setting) {
  const groups = GROUPS.filter(({ name }) => names.includes(name));
  const samples = [];
  const onSample = (sample) => samples.push(sample);
  const began = performance.now();
  for (let generation = 0; generation < GENERATIONS && performance.now() - began < ENOUGH_MS; generation += 1) {
    await measureGeneration(generation, { ...setting, groups, onSample });
  }
  return names.filter((group) => {
    const ratio = quartiles(pairedRatios(samples, { group, server: 'new', bases: ['old', 'old again'] }));
    const equal = quartiles(pairedRatios(samples, { group, server: 'old again', bases: ['old'] }));
    const hasSlowed = isSlower(ratio, equal);
    print(
      `${group.padEnd(14)} ${show(ratio)}   the old one against itself ${show(equal)}   ${hasSlowed ? 'slower' : 'kept'}`,
    );
    return hasSlowed;
  });
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
