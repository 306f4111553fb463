/** The property of `test/inject-bounds.test.ts`, with five times as many clusters. */
import t from 'tap';
import { littleSteps } from '../support/injection-limits.js';

t.test(
  'with next to no steps nobody is hurt, the answer is the same every time, and it says that it may be wrong',
  (t) => littleSteps(t, 400),
);
