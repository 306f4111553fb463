/** Certificates of `self` in any order: see `test/support/tls-order.ts`. */
import t from 'tap';
import { anyOrder } from '../support/tls-order.js';

t.test(
  'any order of two or three replicas: every certificate that is served is trusted by every bundle, at every moment',
  (t) => anyOrder(t, 'none', { counts: [2, 3], runs: 4 }),
);
