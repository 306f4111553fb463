/** What is rare in a report, in the words of each format: what no other test of the formats would miss. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { check } from './support/check-formats.js';

const ABOVE = fileURLToPath(new URL('fixtures', import.meta.url));
const REFUSED = 'field/88-pull-secrets-is-a-string/manifest.yaml';
const DROPPED = 'field/101-key-is-singular/manifest.yaml';

const pod = (name: string, containers: string, more = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop}\nspec:\n${more}  containers:\n${containers}`;
const container = (name: string, image: string): string => `  - {name: ${name}, image: "${image}"}\n`;

t.test('refused and dropped are counted, and told apart', async (t) => {
  const both = (format: string) => check([REFUSED, DROPPED, '-o', format], { cwd: ABOVE });
  const { stdout } = await both('markdown');
  t.match(stdout, /^## Pullgate: 2 refused or dropped by the API server/);
  t.match((await both('text')).stdout, /; 1 refused by the API server; 1 dropped without a word$/m);
  const { runs } = JSON.parse((await both('sarif')).stdout);
  t.match(
    runs[0].tool.driver.rules.map((rule: { readonly shortDescription: unknown }) => rule.shortDescription),
    [
      { text: 'The API server drops a part of the object without a word' },
      { text: 'The API server refuses the object' },
    ],
  );
  t.match((await both('tap')).stdout, /^not ok 1 - .*is what the API server takes/m);
});

t.test('nothing wrong is said as such', async (t) => {
  const stdin = pod('a', container('a', 'registry.k8s.io/pause:3.10'));
  t.match((await check(['-', '-o', 'markdown'], { stdin })).stdout, /^## Pullgate: nothing wrong with 1 object\n/);
});

t.test('what is undecided is skipped, with the reason, and counted so', async (t) => {
  const stdin = pod('a', container('a', 'registry.example.com/a/b:1'), '  imagePullSecrets: [{name: regcred}]\n');
  const of = async (...argv: readonly string[]) => (await check(['-', ...argv], { stdin })).stdout;
  t.match(await of('-o', 'tap'), /^ok 1 - .* # SKIP undecided: .*the files hold no Secret shop\/regcred/m);
  const junit = await of('-o', 'junit');
  t.match(junit, /<testsuite [^>]*skipped="1"/);
  t.match(junit, /<skipped>undecided: the files hold no Secret shop\/regcred/);
  t.match(await of('-o', 'tap', '--strict'), /^not ok 1 - /m);
});

t.test(
  'the worst comes first: what cannot be read, what the API server does not take, what leads, what is said most',
  async (t) => {
    const folder = t.testdir({
      'broken.yaml': 'a: [\n',
      'latest.yaml': `${pod('a', container('a', 'nginx:latest'))}---\n${pod('b', container('a', 'redis:latest'))}`,
      'invalid.yaml': pod('c', container('a', 'nginx::1')),
      'dropped.yaml': pod('d', container('a', 'nginx:1'), '  imagePullSecret: [{name: x}]\n'),
      'untagged.yaml': pod('e', container('a', 'nginx')),
    });
    const { stdout, code } = await check(['-R', '.', '-o', 'markdown'], { cwd: folder });
    t.equal(code, 2);
    const rows = stdout.split('\n').filter((line) => /^\| \d|^\| [a-z]/.test(line));
    t.match(rows, [/cannot be read|YAML/, /drops a field/, /PG103/, /PG101/, /PG102/]);
  },
);

t.test('a container by its kind, and thousands of them in few words', async (t) => {
  const side = '  initContainers: [{name: s, image: "nginx:latest", restartPolicy: Always}]\n';
  const one = await check(['-'], { stdin: pod('a', container('a', 'registry.k8s.io/pause:3.10'), side) });
  t.match(one.stdout, / {2}sidecar container s {2}nginx:latest {2}PG101 /);
  const names = Array.from({ length: 23 }, (_, index) => container(`c${index}`, 'nginx:latest'));
  const many = await check(['-', '-o', 'github'], { stdin: pod('a', names.join('')) });
  t.match(many.stdout, /container c19, image "nginx:latest"; 3 more%0A/);
  t.notMatch(many.stdout, /container c20/);
});

t.test('a severity has its colour', async (t) => {
  const stdin = pod('a', container('a', 'nginx:latest'));
  const colours = { enforce: '\u001b[31mdeny', warn: '\u001b[33mwarn', audit: '\u001b[36maudit' };
  for (const [mode, start] of Object.entries(colours)) {
    const { stdout } = await check(['-', '--mode', mode, '--color', 'always'], { stdin });
    t.ok(stdout.includes(start), `${mode}: ${JSON.stringify(stdout)}`);
  }
});

t.test('GITHUB_STEP_SUMMARY that is empty is none', async (t) => {
  const { code, stderr } = await check(['clean.yaml', '-o', 'github'], { env: { GITHUB_STEP_SUMMARY: '' } });
  t.equal(code, 0, stderr);
});

t.test('a policy that nobody could find out fails a strict check in the formats of tests', async (t) => {
  const folder = t.testdir({ 'a.yaml': pod('a', container('a', 'registry.k8s.io/pause:3.10')) });
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:9' } }],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u', namespace: 'shop' } }],
    'current-context': 'x',
  };
  writeFileSync(join(folder, 'config'), JSON.stringify(kubeconfig));
  const { stdout } = await check(['a.yaml', '--kubeconfig', 'config', '--strict', '-o', 'tap'], { cwd: folder });
  t.match(stdout, /^not ok \d+ - .*policy is known/m);
  t.match(stdout, /the policy of the cluster could not be found out/);
});

t.test('sarif shows no escape of ours as such, and a fix stays in its fence', async (t) => {
  const stdin = pod('"\\u00e9"', container('a', 'nginx:latest'));
  const { runs } = JSON.parse((await check(['-', '-o', 'sarif'], { stdin })).stdout);
  t.match(runs[0].results[0].message.text, 'Pod shop/U+00E9');
});
