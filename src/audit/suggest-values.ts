/**
 * Suggested settings as a values file of the chart: what stands in it, and, as comments, by what evidence, what is left out
 * and what to do besides. The same cluster gives the same text.
 */

import { isNamespaceName } from '../core/object-name.js';
import { count } from '../core/words/count.js';
import { shown } from '../core/words/escape.js';
import { type EvidenceRow, type Seen, together } from './evidence.js';
import type { List, SuggestedEntry, SuggestedProvider } from './suggest.js';
import type { ModeLabel, TagRule } from './suggest-modes.js';
import { doubtWords, placesOf } from './suggest-words.js';
import type { Suggested } from './suggestion.js';

export interface ValuesOptions {
  /** Which cluster, in words. */
  readonly cluster: string;
  /** Namespaces that were looked into; undefined: all. */
  readonly only: readonly string[] | undefined;
  /** Why nodes could not be counted, a clause; undefined where they were. */
  readonly nodesUnread: string | undefined;
}

/** Of each list of comments; the rest is counted. */
const MOST_TOLD = 100;

export function valuesFile(suggested: Suggested, options: ValuesOptions): string {
  const { suggestion, modes } = suggested;
  return [
    ...headOf(suggested, options),
    'mode: enforce',
    ...section('policy', [
      ...section('cluster', providerLines(suggestion.provider)),
      ...section('registries', [
        ...listLines('public', suggestion.lists.public),
        ...listLines('nodeCredentials', suggestion.lists.nodeCredentials),
        ...listLines('private', suggestion.lists.private),
      ]),
      ...section('rules', modes.tags.flatMap(tagLines)),
    ]),
    ...paragraph(labelLines(modes.labels)),
    ...paragraph(unprovenLines(suggested)),
    ...paragraph(restLines(suggested, options)),
    '',
  ].join('\n');
}

function headOf({ found, suggestion }: Suggested, { cluster, only }: ValuesOptions): readonly string[] {
  const { pods, nodes, namespaces } = found;
  const scope = only === undefined ? '' : `, namespaces ${only.map((each) => shown(each)).join(', ')} only`;
  const of = `${count(pods, 'Pod')} on ${count(nodes, 'node')} in ${count(namespaces, 'namespace')}`;
  return [
    '# Values for the chart, made by "pullgate audit --suggest".',
    `# Of ${shown(cluster, 500)}${scope}: ${of}.`,
    '# A Pod that runs, and whose pull secrets do not match its image, proves that its nodes can pull without one. Each',
    '# entry says what stands behind it. Read it, then: helm upgrade --install pullgate CHART -n pullgate -f THIS-FILE',
    ...(suggestion.known === 0
      ? []
      : [
          `# No entry is needed for ${count(suggestion.known, 'repository', 'repositories')} that ran: known to be public, or covered.`,
        ]),
    '',
  ];
}

/** Nothing where nothing is in it. */
function section(key: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${key}:`, ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
}

function paragraph(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function providerLines(provider: SuggestedProvider | undefined): readonly string[] {
  if (provider === undefined) return [];
  const { name, shown: isShown, rows } = provider;
  const why = isShown ? 'As the policy or the API server has it.' : 'By the providerID of the nodes.';
  const proof = rows.length === 0 ? '' : ` Without a secret came: ${evidenceWords(rows)}.`;
  return [`# ${why}${proof}`, `provider: ${name}`];
}

function listLines(list: List, entries: readonly SuggestedEntry[]): readonly string[] {
  // What Helm is given takes the place of a list, so what is configured stands here again.
  if (entries.every(({ rows }) => rows.length === 0)) return [];
  return section(
    list,
    entries.flatMap(({ pattern, provider, rows }) => [
      `# ${entryWords(list, rows)}`,
      `- ${JSON.stringify(provider ?? pattern)}`,
    ]),
  );
}

function entryWords(list: List, rows: readonly EvidenceRow[]): string {
  if (rows.length === 0) return 'configured already';
  if (list !== 'private') return evidenceWords(rows);
  const secret = together(...rows.map((row) => row.secret));
  const who =
    secret.count === 0 ? 'nothing proves that it needs no secret' : `pulled with secrets by ${placesOf(secret)}`;
  return `${rowsWords(rows)}${who}; a pattern of another list would take it in`;
}

/** `3 repositories: 12 Pods on 3 nodes in blog and shop, since 2026-03-02` */
function evidenceWords(rows: readonly EvidenceRow[]): string {
  const proof = together(...rows.flatMap(({ pulled, there }) => [pulled, there]));
  const failing = rows.reduce((sum, row) => sum + row.failing.count, 0);
  const but = failing === 0 ? '' : `; ${count(failing, 'other')} cannot pull it`;
  return `${rowsWords(rows)}${placesOf(proof)}${but}`;
}

function rowsWords(rows: readonly EvidenceRow[]): string {
  return rows.length < 2 ? '' : `${rows.length} repositories: `;
}

function tagLines({ code, pods, namespaces }: TagRule): readonly string[] {
  const seen: Seen = { count: pods, nodes: 0, namespaces, moreNamespaces: false, since: '' };
  return [`# What it denies runs in ${placesOf(seen)}; let it deny again once that has ended.`, `${code}: warn`];
}

// ------------------------------------------------------------------------------------------------------------ comments

function labelLines(labels: readonly ModeLabel[]): readonly string[] {
  const named = labels.filter(({ namespace }) => isNamespaceName(namespace));
  if (named.length === 0) return [];
  return [
    '# Namespaces in which something runs that these values would deny, and nothing proves that it can be pulled again. Let',
    '# them only warn before you enforce, until that is settled; each command says what it is about.',
    ...named.flatMap(({ namespace, codes, pods, image }) => [
      `#   kubectl label namespace ${namespace} pullgate.dev/mode=warn --overwrite`,
      `#     ${codes.join(', ')}: ${count(pods, 'Pod')}, with images such as ${shown(image)}`,
    ]),
  ];
}

function unprovenLines({ suggestion }: Suggested): readonly string[] {
  const { unproven } = suggestion;
  if (unproven.length === 0) return [];
  return [
    '# Left out, because what runs does not tell whether it can be pulled without a secret:',
    ...unproven.slice(0, MOST_TOLD).map(({ row, why }) => `#   ${shown(row.repository)}: ${doubtWords(row, why)}`),
    ...(unproven.length > MOST_TOLD ? [`#   and ${unproven.length - MOST_TOLD} more`] : []),
  ];
}

function restLines(
  { found, suggestion, modes, unread }: Suggested,
  { nodesUnread }: Pick<ValuesOptions, 'nodesUnread'>,
): readonly string[] {
  const { unsaid, unclosed } = suggestion;
  const { left } = found;
  const stay = modes.stay.map(({ code, pods }) => `${code}: ${count(pods, 'Pod')}`).join(', ');
  return [
    ...(stay === ''
      ? []
      : [`# Runs today and stays denied, because it cannot be pulled again: ${stay}. "pullgate audit" tells which.`]),
    ...(unsaid.length === 0
      ? []
      : [
          `# Proven, but without an entry, because no pattern can say it or there is no room: ${unsaid
            .slice(0, 5)
            .map(({ repository }) => shown(repository))
            .join(', ')}${unsaid.length > 5 ? ` and ${unsaid.length - 5} more` : ''}.`,
        ]),
    ...(unclosed === 0
      ? []
      : [
          `# ${count(unclosed, 'repository', 'repositories')} that nothing proves are let through by these patterns; there is no room for entries.`,
        ]),
    ...(left.images === 0
      ? []
      : [
          `# Not looked at, because there are too many names: ${count(left.images, 'image')} of Pods, in ${left.namespaces
            .map((each) => shown(each))
            .join(', ')}. So each entry is a single repository.`,
        ]),
    ...(nodesUnread === undefined
      ? []
      : [`# Nodes could not be listed (${shown(nodesUnread)}): only those that run Pods are known.`]),
    ...unread.slice(0, MOST_TOLD).map(({ what, reason }) => `# Could not be read: ${shown(what)}: ${shown(reason)}`),
    ...(unread.length > MOST_TOLD ? [`# Could not be read: ${unread.length - MOST_TOLD} more`] : []),
  ];
}
