// @ts-check
/** `tap` is for a file of tests what together.mjs made for it. What helpers import is tap itself. */

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  if (specifier !== 'tap' || context.parentURL?.endsWith('.test.ts') !== true) return next(specifier, context);
  return {
    url: new URL(`./stand-in.mjs?for=${encodeURIComponent(context.parentURL)}`, import.meta.url).href,
    format: 'module',
    shortCircuit: true,
  };
}
