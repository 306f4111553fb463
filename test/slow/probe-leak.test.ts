/**
 * Logins are read for one question to a registry and dropped: a real server with `probe.mode: background` asks one with
 * marker logins of a hundred Secrets, over Basic and over a token service whose tokens are markers, too; then no marker is
 * in its log, its metrics, its answers or its heap.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { startFakeApi } from '../support/fake-api-server.js';
import { NODE } from '../support/program.js';
import { challenge, HERE, startRegistry } from '../support/scripted-registry.js';
import { kubeconfigOf, until } from '../support/served.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const MARK = 'MARKERcredential';
const SECRETS = 100;
const [ENV, ...ARGS] = NODE;

const b64 = (value: string): string => Buffer.from(value).toString('base64');

t.test('no login is left anywhere', async (t) => {
  let tokens = 0;
  const registry = await startRegistry(t, ['127.0.0.1'], ({ path, authorization, query, host }) => {
    if (path === '/token') {
      tokens += 1;
      return { status: 200, body: { token: `${MARK}token${tokens}x${query.get('scope')}` } };
    }
    const bearer = `Bearer realm="https://${host}/token",service="here",scope="repository:any:pull"`;
    const isBasic = path.startsWith('/v2/basic/');
    if (authorization === '') return challenge(isBasic ? 'Basic realm="here"' : bearer);
    // Every second login is wrong.
    return path.includes('odd') ? challenge(isBasic ? 'Basic realm="here"' : bearer) : HERE;
  });
  const host = `127.0.0.1:${registry.port}`;
  const api = await startFakeApi();
  t.teardown(() => api.close());
  const planted: string[] = [];
  const marker = (): string => {
    const made = `${MARK}${planted.length}x${'7Qz'.repeat(6)}`;
    planted.push(made);
    return made;
  };
  for (let index = 0; index < SECRETS; index += 1) {
    const namespace = `ns-${index}`;
    const auth = b64(`${marker()}:${marker()}`);
    planted.push(auth);
    api.putAll([
      { kind: 'Namespace', metadata: { name: namespace } },
      { kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
      {
        kind: 'Secret',
        metadata: { name: 'regcred', namespace },
        type: 'kubernetes.io/dockerconfigjson',
        data: { '.dockerconfigjson': b64(JSON.stringify({ auths: { [host]: { auth } } })) },
      },
    ]);
  }
  const folder = t.testdir({});
  writeFileSync(`${folder}/ca.crt`, registry.ca);
  const flags = [
    ...['--kubeconfig', kubeconfigOf(api), '--server-port', '0', '--server-health-port', '0', '--log-level', 'trace'],
    ...['--probe-mode', 'background', '--probe-registries', host, '--probe-allowed-networks', '127.0.0.0/8'],
    ...['--probe-ca-file', `${folder}/ca.crt`, '--probe-requests-per-minute', '6000', '--probe-wait-ms', '800'],
  ];
  const child = spawn(ENV ?? 'node', [...ARGS, '--heapsnapshot-signal=SIGUSR2', MAIN, 'serve', ...flags], {
    cwd: folder,
  });
  const ended = once(child, 'exit');
  t.teardown(() => child.kill('SIGKILL'));
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      written += chunk;
    });
  }
  await until(() => written.includes('"event":"ready"'));
  const start = written.split('\n').find((line) => line.includes('"event":"start"')) ?? '{}';
  const { urls, health }: { urls: readonly string[]; health: string } = JSON.parse(start);

  const answers: string[] = [];
  const review = async (index: number): Promise<void> => {
    const namespace = `ns-${index}`;
    const image = `${host}/${index % 4 < 2 ? 'basic' : 'bearer'}/${index % 2 === 0 ? 'even' : 'odd'}-${index}:1`;
    const object = {
      metadata: { name: 'web', namespace },
      spec: { imagePullSecrets: [{ name: 'regcred' }], containers: [{ name: 'web', image }] },
    };
    const kind = { group: '', version: 'v1', kind: 'Pod' };
    const resource = { group: '', version: 'v1', resource: 'pods' };
    const outgoing = request(urls[0] ?? '', { method: 'POST', rejectUnauthorized: false, agent: false });
    outgoing.setHeader('content-type', 'application/json');
    const userInfo = { username: 'dev' };
    const asked = { uid: 'x', operation: 'CREATE', kind, resource, namespace, name: 'web', userInfo, object };
    outgoing.end(JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: asked }));
    const [incoming] = await once(outgoing, 'response');
    answers.push(await text(incoming));
  };
  const page = async (): Promise<string> => {
    const [incoming] = await once(get(`${health}/metrics`, { agent: false }), 'response');
    return text(incoming);
  };
  const remembered = (metrics: string): number =>
    Number(/^pullgate_registry_answers_remembered (\d+)$/m.exec(metrics)?.[1]);
  for (let index = 0; index < SECRETS; index += 1) await review(index);
  await until(async () => {
    const known = remembered(await page());
    if (known < SECRETS) for (let index = 0; index < SECRETS; index += 1) await review(index);
    return known >= SECRETS;
  });
  for (let index = 0; index < SECRETS; index += 1) await review(index);
  t.ok(
    answers.slice(-SECRETS).filter((answer) => answer.includes('PG501')).length >= SECRETS / 2,
    'what the registry said is told',
  );
  t.ok(tokens > SECRETS / 4, `${tokens} tokens`);
  // Connections end, and with them what they hold.
  await sleep(1_000);
  const metrics = await page();
  child.kill('SIGUSR2');
  // It is written in one go, and ends so.
  const snapshot = (): string => {
    const file = readdirSync(folder).find((name) => name.endsWith('.heapsnapshot'));
    return file === undefined ? '' : readFileSync(`${folder}/${file}`, 'latin1');
  };
  await until(async () => {
    await sleep(500);
    return snapshot().trimEnd().endsWith(']}');
  });
  const heap = snapshot();
  child.kill('SIGTERM');
  await ended;
  t.ok(heap.includes('basic/even-0'), 'the heap holds what is remembered');
  for (const [name, whole] of Object.entries({ heap, metrics, written, answers: answers.join('\n') })) {
    t.equal(whole.split(MARK).length - 1, 0, `markers in the ${name}`);
    t.equal(planted.filter((each) => whole.includes(each)).length, 0, `logins in the ${name}`);
    t.equal(whole.split(b64(MARK).slice(0, 16)).length - 1, 0, `base64 of them in the ${name}`);
  }
});
