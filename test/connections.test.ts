/** Who has to go when there are more connections than may be, on sockets that are none and a clock that a test moves. */
import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import t from 'tap';
import { limitConnections } from '../src/webhook/connections.js';

class FakeSocket extends EventEmitter {
  destroyed = false;
  localAddress = '10.0.0.1';
  readonly remoteAddress: string | undefined;
  readonly remotePort: number;
  constructor(remoteAddress: string | undefined, remotePort: number) {
    super();
    this.remoteAddress = remoteAddress;
    this.remotePort = remotePort;
  }
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('close');
  }
}

interface House {
  /** A connection from there; its name. */
  readonly come: (name: string, address?: string, port?: number) => FakeSocket;
  /** A question arrives; `complete`: in full. The function that is returned ends the answer. */
  readonly ask: (socket: FakeSocket, complete?: boolean) => () => void;
  /** An AdmissionReview was read. */
  readonly review: (socket: FakeSocket) => void;
  /** Its handshake begins. */
  readonly begin: (socket: FakeSocket) => void;
  readonly secure: (socket: FakeSocket) => FakeSocket;
  readonly pass: (ms: number) => void;
  /** Names of who had to go since the last call. */
  readonly gone: () => string;
  readonly count: () => number;
}

/** Until what had arrived has been read, and who was silent nevertheless has gone. */
async function heardOut(): Promise<void> {
  for (let turns = 0; turns < 6; turns += 1) await turn();
}

/** @param begins The handshake of who comes begins at once. */
function openHouse(most: number, begins = true): House {
  const server = new EventEmitter();
  let time = 0;
  let port = 1_000;
  const all: { readonly name: string; readonly socket: FakeSocket; told: boolean }[] = [];
  const connections = limitConnections(server as unknown as Server, most, () => time);
  return {
    come: (name, address = '10.0.0.9', from = ++port) => {
      const socket = new FakeSocket(address === '' ? undefined : address, from);
      all.push({ name, socket, told: false });
      server.emit('connection', socket);
      if (begins) connections.noteHandshake(socket as unknown as Socket);
      return socket;
    },
    ask: (socket, complete = true) => {
      const response = new EventEmitter();
      server.emit('request', { socket, complete }, response);
      return () => response.emit('close');
    },
    review: (socket) => connections.noteReview(socket as unknown as Socket),
    begin: (socket) => connections.noteHandshake(socket as unknown as Socket),
    secure: (socket) => {
      const over = new FakeSocket(socket.remoteAddress, socket.remotePort);
      over.destroy = () => socket.destroy();
      server.emit('secureConnection', over);
      return over;
    },
    pass: (ms) => {
      time += ms;
    },
    gone: () => {
      const names = all.filter(({ socket, told }) => socket.destroyed && !told);
      for (const each of names) each.told = true;
      return names.map(({ name }) => name).join(' ');
    },
    count: connections.count,
  };
}

t.test('there is room for so many, and who goes gives its place back', async (t) => {
  const house = openHouse(2);
  const a = house.come('a');
  house.come('b');
  t.equal(house.count(), 2);
  a.destroy();
  t.equal(house.count(), 1);
  t.equal(house.gone(), 'a');
  for (let round = 0; round < 10; round += 1) {
    const guest = house.come('guest');
    t.equal(house.gone(), '', `round ${round}: a place that was given back is there for another one`);
    t.equal(house.count(), 2);
    guest.destroy();
    t.equal(house.gone(), 'guest');
    t.equal(house.count(), 1);
    house.pass(10_000);
  }
  house.come('c');
  house.come('nowhere', '');
  t.match(house.gone(), /nowhere$/, 'one that has gone before it was looked at');
  t.equal(house.count(), 2);
});

t.test('who goes first', async (t) => {
  const rows: readonly (readonly [what: string, act: (house: House) => void, gone: string])[] = [
    [
      'of the silent ones who has been so for longest',
      (house) => {
        house.come('a');
        house.pass(5);
        house.come('b');
        house.pass(2_000);
      },
      'a',
    ],
    [
      'a silent one before one that has spoken',
      (house) => {
        const a = house.come('a', '10.0.0.1');
        house.review(a);
        house.pass(10);
        house.come('b', '10.0.0.2');
        house.pass(2_000);
      },
      'b',
    ],
    [
      'a silent one of a stranger before one of an address that has sent reviews',
      (house) => {
        const before = house.come('before', '10.0.0.1');
        house.review(before);
        before.destroy();
        house.gone();
        house.come('a', '10.0.0.1');
        house.pass(10);
        house.come('b', '10.0.0.2');
        house.pass(2_000);
      },
      'b',
    ],
    [
      'a known one that is silent before one that has spoken',
      (house) => {
        house.review(house.come('a', '10.0.0.1'));
        house.come('b', '10.0.0.1');
        house.pass(2_000);
      },
      'b',
    ],
    [
      'an old stranger before a young one',
      (house) => {
        house.come('a', '10.0.0.2');
        house.pass(1_000);
        house.come('b', '10.0.0.3');
      },
      'a',
    ],
    [
      'a young stranger before one that has spoken',
      (house) => {
        house.review(house.come('a', '10.0.0.1'));
        house.pass(5_000);
        house.come('b', '10.0.0.3');
        house.pass(999);
      },
      'b',
    ],
    [
      'one that has spoken before a young one of a known address, which may be about to speak',
      (house) => {
        house.review(house.come('a', '10.0.0.1'));
        house.pass(5_000);
        house.come('b', '10.0.0.1');
        house.pass(999);
      },
      'a',
    ],
    [
      'of those that have spoken the crowd',
      (house) => {
        const [a, b, c] = [house.come('a', '10.0.0.1'), house.come('b', '10.0.0.2'), house.come('c', '10.0.0.2')];
        for (const each of [a, b, c]) house.review(each);
        house.ask(a)();
        house.pass(10);
        house.ask(b)();
        house.pass(10);
        house.ask(c)();
      },
      'b',
    ],
    [
      'of those that have spoken the crowd, also where it came first',
      (house) => {
        const [b, c, a] = [house.come('b', '10.0.0.2'), house.come('c', '10.0.0.2'), house.come('a', '10.0.0.1')];
        for (const each of [a, b, c]) house.review(each);
      },
      'b',
    ],
    [
      'of one address the one that was used longest ago',
      (house) => {
        const [a, b] = [house.come('a', '10.0.0.1'), house.come('b', '10.0.0.1')];
        for (const each of [a, b]) house.review(each);
        house.ask(a)();
        house.ask(b)();
        house.pass(10);
        house.ask(a)();
      },
      'b',
    ],
    [
      'not who is being answered, however silent the others are',
      (house) => {
        const a = house.come('a', '10.0.0.2');
        house.ask(a);
        house.pass(2_000);
        house.come('b', '10.0.0.1');
      },
      'b',
    ],
    [
      'but who sends its body still, as a silent one',
      (house) => {
        const a = house.come('a', '10.0.0.2');
        house.ask(a, false);
        house.pass(2_000);
        house.come('b', '10.0.0.2');
      },
      'a',
    ],
    [
      'who has been answered, once it has been',
      (house) => {
        const a = house.come('a', '10.0.0.2');
        const end = house.ask(a);
        const again = house.ask(a);
        end();
        again();
        house.pass(2_000);
        house.come('b', '10.0.0.2');
      },
      'a',
    ],
    [
      'not who is being answered a second question while the first ends',
      (house) => {
        const a = house.come('a', '10.0.0.2');
        const end = house.ask(a);
        house.ask(a);
        end();
        house.pass(2_000);
        house.come('b', '10.0.0.2');
      },
      'b',
    ],
    [
      'over TLS the same',
      (house) => {
        const a = house.come('a', '10.0.0.2');
        const over = house.secure(a);
        house.ask(over);
        house.review(over);
        house.pass(2_000);
        house.secure(house.come('b', '10.0.0.2'));
        house.pass(2_000);
      },
      'b',
    ],
  ];
  for (const [what, act, gone] of rows) {
    const most = what.includes('crowd') ? 3 : 2;
    const house = openHouse(most);
    act(house);
    t.equal(house.count(), most, `${what}: the house is full`);
    t.equal(house.gone(), '', what);
    house.come('new', '10.0.0.8');
    await heardOut();
    t.equal(house.gone(), gone, what);
    t.equal(house.count(), most, what);
  }
});

t.test('where everybody is being answered who comes has to go', async (t) => {
  const house = openHouse(2);
  const ends = ['a', 'b'].map((name) => house.ask(house.come(name)));
  house.come('c');
  t.equal(house.gone(), 'c');
  t.equal(house.count(), 2);
  ends[0]?.();
  house.come('d');
  t.equal(house.gone(), 'a');
});

t.test('who waits for us to begin its handshake is young, and from then on for a second', async (t) => {
  const rows: readonly (readonly [what: string, act: (house: House) => void, gone: string])[] = [
    [
      'a stranger that waits, however long',
      (house) => {
        house.come('a', '10.0.0.2');
        house.pass(2_000);
        house.begin(house.come('b', '10.0.0.3'));
        house.pass(1_000);
      },
      'b',
    ],
    [
      'a stranger whose handshake has just begun',
      (house) => {
        const a = house.come('a', '10.0.0.2');
        house.pass(2_000);
        house.begin(house.come('b', '10.0.0.3'));
        house.pass(1_000);
        house.begin(a);
        house.pass(999);
      },
      'b',
    ],
    [
      'the one that began first, of two that have been silent',
      (house) => {
        const a = house.come('a', '10.0.0.2');
        house.begin(house.come('b', '10.0.0.3'));
        house.pass(1);
        house.begin(a);
        house.pass(1_000);
      },
      'b',
    ],
    [
      'one that has spoken before a known one that waits',
      (house) => {
        const b = house.come('b', '10.0.0.1');
        house.begin(b);
        house.review(b);
        house.come('a', '10.0.0.1');
        house.pass(5_000);
      },
      'b',
    ],
    [
      'a known one that has been silent since it could speak before one that has spoken',
      (house) => {
        const a = house.come('a', '10.0.0.1');
        house.begin(a);
        house.review(a);
        house.begin(house.come('b', '10.0.0.1'));
        house.pass(1_000);
      },
      'b',
    ],
  ];
  for (const [what, act, gone] of rows) {
    const house = openHouse(2, false);
    act(house);
    t.equal(house.gone(), '', what);
    house.come('new', '10.0.0.8');
    await heardOut();
    t.equal(house.gone(), gone, what);
  }
});

/** Full: two connections of an address that has sent reviews, which have been silent for long. */
function fullOfKnown() {
  const house = openHouse(3);
  const speaker = house.come('speaker', '10.0.0.1');
  house.review(speaker);
  house.ask(speaker);
  const silent = ['a', 'b'].map((name) => {
    house.pass(1);
    return house.come(name, '10.0.0.1');
  });
  house.pass(2_000);
  const [a, b] = silent;
  if (a === undefined || b === undefined) throw new Error('two came');
  return { house, a, b };
}

t.test('who has sent reviews is heard before it goes: what it says may have arrived already', async (t) => {
  const rows: readonly (readonly [
    what: string,
    act: (house: House, a: FakeSocket, b: FakeSocket) => void,
    gone: string,
  ])[] = [
    ['it says nothing', () => {}, 'a'],
    ['it asks', (house, a) => void house.ask(a), 'b'],
    [
      'it asks and is answered',
      (house, a) => {
        house.pass(1);
        house.review(a);
        house.ask(a)();
      },
      'b',
    ],
    ['both ask: nobody has to go', (house, a, b) => [a, b].forEach((each) => void house.ask(each)), ''],
    ['it goes by itself', (_, a) => a.destroy(), 'a'],
    ['another one goes by itself: there is room', (_, __, b) => b.destroy(), 'b'],
  ];
  for (const [what, act, gone] of rows) {
    const { house, a, b } = fullOfKnown();
    house.ask(house.come('new', '10.0.0.1'));
    t.equal(house.gone(), '', `${what}: not yet`);
    t.equal(house.count(), 4, `${what}: one more than may be, for two turns`);
    await turn();
    act(house, a, b);
    await heardOut();
    t.equal(house.gone(), gone, what);
    t.equal(house.count(), 4 - gone.split(' ').filter((name) => name !== '').length, what);
  }
  const slow = fullOfKnown();
  slow.house.ask(slow.house.come('new', '10.0.0.1'));
  await turn();
  slow.house.ask(slow.a, false);
  await turn();
  await turn();
  t.equal(slow.house.gone(), '', 'it begins to ask: it is heard once more');
  await heardOut();
  t.equal(slow.house.gone(), 'a', 'and goes, because nothing more came');

  const { house, a, b } = fullOfKnown();
  house.ask(house.come('new', '10.0.0.1'));
  for (const each of [a, b]) house.ask(each);
  await heardOut();
  house.come('newer', '10.0.0.2');
  t.equal(house.gone(), 'newer', 'one too many are being answered: who comes has to go');
});

t.test('for several that come at once several go, and never one of them twice', async (t) => {
  const { house } = fullOfKnown();
  house.ask(house.come('new', '10.0.0.1'));
  house.ask(house.come('newer', '10.0.0.1'));
  t.equal(house.gone(), '');
  house.come('newest', '10.0.0.1');
  t.equal(house.gone(), 'newest', 'nobody else can go: all are being answered, or go already');
  await heardOut();
  t.equal(house.gone(), 'a b');
  t.equal(house.count(), 3);

  const other = fullOfKnown().house;
  const guests = ['new', 'newer'].map((name) => other.come(name, '10.0.0.1'));
  for (const guest of guests) other.ask(guest);
  guests[0]?.destroy();
  await heardOut();
  t.equal(other.gone(), 'b new', 'one of the two is enough, where a guest has gone');
  t.equal(other.count(), 3);
});

t.test('256 are heard before they go, and no more: a crowd of a known address is no way to be too many', async (t) => {
  const house = openHouse(400);
  house.review(house.come('speaker', '10.0.0.1'));
  for (let number = 0; number < 399; number += 1) house.come('silent', '10.0.0.1');
  house.pass(2_000);
  for (let number = 0; number < 300; number += 1) house.ask(house.come('new', '10.0.0.1'));
  t.equal(house.count(), 656);
  t.equal(house.gone().split(' ').length, 44);
  await heardOut();
  t.equal(house.count(), 400);
  t.notMatch(house.gone(), /speaker|new/);
});

t.test('of 256 addresses it is remembered that reviews came from there, the last ones', async (t) => {
  const house = openHouse(400);
  const addresses = Array.from({ length: 257 }, (_, number) => `10.1.${number >> 8}.${number & 255}`);
  for (const address of addresses) {
    const socket = house.come(address, address);
    house.review(socket);
    socket.destroy();
  }
  const [first = '', second = ''] = addresses;
  house.gone();
  house.come('second', second);
  house.pass(1);
  for (let number = 0; number < 398; number += 1) house.ask(house.come('busy'));
  house.come('first', first);
  house.pass(2_000);
  house.come('new');
  t.equal(house.gone(), 'first', 'the oldest is forgotten, and a stranger again');
  house.come('newer');
  await heardOut();
  t.equal(house.gone(), 'second', 'before the new one, which is young');
});

t.test('who comes from the port of another that is not yet known to have gone is counted on', async (t) => {
  const house = openHouse(2);
  const before = house.come('before', '10.0.0.9', 1);
  house.come('a', '10.0.0.9', 1);
  before.destroy();
  t.equal(house.count(), 1);
  house.come('b', '10.0.0.9', 2);
  house.come('c', '10.0.0.9', 3);
  t.equal(house.gone(), 'before a', 'no more of them than may be');
});

t.test('what nobody knows of is passed over', async (t) => {
  const house = openHouse(1);
  const stranger = new FakeSocket('10.0.0.3', 1);
  house.review(stranger);
  house.ask(stranger)();
  house.secure(stranger);
  house.begin(stranger);
  t.equal(house.count(), 0);
});
