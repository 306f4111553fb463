/**
 * The server that is measured on one core, and on another all that it needs: the load, the API server, the reader of its
 * log. Where there is one core only, or no taskset, all share what there is.
 */
import { spawnSync } from 'node:child_process';
import { cpus, setPriority } from 'node:os';

const SERVER = '0';
const REST = '1';
const PRIORITY = -15;

export const hasCores = cpus().length >= 2 && spawnSync('taskset', ['--version']).status === 0;

/**
 * This process, and what it starts from now on; before whatever else the machine does, where we may: who is interrupted
 * finds the caches full of other things.
 */
export function leaveServerCore() {
  try {
    setPriority(PRIORITY);
  } catch {
    // Only root may.
  }
  if (hasCores) spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', REST, String(process.pid)]);
}

/** The command that runs another one where servers run; its process is that of the other one. */
export function onServerCore(command, args) {
  return hasCores ? ['taskset', ['--cpu-list', SERVER, command, ...args]] : [command, args];
}
