import type { Dropped, Dropping } from '../dropped.js';
import type { Row } from '../row.js';
import { wrongIn } from './wrong.js';

const TIMES = { short: 2, long: 20 } as const;
const MOST_MS = 45_000;

export const r9Dropped: Row = {
  id: 'R9',
  title:
    'All packets between Pullgate and the API server are dropped, or all that the API server sends; Pods name a Secret that was made since',
  load: { short: 'each once', long: 'each 10 times' },
  must: `every watch notices within ${MOST_MS / 1000} s, and 0 Pods denied meanwhile`,
  minutes: { short: 3, long: 30 },
  against: 'a scripted API server in a network namespace of its own (needs `unshare`, `ip` and `nft`)',
  async run({ form, tell }) {
    const { spawn } = await import('node:child_process');
    const { existsSync, mkdtempSync, readFileSync, rmSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const { join } = await import('node:path');
    const { execArgv, execPath } = await import('node:process');
    const { fileURLToPath } = await import('node:url');
    const folder = mkdtempSync(join(tmpdir(), 'pullgate-dropped-'));
    const answer = join(folder, 'answer.json');
    const what: Dropping = { times: TIMES[form], mostMs: MOST_MS };
    const script = fileURLToPath(new URL('../dropped.ts', import.meta.url));
    const child = spawn('unshare', ['-rn', execPath, ...execArgv, script, answer, JSON.stringify(what)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const why = await new Promise<string>((resolve) => {
      child.once('error', ({ message }) => resolve(message));
      child.once('exit', (code) => resolve(`exit code ${code}`));
    });
    if (!existsSync(answer)) throw new Error(`packets could not be dropped: ${why}`);
    const { noticedMs, healedMs, decisions, wrong }: Dropped = JSON.parse(readFileSync(answer, 'utf8'));
    rmSync(folder, { recursive: true });
    tell(
      `noticed after ${noticedMs.map(Math.round).join(', ')} ms, known after ${healedMs.map(Math.round).join(', ')} ms`,
    );
    const longest = Math.max(...noticedMs);
    const seconds = (ms: number): string => (ms / 1000).toFixed(1);
    return {
      n: decisions,
      of: 'Pods',
      words: `${wrong.length} denied, noticed after ${seconds(longest)} s at most in ${noticedMs.length} times${wrongIn(wrong)}; what happened meanwhile is known ${seconds(Math.max(...healedMs))} s after packets pass again, at most`,
      passed: wrong.length === 0 && longest <= MOST_MS && noticedMs.length === TIMES[form],
    };
  },
};
