/**
 * `pullgate snapshot`: what verdicts on a cluster rest on, read with the rights of whoever runs it and written into a file
 * that holds no credential. `check --snapshot` asks the file in the place of the cluster.
 */

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../../config/load.js';
import { isObjectName } from '../../core/object-name.js';
import type { Lookup } from '../../core/types.js';
import { count } from '../../core/words/count.js';
import type { Holdings, Inventory } from '../../facts/inventory.js';
import { Fault } from '../../process/errors.js';
import { renderSnapshot } from '../../snapshot/render.js';
import { MOST_BYTES, type SnapshotPolicy } from '../../snapshot/snapshot.js';
import { renderTaken, TAKEN } from '../../snapshot/taken.js';
import { printable } from '../../text/printable.js';

import { type AskedCluster, openAsked } from '../cluster-source.js';
import { type Invocation, type Io, optionText } from '../command.js';
import { writeText } from '../output.js';
import { settlePolicy } from '../policy.js';
import { policyLine, type ReportedPolicy } from '../policy-line.js';
import { requireConfig } from '../session.js';

export async function run(invocation: Invocation, io: Io): Promise<number> {
  const only = readNamespaces(invocation);
  const local = await requireConfig(invocation, io);
  const cluster = await openAsked(invocation, local.server.cluster, io);
  try {
    for (const warning of cluster.warnings) io.stderr.write(printable(`warning: ${warning}\n`));
    const { settings, config, policy } = await settlePolicy(invocation, local, cluster, io);
    const inventory = await readInventory(cluster, only, config);
    const { provider } = settings.cluster;
    const text = renderSnapshot({
      ...(provider === 'auto' ? {} : { provider }),
      policy: { from: policyWords(policy, local), settings: settingsOf(config) },
      inventory,
    });
    refuseLarge(text);
    write(text, optionText(invocation, 'output'), io);
    for (const line of tell(inventory, cluster, policy)) io.stderr.write(printable(`${line}\n`));
    return 0;
  } finally {
    cluster.close();
  }
}

function readNamespaces(invocation: Invocation): readonly string[] | undefined {
  const given = invocation.options['namespace'];
  const wrong = given?.find((name) => !isObjectName(name));
  if (wrong !== undefined) throw new Fault('PG_E_USAGE', `${JSON.stringify(wrong)} is no name of a namespace`);
  return given === undefined ? undefined : [...new Set(given)].sort();
}

async function readInventory(
  cluster: AskedCluster,
  only: readonly string[] | undefined,
  { settings }: Config,
): Promise<Inventory> {
  if (cluster.inventory === undefined) throw new Fault('PG_E_USAGE', `${cluster.words} cannot be taken a snapshot of`);
  const inventory = await cluster.inventory({ only, pods: settings.cluster.pods });
  if (inventory.state === 'found') return inventory.value;
  const why = inventory.state === 'unknown' ? inventory.reason : 'it answers that there are none';
  throw new Fault(
    'PG_E_INPUT',
    `the namespaces of ${cluster.words} cannot be listed: ${why}; name those that you may read with -n`,
  );
}

/** Of the Pullgate itself only what it may read: what it may not, it does not know, whatever the reader may. */
const OF_SERVER: ReadonlySet<string> = new Set(['cluster.secrets', 'cluster.namespaces', 'cluster.secretNames']);

function settingsOf({ effective }: Config): SnapshotPolicy['settings'] {
  const tree: Record<string, unknown> = {};
  for (const { setting, value } of effective) {
    if (setting.scope === 'verdict' || OF_SERVER.has(setting.path)) put(tree, setting.keys, value);
  }
  // Configuration is read from YAML, and checked.
  return tree as SnapshotPolicy['settings'];
}

function put(tree: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const branch = (tree[first] ?? {}) as Record<string, unknown>;
  put(branch, rest, value);
  tree[first] = branch;
}

/** With its time beside it, where it is a file; `/dev/stdout` and the like have no place for one. */
function write(text: string, file: string | undefined, io: Io): void {
  writeText(text, file, io);
  if (file === undefined || !statSync(resolve(io.cwd, file)).isFile()) return;
  writeText(renderTaken(io.now(), text), `${file}${TAKEN}`, io);
}

/** Nobody could read it. */
function refuseLarge(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes <= MOST_BYTES) return;
  throw new Fault(
    'PG_E_OUTPUT',
    `the snapshot would have ${bytes} bytes, and check reads at most ${MOST_BYTES}: take it of fewer namespaces, with -n`,
  );
}

// ---------------------------------------------------------------------------------------------------------------- words

/** Without the reason why none was found in the cluster, in which a day or an address could stand. */
function policyWords(policy: ReportedPolicy | undefined, { file }: Config): string {
  const name = policy === undefined ? (file ?? '') : policy.name;
  const over = policy === undefined || policy.over.length === 0 ? '' : `, changed by ${policy.over.join(', ')}`;
  const assumed = policy?.assumed === undefined || policy.assumed === '' ? '' : 'assumed: ';
  return `${assumed}${name === '' ? 'the defaults of Pullgate' : name}${over}`;
}

/** Reasons that are told; the file has all of them. */
const MOST_REASONS = 5;

function tell(
  { namespaces }: Inventory,
  { words }: AskedCluster,
  policy: ReportedPolicy | undefined,
): readonly string[] {
  const all = [...namespaces.values()];
  const lengthOf = (list: Lookup<readonly unknown[]>): number => (list.state === 'found' ? list.value.length : 0);
  const sum = (part: 'serviceAccounts' | 'secrets'): number =>
    all.reduce((total, holdings) => total + lengthOf(holdings[part]), 0);
  const counts = [
    count(namespaces.size, 'namespace'),
    count(sum('serviceAccounts'), 'ServiceAccount'),
    count(sum('secrets'), 'Secret'),
  ];
  const reasons = [...new Set(all.flatMap(reasonsOf))];
  const more = reasons.length - MOST_REASONS;
  return [
    ...(policy === undefined ? [] : [policyLine(policy)]),
    `Snapshot: of ${words}: ${counts.join(', ')}`,
    ...reasons.slice(0, MOST_REASONS).map((reason) => `warning: written as unknown: ${reason}`),
    ...(more > 0
      ? [`warning: and ${count(more, 'other reason')} like these; they are in the file, under "unknown"`]
      : []),
  ];
}

function reasonsOf(holdings: Holdings): readonly string[] {
  return Object.values(holdings).flatMap((lookup: Lookup<unknown>) =>
    lookup.state === 'unknown' ? [lookup.reason] : [],
  );
}
