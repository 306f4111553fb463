/**
 * With the suggested values nothing that runs and pulls is denied, and what cannot pull still is: on clusters that are drawn
 * by number, against what is true about them. `COUNT=20000 SEED=1 npm run suggest-worlds` draws as
 * many as wanted, from any number on.
 */
import t from 'tap';
import { checkWorld } from './support/suggest-check.js';
import { aWorld } from './support/suggest-world.js';

const [COUNT = 30, FIRST = 1] = (process.env['SUGGEST_WORLDS'] ?? '').split(' ').filter(Boolean).map(Number);

/** Clusters of which something was once said that is not so. */
const ONCE_WRONG = [4056, 11115, 13101, 17431];

t.test('clusters that were once wrong', async (t) => {
  for (const seed of ONCE_WRONG) t.strictSame((await checkWorld(aWorld(seed))).wrong, [], `cluster ${seed}`);
});

t.test(`${COUNT} clusters: what runs and pulls is admitted, what cannot pull is not`, async (t) => {
  let [entries, labels, unproven, closed] = [0, 0, 0, 0];
  for (let seed = FIRST; seed < FIRST + COUNT; seed += 1) {
    const { suggested, wrong } = await checkWorld(aWorld(seed));
    if (wrong.length > 0) t.strictSame(wrong, [], `cluster ${seed}`);
    const { lists, unproven: left } = suggested.suggestion;
    entries += lists.public.length + lists.nodeCredentials.length;
    closed += lists.private.length;
    unproven += left.length;
    labels += suggested.modes.labels.length;
  }
  t.comment({ entries, closed, unproven, labels });
  t.ok(entries > COUNT && closed > 0 && unproven > 0 && labels > 0, 'the clusters have something of everything');
});
