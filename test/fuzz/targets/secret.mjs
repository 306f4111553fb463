// @ts-check
/** Bodies of Secrets: whatever they hold, an answer in time, and no credential in it. */

import { createKeyring } from '../../../dist/core/secret/keyring.js';
import { parsePullSecret } from '../../../dist/core/secret/parse.js';
import { mutateJson } from '../mutate.mjs';

/** Stand in the corpus where users and passwords do. */
const MARKERS = ['MARKuser', 'MARKpass', Buffer.from('MARKuser:MARKpass').toString('base64')];
const TYPES = [
  ['kubernetes.io/dockerconfigjson', '.dockerconfigjson'],
  ['kubernetes.io/dockercfg', '.dockercfg'],
  ['Opaque', 'config.json'],
];

/** @type {import('../types.js').Target<string>} */
export const secret = {
  name: 'secret',
  limitMs: (text) => 60 + text.length / 5_000,
  mutate: (random, text, others) => mutateJson(random, text, others, { valid: 0.7, twice: 1 }),
  async run(text) {
    for (const [type = '', key = ''] of TYPES) {
      const data = { [key]: Buffer.from(text, random8(text) ? 'latin1' : 'utf8') };
      const parsed = parsePullSecret({ namespace: 'shop', name: 'regcred', type, data });
      const told = JSON.stringify(parsed);
      const leaked = MARKERS.find((marker) => told.includes(marker));
      if (leaked !== undefined && !isName(text, leaked)) return `${type}: ${leaked} is in what is kept`;
      const matches = createKeyring([parsed]).lookup('registry.example.com/team/web');
      if (matches.some(({ secret: name }) => name !== 'regcred')) return 'a match of no secret';
      const again = JSON.stringify(parsePullSecret({ namespace: 'shop', name: 'regcred', type, data }));
      if (again !== told) return `${type}: the second answer is another one`;
    }
    return undefined;
  },
};

/** Bytes that are no UTF-8 come, too, the same each time. @param {string} text */
function random8(text) {
  return text.length % 3 === 0;
}

/** A name of a host is shown, whoever put a password there: then the case says nothing. @param {string} text @param {string} marker */
function isName(text, marker) {
  return new RegExp(`${marker}[^"]*"\\s*:|"[^"]*\\\\[^"]*"\\s*:`).test(text);
}
