import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { loadManifests } from '../src/manifests/load.js';
import { type ManifestFile, readManifests } from '../src/manifests/read.js';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: NAME}\n';
const pod = (name: string): string => POD.replace('NAME', name);
const names = (file: ManifestFile): readonly string[] => file.objects.map((each) => `${each.kind}/${each.name}`);
const said = (file: ManifestFile): readonly string[] =>
  file.diagnostics.map(({ severity, line, message }) => `${severity} ${line}: ${message}`);

const NOT_READ = 'It was not checked.';
const TEMPLATE =
  'This document looks like an unrendered Helm or Go template ("{{ ... }}"): render it first, for example with "helm template", and check the result.';
const DUPLICATE = (key: string): string =>
  `The key "${key}" is given more than once in this map: kubectl silently uses the last one, and so did this check.`;
const IGNORED =
  'kubectl ignores this text, because its document has already ended: put "---" on a line before it. It was not checked.';

t.test('values are what kubectl makes of them', async (t) => {
  const of = (text: string): unknown => readManifests(`apiVersion: v1\nkind: X\n${text}`, 'f').objects[0]?.object['v'];
  const rows: readonly (readonly [string, unknown])[] = [
    ['v: [yes, No, on, OFF, y, n, true]', [true, false, true, false, true, false, true]],
    ['v: [0644, 0o17, 0x1F, 0b11, 1_000, 08, +12, -0]', [420, 15, 31, 3, 1000, 8, 12, 0]],
    ['v: [1e3, .5, 1., 1:30, 2024-01-01, 1e999]', [1000, 0.5, 1, '1:30', '2024-01-01', '1e999']],
    ['v: [~, null, , ""]', undefined],
    ['v: [~, Null, ""]', [null, null, '']],
    ['v: ["yes", \'0644\', !!str 12, !!int "12", ! 3, !custom x]', ['yes', '0644', '12', 12, '3', 'x']],
    ['v: !!binary aGVsbG8=', 'hello'],
    ['v: {1: a, 2.5: b, true: c, 0x10: d}', { 1: 'a', 2.5: 'b', true: 'c', 16: 'd' }],
    ['v: |\n  a\n   b\n\n', 'a\n b\n'],
    ['v: >-\n  a\n  b\n\n  c\n', 'a b\nc'],
    ['v: "foo\n  bar\\\n  baz\\x41"', 'foo barbazA'],
    ['v:\n    w: "low\n  indentation"', { w: 'low indentation' }],
    ["v: 'it''s'\r\n", "it's"],
    ['v: |\n  ---\n  x', '---\nx\n'],
    ['x: &x {a: 1, b: 2}\nv: {<<: *x, b: 3}', { a: 1, b: 3 }],
    // go-yaml v2 merges in the order of writing, whatever the YAML specification says.
    ['x: &x {a: 1, b: 2}\nv: {b: 3, <<: *x}', { a: 1, b: 2 }],
    ['x: &x {a: 1}\ny: &y {a: 2, c: 3}\nv: {<<: [*x, *y]}', { a: 1, c: 3 }],
  ];
  for (const [text, value] of rows) t.same(of(text), value, JSON.stringify(text));
  const proto = of('v: {__proto__: {polluted: true}}');
  t.ok(Object.hasOwn(Object(proto), '__proto__'), '__proto__ is a key like any other');
  t.notOk('polluted' in {});
});

t.test('documents are found as kubectl finds them', async (t) => {
  const rows: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    ['nothing', '', [], []],
    ['blanks and comments only', '\n# a\n---\n---\n# b\n', [], []],
    ['null', 'null\n---\n~', [], []],
    ['several, comments at the separator', `${pod('a')}--- # next\n${pod('b')}---\n`, ['Pod/a', 'Pod/b'], []],
    ['byte order marks', `\ufeff${pod('a')}---\n\ufeff${pod('b')}`, ['Pod/a', 'Pod/b'], []],
    ['CRLF', `${pod('a')}---\n${pod('b')}`.replaceAll('\n', '\r\n'), ['Pod/a', 'Pod/b'], []],
    ['an end marker', `${pod('a')}...\n# end\n`, ['Pod/a'], []],
    ['text after an end marker', `${pod('a')}...\n${pod('b')}`, ['Pod/a'], [`warning 5: ${IGNORED}`]],
    [
      'a directive without its document',
      `%YAML 1.1\n---\n${pod('a')}`,
      ['Pod/a'],
      [`error 2: This document is not valid YAML: missing directives-end indicator line. ${NOT_READ}`],
    ],
    [
      'content at the separator',
      `${pod('a')}--- {x: 1}\ny: 2\n---\n${pod('b')}`,
      ['Pod/a', 'Pod/b'],
      [
        'error 4: A line that starts with "---" may go on with nothing but a comment, but something else follows: the document after it was not checked.',
      ],
    ],
    [
      'a broken one between others',
      `${pod('a')}---\na: b: c\n---\n${pod('b')}`,
      ['Pod/a', 'Pod/b'],
      [`error 5: This document is not valid YAML: nested mappings are not allowed in compact mappings. ${NOT_READ}`],
    ],
    ['a duplicate key', `${pod('a')}spec: 1\nspec: 2\n`, ['Pod/a'], [`warning 5: ${DUPLICATE('spec')}`]],
    [
      'tabs',
      'a:\n\tb: 1\n',
      [],
      [`error 2: This document is not valid YAML: tabs are not allowed as indentation. ${NOT_READ}`],
    ],
    [
      'a control character',
      'a: \u0001\n',
      [],
      [`error 1: This document is not valid YAML: control characters are not allowed. ${NOT_READ}`],
    ],
    ['a template', 'a: {{ .Values.a }}\nb: {{ x }}\n', [], [`error 1: ${TEMPLATE}`]],
    [
      'a template with control lines',
      `${pod('a')}---\n{{- if .x }}\na: 1\n{{- end }}\n`,
      ['Pod/a'],
      [`error 5: ${TEMPLATE}`],
    ],
    [
      'a key that is a map',
      '? {a: 1}\n: b\n',
      [],
      [`error 1: This document is not valid YAML: a key must be a text, not a map. ${NOT_READ}`],
    ],
    [
      'an unknown alias',
      'a: *x\n',
      [],
      [
        `error 1: This document is not valid YAML: there is no anchor ("&name") before this alias ("*name"); a text that begins with "*" needs quotes. ${NOT_READ}`,
      ],
    ],
    [
      'an alias in itself',
      'a: &x [*x]\n',
      [],
      [`error 1: This document is not valid YAML: the anchor of this alias ("*name") contains itself. ${NOT_READ}`],
    ],
  ];
  for (const [what, text, objects, diagnostics] of rows) {
    const file = readManifests(text, 'f.yaml');
    t.same(names(file), objects, `${what}: objects`);
    t.same(said(file), diagnostics, `${what}: diagnostics`);
  }
});

t.test('a line ends where it ends to kubectl, or an image could hide behind a comment', async (t) => {
  const images = (text: string): unknown => {
    const [first] = readManifests(text, 'f').objects;
    return JSON.stringify(first?.object).match(/"image":"[^"]*"/g)?.length;
  };
  const container = (end: string) =>
    `${pod('a')}spec:\n  containers:\n  - name: a # nothing to see${end}    image: redis:latest\n`;
  for (const end of ['\r', '\r\n', '\r\r\n', '\n\r', '\u0085', '\u2028', '\u2029']) {
    t.equal(images(container(end)), 1, JSON.stringify(end).replace(/[^ -~]/g, '?'));
    t.equal(images(container('\n').replaceAll('\n', end)), 1, 'everywhere');
  }
  const breaks: readonly (readonly [string, string])[] = [
    ['a\r  b', 'a b'],
    ['"a\u0085  b"', 'a b'],
    ["'a\r\r\n  b'", 'a b'],
    ["'a\r\r\r\n  b'", 'a\nb'],
    ['>-\r\r\n  a\r\r\n  b', 'a b'],
    ['|\r  a\r  b\r', 'a\nb\n'],
  ];
  for (const [value, read] of breaks) {
    t.equal(readManifests(`${pod('a')}v: ${value}`, 'f').objects[0]?.object['v'], read, JSON.stringify(value));
  }
  const [first] = readManifests(container('\r'), 'f').objects;
  t.equal(first?.lineOf('spec.containers[0].image'), 6, 'and positions are those of the file');
});

t.test('within brackets no indentation counts', async (t) => {
  const rows: readonly (readonly [string, unknown])[] = [
    ['[\na,\nb\n]\nw: c', ['a', 'b']],
    ['[\n{a: b},\n]', [{ a: 'b' }]],
    ['{\nimage: redis:latest,\n a: b\n}', { image: 'redis:latest', a: 'b' }],
    ['[ # with ] and "\n# another }\na, "b # c",\n\'d\ne\'\n]', ['a', 'b # c', 'd e']],
    ['[it\'s, a "b\n]', ["it's", 'a "b']],
    ['{"a":b,\n"c": !!str "d\ne", &x f: *x\n}', { a: 'b', c: 'd e', f: 'f' }],
    ['"a\nb"\nw: [\n"c"\n]', 'a b'],
  ];
  for (const [value, read] of rows) {
    const file = readManifests(`${pod('a')}v: ${value}\n`, 'f');
    t.same(said(file), [], value);
    t.same(file.objects[0]?.object['v'], read, value);
  }
  const two = readManifests(`${pod('a')}v: [\na\n]\n---\n${pod('b')}s: {\nimage: x\n}\n`, 'f').objects;
  t.equal(two[1]?.lineOf('s.image'), 12, 'positions stay');
  t.match(said(readManifests(`${pod('a')}v: [\na\n`, 'f')), [/^error \d+: This document is not valid YAML/]);
  const hostile = readManifests(`${pod('a')}v: ${'[\na, '.repeat(100)}${']'.repeat(100)}\n`, 'f');
  t.same(said(hostile), []);
});

t.test('many keys that are given twice are told in one line', async (t) => {
  const keys = (count: number) => Array.from({ length: count }, (_, at) => `  k${at}: 1\n  k${at}: 2\n`).join('');
  t.equal(said(readManifests(`${pod('a')}d:\n${keys(5)}`, 'f')).length, 5);
  const lines = said(readManifests(`${pod('a')}d:\n${keys(2000)}`, 'f'));
  t.same(lines, [
    'warning 6: This key is given more than once in this map, and so are 1999 further keys of this document: kubectl silently uses the last one, and so did this check.',
  ]);
  t.equal(said(readManifests(`{"apiVersion": "v1", "kind": "X"${', "a": 1'.repeat(2000)}}`, 'f')).length, 1);
});

t.test('objects without a separator between them are told in one sentence', async (t) => {
  const joined = (count: number) => Array.from({ length: count }, (_, at) => pod(`p${at}`)).join('');
  const file = readManifests(joined(1000), 'f');
  t.same(names(file), ['Pod/p999']);
  t.same(said(file), [
    'warning 4: 1000 objects stand here without a line "---" between them: kubectl silently takes the last one only, and so did this check.',
  ]);
  t.same(said(readManifests(`# x\n---\n${joined(2)}---\n${joined(1)}`, 'f')), [
    'warning 6: 2 objects stand here without a line "---" between them: kubectl silently takes the last one only, and so did this check.',
  ]);
  t.same(
    said(readManifests(`${pod('a')}kind: Pod\n`, 'f')),
    [`warning 4: ${DUPLICATE('kind')}`],
    'one key, one object',
  );
  const within = readManifests('apiVersion: v1\nkind: X\na: {kind: A, apiVersion: b, kind: A, apiVersion: b}\n', 'f');
  t.same(said(within), [`warning 3: ${DUPLICATE('kind')}`, `warning 3: ${DUPLICATE('apiVersion')}`], 'one object');
});

t.test('versions that no API server has any more are said to be gone', async (t) => {
  const of = (apiVersion: string, kind: string) =>
    said(readManifests(`apiVersion: ${apiVersion}\nkind: ${kind}\n`, 'f'));
  t.same(of('extensions/v1beta1', 'Deployment'), [
    'warning 1: The API server has no Deployment of extensions/v1beta1 since Kubernetes 1.16: write apps/v1. It was not checked.',
  ]);
  t.match(of('apps/v1beta2', 'StatefulSet'), [/since Kubernetes 1\.16: write apps\/v1\.$/]);
  t.match(of('batch/v1beta1', 'CronJob'), [/since Kubernetes 1\.25: write batch\/v1\.$/]);
  t.same(of('extensions/v1beta1', 'Ingress'), [], 'it holds no image');
  t.same(of('apps/v1', 'Deployment'), []);
});

t.test('JSON is a stream of objects until it is YAML', async (t) => {
  const json = (name: string): string => `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "${name}"}}`;
  const rows: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    ['one after the other', `${json('a')}${json('b')}\n${json('c')}\n`, ['Pod/a', 'Pod/b', 'Pod/c'], []],
    ['YAML after one object', `${json('a')}\n---\n${pod('b')}`, ['Pod/a', 'Pod/b'], []],
    ['JSON between separators', `---\n${json('a')}\n---\n${json('b')}`, ['Pod/a', 'Pod/b'], []],
    ['a brace of YAML', '{apiVersion: v1, kind: Pod, metadata: {name: a},}', ['Pod/a'], []],
    [
      'YAML after two objects',
      `${json('a')}\n${json('b')}\n---\n${pod('c')}`,
      ['Pod/a', 'Pod/b', 'Pod/c'],
      [
        'error 3: kubectl stops reading here: after two JSON objects only another JSON object may follow (expected a value, found "-").',
      ],
    ],
    [
      'a broken third object',
      `${json('a')}\n${json('b')}\n{"a" 1}\n${json('c')}`,
      ['Pod/a', 'Pod/b', 'Pod/c'],
      [
        'error 3: kubectl stops reading here: after two JSON objects only another JSON object may follow (expected ":", found a digit).',
      ],
    ],
    [
      'not closed',
      '{"kind": "Pod"',
      [],
      [`error 1: This is not valid JSON: unexpected end of JSON input. ${NOT_READ}`],
    ],
    [
      'a duplicate key',
      '{"apiVersion": "v1",\n"kind": "Pod",\n"kind": "Job"}',
      ['Job/'],
      [`warning 3: ${DUPLICATE('kind')}`],
    ],
    [
      'a huge number',
      '{"a": 1e999}',
      [],
      ['error 1: This number is too large for any Kubernetes field. The object was not checked.'],
    ],
  ];
  for (const [what, text, objects, diagnostics] of rows) {
    const file = readManifests(text, 'f.json');
    t.same(names(file), objects, `${what}: objects`);
    t.same(said(file), diagnostics, `${what}: diagnostics`);
  }
});

t.test('lists are unfolded, and what is no object is said', async (t) => {
  const no = (why: string, what = 'This document'): string =>
    `${what} is not a Kubernetes object, because ${why}: it was not checked.`;
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: a}}]}', ['Pod/a'], []],
    ['{apiVersion: v1, kind: PodList, items: [{metadata: {name: a}}, {metadata: {name: b}}]}', ['Pod/a', 'Pod/b'], []],
    [
      '{apiVersion: v1, kind: List, items: [{apiVersion: apps/v1, kind: DeploymentList, items: [{metadata: {name: d}}]}]}',
      ['Deployment/d'],
      [],
    ],
    ['{apiVersion: v1, kind: List, items: null}', [], []],
    ['{apiVersion: v1, kind: List}', [], []],
    [
      '{apiVersion: v1, kind: List, items: [null, 3]}',
      [],
      [
        'warning 1: This item of a list is null, not a Kubernetes object: it was not checked.',
        'warning 1: This item of a list is a number, not a Kubernetes object: it was not checked.',
      ],
    ],
    [
      '{apiVersion: v1, kind: List, items: [{a: 1}]}',
      [],
      [`warning 1: ${no('it has no "kind"', 'This item of a list')}`],
    ],
    ['[1, 2]', [], ['warning 1: This document is a list, not a Kubernetes object: it was not checked.']],
    ['just text', [], ['warning 1: This document is a text, not a Kubernetes object: it was not checked.']],
    ['image: nginx', [], [`warning 1: ${no('it has no "kind"')}`]],
    ['{apiVersion: v1, kind: {a: 1}}', [], [`warning 1: ${no('its "kind" is a map, not a text')}`]],
    ['{kind: Pod}', [], [`warning 1: ${no('it has no "apiVersion"')}`]],
    ['{apiVersion: 1, kind: Pod}', [], [`warning 1: ${no('its "apiVersion" is a number, not a text')}`]],
    ['{apiVersion: v1, kind: Pod, metadata: [x], spec: null}', ['Pod/'], []],
    ['{apiVersion: x/v1, kind: Policy, spec: {containers: [{image: "*"}]}}', ['Policy/'], []],
  ];
  for (const [text, objects, diagnostics] of rows) {
    const file = readManifests(text, 'f');
    t.same(names(file), objects, text);
    t.same(said(file), diagnostics, text);
  }
  const [first] = readManifests('{apiVersion: v1, kind: PodList, items: [{metadata: {name: a}}]}', 'f').objects;
  t.match(first?.object, { apiVersion: 'v1', kind: 'Pod' }, 'an item of a typed list gets its type');
});

t.test('fields have lines', async (t) => {
  const yaml = `# first
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata:
      annotations:
        a.b/c: x
    spec:
      containers:
        - name: a
          image: >-
            nginx
        - &c
          name: b
          image: "redis"
          image: "valkey"
        - <<: *c
          name: c
`;
  const [object] = readManifests(yaml, 'f').objects;
  const rows: readonly (readonly [string, number])[] = [
    ['', 6],
    ['kind', 7],
    ['metadata.annotations["a.b/c"]', 10],
    ['metadata.annotations[a.b/c]', 10],
    ['spec.containers', 12],
    ['spec.containers[0]', 13],
    ['spec.containers[0].image', 14],
    ['spec.containers[1].image', 19],
    ['spec.containers[2].image', 19],
    ['spec.containers[2].name', 21],
    ['spec.containers[7].image', 12],
    ['spec.serviceAccountName', 11],
    ['spec..[x', 11],
  ];
  for (const [path, line] of rows) t.equal(object?.lineOf(path), line, path);
  t.equal(object?.line, 6);
  const json =
    '\n{"apiVersion": "v1", "kind": "List", "items": [\n{"kind": "Pod", "apiVersion": "v1",\n"spec": {"containers": [\n{"name": "a"},\n{"im\\u0061ge":\n"x", "n": [1, {"a": 2}]}\n]}}]}';
  const [item] = readManifests(json, 'f').objects;
  t.equal(item?.line, 3);
  t.equal(item?.lineOf('spec.containers[1].image'), 7);
  t.equal(item?.lineOf('spec.containers[1].n[1].a'), 7);
  t.equal(item?.lineOf('spec.containers[9]'), 4);
});

t.test('files and directories are read as kubectl -f reads them', async (t) => {
  const dir = t.testdir({
    'b.yaml': pod('b'),
    'a.json': '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}',
    'c.yml': pod('c'),
    'notes.txt': pod('notes'),
    '..data': { 'b.yaml': pod('twice') },
    sub: { 'd.yaml': pod('d'), empty: {} },
  });
  const load = (paths: readonly string[], recursive = false): ReturnType<typeof loadManifests> =>
    loadManifests({ paths, recursive, stdin: pod('stdin') });
  const read = (paths: readonly string[], recursive = false): readonly string[] =>
    load(paths, recursive).objects.map(({ name }) => name);
  t.same(read([dir]), ['a', 'b', 'c'], 'in order of names, without subdirectories');
  t.same(read([dir], true), ['a', 'b', 'c', 'd']);
  t.same(read([join(dir, 'notes.txt'), '-']), ['notes', 'stdin'], 'a named file is read whatever its name');
  writeFileSync(join(dir, 'sub', 'utf16.yaml'), Buffer.from(`\ufeff${pod('utf16')}`, 'utf16le'));
  symlinkSync(join(dir, 'b.yaml'), join(dir, 'sub', 'link.yaml'));
  symlinkSync(join(dir, 'nowhere'), join(dir, 'sub', 'gone.yaml'));
  mkdirSync(join(dir, 'sub', 'dir.yaml'));
  const loaded = load([join(dir, 'sub'), join(dir, 'missing'), join(dir, 'sub', 'empty')]);
  t.same(
    loaded.objects.map(({ name }) => name),
    ['d', 'b', 'utf16'],
  );
  t.same(
    loaded.diagnostics.map(({ source, line, message }) => `${source.slice(dir.length)} ${line}: ${message}`),
    [
      '/sub/gone.yaml 0: The file cannot be read: it leads to a file that does not exist.',
      '/missing 0: There is no such file or directory.',
      '/sub/empty 0: There is nothing to read: the directory does not hold a file named *.yaml, *.yml or *.json.',
    ],
  );
  if (process.getuid?.() !== 0) {
    chmodSync(join(dir, 'c.yml'), 0);
    t.same(load([join(dir, 'c.yml')]).diagnostics[0]?.message, 'The file cannot be read: permission denied.');
  }
});
