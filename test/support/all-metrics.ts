/** Every part of the metrics in one registry, as in a process that has all of it; and a review to count. */
import { createCacheMetrics } from '../../src/metrics/cache.js';
import { createRotationMetrics, createTrustMetrics, publishExpiries } from '../../src/metrics/certificates.js';
import { createFaultMetrics } from '../../src/metrics/faults.js';
import { createLogMetrics } from '../../src/metrics/log.js';
import { createNudgeMetrics } from '../../src/metrics/nudges.js';
import { createOutcomeMetrics } from '../../src/metrics/outcomes.js';
import { createProbeMetrics } from '../../src/metrics/probes.js';
import { createMetricsRegistry } from '../../src/metrics/registry.js';
import { createReloadMetrics } from '../../src/metrics/reloads.js';
import { createReviewMetrics, type ReviewFigures } from '../../src/metrics/reviews.js';

const NONE = { valid: 0, malformed: 0, expired: 0, expiring: 0, oversized: 0 };

export function createAllMetrics(namespaces: ReadonlySet<string> = new Set(['shop'])) {
  const registry = createMetricsRegistry({ version: '1.2.3', node: 'v24.0.0' });
  const cache = createCacheMetrics(registry, {
    figures: () => [
      { resource: 'namespaces', synced: true, silentMs: 2500 },
      { resource: 'dockercfg', synced: false, silentMs: undefined },
    ],
    objects: () => ({ namespaces: 3, serviceaccounts: 4, pullsecrets: 5 }),
    rightsLost: () => ['serviceaccounts'],
    pullSecrets: () => ({
      dockerconfigjson: { valid: 3, malformed: 1, expired: 1, expiring: 1, oversized: 1 },
      dockercfg: NONE,
    }),
    expiries: () => [
      { toldBy: 'token', expiresAt: 4_000_000, secret: { namespace: 'shop', name: 'ecr' } },
      { toldBy: 'annotation', expiresAt: 5_000_000 },
    ],
    now: () => 1_000_000,
  });
  publishExpiries(registry, () => [
    { cert: 'ca', expiresAt: 3_000_000 },
    { cert: 'serving', expiresAt: 2_000_000 },
  ]);
  const rotation = createRotationMetrics(registry);
  const trust = createTrustMetrics(registry);
  const reload = createReloadMetrics(registry);
  const faults = createFaultMetrics(registry);
  createLogMetrics(registry, () => 7);
  const outcomes = createOutcomeMetrics(registry, () => 9);
  createNudgeMetrics(registry, () => 9);
  const probes = createProbeMetrics(registry, ['ghcr.io', '*.azurecr.io'], () => ({
    queued: 2,
    remembered: 11,
    open: ['*.azurecr.io', '*.azurecr.io', undefined],
  }));
  probes.noteProbe('ghcr.io', 'pullable', 250);
  probes.noteProbe('tenant.example.com', 'unreachable', 5_000);
  probes.noteDropped();
  let time = 1_000_000;
  const reviews = createReviewMetrics(registry, {
    now: () => time,
    webhooks: ['validate', 'mutate'],
    hasNamespace: (name) => namespaces.has(name),
  });
  return {
    registry,
    ...cache,
    ...rotation,
    ...trust,
    ...reload,
    ...faults,
    ...outcomes,
    ...reviews,
    pass: (ms: number) => {
      time += ms;
    },
    text: () => registry.metrics(),
    /** Without what differs from run to run. */
    own: async () =>
      (await registry.metrics())
        .split('\n\n')
        .filter((each) => each.startsWith('# HELP pullgate_'))
        .join('\n\n'),
  };
}

export function figures(change: Partial<ReviewFigures['admission']> = {}): ReviewFigures {
  return {
    webhook: 'validate',
    admission: { operation: 'CREATE', resource: 'pods', namespace: 'shop', dryRun: false, ...change },
    assessment: { decision: 'allow', findings: [] },
    durationMs: 1.5,
  };
}
