/** The port to registries of the server: what a review is told at once, what is asked behind it, and at whose cost. */
import t, { type Test } from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import type { LoginAttempt, PullOutcome, RegistryAnswer } from '../src/core/registry-answer.js';
import type { Lookup, PullSecret } from '../src/core/types.js';
import { isLater } from '../src/facts/awaitable.js';
import type { PullQuestion } from '../src/facts/registry-port.js';
import { createBackground } from '../src/registry/background.js';
import type { Background, BackgroundOptions } from '../src/registry/background-parts.js';
import { virtualTime } from './support/virtual-time.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const PULLABLE: PullOutcome = { result: 'pullable' };
const REFUSED: PullOutcome = { result: 'refused', status: 401, at: 'token', what: 'credential', mayBeAbsent: false };
const SILENT: PullOutcome = { result: 'unreachable', why: 'timeout' };

let made = 0;

function secretOf(namespace: string, name = 'regcred'): PullSecret {
  made += 1;
  return {
    namespace,
    name,
    type: 'kubernetes.io/dockerconfigjson',
    form: 'dockerconfigjson',
    usesHelper: false,
    changedAt: made,
    entries: [{ key: 'ghcr.io', normalized: 'ghcr.io', hasUser: true, login: 'other', flaws: [], ignoredToken: false }],
  };
}

interface Scene {
  /** What the registry says of an image without a login, and with one; a promise that never comes where it is `silent`. */
  readonly says?: (image: string, login: string) => PullOutcome | 'silent';
  /** The password that a Secret holds now. */
  readonly holds?: (secret: PullSecret) => string;
  readonly read?: (secret: PullSecret) => Lookup<unknown>;
  readonly answersAfter?: number | ((image: string) => number);
  readonly over?: Partial<BackgroundOptions>;
}

interface Played extends Background {
  readonly pass: (ms: number) => Promise<void>;
  readonly settle: () => Promise<void>;
  readonly due: () => readonly number[];
  /** Of each question that was sent: image and logins. */
  readonly sent: string[];
  readonly reads: string[];
  readonly told: string[];
  readonly look: (image: string, secrets?: readonly PullSecret[], more?: Look) => ReturnType<Background['ask']>;
  /** The same in words; a promise is waited for with the clock. */
  readonly says: (image: string, secrets?: readonly PullSecret[], more?: Look) => string;
}

interface Look {
  readonly namespace?: string;
  readonly signal?: AbortSignal;
}

function play(t: Test, { says, holds = () => 'right', read, answersAfter = 0, over = {} }: Scene = {}): Played {
  const time = virtualTime(t);
  const sent: string[] = [];
  const reads: string[] = [];
  const told: string[] = [];
  const outcomeOf = says ?? ((): PullOutcome => PULLABLE);
  const background = createBackground({
    asking: {
      async prepare({ reference, secrets }) {
        const logins: string[] = [];
        for (const secret of secrets) {
          reads.push(`${secret.namespace}/${secret.name}`);
          const found = read?.(secret) ?? { state: 'found', value: {} };
          if (found.state === 'unknown') return found;
          if (found.state === 'found') logins.push(holds(secret));
        }
        return {
          state: 'found',
          value: {
            fingerprints: (key) => logins.map((login) => `${key.length} ${login}`),
            inOwnNames: (answer) => ({
              ...answer,
              attempts: answer.attempts.map((each, index) => ({ ...each, secret: secrets[index]?.name ?? '' })),
            }),
            async send({ signal }): Promise<RegistryAnswer> {
              sent.push([reference.raw, ...logins].join(' '));
              const ms = typeof answersAfter === 'number' ? answersAfter : answersAfter(reference.raw);
              const ended = new Promise<void>((resolve) => {
                signal?.addEventListener('abort', () => resolve(), { once: true });
                if (ms !== Number.POSITIVE_INFINITY) setTimeout(resolve, ms);
              });
              await ended;
              const tried = ['', ...logins].map((login) => outcomeOf(reference.raw, login));
              const real = tried.map((each) => (each === 'silent' || signal?.aborted === true ? SILENT : each));
              const [anonymous = SILENT, ...rest] = real;
              const entry = {
                key: 'k',
                normalized: 'k',
                hasUser: true,
                login: 'other',
                flaws: [],
                ignoredToken: false,
              } as const;
              const attempts = rest.map(
                (outcome): LoginAttempt => ({ secret: 'regcred', entry, outcome, at: time.now() }),
              );
              return { anonymous, at: time.now(), attempts, nodes: [], source: 'asked' };
            },
          },
        };
      },
    },
    mayAsk: ({ registry }) => (registry === 'never.example.com' ? 'it is not one of probe.registries' : undefined),
    waitMs: 0,
    requestsPerMinute: 6_000,
    nodes: () => ['linux/amd64'],
    now: time.now,
    clock: time.now,
    observe: {
      probed: (_, result, ms) => told.push(`probed: ${result} in ${ms}`),
      dropped: ({ raw }) => told.push(`dropped: ${raw}`),
      breaker: (registry, change, why) => told.push(`${registry} ${change}: ${why}`),
    },
    onFault: (error) => told.push(`fault: ${String(error)}`),
    ...over,
  });
  const look: Played['look'] = (image, secrets = [], { namespace = 'shop', signal } = {}) =>
    background.ask(questionOf(image, namespace, secrets), { signal });
  return {
    ...background,
    pass: time.pass,
    settle: time.settle,
    due: time.due,
    sent,
    reads,
    told,
    look,
    says(image, secrets, more) {
      const answer = look(image, secrets, more);
      return isLater(answer) ? 'later' : wordsOf(answer);
    },
  };
}

function questionOf(image: string, namespace: string, secrets: readonly PullSecret[]): PullQuestion {
  const parsed = parseImage(image);
  if (!parsed.ok) throw new Error(image);
  return { reference: parsed.reference, namespace, secrets };
}

function wordsOf(told: Lookup<RegistryAnswer>): string {
  if (told.state === 'absent') return 'absent';
  if (told.state === 'unknown') return told.reason;
  const { anonymous, attempts, source } = told.value;
  return [source, anonymous.result, ...attempts.map(({ outcome }) => outcome.result)].join(' ');
}

const NOT_YET = 'the registry has not been asked yet; the next review of the image has its answer';

t.test('a review is answered at once, and the next one knows', async (t) => {
  const scene = play(t);
  t.equal(scene.says('ghcr.io/acme/app:1'), NOT_YET);
  t.equal(scene.says('ghcr.io/acme/app:1'), NOT_YET);
  await scene.settle();
  await scene.pass(0);
  t.equal(scene.says('ghcr.io/acme/app:1'), 'remembered pullable');
  t.strictSame(scene.sent, ['ghcr.io/acme/app:1'], 'one flight for a question');
  t.equal(scene.says('ghcr.io/acme/app:1', [], { namespace: 'blog' }), 'remembered pullable', 'of whomever');
  t.equal(scene.says('ghcr.io/acme/app:2'), NOT_YET, 'another tag');
  t.equal(scene.says('ghcr.io/acme/app:1@sha256:'.padEnd(90, 'a')), NOT_YET, 'a digest');
  t.equal(scene.says('never.example.com/app:1'), 'it is not one of probe.registries');
  await scene.pass(1);
  const before = scene.sent.length;
  await scene.pass(10 * MINUTE - 2);
  t.equal(scene.says('ghcr.io/acme/app:1'), 'remembered pullable');
  await scene.pass(1);
  t.equal(scene.sent.length, before, 'not asked again before its time');
  await scene.pass(1);
  t.equal(scene.says('ghcr.io/acme/app:1'), 'remembered pullable', 'known while it is asked again');
  await scene.pass(1);
  t.equal(scene.sent.length, before + 1);
  t.match(scene.told, ['probed: pullable in 0']);
  t.match(scene.look('ghcr.io/acme/app:1'), { value: { nodes: ['linux/amd64'] } });
});

t.test('a login is a question of its own, and one that many have is asked once', async (t) => {
  const passwords = new Map<PullSecret, string>();
  const scene = play(t, {
    holds: (secret) => passwords.get(secret) ?? 'right',
    says: (_, login) => (login === 'right' ? PULLABLE : REFUSED),
  });
  const ours = secretOf('shop');
  t.equal(scene.says('ghcr.io/acme/app:1', [ours]), NOT_YET);
  await scene.pass(1);
  t.equal(scene.says('ghcr.io/acme/app:1', [ours]), 'remembered refused pullable');
  t.strictSame(scene.reads, ['shop/regcred'], 'no read for a review');
  t.equal(scene.says('ghcr.io/acme/app:1'), NOT_YET, 'without it is another question');
  const theirs = secretOf('blog', 'pull');
  t.equal(scene.says('ghcr.io/acme/app:1', [theirs], { namespace: 'blog' }), NOT_YET);
  await scene.pass(1);
  t.equal(scene.says('ghcr.io/acme/app:1', [theirs], { namespace: 'blog' }), 'remembered refused pullable');
  const named = (secret: PullSecret): unknown => {
    const told = scene.look('ghcr.io/acme/app:1', [secret]);
    return isLater(told) || told.state !== 'found' ? told : told.value.attempts.map((each) => each.secret);
  };
  t.strictSame([named(ours), named(theirs)], [['regcred'], ['pull']], 'each under its own name');
  t.strictSame(scene.sent, ['ghcr.io/acme/app:1 right', 'ghcr.io/acme/app:1'], 'the same login was read, and not sent');
  const changed = secretOf('shop');
  passwords.set(changed, 'wrong');
  t.equal(scene.says('ghcr.io/acme/app:1', [changed]), NOT_YET, 'a changed secret is a new question');
  await scene.pass(1);
  t.equal(scene.says('ghcr.io/acme/app:1', [changed]), 'remembered refused refused');
  await scene.pass(2 * MINUTE);
  t.equal(scene.says('ghcr.io/acme/app:1', [changed]), NOT_YET, 'nobody is told of an old refusal');
});

t.test('equal questions of several namespaces that come together are sent once', async (t) => {
  const scene = play(t, { answersAfter: 100 });
  for (const namespace of ['a', 'b', 'c']) scene.says('ghcr.io/acme/app:1', [secretOf(namespace)], { namespace });
  await scene.pass(1);
  t.equal(scene.reads.length, 3);
  t.equal(scene.sent.length, 1);
  await scene.pass(100);
  t.equal(scene.figures().remembered, 1);
  t.strictSame([scene.figures().queued, scene.figures().underWay], [0, 0]);
});

t.test('a Secret that cannot be read', async (t) => {
  let isThere = false;
  const scene = play(t, {
    read: () => (isThere ? { state: 'found', value: {} } : { state: 'unknown', reason: 'no right (403)' }),
  });
  const secret = secretOf('shop');
  scene.says('ghcr.io/acme/app:1', [secret]);
  await scene.pass(1);
  for (let each = 0; each < 5; each += 1) {
    t.equal(scene.says('ghcr.io/acme/app:1', [secret]), 'no right (403)');
    await scene.pass(1);
  }
  t.equal(scene.reads.length, 1, 'not tried again at each review');
  t.strictSame(scene.told, ['probed: failed in 0']);
  isThere = true;
  await scene.pass(30 * SECOND);
  t.equal(scene.says('ghcr.io/acme/app:1', [secret]), NOT_YET);
  await scene.pass(1);
  t.equal(scene.says('ghcr.io/acme/app:1', [secret]), 'remembered pullable pullable');
});

t.test('ten thousand image names cost the bucket, and keep nobody waiting', async (t) => {
  const scene = play(t, { answersAfter: 50, over: { requestsPerMinute: 60 } });
  for (let each = 0; each < 10_000; each += 1) {
    scene.look(`ghcr.io/flood/app${each}:1`, [], { namespace: 'flood' });
  }
  t.equal(scene.figures().queued, 32);
  t.equal(scene.told.filter((line) => line.startsWith('dropped')).length, 10_000 - 32);
  scene.look('quay.io/shop/app:1');
  scene.look('ghcr.io/shop/app:1');
  await scene.pass(1);
  t.ok(scene.sent.includes('ghcr.io/shop/app:1'), 'its first question is begun at once');
  await scene.pass(100);
  t.equal(scene.says('ghcr.io/shop/app:1'), 'remembered pullable');
  t.equal(scene.says('quay.io/shop/app:1'), 'remembered pullable');
  await scene.pass(MINUTE);
  t.ok(scene.sent.length <= 2 + 20, `${scene.sent.length} questions in a minute`);
  for (let each = 0; each < 10_000; each += 1) {
    scene.look(`x${each}.azurecr.io/app:1`, [], { namespace: `flood-${each}` });
  }
  t.ok(scene.figures().queued <= 1_000, 'from as many namespaces');
  const before = scene.sent.length;
  await scene.pass(MINUTE);
  t.ok(scene.sent.length - before <= 4 * 20, `${scene.sent.length - before} questions to as many hosts`);
});

t.test('nobody has all places, however slow the registries are that somebody names', async (t) => {
  const scene = play(t, { answersAfter: Number.POSITIVE_INFINITY });
  for (const host of ['ghcr.io', 'quay.io', 'gcr.io']) {
    for (let each = 0; each < 8; each += 1) scene.look(`${host}/flood/app${each}:1`, [], { namespace: 'flood' });
  }
  await scene.settle();
  t.equal(scene.figures().underWay, 4);
  scene.look('docker.io/shop/app:1');
  await scene.settle();
  t.ok(scene.sent.includes('docker.io/shop/app:1'), 'its question is sent at once');
  for (let each = 0; each < 8; each += 1) scene.look(`docker.io/shop/app${each}:2`, [], { namespace: `n${each}` });
  await scene.settle();
  t.equal(scene.sent.filter((image) => image.startsWith('docker.io')).length, 4, 'four to one registry');
  t.equal(scene.figures().underWay, 8, 'eight in all');
});

t.test('a registry that does not answer', async (t) => {
  let isSilent = true;
  const scene = play(t, { says: () => (isSilent ? 'silent' : PULLABLE), answersAfter: 10 * SECOND });
  for (let each = 0; each < 20; each += 1) scene.look(`ghcr.io/acme/app${each}:1`);
  scene.look('quay.io/acme/app:1');
  await scene.pass(11 * SECOND);
  const sent = (): number => scene.sent.filter((image) => image.startsWith('ghcr.io')).length;
  t.equal(sent(), 6, 'four at once, and one for each of the two that failed before it was clear');
  t.strictSame(scene.figures().openBreakers, ['ghcr.io']);
  t.equal(scene.says('ghcr.io/acme/other:1'), 'remembered unreachable', 'of any image there');
  for (let each = 0; each < 50; each += 1) scene.look(`ghcr.io/acme/more${each}:1`);
  t.ok(scene.figures().queued <= 1, 'one is enough to find out');
  await scene.pass(28 * SECOND);
  t.equal(sent(), 6, 'nothing is sent');
  isSilent = false;
  await scene.pass(15 * SECOND);
  t.strictSame(scene.figures().openBreakers, []);
  t.strictSame(
    scene.told.filter((line) => line.startsWith('ghcr.io')),
    ['ghcr.io opened: timeout', 'ghcr.io closed: timeout'],
  );
  t.equal(scene.says('ghcr.io/acme/other:1'), NOT_YET);
});

t.test('what takes too long is ended', async (t) => {
  const scene = play(t, { answersAfter: Number.POSITIVE_INFINITY });
  scene.look('ghcr.io/acme/app:1');
  await scene.pass(19 * SECOND);
  t.equal(scene.figures().underWay, 1);
  await scene.pass(2 * SECOND);
  t.equal(scene.figures().underWay, 0);
  t.equal(scene.says('ghcr.io/acme/app:1'), 'remembered unreachable');
});

t.test('a review may wait, and no longer than it may', async (t) => {
  const WAIT = { waitMs: 800 };
  t.test('for what comes in time', async (t) => {
    const scene = play(t, { answersAfter: 300, over: WAIT });
    const waits = scene.look('ghcr.io/acme/app:1');
    t.ok(isLater(waits));
    t.equal(scene.says('ghcr.io/acme/app:2'), NOT_YET, 'one at a time, until it has shown that it is quick');
    await scene.pass(400);
    t.equal(wordsOf(await waits), 'asked pullable');
    t.equal(scene.says('ghcr.io/acme/app:1'), 'remembered pullable');
    const both = [scene.look('ghcr.io/acme/app:3'), scene.look('ghcr.io/acme/app:4')];
    t.strictSame(both.map(isLater), [true, true]);
    await scene.pass(400);
    for (const each of both) t.equal(wordsOf(await each), 'asked pullable');
    t.strictSame(scene.due(), [], 'no timer is left');
  });
  t.test('not for what does not', async (t) => {
    const scene = play(t, { answersAfter: 5 * SECOND, over: WAIT });
    const waits = scene.look('ghcr.io/acme/app:1');
    await scene.pass(799);
    const late = 'the registry did not answer in the time that a review may wait';
    await scene.pass(1);
    t.equal(wordsOf(await waits), late);
    t.equal(scene.says('ghcr.io/acme/app:2'), NOT_YET, 'and not again soon');
    await scene.pass(5 * SECOND);
    t.equal(scene.says('ghcr.io/acme/app:1'), 'remembered pullable', 'what came later is known');
    await scene.pass(30 * SECOND);
    t.equal(scene.says('ghcr.io/acme/app:9'), 'later', 'after a while it is tried again');
  });
  t.test('not past the deadline of the review', async (t) => {
    const scene = play(t, { answersAfter: 5 * SECOND, over: WAIT });
    const review = new AbortController();
    const waits = scene.look('ghcr.io/acme/app:1', [], { signal: review.signal });
    await scene.pass(50);
    review.abort();
    t.equal(wordsOf(await waits), 'the registry did not answer in the time that a review may wait');
    t.equal(scene.says('quay.io/acme/app:1', [], { signal: review.signal }), NOT_YET);
  });
  t.test('once for all of its images', async (t) => {
    const scene = play(t, { answersAfter: 5 * SECOND, over: WAIT });
    const { signal } = new AbortController();
    const first = scene.look('ghcr.io/acme/app:1', [], { signal });
    await scene.pass(500);
    const second = scene.look('quay.io/acme/app:1', [], { signal });
    await scene.pass(300);
    t.strictSame([wordsOf(await first), wordsOf(await second)], Array(2).fill(wordsOf(await first)));
    t.equal(scene.says('gcr.io/acme/app:1', [], { signal }), NOT_YET);
  });
  t.test('not for a question that has to stand in line', async (t) => {
    const scene = play(t, { over: { ...WAIT, requestsPerMinute: 60 } });
    for (let each = 0; each < 5; each += 1) {
      const waits = scene.look(`ghcr.io/acme/app${each}:1`);
      t.ok(isLater(waits), 'the minute has room');
      await scene.pass(1);
      t.equal(wordsOf(await waits), 'asked pullable');
    }
    t.equal(scene.says('ghcr.io/acme/more:1'), NOT_YET, 'the minute is full');
    const busy = play(t, { answersAfter: Number.POSITIVE_INFINITY, over: WAIT });
    for (let each = 0; each < 20; each += 1) busy.look(`ghcr.io/acme/app${each}:1`);
    t.equal(busy.says('quay.io/acme/app:1'), NOT_YET, 'the line is long');
  });
  t.test('not where nothing answers', async (t) => {
    const scene = play(t, { says: () => 'silent', over: WAIT });
    for (let each = 0; each < 3; each += 1) {
      scene.look(`ghcr.io/acme/app${each}:1`, [], { namespace: `n${each}` });
      await scene.pass(1);
    }
    t.equal(scene.says('ghcr.io/acme/more:1'), 'remembered unreachable');
  });
});

t.test('who looks twice is told the same', async (t) => {
  const scene = play(t, { says: () => REFUSED });
  scene.look('ghcr.io/acme/app:1');
  await scene.pass(1);
  const { signal } = new AbortController();
  const first = scene.look('ghcr.io/acme/app:1', [], { signal });
  t.match(first, { state: 'found' });
  await scene.pass(5 * MINUTE);
  t.equal(scene.look('ghcr.io/acme/app:1', [], { signal }), first, 'the very same, though it is forgotten by now');
  t.equal(scene.says('ghcr.io/acme/app:1'), NOT_YET);
});

t.test('a fault of ours is told, and ends nothing', async (t) => {
  const scene = play(t, {
    read: (secret) => {
      if (secret.name === 'bad') throw new Error('broken');
      return { state: 'found', value: {} };
    },
  });
  scene.look('ghcr.io/acme/app:1', [secretOf('shop', 'bad')]);
  await scene.pass(1);
  t.strictSame(scene.told, ['fault: Error: broken']);
  scene.look('ghcr.io/acme/app:1', [secretOf('shop')]);
  await scene.pass(1);
  t.equal(scene.figures().remembered, 1);
});

t.test('when it stops', async (t) => {
  const scene = play(t, { answersAfter: Number.POSITIVE_INFINITY, over: { waitMs: 800 } });
  const waits = scene.look('ghcr.io/acme/app:1');
  for (let each = 0; each < 20; each += 1) scene.look(`ghcr.io/acme/app:1${each}`);
  await scene.settle();
  const stopped = scene.stop();
  await scene.settle();
  await stopped;
  t.match(wordsOf(await waits), /./);
  t.strictSame([scene.figures().queued, scene.figures().underWay], [0, 0]);
  t.equal(scene.figures().remembered, 0, "what was broken off is nobody's answer");
  t.equal(scene.says('ghcr.io/acme/app:1'), 'Pullgate is being stopped');
  t.strictSame(scene.due(), [], 'no timer is left');
});
