/** What is spoken with whom: every offer alone. */

import { offers, outcomeOf } from '../../support/tls-scan.js';
import type { Row } from '../row.js';

export const tls: Row = {
  id: 'S9',
  title: 'A client offers one version and one suite of TLS at a time: each that OpenSSL knows',
  load: { short: 'each once', long: 'each 20 times' },
  must: 'TLS 1.0, 1.1, CBC and RSA key exchange are refused; AEAD with ECDHE on 1.2 and 1.3 is taken',
  minutes: { short: 2, long: 5 },
  against: 'a listener as `serve` opens it',
  run: async ({ form, tell }) => {
    const { startServer } = await import('../../../src/webhook/serve.js');
    const { OPTIONS } = await import('../../support/listening.js');
    const running = await startServer(OPTIONS);
    const port = Number(new URL(running.urls[0] ?? '').port);
    const counts = { taken: 0, refused: 0, 'not offered': 0 };
    const wrong: string[] = [];
    for (let turn = 0; turn < (form === 'short' ? 1 : 20); turn += 1) {
      for (const { what, options, isGood } of offers()) {
        const outcome = await outcomeOf(port, options);
        counts[outcome] += 1;
        if (outcome !== 'not offered' && (outcome === 'taken') !== isGood) wrong.push(`${what} was ${outcome}`);
      }
    }
    await running.close();
    for (const each of wrong) tell(each);
    const taken = `${counts.taken} taken, ${counts.refused} refused`;
    return {
      n: counts.taken + counts.refused,
      of: 'handshakes',
      words: `${taken}${counts['not offered'] > 0 ? `, ${counts['not offered']} that this OpenSSL cannot offer` : ''}; ${wrong.length} not as they must`,
      passed: wrong.length === 0 && counts.taken > 0 && counts.refused > 0,
    };
  },
};
