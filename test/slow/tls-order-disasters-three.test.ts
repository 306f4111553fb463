/** Certificates of `self` in any order: see `test/support/tls-order.ts`. */
import t from 'tap';
import { anyOrder } from '../support/tls-order.js';

t.test('any order of three replicas: whatever is lost meanwhile, in the end all is well', (t) =>
  anyOrder(t, 'everything', { counts: [3], runs: 2 }),
);
