/**
 * The cases from public reports (../fixtures/field), created for real: what each of them is said to have come to is what
 * it comes to on a node with the kubelet's own code and containerd's resolver, and the verdict is that of the case. Where
 * the two differ, `UNLIKE` says why, and which cases cannot be played is in `LEFT_OUT`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../support/recorded-pods.js';
import { type ApiAnswer, collectionOf, pathOf } from './support/api.js';
import { createNamespace } from './support/cluster.js';
import { RECORDER } from './support/control-plane.js';
import { type HollowNode, outcomesOf, PENDING, podsIn } from './support/hollow-node.js';
import { bypass, type LiveCluster, labelsOf, startLiveCluster } from './support/live-cluster.js';
import { waitFor } from './support/processes.js';
import { bind, heldOf, imagesOf, placeOf, realImage } from './support/recorded-images.js';
import type { Granted, Question } from './support/registry-front.js';

interface FieldCase {
  readonly id: string;
  /** What became of it: `pulls`, `fails`, `wrong-login`, ..., and more words. */
  readonly truth: string;
  readonly decision: 'deny' | 'warn' | 'allow' | 'refused';
  readonly codes: readonly string[];
  /** Of the command line. */
  readonly args: readonly string[];
}

const FOLDER = resolve('test/fixtures/field');

const LEFT_OUT: Readonly<Record<string, string>> = {
  '70-istio-image-auto': 'the image is set by a webhook of Istio',
  'R01-kubectl-debug-private-image': 'a review, not an object',
  'R03-mirror-pod': 'a review, not an object',
  'R05-istio-gateway-deployment': 'a review, not an object',
  'R06-flux-dry-run': 'a review, not an object',
  'R08-openshift-build-pod': 'a review, not an object',
  'R09-statefulset-of-an-operator': 'a review, not an object',
};

/** Verdict and outcome, where one is not the other. */
const UNLIKE: Readonly<Record<string, string>> = {
  '16-echo-newline-dockercfg': 'PG305 warns: only the registry knows whether that is the password',
  '17-byte-order-mark-in-password': 'PG305 warns: only the registry knows whether that is the password',
  '36-hub-user-is-an-e-mail': 'PG305 warns: only the registry knows whether that is a user',
  '97-literal-placeholders-in-secret': 'PG305 warns: only the registry knows whether that is a user',
  '69-port-is-no-tag': 'PG102 is about the tag, not about the pull',
};

/** Whose images anybody gets. */
const PUBLIC = new Set([
  '67-latest-with-digest',
  '72-crio-short-name',
  '82-expired-login-breaks-public-image',
  '94-absent-secret-and-public-image',
]);
/** Whose node has logins of its own. */
const OWN = new Set(['76-node-mirror-no-secret', '91-openshift-global-pull-secret']);
const OWN_HOSTS = ['registry.gitlab.com', 'registry.redhat.io'];
const PRELOADED = new Set(['78-never-needs-no-secret']);
/** Helm runs the hook before it makes anything else: `check`, which sees all of it, warns, and a cluster denies. */
const NOT_YET_MADE: Readonly<Record<string, string>> = { '57-helm-hook-before-secret': 'Secret' };

const cases: readonly FieldCase[] = readFileSync(join(FOLDER, 'cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): FieldCase => JSON.parse(line))
  .filter(({ id }) => LEFT_OUT[id] === undefined);

const readObjects = (file: string): readonly Manifest[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => document.toJS() ?? []);

function clusterOf({ id }: FieldCase): readonly Manifest[] {
  const folder = join(FOLDER, id, 'cluster');
  return readdirSync(folder).flatMap((name) => readObjects(join(folder, name)));
}

function manifestsOf({ id }: FieldCase): readonly Manifest[] {
  return readObjects(join(FOLDER, id, 'manifest.yaml')).filter(({ kind }) => kind !== NOT_YET_MADE[id]);
}

/** With a tag of its own where it has one: what one case has pulled, the next would find on the node. */
function ownImage({ id }: FieldCase, image: string): string {
  const isTagged = placeOf(image)?.digest === undefined && /:[^/:]+$/.test(image) && placeOf(image) !== undefined;
  return isTagged ? `${image}-${id.slice(0, 3).replace(/-.*/, '')}` : image;
}

const imagesOfCase = (one: FieldCase): readonly string[] =>
  imagesOf(manifestsOf(one)).map((image) => ownImage(one, image));

/** A login is the right one, unless the case says it is not. */
const grants =
  ({ id, truth }: FieldCase) =>
  ({ login }: Question): Granted => {
    if (login === undefined || login.user === '') return PUBLIC.has(id) ? 'pull' : 'nothing';
    return truth === 'wrong-login' ? 'refused' : 'pull';
  };

interface Played {
  readonly one: FieldCase;
  readonly home: string;
  /** Of the object of the case. */
  readonly answers: readonly ApiAnswer[];
}

async function play(t: Test, cluster: LiveCluster, one: FieldCase, table: string, node: HollowNode): Promise<Played> {
  const { plane, store } = cluster;
  const image = (text: string): string => realImage(store, ownImage(one, text));
  const space = (name: string): string => `${table}-${name}`;
  const place = (manifest: Manifest): Manifest => {
    const { metadata } = manifest;
    const namespace = space(metadata.namespace ?? 'shop');
    return bind({ ...manifest, metadata: { ...metadata, namespace } }, node.name, image);
  };
  const home = space('shop');
  const objects = clusterOf(one);
  for (const { metadata } of objects.filter(({ kind }) => kind === 'Namespace')) {
    await createNamespace(plane, space(metadata.name ?? ''), labelsOf(table));
  }
  for (const manifest of objects.filter(({ kind }) => kind !== 'Namespace')) {
    const object = place(manifest);
    const known = manifest.kind === 'ServiceAccount' && manifest.metadata.name === 'default';
    const call = { method: known ? 'PUT' : 'POST', path: known ? pathOf(object) : collectionOf(object), body: object };
    const { status, message } = await plane.api.call(call);
    const refused = one.truth.includes('secret refused') && manifest.kind === 'Secret';
    t.equal(status < 300, !refused, `${one.id}: ${manifest.kind} ${manifest.metadata.name}: ${status} ${message}`);
  }
  if (PRELOADED.has(one.id)) for (const each of imagesOfCase(one)) await node.preload(each, home, 'good:pw');
  // The API server copies a ServiceAccount's list into a Pod as its own watch knows it.
  await sleep(300);
  const answers: ApiAnswer[] = [];
  for (const manifest of manifestsOf(one)) {
    const object = place(manifest);
    const call = { method: 'POST', path: collectionOf(object), body: object };
    const answer = await plane.api.call(call);
    answers.push(answer);
    if (!answer.message.startsWith('admission webhook')) continue;
    await bypass(cluster, home);
    const again = await plane.api.call({ ...call, token: RECORDER.token });
    t.ok(again.status < 300, `${one.id}: made past the webhook: ${again.message}`);
  }
  return { one, home, answers };
}

interface Came {
  readonly pulls: boolean;
  readonly words: string;
}

/** Whether all images came, and how it looked; of a Pod that anything can be said of. */
async function outcomeOf({ plane }: LiveCluster, { one, home }: Played): Promise<Came | undefined> {
  const pods = await podsIn(plane, home);
  const outcomes = pods.flatMap((pod) => Object.values(outcomesOf(pod)));
  if (outcomes.length === 0 || outcomes.some((outcome) => PENDING.has(outcome))) return undefined;
  return { pulls: outcomes.every((outcome) => outcome === 'ok'), words: `${one.id}: ${outcomes.join(', ')}` };
}

/**
 * What came of it in the end. A kubelet that is kept busy pulls without a secret that it has not read yet, and with it at the
 * next try: a first failure says nothing of what is said to pull.
 */
async function cameOf(cluster: LiveCluster, played: Played): Promise<Came> {
  const isSaid = played.one.truth.startsWith('pulls');
  let last: Came | undefined;
  const settled = async (): Promise<Came | undefined> => {
    last = await outcomeOf(cluster, played);
    return last === undefined || last.pulls === isSaid ? last : undefined;
  };
  const found = await waitFor(played.one.id, settled, { everyMs: 500, forMs: 60_000 }).catch(() => last);
  if (found === undefined) throw new Error(`${played.one.id}: nothing came of it`);
  return found;
}

t.test('every case that can be played is', (t) => {
  const folders = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, 'manifest.yaml')));
  t.strictSame(
    folders.filter((name) => LEFT_OUT[name] === undefined),
    cases.map(({ id }) => id).sort(),
  );
  t.end();
});

t.test('the cases of the field, on a real kubelet', async (t) => {
  const images = cases.flatMap(imagesOfCase);
  const hostsOf = (texts: readonly string[]): readonly string[] => [
    ...new Set(texts.flatMap((image) => placeOf(image)?.host ?? [])),
  ];
  const cluster = await startLiveCluster(t, heldOf(images), [...hostsOf(images), ...OWN_HOSTS]);
  const auths = Object.fromEntries(OWN_HOSTS.map((host) => [host, { username: 'node', password: 'pw' }]));
  const plain = await cluster.addNode({ name: 'hollow' });
  const own = await cluster.addNode({ name: 'own', config: { auths } });
  const played: Played[] = [];
  const waiting = [...cases.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [number, one] = next;
      const table = `case-${number}`;
      const front = { grants: grants(one) };
      await cluster.addTable({ name: table, hosts: hostsOf(imagesOfCase(one)), front, args: one.args });
      played.push(await play(t, cluster, one, table, OWN.has(one.id) ? own : plain));
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  const count: Record<string, number> = {};
  const came: (readonly [Played, pulls: boolean])[] = [];
  for (const each of played) {
    const { one, answers } = each;
    if (one.decision === 'refused') {
      t.ok(
        answers.every(({ status, message }) => status === 400 && !message.startsWith('admission webhook')),
        `${one.id}: the API server itself refuses it: ${answers[0]?.message}`,
      );
      continue;
    }
    const allowed = answers.every(({ status }) => status < 300);
    const text = answers.map(({ message, warnings }) => `${message} ${warnings.join(' ')}`).join(' ');
    const denied = one.decision === 'deny' || NOT_YET_MADE[one.id] !== undefined;
    t.equal(allowed, !denied, `${one.id}: ${text}`);
    const { pulls, words } = await cameOf(cluster, each);
    came.push([each, pulls]);
    t.equal(pulls, one.truth.startsWith('pulls'), `${words}: it is said that it ${one.truth}`);
    if (UNLIKE[one.id] === undefined) t.equal(allowed, pulls, `${words}: ${allowed ? 'admitted' : 'denied'}`);
    else t.not(allowed, pulls, `${words}: ${UNLIKE[one.id]}`);
    const cell = `${allowed ? 'admitted' : 'denied'}, ${pulls ? 'pulls' : 'does not pull'}`;
    count[cell] = (count[cell] ?? 0) + 1;
  }
  // By now the kubelet has tried once more what did not come.
  await sleep(12_000);
  for (const [each, pulls] of came) {
    const now = await outcomeOf(cluster, each);
    t.equal(now?.pulls, pulls, `${each.one.id}: a while later: ${now?.words}`);
  }
  t.comment(`${cases.length} cases: ${JSON.stringify(count)}`);
});
