/**
 * What the user gets is the printed text. A reader who sees nothing else does what it says, in each of the ways that it
 * offers, and the same request must pass.
 */
import t from 'tap';
import { replay, replayInLine } from './support/broken-pods.js';

// A test for so many: `npm run mutate` asks one test after the other, until one notices.
const AT_ONCE = 25;

for (let first = 1; first <= 300; first += AT_ONCE) {
  t.test(`whatever is wrong together, doing what is printed is enough: from ${first} on`, async (t) => {
    const { denied, whole, longest, wrong } = await replay(first, AT_ONCE);
    t.strictSame(wrong, []);
    t.ok(longest <= 2000, `${longest} characters`);
    t.ok(denied > 0.8 * AT_ONCE && whole > 0.7 * denied, `${denied} denied, ${whole} of them told whole`);
  });
}

for (let first = 1; first <= 100; first += AT_ONCE) {
  t.test(`and so it is on one line, which ends with the fix: from ${first} on`, async (t) => {
    const { denied, whole, longest, wrong } = await replayInLine(first, AT_ONCE);
    t.strictSame(wrong, []);
    t.ok(longest <= 2000, `${longest} characters`);
    t.ok(denied > 0.8 * AT_ONCE && whole > 0.7 * denied, `${denied} denied, ${whole} of them told whole`);
  });
}
