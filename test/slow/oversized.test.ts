/** The property of `test/oversized.test.ts`, with ten times as many secrets. */
import t from 'tap';
import { partsDecideNothing } from '../support/parts-of-secrets.js';

t.test('of a large secret everything is read that decides, and nothing is decided by a part', async (t) => {
  partsDecideNothing(3000);
  t.pass();
});
