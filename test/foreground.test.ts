/** What a command asks registries while it runs: each question once, several at a time, and never for longer than that is worth. */
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import type { PullOutcome, RegistryAnswer } from '../src/core/registry-answer.js';
import { parsePullSecret } from '../src/core/secret/parse.js';
import type { Lookup, PullSecret } from '../src/core/types.js';
import type { PullQuestion } from '../src/facts/registry-port.js';
import type { PreparedQuestion } from '../src/registry/asking.js';
import { createForeground, FOREGROUND_LIMITS, type ForegroundLimits } from '../src/registry/foreground.js';

const AT = Date.parse('2026-11-27T12:00:00Z');
const PULLABLE: PullOutcome = { result: 'pullable' };
const TIMEOUT: PullOutcome = { result: 'unreachable', why: 'timeout' };

function secret(namespace: string, name: string): PullSecret {
  const data = { '.dockerconfigjson': Buffer.from('{"auths": {"quay.io": {"auth": "dTpw"}}}') };
  return parsePullSecret({ namespace, name, type: 'kubernetes.io/dockerconfigjson', data });
}

function question(image: string, namespace = 'shop', ...names: readonly string[]): PullQuestion {
  const parsed = parseImage(image);
  if (!parsed.ok) throw new Error(`${image} does not parse`);
  return { reference: parsed.reference, namespace, secrets: names.map((name) => secret(namespace, name)) };
}

interface Scene {
  readonly says?: (image: string) => PullOutcome | Lookup<PreparedQuestion>;
  /** What a secret holds, by namespace and name. */
  readonly logins?: (where: string) => string;
  readonly limits?: Partial<ForegroundLimits>;
  readonly ms?: number;
}

function open({ says = () => PULLABLE, logins = (where) => where, limits = {}, ms = 0 }: Scene = {}) {
  const prepared: string[] = [];
  const sent: string[] = [];
  let now = 0;
  let underWay = 0;
  const most = { underWay: 0 };
  const foreground = createForeground({
    clock: () => now,
    limits: { ...FOREGROUND_LIMITS, ...limits },
    asking: {
      async prepare({ reference, namespace, secrets }) {
        prepared.push(`${namespace} ${reference.raw}`);
        const said = says(reference.raw);
        if ('state' in said) return said;
        const tries = secrets.map(({ name }) => ({ name, login: logins(`${namespace}/${name}`) }));
        const attempts = (answer: RegistryAnswer): RegistryAnswer => ({
          ...answer,
          attempts: answer.attempts.map((each, index) => ({ ...each, secret: tries[index]?.name ?? '' })),
        });
        return {
          state: 'found',
          value: {
            fingerprints: () => tries.map(({ login }) => login),
            inOwnNames: attempts,
            async send() {
              sent.push(reference.raw);
              underWay += 1;
              most.underWay = Math.max(most.underWay, underWay);
              await sleep(ms);
              underWay -= 1;
              const entry = {
                key: 'quay.io',
                normalized: 'quay.io',
                hasUser: true,
                flaws: [],
                ignoredToken: false,
              } as const;
              return {
                anonymous: said,
                at: AT,
                attempts: tries.map(({ name }) => ({
                  secret: name,
                  entry: { ...entry, login: 'other' },
                  outcome: said,
                  at: AT,
                })),
                nodes: [],
                source: 'asked',
              };
            },
          },
        };
      },
    },
  });
  const wait = (more: number): void => {
    now += more;
  };
  return { foreground, prepared, sent, most, wait };
}

t.test('a question is asked once, and another secret makes another question', async (t) => {
  const { foreground, prepared, sent } = open();
  const first = foreground.ask(question('quay.io/a:1', 'shop', 's'), {});
  t.equal(foreground.ask(question('quay.io/a:1', 'shop', 's'), {}), first);
  await first;
  for (const each of ['quay.io/a:1', `quay.io/a:1@sha256:${'a'.repeat(64)}`, 'quay.io/a:2'])
    await foreground.ask(question(each, 'shop', 's'), {});
  await foreground.ask(question('quay.io/a:1', 'shop'), {});
  await foreground.ask(question('quay.io/a:1', 'shop', 'other'), {});
  t.equal(prepared.length, 5);
  t.equal(sent.length, 5);
  t.strictSame(foreground.summary(), { images: 3, asked: 3, notAsked: [] });
});

t.test('docker.io, latest and no tag are the same image', async (t) => {
  const { foreground, sent } = open();
  for (const each of ['nginx', 'nginx:latest', 'docker.io/library/nginx']) await foreground.ask(question(each), {});
  t.strictSame(sent, ['nginx']);
});

t.test('the same login in another namespace is not sent again, and keeps its own name', async (t) => {
  const { foreground, sent } = open({ logins: () => 'same' });
  await foreground.ask(question('quay.io/a:1', 'shop', 'mine'), {});
  const told = await foreground.ask(question('quay.io/a:1', 'team', 'yours'), {});
  t.equal(sent.length, 1);
  t.equal(told.state === 'found' ? told.value.attempts[0]?.secret : '', 'yours');
  await open({ logins: (where) => where }).foreground.ask(question('quay.io/a:1', 'team', 'yours'), {});
});

t.test('the same question of many at once is sent once', async (t) => {
  const { foreground, sent } = open({ logins: () => 'same', ms: 20 });
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => foreground.ask(question('quay.io/a:1', `n${index}`, 's'), {})),
  );
  t.equal(sent.length, 1);
});

t.test('so many at a time, of one registry and of all', async (t) => {
  const { foreground, sent, most } = open({ ms: 5 });
  const images = Array.from({ length: 40 }, (_, index) => `quay.io/a:${index}`);
  await Promise.all(images.map((image) => foreground.ask(question(image), {})));
  t.equal(sent.length, 40);
  t.equal(most.underWay, FOREGROUND_LIMITS.toOne);
  const all = open({ ms: 5 });
  const many = Array.from({ length: 60 }, (_, index) => `r${index % 12}.example.com/a:${index}`);
  await Promise.all(many.map((image) => all.foreground.ask(question(image), {})));
  t.equal(all.sent.length, 60);
  t.equal(all.most.underWay, FOREGROUND_LIMITS.inAll);
});

t.test('a registry that cannot be reached is asked a few times, and then left alone', async (t) => {
  const { foreground, prepared } = open({ says: (image) => (image.startsWith('gone') ? TIMEOUT : PULLABLE) });
  const told: Lookup<RegistryAnswer>[] = [];
  for (let index = 0; index < 20; index += 1)
    told.push(await foreground.ask(question(`gone.example.com/a:${index}`), {}));
  t.equal(prepared.length, FOREGROUND_LIMITS.failures);
  for (const [index, each] of told.entries()) {
    const source = index < FOREGROUND_LIMITS.failures ? 'asked' : 'remembered';
    t.match(each, { state: 'found', value: { anonymous: TIMEOUT, source, at: AT } });
  }
  t.match(await foreground.ask(question('quay.io/a:1'), {}), { value: { anonymous: PULLABLE } }, 'others are asked');
  const { images, asked, notAsked } = foreground.summary();
  t.strictSame([images, asked], [21, 4]);
  t.strictSame(notAsked, [{ reason: 'the registry could not be reached', images: 17 }]);
});

t.test('an answer in between is an answer', async (t) => {
  const { foreground, prepared } = open({ says: (image) => (/[05]$/.test(image) ? PULLABLE : TIMEOUT) });
  for (let index = 0; index < 3; index += 1) await foreground.ask(question(`a.example.com/a:${index}`), {});
  await foreground.ask(question('a.example.com/a:5'), {});
  for (let index = 6; index < 8; index += 1) await foreground.ask(question(`a.example.com/a:${index}`), {});
  await foreground.ask(question('a.example.com/a:10'), {});
  t.equal(prepared.length, 7);
});

t.test('what may not be asked says why, each reason once', async (t) => {
  const says = (image: string) =>
    image.startsWith('quay') ? PULLABLE : ({ state: 'unknown', reason: 'it is not listed' } as const);
  const { foreground } = open({ says });
  for (const image of ['quay.io/a:1', 'a.example.com/a:1', 'a.example.com/a:2'])
    await foreground.ask(question(image), {});
  t.strictSame(foreground.summary(), {
    images: 3,
    asked: 1,
    notAsked: [{ reason: 'it is not listed', images: 2 }],
  });
  const silent = open({ says: () => ({ result: 'unknown', reason: 'no time' }) });
  await silent.foreground.ask(question('quay.io/a:1'), {});
  t.match(silent.foreground.summary(), { asked: 0, notAsked: [{ reason: 'no time', images: 1 }] });
});

t.test('nobody waits for longer than that', async (t) => {
  const { foreground, wait, sent } = open();
  await foreground.ask(question('quay.io/a:1'), {});
  wait(FOREGROUND_LIMITS.ofOneMs);
  const late = await foreground.ask(question('quay.io/a:2'), {});
  t.strictSame(late, { state: 'unknown', reason: 'quay.io was asked for 5 minutes, and no longer' });
  t.match(await foreground.ask(question('ghcr.io/a:1'), {}), { state: 'found' });
  wait(FOREGROUND_LIMITS.ofOneMs);
  const over = await foreground.ask(question('gcr.io/a:1'), {});
  t.strictSame(over, { state: 'unknown', reason: 'registries were asked for 10 minutes, and no longer' });
  t.equal(sent.length, 2);
});
