/** A row whose whole evidence is files of tests: they are run as the commands run them, and their assertions are counted. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Ask, Seen } from './row.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMMANDS = { tap: [], slow: ['--jobs=1', '--timeout=300'], 'test:e2e': [] } as const;

export interface TapRun {
  /** Without Go, `test:e2e` cannot be run, and neither can the row. */
  readonly command: keyof typeof COMMANDS;
  readonly files: readonly string[];
}

export async function seenByTap(runs: readonly TapRun[], { tell }: Ask): Promise<Seen> {
  const files = runs.flatMap((run) => run.files);
  let passed = 0;
  const failed: string[] = [];
  for (const run of runs) {
    for (const file of run.files) {
      const one = await runOf(run.command, file);
      tell(`${file}: ${one.passed} assertions hold, ${one.failed.length} do not`);
      passed += one.passed;
      failed.push(...one.failed);
    }
  }
  const many = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  const words =
    failed.length === 0 ? `0 failed, in ${many}` : `${failed.length} failed: ${failed.slice(0, 3).join('; ')}`;
  return { n: passed + failed.length, of: 'assertions', words, passed: failed.length === 0 };
}

async function runOf(command: TapRun['command'], file: string): Promise<{ passed: number; failed: readonly string[] }> {
  const script = command === 'slow' ? 'tap' : command;
  const args = ['run', '--silent', script, '--', ...COMMANDS[command], file, '--reporter=tap'];
  const child = spawn('npm', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const [, counts] = /\n# \{ (total: .*) \}/.exec(out) ?? [];
  // Where there is no Go, the command says so and runs nothing.
  if (counts === undefined)
    throw new Error(`${file} was not run: ${said.trim().split('\n')[0] ?? `exit code ${code}`}`);
  const of = (what: string): number => Number(new RegExp(`\\b${what}: (\\d+)`).exec(counts)?.[1] ?? 0);
  // The innermost line names what is wrong; those around it say so once more.
  const lines = [...out.matchAll(/^ *not ok \d+ - (.*?)( # time=.*)?$/gm)].map(([, line = '']) => `${file}: ${line}`);
  if (of('fail') === 0 && code === 0 && of('skip') === 0) return { passed: of('pass'), failed: [] };
  const failed =
    lines.length === 0 ? [`${file}: exit code ${code}, ${counts}`] : lines.slice(0, Math.max(1, of('fail')));
  return { passed: of('pass'), failed };
}
