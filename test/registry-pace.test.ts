/** How often and by how many at once a registry is asked, whatever names of images somebody makes up. */
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import t from 'tap';
import type { PullOutcome } from '../src/core/registry-answer.js';
import { createResolve } from '../src/registry/names.js';
import { ANONYMOUS, createPace, EVERYBODY, type RateLimited } from '../src/registry/pace.js';
import { createPlaces } from '../src/registry/places.js';
import {
  askedFor,
  challenge,
  HERE,
  login,
  proberFor,
  reference,
  refusalWith,
  startRegistry,
} from './support/scripted-registry.js';

const HOST = 'registry.example.com';
const IMAGE = `${HOST}/acme/app:1`;
const OFTEN: PullOutcome = {
  result: 'unknown',
  reason: 'the registry was asked as often as probe.requestsPerMinute allows',
};
const OVER: PullOutcome = { result: 'unknown', reason: 'there was no time left to ask the registry' };

t.test('10,000 names of images cost what the minute has', async (t) => {
  const registry = await startRegistry(t, [HOST], () => refusalWith(404, 'NAME_UNKNOWN'));
  const prober = proberFor(t, registry, { requestsPerMinute: 20, now: () => 1000 });
  const outcomes: PullOutcome[] = [];
  for (let at = 0; at < 10_000; at += 1000) {
    const images = Array.from({ length: 1000 }, (_, index) => `${HOST}/acme/app-${at + index}:1`);
    outcomes.push(...(await Promise.all(images.map((image) => askedFor(prober, image, login())))));
  }
  t.equal(registry.seen.length, 20);
  t.ok(outcomes.filter((outcome) => inspect(outcome) === inspect(OFTEN)).length > 9_900);
});

t.test('tokens and redirects are counted, and another registry has a minute of its own', async (t) => {
  const registry = await startRegistry(t, [HOST, 'other.example.com'], ({ path, authorization, host }) => {
    if (path === '/token') return { status: 200, body: { token: 'x' } };
    return authorization === '' ? challenge(`Bearer realm="https://${host}/token"`) : HERE;
  });
  const prober = proberFor(t, registry, { requestsPerMinute: 3, now: () => 1000 });
  t.match(await askedFor(prober, IMAGE), { result: 'pullable' });
  t.equal(registry.seen.length, 3);
  t.strictSame(await askedFor(prober, IMAGE), OFTEN);
  t.match(await askedFor(prober, 'other.example.com/acme/app:1'), { result: 'pullable' });
});

t.test('no minute has more than it may, however it is cut', async (t) => {
  let time = 0;
  const pace = createPace({ requestsPerMinute: 3, turnMs: 0, now: () => time });
  const sent: number[] = [];
  for (; time < 300_000; time += 700) if ((await pace.turn('a')) === 'go') sent.push(time);
  for (const from of sent) t.ok(sent.filter((at) => at >= from && at < from + 60_000).length <= 3);
  t.ok(sent.length >= 13, 'and what it may have is used');
  time = 100;
  t.equal(await pace.turn('a'), 'go', 'a clock that was set back stops nobody');
});

t.test('a request waits for its turn where it may, and no longer than somebody waits for it', async (t) => {
  const pace = createPace({ requestsPerMinute: 1, turnMs: 60_000, now: () => 1000 });
  t.equal(await pace.turn('a'), 'go');
  const controller = new AbortController();
  const waiting = pace.turn('a', controller.signal);
  controller.abort();
  t.equal(await waiting, 'over');
  t.equal(await pace.turn('a', controller.signal), 'over');
  t.equal(await pace.turn('a'), 'never', 'the turn after the next is too far away');
  let time = 0;
  const real = createPace({ requestsPerMinute: 1, turnMs: 50, now: () => time });
  t.equal(await real.turn('a'), 'go');
  time = 59_980;
  t.equal(await real.turn('a'), 'go');
});

t.test('of 10,000 registries a bounded number has a minute of its own', async (t) => {
  const pace = createPace({ requestsPerMinute: 2, turnMs: 0, now: () => 1000 });
  let sent = 0;
  for (let index = 0; index < 10_000; index += 1) if ((await pace.turn(`${index}.example.com`)) === 'go') sent += 1;
  t.equal(sent, 127 + 2 + 1, '128 with one, and one minute for all the others');
  let time = 0;
  const later = createPace({ requestsPerMinute: 1, turnMs: 0, now: () => time });
  for (let index = 0; index < 1000; index += 1) {
    time += 60_000;
    t.equal(await later.turn(`${index}.example.com`), 'go', 'what was asked long ago makes room');
  }
});

const limited = (change: Partial<RateLimited> = {}): RateLimited => ({
  ...{ result: 'rate-limited', limit: 'requests', anonymous: true },
  ...change,
});

t.test('a registry that says "too many" is left alone for as long as it says', async (t) => {
  let time = 1000;
  const pace = createPace({ requestsPerMinute: 100, turnMs: 0, now: () => time });
  pace.hold('unasked', EVERYBODY, limited());
  t.equal(pace.held('unasked', EVERYBODY), undefined);
  for (const registry of ['a', 'b', 'c']) await pace.turn(registry);
  pace.hold('a', EVERYBODY, limited({ until: 5000 }));
  pace.hold('b', ANONYMOUS, limited({ limit: 'pulls' }));
  pace.hold('c', EVERYBODY, limited({ until: 10 ** 15 }));
  t.ok(pace.held('a', 'somebody'));
  t.ok(pace.held('b', ANONYMOUS));
  t.equal(pace.held('b', 'somebody'), undefined, 'a login has pulls of its own');
  time = 5000;
  t.equal(pace.held('a', 'somebody'), undefined);
  time += 11 * 60_000;
  t.equal(pace.held('b', ANONYMOUS), undefined);
  t.ok(pace.held('c', ANONYMOUS));
  time += 6 * 3_600_000;
  t.equal(pace.held('c', ANONYMOUS), undefined, 'nobody is held for ever');
  for (let index = 0; index < 100; index += 1) pace.hold('a', `login-${index}`, limited({ limit: 'pulls' }));
  t.ok(pace.held('a', 'login-99'));
  t.equal(pace.held('a', 'login-0'), undefined, 'a bounded number is remembered');
});

t.test('who is held is not asked', async (t) => {
  let time = 1_000_000;
  const registry = await startRegistry(t, [HOST], () => ({ status: 429, headers: { 'retry-after': '30' } }));
  const prober = proberFor(t, registry, { now: () => time });
  const answer = await prober.probe(reference(IMAGE), [login()], {});
  t.match(answer.anonymous, { result: 'rate-limited', limit: 'requests', anonymous: true, until: 1_030_000 });
  t.match(answer.attempts, [
    { outcome: { result: 'rate-limited', limit: 'requests', anonymous: false, until: 1_030_000 } },
  ]);
  t.equal(registry.seen.length, 1, 'nobody knocks again');
  t.match(await askedFor(prober, `${HOST}/acme/other:1`), { result: 'rate-limited', anonymous: true });
  t.equal(registry.seen.length, 1);
  time += 31_000;
  await askedFor(prober, IMAGE);
  t.equal(registry.seen.length, 2);
});

t.test('the limit of pulls of an address is no limit of a login, and each login has its own', async (t) => {
  const registry = await startRegistry(
    t,
    ['registry-1.docker.io', 'auth.docker.io'],
    ({ host, authorization, body }) => {
      if (host === 'auth.docker.io')
        return {
          status: 200,
          body: { token: body === '' ? 'anybody' : body.includes('username=good') ? 'good' : 'used-up' },
        };
      if (authorization === '')
        return challenge('Bearer realm="https://auth.docker.io/token",service="registry.docker.io"');
      return authorization === 'Bearer good' ? HERE : { status: 429, headers: { 'docker-ratelimit-source': 'x' } };
    },
  );
  const prober = proberFor(t, registry, { now: () => 1000 });
  const ask = () =>
    prober.probe(reference('acme/app:1'), [login('used-up', 'x', 'one'), login('good', 'x', 'two')], {});
  const pulls = (anonymous: boolean) => ({ result: 'rate-limited', limit: 'pulls', anonymous });
  const first = await ask();
  t.strictSame(first.anonymous, pulls(true));
  t.match(
    first.attempts.map(({ outcome }) => outcome),
    [pulls(false), { result: 'pullable' }],
  );
  const before = registry.seen.length;
  t.match(
    (await ask()).attempts.map(({ outcome }) => outcome),
    [pulls(false), { result: 'pullable' }],
  );
  t.equal(registry.seen.length - before, 3, 'the way in, a token and the manifest, for the one that is not held');
});

t.test('so many at once, so many to one registry, the others in line', async (t) => {
  const places = createPlaces();
  const inside: string[] = [];
  const release: (() => void)[] = [];
  let most = 0;
  const enter = (registry: string, signal?: AbortSignal) =>
    places.enter(
      registry,
      signal,
      async () => {
        inside.push(registry);
        most = Math.max(most, inside.length);
        await new Promise<void>((resolve) => void release.push(resolve));
        inside.splice(inside.indexOf(registry), 1);
        return 'asked';
      },
      (reason) => reason,
    );
  const all = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((name) => Array.from({ length: 10 }, () => enter(name)));
  await setImmediate();
  t.strictSame([...inside].sort(), ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'c', 'c', 'c', 'c', 'd', 'd', 'd', 'd']);
  const controller = new AbortController();
  const givenUp = enter('a', controller.signal);
  controller.abort();
  t.equal(await givenUp, 'there was no time left to ask the registry');
  t.equal(await enter('a', controller.signal), 'there was no time left to ask the registry');
  release.shift()?.();
  await setImmediate();
  t.equal(inside.length, 16, 'a free place is taken');
  const let_in = async () => {
    while (release.length > 0) {
      release.shift()?.();
      await setImmediate();
    }
  };
  await let_in();
  t.strictSame(new Set(await Promise.all(all)), new Set(['asked']));
  t.equal(most, 16);
  const crowd = Array.from({ length: 3000 }, () => enter('a'));
  t.equal(await crowd.at(-1), 'too many registries are being asked already');
  await setImmediate();
  const closing = places.close();
  await let_in();
  await closing;
  t.equal(await enter('a'), 'there was no time left to ask the registry');
});

t.test('a registry that stands still holds up itself, and close ends it', async (t) => {
  const registry = await startRegistry(t, [HOST, 'other.example.com'], ({ host }) => (host === HOST ? 'raw' : HERE));
  const prober = proberFor(t, registry);
  const stuck = Array.from({ length: 20 }, (_, index) => askedFor(prober, `${HOST}/acme/app-${index}:1`));
  t.match(await askedFor(prober, 'other.example.com/acme/app:1'), { result: 'pullable' });
  const controller = new AbortController();
  const other = prober.probe(reference(IMAGE), [], { signal: controller.signal });
  await sleep(20);
  controller.abort();
  t.strictSame((await other).anonymous, OVER);
  await prober.close();
  t.strictSame(
    await Promise.all(stuck),
    stuck.map(() => OVER),
  );
  t.strictSame(await askedFor(prober, IMAGE), OVER);
});

t.test('names are looked up two at a time, and addresses not at all', async (t) => {
  const answers: (() => void)[] = [];
  const asked: string[] = [];
  const resolve = createResolve((name) => {
    asked.push(name);
    return new Promise((done) => void answers.push(() => done([{ address: '192.0.2.1' }])));
  });
  t.strictSame(await resolve('[2001:db8::1]'), [{ address: '2001:db8::1' }]);
  t.strictSame(await resolve('192.0.2.7'), [{ address: '192.0.2.7' }]);
  const all = ['a', 'b', 'c', 'd'].map((name) => resolve(name));
  await setImmediate();
  t.strictSame(asked, ['a', 'b']);
  answers.shift()?.();
  await setImmediate();
  t.strictSame(asked, ['a', 'b', 'c']);
  while (answers.length > 0) {
    answers.shift()?.();
    await setImmediate();
  }
  t.equal((await Promise.all(all)).length, 4);
  const crowd = Array.from({ length: 67 }, (_, index) => resolve(String.fromCharCode(97 + (index % 26)).repeat(3)));
  await t.rejects(Promise.all(crowd.slice(-1)), { code: 'ETIMEOUT' });
  for (let turn = 0; turn < 100; turn += 1) {
    answers.shift()?.();
    await setImmediate();
  }
  const [localhost] = await createResolve()('localhost');
  t.match(localhost?.address, /^(?:127\.0\.0\.1|::1)$/, "the system's");
});
