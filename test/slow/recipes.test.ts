/**
 * The recipes of docs/ci, run from the page and the files beside it. What they call besides Pullgate (npm, helm, flux,
 * kubectl) is a stand-in here, which answers in milliseconds and lets each text be tried; test/recipes has the real ones.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import { NODE } from '../support/program.js';
import { BAD, blocks, GOOD, ROOT, readRecipe, repository as repositoryIn, write } from '../support/recipes.js';

const bin = mkdtempSync(join(tmpdir(), 'pullgate-recipes-'));
t.teardown(() => rmSync(bin, { recursive: true, force: true }));
const program = (name: string, text: string): void => {
  writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(bin, name), 0o755);
};
const pullgate = `exec ${NODE.map((word: string) => `'${word}'`).join(' ')} '${join(ROOT, 'dist/main.js')}' "$@"`;
program('pullgate', pullgate);
program('kubectl-pullgate', pullgate);
program('npm', 'echo "npm $*" >> npm.log');
for (const name of ['helm', 'flux']) program(name, 'cat rendered.yaml');
// As kubectl finds its plugins.
program(
  'kubectl',
  'case $1 in kustomize) cat rendered.yaml ;; *) plugin=kubectl-$1; shift; exec "$plugin" "$@" ;; esac',
);

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(script: string, cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  const world = { PATH: `${bin}:${process.env['PATH']}`, HOME: cwd, ...env };
  const options = { cwd, encoding: 'utf8' as const, env: world };
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
    options,
  );
  return { code: status, stdout, stderr };
}

const repository = (text: string): string => repositoryIn(bin, text);

/** As docs/snapshot.md says, of a cluster in which everything is there. */
function snapshotIn(cwd: string): void {
  write(cwd, 'cluster/namespace.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n');
  t.equal(run('pullgate snapshot --cluster-dir cluster -o prod.yaml', cwd).code, 0);
}

t.test('every command line of the page', async (t) => {
  const checks = blocks('sh').filter((text) => /\bpullgate check\b/.test(text));
  t.ok(checks.length >= 4, `${checks.length} were found`);
  for (const script of checks) {
    t.match(run(script, repository(GOOD)), { code: 0, stdout: /Summary: 1 object / }, script);
    t.match(run(script, repository(BAD)), { code: 1, stdout: /PG101/ }, script);
  }
  const others = blocks('sh').filter((text) => !checks.includes(text));
  for (const script of others)
    t.match(script, /^npm (?:ci && npm run package|install --global \.\/pullgate-\S+\.tgz)$/m);
});

t.test('the action of GitHub, with what the workflow of the page gives it', async (t) => {
  const { inputs, runs } = parse(readRecipe('action.yml'));
  const [text = ''] = blocks('yaml');
  const { steps } = parse(text).jobs.pullgate;
  const [{ uses, with: given }] = steps.slice(-1);
  t.equal(uses, './.github/actions/pullgate');
  t.strictSame(
    Object.keys(given).filter((name) => inputs[name] === undefined),
    [],
    'it takes what it is given',
  );
  const act = (cwd: string, more: Readonly<Record<string, string>> = {}): Ran => {
    const all: Readonly<Record<string, string>> = {
      ...Object.fromEntries(Object.keys(inputs).map((name) => [name, inputs[name].default ?? ''])),
      ...given,
      ...more,
    };
    const filled = (value: string) =>
      value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => all[name] ?? '?');
    let last: Ran = { code: 0, stdout: '', stderr: '' };
    for (const step of runs.steps) {
      t.notMatch(step.run, /\$\{\{/, 'no input is part of a script');
      const env = Object.fromEntries(Object.entries<string>(step.env).map(([name, value]) => [name, filled(value)]));
      if (last.code === 0)
        last = run(step.run, cwd, { ...env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary.md' });
    }
    return last;
  };
  const good = repository(GOOD);
  t.match(act(good), { code: 0 });
  t.match(readFileSync(join(good, 'npm.log'), 'utf8'), /^npm install --global .*\.\/tools\/pullgate-0\.1\.0\.tgz$/m);
  const bad = repository(BAD);
  t.match(act(bad), { code: 1, stdout: /^::error .*file=deploy\/below\/web\.yaml,.*PG101/m });
  t.match(readFileSync(join(bad, 'summary.md'), 'utf8'), /PG101/);
  t.match(act(bad, { 'fail-on': 'never', sarif: 'out.sarif' }), { code: 0 });
  t.equal(JSON.parse(readFileSync(join(bad, 'out.sarif'), 'utf8')).version, '2.1.0');
  const hostile = repository(GOOD);
  t.match(act(hostile, { paths: 'deploy\n$(touch owned)\n"; touch owned; "' }), { code: 2 });
  t.notOk(existsSync(join(hostile, 'owned')), 'a path is no command');
  t.match(act(good, { 'cluster-dir': 'nowhere' }), { code: 2 });
  snapshotIn(good);
  t.match(act(good, { snapshot: 'prod.yaml' }), {
    code: 0,
    stderr: /the cluster is the snapshot prod\.yaml \(taken just now/,
  });
  writeFileSync(join(bad, 'policy.yaml'), 'rules: {PG101: off}\n');
  t.match(act(bad, { config: 'policy.yaml' }), { code: 0 });
});

t.test('the job of GitLab, with what the page gives it', async (t) => {
  const { pullgate: job } = parse(readRecipe('gitlab.yml'));
  const [, text = ''] = blocks('yaml');
  const env = { ...job.variables, ...parse(text).pullgate.variables };
  for (const [image, code] of [
    [GOOD, 0],
    [BAD, 1],
  ] as const) {
    const cwd = repository(image);
    t.equal(run(job.script.join('\n'), cwd, env).code, code);
    const { codequality, junit } = job.artifacts.reports;
    t.equal(JSON.parse(readFileSync(join(cwd, codequality), 'utf8')).length, code);
    t.match(readFileSync(join(cwd, junit), 'utf8'), /<testsuites /);
    snapshotIn(cwd);
    const predicted = run(job.script.join('\n'), cwd, { ...env, SNAPSHOT: 'prod.yaml' });
    t.match(predicted, { code, stderr: /the cluster is the snapshot prod\.yaml/ });
    t.match(readFileSync(join(cwd, 'npm.log'), 'utf8'), / \.\/tools\/pullgate-0\.1\.0\.tgz$/m);
  }
});

t.test('the hook of pre-commit: its entry, with the files that it takes', async (t) => {
  const [{ hooks }] = parse(readRecipe('pre-commit-config.yaml')).repos;
  const [{ entry, files, language }] = hooks;
  t.equal(language, 'system');
  const changed = ['deploy/below/web.yaml', 'charts/rendered/all.yaml', 'README.md'].filter((path) =>
    new RegExp(files).test(path),
  );
  t.strictSame(changed, ['deploy/below/web.yaml']);
  t.equal(run(`${entry} ${changed.join(' ')}`, repository(GOOD)).code, 0);
  t.equal(run(`${entry} ${changed.join(' ')}`, repository(BAD)).code, 1);
});

t.test('every file of the folder is a recipe that the page shows', async (t) => {
  for (const file of ['action.yml', 'gitlab.yml', 'pre-commit-config.yaml'])
    t.ok(readRecipe('README.md').includes(`(${file})`), file);
});
