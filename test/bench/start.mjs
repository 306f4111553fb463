/**
 * Cold start: `npm run bench:start`. From spawn to listening, with the CPU time and the memory of that moment, against
 * Fastify as it comes (R1: HTTPS, one route, unbundled). All in one run, shuffled within each round; the ratios are paired
 * inside a round, because only those travel (design 10.3). Exits with 1 where a goal fails beyond the noise,
 * which the second R1 shows.
 *
 * In a pod the credentials lie where Kubernetes puts them. To have that here, the benchmark starts itself again where it
 * may mount what only it sees (`unshare`); where that is not allowed, the rows of a pod are left out.
 *
 * Argument: rounds, 12 unless told.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST, startApi } from '../helpers/processes.mjs';
import { imageFlags } from './image-flags.mjs';
import { quartiles, show, verdict } from './ratios.mjs';
import { prepare } from './servers.mjs';

const ROUNDS = Number(process.argv[2] ?? 12);
/** design 10.2 */
const LIMIT = 1.35;
const POD_LIMIT = 1.2;
/** As the image starts Node.js; the same for all. */
const FLAGS = imageFlags();

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const BUNDLE = path('../../.image/app/pullgate.mjs');
const PORTS = ['--server-port', '0', '--server-health-port', '0'];

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const [MOUNTS, APART] = ['BENCH_MOUNTS', ['--map-root-user', '--mount']];
if (process.env[MOUNTS] === undefined && spawnSync('unshare', [...APART, 'true']).status === 0) {
  const again = [process.execPath, ...process.argv.slice(1)];
  const { status } = spawnSync('unshare', [...APART, ...again], {
    stdio: 'inherit',
    env: { ...process.env, [MOUNTS]: 'own' },
  });
  process.exit(status ?? 1);
}

const work = mkdtempSync(join(tmpdir(), 'pullgate-start-'));
const api = await startApi();
try {
  const rows = await rowsOf();
  const samples = await measure(rows);
  process.exitCode = report(rows, samples);
} finally {
  await api.stop();
  rmSync(work, { recursive: true, force: true });
}

async function rowsOf() {
  const { kubeconfig } = await prepare(work, api, DIST);
  const reference = [path('reference.mjs'), work];
  const directory = ['serve', '--cluster-directory', path('../../docs/example/cluster'), ...PORTS];
  // As in a cluster: the certificate is there already, as it is for R1. Without a cluster it is made at start.
  const files = ['--tls-source', 'files', '--tls-directory', work];
  const live = ['serve', '--kubeconfig', kubeconfig, ...files, ...PORTS];
  const pod = { args: ['serve', ...files, ...PORTS], env: inPod() };
  return [
    { name: 'R1', args: reference },
    { name: 'R1 again', args: reference },
    { name: 'dist, directory', args: [join(DIST, 'main.js'), ...directory] },
    { name: 'bundle, directory', args: [BUNDLE, ...directory] },
    { name: 'dist, API server', args: [join(DIST, 'main.js'), ...live] },
    { name: 'bundle, API server', args: [BUNDLE, ...live], limit: LIMIT },
    ...(pod.env === undefined
      ? []
      : [
          { name: 'dist, in a pod', ...pod, args: [join(DIST, 'main.js'), ...pod.args] },
          { name: 'bundle, in a pod', ...pod, args: [BUNDLE, ...pod.args], limit: POD_LIMIT },
        ]),
  ];
}

/** The variables of a pod, after its ServiceAccount was mounted; undefined where that cannot be. */
function inPod() {
  if (process.env[MOUNTS] === undefined) return undefined;
  const run = (...command) => {
    const { status, stderr } = spawnSync(command[0], command.slice(1), { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  };
  run('mount', '-t', 'tmpfs', 'none', '/run');
  mkdirSync(SERVICE_ACCOUNT, { recursive: true });
  writeFileSync(join(SERVICE_ACCOUNT, 'token'), 'bench');
  writeFileSync(join(SERVICE_ACCOUNT, 'namespace'), 'pullgate');
  writeFileSync(join(SERVICE_ACCOUNT, 'ca.crt'), api.ca);
  const { hostname, port } = new URL(api.url);
  return { HOME: work, KUBECONFIG: '', KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
}

async function measure(rows) {
  // The first start reads files that later ones find in memory.
  for (const row of rows) await start(row);
  const samples = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const row of shuffled(rows)) samples.push({ round, row: row.name, ...(await start(row)) });
    process.stderr.write(`round ${round + 1} of ${ROUNDS}\r`);
  }
  return samples;
}

function start({ name, args, env: more = {} }) {
  return new Promise((resolve, reject) => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const begin = performance.now();
    const child = spawn(process.execPath, [...FLAGS, ...args], {
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let sample;
    const look = (chunk) => {
      said += chunk;
      if (sample !== undefined || !/listens on|listening/.test(said)) return;
      sample = { ms: performance.now() - begin, cpuMs: cpuOf(child.pid), rss: rssOf(child.pid) };
      child.kill('SIGKILL');
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('error', reject);
    child.once('close', () =>
      sample === undefined ? reject(new Error(`${name} did not start:\n${said}`)) : resolve(sample),
    );
  });
}

/** All threads: V8 compiles and collects in some of its own. */
function cpuOf(pid) {
  const tasks = readdirSync(`/proc/${pid}/task`).map((task) =>
    readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8'),
  );
  return tasks.reduce((sum, text) => sum + Number(text.split(' ')[0]) / 1e6, 0);
}

function rssOf(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

function shuffled(list) {
  return list
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function report(rows, samples) {
  const figures = (row, key) => samples.filter((sample) => sample.row === row).map((sample) => sample[key]);
  const ratios = (row, key) => {
    const base = figures('R1', key);
    return quartiles(figures(row, key).map((value, round) => value / base[round]));
  };
  const absolute = (row, key, by) => {
    const { q1, median, q3 } = quartiles(figures(row, key));
    return `${(median / by).toFixed(0)} (${(q1 / by).toFixed(0)}-${(q3 / by).toFixed(0)})`;
  };
  const lines = [
    `Node.js ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${ROUNDS} rounds, flags ${FLAGS.join(' ')}`,
    `The bundle: ${(statSync(BUNDLE).size / 1e6).toFixed(2)} MB, one file. Ratios are those to R1 in the same round, median (quartiles); the rest is context.`,
    '',
    '| | time to listening | CPU until then | RSS then | ms | CPU ms | MB |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(({ name }) => {
      const relative = ['ms', 'cpuMs', 'rss'].map((key) => show(ratios(name, key)));
      return `| ${[name, ...relative, absolute(name, 'ms', 1), absolute(name, 'cpuMs', 1), absolute(name, 'rss', 1e6)].join(' | ')} |`;
    }),
    '',
  ];
  const judged = rows.flatMap(({ name, limit }) => {
    if (limit === undefined) return [];
    const paired = figures(name, 'ms').map((value, round) => value / figures('R1', 'ms')[round]);
    return [{ name, limit, outcome: verdict(quartiles(paired), limit, ratios('R1 again', 'ms'), 0.1) }];
  });
  const goals = judged.map(({ name, limit, outcome }) => `${outcome}: ${name}, time to listening <= ${limit} x R1`);
  process.stdout.write(`${[...lines, ...goals].join('\n')}\n`);
  return judged.some(({ outcome }) => outcome === 'fail') ? 1 : 0;
}
