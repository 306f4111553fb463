/**
 * Every documentation page that is made from the code, path to text: one page per rule, the table of rules, the
 * configuration and its JSON Schema, the metrics. `docs/generate.mjs` writes them, `test/docs.test.ts` compares them.
 */
import { RULES } from '../../src/core/rules/index.js';
import { renderRulePage } from '../../src/core/rules/page.js';
import { renderMetricsPage } from './metrics-page.js';
import { renderConfigurationDocs, renderConfigurationSchema } from './settings-docs.js';

export function generatedPages(): ReadonlyMap<string, string> {
  return new Map([
    ...RULES.map((rule) => [`docs/rules/${rule.code}.md`, renderRulePage(rule)] as const),
    ['docs/rules/README.md', renderRuleTable()],
    ['docs/configuration.md', renderConfigurationDocs(RULES)],
    ['docs/configuration.schema.json', renderConfigurationSchema(RULES)],
    ['docs/metrics.md', renderMetricsPage()],
  ]);
}

/** The table of codes, also in the README. */
function renderRuleTable(): string {
  const rows = RULES.map(
    ({ code, slug, title, defaultAction }) => `| [${code}](${code}.md) | ${slug} | ${title} | ${defaultAction} |`,
  );
  return `# Rules

Codes are for ever: retired, never reused. \`pullgate explain PGnnn\` prints a page offline.

| Code | Slug | What is wrong | Default |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
