import type { Row } from '../row.js';
import { failuresIn } from './failures.js';

const KILLS = { short: 10, long: 100 } as const;
const MOST_BACK_MS = 1000;

export const r2Kill: Row = {
  id: 'R2',
  title: 'One of two replicas is killed (SIGKILL) in the middle of its work, again and again',
  load: { short: '200 reviews/s, 10 kills', long: '200 reviews/s, 100 kills' },
  must: 'only what was under way is lost, and nothing later than 1 s after',
  minutes: { short: 2, long: 15 },
  against: 'two processes of `serve`, behind a balancer that passes on what is refused',
  async run({ form, tell }) {
    const { kill } = await import('../../helpers/roll.mjs');
    const { answered, failed, failures, acted } = await kill({ rps: 200, drainSeconds: 8, kills: KILLS[form], tell });
    const tooMany = acted.filter(({ lost, underWay }) => lost > underWay).length;
    const latest = Math.max(...acted.map(({ lastAfterMs }) => lastAfterMs));
    const underWay = acted.reduce((sum, each) => sum + each.underWay, 0);
    return {
      n: answered + failed,
      of: 'reviews',
      words: `${failed} lost of ${underWay} under way when ${acted.length} were killed, the last ${latest} ms after${failuresIn(failures)}`,
      passed: tooMany === 0 && latest < MOST_BACK_MS && acted.length === KILLS[form] && answered > 0,
    };
  },
};
