/** Findings that somebody accepted beside the object: what takes them away, what is told, and what never goes. */
import t, { type Test } from 'tap';
import { run } from '../src/cli/index.js';
import type { Report } from '../src/cli/report.js';
import { annotationIgnore, readIgnore } from '../src/core/ignore.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import { findWorkload } from '../src/core/workloads.js';
import { assess } from '../src/facts/assess.js';
import { ignoreComments } from '../src/manifests/ignore-comments.js';
import { createManifestState } from '../src/manifests/state.js';

async function check(t: Test, text: string, ...args: readonly string[]) {
  const folder = t.testdir({
    'all.yaml': text,
    cluster: { 'ns.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n' },
  });
  const cli = async (...more: readonly string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await run(['check', 'all.yaml', '--color', 'never', ...args, ...more], {
      stdout: { write: (each) => out.push(each) },
      stderr: { write: (each) => err.push(each) },
      stdin: (async function* () {})(),
      env: {},
      cwd: folder,
      isTTY: false,
      now: () => 0,
    });
    return { code, stdout: out.join(''), stderr: err.join('') };
  };
  const { stdout, stderr, code } = await cli();
  const report: Report = JSON.parse((await cli('-o', 'json')).stdout);
  return { code, stdout, stderr, report };
}

const CLUSTER = ['--cluster-dir', 'cluster'];

/** A Pod of one container per image, each on a line of its own with what stands behind it; the first is line 6. */
function podOf(images: readonly string[], annotations = ''): string {
  const containers = images.map((image, index) =>
    `    - {name: c${index}, image: ${image}\n`.replace(/( #.*)?\n/, '}$1\n'),
  );
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web${annotations}}\nspec:\n  containers:\n${containers.join('')}`;
}

t.test('a comment on the line of the image', async (t) => {
  const text = podOf(['nginx:latest # pullgate:ignore PG101 we follow nginx', 'nginx:1.27']);
  const { code, stdout, stderr, report } = await check(t, text, ...CLUSTER);
  t.equal(code, 0);
  t.equal(stderr, '');
  t.equal(
    stdout,
    'ignored  all.yaml:6:25  Pod default/web  container c0, image "nginx:latest"  PG101  the tag is "latest" (comment: we follow nginx)\n' +
      'Summary: 1 object with images in 1 file: 0 denied, 0 with warnings, 0 undecided; no findings; 1 ignored\n',
  );
  t.equal(report.summary.ignored, 1);
  t.match(report.results[0], {
    decision: 'allow',
    findings: [],
    ignored: [{ code: 'PG101', action: 'deny', line: 6, ignored: { from: 'comment', reason: 'we follow nginx' } }],
  });
});

t.test('it covers its line, and no other', async (t) => {
  const { code, report } = await check(
    t,
    podOf(['nginx:latest # pullgate:ignore PG101 why', 'nginx:latest']),
    ...CLUSTER,
  );
  t.equal(code, 1);
  t.match(report.results[0], { findings: [{ code: 'PG101', line: 7 }], ignored: [{ line: 6 }] });
});

t.test('alone on the line before, with a colon, in other letters', async (t) => {
  for (const comment of [
    '# pullgate:ignore PG101: why',
    '# pullgate:ignore pg101, PG102 why',
    '# pullgate:ignore tag-latest why',
  ]) {
    const text = podOf(['nginx:latest']).replace('    - ', `    ${comment}\n\n    # another one\n    - `);
    const { code, report } = await check(t, text, ...CLUSTER);
    t.equal(code, 0, comment);
    t.match(report.results[0]?.ignored, [{ code: 'PG101', ignored: { reason: 'why' } }]);
  }
});

t.test('an annotation speaks of the whole object, or of the Pods of a template', async (t) => {
  const annotations = ', annotations: {pullgate.dev/ignore: "PG101 PG102", pullgate.dev/ignore-reason: a demo}';
  const pod = await check(t, podOf(['nginx:latest', 'nginx', 'nginx:latest'], annotations), ...CLUSTER);
  t.equal(pod.code, 0);
  t.equal(pod.report.summary.ignored, 2, 'findings, each with its images');
  t.match(
    pod.stdout,
    /^ignored {2}all\.yaml:6:25 {2}Pod default\/web {2}container c0, .*; container c2, .* {2}PG101 .*\(annotation: a demo\)$/m,
  );
  const template = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {annotations: {pullgate.dev/ignore: PG101, pullgate.dev/ignore-reason: a demo}}
    spec: {containers: [{name: a, image: "nginx:latest"}]}
`;
  t.equal((await check(t, template, ...CLUSTER)).code, 0);
});

t.test('what is wrong with one is told, each on its line', async (t) => {
  const told: readonly (readonly [string, number, string])[] = [
    ['PG101', 1, 'The comment pullgate:ignore: it gives no reason, and counts for nothing.'],
    ['', 1, 'The comment pullgate:ignore: it names no code, such as PG101, and counts for nothing.'],
    ['PG999 why', 1, 'The comment pullgate:ignore: there is no rule "PG999".'],
    ['PG101 PG999 why', 0, 'The comment pullgate:ignore: there is no rule "PG999".'],
    ['because I say so', 1, 'The comment pullgate:ignore: there is no rule "because".'],
    ['PG102 why', 1, 'The comment pullgate:ignore: PG102 matches nothing on its line.'],
    ['PG101 PG102 why', 0, 'The comment pullgate:ignore: PG102 matches nothing on its line.'],
    [
      'PG901 why',
      1,
      'The comment pullgate:ignore: PG901 cannot be ignored, because it says that something is not known.',
    ],
  ];
  for (const [written, code, message] of told) {
    const result = await check(t, podOf([`nginx:latest # pullgate:ignore ${written}`]), ...CLUSTER);
    t.equal(result.stderr, `warning: all.yaml:6: ${message}\n`, written);
    t.equal(result.code, code, written);
    t.match(result.report.diagnostics, [{ level: 'warning', about: 'ignore', line: 6 }]);
  }
  const elsewhere = await check(
    t,
    `# pullgate:ignore PG101 why\n---\n${podOf(['nginx:1.27'])}  # pullgate:ignore PG101 why\n`,
    ...CLUSTER,
  );
  t.equal(elsewhere.stderr.match(/matches nothing on its line/g)?.length, 2, 'beside no image');
  const annotations = ', annotations: {pullgate.dev/ignore: "PG101,PG9,PG102"}';
  const annotated = await check(t, podOf(['nginx:latest'], annotations), ...CLUSTER);
  t.equal(annotated.code, 1);
  t.equal(
    annotated.stderr,
    'warning: all.yaml:1: The annotation pullgate.dev/ignore: there is no rule "PG9".\n' +
      'warning: all.yaml:1: The annotation pullgate.dev/ignore: it gives no reason, and counts for nothing.\n',
  );
});

t.test('what is not known is not silenced, nor what cannot be read', async (t) => {
  const all = ', annotations: {pullgate.dev/ignore: "PG901,PG201,PG202", pullgate.dev/ignore-reason: all}';
  const offline = await check(t, podOf(['ghcr.io/acme/app:1 # pullgate:ignore PG901,PG201 all'], all), '--strict');
  t.equal(offline.code, 3);
  t.equal(offline.report.summary.unknown, 1);
  t.notMatch(offline.stderr, 'matches nothing', 'it may, where the cluster can be asked');
  const broken = podOf(['[x] # pullgate:ignore PG101,PG103 all'], all.replace('PG901', 'PG103'));
  const refused = await check(t, broken);
  t.equal(refused.code, 1);
  t.match(refused.stderr, 'The API server refuses this Pod: spec.containers[0].image is a list');
});

t.test('comments are found where YAML has them', async (t) => {
  const lines = (text: string) =>
    ignoreComments(text).map(({ line, target, text: written }) => [line, target, written]);
  t.strictSame(
    lines(
      'a: "# pullgate:ignore X y"\nb: |\n  # pullgate:ignore X y\n  c # pullgate:ignore X\nd: e#pullgate:ignore X\n',
    ),
    [],
  );
  t.strictSame(lines('a: >-\n  text\n# pullgate:ignore A b\nc: d # pullgate:ignore E f\n'), [
    [3, 4, 'A b'],
    [4, 4, 'E f'],
  ]);
  t.strictSame(lines('a: "one\n  two" # pullgate:ignore A b\n# pullgate:ignore C d\n'), [
    [2, 2, 'A b'],
    [3, 0, 'C d'],
  ]);
  t.strictSame(
    lines('#pullgate:ignore A b\r\na: b\n## pullgate:ignore C d\n# pullgate:ignored E\n# pullgate:ignore-me E\n'),
    [
      [1, 2, 'A b'],
      [3, 0, 'C d'],
    ],
  );
  t.strictSame(lines('{"a": "# pullgate:ignore A b"}'), []);
});

t.test('in a cluster only where the operator allows it', async (t) => {
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web',
      namespace: 'shop',
      annotations: { 'pullgate.dev/ignore': 'PG101, PG7', 'pullgate.dev/ignore-reason': 'a\ndemo' },
    },
    spec: { containers: [{ name: 'a', image: 'nginx:latest' }] },
  };
  const state = createManifestState([], { offline: false });
  const asked = (ignoreAnnotations: boolean) =>
    assess(
      {
        ...{ uid: '', operation: 'CREATE', kind: { group: '', version: 'v1', kind: 'Pod' }, resource: 'pods' },
        ...{
          subresource: '',
          namespace: 'shop',
          name: 'web',
          user: 'ann',
          groups: [],
          dryRun: false,
          source: 'review',
        },
        ...{ object, oldObject: () => null, ignores: [{ from: 'comment', codes: ['PG101'], reason: 'no file' }] },
      },
      { settings: { ...DEFAULT_SETTINGS, ignoreAnnotations }, state, now: 0 },
    );
  const forbidden = await asked(false);
  t.equal(forbidden.allowed, false);
  t.strictSame(forbidden.warnings, [
    'Pullgate: annotation pullgate.dev/ignore of this Pod: it counts for nothing in this cluster, because the operator has not set exemptions.annotations',
  ]);
  const allowed = await asked(true);
  t.equal(allowed.allowed, true);
  t.strictSame(allowed.warnings, ['Pullgate: annotation pullgate.dev/ignore of this Pod: there is no rule "PG7"']);
  t.match(allowed.auditAnnotations, { decision: 'allow', ignored: 'PG101: a\\u{a}demo' });
});

t.test('of a hostile annotation as much is read as names every code', async (t) => {
  const workload = findWorkload({ group: '', version: 'v1', kind: 'Pod' }, []);
  if (workload === undefined) throw new Error('no Pod');
  const of = (text: unknown) =>
    annotationIgnore({ metadata: { annotations: { 'pullgate.dev/ignore': text } } }, workload);
  t.ok((of('x '.repeat(100_000))?.faults.length ?? 0) <= 51);
  t.strictSame(of(12), { faults: [] });
  t.equal(annotationIgnore({ metadata: {} }, workload), undefined);
  t.equal(readIgnore('comment', 'PG101', 'x'.repeat(1000)).ignore?.reason.length, 200);
});
