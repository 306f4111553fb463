/**
 * Would-be denials at scale: `npm run bench:denials`. Reviews that end in a denial arrive at a fixed rate over many
 * namespaces, while somebody else measures what one call to the API server takes. Each row has its limit, and the command
 * fails where one is broken: every review is judged, p99 stays within 500 ms of the API server's own p99 in the same run,
 * and a denial costs at most three calls. Arguments: seconds per row, and a part of the names of the rows to run.
 */
import { Agent, get } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { accessTo } from '../helpers/access.mjs';
import { DIST, startApi } from '../helpers/processes.mjs';

const SECONDS = Number(process.argv[2] ?? 10);
const NAMESPACES = 100;
const RATE = 200;
const MOST_OVER_MS = 500;
const MOST_CALLS = 3;

const load = (file) => import(pathToFileURL(`${DIST}/${file}`).href);
const { createLiveState } = await load('cluster/live.js');
const { assess } = await load('facts/assess.js');
const { DEFAULT_SETTINGS } = await load('core/settings.js');

const SPEC = { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0' }] };
const names = (count, prefix) => Array.from({ length: count }, (_, index) => ({ name: `${prefix}-${index}` }));

const pod = (namespace, imagePullSecrets) => ({
  kind: { group: '', version: 'v1', kind: 'Pod' },
  object: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace },
    spec: { ...SPEC, ...(imagePullSecrets === undefined ? {} : { imagePullSecrets }) },
  },
});
const deployment = (namespace) => ({
  kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
  object: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace },
    spec: { template: { spec: SPEC } },
  },
});

/** `turn` makes the object; `storm` is what one tenant does meanwhile, every so many ms. */
const ROWS = [
  {
    name: 'pods that name a secret that is not there',
    make: (namespace, turn) => pod(namespace, [{ name: `absent-${turn}` }]),
  },
  { name: 'pods that name none', make: (namespace) => pod(namespace) },
  { name: 'deployments whose account lists none', make: deployment },
  {
    name: 'an API server that takes 50 ms for a call',
    make: (namespace, turn) => pod(namespace, [{ name: `absent-${turn}` }]),
    behave: { delayMs: 50 },
  },
  {
    name: 'an API server that refuses one call of 2,000 for a second',
    make: (namespace, turn) => pod(namespace, [{ name: `absent-${turn}` }]),
    behave: { refuseEvery: 2000 },
    // Retry-After is obeyed, and is part of what a call takes.
    over: 1000,
  },
  {
    name: 'beside a tenant with 600 absent names every 1.5 s',
    make: (namespace, turn) => pod(namespace, [{ name: `absent-${turn}` }]),
    storm: { everyMs: 1500, make: () => pod('ns-storm', names(600, 'absent')) },
    rate: 20,
  },
  {
    name: 'beside a tenant with 300 denials a second, each of another name',
    make: (namespace, turn) => pod(namespace, [{ name: `absent-${turn}` }]),
    storm: { everyMs: 1000 / 300, make: (turn) => pod('ns-storm', [{ name: `absent-${turn}` }]) },
    rate: 20,
  },
];

process.stdout.write(
  '| | denials/s | p50 / p99 ms | API p50 / p99 ms | unjudged | calls per denial | places | |\n|---|---|---|---|---|---|---|---|\n',
);
let broken = 0;
for (const row of ROWS.filter(({ name }) => name.includes(process.argv[3] ?? ''))) {
  const { text, isKept } = await run(row);
  if (!isKept) broken += 1;
  process.stdout.write(`${text}\n`);
}
process.exitCode = broken === 0 ? 0 : 1;

async function run({ name: title, make, storm, behave = {}, rate = RATE, over = MOST_OVER_MS }) {
  const api = await startApi();
  await api.do('namespaces', { count: NAMESPACES });
  await api.do('fill', { pullSecrets: 3 * NAMESPACES, namespaces: NAMESPACES });
  const rights = { secrets: 'cluster', namespaces: [], secretNames: [] };
  const live = createLiveState({ access: accessTo(api), rights });
  live.start();
  while (!live.synced() || live.blind().length > 0) await sleep(5);
  await api.do('behave', behave);
  const probe = startProbe(api);
  const before = live.counters().fresh;
  const times = [];
  const running = new Set();
  let unjudged = 0;
  let judged = 0;
  const one = async (object, isStorm) => {
    const began = performance.now();
    const decision = await decide(live, object);
    judged += 1;
    if (isStorm) return;
    times.push(performance.now() - began);
    if (decision !== 'deny') unjudged += 1;
  };
  const start = (work) => {
    const all = work.finally(() => running.delete(all));
    running.add(all);
  };
  const began = performance.now();
  let turn = 0;
  let stormed = 0;
  while (performance.now() - began < SECONDS * 1000) {
    const passed = performance.now() - began;
    for (; turn < (passed / 1000) * rate; turn += 1) start(one(make(`ns-${turn % NAMESPACES}`, turn), false));
    for (; storm !== undefined && stormed < passed / storm.everyMs; stormed += 1) start(one(storm.make(stormed), true));
    await sleep(1);
  }
  await Promise.all(running);
  const seconds = (performance.now() - began) / 1000;
  const after = live.counters().fresh;
  const own = await probe.stop();
  await live.stop();
  await api.stop();
  const calls = (after.gets + after.lists - before.gets - before.lists) / judged;
  const isKept = unjudged === 0 && at(times, 0.99) - at(own, 0.99) < over && calls <= MOST_CALLS;
  const cells = [
    title,
    (times.length / seconds).toFixed(0),
    `${at(times, 0.5).toFixed(0)} / ${at(times, 0.99).toFixed(0)}`,
    `${at(own, 0.5).toFixed(0)} / ${at(own, 0.99).toFixed(0)}`,
    `${unjudged} of ${times.length}`,
    calls.toFixed(2),
    after.places,
    isKept ? 'kept' : 'BROKEN',
  ];
  return { text: `| ${cells.join(' | ')} |`, isKept };
}

function at(times, share) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;
}

async function decide(live, { kind, object }) {
  const { namespace } = object.metadata;
  const request = { uid: 'u', operation: 'CREATE', kind, resource: 'pods', subresource: '', namespace, name: 'web' };
  const rest = { user: 'u', groups: [], dryRun: false, source: 'review', object, oldObject: () => undefined };
  const signal = AbortSignal.timeout(2000);
  const context = { settings: DEFAULT_SETTINGS, ...live.view(), now: Date.now(), signal };
  return (await assess({ ...request, ...rest }, context)).decision;
}

/** What one GET takes for a client of its own, 20 times a second. */
function startProbe({ url, ca }) {
  const agent = new Agent({ keepAlive: true, ca });
  const times = [];
  let isOver = false;
  const ask = () =>
    new Promise((resolve, reject) => {
      get(`${url}/api/v1/namespaces/ns-0`, { agent }, (response) => {
        response.resume().on('end', () => resolve(response));
      }).on('error', reject);
    });
  const run = async () => {
    while (!isOver) {
      const began = performance.now();
      await ask();
      times.push(performance.now() - began);
      await sleep(50);
    }
  };
  const running = run();
  return {
    stop: async () => {
      isOver = true;
      await running;
      agent.destroy();
      return times;
    },
  };
}
