/**
 * A snapshot file as the cluster that is asked (snapshot/). It is judged by the clock of whoever asks: a login that expired
 * since it was taken has expired. How old it is is said each time; where nobody can tell, that is a warning, for it may be
 * too old.
 */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Fault, systemReason } from '../../process/errors.js';
import { readSnapshot } from '../../snapshot/read.js';
import { MOST_BYTES, type Snapshot } from '../../snapshot/snapshot.js';
import { createSnapshotState } from '../../snapshot/state.js';
import { readTaken, TAKEN, type Taken } from '../../snapshot/taken.js';
import { yamlOf } from '../../snapshot/yaml.js';
import type { AskedCluster } from '../cluster-source.js';
import type { Io } from '../command.js';
import { ageWarnings, readAge, takenWords } from './snapshot-age.js';

const MOST_AGE = '7d';

interface Asked {
  readonly path: string;
  /** As the command line has it. */
  readonly mostAge: string | undefined;
}

export async function openSnapshotSource({ path, mostAge = MOST_AGE }: Asked, io: Io): Promise<AskedCluster> {
  const most = readAge(mostAge);
  const { snapshot, taken } = await readFileOf(path, io);
  const { provider, policy, inventory } = snapshot;
  const words = `the snapshot ${path} (${takenWords(taken, io.now())})`;
  return {
    state: createSnapshotState(inventory),
    namespace: 'default',
    words,
    notes: [`the cluster is ${words}`],
    warnings: ageWarnings(taken, { path, mostAge, most, now: io.now() }),
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

async function readFileOf(path: string, io: Io): Promise<{ readonly snapshot: Snapshot; readonly taken: Taken }> {
  const file = resolve(io.cwd, path);
  const text = await readText(file, path);
  const read = readSnapshot(text);
  if (read.ok) return { snapshot: read.snapshot, taken: await takenOf(`${file}${TAKEN}`, text) };
  const place = read.line === undefined ? path : `${path}:${read.line}`;
  throw new Fault('PG_E_INPUT', `${place}: the snapshot cannot be used: ${read.why}`);
}

/** Its time is no part of what is judged: without it the snapshot is as good, but for its age. */
async function takenOf(file: string, text: string): Promise<Taken> {
  try {
    const found = await stat(file);
    const isLine = found.isFile() && found.size <= MOST_OF_TIME;
    return readTaken(isLine ? await readFile(file, 'utf8') : '', text);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    return { state: 'unknown', why: isGone ? 'is not there' : `cannot be read (${systemReason(error)})` };
  }
}

/** One line. */
const MOST_OF_TIME = 1024;

async function readText(file: string, path: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES)
      throw new Fault('PG_E_INPUT', `${path} has ${size} bytes; a snapshot has at most ${MOST_BYTES}`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('PG_E_INPUT', `${path} cannot be read: ${systemReason(error)}`, { cause: error });
  }
}
