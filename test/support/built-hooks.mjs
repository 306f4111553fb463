// @ts-check
/**
 * The hooks of built.mjs. `src/x.js`, as tests import it, is `dist/x.js` where that is as new. TypeScript is taken out by
 * esbuild, once for each text of a file: tap's own way starts the compiler in every process, which takes longer than most
 * tests do.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pid, version } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const source = new URL('src/', root).href;
const built = new URL('dist/', root).href;
const modules = new URL('node_modules/', root).href;
const cache = fileURLToPath(new URL('node_modules/.cache/pullgate/tests/', root));

// Started only for a text that is new.
const require = createRequire(import.meta.url);
/** @type {string} */
const esbuild = require('esbuild/package.json').version;

let isBuilt = false;

/** @param {{ readonly isBuilt: boolean }} data */
export function initialize(data) {
  isBuilt = data.isBuilt;
  mkdirSync(cache, { recursive: true });
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || context.parentURL === undefined || context.parentURL.startsWith(modules)) {
    return next(specifier, context);
  }
  const { href } = new URL(specifier, context.parentURL);
  if (!href.startsWith(root.href) || !href.endsWith('.js')) return next(specifier, context);
  if (isBuilt && href.startsWith(source)) {
    return { url: built + href.slice(source.length), format: 'module', shortCircuit: true };
  }
  const typed = `${href.slice(0, -'.js'.length)}.ts`;
  return existsSync(new URL(typed)) ? { url: typed, format: 'module', shortCircuit: true } : next(specifier, context);
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  if (!url.startsWith(root.href) || url.startsWith(modules) || !/\.ts$/.test(url)) return next(url, context);
  return { format: 'module', source: withoutTypes(url), shortCircuit: true };
}

/** @param {string} url @returns {string} */
function withoutTypes(url) {
  const text = readFileSync(new URL(url), 'utf8');
  const hash = createHash('sha256').update(`${esbuild} ${version} ${url}\n${text}`).digest('hex');
  const kept = join(cache, `${createHash('sha256').update(url).digest('hex')}.mjs`);
  const end = `\n// ${hash}\n`;
  const known = existsSync(kept) ? readFileSync(kept, 'utf8') : '';
  if (known.endsWith(end)) return known;
  /** @type {typeof import('esbuild')} */
  const { transformSync } = require('esbuild');
  const { code } = transformSync(text, {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
    sourcefile: fileURLToPath(url),
    sourcemap: 'inline',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  // Another process may read it meanwhile.
  writeFileSync(`${kept}.${pid}`, code + end);
  renameSync(`${kept}.${pid}`, kept);
  return code + end;
}
