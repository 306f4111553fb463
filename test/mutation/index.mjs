// @ts-check
/** What test/mutation.test.ts needs of the runner. */
export { allRows, keyOf } from './build.mjs';
export { linesOf } from './changed.mjs';
export { instrument } from './instrument.mjs';
export { createMemory } from './memory.mjs';
export { mutantsOf } from './mutators.mjs';
export { within } from './order.mjs';
export { interval, shuffled } from './sample.mjs';
export { transpile } from './transpile.mjs';
