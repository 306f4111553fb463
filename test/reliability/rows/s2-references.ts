/** What an image is called: the kubelet's own code is asked the same. */
import type { Row } from '../row.js';

const CASES = { short: 200_000, long: 1_000_000 } as const;

export const references: Row = {
  id: 'S2',
  title: 'Image references, tidy and odd',
  load: { short: '200,000 cases', long: '1,000,000 cases' },
  must: '0 differences',
  minutes: { short: 10, long: 30 },
  against: "the kubelet's own code",
  run: async ({ form, tell }) => {
    const { buildKubelet, createAnswerer, createRandom, createTarget, engine, hunt, startKubelet } = await import(
      '../../oracle/index.mjs'
    );
    const { ask, stop } = startKubelet(buildKubelet(tell));
    const random = createRandom(11);
    const next = () => ({ secrets: [], image: createTarget(random).image });
    const { cases, count, outcomes, differences } = await hunt({
      next,
      cases: CASES[form],
      ours: createAnswerer(engine),
      kubelet: ask,
    });
    stop();
    for (const { row } of differences) tell(JSON.stringify(row));
    const { invalidImage = 0 } = outcomes;
    const words = `${count} differences; the kubelet refuses ${Math.round((100 * invalidImage) / cases)} % of them`;
    // If all were taken, or none, they would be no test.
    return { n: cases, of: 'references', words, passed: count === 0 && invalidImage > 0 && invalidImage < cases };
  },
};
