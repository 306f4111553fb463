/**
 * A neighbour on the pod network that means harm, for way-in.mjs: `node neighbour.mjs JSON`. Either so many connections
 * (`count`, `encrypted`, `words` to say on each, `lazy`: never read) from eleven addresses, each dialled anew when it was
 * closed; or so many `bodies` of 7 MiB at a time from one. It goes on until it is ended.
 */
import https from 'node:https';
import net from 'node:net';
import { argv } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';

const ADDRESSES = Array.from({ length: 11 }, (_, index) => `127.0.0.${index + 2}`);
const { host, port, count = 0, encrypted = false, words = '', lazy = false, bodies = 0 } = JSON.parse(argv[2]);

for (let index = 0; index < count; index += 1) dial(index);
for (let index = 0; index < bodies; index += 1) send();

function dial(index) {
  const localAddress = ADDRESSES[index % ADDRESSES.length];
  const options = { host, port, localAddress, rejectUnauthorized: false };
  const socket = encrypted ? tls.connect(options) : net.connect(options);
  socket.once(encrypted ? 'secureConnect' : 'connect', () => socket.write(words));
  if (!lazy) socket.resume();
  socket.on('error', () => {});
  socket.once('close', () => setTimeout(dial, 1_000, index));
}

async function send() {
  const body = Buffer.from(`{"request":{"uid":"u","object":{"metadata":{"name":"${'x'.repeat(7 * 1024 * 1024)}"}}}}`);
  for (;;) {
    await new Promise((done) => {
      const options = { method: 'POST', rejectUnauthorized: false, agent: false, localAddress: ADDRESSES[0] };
      const call = https.request(`https://${host}:${port}/validate`, options, (answer) =>
        answer.resume().on('close', done),
      );
      call.setTimeout(5_000, () => call.destroy());
      call.on('error', done);
      call.on('close', done);
      call.end(body);
    });
    await sleep(20);
  }
}
