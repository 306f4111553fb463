/** How long answers of registries are believed, how many are kept, and whose turn it is to be asked. */
import t from 'tap';
import type { LoginAttempt, PullOutcome, RegistryAnswer } from '../src/core/registry-answer.js';
import type { AuthEntry } from '../src/core/secret/auth-entry.js';
import type { PullSecret } from '../src/core/types.js';
import { AGES, type Age, ageOf } from '../src/registry/ages.js';
import { createAnswers } from '../src/registry/answers.js';
import { createBreaker } from '../src/registry/breaker.js';
import { createFairQueue } from '../src/registry/fair-queue.js';
import { createIdentities } from '../src/registry/identities.js';
import { createPatience } from '../src/registry/patience.js';
import { createQuestionPace, requestsOf } from '../src/registry/question-pace.js';

const ENTRY: AuthEntry = {
  key: 'registry.example.com',
  normalized: 'registry.example.com',
  hasUser: true,
  login: 'other',
  flaws: [],
  ignoredToken: false,
};
const PULLABLE: PullOutcome = { result: 'pullable' };
const REFUSED: PullOutcome = {
  result: 'refused',
  status: 401,
  at: 'registry',
  what: 'credential',
  mayBeAbsent: false,
};
const ABSENT: PullOutcome = { result: 'not-found', what: 'tag', mayBeHidden: false };
const SILENT: PullOutcome = { result: 'unreachable', why: 'timeout' };
const limited = (until?: number): PullOutcome => ({
  result: 'rate-limited',
  limit: 'pulls',
  anonymous: true,
  ...(until === undefined ? {} : { until }),
});

function answerOf(anonymous: PullOutcome, ...tries: readonly PullOutcome[]): RegistryAnswer {
  const attempts = tries.map((outcome): LoginAttempt => ({ secret: 'regcred', entry: ENTRY, outcome, at: 0 }));
  return { anonymous, at: 0, attempts, nodes: [], source: 'asked' };
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

t.test('how old an answer may be', async (t) => {
  const NOW = 1_000_000;
  const rows: readonly (readonly [string, RegistryAnswer, Age, Age?])[] = [
    ['everybody may pull', answerOf(PULLABLE), AGES.pullableTag, AGES.pullableDigest],
    ['with a login', answerOf(REFUSED, PULLABLE), AGES.pullableTag, AGES.pullableDigest],
    ['with the second login', answerOf(REFUSED, REFUSED, PULLABLE), AGES.refused],
    ['nobody may', answerOf(REFUSED), AGES.refused],
    ['a wrong login beside what everybody may', answerOf(PULLABLE, REFUSED), AGES.refused],
    ['no such tag', answerOf(ABSENT), AGES['not-found']],
    ['no such tag for this login', answerOf(REFUSED, ABSENT), AGES['not-found']],
    ['no answer', answerOf(SILENT), AGES.unreachable],
    ['no answer to the login', answerOf(REFUSED, SILENT), AGES.unreachable],
    ['no answer without a login', answerOf(SILENT, PULLABLE), AGES.unreachable],
    ['not said', answerOf({ result: 'unknown', reason: 'x' }), AGES.unknown],
    ['a limit without an end', answerOf(limited()), AGES.rateLimited],
    ['a limit until', answerOf(limited(NOW + HOUR)), { again: HOUR, kept: HOUR }],
    ['a limit that is over', answerOf(limited(NOW - HOUR)), AGES.rateLimitedLeast],
    ['a limit for ever', answerOf(limited(Number.MAX_SAFE_INTEGER)), AGES.rateLimitedMost],
  ];
  for (const [name, answer, byTag, byDigest = byTag] of rows) {
    t.strictSame(ageOf(answer, false, NOW), byTag, name);
    t.strictSame(ageOf(answer, true, NOW), byDigest, `${name}, by digest`);
  }
  for (const [name, { again, kept }] of Object.entries(AGES)) t.ok(again > 0 && kept >= again, name);
  t.strictSame(AGES.pullableTag.again, 10 * MINUTE);
  t.strictSame(AGES.pullableDigest.again, 24 * HOUR);
});

t.test('what is remembered, and for how long', async (t) => {
  let now = 0;
  const answers = createAnswers(() => now);
  answers.keep('a', answerOf(PULLABLE), false);
  answers.keep('b', answerOf(REFUSED), false);
  t.match(answers.recall('a'), { isDue: false, answer: { source: 'remembered' } });
  now = AGES.refused.kept - 1;
  t.match(answers.recall('b'), { isDue: false }, 'a refusal is no older than that');
  now += 1;
  t.equal(answers.recall('b'), undefined, 'and then nobody is told of it');
  t.equal(answers.size(), 1);
  now = AGES.pullableTag.again;
  t.match(
    answers.recall('a'),
    { isDue: true, answer: { anonymous: PULLABLE } },
    'what lets a pull succeed is asked anew',
  );
  answers.keep('a', answerOf(SILENT), false);
  t.match(answers.recall('a'), { isDue: false, answer: { anonymous: PULLABLE } }, 'silence proves nothing');
  now += AGES.unreachable.again;
  t.match(answers.recall('a'), { isDue: true }, 'and is asked again soon');
  answers.keep('a', answerOf(REFUSED), false);
  t.match(answers.recall('a'), { isDue: false, answer: { anonymous: REFUSED } }, 'a refusal is an answer');
  answers.keep('c', answerOf(PULLABLE), false);
  answers.keep('c', answerOf(limited()), false);
  t.match(answers.recall('c'), { answer: { anonymous: PULLABLE } }, 'nor does a limit');
  answers.keep('d', answerOf(REFUSED, PULLABLE), false);
  answers.keep('d', answerOf(limited(), REFUSED), false);
  t.match(answers.recall('d'), { answer: { attempts: [{ outcome: REFUSED }] } }, 'which is none for a login');
  now += AGES.refused.kept;
  t.equal(answers.recall('d'), undefined);
  now += AGES.pullableTag.kept;
  t.equal(answers.recall('c'), undefined, 'nothing is for ever');
  t.equal(answers.size(), 1, 'what nobody asks for');
  answers.recall('a');
  t.equal(answers.size(), 0);
  t.equal(answers.bytes(), 0);
});

t.test('memory has bounds, and forgets first what was used longest ago', async (t) => {
  const answers = createAnswers(() => 0, { entries: 3, bytes: 1_000_000 });
  for (const key of ['a', 'b', 'c']) answers.keep(key, answerOf(PULLABLE), false);
  answers.recall('a');
  answers.keep('d', answerOf(PULLABLE), false);
  t.strictSame(
    ['a', 'b', 'c', 'd'].filter((key) => answers.recall(key) !== undefined),
    ['a', 'c', 'd'],
  );
  const small = createAnswers(() => 0, { entries: 100, bytes: 4_000 });
  for (let each = 0; each < 50; each += 1) small.keep(`image ${each}`, answerOf(PULLABLE), false);
  t.ok(small.bytes() <= 4_000 && small.size() > 1, `${small.size()} answers, ${small.bytes()} bytes`);
  small.keep('large', answerOf({ ...PULLABLE, platforms: Array(1_000).fill('linux/amd64') }), false);
  t.strictSame([small.size(), small.bytes()], [0, 0], 'what is larger than all the room is not kept');
});

t.test('an answer does not hold on to the text that it was cut out of', async (t) => {
  const answers = createAnswers(() => 0);
  const given = answerOf(REFUSED, PULLABLE);
  const kept = answers.keep('a', given, false);
  t.not(kept.attempts[0]?.entry, given.attempts[0]?.entry);
  t.strictSame(kept.attempts, given.attempts);
});

t.test('a registry that does not answer is left alone', async (t) => {
  let now = 0;
  const changes: string[] = [];
  const breaker = createBreaker({
    now: () => now,
    onChange: (registry, change, why) => changes.push(`${registry} ${change}: ${why}`),
  });
  const fail = (repository = 'r/x', why: 'timeout' | 'registry-error' = 'timeout'): void => {
    breaker.sent('r');
    breaker.came('r', why, repository);
  };
  fail();
  fail();
  breaker.came('r', 'answer', 'r/x');
  fail();
  fail();
  t.equal(breaker.waits('r'), 0, 'an answer between them');
  t.equal(breaker.open('r'), undefined);
  fail();
  t.ok(breaker.waits('r') > 0);
  t.strictSame(breaker.open('r'), { why: 'timeout', at: 0 });
  t.strictSame(breaker.openOnes(), ['r']);
  t.equal(breaker.waits('other'), 0);
  breaker.came('r', 'timeout', 'r/x');
  t.equal(breaker.waits('r'), 30 * SECOND, 'what was under way makes the pause no longer');
  for (const pause of [30, 60, 120, 240, 480, 600, 600]) {
    t.equal(breaker.waits('r'), pause * SECOND);
    now += pause * SECOND;
    t.equal(breaker.waits('r'), 0, `after ${pause} s`);
    breaker.sent('r');
    t.ok(breaker.waits('r') > 0, 'one finds out');
    breaker.came('r', 'timeout', 'r/x');
  }
  now += 600 * SECOND;
  breaker.sent('r');
  breaker.came('r', undefined, 'r/x');
  t.equal(breaker.waits('r'), 0, 'the one that was to find out was never sent');
  breaker.sent('r');
  breaker.came('r', 'answer', 'r/x');
  t.equal(breaker.open('r'), undefined);
  t.strictSame(changes, ['r opened: timeout', 'r closed: timeout']);
  for (let each = 0; each < 10; each += 1) fail('r/broken', 'registry-error');
  t.equal(breaker.waits('r'), 0, 'one repository on which it breaks shuts it for nobody');
  for (const each of ['a', 'b', 'c']) fail(`r/${each}`, 'registry-error');
  t.ok(breaker.waits('r') > 0, 'several do');
  for (let each = 0; each < 5_000; each += 1) breaker.came(`h${each}`, 'name-unresolved', 'x');
  t.equal(breaker.open('r'), undefined, 'hosts are as many as a tenant likes, and so many are remembered');
});

t.test('lines take turns', async (t) => {
  const queue = createFairQueue<{ readonly namespace: string; readonly name: string }>({ ofOne: 5, inAll: 8 });
  const add = (namespace: string, name: string): string | undefined => {
    const dropped = queue.add({ namespace, name });
    return dropped === undefined ? undefined : `${dropped.namespace}/${dropped.name}`;
  };
  for (const each of ['1', '2', '3', '4', '5']) t.equal(add('flood', each), undefined);
  t.equal(add('flood', '6'), 'flood/6', 'a line has a bound');
  t.equal(add('shop', '1'), undefined);
  t.equal(add('blog', '1'), undefined);
  t.equal(add('shop', '2'), undefined);
  t.equal(queue.size(), 8);
  t.equal(add('blog', '2'), 'flood/5', 'all have one together, and the longest line gives way');
  t.equal(add('late', '1'), 'flood/4');
  const order: string[] = [];
  for (let next = queue.take(() => true); next; next = queue.take(() => true)) {
    order.push(`${next.namespace}/${next.name}`);
  }
  t.strictSame(order, ['flood/1', 'shop/1', 'blog/1', 'late/1', 'flood/2', 'shop/2', 'blog/2', 'flood/3']);
  t.equal(queue.size(), 0);
  add('a', '1');
  add('a', '2');
  add('b', '1');
  t.match(
    queue.take(({ name }) => name === '2'),
    { namespace: 'a', name: '2' },
    'what may not begin lets others pass',
  );
  t.equal(
    queue.take(() => false),
    undefined,
  );
  t.equal(queue.remove(({ namespace }) => namespace === 'a').length, 1);
  t.equal(queue.size(), 1);
  const even = createFairQueue<{ readonly namespace: string }>({ ofOne: 5, inAll: 2 });
  even.add({ namespace: 'a' });
  even.add({ namespace: 'b' });
  t.match(even.add({ namespace: 'c' }), { namespace: 'c' }, 'nobody with one question gives way to another one');
});

t.test('the pace: of each registry, and of all', async (t) => {
  let now = 0;
  const pace = createQuestionPace(60, () => now);
  const cost = requestsOf(0);
  const begin = (registry: string): number => {
    let begun = 0;
    while (pace.waits(registry, cost) === 0 && begun < 1_000) {
      pace.take(registry, cost);
      begun += 1;
    }
    return begun;
  };
  t.equal(begin('a'), 5, 'three requests each');
  t.equal(pace.waits('a', cost), 4 * SECOND);
  pace.giveBack('a', cost);
  t.equal(begin('a'), 1, 'what cost nothing');
  let inMinute = 5;
  for (let second = 0; second < 60; second += 1) {
    now += SECOND;
    inMinute += begin('a');
  }
  t.equal(inMinute, 20, 'sixty requests in a minute, and not one more');
  now += 10 * MINUTE;
  t.equal(begin('a'), 5, 'no more than that is saved up');
  let all = 5;
  for (let each = 0; each < 3_000; each += 1) all += begin(`host${each}`);
  t.equal(all, 20, 'however many hosts there are');
  now += 10 * MINUTE;
  t.equal(pace.waits('a', requestsOf(8)), 0, 'one that costs more than there is');
  pace.take('a', requestsOf(8));
  t.equal(pace.waits('a', cost), 9_334, 'is paid for later');
  t.equal(createQuestionPace(1, () => now).waits('a', cost), 0);
  t.equal(requestsOf(500), requestsOf(8), 'however many secrets a pod names');
});

t.test('who may wait', async (t) => {
  let now = 0;
  const patience = createPatience(() => now);
  const first = patience.begin('r');
  t.ok(first);
  t.equal(patience.begin('r'), undefined, 'alone, until it has shown that it answers in time');
  t.ok(patience.begin('other'), 'each registry by itself');
  first?.(true);
  const many = Array.from({ length: 40 }, () => patience.begin('r')).filter((end) => end !== undefined);
  t.equal(many.length, 16);
  for (const end of many) end(false);
  t.equal(patience.begin('r'), undefined, 'a wait in vain');
  for (const pause of [30, 60, 120, 240, 480, 600, 600]) {
    now += pause * SECOND - 1;
    t.equal(patience.begin('r'), undefined);
    now += 1;
    const end = patience.begin('r');
    t.ok(end, `after ${pause} s`);
    t.equal(patience.begin('r'), undefined, 'one finds out');
    end?.(false);
  }
  const busy = createPatience(() => now);
  t.equal(Array.from({ length: 100 }, (_, index) => busy.begin(`h${index}`)).filter((end) => end).length, 32);
});

t.test('whose logins they are', async (t) => {
  let now = 0;
  const secret = (more: Partial<PullSecret> = {}): PullSecret =>
    ({
      namespace: 'shop',
      name: 'regcred',
      type: 'kubernetes.io/dockerconfigjson',
      form: 'dockerconfigjson',
      entries: [],
      usesHelper: false,
      ...more,
    }) as PullSecret; // a part of a union is one of its members here
  const held = createIdentities(false, () => now);
  const one = secret({ changedAt: 1 });
  t.equal(held.of(one), held.of(one));
  t.not(held.of(one), held.of(secret({ changedAt: 1 })), 'another object is another content');
  t.strictSame(held.logins('r/a', ''), { prints: '', names: [] }, 'no secret, no login');
  const id = held.of(one);
  t.equal(held.logins('r/a', id), undefined);
  const logins = { prints: 'f1,f2', names: [{ secret: 'regcred', entry: ENTRY }] };
  held.note('r/a', id, logins);
  t.strictSame(held.logins('r/a', id), logins);
  t.equal(held.logins('r/b', id), undefined, 'for one repository');
  const read = createIdentities(true, () => now);
  const passing = read.of(secret({ changedAt: 1 }));
  t.equal(passing, read.of(secret({ changedAt: 1 })), 'where each review reads it, by its time');
  t.not(passing, read.of(secret({ changedAt: 2 })));
  t.not(read.of(secret()), read.of(secret()), 'without one nobody knows');
  t.equal(
    held.of(secret({ changedAt: 7, omitted: 3 } as Partial<PullSecret>)),
    'shop/regcred@7',
    'one that is too large',
  );
  read.note('r/a', passing, logins);
  now = 59 * SECOND;
  t.strictSame(read.logins('r/a', passing), logins);
  now = 60 * SECOND;
  t.equal(read.logins('r/a', passing), undefined, 'for a minute');
  for (let each = 0; each < 12_000; each += 1) held.note(`r/${each}`, id, logins);
  t.equal(held.logins('r/a', id), undefined, 'within bounds');
  t.strictSame(held.logins('r/11999', id), logins);
});
