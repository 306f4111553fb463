/**
 * One policy: who asks a cluster judges with what the Pullgate that is installed there judges with, and where that cannot
 * be had, the reader is told which policy was assumed.
 *
 * The configuration of the cluster takes the place of a file: variables and flags lie over it, as everywhere. A file that
 * is named (`--config`, PULLGATE_CONFIG) is meant, and the cluster is not asked for another one.
 */
import type { Config } from '../config/load.js';
import type { ClusterSource } from '../config/server-settings.js';
import type { Settings } from '../core/settings.js';
import type { ClusterState } from '../facts/cluster-state.js';
import { Fault } from '../process/errors.js';
import type { AskedCluster } from './cluster-source.js';
import { type Invocation, type Io, optionText } from './command.js';
import type { ReportedPolicy } from './policy-line.js';
import { readConfig } from './session.js';

export interface SettledPolicy {
  readonly settings: Settings;
  /** What the settings are out of. */
  readonly config: Config;
  /** The cluster as that Pullgate may read it; undefined where none is asked. */
  readonly state: ClusterState | undefined;
  /** Absent where the cluster can have none: then the configuration of the command line is all there is. */
  readonly policy?: ReportedPolicy;
}

/**
 * @param local as the command line, the variables and a file have it
 * @param image the only one that will be asked about
 */
export async function settlePolicy(
  invocation: Invocation,
  local: Config,
  cluster: AskedCluster | undefined,
  io: Io,
  image?: string,
): Promise<SettledPolicy> {
  const asked = readAsked(invocation, local, cluster);
  if (cluster === undefined) return { settings: local.settings, config: local, state: undefined };
  const { settings, config, state, policy } = await choosePolicy(invocation, local, cluster, { asked, io });
  const settled = { settings: await cluster.settle(settings, image), config, state };
  return policy === undefined ? settled : { ...settled, policy };
}

async function choosePolicy(
  invocation: Invocation,
  local: Config,
  cluster: AskedCluster,
  { asked, io }: { readonly asked: string | undefined; readonly io: Io },
): Promise<SettledPolicy> {
  const { state } = cluster;
  if (cluster.policy === undefined) return { settings: local.settings, config: local, state };
  if (local.file !== undefined)
    return { settings: local.settings, config: local, state, policy: ofFile(local, local.file) };
  const found = await cluster.policy(asked);
  if (found.state !== 'found') {
    const isUnknown = found.state === 'unknown';
    const hint = asked === undefined ? '; --policy-from NAMESPACE/NAME names the one that counts' : '';
    const why = isUnknown ? `${found.reason}${hint}` : asked === undefined ? NONE : `ConfigMap ${asked} does not exist`;
    return {
      settings: local.settings,
      config: local,
      state,
      policy: assumed(local, why, isUnknown || asked !== undefined),
    };
  }
  const { name, text, from = 'cluster' } = found.value;
  const result = await readConfig(invocation, io, { name, text });
  if (!result.ok && from === 'snapshot') {
    // The lines are those of this text, which stands somewhere in the file.
    const mistakes = result.mistakes.map((each) => each.slice(name.length).replace(/^:\d+: /, ''));
    throw new Fault('PG_E_INPUT', `${cluster.words} holds a policy that is none: ${mistakes.join('; ')}`);
  }
  if (!result.ok) {
    const why = `${name} holds what is no configuration here: ${result.mistakes[0] ?? ''}`;
    return { settings: local.settings, config: local, state, policy: assumed(local, why, true) };
  }
  const { settings, server } = result.config;
  const over = overOf(result.config);
  const policy: ReportedPolicy = { from, name, over, mode: settings.mode, assumed: '', unknown: false };
  return { settings, config: result.config, state: await asReadBy(state, server.cluster), policy };
}

const NONE = 'no Pullgate is installed with its chart';

/** Throws a Fault for a name that cannot be one, and where nobody would ask for it. */
function readAsked(invocation: Invocation, { file }: Config, cluster: AskedCluster | undefined): string | undefined {
  const asked = optionText(invocation, 'policy-from');
  if (asked === undefined) return undefined;
  if (!/^[^/]+\/[^/]+$/.test(asked)) {
    throw new Fault('PG_E_USAGE', `--policy-from is NAMESPACE/NAME of a ConfigMap, not ${JSON.stringify(asked)}`);
  }
  if (file !== undefined) throw new Fault('PG_E_USAGE', `--policy-from and ${file} are two policies; name one`);
  if (cluster?.policy !== undefined) return asked;
  const why = cluster === undefined ? 'name it with --context' : `${cluster.words} hold no policy`;
  throw new Fault('PG_E_USAGE', `--policy-from needs a cluster; ${why}`);
}

function ofFile({ settings, effective }: Config, file: string): ReportedPolicy {
  return { from: 'file', name: file, over: overOf({ effective }), mode: settings.mode, assumed: '', unknown: false };
}

function assumed({ settings, effective }: Config, why: string, unknown: boolean): ReportedPolicy {
  return { from: 'defaults', name: '', over: overOf({ effective }), mode: settings.mode, assumed: why, unknown };
}

/** `--mode`, `PULLGATE_MODE`: what the reader has set and a running Pullgate does not know of. */
function overOf({ effective }: Pick<Config, 'effective'>): readonly string[] {
  const names = effective.flatMap(({ setting, from }) => (setting.scope === 'verdict' ? from.split(', ') : []));
  return [...new Set(names.filter((name) => /^(--[a-z-]+|PULLGATE_[A-Z_]+)$/.test(name)))].sort();
}

/** What it may not read it cannot know, whatever the reader may. */
export async function asReadBy(
  state: ClusterState,
  { secrets, namespaces, secretNames }: ClusterSource,
): Promise<ClusterState> {
  const { withinRights } = await import('../cluster/rights.js');
  return withinRights(state, { secrets, namespaces, secretNames });
}
