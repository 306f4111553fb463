/** A neighbour on the pod network that sends the largest bodies, again and again: test/bench/way-in.mjs. */
import { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Row } from '../row.js';

const MAIN = fileURLToPath(new URL('../../bench/way-in.mjs', import.meta.url));
const MOST = { p99: 250, mb: 300 } as const;

/** One line of way-in.mjs. */
interface Line {
  readonly answered: number;
  readonly refused: number;
  readonly lost: number;
  readonly p99: number;
  readonly rss: { readonly peak: number };
}

export const largeBodies: Row = {
  id: 'S6',
  title: 'A neighbour sends 50 bodies of 7 MiB at a time',
  load: { short: '12 s, 100 reviews a second', long: '10 times 12 s, 100 reviews a second' },
  must: `0 failed, p99 < ${MOST.p99} ms, memory < ${MOST.mb} MB`,
  minutes: { short: 2, long: 5 },
  against: '`serve` with the heap of the chart',
  run: async ({ form, tell }) => {
    const lines: Line[] = [];
    for (let turn = 0; turn < (form === 'short' ? 1 : 10); turn += 1) {
      const child = spawn(execPath, [MAIN, '50 bodies', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
      const line = await text(child.stdout);
      tell(line.trim());
      lines.push(JSON.parse(line) as Line);
    }
    const sum = (of: (line: Line) => number): number => lines.reduce((all, line) => all + of(line), 0);
    const failed = sum(({ refused, lost }) => refused + lost);
    // Of several, the worst.
    const p99 = Math.max(...lines.map((line) => line.p99));
    const mb = Math.max(...lines.map(({ rss }) => rss.peak));
    return {
      n: failed + sum(({ answered }) => answered),
      of: 'reviews',
      words: `${failed} failed, p99 ${p99} ms, ${mb} MB`,
      passed: failed === 0 && p99 < MOST.p99 && mb < MOST.mb,
    };
  },
};
