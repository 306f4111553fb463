/** The kubelet writes a new token, and the old one is refused at once. */
import { TIMINGS } from '../../../src/cluster/timings.js';
import type { Row } from '../row.js';

const TIMES = { short: 30, long: 500 } as const;
const MOST_MS = 2000;

export const r13Token: Row = {
  id: 'R13',
  title: 'The token in the file of the Pod is another one, the old one is refused, and all watches are cut',
  load: { short: '30 times', long: '500 times' },
  must: `what happens is seen again within ${MOST_MS / 1000} s`,
  minutes: { short: 5, long: 20 },
  against: 'a scripted API server',
  async run({ form }) {
    const { pullSecret } = await import('../../support/fake-api-server.js');
    const { sleep, until } = await import('../../support/live.js');
    const { held } = await import('../../support/live-figures.js');
    const { openWithToken } = await import('../../support/live-token.js');
    const { api, live, rotate } = await openWithToken(() => {}, 'token-0', TIMINGS);
    const waits: number[] = [];
    for (let time = 1; time <= TIMES[form]; time += 1) {
      await until(() => api.openWatches() === 4);
      // A watch that was open for less counts as one that is cut again and again.
      await sleep(TIMINGS.quickEndMs / 10);
      const last = api.calls.length;
      rotate(`token-${time}`);
      api.endWatches();
      api.put(pullSecret('shop', `s${time}`));
      waits.push(await until(async () => (await held(live)).includes(`s${time}`), 60_000));
      const tokens = new Set(api.calls.slice(last).map(({ token }) => token));
      if (!tokens.has(`token-${time}`)) throw new Error('it was seen without the new token');
    }
    const longest = Math.max(...waits);
    return {
      n: waits.length,
      of: 'tokens',
      words: `seen again after ${longest.toFixed(0)} ms at most`,
      passed: longest < MOST_MS,
    };
  },
};
