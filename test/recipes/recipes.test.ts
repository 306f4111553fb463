/**
 * `npm run test:recipes`: the recipes of docs/ci with nothing in the place of what they call. The package as npm installs
 * it, act for the workflow and the action of GitHub, gitlab-ci-local for the job of GitLab, pre-commit, kubectl, Helm, flux.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import { BAD, blocks, GOOD, placeOf, ROOT, readRecipe, repository, write } from '../support/recipes.js';

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const PACKAGE = join(ROOT, `build/pullgate-${version}.tgz`);

/** A program that run.mjs has found. */
function found(variable: string): string {
  const path = process.env[variable];
  if (path === undefined) throw new Error(`${variable} is not set: npm run test:recipes`);
  return path;
}

const home = mkdtempSync(join(tmpdir(), 'pullgate-recipes-'));
t.teardown(() => rmSync(home, { recursive: true, force: true }));
/** Programs that are there whatever recipe is run. */
const bin = join(home, 'bin');
mkdirSync(bin);
symlinkSync(found('RECIPE_KUBECTL'), join(bin, 'kubectl'));
symlinkSync(found('RECIPE_HELM'), join(bin, 'helm'));
symlinkSync(found('RECIPE_FLUX'), join(bin, 'flux'));
/** Where `npm install --global` installs to. */
const prefix = join(home, 'prefix');

const ENV: Readonly<Record<string, string>> = {
  PATH: [bin, join(prefix, 'bin'), dirname(process.execPath), '/usr/local/bin:/usr/bin:/bin'].join(':'),
  HOME: home,
  npm_config_prefix: prefix,
  npm_config_update_notifier: 'false',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

interface Ran {
  readonly code: number | null;
  /** Both streams. */
  readonly said: string;
}

function run(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  const [program = '', ...args] = argv;
  const options = { cwd, encoding: 'utf8', env: { ...ENV, ...env }, timeout: 240_000 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  return { code: status, said: `${error ?? ''}${stdout}${stderr}` };
}

const shell = (script: string, cwd: string): Ran => run(['bash', '-eo', 'pipefail', '-c', script], cwd);

/** What is in it, committed, as a runner finds a repository. */
function committed(text: string): string {
  const cwd = repository(home, text);
  cpSync(PACKAGE, join(cwd, `tools/pullgate-${version}.tgz`));
  return cwd;
}

function commit(cwd: string): Ran {
  return shell('git init --quiet && git add --all && git commit --quiet --message "first"', cwd);
}

const uninstall = (): void => rmSync(prefix, { recursive: true, force: true });

t.test('the package is installed as the page says, and kubectl finds its plugin', async (t) => {
  uninstall();
  const [install = ''] = blocks('sh').filter((text) => text.startsWith('npm install --global'));
  t.equal(run(['kubectl', 'pullgate', 'version'], home).code, 1, 'it is not there before');
  cpSync(PACKAGE, join(home, `pullgate-${version}.tgz`));
  const installed = shell(install, home);
  t.equal(installed.code, 0, installed.said);
  t.match(run(['kubectl', 'plugin', 'list'], home).said, `${prefix}/bin/kubectl-pullgate`);
  t.match(run(['kubectl', 'pullgate', '--version'], home), { code: 0, said: `pullgate ${version}` });
});

const KUSTOMIZATION = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec:
  interval: 10m
  path: ./apps
  prune: true
  targetNamespace: shop
  sourceRef: {kind: GitRepository, name: flux-system}
`;

t.test('every command line that the page has', async (t) => {
  const checks = blocks('sh').filter((text) => /\bpullgate check\b/.test(text));
  t.ok(checks.length >= 4, `${checks.length} were found`);
  for (const [text, code] of [
    [GOOD, 0],
    [BAD, 1],
  ] as const) {
    const cwd = repository(home, text);
    write(cwd, 'chart/Chart.yaml', 'apiVersion: v2\nname: app\nversion: 1.0.0\n');
    write(cwd, 'chart/templates/web.yaml', text.replace('{name: a}', '{name: "{{ .Release.Name }}"}'));
    write(cwd, 'overlays/production/kustomization.yaml', 'resources: [web.yaml]\nnamePrefix: production-\n');
    write(cwd, 'overlays/production/web.yaml', text);
    write(cwd, 'apps/web.yaml', text);
    write(cwd, 'clusters/production/apps.yaml', KUSTOMIZATION);
    for (const script of checks) {
      const { code: is, said } = shell(script, cwd);
      t.equal(is, code, `${script}${said}`);
      t.match(said, code === 0 ? /Summary: 1 object / : /PG101/);
    }
  }
});

t.test('GitHub: act runs the workflow of the page, and the action', async (t) => {
  const [workflow = ''] = blocks('yaml');
  const [, place = ''] = /^# (\S+)$/m.exec(workflow) ?? [];
  for (const [text, code] of [
    [GOOD, 0],
    [BAD, 1],
  ] as const) {
    uninstall();
    const cwd = committed(text);
    write(cwd, place, workflow);
    write(cwd, placeOf('action.yml'), readRecipe('action.yml'));
    t.equal(commit(cwd).code, 0);
    // On this machine instead of in a container; what it would download is the checkout, which it leaves out here.
    const here = ['--platform', 'ubuntu-latest=-self-hosted', '--container-daemon-socket', '-'];
    const env = Object.entries({ npm_config_prefix: prefix, PATH: ENV['PATH'] }).flatMap(([name, value]) => [
      '--env',
      `${name}=${value}`,
    ]);
    const ran = run([found('RECIPE_ACT'), 'pull_request', ...here, ...env], cwd);
    t.equal(ran.code, code, ran.said);
    t.match(ran.said, `Success - Main Install Pullgate`);
    if (code === 0) t.match(ran.said, /Job succeeded/);
    else {
      // As act tells what it has understood: a command of the workflow, and the summary of the job.
      t.match(ran.said, /❗ {2}::error file=deploy\/below\/web\.yaml,line=4,col=38,title=PG101 /);
      t.match(ran.said, /Summary - .*Pullgate: 1 of 2 objects would be denied/);
      t.match(ran.said, /Failure - Main pullgate check/);
    }
    t.ok(existsSync(join(prefix, 'bin/pullgate')), 'the package was installed by it');
  }
});

t.test('GitLab: gitlab-ci-local runs the job of the page', async (t) => {
  const [, pipeline = ''] = blocks('yaml');
  const { pullgate: job } = parse(readRecipe('gitlab.yml'));
  const { codequality, junit } = job.artifacts.reports;
  for (const [text, code] of [
    [GOOD, 0],
    [BAD, 1],
  ] as const) {
    uninstall();
    const cwd = committed(text);
    write(cwd, '.gitlab-ci.yml', pipeline);
    write(cwd, placeOf('gitlab.yml'), readRecipe('gitlab.yml'));
    t.equal(commit(cwd).code, 0);
    t.equal(run(['git', 'remote', 'add', 'origin', 'git@gitlab.example.com:acme/app.git'], cwd).code, 0);
    const ran = run([found('RECIPE_GITLAB'), '--force-shell-executor', 'pullgate'], cwd);
    t.equal(ran.code, code, ran.said);
    t.match(ran.said, code === 0 ? /Summary: 1 object / : /PG101/);
    t.equal(JSON.parse(readFileSync(join(cwd, codequality), 'utf8')).length, code);
    t.match(readFileSync(join(cwd, junit), 'utf8'), /<testsuites /);
  }
});

t.test('pre-commit: a commit with a finding is not made, one without is', async (t) => {
  uninstall();
  t.equal(run(['npm', 'install', '--global', '--silent', PACKAGE], home).code, 0);
  const cwd = repository(home, BAD);
  write(cwd, placeOf('pre-commit-config.yaml'), readRecipe('pre-commit-config.yaml'));
  const commitNow = (): Ran => shell('git add --all && git commit --message "a"', cwd);
  t.equal(run(['git', 'init', '--quiet'], cwd).code, 0);
  const hooked = run([found('RECIPE_PRE_COMMIT'), 'install'], cwd);
  t.equal(hooked.code, 0, hooked.said);
  const refused = commitNow();
  t.equal(refused.code, 1, refused.said);
  t.match(refused.said, /pullgate check\.+Failed[\s\S]*deploy\/below\/web\.yaml:4:\d+[\s\S]*PG101/);
  write(cwd, 'deploy/below/web.yaml', GOOD);
  const made = commitNow();
  t.equal(made.code, 0, made.said);
  t.match(made.said, /pullgate check\.+Passed/);
  write(cwd, 'elsewhere/web.yaml', BAD);
  t.match(
    commitNow(),
    { code: 0, said: /pullgate check\.+\(no files to check\)Skipped/ },
    'of other folders it is not asked',
  );
});
