/**
 * `/livez`, `/readyz` and `/metrics` over plain HTTP on a port of their own, never on the webhook's (design 4.7). Alive
 * means: this process answers. Ready means: it can decide, and it means to go on.
 *
 * Whoever reaches the port may connect, and a kubelet that gets no answer restarts us. So nobody is refused for a crowd:
 * of too many connections the oldest ones that wait for nothing are closed, and none lives longer than a few seconds.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { after } from '../process/timers.js';
import { limitConnections } from './connections.js';
import { shareRendering } from './shared-rendering.js';

export interface HealthDeps {
  /** Undefined: ready. Otherwise a clause that says what is missing. */
  readonly notReady: () => string | undefined;
  /** What `/metrics` answers; absent where there is nothing to measure. */
  readonly metrics?: { readonly contentType: string; readonly text: () => Promise<string> } | undefined;
  readonly limits?: Partial<HealthLimits>;
}

export interface HealthLimits {
  /** More than what the kernel hands over at once, so that who has just come is not closed for the next one. */
  readonly connections: number;
  /** How long a request may take to arrive, ms. */
  readonly requestMs: number;
  readonly checkMs: number;
  /** How long a connection may last, whatever is done on it, ms: as long as Prometheus waits. */
  readonly lifeMs: number;
  /** Metrics on their way to somebody who may read slowly. */
  readonly metricsAtOnce: number;
  /** The least time from one rendering of the metrics to the next, ms. */
  readonly metricsGapMs: number;
}

export const HEALTH_BACKLOG = 512;

export const HEALTH_LIMITS: HealthLimits = {
  connections: 1_000,
  requestMs: 2_000,
  checkMs: 500,
  lifeMs: 10_000,
  metricsAtOnce: 128,
  metricsGapMs: 250,
};

export function createHealthServer({ notReady, metrics, limits: given }: HealthDeps): Server {
  const limits: HealthLimits = { ...HEALTH_LIMITS, ...given };
  const page = metrics === undefined ? undefined : createPage(metrics, limits);
  const server = createServer({ connectionsCheckingInterval: limits.checkMs }, (request, response) => {
    if (page !== undefined && request.method === 'GET' && pathOf(request.url) === '/metrics') {
      page(response);
      return;
    }
    const { code, text } = answer(request.url ?? '', request.method ?? '', notReady);
    // Probes come every few seconds: a connection kept for each would only be in the way of closing.
    response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
    // Of a HEAD Node.js sends the head alone.
    response.end(`${text}\n`);
  });
  server.headersTimeout = limits.requestMs;
  server.requestTimeout = limits.requestMs;
  limitConnections(server, limits.connections, () => performance.now());
  server.on('connection', (socket) => {
    const end = after(limits.lifeMs, () => socket.destroy());
    socket.once('close', () => end.cancel());
  });
  return server;
}

/** One rendering for all who ask meanwhile, and the same bytes for all; of too many readers the first one has to go. */
function createPage(metrics: NonNullable<HealthDeps['metrics']>, limits: HealthLimits) {
  const render = shareRendering(async () => Buffer.from(await metrics.text()), {
    gapMs: limits.metricsGapMs,
    now: () => performance.now(),
  });
  const readers = new Set<ServerResponse>();
  return (response: ServerResponse): void => {
    readers.add(response);
    response.once('close', () => readers.delete(response));
    const [first] = readers;
    if (readers.size > limits.metricsAtOnce) first?.destroy();
    render().then(
      (page) => response.writeHead(200, { 'content-type': metrics.contentType, connection: 'close' }).end(page),
      () => response.writeHead(500, { connection: 'close' }).end(),
    );
  };
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
