// @ts-check
/**
 * Clients that never come to an end, for S5: `node slow-clients.mjs JSON`. So many (`count`) of each kind, each on a
 * connection of its own, dialled within `overMs`. Tells its parent how long each of them was left connected; whoever is
 * still connected after `patienceMs` is told as that.
 *
 * @typedef {object} What
 * @property {string} host
 * @property {number} port
 * @property {number} count
 * @property {number} overMs
 * @property {number} everyMs between two bytes
 * @property {number} patienceMs
 */
import net from 'node:net';
import process, { argv, exit } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';

/** @type {What} */
const { host, port, count, overMs, everyMs, patienceMs } = JSON.parse(argv[2] ?? '');

/** As many as would be a neighbour's pods. */
const ADDRESSES = Array.from({ length: 11 }, (_, index) => `127.0.0.${index + 2}`);
const HEAD = 'POST /validate?timeout=5s HTTP/1.1\r\nHost: pullgate\r\nContent-Type: application/json\r\n';
const BODY = `{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"${'x'.repeat(1000)}"}}`;
/** The record and the first fields of a ClientHello of 512 bytes, which is cut off there. */
const HELLO = Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]);

/** @type {Record<string, { encrypted: boolean, first: string | Buffer, rest: string }>} */
const KINDS = {
  handshake: { encrypted: false, first: HELLO, rest: '' },
  head: { encrypted: true, first: '', rest: `${HEAD}X-Padding: ${'x'.repeat(1000)}` },
  body: { encrypted: true, first: `${HEAD}Content-Length: ${BODY.length}\r\n\r\n`, rest: BODY },
};

/** @type {Record<string, number[]>} */
const lived = {};
/** @type {Promise<void>[]} */
const all = [];
const begin = performance.now();
let dialled = 0;
for (let index = 0; index < count; index += 1) {
  for (const kind of Object.keys(KINDS)) {
    all.push(dial(kind, dialled));
    dialled += 1;
    await sleep(Math.max(0, begin + (dialled * overMs) / (3 * count) - performance.now()));
  }
}
await Promise.all(all);
process.send?.(lived, () => exit(0));

/** @param {string} kind @param {number} index @returns {Promise<void>} */
function dial(kind, index) {
  const { encrypted, first, rest } = /** @type {typeof KINDS[string]} */ (KINDS[kind]);
  const options = { host, port, localAddress: ADDRESSES[index % ADDRESSES.length], rejectUnauthorized: false };
  const socket = encrypted ? tls.connect(options) : net.connect(options);
  let at = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {number | undefined} */
  let connectedAt;
  socket.once('connect', () => {
    connectedAt = performance.now();
  });
  socket.once(encrypted ? 'secureConnect' : 'connect', () => {
    if (first !== '') socket.write(first);
    timer = setInterval(() => {
      if (at < rest.length) socket.write(rest[at] ?? '');
      at += 1;
    }, everyMs);
  });
  socket.resume();
  socket.on('error', () => {});
  const patience = setTimeout(() => socket.destroy(), patienceMs);
  return new Promise((resolve) => {
    socket.once('close', () => {
      clearInterval(timer);
      clearTimeout(patience);
      // One that was never connected has held nothing.
      const ms = connectedAt === undefined ? -1 : performance.now() - connectedAt;
      lived[kind] = [...(lived[kind] ?? []), ms];
      resolve();
    });
  });
}
