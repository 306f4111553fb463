/**
 * `pullgate serve` as a process of its own, with standard output and standard error that stall, are gone, or are full:
 * it starts, answers, and ends when it is told to.
 */
import { type ChildProcess, execFileSync, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { Agent, request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { NODE } from '../support/program.js';
import { until } from '../support/served.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = join(ROOT, 'dist/main.js');
const DIRECTORY = mkdtempSync(join(tmpdir(), 'pullgate-out-'));

let fifos = 0;
function fifo(): string {
  fifos += 1;
  const path = join(DIRECTORY, `fifo-${fifos}`);
  execFileSync('mkfifo', [path]);
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Running {
  readonly child: ChildProcess;
  /** Denials, one after the other; how many were answered so. */
  readonly deny: (count: number) => Promise<number>;
  readonly metric: (name: string) => Promise<number>;
  /** SIGTERM; exit code and signal. */
  readonly end: () => Promise<readonly unknown[]>;
}

async function serve(t: Test, stdio: StdioOptions): Promise<Running> {
  const [port, healthPort] = [await freePort(), await freePort()];
  const [command, ...args] = [...NODE, MAIN, 'serve', '--cluster-directory', 'docs/example/cluster'];
  const settings = ['--server-port', `${port}`, '--server-health-port', `${healthPort}`, '--server-drain-seconds', '0'];
  const child = spawn(command, [...args, ...settings], { cwd: ROOT, stdio });
  t.teardown(() => child.kill('SIGKILL'));
  const exit = once(child, 'exit');
  const ask = async (path: string): Promise<string | undefined> => {
    try {
      const [incoming] = await once(get({ port: healthPort, path, agent: false }), 'response');
      const body = await text(incoming);
      return incoming.statusCode === 200 ? body : undefined;
    } catch {
      return undefined;
    }
  };
  await until(async () => child.exitCode !== null || (await ask('/readyz')) !== undefined);
  t.equal(child.exitCode, null, 'it has started');
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  t.teardown(() => agent.destroy());
  const review = JSON.parse(readFileSync(join(ROOT, 'docs/example/review-denied.json'), 'utf8'));
  // As long a line as there is: some hundred of them are more than is kept.
  const long = 'x'.repeat(240);
  review.request.userInfo.username = long;
  review.request.object.metadata.generateName = long;
  const [container] = review.request.object.spec.containers;
  review.request.object.spec.containers = Array.from({ length: 10 }, (_, index) => ({
    ...container,
    name: `container-${index}`,
    image: `registry.example.com/${'x'.repeat(180)}/${index}:1`,
  }));
  const body = JSON.stringify(review);
  return {
    child,
    deny: async (count) => {
      let denied = 0;
      for (let number = 0; number < count; number += 1) {
        const outgoing = request({ port, path: '/validate?timeout=10s', method: 'POST', agent });
        outgoing.end(body);
        const [incoming] = await once(outgoing, 'response');
        if (JSON.parse(await text(incoming)).response.allowed === false) denied += 1;
      }
      return denied;
    },
    metric: async (name) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec((await ask('/metrics')) ?? '')?.[1]),
    end: async () => {
      child.kill('SIGTERM');
      const late = sleep(20_000, ['still there'], { ref: false });
      return Promise.race([exit, late]);
    },
  };
}

const DROPPED = 'pullgate_log_lines_dropped_total';
/** More than the buffer and a pipe hold. */
const MANY = 500;

t.test('a full disk behind standard output and standard error', async (t) => {
  const full = openSync('/dev/full', 'w');
  const { deny, end, metric } = await serve(t, ['ignore', full, full]);
  t.equal(await deny(MANY), MANY);
  t.ok((await metric(DROPPED)) > 0);
  t.strictSame(await end(), [0, null]);
});

t.test('a FIFO whose reader stalls, and reads again', async (t) => {
  const path = fifo();
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  const { deny, end, metric, child } = await serve(t, ['ignore', writer, writer]);
  closeSync(writer);
  t.equal(await deny(MANY), MANY);
  const dropped = await metric(DROPPED);
  t.ok(dropped > 0, `${dropped} lines are dropped`);
  const cat = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const all = text(cat.stdout);
  await sleep(1_000);
  closeSync(reader);
  t.equal(await deny(1), 1);
  t.strictSame(await end(), [0, null]);
  t.equal(child.signalCode, null);
  const lines = (await all)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  t.match(
    lines.filter(({ event }) => event === 'log'),
    [{ level: 'warn', dropped, code: 'EAGAIN' }],
  );
  t.equal(lines.filter(({ event }) => event === 'admission').length, MANY + 1 - dropped);
  const shutdown = lines.filter(({ event }) => event === 'shutdown');
  t.match(shutdown[0], { signal: 'SIGTERM' });
  t.match(shutdown.at(-1), { msg: 'closed' });
  t.equal(lines.at(-1), shutdown.at(-1), 'the last line is out');
});

t.test('SIGTERM ends it while nobody reads', async (t) => {
  const path = fifo();
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  const { deny, end } = await serve(t, ['ignore', writer, writer]);
  t.equal(await deny(150), 150);
  t.strictSame(await end(), [0, null]);
  closeSync(reader);
  closeSync(writer);
});

t.test('a reader who is gone', async (t) => {
  const path = fifo();
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  const { deny, end, metric } = await serve(t, ['ignore', writer, writer]);
  closeSync(reader);
  closeSync(writer);
  t.equal(await deny(MANY), MANY);
  t.ok((await metric(DROPPED)) > 0);
  t.strictSame(await end(), [0, null]);
});

t.test('sockets that nobody reads, and that are closed', async (t) => {
  const { child, deny, end, metric } = await serve(t, ['ignore', 'pipe', 'pipe']);
  t.equal(await deny(MANY), MANY);
  t.ok((await metric(DROPPED)) > 0, 'nobody reads');
  child.stdout?.destroy();
  child.stderr?.destroy();
  t.equal(await deny(100), 100);
  t.strictSame(await end(), [0, null]);
});
