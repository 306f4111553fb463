// @ts-check
/**
 * `npm run oracle -- FILE...`: recorded answers of the kubelet against our engine; no Go needed. A file is JSON lines in
 * the shape of test/vectors/keyring-kubelet-1.36.jsonl, which is what `npm run oracle:fuzz` prints as well; empty lines and lines that
 * begin with # are passed over. Status 0: all agree; 1: some do not; 2: a file is not readable as that.
 */
import { argv, exit, stderr, stdout } from 'node:process';
import { createAnswerer } from './answer.mjs';
import { engine } from './engine.mjs';
import { RowError, replayFile } from './rows.mjs';

const files = argv.slice(2);
if (files.length === 0) {
  stderr.write('usage: npm run oracle -- FILE...\n');
  exit(2);
}
const answer = createAnswerer(engine);
let status = 0;
for (const file of files) {
  try {
    const { rows, differences } = replayFile(file, answer);
    for (const { line, difference } of differences) {
      stdout.write(`${file}:${line}\n  row     ${JSON.stringify({ ...difference.row, expect: undefined })}\n`);
      stdout.write(
        `  kubelet ${JSON.stringify(difference.row.expect)}\n  ours    ${JSON.stringify(difference.ours)}\n`,
      );
    }
    stdout.write(`${file}: ${rows - differences.length} of ${rows} agree\n`);
    if (differences.length > 0) status = Math.max(status, 1);
  } catch (err) {
    if (!(err instanceof RowError)) throw err;
    stderr.write(`${err.message}\n`);
    status = 2;
  }
}
exit(status);
