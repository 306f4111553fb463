/** `pullgate serve` in this process, as a whole: arguments in, answers and metrics out. */
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Test } from 'tap';
import { run } from '../../src/cli/index.js';
import type { FakeApi } from './fake-api-server.js';

export interface Served {
  /** Posts to a path of the webhook; the status code. */
  readonly post: (path: string, body: string) => Promise<number>;
  /** The same; what is answered. */
  readonly ask: (path: string, body: string) => Promise<string>;
  /** What the health port answers. */
  readonly get: (path: string) => Promise<string>;
  /** All that was written by now: lines of the log, and for people. */
  readonly written: () => string;
  readonly stop: () => Promise<number>;
}

export async function serve(t: Test, ...argv: readonly string[]): Promise<Served> {
  const stop = new AbortController();
  const err: string[] = [];
  const out: string[] = [];
  const ended = run(['serve', '--server-port', '0', '--server-health-port', '0', ...argv], {
    stdout: { write: (line) => out.push(line) },
    stderr: { write: (line) => err.push(line) },
    stdin: (async function* () {})(),
    env: {},
    cwd: tmpdir(),
    isTTY: false,
    now: Date.now,
    signal: stop.signal,
    pollMs: 20,
  });
  const end = (): Promise<number> => {
    stop.abort();
    return ended;
  };
  t.teardown(end);
  let over = false;
  void ended.finally(() => {
    over = true;
  });
  await until(() => over || err.join('').includes('Configuration: '));
  if (over) throw new Error(err.join(''));
  const [origin = ''] = /https:\/\/[^/]+/.exec(err.join('')) ?? [];
  const [, health = ''] = /health on (http:[^)]+)/.exec(err.join('')) ?? [];
  return {
    written: () => [...out, ...err].join(''),
    stop: end,
    post: async (path, body) => {
      const outgoing = request(`${origin}${path}`, { method: 'POST', rejectUnauthorized: false, agent: false });
      outgoing.end(body);
      const [incoming] = await once(outgoing, 'response');
      incoming.resume();
      return incoming.statusCode;
    },
    ask: async (path, body) => {
      const outgoing = request(`${origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        rejectUnauthorized: false,
        agent: false,
      });
      outgoing.end(body);
      const [incoming] = await once(outgoing, 'response');
      return text(incoming);
    },
    get: async (path) => {
      const [incoming] = await once(get(`${health}${path}`, { agent: false }), 'response');
      return text(incoming);
    },
  };
}

/** A file for `--kubeconfig` that leads to a fake API server. */
export function kubeconfigOf(api: Pick<FakeApi, 'url' | 'ca'>): string {
  const file = join(mkdtempSync(join(tmpdir(), 'pullgate-served-')), 'config');
  const cluster = { server: api.url, 'certificate-authority-data': Buffer.from(api.ca).toString('base64') };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'test', user: { token: 'a' } }],
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    if (await condition()) return;
    await sleep(10);
  }
  throw new Error('it never happened');
}
