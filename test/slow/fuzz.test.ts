import t from 'tap';
import { corpusOf, hunt, TARGETS } from '../fuzz/index.mjs';

t.setTimeout(120_000);

for (const target of TARGETS) {
  t.test(`${target.name}: ten seconds of new cases`, async (t) => {
    const end = performance.now() + 10_000;
    // A new seed each day, so that a green run is not the same run for ever; it is in the name of what fails.
    const seed = Math.floor(Date.now() / 86_400_000);
    const { cases, found } = await hunt(target, {
      corpus: corpusOf(target.name),
      seed,
      until: () => performance.now() > end,
    });
    t.ok(cases > 10, `${cases} cases`);
    t.strictSame(found, [], `seed ${seed}`);
  });
}
