// Writes every page that is made from the code: `npm run gen`. test/docs.test.ts and test/chart.test.ts fail while one of
// them is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderChartTable } from '../dist/cluster/chart-table.js';
import { RULES } from '../dist/core/rules/index.js';
import { CHART_SOURCES, chartPages } from '../dist/ops/chart-pages.js';
import { generatedPages } from '../dist/ops/generated-pages.js';

const root = new URL('../', import.meta.url);
const sources = new Map(CHART_SOURCES.map((path) => [path, readFileSync(new URL(path, root), 'utf8')]));
const pages = [
  ...generatedPages(),
  ...chartPages(sources, RULES),
  ['charts/pullgate/files/workloads.json', renderChartTable()],
];
for (const [path, text] of pages) {
  const file = new URL(path, root);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${fileURLToPath(file)}\n`);
}
