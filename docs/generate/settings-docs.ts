/** What people and editors read about the settings: docs/configuration.md, docs/configuration.schema.json. */
import { valid } from '../../src/config/check.js';
import { CONFIG_VARIABLE } from '../../src/config/given.js';
import { listSettings, type RuleInfo, type Setting, settingsSchema } from '../../src/config/schema.js';
import { eitherForm } from '../../src/config/schema-exemptions.js';
import type { SchemaNode } from '../../src/config/schema-node.js';

/** The published JSON Schema, for editors; formats of our own are ignored by who does not know them. */
export function renderConfigurationSchema(rules: readonly RuleInfo[]): string {
  const { properties = {}, ...rest } = settingsSchema(rules);
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Pullgate',
    ...rest,
    properties: { ...properties, exemptions: eitherForm(properties['exemptions'] ?? {}) },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** The page docs/configuration.md. */
export function renderConfigurationDocs(rules: readonly RuleInfo[]): string {
  const settings = listSettings(settingsSchema(rules));
  return `${[
    '# Configuration',
    '<!-- Made from src/config/schema.ts by `npm run gen`; do not edit. -->',
    'One YAML file, named by `--config` or by the variable `' +
      CONFIG_VARIABLE +
      '`; over it environment variables; over them flags. ' +
      'Unknown keys, variables and flags are refused. Lists are comma-separated in variables and flags; the actions of ' +
      'rules are written `PG101=off,PG103=warn` there and are merged code by code, every other value replaces the one ' +
      'of the weaker source. A relative path is relative to the directory in which Pullgate was started.',
    '`pullgate config check` tells all mistakes at once, each with its place. `pullgate config print` shows the ' +
      'effective configuration and where each value comes from. `pullgate serve` reads the file again when its content ' +
      'changes: a mistake is logged, and the last good configuration stays. The settings of `server`, ' +
      '`tls`, `log`, `metrics`, `outcomes`, `nudge`, `cluster` and `probe`, and `secrets.usage`, need a restart; ' +
      '`cluster.provider`, `cluster.pods` and `probe.deny` do not.',
    settings.map(docsOf).join('\n\n'),
  ].join('\n\n')}\n`;
}

function docsOf(setting: Setting): string {
  const { node, path } = setting;
  const names = [
    `\`${setting.path}\``,
    ...(setting.env === undefined ? [] : [`\`${setting.env}\``]),
    ...(setting.flag === undefined ? [] : [`\`--${setting.flag}\``]),
  ];
  const lines = [
    `## ${path}`,
    node.description ?? '',
    `- Names: ${names.join(', ')}${setting.env === undefined ? ' (only in the file)' : ''}`,
    `- Default: \`${JSON.stringify(setting.default)}\``,
    `- Valid: ${upperFirst(validOf(setting))}.`,
  ];
  const item = node.items?.then ?? node.items;
  const fields = item?.properties ?? (path === 'rules' ? node.properties : undefined);
  const head = lines.slice(0, 2).join('\n\n');
  const body = lines.slice(2).join('\n');
  return fields === undefined ? `${head}\n\n${body}` : `${head}\n\n${body}\n\n${fieldTable(fields, item)}`;
}

function fieldTable(fields: Readonly<Record<string, SchemaNode>>, item: SchemaNode | undefined): string {
  const rows = Object.entries(fields).map(([name, node]) => {
    const required = item?.required?.includes(name) === true ? ' (required)' : '';
    const standard = node.default === undefined ? '' : ` Default: \`${node.default}\`.`;
    return `| \`${name}\`${required} | ${cell(`${asSentence(node.description ?? '')}${standard}`)} |`;
  });
  return ['| Field | Meaning |', '| --- | --- |', ...rows].join('\n');
}

/** Titles of rules are clauses. */
function asSentence(text: string): string {
  return text.endsWith('.') ? text : `${upperFirst(text)}.`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** `it must be one of ...` without its first words. */
function validOf({ node, path }: Setting): string {
  if (path === 'rules') return 'a mapping of codes to deny, warn, audit or off';
  if (node.type !== 'array') return valid(node).replace(/^it must be /, '');
  const { items } = node;
  if (items?.type === 'object') return 'a list of mappings with the fields below';
  return `a list; each entry ${valid(items ?? {}).replace(/^it /, '')}`;
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
