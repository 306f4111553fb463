// @ts-check
/**
 * The hooks of built.mjs. `src/x.js`, as tests import it, is `dist/x.js` where that is as new. TypeScript is taken out by
 * esbuild, once for each text of a file: tap's own way starts the compiler in every process, which takes longer than most
 * tests do.
 */
import { existsSync } from 'node:fs';
import { withoutTypes } from './without-types.mjs';

const root = new URL('../../', import.meta.url);
const source = new URL('src/', root).href;
const built = new URL('dist/', root).href;
const modules = new URL('node_modules/', root).href;

let isBuilt = false;

/** @param {{ readonly isBuilt: boolean }} data */
export function initialize(data) {
  isBuilt = data.isBuilt;
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
