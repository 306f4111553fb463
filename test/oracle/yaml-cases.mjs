// @ts-check
/**
 * Documents in which kubectl and a YAML 1.2 parser part, each with a pod spec's image where a reader may not see it. Not
 * files, because editors and git mend line breaks.
 */

const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';

/** What ends a line to go-yaml; the second one is what some editors make of the first. */
const BREAKS = ['\r', '\r\n', '\r\r\n', '\r\r\r\n', '\n\r', '\u0085', '\u2028', '\u2029', '\n', '\n\n'];

/** @returns {readonly string[]} */
export function yamlCases() {
  return [...BREAKS.flatMap(aroundBreak), ...FLOWS.map((flow) => `${HEAD}${flow}`), ...OTHERS];
}

/** @type {(end: string) => readonly string[]} */
function aroundBreak(end) {
  return [
    `${HEAD}spec:\n  containers:\n  - name: a # nothing to see${end}    image: redis:latest\n`,
    `${HEAD}# nothing to see${end}spec: {containers: [{name: a, image: redis:latest}]}\n`,
    `${HEAD}spec:${end}  containers:${end}  - name: a${end}    image: redis:latest${end}`,
    `${HEAD}v: a${end}  b${end}  c\n`,
    `${HEAD}v: "a${end}  b"\n`,
    `${HEAD}v: 'a${end}${end}  b'\n`,
    `${HEAD}v: |${end}  a${end}  b${end}w: c\n`,
    `${HEAD}v: >-${end}  a${end}  b${end}${end}  c\nw: d\n`,
    `${HEAD}v: [a,${end}b]\n`,
    `${HEAD}v: a${end}---${end}${HEAD}`,
    `${HEAD}v: a\n--- # next${end}${HEAD}`,
    `{"apiVersion": "v1",${end} "kind": "Pod", "v": 1}${end}`,
    `${HEAD}v: a${end}...${end}w: b\n`,
  ];
}

const FLOWS = [
  'v: [\na,\nb\n]\n',
  'v: [\n{a: b},\n]\nw: c\n',
  's:\n  v: [\n  {image: redis:latest},\n  ]\n',
  's:\n  v: {\n  image: redis:latest,\n a: b\n  }\n  w: c\n',
  's:\n- {\nname: a, image: redis:latest\n}\n- b\n',
  's: [ # a comment with ] and "\n# another }\na, "b # no comment",\n\'c\nd\'\n]\n',
  "s: [it's, a 'b', c\nd]\n",
  's: {a: "x\n\ny", b: [\n1, 2\n]}\n',
  's: {a: b,\nc: &x {d: e},\nf: *x}\n',
  's: {"a":b,\n"c": !!str "d"}\n',
  's: {a: http://b.example/[c],\nd: e}\n',
  's: {a: b\n',
  's: [a\n---\nb]\n',
  'v:\n[a]\n',
  's:\n  v:\n  [\n    a\n  ]\n',
  'v: "a\nb"\nw: [\n"c\nd"\n]\n',
  '? [\na]\n: b\n',
];

const OTHERS = [
  `\ufeff${HEAD}`,
  `${HEAD}---\n---\n${HEAD}`,
  `---\n--- # two\n${HEAD}`,
  `${HEAD}--- a\n${HEAD}`,
  `${HEAD}v: 0o17\nw: 1_000\nx: 1:30\ny: 0b1\nz: 017\n`,
  `${HEAD}v: yes\nw: No\nx: ~\ny: on\nz: .inf\n`,
  `${HEAD}v: 1e3\nw: .5\nx: 12345678901234567890\ny: 2001-01-01\n`,
  `${HEAD}1: a\ntrue: b\n1.5: c\n`,
  `${HEAD}a: 1\na: 2\n`,
  `${HEAD}a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  b: 3\n`,
  `${HEAD}a: &x {b: 1}\nd:\n  b: 3\n  <<: *x\n`,
  `${HEAD}a: &x {b: 1}\ne: &y {b: 2}\nd: {<<: [*x, *y]}\n`,
  `${HEAD}a: !!binary aGVsbG8=\nb: !!str 1\nc: !!int "2"\n`,
  `${HEAD}a: *none\n`,
  `${HEAD}a: &x [*x]\n`,
  `${HEAD}a: "\\x41\\u00e9\\/"\n`,
  `${HEAD}a: b: c\n`,
  `${HEAD}\ta: b\n`,
  `${HEAD}a:\tb\n`,
  `%YAML 1.1\n---\n${HEAD}`,
  `${HEAD}a: "b\n c\n d"\ne: 'f\ng'\n`,
  `${HEAD}a: |2\n   b\n  c\n`,
  `${HEAD}a: >+\n  b\n\n  c\n\nd: e\n`,
  `{"kind": "Pod", "apiVersion": "v1"}{"kind": "Pod", "apiVersion": "v1", "a": 1}\n`,
  `{"kind": "Pod", "apiVersion": "v1"}\n---\n${HEAD}`,
  `{kind: Pod, apiVersion: v1}\n`,
  `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod}\n- {apiVersion: v1, kind: Secret}\n`,
  '',
  '# nothing\n',
  'null\n',
  '[a]\n',
  'a\n',
];
