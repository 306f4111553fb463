import type { Row } from '../row.js';
import { failuresIn } from './failures.js';

const SECONDS = { short: 15, long: 600 } as const;

export const r3Rotation: Row = {
  id: 'R3',
  title: 'A new certificate is due every 200 ms and a new CA every 5 s; each call has a handshake of its own',
  load: { short: '300 calls/s, 15 s', long: '300 calls/s, 10 min' },
  must: '0 TLS errors',
  minutes: { short: 2, long: 13 },
  against: 'a scripted API server',
  async run({ form }) {
    const { FAST, rotateUnderLoad } = await import('../../support/tls-under-load.js');
    const seconds = SECONDS[form];
    const seen = await rotateUnderLoad({ settings: FAST, perSecond: 300, seconds, kept: 0 });
    const { asked, handshakes, certificates, cas, failures } = seen;
    const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
    // A load that was not there, or certificates that did not change, show nothing.
    const isTried = handshakes > 100 * seconds && certificates > seconds && cas >= Math.floor(seconds / 7.5);
    return {
      n: asked,
      of: 'calls',
      words: `${failed} TLS errors over ${certificates} certificates and ${cas} CAs${failuresIn(failures)}`,
      passed: failed === 0 && isTried,
    };
  },
};
