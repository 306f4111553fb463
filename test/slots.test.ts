import fc from 'fast-check';
import t from 'tap';
import { createSlots, type Slots, type SlotsOptions } from '../src/webhook/slots.js';

/** A clock that stands still until it is told to go on; what is due by then is done on the way. */
function createClock() {
  let time = 0;
  const due = new Set<{ readonly at: number; readonly act: () => void }>();
  return {
    now: () => time,
    after: (ms: number, act: () => void) => {
      const entry = { at: time + ms, act };
      due.add(entry);
      return () => void due.delete(entry);
    },
    pass: (ms: number) => {
      const end = time + ms;
      for (;;) {
        const [first] = [...due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (first === undefined) break;
        due.delete(first);
        time = first.at;
        first.act();
      }
      time = end;
    },
    timers: () => due.size,
  };
}

interface Holder {
  readonly name: string;
  state: 'waiting' | 'inside' | 'refused' | 'cut';
  arrived: boolean;
  /** Bytes, while it has not. */
  come: number;
  readonly leave: () => void;
}

function build(change: Partial<SlotsOptions> = {}) {
  const clock = createClock();
  const options = { bytesAtOnce: 20_000, waiting: 10, patienceMs: 1_000, countsArrived: false, ...change };
  const slots = createSlots(options, clock);
  return { clock, enter: (...args: [string, number?, number?]) => enter(slots, ...args), slots };
}

function enter(slots: Slots, name: string, bytes = 10_000, withinMs = 2_000): Holder {
  const guest: Holder = { name, state: 'waiting', arrived: true, come: 0, leave: () => leave() };
  const leave = slots.enter({
    bytes,
    address: name.split(' ')[0] ?? '',
    withinMs,
    settle: (hasSlot) => {
      guest.state = hasSlot ? 'inside' : 'refused';
    },
    isArriving: () => !guest.arrived,
    arrived: () => guest.come,
    cut: () => {
      guest.state = 'cut';
    },
  });
  return guest;
}

const states = (guests: readonly Holder[]) => guests.map(({ state }) => state).join(' ');

t.test('who finds no place waits for one, first come, first served', async (t) => {
  const { enter, clock } = build();
  const guests = ['a 1', 'a 2', 'a 3', 'a 4'].map((name) => enter(name));
  t.equal(states(guests), 'inside inside waiting waiting');
  clock.pass(1_000);
  guests[1]?.leave();
  t.equal(states(guests), 'inside inside inside waiting');
  guests[0]?.leave();
  guests[0]?.leave();
  t.equal(states(guests), 'inside inside inside inside', 'a place given back twice is one place');
  t.equal(enter('a 5').state, 'waiting');
  t.ok(clock.timers() === 1);
});

t.test('who has gone keeps no place in the order of addresses for when it comes again', async (t) => {
  const { enter } = build({ bytesAtOnce: 10_000 });
  const inside = enter('x');
  const gone = enter('a 1');
  gone.leave();
  const [b, again] = [enter('b 1'), enter('a 2')];
  inside.leave();
  t.equal(states([b, again]), 'inside waiting');
  b?.leave();
  t.equal(again?.state, 'inside');
});

t.test('a small one does not overtake a large one that waits', async (t) => {
  const { enter } = build();
  const [first, large, small] = [enter('a 1', 12_000), enter('a 2', 20_000), enter('a 3', 5_000)] as const;
  t.equal(states([first, large, small]), 'inside waiting waiting');
  first.leave();
  t.equal(states([large, small]), 'inside waiting');
  large.leave();
  t.equal(small.state, 'inside');
});

t.test('who would wait past its time is told so then, and not before', async (t) => {
  const { enter, clock } = build();
  enter('a 1', 20_000);
  const [short, long] = [enter('a 2', 1, 500), enter('a 3', 1, 2_000)] as const;
  clock.pass(490);
  t.equal(states([short, long]), 'waiting waiting');
  clock.pass(50);
  t.equal(states([short, long]), 'refused waiting');
  clock.pass(1_600);
  t.equal(states([short, long]), 'refused refused');
  t.equal(clock.timers(), 0, 'nobody is looked after any more');
});

t.test('who goes away while it waits is forgotten', async (t) => {
  const { enter, clock } = build();
  const inside = enter('a 1', 20_000);
  const gone = enter('a 2');
  gone.leave();
  inside.leave();
  t.equal(gone.state, 'waiting', 'never called');
  t.equal(clock.timers(), 0);
  const after = [enter('a 3'), enter('a 4')];
  t.equal(states(after), 'inside inside', 'and holds nothing');
});

t.test('next is the address that holds least: a crowd costs another one no more than its share', async (t) => {
  const { enter } = build({ bytesAtOnce: 40_000 });
  const inside = [1, 2, 3, 4].map((index) => enter(`crowd ${index}`));
  const crowd = [5, 6, 7, 8].map((index) => enter(`crowd ${index}`));
  const other = [1, 2, 3].map((index) => enter(`other ${index}`));
  inside[0]?.leave();
  inside[1]?.leave();
  t.equal(states(other), 'inside inside waiting', 'until both hold the same');
  inside[2]?.leave();
  inside[3]?.leave();
  t.equal(states([...crowd, ...other]), 'inside inside waiting waiting inside inside waiting');
});

t.test('a full queue sends away the last one of the longest line, whoever came last', async (t) => {
  const { enter } = build({ bytesAtOnce: 10_000, waiting: 3 });
  enter('crowd 0');
  const crowd = [1, 2, 3].map((index) => enter(`crowd ${index}`));
  const other = enter('other 1');
  t.equal(states([...crowd, other]), 'waiting waiting refused waiting');
  t.equal(enter('crowd 4').state, 'refused');
});

t.test('a body that does not come gives its place up where another address needs it, and only there', async (t) => {
  const { enter, clock } = build();
  const slow = enter('slow 1', 20_000);
  slow.arrived = false;
  clock.pass(7_000);
  t.equal(slow.state, 'inside', 'nobody else wants it');
  const second = enter('slow 2', 20_000);
  t.equal(second.state, 'waiting', 'its own address has to wait longer');
  const honest = enter('a 1');
  t.equal(states([slow, honest]), 'cut inside');
  slow.leave();
  t.equal(enter('a 2').state, 'waiting', 'its place was given back once');
  honest.leave();
  t.equal(second.state, 'inside', 'which had waited longer');
});

t.test('for one of its own address it leaves when its review is too late anyhow', async (t) => {
  const { enter, clock } = build({ patienceMs: 100 });
  const slow = enter('a 1', 20_000);
  slow.arrived = false;
  const next = enter('a 2');
  clock.pass(700);
  t.equal(states([slow, next]), 'inside waiting');
  clock.pass(150);
  t.equal(states([slow, next]), 'cut inside');
});

t.test('cut is who holds most, not who is judged or has just begun', async (t) => {
  const { enter, clock } = build({ bytesAtOnce: 40_000 });
  const judged = enter('judged 1', 10_000);
  const slow = [enter('few 1', 10_000), enter('many 1', 10_000), enter('many 2', 10_000)];
  for (const guest of slow) guest.arrived = false;
  const waiting = enter('a 1', 10_000);
  clock.pass(900);
  t.equal(states([judged, ...slow, waiting]), 'inside inside inside inside waiting', 'it may still come');
  clock.pass(150);
  t.equal(states([judged, ...slow, waiting]), 'inside inside cut inside inside');
});

t.test(
  'of a small body that does not come only what has come counts, and of too much of that the most goes',
  async (t) => {
    const { enter, clock } = build({ countsArrived: true, bytesAtOnce: 40_000 });
    const slow = Array.from({ length: 8 }, (_, index) => enter(index < 5 ? `crowd ${index}` : `few ${index}`));
    for (const guest of slow) Object.assign(guest, { arrived: false, come: 5_000 });
    t.equal(states(slow), 'inside inside inside inside waiting waiting waiting waiting', 'at first what is announced');
    clock.pass(1_050);
    t.equal(states(slow.slice(4)), 'waiting inside inside waiting', 'then there is room again, for who holds least');
    clock.pass(900);
    for (const guest of slow) guest.come = 9_000;
    const honest = enter('a 1', 4_096);
    clock.pass(200);
    t.equal(honest.state, 'inside');
    t.equal(states(slow), 'cut cut cut inside refused inside inside refused');
  },
);

t.test('as many bytes a second as allowed, with a burst of one second, and the rest waits', async (t) => {
  const { enter, clock } = build({ bytesAtOnce: 100_000, bytesPerSecond: 50_000 });
  const pass = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const guest = enter(`a ${index}`);
      if (guest.state === 'inside') guest.leave();
      return guest;
    });
  const first = pass(7);
  t.equal(states(first), 'inside inside inside inside inside waiting waiting');
  clock.pass(200);
  t.equal(states(first.slice(5)), 'inside waiting');
  for (const guest of first) guest.leave();
  clock.pass(60_000);
  t.equal(states(pass(7)), 'inside inside inside inside inside waiting waiting', 'no more is saved up');
});

t.test('to the byte and to the millisecond', async (t) => {
  const sizes = build();
  const tiny = Array.from({ length: 5 }, (_, index) => sizes.enter(`a ${index}`, index));
  t.equal(states(tiny), 'inside inside inside inside waiting', 'nothing counts as less than 4,096');
  tiny[0]?.leave();
  t.equal(states(tiny), 'inside inside inside inside inside');

  const full = build();
  const [huge, next] = [full.enter('a 1', 50_000), full.enter('a 2', 1)];
  t.equal(states([huge, next]), 'inside waiting', 'one that is larger than all the room has it alone');
  huge.leave();
  t.equal(states([next, full.enter('b 1', 15_904)]), 'inside inside', 'all of it can be held');
  t.equal(full.enter('b 2', 1).state, 'waiting');
  full.slots.close();
  t.equal(full.clock.timers(), 0, 'in the end nobody is looked after');

  const waits = build();
  waits.enter('a 1', 20_000);
  const [brief, long] = [waits.enter('a 2', 1, 50), waits.enter('b 1', 1, 51)];
  waits.clock.pass(49);
  t.equal(states([brief, long]), 'waiting waiting');
  waits.clock.pass(1);
  t.equal(states([brief, long]), 'refused waiting');
  waits.clock.pass(25);
  t.equal(states([brief, long]), 'refused refused', 'it is looked at every 25 ms');

  for (const [ms, state] of [
    [99, 'inside'],
    [100, 'cut'],
  ] as const) {
    const { clock, enter } = build({ patienceMs: 100 });
    const slow = enter('a 1', 20_000);
    slow.arrived = false;
    clock.pass(ms);
    enter('b 1', 20_000);
    t.equal(slow.state, state, `after ${ms} ms, for another address`);
  }
  for (const [ms, state] of [
    [799, 'inside'],
    [800, 'cut'],
  ] as const) {
    const { clock, enter } = build({ patienceMs: 100 });
    const slow = enter('a 1', 20_000);
    slow.arrived = false;
    clock.pass(ms);
    enter('a 2', 20_000);
    t.equal(slow.state, state, `after ${ms} ms, for its own address`);
  }
  const arrived = build({ patienceMs: 100 });
  const judged = arrived.enter('a 1', 20_000);
  arrived.clock.pass(5_000);
  t.equal(arrived.enter('b 1').state, 'waiting');
  t.equal(judged.state, 'inside', 'a body that has come is never cut');
});

t.test('who has to leave: only who holds more than who waits, the first of those who hold most', async (t) => {
  const { clock, enter } = build({ bytesAtOnce: 40_000, patienceMs: 100 });
  const slow = ['a 1', 'a 2', 'b 1', 'b 2'].map((name) => enter(name));
  for (const guest of slow) guest.arrived = false;
  clock.pass(100);
  const equal = enter('b 3');
  t.equal(states([...slow, equal]), 'inside inside inside inside waiting', 'they hold as much as it has');
  const other = enter('c 1', 20_000);
  t.equal(states([...slow, other]), 'cut inside cut inside inside', 'one of each, until there is room');

  const counted = build({ countsArrived: true, bytesAtOnce: 20_000, patienceMs: 100 });
  const [few, more] = [counted.enter('a 1'), counted.enter('b 1')];
  Object.assign(few, { arrived: false, come: 1_000 });
  Object.assign(more, { arrived: false, come: 50_000 });
  counted.clock.pass(99);
  t.equal(counted.enter('c 1', 9_000).state, 'waiting', 'it may still come');
  counted.clock.pass(25);
  t.equal(states([few, more]), 'inside inside', 'what has come counts, at most what was announced');
  t.equal(counted.enter('c 2', 1).state, 'inside');
  t.equal(states([few, more]), 'inside cut', 'so that one holds most');
  const uncounted = build({ bytesAtOnce: 20_000, patienceMs: 100 });
  const held = [uncounted.enter('a 1'), uncounted.enter('b 1')];
  for (const guest of held) Object.assign(guest, { arrived: false, come: 0 });
  uncounted.clock.pass(200);
  t.equal(uncounted.enter('a 2', 5_000).state, 'waiting', 'of large ones all that was announced counts');
});

t.test('who is sent away from a full queue, and who comes next where all hold the same', async (t) => {
  const { enter } = build({ bytesAtOnce: 10_000, waiting: 4 });
  const inside = enter('x 1');
  const guests = ['a 1', 'b 1', 'a 2', 'b 2'].map((name) => enter(name));
  t.equal(enter('c 1').state, 'waiting');
  t.equal(states(guests), 'waiting waiting refused waiting', 'of two lines that are as long the first');
  inside.leave();
  t.equal(states(guests), 'inside waiting refused waiting', 'who came first');
  guests[0]?.leave();
  t.equal(states(guests), 'inside inside refused waiting');
});

t.test(
  'what came late and then came after all may be more than there is room for: who holds most of it goes',
  async (t) => {
    const { clock, enter } = build({ countsArrived: true, bytesAtOnce: 20_000, patienceMs: 100 });
    const late = [enter('a 1'), enter('a 2')];
    for (const guest of late) Object.assign(guest, { arrived: false, come: 1_000 });
    clock.pass(110);
    const judged = enter('b 1');
    clock.pass(50);
    t.equal(states([...late, judged]), 'inside inside inside', 'there is room for what has come');
    for (const guest of late) guest.come = 9_000;
    clock.pass(25);
    t.equal(states([...late, judged]), 'cut inside inside', 'though nobody waits');
    late[1]?.leave();
    judged.leave();
    clock.pass(25);
    t.equal(clock.timers(), 0);
    const full = build({ waiting: 0 });
    t.equal(
      states([full.enter('a 1', 20_000), full.enter('a 2')]),
      'inside refused',
      'who finds room does not wait for it',
    );
  },
);

t.test('whose turn comes while another one is refused is not refused as well', async (t) => {
  const { slots, clock, enter } = build();
  const inside = enter('x 1', 20_000);
  const told: string[] = [];
  for (const name of ['a', 'b']) {
    slots.enter({
      bytes: 1,
      address: name,
      withinMs: 50,
      settle: (hasSlot) => {
        told.push(`${name} ${hasSlot}`);
        if (!hasSlot) inside.leave();
      },
      isArriving: () => false,
      arrived: () => 1,
      cut: () => {},
    });
  }
  clock.pass(200);
  t.strictSame(told, ['a false', 'b true']);
});

t.test('bytes of a second: one body may overdraw them, and then it takes its time', async (t) => {
  const { clock, enter } = build({ bytesAtOnce: 100_000, bytesPerSecond: 10_000 });
  const first = enter('a 1', 30_000);
  t.equal(first.state, 'inside', 'as there was something left');
  const second = enter('a 2', 10_000, 5_000);
  clock.pass(2_000);
  t.equal(second.state, 'waiting');
  clock.pass(26);
  t.equal(second.state, 'inside', 'once it is paid for, and not with what was gained before');
  const third = enter('a 3', 10_000);
  clock.pass(900);
  t.equal(third.state, 'waiting');
  clock.pass(150);
  t.equal(third.state, 'inside');
});

t.test('whatever comes and goes, the room is never overdrawn and everybody is told once', async (t) => {
  const action = fc.record({
    address: fc.constantFrom('a', 'b', 'c'),
    bytes: fc.integer({ min: 0, max: 30_000 }),
    arrives: fc.boolean(),
    leaves: fc.integer({ min: 0, max: 40 }),
    ms: fc.integer({ min: 0, max: 700 }),
  });
  const property = fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
    const clock = createClock();
    const slots = createSlots({ bytesAtOnce: 20_000, waiting: 5, patienceMs: 300, countsArrived: false }, clock);
    const guests: { readonly size: number; readonly leave: () => void; told: number; inside: boolean }[] = [];
    const held = () => guests.reduce((sum, { inside, size }) => sum + (inside ? size : 0), 0);
    for (const { address, bytes, arrives, leaves, ms } of actions) {
      const guest = { size: Math.min(Math.max(bytes, 4_096), 20_000), leave: () => {}, told: 0, inside: false };
      guests.push(guest);
      const leave = slots.enter({
        address,
        bytes,
        withinMs: 500,
        settle: (hasSlot) => {
          guest.told += 1;
          guest.inside = hasSlot;
        },
        isArriving: () => !arrives,
        arrived: () => 0,
        cut: () => {
          guest.inside = false;
        },
      });
      guest.leave = () => {
        guest.inside = false;
        leave();
      };
      guests[leaves]?.leave();
      clock.pass(ms);
      if (held() > 20_000) return false;
    }
    for (const guest of guests) guest.leave();
    clock.pass(1_000);
    return (
      guests.every(({ told }) => told <= 1) && clock.timers() === 0 && enter(slots, 'z', 20_000).state === 'inside'
    );
  });
  t.equal(fc.check(property, { seed: 8, numRuns: 500 }).counterexample, null);
});
