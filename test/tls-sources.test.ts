/** Certificates: how they are made and looked at, and what the sources do with them, on a clock that the test moves. */
import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, rename, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { createCertManagerSource } from '../src/tls/cert-manager.js';
import { createFilesSource } from '../src/tls/files.js';
import { bundleOf, checkLeaf, isTrusted, readCertificates } from '../src/tls/inspect.js';
import { createCertificate, issueCa, issueLeaf } from '../src/tls/issue.js';
import type { Certificate, CertificateSource } from '../src/tls/ports.js';
import { KEYS } from '../src/tls/secret-state.js';
import { listenHost } from '../src/webhook/any-address.js';
import {
  casIn,
  createReplica,
  createServed,
  createTestClock,
  DAY,
  HOUR,
  isWell,
  NAME,
  NAMES,
  run,
  START,
  TIMES,
  untilAsleep,
} from './support/tls-replicas.js';
import { createTlsWorld, type TlsWorld } from './support/tls-stores.js';

const ca = await issueCa(START, TIMES.caMs);
const leaf = (by = ca, now = START): Promise<Certificate> =>
  issueLeaf({ ...NAMES, now, lifeMs: TIMES.certMs, endsBefore: now + TIMES.caMs, ca: by });

// ------------------------------------------------------------------------------------------------------ making, looking

t.test(
  'a CA and its certificate are EC P-256 and SHA-256, valid since an hour ago, for the names of the Service',
  async (t) => {
    const made = new X509Certificate((await leaf()).cert);
    const authority = new X509Certificate(ca.cert);
    for (const each of [made, authority]) {
      t.equal(each.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
      t.ok(each.raw.includes(Buffer.from('2a8648ce3d040302', 'hex')), 'ecdsa-with-SHA256');
      t.equal(Date.parse(each.validFrom), Math.floor((START - HOUR) / 1000) * 1000);
    }
    t.equal(
      made.subjectAltName,
      'DNS:pullgate.pullgate.svc, DNS:pullgate, DNS:pullgate.pullgate, DNS:pullgate.pullgate.svc.cluster.local',
    );
    t.equal(made.checkHost('localhost'), undefined);
    t.equal(authority.ca, true);
    t.equal(made.ca, false);
    t.ok(made.verify(authority.publicKey));
    t.ok(Date.parse(authority.validTo) >= START + TIMES.caMs);
    t.not(authority.subject, new X509Certificate((await issueCa(START, TIMES.caMs)).cert).subject);
    for (const pem of [ca.cert, ca.key]) t.match(pem, /-----END [A-Z ]+-----\n$/);
  },
);

t.test('what cannot be served is told in a clause that quotes no key', async (t) => {
  const good = await leaf();
  const rows: readonly (readonly [what: Partial<Certificate>, name: string, at: number, why: string])[] = [
    [{ cert: '' }, NAME, START, 'there is no certificate'],
    [{ cert: 'x' }, NAME, START, 'the certificate is not PEM'],
    [{ key: '' }, NAME, START, 'there is no key'],
    [{ key: good.key.replace('PRIVATE', 'ENCRYPTED PRIVATE') }, NAME, START, 'the key is encrypted'],
    [{ key: good.key.slice(0, 80) }, NAME, START, 'the key cannot be read'],
    [{ key: ca.key }, NAME, START, 'the key is not that of the certificate'],
    [{}, 'other.pullgate.svc', START, 'the certificate is not for other.pullgate.svc'],
    [{ ...ca }, NAME, START, `the certificate is not for ${NAME}`],
    [{}, NAME, START + 31 * DAY, 'the certificate has expired (2026-12-21T12:00:01Z)'],
    [
      {},
      NAME,
      START - 2 * HOUR,
      'the certificate is not valid before 2026-11-21T11:00:00Z; is the clock of this machine right?',
    ],
  ];
  for (const [change, name, at, why] of rows) {
    t.same(checkLeaf({ ...good, ...change }, name, at), { ok: false, why }, why);
  }
  t.equal(checkLeaf(good, NAME, START).ok, true);
});

t.test('trust is what Go would make of the bundle', async (t) => {
  const other = await issueCa(START, TIMES.caMs);
  const checked = checkLeaf(await leaf(), NAME, START);
  if (!checked.ok) throw new Error(checked.why);
  const trusts = (pem: string, at = START): boolean => isTrusted(checked.value, readCertificates(pem), at);
  t.equal(trusts(ca.cert), true);
  t.equal(trusts(other.cert), false);
  t.equal(trusts(other.cert + ca.cert), true, 'one of two');
  t.equal(trusts(''), false);
  t.equal(trusts(ca.cert, START + 31 * DAY), false, 'expired');
  const lone = await createCertificate(START);
  const itself = checkLeaf(lone, 'localhost', START);
  t.ok(
    itself.ok && isTrusted(itself.value, readCertificates(lone.cert), START),
    'a certificate in the bundle is a root',
  );
});

t.test('where the kernel has no IPv6, every address is 0.0.0.0', async (t) => {
  t.equal(await listenHost('::', async () => false), '0.0.0.0');
  t.equal(await listenHost('::', async () => true), '::');
  t.equal(await listenHost('::1', async () => false), '::1', 'only the one that means all');
  t.match(await listenHost('::'), /^(::|0\.0\.0\.0)$/);
});

// ---------------------------------------------------------------------------------------------------------------- self

t.test('an empty Secret is filled in one write, and trusted', async (t) => {
  const running = await run(t, 3);
  isWell(t, running, 'at first');
  t.equal(running.world.writes.secret, 1);
  t.equal(casIn(running.world), 1);
  t.match(running.world.secret?.annotations, {
    'pullgate.dev/tls-phase': 'serving',
    'pullgate.dev/tls-since': '2026-11-21T12:00:00.250Z',
  });
  t.match(running.replicas[0]?.source.certificates(), [{ cert: 'ca' }, { cert: 'serving' }]);
});

t.test('in the overlap no certificate is made before all have trusted its CA for long enough', async (t) => {
  const running = await run(t, 2);
  const { world, clock, replicas, pass } = running;
  await pass(240 * DAY);
  const before = world.secret?.data[KEYS.cert];
  const saved = world.bundles.mutating;
  world.unknown.mutating = 'it is frozen';
  await pass(4 * DAY);
  t.equal(casIn(world), 2, 'the new CA is in the Secret');
  await pass(5 * 60_000);
  t.equal(world.secret?.data[KEYS.cert], before, 'as long as one configuration cannot be read, nothing more happens');
  t.match(saved, world.bundles.mutating);
  t.equal(replicas[0]?.source.notReady(), undefined, 'and we are as ready as before');
  t.match(world.secret?.annotations, { 'pullgate.dev/tls-phase': 'overlap' });
  world.unknown = {};
  await pass(10_000);
  await pass(59_000);
  t.equal(world.secret?.data[KEYS.cert], before, 'not yet');
  await pass(1_000);
  t.not(world.secret?.data[KEYS.cert], before, 'now');
  isWell(t, running, 'after the overlap');
  t.match(
    replicas[0]?.events.filter(({ event }) => event === 'rotated').map((event) => 'cert' in event && event.cert),
    ['serving', 'serving', 'ca'],
  );
  t.ok(clock.now() > START);
});

t.test('expired at boot: a new CA, and the certificate is served at once', async (t) => {
  const first = await run(t, 1);
  const secret = first.world.secret;
  const running = await run(t, 2, (world) => {
    world.secret = secret;
  });
  t.equal(running.world.writes.secret, 0, 'a good one is taken as it is');
  const late = createTlsWorld();
  late.secret = secret;
  const clock = createTestClock(START + 400 * DAY);
  const replicas = [createReplica(late, clock), createReplica(late, clock)];
  for (const { source } of replicas) source.start();
  t.teardown(() => Promise.all(replicas.map(({ source }) => source.stop())));
  await untilAsleep(clock, 2);
  isWell(t, { world: late, clock, replicas, pass: async () => {} }, 'late');
  t.equal(casIn(late), 1, 'what has expired is gone');
});

t.test('a clock that is turned back, by an hour and by a year', async (t) => {
  const running = await run(t, 1);
  const { world, clock, pass } = running;
  clock.skew(-HOUR / 2);
  await pass(10_000);
  t.equal(world.writes.secret, 1, 'half an hour is nothing');
  clock.skew(-365 * DAY);
  await pass(10_000);
  t.equal(world.writes.secret, 2);
  isWell(t, running, 'a year back');
  t.equal(casIn(world), 2, 'the CA that others may trust stays');
  clock.skew(365 * DAY + HOUR / 2);
  await pass(60_000);
  await pass(60_000);
  isWell(t, running, 'and right again');
});

t.test('ready is who is trusted: false while a bundle is wrong, and the reason says which', async (t) => {
  const running = await run(t, 1);
  const { world, clock, replicas, pass } = running;
  const source = replicas[0]?.source as CertificateSource; // one was started
  t.equal(source.notReady(), undefined);
  const good = world.bundles.validating;
  world.unknown.secret = 'it is frozen';
  world.bundles.validating = [ca.cert, ''];
  await untilAsleep(clock, 1);
  t.match(
    source.notReady(),
    /^ValidatingWebhookConfiguration pullgate does not trust what is served \(h0\.pullgate\.dev\)/,
  );
  world.bundles.validating = ['', ''];
  await untilAsleep(clock, 1);
  t.equal(
    source.notReady(),
    'ValidatingWebhookConfiguration pullgate trusts nobody yet (h0.pullgate.dev has no caBundle)',
  );
  t.match(replicas[0]?.events.at(-1), { event: 'fault', detail: /it is frozen.*trusts nobody yet/ });
  world.bundles.validating = good;
  await untilAsleep(clock, 1);
  t.equal(source.notReady(), undefined);
  world.bundles.validating = undefined;
  world.bundles.mutating = undefined;
  await untilAsleep(clock, 1);
  t.equal(
    source.notReady(),
    'there is no ValidatingWebhookConfiguration pullgate and no MutatingWebhookConfiguration pullgate',
  );
  world.unknown = {};
  world.bundles.mutating = [''];
  await pass(10_000);
  t.equal(source.notReady(), undefined, 'one is enough');
  await pass(40 * DAY - 10_000);
  t.equal(source.notReady(), undefined, 'renewed in time');
});

t.test('before there is a certificate it is said why not', async (t) => {
  const said = async (prepare: (world: TlsWorld) => void): Promise<string | undefined> => {
    const { replicas } = await run(t, 1, prepare);
    return replicas[0]?.source.notReady();
  };
  t.equal(
    await said((world) => {
      world.secret = undefined;
    }),
    'Secret pullgate/pullgate-tls could not be read: it is not there; the chart ships it',
  );
  t.equal(
    await said((world) => {
      world.unknown.secret = 'the connection was refused';
    }),
    'Secret pullgate/pullgate-tls could not be read: the connection was refused',
  );
});

// ------------------------------------------------------------------------------------------------- certManager and files

t.test('certManager: a new certificate waits for the cainjector, and nothing is ever written', async (t) => {
  const world = createTlsWorld();
  const clock = createTestClock();
  const served = createServed(clock);
  const write = (by: Certificate, { cert, key }: Certificate): void => {
    world.secret = { annotations: {}, data: { [KEYS.ca]: by.cert, [KEYS.cert]: cert, [KEYS.key]: key } };
  };
  const source = createCertManagerSource({ ...served.deps, ...world.view(), names: NAMES, pollMs: 10_000 });
  source.start();
  t.teardown(() => source.stop());
  await untilAsleep(clock, 1);
  t.equal(source.notReady(), 'Secret pullgate/pullgate-tls: there is no certificate');
  const first = await leaf();
  write(ca, first);
  await untilAsleep(clock, 1);
  t.equal(source.current()?.cert, first.cert, 'the first one is served at once');
  t.match(source.notReady(), /trusts nobody yet/);
  const inject = (pem: string): void => {
    world.bundles.validating = [pem, pem];
    world.bundles.mutating = [pem];
  };
  inject(ca.cert);
  await untilAsleep(clock, 1);
  t.equal(source.notReady(), undefined);
  const renewed = await leaf();
  write(ca, renewed);
  await untilAsleep(clock, 1);
  t.equal(source.current()?.cert, renewed.cert, 'one of the same CA at once');
  const other = await issueCa(START, TIMES.caMs);
  const next = await leaf(other);
  write(other, next);
  await untilAsleep(clock, 1);
  t.equal(source.current()?.cert, renewed.cert, 'one of another CA waits');
  t.equal(source.notReady(), undefined, 'and all is well meanwhile');
  inject(other.cert);
  await untilAsleep(clock, 1);
  t.equal(source.current()?.cert, next.cert, 'until it is trusted');
  t.equal(source.notReady(), undefined);
  t.same(
    served.events.flatMap((event) => (event.event === 'rotated' ? [event.cert] : [])),
    ['serving', 'serving', 'ca'],
  );
  write(other, { cert: next.cert, key: renewed.key });
  await untilAsleep(clock, 1);
  t.equal(source.current()?.key, next.key, 'the old one stays where the new one is broken');
  t.same(world.writes, { secret: 0, bundles: 0, conflicts: 0 });
});

/** As the kubelet does it: a directory per generation, `..data` points at one of them, the files at `..data`. */
async function createVolume(t: Test) {
  const directory = await mkdtemp(join(tmpdir(), 'pullgate-tls-'));
  let generation = 0;
  const write = async (files: Readonly<Record<string, string>>): Promise<void> => {
    generation += 1;
    const name = `..generation-${generation}`;
    await mkdir(join(directory, name));
    for (const [file, text] of Object.entries(files)) await writeFile(join(directory, name, file), text);
    await symlink(name, join(directory, '..data_tmp'));
    await rename(join(directory, '..data_tmp'), join(directory, '..data'));
  };
  for (const file of Object.values(KEYS)) await symlink(join('..data', file), join(directory, file));
  t.ok(directory);
  return { directory, write };
}

t.test('files: the volume of a Secret is swapped, the bundle is published and repaired', async (t) => {
  const { directory, write } = await createVolume(t);
  const world = createTlsWorld();
  const clock = createTestClock();
  const served = createServed(clock);
  const source = createFilesSource({
    ...served.deps,
    configurations: world.view().configurations,
    names: NAMES,
    directory,
    caBundle: '',
    pollMs: 10_000,
  });
  source.start();
  t.teardown(() => source.stop());
  const settled = () => new Promise((done) => setTimeout(done, 30)).then(() => untilAsleep(clock, 1));
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await settled();
  };
  await settled();
  t.match(source.notReady(), /tls\.crt cannot be read: no such file or directory/);
  const first = await leaf();
  await write({ [KEYS.cert]: first.cert, [KEYS.key]: first.key, [KEYS.ca]: ca.cert });
  await pass(10_000);
  t.equal(source.current()?.cert, first.cert);
  t.equal(source.notReady(), undefined);
  t.same(world.bundles.validating, [ca.cert, ca.cert]);

  world.bundles.mutating = [''];
  await pass(500);
  t.same(world.bundles.mutating, [ca.cert], 'a wiped bundle is repaired');

  const other = await issueCa(START, TIMES.caMs);
  const next = await leaf(other);
  await write({ [KEYS.cert]: next.cert, [KEYS.key]: next.key, [KEYS.ca]: other.cert });
  await pass(10_000);
  t.equal(source.current()?.cert, next.cert);
  t.equal(source.notReady(), undefined);
  const both = bundleOf(readCertificates(other.cert + ca.cert));
  t.same(world.bundles.validating, [both, both], 'replicas that do not see the new volume yet stay trusted');
  await pass(5 * 60_000);
  t.same(world.bundles.mutating, [other.cert], 'but not for ever');

  await write({ [KEYS.cert]: next.cert, [KEYS.key]: first.key, [KEYS.ca]: 'garbage' });
  await pass(10_000);
  t.equal(source.current()?.key, next.key, 'what is broken is not served');
  t.match(served.events.at(-1), {
    event: 'fault',
    detail: `${directory}: the key is not that of the certificate; the CA bundle holds no certificate`,
  });
  t.same(world.bundles.mutating, [other.cert]);
  t.equal(source.notReady(), undefined);
});

t.test('files: without a Service any name will do, and nobody is asked', async (t) => {
  const { directory, write } = await createVolume(t);
  const lone = await createCertificate(START);
  await write({ [KEYS.cert]: lone.cert, [KEYS.key]: lone.key });
  const clock = createTestClock();
  const served = createServed(clock);
  const source = createFilesSource({ ...served.deps, configurations: [], directory, caBundle: '', pollMs: 10_000 });
  source.start();
  t.teardown(() => source.stop());
  await untilAsleep(clock, 1);
  t.equal(source.current()?.cert, lone.cert);
  t.equal(source.notReady(), undefined);
});
