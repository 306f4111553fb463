/**
 * `npm run bench`: CPU per request of the whole webhook against a bare node:https echo (R0) and a default Fastify echo
 * (R1), alternating in one run on loopback. A second R1 shows how far apart two equal servers are (A/A).
 *
 *   npm run bench -- [--rounds N] [--seconds S] [--payload create|update|large] [--smoke] [--json] [--dist DIR]
 *
 * Exit code 1 only if a goal is missed for certain.
 */
import { fork } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openLoad } from './load.mjs';
import { PAYLOADS as ALL_PAYLOADS } from './payloads.mjs';
import { pairedRatios, quartiles, show, verdict } from './ratios.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    smoke: { type: 'boolean', default: false },
    payload: { type: 'string' },
    json: { type: 'boolean', default: false },
    dist: { type: 'string', default: fileURLToPath(new URL('../../dist', import.meta.url)) },
  },
});
const rounds = Number(options.rounds ?? (options.smoke ? 3 : 9));
const seconds = Number(options.seconds ?? (options.smoke ? 0.3 : 1.2));

const PAYLOADS = ALL_PAYLOADS.filter(({ name }) => (options.payload ?? name) === name);

const SERVERS = [
  { name: 'R0', kind: 'r0' },
  { name: 'R1', kind: 'r1' },
  { name: 'R1 again', kind: 'r1' },
  { name: 'ours', kind: 'ours' },
];

/** Limits against R1 and R0 (design 10.2); a smoke run only looks for gross faults. */
const GOALS = options.smoke
  ? PAYLOADS.map(({ name }) => ({ payload: name, base: 'R1', limit: 1.5 }))
  : [
      { payload: 'create', base: 'R1', limit: 1.0 },
      { payload: 'update', base: 'R1', limit: 0.85 },
      { payload: 'large', base: 'R1', limit: 0.6 },
      { payload: 'create', base: 'R0', limit: 1.05 },
    ].filter(({ payload }) => PAYLOADS.some(({ name }) => name === payload));

const print = (line) => process.stdout.write(`${line}\n`);

async function startServer({ name, kind }, certificate) {
  const script = fileURLToPath(new URL('server.mjs', import.meta.url));
  const child = fork(script, [kind, options.dist], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const answer = () =>
    new Promise((resolve, reject) => {
      const onExit = (code) => reject(new Error(`the server ${name} ended with ${code}`));
      child.once('exit', onExit);
      child.once('message', (message) => {
        child.off('exit', onExit);
        resolve(message);
      });
    });
  child.send({ certificate });
  const { port } = await answer();
  const load = await openLoad({ port, cert: certificate.cert, connections: 8 });
  const usage = () => {
    const asked = answer();
    child.send('usage');
    return asked;
  };
  return {
    name,
    sample: async (payload, time) => {
      const before = await usage();
      const start = performance.now();
      const requests = await load.run(payload, time);
      const took = (performance.now() - start) / 1000;
      const after = await usage();
      const rps = Math.round(requests / took);
      return { requests, rps, cpuUs: (after.cpuUs - before.cpuUs) / requests, rss: after.rss };
    },
    stop: () => {
      load.close();
      child.disconnect();
    },
  };
}

/** Another order each round, the same in each run. */
function orderOf(items, round) {
  const shift = round % items.length;
  const turned = [...items.slice(shift), ...items.slice(0, shift)];
  return Math.floor(round / items.length) % 2 === 0 ? turned : turned.reverse();
}

async function measure(servers) {
  const samples = [];
  // Before it is compiled, the server with the most code looks worst.
  for (const payload of PAYLOADS) for (const server of servers) await server.sample(payload, options.smoke ? 0.5 : 2.5);
  for (let round = 0; round < rounds; round++) {
    for (const payload of PAYLOADS) {
      for (const server of orderOf(servers, round)) {
        const sample = {
          round,
          server: server.name,
          payload: payload.name,
          ...(await server.sample(payload, seconds)),
        };
        samples.push(sample);
        if (options.json) print(JSON.stringify(sample));
      }
    }
  }
  return samples;
}

function report(samples) {
  print('CPU per request as a ratio, paired inside each round: median (first to third quartile)');
  for (const { name, body } of PAYLOADS) {
    print(`\n${name}, ${body.length} bytes`);
    for (const server of SERVERS) {
      const own = samples.filter((sample) => sample.payload === name && sample.server === server.name);
      const versus = (base) => show(quartiles(pairedRatios(samples, name, server.name, base)));
      const { median: cpu } = quartiles(own.map(({ cpuUs }) => cpuUs));
      const rps = Math.round(quartiles(own.map((sample) => sample.rps)).median);
      const rss = Math.max(...own.map((sample) => sample.rss)) / 2 ** 20;
      const cells = [
        `R0 x ${versus('R0')}`,
        `R1 x ${versus('R1')}`,
        `${cpu.toFixed(0)} us`,
        `${rps}/s`,
        `${rss.toFixed(0)} MB`,
      ];
      print(`  ${server.name.padEnd(9)} ${cells.join('   ')}`);
    }
  }
  print('\ngoal                         limit   ours                 equal servers        verdict');
  const verdicts = GOALS.map(({ payload, base, limit }) => {
    const ratios = pairedRatios(samples, payload, 'ours', base);
    const equal = quartiles(pairedRatios(samples, payload, 'R1 again', 'R1'));
    const result = verdict(ratios, limit, equal);
    const cells = [`${payload} against ${base}`.padEnd(28), limit.toFixed(2).padEnd(7)];
    print(`${[...cells, show(quartiles(ratios)).padEnd(20), show(equal).padEnd(20), result].join(' ')}`);
    return result;
  });
  return verdicts;
}

const { createCertificate } = await import(new URL('tls/issue.js', `file://${options.dist}/`));
const certificate = await createCertificate(Date.now());
print(
  `node ${process.version}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, ${rounds} rounds of ${seconds} s, 8 connections`,
);
const servers = [];
try {
  for (const server of SERVERS) servers.push(await startServer(server, certificate));
  const verdicts = report(await measure(servers));
  if (verdicts.includes('fail')) process.exitCode = 1;
} finally {
  for (const server of servers) server.stop();
}
