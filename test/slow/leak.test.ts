import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { FORMATS } from '../../src/cli/formats/index.js';
import { readCase } from '../support/case.js';
import { leakIn, markerKeys } from '../support/marker-forms.js';
import { NODE } from '../support/program.js';
import { readRows } from '../support/recorded-pods.js';

/**
 * Credentials end in the secret parser. Marker credentials are planted in every kind of secret; the real server and the
 * real `check` are run over the inputs of the whole suite, at trace level; then no marker may be in any response, log
 * line, report or error, nor in a heap snapshot of the server.
 */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const [ENV, ...ARGS] = NODE;
const MARK = 'MARKERcredential';

let planted = 0;
function marker(): string {
  planted += 1;
  return `${MARK}${planted}x${'7Qz'.repeat(6)}`;
}

function b64(text: string): string {
  return Buffer.from(text).toString('base64');
}

interface Planted {
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}

/** Name of the secret to its type and data, as many shapes as the parser knows. */
function plantedSecrets(): ReadonlyMap<string, Planted> {
  const dockerconfigjson = (config: unknown) => ({
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': typeof config === 'string' ? config : JSON.stringify(config) },
  });
  const host = 'registry.example.com';
  const jwt = `${b64('{"alg":"RS256"}')}.${b64(JSON.stringify({ exp: 1, jti: marker() }))}.${marker()}`;
  return new Map<string, Planted>([
    ['plain', dockerconfigjson({ auths: { [host]: { username: marker(), password: marker() } } })],
    ['auth', dockerconfigjson({ auths: { [host]: { auth: b64(`${marker()}:${marker()}`) } } })],
    ['identity-token', dockerconfigjson({ auths: { [host]: { identitytoken: marker(), registrytoken: marker() } } })],
    ['helper', dockerconfigjson({ auths: { [host]: {} }, credsStore: marker() })],
    [
      'key',
      dockerconfigjson({ auths: { [`https://${marker()}:${marker()}@ghcr.io/x`]: { auth: b64(`u:${marker()}`) } } }),
    ],
    // Logins in keys, in many forms (test/marker-forms.test.ts has them all).
    ['forms', dockerconfigjson({ auths: Object.fromEntries(markerKeys(400, 1).map((key) => [key, {}])) })],
    ['headers', dockerconfigjson({ HttpHeaders: { Authorization: marker() }, auths: {} })],
    [
      'ecr',
      dockerconfigjson({
        auths: {
          [host]: {
            username: 'AWS',
            password: b64(JSON.stringify({ payload: marker(), expiration: 1, type: 'DATA_KEY', version: '2' })),
          },
        },
      }),
    ],
    [
      'jwt',
      dockerconfigjson({ auths: { [host]: { username: '00000000-0000-0000-0000-000000000000', password: jwt } } }),
    ],
    ['newline', dockerconfigjson({ auths: { [host]: { username: 'robot', password: `${marker()}\n` } } })],
    ['github', dockerconfigjson({ auths: { 'ghcr.io': { username: 'acme', password: `ghp_${marker()}` } } })],
    ['not-base64', dockerconfigjson({ auths: { [host]: { auth: marker() } } })],
    ['no-colon', dockerconfigjson({ auths: { [host]: { auth: b64(marker()) } } })],
    ['wrong-shape', dockerconfigjson({ auths: { [host]: { username: [marker()], password: marker() } } })],
    [
      'legacy',
      {
        type: 'kubernetes.io/dockercfg',
        data: { '.dockercfg': JSON.stringify({ [host]: { auth: b64(`u:${marker()}`) } }) },
      },
    ],
    [
      'opaque',
      {
        type: 'Opaque',
        data: { 'config.json': JSON.stringify({ auths: { [host]: { auth: b64(`u:${marker()}`) } } }) },
      },
    ],
    ['basic', { type: 'kubernetes.io/basic-auth', data: { username: marker(), password: marker() } }],
  ]);
}

/** Every namespace of the inputs gets every planted secret, and a default ServiceAccount that names them. */
function writeCluster(folder: string, namespaces: readonly string[]): readonly string[] {
  const secrets = plantedSecrets();
  const names = [...secrets.keys()];
  const objects = namespaces.flatMap((namespace) => [
    ...[...secrets].map(([name, { type, data }]) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': marker() } },
      type,
      data: Object.fromEntries(Object.entries(data).map(([key, text]) => [key, b64(text)])),
    })),
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace },
      imagePullSecrets: names.map((name) => ({ name })),
    },
  ]);
  writeFileSync(join(folder, 'secrets.json'), objects.map((object) => JSON.stringify(object)).join('\n'));
  return names;
}

/** Documents that do not parse, or that the API server would refuse: an error about them must not quote them. */
function writeBroken(folder: string): void {
  writeFileSync(
    join(folder, 'broken.yaml'),
    `apiVersion: v1\nkind: Secret\nstringData:\n  a: "${marker()}\n b: {${marker()}: [\n`,
  );
  for (const [at, sign] of ['*', '|', '>', '&', '!', '%', '@', '`', '{', '"'].entries()) {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: s${at}}\nstringData:\n  password: ${sign}${marker()}\n`;
    writeFileSync(join(folder, `scalar-${at}.yaml`), secret);
  }
  writeFileSync(
    join(folder, 'refused.yaml'),
    `apiVersion: v1\nkind: Secret\nmetadata: {name: refused, namespace: shop}\ntype: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: "${marker()}!"}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: refused-2, namespace: shop}\ntype: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: "not json ${marker()}"}\n`,
  );
}

interface Judged {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly metadata?: { readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** Everything the other tests judge: recorded reviews, rule fixtures, recorded pods; each also with all planted names. */
function inputs(names: readonly string[]): readonly string[] {
  const root = fileURLToPath(new URL('../fixtures', import.meta.url));
  const recorded = readdirSync(`${root}/admissionreviews`)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readFileSync(`${root}/admissionreviews/${file}`, 'utf8'));
  const fixtures = readdirSync(`${root}/rules`).flatMap((code) =>
    ['fail', 'pass'].flatMap((verdict) =>
      readdirSync(`${root}/rules/${code}/${verdict}`).map(
        (file) => readCase(`${root}/rules/${code}/${verdict}/${file}`).judged,
      ),
    ),
  );
  const pods = readRows().flatMap((row) =>
    row.manifests.filter(({ kind }) => kind !== 'Secret' && kind !== 'ServiceAccount'),
  );
  const objects: readonly Judged[] = [...fixtures, ...pods];
  return [
    ...recorded,
    ...objects.map(review),
    ...names.flatMap((name) => objects.slice(0, 12).map((object) => review(naming(object, name)))),
  ];
}

function naming(object: Judged, name: string): Judged {
  return { ...object, spec: { ...Object(object['spec']), imagePullSecrets: [{ name }] } };
}

function review(object: Judged): string {
  const [group, version] =
    object.apiVersion?.includes('/') === true ? object.apiVersion.split('/') : ['', object.apiVersion];
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: 'leak',
      operation: 'CREATE',
      kind: { group, version, kind: object.kind },
      namespace: 'shop',
      userInfo: { username: 'u' },
      object,
    },
  });
}

const AGENT = new Agent({ keepAlive: true });

function post(port: number, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(
      { agent: AGENT, port, host: '127.0.0.1', path: '/validate', method: 'POST', rejectUnauthorized: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** The marker itself, and what base64 makes of it at each of the three offsets; the word in the middle is in each. */
const NEEDLES: readonly string[] = [
  MARK,
  ...[0, 1, 2].map((offset) => b64(`${'x'.repeat(offset)}${MARK}`).slice(offset === 0 ? 0 : 4, -4)),
];

function leaks(text: string | Buffer): readonly string[] {
  const inKeys = leakIn(typeof text === 'string' ? text : text.toString('latin1'));
  return [...NEEDLES.filter((needle) => text.includes(needle)), ...(inKeys === undefined ? [] : [inKeys])];
}

/** The process writes its snapshot in one go and can answer nobody meanwhile; the file ends with a brace when it is done. */
async function writtenSnapshot(folder: string): Promise<Buffer> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const file = readdirSync(folder).find((each) => each.endsWith('.heapsnapshot'));
    if (file === undefined) continue;
    const bytes = readFileSync(join(folder, file));
    if (bytes.subarray(-16).toString().trimEnd().endsWith(']}')) return bytes;
  }
}

t.test('no planted credential is in a response, a log line, a report, an error or the heap', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-leak-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const cluster = join(folder, 'cluster');
  mkdirSync(cluster);
  const names = writeCluster(cluster, ['shop', 'team']);
  const broken = join(folder, 'broken');
  mkdirSync(broken);
  writeBroken(broken);
  t.strictSame(
    leaks(readFileSync(join(cluster, 'secrets.json'))).length > 0,
    true,
    'the needles are found where they are',
  );

  const ports = ['--server-port', '0', '--server-health-port', '0', '--server-drain-seconds', '0'];
  const server = spawn(
    process.execPath,
    // Not SIGUSR2: close-with-grace ends the process on that one.
    ['--heapsnapshot-signal=SIGWINCH', MAIN, 'serve', '--cluster-directory', cluster, '--log-level', 'trace', ...ports],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  t.teardown(() => server.kill('SIGKILL'));
  let output = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  while (!output.includes('"event":"start"')) {
    await Promise.race([once(server.stdout, 'data'), once(server, 'exit')]);
    if (server.exitCode !== null) throw new Error(`the server ended: ${output}`);
  }
  const port = Number(/https:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1]);

  const reviews = inputs(names);
  let answers = '';
  for (const body of reviews) answers += await post(port, body);
  answers += await post(port, `{"request": {"uid": "x", "${MARK.slice(0, 3)}`);
  t.match(answers, /PG301/, 'the malformed secrets were judged');
  t.strictSame(leaks(answers), [], `${reviews.length} responses`);

  server.kill('SIGWINCH');
  const heap = await writtenSnapshot(folder);
  t.ok(heap.includes('registry.example.com'), 'the snapshot holds what the server knows');
  t.strictSame(leaks(heap), [], `a heap snapshot of ${Math.round(heap.length / 1e6)} MB`);

  AGENT.destroy();
  server.kill('SIGTERM');
  await once(server, 'exit');
  t.match(output, '"decision":"deny"');
  t.strictSame(leaks(output), [], `${output.split('\n').length} lines of log and output`);

  const refused = spawnSync(ENV, [...ARGS, MAIN, 'serve', '--cluster-directory', broken], { encoding: 'utf8' });
  t.match(refused.stderr, 'broken.yaml', 'serve refuses a directory that it cannot read whole');
  t.strictSame(leaks(refused.stdout + refused.stderr), [], 'and does not quote it');
  for (const format of Object.keys(FORMATS)) {
    const args = [
      'check',
      cluster,
      broken,
      fileURLToPath(new URL('../fixtures/rules', import.meta.url)),
      '-R',
      '-o',
      format,
    ];
    for (const more of [[], ['--cluster-dir', cluster]]) {
      const { stdout, stderr } = spawnSync(ENV, [...ARGS, MAIN, ...args, ...more], { encoding: 'utf8' });
      t.match(stderr, 'broken.yaml', 'the broken document is reported');
      t.strictSame(leaks(stdout + stderr), [], `check -o ${format} ${more.join(' ')}`);
    }
  }
  t.comment(`${planted} markers in ${names.length} kinds of secrets; ${reviews.length} reviews`);
});
