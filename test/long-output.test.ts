/** What is long is written piece by piece, and comes out as if it had been written at once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createTexts } from '../src/audit/texts.js';
import { markdown } from '../src/cli/audit/formats/markdown.js';
import { asciiJson, asciiJsonParts } from '../src/cli/formats/json.js';
import { writeText } from '../src/cli/output.js';
import { anAuditReport } from './support/audit-report.js';

const OPTIONS = { colour: false, checkout: { cwd: '/', top: '/' }, version: '0' };

t.test('JSON in parts is the JSON of the whole', async (t) => {
  for (const [at, value] of [
    {},
    { a: [] },
    { a: undefined },
    { a: undefined, b: {} },
    { a: [1, 'x', null, [], {}, [[2]], { b: [{ c: 'd' }] }], b: { c: [1, { d: [2] }] }, e: 'z' },
    { é: 'ü\n\u2028"', b: [{ c: 'ß\n' }, 'x\ny'] },
  ].entries()) {
    t.equal([...asciiJsonParts(value)].join(''), asciiJson(value), `case ${at}`);
  }
});

t.test('a text in many parts reaches a file and standard output whole, in pieces of some size', async (t) => {
  const parts = Array.from({ length: 40_000 }, (_, at) => `${at} é\n`);
  const cwd = t.testdir();
  const written: string[] = [];
  const io = { cwd, stdout: { write: (piece: string) => void written.push(piece) } };
  writeText(parts, 'out.txt', io);
  t.equal(readFileSync(join(cwd, 'out.txt'), 'utf8'), parts.join(''));
  t.strictSame(written, []);
  writeText(parts, undefined, io);
  t.equal(written.join(''), parts.join(''));
  t.ok(written.length > 3 && written.length < 20, `${written.length} pieces`);
  t.ok(written.slice(0, -1).every((piece) => piece.length >= 64 * 1024));
  writeText(['short'], 'out.txt', io);
  t.equal(readFileSync(join(cwd, 'out.txt'), 'utf8'), 'short', 'what was there before is gone');
  writeText([], undefined, io);
  t.equal(written.at(-1)?.endsWith('\n'), true, 'nothing is no piece');
  t.throws(() => writeText(['x'], 'none/out.txt', io), {
    code: 'PG_E_OUTPUT',
    message: /none\/out.txt cannot be written: /,
  });
});

t.test('equal texts are one, and no end of different ones is held', async (t) => {
  const { same } = createTexts();
  const long = 'x'.repeat(1000);
  t.equal(same(`${long}a`.slice(1)), same(`${long}a`.slice(1)));
  for (let at = 0; at < 100_010; at += 1) if (same(String(at)) !== String(at)) t.fail(String(at));
  t.equal(same('another'), 'another', 'and then each is told all the same');
});

t.test('Markdown says that more could not be read than it lists', async (t) => {
  const some = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ what: `pods of namespace ns-${at}`, reason: 'no right' }));
  const told = (count: number): string => [...markdown({ ...anAuditReport(1), unread: some(count) }, OPTIONS)].join('');
  t.notMatch(told(3), /^- and more$/m);
  t.match(told(500), /^- and more$/m);
});
