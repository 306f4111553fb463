/** Replicas of the sources on a clock that only a test moves; what they serve, tell and trust is written down. */
import type { Test } from 'tap';
import { isTrusted, type Leaf, readCertificates } from '../../src/tls/inspect.js';
import type { SelfTimes } from '../../src/tls/plan.js';
import {
  type Certificate,
  type CertificateSource,
  type Clock,
  type SecretStore,
  type SourceDeps,
  type TlsEvent,
  verifiedName,
} from '../../src/tls/ports.js';
import { KEYS } from '../../src/tls/secret-state.js';
import { createSelfSource } from '../../src/tls/self.js';
import { createTlsWorld, type TlsWorld } from './tls-stores.js';

export const NAMES = { service: 'pullgate', namespace: 'pullgate' } as const;
export const NAME = verifiedName(NAMES);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const START = Date.parse('2026-11-21T12:00:00.250Z');

/** The defaults. */
export const TIMES: SelfTimes = {
  caMs: 365 * DAY,
  certMs: 30 * DAY,
  renewBeforeMs: 15 * DAY,
  settleMs: 60_000,
  retainMs: DAY,
};

export interface TestClock extends Clock {
  /** Moves the time; who slept for so long wakes. */
  advance(ms: number): void;
  /** Moves what the machine takes for the time, and nothing else. */
  skew(ms: number): void;
  readonly sleepers: number;
}

export function createTestClock(start = START): TestClock {
  let elapsed = 0;
  let skewed = 0;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  return {
    now: () => start + elapsed + skewed,
    ticks: () => elapsed,
    sleep: (ms, signal) =>
      new Promise((done) => {
        const sleeper = {
          at: elapsed + ms,
          wake: () => {
            sleepers.delete(sleeper);
            signal.removeEventListener('abort', sleeper.wake);
            done();
          },
        };
        sleepers.add(sleeper);
        if (signal.aborted) sleeper.wake();
        else signal.addEventListener('abort', sleeper.wake, { once: true });
      }),
    advance(ms) {
      elapsed += ms;
      for (const sleeper of [...sleepers]) if (sleeper.at <= elapsed) sleeper.wake();
    },
    skew(ms) {
      skewed += ms;
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}

export interface Served {
  readonly current: () => Leaf | undefined;
  readonly events: TlsEvent[];
  readonly deps: SourceDeps;
}

/** What a source needs, with a handshake that is one of `isTrusted`. */
export function createServed(clock: Clock, onServe: () => void = () => {}): Served {
  let leaf: Leaf | undefined;
  const events: TlsEvent[] = [];
  return {
    current: () => leaf,
    events,
    deps: {
      clock,
      random: Math.random,
      handshake: async (ca) =>
        leaf !== undefined && isTrusted(leaf, readCertificates(ca), clock.now()) ? undefined : 'it is not trusted',
      onCertificate: (certificate) => {
        leaf = leafOf(certificate);
        onServe();
      },
      onEvent: (event) => events.push(event),
    },
  };
}

export function leafOf({ cert, key }: Certificate): Leaf {
  const chain = readCertificates(cert);
  const [first] = chain;
  if (first === undefined) throw new Error('no certificate');
  return { cert, key, id: first.id, notBefore: first.notBefore, notAfter: first.notAfter, chain };
}

export interface Replica extends Served {
  readonly source: CertificateSource;
}

export interface ReplicaOptions {
  readonly times?: SelfTimes;
  readonly pollMs?: number;
  readonly jitterMs?: number;
  readonly turn?: (operation: string) => Promise<void>;
  readonly onServe?: () => void;
  /** In place of its view of the Secret. */
  readonly secret?: (store: SecretStore) => SecretStore;
}

export function createReplica(world: TlsWorld, clock: Clock, options: ReplicaOptions = {}): Replica {
  const { times = TIMES, pollMs = 10_000, jitterMs = 0, turn, onServe, secret = (store) => store } = options;
  const served = createServed(clock, onServe);
  const view = world.view(turn);
  const source = createSelfSource({
    ...served.deps,
    ...view,
    secret: secret(view.secret),
    names: NAMES,
    times,
    pollMs,
    jitterMs,
  });
  return { ...served, source };
}

/** Does every entry that exists trust it? */
export function trustedByAll(world: TlsWorld, leaf: Leaf | undefined, now: number): boolean {
  const bundles = [...(world.bundles.validating ?? []), ...(world.bundles.mutating ?? [])];
  return leaf !== undefined && bundles.every((bundle) => isTrusted(leaf, readCertificates(bundle), now));
}

/** Until all of them sleep; what they do meanwhile takes no time of the clock. */
export async function untilAsleep(clock: TestClock, replicas: number): Promise<void> {
  await calm(() => clock.sleepers >= replicas);
}

/** Until on each of these clocks somebody sleeps, all at the same time: who wakes another one is still awake. */
export async function allAsleep(clocks: readonly TestClock[]): Promise<void> {
  await calm(() => clocks.every(({ sleepers }) => sleepers > 0));
}

async function calm(isSo: () => boolean): Promise<void> {
  for (let rounds = 0; rounds < 3; ) {
    await new Promise((done) => setImmediate(done));
    rounds = isSo() ? rounds + 1 : 0;
  }
}

// ---------------------------------------------------------------------------------------------------- replicas of self

export interface Running {
  readonly world: TlsWorld;
  readonly clock: TestClock;
  readonly replicas: readonly Replica[];
  readonly pass: (ms: number) => Promise<void>;
}

/** Started on an empty Secret unless prepared otherwise, and at rest. */
export async function run(t: Test, count = 2, prepare: (world: TlsWorld) => void = () => {}): Promise<Running> {
  const world = createTlsWorld();
  prepare(world);
  const clock = createTestClock();
  const replicas = Array.from({ length: count }, () => createReplica(world, clock));
  for (const { source } of replicas) source.start();
  t.teardown(() => Promise.all(replicas.map(({ source }) => source.stop())));
  await untilAsleep(clock, count);
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await untilAsleep(clock, count);
  };
  return { world, clock, replicas, pass };
}

/** All is well: everybody serves the certificate of the Secret, all trust it, and everybody says so. */
export function isWell(t: Test, { world, clock, replicas }: Running, what: string): void {
  for (const { current, source } of replicas) {
    t.equal(current()?.cert, world.secret?.data[KEYS.cert], `${what}: what is served is in the Secret`);
    t.equal(trustedByAll(world, current(), clock.now()), true, `${what}: and trusted`);
    t.equal(source.notReady(), undefined, `${what}: ready`);
  }
  t.equal(world.bundles.validating?.[0], world.secret?.data[KEYS.ca], `${what}: the bundle is that of the Secret`);
}

export const casIn = ({ secret }: TlsWorld): number => readCertificates(secret?.data[KEYS.ca] ?? '').length;
