/** Credentials end in the parser of Secrets: what is known of them afterwards is searched for them. */
import type { Row } from '../row.js';
import { seenByTap } from '../tap.js';

export const markers: Row = {
  id: 'S8',
  title: 'Answers, logs, reports, errors, metrics and heap snapshots are searched for planted logins',
  load: {
    short: 'a live state that has read 1,000 Secrets',
    long: 'and `serve` and `check` at level trace over the inputs of the whole suite, a prober, and 10,000 forms of a key',
  },
  must: '0 hits',
  minutes: { short: 3, long: 15 },
  against: 'a scripted API server and a scripted registry',
  run: (ask) => {
    const more = ['leak', 'probe-leak', 'marker-forms'].map((name) => `test/slow/${name}.test.ts`);
    const files = ['test/slow/live-leak.test.ts', ...(ask.form === 'short' ? [] : more)];
    return seenByTap([{ command: 'slow', files }], ask);
  },
};
