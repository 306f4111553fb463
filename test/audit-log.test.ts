/** `pullgate audit -o log`: lines for a collector of logs, in the form of the server's own, whatever objects say. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import type { AuditReport } from '../src/audit/report.js';
import { log as format } from '../src/cli/audit/formats/log.js';
import { run } from '../src/cli/index.js';
import { anAuditReport } from './support/audit-report.js';
import { NOW } from './support/cluster-cli.js';
import { aHostileReport, withDrain } from './support/hostile-report.js';
import { matchTold } from './support/told.js';

const DIRECTORY = fileURLToPath(new URL('fixtures/audit', import.meta.url));
const OPTIONS = { colour: true, checkout: { cwd: '/', top: '/' }, version: '0.0.0' };
/** What container runtimes and the drivers of Docker pass on in one piece. */
const ONE_PIECE = 16 * 1024;

interface Line extends Readonly<Record<string, unknown>> {
  readonly what: string;
  readonly level: string;
}

const log = (report: AuditReport, options: typeof OPTIONS): string => [...format(report, options)].join('');
const linesOf = (text: string): readonly Line[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => JSON.parse(line));

async function audit(...argv: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(['audit', '--cluster-dir', 'audit', '-o', 'log', ...argv], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {})(),
    env: {},
    cwd: dirname(DIRECTORY),
    isTTY: false,
    now: () => NOW,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

t.test('what it tells a collector', async (t) => {
  const blocks = [];
  for (const argv of [
    ['-n', 'shop'],
    ['-n', 'shop', '--drain', '--fail-on', 'never'],
  ]) {
    const { code, stdout, stderr } = await audit(...argv);
    blocks.push([`pullgate audit -o log ${argv.join(' ')}: ${code}`, `${stdout}${stderr}`] as const);
  }
  matchTold(t, 'audit/log', blocks);
});

t.test('one line per finding, and the summary last, with the numbers of the JSON report', async (t) => {
  const lines = linesOf((await audit()).stdout);
  const out: string[] = [];
  await run(['audit', '--cluster-dir', 'audit', '-o', 'json'], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: () => {} },
    stdin: (async function* () {})(),
    env: {},
    cwd: dirname(DIRECTORY),
    isTTY: false,
    now: () => NOW,
  });
  const { owners, summary, unread }: AuditReport = JSON.parse(out.join(''));
  const countOf = (what: string) => lines.filter((line) => line.what === what).length;
  t.equal(countOf('finding'), summary.findings);
  t.equal(countOf('undecided'), owners.flatMap(({ unknown }) => unknown).length);
  t.equal(countOf('unread'), unread.length);
  t.equal(countOf('summary'), 1);
  t.match(lines.at(-1), {
    what: 'summary',
    counts: { findings: summary.findings, enforced: summary.enforced, enforced_pods: summary.enforcedPods },
  });
  const [first] = owners;
  t.match(lines[0], { kind: first?.object.kind, namespace: first?.object.namespace, name: first?.object.name });
});

t.test('the fields are those of the line of a review, where they mean the same', async (t) => {
  const ofReviews = readFileSync(new URL('../src/webhook/admission-log.ts', import.meta.url), 'utf8');
  const [line] = linesOf((await audit('-n', 'shop')).stdout);
  t.match(line, { event: 'audit', time: '2026-11-21T12:00:00.000Z', level: 'warn' });
  const shared = ['event', 'kind', 'group', 'version', 'namespace', 'name', 'images', 'msg', 'code', 'action', 'image'];
  for (const name of [...shared, 'registry', 'secrets']) {
    t.ok(line !== undefined && name in line, name);
    t.match(ofReviews, new RegExp(`^\\s+${name}[:,]|[{ ]${name}[,:] `, 'm'), `a review has ${name}, too`);
  }
});

t.test('a field has one type in all lines, or a collector refuses some of them', async (t) => {
  const types = new Map<string, string>();
  const reports = [anAuditReport(3), withDrain(anAuditReport(3)), aHostileReport(5)];
  for (const line of reports.flatMap((report) => linesOf(log(report, OPTIONS)))) {
    for (const [name, value] of Object.entries(line)) {
      const type = Array.isArray(value) ? 'list' : typeof value;
      t.equal(types.get(name) ?? type, type, `${line.what}: ${name}`);
      types.set(name, type);
    }
  }
  t.ok(types.size > 20);
});

t.test('whatever objects say, a line is one piece of ASCII', async (t) => {
  const { drain: _, ...findings } = aHostileReport(40);
  const texts = [
    log(findings, OPTIONS),
    log(aHostileReport(40), OPTIONS),
    ...['x', '"', '\n', 'é', '\u202e', '\ud83d\ude00', '\u0000'].map((unit) =>
      log(stretched(findings, unit.repeat(20_000)), OPTIONS),
    ),
    log(stretched(withDrain(anAuditReport(2)), '\u0000'.repeat(20_000)), OPTIONS),
  ];
  for (const text of texts) {
    t.match(text, /^[\n\x20-\x7e]+$/);
    const lines = text.split('\n').slice(0, -1);
    t.ok(lines.length > 1);
    t.ok(Math.max(...lines.map((line) => line.length)) < ONE_PIECE);
    for (const line of lines) t.match(JSON.parse(line), { event: 'audit', what: /^[a-z]+$/ });
  }
});

t.test('what fits is told as it is, what does not ends in three dots', async (t) => {
  const [fits, over] = ['a'.repeat(258), 'a'.repeat(259)];
  const nameOf = (name: string) => {
    const [first] = linesOf(log(stretched(anAuditReport(1), name), OPTIONS));
    return first?.['name'];
  };
  t.equal(nameOf(fits), fits);
  t.equal(nameOf(over), `${'a'.repeat(255)}...`);
});

t.test('no line holds a login', async (t) => {
  for (const argv of [[], ['--drain']]) {
    t.notMatch((await audit(...argv)).stdout, /example-not-a-password|example-user|eyJ/);
  }
});

/** Every text that objects choose is this one. */
function stretched(report: AuditReport, by: string): AuditReport {
  const chosen = new Set([
    'namespace',
    'name',
    'image',
    'registry',
    'problem',
    'because',
    'fix',
    'reason',
    'what',
    'secret',
  ]);
  const bend = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return chosen.has(key) ? by : value;
    if (Array.isArray(value)) return value.map((each) => bend(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, bend(of, name)]));
  };
  return bend(report, '') as AuditReport;
}
