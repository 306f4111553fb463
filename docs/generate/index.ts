/** Every page that is made from the code, path to text; nothing of this is part of what is shipped. */
import { RULES } from '../../src/core/rules/index.js';
import { CHART_SOURCES, chartPages } from './chart-pages.js';
import { renderChartTable } from './chart-table.js';
import { generatedPages } from './generated-pages.js';
import { GROWTH, type Growth, growthPlots } from './performance-growth.js';

/** @param read the text of a file of the repository */
export function allPages(read: (path: string) => string): readonly (readonly [path: string, text: string])[] {
  const sources = new Map(CHART_SOURCES.map((path) => [path, read(path)]));
  return [
    ...generatedPages(),
    ...chartPages(sources, RULES),
    ['charts/pullgate/files/workloads.json', renderChartTable()],
    // Written by test/bench/growth.mjs alone.
    ...growthPlots(JSON.parse(read(GROWTH)) as Growth),
  ];
}
