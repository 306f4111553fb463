/** Whose turn it is, and how many calls are under way: counted, with a clock that the test moves. */
import t, { type Test } from 'tap';
import { type Answer, failure } from '../src/cluster/api-client.js';
import { createGate, type Gate } from '../src/cluster/gate.js';
import { createRightsLedger, type RightsEvent } from '../src/cluster/rights-ledger.js';
import { TIMINGS } from '../src/cluster/timings.js';
import { virtualTime } from './support/virtual-time.js';

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

// ------------------------------------------------------------------------------------------------- to the millisecond

interface Timed {
  readonly gate: Gate;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Calls under way, as `namespace` and what answers them. */
  readonly running: { readonly namespace: string; readonly answer: (answer: Answer) => void }[];
  readonly ask: (namespace: string, verb?: 'get' | 'list') => { is: Answer | undefined };
  /** Answers the oldest call of this namespace; of any. */
  readonly answer: (answer?: Answer, namespace?: string) => Promise<void>;
  readonly places: () => number;
}

function timedDesk(t: Test, over: Partial<typeof TIMINGS> = {}): Timed {
  const time = virtualTime(t);
  const gate = createGate({ timings: { ...TIMINGS, ...over }, clock: time.now });
  const running: Timed['running'] = [];
  return {
    gate,
    now: time.now,
    wait: time.pass,
    running,
    places: () => gate.figures().places,
    ask(namespace, verb = 'get') {
      const asked: { is: Answer | undefined } = { is: undefined };
      const call = (): Promise<Answer> => new Promise((answer) => running.push({ namespace, answer }));
      void gate.pass(namespace, verb, call).then((answer) => {
        asked.is = answer;
      });
      return asked;
    },
    async answer(answer = FOUND, namespace = running[0]?.namespace ?? '') {
      const at = running.findIndex((each) => each.namespace === namespace);
      const [one] = running.splice(at, 1);
      one?.answer(answer);
      await time.settle();
    },
  };
}

const TOO_LONG = {
  kind: 'failed',
  fault: 'throttled',
  reason: 'it is asked too much; the question would have waited too long',
};
const statusOf = (status: number): Answer => ({ kind: 'status', status, reason: '' });

t.test('as many calls as there are places, half of them for one namespace', async (t) => {
  const desk = timedDesk(t);
  for (let index = 0; index < 12; index += 1) desk.ask(`ns-${index}`);
  t.equal(desk.running.length, 8);
  const one = timedDesk(t);
  for (let index = 0; index < 4; index += 1) one.ask('a');
  await one.answer();
  for (let index = 0; index < 8; index += 1) one.ask('a');
  t.equal(one.running.length, 4, 'also when none of it waited for a moment');
  const few = timedDesk(t, { callsAtFirst: 1, callsLeast: 1 });
  few.ask('a');
  t.equal(few.running.length, 1, 'of a single place, that one');
});

t.test('a turn may be waited for half of the time, and no longer', async (t) => {
  for (const [ms, wanted] of [
    [750, FOUND],
    [751, TOO_LONG],
  ] as const) {
    const desk = timedDesk(t, { callsAtFirst: 1, callsLeast: 1 });
    desk.ask('a');
    const late = desk.ask('b');
    await desk.wait(ms);
    await desk.answer();
    await desk.answer();
    t.strictSame(late.is, wanted);
    t.strictSame(desk.gate.figures(), { places: 1, running: 0, waiting: 0, throttled: 0 });
  }
});

t.test('what the server asks to wait is waited by all, to the millisecond, and is not their waiting', async (t) => {
  const desk = timedDesk(t, { callsAtFirst: 2, callsLeast: 2 });
  await desk.wait(1000);
  const asked = ['a', 'b', 'c', 'c', 'd'].map((namespace) => desk.ask(namespace));
  await desk.answer({ ...BUSY, retryAfterMs: 700 } as Answer, 'a');
  await desk.wait(699);
  t.strictSame(
    desk.running.map(({ namespace }) => namespace),
    ['b'],
  );
  // It was sent before, and asks for as much again.
  await desk.answer({ ...BUSY, retryAfterMs: 700 } as Answer, 'b');
  await desk.wait(699);
  t.strictSame(desk.running, []);
  await desk.wait(1);
  t.equal(desk.now(), 2399);
  t.equal(desk.running.length, 2);
  await desk.wait(60);
  for (let left = 5; left > 0; left -= 1) await desk.answer();
  t.strictSame(
    asked.map(({ is }) => is),
    Array(5).fill(FOUND),
    'none of them is late by it',
  );
  t.match(desk.gate.figures(), { throttled: 2, waiting: 0, running: 0 });
  await desk.wait(5000);
  const after = ['a', 'b', 'c'].map((namespace) => desk.ask(namespace));
  await desk.wait(751);
  await desk.answer();
  t.strictSame(after[2]?.is, TOO_LONG, 'and nobody may wait longer for it afterwards');
});

t.test('a shorter wait does not end a longer one; without a word it is a second', async (t) => {
  const desk = timedDesk(t);
  await desk.wait(500);
  const asked = ['a', 'b'].map((namespace) => desk.ask(namespace));
  await desk.answer(BUSY);
  await desk.answer({ ...BUSY, retryAfterMs: 100 } as Answer);
  await desk.wait(999);
  t.equal(desk.running.length, 0);
  await desk.wait(1);
  t.equal(desk.running.length, 2);
  await desk.answer();
  await desk.answer();
  t.strictSame(
    asked.map(({ is }) => is),
    [FOUND, FOUND],
  );
});

t.test('a call is made again if there is time left for it', async (t) => {
  await t.test('just', async (t) => {
    const desk = timedDesk(t);
    await desk.wait(1000);
    const asked = desk.ask('a');
    await desk.answer({ ...BUSY, retryAfterMs: 1499 } as Answer);
    t.equal(asked.is, undefined);
    await desk.wait(1499);
    await desk.answer();
    t.strictSame(asked.is, FOUND);
  });
  await t.test('not any more', async (t) => {
    const desk = timedDesk(t);
    await desk.wait(1000);
    const asked = desk.ask('a');
    await desk.answer({ ...BUSY, retryAfterMs: 1500 } as Answer);
    t.match(asked.is, { status: 429 });
    const next = desk.ask('b');
    t.equal(desk.running.length, 0);
    await desk.wait(1500);
    t.equal(desk.running.length, 1, 'who comes then has all of his time before him');
    await desk.answer();
    t.strictSame(next.is, FOUND);
    await desk.wait(5000);
    desk.ask('c');
    t.equal(desk.running.length, 1, 'and what was asked for is over');
  });
});

t.test('what halves the places: 429, 503, 504 and a deadline', async (t) => {
  const deadline = failure('deadline', 'x');
  const rows: readonly (readonly [Answer, number])[] = [
    [statusOf(503), 4],
    [statusOf(504), 4],
    [deadline, 4],
    [BUSY, 4],
    [statusOf(500), 8],
    [statusOf(502), 8],
    [statusOf(404), 8],
    [statusOf(403), 8],
    [failure('connection', 'x'), 8],
    [failure('malformed', 'x'), 8],
  ];
  for (const [answer, places] of rows) {
    const desk = timedDesk(t);
    const asked = desk.ask('a');
    await desk.wait(100);
    await desk.answer(answer);
    const isBusy = answer === BUSY;
    t.strictSame(desk.gate.figures(), { places, running: 0, waiting: isBusy ? 1 : 0, throttled: isBusy ? 1 : 0 });
    t.equal(asked.is, isBusy ? undefined : answer);
  }
});

t.test('places grow by half while a line does not get shorter, and by one where it was too much before', async (t) => {
  const desk = timedDesk(t);
  let number = 0;
  const come = (count: number): void => {
    for (let index = 0; index < count; index += 1, number += 1) desk.ask(`ns-${number}`);
  };
  const seen: number[] = [];
  const step = async (ms: number): Promise<void> => {
    await desk.wait(ms);
    come(6);
    await desk.answer();
    seen.push(desk.places());
  };
  come(60);
  await desk.wait(76);
  for (let left = 8; left > 0; left -= 1) await desk.answer();
  t.equal(desk.places(), 8, 'who waited for nothing says nothing');
  for (const ms of [1, 74, 1, 74, 1]) await step(ms);
  t.strictSame(seen, [8, 8, 12, 12, 18], 'a look, and no other one sooner than after 75 ms');
  await desk.answer(statusOf(503));
  t.equal(desk.places(), 9);
  while (desk.running.length > 9) await desk.answer(failure('connection', 'x'));
  seen.length = 0;
  for (const ms of [80, 80, 80]) await step(ms);
  t.strictSame(seen, [9, 10, 11], 'a look, and then one by one');
});

t.test('a turn is long beyond 75 ms', async (t) => {
  for (const [ms, places] of [
    [75, 8],
    [76, 12],
  ] as const) {
    const desk = timedDesk(t, { freshWaitMs: 100_000 });
    for (let number = 0; number < 60; number += 1) desk.ask(`ns-${number}`);
    await desk.wait(ms);
    for (let left = 8; left > 0; left -= 1) await desk.answer();
    await desk.wait(600);
    await desk.answer();
    t.equal(desk.places(), places);
  }
});

t.test('a line that gets shorter is left to do so for half a second', async (t) => {
  const desk = timedDesk(t);
  for (let number = 0; number < 60; number += 1) desk.ask(`ns-${number}`);
  await desk.wait(80);
  // Nobody of these waited: from here on half a second.
  for (let left = 8; left > 0; left -= 1) await desk.answer();
  const seen: number[] = [];
  for (let look = 0; look < 7; look += 1) {
    await desk.wait(80);
    await desk.answer();
    seen.push(desk.places());
  }
  t.strictSame(seen, [8, 8, 8, 8, 8, 8, 12]);
});

t.test('the end of that patience, and a line that is just as long', async (t) => {
  const waiting = async (): Promise<Timed> => {
    const desk = timedDesk(t);
    for (let number = 0; number < 60; number += 1) desk.ask(`ns-${number}`);
    await desk.wait(80);
    for (let left = 8; left > 0; left -= 1) await desk.answer();
    await desk.wait(80);
    await desk.answer();
    return desk;
  };
  const shorter = await waiting();
  await shorter.wait(419);
  await shorter.answer();
  t.equal(shorter.places(), 8);
  const later = await waiting();
  await later.wait(420);
  await later.answer();
  t.equal(later.places(), 12, 'half a second after the last that did not wait');
  const same = await waiting();
  same.ask('one-more');
  await same.wait(80);
  await same.answer();
  t.equal(same.places(), 12, 'as long as before is not shorter');
});

t.test('answers to lists and failures say nothing of a slow server, answers to single questions do', async (t) => {
  const grown = async (): Promise<Timed> => {
    const desk = timedDesk(t, { callsMost: 20, freshWaitMs: 100_000 });
    for (let number = 0; number < 100; number += 1) desk.ask(`ns-${number}`);
    while (desk.running.length > 0) {
      await desk.wait(100);
      for (let left = desk.running.length; left > 0; left -= 1) await desk.answer();
    }
    return desk;
  };
  const slow = async (desk: Timed, verb: 'get' | 'list', answer: Answer, times: number): Promise<void> => {
    for (let turn = 0; turn < times; turn += 1) {
      desk.ask('a', verb);
      await desk.wait(1000);
      await desk.answer(answer);
    }
  };
  const desk = await grown();
  const most = desk.places();
  t.ok(most > 12, `${most}`);
  await slow(desk, 'list', FOUND, 40);
  await slow(desk, 'get', failure('connection', 'x'), 40);
  t.equal(desk.places(), most);
  let answers = 0;
  while (desk.places() === most && answers < 100) {
    await slow(desk, 'get', FOUND, 1);
    answers += 1;
  }
  t.equal(answers, 14, 'when it is sure');
  t.equal(desk.places(), Math.floor(most * 0.9), 'a tenth');
});

t.test('a call that throws gives its place back and is told', async (t) => {
  const gate = createGate({ timings: { ...TIMINGS, callsAtFirst: 2 }, clock: () => 0 });
  const error = new Error('broken');
  const throwing = [1, 2, 3].map(() => gate.pass('a', 'get', () => Promise.reject(error)));
  for (const each of throwing) await t.rejects(each, error);
  t.strictSame(gate.figures(), { places: 2, running: 0, waiting: 0, throttled: 0 });
});

t.test('what is told in the end', async (t) => {
  const desk = timedDesk(t, { callsAtFirst: 1, callsLeast: 1 });
  desk.ask('a');
  const waiting = desk.ask('b');
  desk.gate.end();
  const late = desk.ask('c');
  await desk.wait(0);
  const ended = { kind: 'failed', fault: 'connection', reason: 'Pullgate is ending' };
  t.strictSame([waiting.is, late.is], [ended, ended]);
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
