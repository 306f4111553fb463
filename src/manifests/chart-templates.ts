/**
 * Templates of Helm charts that lie among manifests. Nobody applies them as they are, and what they render nobody knows
 * without their values: whoever goes through a directory passes them over. A file of `templates/` without a placeholder
 * is a manifest that is installed as it stands, and is read like one.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The directory of the chart that the file is a template of; undefined for any other. */
export function chartOf(path: string): string | undefined {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const parent = dirname(directory);
    if (parent === directory) return undefined;
    if (basename(directory) === 'templates' && existsSync(join(parent, 'Chart.yaml'))) return parent;
  }
}

/** What a chart is made of besides: no manifest, and told of with its templates. */
export function isChartFile(path: string): boolean {
  return CHART_FILE.test(basename(path)) && existsSync(join(dirname(path), 'Chart.yaml'));
}

const CHART_FILE = /^(?:Chart|requirements|values([.-].+)?)\.ya?ml$/;

export function hasPlaceholder(text: string): boolean {
  return text.includes('{{');
}

/** More charts are counted, not named. */
const MOST_NAMED = 3;

/**
 * One sentence about all of them.
 * @param charts the directory of the chart of each template, named as the reader knows it
 */
export function passedOverWords(charts: readonly string[]): string {
  const all = [...new Set(charts)];
  const many = `${charts.length} unrendered template${charts.length === 1 ? ' was' : 's were'} passed over`;
  const [first = ''] = all;
  if (all.length === 1) return `${many}: check what "helm template ${first}" prints.`;
  const named = all.slice(0, MOST_NAMED).join(', ');
  const more = all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : '';
  return `${many}, of ${all.length} charts (${named}${more}): check what "helm template" prints of each.`;
}
