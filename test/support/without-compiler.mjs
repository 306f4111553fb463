// @ts-check
/**
 * tap starts the TypeScript compiler in every process of tests, before anything that .taprc names. built-hooks.mjs needs none
 * of it, so this is named in NODE_OPTIONS (`npm run tap`), which comes before, and says that there is nothing to compile. What
 * the tests start is to know of neither.
 */
import { env } from 'node:process';

// tap itself passes it on to the processes of tests.
if (env['TAP_CHILD_ID'] !== undefined) {
  const others = (env['NODE_OPTIONS'] ?? '').split(' ').filter((option) => !option.includes('without-compiler.mjs'));
  if (others.join('') === '') delete env['NODE_OPTIONS'];
  else env['NODE_OPTIONS'] = others.join(' ');
  env['TAP_TYPE_STRIP_ONLY'] = '1';
}
