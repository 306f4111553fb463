#!/usr/bin/env node
/** From the process to `run` and back: the only file that knows argv and sets the exit code. */
import { run } from './cli/index.js';
import { readEnvironment } from './ops/env.js';

// `pullgate check | head`: whoever reads has had enough; that is no fault, and the exit code still tells the verdict.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: readEnvironment(),
  cwd: process.cwd(),
  isTTY: process.stdout.isTTY === true,
  now: Date.now,
}).then((code) => {
  process.exitCode = code;
});
