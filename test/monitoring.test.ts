import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { METRICS, type MetricRow } from '../src/metrics/catalogue.js';
import { createAllMetrics, figures } from './support/all-metrics.js';
import { readExposition } from './support/exposition.js';
import { panelExpressions, ROOT, readAlerts, readDashboard } from './support/monitoring.js';
import { readExpression } from './support/promql.js';

/** Alerts, runbooks and dashboard against the metrics that there are. What promtool says of them: test/monitoring. */

const ROWS: readonly MetricRow[] = Object.values(METRICS);

/** What others publish: the first two by the API server, apiserver/pkg/admission/metrics/metrics.go. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  apiserver_admission_webhook_fail_open_count: ['name', 'type'],
  apiserver_admission_webhook_admission_duration_seconds_bucket: ['name', 'type', 'operation', 'rejected', 'le'],
  // apiserver/pkg/endpoints/metrics/metrics.go, and kube-state-metrics' page on Pods.
  apiserver_request_total: [
    'verb',
    'dry_run',
    'group',
    'version',
    'resource',
    'subresource',
    'scope',
    'component',
    'code',
  ],
  kube_pod_created: ['uid'],
  kube_pod_container_status_waiting_reason: ['container', 'uid', 'reason'],
  kube_pod_init_container_status_waiting_reason: ['container', 'uid', 'reason'],
  // kubernetes pkg/kubelet/metrics/metrics.go; all are alpha.
  kubelet_runtime_operations_errors_total: ['operation_type'],
  kubelet_image_pull_duration_seconds_bucket: ['image_size_in_bytes', 'le'],
};
/** What Prometheus adds to everything that it reads. */
const TARGET = ['namespace', 'job', 'instance', 'pod'];

/** The labels of every metric that may be named. */
async function knownLabels(): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = createAllMetrics();
  all.noteReview({ ...figures(), assessment: { decision: 'warn', findings: [{ code: 'PG203', action: 'warn' }] } });
  all.noteRefusal(404);
  const exposed = readExposition(await all.text());
  return new Map([
    ...[...exposed].map(([name, { labels }]) => [name, [...labels, ...TARGET]] as const),
    ...Object.entries(FOREIGN).map(([name, labels]) => [name, [...labels, ...TARGET]] as const),
    // Only there once something was collected.
    ['nodejs_gc_duration_seconds_sum', ['kind', ...TARGET]] as const,
  ]);
}

function faultsOf(
  expr: string,
  shown: readonly string[],
  known: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const { selectors, groupedBy } = readExpression(expr);
  const all = selectors.flatMap(({ metric }) => known.get(metric) ?? []);
  return [
    ...(selectors.length === 0 ? ['it names no metric'] : []),
    ...selectors.flatMap(({ metric, labels }) => {
      const own = known.get(metric);
      if (own === undefined) return [`there is no metric ${metric}`];
      return labels.filter((label) => !own.includes(label)).map((label) => `${metric} has no label ${label}`);
    }),
    ...[...groupedBy, ...shown].filter((label) => !all.includes(label)).map((label) => `there is no label ${label}`),
  ];
}

t.test('the check of expressions finds what is not there', async (t) => {
  const known = await knownLabels();
  const rows: readonly (readonly [expr: string, ...faults: readonly string[]])[] = [
    ['sum by (code) (rate(pullgate_findings_total{action="deny", job=~".*"}[5m])) > 0'],
    ['time() - max(pullgate_admission_last_review_timestamp_seconds) > 600'],
    ['pullgate_finding_total', 'there is no metric pullgate_finding_total'],
    ['rate(pullgate_findings_total{codes=~"PG1.*"}[5m])', 'pullgate_findings_total has no label codes'],
    ['sum(pullgate_findings_total) by (reason)', 'there is no label reason'],
    ['pullgate_cache_synced * on (kind) group_left (version) pullgate_build_info', 'there is no label kind'],
    ['vector(1) or absent(nothing)', 'there is no metric nothing'],
    ['1 > 0', 'it names no metric'],
  ];
  for (const [expr, ...faults] of rows) t.strictSame(faultsOf(expr, [], known), faults, expr);
  t.strictSame(faultsOf('sum(pullgate_findings_total)', ['cod'], known), ['there is no label cod']);
});

t.test('alerts and dashboard name only metrics and labels that exist', async (t) => {
  const known = await knownLabels();
  for (const { alert, expr, annotations } of readAlerts()) {
    const shown = Object.values(annotations).flatMap((text) =>
      [...text.matchAll(/\$labels\.(\w+)/g)].map(([, l = '']) => l),
    );
    t.strictSame(faultsOf(expr, shown, known), [], alert);
  }
  const expressions = panelExpressions(readDashboard());
  t.ok(expressions.length > 30, `${expressions.length} expressions`);
  for (const { place, expr, legend } of expressions) t.strictSame(faultsOf(expr, legend, known), [], place);
});

t.test('every metric of ours has a place in the dashboard', async (t) => {
  const named = new Set(
    panelExpressions(readDashboard()).flatMap(({ expr }) => readExpression(expr).selectors.map(({ metric }) => metric)),
  );
  for (const { name, type } of ROWS) t.ok(named.has(type === 'histogram' ? `${name}_bucket` : name), name);
});

t.test(
  '"All" of a variable is every process of ours, and no other: a process has no metric that names us',
  async (t) => {
    const { templating } = readDashboard();
    for (const { name, includeAll, allValue, query } of templating.list.filter(({ type }) => type === 'query')) {
      t.equal(includeAll, true, name);
      t.equal(allValue, undefined, `${name}: Grafana then joins what the query found`);
      t.match(query, { query: /^label_values\(pullgate_build_info[{,]/ }, `${name}: and that is ours`);
    }
  },
);

t.test('the dashboard has its rows and variables, and no panel lies on another', async (t) => {
  const { schemaVersion, panels, templating } = readDashboard();
  t.equal(schemaVersion, 41);
  t.strictSame(
    templating.list.map(({ name, type }) => `${name}: ${type}`),
    ['datasource: datasource', 'namespace: query', 'job: query'],
  );
  t.strictSame(
    panels.filter(({ type }) => type === 'row').map(({ title }) => title),
    [
      'SLIs',
      'Decisions',
      'Findings by code',
      'Outcomes',
      'Registries',
      'Cache and watch',
      'Certificates and configuration',
      'Process',
    ],
  );
  t.equal(new Set(panels.map(({ id }) => id)).size, panels.length, 'ids');
  const taken = new Map<string, string>();
  for (const { title, gridPos } of panels) {
    t.ok(gridPos.x + gridPos.w <= 24, `${title}: within the grid`);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        const other = taken.get(`${x} ${y}`);
        if (other !== undefined) t.fail(`${title} lies on ${other}`);
        taken.set(`${x} ${y}`, title);
      }
    }
  }
});

t.test(
  'every alert says what it is, and has a runbook and a unit test; and there is none without an alert',
  async (t) => {
    const alerts = readAlerts();
    const names = [...new Set(alerts.map(({ alert }) => alert))].sort();
    t.ok(names.length >= 12, names.join(', '));
    for (const { alert, labels, annotations } of alerts) {
      t.match(labels['severity'], /^(critical|warning)$/, `${alert}: severity`);
      t.match(annotations['summary'], /^\S.*\.$/, `${alert}: summary`);
      t.match(annotations['description'], /^\S.*\.$/, `${alert}: description`);
      t.equal(annotations['runbook_url'], `docs/runbooks/${alert}.md`);
    }
    const named = (folder: string, end: string) =>
      readdirSync(`${ROOT}/${folder}`)
        .filter((file) => file.endsWith(end) && file !== 'README.md')
        .map((file) => file.slice(0, -end.length))
        .sort();
    t.strictSame(named('docs/runbooks', '.md'), names);
    t.strictSame(named('test/alerts', '.yaml'), names);
    const list = readFileSync(`${ROOT}/docs/runbooks/README.md`, 'utf8');
    for (const { alert, for: after = '0m' } of alerts) {
      const times = new RegExp(`\\[${alert}\\]\\S+ \\| [^|]+ \\|([^|]*)\\|`).exec(list)?.[1] ?? '';
      t.ok(times.split(/[ ,]+/).includes(after === '0m' ? 'once' : after), `${alert} fires after ${after}:${times}`);
    }
    for (const name of names) {
      t.match(list, `[${name}](${name}.md)`);
      const page = readFileSync(`${ROOT}/docs/runbooks/${name}.md`, 'utf8');
      t.strictSame(page.match(/^## .*/gm), HEADINGS, `${name}: headings`);
      const test = readFileSync(`${ROOT}/test/alerts/${name}.yaml`, 'utf8');
      t.match(test, new RegExp(`alertname: ${name}\\n +exp_alerts:\\n`), `${name}: a test in which it fires`);
      t.match(test, new RegExp(`alertname: ${name}\\n +exp_alerts: \\[\\]`), `${name}: a test in which it does not`);
    }
  },
);

const HEADINGS = ['## What it means', '## What users notice', '## Where to look', '## How to mend it'];
