/** Commands that end, with standard output and standard error that nobody wants, that are slow, or that have no room. */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const DIRECTORY = mkdtempSync(join(tmpdir(), 'pullgate-output-'));

/** More than a pipe holds. */
const PODS = Array.from({ length: 1_500 }, (_, index) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `pod-${index}` },
  spec: { containers: [{ name: 'main', image: `ghcr.io/acme/app-${index}:latest` }] },
}));

interface Ended {
  readonly code: string;
  readonly out: string;
  readonly err: string;
}

/** `$PULLGATE` in a pipeline; its own exit code goes to file descriptor 3. */
async function shell(script: string): Promise<Ended> {
  const child = spawn('/bin/sh', ['-c', script], {
    cwd: DIRECTORY,
    env: { PATH: process.env['PATH'], PULLGATE: `${process.execPath} ${MAIN}` },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, out, err, code] = child.stdio;
  const [outText, errText, codeText] = await Promise.all([read(out), read(err), read(code)]);
  return { out: outText, err: errText, code: codeText.trim() };
}

const read = (stream: unknown): Promise<string> => text(stream as NodeJS.ReadableStream); // as asked for above

t.test('a command whose output is not wanted, or has no room, ends with a code and at most one sentence', async (t) => {
  writeFileSync(join(DIRECTORY, 'pods.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: PODS }));
  const check = '$PULLGATE check pods.json';
  const whole = await shell(`${check}; echo $? >&3`);
  t.equal(whole.code, '1');
  t.ok(whole.out.length > 200_000);
  const slow = await shell(`{ ${check}; echo $? >&3; } | { sleep 1; cat; }`);
  t.strictSame(slow, whole, 'a slow reader gets all of it');
  const table: readonly (readonly [script: string, code: string, err: RegExp])[] = [
    [`{ ${check}; echo $? >&3; } | head -1 >/dev/null`, '1', /^$/],
    [`{ ${check} -o json; echo $? >&3; } | true`, '1', /^$/],
    ['{ $PULLGATE explain; echo $? >&3; } | true', '0', /^$/],
    ['{ $PULLGATE explain PG205; echo $? >&3; } | true', '0', /^$/],
    ['{ $PULLGATE config print; echo $? >&3; } | true', '0', /^$/],
    ['{ $PULLGATE serve --help; echo $? >&3; } | true', '0', /^$/],
    ['{ { $PULLGATE check nosuch 2>&1 1>/dev/null; echo $? >&3; } | true; } 2>/dev/null', '2', /^$/],
    [
      `${check} >/dev/full; echo $? >&3`,
      '2',
      /^pullgate: standard output cannot be written: no space left on the device\n$/,
    ],
    ['$PULLGATE explain >/dev/full; echo $? >&3', '2', /^pullgate: standard output .*\n$/],
    ['$PULLGATE config print >/dev/full; echo $? >&3', '2', /^pullgate: standard output .*\n$/],
    ['$PULLGATE version >/dev/full; echo $? >&3', '2', /^pullgate: standard output .*\n$/],
    ['$PULLGATE nosuch 2>/dev/full; echo $? >&3', '2', /^$/],
    [
      `${check} -o json=/dev/full; echo $? >&3`,
      '2',
      /^pullgate: \/dev\/full cannot be written: no space left on the device\n$/,
    ],
    ['$PULLGATE probe --url https://127.0.0.1:1/validate 2>/dev/full; echo $? >&3', '3', /^$/],
    ['$PULLGATE explain >&- 2>&-; echo $? >&3', '0', /^$/],
  ];
  for (const [script, code, err] of table) {
    const ended = await shell(script);
    t.equal(ended.code, code, script);
    t.match(ended.err, err, script);
  }
});
