/**
 * The package as somebody has it who installed it: in an empty folder, with nothing beside it, by the Node.js that runs
 * this. `npm run package` has made it. Argument: the file; that of build/ unless told. Ends with 1 at the first thing that
 * is not as it should be.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OWN = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const FILE = process.argv[2] ?? join(ROOT, `build/pullgate-${OWN.version}.tgz`);

const folder = mkdtempSync(join(tmpdir(), 'pullgate-package-'));
const installed = join(folder, 'node_modules/pullgate');
const env = { ...process.env, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') };

try {
  install();
  looks();
  checks();
  explains();
  library();
  types();
  await serves();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`the package works with Node.js ${process.version}\n`);

function install() {
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
  const options = ['--engine-strict', '--no-audit', '--no-fund', '--no-update-notifier'];
  run('npm', ['install', ...options, FILE], 0);
  const names = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  same(names, ['pullgate'], 'nothing comes with it');
}

function looks() {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  for (const field of ['dependencies', 'optionalDependencies', 'peerDependencies', 'scripts', 'devDependencies']) {
    same(manifest[field], undefined, field);
  }
  for (const field of ['name', 'version', 'license', 'engines', 'keywords']) same(manifest[field], OWN[field], field);
  const readme = readFileSync(join(installed, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map(([, one, other]) => one ?? other);
  same(links.filter(isLost), [], 'links of the README lead somewhere');
  same(links.length > 5, true, 'links were found');
  for (const schema of ['check-report', 'audit-report', 'explain-report', 'live-report', 'configuration']) {
    const { $schema } = JSON.parse(readFileSync(join(installed, `docs/${schema}.schema.json`), 'utf8'));
    has($schema, 'json-schema.org');
  }
}

/** Of a file that is not in the package, or of a heading that its page has not. */
function isLost(link) {
  if (/^[a-z]+:/.test(link)) return false;
  const [path, heading] = link.split('#');
  const file = join(installed, path === '' ? 'README.md' : path);
  if (!existsSync(file)) return true;
  if (heading === undefined) return false;
  const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text]) => slugOf(text));
  return !headings.includes(heading);
}

/** As GitHub makes the address of a heading. */
function slugOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function checks() {
  const pod = (image) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "${image}"}]}\n`;
  writeFileSync(join(folder, 'good.yaml'), pod('registry.k8s.io/pause:3.10'));
  writeFileSync(join(folder, 'bad.yaml'), pod('registry.k8s.io/pause:latest'));
  // Twice: the second time what was compiled is there.
  for (let time = 0; time < 2; time += 1) {
    has(run('pullgate', ['--version'], 0), `pullgate ${OWN.version} (Node.js ${process.version})`);
    has(run('pullgate', ['--help'], 0), 'Usage: pullgate COMMAND');
    has(run('pullgate', ['check', 'good.yaml'], 0), 'Summary: 1 object');
    has(run('kubectl-pullgate', ['check', 'bad.yaml'], 1), 'PG101');
  }
  for (const format of ['json', 'sarif', 'junit', 'github', 'gitlab', 'tap', 'markdown']) {
    has(run('pullgate', ['check', 'bad.yaml', '-o', format], 1), 'PG101');
  }
  has(run('pullgate', ['check', 'good.yaml', '--mode', 'enforced'], 2), 'Did you mean enforce?');
  has(run('pullgate', ['check', 'nowhere.yaml'], 2), 'There is no such file');
  const [major, minor] = process.versions.node.split('.').map(Number);
  const keeps = major > 22 || (major === 22 && minor >= 1);
  same(existsSync(join(folder, 'cache/pullgate')), keeps, 'what was compiled is kept where Node.js can, for this user');
}

function explains() {
  has(run('pullgate', ['explain', 'PG205'], 0), 'PG205 registry-mismatch');
  has(run('pullgate', ['config', 'print'], 0), 'mode: enforce');
  has(run('pullgate', ['explain', 'nginx', '--kubeconfig', 'nowhere'], 2), 'cannot be read');
}

function library() {
  writeFileSync(join(folder, 'library.mjs'), readFileSync(join(installed, 'docs/example/library.mjs')));
  const page = readFileSync(join(installed, 'docs/library.md'), 'utf8');
  same(run(process.execPath, ['library.mjs'], 0), /```text\n(.*?)```/s.exec(page)?.[1], 'as docs/library.md says');
}

/** Its declarations need no package either: not even those of Node.js. */
function types() {
  const text = `import { assess, parseImage, type Assessment } from 'pullgate';
export const a: boolean = parseImage("nginx").ok;
export const b: typeof assess = assess;
export type C = Assessment;
// @ts-expect-error They are found, and no \`any\`.
export const d: string = parseImage("nginx").ok;
`;
  writeFileSync(join(folder, 'typed.mts'), text);
  for (const [module, resolution] of [
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2023',
      '--module',
      module,
      '--moduleResolution',
      resolution,
    ];
    run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...options, 'typed.mts'], 0);
  }
}

async function serves() {
  const example = join(installed, 'docs/example');
  const ports = ['--server-port', '0', '--server-health-port', '0'];
  const server = spawn(
    join(folder, 'node_modules/.bin/pullgate'),
    ['serve', '--cluster-directory', join(example, 'cluster'), ...ports],
    { env },
  );
  let said = '';
  server.stderr.on('data', (part) => {
    said += part;
  });
  try {
    for (let tries = 0; !/https:\S+/.test(said) && tries < 300; tries += 1)
      await new Promise((done) => setTimeout(done, 100));
    const [url] = /https:\S+/.exec(said) ?? [];
    if (url === undefined) throw new Error(`it does not listen: ${said}`);
    has(await post(url, readFileSync(join(example, 'review-denied.json'))), '"allowed":false');
    has(await post(url, readFileSync(join(example, 'review-allowed.json'))), '"allowed":true');
  } finally {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    same(await ended, 0, 'it ends when it is told to');
  }
}

function post(url, body) {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', rejectUnauthorized: false, headers: { 'content-type': 'application/json' } };
    const asked = request(url, options, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve(text));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** What it printed, both streams. */
function run(program, args, wanted) {
  const path = `${join(folder, 'node_modules/.bin')}:${env.PATH}`;
  const options = { cwd: folder, encoding: 'utf8', env: { ...env, PATH: path } };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status === wanted) return stdout + stderr;
  throw new Error(
    `${program} ${args.join(' ')} ended with ${status}, not ${wanted}: ${error ?? ''}\n${stdout}${stderr}`,
  );
}

function has(text, part) {
  if (!text.includes(part)) throw new Error(`there is no ${part} in:\n${text}`);
}

function same(found, wanted, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: found ${a}, not ${b}`);
}
