/**
 * The figures of the "next batch" rule: `node test/bench/fresh.mjs` (after `npm run build`). Would-be denials arrive at a
 * fixed rate, each right after the secret that it needs was created; the watch is a minute late, so that only the fresh
 * read can know. A stale answer is one without that secret. The last row keeps "not there" for a second, which is wrong.
 * Arguments: seconds per row, and a part of the names of the rows to run.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { DIST, startApi } from '../helpers/processes.mjs';

const SECONDS = Number(process.argv[2] ?? 5);
const RATE = 500;

const load = (file) => import(pathToFileURL(`${DIST}/${file}`).href);
const { createLiveState } = await load('cluster/live.js');
const { assess } = await load('facts/assess.js');
const { DEFAULT_SETTINGS } = await load('core/settings.js');

const listOnly = async ({ fresh }, namespace, name) => {
  const list = await fresh.ask({ about: 'pullSecrets', namespace }, {});
  return list.state === 'found' && list.value.some((secret) => secret.name === name);
};

/** A pod that names the secret: admitted only if it is seen. */
const wholeReview = async (view, namespace, name) => {
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace },
    spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0' }], imagePullSecrets: [{ name }] },
  };
  const request = { uid: 'u', operation: 'CREATE', kind: { group: '', version: 'v1', kind: 'Pod' }, resource: 'pods' };
  const rest = { subresource: '', namespace, name: 'web', user: 'u', groups: [], dryRun: false, source: 'review' };
  const admission = { ...request, ...rest, object, oldObject: () => undefined };
  const { decision } = await assess(admission, { settings: DEFAULT_SETTINGS, ...view, now: Date.now() });
  return decision === 'allow';
};

/** A pod whose secret is never made: refused, with everything that a refusal reads. */
const denial = async (view, namespace) => !(await wholeReview(view, namespace, 'never-made'));

const ROWS = [
  { name: 'gap 0', ask: listOnly, timings: { freshGapMs: 0 } },
  { name: 'gap 100 ms', ask: listOnly },
  { name: 'gap 100 ms, 5 namespaces', ask: listOnly, namespaces: 5 },
  { name: 'gap 100 ms, whole reviews, admitted', ask: wholeReview },
  { name: 'gap 100 ms, whole reviews, refused', ask: denial },
  { name: '1 s negative cache (wrong)', ask: listOnly, keep: 1000 },
];

process.stdout.write(
  '| | would-be denials/s | LISTs/s per type | GETs/s | p50 / p99 ms | unanswered | stale |\n|---|---|---|---|---|---|---|\n',
);
for (const row of ROWS.filter(({ name }) => name.includes(process.argv[3] ?? '')))
  process.stdout.write(`${await run(row)}\n`);

async function run({ name: title, ask, timings = {}, namespaces = 1, keep }) {
  const api = await startApi();
  await api.do('fill', { pullSecrets: 50 * namespaces, namespaces });
  await api.do('late', { ms: 60_000 });
  const live = open(api, timings);
  live.start();
  while (!live.synced()) await sleep(5);
  const before = live.counters().fresh;
  const times = [];
  const running = new Set();
  let stale = 0;
  const kept = new Map();
  const one = async (turn) => {
    const namespace = `ns-${turn % namespaces}`;
    const secret = `fresh-${turn}`;
    if (ask !== denial) await api.do('put', { namespace, name: secret });
    const began = performance.now();
    const seen = keep === undefined ? await ask(live.view(), namespace, secret) : await remembered(namespace, secret);
    times.push(performance.now() - began);
    if (!seen) stale += 1;
    if (ask !== denial) await api.do('remove', { namespace, name: secret });
  };
  const remembered = async (namespace, secret) => {
    const last = kept.get(namespace);
    const list =
      last !== undefined && performance.now() - last.at < keep
        ? last.list
        : live.fresh.ask({ about: 'pullSecrets', namespace }, {});
    if (list !== last?.list) kept.set(namespace, { at: performance.now(), list });
    const { value = [] } = await list;
    return value.some(({ name }) => name === secret);
  };
  const began = performance.now();
  for (let turn = 0; performance.now() - began < SECONDS * 1000; ) {
    for (const due = ((performance.now() - began) / 1000) * RATE; turn < due; turn += 1) {
      const work = one(turn).finally(() => running.delete(work));
      running.add(work);
    }
    await sleep(1);
  }
  const seconds = (performance.now() - began) / 1000;
  const after = live.counters().fresh;
  await Promise.all(running);
  await live.stop();
  await api.stop();
  times.sort((a, b) => a - b);
  const at = (share) => (times[Math.floor(times.length * share)] ?? 0).toFixed(0);
  const perSecond = (count) => (count / seconds).toFixed(1);
  const cells = [
    title,
    perSecond(times.length),
    perSecond((after.lists - before.lists) / (ask === denial ? 3 : 2)),
    perSecond(after.gets - before.gets),
    `${at(0.5)} / ${at(0.99)}`,
    after.unanswered - before.unanswered,
    `${stale} of ${times.length}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function open({ url, ca }, timings) {
  const access = {
    server: new URL(url),
    namespace: 'default',
    requestOptions: async () => ({ ca, headers: {} }),
    reloadToken: () => {},
    describe: () => url,
  };
  return createLiveState({ access, rights: { secrets: 'cluster', namespaces: [], secretNames: [] }, timings });
}
