/** The settings of asking registries. */
import type { Settings } from '../core/settings.js';
import type { ProbeSettings } from './probe-settings.js';
import { choice, flag, patterns, type SchemaNode, section, text, whole } from './schema-node.js';

const each = (format: NonNullable<SchemaNode['format']>, description: string): SchemaNode => ({
  type: 'array',
  items: { type: 'string', format },
  description,
});

export const PROBE = section<keyof ProbeSettings | keyof Settings['probe']>(
  'Asking registries whether they give an image.',
  {
    mode: choice(
      ['off', 'background'],
      'Whether the server asks registries: never, or beside the reviews, which use what is known by then (logins need get of Secrets; platforms list of Nodes, unless `probe.platforms` names them).',
    ),
    deny: flag(
      'Let what a registry refuses be a denial (PG501, PG502, PG505); otherwise it warns at most, because it is asked from the network of Pullgate, not from that of the nodes.',
    ),
    registries: patterns(
      'The registries that may be asked, and no others; a list takes the place of the built-in one, which holds the big public ones.',
    ),
    allowedNetworks: each(
      'network',
      'Private networks in which a registry may be, such as `10.20.0.0/16`; addresses of the link and of the metadata services of clouds are never connected to.',
    ),
    tokenHosts: each(
      'host',
      'Hosts of token services, such as `auth.example.com`, that may get a login besides the host of the registry itself and those below it.',
    ),
    caFile: text('PEM file of authorities that sign certificates of registries, besides those of Node.js.'),
    platforms: each(
      'platform',
      'Platforms of the nodes, such as `linux/arm64`; empty: those of the Nodes, where they may be read.',
    ),
    waitMs: whole(
      0,
      800,
      'Milliseconds that a review may wait for a registry; 0: none waits, and the next review of the image has the answer.',
    ),
    requestsPerMinute: whole(
      1,
      6000,
      'Requests that each registry gets in a minute at most, those for tokens among them.',
    ),
  },
);
