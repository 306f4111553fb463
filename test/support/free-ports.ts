/**
 * Ports of loopback for programs that must be told theirs. Whoever connects, or listens on 0, gets one of those that Linux
 * has for it (net.ipv4.ip_local_port_range, 32768 to 60999), so one of these that is free now may be somebody's when the
 * program begins to listen. The ones here lie below, as they do on macOS and Windows, whose range begins at 49152.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';

const FROM = 15_000;
/** NodePorts begin here. */
const BEFORE = 30_000;

const given = new Set<number>();

/** Free a moment ago, all different, and none that this process had before. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  return ports;
}

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1000; tries += 1) {
    // Other processes look for theirs at the same time.
    const port = FROM + Math.floor(Math.random() * (BEFORE - FROM));
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`no port from ${FROM} to ${BEFORE - 1} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
