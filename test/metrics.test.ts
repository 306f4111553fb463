import t from 'tap';
import { countPullSecrets } from '../src/cli/cluster-figures.js';
import { createTlsMetrics } from '../src/cli/tls-metrics.js';
import { FAULTS } from '../src/cluster/events.js';
import { WATCHED } from '../src/cluster/questions.js';
import type { AuthEntry, PullSecret } from '../src/core/types.js';
import { METRICS, type MetricRow, WATCH_FAULTS, WATCHED_KINDS } from '../src/metrics/catalogue.js';
import { createMetricsRegistry } from '../src/metrics/registry.js';
import { createReviewMetrics } from '../src/metrics/reviews.js';
import { createAllMetrics, figures } from './support/all-metrics.js';
import { type Exposed, readExposition, readValue } from './support/exposition.js';
import { matchTold } from './support/told.js';

const ROWS: readonly MetricRow[] = Object.values(METRICS);

t.test('what is published reads as a person expects it', async (t) => {
  const all = createAllMetrics();
  all.noteRestart('namespaces', 'idle');
  all.noteRestart('namespaces', 'idle');
  all.noteRepairs('dockercfg', 2);
  all.noteRotation('serving');
  all.noteBundleRepair();
  all.noteTlsConflict();
  all.noteReload('failure');
  all.noteFault('watch');
  all.begin('validate');
  all.begin('mutate');
  all.begin('validate');
  all.end('validate');
  all.pass(5_000);
  const findings = [{ code: 'PG101', action: 'deny' } as const, { code: 'PG203', action: 'warn' } as const];
  all.noteReview({ ...figures({ dryRun: true }), assessment: { decision: 'deny', findings } });
  all.noteReview({ ...figures({ resource: 'cronjobs', operation: 'UPDATE' }), webhook: 'mutate', durationMs: 3000 });
  all.noteRefusal(429);
  all.noteInjection('add');
  const texts = (await all.own()).split('\n\n');
  const isOfRegistries = (text: string): boolean => text.startsWith('# HELP pullgate_registry_');
  t.matchSnapshot(texts.filter((text) => !isOfRegistries(text)).join('\n\n'));
  const registries = texts.filter(isOfRegistries).join('\n\n');
  matchTold(t, 'metrics-registries', [['registries that are asked in the background', `${registries}\n`]]);
});

t.test('a wrong configuration is told until a right one is read', async (t) => {
  const all = createAllMetrics();
  const last = async () => readValue(await all.text(), 'pullgate_config_last_reload_successful');
  t.equal(await last(), 1, 'the file was right when the process started');
  all.noteReload('failure');
  t.equal(await last(), 0);
  all.noteReload('success');
  t.equal(await last(), 1);
});

t.test('a verdict for want of an answer is counted as undecided, unless something else decided it', async (t) => {
  const pg901 = (action: 'deny' | 'warn') => ({ code: 'PG901', action }) as const;
  const pg101 = (action: 'deny' | 'warn') => ({ code: 'PG101', action }) as const;
  const rows = [
    ['undecided', 'warn', [pg901('warn')]],
    ['undecided', 'warn', [pg101('warn'), pg901('warn')]],
    ['undecided', 'deny', [pg901('deny'), pg101('warn')]],
    ['deny', 'deny', [pg101('deny'), pg901('warn')]],
    ['deny', 'deny', [pg101('deny'), pg901('deny')]],
    ['warn', 'warn', [pg101('warn')]],
    ['error', 'error', [pg901('warn')]],
    ['allow', 'allow', []],
  ] as const;
  for (const [label, decision, findings] of rows) {
    const all = createAllMetrics();
    all.noteReview({ ...figures(), assessment: { decision, findings } });
    const series = readExposition(await all.text()).get('pullgate_admission_reviews_total')?.series ?? [];
    t.match(series.join('\n'), `decision="${label}"`, `${decision} ${findings.map(({ code }) => code)}`);
    t.equal(series.length, 1);
  }
});

// --------------------------------------------------------------------------------------------------- closed label sets

t.test('no request can make a series of its own', async (t) => {
  const all = createAllMetrics();
  const hostile = [
    '',
    'x'.repeat(10_000),
    'pods"} 1\n',
    '__proto__',
    'constructor',
    'PODS',
    'créate',
    '\u0000',
    'other',
  ];
  const note = () => {
    for (const value of hostile) {
      all.noteReview(figures({ operation: value, resource: value, namespace: value }));
      all.noteReview(figures({ operation: value }));
      all.noteReview(figures({ resource: value }));
      all.noteReview(figures({ namespace: value }));
    }
  };
  note();
  const once = await all.text();
  const before = readExposition(once);
  const own = [...before].filter(([name]) => name.startsWith('pullgate_admission_reviews_'));
  t.strictSame(own.flatMap(([, { series }]) => series).sort(), [
    'pullgate_admission_reviews_by_namespace_total{resource_namespace="other",decision="allow"}',
    'pullgate_admission_reviews_by_namespace_total{resource_namespace="shop",decision="allow"}',
    'pullgate_admission_reviews_in_flight{webhook="mutate"}',
    'pullgate_admission_reviews_in_flight{webhook="validate"}',
    ...['operation="CREATE",resource="other"', 'operation="CREATE",resource="pods"'].map(labelled),
    ...['operation="other",resource="other"', 'operation="other",resource="pods"'].map(labelled),
  ]);
  for (let round = 0; round < 50; round += 1) note();
  const after = readExposition(await all.text());
  const count = (exposed: ReadonlyMap<string, Exposed>) =>
    [...exposed]
      .filter(([name]) => name.startsWith('pullgate_'))
      .map(([name, { series }]) => `${name} ${series.length}`);
  t.strictSame(count(after), count(before), 'however often');
});

function labelled(labels: string): string {
  return `pullgate_admission_reviews_total{webhook="validate",${labels},decision="allow",dry_run="false"}`;
}

t.test('a namespace that is gone takes its series with it', async (t) => {
  const namespaces = new Set(['shop', 'branch-1']);
  const all = createAllMetrics(namespaces);
  all.noteReview(figures({ namespace: 'shop' }));
  all.noteReview(figures({ namespace: 'branch-1' }));
  t.match(await all.text(), 'resource_namespace="branch-1"');
  namespaces.delete('branch-1');
  t.notMatch(await all.text(), 'branch-1');
  namespaces.add('branch-1');
  all.noteReview(figures({ namespace: 'branch-1' }));
  const text = await all.text();
  t.equal(
    readValue(text, 'pullgate_admission_reviews_by_namespace_total{resource_namespace="branch-1",decision="allow"}'),
    1,
  );
  t.equal(
    readValue(text, 'pullgate_admission_reviews_by_namespace_total{resource_namespace="shop",decision="allow"}'),
    1,
  );
});

t.test('namespaces are counted only where that was asked for, injections only where they are served', async (t) => {
  const registry = createMetricsRegistry({ version: '1.2.3', node: 'v24.0.0' });
  const reviews = createReviewMetrics(registry, { now: () => 0, webhooks: ['validate'] });
  reviews.noteReview(figures());
  reviews.noteInjection('add');
  const text = await registry.metrics();
  t.notMatch(text, 'shop');
  t.notMatch(text, 'pullgate_injections_total');
});

t.test('every metric has the labels of the catalogue, and values that it names', async (t) => {
  const all = createAllMetrics();
  all.noteReview({ ...figures(), assessment: { decision: 'warn', findings: [{ code: 'PG203', action: 'warn' }] } });
  all.noteRefusal(404);
  const exposed = readExposition(await all.text());
  for (const { name, type, labels } of ROWS) {
    const parts = type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
    for (const part of parts) {
      const found = exposed.get(part);
      t.ok(found !== undefined && found.series.length > 0, part);
      const own = [...(found?.labels ?? [])].filter((label) => label !== 'le');
      t.strictSame(own.sort(), Object.keys(labels).sort(), `${part}: labels`);
      for (const series of found?.series ?? []) {
        for (const [, label = '', value = ''] of series.matchAll(/[{,](\w+)="([^"]*)"/g)) {
          const values = labels[label];
          if (typeof values === 'object') t.ok(values.includes(value), `${part}: ${label}="${value}"`);
        }
      }
    }
  }
  const names = new Set(ROWS.flatMap(({ name, type }) => (type === 'histogram' ? parted(name) : [name])));
  t.strictSame(
    [...exposed.keys()].filter((name) => name.startsWith('pullgate_') && !names.has(name)),
    [],
    'and none that it does not hold',
  );
  t.ok(exposed.has('process_resident_memory_bytes') && exposed.has('nodejs_eventloop_lag_p99_seconds'));
});

function parted(name: string): readonly string[] {
  return [`${name}_bucket`, `${name}_sum`, `${name}_count`];
}

t.test('the kinds and faults of the catalogue are those of the cluster layer', async (t) => {
  t.strictSame(WATCHED_KINDS, WATCHED);
  t.strictSame(WATCH_FAULTS, FAULTS);
});

// ------------------------------------------------------------------------------------------- what the figures are made of

t.test(
  'a pull secret is expired by any of its credentials, malformed where the kubelet takes nothing of it',
  async (t) => {
    // A minute of skew, as in a verdict.
    const now = 1_000_000;
    const entry = (expiresAt?: number): AuthEntry => ({
      key: 'registry.example.com',
      normalized: 'registry.example.com',
      hasUser: true,
      login: 'other',
      flaws: [],
      ignoredToken: false,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
    const name = { namespace: 'shop', name: 'regcred' };
    const json = {
      ...name,
      type: 'kubernetes.io/dockerconfigjson',
      form: 'dockerconfigjson',
      usesHelper: false,
    } as const;
    const legacy = { ...name, type: 'kubernetes.io/dockercfg' } as const;
    const secrets: readonly PullSecret[] = [
      { ...json, entries: [] },
      { ...json, entries: [entry(), entry(now - 59_999)] },
      { ...json, entries: [entry(), entry(now - 60_000)] },
      { ...json, form: 'malformed', fault: { code: 'syntax', path: '', why: 'it is not JSON' } },
      { ...legacy, form: 'dockercfg', usesHelper: false, entries: [entry(now - 60_001)] },
      { ...legacy, form: 'unusable', why: 'key-empty' },
      { ...legacy, form: 'oversized', count: 9_000 },
    ];
    t.strictSame(countPullSecrets(secrets, now), {
      dockerconfigjson: { valid: 1, malformed: 1, expired: 1, expiring: 1, oversized: 0 },
      dockercfg: { valid: 0, malformed: 1, expired: 1, expiring: 0, oversized: 1 },
    });
  },
);

t.test('what a certificate source tells is counted, with what this source can do only', async (t) => {
  const count = async (source: 'self' | 'certManager' | 'files') => {
    const registry = createMetricsRegistry({ version: '1.2.3', node: 'v24.0.0' });
    const tell = createTlsMetrics(registry, source, () => [{ cert: 'ca', expiresAt: 4_000 }]);
    tell({ event: 'rotated', cert: 'serving', expiresAt: 9_000 });
    tell({ event: 'bundle-repaired', configuration: 'validating', hooks: 2 });
    tell({ event: 'conflict', object: 'secret' });
    tell({ event: 'fault', detail: 'anything' });
    const text = await registry.metrics();
    t.equal(readValue(text, 'pullgate_certificate_expiry_timestamp_seconds{cert="ca"}'), 4);
    t.equal(readValue(text, 'pullgate_certificate_rotations_total{cert="serving"}'), 1);
    t.equal(readValue(text, 'pullgate_certificate_rotations_total{cert="ca"}'), 0);
    return [readValue(text, 'pullgate_ca_bundle_repairs_total'), readValue(text, 'pullgate_tls_conflicts_total')];
  };
  t.strictSame(await count('self'), [1, 1]);
  t.strictSame(await count('files'), [1, 1]);
  t.strictSame(await count('certManager'), [Number.NaN, Number.NaN], 'which writes nothing');
});

// ------------------------------------------------------------------------------------------------------- a real run
