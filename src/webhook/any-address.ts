/**
 * `::` means every address, IPv6 and IPv4. A node whose kernel has no IPv6 cannot listen there; for it, that is 0.0.0.0.
 */
import { createServer } from 'node:net';

/** @param canListen whether the address can be listened on at all; the port is another question */
export async function listenHost(host: string, canListen = canListenOn): Promise<string> {
  return host === '::' && !(await canListen(host)) ? '0.0.0.0' : host;
}

/** What a kernel says that was built, or started, without IPv6. */
const NO_FAMILY: ReadonlySet<unknown> = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL']);

function canListenOn(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(!('code' in error && NO_FAMILY.has(error.code))));
    server.listen({ host, port: 0 }, () => server.close(() => resolve(true)));
  });
}
