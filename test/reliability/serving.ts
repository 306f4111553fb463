/** `pullgate serve` as a process of its own, with the flags and the heap of the chart. */
import { fork } from 'node:child_process';
import { get } from 'node:http';
import { type Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const INSIDE = new URL('inside.mjs', import.meta.url).href;
/** `serve` has read its arguments and listens by then, or it never will. */
const START_MS = 30_000;

export interface Inside {
  /** Bytes that are in use after a collection. */
  readonly heap: number;
  /** Open sockets, timers and the like, by their kind. */
  readonly handles: Readonly<Record<string, number>>;
  /** Connections that it has tried to make so far. */
  readonly dials: number;
}

export interface Serving {
  /** Of `/validate`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The answer of the health port. */
  readonly ask: (path: string) => Promise<string>;
  readonly inside: () => Promise<Inside>;
  /** Undefined as long as it runs. */
  readonly exit: () => string | undefined;
  readonly stop: () => Promise<void>;
}

/** `before` comes in front of the flags of Node.js: `--import=FILE` */
export async function startServing(args: readonly string[], before: readonly string[] = []): Promise<Serving> {
  const { chartFlags } = await import('../bench/image-flags.mjs');
  const all = ['serve', '--server-port', '0', '--server-health-port', '0', ...args];
  const child = fork(MAIN, all, {
    execArgv: ['--expose-gc', ...chartFlags(), ...before, '--import', INSIDE],
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  let ended: string | undefined;
  child.once('exit', (code, signal) => {
    ended = `exit code ${code ?? signal}`;
  });
  // The rest of the log is read and thrown away.
  const keep = (chunk: Buffer): void => {
    if (said.length < 10_000) said += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const begun = performance.now();
  const line = (): string | undefined => said.split('\n').find((each) => each.includes('"event":"start"'));
  while (line() === undefined) {
    if (ended !== undefined || performance.now() - begun > START_MS) throw new Error(`serve did not start: ${said}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  const start: { readonly urls: readonly string[]; readonly health: string } = JSON.parse(line() ?? '');
  const [url = ''] = start.urls;
  const { hostname, port } = new URL(url);
  return {
    url,
    host: hostname,
    port: Number(port),
    ask: (path) =>
      new Promise((resolve, reject) => {
        get(`${start.health}${path}`, { agent: false }, (answer) => resolve(text(answer))).on('error', reject);
      }),
    inside: () =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(message as Inside));
        child.send('tell');
      }),
    exit: () => ended,
    stop: async () => {
      if (ended !== undefined) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

export interface Posted {
  /** Undefined: there was no answer. */
  readonly status: number | undefined;
  readonly body: string;
  readonly ms: number;
}

/** One review; never rejects. */
export function post(url: string, body: Buffer | string, agent: Agent | false): Promise<Posted> {
  const begin = performance.now();
  return new Promise((resolve) => {
    const finish = (status: number | undefined, body: string): void =>
      resolve({ status, body, ms: performance.now() - begin });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const options = { method: 'POST', rejectUnauthorized: false, agent, headers };
    const call = request(`${url}?timeout=5s`, options, (answer) => {
      text(answer).then(
        (body) => finish(answer.statusCode, body),
        () => finish(undefined, ''),
      );
    });
    // As the API server does.
    call.setTimeout(5_000, () => call.destroy());
    call.on('error', (error) => finish(undefined, error.message));
    call.end(body);
  });
}
