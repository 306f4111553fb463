/**
 * `/livez` and `/readyz` over plain HTTP on a port of their own, never on the webhook's (ecosystem.md 5). Alive means:
 * this process answers. Ready means: it can decide, and it means to go on.
 */
import { createServer, type Server } from 'node:http';

export interface HealthDeps {
  /** Undefined: ready. Otherwise a clause that says what is missing. */
  readonly notReady: () => string | undefined;
}

export function createHealthServer({ notReady }: HealthDeps): Server {
  const server = createServer((request, response) => {
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
  switch (url.split('?', 1)[0]) {
    case '/livez':
      return { code: 200, text: 'ok' };
    case '/readyz': {
      const why = notReady();
      return why === undefined ? { code: 200, text: 'ok' } : { code: 503, text: `not ready: ${why}` };
    }
    default:
      return { code: 404, text: 'there is /livez and /readyz' };
  }
}
