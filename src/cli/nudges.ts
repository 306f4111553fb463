/**
 * Denied owners recover in seconds: when a credential appears, the denials of its namespace are judged again by the same
 * engine, and each owner whose Pod would now be let through is told once to try again. Nobody's Secret touches what is in
 * another namespace, and whoever changes one a thousand times a second costs one look a second and what the bucket holds.
 */

import type { NudgeResult } from '../cluster/nudge.js';
import type { ClusterSource } from '../config/server-settings.js';
import { createDeniedOwners, type DeniedOwner, keptPod, type Owner, ownerOf } from '../core/denied-owners.js';
import { own, textOf } from '../core/fields.js';
import { dropOldest } from '../core/oldest.js';
import { isPodKind } from '../core/subject.js';
import type { Admission, Mode } from '../core/types.js';
import type { Assessment } from '../facts/assess.js';
import type { Log } from '../log/log.js';
import { createNudgeMetrics } from '../metrics/nudges.js';
import type { MetricsRegistry } from '../metrics/registry.js';
import { Fault } from '../process/errors.js';
import { after, deadline, type Timer } from '../process/timers.js';
import type { AppDeps } from '../webhook/app.js';
import { openAccess } from './access.js';
import type { ServedCluster } from './cluster.js';
import type { Io } from './command.js';
import type { Faults } from './faults.js';

export interface Nudges {
  /** After a review was answered. */
  readonly note: (admission: Admission, assessment: Pick<Assessment, 'allowed' | 'decision' | 'subject'>) => void;
  /** A pull secret or ServiceAccount of this namespace was made or changed, or may have been. */
  readonly touched: (namespace: string) => void;
  readonly stop: () => Promise<void>;
}

export interface NudgeDeps {
  /** The engine, as reviews ask it. */
  readonly decide: AppDeps['decide'];
  readonly view: ServedCluster['view'];
  readonly tell: (owner: Owner, now: number, signal: AbortSignal) => Promise<NudgeResult>;
  /** ms since the epoch */
  readonly now: () => number;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly registry: MetricsRegistry;
  readonly onFault: (error: unknown) => void;
}

/** Several objects are often applied together: the Secret, then the ServiceAccount that lists it. */
const SETTLE_MS = 100;
/** Between two looks at one namespace. */
const LOOK_MS = 1_000;
/** Owners that one look is for. */
const MOST_AT_ONCE = 50;
/** Patches: so many at once, and so many a second. */
const BUCKET = { most: 10, perSecond: 2 };
/** A denial may be answered a moment after the event that cures it. */
const JUST_NOW_MS = 5_000;
const MOST_RECENT = 1_000;
const JUDGE_MS = 5_000;

export function createNudges({ decide, view, tell, now, log, registry, onFault }: NudgeDeps): Nudges {
  const denied = createDeniedOwners();
  const metrics = createNudgeMetrics(registry, denied.size);
  const stopping = new AbortController();
  const waiting = new Map<string, { readonly timer: Timer; readonly due: number }>();
  const looked = new Map<string, number>();
  const recent = new Map<string, number>();
  let working: Promise<void> = Promise.resolve();
  const bucket = createBucket(BUCKET, now);

  function later(namespace: string, ms: number): void {
    const due = now() + ms;
    const set = waiting.get(namespace);
    if (stopping.signal.aborted || (set !== undefined && set.due <= due)) return;
    set?.timer.cancel();
    const timer = after(ms, () => {
      waiting.delete(namespace);
      // One look after the other.
      working = working.then(() => look(namespace)).catch(onFault);
    });
    waiting.set(namespace, { timer, due });
  }

  function soon(namespace: string): void {
    const since = now() - (looked.get(namespace) ?? Number.NEGATIVE_INFINITY);
    later(namespace, Math.max(SETTLE_MS, LOOK_MS - since));
  }

  async function look(namespace: string): Promise<void> {
    keep(looked, namespace, now());
    const { ready, next } = denied.waiting(namespace, now());
    for (const each of ready.slice(0, MOST_AT_ONCE)) {
      if (stopping.signal.aborted) return;
      if (!(await isCured(each))) continue;
      if (!bucket.take()) {
        metrics.noteNudge('limited');
        soon(namespace);
        return;
      }
      await tellOwner(each);
    }
    if (ready.length > MOST_AT_ONCE) soon(namespace);
    else if (next !== undefined) later(namespace, Math.max(LOOK_MS, next - now()));
  }

  async function isCured(each: DeniedOwner): Promise<boolean> {
    const limit = deadline(JUDGE_MS, stopping.signal);
    try {
      const verdict = await decide(await nextRequest(each, view, limit.signal), limit.signal);
      return !('later' in verdict) && verdict.allowed && verdict.decision !== 'error';
    } finally {
      limit.end();
    }
  }

  async function tellOwner({ owner, at }: DeniedOwner): Promise<void> {
    const told = await tell(owner, now(), stopping.signal);
    const { result } = told;
    metrics.noteNudge(result);
    const fields = {
      event: 'nudge',
      result,
      resource_namespace: owner.namespace,
      owner: `${owner.workload.kind}/${owner.name}`,
      denied_ms: now() - at,
    };
    if (told.result === 'done') {
      denied.told(owner.uid, now());
      log.info(fields, 'what was denied would be admitted now: its owner was told to try again');
      return;
    }
    denied.forget(owner.uid);
    if (told.result !== 'gone') log.warn({ ...fields, why: told.why }, 'an owner could not be told to try again');
  }

  function note(admission: Admission, { allowed, decision, subject }: Parameters<Nudges['note']>[1]): void {
    const { kind, operation, subresource, dryRun, object, namespace } = admission;
    if (operation !== 'CREATE' || subresource !== '' || dryRun || !isPodKind(kind)) return;
    // Who made it is said by who asks: owner references can be forged by whoever creates a Pod.
    if (subject === undefined || !subject.isPod || !subject.owned || decision === 'error') return;
    if (allowed && denied.size() === 0) return;
    const owner = ownerOf(object, namespace);
    if (owner === undefined) return;
    if (allowed) {
      denied.forget(owner.uid);
      return;
    }
    const pod = keptPod(object);
    if (pod === undefined) return;
    const lean: Admission = { ...admission, object: pod, oldObject: () => null };
    const at = now();
    const account = { about: 'serviceAccount', namespace, name: subject.serviceAccountName } as const;
    const remembered = Promise.resolve(view().state.ask(account, { signal: stopping.signal }));
    remembered
      .then((found) => {
        const listed = found.state === 'found' ? found.value.imagePullSecrets : [];
        const names = subject.imagePullSecrets;
        const isListed = names.length === listed.length && names.every((name, index) => name === listed[index]);
        const fromAccount = names.length === 0 || isListed;
        denied.note({ owner, admission: lean, fromAccount, at });
        if (at - (recent.get(namespace) ?? Number.NEGATIVE_INFINITY) < JUST_NOW_MS) soon(namespace);
      })
      .catch(onFault);
  }

  return {
    note,
    touched(namespace) {
      keep(recent, namespace, now());
      if (denied.has(namespace)) soon(namespace);
    },
    async stop() {
      stopping.abort();
      for (const { timer } of waiting.values()) timer.cancel();
      waiting.clear();
      await working;
    },
  };
}

/** The newest are kept. */
function keep(times: Map<string, number>, namespace: string, now: number): void {
  times.delete(namespace);
  times.set(namespace, now);
  dropOldest(times, MOST_RECENT);
}

/** What the controller will send next: where the list of the Pod is that of its ServiceAccount, with that of today. */
async function nextRequest(
  { admission, fromAccount }: DeniedOwner,
  view: ServedCluster['view'],
  signal: AbortSignal,
): Promise<Admission> {
  if (!fromAccount) return admission;
  const spec = own(admission.object, 'spec');
  const name = textOf(spec, 'serviceAccountName') || 'default';
  const { state, since } = view();
  const found = await state.ask({ about: 'serviceAccount', namespace: admission.namespace, name }, { signal, since });
  if (found.state !== 'found') return admission;
  const imagePullSecrets = found.value.imagePullSecrets.map((each) => ({ name: each }));
  return { ...admission, object: { ...Object(admission.object), spec: { ...Object(spec), imagePullSecrets } } };
}

interface Bucket {
  /** False where it is empty. */
  readonly take: () => boolean;
}

function createBucket({ most, perSecond }: typeof BUCKET, now: () => number): Bucket {
  let held = most;
  let at = now();
  return {
    take() {
      const passed = Math.max(0, now() - at);
      at = now();
      held = Math.min(most, held + (passed * perSecond) / 1_000);
      if (held < 1) return false;
      held -= 1;
      return true;
    },
  };
}

export interface OpenNudgesOptions extends Omit<NudgeDeps, 'tell' | 'view' | 'onFault'> {
  readonly source: ClusterSource;
  /** The mode of Pods that controllers make, at start. */
  readonly ownedPods: Mode;
  readonly cluster: Pick<ServedCluster, 'view'>;
  readonly faults: Pick<Faults, 'note'>;
  readonly io: Pick<Io, 'env' | 'cwd'>;
}

const IDLE = 'nudge.enabled has nothing to do while ownedPods.mode is not enforce: no Pod of a controller is denied';

/** Throws a Fault where no event can tell that a Secret appeared. */
export async function openNudges({
  source,
  ownedPods,
  cluster,
  faults,
  io,
  ...deps
}: OpenNudgesOptions): Promise<Nudges> {
  if (source.directory !== '') {
    throw new Fault(
      'PG_E_CONFIG',
      'nudge.enabled patches what controllers keep, and a directory of manifests has none',
    );
  }
  if (source.secrets === 'named' || source.secrets === 'none') {
    throw new Fault(
      'PG_E_CONFIG',
      `nudge.enabled waits for Secrets to appear, and with cluster.secrets: ${source.secrets} none is watched`,
    );
  }
  // It may be enforced later, so this is no mistake.
  if (ownedPods !== 'enforce') deps.log.warn({ event: 'nudge', result: 'idle' }, IDLE);
  const [access, { createApiClient }, { nudge }] = await Promise.all([
    openAccess(source, io, 'nudge.enabled patches what controllers keep, which only a live cluster has'),
    import('../cluster/api-client.js'),
    import('../cluster/nudge.js'),
  ]);
  const client = createApiClient(access);
  const nudges = createNudges({
    ...deps,
    view: cluster.view,
    tell: (owner, now, signal) => nudge(client, owner, now, signal),
    onFault: (error) => faults.note('other', error),
  });
  const stop = async (): Promise<void> => {
    await nudges.stop();
    client.close();
  };
  return { ...nudges, stop };
}
