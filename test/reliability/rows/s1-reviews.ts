/** Whatever stands in a review, an answer to that very review. */
import { seenByHunt } from '../hunted.js';
import type { Row } from '../row.js';

const CASES = { short: 50_000, long: 1_000_000 } as const;

export const reviews: Row = {
  id: 'S1',
  title: 'Reviews that were recorded are mutated, their values and how they are written',
  load: { short: '50,000 cases', long: '1,000,000 cases' },
  must: '0 crashes, 0 hangs, always a decision, with its uid; the same however the same JSON is written; a patch applies, and what it makes is not patched again',
  minutes: { short: 10, long: 180 },
  against: 'the engine and the words of the webhook',
  run: (ask) => seenByHunt('review', CASES[ask.form], ask),
};
