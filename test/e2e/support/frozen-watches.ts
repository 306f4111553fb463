/**
 * Stands before the API server and can freeze its watches: they stay open and say nothing more, while every other
 * request is answered as always. So memory is late, and whoever asks anew gets the truth.
 */
import { writeFileSync } from 'node:fs';
import { createServer, Agent as HttpsAgent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Test } from 'tap';
import { createCertificate } from '../../../src/tls/issue.js';
import type { ControlPlane } from './control-plane.js';

export interface FrozenWatches {
  /** A kubeconfig that leads here. */
  readonly kubeconfig: string;
  /** From now on no watch says anything, new ones included. */
  readonly freeze: () => void;
}

export async function startFrozenWatches(t: Test, plane: ControlPlane, token: string): Promise<FrozenWatches> {
  const own = await createCertificate(Date.now());
  const agent = new HttpsAgent({ keepAlive: true, ca: plane.ca });
  let frozen = false;
  const server = createServer({ key: own.key, cert: own.cert }, (asked, answer) => {
    const { method = 'GET', url = '/', headers } = asked;
    const isWatch = new URL(url, plane.server).searchParams.has('watch');
    const sent = request(new URL(url, plane.server), { method, agent, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      if (isWatch) answer.flushHeaders();
      response.on('data', (chunk: Buffer) => {
        if (!isWatch || !frozen) answer.write(chunk);
      });
      response.once('end', () => answer.end());
      response.once('error', () => answer.destroy());
    });
    sent.once('error', () => answer.destroy());
    answer.once('close', () => sent.destroy());
    asked.pipe(sent);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.teardown(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // listening on TCP
  const kubeconfig = join(plane.folder, 'frozen.kubeconfig');
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    'certificate-authority-data': Buffer.from(own.cert).toString('base64'),
  };
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'frozen', cluster }],
      users: [{ name: 'frozen', user: { token } }],
      contexts: [{ name: 'frozen', context: { cluster: 'frozen', user: 'frozen' } }],
      'current-context': 'frozen',
    }),
  );
  return {
    kubeconfig,
    freeze: () => {
      frozen = true;
    },
  };
}
