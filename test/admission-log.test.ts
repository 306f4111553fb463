/** A line of the log has a bound, whatever a tenant writes and however much of it; and making it has one, too. */
import t from 'tap';
import type { Admission, ImageUse } from '../src/core/types.js';
import { secretName, secretsNamedIn } from '../src/core/words/naming.js';
import type { Assessment } from '../src/facts/assess.js';
import { createLog } from '../src/log/log.js';
import { logReview } from '../src/webhook/admission-log.js';
import { mergeSettings } from './support/case.js';
import { aNamespace, anAccount, aPod, aSecret, validate } from './support/injection.js';

const MOST_BYTES = 12 * 1024;

const FILLERS: Readonly<Record<string, string>> = {
  plain: 'x',
  nul: '\u0000',
  newline: '\n',
  quote: '"',
  backslash: '\\',
  escape: '\u001b[31m',
  separator: '\u2028',
  umlaut: 'ü',
  cjk: '漢',
  emoji: '🐳',
  'half of a character': '\ud83d',
  mixed: 'a"\u0000ü🐳',
};

function lineOf(text: (part: string) => string, count: number): { readonly line: string; readonly looked: number } {
  const lines: string[] = [];
  let looked = 0;
  const log = createLog({ level: 'info', to: { write: (each) => void lines.push(each) } });
  const use = (index: number): ImageUse =>
    ({
      get parsed() {
        looked += 1;
        return index % 2 === 0
          ? { ok: true, reference: { raw: text(`image${index}`), registry: text(`registry${index}`) } }
          : { ok: false, raw: text(`image${index}`) };
      },
    }) as ImageUse; // what the log looks at of it
  const images = Array.from({ length: count }, (_, index) => use(index));
  const admission = {
    uid: text('uid'),
    operation: text('operation'),
    kind: { group: text('group'), version: text('version'), kind: text('kind') },
    resource: text('resource'),
    subresource: text('subresource'),
    namespace: text('namespace'),
    name: text('name'),
    user: text('user'),
    groups: [text('group')],
    dryRun: false,
    source: 'review',
    object: { metadata: { generateName: text('generate') } },
    oldObject: () => null,
  } satisfies Admission;
  const assessment = {
    decision: 'deny',
    mode: 'enforce',
    findings: Array.from({ length: count }, (_, index) => ({
      code: 'PG201',
      action: 'deny',
      problem: `secret "${'s'.repeat(253)}" and secret "secret${index}"`,
      because: text(`because${index}`),
      uses: [use(index)],
    })),
    subject: { images },
    injection: { result: 'add', added: Array.from({ length: count }, (_, index) => text(`secret${index}`)) },
  } as unknown as Assessment; // what the log looks at of it
  logReview(log, { webhook: 'validate', admission, assessment, durationMs: 1, timeoutMs: 10_000 });
  return { line: lines.join(''), looked };
}

t.test('no line is longer than its bound, and every one is whole', async (t) => {
  for (const [name, filler] of Object.entries(FILLERS)) {
    for (const length of [1, 43, 255, 256, 257, 300, 100_000]) {
      const { line } = lineOf((part) => part + filler.repeat(Math.ceil(length / filler.length)), 1_000);
      t.ok(Buffer.byteLength(line) <= MOST_BYTES, `${name} x ${length}: ${Buffer.byteLength(line)} bytes`);
      t.match(JSON.parse(line), { event: 'admission', uid: /^uid/, generate_name: /^generate/, images: [/^image0/] });
    }
  }
});

t.test('what fits is whole; what does not ends in the mark of a cut, at most 258 bytes as JSON', async (t) => {
  const userOf = (user: string): string => JSON.parse(lineOf((part) => (part === 'user' ? user : part), 1).line).user;
  t.equal(userOf('x'.repeat(258)), 'x'.repeat(258));
  t.equal(userOf('x'.repeat(259)), `${'x'.repeat(255)}…`);
  t.equal(userOf('\u0000'.repeat(43)), '\u0000'.repeat(43));
  t.equal(userOf('\u0000'.repeat(44)), `${'\u0000'.repeat(42)}…`);
  t.equal(userOf(`${'ü'.repeat(129)}`), 'ü'.repeat(129));
  t.equal(userOf(`${'ü'.repeat(130)}`), `${'ü'.repeat(127)}…`);
});

t.test('what each character takes in a line is known', async (t) => {
  const userOf = (user: string): string => JSON.parse(lineOf((part) => (part === 'user' ? user : part), 1).line).user;
  for (const [character, bytes] of [
    ['\u0000', 6],
    ['\u001f', 6],
    [' ', 1],
    ['!', 1],
    ['"', 2],
    ['#', 1],
    ['[', 1],
    ['\\', 2],
    [']', 1],
    ['\u007f', 1],
    ['\u0080', 2],
    ['\u07ff', 2],
    ['\u0800', 3],
    ['\ud7ff', 3],
    ['\ud800', 6],
    ['\udfff', 6],
    ['\ue000', 3],
    ['\uffff', 3],
  ] as const) {
    const most = Math.floor(258 / bytes);
    const what = `U+${character.charCodeAt(0).toString(16)}`;
    t.equal(userOf(character.repeat(most)), character.repeat(most), `${what}: what fits is whole`);
    const rest = Math.floor(255 / bytes);
    t.equal(userOf(character.repeat(most + 1)), `${character.repeat(rest)}…`, `${what}: what does not is cut`);
  }
});

t.test('lists end where their room does, and each is told once', async (t) => {
  const lines: string[] = [];
  const log = createLog({ level: 'trace', to: { write: (each) => void lines.push(each) } });
  const logged = (change: object) => {
    const empty = { findings: [], decision: 'allow', mode: 'enforce' } as unknown as Assessment;
    const admission = { kind: {}, object: undefined } as unknown as Admission;
    for (const key of ['uid', 'operation', 'resource', 'subresource', 'namespace', 'name', 'user'])
      Object.assign(admission, { [key]: key });
    for (const key of ['kind', 'group', 'version']) Object.assign(admission.kind, { [key]: key });
    const record = {
      webhook: 'validate',
      admission,
      assessment: { ...empty, ...change },
      durationMs: 1.23456,
      timeoutMs: 5,
    } as const;
    logReview(log, record);
    return JSON.parse(lines.splice(0).join(''));
  };
  const add = (...added: readonly string[]) => logged({ injection: { result: 'add', added, patch: [] } });
  t.strictSame(add('a', 'b', 'a', 'c').injected, ['a', 'b', 'c']);
  t.equal(add(...Array.from({ length: 21 }, (_, index) => `s${index}`)).injected.length, 20);
  const of = (length: number, count = 8) =>
    Array.from({ length: count }, (_, index) => String(index).padEnd(length, 'x'));
  t.equal(add(...of(256)).injected.length, 8, '8 times 256 bytes are 2048');
  t.equal(add(...of(256), 'y').injected.length, 8);
  t.equal(add(...of(257)).injected.length, 7);

  t.equal(add(...Array(9).fill('x'.repeat(256)), 'y').injected.length, 2, 'what is told already takes no room');

  const use = (raw: string) => ({ parsed: { ok: true, reference: { raw, registry: 'r' } } });
  const finding = (image: string, problem = '', more = 0) => ({
    code: 'PG201',
    action: 'deny',
    uses: [use(image), ...Array(more).fill(use('z'))],
    problem,
    because: '',
  });
  const told = (...findings: readonly object[]) => logged({ findings });
  t.equal(told(...Array(11).fill(finding('i'))).findings.length, 10);
  t.equal(told(...Array(11).fill(finding('i'))).codes.length, 1);
  const named = ['a', 'b', 'c', 'd'].map(secretName).join(' ');
  t.strictSame(told(finding('i', named, 2)).findings, [
    { code: 'PG201', action: 'deny', image: 'i', registry: 'r', secrets: ['a', 'b', 'c'], images: 3 },
  ]);
  // 90 bytes around 165 and 1: eight of them are 2048.
  t.equal(told(...Array(9).fill(finding('i'.repeat(165)))).findings.length, 8);
  t.equal(told(...Array(8).fill(finding('i'.repeat(164), secretName('s')))).findings.length, 8);
  t.equal(told(...Array(8).fill(finding('i'.repeat(165), secretName('s')))).findings.length, 7);
  t.strictSame(told({ ...finding(''), uses: [] }).findings, [
    { code: 'PG201', action: 'deny', secrets: [], images: 0 },
  ]);

  const long = (letter: string) => secretName(letter.repeat(211));
  const bare = { ...finding('', `${long('a')} ${long('b')}`), uses: [] };
  t.equal(told(bare, bare, bare, bare).findings.length, 4, 'no image takes no room');
  const unread = { ...finding('', long('a')), uses: [{ parsed: { ok: false, raw: 'r'.repeat(211) } }] };
  t.equal(told(unread, unread, unread, unread).findings.length, 4, 'nor does no registry');

  const quiet = logged({});
  t.strictSame(
    [quiet.action, quiet.level, quiet.duration_ms, quiet.timeout_ms, quiet.msg],
    ['none', 'debug', 1.235, 5, 'allow operation resource'],
  );
  t.notOk('findings' in quiet || 'injected' in quiet || 'injection' in quiet);
  for (const [result, level] of [
    ['add', 'info'],
    ['no-help', 'info'],
    ['unknown', 'info'],
    ['not-needed', 'debug'],
    ['skipped', 'debug'],
  ] as const) {
    t.match(logged({ injection: { result, added: [], patch: [] } }), { level, injection: result, injected: [] });
  }
  const off = createLog({ level: 'info', to: { write: (each) => void lines.push(each) } });
  const never = {
    get findings(): never {
      throw new Error('looked at for nothing');
    },
    decision: 'allow',
    mode: 'enforce',
  };
  logReview(off, {
    webhook: 'validate',
    admission: {} as Admission,
    assessment: never as unknown as Assessment,
    durationMs: 0,
    timeoutMs: 0,
  });
  t.strictSame(lines, []);
});

t.test('of very many images only those are looked at that the line shows', async (t) => {
  const { line, looked } = lineOf((part) => part, 100_000);
  t.equal(JSON.parse(line).images.length, 20);
  t.equal(JSON.parse(line).registries.length, 20);
  t.ok(looked < 200, `${looked} of 100,000`);
});

t.test('each finding names its image, its registry and the secrets that it speaks of', async (t) => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', to: { write: (each) => void lines.push(each) } });
  const cluster = [aNamespace({}), anAccount([]), aSecret('regcred', { 'ghcr.io': 'good' })];
  const images = [
    'registry.example.com/team/web:1.4.2',
    'registry.example.com/team/job:2',
    'nginx:latest',
    'Bad/Image',
  ];
  const object = aPod(images, ['regcred', 'gone']);
  const assessment = await validate({ object, cluster, settings: mergeSettings({}) });
  const admission = { object, kind: { group: '', version: 'v1', kind: 'Pod' }, operation: 'CREATE', resource: 'pods' };
  const empty = { uid: '', subresource: '', namespace: '', name: '', user: '', groups: [], dryRun: false };
  const whole = { ...empty, ...admission, source: 'review', oldObject: () => null } as Admission;
  logReview(log, { webhook: 'validate', admission: whole, assessment, durationMs: 1, timeoutMs: 10_000 });
  const { findings } = JSON.parse(lines.join(''));
  const of = (code: string) => findings.find((each: { readonly code: string }) => each.code === code);
  t.match(of('PG202'), {
    action: 'deny',
    image: images[0],
    registry: 'registry.example.com',
    secrets: ['gone'],
    images: 2,
  });
  t.match(of('PG101'), { image: 'nginx:latest', registry: 'docker.io', secrets: [], images: 1 });
  t.match(of('PG103'), { image: 'Bad/Image', images: 1 });
  t.notOk('registry' in of('PG103'), 'what does not parse has none');
});

t.test('names of secrets are read back from the sentences that they were put into', async (t) => {
  t.strictSame(secretsNamedIn(`${secretName('a-1.b')} and ${secretName('regcred')}, ${secretName('regcred')}`), [
    'a-1.b',
    'regcred',
  ]);
  t.strictSame(secretsNamedIn('no pull secret for "x": the secret is "y"'), []);
  t.strictSame(secretsNamedIn(secretName('with "quotes"')), [], 'no object is called that');
});
