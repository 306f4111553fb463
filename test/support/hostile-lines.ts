/** What a watch may bring that is no event of Kubernetes. */
import type { FaultKind } from '../../src/cluster/events.js';

/** 410, as an event. */
export const EXPIRED = `${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410 } })}\n`;

export const EVENT = JSON.stringify({
  type: 'ADDED',
  object: { metadata: { name: 'x', uid: 'u', resourceVersion: '1' } },
});
/** Each with the kind of fault that it counts as. */
export const HOSTILE: readonly (readonly [name: string, kind: FaultKind, body: string | Buffer])[] = [
  ['a truncated line', 'malformed', `${EVENT.slice(0, 40)}\n`],
  ['a line of HTML', 'malformed', '<html><body>502 Bad Gateway</body></html>\n'],
  ['an event with a null object', 'malformed', '{"type":"ADDED","object":null}\n'],
  ['an event without metadata', 'malformed', '{"type":"MODIFIED","object":{"kind":"Secret"}}\n'],
  ['an event without uid', 'malformed', '{"type":"ADDED","object":{"metadata":{"name":"x","resourceVersion":"1"}}}\n'],
  ['an event of no type', 'malformed', '{"object":{}}\n'],
  ['a bookmark without version', 'malformed', '{"type":"BOOKMARK","object":{}}\n'],
  ['a line that is a list', 'malformed', '[]\n'],
  ['a line that is null', 'malformed', 'null\n'],
  ['an error with a null object', 'error-event', '{"type":"ERROR","object":null}\n'],
  ['an error 500', 'error-event', '{"type":"ERROR","object":{"code":500}}\n'],
  ['invalid UTF-8', 'malformed', Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a])],
  ['a line larger than 4 MiB', 'oversize', Buffer.alloc(4 * 1024 * 1024 + 1, 0x20)],
];
