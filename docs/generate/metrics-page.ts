/** docs/metrics.md, made from the catalogue. */
import { DURATION_BUCKETS, METRICS, type MetricRow } from '../../src/metrics/catalogue.js';

export function renderMetricsPage(): string {
  return `# Metrics

<!-- Made from src/metrics/catalogue.ts by \`npm run gen\`; do not edit. -->

\`pullgate serve\` answers \`GET /metrics\` on the health port (\`server.healthPort\`, 8081) over plain HTTP, in the text format of Prometheus. Nothing there names an image, a host or a user; registries are called by the patterns of \`probe.registries\`; and of objects only pull secrets that end, where \`metrics.perSecret\` asks for it. A value that comes with a request is counted under its own name where it is one of those below, and as \`other\` elsewhere, so that nobody can make series by what they send.

| Metric | Type | Labels | Meaning |
| --- | --- | --- | --- |
${Object.values(METRICS).map(renderRow).join('\n')}

\`pullgate_admission_review_duration_seconds\` and \`pullgate_registry_probe_duration_seconds\` have the buckets ${DURATION_BUCKETS.join(', ')}.

## Labels

| Metric | Label | Values |
| --- | --- | --- |
${Object.values(METRICS).flatMap(renderLabels).join('\n')}

The webhook \`validate\` is posted to by both validating webhooks of the chart, \`mutate\` by the mutating one. \`error\` is a review that Pullgate could not decide, by a fault of its own or in time; what is certain without the cluster was denied all the same, the rest was answered as \`onUnknown\` says. Kinds that the setting \`kinds\` adds are the resource \`other\`.

## What is not there

- Namespaces, unless \`metrics.perNamespace\` is on. Then a namespace that is gone takes its series with it; a request for one that the cluster does not hold counts as \`other\`. The label is not called \`namespace\`, because Prometheus gives that name to where Pullgate itself runs.
- Secrets, unless \`metrics.perSecret\` is on. Then each pull secret whose end is known has a series, at most 20 of a namespace and 1,000 in all: what is still to come first, the next to end before the others. A tenant who makes thousands fills the room of its own namespaces only.
- Secrets of other types than the two docker ones in \`pullgate_pull_secrets\`: they are not watched.
- Hosts of registries, and what a registry said of an image: behind a pattern such as \`*.azurecr.io\` there are as many hosts as somebody writes into an image. What became of a question is a line of the log at level \`debug\`.

## Of every process

The default metrics of prom-client: \`process_*\` (CPU, memory, open files, start) and \`nodejs_*\` (event loop lag, heap, garbage collection). \`promtool check metrics\` finds fault with three of these, \`nodejs_active_handles_total\`, \`nodejs_active_requests_total\` and \`nodejs_active_resources_total\`, whose names end like a counter's.

## Alerts and dashboard

The chart brings both: [alerts.yaml](../charts/pullgate/files/alerts.yaml), each alert with a page in [runbooks](runbooks/README.md), and [dashboard.json](../charts/pullgate/files/dashboard.json) for Grafana. Two metrics of the API server belong to it: \`apiserver_admission_webhook_fail_open_count\` (how often a call failed and the object was admitted) and \`apiserver_admission_webhook_admission_duration_seconds\` (how long calls take, as the API server sees it).
`;
}

function renderRow({ name, type, help, labels, when }: MetricRow): string {
  const names = Object.keys(labels).map(code).join(', ');
  const only = when === undefined ? '' : ` Only with ${when}.`;
  return `| ${code(name)} | ${type} | ${names} | ${help}${only} |`;
}

function renderLabels({ name, labels }: MetricRow): readonly string[] {
  return Object.entries(labels).map(
    ([label, values]) =>
      `| ${code(name)} | ${code(label)} | ${typeof values === 'string' ? values : values.map(code).join(', ')} |`,
  );
}

function code(text: string): string {
  return `\`${text}\``;
}
