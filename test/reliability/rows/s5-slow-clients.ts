/** Clients that connect and then take for ever: to shake hands, to say what they want, to send it. */
import type { Row } from '../row.js';

const COUNT = 300;
const MOST = { seconds: 13, p99: 50 } as const;
/** So many times, one after the other. */
const TIMES = { short: 1, long: 10 } as const;
const PER_SECOND = 50;

export const slowClients: Row = {
  id: 'S5',
  title: `${COUNT} clients each never end their TLS handshake, send a head byte by byte, and a body byte by byte`,
  load: {
    short: `all within 6 s, ${PER_SECOND} reviews a second on kept connections`,
    long: `10 times all within 6 s, ${PER_SECOND} reviews a second on kept connections`,
  },
  must: `all are gone after ${MOST.seconds} s; no review fails, p99 < ${MOST.p99} ms`,
  minutes: { short: 2, long: 6 },
  against: '`serve` with the heap of the chart',
  async run({ form, tell }) {
    const { fork } = await import('node:child_process');
    const { Agent } = await import('node:https');
    const { fileURLToPath } = await import('node:url');
    const { quantile } = await import('../../bench/ratios.mjs');
    const { GROUPS, reviewsOf } = await import('../../bench/reviews.mjs');
    const { post, startServing } = await import('../serving.js');
    const cluster = fileURLToPath(new URL('../../../docs/example/cluster', import.meta.url));
    const serving = await startServing(['--cluster-directory', cluster]);
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const [group] = GROUPS;
    if (group === undefined) throw new Error('no reviews');
    const reviews = reviewsOf(group);
    // What is slow because it is done for the first time is not what this is about.
    for (const { body } of reviews.slice(0, 200)) await post(serving.url, body, agent);

    const lived: Record<string, readonly number[]> = {};
    const times: number[] = [];
    let failed = 0;
    for (let time = 0; time < TIMES[form]; time += 1) {
      const what = { host: serving.host, port: serving.port, count: COUNT, overMs: 6000, everyMs: 500 };
      const script = fileURLToPath(new URL('../slow-clients.mjs', import.meta.url));
      const child = fork(script, [JSON.stringify({ ...what, patienceMs: 30_000 })], { execArgv: [] });
      let told: Readonly<Record<string, readonly number[]>> | undefined;
      child.once('message', (message) => {
        told = message as typeof told;
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const pending: Promise<void>[] = [];
      const begin = performance.now();
      for (let turn = 0; told === undefined && child.exitCode === null; turn += 1) {
        const { uid, body } = reviews[turn % reviews.length] ?? { uid: '', body: '' };
        const one = post(serving.url, body, agent).then((answer) => {
          times.push(answer.ms);
          if (answer.status !== 200 || !answer.body.includes(`"${uid}"`)) failed += 1;
        });
        pending.push(one);
        const due = begin + ((turn + 1) * 1000) / PER_SECOND;
        await new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())));
      }
      await Promise.all(pending);
      await ended;
      if (told === undefined) throw new Error('the slow clients did not tell what came of them');
      for (const [kind, each] of Object.entries(told)) lived[kind] = [...(lived[kind] ?? []), ...each];
    }
    agent.destroy();
    const after = await post(serving.url, reviews[0]?.body ?? '', false);
    const isWell = after.status === 200 && serving.exit() === undefined;
    await serving.stop();

    const kinds = Object.entries(lived);
    const longest = Math.max(...kinds.flatMap(([, each]) => each)) / 1000;
    const unconnected = kinds.flatMap(([, each]) => each).filter((ms) => ms < 0).length;
    const p99 = quantile(times, 0.99);
    for (const [kind, each] of kinds) {
      tell(
        `${kind}: ${each.length} gone after ${Math.round(Math.min(...each))} to ${Math.round(Math.max(...each))} ms`,
      );
    }
    const clients = kinds.reduce((sum, [, each]) => sum + each.length, 0);
    const n = times.length;
    return {
      n: clients,
      of: 'clients',
      words: `the last is gone after ${longest.toFixed(1)} s; of ${n} reviews ${failed} failed, p99 ${p99.toFixed(1)} ms${isWell ? '' : '; a new connection was not answered'}`,
      passed:
        clients === 3 * COUNT * TIMES[form] &&
        unconnected === 0 &&
        longest <= MOST.seconds &&
        failed === 0 &&
        p99 < MOST.p99 &&
        isWell,
    };
  },
};
