/**
 * Reviews that would be denied, each right after the Secret that it needs was created, at a fixed rate; the watch is a minute
 * late, so that only the fresh read can know (ADR 10). For test/bench/fresh.mjs and the rows of test/reliability.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { accessTo } from './access.mjs';
import { DIST, startApi } from './processes.mjs';

const load = (file) => import(pathToFileURL(`${DIST}/${file}`).href);
const { createLiveState } = await load('cluster/live.js');
const { assess } = await load('facts/assess.js');
const { DEFAULT_SETTINGS } = await load('core/settings.js');
/** Of each batch of reads: the pull secrets are of two types, and a denial reads the ServiceAccount, too. */
const KINDS = { listOnly: 2, admitted: 2, refused: 3 };

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

const ASKS = {
  listOnly,
  admitted: wholeReview,
  /** A pod whose secret is never made: refused, with everything that a refusal reads. */
  refused: async (view, namespace) => !(await wholeReview(view, namespace, 'never-made')),
};

export async function denyAtRate({ ask, rate, seconds: lasts, namespaces = 1, timings = {}, keepMs }) {
  const api = await startApi();
  await api.do('fill', { pullSecrets: 50 * namespaces, namespaces });
  await api.do('late', { ms: 60_000 });
  const rights = { secrets: 'cluster', namespaces: [], secretNames: [] };
  const live = createLiveState({ access: accessTo(api), rights, timings });
  live.start();
  while (!live.synced()) await sleep(5);
  const before = live.counters().fresh;
  const times = [];
  const running = new Set();
  let stale = 0;
  const kept = new Map();
  const isMade = ask !== 'refused';
  const one = async (turn) => {
    const namespace = `ns-${turn % namespaces}`;
    const secret = `fresh-${turn}`;
    if (isMade) await api.do('put', { namespace, name: secret });
    const began = performance.now();
    const seen =
      keepMs === undefined ? await ASKS[ask](live.view(), namespace, secret) : await remembered(namespace, secret);
    times.push(performance.now() - began);
    if (!seen) stale += 1;
    if (isMade) await api.do('remove', { namespace, name: secret });
  };
  const remembered = async (namespace, secret) => {
    const last = kept.get(namespace);
    const list =
      last !== undefined && performance.now() - last.at < keepMs
        ? last.list
        : live.fresh.ask({ about: 'pullSecrets', namespace }, {});
    if (list !== last?.list) kept.set(namespace, { at: performance.now(), list });
    const { value = [] } = await list;
    return value.some(({ name }) => name === secret);
  };
  const began = performance.now();
  for (let turn = 0; performance.now() - began < lasts * 1000; ) {
    for (const due = ((performance.now() - began) / 1000) * rate; turn < due; turn += 1) {
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
  const at = (share) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    n: times.length,
    perSecond: times.length / seconds,
    lists: (after.lists - before.lists) / seconds / KINDS[ask] / namespaces,
    gets: (after.gets - before.gets) / seconds,
    p50: at(0.5),
    p99: at(0.99),
    unanswered: after.unanswered - before.unanswered,
    stale,
  };
}
