/**
 * What the user gets is the printed text. A reader who sees nothing else does what it says, in each of the ways that it
 * offers, and the same request must pass.
 */
import t from 'tap';
import { replay, replayInLine } from './support/broken-pods.js';

t.test('whatever is wrong together, doing what is printed is enough', async (t) => {
  const count = 300;
  const { denied, whole, longest, wrong } = await replay(1, count);
  t.strictSame(wrong, []);
  t.ok(longest <= 2000, `${longest} characters`);
  t.ok(denied > 0.8 * count && whole > 0.8 * denied, `${denied} denied, ${whole} of them told whole`);
});

t.test('and so it is on one line, which ends with the fix', async (t) => {
  const count = 100;
  const { denied, whole, longest, wrong } = await replayInLine(1, count);
  t.strictSame(wrong, []);
  t.ok(longest <= 2000, `${longest} characters`);
  t.ok(denied > 0.8 * count && whole > 0.8 * denied, `${denied} denied, ${whole} of them told whole`);
});
