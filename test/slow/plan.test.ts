/**
 * What the user gets is the printed text. A reader who sees nothing else does what it says, in each of the ways that it
 * offers, and the same request must pass: the long form of test/plan.test.ts, with other pods.
 */
import t from 'tap';
import { replay } from '../support/broken-pods.js';

t.test('whatever is wrong together, doing what is printed is enough', { timeout: 600_000 }, async (t) => {
  const count = 10_000;
  const { denied, whole, longest, wrong } = await replay(1_000, count);
  t.strictSame(wrong, []);
  t.ok(
    denied > 0.8 * count && whole > 0.8 * denied && longest <= 2000,
    `${denied} denied, ${whole} of them told whole`,
  );
  t.comment(`${count} pods, ${denied} denied, ${whole} told whole, the longest text has ${longest} characters`);
});
