import { EventEmitter } from 'node:events';
import type { Server, Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import t from 'tap';
import { paceHandshakes } from '../src/webhook/handshakes.js';

/** A server that hands over connections, and the addresses of those that were let in, in that order. */
function build() {
  const server = new EventEmitter();
  const begun: string[] = [];
  const told: string[] = [];
  let time = 0;
  server.on('connection', (socket: Socket) => begun.push(socket.remoteAddress ?? ''));
  // What is not an emitter of a server is not asked for.
  paceHandshakes(server as Server, {
    now: () => time,
    onBegin: (socket) => told.push(socket.remoteAddress ?? ''),
    onFault: (error) => t.fail(String(error)),
  });
  const connect = (remoteAddress: string) => {
    const socket = Object.assign(new EventEmitter(), { remoteAddress, destroyed: false });
    server.emit('connection', socket);
    return socket;
  };
  const pass = (ms: number) => {
    time += ms;
  };
  return { begun, told, connect, pass };
}

t.test('who comes after a crowd of another address does not wait behind all of it', async (t) => {
  const { begun, told, connect, pass } = build();
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
  t.strictSame(told, begun, 'and it is told when each begins');
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

t.test(
  'two in each turn of the event loop, one turn in 5 ms while others keep coming, and none where nobody waits',
  async (t) => {
    const turns: (() => void)[] = [];
    t.intercept(globalThis, 'setImmediate', { value: (act: () => void) => turns.push(act) });
    const next = () => turns.shift()?.();
    const { begun, connect, pass } = build();
    for (const address of ['a', 'b', 'c', 'd', 'e']) connect(address);
    t.equal(turns.length, 1, 'one turn for all');
    next();
    t.equal(begun.join(''), 'ab');
    t.equal(turns.length, 1, 'and one more while somebody waits');
    next();
    t.equal(begun.join(''), 'abcd', 'nobody has come meanwhile');
    connect('f');
    pass(4);
    next();
    t.equal(begun.join(''), 'abcd', 'somebody has, and it has been 4 ms');
    connect('g');
    pass(1);
    next();
    t.equal(begun.join(''), 'abcdef', 'and now 5');
    next();
    t.equal(begun.join(''), 'abcdefg');
    t.equal(turns.length, 0);
    connect('a');
    t.equal(turns.length, 1);
    pass(4);
    next();
    next();
    t.equal(begun.join(''), 'abcdefga');
    const unknown = Object.assign(new EventEmitter(), { remoteAddress: undefined });
    connect(unknown.remoteAddress as unknown as string);
    pass(5);
    next();
    t.equal(begun.length, 9, 'whoever it is');
  },
);

t.test('a handshake that breaks ends its connection, and the others have their turn', async (t) => {
  const server = new EventEmitter();
  const begun: string[] = [];
  const faults: unknown[] = [];
  server.on('connection', (socket: Socket) => {
    if (socket.remoteAddress === 'bad') throw new Error('broken');
    begun.push(socket.remoteAddress ?? '');
  });
  server.on('connection', (socket: Socket) => begun.push(`${socket.remoteAddress} again`));
  paceHandshakes(server as Server, { now: () => 0, onBegin: () => {}, onFault: (error) => faults.push(error) });
  const sockets = ['bad', 'good'].map((remoteAddress) => {
    const socket = Object.assign(new EventEmitter(), { remoteAddress, destroyed: false, destroy: () => {} });
    socket.destroy = () => {
      socket.destroyed = true;
    };
    server.emit('connection', socket);
    return socket;
  });
  await turn();
  t.match(faults, [{ message: 'broken' }]);
  t.strictSame(begun, ['good', 'good again'], 'all who listened before');
  t.strictSame(
    sockets.map(({ destroyed }) => destroyed),
    [true, false],
  );
});
