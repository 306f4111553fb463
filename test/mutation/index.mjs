// @ts-check
/** What test/mutation.test.ts needs of the runner. */
export { allRows, keyOf } from './build.mjs';
export { linesOf } from './changed.mjs';
export { instrument } from './instrument.mjs';
export { mutantsOf } from './mutators.mjs';
export { interval, shuffled } from './sample.mjs';
export { transpile } from './transpile.mjs';
