/**
 * Crowds at the door: `npm run bench:way-in` replays them against `pullgate serve` with the heap that the chart gives it,
 * each on a fresh process. Honest reviews come from 127.0.0.1, the neighbour from 127.0.0.2 and further. Argument: a part
 * of the names of the rows to run; with `--json` the rows come as JSON, one a line; with
 * `--verbose` stderr tells of every call that was not answered.
 *
 * Answered: HTTP 200 with a verdict. Refused: another status. Lost: no answer at all. p50 and p99 are of those answered,
 * from the begin of the connection on; the stall is the longest of the server's event loop, seen by itself, and
 * the CPU its own. On a busy machine a stall is also the time that others had the CPU.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { argv, execArgv, stderr, stdout } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chartFlags } from './image-flags.mjs';
import { quantile } from './ratios.mjs';
import { GROUPS, reviewsOf } from './reviews.mjs';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const STALL = new URL('stall.mjs', import.meta.url).href;
const CLUSTER = fileURLToPath(new URL('../../docs/example/cluster', import.meta.url));
const NEIGHBOUR = fileURLToPath(new URL('neighbour.mjs', import.meta.url));

const REVIEW = reviewsOf(GROUPS[0])[0].body;
const padded = (bytes) => {
  const review = JSON.parse(REVIEW.toString());
  review.request.object.metadata.annotations = { padding: 'x'.repeat(bytes) };
  return Buffer.from(JSON.stringify(review));
};

const HALF_HEAD = 'POST /validate HTTP/1.1\r\nHost: x\r\n';
const HALF_BODY = `POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 250000\r\n\r\n{"request":"${'x'.repeat(10_000)}`;
const METRICS = 'GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n';
const tlsCrowd = (words) => ({ count: 2_000, encrypted: true, words });

const ROWS = [
  { name: '300 small at once', run: (server) => burst(server, 300, REVIEW) },
  { name: '550 small at once', run: (server) => burst(server, 550, REVIEW) },
  { name: '60 of 270 KB at once', run: (server) => burst(server, 60, padded(270_000)) },
  { name: '2,000 silent TCP', run: (server) => amid(server, { count: 2_000, words: '' }) },
  { name: '2,000 silent TLS', run: (server) => amid(server, tlsCrowd('')) },
  { name: '2,000 half headers', run: (server) => amid(server, tlsCrowd(HALF_HEAD)) },
  { name: '2,000 half bodies of 250 KB', run: (server) => amid(server, tlsCrowd(HALF_BODY)) },
  { name: '50 bodies of 7 MiB, again and again', run: (server) => amid(server, { bodies: 50 }, { perSecond: 100 }) },
  { name: '/livez amid 400 silent', run: (server) => probes(server, { count: 400, words: '' }) },
  { name: '/livez amid 1,500 half requests', run: (server) => probes(server, { count: 1_500, words: 'GET /livez' }) },
  { name: '/livez amid 500 slow readers', run: (server) => probes(server, { count: 500, words: METRICS, lazy: true }) },
  { name: '100 of /metrics at once', run: (server) => metrics(server, 100) },
];

const verbose = argv.includes('--verbose');
const SECONDS = 12;

function summary(name, outcomes, before, after) {
  const times = outcomes.filter(({ status }) => status === 200).map(({ ms }) => ms);
  const at = (q) => (times.length === 0 ? 0 : Math.round(quantile(times, q)));
  const lost = outcomes.filter(({ status }) => status === undefined).length;
  const refused = outcomes.length - lost - times.length;
  const rss = { rest: mb(before.rss), peak: mb(after.peak) };
  return {
    name,
    answered: times.length,
    refused,
    lost,
    p50: at(0.5),
    p99: at(0.99),
    rss,
    stall: Math.round(after.stall),
    cpu: Math.round(after.cpu) / 1000,
  };
}

function line({ name, answered, refused, lost, p50, p99, rss, stall, cpu }) {
  return `| ${[name, answered, refused, lost, `${p50} / ${p99}`, `${rss.rest} / ${rss.peak}`, stall, cpu].join(' | ')} |`;
}

function mb(kilobytes) {
  return Math.round(kilobytes / 1024);
}

// -------------------------------------------------------------------------------------------------------------- server

async function startServer() {
  const args = ['serve', '--cluster-directory', CLUSTER, '--server-port', '0', '--server-health-port', '0'];
  const child = fork(MAIN, args, {
    execArgv: [...execArgv, ...chartFlags(), '--import', STALL],
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  let log = '';
  child.stdout.on('data', (chunk) => {
    if (log.length < 10_000) log += chunk;
  });
  while (!log.includes('"event":"start"')) await sleep(20);
  const { urls, health } = JSON.parse(log.split('\n')[0]);
  const message = () => new Promise((resolve) => child.once('message', resolve));
  return {
    url: urls[0],
    health,
    figures: async () => {
      child.send('figures');
      const { stall, cpu } = await message();
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const of = (field) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]);
      return { stall, cpu, rss: of('VmRSS'), peak: of('VmHWM') };
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

// ------------------------------------------------------------------------------------------------------- honest callers

/** One review on a connection of its own, as the API server dials one for each call that finds none idle. */
function post(url, body, agent = false) {
  return outcome((settle) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const call = https.request(
      `${url}?timeout=5s`,
      { method: 'POST', rejectUnauthorized: false, agent, headers },
      (answer) => drain(answer, settle),
    );
    call.setTimeout(5_000, () => call.destroy());
    call.on('error', (error) => settle(undefined, error));
    call.end(body);
  });
}

function ask(url) {
  return outcome((settle) => {
    const call = http.get(url, { agent: false }, (answer) => drain(answer, settle));
    call.setTimeout(5_000, () => call.destroy());
    call.on('error', () => settle(undefined));
  });
}

async function outcome(start) {
  const begin = performance.now();
  let why;
  const status = await new Promise((settle) =>
    start((code, error) => {
      why = error?.message;
      settle(code);
    }),
  );
  const ms = performance.now() - begin;
  if (verbose && status !== 200) stderr.write(`${Math.round(begin)} ${Math.round(ms)} ms: ${status ?? why}\n`);
  return { status, ms };
}

function drain(answer, settle) {
  answer.on('error', () => settle(undefined));
  answer.on('close', () => settle(answer.complete ? answer.statusCode : undefined));
  answer.resume();
}

const gather = (calls) => Promise.all(calls);

function metrics({ health }, count) {
  return gather(Array.from({ length: count }, () => ask(`${health}/metrics`)));
}

function burst({ url }, count, body) {
  return gather(Array.from({ length: count }, () => post(url, body)));
}

/** Reviews at a fixed rate while a neighbour does what it does: half of them on kept connections, half on new ones. */
async function amid({ url }, what, { perSecond = 20 } = {}) {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 25 });
  await post(url, REVIEW, agent);
  const { hostname, port } = new URL(url);
  const stop = attack({ ...what, host: hostname, port: Number(port) });
  const calls = [];
  const begin = performance.now();
  for (let turn = 0; turn < SECONDS * perSecond; turn += 1) {
    calls.push(post(url, REVIEW, turn % 2 === 0 ? agent : false));
    await sleep(Math.max(0, begin + ((turn + 1) * 1000) / perSecond - performance.now()));
  }
  const outcomes = await gather(calls);
  stop();
  agent.destroy();
  return outcomes;
}

/** The kubelet's probe, more often than the kubelet does it. */
async function probes({ health }, what) {
  const { hostname, port } = new URL(health);
  const stop = attack({ ...what, host: hostname, port: Number(port) });
  const outcomes = [];
  for (let turn = 0; turn < SECONDS * 5; turn += 1) {
    await sleep(200);
    outcomes.push(await ask(`${health}/livez`));
  }
  stop();
  return outcomes;
}

/** In a process of its own, so that its work is not taken for slowness of the answers; returns how it is ended. */
function attack(what) {
  const child = fork(NEIGHBOUR, [JSON.stringify(what)], { execArgv: [], env: { PATH: process.env.PATH } });
  return () => child.kill('SIGKILL');
}

// ----------------------------------------------------------------------------------------------------------------- run

const asJson = argv.includes('--json');
const wanted = argv.slice(2).find((word) => !word.startsWith('--')) ?? '';
if (!asJson) {
  stdout.write('| | answered | refused | lost | p50 / p99 ms | RSS MB at rest / peak | longest stall ms | CPU s |\n');
  stdout.write('|---|---|---|---|---|---|---|---|\n');
}
for (const row of ROWS.filter(({ name }) => name.includes(wanted))) {
  const server = await startServer();
  const before = await server.figures();
  const outcomes = await row.run(server);
  const after = await server.figures();
  await server.stop();
  stdout.write(
    `${asJson ? JSON.stringify(summary(row.name, outcomes, before, after)) : line(summary(row.name, outcomes, before, after))}\n`,
  );
}
