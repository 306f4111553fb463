/** Whatever a watch brings: what is no event ends it, and what it may have hidden is listed. */
import { TIMINGS } from '../../../src/cluster/timings.js';
import type { Row } from '../row.js';

const CASES = { short: 10_000, long: 100_000 } as const;
/** They are independent of each other, and each waits for the network most of the time. */
const BESIDE = 10;
/** Without the waits that faults have: they would be hours. */
const AT_ONCE = { ...TIMINGS, backoffBaseMs: 1, backoffMostMs: 1, relistWindowMs: 1, quickEndMs: 0 };

export const r11Malformed: Row = {
  id: 'R11',
  title: 'Lines of a watch that are no events: cut at each byte, HTML, null, without metadata, not UTF-8, too long',
  load: {
    short: '10,000 lines, without the waits after faults',
    long: '100,000 lines, without the waits after faults',
  },
  must: '0 crashes; each is counted as a fault and followed by a LIST; what came meanwhile is held in the end',
  minutes: { short: 3, long: 15 },
  against: 'a scripted API server',
  async run({ form }) {
    const { pullSecret } = await import('../../support/fake-api-server.js');
    const { HOSTILE } = await import('../../support/hostile-lines.js');
    const { openLive, until } = await import('../../support/live.js');
    const { counters, holds, isWatch } = await import('../../support/live-figures.js');
    const object = {
      ...pullSecret('shop', 'x'),
      metadata: { name: 'x', namespace: 'shop', uid: 'u', resourceVersion: '9' },
    };
    const event = JSON.stringify({ type: 'ADDED', object });
    const cut = Array.from({ length: event.length - 1 }, (_, at) => `${event.slice(0, at + 1)}\n`);
    const lines = [...HOSTILE.map(([, , body]) => body), ...cut];
    const each = CASES[form] / BESIDE;
    const seen = await Promise.all(
      Array.from({ length: BESIDE }, async (_, place) => {
        let played = 0;
        const { api, live } = await openLive(() => {}, {
          timings: AT_ONCE,
          prepare: (fake) => {
            fake.script = (call) => {
              if (!isWatch(call) || played === each) return undefined;
              const body = lines[(place * each + played) % lines.length] ?? '';
              played += 1;
              return { body, after: 'silent' };
            };
          },
        });
        api.put(pullSecret('shop', 'a'));
        await until(() => played === each && api.openWatches() === 4, 600_000);
        await until(holds(live, 'a'));
        const { lists, faults } = counters(live);
        return { lists: lists - 1, faults: Object.values(faults).reduce((sum, kind) => sum + kind, 0) };
      }),
    );
    const sum = (of: (one: (typeof seen)[number]) => number): number => seen.reduce((all, one) => all + of(one), 0);
    const lists = sum((one) => one.lists);
    const faults = sum((one) => one.faults);
    return {
      n: CASES[form],
      of: 'lines',
      words: `0 crashes, ${faults} faults counted, ${lists} LISTs after them; ${lines.length} different lines`,
      passed: faults === CASES[form] && lists === CASES[form],
    };
  },
};
