import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { METRICS, type MetricRow } from '../../src/metrics/catalogue.js';
import { readValue } from '../support/exposition.js';
import { pullSecret, startFakeApi } from '../support/fake-api-server.js';
import { ROOT } from '../support/monitoring.js';
import { kubeconfigOf, serve, until } from '../support/served.js';

/** What a server that was started with the command publishes. */

const ROWS: readonly MetricRow[] = Object.values(METRICS);

/** Names of the catalogue that a run publishes, by the conditions that it meets. */
function namesWith(...met: readonly string[]): readonly string[] {
  return ROWS.filter(({ when }) => when === undefined || met.includes(when))
    .map(({ name }) => name)
    .sort();
}

function typesIn(text: string): readonly string[] {
  return [...text.matchAll(/^# TYPE (pullgate_\w+) /gm)].map(([, name = '']) => name).sort();
}

t.test('a server with a directory of manifests publishes all that it can say, and nothing else', async (t) => {
  const file = join(t.testdir(), 'pullgate.yaml');
  writeFileSync(file, 'mode: enforce\n');
  const directory = `${ROOT}/docs/example/cluster`;
  const served = await serve(t, '--cluster-directory', directory, '--config', file, '--metrics-per-namespace', 'true');
  const review = readFileSync(`${ROOT}/docs/example/review-denied.json`, 'utf8');
  t.equal(await served.post('/validate', review), 200);
  t.equal(await served.post('/mutate', review), 200);
  t.equal(await served.post('/validate', 'nothing'), 400);
  t.equal(await served.post('/other', ''), 404);
  const text = await served.get('/metrics');
  t.strictSame(typesIn(text), namesWith('`metrics.perNamespace`', 'a configuration file'));
  const denied = 'webhook="validate",operation="CREATE",resource="pods",decision="deny",dry_run="false"';
  t.equal(readValue(text, `pullgate_admission_reviews_total{${denied}}`), 1);
  t.equal(readValue(text, 'pullgate_admission_review_duration_seconds_count{webhook="validate",decision="deny"}'), 1);
  t.equal(readValue(text, 'pullgate_admission_reviews_in_flight{webhook="validate"}'), 0);
  t.equal(readValue(text, 'pullgate_requests_refused_total{code="400"}'), 1);
  t.equal(readValue(text, 'pullgate_requests_refused_total{code="404"}'), 1);
  t.equal(readValue(text, 'pullgate_injections_total{result="skipped"}'), 1);
  t.equal(
    readValue(text, 'pullgate_admission_reviews_by_namespace_total{resource_namespace="shop",decision="deny"}'),
    1,
  );
  const soon = readValue(text, 'pullgate_certificate_expiry_timestamp_seconds{cert="serving"}') - Date.now() / 1000;
  t.ok(soon > 80 * 86_400 && soon < 100 * 86_400, 'the certificate lives about 90 days');
  const last = readValue(text, 'pullgate_admission_last_review_timestamp_seconds');
  t.ok(Math.abs(last - Date.now() / 1000) < 60, 'called a moment ago');
  t.match(text, /^pullgate_build_info\{version="\d+\.\d+\.\d+",node="v\d+\.\d+\.\d+"\} 1$/m);

  writeFileSync(file, 'mode: wrong\n');
  await until(async () => readValue(await served.get('/metrics'), 'pullgate_config_last_reload_successful') === 0);
  writeFileSync(file, 'mode: warn\n');
  await until(async () => readValue(await served.get('/metrics'), 'pullgate_config_last_reload_successful') === 1);
  const after = await served.get('/metrics');
  t.equal(readValue(after, 'pullgate_config_reloads_total{result="failure"}'), 1);
  t.equal(readValue(after, 'pullgate_config_reloads_total{result="success"}'), 1);
});

t.test(
  'a server with a live cluster publishes its cache, too; without rights to Secrets nothing about them',
  async (t) => {
    const api = await startFakeApi();
    t.teardown(() => api.close());
    api.putAll([
      { kind: 'Namespace', metadata: { name: 'shop' } },
      { kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
      pullSecret('shop', 'regcred'),
    ]);
    const file = kubeconfigOf(api);
    const served = await serve(t, '--kubeconfig', file);
    const none = await serve(t, '--kubeconfig', file, '--cluster-secrets', 'none');
    for (const each of [served, none]) await until(async () => (await each.get('/readyz')) === 'ok\n');
    const text = await served.get('/metrics');
    const held = METRICS.pullSecrets.when;
    t.strictSame(typesIn(text), namesWith('a live cluster', held));
    t.equal(readValue(text, 'pullgate_pull_secrets{state="valid",type="dockerconfigjson"}'), 1);
    t.equal(readValue(text, 'pullgate_cache_objects{resource="serviceaccounts"}'), 1);
    t.equal(readValue(text, 'pullgate_watch_restarts_total{resource="dockercfg",reason="connection"}'), 0);
    t.strictSame(typesIn(await none.get('/metrics')), namesWith('a live cluster'));
    api.script = ({ verb }) => (verb === 'watch' ? { status: 500, body: '{}' } : undefined);
    api.endWatches();
    await until(async () =>
      /^pullgate_watch_restarts_total\{.*reason="status"\} [1-9]/m.test(await served.get('/metrics')),
    );
  },
);
