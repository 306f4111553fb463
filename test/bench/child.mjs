/**
 * A measured server as a process of its own. It finds its certificate in the directory BENCH_CERTS (tls.crt, tls.key,
 * ca.crt), prints one line of JSON with its port when it listens, and ends on SIGTERM. Nothing else is asked of it: what it
 * uses is seen from outside.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { onServerCore } from './cores.mjs';

/** None outlives this process, however it ends; SIGKILL alone cannot be told of. */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const LONGEST_START_MS = 60_000;
const LONGEST_END_MS = 10_000;

/**
 * @param row `{ name, command, args, env, path }`; `env` where it is not the one of here, `path` where reviews are posted
 *   elsewhere than to `/validate` and `/mutate`. `speaks: 'pullgate'`: its stdout is a log, and goes through a pipe to a
 *   reader, as a container runtime has it; the addresses are in the words on stderr. `talks`: it takes messages.
 */
export async function startServer(row, { work, certificates }) {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = { ...(row.env ?? inherited), BENCH_CERTS: certificates };
  const isOurs = row.speaks === 'pullgate';
  const log = isOurs ? openLog(work) : undefined;
  const [command, args] = onServerCore(row.command, row.args);
  const ipc = row.talks === true ? ['ipc'] : [];
  const child = spawn(command, args, { env, stdio: ['ignore', log?.fd ?? 'pipe', 'pipe', ...ipc] });
  running.add(child);
  log?.opened();
  let said = '';
  const hear = (chunk) => {
    said = `${said}${chunk}`.slice(-20_000);
  };
  child.stderr.on('data', hear);
  const exited = once(child, 'exit');
  exited.finally(() => running.delete(child));
  const ended = exited.then(([code, signal]) => {
    throw new Error(`${row.name} ended with ${code ?? signal}:\n${said}`);
  });
  ended.catch(() => {});
  const late = timeout(LONGEST_START_MS, () => new Error(`${row.name} did not start:\n${said}`));
  const found = await Promise.race([isOurs ? wordsOf(child, () => said) : lineOf(child), ended, late.promise]);
  late.clear();
  return {
    name: row.name,
    pid: child.pid,
    child,
    /** Rejects where it ends by itself. */
    ended,
    port: found.port,
    path: (webhook) => row.path ?? `/${webhook}`,
    stop: async () => {
      child.kill('SIGTERM');
      const slow = setTimeout(() => child.kill('SIGKILL'), LONGEST_END_MS);
      await exited;
      clearTimeout(slow);
    },
  };
}

/** What it prints after that line is nobody's, and must not stop it. */
function lineOf(child) {
  return new Promise((resolve) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text = `${text}${chunk}`.slice(-20_000);
      const line = /^\{.*\}$/m.exec(text.slice(0, text.lastIndexOf('\n')));
      if (line !== null) resolve(JSON.parse(line[0]));
    });
  });
}

async function wordsOf(child, said) {
  for (;;) {
    const words = /listens on https:\/\/[^ ]+?:(\d+)\/[\s\S]*?health on (http:\/\/[^)]+)\)/.exec(said());
    if (words !== null) {
      await ready(words[2]);
      return { port: Number(words[1]) };
    }
    await once(child.stderr, 'data');
  }
}

async function ready(health) {
  for (;;) {
    const answer = await fetch(`${health}/readyz`);
    await answer.arrayBuffer();
    if (answer.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

let logs = 0;

function openLog(work) {
  logs += 1;
  const path = join(work, `log-${logs}`);
  if (spawnSync('mkfifo', [path]).status !== 0) throw new Error('mkfifo did not work');
  // It ends with the last one who writes.
  spawn('sh', ['-c', `exec cat "$0" >/dev/null`, path], { stdio: 'ignore' });
  // Waits for the reader.
  const fd = openSync(path, 'w');
  return { fd, opened: () => closeSync(fd) };
}

function timeout(ms, error) {
  let timer;
  const promise = new Promise((_, reject) => {
    timer = setTimeout(() => reject(error()), ms);
  });
  return { promise, clear: () => clearTimeout(timer) };
}
