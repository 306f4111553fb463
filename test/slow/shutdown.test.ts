/** The end of `pullgate serve` as a process: SIGTERM, the last answers, then everything in the background, then the log. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { type ApiObject, type FakeApi, startFakeApi } from '../support/fake-api-server.js';
import { until } from '../support/live.js';
import { NODE } from '../support/program.js';
import { kubeconfigOf } from '../support/served.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const LEFT_OVER = new URL('../helpers/left-over.mjs', import.meta.url).href;

const OBJECTS: readonly ApiObject[] = [
  { kind: 'Namespace', metadata: { name: 'pullgate' } },
  { kind: 'Secret', metadata: { name: 'pullgate-tls', namespace: 'pullgate' }, type: 'Opaque' },
  {
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'pullgate' },
    webhooks: [{ name: 'check.pullgate.dev', clientConfig: { service: { name: 'pullgate', namespace: 'pullgate' } } }],
  },
];

interface Line {
  readonly event: string;
  readonly msg: string;
  readonly what?: string;
}

interface Ended {
  readonly code: number | null;
  readonly ms: number;
  /** From the signal on. */
  readonly lines: readonly Line[];
  readonly left: { readonly timers: readonly string[]; readonly resources: readonly string[] };
}

/** Runs until it is ready, then sends the signal. */
async function endBy(t: Test, signal: NodeJS.Signals, api: FakeApi, onReady = (): void => {}): Promise<Ended> {
  const argv = ['--kubeconfig', kubeconfigOf(api), '--server-port', '0', '--server-health-port', '0'];
  const tls = ['--tls-source', 'self', '--tls-validating', 'pullgate', '--tls-mutating', 'absent'];
  const [command, ...rest] = [...NODE, '--import', LEFT_OVER, MAIN, 'serve', ...argv, ...tls];
  const child = spawn(command, [...rest, '--server-drain-seconds', '1', '--tls-namespace', 'pullgate'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  const words = text(child.stderr);
  const lines: Line[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
  const exit = once(child, 'exit');
  await until(() => lines.some(({ event }) => event === 'ready') && lines.some(({ what }) => what === 'served'));
  // Each kind that a verdict needs, the Secret of the certificate, and both configurations.
  await until(() => api.openWatches() === 7);
  onReady();
  const from = lines.length;
  const began = performance.now();
  child.kill(signal);
  const [code] = await exit;
  const ms = performance.now() - began;
  const [, left = '{}'] = /^left over: (.*)$/m.exec(await words) ?? [];
  return { code, ms, lines: lines.slice(from), left: JSON.parse(left) };
}

const told = ({ lines }: Ended): readonly string[] =>
  lines.filter(({ event }) => event === 'shutdown').map(({ msg, what = '' }) => `${what} ${msg}`.trim());

async function fakeCluster(t: Test): Promise<FakeApi> {
  const api = await startFakeApi();
  t.teardown(() => api.close());
  api.bookmarkEvery(50);
  api.putAll(OBJECTS);
  return api;
}

for (const [signal, word] of [
  ['SIGTERM', 'draining'],
  ['SIGINT', 'closing'],
] as const) {
  t.test(`after ${signal} certificates and cluster are stopped, nothing is left, and the log is whole`, async (t) => {
    const ended = await endBy(t, signal, await fakeCluster(t));
    t.equal(ended.code, 0);
    const [first, ...rest] = told(ended);
    const last = rest.pop();
    t.same([first, ...rest.sort(), last], [word, 'certificates stopped', 'cluster stopped', 'closed']);
    t.equal(ended.lines.at(-1)?.msg, 'closed', 'after which nothing is done');
    // One timer: the limit of the whole end, that of close-with-grace.
    t.same(
      ended.left.timers.filter((frame) => !frame.includes('close-with-grace')),
      [],
    );
    t.notMatch(ended.left.resources.join(), /TCP|TLS/, 'no socket');
  });
}

t.test('an API server that answers nothing any more keeps nobody from going', async (t) => {
  const api = await fakeCluster(t);
  const ended = await endBy(t, 'SIGTERM', api, () => {
    api.script = () => ({ after: 'hang' });
    api.endWatches();
  });
  t.equal(ended.code, 0);
  t.ok(ended.ms < 10_000, `${Math.round(ended.ms)} ms`);
  t.equal(told(ended).at(-1), 'closed');
});
