/** What comments rest on can be opened: each cited rule exists, and each rule says where it is read and what proves it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { readRows } from './support/recorded-pods.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

interface Entry {
  readonly number: string;
  readonly text: string;
}

/** The numbered paragraphs of a page: `**2.5 ` or `**6. ` at the start of a line, up to the next one or a heading. */
function entriesOf(page: string): readonly Entry[] {
  return page.split(/^(?=\*\*\d|#)/m).flatMap((text) => {
    const number = /^\*\*(\d+(?:\.\d+)?)\.? /.exec(text)?.[1];
    return number === undefined ? [] : [{ number, text }];
  });
}

const PAGES = {
  semantics: read('docs/semantics.md'),
  design: read('docs/design.md'),
  promise: read('docs/promises.md'),
};
const NUMBERS = Object.fromEntries(
  Object.entries(PAGES).map(([name, page]) => [
    name,
    new Set([
      ...entriesOf(page).map(({ number }) => number),
      ...[...page.matchAll(/^## (\d+)\. /gm)].map(([, section = '']) => section),
    ]),
  ]),
);

/** Numbers of a citation: `semantics 2.5`, `semantics 2.18 to 2.22, 7.1`, `design section 3`, `promise 8`. */
function citedIn(text: string): readonly { readonly page: string; readonly number: string }[] {
  const flat = text.replace(/\n\s*(?:\*|\/\/|#)? */g, ' ');
  const cited =
    /\b(semantics|design|promise)s? (?:section )?(\d+(?:\.\d+)*(?:(?:, | to | and |, and )\d+(?:\.\d+)*\b)*)/gi;
  return [...flat.matchAll(cited)].flatMap(([, page = '', numbers = '']) =>
    numbers.split(/, and |, | to | and /).map((number) => ({ page: page.toLowerCase(), number })),
  );
}

/** Recorded and generated data cites nothing. */
const FILES = ['README.md', ...['src', 'test', 'charts', 'docs'].flatMap(filesBelow)]
  .filter((path) => /\.(?:ts|mts|mjs|go|md|yaml|tpl|txt)$/.test(path))
  .filter((path) => !/^test\/(?:vectors\/.*\.json|fixtures\/)/.test(path));

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [relative(ROOT, join(entry.parentPath, entry.name))] : [],
  );
}

/** Runs of comment lines of a program or a chart; of a page, all of it. */
function commentsOf(path: string): readonly string[] {
  if (path.endsWith('.md')) return [read(path)];
  const mark = /\.(?:yaml|tpl|txt)$/.test(path) ? /^\s*(?:#|\{\{-? *\/\*)/ : /^\s*(?:\/\*|\*|\/\/)/;
  const runs: string[] = [];
  let run: string[] = [];
  const flush = () => {
    if (run.length > 0) runs.push(run.join('\n'));
    run = [];
  };
  for (const line of read(path).split('\n')) {
    const isComment = mark.test(line);
    if (!isComment || /^\s*\/\*/.test(line)) flush();
    if (isComment) run.push(line);
  }
  flush();
  return runs;
}

/** Documents that a comment names and that are not here, and numbers of which nobody can say whose they are. */
function unopenedIn(comment: string, path: string): readonly string[] {
  const isOwn = path !== 'docs/semantics.md';
  const pages = isOwn ? [...comment.matchAll(/(?<![\w}>*/.-])[\w.-]+(?:\/[\w.-]+)*\.md\b/g)].map(([page]) => page) : [];
  const missing = pages.filter(
    (page) =>
      !PLACEHOLDERS.has(page) &&
      !['.', 'docs', 'docs/adr', dirname(path)].some((folder) => existsSync(join(ROOT, folder, page))),
  );
  const former = [...comment.matchAll(/\b(?:reliability|product|performance|ecosystem|style|testing) \d+\.\d+/g)];
  const outside = [...comment.matchAll(/\.\.\/shared\b|\bshared folder\b/g)];
  const owner = /\b(?:semantics|design|RFC|section)\b/i;
  const bare =
    path.endsWith('.md') || owner.test(comment)
      ? []
      : [...comment.matchAll(/(?:\(|^\s*(?:\/\*\*|\/\/) )(?!1\.[23]\d)\d\.\d{1,2}(?=[);,:])/gm)];
  return [...missing, ...[...former, ...outside, ...bare].map(([found]) => found.trim())];
}

/** Names that stand for any page. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['docs/rules/PGnnn.md', 'URL/ALERT.md']);

t.test('the numbers of each page are unique and in order', async (t) => {
  for (const [name, page] of Object.entries(PAGES)) {
    const numbers = entriesOf(page).map(({ number }) => number);
    const sorted = [...new Set(numbers)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    t.strictSame(numbers, sorted, name);
  }
  t.ok(entriesOf(PAGES.semantics).length > 90, 'the rules were found');
  t.strictSame(
    entriesOf(PAGES.promise).map(({ number }) => number),
    [1, 2, 3, 4, 5, 6, 7, 8].map(String),
  );
});

t.test('every rule has its source upstream, and a test that is there or the reason why none is', async (t) => {
  const recorded = readRows().map(({ name }) => name);
  const themes = new Set(recorded.map((name) => name.split('/')[0]));
  for (const { number, text } of entriesOf(PAGES.semantics)) {
    const [, source = '', kind = '', proof = ''] = /^Source: (.*?)\s(Test:|Not\sreplayed:)\s(.*)$/ms.exec(text) ?? [];
    t.match(source, /`[^`]+\.(?:go|md)`|RFC \d+|\.com|code-generator/, `${number} has a source`);
    const tests = [...proof.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
    if (kind === 'Test:')
      t.ok(
        tests.some((path) => /\.(?:test|e2e)\.ts$/.test(path)),
        `${number} names a test`,
      );
    else t.ok(proof.trim().length > 20, `${number} says why it is not replayed`);
  }
  for (const [, path = ''] of `${PAGES.semantics}${PAGES.promise}`.matchAll(/`(test\/[^`]+)`/g)) {
    t.ok(existsSync(join(ROOT, path)), `${path} is there`);
  }
  for (const [, theme = '', what = ''] of PAGES.semantics.matchAll(/`([a-z-]+)\/([\w*-]+)`/g)) {
    if (!themes.has(theme)) continue;
    const [start = '', ...rest] = `${theme}/${what}`.split('*');
    const fits = (name: string) => (rest.length === 0 ? name === start : name.startsWith(start));
    t.ok(recorded.some(fits), `${theme}/${what} was recorded`);
  }
});

t.test('every promise is shown by tests that are there', async (t) => {
  for (const { number, text } of entriesOf(PAGES.promise)) t.match(text, /^Shown by `test\/[^`]+`/m, number);
});

t.test('every cited number exists', async (t) => {
  let count = 0;
  for (const path of FILES) {
    for (const { page, number } of citedIn(read(path))) {
      count += 1;
      if (!NUMBERS[page]?.has(number)) t.fail(`${path} cites ${page} ${number}`);
    }
  }
  t.ok(count > 300, `${count} citations`);
});

t.test('no comment rests on what a reader cannot open', async (t) => {
  for (const path of FILES) {
    for (const comment of commentsOf(path)) t.strictSame(unopenedIn(comment, path), [], path);
  }
});

t.test('what is looked for is found', async (t) => {
  const comment = (text: string) => unopenedIn(text, 'src/core/judge.ts');
  t.strictSame(comment('/** Says so (ecosystem.md 5). */'), ['ecosystem.md']);
  t.strictSame(comment('// as reliability 2.6 says'), ['reliability 2.6']);
  t.strictSame(comment('// see ../shared/design'), ['../shared']);
  t.strictSame(comment('/** Skipped in silence (2.2). */'), ['(2.2']);
  t.strictSame(comment('  // 2.2: skipped in silence'), ['// 2.2']);
  t.strictSame(comment('/** In silence (semantics 2.2), and so on (2.3); docs/architecture.md, operating.md */'), []);
  t.strictSame(citedIn(' * (semantics 2.5,\n * 2.7 to 2.9; design 3.1 and 3.2), semantics section 7, promise 8.'), [
    ...['2.5', '2.7', '2.9'].map((number) => ({ page: 'semantics', number })),
    ...['3.1', '3.2'].map((number) => ({ page: 'design', number })),
    { page: 'semantics', number: '7' },
    { page: 'promise', number: '8' },
  ]);
  t.notOk(NUMBERS['semantics']?.has('2.31'), 'a rule that went leaves a gap');
});
