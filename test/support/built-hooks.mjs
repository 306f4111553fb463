// @ts-check
/** The resolve hook of built.mjs: `src/x.js`, as tests import it, is `dist/x.js`. Nothing else is touched. */

const source = new URL('../../src/', import.meta.url).href;
const built = new URL('../../dist/', import.meta.url).href;

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && context.parentURL !== undefined) {
    const { href } = new URL(specifier, context.parentURL);
    if (href.startsWith(source) && href.endsWith('.js')) {
      return { url: built + href.slice(source.length), format: 'module', shortCircuit: true };
    }
  }
  return next(specifier, context);
}
