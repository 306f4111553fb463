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
      return ['info', { cert: event.cert, because: event.because, ...ends(event) }, 'a certificate was made'];
    case 'served':
      return ['info', { first: event.first, ...ends(event) }, 'a certificate is served'];
    case 'rotated':
      return ['info', { cert: event.cert, ...ends(event) }, 'one certificate took the place of another'];
    case 'bundle-repaired':
      return [
        'info',
        { configuration: event.configuration, hooks: event.hooks },
        'a webhook configuration was told whom to trust',
      ];
    case 'conflict':
      return ['info', { where: event.object }, 'somebody else wrote first; it is read again'];
    case 'fault':
      return ['warn', { detail: event.detail }, 'the certificate is not as it should be'];
    case 'recovered':
      return ['info', {}, 'the certificate is as it should be'];
    default:
      return event satisfies never;
  }
}

function ends({ expiresAt }: { readonly expiresAt: number }): { readonly expires: string } {
  return { expires: new Date(expiresAt).toISOString() };
}
