/** `npm run bench -- --profile`: µs per review and stage, from source, of a CPU profile under the same load. */
import { sharesOf } from './attribution.mjs';
import { forSeconds } from './load.mjs';
import { openServer } from './rounds.mjs';
import { STAGES } from './stages.mjs';
import { usageOf, usedBetween } from './usage.mjs';
import { warm } from './warm.mjs';

const HOOK = new URL('profiled.mjs', import.meta.url).href;
const SECONDS = 3;

export async function printProfile(row, setting) {
  const server = await openServer({ ...row, args: ['--import', HOOK, ...row.args], talks: true }, setting);
  try {
    await warm([server], setting.groups);
    print(`${'us per review'.padEnd(16)}${['all', ...STAGES, 'threads'].map((stage) => stage.padStart(8)).join('')}`);
    for (const group of setting.groups) print(lineOf(group.name, await profiled(server, group)));
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
  return { requests, cpuUs, mainUs, shares: sharesOf(profile) };
}

/** `threads`: what V8 compiles and collects beside the thread that runs JavaScript. */
function lineOf(name, { requests, cpuUs, mainUs, shares }) {
  const stages = STAGES.map((stage) => (mainUs * shares.get(stage)) / requests);
  const cells = [cpuUs / requests, ...stages, (cpuUs - mainUs) / requests];
  return `${name.padEnd(16)}${cells.map((us) => us.toFixed(1).padStart(8)).join('')}`;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
