/**
 * `npm run test:monitoring`: what Prometheus itself says of the metrics, the alerts and the dashboard. It needs promtool
 * (Debian: `apt-get install prometheus`) and fails without it.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { METRICS, type MetricRow } from '../../src/metrics/catalogue.js';
import { createAllMetrics, figures } from '../support/all-metrics.js';
import { ALERTS, panelExpressions, ROOT, readDashboard } from '../support/monitoring.js';
import { serve } from '../support/served.js';

interface Said {
  readonly code: number | null;
  readonly text: string;
}

function promtool(args: readonly string[], input = ''): Said {
  const { status, stdout, stderr, error } = spawnSync('promtool', args, { input, encoding: 'utf8' });
  if (error !== undefined) {
    throw new Error(`promtool cannot be started (${error.message}); on Debian: apt-get install prometheus`);
  }
  return { code: status, text: `${stdout}${stderr}` };
}

/** prom-client's own, gauges that are named like counters; they stand in docs/metrics.md. */
const KNOWN = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** What is wrong with an exposition, but for what is known. */
function lint(text: string): readonly string[] {
  const lines = promtool(['check', 'metrics'], text).text.trim().split('\n');
  return lines.filter((line) => line !== '' && !KNOWN.some((name) => line.startsWith(`${name} `)));
}

t.test('the metrics of a server are as Prometheus wants them', async (t) => {
  const served = await serve(
    t,
    '--cluster-directory',
    `${ROOT}docs/example/cluster`,
    '--metrics-per-namespace',
    'true',
  );
  await served.post('/validate', readFileSync(`${ROOT}docs/example/review-denied.json`, 'utf8'));
  await served.post('/mutate', readFileSync(`${ROOT}docs/example/review-denied.json`, 'utf8'));
  await served.post('/other', '');
  const text = await served.get('/metrics');
  t.match(text, 'pullgate_findings_total{');
  t.strictSame(lint(text), []);
});

t.test('all metrics of the catalogue are as Prometheus wants them', async (t) => {
  const all = createAllMetrics();
  all.noteReview({ ...figures(), assessment: { decision: 'warn', findings: [{ code: 'PG203', action: 'warn' }] } });
  all.noteRefusal(404);
  const text = await all.text();
  const rows: readonly MetricRow[] = Object.values(METRICS);
  for (const { name, type } of rows) t.match(text, `# TYPE ${name} ${type}\n`);
  t.strictSame(lint(text), []);
});

t.test('a metric that Prometheus does not want is found', async (t) => {
  t.strictSame(lint('# HELP pullgate_thing x\n# TYPE pullgate_thing counter\npullgate_thing 1\n'), [
    'pullgate_thing counter metrics should have "_total" suffix',
  ]);
});

t.test('the alerts are rules that Prometheus loads', async (t) => {
  const { code, text } = promtool(['check', 'rules', `${ROOT}${ALERTS}`]);
  t.equal(code, 0, text);
});

t.test('each alert fires when it should, with the words that it should, and not just below', async (t) => {
  for (const file of readdirSync(`${ROOT}test/alerts`)) {
    const { code, text } = promtool(['test', 'rules', `${ROOT}test/alerts/${file}`]);
    t.equal(code, 0, `${file}: ${text}`);
  }
});

t.test('the expressions of the dashboard parse', async (t) => {
  const file = join(t.testdir(), 'rules.yaml');
  const check = (expressions: readonly { readonly expr: string }[]) => {
    const rules = expressions.map(({ expr }, index) => ({ record: `panel:number_${index}`, expr }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    return promtool(['check', 'rules', file]);
  };
  const expressions = panelExpressions(readDashboard());
  const { code, text } = check(expressions);
  t.equal(code, 0, text);
  t.match(text, `${expressions.length} rules found`);
  t.equal(
    check([...expressions, { expr: 'sum(rate(pullgate_findings_total[5m])' }]).code,
    1,
    'one that does not is found',
  );
});
