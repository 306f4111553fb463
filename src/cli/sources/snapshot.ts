/**
 * A snapshot file as the cluster that is asked (snapshot/). It is judged by the clock of whoever asks: a login that expired
 * since it was taken has expired. How old it is is said each time.
 */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseDuration } from '../../config/duration.js';
import { Fault, systemReason } from '../../process/errors.js';
import { readSnapshot } from '../../snapshot/read.js';
import { MOST_BYTES, type Snapshot, startOfDay } from '../../snapshot/snapshot.js';
import { createSnapshotState } from '../../snapshot/state.js';
import { yamlOf } from '../../snapshot/yaml.js';
import type { AskedCluster } from '../cluster-source.js';
import type { Io } from '../command.js';

const DAY_MS = 24 * 3_600_000;
const MOST_AGE = '7d';

interface Asked {
  readonly path: string;
  /** As the command line has it. */
  readonly mostAge: string | undefined;
}

export async function openSnapshotSource({ path, mostAge = MOST_AGE }: Asked, io: Io): Promise<AskedCluster> {
  const most = readAge(mostAge);
  const { taken, provider, policy, inventory } = await readFileOf(path, io);
  const days = Math.floor((io.now() - (startOfDay(taken) ?? 0)) / DAY_MS);
  const words = `the snapshot ${path} (${ageWords(days)}, ${taken})`;
  const isOld = days * DAY_MS > most;
  return {
    state: createSnapshotState(inventory),
    namespace: 'default',
    words,
    notes: [`the cluster is ${words}`],
    warnings: [
      ...(isOld
        ? [
            `the snapshot ${path} was ${ageWords(days)}, and may be at most ${mostAge} old (--max-age): take it anew with pullgate snapshot`,
          ]
        : []),
      ...(days < 0
        ? [`the snapshot ${path} was taken on ${taken}, a day that has not come here: a clock is wrong`]
        : []),
    ],
    settle: async (settings) =>
      settings.cluster.provider === 'auto' && provider !== undefined
        ? { ...settings, cluster: { ...settings.cluster, provider } }
        : settings,
    policy: async (named) => {
      if (named !== undefined)
        throw new Fault('PG_E_USAGE', `--policy-from needs a cluster; ${path} has its own policy`);
      const name = `${policy.from}, as the snapshot ${path} has it`;
      return { state: 'found', value: { from: 'snapshot', name, text: yamlOf(policy.settings) } };
    },
    close: () => {},
  };
}

/** `7d`, or as durations are written elsewhere. */
function readAge(text: string): number {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  const most = days === undefined ? parseDuration(text) : Number(days) * DAY_MS;
  if (most !== undefined) return most;
  throw new Fault('PG_E_USAGE', `--max-age is a duration such as 7d or 36h, not ${JSON.stringify(text)}`);
}

function ageWords(days: number): string {
  if (days <= 0) return 'taken today';
  return days === 1 ? 'taken 1 day ago' : `taken ${days} days ago`;
}

async function readFileOf(path: string, io: Io): Promise<Snapshot> {
  const file = resolve(io.cwd, path);
  let text: string;
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES)
      throw new Fault('PG_E_INPUT', `${path} has ${size} bytes; a snapshot has at most ${MOST_BYTES}`);
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('PG_E_INPUT', `${path} cannot be read: ${systemReason(error)}`, { cause: error });
  }
  const read = readSnapshot(text);
  if (read.ok) return read.snapshot;
  const place = read.line === undefined ? path : `${path}:${read.line}`;
  throw new Fault('PG_E_INPUT', `${place}: the snapshot cannot be used: ${read.why}`);
}
