import type { Row } from '../row.js';
import { failuresIn } from './failures.js';

const SCALE = { short: { rps: 200, rolls: 2 }, long: { rps: 500, rolls: 20 } } as const;
/** How late the balancer hears, in turn. */
const LAGS_MS = [1000, 3000];
/** The default of `server.drainSeconds`. */
const DRAIN_SECONDS = 8;

export const r1Roll: Row = {
  id: 'R1',
  title: 'Two replicas are replaced under load, and the balancer hears of it 1 s and 3 s late',
  load: { short: '200 reviews/s, 2 rolls', long: '500 reviews/s, 20 rolls' },
  must: '0 reviews lost',
  minutes: { short: 3, long: 20 },
  against: 'two processes of `serve`, behind a balancer of connections',
  async run({ form, tell }) {
    const { roll } = await import('../../helpers/roll.mjs');
    const scene = { ...SCALE[form], lagsMs: LAGS_MS, drainSeconds: DRAIN_SECONDS, tell };
    const { answered, failed, failures, acted } = await roll(scene);
    return {
      n: answered + failed,
      of: 'reviews',
      words: `${failed} lost while ${acted.replaced} replicas were replaced${failuresIn(failures)}`,
      passed: failed === 0 && answered > 0 && acted.replaced === 2 * scene.rolls,
    };
  },
};
