/** Whatever the data of a Secret, an answer, and no credential in it. */
import { seenByHunt } from '../hunted.js';
import type { Row } from '../row.js';

const CASES = { short: 50_000, long: 500_000 } as const;

export const secrets: Row = {
  id: 'S3',
  title: 'Bodies of `.dockerconfigjson` and `.dockercfg` are mutated',
  load: { short: '50,000 cases', long: '500,000 cases' },
  must: '0 crashes, no login of the input in what is kept',
  minutes: { short: 5, long: 60 },
  against: 'the parser of Secrets',
  run: (ask) => seenByHunt('secret', CASES[ask.form], ask),
};
