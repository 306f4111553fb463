/**
 * The files of the chart that are made: README.md for people and values.schema.json for Helm from values.yaml, and what
 * Chart.yaml says of the release. `npm run gen` writes them; this reads nothing.
 */

import type { RuleInfo } from '../../src/config/schema.js';
import { renderChartYaml } from './chart-release.js';
import { type ChartValue, chartValues, type JsonSchema } from './chart-values.js';

const CHART = 'charts/pullgate';
const VALUES = `${CHART}/values.yaml`;
const TEMPLATE = `${CHART}/README.md.gotmpl`;
const CHART_YAML = `${CHART}/Chart.yaml`;
/** What helm-docs fills in the same way. */
const PLACE = '{{ template "chart.valuesSection" . }}';

/** What the pages are made of. */
export const CHART_SOURCES = [VALUES, TEMPLATE, CHART_YAML, 'package.json', 'CHANGELOG.md'] as const;

/** Path to text. `sources` has the texts of CHART_SOURCES. */
export function chartPages(
  sources: ReadonlyMap<string, string>,
  rules: readonly RuleInfo[],
): ReadonlyMap<string, string> {
  const values = chartValues(sourceOf(VALUES, sources), rules);
  const template = sourceOf(TEMPLATE, sources);
  if (!template.includes(PLACE)) throw new Error(`${TEMPLATE}: ${PLACE} is missing`);
  const { version } = JSON.parse(sourceOf('package.json', sources));
  return new Map([
    [CHART_YAML, renderChartYaml(sourceOf(CHART_YAML, sources), version, sourceOf('CHANGELOG.md', sources))],
    [`${CHART}/README.md`, template.replace(PLACE, () => valuesSection(values))],
    [`${CHART}/values.schema.json`, `${JSON.stringify(schemaOf(values), undefined, 2)}\n`],
  ]);
}

function sourceOf(path: string, sources: ReadonlyMap<string, string>): string {
  const text = sources.get(path);
  if (text === undefined) throw new Error(`${path} is missing`);
  return text;
}

/** Draft-07, which Helm 3 and 4 both read. */
function schemaOf(values: readonly ChartValue[]): JsonSchema {
  const enabled = { description: 'For the condition of a parent chart; it means nothing here.', type: 'boolean' };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Made from values.yaml by `npm run gen`; do not edit.',
    title: 'Values of the chart pullgate',
    type: 'object',
    additionalProperties: false,
    properties: { ...Object.fromEntries(values.map(({ keys, schema }) => [keys.at(-1), schema])), enabled },
  };
}

function valuesSection(values: readonly ChartValue[]): string {
  const leaves = values.flatMap(leavesOf);
  const sections = [...new Set(leaves.map(({ section }) => section))];
  return sections
    .map((name) => {
      const rows = leaves.filter(({ section }) => section === name).map(rowOf);
      return [`### ${name}`, '', '| Value | Type | Default | Meaning |', '| --- | --- | --- | --- |', ...rows].join(
        '\n',
      );
    })
    .join('\n\n');
}

function leavesOf(value: ChartValue): readonly ChartValue[] {
  return value.children === undefined ? [value] : value.children.flatMap(leavesOf);
}

function rowOf({ keys, description, default: value, schema }: ChartValue): string {
  const choices = Array.isArray(schema['enum']) ? ` One of ${schema['enum'].map(choice).join(', ')}.` : '';
  const type = [schema['type']].flat().join(' or ');
  const cells = [`\`${keys.join('.')}\``, type, `\`${JSON.stringify(value)}\``, `${description}${choices}`];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function choice(value: unknown): string {
  return value === '' ? 'empty' : `\`${String(value)}\``;
}
