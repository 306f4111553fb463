/** What `check` reports, whatever the format: places, order, fingerprints, the summary of many files, its schema. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { CHECK_REPORT, REPORTS, renderReportSchema } from '../docs/generate/report-schema.js';
import { findCheckout, pathInCheckout } from '../src/cli/checkout.js';
import { createDistinct } from '../src/cli/fingerprint.js';
import type { Report } from '../src/cli/report.js';
import { readManifests } from '../src/manifests/read.js';
import { templateName } from '../src/manifests/template-name.js';
import { check, jsonFaults, readCommands, type World } from './support/check-formats.js';

const work = mkdtempSync(join(tmpdir(), 'pullgate-report-'));
t.teardown(() => rmSync(work, { recursive: true }));

const reportOf = async (argv: readonly string[], world?: World): Promise<Report> =>
  JSON.parse((await check([...argv, '-o', 'json'], world)).stdout);

const findingsOf = ({ results }: Report) => results.flatMap(({ findings }) => findings);

const POD = (name: string, images: readonly string[], head = ''): string => `${head}apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop}
spec:
  containers:
${images.map((image, index) => `    - name: c${index}\n      image: ${image}\n`).join('')}`;

t.test('the schema of each report is made of its types', async (t) => {
  const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  for (const each of REPORTS) {
    t.equal(read(each.schema), renderReportSchema(read, each), `${each.schema} is fresh; if not: npm run gen`);
  }
  const schemaOf = (text: string, other = '') =>
    renderReportSchema(
      (path) => (path === CHECK_REPORT.types ? text : path === 'src/core/other.ts' ? other : ''),
      CHECK_REPORT,
    );
  const wrong = (text: string) => () => schemaOf(`export interface Report { ${text} }`);
  t.throws(wrong('a: Other'), { message: /Other is no type of this file/ });
  t.throws(wrong('a: unknown'), { message: /cannot tell unknown/ });
  t.throws(wrong('a(): void'), { message: /cannot tell a\(\)/ });
  const imports = "import type { Other } from '../core/other.js';\n";
  const far = schemaOf(`${imports}export interface Report { a: Other }`, "export type Other = 'x' | 'y';");
  t.strictSame(JSON.parse(far).definitions.Other, { enum: ['x', 'y'] }, 'of another file');
  t.throws(
    () =>
      schemaOf(
        `${imports}export interface Report { a: Other; b: Same }\nexport type Same = 1;`,
        'export interface Other { a: Same }\nexport type Same = 2;',
      ),
    { message: /src\/core\/other\.ts has a type Same, too/ },
  );
  const more = 'export interface Report extends Base { a: 1 }\ninterface Base { b: 2; c?: 3 }';
  const whole = { b: { const: 2 }, c: { const: 3 }, a: { const: 1 } };
  const { Report: extended } = JSON.parse(schemaOf(more)).definitions;
  t.strictSame(extended, { type: 'object', properties: whole, required: ['b', 'a'] }, 'with what it extends');
  const { definitions } = JSON.parse(
    schemaOf("export interface Report {\n/** Why. */\na?: ('x' | 'y')[]; b: string | 1 }"),
  );
  t.strictSame(definitions.Report, {
    type: 'object',
    properties: {
      a: { description: 'Why.', type: 'array', items: { enum: ['x', 'y'] } },
      b: { anyOf: [{ type: 'string' }, { const: 1 }] },
    },
    required: ['b'],
  });
});

t.test('a place is file, line and column, of every container', async (t) => {
  const stdin = POD('web', ['nginx:1.27', 'nginx:latest', '"redis:latest"'], '# first\n\n');
  const { results } = await reportOf(['-'], { stdin });
  t.match(results, [{ file: '<stdin>', line: 3, column: 1 }]);
  const places = findingsOf({ results } as Report).flatMap(({ containers }) => containers);
  t.strictSame(
    places.map(({ name, line, column }) => [name, line, column]),
    [
      ['c1', 11, 14],
      ['c2', 13, 14],
    ],
  );
  const json = await reportOf(['-'], {
    stdin:
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},\n "spec":{"containers":[{"name":"a","image":"nginx:latest"}]}}',
  });
  t.match(findingsOf(json), [{ line: 2, column: 44 }]);
});

t.test('findings stand in the order of the lines, whatever is worse', async (t) => {
  const stdin = [POD('a', ['nginx:latest', '"nginx:a:b"']), POD('b', ['nginx'])].join('---\n');
  const { stdout } = await check(['-'], { stdin });
  const lines = stdout.split('\n').filter((line) => /^(?:deny|warn|audit) /.test(line));
  t.strictSame(
    lines.map((line) => /<stdin>:(\d+):14 .* (PG\d{3}) /.exec(line)?.slice(1)),
    [
      ['7', 'PG101'],
      ['9', 'PG103'],
      ['17', 'PG102'],
    ],
  );
  for (const [index, image] of ['nginx:latest', 'nginx:a:b', 'nginx'].entries())
    t.match(lines[index], `  ${image}  PG`, 'with the image');
  t.match(stdout, '3 findings: 3 denials');
  t.match(stdout, 'Summary: 2 objects with images in 1 file: 2 denied,', 'objects and findings are counted apart');
});

t.test('what helm template rendered is named by its comment', async (t) => {
  const rows: readonly (readonly [text: string, name: string | undefined])[] = [
    ['# Source: app/templates/web.yaml\nkind: Pod', 'app/templates/web.yaml'],
    ['---\n# Source: app/templates/web.yaml\n', 'app/templates/web.yaml'],
    ['\n# other\n\n# Source: a b/c.yaml  \nkind: Pod', 'a b/c.yaml'],
    ['kind: Pod\n# Source: app/x.yaml\n', undefined],
    ['  # Source: app/x.yaml\n', undefined],
    ['# Source: /etc/passwd\n', undefined],
    ['# Source: a/../../b.yaml\n', undefined],
    ['# Source: ..\n', undefined],
    ['# Source: https://x/y\n', undefined],
    ['# Source: a\u001bb\n', undefined],
    [`# Source: ${'x'.repeat(300)}\n`, undefined],
    [`${'#\n'.repeat(30)}# Source: a\n`, undefined],
  ];
  for (const [text, name] of rows) t.equal(templateName(text), name, text.slice(0, 40));
  const begin = performance.now();
  templateName(`${' '.repeat(500_000)}${'# '.repeat(500_000)}`);
  t.ok(performance.now() - begin < 1_000, 'in one look');
  const text = ['# Source: a.yaml\nkind: [', 'kind: x', '# Source: b.yaml\nkind: 1\nkind: 2'].join('\n---\n');
  const { diagnostics } = await reportOf(['-'], { stdin: text });
  t.strictSame(
    diagnostics.map(({ template, line }) => [template, line]),
    [
      ['a.yaml', 3],
      [undefined, 4],
      ['b.yaml', 8],
      ['b.yaml', 7],
    ],
  );
  t.strictSame(readManifests('a: 1\n---\na: 2\n', 'x').templates, [], 'nothing is kept of other files');
  const { stderr } = await check(['-'], { stdin: text });
  t.match(stderr, /^error: a\.yaml \(<stdin>:3:1\): /m);
});

t.test('a fingerprint survives moved lines and new tags, and is one of its own', async (t) => {
  const printsOf = async (text: string, name = 'web.yaml', world: World = {}) => {
    writeFileSync(join(work, 'web.yaml'), text);
    return findingsOf(await reportOf([name], { cwd: work, ...world })).map(({ fingerprint }) => fingerprint);
  };
  const text = POD('web', ['nginx:latest', 'docker.io/nginx', '"nginx:a:b"']);
  const before = await printsOf(text);
  t.equal(new Set(before).size, 3);
  t.strictSame(await printsOf(`# moved\n\n---\n${text}`), before, 'moved lines');
  t.strictSame(await printsOf(text.replace('nginx:latest', 'redis:latest')), before, 'another image');
  t.strictSame(await printsOf(text, './web.yaml'), before, 'the same file');
  t.strictSame(await printsOf(text, join(work, 'web.yaml')), before, 'the same file');
  const other = await printsOf(text, 'web.yaml', { env: { GITHUB_WORKSPACE: tmpdir() } });
  t.equal(new Set([...before, ...other]).size, 6, 'another file of the checkout');
  const twice = await printsOf(`${text}---\n${text}`);
  t.equal(new Set(twice).size, 6, 'an object that is there twice');
  t.strictSame(twice.slice(0, 3), before);
  const changed = await printsOf(text.replace('name: web', 'name: other'));
  t.equal(new Set([...before, ...changed]).size, 6, 'another object');
  const distinct = createDistinct();
  t.equal(new Set([distinct(['a', 'b']), distinct(['ab']), distinct(['a', 'b']), distinct(['a', '', 'b'])]).size, 4);
});

t.test('the top of the checkout is where the CI says, if the command runs in it', (t) => {
  const top = (cwd: string, env: Readonly<Record<string, string>>) => findCheckout({ cwd, env }).top;
  t.equal(top('/w/a', {}), '/w/a');
  t.equal(top('/w/a', { GITHUB_WORKSPACE: '/w' }), '/w');
  t.equal(top('/w/a', { CI_PROJECT_DIR: '/w/a' }), '/w/a');
  t.equal(top('/w/a', { CI_PROJECT_DIR: '/w/ab' }), '/w/a', 'not in it');
  t.equal(top('/w/a', { GITHUB_WORKSPACE: 'w', WORKSPACE: '/w' }), '/w');
  const checkout = { cwd: '/w/a', top: '/w' };
  t.equal(pathInCheckout({ file: 'x.yaml' }, checkout), 'a/x.yaml');
  t.equal(pathInCheckout({ file: '../x.yaml' }, checkout), 'x.yaml');
  t.equal(pathInCheckout({ file: '../../x.yaml' }, checkout), '/x.yaml', 'elsewhere');
  t.equal(pathInCheckout({ file: '..x.yaml' }, checkout), 'a/..x.yaml');
  t.equal(pathInCheckout({ file: 'x.yaml', template: 'app/y.yaml' }, checkout), 'a/x.yaml');
  t.equal(pathInCheckout({ file: '<stdin>', template: 'app/y.yaml' }, checkout), 'app/y.yaml');
  t.equal(pathInCheckout({ file: '<stdin>' }, checkout), '<stdin>');
  t.end();
});

// ---------------------------------------------------------------------------------------------------------- many files

const MANY = join(work, 'many');
const SECRET = 'imagePullSecrets: [{name: regcred}]';

/** 200 files: one thing wrong in most, another one in some, the worst in one of the last. */
function writeMany(): void {
  mkdirSync(MANY);
  const cluster = join(work, 'cluster');
  mkdirSync(cluster);
  writeFileSync(join(cluster, 'namespace.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n');
  for (let index = 0; index < 200; index += 1) {
    const image =
      index === 190 ? 'Nginx:1' : index % 10 === 0 ? 'nginx:latest' : `registry.example.com/team/a${index}:1`;
    const file = `${String(index).padStart(3, '0')}.yaml`;
    writeFileSync(join(MANY, file), `${POD(`web-${index}`, [image])}  ${SECRET}\n`);
  }
}

t.test('200 files end in a summary for a phone: the worst first, equal findings folded', async (t) => {
  writeMany();
  const others = ['github', 'markdown', 'json'].flatMap((format) => ['-o', `${format}=out.${format}`]);
  const { stdout } = await check(['many', '--cluster-dir', 'cluster', '-o', 'text', ...others], { cwd: work });
  const written = (format: string) => readFileSync(join(work, `out.${format}`), 'utf8');
  const [detail = '', summary = ''] = stdout.split('\n\nThe worst first:\n');
  t.strictSame(summary.split('\n'), [
    '  deny  1x PG103 not a valid image reference: the repository has upper-case letters',
    '        at many/190.yaml:7:14',
    '  deny  180x PG202 secret "regcred" does not exist in namespace "shop"',
    '        first at many/001.yaml:7:14',
    '  deny  19x PG101 the tag is "latest"',
    '        first at many/000.yaml:7:14',
    '  warn  20x PG203 secret "regcred" does not exist in namespace "shop"',
    '        first at many/000.yaml:1:1',
    '',
    'Summary: 200 objects with images in 200 files: 200 denied, 0 with warnings, 0 undecided; 220 findings: 200 denials, 20 warnings',
    '',
  ]);
  const files = [...detail.matchAll(/^(?:deny|warn) {2,3}many\/(\d+)\.yaml/gm)].map(([, file]) => file);
  t.equal(files.length, 220, 'and all of them are told before it');
  t.strictSame(files, [...files].sort());
  t.equal(detail.match(/create secret docker-registry/g)?.length, 1, 'a long fix once');
  t.equal(detail.match(/fix: as for many\/001\.yaml:7:14$/gm)?.length, 179);

  const { commands } = readCommands(written('github'));
  t.equal(commands.length, 220);
  t.strictSame(
    commands.slice(0, 3).map(({ properties }) => properties['file']),
    ['many/190.yaml', 'many/001.yaml', 'many/000.yaml'],
    'the runner shows ten: one of each sort is among them',
  );
  const markdown = written('markdown');
  t.match(markdown, '\n| 180 denied | **PG202** ');
  t.match(markdown, '\n- and 170 more\n');
  const json = written('json');
  t.strictSame(jsonFaults(json), []);
  const prints = findingsOf(JSON.parse(json)).map(({ fingerprint }) => fingerprint);
  t.equal(new Set(prints).size, 220);
});

t.test('what is undecided says once what would settle it, most objects first', async (t) => {
  const pods = ['a', 'b', 'b', 'c'].map((namespace, index) =>
    POD(`p${index}`, ['registry.example.com/x:1']).replace('shop', namespace),
  );
  const { stdout, code } = await check(['-'], { stdin: pods.join('---\n') });
  t.equal(code, 0);
  t.strictSame(stdout.split('\n').slice(0, 4), [
    'undecided: the files hold no ServiceAccount b/default (2 objects)',
    'undecided: the files hold no ServiceAccount a/default (1 object)',
    'undecided: the files hold no ServiceAccount c/default (1 object)',
    'to settle it: add it, or say what the cluster holds with --cluster-dir, --snapshot or --kubeconfig',
  ]);
  const many = Array.from({ length: 40 }, (_, index) =>
    POD('p', ['registry.example.com/x:1']).replace('shop', `n${index}`),
  );
  const text = (await check(['-'], { stdin: many.join('---\n') })).stdout;
  t.match(text, '\nundecided: 20 more reasons\n');
});
