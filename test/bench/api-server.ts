/**
 * `npm run bench:api-server`: what a real API server and its etcd pay for Pullgate, as their CPU time: for replicas that
 * are there, for one that starts, for each Secret that is written while they watch, and for the fresh reads of a denial.
 * `BENCH_WRITE=1` keeps it for docs/performance.md.
 *
 * In each round all is done once without a replica and once beside two, in turn which is first: what is compared is of the
 * same minute, and what the API server still does of before falls on both. Reviews are posted to a replica directly, so
 * that nothing of the API server's own part of an admission is in the figures.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { createNamespace, must } from '../e2e/support/cluster.js';
import { type ControlPlane, startControlPlane } from '../e2e/support/control-plane.js';
import { pullSecret } from '../e2e/support/objects.js';
import { type Pullgate, startPullgate } from '../e2e/support/pullgate.js';
import { forSeconds, messagesOf, openLoad } from './load.mjs';
import { type Quartiles, quartiles } from './ratios.mjs';
import { GROUPS, NAMESPACES, PULL_SECRET, plainNamespace, reviewsOf, SERVED } from './reviews.mjs';
import { usageOf, usedBetween } from './usage.mjs';

/** Even. */
const ROUNDS = 6;
const REPLICAS = 2;
const SECRETS_OF_EACH = 20;
const IDLE_SECONDS = 10;
const WRITES = 2_000;
const WRITERS = 8;
const DENIAL_SECONDS = 8;
/** So many that hardly two of one namespace share a read. */
const DENIALS_PER_SECOND = 200;
/** Reads of the API server that one such denial makes. */
const DENIALS = { 'deny-object': 1, 'deny-cluster': 2 } as const;

/** ms of CPU per second; the rest in µs. */
const seen = {
  idle: [] as number[],
  start: [] as number[],
  write: [] as number[],
  pullSecret: [] as number[],
  otherSecret: [] as number[],
  read: [] as number[],
};

t.test('what the API server pays', async (t) => {
  const plane = await startControlPlane(t);
  await fill(plane);
  let turn = 0;
  const writePull = () => write(plane, 'kubernetes.io/dockerconfigjson', turn++);
  const writeOther = () => write(plane, 'Opaque', turn++);
  await usedPer(plane, WRITES, writePull);
  const look = async () => ({
    idle: await idle(plane),
    pull: await usedPer(plane, WRITES, writePull),
    other: await usedPer(plane, WRITES, writeOther),
  });
  let replicas: Pullgate[] = [];
  const besideReplicas = async () => {
    const beside = await look();
    const [first] = replicas;
    if (first === undefined) throw new Error('there is no replica');
    for (const [group, reads] of Object.entries(DENIALS)) {
      const { cpuUs, requests, seconds } = await deny(plane, first, group);
      seen.read.push((cpuUs - beside.idle * 1000 * seconds) / requests / reads);
    }
    return beside;
  };
  const start = async (round: number, idleMs: number) => {
    for (let replica = 0; replica < REPLICAS; replica += 1) {
      const began = performance.now();
      const cpuUs = await used(plane, async () => {
        replicas.push(await startPullgate(t, plane, { name: `replica-${round}-${replica}` }));
      });
      seen.start.push(cpuUs - idleMs * (performance.now() - began));
    }
  };
  const stop = async () => {
    await Promise.all(replicas.map(({ program }) => program.stop()));
    replicas = [];
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const isAloneFirst = round % 2 === 0;
    const before = isAloneFirst ? await look() : await besideReplicas();
    await (isAloneFirst ? start(round, before.idle) : stop());
    const after = isAloneFirst ? await besideReplicas() : await look();
    const [alone, beside] = isAloneFirst ? [before, after] : [after, before];
    seen.idle.push((beside.idle - alone.idle) / REPLICAS);
    seen.write.push(alone.pull);
    seen.pullSecret.push((beside.pull - alone.pull) / REPLICAS);
    seen.otherSecret.push((beside.other - alone.other) / REPLICAS);
    t.comment(`round ${round + 1} of ${ROUNDS}: ${JSON.stringify(seen)}`);
  }
  const figures = Object.fromEntries(Object.entries(seen).map(([what, values]) => [what, quartiles(values)]));
  for (const [what, { q1, median, q3 }] of Object.entries(figures) as [string, Quartiles][]) {
    t.comment(`${what}: ${median.toFixed(1)} (${q1.toFixed(1)} to ${q3.toFixed(1)})`);
  }
  if (process.env['BENCH_WRITE'] === '1') keep(figures);
  t.equal(seen.read.length, ROUNDS * Object.keys(DENIALS).length);
});

function keep(figures: Readonly<Record<string, Quartiles>>): void {
  const folder = new URL('results/', import.meta.url);
  const round = (value: number): number => Math.round(value * 10) / 10;
  const result = {
    date: new Date().toISOString().slice(0, 10),
    kubernetes: process.env['E2E_KUBERNETES'] ?? '',
    machine: `${cpus().length} cores of ${cpus()[0]?.model ?? 'unknown'}`,
    rounds: ROUNDS,
    replicas: REPLICAS,
    pullSecrets: NAMESPACES * SECRETS_OF_EACH,
    writes: WRITES,
    denialsPerSecond: DENIALS_PER_SECOND,
    figures: Object.fromEntries(
      Object.entries(figures).map(([what, { q1, median, q3 }]) => [
        what,
        { q1: round(q1), median: round(median), q3: round(q3) },
      ]),
    ),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('api-server.json', folder), `${JSON.stringify(result, undefined, 1)}\n`);
}

// ------------------------------------------------------------------------------------------------------ what is done

async function fill(plane: ControlPlane): Promise<void> {
  for (let index = 0; index < NAMESPACES; index += 1) {
    const namespace = plainNamespace(index);
    await createNamespace(plane, namespace);
    await must(plane.api.create(registries(namespace)));
    for (let secret = 1; secret < SECRETS_OF_EACH; secret += 1) {
      await must(plane.api.create(pullSecret(namespace, `${PULL_SECRET}-${secret}`)));
    }
    const other = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { namespace, name: 'other' } };
    await must(plane.api.create({ ...other, stringData: { value: 'x'.repeat(1000) } }));
  }
}

function registries(namespace: string) {
  const auths = Object.fromEntries(SERVED.map((registry) => [registry, { username: 'u', password: 'p' }]));
  const stringData = { '.dockerconfigjson': JSON.stringify({ auths }) };
  return { ...pullSecret(namespace, PULL_SECRET), stringData };
}

/** No image of the reviews needs what is written. */
async function write({ api }: ControlPlane, type: string, turn: number): Promise<void> {
  const namespace = plainNamespace(turn);
  const isPull = type !== 'Opaque';
  const auth = Buffer.from(`somebody:${turn}`).toString('base64');
  const stringData = isPull
    ? { '.dockerconfigjson': JSON.stringify({ auths: { 'registry.example.org': { auth } } }) }
    : { value: `${turn} ${'x'.repeat(1000)}` };
  const path = `/api/v1/namespaces/${namespace}/secrets/${isPull ? `${PULL_SECRET}-1` : 'other'}`;
  await must(api.call({ method: 'PATCH', path, body: { stringData }, contentType: 'application/merge-patch+json' }));
}

async function deny(plane: ControlPlane, { url, caBundle }: Pullgate, name: string) {
  const group = GROUPS.find((each) => each.name === name);
  if (group === undefined) throw new Error(`no group ${name}`);
  const load = await openLoad({ port: Number(new URL(url).port), ca: Buffer.from(caBundle, 'base64').toString() });
  const messages = messagesOf(reviewsOf(group), '/validate');
  const post = (seconds: number) => load.run(messages, group, forSeconds(seconds), DENIALS_PER_SECOND);
  await post(1);
  const began = performance.now();
  let requests = 0;
  const cpuUs = await used(plane, async () => {
    const counts = await post(DENIAL_SECONDS);
    if (counts.unjudged > 0)
      throw new Error(`${counts.unjudged} reviews could not be judged: this machine is too busy`);
    requests = counts.requests;
  });
  load.close();
  return { cpuUs, requests, seconds: (performance.now() - began) / 1000 };
}

// ---------------------------------------------------------------------------------------------------- what it costs

/** CPU time of the API server and etcd, in µs. */
async function used(plane: ControlPlane, work: () => Promise<void>): Promise<number> {
  const pids = Object.values(plane.pids());
  const before = pids.map(usageOf);
  await work();
  // What is still done after the last answer is part of the price.
  await sleep(200);
  return pids.reduce((sum, pid, index) => {
    const earlier = before[index];
    return earlier === undefined ? sum : sum + usedBetween(earlier, usageOf(pid), pid).cpuUs;
  }, 0);
}

/** In ms of CPU per second. */
async function idle(plane: ControlPlane): Promise<number> {
  const began = performance.now();
  const cpuUs = await used(plane, () => sleep(IDLE_SECONDS * 1000));
  return cpuUs / (performance.now() - began);
}

async function usedPer(plane: ControlPlane, count: number, one: () => Promise<void>): Promise<number> {
  let left = count;
  const writer = async (): Promise<void> => {
    for (; left > 0; left -= 1) await one();
  };
  const cpuUs = await used(plane, async () => void (await Promise.all(Array.from({ length: WRITERS }, writer))));
  return cpuUs / count;
}
