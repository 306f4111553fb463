import type { Row } from '../row.js';

const WIPES = { short: 10, long: 200 } as const;
const MOST_MS = 5000;

export const r5WipedBundle: Row = {
  id: 'R5',
  title: 'The caBundle of both webhook configurations is wiped under load',
  load: { short: '10 times', long: '200 times' },
  must: 'repaired in less than 5 s, and 0 calls lost of those who trust the old bundle',
  minutes: { short: 1, long: 6 },
  against: 'a scripted API server',
  async run({ form }) {
    const { wipeBundle } = await import('../../support/tls-under-load.js');
    const { asked, failed, repairedMs } = await wipeBundle(WIPES[form]);
    const longest = Math.round(Math.max(...repairedMs));
    return {
      n: repairedMs.length,
      of: 'wipes',
      words: `repaired after ${longest} ms at most, ${failed} of ${asked} calls lost`,
      passed: longest < MOST_MS && failed === 0 && asked > 0,
    };
  },
};
