// @ts-check
/**
 * Raw requests at a real server, a process of its own: whatever comes over a connection is refused or gets a decision, if it
 * is answered at all, the next good review is answered, the process lives, and its memory stays where it was.
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
/** `{{400000*[}}` in a case stands for so many of these characters, so that a large body is a short text. */
const REPEATED = /\{\{(\d{1,8})\*(.{1,8}?)\}\}/g;
const MOST_BYTES = 17 * 1024 * 1024;
/** What an answer says of itself is at its begin. */
const MOST_READ = 64 * 1024;

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let port = 0;
let said = '';
/** @type {Record<string, number>} */
const answered = {};

/** @type {import('../types.js').Target<string>} */
export const http = {
  name: 'http',
  reached: () => ({ decisions: answered['200'] ?? 0, 'refused as too large': answered['413'] ?? 0 }),
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
    const fault = faultOf(await send(expanded(text)));
    if (fault !== undefined) return fault;
    if (server?.exitCode !== null || server?.signalCode !== null) return `the server ended: ${said}`;
    const wrong = await good();
    if (wrong !== undefined) return wrong;
    if (said !== '') return `it said: ${said}`;
    const mb = memoryMb(server.pid ?? 0);
    return mb > MOST_MB ? `it has ${mb} MB` : undefined;
  },
};

/** @param {string} text @returns {Buffer} */
function expanded(text) {
  let left = MOST_BYTES - text.length;
  const long = text.replace(REPEATED, (_, count, unit) => {
    const times = Math.min(Number(count), Math.max(0, Math.floor(left / unit.length)));
    left -= times * unit.length;
    return unit.repeat(times);
  });
  return Buffer.from(long, 'latin1');
}

/** Bytes as they are; what comes back first, up to the end of the first answer or of our patience. @param {Buffer} bytes @returns {Promise<string>} */
function send(bytes) {
  return new Promise((resolve) => {
    let got = '';
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      socket.write(bytes, () => setTimeout(() => socket.destroy(), PATIENCE_MS).unref());
    });
    socket.setTimeout(4_000, () => socket.destroy());
    socket.on('data', (data) => {
      // The answer proper comes after it.
      got = (got + data.toString('latin1')).replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
      if (isWhole(got) || got.length > MOST_READ) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(got));
  });
}

/** @param {string} got */
function isWhole(got) {
  const end = got.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(got)?.[1] ?? '0';
  return end >= 0 && got.length >= end + 4 + Number(length);
}

/** Refused, put off (503), or a decision; never a fault of the server. @param {string} got @returns {string | undefined} */
function faultOf(got) {
  if (got === '') return undefined;
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(got)?.[1]);
  if (Number.isNaN(status)) return `no answer of HTTP: ${JSON.stringify(got.slice(0, 40))}`;
  answered[status] = (answered[status] ?? 0) + 1;
  if (status === 200)
    return /"response":\{"uid":.*"allowed":(?:true|false)/s.test(got) ? undefined : '200 without a decision';
  const isRefused = (status >= 400 && status < 500) || status === 503 || status === 505;
  return isRefused ? undefined : `the answer is ${status}`;
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
