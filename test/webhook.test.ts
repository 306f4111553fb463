import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import t, { type Test } from 'tap';
import { ON_CLUSTER, ON_OBJECT } from '../src/core/basis.js';
import type { Admission } from '../src/core/types.js';
import type { Assessment } from '../src/facts/assess.js';
import { nextTurn } from '../src/facts/turns.js';
import { createLog } from '../src/log/log.js';
import { createCertificate } from '../src/tls/issue.js';
import type { Certificate } from '../src/tls/ports.js';
import { type AppDeps, buildApp } from '../src/webhook/app.js';
import { budget, createDeadlines, parseTimeout } from '../src/webhook/deadline.js';
import { ALLOWED, objectsOf, RECORDED, recorded, toText, toTree } from './helpers/reviews.js';

let certificate: Certificate;
t.before(async () => {
  certificate = await createCertificate(Date.now());
});

interface Line {
  readonly [field: string]: unknown;
}

/** The app with a log that is kept; `answer` decides, or throws. */
function build(t: Test, answer: AppDeps['decide'] = async () => ALLOWED, change: Partial<AppDeps> = {}) {
  const lines: Line[] = [];
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().trimEnd().split('\n')) lines.push(JSON.parse(line));
      done();
    },
  });
  const app = buildApp({
    decide: answer,
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    log: createLog({ level: 'trace', to }),
    certificate,
    ...change,
  });
  t.teardown(() => app.close());
  return { app, lines };
}

const post = (body: string | Buffer, headers: Record<string, string> = {}, url = '/validate') => ({
  method: 'POST' as const,
  url,
  body,
  headers: { 'content-type': 'application/json', ...headers },
});

/** The answer; by then the review is counted and logged, which comes after it. */
async function send(app: FastifyInstance, message: InjectOptions): Promise<LightMyRequestResponse> {
  const response = await app.inject(message);
  await nextTurn();
  return response;
}

// -------------------------------------------------------------------------------------- everything gets an answer

t.test('every recorded review is answered with 200 and its uid', async (t) => {
  const seen: Admission[] = [];
  const { app } = build(t, async (admission) => {
    seen.push(admission);
    return ALLOWED;
  });
  for (const { name, compact, indented } of RECORDED) {
    for (const body of [compact, indented]) {
      const response = await send(app, post(body));
      const { uid } = JSON.parse(compact).request;
      t.equal(response.statusCode, 200, name);
      t.equal(response.headers['content-type'], 'application/json; charset=utf-8');
      t.strictSame(response.json(), {
        kind: 'AdmissionReview',
        apiVersion: 'admission.k8s.io/v1',
        response: { uid, allowed: true },
      });
    }
  }
  t.equal(seen.length, RECORDED.length * 2);
});

const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;

t.test('JSON with a uid is decided, whatever else is in it', async (t) => {
  const { app } = build(t);
  const requests: Record<string, string> = {
    'nothing else': '',
    'wrong types everywhere':
      ',"kind":1,"resource":[],"operation":{},"userInfo":"x","object":7,"oldObject":[],"dryRun":"no"',
    'null everywhere': ',"kind":null,"resource":null,"operation":null,"userInfo":null,"object":null,"oldObject":null',
    'prototype keys':
      ',"__proto__":{"uid":"other"},"constructor":{"prototype":{"uid":"other"}},"object":{"__proto__":{"kind":"Pod"}}',
    'a list nested 400,000 deep': `,"object":${deep('[', ']', 400_000)}`,
    'an object nested 100,000 deep': `,"object":${deep('{"a":', '}', 100_000)}`,
    'an old object nested 100,000 deep': `,"object":{},"oldObject":${deep('{"a":', '}', 100_000)},"dryRun":false`,
    'a value of 7 MiB': `,"object":{"metadata":{"name":"${'x'.repeat(7 * 1024 * 1024)}"}}`,
    'lone surrogates and control characters': ',"name":"\\ud800\\u0000\\u202e","namespace":"\\n"',
    'an old object that is no JSON inside': ',"object":{},"oldObject":{"a":nonsense},"dryRun":false',
  };
  for (const [name, rest] of Object.entries(requests)) {
    const response = await send(app, post(`{"request":{"uid":"the uid"${rest}}}`));
    t.equal(response.statusCode, 200, name);
    t.strictSame(response.json().response, { uid: 'the uid', allowed: true }, name);
  }
  for (const uid of ['\u2028"\\\n', 'é😀', '__proto__', 'x'.repeat(100_000)]) {
    const response = await send(app, post(JSON.stringify({ request: { uid } })));
    t.equal(response.json().response.uid, uid);
  }
});

t.test('the content type decides nothing', async (t) => {
  const { app } = build(t);
  const body = '{"request":{"uid":"u"}}';
  for (const type of ['text/plain', 'application/yaml', 'nonsense', '', ';;;', 'application/json; charset=latin1']) {
    const response = await send(app, post(body, { 'content-type': type }));
    t.equal(response.statusCode, 200, type);
  }
  const without = await send(app, { method: 'POST', url: '/validate', body: Buffer.from(body) });
  t.equal(without.statusCode, 200);
});

t.test('what is no review gets a sentence', async (t) => {
  const { app, lines } = build(t);
  const cases = {
    'no body': post(''),
    'no JSON': post('hello'),
    'an array': post('[]'),
    'no uid': post('{"request":{}}'),
    'more than 8 MiB': post(`{"request":{"uid":"u","object":"${'x'.repeat(8 * 1024 * 1024)}"}}`),
    compressed: post('xx', { 'content-encoding': 'gzip' }),
    'another path': post('{"request":{"uid":"u"}}', {}, '/convert'),
    'the root': { method: 'GET' as const, url: '/' },
    'another method': { method: 'GET' as const, url: '/validate?timeout=10s' },
    PUT: { method: 'PUT' as const, url: '/validate', body: '{}' },
    'a path that cannot be read': { method: 'POST' as const, url: '/%zz', body: '{}' },
  };
  const words: string[] = [];
  for (const [name, request] of Object.entries(cases)) {
    const response = await send(app, request);
    const { message, code, kind } = response.json();
    t.equal(kind, 'Status', name);
    t.equal(code, response.statusCode, name);
    words.push(`${name} -> ${code} ${message}`);
  }
  t.matchSnapshot(words.join('\n'));
  t.equal((await send(app, cases['another method'])).headers['allow'], 'POST');
  t.strictSame(lines, []);
});

t.test('recorded reviews bent at any place are still answered with 200 and their uid', async (t) => {
  const touched = { object: 0 };
  const { app } = build(t, async (admission) => {
    if (typeof admission.object === 'object') touched.object++;
    admission.oldObject();
    return ALLOWED;
  });
  const junk = fc.oneof(
    fc.json({ maxDepth: 2 }),
    fc.constantFrom('null', '-0', '1e400', '"\\u0000"', '[]', '{}', '{"__proto__":{"uid":1}}', '"]},\\"spec\\":{"'),
  );
  const key = fc.oneof(
    fc.constantFrom('uid', 'object', 'oldObject', 'managedFields', '__proto__', 'kind'),
    fc.string(),
  );
  const change = fc.record({ at: fc.nat(300), place: fc.nat(20), key, value: junk, replace: fc.boolean() });
  const property = fc.asyncProperty(
    fc.constantFrom(...RECORDED),
    fc.array(change, { minLength: 1, maxLength: 5 }),
    async ({ compact }, changes) => {
      const tree = toTree(JSON.parse(compact));
      for (const { at, place, key, value, replace } of changes) {
        const objects = objectsOf(tree);
        const entries = objects[at % objects.length]?.entries ?? [];
        const entry = { key: JSON.stringify(key), value: { kind: 'raw' as const, text: value } };
        if (replace && entries.length > 0) entries[place % entries.length] = entry;
        else entries.push(entry);
      }
      const text = toText(tree);
      const response = await send(app, post(text));
      const review = JSON.parse(text);
      const uid = review.request?.uid;
      const answerable = typeof uid === 'string' && uid !== '' && !Array.isArray(review.request);
      if (!answerable) return response.statusCode === 400;
      return response.statusCode === 200 && response.json().response.uid === uid;
    },
  );
  await fc.assert(property, { numRuns: 1000, seed: 3 });
  t.ok(touched.object > 300, `${touched.object} reviews were decided`);
});

// --------------------------------------------------------------------------------------------- faults and deadlines

const REVIEW = '{"request":{"uid":"u"}}';

t.test('a fault after the answer changes nothing of it, and is one line in the log', async (t) => {
  const broken = (): never => {
    throw new Error('broken');
  };
  const observe = { begin() {}, end() {}, noteReview: broken, noteRefusal() {}, noteInjection() {} };
  for (const decide of [() => ALLOWED, async () => ALLOWED]) {
    const { app, lines } = build(t, decide, { observe });
    const response = await send(app, post('{"request":{"uid":"u"}}'));
    t.match(response.json(), { response: { uid: 'u', allowed: true } });
    t.match(lines, [{ event: 'fault', level: 'error', err: { message: 'broken' }, msg: /^an answer could not be/ }]);
    t.equal(lines.length, 1);
  }
});

t.test('a fault in the decision is PG901 by onUnknown and mode, and one line in the log', async (t) => {
  const cases = [
    ['enforce', 'allow', true, 1],
    ['enforce', 'deny', false, 0],
    ['warn', 'deny', true, 1],
    ['audit', 'deny', true, 0],
    ['off', 'deny', true, 0],
  ] as const;
  for (const [mode, onUnknown, allowed, warnings] of cases) {
    const fail = async () => {
      throw new Error('broken');
    };
    const { app, lines } = build(t, fail, { settings: () => ({ mode, onUnknown }) });
    const response = await send(app, post(REVIEW));
    const answer = response.json().response;
    t.equal(response.statusCode, 200);
    t.match(
      answer,
      { uid: 'u', allowed, auditAnnotations: { decision: 'error', codes: 'PG901' } },
      `${mode} ${onUnknown}`,
    );
    t.equal(answer.warnings?.length ?? 0, warnings);
    t.matchSnapshot(answer.status?.message ?? answer.warnings?.[0] ?? 'silent', `${mode} ${onUnknown}`);
    t.match(lines, [
      { event: 'fault', level: 'error', err: { message: 'broken' } },
      { event: 'admission', decision: 'error', level: 'info' },
    ]);
  }
});

t.test('a throw, a rejection with anything, an assessment that cannot be written: all are PG901', async (t) => {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const faults: AppDeps['decide'][] = [
    () => {
      throw new Error('thrown');
    },
    () => Promise.reject(undefined),
    () => Promise.reject('text'),
    // Both are what the types forbid: a fault of ours must not become an HTTP error.
    async () => ({}) as Assessment,
    async () => ({ ...ALLOWED, allowed: false, causes: [circular] }) as unknown as Assessment,
  ];
  for (const fault of faults) {
    const { app } = build(t, fault);
    const response = await send(app, post(REVIEW));
    t.equal(response.statusCode, 200);
    t.match(response.json().response, { uid: 'u', allowed: true, warnings: [/^(?:Pullgate: )?\[PG901\]/] });
  }
});

t.test('the text of a SyntaxError never reaches the log: it may quote a secret', async (t) => {
  const { app, lines } = build(t, async () => JSON.parse('{"password":"MARKER-VALUE"'));
  await send(app, post(REVIEW));
  t.notMatch(JSON.stringify(lines), 'MARKER');
  t.match(lines[0], { err: { type: 'SyntaxError', message: /withheld/ } });
});

t.test('who does not decide in time gets a signal, and then PG901 is the answer', async (t) => {
  const hold = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(hold));
  let aborted = 0;
  const { app } = build(t, (_admission, signal) => {
    signal.addEventListener('abort', () => aborted++);
    return new Promise(() => {});
  });
  const start = performance.now();
  const response = await send(app, post(REVIEW, {}, '/validate?timeout=700ms'));
  const took = performance.now() - start;
  t.match(response.json().response, {
    allowed: true,
    warnings: [/^(?:Pullgate: )?\[PG901\] .*did not answer in time/],
  });
  t.equal(aborted, 1);
  t.ok(took > 190 && took < 600, `${took} ms`);
});

t.test('a decision made of what is known when the signal fires is still the answer', async (t) => {
  const hold = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(hold));
  const { app } = build(
    t,
    (_admission, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve({ ...ALLOWED, warnings: ['known'] }))),
  );
  const response = await send(app, post(REVIEW, {}, '/validate?timeout=1s'));
  t.strictSame(response.json().response.warnings, ['known']);
});

t.test('the budget is the smaller of 2 s and the timeout less half a second', async (t) => {
  const cases: [unknown, number][] = [
    ['10s', 2000],
    ['30s', 2000],
    ['2s', 1500],
    ['1s', 500],
    ['1.5s', 1000],
    ['1m30s', 2000],
    ['900ms', 400],
    ['300ms', 50],
    ['0s', 50],
    [undefined, 2000],
    ['', 2000],
    ['10', 2000],
    ['-5s', 2000],
    ['soon', 2000],
    [['1s', '2s'], 2000],
  ];
  for (const [text, ms] of cases) t.equal(budget(parseTimeout(text)), ms, String(text));
  t.equal(parseTimeout('1h2m3.5s4ms5us'), 3_723_504.005);
});

t.test('an outcome is told once, and reviews in the same slot share a signal', async (t) => {
  const hold = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(hold));
  const deadlines = createDeadlines(() => 0);
  t.teardown(() => deadlines.close());
  const signals = new Set<AbortSignal>();
  const outcomes: string[] = [];
  await new Promise<void>((resolve) => {
    let left = 3;
    const done = ({ end }: { readonly end: string }) => {
      outcomes.push(end);
      left -= 1;
      if (left === 0) setTimeout(resolve, 150);
    };
    deadlines.run(20, (signal) => Promise.resolve(signals.add(signal)), done);
    deadlines.run(20, (signal) => Promise.reject(signals.add(signal)), done);
    deadlines.run(20, (signal) => sleep(200, signals.add(signal)), done);
  });
  t.strictSame(outcomes.sort(), ['decided', 'failed', 'late']);
  t.equal(signals.size, 1);
});

t.test('when a review is late: the signal at its deadline, and an answer in its stead a moment later', async (t) => {
  let time = 0;
  const due = new Map<object, { readonly at: number; readonly act: () => void }>();
  t.intercept(globalThis, 'setTimeout', {
    value: (act: () => void, ms: number) => {
      const handle = { unref: () => handle };
      due.set(handle, { at: time + ms, act });
      return handle;
    },
  });
  t.intercept(globalThis, 'clearTimeout', { value: (handle: object) => due.delete(handle) });
  const to = (end: number) => {
    for (const [handle, { at, act }] of [...due].sort(([, a], [, b]) => a.at - b.at)) {
      if (at > end || !due.delete(handle)) continue;
      time = at;
      act();
    }
    time = end;
  };
  const deadlines = createDeadlines(() => time);
  const told: string[] = [];
  const review = (name: string, ms: number) => {
    const kept: { signal?: AbortSignal; finish?: () => void } = {};
    const work = (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        kept.signal = signal;
        kept.finish = resolve;
      });
    deadlines.run(ms, work, ({ end }) => told.push(`${name} ${end} at ${time}`));
    return {
      state: () => `${kept.signal?.aborted}`,
      why: () => kept.signal?.reason,
      signal: kept.signal,
      finish: () => kept.finish?.(),
    };
  };
  const [first, same, next] = [review('a', 20), review('b', 25), review('c', 26)];
  t.equal(first.signal, same.signal, 'of the same 25 ms');
  t.not(first.signal, next.signal);
  to(19);
  t.equal(first.state(), 'false');
  to(20);
  t.equal(first.state(), 'true');
  t.match(first.why(), { message: 'the deadline of the review has passed' });
  t.equal(next.state(), 'false');
  const after = review('d', 5);
  t.not(after.signal, first.signal, 'who comes then has a signal that has not fired');
  to(119);
  t.strictSame(told, []);
  same.finish();
  await Promise.resolve();
  await sleepless();
  t.strictSame(told.splice(0), ['b decided at 119'], 'who is ready by then is heard');
  to(120);
  t.strictSame(told.splice(0), ['a late at 120']);
  first.finish();
  await sleepless();
  to(126);
  t.strictSame(told.splice(0), ['d late at 125', 'c late at 126'], 'each is told once');
  const idle = review('e', 50);
  idle.finish();
  await sleepless();
  t.strictSame(told.splice(0), ['e decided at 126']);
  to(500);
  t.equal(idle.state(), 'false', 'a signal that nobody waits for does not fire');
  t.equal(due.size, 0);
  review('f', 50);
  deadlines.close();
  t.equal(due.size, 0, 'in the end no timer is left');
  t.not(review('g', 50).signal, review('h', 5).signal);
  deadlines.close();
});

t.test('a server that has closed leaves no deadline behind', async (t) => {
  const due = new Set<object>();
  const [set, clear] = [setTimeout, clearTimeout];
  t.intercept(globalThis, 'setTimeout', {
    value: (act: () => void, ms: number) => {
      const handle = set(act, ms);
      // Nothing else takes nearly as long.
      if (ms > 1_500 && ms <= budget(undefined)) due.add(handle);
      return handle;
    },
  });
  t.intercept(globalThis, 'clearTimeout', {
    value: (handle: NodeJS.Timeout) => {
      due.delete(handle);
      clear(handle);
    },
  });
  const { app } = build(t);
  await send(app, post('{"request":{"uid":"u"}}'));
  t.equal(due.size, 1);
  await app.close();
  t.equal(due.size, 0);
});

/** What has been promised by now is done. */
const sleepless = () => new Promise<void>((resolve) => setImmediate(resolve));

// ----------------------------------------------------------------------------------------------------- large bodies

const LARGE = `{"request":{"uid":"u","object":"${'x'.repeat(300 * 1024)}"}}`;

/** Nothing listens in these tests, and no timer of the server keeps a process alive. */
function stayAlive(t: Test): void {
  const timer = setInterval(() => {}, 1_000);
  t.teardown(() => clearInterval(timer));
}

t.test('a large body too many waits for a place; small ones do not wait for it', async (t) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  const decide = async () => {
    asked += 1;
    if (asked === 1) await held;
    return ALLOWED;
  };
  const { app } = build(t, decide, { limits: { largeBytesAtOnce: 400 * 1024 } });
  const first = send(app, post(LARGE));
  const second = send(app, post(LARGE));
  while (asked === 0) await sleepless();
  await sleep(50);
  t.equal(asked, 1, 'the second one is not read yet');
  t.equal((await send(app, post(REVIEW))).statusCode, 200);
  t.equal((await send(app, post(LARGE, {}, '/nowhere'))).statusCode, 404);
  release();
  t.strictSame([(await first).statusCode, (await second).statusCode], [200, 200]);
});

t.test('who would wait past the deadline of its review gets 429 with Retry-After', async (t) => {
  stayAlive(t);
  const { app } = build(t, () => new Promise(() => {}), { limits: { largeBytesAtOnce: 400 * 1024 } });
  const first = send(app, post(LARGE));
  await sleep(20);
  const refused = await send(app, post(LARGE, {}, '/validate?timeout=700ms'));
  t.equal(refused.statusCode, 429);
  t.equal(refused.headers['retry-after'], '1');
  t.match(refused.json().message, /again in a second/);
  t.match((await first).json(), { response: { allowed: true } }, 'the first one was late, which is an answer');
});

t.test('the wait for a place is part of the time of the review', async (t) => {
  stayAlive(t);
  const given: number[] = [];
  const begin = performance.now();
  const decide = (_: Admission, signal: AbortSignal) =>
    new Promise<Assessment>((resolve) => {
      signal.addEventListener('abort', () => {
        given.push(performance.now() - begin);
        resolve(ALLOWED);
      });
    });
  const { app } = build(t, decide, { limits: { largeBytesAtOnce: 400 * 1024 } });
  const codes = await Promise.all(
    ['800ms', '1200ms'].map((timeout) => send(app, post(LARGE, {}, `/validate?timeout=${timeout}`))),
  );
  t.strictSame(
    codes.map(({ statusCode }) => statusCode),
    [200, 200],
  );
  t.ok((given[1] ?? 0) < 300 + 700, `the second one waited for the first and still ended in its own time: ${given}`);
});

// -------------------------------------------------------------------------------------------------------------- log

const SUBJECT = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  namespace: 'shop',
  name: 'web',
  isPod: true,
  podPath: 'spec',
  imagePullSecrets: [],
  serviceAccountName: 'default',
  images: [],
  mirror: false,
  owned: false,
} as const;

t.test('one flat line per review: what was asked, what was decided, how long it took', async (t) => {
  const image = (raw: string) => ({
    kind: 'container' as const,
    name: 'c',
    path: 'spec.containers[0].image',
    parsed: { ok: false as const, raw, error: 'empty' as const },
    pullPolicy: 'Always' as const,
    mounted: true,
  });
  const { app, lines } = build(t, async () => ({
    ...ALLOWED,
    allowed: false,
    decision: 'deny',
    message: 'no',
    subject: { ...SUBJECT, images: [image('a:1'), image('a:1'), image('x'.repeat(5000))] },
    findings: [
      { code: 'PG101', problem: 'p', because: '', basis: ON_OBJECT, uses: [], action: 'warn' },
      { code: 'PG201', problem: 'p', because: '', basis: ON_CLUSTER, uses: [], action: 'deny' },
    ],
  }));
  await send(app, post(recorded('003').compact, {}, '/validate?timeout=10s'));
  t.equal(lines.length, 1);
  const { time, duration_ms, images, ...rest } = lines[0] ?? {};
  t.match(time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  t.type(duration_ms, 'number');
  t.strictSame(images, ['a:1', `${'x'.repeat(255)}…`]);
  t.matchSnapshot(rest);
  t.ok(
    Object.values(lines[0] ?? {}).every((value) => typeof value !== 'object' || Array.isArray(value)),
    'flat',
  );
});

t.test('a review that is allowed without a word is logged at debug, all else at info', async (t) => {
  const levels: [Assessment['decision'], string][] = [
    ['allow', 'debug'],
    ['skip', 'debug'],
    ['deny', 'info'],
    ['warn', 'info'],
    ['audit', 'info'],
    ['error', 'info'],
  ];
  for (const [decision, level] of levels) {
    const { app, lines } = build(t, async () => ({ ...ALLOWED, decision }));
    await send(app, post(REVIEW));
    t.match(lines, [{ decision, level }]);
  }
});

t.test('fields that could hold a secret are redacted, should somebody ever log one', async (t) => {
  const lines: string[] = [];
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const log = createLog({ level: 'info', to });
  log.info({ password: 'MARKER', auth: 'MARKER', data: { a: 'MARKER' }, object: { spec: 'MARKER' } }, 'x');
  t.notMatch(lines.join(''), 'MARKER');
});
