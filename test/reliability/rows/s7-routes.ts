import type { Row } from '../row.js';

export const routes: Row = {
  id: 'S7',
  title:
    'Every way round a webhook is tried, with each kind, by the rules of the chart ([below](#ways-round-a-webhook))',
  load: { short: 'once', long: 'once' },
  must: 'each comes to what the table says',
  minutes: { short: 1, long: 1 },
  against: '`serve`',
  async run({ tell }) {
    const { tryRoutes } = await import('../try-routes.js');
    const { tried, wrong } = await tryRoutes();
    for (const each of wrong) tell(each.slice(0, 300));
    return { n: tried, of: 'ways', words: `${wrong.length} come to something else`, passed: wrong.length === 0 };
  },
};
