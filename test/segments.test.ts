/** A file that is read in parts is the same file: documents, lines, what is said. And what need not be read at all. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openManifests } from '../src/manifests/load.js';
import { type ManifestFile, readManifests, readSegment } from '../src/manifests/read.js';
import { segmentsOf } from '../src/manifests/segments.js';
import { isSurelyNoState } from '../src/manifests/sorting.js';
import { readInParts } from '../src/manifests/text-file.js';

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec: {x: [1,\n 2]}\n`;

/** Lines and runs of lines of which a stream is made, the strange ones, too. */
const FRAGMENTS = [
  pod('a'),
  pod('b').replaceAll('\n', '\r\n'),
  '---\n',
  '---\r\n',
  '--- # next\n',
  '--- not\n',
  '---\t \n',
  '----\n',
  '...\n',
  '%YAML 1.1\n',
  '\ufeff',
  '# a\n\n',
  'v: |\n  ---\n',
  '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "j"}}\n',
  'broken: [\n',
  ' ',
];

const told = (files: readonly ManifestFile[]) => ({
  objects: files.flatMap(({ objects }) =>
    objects.map((each) => `${each.kind} ${each.name} ${each.line} ${each.lineOf('spec.x[1]')}`),
  ),
  diagnostics: files.flatMap(({ diagnostics }) =>
    diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`),
  ),
});

const inParts = (text: string, size: number) => {
  const parts = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
  return [...segmentsOf(parts, 1)];
};

t.test('a stream that is cut wherever it can be reads like the whole', async (t) => {
  let cuts = 0;
  const random = (count: number, seed: number) => Math.floor((Math.abs(Math.sin(seed) * 10_000) % 1) * count);
  for (let seed = 1; seed <= 700; seed += 1) {
    const picks = Array.from({ length: 2 + random(7, seed) }, (_, at) => {
      const fragment = FRAGMENTS[random(FRAGMENTS.length, seed * 31 + at * 7)] ?? '';
      return at % 2 === 0 ? fragment : `${fragment}---\n`;
    });
    const text = picks.join('');
    const segments = inParts(text, 1 + random(40, seed * 3));
    cuts += segments.length - 1;
    const parts = segments.map((each) => readSegment(each, 'f', { isBrief: seed % 2 === 0 }));
    const whole = told([readManifests(text, 'f')]);
    if (JSON.stringify(told(parts)) !== JSON.stringify(whole)) t.strictSame(told(parts), whole, JSON.stringify(text));
  }
  t.ok(cuts > 500, `${cuts} cuts were made`);
});

t.test('a document without an end is looked through a few times, not at each part', async (t) => {
  const parts = Array.from({ length: 4000 }, () => 'key: value\n');
  const begin = performance.now();
  t.equal([...segmentsOf(parts, 1)].length, 1);
  t.ok(performance.now() - begin < 1000);
});

t.test('the parts of a file are its text, wherever a character or a mark is cut', async (t) => {
  const directory = t.testdir({});
  const text = `${'ä€😀\n'.repeat(20_000)}end`;
  const cases: readonly (readonly [string, Buffer])[] = [
    ['utf8', Buffer.from(text)],
    ['mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ['utf16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf16be', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ];
  for (const [name, bytes] of cases) {
    writeFileSync(join(directory, name), bytes);
    const parts = [...readInParts(join(directory, name))];
    t.ok(parts.join('') === text, name);
    t.ok(parts.length > 3, `${name}: ${parts.length} parts`);
  }
  for (const bytes of [[], [0x61], [0xff, 0xfe], [0xc3]]) {
    writeFileSync(join(directory, 'short'), Buffer.from(bytes));
    t.equal(
      [...readInParts(join(directory, 'short'))].join(''),
      new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(Buffer.from(bytes)),
    );
  }
});

t.test('a large file is read in pieces, with its lines, and counted once', async (t) => {
  const directory = t.testdir({});
  const path = join(directory, 'many.yaml');
  writeFileSync(path, Array.from({ length: 600 }, (_, at) => `${pod(`p${at}`)}# ${'.'.repeat(400)}\n`).join('---\n'));
  const pieces = [...openManifests({ paths: [path], recursive: false }).pieces({ isBrief: true })];
  t.ok(pieces.length > 3, `${pieces.length} pieces`);
  t.equal(pieces.filter(({ isFile }) => isFile).length, 1);
  const whole = readManifests(readFileSync(path, 'utf8'), path);
  t.ok(JSON.stringify(told(pieces)) === JSON.stringify(told([whole])));
});

t.test(
  'what shows at a glance that it is no Secret, ServiceAccount, Namespace or list is not read for the state',
  async (t) => {
    const plain = [
      pod('a'),
      'kind: Deployment\napiVersion: apps/v1\nspec:\n  template: {kind: Secret}\n',
      '# Source: a\n---\napiVersion: v1\nkind: Service # x\nmetadata:\n- a\n',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    kind: Secret\n',
    ];
    for (const text of plain) t.equal(isSurelyNoState(text), true, text);
    const others = [
      'apiVersion: v1\nkind: Secret\n',
      'apiVersion: v1\nkind: List\nitems: []\n',
      'apiVersion: v1\nkind: PodList\n',
      'apiVersion: v1\nkind: Pod\nkind: Secret\n',
      'apiVersion: v1\nkind: Pod\nkind:\n  Secret\n',
      'apiVersion: v1\nkind: Pod\n"kind": Secret\n',
      "apiVersion: v1\nkind: Pod\n'kind': Secret\n",
      'apiVersion: v1\nkind: Pod\n? kind\n: Secret\n',
      'apiVersion: v1\nkind: Pod\n<<: {kind: Secret}\n',
      'apiVersion: v1\nkind: Pod\n!!str kind: Secret\n',
      'apiVersion: v1\nkind: Pod\n&a kind: Secret\n',
      'apiVersion: v1\nkind: Pod\nkind : Secret\n',
      '{apiVersion: v1, kind: Secret}\n',
      'apiVersion: v1\nkind: "Secret"\n',
      'apiVersion: v1\nkind: !!str Secret\n',
      'apiVersion: v1\nkind: Pod\nitems:\n- {apiVersion: v1, kind: Secret}\n',
      'apiVersion: v1\n"a": "\nkind: Pod\n"\n"kind": Secret\n',
      'apiVersion: v1\nkind: |\n  Secret\n',
      'kind: Pod x\napiVersion: v1\n',
      '',
    ];
    for (const text of others) t.equal(isSurelyNoState(text), false, text);
  },
);
