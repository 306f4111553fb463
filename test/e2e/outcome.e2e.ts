/**
 * Verdict equals outcome: every recorded scenario (../vectors/README.md), created for real, through the webhook, on a node
 * that is the kubelet's own code with containerd's own resolver, from a real registry. What Pullgate admits pulls; what it
 * denies is made past it, and does not pull. Each difference has a name: between verdict and outcome in
 * ../support/recorded-verdicts.ts, between the recording and this node in `UNLIKE_THE_RECORDING`, between the minor of the
 * recording and this one in ./support/minor-rows.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { eventsOf, type PodRow, readRows } from '../support/recorded-pods.js';
import { type Expected, expectedOf, NAMED, settingsOf } from '../support/recorded-verdicts.js';
import { must } from './support/cluster.js';
import { type HollowNode, type LivePod, outcomesOf, podsIn } from './support/hollow-node.js';
import { bypass, grantsOf, type LiveCluster, labelsOf, startLiveCluster } from './support/live-cluster.js';
import { namesGone, rowOfMinor, unlikeInMinor } from './support/minor-rows.js';
import { waitFor } from './support/processes.js';
import { bind, heldOfRows, realImage } from './support/recorded-images.js';
import { compareRow, type Difference, type LiveRow } from './support/recorded-live.js';
import { playRow, type Step, type Verdict } from './support/recorded-row.js';

const AT_ONCE = 8;
const PATIENCE_MS = 150_000;

/** What this node does and the one of the recording did not, by name, and why. */
const UNLIKE_THE_RECORDING: Readonly<Record<string, string>> = {
  'credential/username-without-password-on-public-registry web app': 'containerd asks anonymously (semantics 2.17)',
  'credential/username-without-password-on-public-registry web public.example.com/team/app:5.221': 'the same',
  ...unlikeInMinor(),
};

/**
 * What the kubelet does or not by the moment, by name, and what it then is. While a pull of an image is under way, or put
 * off once more, an image that somebody else put there counts as pulled by the kubelet, whose secret must be shown
 * (`RecordPullIntent` and `MustAttemptImagePull` of pkg/kubelet/images): the second Pod asks then, is refused once, and
 * starts when it asks again. With a registry that takes 2 s to refuse the first one, 195 of 300 such Pods did so, with
 * one that refuses at once none.
 */
const AT_TIMES: Readonly<Record<string, string>> = {
  'cached/preloaded-then-failed-always-then-without second registry.example.com/team/app:1.466': 'nobody is refused',
};
const isAtTimes = ({ what, live }: Difference): boolean => AT_TIMES[what] === live;

const rows = readRows().map(rowOfMinor);

/** Rows whose registries are the same, and whose node is, can be asked of one Pullgate. */
function tables(): readonly (readonly PodRow[])[] {
  const groups = new Map<string, PodRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([Object.entries(row.registries).sort(), row.node]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

interface NodeOfRows {
  readonly 'config.json': object;
  readonly credentialProviders: readonly {
    readonly name: string;
    readonly matchImages: readonly string[];
    readonly answer: object | null;
  }[];
}

/** Plugins that say what the recording's said. */
function nodeOptions({ 'config.json': config, credentialProviders }: NodeOfRows) {
  const api = 'credentialprovider.kubelet.k8s.io/v1';
  const programs = credentialProviders.map(({ name, answer }): readonly [string, string] => {
    const response = { apiVersion: api, kind: 'CredentialProviderResponse', cacheKeyType: 'Image', auth: answer };
    return [
      name,
      answer === null ? '#!/bin/sh\nexit 1\n' : `#!/bin/sh\ncat <<'END'\n${JSON.stringify(response)}\nEND\n`,
    ];
  });
  const providers = credentialProviders.map(({ name, matchImages }) => {
    return { name, matchImages, defaultCacheDuration: '0s', apiVersion: api };
  });
  const settings = { apiVersion: 'kubelet.config.k8s.io/v1', kind: 'CredentialProviderConfig', providers };
  return { config, providers: { config: settings, programs: Object.fromEntries(programs) } };
}

interface Played extends LiveRow {
  readonly verdicts: readonly Verdict[];
  readonly refused: readonly string[];
}

async function play(cluster: LiveCluster, t: Test, row: PodRow, table: string, place: Omit<LiveRow, 'row'>) {
  const { plane } = cluster;
  const { node, image, prefix } = place;
  const home = `${prefix}team`;
  for (const each of row.preloaded ?? []) await node.preload(image(each), home, 'good:pw');
  const played = await playRow(plane, row, prefix.slice(0, -1), labelsOf(table), {
    change: (manifest) => bind(manifest, node.name, image),
    addStatic: (manifest) => node.addStatic(home, manifest),
    bypass: (namespace) => bypass(cluster, namespace),
    reach: async ({ after, seconds = 0 }: Step) => {
      if (after !== undefined) await reached(t, cluster, row, home);
      await sleep(seconds * 1000);
    },
  });
  return { row, ...place, ...played };
}

/** Waits for what became of the first Pods, where the next step changes it. */
async function reached(t: Test, { plane }: LiveCluster, row: PodRow, home: string): Promise<void> {
  const found = async (): Promise<Readonly<Record<string, string | undefined>>> => {
    const pods = await podsIn(plane, home);
    const entries = pods.flatMap((pod) =>
      Object.entries(outcomesOf(pod)).map(([name, outcome]) => [`${pod.metadata.name}/${name}`, outcome] as const),
    );
    return Object.fromEntries(entries);
  };
  const wanted = row.before ?? {};
  const names = Object.keys(wanted);
  const alike = async (): Promise<boolean> => {
    const now = await found();
    return names.every((name) => now[name] === wanted[name]);
  };
  await waitFor(row.name, alike, { forMs: 60_000, everyMs: 500 }).catch(async () => {
    t.strictSame(await found(), wanted, `${row.name}: before its later steps`);
  });
}

const matrix: Record<string, number> = {};
const seen = new Set<string>();
const unlike = new Set<string>();

function compareVerdict(t: Test, expected: Expected, { label, answer }: Verdict): void {
  const { status, message, warnings } = answer;
  const allowed = status < 300;
  const text = `${message} ${warnings.join(' ')}`;
  if (expected.because !== 'ran' && expected.because !== 'failed') seen.add(label);
  t.equal(allowed, expected.allowed, `${label}: ${expected.because}: ${status} ${text}`);
  if (!allowed) t.match(message, /^admission webhook "(?:workloads\.)?check\.pullgate\.dev" denied/, `${label}: by us`);
  if (expected.because === 'failed') t.match(text, expected.codes, `${label}: the code of its cause`);
  if (expected.because === 'warned') t.match(text, expected.code, `${label}: the code of the warning`);
  t.notMatch(text, /PG901/, `${label}: the facts were known`);
  const verdict = allowed ? 'admitted' : 'denied';
  const outcome =
    expected.because === 'ran' ? 'pulled' : expected.because === 'failed' ? 'did not pull' : expected.because;
  const cell = `${verdict}, ${outcome}`;
  matrix[cell] = (matrix[cell] ?? 0) + 1;
}

function compareVerdicts(t: Test, { row, verdicts, refused }: Played): void {
  const isStatic = (label: string): boolean => row.static?.some((name) => label === `${row.name} ${name}`) === true;
  const expected = new Map(eventsOf(row).map((event) => [event.label, expectedOf(event)]));
  for (const verdict of verdicts) {
    const one = expected.get(verdict.label);
    if (one === undefined) t.fail(`${verdict.label}: nothing was recorded of it`);
    else compareVerdict(t, one, verdict);
    expected.delete(verdict.label);
  }
  // The kubelet itself asks for the mirror of a static pod: that it is there says that it was admitted.
  for (const [label, one] of expected) {
    if (!isStatic(label)) continue;
    if (one.because !== 'ran') seen.add(label);
    expected.delete(label);
  }
  t.strictSame([...expected.keys()], [], `${row.name}: every request was made`);
  t.strictSame(
    refused,
    row.refused.map(({ op, kind, name, status }) => `${op} ${kind} ${name}: ${status}`),
    `${row.name}: the API server itself refused what it did then`,
  );
}

/** Looks again and again until every row is as it was recorded, twice in a row, or nothing more is to be expected. */
async function compareOutcomes(cluster: LiveCluster, played: readonly Played[]): Promise<readonly Difference[]> {
  const end = Date.now() + PATIENCE_MS;
  for (let alike = 0; ; ) {
    const { items } = await must(cluster.plane.api.get('/api/v1/pods'));
    const byNamespace = new Map<string, LivePod[]>();
    for (const pod of items as readonly LivePod[]) {
      const namespace = String(Object(pod.metadata).namespace);
      byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), pod]);
    }
    const podsOf = (live: Played): readonly LivePod[] => byNamespace.get(`${live.prefix}team`) ?? [];
    const differences = played.flatMap((live) => compareRow(live, podsOf(live))).filter((each) => !isAtTimes(each));
    const unknown = differences.filter(({ what }) => UNLIKE_THE_RECORDING[what] === undefined);
    alike = unknown.length === 0 ? alike + 1 : 0;
    if (alike === 2 || Date.now() > end) return differences;
    await sleep(2_000);
  }
}

t.test('the recorded pods, on a real kubelet', async (t) => {
  const hosts = [...new Set(rows.flatMap(({ registries }) => Object.keys(registries)))].map(
    (key) => key.split('/')[0] ?? '',
  );
  const cluster = await startLiveCluster(t, heldOfRows(rows), hosts);
  const image = (text: string): string => realImage(cluster.store, text);
  const plain = await cluster.addNode({ name: 'hollow' });
  const [withNode] = rows.filter(({ node }) => node !== undefined);
  const own: HollowNode = await cluster.addNode({ name: 'own', ...nodeOptions(withNode?.node as NodeOfRows) });
  const waiting: { readonly row: PodRow; readonly table: string; readonly prefix: string }[] = [];
  const groups = tables();
  const starting = groups.map((group, index) => ({ group, table: `table-${index}` }));
  const starter = async (): Promise<void> => {
    for (let next = starting.shift(); next !== undefined; next = starting.shift()) {
      const { group, table } = next;
      const [first] = group;
      if (first === undefined) continue;
      const { rules, registries } = settingsOf(first);
      const front = { grants: grantsOf(first.registries) };
      const known = Object.keys(first.registries).map((key) => key.split('/')[0] ?? '');
      await cluster.addTable({ name: table, hosts: known, front, settings: { rules, registries } });
      for (const [number, row] of group.entries()) waiting.push({ row, table, prefix: `${table}-${number}-` });
    }
  };
  const started = Date.now();
  await Promise.all(Array.from({ length: 4 }, starter));
  t.comment(`${groups.length} tables started in ${Math.round((Date.now() - started) / 1000)} s`);
  // Those with later steps wait, so they begin.
  waiting.sort((a, b) => (b.row.later?.length ?? 0) - (a.row.later?.length ?? 0));
  const played: Played[] = [];
  const patient: Promise<void>[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { row, table, prefix } = next;
      const node = row.node === undefined ? plain : own;
      const done = play(cluster, t, row, table, { node, image, prefix }).then((one) => void played.push(one));
      if (row.later === undefined) await done;
      else patient.push(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await Promise.all(patient);
  t.comment(`${played.length} rows created ${Math.round((Date.now() - started) / 1000)} s after the first table`);
  for (const one of played) compareVerdicts(t, one);
  for (const { what, recorded, live } of await compareOutcomes(cluster, played)) {
    const why = UNLIKE_THE_RECORDING[what];
    if (why === undefined) t.fail(`${what}: recorded "${recorded}", on this node "${live}"`);
    else unlike.add(what);
  }
  t.strictSame(
    Object.keys(UNLIKE_THE_RECORDING).filter((name) => !unlike.has(name)),
    [],
    'no difference to the recording is left over',
  );
  t.strictSame(
    NAMED.filter((name) => !seen.has(name)),
    namesGone(),
    'no named difference is left over but those that this minor has not',
  );
  t.comment(
    `${rows.length} rows, ${unlike.size} findings unlike the recording; verdict and recorded outcome: ${JSON.stringify(matrix)}`,
  );
  t.comment(
    `${plain.pulls().length + own.pulls().length} pulls; over ${Math.round((Date.now() - started) / 1000)} s after the first table`,
  );
});
