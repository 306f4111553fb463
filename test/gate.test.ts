/** Whose turn it is, and how many calls are under way: counted, with a clock that the test moves. */
import t from 'tap';
import { type Answer, failure } from '../src/cluster/api-client.js';
import { createGate, type Gate } from '../src/cluster/gate.js';
import { createRightsLedger, type RightsEvent } from '../src/cluster/rights-ledger.js';
import { TIMINGS } from '../src/cluster/timings.js';

const FOUND: Answer = { kind: 'found', body: {}, bytes: 2 };
const BUSY: Answer = { kind: 'status', status: 429, reason: 'TooManyRequests' };

interface Desk {
  readonly gate: Gate;
  readonly pass: (namespace: string, times?: number) => void;
  /** Namespaces of the calls under way, in the order in which they began. */
  readonly running: string[];
  /** Answers the oldest call under way, after so many ms. */
  readonly answer: (answer?: Answer, ms?: number) => Promise<void>;
  readonly answers: Answer[];
  readonly wait: (ms: number) => void;
}

function openDesk(over: Partial<typeof TIMINGS> = {}): Desk {
  let now = 0;
  const running: string[] = [];
  const waiting: ((answer: Answer) => void)[] = [];
  const answers: Answer[] = [];
  const gate = createGate({ timings: { ...TIMINGS, ...over }, clock: () => now });
  return {
    gate,
    running,
    answers,
    wait: (ms) => {
      now += ms;
    },
    pass: (namespace, times = 1) => {
      for (let turn = 0; turn < times; turn += 1) {
        const call = (): Promise<Answer> => {
          running.push(namespace);
          return new Promise((resolve) => waiting.push(resolve));
        };
        void gate.pass(namespace, 'get', call).then((answer) => answers.push(answer));
      }
    },
    answer: async (answer = FOUND, ms = 0) => {
      now += ms;
      running.shift();
      waiting.shift()?.(answer);
      await new Promise(setImmediate);
    },
  };
}

t.test('a storm in one namespace leaves another a place at once, and then every second turn', async (t) => {
  const desk = openDesk();
  desk.pass('storm', 400);
  t.strictSame(desk.running, Array(4).fill('storm'), 'half of the places');
  desk.pass('quiet');
  t.strictSame(desk.running, [...Array(4).fill('storm'), 'quiet'], 'at once');
  desk.pass('third', 3);
  t.strictSame(desk.running.slice(5), ['third', 'third', 'third']);
  desk.pass('quiet', 20);
  desk.pass('third', 20);
  const began: string[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    await desk.answer();
    began.push(desk.running.at(-1) ?? '');
  }
  const count = (namespace: string): number => began.filter((each) => each === namespace).length;
  t.ok(Math.abs(count('storm') - count('quiet')) <= 3, `storm ${count('storm')}, quiet ${count('quiet')}`);
  t.ok(Math.abs(count('third') - count('quiet')) <= 3, `third ${count('third')}`);
});

t.test('of one namespace only so many wait; more are refused at once', async (t) => {
  const desk = openDesk();
  desk.pass('storm', 1000);
  await new Promise(setImmediate);
  t.equal(desk.gate.figures().waiting, 512);
  t.equal(desk.answers.length, 1000 - 512 - 4);
  t.match(desk.answers[0], { kind: 'failed', fault: 'throttled' });
  desk.pass('quiet');
  t.equal(desk.running.at(-1), 'quiet');
});

t.test('a call whose turn comes too late is not made', async (t) => {
  const desk = openDesk();
  desk.pass('a', 6);
  desk.wait(TIMINGS.freshWaitMs / 2 + 1);
  await desk.answer();
  t.equal(desk.running.length, 3, 'none of the two that waited');
  t.strictSame(
    desk.answers.map(({ kind }) => kind),
    ['found', 'failed', 'failed'],
  );
  t.strictSame(desk.gate.figures(), { places: 8, running: 3, waiting: 0, throttled: 0 });
});

t.test('429 halves the places, and all wait as long as it says; the call is made once more', async (t) => {
  const desk = openDesk();
  desk.pass('a', 4);
  desk.pass('b', 4);
  await desk.answer({ ...BUSY, retryAfterMs: 300 } as Answer);
  t.match(desk.gate.figures(), { places: 4, running: 7, waiting: 1, throttled: 1 });
  await desk.answer({ ...BUSY, retryAfterMs: 300 } as Answer);
  t.match(desk.gate.figures(), { places: 4, throttled: 2 }, 'one step for all that was under way');
  desk.pass('c');
  t.equal(desk.running.includes('c'), false, 'nothing is asked until then');
  for (let turn = 0; turn < 6; turn += 1) await desk.answer();
  t.equal(desk.running.length, 0);
  desk.wait(301);
  await new Promise((done) => setTimeout(done, 400));
  t.strictSame(desk.running.toSorted(), ['a', 'a', 'c']);
  for (let turn = 0; turn < 3; turn += 1) await desk.answer();
  t.ok(
    desk.answers.every(({ kind }) => kind === 'found'),
    'nobody was told of it',
  );
});

t.test('a wait that is longer than anybody has is told at once', async (t) => {
  const desk = openDesk();
  desk.pass('a');
  await desk.answer({ ...BUSY, retryAfterMs: 60_000 } as Answer);
  t.match(desk.answers, [{ kind: 'status', status: 429 }]);
  desk.pass('b');
  await new Promise(setImmediate);
  t.match(desk.answers[1], { kind: 'failed', fault: 'throttled' });
  t.equal(desk.running.length, 0);
});

t.test('in the end nothing waits and nothing is called', async (t) => {
  const desk = openDesk();
  desk.pass('a', 6);
  desk.gate.end();
  desk.pass('b');
  await new Promise(setImmediate);
  t.strictSame(
    desk.answers.map(({ kind }) => kind),
    ['failed', 'failed', 'failed'],
  );
  await desk.answer({ ...BUSY, retryAfterMs: 10 } as Answer);
  t.strictSame(desk.running, ['a', 'a', 'a']);
  t.match(desk.answers.at(-1), { kind: 'status', status: 429 });
});

t.test('a burst that gets shorter needs no more places; a line that does not get shorter does', async (t) => {
  const burst = openDesk();
  for (let index = 0; index < 100; index += 1) burst.pass(`ns-${index}`);
  for (let left = 100; left > 0; left -= 1) await burst.answer(FOUND, 4);
  t.strictSame(burst.gate.figures(), { places: TIMINGS.callsAtFirst, running: 0, waiting: 0, throttled: 0 });
  const steady = openDesk();
  // 8 places at 50 ms for a call are 160 a second; 400 come.
  for (let round = 0, number = 0; round < 20; round += 1) {
    for (let index = 0; index < 20; index += 1, number += 1) steady.pass(`ns-${number % 100}`);
    steady.wait(50);
    for (let left = steady.running.length; left > 0; left -= 1) await steady.answer();
  }
  const { places, waiting } = steady.gate.figures();
  t.ok(places >= 20, `${places} places`);
  t.ok(waiting < 20, `${waiting} wait`);
  t.ok(
    steady.answers.every(({ kind }) => kind === 'found'),
    'none waited too long',
  );
});

t.test('places grow while calls wait long, and shrink where the API server becomes slow or silent', async (t) => {
  const desk = openDesk();
  for (let round = 0; round < 200; round += 1) {
    for (const namespace of ['a', 'b', 'c']) desk.pass(namespace, 30);
    desk.wait(30);
    for (let left = desk.running.length; left > 0; left -= 1) await desk.answer();
  }
  const most = desk.gate.figures().places;
  t.equal(most, TIMINGS.callsMost);
  const before = desk.gate.figures().places;
  await desk.answer(failure('deadline', 'there was no answer'));
  t.equal(desk.gate.figures().places, Math.floor(before / 2));
  for (let turn = 0; turn < 400; turn += 1) {
    desk.pass('a');
    await desk.answer(failure('deadline', 'there was no answer'), 10);
  }
  t.equal(desk.gate.figures().places, TIMINGS.callsLeast, 'never fewer');
});

t.test('answers that take much longer than they ordinarily do are a sign of too much', async (t) => {
  const grown = async (): Promise<Desk> => {
    const desk = openDesk();
    for (let round = 0; round < 60; round += 1) {
      for (const namespace of ['a', 'b', 'c']) desk.pass(namespace, 30);
      desk.wait(30);
      for (let left = desk.running.length; left > 0; left -= 1) await desk.answer();
    }
    return desk;
  };
  const desk = await grown();
  const before = desk.gate.figures().places;
  for (let turn = 0; turn < 200; turn += 1) await desk.answer(FOUND, 100);
  const after = desk.gate.figures().places;
  t.ok(before > 32 && after < before && after >= TIMINGS.callsAtFirst, `${before} places, then ${after}`);
  const slow = openDesk();
  for (let turn = 0; turn < 50; turn += 1) {
    slow.pass('a');
    await slow.answer(FOUND, 900);
  }
  t.equal(slow.gate.figures().places, TIMINGS.callsAtFirst, 'one that is always so slow is not');
});

t.test('rights: each loss and each return is told once, by its scope', (t) => {
  const told: RightsEvent[] = [];
  const ledger = createRightsLedger({ secrets: 'namespaces' }, (event) => told.push(event));
  for (const status of [200, 404, 403, 403, 500, 429, 401]) ledger.note('secrets', 'shop', status);
  ledger.note('secrets', 'other', 200);
  ledger.note('namespaces', 'shop', 403);
  ledger.note('namespaces', 'other', 404);
  t.strictSame([ledger.isLost('secrets', 'shop'), ledger.isLost('secrets', 'other')], [true, false]);
  t.strictSame(ledger.lost(), [{ resource: 'secrets', namespace: 'shop' }]);
  ledger.note('secrets', 'shop', 404);
  t.strictSame(
    told.map(({ event, resource, namespace, status }) => `${event} ${resource} ${namespace} ${status}`),
    ['lost secrets shop 403', 'lost namespaces  403', 'regained namespaces  404', 'regained secrets shop 404'],
  );
  const wide = createRightsLedger({ secrets: 'cluster' }, () => {});
  wide.note('secrets', 'shop', 403);
  t.ok(wide.isLost('secrets', 'other'), 'a ClusterRole is for all namespaces');
  t.end();
});
