/** `npm run bench -- --profile`: µs per review and stage, from source, of a CPU profile under the same load. */
import { sharesOf } from './attribution.mjs';
import { forSeconds } from './load.mjs';
import { openServer } from './rounds.mjs';
import { STAGES } from './stages.mjs';
import { usageOf, usedBetween } from './usage.mjs';
import { warm } from './warm.mjs';

const HOOK = new URL('profiled.mjs', import.meta.url).href;
const SECONDS = 3;

/**
 * `{ stages, groups }`: of each group `allUs`, `usOf` each stage in the order of `stages`, and `threadsUs`, what V8 compiles
 * and collects beside the thread that runs JavaScript.
 */
export async function profileOf(row, setting) {
  const server = await openServer({ ...row, args: ['--import', HOOK, ...row.args], talks: true }, setting);
  try {
    await warm([server], setting.groups);
    const groups = [];
    for (const group of setting.groups) groups.push({ group: group.name, ...(await profiled(server, group)) });
    return { stages: STAGES, groups };
  } finally {
    await server.stop();
  }
}

/** The time is that of a slice without the profiler, which nearly doubles it; its shares are those of one with it. */
async function profiled({ child, pid, run }, group) {
  const ask = (word) => {
    const answered = new Promise((resolve) => child.once('message', resolve));
    child.send(word);
    return answered;
  };
  const before = usageOf(pid);
  const { requests } = await run(group, forSeconds(SECONDS / 3));
  const { cpuUs, mainUs } = usedBetween(before, usageOf(pid), pid);
  await ask('start');
  await run(group, forSeconds(SECONDS));
  const { profile } = await ask('stop');
  const shares = sharesOf(profile);
  return {
    allUs: cpuUs / requests,
    usOf: STAGES.map((stage) => (mainUs * shares.get(stage)) / requests),
    threadsUs: (cpuUs - mainUs) / requests,
  };
}

export function printProfile({ stages, groups }) {
  print(`${'us per review'.padEnd(16)}${['all', ...stages, 'threads'].map((stage) => stage.padStart(8)).join('')}`);
  for (const { group, allUs, usOf, threadsUs } of groups) {
    const cells = [allUs, ...usOf, threadsUs].map((us) => us.toFixed(1).padStart(8));
    print(`${group.padEnd(16)}${cells.join('')}`);
  }
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
