/**
 * `pullgate audit`: everything that is there, judged as it is by the one engine with the rights of whoever runs it. It
 * works before Pullgate is installed, and changes nothing but its reports, where it is asked to keep some.
 */
import { audit } from '../../audit/audit.js';
import { endingCredentials } from '../../audit/credentials.js';
import type { AuditDrain, AuditReport, AuditUnread } from '../../audit/report.js';
import { valuesFile } from '../../audit/suggest-values.js';
import { suggestFor } from '../../audit/suggestion.js';
import { verificationOf } from '../../audit/verification.js';
import type { Config } from '../../config/load.js';
import { isObjectName } from '../../core/object-name.js';
import type { ClusterState } from '../../facts/cluster-state.js';
import type { Holdings, Inventory } from '../../facts/inventory.js';
import { Fault } from '../../process/errors.js';
import { packageVersion } from '../../process/version.js';
import { printable } from '../../text/printable.js';
import { type ReportChoice, reportChoice } from '../audit/choices.js';
import { auditExitCode } from '../audit/exit-code.js';
import type { AuditFormat } from '../audit/formats/format.js';
import { AUDIT_FORMATS } from '../audit/formats/index.js';
import { reportsText } from '../audit/formats/words.js';
import { publishReports } from '../audit/publish.js';
import { auditState } from '../audit/state.js';
import { findCheckout } from '../checkout.js';
import { type AskedCluster, openAsked } from '../cluster-source.js';
import { type Invocation, type Io, optionGiven, optionText } from '../command.js';
import { colourFor, type Destination, readDestinations, tellAssumed, writeText } from '../output.js';
import { asReadBy, type SettledPolicy, settlePolicy } from '../policy.js';
import { homeOf, type ReportedPolicy } from '../policy-line.js';
import { openProbing, type Probing } from '../probe-option.js';
import { createProgress, type Progress } from '../progress.js';
import { FAIL_ON } from '../report.js';
import { requireConfig } from '../session.js';

export async function run(invocation: Invocation, io: Io): Promise<number> {
  const isSuggesting = optionGiven(invocation, 'suggest');
  const choice = reportChoice(optionText(invocation, 'reports'));
  if (isSuggesting && ['drain', 'output', 'reports'].some((each) => optionGiven(invocation, each))) {
    throw new Fault(
      'PG_E_USAGE',
      '--suggest prints a values file in place of a report; leave out --drain, --reports and -o',
    );
  }
  const notProbing = PROVING.find((each) => optionGiven(invocation, each));
  if (optionGiven(invocation, 'probe') && notProbing !== undefined) {
    throw new Fault(
      'PG_E_USAGE',
      `--${notProbing} is about what the nodes can pull, of which a registry that answers here proves nothing; leave out --probe`,
    );
  }
  const destinations = await readDestinations<AuditFormat>(invocation, AUDIT_FORMATS);
  const only = readNamespaces(invocation);
  const local = await requireConfig(invocation, io);
  const cluster = await openAsked(invocation, local.server.cluster, io);
  try {
    for (const warning of cluster.warnings) io.stderr.write(printable(`warning: ${warning}\n`));
    const settled = await settlePolicy(invocation, local, cluster, io);
    if (isSuggesting) {
      const { text, unread } = await valuesOf(cluster, settled, only, io);
      io.stdout.write(text);
      return optionGiven(invocation, 'strict') && (unread || settled.policy?.unknown === true) ? 3 : 0;
    }
    const drain = optionGiven(invocation, 'drain');
    const progress = createProgress(io);
    const probing = await openProbing(invocation, { settled, cluster, progress }, io);
    const report = await auditOf(cluster, settled, { only, drain, choice, progress, probing }, io);
    tellAssumed(report.policy, destinations, TELLING, io);
    tellReports(report, destinations, io);
    const options = { checkout: findCheckout(io), version: await packageVersion() };
    for (const each of destinations) {
      writeText(each.format(report, { ...options, colour: colourFor(each, invocation, io) }), each.file, io);
    }
    const failOn = FAIL_ON.find((each) => each === optionText(invocation, 'fail-on')) ?? 'deny';
    return auditExitCode(report, { failOn, strict: optionGiven(invocation, 'strict') });
  } finally {
    cluster.close();
  }
}

/** Undefined: all. */
function readNamespaces(invocation: Invocation): readonly string[] | undefined {
  const given = invocation.options['namespace'];
  if (given === undefined) return undefined;
  if (optionGiven(invocation, 'all-namespaces')) {
    throw new Fault('PG_E_USAGE', '-n and -A are two answers to one question; give one');
  }
  const wrong = given.find((name) => !isObjectName(name));
  if (wrong !== undefined) throw new Fault('PG_E_USAGE', `${JSON.stringify(wrong)} is no name of a namespace`);
  return [...new Set(given)].sort();
}

interface Asked {
  readonly only: readonly string[] | undefined;
  readonly drain: boolean;
  /** Where findings are written, too. */
  readonly choice: ReportChoice | undefined;
  readonly progress: Progress;
  readonly probing: Probing | undefined;
}

/** These ask nodes. */
const PROVING = ['drain', 'suggest'];

/** What an audit of any kind begins with. */
async function begin(
  cluster: AskedCluster,
  { config, policy, state: settledState }: SettledPolicy,
  only: readonly string[] | undefined,
  progress: Progress,
  io: Io,
) {
  const { objects } = cluster;
  if (objects === undefined) {
    throw new Fault(
      'PG_E_USAGE',
      `${cluster.words} hold nothing that runs; name a cluster, or manifests of one with --cluster-dir`,
    );
  }
  const now = io.now();
  const inventory = await readInventory(cluster, only);
  const state = await stateOf(cluster, settledState ?? cluster.state, inventory, { config, policy });
  const home = homeOf(policy);
  const onObject = (): void => progress.step('checking', 1);
  const namespaces = [...inventory.namespaces.keys()];
  return { objects, state, now, only, namespaces, home, onObject, inventory };
}

/** Settings out of what runs, as a file. */
async function valuesOf(
  cluster: AskedCluster,
  settled: SettledPolicy,
  only: readonly string[] | undefined,
  io: Io,
): Promise<{ readonly text: string; readonly unread: boolean }> {
  const progress = createProgress(io);
  const { inventory, ...begun } = await begin(cluster, settled, only, progress, io);
  const nodes = (await cluster.nodes?.()) ?? ({ state: 'absent' } as const);
  const seen = nodes.state === 'found' ? nodes.value : [];
  const schemes = new Map<string, number>();
  for (const { scheme } of seen) if (scheme !== '') schemes.set(scheme, (schemes.get(scheme) ?? 0) + 1);
  const signs = { nodes: nodes.state === 'found' ? seen.length : undefined, schemes };
  const suggested = await suggestFor({ ...begun, settings: settled.settings, signs });
  progress.end();
  const unread = [...suggested.unread, ...unreadOf(inventory)];
  const nodesUnread = nodes.state === 'unknown' ? nodes.reason : undefined;
  const text = valuesFile({ ...suggested, unread }, { cluster: cluster.words, only, nodesUnread });
  return { text, unread: unread.length > 0 || nodesUnread !== undefined };
}

async function auditOf(
  cluster: AskedCluster,
  settled: SettledPolicy,
  { only, drain, choice, progress, probing }: Asked,
  io: Io,
): Promise<AuditReport> {
  const { versions, live } = cluster;
  if (choice !== undefined && live === undefined) {
    throw new Fault('PG_E_USAGE', `--reports writes into a cluster; ${cluster.words} are none`);
  }
  const { settings, policy } = settled;
  const { inventory, ...begun } = await begin(cluster, settled, only, progress, io);
  const { now } = begun;
  const found = await audited({ ...begun, settings, drain, registry: probing?.registry }, { progress, probing });
  const seen = drain && versions !== undefined ? await versions() : undefined;
  const { drain: drained, ...rest } = found;
  const unread = [...found.unread, ...unreadOf(inventory)].sort((a, b) => (a.what < b.what ? -1 : 1));
  const reports =
    choice === undefined || live === undefined
      ? undefined
      : await publishReports({ owners: found.owners, unread }, live.reports, {
          ...{ choice, only },
          onWrite: () => progress.step('writing', 1),
        });
  progress.end();
  return {
    version: 1,
    kind: 'audit',
    taken: new Date(now).toISOString(),
    cluster: cluster.words,
    ...(only === undefined ? {} : { only }),
    ...(policy === undefined ? {} : { policy }),
    ...rest,
    credentials: endingCredentials(inventory.namespaces.values(), now),
    unread,
    ...(drained === undefined ? {} : { drain: withVerification(drained, seen) }),
    ...(reports === undefined ? {} : { reports }),
    ...(probing === undefined ? {} : { probe: probing.summary() }),
  };
}

/** What registries have to say is over before anything else is. */
async function audited(
  request: Parameters<typeof audit>[0],
  { progress, probing }: Pick<Asked, 'progress' | 'probing'>,
): Promise<Awaited<ReturnType<typeof audit>>> {
  try {
    return await audit(request);
  } finally {
    if (probing !== undefined) progress.end();
    await probing?.close();
  }
}

async function readInventory(cluster: AskedCluster, only: readonly string[] | undefined): Promise<Inventory> {
  const inventory = await cluster.inventory?.({ only, pods: false, reader: 'you have' });
  if (inventory?.state === 'found') return inventory.value;
  const why = inventory?.state === 'unknown' ? inventory.reason : 'it answers that there are none';
  throw new Fault(
    'PG_E_INPUT',
    `the namespaces of ${cluster.words} cannot be listed: ${why}; name those that you may read with -n`,
  );
}

/** What the installed Pullgate may not read it does not know, whatever the reader may. */
async function stateOf(
  { live }: AskedCluster,
  asked: ClusterState,
  inventory: Inventory,
  { config, policy }: { readonly config: Config; readonly policy: ReportedPolicy | undefined },
): Promise<ClusterState> {
  // Manifests are in memory already.
  if (live === undefined) return asked;
  const state = auditState(inventory, asked);
  return policy?.from === 'cluster' ? asReadBy(state, config.server.cluster) : state;
}

/** Each is a namespace. */
const MOST_UNREAD = 1_000;
const PARTS = [
  ['secrets', 'Secrets'],
  ['serviceAccounts', 'ServiceAccounts'],
] as const satisfies readonly (readonly [keyof Holdings, string])[];

function unreadOf({ namespaces }: Inventory): readonly AuditUnread[] {
  const all = [...namespaces].flatMap(([namespace, holdings]) =>
    PARTS.flatMap(([part, words]): readonly AuditUnread[] => {
      const { [part]: held } = holdings;
      if (held.state !== 'unknown') return [];
      return [{ what: `${words} of namespace ${namespace}`, reason: held.reason }];
    }),
  );
  return all.slice(0, MOST_UNREAD);
}

function withVerification(
  drain: Omit<AuditDrain, 'verification'>,
  seen: Parameters<typeof verificationOf>[0] = { server: '', kubelets: undefined },
): AuditDrain {
  return { ...drain, verification: verificationOf(seen) };
}

/** What became of the reports, where no format on standard output says it itself. */
function tellReports({ reports }: AuditReport, destinations: readonly Destination<unknown>[], io: Io): void {
  const isTold = destinations.some(({ name, file }) => TELLING.includes(name) && file === undefined);
  if (reports !== undefined && !isTold) io.stderr.write(printable(`${reportsText(reports)}\n`));
}

/** In the first line, and in the last one, where nothing else may stand between the lines. */
const TELLING = ['text', 'log'];
