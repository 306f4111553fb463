/**
 * A rolling replacement of two replicas under load: how many reviews are lost? As in a cluster: one more replica comes
 * up, is ready, gets traffic; an old one is told to go (SIGTERM); the balancer hears of that only a second later, and
 * the connections that it has made live on. Then the same with the other old one (design 6.1).
 *
 *   npm run build && node test/bench/roll.mjs [--rps 200] [--lag-ms 1000] [--drain-seconds 8] [--rolls 1]
 *
 * Exits with 1 if a single review was not answered with HTTP 200. `--drain-seconds 0` shows what is lost without a drain.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = new URL('../../', import.meta.url);
const REVIEW = readFileSync(new URL('docs/example/review-denied.json', ROOT));
/** The API server's own burst: so many at once, so that there are many connections and some of them idle. */
const BURST = 10;

const { values } = parseArgs({
  options: {
    rps: { type: 'string', default: '200' },
    'lag-ms': { type: 'string', default: '1000' },
    'drain-seconds': { type: 'string', default: '8' },
    rolls: { type: 'string', default: '1' },
    dist: { type: 'string', default: fileURLToPath(new URL('dist', ROOT)) },
  },
});

async function startReplica() {
  const argv = ['serve', '--cluster-directory', fileURLToPath(new URL('docs/example/cluster', ROOT))];
  const ports = ['--server-port', '0', '--server-health-port', '0', '--server-drain-seconds', values['drain-seconds']];
  const child = spawn(process.execPath, [`${values.dist}/main.js`, ...argv, ...ports], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  const started = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const fields = JSON.parse(line);
      if (fields.event === 'start') resolve(fields);
    });
  });
  const { urls, health } = await Promise.race([
    started,
    exited.then(() => {
      throw new Error('a replica did not start');
    }),
  ]);
  while ((await fetch(`${health}/readyz`)).status !== 200) await sleep(50);
  return { child, exited, health, port: Number(new URL(urls[0]).port) };
}

/** Takes connections, not requests, as kube-proxy does: each goes to the next replica of the list for as long as it lives. */
async function startBalancer(endpoints) {
  let next = 0;
  const server = createServer((client) => {
    const replica = endpoints[next++ % endpoints.length];
    const upstream = connect(replica.port, '127.0.0.1');
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ]) {
      from.setNoDelay(true);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** An open loop: reviews are sent at their time, whatever became of those before. */
function startLoad(port) {
  // Each replica has its own self-signed certificate. Idle connections are reused last in first out, as Go does.
  const agent = new Agent({ keepAlive: true, scheduling: 'lifo', maxFreeSockets: 25, rejectUnauthorized: false });
  const failures = new Map();
  const latencies = [];
  const pending = new Set();
  const send = async () => {
    const begin = performance.now();
    const outcome = await post(agent, port);
    if (outcome === 'ok') latencies.push(performance.now() - begin);
    else failures.set(outcome, (failures.get(outcome) ?? 0) + 1);
  };
  const timer = setInterval(
    () => {
      for (let index = 0; index < BURST; index += 1) {
        const sent = send().finally(() => pending.delete(sent));
        pending.add(sent);
      }
    },
    (1000 * BURST) / Number(values.rps),
  );
  return async () => {
    clearInterval(timer);
    await Promise.all(pending);
    agent.destroy();
    return { failures, latencies: latencies.sort((a, b) => a - b) };
  };
}

function post(agent, port) {
  return new Promise((resolve) => {
    const outgoing = request(`https://127.0.0.1:${port}/validate?timeout=5s`, {
      method: 'POST',
      agent,
      timeout: 5000,
      headers: { 'content-type': 'application/json', 'content-length': REVIEW.length },
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in 5 s')));
    outgoing.on('error', (error) => resolve(error.code ?? error.message));
    outgoing.on('response', (incoming) => {
      incoming.resume();
      incoming.on('error', (error) => resolve(error.code ?? error.message));
      incoming.on('end', () => resolve(incoming.statusCode === 200 ? 'ok' : `HTTP ${incoming.statusCode}`));
    });
    outgoing.end(REVIEW);
  });
}

async function replace(old, endpoints) {
  const fresh = await startReplica();
  endpoints.push(fresh);
  await sleep(1000);
  const begin = performance.now();
  old.child.kill('SIGTERM');
  const gone = old.exited.then(() => performance.now() - begin);
  await sleep(Number(values['lag-ms']));
  endpoints.splice(endpoints.indexOf(old), 1);
  const lasted = await gone;
  process.stdout.write(`  a replica went ${(lasted / 1000).toFixed(1)} s after SIGTERM\n`);
  await sleep(1000);
}

const endpoints = [await startReplica(), await startReplica()];
const balancer = await startBalancer(endpoints);
const stopLoad = startLoad(balancer.address().port);
await sleep(2000);
for (let roll = 0; roll < Number(values.rolls); roll += 1) {
  for (const old of [...endpoints]) await replace(old, endpoints);
}
const { failures, latencies } = await stopLoad();
balancer.close();
for (const { child } of endpoints) child.kill('SIGKILL');

const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
const at = (share) => `${(latencies[Math.floor(latencies.length * share)] ?? Number.NaN).toFixed(1)} ms`;
process.stdout.write(
  `failed ${failed} of ${failed + latencies.length}; p50 ${at(0.5)}, p99 ${at(0.99)}, worst ${at(0.9999)}\n`,
);
for (const [outcome, count] of failures) process.stdout.write(`  ${count} x ${outcome}\n`);
process.exitCode = failed === 0 ? 0 : 1;
