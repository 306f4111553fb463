/** One row in a process of its own, for main.mjs: writes what was seen into the file that it is given. */
import { writeFileSync } from 'node:fs';
import { argv, exit, stdout } from 'node:process';
import type { Form, Row } from './row.js';
import { ROWS } from './rows.js';

/** What can be told of a row without trying it. */
export type Listed = Omit<Row, 'run'>;

const [answer = '', what = '', id = '', form = ''] = argv.slice(2);

if (what === 'list') {
  writeFileSync(answer, JSON.stringify(ROWS satisfies readonly Listed[]));
} else {
  const row = ROWS.find((each) => each.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  const tell = (line: string): void => void stdout.write(`       ${id} ${line}\n`);
  const seen = await row.run({ form: form as Form, tell });
  writeFileSync(answer, JSON.stringify(seen));
}
// A row that left something open has its answer all the same; main.mjs ends the rest of the group.
exit(0);
