/**
 * Programs that a test starts: output kept in a file, started and stopped by their own process id, never by name. Each
 * running one has a file of its id in E2E_RUN_FOLDER, by which run.mjs ends what a killed test has left behind.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Program {
  readonly name: string;
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** Everything it has written so far. */
  readonly output: () => string;
  readonly running: () => boolean;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** SIGTERM, and SIGKILL where that is not heeded within `patienceMs`. */
  readonly stop: (patienceMs?: number) => Promise<void>;
}

export interface ProgramOptions {
  readonly folder: string;
  readonly name?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

let started = 0;

export function startProgram(path: string, args: readonly string[], options: ProgramOptions): Program {
  const name = options.name ?? basename(path);
  started += 1;
  const file = join(options.folder, `${name}.${started}.log`);
  const log = openSync(file, 'a');
  const env = { ...process.env, ...options.env };
  const child = spawn(path, args, { stdio: ['ignore', log, log], cwd: options.folder, env });
  closeSync(log);
  const forget = register(child);
  let over = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      over = true;
      forget();
      resolve();
    };
    child.once('exit', end);
    child.once('error', (error) => {
      writeFileSync(file, `${String(error)}\n`, { flag: 'a' });
      end();
    });
  });
  const stop = async (patienceMs = 10_000): Promise<void> => {
    if (over) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await ended;
    clearTimeout(timer);
  };
  return {
    name,
    pid: child.pid,
    output: () => readFileSync(file, 'utf8'),
    running: () => !over,
    signal: (signal) => void child.kill(signal),
    ended,
    stop,
  };
}

function register(child: ChildProcess): () => void {
  living.add(child);
  const forget = note(child.pid);
  return () => {
    living.delete(child);
    forget();
  };
}

/** The test itself, too: one whose runner was killed would go on and start more. */
process.once('exit', note(process.pid));

function note(pid: number | undefined): () => void {
  const folder = process.env['E2E_RUN_FOLDER'];
  if (folder === undefined || pid === undefined) return () => undefined;
  const file = join(folder, `${pid}.pid`);
  writeFileSync(file, '');
  return () => rmSync(file, { force: true });
}

export interface WaitOptions {
  readonly forMs?: number;
  readonly everyMs?: number;
  /** Ends the wait at once when one of these has stopped. */
  readonly while?: readonly Program[];
}

/** Asks again and again until the answer is neither undefined nor false; the error tells what the programs wrote last. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  { forMs = 30_000, everyMs = 50, while: programs = [] }: WaitOptions = {},
): Promise<T> {
  const end = Date.now() + forMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    const dead = programs.find((program) => !program.running());
    if (dead !== undefined || Date.now() > end) {
      const why = dead === undefined ? `not within ${forMs / 1000} s` : `${dead.name} has stopped`;
      const said = programs.map(({ name, output }) => `--- ${name}:\n${output().slice(-3000)}`).join('\n');
      throw new Error(`${what}: ${why}\n${said}`);
    }
    await sleep(everyMs);
  }
}
