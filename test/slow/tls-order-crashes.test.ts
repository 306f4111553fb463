/** Certificates of `self` in any order: see `test/support/tls-order.ts`. */
import t from 'tap';
import { anyOrder } from '../support/tls-order.js';

t.test('any interleaving of two or three replicas: the same where replicas die within whatever they do', (t) =>
  anyOrder(t, 'crashes'),
);
