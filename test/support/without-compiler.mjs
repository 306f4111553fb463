// @ts-check
/**
 * tap prepares every process of tests for what these tests have no use for, before anything that .taprc names: it starts
 * the TypeScript compiler, and sends each module that is loaded from one thread to another, for mocks and for coverage.
 * That takes longer than most tests do. So this is named in NODE_OPTIONS (`npm run tap`), which comes before, and says that
 * nothing is to be compiled (built-hooks.mjs takes the types out), mocked or covered. `npx tap` and `npm run coverage` do
 * without it. What the tests start is to know of none of this.
 */
import module, { syncBuiltinESMExports } from 'node:module';
import { env } from 'node:process';

// tap itself passes NODE_OPTIONS on to the processes of tests.
if (env['TAP_CHILD_ID'] !== undefined) {
  const others = (env['NODE_OPTIONS'] ?? '').split(' ').filter((option) => !option.includes('without-compiler.mjs'));
  if (others.join('') === '') delete env['NODE_OPTIONS'];
  else env['NODE_OPTIONS'] = others.join(' ');
  env['TAP_TYPE_STRIP_ONLY'] = '1';

  const { register } = module;
  /** @type {typeof module.register} */
  module.register = (specifier, ...rest) => {
    if (isOfTap(String(specifier)) || isOfTap(parentOf(rest[0]))) return;
    register(specifier, .../** @type {[string | URL, import('node:module').RegisterOptions<unknown>]} */ (rest));
  };
  syncBuiltinESMExports();
}

/** @param {string} url */
function isOfTap(url) {
  return url.includes('/node_modules/@tapjs/');
}

/** @param {unknown} given @returns {string} */
function parentOf(given) {
  if (typeof given === 'string' || given instanceof URL) return String(given);
  return typeof given === 'object' && given !== null && 'parentURL' in given ? String(given.parentURL) : '';
}
