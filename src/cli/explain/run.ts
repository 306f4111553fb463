/** What `explain` does for all but rules: opens the cluster, finds what is meant, and explains it or has it answered. */
import type { ClusterState } from '../../facts/cluster-state.js';
import { explainImage, explainObject, podOf, type Question } from '../../facts/explain.js';
import { overlayState } from '../../facts/overlay.js';
import type { FindRawSecret } from '../../manifests/raw-secrets.js';
import { createManifestState } from '../../manifests/state.js';
import { Fault } from '../../process/errors.js';
import { printable } from '../../text/printable.js';
import { type AskedCluster, openAsked } from '../cluster-source.js';
import { type Invocation, type Io, optionGiven, optionText } from '../command.js';
import { asciiJson } from '../formats/json.js';
import { askLive, type LiveObject } from '../live/ask.js';
import { liveExitCode } from '../live/report.js';
import { renderLive } from '../live/text.js';
import { type SettledPolicy, settlePolicy } from '../policy.js';
import { openProbing, type Probing, refuseBoth } from '../probe-option.js';
import { requireConfig } from '../session.js';
import { explainedObject, explainReport } from './build.js';
import { looksNamed, type NamedObject, namedObject } from './kind-words.js';
import { type ExplainedObjects, explainExitCode, worstExitCode } from './report.js';
import { type Target, type Targets, targetInCluster, targetsInFiles } from './targets.js';
import { renderExplanation, renderObjects } from './text.js';

/** One of the two: a word of the command line, or files. */
export interface Subject {
  readonly word: string | undefined;
  readonly files: readonly string[];
}

/** All that a run is about. */
interface Run {
  readonly cluster: AskedCluster;
  readonly settled: SettledPolicy;
  /** As far as the installed Pullgate may read it. */
  readonly state: ClusterState;
  /** Loaded where registries are asked. */
  readonly ask: (files?: FindRawSecret) => Promise<Probing | undefined>;
  readonly namespace: string;
  readonly invocation: Invocation;
  readonly io: Io;
}

export async function explain({ word, files }: Subject, invocation: Invocation, io: Io): Promise<number> {
  if (word === '') throw new Fault('PG_E_USAGE', 'the image is empty');
  if (word !== undefined && files.length > 0) {
    throw new Fault('PG_E_USAGE', `${JSON.stringify(word)} and -f are two questions; ask one`);
  }
  refuseBoth(invocation);
  const isLive = optionGiven(invocation, 'live');
  const local = await requireConfig(invocation, io);
  const cluster = await openAsked(invocation, local.server.cluster, io);
  let probing: Probing | undefined;
  try {
    for (const warning of cluster.warnings) io.stderr.write(printable(`warning: ${warning}\n`));
    const image = word === undefined || looksNamed(word) ? undefined : word;
    // The webhooks have their policy themselves.
    const settled: SettledPolicy = isLive
      ? { settings: local.settings, config: local, state: cluster.state }
      : await settlePolicy(invocation, local, cluster, io, image);
    const state = overlayState(NO_FILES, settled.state ?? cluster.state);
    const namespace = optionText(invocation, 'namespace') ?? cluster.namespace;
    const ask: Run['ask'] = async (files) => {
      probing = await openProbing(invocation, { settled, cluster, ...(files === undefined ? {} : { files }) }, io);
      return probing;
    };
    const asked: Run = { cluster, settled, state, ask, namespace, invocation, io };
    const named = word === undefined ? undefined : namedObject(word, settled.settings.kinds);
    if (word !== undefined && named === undefined) return await aboutImage(word, asked);
    refusePodOptions(invocation);
    return await aboutObjects(named, files, asked);
  } finally {
    await probing?.close();
    cluster.close();
  }
}

/** A namespace that is yet to be made comes with its ServiceAccount `default` (facts/overlay.ts). */
const NO_FILES = createManifestState([], { offline: true });

async function aboutImage(image: string, asked: Run): Promise<number> {
  const { cluster, settled, state, ask, namespace, invocation, io } = asked;
  const question = {
    image,
    namespace,
    serviceAccount: optionText(invocation, 'service-account') ?? '',
    pullSecrets: invocation.options['pull-secret'] ?? [],
  };
  if (optionGiven(invocation, 'live')) return answered([livePod(question)], cluster, invocation, io);
  const { settings, policy } = settled;
  const registry = (await ask())?.registry;
  const explanation = await explainImage(question, { settings, state, registry, now: io.now() });
  const report = explainReport(explanation, { cluster: cluster.words, policy });
  io.stdout.write(isJson(invocation) ? asciiJson(report) : renderExplanation(report));
  return explainExitCode(report);
}

async function aboutObjects(named: NamedObject | undefined, files: readonly string[], asked: Run): Promise<number> {
  const { cluster, settled, namespace, invocation, io } = asked;
  const { targets, state, rawSecret } = await findTargets(named, files, asked);
  if (optionGiven(invocation, 'live')) {
    return answered(
      targets.map(({ live }) => live()),
      cluster,
      invocation,
      io,
    );
  }
  const { settings, policy } = settled;
  const registry = (await asked.ask(rawSecret))?.registry;
  const objects: ExplainedObjects['objects'][number][] = [];
  for (const target of targets) {
    const explanation = await explainObject(target.admission, { settings, state, registry, now: io.now() });
    if (explanation === undefined) continue;
    const { file, line } = target;
    objects.push(explainedObject(explanation, { apiVersion: apiVersionOf(target), file, line }));
  }
  if (objects.length === 0)
    throw new Fault('PG_E_INPUT', `what is asked about in namespace ${namespace} is being deleted`);
  const report = { version: 1, ...(policy === undefined ? {} : { policy }), cluster: cluster.words, objects } as const;
  io.stdout.write(isJson(invocation) ? asciiJson(report) : renderObjects(report));
  return worstExitCode(objects.map(explainExitCode));
}

async function findTargets(
  named: NamedObject | undefined,
  paths: readonly string[],
  asked: Run,
): Promise<Pick<Targets, 'targets' | 'state' | 'rawSecret'>> {
  const { cluster, settled, state, namespace, io } = asked;
  if (named !== undefined) return { targets: [await targetInCluster(named, namespace, cluster)], state };
  const { kinds } = settled.settings;
  const found = await targetsInFiles({ paths, namespace, kinds, cluster: state }, io);
  for (const { file, line, message } of found.diagnostics) {
    io.stderr.write(printable(`warning: ${file}${line === undefined ? '' : `:${line}`}: ${message}\n`));
  }
  return found;
}

async function answered(
  objects: readonly LiveObject[],
  cluster: AskedCluster,
  invocation: Invocation,
  io: Io,
): Promise<number> {
  const report = await askLive(objects, cluster, []);
  io.stdout.write(isJson(invocation) ? asciiJson(report) : renderLive(report, { colour: false }));
  return liveExitCode(report, 'deny');
}

/** A Pod with this image, as it would be created. */
function livePod(question: Question): LiveObject {
  const { kind, resource, namespace, object } = podOf(question);
  const metadata = { generateName: 'explained-', namespace };
  const pod = { apiVersion: 'v1', kind: 'Pod', ...Object(object), metadata };
  return { kind, resource, namespace, name: '', object: pod, file: '', line: 0 };
}

function apiVersionOf({ admission: { kind } }: Target): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
}

function isJson(invocation: Invocation): boolean {
  return optionText(invocation, 'output') === 'json';
}

/** An object says itself what these say of a Pod that nobody has written down. */
function refusePodOptions({ options }: Invocation): void {
  const [given] = ['service-account', 'pull-secret'].filter((name) => options[name] !== undefined);
  if (given !== undefined) throw new Fault('PG_E_USAGE', `--${given} is for an image; an object has its own`);
}
