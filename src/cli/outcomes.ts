/**
 * The loop that closes admission: what was let through is remembered, what kubelets then say of it is counted and logged.
 * It changes no verdict, and a review costs it one entry of a map.
 */

import type { ClusterSource } from '../config/server-settings.js';
import { podStatus } from '../core/container-status.js';
import { own, textOf } from '../core/fields.js';
import { createAdmittedPods } from '../core/pull-words/admitted.js';
import { pullCause } from '../core/pull-words/cause.js';
import { isOfTags } from '../core/rules/of-tags.js';
import type { Admission } from '../core/types.js';
import type { Assessment } from '../facts/assess.js';
import type { Log } from '../log/log.js';
import { createOutcomeMetrics } from '../metrics/outcomes.js';
import type { MetricsRegistry } from '../metrics/registry.js';
import { Fault } from '../process/errors.js';
import { openAccess } from './access.js';
import type { Io } from './command.js';
import type { Faults } from './faults.js';
import { logWatch } from './watch-log.js';

export interface Outcomes {
  /** After a review was answered. */
  readonly note: (admission: Admission, assessment: Pick<Assessment, 'allowed' | 'decision' | 'findings'>) => void;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

export interface OutcomesOptions {
  readonly source: ClusterSource;
  readonly log: Log;
  readonly registry: MetricsRegistry;
  readonly faults: Pick<Faults, 'note' | 'count'>;
  readonly io: Pick<Io, 'env' | 'cwd'>;
}

export async function openOutcomes({ source, log, registry, faults, io }: OutcomesOptions): Promise<Outcomes> {
  if (source.directory !== '') {
    throw new Fault('PG_E_CONFIG', 'outcomes.enabled watches Events, and a directory of manifests has none');
  }
  const [access, { createApiClient }, { watchFailedPulls }] = await Promise.all([
    openAccess(source, io, 'outcomes.enabled watches Events, which only a live cluster has'),
    import('../cluster/api-client.js'),
    import('../cluster/failed-pulls.js'),
  ]);
  const admitted = createAdmittedPods();
  const metrics = createOutcomeMetrics(registry, admitted.size);
  const client = createApiClient(access);
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  return {
    note({ kind, operation, subresource, dryRun, object }, { allowed, decision, findings }) {
      if (!allowed || dryRun || decision === 'skip' || decision === 'error') return;
      if (operation !== 'CREATE' || subresource !== '' || kind.kind !== 'Pod' || kind.group !== '') return;
      const uid = textOf(own(object, 'metadata'), 'uid');
      if (uid === '') return;
      const { owner } = podStatus({ metadata: own(object, 'metadata') });
      admitted.note(uid, {
        warned: findings.some(({ code }) => !isOfTags(code)),
        owner: owner === undefined ? '' : `${owner.kind}/${owner.name}`,
      });
    },
    start() {
      running ??= watchFailedPulls(
        {
          client,
          onFailed: ({ namespace, pod, uid, container, image, cause, words }) => {
            const known = admitted.failed(uid, container, cause);
            if (known === undefined) return;
            const { owner, warned } = known;
            metrics.noteFailed(cause, warned);
            const { code } = pullCause(cause);
            log.warn(
              {
                event: 'outcome',
                resource_namespace: namespace,
                pod,
                container,
                image,
                owner,
                cause,
                code,
                warned,
                words,
              },
              'a Pod that was admitted cannot get its image',
            );
          },
          onEvent: (event) => {
            logWatch(log, event);
            if (event.event === 'fault' && event.fault === 'internal') faults.count('watch');
          },
        },
        stopping.signal,
      ).catch((error: unknown) => faults.note('other', error));
    },
    async stop() {
      stopping.abort();
      client.close();
      await running;
    },
  };
}
