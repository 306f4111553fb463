/** A server on loopback that a test starts, asks, dials and listens to. */
import { once } from 'node:events';
import { type Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import type { Test } from 'tap';
import { createLog } from '../../src/log/log.js';
import type { RunningServer, ServeOptions } from '../../src/webhook/serve.js';
import { startServer } from '../../src/webhook/serve.js';
import { ALLOWED } from '../helpers/reviews.js';

export const LOOPBACK = { host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0 } as const;

export const OPTIONS: ServeOptions = {
  server: LOOPBACK,
  settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
  decide: async () => ALLOWED,
  log: createLog({ level: 'silent' }),
};

export async function start(t: Test, change: Partial<ServeOptions> = {}): Promise<RunningServer> {
  const running = await startServer({ ...OPTIONS, ...change });
  t.teardown(() => {
    for (const socket of dialled.splice(0)) socket.destroy();
    return running.close();
  });
  return running;
}

export interface Answer {
  readonly code: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Target {
  readonly url: string;
  readonly cert: string;
  readonly agent?: Agent;
}

export async function post(
  { url, cert, agent }: Target,
  body: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const outgoing = request(url, {
    method: 'POST',
    ca: cert,
    headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers },
    ...(agent ? { agent } : { agent: false }),
  });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  // An early answer may end the connection while the body is still on its way.
  outgoing.on('error', () => {});
  return { code: incoming.statusCode, headers: incoming.headers, body: await text(incoming) };
}

export const target = ({ urls, cert }: RunningServer): Target => ({ url: urls[0] ?? '', cert });

export const REVIEW = '{"request":{"uid":"u"}}';

const dialled: TLSSocket[] = [];

export function dial(running: RunningServer, options: ConnectionOptions = {}): TLSSocket {
  const { port, hostname } = new URL(running.urls[0] ?? '');
  const socket = connect({ host: hostname, port: Number(port), ca: running.cert, ...options });
  socket.on('error', () => {});
  dialled.push(socket);
  return socket;
}

/** What the server says, until it closes; '' where it closes without a word. */
export async function untilClosed(socket: NodeJS.ReadableStream & { destroy(): unknown }): Promise<string> {
  let said = '';
  socket.on('data', (chunk) => {
    said += String(chunk);
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await Promise.race([closed, sleep(5000, undefined, { ref: false })]);
  return said;
}
