/**
 * Asking registries does not slow admission down: `npm run bench:probe` answers the same reviews by turns with three
 * servers, of which one asks a registry in the background (`probe.mode: background`) and two do not, and compares how long
 * each answer took, p50 and p99. The turns are single reviews, so that what else the machine does meets each of
 * them alike. The registry is silent, slow, answers garbage, or is good, and a review may wait for it not at all or for
 * 800 ms (`probe.waitMs`). Every review names an image that nobody has asked about before, which is the worst that can come:
 * what is remembered is answered at once.
 *
 * p99 is unchanged where it lies within the limit of the dearer one of the two servers that do not ask; where these two
 * differ by more than that, the run says nothing, and the row is measured again, three times at most. Reviews that
 * waited are counted: with `waitMs: 800` the first one to a registry waits and shows that it is in vain, and then one after
 * 30 s, 1 min, 2 min, and so on.
 *
 * Argument: a part of the names of the rows; `--reviews N`. Exit code 1 where a limit is broken, or a run says nothing.
 */
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, execArgv, stdout } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chartFlags } from './image-flags.mjs';
import { quantile } from './ratios.mjs';
import { GROUPS, reviewsOf } from './reviews.mjs';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const REGISTRY = fileURLToPath(new URL('registry.mjs', import.meta.url));

/** What this process leaves behind where it is killed. */
const ENDS_WITH_US = 'data:text/javascript,process.on("disconnect",()=>process.exit())';

const HOWS = ['silent', 'slow', 'garbage', 'good'];
const WAITS = [0, 800];
/** p99 may be so many times what it is without, and so many ms, of which a busy machine has one at any time. */
const LIMIT = { times: 1.25, ms: 1 };
/** `probe.requestsPerMinute` as it comes: what a question costs in CPU is spent so often. */
const REQUESTS = 60;
const REVIEWS = 6_000;
const AT_ONCE = 4;
/** Before it is measured: code is compiled, and the registry shows what it is. */
const WARM = 1_000;
const TRIES = 3;

const REVIEW = JSON.parse(reviewsOf(GROUPS[0])[0].body.toString());

/** A Pod with an image that nobody has asked about before. */
function createReviews(host) {
  let next = 0;
  return () => {
    next += 1;
    const review = structuredClone(REVIEW);
    review.request.namespace = 'shop';
    review.request.object.metadata.namespace = 'shop';
    review.request.object.spec.imagePullSecrets = [{ name: 'regcred' }];
    const { containers, initContainers = [] } = review.request.object.spec;
    for (const container of [...containers, ...initContainers]) container.image = `${host}/team/app-${next}:1`;
    return Buffer.from(JSON.stringify(review));
  };
}

// --------------------------------------------------------------------------------------------------------- processes

async function startRegistry(how) {
  const child = fork(REGISTRY, [how], { execArgv: [], env: { PATH: env.PATH } });
  const { port, ca } = await new Promise((resolve) => child.once('message', resolve));
  return {
    host: `127.0.0.1:${port}`,
    ca,
    asked: () => {
      child.send('asked');
      return new Promise((resolve) => child.once('message', ({ asked }) => resolve(asked)));
    },
    stop: () => child.disconnect(),
  };
}

async function startServer(folder, flags) {
  const where = ['--cluster-directory', join(folder, 'cluster'), '--server-port', '0', '--server-health-port', '0'];
  const child = fork(MAIN, ['serve', ...where, '--log-level', 'info', ...flags], {
    execArgv: [...execArgv, ...chartFlags(), '--import', ENDS_WITH_US],
    env: { PATH: env.PATH },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  child.stdout.on('data', (chunk) => {
    if (log.length < 10_000) log += chunk;
  });
  let words = '';
  child.stderr.on('data', (chunk) => {
    words += chunk;
  });
  while (!log.includes('"event":"start"')) {
    if (child.exitCode !== null) throw new Error(words);
    await sleep(20);
  }
  const { urls } = JSON.parse(log.split('\n').find((line) => line.includes('"event":"start"')));
  const agent = new https.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  return {
    post: (body) => post(urls[0], body, agent),
    cpu: () => cpuOf(child.pid),
    stop: async () => {
      agent.destroy();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** ms; a tick is 10 ms (proc(5)). */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function writeCluster(folder, { host, ca }) {
  writeFileSync(join(folder, 'ca.crt'), ca);
  const login = { auths: { [host]: { auth: Buffer.from('bench:bench').toString('base64') } } };
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'regcred', namespace: 'shop' },
      type: 'kubernetes.io/dockerconfigjson',
      stringData: { '.dockerconfigjson': JSON.stringify(login) },
    },
  ];
  writeFileSync(join(folder, 'cluster', 'all.yaml'), objects.map((each) => JSON.stringify(each)).join('\n---\n'));
}

// ------------------------------------------------------------------------------------------------------------ reviews

/** @returns ms from the request to the end of the answer */
function post(url, body, agent) {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const call = https.request(
      `${url}?timeout=5s`,
      { method: 'POST', rejectUnauthorized: false, agent, headers },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => {
          const ms = performance.now() - begin;
          if (text.includes('"allowed":true')) resolve(ms);
          else reject(new Error(`HTTP ${answer.statusCode}: ${text.slice(0, 500)}`));
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** So many to each of them, one by one in turn. */
async function byTurns(servers, count) {
  let next = 0;
  const worker = async () => {
    while (next < count * servers.length) {
      const server = servers[next % servers.length];
      next += 1;
      server.times.push(await server.post(server.next()));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

// ---------------------------------------------------------------------------------------------------------------- run

async function measure(how, waitMs, reviews) {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-bench-probe-'));
  mkdirSync(join(folder, 'cluster'));
  const registry = await startRegistry(how);
  const servers = [];
  try {
    writeCluster(folder, registry);
    const probing = [
      ...['--probe-mode', 'background', '--probe-registries', registry.host, '--probe-ca-file', join(folder, 'ca.crt')],
      ...['--probe-allowed-networks', '127.0.0.0/8', '--probe-requests-per-minute', String(REQUESTS)],
      ...['--probe-wait-ms', String(waitMs)],
    ];
    for (const [name, flags] of [
      ['off', []],
      ['on', probing],
      ['off again', []],
    ]) {
      servers.push({ name, next: createReviews(registry.host), times: [], ...(await startServer(folder, flags)) });
    }
    await byTurns(servers, WARM);
    const first = servers.find(({ name }) => name === 'on').times.splice(0);
    for (const server of servers) server.times.length = 0;
    const before = servers.map(({ cpu }) => cpu());
    await byTurns(servers, reviews);
    const cpu = servers.map((server, index) => [server.name, (server.cpu() - before[index]) / reviews]);
    return {
      how,
      waitMs,
      first,
      asked: await registry.asked(),
      cpu: Object.fromEntries(cpu),
      times: Object.fromEntries(servers.map((each) => [each.name, each.times])),
    };
  } finally {
    for (const server of servers) await server.stop();
    registry.stop();
    rmSync(folder, { recursive: true });
  }
}

/** `pass`, `fail`, or `void` where the two that do not ask are no nearer to each other than the limit. */
function judge({ times }) {
  const at = (name, q) => quantile(times[name], q);
  const [one, other] = [at('off', 0.99), at('off again', 0.99)];
  const within = (value, base) => value <= base * LIMIT.times + LIMIT.ms;
  if (!within(Math.max(one, other), Math.min(one, other))) return 'void';
  return within(at('on', 0.99), Math.max(one, other)) ? 'pass' : 'fail';
}

function line({ how, waitMs, first, asked, cpu, times }, said) {
  const at = (name, q) => quantile(times[name], q).toFixed(2);
  const both = (name) => `${at(name, 0.5)} / ${at(name, 0.99)}`;
  const on = [...first, ...times.on];
  const waited = waitMs === 0 ? 0 : on.filter((ms) => ms >= waitMs).length;
  const most = Math.round(Math.max(...on));
  const cells = [
    how,
    waitMs,
    both('off'),
    both('on'),
    both('off again'),
    ['off', 'on', 'off again'].map((name) => cpu[name].toFixed(2)).join(' / '),
    `${waited} of ${on.length}`,
    most,
    asked,
    said,
  ];
  return `| ${cells.join(' | ')} |\n`;
}

const at = argv.indexOf('--reviews');
const reviews = at === -1 ? REVIEWS : Number(argv[at + 1]);
const wanted = argv.slice(2).find((word, index, all) => !word.startsWith('--') && all[index - 1] !== '--reviews') ?? '';
stdout.write(
  `p50 / p99 in ms of ${reviews} reviews each, ${AT_ONCE} at once; limit of p99: ${LIMIT.times} times that of the dearer server that does not ask, and ${LIMIT.ms} ms\n\n`,
);
stdout.write(
  '| registry | waitMs | off | on | off again | CPU ms: off / on / off again | waited in vain | longest ms | requests | |\n',
);
stdout.write('|---|---|---|---|---|---|---|---|---|---|\n');
for (const how of HOWS) {
  for (const waitMs of WAITS) {
    if (!`${how} ${waitMs}`.includes(wanted)) continue;
    let said = 'void';
    for (let tries = 0; tries < TRIES && said === 'void'; tries += 1) {
      const measured = await measure(how, waitMs, reviews);
      said = judge(measured);
      stdout.write(line(measured, said));
    }
    if (said !== 'pass') process.exitCode = 1;
  }
}
