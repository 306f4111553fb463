// @ts-check
/**
 * Raw requests at a real server, a process of its own: whatever comes over a connection, the next good review is answered,
 * the process lives, and its memory stays where it was.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { createInterface } from 'node:readline';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { mutateText } from '../mutate.mjs';

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));
const GOOD = readFileSync(path('../../../docs/example/review-denied.json'));
const { uid } = JSON.parse(GOOD.toString()).request;
/** A connection that still says nothing then is closed by us. */
const PATIENCE_MS = 150;
const MOST_MB = 400;

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let port = 0;
let said = '';

/** @type {import('../types.js').Target<string>} */
export const http = {
  name: 'http',
  limitMs: () => 5_000,
  mutate: mutateText,
  async start() {
    const args = [
      'serve',
      '--cluster-directory',
      path('../../../docs/example/cluster'),
      '--server-port',
      '0',
      '--server-health-port',
      '0',
    ];
    server = spawn(process.execPath, [path('../../../dist/main.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    server.stderr?.on('data', (data) => {
      said = `${said}${data}`.slice(-4000);
    });
    const lines = createInterface({ input: /** @type {import('node:stream').Readable} */ (server.stdout) });
    await new Promise((resolve, reject) => {
      server?.once('exit', () => reject(new Error(`the server ended: ${said}`)));
      lines.on('line', (line) => {
        const found = /"urls":\["https:\/\/[^":]+:(\d+)/.exec(line);
        if (found !== null) {
          port = Number(found[1]);
          // What it has said up to now is its greeting.
          said = '';
          resolve(undefined);
        }
        if (/"level":"?(?:fatal|60)|unhandled/.test(line)) said = `${said}${line}`.slice(-4000);
      });
    });
  },
  async stop() {
    if (server === undefined) return;
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  },
  async run(text) {
    await send(text);
    if (server?.exitCode !== null || server?.signalCode !== null) return `the server ended: ${said}`;
    const wrong = await good();
    if (wrong !== undefined) return wrong;
    if (said !== '') return `it said: ${said}`;
    const mb = memoryMb(server.pid ?? 0);
    return mb > MOST_MB ? `it has ${mb} MB` : undefined;
  },
};

/** Bytes as they are, and what comes back is thrown away. @param {string} text */
function send(text) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      socket.write(Buffer.from(text, 'latin1'));
      setTimeout(() => socket.destroy(), PATIENCE_MS).unref();
    });
    socket.on('data', () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', resolve);
  });
}

/** What is wrong with the answer to a good review; undefined where nothing is. @returns {Promise<string | undefined>} */
function good() {
  return new Promise((resolve) => {
    const asked = request(
      {
        port,
        host: '127.0.0.1',
        path: '/validate',
        method: 'POST',
        rejectUnauthorized: false,
        agent: false,
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        let body = '';
        response.on('data', (data) => {
          body += data;
        });
        response.on('end', () => {
          const right = response.statusCode === 200 && body.includes(uid) && body.includes('"allowed":false');
          resolve(right ? undefined : `a good review got ${response.statusCode}`);
        });
      },
    );
    asked.setTimeout(4_000, () => asked.destroy(new Error('no answer in 4 s')));
    asked.on('error', (error) => resolve(`a good review got ${error.message}`));
    asked.end(GOOD);
  });
}

/** Linux; elsewhere nobody looks. @param {number} pid */
function memoryMb(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
