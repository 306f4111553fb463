/** What a process has used, as Linux counts it: all its threads, in ns, also those in which V8 compiles and collects. */
import { readdirSync, readFileSync } from 'node:fs';

/** `threads`: CPU time and time in the run queue of each, in ns. `ticks`: CPU time of all, those that ended, too. */
export function usageOf(pid) {
  const threads = new Map();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const [cpu, wait] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    threads.set(thread, { cpu: Number(cpu), wait: Number(wait) });
  }
  return { threads, ticks: ticksOf(pid) };
}

/** Between two looks. `mainUs` is the thread that runs JavaScript, in Node.js. */
export function usedBetween(before, after, pid) {
  let cpu = 0;
  let wait = 0;
  for (const [thread, now] of after.threads) {
    const then = before.threads.get(thread) ?? { cpu: 0, wait: 0 };
    cpu += now.cpu - then.cpu;
    wait += now.wait - then.wait;
  }
  const main = String(pid);
  const mainUs = (after.threads.get(main).cpu - before.threads.get(main).cpu) / 1000;
  // What a thread used that ended in between is only in the coarse sum.
  const hasEnded = [...before.threads.keys()].some((thread) => !after.threads.has(thread));
  const coarse = (after.ticks - before.ticks) * NS_OF_TICK;
  return { cpuUs: (hasEnded ? Math.max(cpu, coarse) : cpu) / 1000, mainUs, waitUs: wait / 1000 };
}

/** In bytes, at this moment. */
export const rssOf = (pid) => statusOf(pid, 'VmRSS');

/** In bytes, the most since it began. */
export const peakRssOf = (pid) => statusOf(pid, 'VmHWM');

function statusOf(pid, field) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) * 1024;
}

/** A hundred a second on every Linux that Node.js runs on. */
const NS_OF_TICK = 1e7;

function ticksOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program may hold blanks and brackets; user and system time are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
