/**
 * What injection adds makes it pull: the recorded Pods (../vectors/README.md), created with injection on, nothing past the
 * webhook. Whatever is admitted pulls, with what was added or without; the exceptions are those of
 * ../support/recorded-verdicts.ts that no object tells, by name.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { eventsOf, type PodRow, readRows } from '../support/recorded-pods.js';
import { expectedOf, settingsOf } from '../support/recorded-verdicts.js';
import { collectionOf, pathOf } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { type LivePod, outcomesOf } from './support/hollow-node.js';
import { asPod, noteOf } from './support/injecting.js';
import { grantsOf, labelsOf, startLiveCluster } from './support/live-cluster.js';
import { bind, heldOfRows, realImage } from './support/recorded-images.js';

const TABLE = 'inject';
const AT_ONCE = 8;
const WATCH_LAG_MS = 300;
const PATIENCE_MS = 90_000;

const registriesOf = (row: PodRow): string => JSON.stringify(Object.entries(row.registries).sort());

/** Of the registries that most rows have; Pods that are created once, on a node without a history. */
function chosenRows(): readonly PodRow[] {
  const plain = readRows().filter(
    ({ manifests, later, node, preloaded, static: fixed, refused }) =>
      [later, node, preloaded, fixed].every((each) => each === undefined) &&
      refused.length === 0 &&
      manifests.every(({ kind }) => ['Pod', 'Secret', 'ServiceAccount'].includes(kind)),
  );
  const groups = new Map<string, PodRow[]>();
  for (const row of plain) groups.set(registriesOf(row), [...(groups.get(registriesOf(row)) ?? []), row]);
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

const rows = chosenRows();

interface Made {
  readonly label: string;
  readonly namespace: string;
  readonly name: string;
  readonly allowed: boolean;
  /** The secret that was added; undefined: none. */
  readonly added: string | undefined;
  /** Whether it would have pulled without, and whether no object tells. */
  readonly ran: boolean;
  readonly untold: boolean;
  readonly said: string;
}

t.test('the recorded pods, with injection', async (t) => {
  const [first] = rows;
  if (first === undefined) throw new Error('no rows');
  const hosts = Object.keys(first.registries).map((key) => key.split('/')[0] ?? '');
  const cluster = await startLiveCluster(t, heldOfRows(rows), hosts);
  const { plane, store } = cluster;
  const node = await cluster.addNode({ name: 'hollow' });
  const { rules, registries } = settingsOf(first);
  const settings = { rules, registries, injection: { mode: 'all' } };
  await cluster.addTable({ name: TABLE, hosts, front: { grants: grantsOf(first.registries) }, settings, inject: true });

  const create = async (row: PodRow, namespace: string): Promise<readonly Made[]> => {
    const events = new Map(eventsOf(row).map((event) => [event.label, expectedOf(event)]));
    await createNamespace(plane, namespace, labelsOf(TABLE));
    const others = row.manifests.filter(({ kind }) => kind !== 'Pod');
    const place = (manifest: PodRow['manifests'][number]) =>
      bind({ ...manifest, metadata: { ...manifest.metadata, namespace } }, node.name, (text) => realImage(store, text));
    for (const manifest of others) {
      if (manifest.metadata.namespace !== undefined && manifest.metadata.namespace !== 'team') continue;
      const object = place(manifest);
      const known = manifest.kind === 'ServiceAccount' && manifest.metadata.name === 'default';
      const call = {
        method: known ? 'PUT' : 'POST',
        path: known ? pathOf(object) : collectionOf(object),
        body: object,
      };
      await must(plane.api.call(call));
    }
    // Injection knows the Secrets that the watch has told it of.
    await sleep(WATCH_LAG_MS);
    const made: Made[] = [];
    for (const manifest of row.manifests.filter(({ kind }) => kind === 'Pod')) {
      const name = manifest.metadata.name ?? '';
      const label = `${row.name} ${name}`;
      const { status, body, message } = await plane.api.create(place(manifest));
      const allowed = status < 300;
      const because = events.get(label)?.because;
      const added = allowed ? noteOf(asPod(body)) : undefined;
      const untold = because !== undefined && ['registry', 'node', 'other', 'warned'].includes(because);
      made.push({ label, namespace, name, allowed, added, ran: because === 'ran', untold, said: message });
    }
    return made;
  };
  const waiting = [...rows.entries()];
  const all: Made[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [number, row] = next;
      all.push(...(await create(row, `${TABLE}-${number}-team`)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  const admitted = all.filter(({ allowed }) => allowed);
  const end = Date.now() + PATIENCE_MS;
  let found = new Map<string, readonly (string | undefined)[]>();
  for (;;) {
    const { items } = await must(plane.api.get('/api/v1/pods'));
    found = new Map(
      (items as readonly LivePod[]).map((pod) => {
        const { namespace, name } = Object(pod.metadata);
        return [`${namespace}/${name}`, Object.values(outcomesOf(pod))];
      }),
    );
    // Some of those of which no object tells never come to anything. A kubelet that is kept busy pulls without a secret that it
    // has not read yet, and with it at the next try.
    const isOver = ({ namespace, name, untold }: Made): boolean => {
      const outcomes = found.get(`${namespace}/${name}`) ?? [];
      return outcomes.length > 0 && (untold || outcomes.every((outcome) => outcome === 'ok'));
    };
    if (admitted.every(isOver) || Date.now() > end) break;
    await sleep(1_000);
  }
  const count = { 'added, pulls': 0, 'as it was, pulls': 0, denied: 0, 'no object tells': 0 };
  const cured: string[] = [];
  for (const { label, namespace, name, allowed, added, ran, untold, said } of all) {
    if (!allowed) {
      t.notOk(ran, `${label}: it ran without injection: ${said}`);
      count.denied += 1;
      continue;
    }
    const outcomes = found.get(`${namespace}/${name}`) ?? [];
    const pulls = outcomes.length > 0 && outcomes.every((outcome) => outcome === 'ok');
    if (!pulls && untold) count['no object tells'] += 1;
    else {
      t.ok(pulls, `${label}: ${added === undefined ? 'as it was' : `with ${added}`}: ${outcomes.join(', ')}`);
      count[added === undefined ? 'as it was, pulls' : 'added, pulls'] += 1;
    }
    if (added !== undefined && !ran && pulls) cured.push(label);
  }
  t.matchSnapshot(cured.sort().join('\n'), 'Pods that pull by what injection added, and would not without');
  t.ok(cured.length > 0, 'some would not have pulled');
  t.comment(`${rows.length} rows: ${JSON.stringify(count)}; ${cured.length} would not have pulled`);
});
