/**
 * Connections that go where they were checked to go. A name is looked up once; every address of it has to be one that may
 * be connected to, and the socket gets these very addresses, so a name server that changes its mind in between (DNS
 * rebinding) changes nothing. The certificate is checked against the name, always.
 */
import { isIP } from 'node:net';
import * as tls from 'node:tls';
import { after } from '../process/timers.js';
import { MOST_ADDRESSES } from './limits.js';
import type { Address, Resolve } from './names.js';
import { AddressRefused } from './network-fault.js';

export interface ConnectorOptions {
  readonly resolve: Resolve;
  readonly isAllowed: (address: string) => boolean;
  readonly context: tls.SecureContext;
  readonly connectMs: number;
}

export interface Destination {
  /** Of a URL: IPv6 in brackets. */
  readonly hostname: string;
  readonly port: number;
}

type Connected = (error: Error | null, socket: tls.TLSSocket | null) => void;
export type Connector = (to: Destination, done: Connected) => void;

/** `done` is called once: with a socket on which TLS stands, or with an error. */
export function createConnector({ resolve, isAllowed, context, connectMs }: ConnectorOptions): Connector {
  return (to, done) => {
    let socket: tls.TLSSocket | undefined;
    let isOver = false;
    const finish = (error: Error | null): void => {
      if (isOver) return;
      isOver = true;
      timer.cancel();
      if (error === null && socket !== undefined) done(null, socket);
      else {
        socket?.destroy();
        done(error ?? new Refused('ECONNRESET'), null);
      }
    };
    const timer = after(connectMs, () => finish(new Refused('ETIMEDOUT')));
    resolve(to.hostname).then((found) => {
      if (isOver) return;
      const addresses = found.slice(0, MOST_ADDRESSES);
      if (addresses.length === 0) return finish(new Refused('ENOTFOUND'));
      // One of several is enough: which of them is taken would be chance.
      if (!addresses.every(({ address }) => isAllowed(address))) return finish(new AddressRefused());
      socket = openSocket(to, addresses, context);
      socket.once('secureConnect', () => finish(null));
      // Stays: what nobody listens to would end the process.
      socket.on('error', (error) => finish(error));
      socket.once('close', () => finish(new Refused('ECONNRESET')));
    }, finish);
  };
}

class Refused extends Error {
  readonly code: 'ETIMEDOUT' | 'ENOTFOUND' | 'ECONNRESET';

  constructor(code: Refused['code']) {
    super(code);
    this.code = code;
  }
}

function openSocket(to: Destination, addresses: readonly Address[], secureContext: tls.SecureContext): tls.TLSSocket {
  const name = to.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = addresses[0]?.port ?? to.port;
  const all = addresses.map(({ address }) => ({ address, family: isIP(address) }));
  const options: tls.ConnectionOptions & { readonly autoSelectFamily: boolean } = {
    host: name,
    port,
    secureContext,
    // RFC 6066: no address is a server name.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ALPNProtocols: ['http/1.1'],
    // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED does not take it away.
    rejectUnauthorized: true,
    autoSelectFamily: true,
    lookup: (_name, { all: wantsAll }, done) => {
      const [first] = all;
      if (wantsAll === true) done(null, all);
      else done(null, first?.address ?? '', first?.family ?? 4);
    },
  };
  const socket = tls.connect(options);
  socket.setNoDelay(true);
  return socket;
}

/** Those of Node.js, with what NODE_EXTRA_CA_CERTS adds, and the operator's. */
export function secureContext(ca: string | undefined): tls.SecureContext {
  if (ca === undefined || ca === '') return tls.createSecureContext();
  const known: unknown = Reflect.get(tls, 'getCACertificates');
  // Since Node.js 22.15; before, what the variable adds cannot be asked for.
  const own: unknown = typeof known === 'function' ? known('default') : tls.rootCertificates;
  return tls.createSecureContext({ ca: [...(Array.isArray(own) ? own.map(String) : []), ca] });
}
