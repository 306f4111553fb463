/**
 * A registry on loopback that is no good, in a process of its own (probe.mjs): `silent` accepts connections and says
 * nothing, `slow` answers after three seconds, `garbage` answers at once what is no answer of a registry, `good` gives
 * every image. Tells its parent where it is and with which authority, and when asked how often it was.
 */
import { createServer as createTlsServer } from 'node:https';
import { createServer } from 'node:net';
import { argv } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import selfsigned from 'selfsigned';

const SLOW_MS = 3_000;
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const [, , how = 'good'] = argv;
let asked = 0;

const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'a bad registry' }], {
  keyType: 'ec',
  curve: 'P-256',
  algorithm: 'sha256',
  notAfterDate: new Date(Date.now() + 86_400_000),
  extensions: [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ],
});

async function answer(_request, response) {
  asked += 1;
  if (how === 'slow') await sleep(SLOW_MS);
  if (how === 'garbage') {
    response.socket.end(`${Math.random()}\0\r\n\xff\xfe<html>\r\n\r\n`.repeat(1000));
    return;
  }
  response.writeHead(200, { 'content-type': MANIFEST }).end();
}

const server =
  how === 'silent'
    ? createServer((socket) => {
        asked += 1;
        socket.on('error', () => {});
      })
    : createTlsServer({ key, cert }, (request, response) => void answer(request, response));
server.on('error', () => {});
server.on('clientError', (_error, socket) => socket.destroy());
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, ca: cert }));
process.on('message', () => process.send({ asked }));
process.on('disconnect', () => process.exit());
