/** Certificates of `self` in any order: see `test/support/tls-order.ts`. */
import t from 'tap';
import { anyOrder } from '../support/tls-order.js';

t.test('any order of two or three replicas that die within whatever they do: the same', (t) =>
  anyOrder(t, 'crashes', { counts: [2, 3], runs: 4 }),
);
