import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { AUDIT_PAGE, renderAuditAssets } from '../docs/generate/audit-page.js';
import { generatedPages } from '../docs/generate/generated-pages.js';
import { performancePage } from '../docs/generate/index.js';
import { COMMANDS } from '../src/cli/index.js';
import { RULES } from '../src/core/rules/index.js';
import { NODE } from './support/program.js';

const [ENV, ...ARGS] = NODE;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

function read(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

t.test('every generated page is what the code says now', async (t) => {
  for (const [path, text] of generatedPages()) {
    t.ok(existsSync(`${ROOT}${path}`), `${path} is there; if not: npm run gen`);
    t.equal(read(path), text, `${path} is fresh; if not: npm run gen`);
  }
  const [path, text] = performancePage({ read, has: (each) => existsSync(`${ROOT}${each}`) });
  t.equal(read(path), text, `${path} is fresh; if not: npm run gen`);
  t.ok(read(AUDIT_PAGE) === renderAuditAssets(ROOT), `${AUDIT_PAGE} is fresh; if not: npm run gen`);
  const pages = readdirSync(`${ROOT}docs/rules`).filter((file) => file.startsWith('PG'));
  t.strictSame(pages.sort(), RULES.map(({ code }) => `${code}.md`).sort(), 'no page without a rule');
});

t.test('codes are sorted, unique, and well formed', async (t) => {
  const codes = RULES.map(({ code }) => code);
  t.strictSame([...new Set(codes)].sort(), codes);
  t.equal(new Set(RULES.map(({ slug }) => slug)).size, codes.length, 'slugs are unique');
  for (const { code, slug, docs } of RULES) {
    t.match(code, /^PG[1-9]\d\d$/);
    t.match(slug, /^[a-z]+(-[a-z]+)*$/);
    for (const [part, text] of Object.entries(docs)) t.ok(text.length > 0, `${code} says ${part}`);
  }
});

t.test('every rule stands in a file of its own, named after its slug', async (t) => {
  const files = readdirSync(`${ROOT}src/core/rules`);
  for (const { slug } of RULES) t.ok(files.includes(`${slug}.ts`), slug);
});

/** How programs fetch something by a name that anybody may register. */
const FROM_STRANGERS = [
  /\b(?:npx|bunx|uvx|pnpx)\b[^\n]*\bpullgate\b/,
  /\bnpm (?:exec|x|create|init)\b[^\n]*\bpullgate\b/,
  // Of a file, or of a registry that the line names, it may be told.
  /\b(?:npm|pnpm|yarn|bun) (?:i|install|add|ci)\b(?![^\n]*--registry)(?:[^\n&|;]*[ "'])(?:kubectl-)?pullgate(?:@[\w.^~-]+)?(?=[\s"'`]|$)/m,
  /\b(?:brew|krew|apt|apt-get|dnf|pip|gem|go|cargo|snap) install\b[^\n]*\bpullgate\b/,
  /\b(?:docker\.io(?!\/library\/pullgate\b)|ghcr\.io|quay\.io|gcr\.io|index\.docker\.io|public\.ecr\.aws|registry\.gitlab\.com)\/[^\s"'`]*pullgate/,
  // An organisation of Docker Hub.
  /\b(?:docker|podman|nerdctl) (?:pull|run)\b(?:[^\n]*\s)(?!registry\.example\.com\/)[\w-]+\/pullgate\b/,
  /\buses: (?!\.|actions\/|github\/codeql-action\/)[\w.-]+\/[\w./-]*pullgate/,
];

t.test('nobody is told to fetch something by our name where it is not ours: package, image, action', async (t) => {
  const recipes = readdirSync(`${ROOT}docs/ci`).map((file) => `docs/ci/${file}`);
  const chart = ['README.md', 'values.yaml', 'Chart.yaml', 'templates/NOTES.txt'].map(
    (file) => `charts/pullgate/${file}`,
  );
  const pages = ['README.md', 'CHANGELOG.md', 'Dockerfile', ...markdown('docs'), ...recipes, ...chart];
  const told = (text: string) => FROM_STRANGERS.filter((pattern) => pattern.test(text));
  for (const page of pages) t.strictSame(told(read(page)), [], page);
  for (const { name } of COMMANDS) t.strictSame(told(read(`test/fixtures/told/cli/help-${name}.txt`)), [], name);
  const bad = [
    ...['npx pullgate check .', 'npx -y pullgate@0.1.0', 'npm exec pullgate', 'npm install -g pullgate'],
    ...['npm i pullgate@0.1.0 --save-dev', 'docker run --rm acme/pullgate check -', 'image: ghcr.io/acme/pullgate:1'],
    ...['yarn add pullgate', 'kubectl krew install pullgate', '- uses: acme/pullgate@v1'],
  ];
  for (const text of bad) t.equal(told(text).length > 0, true, text);
  const good = [
    ...['npm install --global ./pullgate-0.1.0.tgz', 'npm install --global build/pullgate-0.1.0.tgz', 'npx tap'],
    ...['docker run --rm registry.example.com/pullgate:0.1.0 version', '- uses: ./.github/actions/pullgate'],
    ...['docker build -t registry.example.com/pullgate:0.1.0 .', 'npm install && pullgate check .'],
  ];
  for (const text of good) t.strictSame(told(text), [], text);
});

t.test('links between the pages lead somewhere', async (t) => {
  const pages = ['README.md', 'CHANGELOG.md', ...markdown('docs')];
  for (const page of pages) {
    const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
    for (const [, target = ''] of read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      t.ok(existsSync(new URL(target, `file://${ROOT}${folder}`)), `${page} -> ${target}`);
    }
  }
});

function markdown(folder: string): readonly string[] {
  return readdirSync(`${ROOT}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return markdown(path);
    return path.endsWith('.md') ? [path] : [];
  });
}

t.test('the example of docs/library.md is the program that is run, and prints what the page says', async (t) => {
  const page = read('docs/library.md');
  const program = read('docs/example/library.mjs');
  t.equal(/```js\n(.*?)```/s.exec(page)?.[1], program, 'the page shows the program');
  const { stdout, stderr } = spawnSync(ENV, [...ARGS, `${ROOT}docs/example/library.mjs`], { encoding: 'utf8' });
  t.equal(stderr, '');
  t.equal(/```text\n(.*?)```/s.exec(page)?.[1], stdout, 'the page shows what it prints');
});
