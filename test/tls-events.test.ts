/**
 * What the certificate sources tell over a life: each event is a log line and a figure, and whoever is on call has nothing
 * else. Times are in seconds since the start, on a clock that only the test moves.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { createCertManagerSource } from '../src/tls/cert-manager.js';
import { createFilesSource } from '../src/tls/files.js';
import { bundleOf, readCertificates } from '../src/tls/inspect.js';
import { createCertificate, issueCa, issueLeaf } from '../src/tls/issue.js';
import type { Certificate, TlsEvent, Written } from '../src/tls/ports.js';
import { KEYS } from '../src/tls/secret-state.js';
import { createSelfSource } from '../src/tls/self.js';
import {
  createReplica,
  createServed,
  createTestClock,
  DAY,
  HOUR,
  isWell,
  NAMES,
  run,
  START,
  TIMES,
  untilAsleep,
} from './support/tls-replicas.js';
import { createTlsWorld, type TlsWorld } from './support/tls-stores.js';

const ca = await issueCa(START, TIMES.caMs);
const leafOf = (by = ca, now = START): Promise<Certificate> =>
  issueLeaf({ ...NAMES, now, lifeMs: TIMES.certMs, endsBefore: now + TIMES.caMs, ca: by });
const leaf = await leafOf();

/** `served first 30 d`: ends are in days since the start. */
function word(event: TlsEvent): string {
  const days = (ms: number): string => `${((ms - START) / DAY).toFixed(1)} d`;
  switch (event.event) {
    case 'issued':
      return `issued ${event.cert} ${days(event.expiresAt)}: ${event.because}`;
    case 'served':
      return `served ${event.first ? 'first ' : ''}${days(event.expiresAt)}`;
    case 'rotated':
      return `rotated ${event.cert} ${days(event.expiresAt)}`;
    case 'bundle-repaired':
      return `repaired ${event.configuration} ${event.hooks}`;
    case 'conflict':
      return `conflict ${event.object}`;
    case 'fault':
      return `fault ${event.detail}`;
    case 'recovered':
      return 'recovered';
    case 'broken':
      return `broken ${event.error instanceof Error ? event.error.message : event.error}`;
    default:
      return event satisfies never;
  }
}

/** What was told since the last call. */
function teller(events: readonly TlsEvent[]): () => readonly string[] {
  let heard = 0;
  return () => {
    const told = events.slice(heard).map(word);
    heard = events.length;
    return told;
  };
}

t.test('self: from the first certificate to the second CA, and what goes wrong between', async (t) => {
  const running = await run(t, 1);
  const { world, replicas, pass, clock } = running;
  const [replica] = replicas;
  if (replica === undefined) throw new Error('there is one');
  const told = teller(replica.events);
  t.same(told(), [
    'issued ca 365.0 d: the Secret is empty',
    'issued serving 30.0 d: the Secret is empty',
    'repaired validating 2',
    'repaired mutating 1',
    'served first 30.0 d',
  ]);
  t.same(
    replica.source.certificates().map(({ cert, expiresAt }) => `${cert} ${Math.round((expiresAt - START) / DAY)}`),
    ['ca 365', 'serving 30'],
  );
  await pass(10 * 60_000);
  t.same(told(), [], 'nothing is nothing to tell');
  world.unknown.validating = 'the API server answered 503';
  await pass(10_000);
  await pass(10_000);
  const away = 'ValidatingWebhookConfiguration pullgate could not be read: the API server answered 503';
  t.same(told(), [`fault ${away}`], 'once, not each time');
  world.unknown.secret = 'the connection was refused';
  await pass(10_000);
  t.same(told(), [`fault ${away}; Secret pullgate/pullgate-tls could not be read: the connection was refused`]);
  t.equal(replica.source.notReady(), undefined, 'an API server that is away changes nothing about who trusts whom');
  world.unknown = {};
  await pass(10_000);
  t.same(told(), ['recovered']);
  world.bundles.validating = ['', world.bundles.validating?.[1] ?? ''];
  await pass(500);
  t.same(told(), ['repaired validating 1']);
  await pass(15 * DAY);
  t.same(told(), ['issued serving 45.0 d: the certificate is due', 'served 45.0 d', 'rotated serving 45.0 d']);
  isWell(t, running, 'renewed');
  for (let day = 15; day < 239; day += 14) await pass(14 * DAY);
  told();
  await pass(5 * DAY);
  const steps = [...told()];
  for (const seconds of [10, 50, 1, 10]) {
    await pass(seconds * 1000);
    steps.push(...told());
  }
  const at = ((clock.now() - START) / DAY).toFixed(0);
  t.equal(at, '244');
  t.same(
    steps.map((step) => step.replace(/\d+\.\d d/, 'D')),
    [
      'issued ca D: two thirds of the life of the CA are over',
      'repaired validating 2',
      'repaired mutating 1',
      'issued serving D: every configuration trusts the new CA',
      'served D',
      'rotated serving D',
      'rotated ca D',
    ],
  );
});

t.test('self: a Secret that may not be written is told, and tried again at each look', async (t) => {
  const world = createTlsWorld();
  const clock = createTestClock();
  let refused: Written | undefined = { state: 'failed', reason: 'Pullgate has no right to write that (403)' };
  const { source, events } = createReplica(world, clock, {
    secret: (store) => ({ ...store, update: async (...given) => refused ?? store.update(...given) }),
  });
  const told = teller(events);
  t.equal(source.notReady(), 'there is no certificate yet');
  t.same(source.certificates(), []);
  t.equal(source.current(), undefined);
  source.start();
  t.teardown(() => source.stop());
  await untilAsleep(clock, 1);
  t.same(told(), [
    'fault Secret pullgate/pullgate-tls: the Secret is empty; the certificate could not be written: Pullgate has no right to write that (403); the certificate has not been checked yet',
  ]);
  t.equal(source.notReady(), 'Secret pullgate/pullgate-tls: the Secret is empty');
  clock.advance(9_999);
  await untilAsleep(clock, 1);
  refused = undefined;
  t.same(told(), []);
  clock.advance(1);
  await untilAsleep(clock, 1);
  t.same(
    told().filter((line) => !line.startsWith('issued') && !line.startsWith('repaired')),
    ['served first 30.0 d', 'recovered'],
  );
});

t.test('replicas wait a random time before what is not urgent, each time anew', async (t) => {
  const world = createTlsWorld();
  const clock = createTestClock();
  const { deps, events } = createServed(clock);
  let chance = 0.5;
  let draws = 0;
  const random = (): number => {
    draws += 1;
    return chance;
  };
  const options = { ...deps, ...world.view(), random, names: NAMES, times: TIMES, pollMs: 10_000, jitterMs: 8_000 };
  const source = createSelfSource(options);
  source.start();
  t.teardown(() => source.stop());
  await untilAsleep(clock, 1);
  t.equal(world.writes.secret, 1, 'what is missing is made at once');
  const told = teller(events);
  told();
  const pass = async (ms: number): Promise<readonly string[]> => {
    clock.advance(ms);
    await untilAsleep(clock, 1);
    return told().map((line) => line.split(' ').slice(0, 2).join(' '));
  };
  draws = 0;
  chance = 0.5;
  t.same(await pass(15 * DAY), [], 'it is due');
  t.same(await pass(3_999), []);
  t.equal(draws, 1, 'the time is drawn once');
  t.same(await pass(1), ['issued serving', 'served 45.0', 'rotated serving'], 'half of the jitter later');
  chance = 1;
  t.same(await pass(15 * DAY), []);
  t.same(await pass(7_999), []);
  t.same(await pass(1), ['issued serving', 'served 60.0', 'rotated serving'], 'another time, another wait');
});

t.test('who is told and breaks keeps nothing from going on', async (t) => {
  const world = createTlsWorld();
  const clock = createTestClock();
  const { deps, events, current } = createServed(clock);
  const onEvent = (event: TlsEvent): void => {
    events.push(event);
    if (event.event !== 'broken') throw new Error(`cannot log ${event.event}`);
  };
  const options = { ...deps, ...world.view(), onEvent, names: NAMES, times: TIMES, pollMs: 10_000, jitterMs: 0 };
  const source = createSelfSource(options);
  source.start();
  source.start();
  t.teardown(() => source.stop());
  await untilAsleep(clock, 1);
  t.equal(current()?.cert, world.secret?.data[KEYS.cert]);
  t.equal(source.notReady(), undefined);
  const lines = events.map(word);
  t.equal(lines.filter((line) => line.startsWith('served')).length, 1, 'started twice, it runs once');
  t.ok(lines.includes('broken cannot log served'), 'and that is told, too');
});

t.test('a look that throws is told by its name only, and looked at again', async (t) => {
  const clock = createTestClock();
  let isBroken = true;
  const { source, events } = createReplica(createTlsWorld(), clock, {
    secret: (store) => ({
      ...store,
      get: async (signal) => {
        if (isBroken) throw new TypeError(`a text with ${leaf.key}`);
        return store.get(signal);
      },
    }),
  });
  source.start();
  t.teardown(() => source.stop());
  await untilAsleep(clock, 1);
  const [broken, fault, ...more] = events;
  t.match(broken, { event: 'broken', error: TypeError });
  t.same(fault, { event: 'fault', detail: 'a fault of Pullgate (TypeError)' });
  t.same(more, []);
  isBroken = false;
  clock.advance(10_000);
  await untilAsleep(clock, 1);
  t.equal(source.notReady(), undefined);
  t.equal(events.at(-1)?.event, 'recovered');
});

// --------------------------------------------------------------------------------------------------------- certManager

t.test('certManager: why there is nothing to serve', async (t) => {
  const name = 'Secret pullgate/pullgate-tls';
  const rows: readonly (readonly [string, (world: TlsWorld) => void, string])[] = [
    ['it is not there', (world) => (world.secret = undefined), `${name}: cert-manager has not made it yet`],
    [
      'it may not be read',
      (world) => (world.unknown.secret = 'no right (403)'),
      `${name}: it could not be read: no right (403)`,
    ],
    ['it is empty', () => {}, `${name}: there is no certificate`],
    [
      'it has no key',
      (world) => (world.secret = { annotations: {}, data: { [KEYS.cert]: leaf.cert, [KEYS.ca]: ca.cert } }),
      `${name}: there is no key`,
    ],
  ];
  for (const [what, prepare, said] of rows) {
    const world = createTlsWorld();
    prepare(world);
    const clock = createTestClock();
    const { deps, events } = createServed(clock);
    const source = createCertManagerSource({ ...deps, ...world.view(), names: NAMES, pollMs: 10_000 });
    source.start();
    await untilAsleep(clock, 1);
    t.equal(source.notReady(), said, what);
    t.same(events.map(word), [`fault ${said}; the certificate has not been checked yet`], what);
    world.unknown = {};
    world.secret = { annotations: {}, data: { [KEYS.cert]: leaf.cert, [KEYS.key]: leaf.key } };
    world.bundles.validating = [ca.cert, ca.cert];
    world.bundles.mutating = [ca.cert];
    await untilAsleep(clock, 1);
    t.same(events.map(word).slice(1), ['served first 30.0 d', 'recovered'], `${what}, and then it is`);
    t.same(
      source.certificates().map(({ cert }) => cert),
      ['serving'],
      'whose CA it is, nobody has said',
    );
    await source.stop();
    t.equal(clock.sleepers, 0, 'nothing is left');
  }
});

// --------------------------------------------------------------------------------------------------------------- files

interface Volume {
  readonly directory: string;
  readonly put: (files: Readonly<Record<string, string>>) => void;
}

function volume(t: Test): Volume {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-tls-events-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return {
    directory,
    put: (files) => {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    },
  };
}

t.test('files: what is published, and what is told of it', async (t) => {
  const other = await issueCa(START, TIMES.caMs);
  const past = await issueCa(START - 400 * DAY, TIMES.caMs);
  const files = { [KEYS.cert]: leaf.cert, [KEYS.key]: leaf.key };
  interface Row {
    readonly files: Readonly<Record<string, string>>;
    readonly caBundle?: string;
    readonly bundles?: readonly string[];
    readonly published: string;
    readonly told: readonly string[];
  }
  const both = bundleOf(readCertificates(ca.cert + other.cert));
  const untrusted = 'MutatingWebhookConfiguration pullgate trusts nobody yet (h0.pullgate.dev has no caBundle)';
  const rows: Readonly<Record<string, Row>> = {
    'the ca.crt of the directory': {
      files: { ...files, [KEYS.ca]: ca.cert },
      published: ca.cert,
      told: ['repaired mutating 1', 'served first 30.0 d'],
    },
    'a bundle that is given counts before it': {
      files: { ...files, [KEYS.ca]: other.cert },
      caBundle: ca.cert,
      published: ca.cert,
      told: ['repaired mutating 1', 'served first 30.0 d'],
    },
    'another one in the configuration stays for a while': {
      files: { ...files, [KEYS.ca]: ca.cert },
      bundles: [other.cert],
      published: both,
      told: ['repaired mutating 1', 'served first 30.0 d'],
    },
    'but not one that has expired': {
      files: { ...files, [KEYS.ca]: ca.cert },
      bundles: [past.cert + ca.cert],
      published: ca.cert,
      told: ['repaired mutating 1', 'served first 30.0 d'],
    },
    'a ca.crt of blanks is none, and nothing is published': {
      files: { ...files, [KEYS.ca]: ' \n' },
      published: '',
      told: ['served first 30.0 d', `fault ${untrusted}`],
    },
    'a bundle that is none': {
      files: { ...files, [KEYS.ca]: ca.cert },
      caBundle: 'garbage',
      published: '',
      told: ['served first 30.0 d', `fault the CA bundle holds no certificate; ${untrusted}`],
    },
    'no ca.crt at all': { files, published: '', told: ['served first 30.0 d', `fault ${untrusted}`] },
    'neither key nor certificate': {
      files: { [KEYS.ca]: ca.cert },
      published: ca.cert,
      told: [
        'repaired mutating 1',
        'fault DIR/tls.crt cannot be read: no such file or directory; DIR/tls.key cannot be read: no such file or directory; the certificate has not been checked yet',
      ],
    },
    'an empty key': {
      files: { ...files, [KEYS.key]: '', [KEYS.ca]: ca.cert },
      published: ca.cert,
      told: ['repaired mutating 1', 'fault DIR: there is no key; the certificate has not been checked yet'],
    },
    'for another Service': {
      files: await (async () => {
        const foreign = await issueLeaf({
          service: 'else',
          namespace: 'where',
          now: START,
          lifeMs: DAY,
          endsBefore: START + DAY,
          ca,
        });
        return { [KEYS.cert]: foreign.cert, [KEYS.key]: foreign.key, [KEYS.ca]: ca.cert };
      })(),
      published: ca.cert,
      told: [
        'repaired mutating 1',
        'fault DIR: the certificate is not for pullgate.pullgate.svc; the certificate has not been checked yet',
      ],
    },
  };
  for (const [what, { files, caBundle = '', bundles = [''], published, told }] of Object.entries(rows)) {
    const { directory, put } = volume(t);
    put(files);
    const world = createTlsWorld();
    world.bundles.mutating = [...bundles];
    const clock = createTestClock();
    const { deps, events } = createServed(clock);
    const configurations = world.view().configurations.slice(1);
    const source = createFilesSource({ ...deps, configurations, names: NAMES, directory, caBundle, pollMs: 10_000 });
    source.start();
    for (let turns = 0; turns < 5; turns += 1) {
      await sleep(2);
      await untilAsleep(clock, 1);
    }
    t.same(world.bundles.mutating, [published], `${what}: published`);
    t.same(
      events.map((event) => word(event).replaceAll(directory, 'DIR')),
      told,
      `${what}: told`,
    );
    if (what.startsWith('another one')) {
      for (const [ms, wanted] of [
        [290_000, both],
        [10_000, ca.cert],
      ] as const) {
        clock.advance(ms);
        await sleep(5);
        await untilAsleep(clock, 1);
        t.same(world.bundles.mutating, [wanted], `${ms} ms later`);
      }
    }
    await source.stop();
  }
});

t.test('files: nobody to publish to, so the handshake is by the CA of the directory', async (t) => {
  const lone = await createCertificate(START);
  const rows: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined])[] = [
    ['its own CA', { [KEYS.cert]: leaf.cert, [KEYS.key]: leaf.key, [KEYS.ca]: ca.cert }, undefined],
    ['another one', { [KEYS.cert]: leaf.cert, [KEYS.key]: leaf.key, [KEYS.ca]: lone.cert }, 'it is not trusted'],
    ['none', { [KEYS.cert]: leaf.cert, [KEYS.key]: leaf.key }, undefined],
    ['any name', { [KEYS.cert]: lone.cert, [KEYS.key]: lone.key, [KEYS.ca]: lone.cert }, undefined],
  ];
  for (const [what, files, why] of rows) {
    const { directory, put } = volume(t);
    put(files);
    const clock = createTestClock();
    const { deps } = createServed(clock);
    const source = createFilesSource({ ...deps, configurations: [], directory, caBundle: '', pollMs: 10_000 });
    source.start();
    await sleep(5);
    await untilAsleep(clock, 1);
    t.equal(source.notReady(), why, what);
    clock.advance(91 * DAY + HOUR);
    t.match(source.notReady(), /^the certificate has expired \(202\d-/, `${what}, later`);
    await source.stop();
  }
});
