/** Whatever bytes come over a connection, the next review is answered. */
import { seenByHunt } from '../hunted.js';
import type { Row } from '../row.js';

const CASES = { short: 1_000, long: 100_000 } as const;

export const http: Row = {
  id: 'S4',
  title:
    'Raw requests: methods, chunks, gzip, pipelined and smuggled ones, HTTP/2, upgrades, wrong lengths, bodies of 16 MiB, JSON 400,000 deep, and what is made of them',
  load: { short: '1,000 cases', long: '100,000 cases' },
  must: '0 crashes; what is answered is refused, put off or has a decision; after each of them a good review is answered with its decision, and memory stays below 400 MB',
  minutes: { short: 3, long: 120 },
  against: 'a server of its own',
  run: (ask) => seenByHunt('http', CASES[ask.form], ask),
};
