/**
 * One object sent to the API server as a server-side dry run: the whole admission chain answers, and nothing is stored
 * (`dryRun=All`, Kubernetes staging/src/k8s.io/apiserver pkg/endpoints/handlers/create.go, patch.go). What is there is
 * changed by a merge patch, so that what an apply leaves as it is counts as unchanged; what is not there is created. An
 * apply of the server itself is no way to ask: it answers a field that it does not know with 500, and all others drop it
 * with a warning.
 *
 * Unlike all other calls of this room the answer is for a person to read: it quotes the API server, and what that quotes.
 */
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { own, textOf } from '../core/fields.js';
import { after } from '../process/timers.js';
import type { ClusterAccess } from './access.js';
import { broken, type Failure, failure } from './api-client.js';

export interface DryRunRequest {
  /** '' is the core group. */
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly namespace: string;
  /** '' for one that is named by the API server. */
  readonly name: string;
  readonly object: unknown;
}

/** What the API server said, whatever it was. */
export interface Told {
  readonly kind: 'told';
  readonly status: number;
  /** Of the Status object: what was wrong; '' where it was stored, or would have been. */
  readonly message: string;
  /** Texts of the Warning headers, in their order. */
  readonly warnings: readonly string[];
}

export type DryRun = (request: DryRunRequest) => Promise<Told | Failure>;

export interface DryRunner {
  readonly run: DryRun;
  readonly close: () => void;
}

/** An admission chain has 30 s for each webhook; two in a row are more than anybody waits for. */
const DEADLINE_MS = 35_000;
/** The object comes back with what was filled in. */
const MOST_BYTES = 8 * 1024 * 1024;
/** Who would own the fields; nothing is stored, so nobody ever meets it. */
const MANAGER = 'pullgate-check';

export function createDryRunner(access: ClusterAccess, deadlineMs = DEADLINE_MS): DryRunner {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  async function attempt(method: 'POST' | 'PATCH', asked: DryRunRequest, name: string): Promise<Told | Failure> {
    try {
      const options = await access.requestOptions();
      const contentType = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
      const headers = {
        ...options.headers,
        Accept: 'application/json',
        'User-Agent': 'pullgate',
        'Content-Type': contentType,
      };
      const url = urlOf(asked, name, access.server);
      return await send(url, { agent, ...options, method, headers }, JSON.stringify(asked.object), deadlineMs);
    } catch (error) {
      return broken(error);
    }
  }

  return {
    async run(asked) {
      const { name } = asked;
      const changed = name === '' ? undefined : await attempt('PATCH', asked, name);
      const isThere = changed !== undefined && (changed.kind === 'failed' || changed.status !== 404);
      return isThere ? changed : attempt('POST', asked, '');
    },
    close: () => agent.destroy(),
  };
}

function urlOf({ group, version, resource, namespace }: DryRunRequest, name: string, server: URL): URL {
  const root = group === '' ? ['api', version] : ['apis', group, version];
  const parts = [...root, 'namespaces', namespace, resource, ...(name === '' ? [] : [name])];
  const path = parts.map((part) => encodeURIComponent(part)).join('/');
  const query = new URLSearchParams({ dryRun: 'All', fieldManager: MANAGER, fieldValidation: 'Warn' });
  return new URL(`${server.pathname.replace(/\/$/, '')}/${path}?${query}`, server);
}

function send(
  url: URL,
  options: Parameters<typeof request>[1],
  text: string,
  deadlineMs: number,
): Promise<Told | Failure> {
  return new Promise((resolve) => {
    const call = request(url, options);
    const finish = (answer: Told | Failure): void => {
      timer.cancel();
      resolve(answer);
      call.destroy();
    };
    const timer = after(
      deadlineMs,
      () => finish(failure('deadline', `there was no answer within ${deadlineMs / 1000} s`)),
      { keepsAlive: true },
    );
    call.on('error', (error) => finish(broken(error)));
    call.on('response', (response) => receive(response, timer.cancel, resolve, finish));
    call.end(text);
  });
}

function receive(
  response: IncomingMessage,
  cancel: () => void,
  resolve: (answer: Told) => void,
  fail: (answer: Failure) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
    else fail(failure('oversize', `the answer is larger than ${MOST_BYTES} bytes`));
  });
  response.on('error', (error) => fail(broken(error)));
  response.on('close', () => {
    if (!response.complete) fail(failure('connection', 'the connection was closed within the answer'));
  });
  response.on('end', () => {
    cancel();
    const { statusCode: status = 0, headersDistinct } = response;
    const warnings = (headersDistinct['warning'] ?? []).flatMap(warningsIn);
    resolve({ kind: 'told', status, message: status < 300 ? '' : messageIn(Buffer.concat(chunks)), warnings });
  });
}

/** `299 - "text", 299 - "text"` (RFC 9110 5.6.4 for the quotes; K apimachinery pkg/util/net ParseWarningHeaders). */
function warningsIn(header: string): readonly string[] {
  return [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    // Node.js reads headers as Latin-1, and Go writes UTF-8.
    Buffer.from(text.replace(/\\(.)/g, '$1'), 'latin1').toString('utf8'),
  );
}

function messageIn(body: Buffer): string {
  try {
    const status: unknown = JSON.parse(body.toString('utf8'));
    if (own(status, 'kind') === 'Status') return textOf(status, 'message') || textOf(status, 'reason');
  } catch {
    // Somebody in between answered: its status is all that can be told.
  }
  return '';
}
