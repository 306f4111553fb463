/** A server that always says 410 is listed seldom, and comes back. */
import { TIMINGS } from '../../../src/cluster/timings.js';
import type { Row } from '../row.js';

const SECONDS = { short: 75, long: 300 } as const;
const MOST_LISTS = 2;

export const r10Expired: Row = {
  id: 'R10',
  title: 'Each watch is answered with 410: as a status, as an event, as an event and then silence',
  load: { short: '75 s each, with the limits that it has', long: '5 min each, with the limits that it has' },
  must: `never more than ${MOST_LISTS} LISTs within a minute after the first, and all is read once the server is well`,
  minutes: { short: 4, long: 9 },
  against: 'a scripted API server',
  async run({ form, tell }) {
    const { pullSecret } = await import('../../support/fake-api-server.js');
    const { EXPIRED } = await import('../../support/hostile-lines.js');
    const { openLive, sleep, until } = await import('../../support/live.js');
    const { holds, isList, isWatch, mostWithin } = await import('../../support/live-figures.js');
    const ways = [
      { status: 410, body: '{"kind":"Status","reason":"Expired"}' },
      { body: EXPIRED, after: 'end' },
      { body: EXPIRED, after: 'silent' },
    ] as const;
    const seen = await Promise.all(
      ways.map(async (play) => {
        const { api, live } = await openLive(() => {}, {
          timings: TIMINGS,
          prepare: (fake) => {
            fake.script = (call) => (isWatch(call) ? play : undefined);
          },
        });
        await sleep(SECONDS[form] * 1000);
        const lists = api.calls.filter(isList);
        api.script = () => undefined;
        api.put(pullSecret('shop', 'a'));
        const healedMs = await until(holds(live, 'a'), 120_000);
        tell(`${lists.length} LISTs, well again after ${(healedMs / 1000).toFixed(1)} s`);
        return { lists: lists.length, most: mostWithin(lists.slice(1), 60_000), healedMs };
      }),
    );
    const most = Math.max(...seen.map((each) => each.most));
    const healed = Math.max(...seen.map(({ healedMs }) => healedMs)) / 1000;
    return {
      n: seen.reduce((sum, { lists }) => sum + lists, 0),
      of: 'LISTs',
      words: `at most ${most} within a minute; all was read ${healed.toFixed(0)} s after the server was well`,
      // Without a single LIST after the first, nothing was tried.
      passed: most <= MOST_LISTS && seen.every(({ lists }) => lists > 1),
    };
  },
};
