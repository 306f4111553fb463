// @ts-check
/** What esbuild makes of the TypeScript of a file, kept for as long as the text is the same. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pid } from 'node:process';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../node_modules/.cache/pullgate/tests/', import.meta.url));
const require = createRequire(import.meta.url);
/** @type {string} */
const version = require('esbuild/package.json').version;

/** @param {string} url @returns {import('esbuild').TransformOptions} */
function optionsFor(url) {
  return {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
    sourcefile: fileURLToPath(url),
    sourcemap: 'inline',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  };
}

/** @param {string} url @param {string} text */
function placeOf(url, text) {
  const path = join(cache, `${createHash('sha256').update(url).digest('hex')}.mjs`);
  const hash = createHash('sha256').update(`${version} ${url}\n${text}`).digest('hex');
  return { path, end: `\n// ${hash}\n` };
}

/** @param {string} path @param {string} end @returns {string | undefined} */
function kept(path, end) {
  const known = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return known.endsWith(end) ? known : undefined;
}

/** Another process may read it meanwhile. @param {string} path @param {string} whole */
function keep(path, whole) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(`${path}.${pid}`, whole);
  renameSync(`${path}.${pid}`, path);
}

/** @param {string} url of a file @returns {string} */
export function withoutTypes(url) {
  const text = readFileSync(new URL(url), 'utf8');
  const { path, end } = placeOf(url, text);
  const known = kept(path, end);
  if (known !== undefined) return known;
  /** Started only for a text that is new. @type {typeof import('esbuild')} */
  const { transformSync } = require('esbuild');
  const whole = transformSync(text, optionsFor(url)).code + end;
  keep(path, whole);
  return whole;
}

/** The same for many files at once, so that not every process of tests has to start esbuild. @param {readonly string[]} urls */
export async function prepare(urls) {
  const { transform } = await import('esbuild');
  await Promise.all(
    urls.map(async (url) => {
      const text = readFileSync(new URL(url), 'utf8');
      const { path, end } = placeOf(url, text);
      if (kept(path, end) === undefined) keep(path, (await transform(text, optionsFor(url))).code + end);
    }),
  );
}
