// @ts-check
/**
 * The end of `npm test`: the types of the tests are looked at while the tests run, for what they do does not hang
 * on their types. What the compiler has to say comes after the tests, and either can fail.
 */
import { spawn } from 'node:child_process';
import process, { stdout } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} script of package.json @param {'inherit' | 'pipe'} to */
function npm(script, to) {
  const child = spawn('npm', ['run', '--silent', script], { cwd: root, stdio: ['ignore', to, to] });
  /** @type {Buffer[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (/** @type {Buffer} */ chunk) => said.push(chunk));
  }
  /** @type {Promise<{ readonly code: number, readonly text: string }>} */
  const ended = new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, text: Buffer.concat(said).toString() }));
  });
  return ended;
}

const [types, tests] = await Promise.all([npm('types:tests', 'pipe'), npm('tap', 'inherit')]);
stdout.write(types.text);
process.exitCode = tests.code === 0 ? types.code : tests.code;
