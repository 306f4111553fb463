/** What is spoken with whom: every offer alone. */

import { type KeyType, type Scan, scan } from '../../support/tls-scan.js';
import type { Row } from '../row.js';

const TURNS = { short: 1, long: 20 } as const;

export const tls: Row = {
  id: 'S9',
  title:
    'A client offers one version and one suite of TLS at a time, each that OpenSSL knows, to a server with an EC and one with an RSA certificate',
  load: { short: 'each once', long: 'each 20 times' },
  must: 'TLS 1.0, 1.1, CBC and RSA key exchange are refused; AEAD with ECDHE on 1.2 and 1.3 is taken',
  minutes: { short: 2, long: 5 },
  against: 'a listener as `serve` opens it',
  run: async ({ form, tell }) => {
    const { startServer } = await import('../../../src/webhook/serve.js');
    const { rsaCertificate } = await import('../../support/client-certificates.js');
    const { OPTIONS } = await import('../../support/listening.js');
    const certificates = { ec: {}, rsa: { certificate: await rsaCertificate() } };
    const seen: Scan[] = [];
    for (const [keyType, certificate] of Object.entries(certificates)) {
      const running = await startServer({ ...OPTIONS, ...certificate });
      const port = Number(new URL(running.urls[0] ?? '').port);
      for (let turn = 0; turn < TURNS[form]; turn += 1) seen.push(await scan(port, keyType as KeyType));
      await running.close();
    }
    const sum = (of: (each: Scan) => number): number => seen.reduce((all, each) => all + of(each), 0);
    const taken = sum((each) => each.taken);
    const refused = sum((each) => each.refused);
    const notOffered = sum((each) => each.notOffered);
    const wrong = seen.flatMap((each) => each.wrong);
    for (const each of wrong) tell(each);
    return {
      n: taken + refused,
      of: 'handshakes',
      words: `${taken} taken, ${refused} refused, ${wrong.length} not as they must; ${notOffered} that the client has not`,
      passed: wrong.length === 0 && taken > 0 && refused > 0,
    };
  },
};
