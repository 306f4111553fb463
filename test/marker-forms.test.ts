/**
 * Passwords end in the parser, and so do keys that hold one: logins in `auths` keys, in a thousand forms, over all faces.
 * Also texts that no parser takes, with a password where it stumbles. test/slow/marker-forms.test.ts has ten thousand,
 * test/slow/leak.test.ts does the same with the real program.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import t from 'tap';
import { FORMATS } from '../src/cli/formats/index.js';
import { run } from '../src/cli/index.js';
import { NEAR_MISSES } from '../src/core/secret/near-miss.js';
import type { Admission } from '../src/core/types.js';
import { assess } from '../src/facts/assess.js';
import { inject } from '../src/facts/inject.js';
import { nextTurn } from '../src/facts/turns.js';
import { assessWritten } from '../src/facts/written/assess.js';
import { createLog } from '../src/log/log.js';
import { createMetricsRegistry, metricsPage } from '../src/metrics/registry.js';
import { createReviewMetrics } from '../src/metrics/reviews.js';
import { createCertificate } from '../src/tls/issue.js';
import { buildApp, SERVED_WEBHOOKS } from '../src/webhook/app.js';
import { throughAudits } from './support/marker-audits.js';
import {
  admission,
  ENTRIES,
  IMAGES,
  type Leak,
  MANIFESTS,
  NOW,
  note,
  pod,
  rawSecret,
  SEED,
  SETTINGS,
  secretOf,
  stateWith,
  throughConfigurations,
  throughErrors,
  throughParser,
  throughSnapshots,
  throughVerdicts,
} from './support/marker-faces.js';
import { leakIn, markerKeys, markerText, random } from './support/marker-forms.js';
import { throughProbing } from './support/marker-probing.js';

const FORMS = 1_000;
/** So many of them through all that follows a verdict, which is most of the time. */
const JUDGED = 400;
const KEYS = markerKeys(FORMS, SEED);
const AUDITED = 60;
const TEXTS = 200;
const CONFIGURATIONS = 60;

const SECRET = { group: '', version: 'v1', kind: 'Secret' };

/** What a package writes to stderr behind our back. */
const warned: string[] = [];
const onWarning = (warning: Error): void => void warned.push(String(warning));
process.on('warning', onWarning);
t.teardown(() => process.off('warning', onWarning));

t.test('the forms hold what is looked for, and what is planted is found', async (t) => {
  const clean = KEYS.filter((key) => leakIn(key) === undefined);
  t.strictSame(clean, []);
  t.ok(new Set(KEYS).size > FORMS * 0.95, `${new Set(KEYS).size} different forms`);
  for (const before of ['', 'a', 'ab'])
    t.ok(leakIn(Buffer.from(`${before}maRkerq7 and so on`).toString('base64')), `base64 behind ${before}`);
});

t.test(`${FORMS} keys with a login: what leaves the parser, and every sentence about it`, async (t) => {
  const { leaks, kinds, shown } = throughParser(KEYS);
  t.strictSame(leaks, []);
  t.ok(shown > FORMS / 50, `${shown} keys are shown, rebuilt`);
  const all = new Set(NEAR_MISSES.map(({ kind }) => kind)).size;
  t.ok(kinds.size > all * 0.4, `${kinds.size} of ${all} kinds of near misses were told: ${[...kinds].join(' ')}`);
});

t.test('snapshots, and what is said of those that are damaged', async (t) => {
  const { leaks, refused } = throughSnapshots(KEYS);
  t.strictSame(leaks, []);
  t.ok(refused > FORMS * 0.1, `${refused} were refused`);
});

t.test(`${JUDGED} keys with a login: verdicts, patches and explanations`, async (t) => {
  const { leaks, codes } = await throughVerdicts(KEYS.slice(0, JUDGED));
  t.strictSame(leaks, []);
  for (const code of ['PG201', 'PG204', 'PG205', 'PG208', 'PG301']) t.ok(codes.has(code), code);
});

t.test(
  `${AUDITED} keys with a login: every format of an audit, reports in the cluster, suggested values`,
  async (t) => {
    const { leaks, codes } = await throughAudits(KEYS.slice(0, AUDITED));
    t.strictSame(leaks, []);
    for (const code of ['PG201', 'PG205', 'PG301']) t.ok(codes.has(code), code);
  },
);

t.test(`${AUDITED} keys with a login, and logins on their way to a registry`, async (t) => {
  const { leaks, sent } = await throughProbing(KEYS.slice(0, AUDITED));
  t.strictSame(leaks, []);
  t.ok(sent >= AUDITED, `${sent} logins were sent`);
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
  let broken = false;
  const decide = (work: typeof assess) => (asked: Admission) => {
    if (broken) throw new Error('a fault of ours');
    return work(asked, { settings: SETTINGS, state, now: NOW });
  };
  const app = buildApp({
    decide: decide(assess),
    decideWritten: decide(assessWritten),
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
    // It is counted and logged once it is answered.
    await nextTurn();
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
  for (let at = 0; at < FORMS; at += 5) {
    const key = KEYS[at] ?? '';
    state = stateWith(secretOf(key, at), at % 3 === 0);
    const body = review(pod(IMAGES[at % IMAGES.length] ?? '', at % 3 === 1 ? ['regcred'] : []));
    for (const webhook of SERVED_WEBHOOKS) await post(`/${webhook}`, key, body);
    // A Secret must never be sent here; if one is, and broken, nothing of it is repeated.
    const sent = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { [key]: key } };
    const text = review(sent, { kind: { group: '', version: 'v1', kind: 'Secret' } });
    await post('/validate', key, text);
    await post('/validate', key, text.slice(0, text.lastIndexOf(key.slice(-3)) + 2));
    // Where a Secret belongs: as it comes to be, changes and goes, of every type, whole and broken.
    const one = rawSecret(key, at);
    const other = rawSecret(KEYS[at + 1] ?? key, at + 1);
    for (const [operation, object, oldObject] of [
      ['CREATE', one, null],
      ['UPDATE', one, other],
      ['UPDATE', other, one],
      ['DELETE', null, one],
    ] as const) {
      const written = review(object, { operation, oldObject, kind: SECRET, resource: { resource: 'secrets' } });
      await post('/validate-secrets', key, written);
      if (operation === 'UPDATE') await post('/validate-secrets', key, written.slice(0, -5));
    }
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'a' },
      imagePullSecrets: [{ name: 'regcred' }],
    };
    await post('/validate-secrets', key, review(account, { kind: { ...SECRET, kind: 'ServiceAccount' } }));
  }
  const large = 'maRkerq7'.repeat(1024 * 1024 + 1);
  await post('/validate-secrets', 'too large', review({ kind: 'Secret', data: { x: large } }, { kind: SECRET }));
  broken = true;
  await post('/validate-secrets', 'a fault', review(rawSecret(KEYS[0] ?? '', 0), { kind: SECRET }));
  t.strictSame(leaks, []);
  t.equal(leakIn(lines.join('')), undefined);
  t.match(lines.join(''), '"decision":"deny"');
  const text = await metricsPage(registry).text();
  t.equal(leakIn(text), undefined);
});

// ---------------------------------------------------------------------------------------------------------- other texts

t.test('texts that no parser takes are not quoted', async (t) => {
  const { leaks, refused } = throughErrors(TEXTS);
  t.strictSame(leaks, []);
  t.ok(refused > TEXTS / 2, `${refused} diagnostics`);
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
  const { leaks, valid } = await throughConfigurations(KEYS.slice(0, CONFIGURATIONS), directory);
  t.strictSame(leaks, []);
  t.ok(valid < CONFIGURATIONS / 2, `${valid} were valid, as text of no meaning`);
});

t.test('commands: check, explain, config, serve', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-marker-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const cluster = join(directory, 'cluster');
  const broken = join(directory, 'broken');
  mkdirSync(cluster);
  mkdirSync(broken);
  const pick = random(SEED + 1);
  const objects = KEYS.slice(0, 150).flatMap((key, at) => [
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
  for (const format of Object.keys(FORMATS)) {
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
