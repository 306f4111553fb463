/**
 * Replicas of the certificates of `self` in any order: whose operation is next, how much time goes by, who dies. The
 * files `test/slow/tls-order-*` are as many as that each stays far below the time that tap gives to one.
 */
import fc from 'fast-check';
import type { Test } from 'tap';
import { isTrusted, type Leaf, readCertificates } from '../../src/tls/inspect.js';
import type { SelfTimes } from '../../src/tls/plan.js';
import { KEYS } from '../../src/tls/secret-state.js';
import { createReplica, createTestClock, type Replica, trustedByAll } from './tls-replicas.js';
import { createTlsWorld } from './tls-stores.js';

const MINUTE = 60_000;
const SHORT: SelfTimes = {
  caMs: 40 * MINUTE,
  certMs: 12 * MINUTE,
  renewBeforeMs: 8 * MINUTE,
  settleMs: MINUTE,
  retainMs: 2 * MINUTE,
};
/** How late an API server may hear of a new bundle; `settle` is what has to cover it. */
const LAG_MS = SHORT.settleMs / 2;
/** No operation is delayed for longer: one that hangs until its certificate has ended can do nothing about it. */
const MOST_DELAY_MS = 15_000;

interface Waiting {
  readonly by: number;
  readonly since: number;
  readonly go: () => void;
}

export type Breaking = 'none' | 'crashes' | 'everything';

/**
 * Replicas whose every operation waits for its turn. Each choice is one of: somebody's next operation, some time that goes
 * by, a crash in the middle of whatever it was, and with `everything` a disaster.
 */
async function interleave(choices: readonly number[], count: number, breaking: Breaking): Promise<readonly string[]> {
  const world = createTlsWorld();
  const clock = createTestClock();
  const wrong: string[] = [];
  const waiting: Waiting[] = [];
  const replicas = new Map<number, Replica>();
  const stopped: Promise<unknown>[] = [];
  const history: { readonly at: number; readonly bundles: readonly string[] }[] = [];
  let next = 0;
  let isFilled = false;

  const remember = (): void => {
    const bundles = [...(world.bundles.validating ?? []), ...(world.bundles.mutating ?? [])];
    history.push({ at: clock.ticks(), bundles });
  };
  /** Against every bundle that any API server may still have in mind. */
  const look = (): void => {
    isFilled ||= trustedByAll(world, [...replicas.values()][0]?.current(), clock.now());
    if (!isFilled || breaking === 'everything') return;
    const from = history.findLastIndex(({ at }) => at <= clock.ticks() - LAG_MS);
    for (const [by, { current }] of replicas) {
      const leaf = current();
      if (leaf === undefined) continue;
      const isBad = history.slice(Math.max(0, from)).some(({ bundles }) => !trustsAll(leaf, bundles, clock.now()));
      if (isBad && filledFor() > LAG_MS)
        wrong.push(`replica ${by} after ${clock.ticks()} ms, ${leaf.notAfter - clock.now()} ms before the end`);
    }
  };
  let filledAt: number | undefined;
  const filledFor = (): number => {
    if (isFilled) filledAt ??= clock.ticks();
    return filledAt === undefined ? 0 : clock.ticks() - filledAt;
  };
  world.onBundles = () => {
    remember();
    look();
  };

  function start(): void {
    const by = next;
    next += 1;
    const turn = (): Promise<void> =>
      new Promise((go) => {
        waiting.push({ by, since: clock.ticks(), go });
      });
    const replica = createReplica(world, clock, { times: SHORT, jitterMs: 5_000, turn, onServe: () => look() });
    replicas.set(by, replica);
    replica.source.start();
  }

  /** Its operation under way never comes back; another one starts in its place. */
  function crash(by: number): void {
    const replica = replicas.get(by);
    if (replica === undefined) return;
    replicas.delete(by);
    stopped.push(replica.source.stop());
    for (const each of waiting.splice(0)) if (each.by !== by) waiting.push(each);
    start();
  }

  /** Until every replica waits: for its turn, or for the time. */
  async function rest(): Promise<void> {
    for (let calm = 0; calm < 2; ) {
      await new Promise((done) => setImmediate(done));
      const busy = [...replicas.keys()].filter((by) => waiting.every((each) => each.by !== by)).length;
      calm = clock.sleepers >= busy ? calm + 1 : 0;
    }
  }

  async function go(index: number): Promise<void> {
    waiting.splice(index, 1)[0]?.go();
    await rest();
  }

  async function advance(ms: number): Promise<void> {
    // Whoever has waited for long enough is next.
    for (;;) {
      const late = waiting.findIndex(({ since }) => clock.ticks() + ms - since > MOST_DELAY_MS);
      if (late === -1) break;
      await go(late);
    }
    clock.advance(ms);
    look();
    await rest();
  }

  for (let index = 0; index < count; index += 1) start();
  await rest();
  for (const choice of choices) {
    const kind = choice % 16;
    const value = Math.floor(choice / 16);
    if (kind === 0 && breaking !== 'none') crash([...replicas.keys()][value % replicas.size] ?? 0);
    else if (kind === 1 && breaking === 'everything') DISASTERS[value % DISASTERS.length]?.(world);
    else if (kind < 8) await advance(1 + (value % 30_000));
    else if (waiting.length > 0) await go(value % waiting.length);
    await rest();
  }
  // Left alone, it settles.
  for (let spent = 0; spent < 10 * MINUTE; spent += 5_000) {
    while (waiting.length > 0) await go(0);
    await advance(5_000);
  }
  while (waiting.length > 0) await go(0);
  for (const [by, { current, source }] of replicas) {
    if (!trustedByAll(world, current(), clock.now())) wrong.push(`replica ${by} is not trusted in the end`);
    const why = source.notReady();
    if (why !== undefined) wrong.push(`replica ${by} is not ready in the end: ${why}`);
  }
  const ends = Promise.all([...stopped, ...[...replicas.values()].map(({ source }) => source.stop())]);
  const drain = setInterval(() => {
    for (const { go: end } of waiting.splice(0)) end();
  }, 1);
  await Promise.race([ends, new Promise((done) => setTimeout(done, 2_000).unref())]);
  clearInterval(drain);
  return wrong;
}

function trustsAll(leaf: Leaf, bundles: readonly string[], now: number): boolean {
  return bundles.every((bundle) => isTrusted(leaf, readCertificates(bundle), now));
}

const DISASTERS: readonly ((world: ReturnType<typeof createTlsWorld>) => void)[] = [
  ...Object.values(KEYS).map((key) => (world: ReturnType<typeof createTlsWorld>) => {
    world.secret = { annotations: {}, data: { ...world.secret?.data, [key]: '' } };
  }),
  (world) => {
    world.secret = { annotations: {}, data: {} };
  },
  (world) => {
    world.bundles.validating = ['', ''];
  },
  (world) => {
    world.bundles.mutating = ['garbage'];
  },
];

export interface Orders {
  /** How many replicas. */
  readonly counts: readonly number[];
  /** Two hours each, more or less: four CAs. */
  readonly runs: number;
}

/** Runs in orders that are new each time. */
export async function anyOrder(t: Test, breaking: Breaking, { counts, runs }: Orders): Promise<void> {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(1_000_000), { minLength: 500, maxLength: 700, size: 'max' }),
      fc.constantFrom(...counts),
      async (choices, count) => {
        done += 1;
        const wrong = await interleave(choices, count, breaking);
        if (wrong.length > 0) throw new Error(wrong.slice(0, 5).join('\n'));
      },
    ),
    { numRuns: runs, endOnFailure: true },
  );
  t.equal(done, runs);
}
