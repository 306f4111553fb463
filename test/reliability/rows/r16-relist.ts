/** A cluster is listed, and later listed again, without the event loop standing still. */
import type { Row } from '../row.js';

const TIMES = { short: 3, long: 20 } as const;
const PULL_SECRETS = 5000;
const CLUSTER = { pullSecrets: PULL_SECRETS, unrelated: 45_000, namespaces: 1000 };
const MOST_STALL_MS = 50;

interface Listed {
  readonly ms: number;
  readonly stallMs: number;
  /** Bytes. */
  readonly peakRss: number;
  readonly pullSecrets: number;
}

export const r16Relist: Row = {
  id: 'R16',
  title: 'Everything is listed again, because the API server has forgotten where the watches were',
  load: {
    short: '50,000 Secrets, 5,000 of them pull secrets; 3 times',
    long: '50,000 Secrets, 5,000 of them pull secrets; 20 times',
  },
  must: 'the event loop never stands still for 50 ms, and every pull secret is held afterwards',
  minutes: { short: 2, long: 25 },
  against: 'a scripted API server',
  async run({ form, tell }) {
    const { startApi, startLive } = await import('../../helpers/processes.mjs');
    const api = await startApi();
    await api.do('fill', CLUSTER);
    await api.do('namespaces', { count: CLUSTER.namespaces });
    const live = await startLive(api);
    const seen = [await live.do<Listed>('sync')];
    for (let time = 0; time < TIMES[form]; time += 1) {
      const { since } = await live.do<{ readonly since: readonly number[] }>('lists');
      await api.do('forget');
      const again = await live.do<Listed>('relist', { since });
      tell(`listed again in ${again.ms.toFixed(0)} ms, the longest stall ${again.stallMs.toFixed(0)} ms`);
      seen.push(again);
    }
    await live.stop();
    await api.stop();
    const stall = Math.max(...seen.map(({ stallMs }) => stallMs));
    const peak = Math.max(...seen.map(({ peakRss }) => peakRss));
    const isWhole = seen.every(({ pullSecrets }) => pullSecrets === PULL_SECRETS);
    return {
      n: seen.length,
      of: 'times',
      words: `the longest stall ${stall.toFixed(0)} ms, memory ${(peak / 2 ** 20).toFixed(0)} MB at most${isWhole ? '' : ', not all pull secrets held'}`,
      passed: stall < MOST_STALL_MS && isWhole,
    };
  },
};
