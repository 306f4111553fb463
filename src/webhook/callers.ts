/**
 * Who may ask, where the operator has said so (`tls.clientCaFile`): callers with a client certificate of that authority,
 * and with one of the names where names are given. The handshake itself takes everybody, so that a caller who is refused
 * gets a sentence, and our own look at the served certificate needs no certificate of its own.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { type HttpRefusal, NO_CLIENT_CERTIFICATE, UNTRUSTED_CLIENT_CERTIFICATE, WRONG_CLIENT_NAME } from './refusal.js';

export interface CallerRules {
  /** PEM. */
  readonly ca: string;
  /** Common names (CN), of which the certificate must have one; empty: any. */
  readonly names: readonly string[];
}

export interface Callers {
  /** What is trusted in handshakes from now on. */
  readonly ca: () => string;
  /** Begins to watch the connections of a server that asks for certificates and rejects none. */
  readonly attach: (server: Server) => void;
  /** Undefined: it may ask. */
  readonly refuse: (request: IncomingMessage) => HttpRefusal | undefined;
  /** Another authority: no connection that was made under the old one is kept. */
  readonly renew: (ca: string) => void;
}

export function createCallers({ ca: first, names }: CallerRules): Callers {
  let ca = first;
  /** Connections whose handshake was under the authority of now. */
  let current = new WeakSet<object>();
  let server: Server | undefined;
  return {
    ca: () => ca,
    attach: (to) => {
      server = to;
      to.on('secureConnection', (socket: object) => current.add(socket));
      to.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
        // It was in use when the authority changed.
        if (!current.has(socket)) response.setHeader('connection', 'close');
      });
    },
    refuse: ({ socket }) => {
      const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
      if (certificate === undefined || !(socket instanceof TLSSocket)) return NO_CLIENT_CERTIFICATE;
      if (!socket.authorized) return UNTRUSTED_CLIENT_CERTIFICATE;
      if (names.length === 0) return undefined;
      // Of several CNs it is a list, which is none of the names.
      const { CN } = socket.getPeerCertificate().subject;
      return typeof CN === 'string' && names.includes(CN) ? undefined : WRONG_CLIENT_NAME;
    },
    renew: (next) => {
      ca = next;
      current = new WeakSet();
      server?.closeIdleConnections();
    },
  };
}
