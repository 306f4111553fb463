/**
 * Reviews of Secrets and ServiceAccounts as a real API server writes them (test/e2e/written.e2e.ts records them), through
 * the whole server; what is late, broken or huge; and who uses what, as a watch of workloads knows it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import t, { type Test } from 'tap';
import { grantsFor } from '../src/cluster/rights.js';
import type { Settings } from '../src/core/settings.js';
import type { Admission } from '../src/core/types.js';
import type { Assessment } from '../src/facts/assess.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import { nextTurn } from '../src/facts/turns.js';
import { assessWritten } from '../src/facts/written/assess.js';
import { createLog } from '../src/log/log.js';
import { createCertificate } from '../src/tls/issue.js';
import { type AppDeps, buildApp } from '../src/webhook/app.js';
import { EVERYTHING, openLive, until } from './support/live.js';
import { stateOf } from './support/state.js';
import { b64, dockerSecret, NOW, settingsWith, told, workload, write } from './support/written.js';

const DIRECTORY = new URL('./fixtures/written/', import.meta.url);
const RECORDED = readdirSync(DIRECTORY).sort();
const review = (name: string): string => readFileSync(new URL(name, DIRECTORY), 'utf8');
const ENFORCE = settingsWith({ mode: 'enforce', inUse: 'deny' });
let refused = true;
const certificate = await createCertificate(Date.now());

interface Served {
  readonly post: (body: string) => Promise<{ readonly status: number; readonly response: Record<string, unknown> }>;
  readonly lines: readonly string[];
}

function serve(t: Test, settings: Settings, change: Partial<AppDeps> = {}, state: ClusterState = stateOf([])): Served {
  const lines: string[] = [];
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const app = buildApp({
    decide: () => {
      throw new Error('a Secret is no workload');
    },
    decideWritten: (asked: Admission) => assessWritten(asked, { settings, state, now: NOW }),
    settings: () => settings,
    log: createLog({ level: 'trace', to }),
    certificate,
    ...change,
  });
  t.teardown(() => app.close());
  const post: Served['post'] = async (body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/validate-secrets?timeout=550ms', body, headers });
    await nextTurn();
    return { status: answer.statusCode, response: Object(answer.json()).response ?? {} };
  };
  return { post, lines };
}

const inTeam = (object: ReturnType<typeof workload>) => ({
  ...object,
  metadata: { ...object.metadata, namespace: 'team' },
});

t.test('recorded reviews, with workloads that use the Secret', async (t) => {
  const state = stateOf([
    inTeam(workload('web', 'registry.example.com/team/app:1.0', { secrets: ['regcred', 'broken'] })),
  ]);
  const { post, lines } = serve(t, ENFORCE, {}, state);
  const said: Record<string, string> = {};
  for (const name of RECORDED) {
    const { status, response } = await post(review(name));
    t.equal(status, 200, name);
    t.equal(response['uid'], JSON.parse(review(name)).request.uid, name);
    said[name] = `${response['allowed']} ${Object(response['status']).message ?? response['warnings'] ?? ''}`;
  }
  t.matchSnapshot(
    Object.entries(said)
      .map((row) => row.join(': '))
      .join('\n'),
    'what is said of each',
  );
  const all = lines.join('');
  t.match(all, '"webhook":"validate-secrets"');
  for (const name of RECORDED) {
    const { object, oldObject } = JSON.parse(review(name)).request;
    const values = [object, oldObject].flatMap((each) => Object.values<string>(each?.data ?? {}));
    for (const value of values) t.notOk(all.includes(value), `${name}: the data is in no line of the log`);
  }
});

t.test('without an answer nothing is stopped, whatever onUnknown says', async (t) => {
  const settings = settingsWith({ mode: 'enforce' }, { onUnknown: 'deny' });
  const [first = ''] = RECORDED;
  // Timers of the deadline keep no process alive.
  const awake = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(awake));
  const never: AppDeps['decide'] = () => new Promise<Assessment>(() => {});
  const late = serve(t, settings, { decideWritten: never });
  t.match(await late.post(review(first)), { status: 200, response: { allowed: true } });
  t.match(late.lines.join(''), '"decision":"error"');
  const broken = serve(t, settings, {
    decideWritten: () => {
      throw new Error('a fault');
    },
  });
  t.match(await broken.post(review(first)), { status: 200, response: { allowed: true } });
  const { post } = serve(t, settings);
  const nothing = JSON.stringify({
    request: { uid: 'u', operation: 'DELETE', kind: { version: 'v1', kind: 'Secret' } },
  });
  t.match(
    await post(nothing),
    { status: 200, response: { uid: 'u', allowed: true } },
    'a review without anything in it',
  );
});

t.test('a Secret as large as the API server takes it', async (t) => {
  const many = (count: number, entry: object) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`r-${at}.example.com`, entry]));
  const begin = performance.now();
  const large = await write({ object: dockerSecret('regcred', many(20_000, {})), settings: ENFORCE });
  t.equal(large.decision, 'allow', 'what is not read to its end is not denied');
  const hundred = await write({ object: dockerSecret('regcred', many(200, {})), settings: ENFORCE });
  t.equal(hundred.decision, 'warn', 'nor is one with more keys than are looked at');
  t.ok(
    hundred.warnings.length <= 12 && hundred.warnings.join('').length < 4_096,
    `${hundred.warnings.length} warnings`,
  );
  const most = await write({ object: dockerSecret('regcred', many(100, {})), settings: ENFORCE });
  t.equal(most.decision, 'deny');
  t.ok(most.message.length <= 2_048, `${most.message.length} letters`);
  const keys = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, at) => [`key-${at}`, b64(`{"auths": {"r-${at}": {}}}`)]),
  );
  const opaque = await write({ object: { ...dockerSecret('x', {}), type: 'Opaque', data: keys } });
  t.equal(opaque.decision, 'warn');
  const odd = { apiVersion: 'v1', kind: 'Secret', metadata: [], type: {}, data: 7 } as never;
  t.equal((await write({ object: odd })).decision, 'skip');
  for (const data of [
    null,
    [],
    'x',
    { '.dockerconfigjson': 7 },
    { '.dockerconfigjson': null },
    JSON.parse('{"__proto__": "e30="}'),
  ]) {
    await write({ object: { ...dockerSecret('x', {}), data } as never, old: dockerSecret('x', {}) });
  }
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'x', namespace: 'shop' } };
  const names = Array.from({ length: 5_000 }, (_, at) => ({ name: `absent-${at}` }));
  const listed = await write({ object: { ...account, imagePullSecrets: names } });
  t.ok(listed.warnings.length <= 12, `${listed.warnings.length} warnings for 5,000 names`);
  t.ok(performance.now() - begin < 10_000);
});

t.test('workloads are watched where that is wanted, and nobody waits for it', async (t) => {
  const rights = { ...EVERYTHING, usage: true };
  const web = {
    ...workload('web', 'registry.example.com/a:1', { secrets: ['regcred'] }),
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
  };
  const { api, live } = await openLive(t.teardown.bind(t), {
    rights,
    prepare: (fake) => {
      fake.put({ kind: 'Namespace', metadata: { name: 'shop' } });
      fake.put(web);
      // One kind may not be read.
      fake.script = ({ resource }) => (resource === 'cronjobs' && refused ? { status: 403, body: '{}' } : undefined);
    },
  });
  t.ok(live.synced(), 'ready without it');
  const ask = () => live.state.ask({ about: 'workloads', namespace: 'shop' }, {});
  t.match(ask(), { state: 'unknown' }, 'what is known of four kinds is no answer');
  refused = false;
  await until(() => Object(ask()).state === 'found');
  t.match(ask(), { value: [{ kind: 'Deployment', name: 'web', imagePullSecrets: ['regcred'] }] });
  t.match(
    told(await write({ object: dockerSecret('regcred', '{"auths": []}'), cluster: live.state })),
    'used by Deployment web',
  );
  api.remove('Deployment', 'shop', 'web');
  await until(() => Object(ask()).value?.length === 0);

  const without = await openLive(t.teardown.bind(t), { prepare: (fake) => fake.put(web) });
  t.match(without.live.state.ask({ about: 'workloads', namespace: 'shop' }, {}), {
    state: 'unknown',
    reason: /secrets\.usage/,
  });
  t.notOk(
    without.api.calls.some(({ resource }) => resource === 'deployments'),
    'nothing is asked for',
  );
  const resources = (usage: boolean) => grantsFor({ ...EVERYTHING, usage }).map(({ resource }) => resource);
  t.notOk(resources(false).includes('deployments'));
  t.match(
    grantsFor(rights).filter(({ resource }) => resource === 'jobs'),
    [{ group: 'batch', verbs: ['list', 'watch'] }],
  );
});
