// @ts-check
/**
 * Two replicas of `pullgate serve` as processes, behind a balancer that takes connections, under a load that comes at its
 * own time: what is lost when they are replaced (SIGTERM, as a Deployment does it), and when one is killed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const REVIEW = readFileSync(new URL('docs/example/review-denied.json', ROOT));
/** The API server's own burst: so many at once, so that there are many connections and some of them idle. */
const BURST = 10;

/**
 * @typedef {object} Replica
 * @property {import('node:child_process').ChildProcess} child
 * @property {Promise<unknown>} exited
 * @property {number} port
 *
 * @typedef {object} Outcome
 * @property {number} answered with HTTP 200
 * @property {number} failed
 * @property {Readonly<Record<string, number>>} failures by what was seen
 * @property {readonly number[]} latencies in ms, the shortest first
 *
 * @typedef {object} Load
 * @property {() => number} underWay
 * @property {() => number} begun until now
 * @property {() => number} failed until now
 * @property {() => number} lastFailedAt by performance.now(); -Infinity where none failed
 * @property {() => Promise<Outcome>} stop
 *
 * @typedef {object} Stage
 * @property {Replica[]} endpoints
 * @property {Load} load
 * @property {() => Promise<Replica>} start
 *
 * @typedef {object} Killed
 * @property {number} underWay
 * @property {number} lost
 * @property {number} lastAfterMs
 *
 * @typedef {object} Scene
 * @property {string} [dist]
 * @property {number} rps
 * @property {number} drainSeconds
 * @property {boolean} [passesOn] what a dead replica refuses goes to another one
 * @property {(line: string) => void} tell
 */

/** @param {string} dist @param {number} drainSeconds @returns {Promise<Replica>} ready */
async function startReplica(dist, drainSeconds) {
  const argv = ['serve', '--cluster-directory', fileURLToPath(new URL('docs/example/cluster', ROOT))];
  const ports = ['--server-port', '0', '--server-health-port', '0', '--server-drain-seconds', String(drainSeconds)];
  const child = spawn(process.execPath, [`${dist}/main.js`, ...argv, ...ports], {
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
  while ((await fetch(`${health}/readyz`)).status !== 200) await sleep(20);
  return { child, exited, port: Number(new URL(urls[0]).port) };
}

/**
 * Takes connections, not requests, as kube-proxy does: each goes to the next replica of the list for as long as it lives.
 * @param {readonly Replica[]} endpoints changes while it runs
 * @param {boolean} passesOn a connection that is refused to the next one
 */
async function startBalancer(endpoints, passesOn) {
  let next = 0;
  const server = createServer((client) => {
    client.setNoDelay(true);
    client.on('error', () => {});
    const first = next++;
    const dial = (/** @type {number} */ triesLeft) => {
      const port = endpoints[(first + endpoints.length - triesLeft) % endpoints.length]?.port ?? 0;
      const upstream = connect(port, '127.0.0.1');
      const refused = () => {
        if (passesOn && triesLeft > 1) dial(triesLeft - 1);
        else client.destroy();
      };
      upstream.setNoDelay(true);
      upstream.once('error', refused);
      upstream.once('connect', () => {
        upstream.removeListener('error', refused);
        join(client, upstream);
        join(upstream, client);
      });
    };
    dial(endpoints.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { port, close: () => void server.close() };
}

/** @param {import('node:net').Socket} from @param {import('node:net').Socket} to */
function join(from, to) {
  from.pipe(to);
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroy());
}

/** An open loop: reviews are sent at their time, whatever became of those before. @param {number} port @param {number} rps @returns {Load} */
function startLoad(port, rps) {
  // Each replica has its own self-signed certificate. Idle connections are reused last in first out, as Go does.
  const agent = new Agent({ keepAlive: true, scheduling: 'lifo', maxFreeSockets: 25, rejectUnauthorized: false });
  /** @type {Record<string, number>} */
  const failures = {};
  /** @type {number[]} */
  const latencies = [];
  const pending = new Set();
  let begun = 0;
  let failed = 0;
  let lastFailedAt = Number.NEGATIVE_INFINITY;
  const send = async () => {
    begun += 1;
    const begin = performance.now();
    const outcome = await post(agent, port);
    if (outcome === 'ok') latencies.push(performance.now() - begin);
    else {
      failed += 1;
      lastFailedAt = performance.now();
      failures[outcome] = (failures[outcome] ?? 0) + 1;
    }
  };
  const timer = setInterval(
    () => {
      for (let index = 0; index < BURST; index += 1) {
        const sent = send().finally(() => pending.delete(sent));
        pending.add(sent);
      }
    },
    (1000 * BURST) / rps,
  );
  return {
    underWay: () => pending.size,
    begun: () => begun,
    failed: () => failed,
    lastFailedAt: () => lastFailedAt,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(pending);
      agent.destroy();
      return { answered: latencies.length, failed, failures, latencies: latencies.sort((a, b) => a - b) };
    },
  };
}

/** @param {Agent} agent @param {number} port @returns {Promise<string>} `ok`, or what went wrong */
function post(agent, port) {
  return new Promise((resolve) => {
    /** @param {NodeJS.ErrnoException} error */
    const fail = (error) => resolve(error.code ?? error.message);
    const outgoing = request(`https://127.0.0.1:${port}/validate?timeout=5s`, {
      method: 'POST',
      agent,
      timeout: 5000,
      headers: { 'content-type': 'application/json', 'content-length': REVIEW.length },
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in 5 s')));
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      incoming.resume();
      incoming.on('error', fail);
      incoming.on('end', () => resolve(incoming.statusCode === 200 ? 'ok' : `HTTP ${incoming.statusCode}`));
    });
    outgoing.end(REVIEW);
  });
}

/**
 * @template T
 * @param {Scene} scene
 * @param {(stage: Stage) => Promise<T>} act
 * @returns {Promise<Outcome & { readonly acted: T }>}
 */
async function onTwoReplicas(
  { dist = fileURLToPath(new URL('dist', ROOT)), rps, drainSeconds, passesOn = false },
  act,
) {
  const start = () => startReplica(dist, drainSeconds);
  const endpoints = [await start(), await start()];
  const balancer = await startBalancer(endpoints, passesOn);
  const load = startLoad(balancer.port, rps);
  await sleep(2000);
  const acted = await act({ endpoints, load, start });
  const outcome = await load.stop();
  balancer.close();
  for (const { child } of endpoints) child.kill('SIGKILL');
  return { ...outcome, acted };
}

/**
 * As in a cluster: one more replica comes up, is ready, gets traffic; an old one is told to go (SIGTERM); the balancer
 * hears of that only so much later, and the connections that it has made live on. Then the same with the other old one.
 * @param {Scene & { readonly lagsMs: readonly number[], readonly rolls: number }} scene `lagsMs`: in turn
 * @returns {Promise<Outcome & { readonly acted: { readonly replaced: number } }>}
 */
export function roll(scene) {
  const { lagsMs, rolls, tell } = scene;
  return onTwoReplicas(scene, async ({ endpoints, start }) => {
    let replaced = 0;
    for (let each = 0; each < rolls; each += 1) {
      for (const old of [...endpoints]) {
        const lagMs = lagsMs[replaced++ % lagsMs.length];
        endpoints.push(await start());
        await sleep(1000);
        const begin = performance.now();
        old.child.kill('SIGTERM');
        const gone = old.exited.then(() => performance.now() - begin);
        await sleep(lagMs);
        endpoints.splice(endpoints.indexOf(old), 1);
        tell(`a replica went ${((await gone) / 1000).toFixed(1)} s after SIGTERM, unlisted after ${lagMs} ms`);
        await sleep(1000);
      }
    }
    return { replaced };
  });
}

/**
 * One of two is killed in the middle of its work, and another one is started in its place. Its end takes the kernel some
 * time, in which its connections are still there and nobody reads them: what is sent until then is under way, too. What is
 * refused after that goes to the other one: a cluster that hears late of it is not what this is about.
 * @param {Scene & { readonly kills: number }} scene
 * @returns {Promise<Outcome & { readonly acted: readonly Killed[] }>}
 */
export function kill(scene) {
  return onTwoReplicas({ ...scene, passesOn: true }, async ({ endpoints, load, start }) => {
    /** @type {Killed[]} */
    const kills = [];
    for (let each = 0; each < scene.kills; each += 1) {
      const [old] = endpoints;
      if (old === undefined) throw new Error('no replica is left');
      while (load.underWay() === 0) await new Promise((resolve) => setImmediate(resolve));
      const before = load.failed();
      const pending = load.underWay() - load.begun();
      const at = performance.now();
      old.child.kill('SIGKILL');
      await old.exited;
      const underWay = pending + load.begun();
      const endedMs = Math.round(performance.now() - at);
      await sleep(1500);
      endpoints.push(await start());
      endpoints.shift();
      await sleep(500);
      const lost = load.failed() - before;
      const lastAfterMs = lost === 0 ? 0 : Math.round(load.lastFailedAt() - at);
      kills.push({ underWay, lost, lastAfterMs });
      scene.tell(`killed, and gone ${endedMs} ms after: ${lost} lost of ${underWay}, the last ${lastAfterMs} ms after`);
    }
    return kills;
  });
}
