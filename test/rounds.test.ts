import t from 'tap';
import { createRounds, type Step } from '../src/webhook/rounds.js';

/** Time goes on as told; what is put off is done when the loop turns. */
function open() {
  const told: string[] = [];
  let time = 0;
  const put: (() => void)[] = [];
  const rounds = createRounds({ later: (act) => void put.push(act), now: () => time });
  const fail = (error: unknown): void => void told.push(`failed: ${String(error)}`);
  return {
    told,
    put,
    fail,
    rounds,
    /** A review of so many steps, each of which takes so long. */
    enter: (name: string, steps: number, ms = 0, bytes = 0) => {
      const step =
        (number: number): Step =>
        () => {
          told.push(`${name}${number}`);
          time += ms;
          return number < steps ? step(number + 1) : undefined;
        };
      rounds.enter(step(1), bytes, fail);
    },
    turn: () => {
      for (const act of put.splice(0)) act();
    },
  };
}

t.test('nothing happens before the loop has turned, and then it is put off once', async (t) => {
  const { told, put, enter } = open();
  enter('a', 1);
  enter('b', 1);
  t.strictSame(told, []);
  t.equal(put.length, 1);
});

t.test('those who have come together do each step together, in order', async (t) => {
  const { told, enter, turn, put } = open();
  enter('a', 3);
  enter('b', 1);
  enter('c', 2);
  turn();
  t.strictSame(told, ['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
  t.equal(put.length, 0, 'and nothing is left to do');
  enter('d', 1);
  turn();
  t.strictSame(told.slice(6), ['d1']);
});

t.test('who comes within a round is the next one', async (t) => {
  const { told, rounds, fail, enter, turn, put } = open();
  rounds.enter(
    () => {
      told.push('a1');
      enter('b', 1);
      return () => void told.push('a2');
    },
    0,
    fail,
  );
  turn();
  t.strictSame(told, ['a1', 'a2', 'b1']);
  t.equal(put.length, 0);
});

t.test('after 5 ms everybody else has a turn, and nobody is forgotten or asked twice', async (t) => {
  const { told, enter, turn } = open();
  enter('a', 2, 4);
  enter('b', 2, 4);
  enter('c', 2, 4);
  turn();
  t.strictSame(told, ['a1', 'b1']);
  enter('d', 1);
  turn();
  t.strictSame(told.slice(2), ['c1', 'a2']);
  turn();
  t.strictSame(told.slice(4), ['b2', 'c2']);
  turn();
  t.strictSame(told.slice(6), ['d1']);
  turn();
  t.equal(told.length, 7);
});

t.test('of those who have come only so many bytes are in one round, but never less than one review', async (t) => {
  const { told, enter, turn } = open();
  const KIB = 1024;
  enter('a', 2, 0, 100 * KIB);
  enter('b', 2, 0, 156 * KIB);
  enter('c', 2, 0, 1);
  enter('d', 2, 0, 8192 * KIB);
  enter('e', 2);
  turn();
  t.strictSame(told, ['a1', 'b1', 'a2', 'b2', 'c1', 'c2', 'd1', 'd2', 'e1', 'e2']);
});

t.test('a step that throws ends its review, and no other', async (t) => {
  const { told, rounds, fail, enter, turn } = open();
  enter('a', 2);
  rounds.enter(
    () => {
      throw new Error('broken');
    },
    0,
    fail,
  );
  enter('b', 2);
  turn();
  t.strictSame(told, ['a1', 'failed: Error: broken', 'b1', 'a2', 'b2']);
});
