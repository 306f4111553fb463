/**
 * Joins the engine with the cluster that `serve` reads. One thing is decided here that the engine cannot know: in the
 * first seconds, before the cluster has been read, a review is better asked again than answered with "do not know"
 * (design 7.10); the API server obeys within the time that it has.
 */

import type { Config } from '../config/load.js';
import { restsOnObjectAlone } from '../core/basis.js';
import type { Admission, Lookup, NamespaceFacts } from '../core/types.js';
import { type AssessContext, type Assessment, assess } from '../facts/assess.js';
import { type Awaitable, whenKnown } from '../facts/awaitable.js';
import { inject } from '../facts/inject.js';
import type { RegistryPort } from '../facts/registry-port.js';
import { unanswered } from '../facts/unanswered.js';
import { assessWritten } from '../facts/written/assess.js';
import type { AppDeps } from '../webhook/app.js';
import type { ServedCluster } from './cluster.js';

/** For so long a restarting replica asks for patience; the API server gives a webhook 5 to 10 s in all. */
const PATIENCE_MS = 3_000;

export interface DecideDeps {
  readonly cluster: Pick<ServedCluster, 'view' | 'notReady' | 'settle'>;
  readonly settings: () => Config['settings'];
  /** ms since the epoch */
  readonly now: () => number;
  /** ms for which the server has been up, of a clock that never goes back */
  readonly uptime: () => number;
  /** Absent: no registry is asked. */
  readonly registry?: RegistryPort | undefined;
}

export function createDecide(deps: DecideDeps): AppDeps['decide'] {
  return createAnswer(deps, assess, isCertain);
}

/** The same for what is added to a Pod. */
export function createInject(deps: DecideDeps): AppDeps['decide'] {
  return createAnswer(deps, inject, ({ skipped }) => skipped !== undefined && skipped !== 'namespace');
}

/**
 * The same for Secrets and ServiceAccounts. What rests on the cluster is only said of them where that is known, so nobody
 * has to ask again.
 */
export function createDecideWritten(deps: DecideDeps): AppDeps['decide'] {
  return createAnswer(deps, assessWritten, () => true);
}

type Work = (admission: Admission, context: AssessContext) => Awaitable<Assessment>;

const WORK = { validate: assess, mutate: inject, 'validate-secrets': assessWritten } as const satisfies Record<
  string,
  Work
>;

/** The same engine, where the cluster did not answer in time or something in here broke. */
export function createWithoutCluster({
  cluster,
  settings,
  now,
}: Omit<DecideDeps, 'uptime'>): NonNullable<AppDeps['withoutCluster']> {
  return async (webhook, admission, why) => {
    const state = unanswered(why, await remembered(cluster, admission.namespace));
    return WORK[webhook](admission, { settings: cluster.settle(settings()), state, now: now() });
  };
}

const NOT_REMEMBERED: Lookup<never> = { state: 'unknown', reason: 'it is not remembered' };

/** The Namespace as memory holds it. Nothing is waited for: what memory does not have at once is not known. */
async function remembered({ view }: Pick<ServedCluster, 'view'>, namespace: string): Promise<Lookup<NamespaceFacts>> {
  try {
    const over = new Promise<Lookup<never>>((resolve) => setImmediate(resolve, NOT_REMEMBERED));
    const read = { signal: AbortSignal.abort() };
    return await Promise.race([view().state.ask({ about: 'namespace', namespace }, read), over]);
  } catch {
    // Whatever broke in there is what brought us here, and has been logged.
    return NOT_REMEMBERED;
  }
}

function createAnswer(
  { cluster, settings, now, uptime, registry }: DecideDeps,
  work: Work,
  certain: (assessment: Assessment) => boolean,
): AppDeps['decide'] {
  return (admission, signal) => {
    const missing = cluster.notReady();
    const { state, fresh, since } = cluster.view();
    const context = { state, fresh, since, registry, settings: cluster.settle(settings()), now: now(), signal };
    return whenKnown(work(admission, context), (assessment) => {
      if (missing === undefined || uptime() >= PATIENCE_MS || certain(assessment)) return assessment;
      return { later: missing };
    });
  };
}

/** Would the verdict be the same whatever the cluster holds? A denial of the object alone, or no reason to look at all. */
function isCertain({ findings, skipped }: Assessment): boolean {
  if (skipped !== undefined) return skipped !== 'mode';
  return findings.some((finding) => finding.action === 'deny' && restsOnObjectAlone(finding));
}
