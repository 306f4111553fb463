/**
 * The life of the certificates of `self` over years: replicas in memory, on a clock that the test moves. What replicas do
 * to each other in any order is in `tls-order-*`.
 */
import t from 'tap';
import { KEYS } from '../../src/tls/secret-state.js';
import {
  allAsleep,
  casIn,
  createReplica,
  createTestClock,
  DAY,
  isWell,
  run,
  START,
  trustedByAll,
} from '../support/tls-replicas.js';
import { createTlsWorld } from '../support/tls-stores.js';

t.test('a year and a half: certificates and CAs come and go, and the served one is always trusted', async (t) => {
  const running = await run(t, 2);
  const { world, clock, replicas, pass } = running;
  const seen = { certificates: new Set<string>(), cas: new Set<string>(), mostCas: 0 };
  let untrusted = 0;
  world.onBundles = () => {
    for (const { current } of replicas) if (!trustedByAll(world, current(), clock.now())) untrusted += 1;
  };
  for (let day = 0; day < 548; day += 4) {
    for (const ms of [4 * DAY - 61_000, 59_000, 2_000]) await pass(ms);
    for (const { current } of replicas) if (!trustedByAll(world, current(), clock.now())) untrusted += 1;
    seen.certificates.add(world.secret?.data[KEYS.cert] ?? '');
    seen.cas.add(world.secret?.data[KEYS.caKey] ?? '');
    seen.mostCas = Math.max(seen.mostCas, casIn(world));
  }
  t.equal(untrusted, 0);
  t.ok(seen.certificates.size >= 32, `${seen.certificates.size} certificates`);
  t.equal(seen.cas.size, 3);
  t.equal(seen.mostCas, 2);
  isWell(t, running, 'in the end');
});

/**
 * Each takes the other's certificate for one that is over, or not yet valid. There is no telling who is right, so nobody
 * can be trusted all the time; a machine that far off does not get through the TLS of its own API server either.
 */
t.test('two machines a year apart do not write without a pause, and one alone mends what is left', async (t) => {
  const world = createTlsWorld();
  const right = createTestClock();
  const wrong = createTestClock(START + 500 * DAY);
  const replicas = [createReplica(world, right), createReplica(world, wrong)] as const;
  for (const { source } of replicas) source.start();
  t.teardown(() => Promise.all(replicas.map(({ source }) => source.stop())));
  const pass = async (ms: number): Promise<void> => {
    right.advance(ms);
    wrong.advance(ms);
    await allAsleep([right, wrong]);
  };
  await allAsleep([right, wrong]);
  for (let second = 0; second < 600; second += 20) await pass(20_000);
  t.ok(world.writes.secret <= 40, `${world.writes.secret} writes in ten minutes`);
  t.ok(world.writes.bundles <= 600, `${world.writes.bundles} patches in ten minutes`);
  t.ok(casIn(world) <= 8);

  const [{ current, source }, gone] = replicas;
  await gone.source.stop();
  for (let second = 0; second < 180; second += 20) {
    right.advance(20_000);
    await allAsleep([right]);
  }
  t.equal(trustedByAll(world, current(), right.now()), true, 'what is served is trusted');
  t.equal(source.notReady(), undefined);
});
