/**
 * Packets that are dropped, for R9, in a network namespace of its own: `unshare -rn node dropped.ts ANSWER JSON`. A live
 * state watches a scripted API server over loopback; a filter of the kernel drops what is sent, so that neither side hears
 * a FIN, a RST or an ACK of the other.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { TIMINGS } from '../../src/cluster/timings.js';
import { pullSecret } from '../support/fake-api-server.js';
import { openLive, sleep, until } from '../support/live.js';
import { account, decide, podWith } from '../support/live-decisions.js';
import { held } from '../support/live-figures.js';

export interface Dropping {
  readonly times: number;
  /** After so much it is not noticed. */
  readonly mostMs: number;
}

export interface Dropped {
  /** From the first packet that is dropped until the last watch has noticed. */
  readonly noticedMs: readonly number[];
  /** From when packets pass again until what was created meanwhile is known. */
  readonly healedMs: readonly number[];
  readonly decisions: number;
  readonly wrong: readonly string[];
}

/** In turn: nothing passes, or nothing that the API server sends. */
const WAYS = [['dport', 'sport'], ['sport']] as const;

const [answer = '', what = '{}'] = argv.slice(2);
const { times, mostMs }: Dropping = JSON.parse(what);

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

run('ip', 'link', 'set', 'lo', 'up');
run('nft', 'add', 'table', 'inet', 'drops');
run('nft', 'add', 'chain', 'inet', 'drops', 'input', '{ type filter hook input priority 0 ; }');

const { api, live } = await openLive(() => {}, {
  timings: TIMINGS,
  prepare: (fake) => {
    fake.bookmarkEvery(60_000);
    fake.put({ kind: 'Namespace', metadata: { name: 'shop' } });
    fake.put(account([]));
  },
});
const { port } = new URL(api.url);
/** A watch that has noticed counts a fault of its own. */
const faults = (): readonly number[] =>
  live.counters().watches.map(({ faults: each }) => Object.values(each).reduce((sum, count) => sum + count, 0));

const noticedMs: number[] = [];
const healedMs: number[] = [];
const wrong: string[] = [];
let decisions = 0;
for (let time = 0; time < times; time += 1) {
  await until(() => live.blind().length === 0 && api.openWatches() >= 4, mostMs);
  // At another moment between two signs of life each time.
  await sleep(Math.random() * 5000);
  const before = faults();
  for (const side of WAYS[time % WAYS.length] ?? []) {
    run('nft', 'add', 'rule', 'inet', 'drops', 'input', 'tcp', side, port, 'drop');
  }
  const name = `s-${time}`;
  api.put(pullSecret('shop', name));
  let isNoticed = false;
  const noticed = until(() => faults().every((count, index) => count > (before[index] ?? 0)), 2 * mostMs).finally(
    () => {
      isNoticed = true;
    },
  );
  while (!isNoticed) {
    const said = await decide({ live }, podWith(name));
    decisions += 1;
    if (!said.startsWith('allow') && !said.startsWith('warn')) wrong.push(said);
    await sleep(500);
  }
  noticedMs.push(await noticed);
  run('nft', 'flush', 'chain', 'inet', 'drops', 'input');
  healedMs.push(await until(async () => (await held(live)).includes(name), 120_000));
}
writeFileSync(answer, JSON.stringify({ noticedMs, healedMs, decisions, wrong } satisfies Dropped));
exit(0);
