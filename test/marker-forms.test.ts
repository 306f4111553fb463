/**
 * Passwords end in the parser, and so do keys that hold one: logins in `auths` keys, in 10,000 forms, over all faces. Also
 * texts that no parser takes, with a password where it stumbles. test/slow/leak.test.ts does the same with the real program.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import t from 'tap';
import { explainReport } from '../src/cli/explain/build.js';
import { renderExplanation } from '../src/cli/explain/text.js';
import { run } from '../src/cli/index.js';
import { parseImage } from '../src/core/image/parse.js';
import { RULES } from '../src/core/rules/index.js';
import { explainMiss } from '../src/core/secret/near-miss.js';
import { parsePullSecret } from '../src/core/secret/parse.js';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.js';
import type { Admission, PullSecret } from '../src/core/types.js';
import { assess } from '../src/facts/assess.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import { explainImage } from '../src/facts/explain.js';
import { inject } from '../src/facts/inject.js';
import { readManifests } from '../src/manifests/read.js';
import { createManifestState } from '../src/manifests/state.js';
import { loadConfig } from '../src/ops/config.js';
import { parseConfigFile } from '../src/ops/config-file.js';
import { createLog } from '../src/ops/log.js';
import { createMetricsRegistry, metricsPage } from '../src/ops/metrics/registry.js';
import { createReviewMetrics } from '../src/ops/metrics/reviews.js';
import { importNodeCredentials } from '../src/ops/node-credentials.js';
import { settingsSchema } from '../src/ops/settings-schema.js';
import { createCertificate } from '../src/tls/issue.js';
import { buildApp, SERVED_WEBHOOKS } from '../src/webhook/app.js';
import { leakIn, markerKeys, markerText, random } from './support/marker-forms.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const FORMS = 10_000;
const SEED = 20261126;
const KEYS = markerKeys(FORMS, SEED);

const b64 = (text: string): string => Buffer.from(text).toString('base64');
const EXPIRED = b64(JSON.stringify({ payload: 'x', type: 'DATA_KEY', version: '2', expiration: 1_000_000_001 }));
const IMAGES = ['ghcr.io/org/app:1.0', 'registry.example.com:5000/team/web:1', 'acme/app:2', 'localhost:5000/a:1'];

/** What stands under the key: good, broken in every way, expired, of no use. */
const ENTRIES: readonly unknown[] = [
  { auth: b64('user:password') },
  { auth: b64('user:password') },
  { auth: b64('user:password\n') },
  { username: 'AWS', password: EXPIRED },
  { auth: 'no base64!' },
  { auth: b64('nocolon') },
  { username: ['x'], password: 'x' },
  [],
  { identitytoken: 'x' },
  {},
];

function secretOf(key: string, at: number): PullSecret {
  const entry = ENTRIES[(at >> 2) % ENTRIES.length];
  const legacy = at % 7 === 0;
  const text = JSON.stringify(legacy ? { [key]: entry } : { auths: { [key]: entry } });
  return parsePullSecret({
    namespace: 'shop',
    name: 'regcred',
    type: at % 11 === 0 ? 'Opaque' : `kubernetes.io/${legacy ? 'dockercfg' : 'dockerconfigjson'}`,
    data: { [legacy ? '.dockercfg' : '.dockerconfigjson']: new TextEncoder().encode(text) },
    changedAt: 0,
  });
}

/** A namespace with this one secret, which the ServiceAccount may list. */
function stateWith(secret: PullSecret, listed: boolean): ClusterState {
  const account = {
    namespace: 'shop',
    name: 'default',
    imagePullSecrets: listed ? ['regcred'] : [],
    enforceMountable: false,
  };
  const found = <T>(value: T) => Promise.resolve({ state: 'found', value } as const);
  return {
    namespace: (name) => found({ name, labels: {} }),
    serviceAccount: () => found(account),
    secret: (_, name) => (name === 'regcred' ? found(secret) : Promise.resolve({ state: 'absent' } as const)),
    secretFor: () => Promise.resolve({ state: 'absent' } as const),
    pullSecrets: () => found([secret]),
    serviceAccounts: () => found([account]),
    namespacesWithSecret: () => found([]),
  };
}

function pod(image: string, secrets: readonly string[]): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { containers: [{ name: 'web', image }], imagePullSecrets: secrets.map((name) => ({ name })) },
  };
}

function admission(object: unknown): Admission {
  return {
    uid: 'u',
    operation: 'CREATE',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: 'pods',
    subresource: '',
    namespace: 'shop',
    name: 'web',
    user: 'somebody',
    groups: [],
    dryRun: false,
    fromFile: false,
    object,
    oldObject: () => undefined,
  };
}

const SETTINGS: Settings = { ...DEFAULT_SETTINGS, injection: { ...DEFAULT_SETTINGS.injection, mode: 'all' } };

/** What a package writes to stderr behind our back. */
const warned: string[] = [];
const onWarning = (warning: Error): void => void warned.push(String(warning));
process.on('warning', onWarning);
t.teardown(() => process.off('warning', onWarning));

interface Leak {
  readonly key: string;
  readonly face: string;
  readonly text: string;
}

/** The first ones are enough to read. */
function note(leaks: Leak[], key: string, face: string, text: string): void {
  if (leaks.length < 10 && leakIn(text) !== undefined) leaks.push({ key, face, text: text.slice(0, 600) });
}

t.test('the forms hold what is looked for, and what is planted is found', async (t) => {
  const clean = KEYS.filter((key) => leakIn(key) === undefined);
  t.strictSame(clean, []);
  t.ok(new Set(KEYS).size > FORMS * 0.95, `${new Set(KEYS).size} different forms`);
  for (const before of ['', 'a', 'ab']) t.ok(leakIn(b64(`${before}maRkerq7 and so on`)), `base64 behind ${before}`);
});

t.test(`${FORMS} keys with a login: what leaves the parser, and every sentence about it`, async (t) => {
  const leaks: Leak[] = [];
  const kinds = new Set<string>();
  let shown = 0;
  for (const [at, key] of KEYS.entries()) {
    const secret = secretOf(key, at);
    note(leaks, key, 'parsed', JSON.stringify(secret));
    const entries = 'entries' in secret ? secret.entries : [];
    for (const entry of entries) {
      if (entry.described === undefined) shown += 1;
      for (const image of [IMAGES[at % 2] ?? '', IMAGES[2 + (at % 2)] ?? '']) {
        const parsed = parseImage(image);
        const miss = parsed.ok ? explainMiss(parsed.reference, entry, 'regcred') : undefined;
        if (miss === undefined) continue;
        kinds.add(miss.kind);
        note(leaks, key, 'near miss', JSON.stringify(miss));
      }
    }
  }
  t.strictSame(leaks, []);
  t.ok(shown > FORMS / 50, `${shown} keys are shown, rebuilt`);
  t.ok(kinds.size > 25, `${kinds.size} kinds of near misses were told: ${[...kinds].join(' ')}`);
});

t.test(`${FORMS} keys with a login: verdicts, patches and explanations`, async (t) => {
  const leaks: Leak[] = [];
  const codes = new Set<string>();
  for (const [at, key] of KEYS.entries()) {
    const secret = secretOf(key, at);
    const listed = at % 3 === 0;
    const state = stateWith(secret, listed);
    const image = IMAGES[at % IMAGES.length] ?? '';
    const own = at % 3 === 1 ? ['regcred'] : [];
    const context = { settings: SETTINGS, state, now: NOW };
    const asked = admission(pod(image, own));
    const { subject: _, ...verdict } = await assess(asked, context);
    for (const { code } of verdict.findings) codes.add(code);
    note(leaks, key, 'verdict', JSON.stringify(verdict));
    if (at % 10 > 1) continue;
    const { subject: __, ...injected } = await inject(asked, context);
    note(leaks, key, 'injection', JSON.stringify(injected));
    const question = { image, namespace: 'shop', serviceAccount: '', pullSecrets: own };
    const report = explainReport(await explainImage(question, context), 'a test');
    note(leaks, key, 'explain -o json', JSON.stringify(report));
    note(leaks, key, 'explain', renderExplanation(report));
  }
  t.strictSame(leaks, []);
  for (const code of ['PG204', 'PG205', 'PG206', 'PG301', 'PG302', 'PG305']) t.ok(codes.has(code), code);
});

t.test('the webhook: answers, log lines at level trace, metrics', async (t) => {
  const certificate = await createCertificate(Date.now());
  const lines: string[] = [];
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const registry = createMetricsRegistry({ version: '0', node: 'v20' });
  let state = stateWith(secretOf('ghcr.io', 0), true);
  const decide = (work: typeof assess) => (asked: Admission) => work(asked, { settings: SETTINGS, state, now: NOW });
  const app = buildApp({
    decide: decide(assess),
    inject: decide(inject),
    settings: () => SETTINGS,
    log: createLog({ level: 'trace', to }),
    certificate,
    observe: createReviewMetrics(registry, { now: () => NOW, webhooks: SERVED_WEBHOOKS }),
  });
  t.teardown(() => app.close());
  const leaks: Leak[] = [];
  const post = async (url: string, key: string, body: string): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const response = await app.inject({ method: 'POST', url, body, headers });
    note(leaks, key, url, `${JSON.stringify(response.headers)}${response.body}`);
    const patch: unknown = response.json()?.response?.patch;
    if (typeof patch === 'string') note(leaks, key, 'patch', Buffer.from(patch, 'base64').toString());
  };
  const review = (object: unknown, more: object = {}): string =>
    JSON.stringify({
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      request: { ...admission(object), oldObject: null, userInfo: { username: 'u' }, ...more },
    });
  for (let at = 0; at < FORMS; at += 50) {
    const key = KEYS[at] ?? '';
    state = stateWith(secretOf(key, at), at % 3 === 0);
    const body = review(pod(IMAGES[at % IMAGES.length] ?? '', at % 3 === 1 ? ['regcred'] : []));
    for (const webhook of SERVED_WEBHOOKS) await post(`/${webhook}`, key, body);
    // A Secret must never be sent here; if one is, and broken, nothing of it is repeated.
    const sent = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { [key]: key } };
    const text = review(sent, { kind: { group: '', version: 'v1', kind: 'Secret' } });
    await post('/validate', key, text);
    await post('/validate', key, text.slice(0, text.lastIndexOf(key.slice(-3)) + 2));
  }
  t.strictSame(leaks, []);
  t.equal(leakIn(lines.join('')), undefined);
  t.match(lines.join(''), '"decision":"deny"');
  const text = await metricsPage(registry).text();
  t.equal(leakIn(text), undefined);
});

// ---------------------------------------------------------------------------------------------------------- other texts

const MANIFESTS: readonly string[] = [
  'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  username: u\n  password: PLACE\n',
  'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: PLACE, b: c}\n',
  'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nPLACE: PLACE\ndata:\n  x: eA==\n',
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ntype: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: PLACE}\n',
  'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: x\nstringData:\n- PLACE\n',
  '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, "stringData": {"password": PLACE}}\n',
  '{"apiVersion": "v1", "kind": "Secret", "stringData": {"PLACE": 1, "PLACE": 2}}\n',
  '{}\n{}\nPLACE\n',
  '--- PLACE\na: b\n',
  'a: &x b\nb: *PLACE\n',
];
const CONFIGS: readonly string[] = [
  'mode: PLACE\n',
  'registries:\n  private: ["PLACE"]\n',
  'registries:\n  private:\n    - PLACE\n  public: [a]\n',
  'registries: {PLACE: 1}\n',
  'PLACE: 1\n',
  'exemptions: [{namespaces: [a], reason: PLACE, PLACE: 2}]\n',
];

function quotesOnly(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

t.test('texts that no parser takes are not quoted', async (t) => {
  const pick = random(SEED);
  const leaks: Leak[] = [];
  let refused = 0;
  for (let at = 0; at < 2000; at += 1) {
    const text = markerText(MANIFESTS[at % MANIFESTS.length] ?? '', 'PLACE', pick).replaceAll('PLACE', 'maRkerq7');
    const { objects, diagnostics } = readManifests(text, 'x.yaml');
    const state = createManifestState(objects, { offline: false });
    refused += diagnostics.length + state.diagnostics.length;
    note(leaks, text, 'manifest', JSON.stringify([diagnostics, state.diagnostics]));
    const imported = importNodeCredentials(text);
    note(leaks, text, 'import', imported.ok ? '' : JSON.stringify(imported));
  }
  t.strictSame(leaks, []);
  t.ok(refused > 1000, `${refused} diagnostics`);
  // Warnings come a moment later.
  await new Promise((done) => setImmediate(done));
  t.strictSame(
    warned.filter((text) => leakIn(text) !== undefined),
    [],
  );
});

t.test('a configuration with a login in it: check, print', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-marker-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const pick = random(SEED);
  const leaks: Leak[] = [];
  let valid = 0;
  for (let at = 0; at < 300; at += 1) {
    const form = CONFIGS[at % CONFIGS.length] ?? '';
    const key = KEYS[at] ?? '';
    const text = form.replaceAll('PLACE', () => quotesOnly(key));
    writeFileSync(join(directory, 'pullgate.yaml'), text);
    const unread = parseConfigFile(markerText(form, 'PLACE', pick), settingsSchema(RULES));
    if (!unread.ok) note(leaks, key, 'syntax', JSON.stringify(unread));
    const result = await loadConfig({ cwd: directory, file: 'pullgate.yaml', env: {}, flags: {}, rules: RULES });
    if (result.ok) valid += 1;
    else note(leaks, text, 'config', JSON.stringify(result));
    const env = { PULLGATE_REGISTRIES_PRIVATE: key, PULLGATE_MODE: key, PULLGATE_LOG_LEVEL: key };
    const inEnv = await loadConfig({ cwd: directory, env, flags: {}, rules: RULES });
    note(leaks, key, 'environment', inEnv.ok ? '' : JSON.stringify(inEnv));
  }
  t.strictSame(leaks, []);
  t.ok(valid < 150, `${valid} were valid, as text of no meaning`);
});

t.test('commands: check, explain, config, serve', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-marker-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const cluster = join(directory, 'cluster');
  const broken = join(directory, 'broken');
  mkdirSync(cluster);
  mkdirSync(broken);
  const pick = random(SEED + 1);
  const objects = KEYS.slice(0, 300).flatMap((key, at) => [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: `s${at}`, namespace: 'shop' },
      type: 'kubernetes.io/dockerconfigjson',
      stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [key]: ENTRIES[at % ENTRIES.length] } }) },
    },
    { ...Object(pod(IMAGES[at % IMAGES.length] ?? '', [`s${at}`])), metadata: { name: `p${at}`, namespace: 'shop' } },
  ]);
  writeFileSync(join(cluster, 'all.json'), objects.map((object) => JSON.stringify(object)).join('\n'));
  for (let at = 0; at < 200; at += 1) {
    const text = markerText(MANIFESTS[at % MANIFESTS.length] ?? '', 'PLACE', pick);
    writeFileSync(join(broken, `${at}.yaml`), text.replaceAll('PLACE', 'maRkerq7'));
  }
  const cli = async (...argv: readonly string[]): Promise<string> => {
    const out: string[] = [];
    const io = { write: (text: string) => out.push(text) };
    const stdin = (async function* () {
      yield '';
    })();
    const env = { HOME: directory };
    await run(argv, { stdout: io, stderr: io, stdin, env, cwd: directory, isTTY: false, now: () => NOW });
    return out.join('');
  };
  for (const format of ['text', 'json']) {
    const output = await cli('check', cluster, broken, '-o', format);
    t.match(output, 'PG205');
    t.match(output, 'not valid YAML');
    t.equal(leakIn(output), undefined, `check -o ${format}`);
  }
  for (let at = 0; at < 12; at += 1) {
    const args = [
      '--cluster-dir',
      cluster,
      '-n',
      'shop',
      '--pull-secret',
      `s${at}`,
      '-o',
      at % 2 === 0 ? 'text' : 'json',
    ];
    const output = await cli('explain', 'ghcr.io/org/app:1', ...args);
    t.match(output, /ghcr\.io/);
    t.equal(leakIn(output), undefined, `explain of ${KEYS[at]}`);
  }
  const served = await cli('serve', '--cluster-directory', broken);
  t.match(served, /\.yaml/);
  t.equal(leakIn(served), undefined, 'serve --cluster-directory');
});
