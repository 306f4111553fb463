/** The Kubernetes API as plain JSON over kept-alive connections: for speed where a process per call would be too slow. */
import { Agent, request } from 'node:https';

export interface ApiObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly generateName?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: ApiObject;
  /** `message` of a Status; '' for any other object. */
  readonly message: string;
  /** Texts of the `Warning` headers. */
  readonly warnings: readonly string[];
}

export interface ApiCall {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  /** A bearer token other than the client's. */
  readonly token?: string;
}

export interface Api {
  readonly call: (call: ApiCall) => Promise<ApiAnswer>;
  readonly create: (object: ApiObject, query?: string) => Promise<ApiAnswer>;
  readonly get: (path: string) => Promise<ApiAnswer>;
  readonly delete: (path: string) => Promise<ApiAnswer>;
  readonly as: (token: string) => Api;
  readonly close: () => void;
}

export function createApi(server: string, ca: string, token: string): Api {
  const agent = new Agent({ keepAlive: true, maxSockets: 32, ca });
  const as = (token: string): Api => {
    const call = (options: ApiCall): Promise<ApiAnswer> => send(new URL(options.path, server), agent, token, options);
    return {
      call,
      create: (object, query = '') => call({ method: 'POST', path: `${collectionOf(object)}${query}`, body: object }),
      get: (path) => call({ path }),
      delete: (path) => call({ method: 'DELETE', path }),
      as,
      close: () => agent.destroy(),
    };
  };
  return as(token);
}

function send(url: URL, agent: Agent, token: string, call: ApiCall): Promise<ApiAnswer> {
  const text = call.body === undefined ? undefined : JSON.stringify(call.body);
  const headers = {
    authorization: `Bearer ${call.token ?? token}`,
    accept: 'application/json',
    ...(text === undefined ? {} : { 'content-type': call.contentType ?? 'application/json' }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: call.method ?? 'GET', agent, headers, timeout: 40_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const body = parse(Buffer.concat(chunks).toString());
        const message = body.kind === 'Status' ? String(body['message'] ?? '') : '';
        const warnings = warningTexts(response.headers['warning']);
        resolve({ status: response.statusCode ?? 0, body, message, warnings });
      });
    });
    sent.once('timeout', () => sent.destroy(new Error(`no answer from ${url.pathname}`)));
    sent.once('error', reject);
    sent.end(text);
  });
}

function parse(text: string): ApiObject {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

/** Node joins repeated headers with commas: `299 - "text", 299 - "text"`. */
function warningTexts(header: string | undefined): readonly string[] {
  const texts = [...(header ?? '').matchAll(/299 - ("(?:[^"\\]|\\.)*")/g)];
  return texts.map(([, quoted = '""']) => quoted.slice(1, -1).replace(/\\(.)/g, '$1'));
}

/** Plural names as in a URL, of the kinds that the tests make. */
const CLUSTER_WIDE = new Set([
  ...['Namespace', 'ClusterRole', 'ClusterRoleBinding'],
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'CustomResourceDefinition'],
]);

export function collectionOf({ apiVersion = 'v1', kind = '', metadata }: ApiObject): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = `${kind.toLowerCase()}s`;
  return CLUSTER_WIDE.has(kind) ? `${root}/${plural}` : `${root}/namespaces/${metadata?.namespace}/${plural}`;
}

export function pathOf(object: ApiObject): string {
  return `${collectionOf(object)}/${object.metadata?.name}`;
}
