/** What `why` does: finds the Pods, folds them, reads what is said of those that hang, and has their causes found. */

import type { PodStatus } from '../../core/container-status.js';
import { type HangingContainer, hangingContainers } from '../../core/pull-words/hanging.js';
import { hideCredentials } from '../../core/pull-words/hide.js';
import type { Admission } from '../../core/types.js';
import { containerText } from '../../core/words/container.js';
import { shown } from '../../core/words/escape.js';
import { asCreated } from '../../facts/as-created.js';
import { AHEAD, createLookAhead } from '../../facts/look-ahead.js';
import { remembering } from '../../facts/remembering.js';
import { plainly, unlabelled } from '../../facts/told.js';
import type { WhyContext } from '../../facts/why/look.js';
import { rootCauses } from '../../facts/why/root-cause.js';
import { Fault } from '../../process/errors.js';
import { printable } from '../../text/printable.js';
import { type LiveCluster, openAsked } from '../cluster-source.js';
import { type Invocation, type Io, optionGiven, optionText } from '../command.js';
import { asciiJson } from '../formats/json.js';
import { settlePolicy } from '../policy.js';
import { openProbing, type Probing } from '../probe-option.js';
import { requireConfig } from '../session.js';
import { findPods, wantedPods } from './find.js';
import { finePod, fineWorkload } from './fine.js';
import { createOwners, type Owners } from './owners.js';
import { type WhyCause, type WhyReport, whyExitCode } from './report.js';
import { createSurvey, type HangingGroup } from './survey.js';
import { renderWhy } from './text.js';

export async function why(invocation: Invocation, io: Io): Promise<number> {
  const [word] = invocation.positionals;
  const isAll = optionGiven(invocation, 'all-namespaces');
  if (isAll && (word !== undefined || optionGiven(invocation, 'namespace'))) {
    throw new Fault('PG_E_USAGE', '-A is every Pod of every namespace; leave out the name and -n, or -A');
  }
  const local = await requireConfig(invocation, io);
  const cluster = await openAsked(invocation, local.server.cluster, io);
  let probing: Probing | undefined;
  try {
    const { live } = cluster;
    if (live === undefined) {
      throw new Fault('PG_E_USAGE', `${cluster.words}: Pods that hang are in a cluster; name it with --context`);
    }
    for (const warning of cluster.warnings) io.stderr.write(printable(`warning: ${warning}\n`));
    const settled = await settlePolicy(invocation, local, cluster, io);
    const { settings, policy } = settled;
    probing = await openProbing(invocation, { settled, cluster }, io);
    const namespace = isAll ? '' : (optionText(invocation, 'namespace') ?? cluster.namespace);
    const wanted = word === undefined ? undefined : wantedPods(word, settings.kinds);
    const survey = createSurvey();
    const { object, unread } = await findPods(wanted, namespace, cluster, live, survey);
    const tools: Tools = {
      live,
      owners: createOwners(cluster, settings.kinds),
      context: {
        settings: plainly(settings),
        state: remembering(unlabelled(cluster.state)),
        registry: probing?.registry,
        now: io.now(),
      },
      unread: new Set(unread),
    };
    const groups = survey.groups();
    const causes: WhyCause[] = [];
    const ahead = createLookAhead<WhyCause>(probing === undefined ? 1 : AHEAD);
    for (const group of groups.slice(0, MOST_CAUSES)) {
      ahead.add(causeOf(group, tools));
      for (let next = ahead.due(); next !== undefined; next = ahead.due()) causes.push(await next);
    }
    for (let next = ahead.next(); next !== undefined; next = ahead.next()) causes.push(await next);
    const asked = wanted === undefined ? undefined : { kind: wanted.workload.kind, name: wanted.name };
    const isPod = asked?.kind === 'Pod';
    const isFine = asked !== undefined && groups.length === 0;
    const fine = isFine ? (isPod ? finePod(object) : fineWorkload(object, asked, survey.pods())) : [];
    const report: WhyReport = {
      version: 1,
      kind: 'why',
      ...(policy === undefined ? {} : { policy }),
      cluster: cluster.words,
      asked: { namespace, ...(asked === undefined ? {} : { object: asked }) },
      pods: survey.pods(),
      hanging: survey.hanging(),
      causes,
      more: groups.length - causes.length + survey.more(),
      fine,
      unread: [...tools.unread],
      ...(probing === undefined ? {} : { probe: probing.summary() }),
    };
    io.stdout.write(optionText(invocation, 'output') === 'json' ? asciiJson(report) : renderWhy(report));
    return whyExitCode(report);
  } finally {
    await probing?.close();
    cluster.close();
  }
}

/** Each is several calls to the API server, and nobody reads more. */
const MOST_CAUSES = 100;

interface Tools {
  readonly live: LiveCluster;
  readonly owners: Owners;
  readonly context: WhyContext;
  readonly unread: Set<string>;
}

async function causeOf(group: HangingGroup, tools: Tools): Promise<WhyCause> {
  const { status, object, count, names, nodes, rollout } = group;
  const hanging = group.hanging.cause === 'unknown' ? await withEvents(group, tools) : group.hanging;
  const top = await tools.owners.of(status);
  const pod = {
    admission: admissionOf(status, object),
    status,
    ...(top?.asked === undefined ? {} : { owner: top.asked }),
  };
  const [root] = await rootCauses([hanging], pod, tools.context);
  if (root === undefined) throw new Error('a container that hangs has a cause');
  const { container, reason, words, from } = hanging;
  return {
    object: {
      apiVersion: top?.apiVersion ?? 'v1',
      kind: top?.kind ?? 'Pod',
      namespace: status.namespace,
      name: top?.name ?? status.name,
    },
    pods: { count, names, nodes },
    rollout,
    container: containerText(container),
    reason,
    ...root,
    words: hideCredentials(words),
    wordsFrom: from,
  };
}

/** The status says no more than that the kubelet waits; what it said before may still be in the Events. */
async function withEvents({ status, hanging }: HangingGroup, { live, unread }: Tools): Promise<HangingContainer> {
  const { namespace, name, uid } = status;
  const events = await live.events({ namespace, name, uid });
  if (events.state !== 'found') {
    if (events.state === 'unknown')
      unread.add(`The Events of Pod ${shown(namespace)}/${shown(name)}: ${events.reason}`);
    return hanging;
  }
  const again = hangingContainers(status, events.value);
  return again.find(({ container }) => container === hanging.container) ?? hanging;
}

function admissionOf({ namespace, name }: PodStatus, object: unknown): Admission {
  const kind = { group: '', version: 'v1', kind: 'Pod' };
  return asCreated({ kind, resource: 'pods', namespace, name, source: 'cluster', object });
}
