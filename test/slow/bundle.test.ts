import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { run } from '../../src/cli/index.js';
import { pullSecret, startFakeApi } from '../support/fake-api-server.js';
import { NODE } from '../support/program.js';

/** The bundle of the image beside the source that it is made of: the same words, codes and answers. */

const [ENV, ...ARGS] = NODE;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FIXTURES = join(ROOT, 'test/fixtures/cli');

const work = mkdtempSync(join(tmpdir(), 'pullgate-bundle-'));
t.teardown(() => rmSync(work, { recursive: true, force: true }));
const made = spawnSync(ENV, [...ARGS, join(ROOT, '.image/bundle.mjs'), join(work, 'app')], { encoding: 'utf8' });
const BUNDLE = join(work, 'app/pullgate.mjs');

interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runBundle(args: readonly string[], input = ''): Said {
  const options = { encoding: 'utf8' as const, input, cwd: FIXTURES };
  const { status, stdout, stderr } = spawnSync(ENV, [...ARGS, BUNDLE, ...args], options);
  return { code: status, stdout, stderr };
}

async function runSource(args: readonly string[], input = ''): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(args, {
    stdout: { write: (words) => out.push(words) },
    stderr: { write: (words) => err.push(words) },
    stdin: (async function* () {
      yield input;
    })(),
    env: {},
    cwd: FIXTURES,
    isTTY: false,
    now: Date.now,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

t.test('what a start reads is one file of code, with what it reads and the licences beside it', async (t) => {
  t.equal(made.status, 0, made.stderr);
  t.strictSame(readdirSync(join(work, 'app')).sort(), [
    'LICENSE',
    'THIRD-PARTY-LICENSES.txt',
    'docs',
    'package.json',
    'pullgate.mjs',
    'undici.cjs',
  ]);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const licences = readFileSync(join(work, 'app/THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of Object.keys(dependencies)) t.match(licences, new RegExp(`^${name} \\d`, 'm'), name);
  const code = readFileSync(BUNDLE, 'utf8');
  t.notMatch(code, /CoreV1Api/, 'the classes of the Kubernetes client stay out');
  t.ok(code.length < 3_000_000, `${code.length} bytes`);
  const client = readFileSync(join(work, 'app/undici.cjs'), 'utf8');
  t.match(client, /llhttp/, 'the client of registries is the other one');
  t.notMatch(code, /llhttp/, 'and is not in the first');
  t.notMatch(client, /class WebSocket\b/, 'and what it has for browsers is in neither');
  t.ok(client.length < 400_000, `${client.length} bytes`);
});

const manifest = readFileSync(join(ROOT, 'docs/example/web.yaml'), 'utf8');
const CASES: readonly { readonly args: readonly string[]; readonly input?: string }[] = [
  { args: ['version'] },
  { args: ['explain', 'PG205'] },
  { args: ['check', '--cluster-dir', join(ROOT, 'docs/example/cluster'), '-o', 'json', '-'], input: manifest },
  { args: ['config', 'print', '--mode', 'warn'] },
  { args: ['probe', '--url', 'https://127.0.0.1:1/validate'] },
];

for (const { args, input } of CASES) {
  t.test(`the bundle says what the source says: pullgate ${args.join(' ').replaceAll(ROOT, '')}`, async (t) => {
    t.strictSame(runBundle(args, input), await runSource(args, input));
  });
}

/** Each has a mistake that another keyword of the schema finds, and all are told at once. */
const MISTAKES = `mode: enforced
servr: {port: 1}
server: {port: 70000, drainSeconds: -1, host: "", logLevel: 5}
tls: {self: {settle: soon}, source: [files]}
rules: {PG205: loud, PG999: deny}
registries: {public: ["https://x/"], anonymous: 1}
kinds: [{group: "", kind: 1}]
exemptions: [{}, {images: []}, {namespaceSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}]
`;

t.test('the validator that was compiled into the bundle finds what ajv finds, in the same words', async (t) => {
  const file = join(work, 'mistakes.yaml');
  writeFileSync(file, MISTAKES);
  const found = runBundle(['config', 'check', '--config', file]);
  t.equal(found.code, 2);
  t.ok(found.stderr.split('\n').length > 12, found.stderr);
  t.strictSame(found, await runSource(['config', 'check', '--config', file]));
});

interface Served {
  readonly url: string;
  readonly health: string;
  readonly child: ChildProcessWithoutNullStreams;
  readonly words: () => string;
}

async function serve(t: Tap, args: readonly string[]): Promise<Served> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const ports = ['--server-port', '0', '--server-health-port', '0', '--server-drain-seconds', '0'];
  const child = spawn(process.execPath, [BUNDLE, 'serve', ...ports, ...args], { env });
  t.teardown(() => child.kill('SIGKILL'));
  let words = '';
  child.stdout.resume();
  for await (const chunk of child.stderr.iterator({ destroyOnReturn: false })) {
    words += chunk;
    const [, url, health] = /listens on (https:[^\s,]+).* health on (http:[^\s)]+)/.exec(words) ?? [];
    if (url === undefined || health === undefined) continue;
    child.stderr.on('data', (more) => {
      words += more;
    });
    return { url, health, child, words: () => words };
  }
  throw new Error(`it did not start: ${words}`);
}

type Tap = Pick<typeof t, 'teardown'>;

async function post(url: string, body: string) {
  const call = request(url, { method: 'POST', rejectUnauthorized: false });
  call.end(body);
  const [response] = await once(call, 'response');
  return { status: response.statusCode, body: JSON.parse(await text(response)) };
}

t.test('the bundle serves its own example as the recorded reviews have it, and SIGTERM ends it with 0', async (t) => {
  const { url, child, words } = await serve(t, ['--cluster-directory', join(work, 'app/docs/example/cluster')]);
  t.match(words(), /Try it; this one is denied/, 'it knows that this is the example');
  for (const name of ['denied', 'allowed']) {
    const review = readFileSync(join(ROOT, `docs/example/review-${name}.json`), 'utf8');
    const { status, body } = await post(url, review);
    t.equal(status, 200);
    t.match(body.response, { uid: JSON.parse(review).request.uid, allowed: name === 'allowed' });
    if (name === 'denied') t.match(body.response.status.message, /\[PG\d{3}\]/);
  }
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  t.equal(code, 0);
});

t.test('the bundle reads a cluster, with the token that an exec plugin prints', async (t) => {
  const api = await startFakeApi();
  t.teardown(() => api.close());
  api.putAll([
    { kind: 'Namespace', metadata: { name: 'shop' } },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
    pullSecret('shop', 'regcred', 'registry.example.com'),
  ]);
  api.tokens = ['from-a-plugin'];
  const credential = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential' };
  const plugin = `console.log(${JSON.stringify(JSON.stringify({ ...credential, status: { token: 'from-a-plugin' } }))})`;
  const exec = { apiVersion: credential.apiVersion, command: process.execPath, args: ['-e', plugin] };
  const cluster = { server: api.url, 'certificate-authority-data': Buffer.from(api.ca).toString('base64') };
  const kubeconfig = {
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'test', user: { exec } }],
  };
  writeFileSync(join(work, 'kubeconfig'), JSON.stringify(kubeconfig));
  const { health } = await serve(t, ['--kubeconfig', join(work, 'kubeconfig')]);
  let ready = 0;
  for (let tries = 0; ready !== 200 && tries < 200; tries += 1) {
    ready = (await fetch(`${health}/readyz`)).status;
    await new Promise((done) => setTimeout(done, 50));
  }
  t.equal(ready, 200, 'everything is read');
  t.ok(api.calls.some(({ resource, token }) => resource === 'secrets' && token === 'from-a-plugin'));
});
