/**
 * Somebody between Pullgate and the API server, as a load balancer or a proxy is: everything is passed on and counted, and
 * watches can be cut.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';
import { createCertificate } from '../../../src/tls/issue.js';
import type { ControlPlane } from './control-plane.js';

export interface Intercept {
  /** A copy of the kubeconfig that leads here. */
  readonly kubeconfig: (file: string) => string;
  /** Calls that were passed on, watches aside. */
  readonly calls: () => number;
  readonly watches: () => number;
  /** Ends every watch that is open, as a server does that has enough. */
  readonly cutWatches: () => void;
}

export interface Between {
  /** Before a call is passed on. */
  readonly before?: (url: URL) => Promise<void>;
  /** What came back. */
  readonly after?: (url: URL, status: number) => void;
}

export async function intercept(t: Test, { server, ca }: ControlPlane, between: Between = {}): Promise<Intercept> {
  const certificate = await createCertificate(Date.now());
  const agent = new Agent({ keepAlive: true, ca, maxSockets: 256 });
  const watches = new Set<() => void>();
  let calls = 0;
  const proxy = createServer({ ...certificate, keepAliveTimeout: 120_000 }, async (asked, answer) => {
    const url = new URL(asked.url ?? '/', server);
    const isWatch = url.searchParams.get('watch') === 'true';
    if (!isWatch) calls += 1;
    await between.before?.(url);
    const passed = request(
      url,
      { agent, method: asked.method, headers: { ...asked.headers, host: url.host } },
      (given) => {
        between.after?.(url, given.statusCode ?? 0);
        answer.writeHead(given.statusCode ?? 502, given.headers);
        answer.flushHeaders();
        given.pipe(answer);
        if (!isWatch) return;
        const cut = (): void => {
          given.unpipe(answer);
          answer.end();
          passed.destroy();
        };
        watches.add(cut);
        answer.once('close', () => {
          watches.delete(cut);
          passed.destroy();
        });
      },
    );
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  t.teardown(async () => {
    proxy.closeAllConnections();
    agent.destroy();
    await new Promise((done) => proxy.close(done));
  });
  // A server that listens on TCP has such an address.
  const { port } = proxy.address() as AddressInfo;
  return {
    kubeconfig: (file) => {
      const config = JSON.parse(readFileSync(file, 'utf8'));
      for (const { cluster } of config.clusters) {
        cluster.server = `https://127.0.0.1:${port}`;
        cluster['certificate-authority-data'] = Buffer.from(certificate.cert).toString('base64');
      }
      const copy = `${file}.intercepted`;
      writeFileSync(copy, JSON.stringify(config));
      return copy;
    },
    calls: () => calls,
    watches: () => watches.size,
    cutWatches: () => {
      for (const cut of watches) cut();
    },
  };
}
