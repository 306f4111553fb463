/**
 * A TLS handshake with our own listener, as the API server makes it: by the name of the Service, trusting only the bundle
 * of a webhook configuration. It says whether calls will get through, which no look at certificates can.
 */
import { connect } from 'node:tls';
import { after } from '../process/timers.js';
import { codeOf } from '../text/error-words.js';
import type { Handshake } from './ports.js';

export interface HandshakeTarget {
  readonly host: string;
  readonly port: number;
  readonly servername: string;
}

const DEADLINE_MS = 3_000;

export function createHandshake(target: () => HandshakeTarget): Handshake {
  return (ca, signal) =>
    new Promise((resolve) => {
      const finish = (why?: string): void => {
        timer.cancel();
        signal.removeEventListener('abort', stop);
        socket.destroy();
        resolve(why);
      };
      const stop = (): void => finish('Pullgate ends');
      // A bundle that is no certificate is passed over, and nobody is trusted. Go takes an intermediate CA in it as a root, too.
      const options = { ca, ALPNProtocols: ['http/1.1'], allowPartialTrustChain: true };
      const socket = connect({ ...target(), ...options }, () => finish());
      socket.on('error', (error) => finish(`the handshake failed (${codeOf(error) || 'unknown'})`));
      const timer = after(DEADLINE_MS, () => finish('the handshake took too long'));
      signal.addEventListener('abort', stop, { once: true });
    });
}
