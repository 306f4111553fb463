/**
 * SARIF 2.1.0 (OASIS), as code scanning services take it: a result per finding with the page of its rule, places relative
 * to the top of the checkout, and fingerprints that survive moved lines. What could not be decided is no result: it is
 * told as a notification of the run.
 */

import { pathToFileURL } from 'node:url';
import { findRule } from '../../core/rules/index.js';
import { renderRulePage } from '../../core/rules/page.js';
import { containerText } from '../../core/words/container.js';
import { count } from '../../core/words/count.js';
import { shown } from '../../core/words/escape.js';
import { type Checkout, pathInCheckout } from '../checkout.js';
import type { ReportedAction, ReportedContainer, Summary } from '../report.js';
import { allEntries, type Entry, ignoredEntries, sortOf } from './entries.js';
import type { Format } from './format.js';
import { asciiJson } from './json.js';
import { imagesText, isInFile, objectText, placeText, sentence, undecided } from './words.js';

const LEVELS = { deny: 'error', warn: 'warning', audit: 'note' } as const satisfies Record<ReportedAction, string>;

const ROOT = '%SRCROOT%';

export const sarif: Format = {
  render: (report, { checkout, version }) =>
    renderSarif({
      entries: [...allEntries(report), ...ignoredEntries(report)],
      root: 'The top of the checkout.',
      isWhole: report.summary.unreadable === 0,
      summary: report.summary,
      checkout,
      version,
    }),
};

export interface SarifRun {
  readonly entries: readonly Entry[];
  /** What the places are relative to, in words. */
  readonly root: string;
  /** All that there is was looked at. */
  readonly isWhole: boolean;
  readonly summary: Pick<Summary, 'unknownReasons'>;
  readonly checkout: Checkout;
  readonly version: string;
}

const OFFICIAL_SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export function renderSarif({ entries, root, isWhole, summary, checkout, version }: SarifRun): string {
  const ids = [...new Set(entries.map(sortOf))].sort();
  return asciiJson({
    $schema: OFFICIAL_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Pullgate', semanticVersion: version, rules: ids.map(toRule) } },
        columnKind: 'utf16CodeUnits',
        // Where that is differs from machine to machine; who shows the report knows.
        originalUriBaseIds: { [ROOT]: { description: { text: root } } },
        invocations: [{ executionSuccessful: isWhole, toolExecutionNotifications: toNotifications(summary) }],
        results: entries.map((entry) => toResult(entry, ids, checkout)),
      },
    ],
  });
}

function toRule(id: string): unknown {
  const rule = findRule(id);
  if (rule === undefined) return inputRule(id);
  const page = renderRulePage(rule);
  const level = rule.defaultAction === 'off' ? 'none' : LEVELS[rule.defaultAction];
  return {
    id,
    name: pascalCase(rule.slug),
    shortDescription: { text: firstUpper(rule.title) },
    fullDescription: { text: plain(rule.docs.what) },
    help: { text: `${plain(rule.docs.what)}\n\nHow to fix it: ${plain(rule.docs.fix)}`, markdown: page },
    defaultConfiguration: { level },
    properties: { tags: ['kubernetes', 'image-pull'], 'problem.severity': level === 'none' ? 'recommendation' : level },
  };
}

/** What is no rule of Pullgate: what the input itself made one say. */
const INPUT_RULES: Readonly<Record<string, readonly [title: string, help: string]>> = {
  input: ['The input is not what it looks like', 'Mend the document: nothing is known of what cannot be read.'],
  refused: ['The API server refuses the object', 'Write the field as the message says.'],
  dropped: ['The API server drops a part of the object without a word', 'Write the field as the message says.'],
  'passed-over': ['What a kind may hold was not looked at', 'Add the kind to the setting kinds, as the message says.'],
};

function inputRule(id: string): unknown {
  const [title = id, help = id] = INPUT_RULES[id] ?? [];
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: title },
    fullDescription: { text: title },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: 'warning' },
    properties: { tags: ['kubernetes', 'input'], 'problem.severity': 'warning' },
  };
}

function toResult(entry: Entry, ids: readonly string[], checkout: Checkout): unknown {
  const id = sortOf(entry);
  const others = entry.containers.slice(1, MOST_RELATED + 1);
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: LEVELS[entry.action],
    message: { text: plain(messageText(entry)) },
    locations: [{ ...toLocation(entry, checkout), ...logicalLocations(entry) }],
    ...(others.length === 0
      ? {}
      : { relatedLocations: others.map((each, index) => toRelated(entry, each, index, checkout)) }),
    ...(entry.ignored === undefined
      ? {}
      : { suppressions: [{ kind: 'inSource', justification: shown(entry.ignored.reason) }] }),
    ...(entry.fingerprint === undefined ? {} : { partialFingerprints: { 'pullgate/v1': entry.fingerprint } }),
  };
}

const MOST_RELATED = 20;

/** Viewers show the message alone, often cut: what is wrong, of which image; then how to mend it. */
function messageText(entry: Entry): string {
  const { fix, operator } = entry;
  const of = [objectText(entry), imagesText(entry)].filter((part) => part !== '').join(', ');
  // Lines of a rendered stream are no lines of the template.
  const at = entry.template === undefined ? '' : ` At ${placeText(entry)}.`;
  return [
    `${fullStop(`${sentence(entry)}${of === '' ? '' : ` (${of})`}`)}${at}`,
    ...(fix === '' ? [] : [`Fix:\n${fix}`]),
    ...(operator === '' ? [] : [operator]),
  ].join('\n');
}

/** SARIF 3.11.5, 3.11.6: `{0}` would be a placeholder, `[text](target)` a link; text of a manifest may hold either. */
function plain(text: string): string {
  return text
    .replace(/\\u\{([0-9a-f]+)\}/g, (_, digits: string) => `U+${digits.toUpperCase().padStart(4, '0')}`)
    .replaceAll('](', '] (')
    .replace(/\{(?=\d+\})/g, '{ ');
}

function fullStop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

/** Code scanning shows nothing without a line: of what has none it is the first. */
function toLocation(entry: Entry, checkout: Checkout): { readonly physicalLocation: unknown } {
  const { line = 1, column } = entry;
  const isLine = isInFile(entry) || entry.template === undefined;
  const region = { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  return {
    physicalLocation: {
      artifactLocation: toArtifact(pathInCheckout(entry, checkout)),
      region: isLine ? region : { startLine: 1 },
    },
  };
}

function toRelated(entry: Entry, container: ReportedContainer, index: number, checkout: Checkout): unknown {
  const { line, column } = container;
  const text = `${containerText(container)}, image "${container.image}"`;
  return { id: index + 1, ...toLocation({ ...entry, line, column }, checkout), message: { text: plain(text) } };
}

function toArtifact(path: string): unknown {
  if (path.startsWith('/') || /^[A-Za-z]:\//.test(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

function logicalLocations(entry: Entry): { readonly logicalLocations?: unknown } {
  const { object } = entry;
  if (object === undefined) return {};
  return { logicalLocations: [{ name: shown(object.name), fullyQualifiedName: objectText(entry), kind: 'resource' }] };
}

function toNotifications(summary: Pick<Summary, 'unknownReasons'>): readonly unknown[] {
  const { reasons, more, settledBy } = undecided(summary, MOST_REASONS);
  const ending = settledBy === '' ? '' : `: ${settledBy}`;
  return [
    ...reasons.map(({ reason, objects }) => `Undecided for ${count(objects, 'object')}: ${reason}${ending}`),
    ...(more > 0 ? [`${count(more, 'more reason')} for what is undecided`] : []),
  ].map((text) => ({ level: 'note', message: { text: plain(text) } }));
}

const MOST_REASONS = 20;

function pascalCase(slug: string): string {
  return slug.split('-').map(firstUpper).join('');
}

function firstUpper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
