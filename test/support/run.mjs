// @ts-check
/**
 * `npm run tap`: without the name of a file it runs them all, several in one process (together.mjs); what names files gets
 * one process for each. Every other argument is tap's.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process, { argv, env, execPath } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { prepare } from './without-types.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entries = join(root, 'node_modules/.cache/pullgate/together');
const together = new URL('./together.mjs', import.meta.url).href;

/** More than jobs, so that they end at about the same time; each one costs half a second. */
const PARTS = 12;
/**
 * It measures what its process does, and what others do there would count; or it opens a sink of lines, which tries to
 * write as long as its process is there, in the virtual time of others, too.
 */
const IS_ALONE = /\bprocess\.(?:cpuUsage|hrtime|memoryUsage)\b|async_hooks|createLineSink|openLogSink/;

/** @returns {readonly string[]} what tap is to run */
function parts() {
  const files = readdirSync(join(root, 'test'))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/${name}`)
    .sort();
  const isAlone = (/** @type {string} */ file) => IS_ALONE.test(readFileSync(join(root, file), 'utf8'));
  const others = files.filter((file) => !isAlone(file));
  mkdirSync(entries, { recursive: true });
  const shared = Array.from({ length: PARTS }, (_, part) => {
    const mine = others.filter((_, index) => index % PARTS === part);
    const path = join(entries, `part-${part + 1}.mjs`);
    writeFileSync(
      path,
      `import { runTogether } from '${together}';\n\nrunTogether(${JSON.stringify(mine, null, 2)});\n`,
    );
    return path;
  });
  return [...files.filter(isAlone), ...shared];
}

/** All tests without their types, so that not every process has to start esbuild for those that are new. */
async function takeTypesOut() {
  const folders = ['test', 'test/support', 'test/helpers', 'test/chart'].map((name) => join(root, name));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const typed = files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  await prepare(typed.map((name) => pathToFileURL(name).href));
}

const given = argv.slice(2);
await takeTypesOut();
const files = given.some((each) => !each.startsWith('-')) ? [] : parts();
const tap = join(dirname(createRequire(import.meta.url).resolve('tap/package.json')), 'dist/esm/run.mjs');
const child = spawn(execPath, [tap, ...given, ...files], {
  cwd: root,
  env: { ...env, NODE_OPTIONS: `${env['NODE_OPTIONS'] ?? ''} --import=./test/support/without-compiler.mjs`.trim() },
  stdio: 'inherit',
});
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
