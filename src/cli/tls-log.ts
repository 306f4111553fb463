/** A log line for everything that happens to certificates, field by field: an event holds no key, and the line no more than the event. */
import type { Log } from '../log/log.js';
import type { TlsEvent } from '../tls/ports.js';

type Line = readonly [
  level: 'info' | 'warn' | 'error',
  fields: Readonly<Record<string, string | number | boolean>>,
  message: string,
];

/** What broke is a line of its own (faults.ts). */
export function logTlsEvent(log: Log, event: Exclude<TlsEvent, { event: 'broken' }>): void {
  const [level, fields, message] = lineOf(event);
  log[level]({ event: 'tls', what: event.event, ...fields }, message);
}

function lineOf(event: Parameters<typeof logTlsEvent>[1]): Line {
  switch (event.event) {
    case 'issued':
      return ['info', { cert: event.cert, because: event.because, ...ends(event) }, 'certificate issued'];
    case 'served':
      return ['info', { first: event.first, ...ends(event) }, 'certificate served'];
    case 'rotated':
      return ['info', { cert: event.cert, ...ends(event) }, 'certificate rotated'];
    case 'bundle-repaired':
      return [
        'info',
        { configuration: event.configuration, hooks: event.hooks },
        'caBundle of a webhook configuration updated',
      ];
    case 'conflict':
      return ['info', { where: event.object }, 'write conflict: somebody else was first; it is read again'];
    case 'fault':
      return ['warn', { detail: event.detail }, 'certificate not valid, or not trusted'];
    case 'recovered':
      return ['info', {}, 'certificate valid and trusted again'];
    default:
      return event satisfies never;
  }
}

function ends({ expiresAt }: { readonly expiresAt: number }): { readonly expires: string } {
  return { expires: new Date(expiresAt).toISOString() };
}
