import fc from 'fast-check';
import { wholly } from '../../src/core/parts.js';
import { createKeyring } from '../../src/core/secret/keyring.js';
import { narrowInParts } from '../../src/core/secret/oversized.js';
import { parsePullSecret } from '../../src/core/secret/parse.js';
import type { PullSecret, RawSecret } from '../../src/core/types.js';

function raw(config: string): RawSecret {
  const data = { '.dockerconfigjson': Buffer.from(config) };
  return { namespace: 'shop', name: 'big', type: 'kubernetes.io/dockerconfigjson', data };
}

/** So many lists of secrets, of which only what may decide about some images is read: it decides as the whole does. */
export function partsDecideNothing(runs: number): void {
  const host = fc.constantFrom(
    'ghcr.io',
    '*.io',
    'docker.io',
    'index.docker.io',
    'a.example.com',
    '*.example.com',
    'a.*.com',
  );
  const part = fc.constantFrom('', '/', '/v1/', '/v2', '/acme', '/acme/', '/library', '/ac', '?q', ':80', '/acme/app');
  const scheme = fc.constantFrom('', 'https://', 'http://', 'u:p@', 'HTTPS://');
  const key = fc.tuple(scheme, host, part).map((parts) => parts.join(''));
  const keys = fc.array(key, { maxLength: 12 });
  const repository = fc.constantFrom(
    'docker.io/library/nginx',
    'docker.io/acme/app',
    'ghcr.io/acme/app',
    'a.example.com/acme/app',
    'b.example.com:80/x',
    'localhost/app',
    '[::1]:80/app',
    'index.docker.io/acme/app',
  );
  fc.assert(
    fc.property(
      fc.array(keys, { minLength: 1, maxLength: 3 }),
      fc.array(repository, { minLength: 1, maxLength: 4 }),
      (secrets, repositories) => {
        const raws = secrets.map((each) =>
          raw(JSON.stringify({ auths: Object.fromEntries(each.map((one) => [one, {}])) })),
        );
        const whole = raws.map((each) => parsePullSecret(each, 'whole'));
        const read = raws.map((each) => parsePullSecret(each, { repositories }));
        const narrowed = whole.map((each) => wholly(narrowInParts(each, repositories, { steps: 0 })));
        for (const one of repositories) {
          const tries = (all: readonly PullSecret[]): string =>
            createKeyring(all)
              .lookup(one)
              .map(({ secretIndex, via, entry }) => `${secretIndex} ${via} ${entry.key}`)
              .join('\n');
          if (tries(read) !== tries(whole)) throw new Error(`read: ${one}`);
          if (tries(narrowed) !== tries(whole)) throw new Error(`narrowed: ${one}`);
        }
      },
    ),
    { numRuns: runs, seed: 5 },
  );
}
