import type { Row } from '../row.js';

export const twoTenants: Row = {
  id: 'S10',
  title:
    'One tenant has the cases of all rules judged, warned of, injected and written; another one has what would help',
  load: { short: 'over files', long: 'over files, and over a live cluster for each case' },
  must: 'every code is told, and in no answer, decoded as well, is anything of the other tenant; each is the same where the other one has nothing',
  minutes: { short: 2, long: 10 },
  against: 'a server of its own, over HTTPS; long: a scripted API server',
  async run({ form, tell }) {
    const { askAsTenant } = await import('../../support/two-tenants.js');
    const seen = [await askAsTenant({ live: false })];
    if (form === 'long') seen.push(await askAsTenant({ live: true }));
    const hits = seen.flatMap((each) => each.hits);
    for (const { mark, label, text } of hits.slice(0, 10)) tell(`${label}: ${mark} in ${text.slice(-1500)}`);
    const different = seen.flatMap((each) => each.different);
    for (const label of different.slice(0, 10)) tell(`${label}: another answer where the other one has nothing`);
    const [first] = seen;
    const untold = first?.untold ?? [];
    const least = Math.min(...seen.map(({ allowedHits }) => allowedHits));
    const answers = seen.reduce((sum, each) => sum + each.answers, 0);
    const missing = untold.length === 0 ? '' : `; not told: ${untold.join(', ')}`;
    return {
      n: answers,
      of: 'answers',
      words: `${hits.length} hits, ${different.length} different, ${first?.told.size} codes${missing}; where \`messages.otherNamespaces\` allows it, ${least} at least`,
      passed: hits.length === 0 && different.length === 0 && untold.length === 0 && least > 0,
    };
  },
};
