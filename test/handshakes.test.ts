import { EventEmitter } from 'node:events';
import type { Server, Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import t from 'tap';
import { paceHandshakes } from '../src/webhook/handshakes.js';

/** A server that hands over connections, and the addresses of those that were let in, in that order. */
function build() {
  const server = new EventEmitter();
  const begun: string[] = [];
  let time = 0;
  server.on('connection', (socket: Socket) => begun.push(socket.remoteAddress ?? ''));
  paceHandshakes(
    server as Server,
    () => time,
    (error) => t.fail(String(error)),
  ); // what is not an emitter of a server is not asked for
  const connect = (remoteAddress: string) => {
    const socket = Object.assign(new EventEmitter(), { remoteAddress, destroyed: false });
    server.emit('connection', socket);
    return socket;
  };
  const pass = (ms: number) => {
    time += ms;
  };
  return { begun, connect, pass };
}

t.test('who comes after a crowd of another address does not wait behind all of it', async (t) => {
  const { begun, connect, pass } = build();
  for (let index = 0; index < 500; index += 1) connect('crowd');
  connect('other');
  connect('other');
  for (let index = 0; index < 5; index += 1) {
    pass(10);
    await turn();
  }
  t.ok(begun.lastIndexOf('other') <= 4, `after ${begun.join(' ')}`);
  t.equal(begun.filter((address) => address === 'other').length, 2);
  t.ok(begun.length <= 10, 'a few in each turn');
});

t.test('everybody comes in, in the order of each address', async (t) => {
  const { begun, connect, pass } = build();
  const addresses = ['a', 'b', 'c'];
  for (let index = 0; index < 60; index += 1) connect(addresses[index % 3] ?? '');
  for (let index = 0; index < 40; index += 1) {
    pass(10);
    await turn();
  }
  t.equal(begun.length, 60);
  t.equal(begun.slice(0, 6).join(''), 'abcabc');
});

t.test('while connections keep coming they are accepted first, and still some come in', async (t) => {
  const { begun, connect, pass } = build();
  for (let index = 0; index < 100; index += 1) {
    connect('crowd');
    pass(1);
    await turn();
  }
  t.ok(begun.length >= 30 && begun.length <= 50, `${begun.length} of 100`);
});

t.test('who has gone meanwhile is passed over, and an error of it ends nothing', async (t) => {
  const { begun, connect, pass } = build();
  const gone = connect('gone');
  gone.destroyed = true;
  gone.emit('error', new Error('ECONNRESET'));
  connect('a');
  pass(10);
  await turn();
  t.strictSame(begun, ['a']);
});
