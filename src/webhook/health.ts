/**
 * `/livez`, `/readyz` and `/metrics` over plain HTTP on a port of their own, never on the webhook's (ecosystem.md 5). Alive means:
 * this process answers. Ready means: it can decide, and it means to go on.
 */
import { createServer, type Server } from 'node:http';

export interface HealthDeps {
  /** Undefined: ready. Otherwise a clause that says what is missing. */
  readonly notReady: () => string | undefined;
  /** What `/metrics` answers; absent where there is nothing to measure. */
  readonly metrics?: { readonly contentType: string; readonly text: () => Promise<string> } | undefined;
}

export function createHealthServer({ notReady, metrics }: HealthDeps): Server {
  const server = createServer((request, response) => {
    if (metrics !== undefined && request.method === 'GET' && pathOf(request.url) === '/metrics') {
      metrics.text().then(
        (text) => response.writeHead(200, { 'content-type': metrics.contentType, connection: 'close' }).end(text),
        () => response.writeHead(500, { connection: 'close' }).end(),
      );
      return;
    }
    const { code, text } = answer(request.url ?? '', request.method ?? '', notReady);
    // Probes come every few seconds: a connection kept for each would only be in the way of closing.
    response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
    response.end(request.method === 'HEAD' ? undefined : `${text}\n`);
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  server.maxConnections = 100;
  return server;
}

function answer(url: string, method: string, notReady: HealthDeps['notReady']) {
  if (method !== 'GET' && method !== 'HEAD') return { code: 405, text: 'only GET is answered here' };
  switch (pathOf(url)) {
    case '/livez':
      return { code: 200, text: 'ok' };
    case '/readyz': {
      const why = notReady();
      return why === undefined ? { code: 200, text: 'ok' } : { code: 503, text: `not ready: ${why}` };
    }
    default:
      return { code: 404, text: 'there is /livez, /readyz and /metrics' };
  }
}

function pathOf(url: string | undefined): string {
  return url?.split('?', 1)[0] ?? '';
}
