/**
 * An audit as one file of HTML: no address in it leads out of it, its policy lets nothing in and nothing run but the script
 * that it carries, and it can be read without that script. The same report gives the same bytes.
 *
 * What it shows is decided in the report; here it is put in order.
 */
import { shown, shownLong } from '../../core/words/escape.js';
import type { AuditReport } from '../report.js';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './assets.js';
import { listedCauses, renderCauses } from './causes.js';
import { renderDrain } from './drain.js';
import { renderEnforcement } from './enforcement.js';
import { renderRows } from './finding.js';
import { renderFixes } from './fixes.js';
import { renderMatrix } from './matrix.js';
import { type Child, escapeHtml, h, type Part, toHtml } from './node.js';
import { pack, type Row, rowsOf, toJson } from './rows.js';
import { renderTimeLine } from './time-line.js';
import { headline, renderHeader, renderTotals } from './totals.js';
import { renderUnknown } from './unknown.js';
import { countRows, grouped } from './words.js';

/** Findings that can be read without the script, and the size of a page with it. */
const FIRST = 25;

/** `frame-ancestors` and `sandbox` have no meaning in a page. */
const CONTENT_POLICY = [
  "default-src 'none'",
  `script-src '${SCRIPT_HASH}'`,
  `style-src '${STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * @param policy what the report rests on, in words; '' where nothing is known
 * @returns the whole file
 */
export function renderPage(report: AuditReport, policy: string): string {
  const rows = report.owners.flatMap(rowsOf);
  const causes = listedCauses(report).map(({ code, problem }) => ({ code: shown(code), problem: shownLong(problem) }));
  const data = toJson(pack(rows, causes));
  const title = `${headline(report)} - Pullgate audit`;
  const body = renderBody(renderHeader(report, policy), renderTotals(report), sectionsOf(report, renderFindings(rows)));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body.map(toHtml).join('\n')}
<script type="application/json" id="data">${data}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Child[];
}

function renderBody(header: Part, totals: Part, sections: readonly Section[]): readonly Part[] {
  const links = sections.map(({ id, title }) => h('li', {}, h('a', { href: `#${id}` }, title)));
  return [
    h('a', { class: 'skip', href: '#findings' }, 'To the findings'),
    header,
    h('nav', { 'aria-label': 'Parts of this report' }, h('ul', {}, ...links)),
    h(
      'main',
      {},
      totals,
      ...sections.map(({ id, title, parts }) =>
        h(
          'section',
          { id, 'aria-labelledby': `${id}-title` },
          h('h2', { id: `${id}-title`, tabindex: '-1' }, title),
          ...parts,
        ),
      ),
    ),
    h('footer', {}, h('p', {}, 'Made by pullgate audit. This file loads nothing and sends nothing.')),
  ];
}

function sectionsOf(report: AuditReport, findings: readonly Child[]): readonly Section[] {
  const { drain, fixes } = report;
  const unknown = renderUnknown(report);
  return [
    ...(drain === undefined ? [] : [{ id: 'drain', title: 'If every node were new', parts: renderDrain(drain) }]),
    { id: 'causes', title: 'Causes', parts: renderCauses(report) },
    { id: 'enforcement', title: 'What enforcement would deny', parts: renderEnforcement(report) },
    ...(fixes.length === 0 ? [] : [{ id: 'fixes', title: 'Fixes that end many findings', parts: renderFixes(report) }]),
    { id: 'matrix', title: 'Registries and namespaces', parts: renderMatrix(report) },
    { id: 'credentials', title: 'Credentials that end', parts: renderTimeLine(report) },
    ...(unknown.length === 0 ? [] : [{ id: 'unknown', title: 'What is not known', parts: unknown }]),
    { id: 'findings', title: 'Findings', parts: findings },
  ];
}

function renderFindings(rows: readonly Row[]): readonly Child[] {
  const all =
    rows.length === 0 ? 'No finding.' : countRows(rows.length, rows.filter(({ state }) => state === 'unknown').length);
  const rest = `The first ${FIRST} stand here; search, filters and the other ${grouped(rows.length - FIRST)} need the script of this page.`;
  return [
    h('form', { id: 'filters', role: 'search', 'aria-label': 'Findings', hidden: true }),
    h('p', { id: 'status', role: 'status' }, rows.length > FIRST ? `${all}. ${rest}` : all),
    h('div', { id: 'list', 'data-size': String(FIRST) }, ...renderRows(rows.slice(0, FIRST))),
    h('div', { id: 'pager', hidden: true }),
    h('p', { id: 'said', class: 'unseen', role: 'status' }),
  ];
}
