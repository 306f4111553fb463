/**
 * `pullgate serve` under a steady load for a long time, while pull secrets come and go and its watches are cut: what it
 * holds in memory, looked at again and again.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../bench/child.mjs';
import { startCluster } from '../bench/cluster.mjs';
import { messagesOf, openLoad } from '../bench/load.mjs';
import { GROUPS, reviewsOf } from '../bench/reviews.mjs';
import { ours, prepare } from '../bench/servers.mjs';
import { DIST } from './processes.mjs';

const HOOK = new URL('./measured.mjs', import.meta.url).href;
/** Of the load. */
const SHARES = { create: 0.8, 'mutate-add': 0.15, 'deny-cluster': 0.05 };
/** Then reviews come again: what is remembered of texts is there soon, and does not look like what is left behind. */
const CYCLE_SECONDS = 15;
/** So many secrets are there of those that come and go. */
const PRESENT = 50;

/**
 * @typedef {object} Look
 * @property {number} atSeconds since the load began
 * @property {number} heapBytes after the garbage collector
 * @property {Readonly<Record<string, number>>} resources what Node.js counts as open, by kind
 *
 * @typedef {object} Soak
 * @property {number} perSecond
 * @property {number} seconds
 * @property {number} changesPerSecond
 * @property {number} cutSeconds
 * @property {number} lookSeconds
 * @property {(line: string) => void} tell
 *
 * @param {Soak} soak
 * @returns {Promise<{ reviews: number, unjudged: number, changes: number, cuts: number, looks: readonly Look[] }>}
 */
export async function soaked({ perSecond, seconds, changesPerSecond, cutSeconds, lookSeconds, tell }) {
  const work = mkdtempSync(join(tmpdir(), 'pullgate-soak-'));
  const api = await startCluster();
  try {
    const files = await prepare(work, api, DIST);
    const flags = ['--expose-gc', '--import', HOOK];
    const row = ours('serve', join(DIST, 'main.js'), { node: process.execPath, flags, ...files });
    const server = await startServer({ ...row, talks: true }, { work, certificates: files.certificates });
    try {
      const loads = await Promise.all(
        Object.entries(SHARES).map(async ([name, share]) => {
          const group = GROUPS.find((each) => each.name === name);
          if (group === undefined) throw new Error(`no group ${name}`);
          const messages = messagesOf(
            reviewsOf({ ...group, count: Math.ceil(perSecond * share * CYCLE_SECONDS) }),
            `/${group.webhook}`,
          );
          return {
            group,
            messages,
            perSecond: perSecond * share,
            load: await openLoad({ port: server.port, ca: files.ca }),
          };
        }),
      );
      const began = performance.now();
      const isOver = () => performance.now() - began >= seconds * 1000;
      /** @type {Look[]} */
      const looks = [];
      const every = async (/** @type {number} */ ms, /** @type {(turn: number) => unknown} */ act) => {
        let turn = 0;
        for (; !isOver(); turn += 1) {
          await sleep(Math.max(0, began + (turn + 1) * ms - performance.now()));
          await act(turn);
        }
        return turn;
      };
      const posted = loads.map(({ load, group, messages, perSecond }) => load.run(messages, group, isOver, perSecond));
      const all = Promise.all([
        Promise.all(posted),
        every(1000 / changesPerSecond, (turn) => change(api, turn)),
        every(cutSeconds * 1000, () => api.cut()),
        every(lookSeconds * 1000, async () => {
          const look = { atSeconds: (performance.now() - began) / 1000, ...(await ask(server.child)) };
          looks.push(look);
          tell(
            `${look.atSeconds.toFixed(0)} s: ${(look.heapBytes / 1e6).toFixed(2)} MB, ${JSON.stringify(look.resources)}`,
          );
        }),
      ]);
      const [counts, changes, cuts] = await Promise.race([all, server.ended]);
      for (const { load } of loads) load.close();
      const sum = (/** @type {'requests' | 'unjudged'} */ key) => counts.reduce((total, each) => total + each[key], 0);
      return { reviews: sum('requests'), unjudged: sum('unjudged'), changes, cuts, looks };
    } finally {
      await server.stop();
    }
  } finally {
    await api.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

/** One comes, one goes. */
function change(/** @type {Awaited<ReturnType<typeof startCluster>>} */ api, /** @type {number} */ turn) {
  return Promise.all([api.add(`soak-${turn}`), api.remove(`soak-${turn - PRESENT}`)]);
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<Omit<Look, 'atSeconds'>>} */
function ask(child) {
  const answered = new Promise((resolve) => child.once('message', resolve));
  child.send('look');
  return answered;
}
