import type { Row } from '../row.js';
import { wrongIn } from './wrong.js';

const MINUTE = 60_000;
/** After the lists are good again: a page that is waited for, then the budget of lists, then a moment. */
const MOST_READY_MS = { short: 5000, long: 80_000 } as const;
const MOST_LISTS = 2;
const TIMES = { short: 20, long: 1 } as const;

export const r12BadLists: Row = {
  id: 'R12',
  title:
    'At the start lists get no answer, 500, 429 with `Retry-After: 20`, pages that take 60 s, or 410 after their first page',
  load: { short: 'each for 4 min, all 20 times faster', long: 'each for 4 min' },
  must: `not ready before it has listed, at most ${MOST_LISTS} lists of a kind in a minute after the first, none before \`Retry-After\`; ready within ${MOST_READY_MS.long / 1000} s of the end of it (short: ${MOST_READY_MS.short / 1000} s), and right`,
  minutes: { short: 2, long: 8 },
  against: '`serve` and a scripted API server',
  async run({ form, tell }) {
    const { playBadLists } = await import('../bad-lists.js');
    const { scaledBy } = await import('../scale.js');
    const times = TIMES[form];
    const seen = await playBadLists({
      timings: scaledBy(times),
      minuteMs: MINUTE / times,
      badMs: (4 * MINUTE) / times,
      retryAfterMs: 20_000 / times,
      slowMs: MINUTE / times,
    });
    for (const { name, lists, most, readyMs } of seen) {
      tell(`${name}: ${lists} lists, at most ${most} of a kind in a minute, ready ${Math.round(readyMs)} ms after`);
    }
    const wrong = seen.flatMap(({ name, wrong }) => wrong.map((each) => `${name}: ${each}`));
    const most = Math.max(...seen.map((each) => each.most));
    const readyMs = Math.max(...seen.map((each) => each.readyMs));
    return {
      n: seen.reduce((sum, { lists }) => sum + lists, 0),
      of: 'lists',
      words: `at most ${most} of a kind in a minute, ready ${(readyMs / 1000).toFixed(1)} s after at most, ${wrong.length} wrong${wrongIn(wrong)}`,
      passed: wrong.length === 0 && most <= MOST_LISTS && readyMs <= MOST_READY_MS[form],
    };
  },
};
