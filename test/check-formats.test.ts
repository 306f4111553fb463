/**
 * The formats of `check`: each is read by what reads it elsewhere, for every sort of report, and for manifests that hold
 * whatever means something in it.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lexer, type Token, type Tokens } from 'marked';
import t from 'tap';
import { Parser } from 'tap-parser';
import { validateXML } from 'xmllint-wasm';
import { FORMATS } from '../src/cli/formats/index.js';
import { renderMarkdown } from '../src/cli/formats/markdown.js';
import type { Report, ReportedFinding, Result } from '../src/cli/report.js';
import { shown } from '../src/core/words/escape.js';
import {
  check,
  FIXTURES,
  jsonFaults,
  readCommands,
  SARIF_SCHEMA,
  sarifFaults,
  type World,
} from './support/check-formats.js';
import { type Block, matchTold, matchTopics } from './support/told.js';

const work = mkdtempSync(join(tmpdir(), 'pullgate-formats-'));
t.teardown(() => rmSync(work, { recursive: true }));

const RENDERED = `---
# Source: app/templates/config.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: app}
---
# Source: app/templates/web.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    spec:
      containers:
        - name: web
          image: nginx:latest
          image: nginx:latest
---
# Source: app/charts/cache/templates/cache.yaml
apiVersion: v1
kind: Pod
metadata: {name: cache, namespace: shop}
spec:
  containers:
    - {name: cache, image: "registry.example.com/team/cache"}
`;

const ABOVE = join(FIXTURES, '..');

const SCENARIOS: readonly (readonly [argv: string, world?: World])[] = [
  ['clean.yaml'],
  ['latest.yaml app broken.yaml hostile.yaml duplicate.yaml secret.yaml'],
  ['latest.yaml --fail-on never'],
  ['latest.yaml --mode audit'],
  ['latest.yaml --mode off'],
  ['warning.yaml --cluster-dir cluster'],
  ['warning.yaml --cluster-dir cluster --fail-on warn'],
  ['app'],
  ['app --strict'],
  ['app --cluster-dir cluster -n shop'],
  ['other'],
  ['empty --allow-empty'],
  ['nowhere.yaml clean.yaml'],
  ['field/88-pull-secrets-is-a-string/manifest.yaml field/101-key-is-singular/manifest.yaml', { cwd: ABOVE }],
  ['field/88-pull-secrets-is-a-string/manifest.yaml --fail-on never', { cwd: ABOVE }],
  ['-', { stdin: RENDERED.replace('image: nginx:latest', 'image: nginx:latest # pullgate:ignore PG101 a|b *test*') }],
  ['-', { stdin: RENDERED }],
];

const rendered = (format: string, [argv, world]: (typeof SCENARIOS)[number]) =>
  check([...argv.split(' '), '-o', format], world);

// ------------------------------------------------------------------------------------------------------------ hostile

/** What means something in one of the formats, to a terminal, or to the service that shows them. */
const HOSTILE = [
  'a|b`c``d<script>alert(1)</script>]]>&amp;&#10;"\'\\',
  '\\\\|# SKIP # TODO %0A::error::x %25,x:y=z',
  '[click](https://evil.example) ![x](y) @octocat #1 *b* _i_ ~s~ $x$ www.evil.example https://evil.example',
  '{0} {1} ${X} {{ x }} </summary></details> <!-- x -->',
  'x\n::set-env name=PATH::evil\n::stop-commands::x\n##[error]x\n...\n---\nok 99\n1..0\n| a | b |\n```\n# h',
  '\u001b[31m\u0007\u202e\u2028\u2029\u0085\ufeff\u200b\u00e9\u{1f600}\ud800',
];

/** Of characters that can stand in the name of a template. */
const TEMPLATE = "a`b[c](d)@octocat#1&amp;,{0}%0A 'e'.yaml";

/** Two documents of one text each; JSON is YAML, and says every character. */
function hostileManifests(): string {
  const objects = HOSTILE.flatMap((text) =>
    [`nginx:latest ${text}`, 'docker.io/library/nginx:latest'].map((image) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: text, namespace: text },
      spec: { containers: [{ name: text, image }] },
    })),
  );
  return objects.map((each) => `---\n# Source: app/templates/${TEMPLATE}\n${asAscii(each)}\n`).join('');
}

const asAscii = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const FINDINGS = HOSTILE.length * 2;
const PRINTABLE = /^[\n -~]*$/;

async function hostile(format: string): Promise<string> {
  const { code, stdout } = await check(['-', '-o', format], { stdin: hostileManifests() });
  t.equal(code, 1, format);
  t.match(stdout, PRINTABLE, `${format}: nothing that steers what shows it`);
  return stdout;
}

/** Each container name stands in the text, as it is shown. */
function namesAll(text: string, show: (name: string) => string = (name) => name): readonly string[] {
  return HOSTILE.filter((name) => !text.includes(show(shown(name))));
}

// --------------------------------------------------------------------------------------------------------------- all

t.test('every format, as it is printed', async (t) => {
  const topics = Object.keys(FORMATS);
  for (const format of topics) {
    const told: Block[] = [];
    // The pages of the rules make that of the first one too long to be read.
    for (const scenario of format === 'sarif' ? [SCENARIOS.at(-1)] : [SCENARIOS[1], SCENARIOS.at(-1)]) {
      if (scenario !== undefined) told.push([scenario[0], (await rendered(format, scenario)).stdout]);
    }
    matchTold(t, `formats/${format}`, told);
  }
  matchTopics(t, 'formats', topics);
});

t.test('the example of the README is what is printed', async (t) => {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const { stdout } = await check(['docs/example/web.yaml', '--cluster-dir', 'docs/example/cluster'], { cwd });
  const readme = readFileSync(join(cwd, 'README.md'), 'utf8');
  t.ok(readme.includes(`--cluster-dir docs/example/cluster\n${stdout}\`\`\`\n`), stdout);
});

t.test('docs/check.md lists every format', async (t) => {
  const page = readFileSync(new URL('../docs/check.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z]+)` \| [a-zA-Z]/gm)].map(([, name]) => name);
  t.strictSame(rows, Object.keys(FORMATS));
});

t.test('the formats of tests fail where the command does', async (t) => {
  for (const scenario of SCENARIOS) {
    const { code, stdout } = await rendered('tap', scenario);
    let isOk: boolean | undefined;
    const parser = new Parser({ strict: true }, (results) => {
      isOk = results.ok;
      t.strictSame(
        results.failures.filter(({ tapError }) => tapError !== null && code === 0),
        [],
        scenario[0],
      );
    });
    parser.end(stdout);
    t.equal(isOk, code === 0, `tap: ${scenario[0]}`);
    const xml = (await rendered('junit', scenario)).stdout;
    const [, failures = '', errors = ''] = /failures="(\d+)" errors="(\d+)"/.exec(xml) ?? [];
    t.equal(Number(failures) + Number(errors) === 0, code === 0, `junit: ${scenario[0]}`);
  }
});

// -------------------------------------------------------------------------------------------------------------- json

t.test('json: every report is what its schema promises', async (t) => {
  for (const scenario of SCENARIOS) {
    const { stdout } = await rendered('json', scenario);
    t.strictSame(jsonFaults(stdout), [], scenario[0]);
  }
  t.strictSame(jsonFaults(await hostile('json')), []);
  const broken = JSON.parse((await rendered('json', ['latest.yaml'])).stdout);
  t.not(jsonFaults(JSON.stringify({ ...broken, version: 2 })).length, 0, 'and what is none is seen');
  t.not(jsonFaults(JSON.stringify({ ...broken, more: 1 })).length, 0, 'a field that nobody promised, too');
});

// ------------------------------------------------------------------------------------------------------------- sarif

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
      readonly region?: { readonly startLine: number; readonly startColumn?: number };
    };
  }[];
  readonly partialFingerprints?: Readonly<Record<string, string>>;
}

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly help: object }[] } };
  readonly results: readonly SarifResult[];
  readonly invocations: readonly { readonly executionSuccessful: boolean }[];
}

const OFFICIAL = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const sarifRun = (text: string): SarifRun => JSON.parse(text).runs[0];

t.test('sarif: the schema is that of the OASIS committee, byte for byte', async (t) => {
  const bytes = readFileSync(new URL(`../${SARIF_SCHEMA}`, import.meta.url));
  t.equal(JSON.parse(bytes.toString()).id, OFFICIAL);
  // github.com/oasis-tcs/sarif-spec sarif-2.1/schema/sarif-schema-2.1.0.json at a560296ca8c921f3bdb8d4a8db57ab83dae968a7
  const digest = 'c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e';
  t.equal(createHash('sha256').update(bytes).digest('hex'), digest);
});

t.test('sarif: the official schema, and what services take of it', async (t) => {
  for (const scenario of SCENARIOS) {
    const { code, stdout } = await rendered('sarif', scenario);
    t.strictSame(sarifFaults(stdout), [], scenario[0]);
    t.equal(JSON.parse(stdout).$schema, OFFICIAL, 'and it names that schema');
    const { tool, results, invocations } = sarifRun(stdout);
    for (const { ruleId, ruleIndex } of results) t.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
    t.equal(invocations[0]?.executionSuccessful, code !== 2, scenario[0]);
  }
  const text = await hostile('sarif');
  t.strictSame(sarifFaults(text), []);
  const { results } = sarifRun(text);
  t.equal(results.length, FINDINGS);
  t.notMatch(results.map(({ message }) => message.text).join(), /\]\(|\{\d+\}/, 'no link, no placeholder');
  const wrong = sarifRun(text);
  t.not(sarifFaults(JSON.stringify({ version: '2.1.0', runs: [{ ...wrong, tool: {} }] })).length, 0, 'a fault is seen');
});

t.test('sarif: places', async (t) => {
  const place = (text: string, index = 0) => sarifRun(text).results[index]?.locations[0]?.physicalLocation;
  const file = (path: string) => ({ uri: path, uriBaseId: '%SRCROOT%' });
  const latest = (await check(['latest.yaml', '-o', 'sarif'])).stdout;
  const region = { startLine: 9, startColumn: 14 };
  t.strictSame(place(latest), { artifactLocation: file('latest.yaml'), region });
  const top = { GITHUB_WORKSPACE: join(FIXTURES, '../..') };
  const below = (await check(['./latest.yaml', '-o', 'sarif'], { env: top })).stdout;
  t.strictSame(place(below), { artifactLocation: file('fixtures/cli/latest.yaml'), region }, 'as the service knows it');
  const outside = (await check([join(FIXTURES, 'latest.yaml'), '-o', 'sarif'], { cwd: work })).stdout;
  t.match(place(outside)?.artifactLocation, { uri: /^file:\/\/\/.*latest\.yaml$/, uriBaseId: undefined });
  const chart = (await check(['-', '-o', 'sarif'], { stdin: RENDERED })).stdout;
  const web = { artifactLocation: file('app/templates/web.yaml'), region: { startLine: 1 } };
  t.strictSame(place(chart), web, 'its lines are not those of the template');
  const name = 'a b%é#?.yaml';
  writeFileSync(join(work, name), readFileSync(join(FIXTURES, 'latest.yaml')));
  const odd = (await check([name, '-o', 'sarif'], { cwd: work })).stdout;
  t.strictSame(sarifFaults(odd), []);
  t.equal(decodeURIComponent(place(odd)?.artifactLocation.uri ?? ''), name);
});

// ------------------------------------------------------------------------------------------------------------- junit

t.test('junit: the schema of Jenkins', async (t) => {
  const texts = await Promise.all(SCENARIOS.map(async (scenario) => (await rendered('junit', scenario)).stdout));
  const hostileText = await hostile('junit');
  const schema = readFileSync(new URL('fixtures/formats/junit-4.xsd', import.meta.url), 'utf8');
  const xml = [...texts, hostileText].map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { valid, errors } = await validateXML({ xml, schema: [{ fileName: 'junit-4.xsd', contents: schema }] });
  t.strictSame(errors, []);
  t.ok(valid);
  t.equal(hostileText.match(/<testcase /g)?.length, FINDINGS);
  t.notMatch(hostileText, /<script|]]>/);
  const escaped = (name: string): string =>
    name.replace(/[&<>"']/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each] ?? '&apos;');
  t.strictSame(namesAll(hostileText, escaped), []);
});

// --------------------------------------------------------------------------------------------------------------- tap

t.test('tap: what a manifest says is no directive, no plan and no test', async (t) => {
  const names: string[] = [];
  const parser = new Parser({ strict: true }, (results) => {
    t.match(results, { count: FINDINGS, fail: FINDINGS, skip: 0, todo: 0, bailout: false });
    for (const { tapError } of results.failures) t.equal(tapError ?? null, null);
  });
  parser.on('assert', ({ name, diag }) => {
    names.push(name);
    t.match(diag, { findings: [{ code: /^PG10[13]$/, images: /^container / }] });
  });
  parser.end(await hostile('tap'));
  t.strictSame(
    HOSTILE.filter((each) => !names.some((name) => name.includes(shown(each).trim()))),
    [],
    'unescaped it is the name as it is shown',
  );
});

// ------------------------------------------------------------------------------------------------------------ github

t.test('github: the runner reads a command per finding, whatever is in it', async (t) => {
  const { commands, others } = readCommands(await hostile('github'));
  t.equal(others.length, 1, 'the summary');
  t.match(others[0], /^Pullgate: \d+ objects with images/);
  const errors = commands.filter(({ name }) => name === 'error');
  t.equal(errors.length, FINDINGS);
  t.equal(commands.length, errors.length, 'and nothing else');
  for (const { properties } of commands) t.strictSame(Object.keys(properties), ['file', 'title']);
  t.strictSame(namesAll(errors.map(({ message }) => message).join('\n')), []);
  const odd = 'a,b:c%25=d.yaml';
  writeFileSync(join(work, odd), readFileSync(join(FIXTURES, 'latest.yaml')));
  const [first] = readCommands((await check([odd, '-o', 'github'], { cwd: work })).stdout).commands;
  t.match(first, { name: 'error', properties: { file: odd, line: '9', col: '14' } });
});

t.test('github: a summary of the job is added to the file of the environment', async (t) => {
  const file = join(work, 'summary.md');
  writeFileSync(file, 'before\n');
  const env = { GITHUB_STEP_SUMMARY: file };
  await check(['latest.yaml', '-o', 'github'], { env });
  await check(['latest.yaml', '-o', 'text'], { env });
  const markdown = (await check(['latest.yaml', '-o', 'markdown'])).stdout;
  t.equal(readFileSync(file, 'utf8'), `before\n${markdown}`, 'behind what is there, and by this format alone');
  const lost = await check(['latest.yaml', '-o', 'github'], { env: { GITHUB_STEP_SUMMARY: join(work, 'no/where') } });
  t.equal(lost.code, 2);
  t.match(lost.stderr, /no\/where cannot be written/);
});

t.test('github: who did not ask for a format there is told of it', async (t) => {
  const env = { GITHUB_ACTIONS: 'true' };
  t.match((await check(['clean.yaml'], { env })).stderr, /^note: -o github .*\n$/);
  t.equal((await check(['clean.yaml', '-o', 'json'], { env })).stderr, '');
  t.equal((await check(['clean.yaml'])).stderr, '');
});

// ------------------------------------------------------------------------------------------------------------ gitlab

t.test('gitlab: what its documentation asks of an issue', async (t) => {
  const severities = ['info', 'minor', 'major', 'critical', 'blocker'];
  for (const scenario of SCENARIOS) {
    const issues = JSON.parse((await rendered('gitlab', scenario)).stdout);
    for (const { description, check_name, fingerprint, severity, location } of issues) {
      t.ok(severities.includes(severity), severity);
      t.match(
        { description, check_name, fingerprint },
        { description: /./, check_name: /./, fingerprint: /^[0-9a-f]{32}$/ },
      );
      t.match(location, { path: /^(?!\.?\/)/, lines: { begin: Number } });
    }
    const prints = issues.map(({ fingerprint }: { readonly fingerprint: string }) => fingerprint);
    t.equal(new Set(prints).size, prints.length, scenario[0]);
  }
  t.equal(JSON.parse(await hostile('gitlab')).length, FINDINGS);
});

// ---------------------------------------------------------------------------------------------------------- markdown

function tokensOf(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token) => {
    const { header = [], rows = [] } = token as Partial<Tokens.Table>;
    const cells = [...header, ...rows.flat()].flatMap((cell) => tokensOf(cell.tokens));
    const items = ((token as Partial<Tokens.List>).items ?? []).flatMap((item) => tokensOf(item.tokens));
    return [token, ...cells, ...items, ...tokensOf(('tokens' in token && token.tokens) || [])];
  });
}

const isTable = (token: Token): token is Tokens.Table => token.type === 'table';

t.test('markdown: no mark of a manifest is one of the report', async (t) => {
  const text = await hostile('markdown');
  const tokens = tokensOf(lexer(text));
  const [table, ...more] = tokens.filter(isTable);
  t.equal(more.length, 0);
  for (const row of table?.rows ?? []) t.equal(row.length, 2);
  const kinds = new Set(tokens.map(({ type }) => type));
  for (const kind of ['link', 'image', 'em', 'del', 'codespan']) t.notOk(kinds.has(kind), kind);
  t.equal(tokens.filter(({ type }) => type === 'heading').length, 1);
  const tags = tokens.filter(({ type }) => type === 'html').map(({ raw }) => raw.trim());
  const own = /^(?:<details><summary>[^<]*(?:<!-- -->[^<]*)*<\/summary>|<\/details>|<\/?code>|<!-- -->)$/;
  t.strictSame(
    tags.filter((tag) => !own.test(tag)),
    [],
  );
  t.notMatch(text, /@octocat|#1\b(?!;)/);
  const decoded = text.replaceAll('<!-- -->', '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  t.strictSame(namesAll(decoded), []);
});

const finding = (index: number): ReportedFinding => ({
  code: 'PG201',
  rule: 'pull-secret-missing',
  action: 'deny',
  problem: `no pull secret for registry-${index}.example.com`,
  because: 'b'.repeat(200),
  fix: `kubectl ${'f'.repeat(200)}`,
  operator: '',
  line: 1,
  column: 1,
  fingerprint: '',
  containers: [{ kind: 'container', name: 'web', image: 'i'.repeat(200), path: '', line: 1, column: 1 }],
});

t.test('markdown: short enough for a comment, and it says what is left out', async (t) => {
  const result = (index: number): Result => ({
    file: 'a.yaml',
    line: 1,
    column: 1,
    object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' },
    decision: 'deny',
    findings: [finding(index)],
    unknown: [],
    ignored: [],
  });
  const results = Array.from({ length: 5_000 }, (_, index) => result(index));
  const decisions = { deny: 5_000, warn: 0, audit: 0, allow: 0, error: 0 };
  const none = {
    others: 0,
    skipped: 0,
    warn: 0,
    audit: 0,
    unknown: 5_000,
    unreadable: 0,
    refused: 0,
    dropped: 0,
    ignored: 0,
    passedOver: 0,
  };
  const unknownReasons = results.map((_, index) => ({ reason: `${index} ${'r'.repeat(200)}`, objects: 1 }));
  const summary = { objects: 5_000, files: 1, deny: 5_000, decisions, unknownReasons, ...none };
  const report: Report = { version: 1, results, diagnostics: [], summary };
  const text = renderMarkdown(report);
  t.ok(text.length < 65_536, `${text.length} characters`);
  t.match(text, /\n\| \d+ \| more, not shown here \|\n/);
  t.match(text, /\n\d+ more sorts of findings: see the other formats\.\n/);
  t.match(text, /\n- 4980 more reasons\n/);
});
