import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import t from 'tap';
import { optionsOf, parseCommandLine, settingsOf } from '../src/cli/args.js';
import { createPaint, wantsColour } from '../src/cli/colour.js';
import { COMMANDS, run } from '../src/cli/index.js';
import { createProgress } from '../src/cli/progress.js';
import type { Report } from '../src/cli/report.js';
import { listSettings, settingsSchema } from '../src/config/schema.js';
import { PULL_CAUSES } from '../src/core/pull-words/cause.js';
import { RULES } from '../src/core/rules/index.js';
import { jsonFaults } from './support/check-formats.js';
import { NODE } from './support/program.js';
import { type Block, matchTold, matchTopics } from './support/told.js';

const [ENV, ...ARGS] = NODE;

const FIXTURES = resolve('test/fixtures/cli');
const NOW = Date.parse('2026-06-01T12:00:00Z');

interface World {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly cwd?: string;
}

async function cli(argv: readonly string[], world: World = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {
      yield world.stdin ?? '';
    })(),
    env: world.env ?? {},
    cwd: world.cwd ?? FIXTURES,
    isTTY: world.isTTY ?? false,
    now: () => NOW,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

async function report(argv: readonly string[], world: World = {}): Promise<Report> {
  const { stdout } = await cli(['check', '-o', 'json', ...argv], world);
  const faults = jsonFaults(stdout);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return JSON.parse(stdout);
}

t.test('help of every command, as it is printed', async (t) => {
  matchTold(t, 'cli/help', [['pullgate --help', (await cli(['--help'])).stdout]]);
  for (const { name } of COMMANDS) {
    const { code, stdout, stderr } = await cli([name, '--help']);
    t.equal(code, 0);
    t.equal(stderr, '');
    matchTold(t, `cli/help-${name}`, [[`pullgate ${name} --help`, stdout]]);
    t.equal((await cli(['help', name])).stdout, stdout);
    t.ok(
      stdout.split('\n').every((line) => line.length <= 120 || /^ *(-|#|pullgate|helm)/.test(line)),
      'fits a terminal',
    );
  }
  const topics = [
    'help',
    ...COMMANDS.map(({ name }) => `help-${name}`),
    'command-lines',
    'wrong-configuration',
    'check',
  ];
  matchTopics(t, 'cli', [...topics, 'check-json', 'serve']);
  t.equal((await cli([])).code, 2);
  t.equal((await cli(['help'])).stdout, (await cli(['-h'])).stdout);
});

t.test('every example of the help is a command line that is understood', (t) => {
  const settings = listSettings(settingsSchema(RULES));
  for (const { examples } of COMMANDS) {
    for (const { command: line } of examples) {
      const [, name = '', rest = ''] = /pullgate (\w+)(.*)$/.exec(line.replace(/ > \S+$/, '')) ?? [];
      const command = COMMANDS.find((each) => each.name === name);
      if (command === undefined) throw new Error(line);
      const argv = rest
        .trim()
        .split(/ +/)
        .filter((word) => word !== '');
      t.match(parseCommandLine(command, argv, settings), { ok: true }, line);
    }
  }
  t.end();
});

t.test('a wrong command line ends with 2 and says what was probably meant', async (t) => {
  const table: readonly (readonly string[])[] = [
    ['chekc'],
    ['frobnicate'],
    ['--verbose'],
    ['check'],
    ['check', '--fail-no', 'deny', 'clean.yaml'],
    ['check', '--fail-on', 'denied', 'clean.yaml'],
    ['check', '--stric', '-x', '-o'],
    ['check', '-o', 'jsn', 'clean.yaml'],
    ['check', '-o', 'json=', 'clean.yaml'],
    ['check', '-o', 'json', '-o', 'text', 'clean.yaml'],
    ['check', '-n', '-R', 'clean.yaml'],
    ['check', '--strict=yes', 'clean.yaml'],
    ['check', ''],
    ['check', 'clean.yaml', ''],
    ['check', '-f', '', '-n', 'shop'],
    ['check', 'clean.yaml', '--cluster-directory='],
    ['check', '-n', 'a', '-n', 'b', 'clean.yaml'],
    ['check', '--server-port', '1', 'clean.yaml'],
    ['check', '--own-pods-mode', 'off', 'clean.yaml'],
    ['check', '--__proto__', 'x', 'clean.yaml'],
    ['explain', 'PG250'],
    ['explain', 'PG501', '-n', 'shop'],
    ['explain', 'registry-missmatch'],
    ['explain', 'PG25', '-o', 'json'],
    ['explain', 'registry-mismatch', '-n', 'shop'],
    ['explain', 'PG101', 'PG102'],
    ['config'],
    ['config', 'prnt'],
    ['config', 'print', 'pullgate.yaml'],
    ['config', 'import-node-credentials'],
    ['version', '--config', 'x'],
  ];
  const told: Block[] = [];
  for (const argv of table) {
    const { code, stdout, stderr } = await cli(argv);
    t.equal(code, 2, argv.join(' '));
    t.equal(stdout, '', 'nothing on stdout');
    told.push([argv.map((word) => word || "''").join(' '), stderr]);
  }
  matchTold(t, 'cli/command-lines', told);
});

t.test('a wrong configuration ends with 2 and tells all mistakes of all sources', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-cli-'));
  writeFileSync(join(directory, 'pullgate.yaml'), 'mode: enforced\nregistry: {}\n');
  const argv = ['config', 'check', '--config', 'pullgate.yaml', '--dry-run', 'deny'];
  const { code, stderr } = await cli(argv, { cwd: directory, env: { PULLGATE_MODES: 'warn' } });
  t.equal(code, 2);
  matchTold(t, 'cli/wrong-configuration', [[argv.join(' '), stderr]]);
  const check = await cli(['check', resolve(FIXTURES, 'clean.yaml'), '--config', 'pullgate.yaml'], { cwd: directory });
  t.equal(check.code, 2);
});

t.test('config check, print and import', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-cli-'));
  writeFileSync(join(directory, 'pullgate.yaml'), 'mode: audit\n');
  const valid = await cli(['config', 'check', '--config', 'pullgate.yaml'], { cwd: directory });
  t.equal(valid.code, 0);
  t.match(valid.stdout, /^The configuration is valid: pullgate\.yaml, 1 of \d+ settings set\.\n$/);
  const printed = await cli(['config', 'print', '--config', 'pullgate.yaml', '--on-unknown=deny'], {
    cwd: directory,
    env: { PULLGATE_DRY_RUN: 'enforce' },
  });
  t.match(printed.stdout, /^mode: audit # pullgate\.yaml:1$/m);
  t.match(printed.stdout, /^dryRun: enforce # PULLGATE_DRY_RUN$/m);
  t.match(printed.stdout, /^onUnknown: deny # --on-unknown$/m);
  writeFileSync(
    join(directory, 'provider.yaml'),
    'apiVersion: kubelet.config.k8s.io/v1\nkind: CredentialProviderConfig\nproviders: [{name: x, matchImages: ["*.azurecr.io"], defaultCacheDuration: 0s, apiVersion: credentialprovider.kubelet.k8s.io/v1}]\n',
  );
  const imported = await cli(['config', 'import-node-credentials', 'provider.yaml'], { cwd: directory });
  t.equal(imported.stdout, 'registries:\n  nodeCredentials:\n    - "*.azurecr.io"\n');
  t.equal(
    (await cli(['config', 'import-node-credentials', 'nowhere.yaml'])).stderr,
    'pullgate: nowhere.yaml cannot be read: no such file or directory\n',
  );
  t.equal((await cli(['config', 'import-node-credentials', 'clean.yaml'])).code, 2);
});

t.test('explain prints the page of every rule by code and by name, and lists all', async (t) => {
  const list = await cli(['explain']);
  for (const { code, slug } of RULES) {
    t.match(list.stdout, new RegExp(`^${code}  ${slug} `, 'm'));
    const page = await cli(['explain', code]);
    t.equal(page.code, 0);
    t.ok(page.stdout.includes(code) && page.stdout.endsWith('\n'), code);
    t.equal((await cli(['explain', slug])).stdout, page.stdout);
    t.equal((await cli(['explain', code.toLowerCase()])).stdout, page.stdout);
  }
});

t.test('version tells the version of the package', async (t) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  t.equal((await cli(['version'])).stdout, `pullgate ${version} (Node.js ${process.version})\n`);
  t.equal((await cli(['--version'])).stdout, (await cli(['-V'])).stdout);
});

t.test('completion: every command and every option, for every shell (test/slow/completion asks them)', async (t) => {
  const settings = listSettings(settingsSchema(RULES));
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await cli(['completion', shell]);
    t.equal(code, 0);
    t.match(stdout, /^[\n -~]*$/);
    for (const command of COMMANDS) {
      t.ok(stdout.includes(command.name), command.name);
      const flags = settingsOf(command, settings).map(({ flag = '' }) => flag);
      const missing = [...optionsOf(command).map(({ name }) => name), ...flags].filter(
        (name) => !stdout.includes(name),
      );
      t.strictSame(missing, [], `${shell}: ${command.name}`);
    }
  }
  t.match(await cli(['completion', 'fisch']), { code: 2, stderr: /did you mean fish\?/ });
  t.match(await cli(['completion', 'powershell']), { code: 2, stderr: /they are bash, zsh, fish/ });
});

t.test('check: the report in text, its diagnostics and its exit code', async (t) => {
  const table: readonly (readonly [argv: string, code: number])[] = [
    ['clean.yaml', 0],
    ['latest.yaml', 1],
    ['latest.yaml --fail-on never', 0],
    ['latest.yaml --mode warn', 0],
    ['latest.yaml --mode warn --fail-on warn', 1],
    ['latest.yaml --mode audit --fail-on warn', 0],
    ['latest.yaml --mode off', 0],
    ['latest.yaml --rules PG101=off', 0],
    ['warning.yaml --cluster-dir cluster', 0],
    ['warning.yaml --cluster-dir cluster --fail-on warn', 1],
    ['app', 0],
    ['app --strict', 3],
    ['app/web.yaml latest.yaml --strict', 1],
    ['app --strict --on-unknown deny', 3],
    ['app --on-unknown deny', 0],
    ['app --cluster-dir cluster -n shop', 1],
    ['app secret.yaml --cluster-dir cluster -n shop', 0],
    ['app secret.yaml', 0],
    ['nested', 0],
    ['-R nested', 1],
    ['-f nested/top.yaml -f nested/deeper', 1],
    ['broken.yaml', 2],
    ['broken.yaml --fail-on never', 2],
    ['duplicate.yaml', 0],
    ['hostile.yaml', 1],
    ['other', 0],
    ['empty', 2],
    ['empty --allow-empty', 0],
    ['nowhere.yaml', 2],
    ['clean.yaml nowhere.yaml', 2],
    ['clean.yaml --cluster-dir nowhere', 2],
  ];
  const told: Block[] = [];
  for (const [argv, code] of table) {
    const result = await cli(['check', ...argv.split(' ')]);
    t.equal(result.code, code, argv);
    told.push([argv, `${result.stdout}--- stderr\n${result.stderr}`]);
    t.notMatch(result.stdout, /[\u001b\u202e\u0007]/, 'nothing that steers a terminal');
  }
  matchTold(t, 'cli/check', told);
});

t.test('--cluster-dir and --cluster-directory are one option, of check and of explain', async (t) => {
  for (const words of [
    ['check', 'warning.yaml'],
    ['explain', 'registry.example.com/team/web:1', '-n', 'shop'],
  ]) {
    const short = await cli([...words, '--cluster-dir', 'cluster']);
    t.strictSame(await cli([...words, '--cluster-directory', 'cluster']), short, words.join(' '));
    t.ok(short.code < 2, words.join(' '));
    const twice = await cli([...words, '--cluster-directory', 'cluster', '--cluster-dir=cluster']);
    t.equal(twice.code, 2);
    t.match(twice.stderr, '--cluster-dir is given 2 times; once is enough');
  }
  t.match((await cli(['serve', '--cluster-dir', 'nowhere'])).stderr, 'nowhere', 'and of serve');
  t.match((await cli(['version', '--cluster-dir', 'x'])).stderr, 'there is no option --cluster-dir');
});

t.test('progress: after a second, on a terminal, and wiped away', async (t) => {
  const follow = (isErrorTTY: boolean | undefined, env: Readonly<Record<string, string>> = {}) => {
    let at = 0;
    const err: string[] = [];
    const io = {
      stderr: { write: (text: string) => err.push(text) },
      env,
      ...(isErrorTTY === undefined ? {} : { isErrorTTY }),
    };
    const progress = createProgress(io, () => at);
    for (; at <= 1300; at += 100) progress.step(at < 1100 ? 'reading' : 'checking', 10);
    progress.end();
    progress.end();
    return err;
  };
  t.strictSame(follow(true), ['\r\u001b[Kreading: 110 objects', '\r\u001b[Kchecking: 20 objects', '\r\u001b[K']);
  t.strictSame(follow(false), []);
  t.strictSame(follow(undefined), []);
  t.strictSame(follow(true, { TERM: 'dumb' }), []);
});

t.test('templates of charts are passed over in one line, wherever a directory holds them', async (t) => {
  const template = 'apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Release.Name }}}\n';
  const quoted =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: q}\nspec: {containers: [{name: a, image: "{{ .Values.image }}"}]}\n';
  const plain = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: nginx:1.25}]}\n';
  const chart = (name: string) => ({
    'Chart.yaml': `apiVersion: v2\nname: ${name}\n`,
    'values.yaml': 'image: nginx:latest\n',
    'values-prod.yaml': plain,
    templates: { 'web.yaml': template, 'plain.yaml': plain, tests: { 'quoted.yaml': quoted } },
  });
  const cwd = t.testdir({
    ok: { 'web.yaml': plain },
    one: { charts: { a: chart('a') } },
    other: { 'Chart.yaml': 'apiVersion: v2\nname: o\n', files: { 'web.yaml': template } },
    'more.yaml': template,
    many: Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, chart(name)])),
    templates: { 'web.yaml': template },
    values: { 'values.yaml': plain },
  });
  const one = await cli(['check', '-R', 'ok', 'one'], { cwd });
  t.equal(one.code, 0);
  t.equal(
    one.stderr,
    'warning: one/charts/a: 2 unrendered templates were passed over: check what "helm template one/charts/a" prints.\n',
  );
  t.match(one.stdout, /Summary: 2 objects with images in 2 files/, 'the one without a placeholder was checked');
  const many = await cli(['check', '-R', 'many'], { cwd });
  t.equal(many.code, 0);
  t.equal(
    many.stderr,
    'warning: many/a: 10 unrendered templates were passed over, of 5 charts (many/a, many/b, many/c and 2 more): check what "helm template" prints of each.\n',
  );
  t.equal((await cli(['check', '-R', 'one/charts/a/templates'], { cwd })).code, 0, 'a directory within the chart');
  t.equal((await cli(['check', 'one/charts/a/templates/tests'], { cwd })).code, 2, 'with nothing else it is empty');
  t.equal((await cli(['check', 'one/charts/a/templates/web.yaml'], { cwd })).code, 2, 'a file that is named');
  t.match((await cli(['check', 'values'], { cwd })).stdout, /in 1 file:/, 'values that are of no chart are a manifest');
  t.equal((await cli(['check', 'one/charts/a/values-prod.yaml'], { cwd })).code, 0, 'so is what is named');
  t.equal((await cli(['check', '.'], { cwd })).code, 2, 'one that belongs to no chart');
  t.equal((await cli(['check', '-R', 'other'], { cwd })).code, 2, 'nor is every file of a chart a template');
  t.equal((await cli(['check', 'templates'], { cwd })).code, 2, 'nor one of a directory that is merely named so');
  t.match(
    await cli(['check', 'ok', '--cluster-dir', 'one'], { cwd }),
    { code: 2 },
    'of a cluster nothing may be missing',
  );
});

t.test('check reads standard input', async (t) => {
  const stdin = readFileSync(join(FIXTURES, 'latest.yaml'), 'utf8');
  for (const argv of [['-'], ['-f', '-']]) {
    const { code, stdout } = await cli(['check', ...argv], { stdin });
    t.equal(code, 1);
    t.match(stdout, /^deny {3}<stdin>:9:14 {2}Pod shop\/web/m);
  }
  t.equal((await cli(['check', '-'], { stdin: '' })).code, 2);
  t.equal((await cli(['check', '-', '--allow-empty'], { stdin: '' })).code, 0);
});

t.test('the JSON report is a promise', async (t) => {
  const result = await report(['latest.yaml', 'app', 'duplicate.yaml']);
  matchTold(t, 'cli/check-json', [['check -o json', `${JSON.stringify(result, undefined, 2)}\n`]]);
  t.equal(result.version, 1);
  t.match((await cli(['check', '-o', 'json', 'hostile.yaml'])).stdout, /^[\n -~]*$/);
});

t.test('reports go where they are told', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-cli-'));
  const file = join(directory, 'report.json');
  const { code, stdout } = await cli(['check', 'latest.yaml', '-o', 'text', '-o', `json=${file}`]);
  t.equal(code, 1);
  t.match(stdout, /^deny/);
  t.strictSame(JSON.parse(readFileSync(file, 'utf8')), await report(['latest.yaml']));
  t.equal((await cli(['check', 'latest.yaml', '-o', `json=${file}`])).stdout, '', 'only where they are told');
  const lost = await cli(['check', 'latest.yaml', '-o', `json=${directory}/no/where`]);
  t.equal(lost.code, 2);
  t.match(lost.stderr, /cannot be written: no such file or directory/);
});

t.test('the namespace of objects that name none', async (t) => {
  const names = (result: Report) => result.results.map(({ object }) => object.namespace);
  t.strictSame(names(await report(['clean.yaml', 'latest.yaml'])), ['default', 'shop']);
  t.strictSame(names(await report(['clean.yaml', 'latest.yaml', '-n', 'team'])), ['team', 'shop']);
});

t.test('a kind of the configuration is judged like a built-in one', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-cli-'));
  writeFileSync(
    join(directory, 'rollout.yaml'),
    'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: a, image: "registry.k8s.io/pause:latest"}]}}}\n',
  );
  writeFileSync(
    join(directory, 'pullgate.yaml'),
    'kinds: [{group: argoproj.io, version: "*", kind: Rollout, resource: rollouts, templatePath: spec.template}]\n',
  );
  t.equal((await cli(['check', 'rollout.yaml'], { cwd: directory })).code, 0);
  t.equal((await cli(['check', 'rollout.yaml', '--config', 'pullgate.yaml'], { cwd: directory })).code, 1);
  t.equal(
    (await cli(['check', 'rollout.yaml'], { cwd: directory, env: { PULLGATE_CONFIG: 'pullgate.yaml' } })).code,
    1,
  );
});

t.test('colour: flag, then FORCE_COLOR, then NO_COLOR, then the terminal', async (t) => {
  const table: readonly (readonly [Parameters<typeof wantsColour>, boolean])[] = [
    [['auto', {}, true], true],
    [['auto', {}, false], false],
    [['auto', { NO_COLOR: '1' }, true], false],
    [['auto', { NO_COLOR: '' }, true], true],
    [['auto', { TERM: 'dumb' }, true], false],
    [['auto', { FORCE_COLOR: '1' }, false], true],
    [['auto', { FORCE_COLOR: '', NO_COLOR: '1' }, false], true],
    [['auto', { FORCE_COLOR: '0' }, true], false],
    [['always', { NO_COLOR: '1' }, false], true],
    [['never', { FORCE_COLOR: '1' }, true], false],
  ];
  for (const [given, expected] of table) t.equal(wantsColour(...given), expected, JSON.stringify(given));
  t.equal(createPaint(true)('red', 'x'), '\u001b[31mx\u001b[39m');
  t.match((await cli(['check', 'latest.yaml'], { isTTY: true })).stdout, /^\u001b\[31mdeny/);
  const plain = (await cli(['check', 'latest.yaml'])).stdout;
  const coloured = (await cli(['check', 'latest.yaml', '--color', 'always'])).stdout;
  t.equal(coloured.replace(/\u001b\[\d+m/g, ''), plain, 'nothing is said by colour alone');
});

t.test('an unforeseen error is a fault with code 3, never a stack over a clean exit', async (t) => {
  const broken = {
    get stdin(): never {
      throw new Error('no stdin');
    },
  };
  const err: string[] = [];
  const io = { stdout: { write: () => true }, stderr: { write: (text: string) => err.push(text) } };
  const code = await run(
    ['check', '-'],
    Object.defineProperties(
      {
        ...io,
        stdin: (async function* () {
          yield '';
        })(),
        env: {},
        cwd: FIXTURES,
        isTTY: false,
        now: () => NOW,
      },
      Object.getOwnPropertyDescriptors(broken),
    ),
  );
  t.equal(code, 3);
  t.match(err.join(''), /PG_E_INTERNAL[\s\S]*no stdin/);
});

t.test('the built program: exit code, output, and a closed pipe', { skip: noBuild() }, (t) => {
  const main = resolve('dist/main.js');
  const clean = spawnSync(ENV, [...ARGS, main, 'check', 'latest.yaml'], { cwd: FIXTURES, encoding: 'utf8' });
  t.equal(clean.status, 1);
  t.match(clean.stdout, /^deny/);
  const piped = spawnSync(
    'sh',
    ['-c', `${NODE.map((word) => `"${word}"`).join(' ')} "${main}" check --help | head -n 1`],
    {
      encoding: 'utf8',
    },
  );
  t.equal(piped.stderr, '');
  t.end();
});

t.test('check needs neither the server nor the Kubernetes client', { skip: noBuild() }, (t) => {
  // A copy of the program beside which only the packages that check may use are installed.
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-alone-'));
  cpSync('dist', join(directory, 'dist'), { recursive: true });
  cpSync('package.json', join(directory, 'package.json'));
  mkdirSync(join(directory, 'node_modules'));
  for (const name of ['yaml', 'ajv']) symlinkSync(resolve('node_modules', name), join(directory, 'node_modules', name));
  const start = (...argv: string[]) =>
    spawnSync(ENV, [...ARGS, join(directory, 'dist/main.js'), ...argv], { cwd: FIXTURES, encoding: 'utf8' });
  t.match(start('check', 'latest.yaml', '--mode', 'enforce'), { status: 1, stderr: '' });
  t.match(start('explain', 'PG101'), { status: 0, stderr: '' });
  t.match(start('config', 'print'), { status: 0, stderr: '' });
  t.match(
    start('serve', '--cluster-directory', 'cluster'),
    { status: 3, stderr: /ERR_MODULE_NOT_FOUND/ },
    'the packages of the server are really missing',
  );
  t.end();
});

t.test('serve: listens, greets, answers, reads the configuration again, and ends', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-serve-'));
  const file = join(directory, 'pullgate.yaml');
  writeFileSync(file, 'mode: enforce\nserver: {port: 0, healthPort: 0}\n');
  const stop = new AbortController();
  const out: string[] = [];
  const err: string[] = [];
  const ended = run(['serve', '--config', file, '--cluster-directory', 'cluster'], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {})(),
    env: {},
    cwd: FIXTURES,
    isTTY: false,
    now: () => NOW,
    signal: stop.signal,
    pollMs: 20,
  });
  await until(() => err.length > 0);
  t.match(
    err.join('').replace(/:\d+/g, ':PORT').replace(file, 'FILE'),
    [
      'Pullgate listens on https://127.0.0.1:PORT/validate (self-signed certificate; health on http://127.0.0.1:PORT)',
      'Cluster: cluster: 1 namespace, 1 ServiceAccount, 0 pull secrets, 0 other Secrets',
      'Configuration: FILE; mode enforce',
      '',
    ].join('\n'),
  );
  const url = /https:\S+/.exec(err.join(''))?.[0] ?? '';
  t.match(await post(url), {
    allowed: false,
    status: { message: /^\[PG201\]/ },
  });

  writeFileSync(file, 'mode: warned\nserver: {port: 0, healthPort: 0}\n');
  await until(() => out.some((line) => line.includes('the last good one stays')));
  t.match(await post(url), { allowed: false }, 'an invalid file changes nothing');
  t.match(out.join(''), /found \\"warned\\"/);

  writeFileSync(file, 'mode: warn\nserver: {port: 1, healthPort: 0}\n');
  await until(() => out.some((line) => line.includes('the configuration was read again')));
  t.match(await post(url), { allowed: true, warnings: [/^Pullgate: (?:would be denied when enforced: )?\[PG201\]/] });
  t.match(out.join(''), /need a restart/);
  for (const line of out.join('').trimEnd().split('\n')) JSON.parse(line);

  stop.abort();
  t.equal(await ended, 0);
});

t.test('serve with a wrong configuration: an end with 2, or with a fallback a start that denies nothing', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-fallback-'));
  const file = join(directory, 'pullgate.yaml');
  const fallback = join(directory, 'fallback.yaml');
  const wrong = 'mode: enforce\nregistries: {public: [grafana/]}\nserver: {port: 0, healthPort: 0}\n';
  writeFileSync(file, wrong);
  // What the label says must not stand against it: the policy that was meant is not known.
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {pullgate.dev/mode: enforce}}\n';
  writeFileSync(join(directory, 'namespace.yaml'), namespace);
  const words = ['serve', '--config', file, '--cluster-directory', directory];

  t.match(await cli(words), {
    code: 2,
    stderr: /registries\.public\[0\]: found "grafana\/".*write "docker\.io\/grafana\/"/s,
  });
  const withFallback = [...words, '--fallback-config', fallback];
  writeFileSync(fallback, 'moode: warn\n');
  t.match(
    await cli(withFallback),
    { code: 2, stderr: /2 mistakes:.*pullgate\.yaml.*fallback\.yaml/s },
    'both are wrong',
  );

  writeFileSync(fallback, 'mode: enforce\nonUnknown: deny\nserver: {port: 0, healthPort: 0}\n');
  const stop = new AbortController();
  const out: string[] = [];
  const err: string[] = [];
  const ended = run(withFallback, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {})(),
    env: {},
    cwd: FIXTURES,
    isTTY: false,
    now: () => NOW,
    signal: stop.signal,
    pollMs: 20,
  });
  await until(() => err.length > 0);
  t.match(err.join(''), /pullgate\.yaml IS WRONG; the fallback denies nothing:\n.*found "grafana\/"/);
  const [health = ''] = /http:\/\/[^)]+/.exec(err.join('')) ?? [];
  const ofHealth = async (path: string) => (await fetch(`${health}${path}`)).text();
  t.equal(await ofHealth('/readyz'), 'ok\n', 'it is ready');
  t.match(await ofHealth('/metrics'), /^pullgate_config_last_reload_successful 0$/m, 'and says what is wrong');
  const lines = () => out.map((line): { readonly level: string; readonly event: string } => JSON.parse(line));
  t.match(lines()[0], { level: 'error', event: 'config', mistakes: [/found "grafana\/"/] }, 'before everything else');
  const url = /https:\S+/.exec(err.join(''))?.[0] ?? '';
  t.match(await post(url), { allowed: true, warnings: [/^Pullgate: (?:would be denied when enforced: )?\[PG201\]/] });

  writeFileSync(file, `${wrong}\n`);
  await until(() => out.some((line) => line.includes('the fallback stays')));
  t.match(await post(url), { allowed: true });
  writeFileSync(file, 'server: {port: 0, healthPort: 0}\n');
  await until(() => out.some((line) => line.includes('the configuration was read again')));
  t.match(await post(url), { allowed: false, status: { message: /^\[PG201\]/ } }, 'mended, it is in force at once');
  t.match(await ofHealth('/metrics'), /^pullgate_config_last_reload_successful 1$/m);
  writeFileSync(file, wrong);
  await until(() => out.some((line) => line.includes('the last good one stays')));
  t.match(await post(url), { allowed: false });
  stop.abort();
  t.equal(await ended, 0);
});

t.test('serve of the example, as npm start does: the printed curl, run as it stands, gets a denial', async (t) => {
  const stop = new AbortController();
  const err: string[] = [];
  const example = ['--cluster-directory', resolve('docs/example/cluster')];
  const quiet = ['--server-port', '0', '--server-health-port', '0', '--log-level', 'silent'];
  const ended = run(['serve', ...example, ...quiet], {
    stdout: { write: () => true },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {})(),
    env: {},
    cwd: FIXTURES,
    isTTY: false,
    now: () => NOW,
    signal: stop.signal,
  });
  await until(() => err.length > 0);
  t.match(err.join(''), / \(the example that comes with Pullgate\): 2 namespaces, /);
  const [, url = '', path = ''] = /^ {2}curl -sk (\S+) .* --data-binary @(\S+)$/m.exec(err.join('')) ?? [];
  const response = await post(url, readFileSync(resolve(FIXTURES, path), 'utf8'));
  t.match(response, { allowed: false, status: { code: 403, message: /^\[PG\d{3}\]|problems in/ } });
  stop.abort();
  t.equal(await ended, 0);
});

t.test('serve refuses to start on half a cluster, and says which port is taken', async (t) => {
  const half = await cli(['serve', '--cluster-directory', '.', '--server-port', '0', '--server-health-port', '0']);
  t.equal(half.code, 2);
  t.match(half.stderr, /the cluster's manifests cannot be read:\n {2}broken\.yaml:9: /);
  const nowhere = await cli(['serve', '--cluster-directory', 'nowhere']);
  t.equal(nowhere.code, 2);
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const busy = await cli([
    'serve',
    '--cluster-directory',
    'cluster',
    '--server-port',
    port,
    '--server-health-port',
    '0',
  ]);
  taken.close();
  t.equal(busy.code, 3);
  t.match(busy.stderr, /server\.port/);
});

t.test('serve without a cluster says how to get one', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'pullgate-home-'));
  const serve = (...argv: readonly string[]) =>
    spawnSync(ENV, [...ARGS, resolve('dist/main.js'), 'serve', ...argv], {
      env: { HOME: home },
      cwd: FIXTURES,
      encoding: 'utf8',
    });
  const nowhere = serve();
  t.equal(nowhere.status, 2);
  matchTold(t, 'cli/serve', [['no kubeconfig, no pod', nowhere.stderr.replaceAll(home, 'HOME')]]);
  const named = serve('--kubeconfig', 'nowhere.conf');
  t.equal(named.status, 2);
  t.match(named.stderr, /nowhere\.conf cannot be read: no such file or directory/);
});

async function until(condition: () => boolean): Promise<void> {
  for (let round = 0; round < 500 && !condition(); round += 1) await new Promise((done) => setTimeout(done, 10));
  if (!condition()) throw new Error('it never happened');
}

const REVIEW = JSON.stringify({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: {
    uid: 'a',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: { group: '', version: 'v1', resource: 'pods' },
    operation: 'CREATE',
    namespace: 'shop',
    name: 'web',
    userInfo: { username: 'jane' },
    object: {
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'web', image: 'registry.example.com/team/web:1' }] },
    },
  },
});

/** Resolves with the response of the review. */
async function post(url: string, body = REVIEW): Promise<unknown> {
  return new Promise((done, fail) => {
    const sent = request(url, { method: 'POST', rejectUnauthorized: false, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => done(JSON.parse(Buffer.concat(chunks).toString()).response));
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

/** `npm test` builds first; somebody who runs this file alone may not have. */
function noBuild(): string | false {
  return existsSync('dist/main.js') ? false : 'not built: run npm run build';
}

t.test('what the node says of a pull stands under the code of a rule, or under none', async (t) => {
  const codes = [...new Set(PULL_CAUSES.map(({ code }) => code))].filter((code) => code.startsWith('PG5'));
  t.strictSame(codes, ['PG501', 'PG502', 'PG503', 'PG504', 'PG505']);
  for (const { code } of PULL_CAUSES) {
    if (code === '') continue;
    const { code: exit, stdout, stderr } = await cli(['explain', code.toLowerCase()]);
    t.equal(exit, 0, code);
    t.equal(stderr, '');
    t.ok(stdout.startsWith(`# ${code} `), code);
  }
});
