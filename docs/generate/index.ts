/** Every page that is made from the code, path to text; nothing of this is part of what is shipped. */
import { RULES } from '../../src/core/rules/index.js';
import { AUDIT_PAGE, renderAuditAssets } from './audit-page.js';
import { CHART_SOURCES, chartPages } from './chart-pages.js';
import { renderChartTable } from './chart-table.js';
import { renderComparison } from './comparison.js';
import { generatedPages } from './generated-pages.js';
import { kubernetesPage } from './kubernetes-page.js';
import { GROWTH, type Growth, growthPlots, growthSection } from './performance-growth.js';
import { type BenchResult, LINES, type ProfileResult, renderPerformancePage } from './performance-page.js';
import { API_COST, type ApiCost, apiCostSection, SIZING, type Sizing, sizingSection } from './performance-sizing.js';
import { reliabilityPage } from './reliability-page.js';
import { REPORTS, renderReportSchema } from './report-schema.js';

/** The files of the repository. */
export interface Files {
  readonly read: (path: string) => string;
  readonly has: (path: string) => boolean;
}

/** @param root of the repository, for what is built */
export function allPages({ read, has }: Files, root: string): readonly (readonly [path: string, text: string])[] {
  const sources = new Map(CHART_SOURCES.map((path) => [path, read(path)]));
  return [
    ...generatedPages(),
    ['docs/comparison.md', renderComparison()],
    kubernetesPage({ read }),
    ...chartPages(sources, RULES),
    ['charts/pullgate/files/workloads.json', renderChartTable()],
    performancePage({ read, has }),
    reliabilityPage({ read, has }),
    ...REPORTS.map((each) => [each.schema, renderReportSchema(read, each)] as const),
    [AUDIT_PAGE, renderAuditAssets(root)],
    // Written by test/bench/growth.mjs alone.
    ...growthPlots(JSON.parse(read(GROWTH)) as Growth),
  ];
}

/** What was measured last, for each line of Node.js. */
export function performancePage({ read, has }: Files): readonly [path: string, text: string] {
  // Written by test/bench/results.mjs alone.
  const kept = (what: string): readonly unknown[] =>
    LINES.map((line) => `test/bench/results/${what}-${line}.json`)
      .filter(has)
      .map((path) => JSON.parse(read(path)));
  const results = kept('node') as readonly BenchResult[];
  const profiles = kept('profile') as readonly ProfileResult[];
  const growth = growthSection(JSON.parse(read(GROWTH)) as Growth);
  // Written by test/bench/sizing.mjs and test/bench/api-server.ts alone.
  const sizing = `${sizingSection(JSON.parse(read(SIZING)) as Sizing)}
${apiCostSection(JSON.parse(read(API_COST)) as ApiCost)}`;
  return ['docs/performance.md', renderPerformancePage({ results, profiles, growth, sizing })];
}
