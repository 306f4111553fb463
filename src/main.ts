#!/usr/bin/env node
/** From the process to `run` and back: the only file that knows argv and sets the exit code. */
import { isatty } from 'node:tty';
import { run } from './cli/index.js';
import { readEnvironment } from './process/env.js';
import { FAULTS, systemReason } from './process/errors.js';

let isLost = false;

/**
 * `pullgate check | head`: whoever reads has had enough; that is no fault, and the exit code still tells the verdict. A
 * report that could not be written for another reason is a fault, told once.
 */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || isLost) return;
  isLost = true;
  process.stderr.write(`pullgate: standard output cannot be written: ${systemReason(error)}\n`);
  process.exitCode = FAULTS.PG_E_OUTPUT.exitCode;
});

// There is no place left where this could be told.
process.stderr.on('error', () => {});

run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: readEnvironment(),
  cwd: process.cwd(),
  isTTY: isatty(1),
  now: Date.now,
}).then((code) => {
  if (!isLost) process.exitCode = code;
});
