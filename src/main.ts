#!/usr/bin/env node
/** From the process to `run` and back: the only file that knows argv and sets the exit code. */
import { fstatSync } from 'node:fs';
import { run } from './cli/index.js';
import { isReaderGone, openDescriptor } from './process/descriptor.js';
import { readEnvironment } from './process/env.js';
import { FAULTS, systemReason } from './process/errors.js';

let isLost = false;

// There is no place left where it could be told that this cannot be written.
const stderr = openDescriptor(2, () => {});

/**
 * `pullgate check | head`: whoever reads has had enough; that is no fault, and the exit code still tells the verdict. A
 * report that could not be written for another reason is a fault, told once.
 */
const stdout = openDescriptor(1, (error) => {
  if (isReaderGone(error)) return;
  isLost = true;
  stderr.write(`pullgate: standard output cannot be written: ${systemReason(error)}\n`);
  process.exitCode = FAULTS.PG_E_OUTPUT.exitCode;
});

/** What is no device is no terminal, and to ask the streams of Node.js takes a while. */
function isTerminal(fd: 1 | 2): boolean {
  try {
    if (process.platform !== 'win32' && !fstatSync(fd).isCharacterDevice()) return false;
  } catch {
    return false;
  }
  return (fd === 1 ? process.stdout : process.stderr).isTTY === true;
}

run(process.argv.slice(2), {
  stdout,
  stderr,
  get stdin() {
    return process.stdin;
  },
  env: readEnvironment(),
  cwd: process.cwd(),
  get isTTY() {
    return isTerminal(1);
  },
  get isErrorTTY() {
    return isTerminal(2);
  },
  isProcess: true,
  now: Date.now,
}).then((code) => {
  if (!isLost) process.exitCode = code;
});
