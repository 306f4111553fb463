/** Who is told to try again, when, how often; with time that the test moves. */
import t, { type Test } from 'tap';
import { createNudges, type NudgeDeps, type Nudges, openNudges } from '../src/cli/nudges.js';
import { nudge } from '../src/cluster/nudge.js';
import { CLUSTER_SOURCE } from '../src/config/server-settings.js';
import {
  createDeniedOwners,
  type DeniedOwner,
  keptPod,
  type Owner,
  ownerOf,
  REMEMBERED_MS,
} from '../src/core/denied-owners.js';
import type { Admission } from '../src/core/types.js';
import { assess } from '../src/facts/assess.js';
import { createMetricsRegistry } from '../src/metrics/registry.js';
import { mergeSettings, NOW } from './support/case.js';
import { type KubeObject, stateOf } from './support/state.js';
import { virtualTime } from './support/virtual-time.js';

const IMAGE = 'registry.example.com/team/app:1.0';
const REPLICASETS = 'system:serviceaccount:kube-system:replicaset-controller';
const SETTINGS = mergeSettings({
  cluster: { provider: 'none', pods: false },
  ownedPods: { mode: 'enforce', controllers: [] },
});

const secret = (namespace: string, name = 'regcred'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  type: 'kubernetes.io/dockerconfigjson',
  stringData: { '.dockerconfigjson': JSON.stringify({ auths: { 'registry.example.com': { auth: btoa('a:b') } } }) },
});
const account = (namespace: string, ...secrets: readonly string[]): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'default', namespace },
  imagePullSecrets: secrets.map((name) => ({ name })),
});

interface PodOf {
  readonly namespace?: string;
  readonly owner?: string;
  readonly secrets?: readonly string[];
  readonly image?: string;
  readonly user?: string;
  readonly more?: Partial<Admission>;
}

function podOf({
  namespace = 'shop',
  owner = 'web',
  secrets = ['regcred'],
  image = IMAGE,
  user = REPLICASETS,
  more = {},
}: PodOf): Admission {
  const object = {
    metadata: {
      generateName: `${owner}-`,
      namespace,
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: owner, uid: `uid-${owner}`, controller: true },
      ],
    },
    spec: {
      imagePullSecrets: secrets.map((name) => ({ name })),
      containers: [{ name: 'app', image, env: [{ name: 'A', value: 'B' }] }],
    },
  };
  return {
    uid: 'x',
    operation: 'CREATE',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: 'pods',
    subresource: '',
    namespace,
    name: '',
    user,
    groups: [],
    dryRun: false,
    source: 'review',
    object,
    oldObject: () => null,
    ...more,
  };
}

/** A cluster whose objects the test changes, and who was told what. */
function start(t: Test, answer: NudgeDeps['tell'] = async () => ({ result: 'done' })) {
  const time = virtualTime(t);
  const now = (): number => NOW + time.now();
  let objects: readonly KubeObject[] = [account('shop'), account('blog')];
  const told: string[] = [];
  const lines: unknown[] = [];
  const judged: string[] = [];
  const faults: unknown[] = [];
  const registry = createMetricsRegistry({ version: '0', node: 'v0' });
  const view = () => ({ state: stateOf(objects), since: 0 }) as ReturnType<NudgeDeps['view']>;
  const judge = (admission: Admission) =>
    assess(admission, { settings: SETTINGS, state: stateOf(objects), now: now() });
  const nudges: Nudges = createNudges({
    decide: (admission) => {
      judged.push(admission.namespace);
      return judge(admission);
    },
    view,
    tell: async (owner, at, signal) => {
      told.push(`${owner.namespace}/${owner.name}`);
      return answer(owner, at, signal);
    },
    now,
    log: { info: (fields: unknown) => void lines.push(fields), warn: (fields: unknown) => void lines.push(fields) },
    registry,
    onFault: (error) => void faults.push(error),
  });
  t.teardown(async () => {
    await nudges.stop();
    if (faults.length > 0) throw faults[0];
  });
  const ask = async (admission: Admission) => {
    const verdict = await judge(admission);
    nudges.note(admission, verdict);
    await time.settle();
    return verdict.allowed;
  };
  const put = (...more: readonly KubeObject[]): void => {
    objects = [
      ...objects.filter(
        (each) =>
          !more.some(
            (one) =>
              one.kind === each.kind &&
              one.metadata?.namespace === each.metadata?.namespace &&
              one.metadata?.name === each.metadata?.name,
          ),
      ),
      ...more,
    ];
  };
  const count = async (result: string): Promise<number> => {
    const text = await registry.metrics();
    return Number(new RegExp(`pullgate_nudges_total\\{result="${result}"\\} (\\d+)`).exec(text)?.[1]);
  };
  return { time, nudges, told, lines, judged, ask, put, count };
}

t.test('an owner is told once, where the verdict has become an allow', async (t) => {
  const { time, nudges, told, lines, ask, put, count } = start(t);
  t.equal(await ask(podOf({})), false);
  nudges.touched('shop');
  await time.pass(2_000);
  t.strictSame(told, [], 'another secret cures nothing');
  put(secret('shop'));
  nudges.touched('shop');
  nudges.touched('shop');
  await time.pass(5_000);
  t.strictSame(told, ['shop/web']);
  t.match(lines, [{ event: 'nudge', result: 'done', owner: 'ReplicaSet/web', resource_namespace: 'shop' }]);
  t.equal(await count('done'), 1);
  nudges.touched('shop');
  await time.pass(60_000);
  t.strictSame(told, ['shop/web'], 'not again before it is denied again');
});

t.test('whose denial it was, and of what', async (t) => {
  const { time, nudges, told, judged, ask, put } = start(t);
  const other: readonly PodOf[] = [
    { owner: 'person', user: 'somebody' },
    { owner: 'dry', more: { dryRun: true } },
    { owner: 'tag', image: 'registry.example.com/team/app:latest' },
    { owner: 'template', more: { kind: { group: 'apps', version: 'v1', kind: 'ReplicaSet' } } },
    { namespace: 'blog', owner: 'blog' },
  ];
  for (const each of other) await ask(podOf(each));
  put(secret('shop'));
  nudges.touched('shop');
  await time.pass(3_000);
  t.strictSame(told, [], 'nobody of them');
  t.strictSame(judged, ['shop'], 'one was judged again, and is denied for its tag; none of another namespace');
  put(secret('blog'));
  nudges.touched('blog');
  await time.pass(3_000);
  t.strictSame(told, ['blog/blog']);
});

t.test('a Pod that was let through ends it', async (t) => {
  const { time, nudges, told, judged, ask, put } = start(t);
  await ask(podOf({ owner: 'mended' }));
  put(secret('shop'));
  t.equal(await ask(podOf({ owner: 'mended' })), true);
  nudges.touched('shop');
  t.strictSame(time.due(), [], 'nobody is left to be looked at');
  await time.pass(3_000);
  t.strictSame([told, judged], [[], []]);
});

t.test('and so does an hour', async (t) => {
  const { time, nudges, told, judged, ask, put } = start(t);
  await ask(podOf({ owner: 'old' }));
  put(secret('shop'));
  await time.pass(REMEMBERED_MS + 1);
  nudges.touched('shop');
  await time.pass(3_000);
  t.strictSame([told, judged], [[], []]);
});

t.test('the list of the ServiceAccount is that of the next Pod', async (t) => {
  const { time, nudges, told, ask, put } = start(t);
  await ask(podOf({ owner: 'empty', secrets: [] }));
  put(secret('shop'), account('shop', 'regcred'));
  nudges.touched('shop');
  await time.pass(3_000);
  t.strictSame(told, ['shop/empty'], 'the account lists the secret now');
  put(account('shop', 'gone'));
  await ask(podOf({ owner: 'copied', secrets: ['gone'] }));
  await ask(podOf({ owner: 'own', secrets: ['never'] }));
  put(account('shop', 'regcred'));
  nudges.touched('shop');
  await time.pass(3_000);
  t.strictSame(told, ['shop/empty', 'shop/copied'], 'a list of the template stays as it is');
});

t.test('a denial that is answered after the event that cures it', async (t) => {
  const { time, nudges, told, ask, put } = start(t);
  nudges.touched('shop');
  await ask(podOf({}));
  put(secret('shop'));
  await time.pass(2_000);
  t.strictSame(told, ['shop/web']);
});

t.test(
  'a secret that is flipped a thousand times a second costs a look a second, and a patch in half a minute',
  async (t) => {
    const { time, nudges, told, judged, ask, put } = start(t);
    put(secret('shop'));
    for (let second = 0; second < 60; second += 1) {
      put(secret('shop', 'other'));
      const denied = podOf({});
      nudges.note(denied, {
        allowed: false,
        decision: 'deny',
        subject: { isPod: true, owned: true, serviceAccountName: 'default', imagePullSecrets: ['regcred'] } as never,
      });
      await time.settle();
      for (let flip = 0; flip < 1_000; flip += 1) nudges.touched('shop');
      await time.pass(1_000);
    }
    t.ok(told.length >= 2 && told.length <= 3, `${told.length} patches in a minute`);
    t.ok(judged.length <= 61, `${judged.length} looks`);
    t.ok(await ask(podOf({})));
  },
);

t.test('many at once wait for the bucket', async (t) => {
  const { time, nudges, told, ask, put, count } = start(t);
  for (let index = 0; index < 30; index += 1) await ask(podOf({ owner: `web-${index}` }));
  put(secret('shop'));
  nudges.touched('shop');
  await time.pass(500);
  t.equal(told.length, 10);
  await time.pass(5_000);
  t.ok(told.length >= 15 && told.length <= 22, `${told.length} after five seconds: two a second`);
  await time.pass(20_000);
  t.equal(new Set(told).size, 30, 'all of them in the end');
  t.equal(told.length, 30, 'each once');
  t.ok((await count('limited')) > 0);
});

t.test('an owner that is gone is forgotten; one that cannot be patched is told of', async (t) => {
  const answers = [{ result: 'gone' }, { result: 'refused', why: 'the API server answers 403' }] as const;
  const { time, nudges, told, lines, ask, put, count } = start(
    t,
    async () => answers[told.length - 1] ?? { result: 'done' },
  );
  await ask(podOf({ owner: 'a' }));
  await ask(podOf({ owner: 'b' }));
  put(secret('shop'));
  for (let round = 0; round < 3; round += 1) {
    nudges.touched('shop');
    await time.pass(2_000);
  }
  t.strictSame(told, ['shop/a', 'shop/b']);
  t.match(lines, [{ result: 'refused', why: 'the API server answers 403' }]);
  t.strictSame([await count('gone'), await count('refused')], [1, 1]);
});

t.test('the memory is bounded, and holds of a Pod what a verdict needs', async (t) => {
  const denied = createDeniedOwners(3);
  const one = (name: string, namespace: string): DeniedOwner => ({
    owner: { ...(ownerOf(podOf({}).object, namespace) as Owner), name, uid: name },
    admission: podOf({}),
    fromAccount: false,
    at: 0,
  });
  for (const name of ['a', 'b', 'c', 'd']) denied.note(one(name, name));
  t.equal(denied.size(), 3);
  t.equal(denied.has('a'), false, 'the oldest goes');
  t.strictSame(
    denied.waiting('d', 1).ready.map(({ owner }) => owner.name),
    ['d'],
  );
  const kept = JSON.stringify(keptPod(podOf({}).object));
  t.match(kept, /registry\.example\.com\/team\/app/);
  t.notMatch(kept, /env|ownerReferences/);
  const containers = Array.from({ length: 101 }, (_, index) => ({ name: `c${index}`, image: IMAGE }));
  t.equal(keptPod({ spec: { containers } }), undefined, 'too many');
  t.equal(keptPod({ spec: { containers: [{ image: 'x'.repeat(20_000) }] } }), undefined, 'too large');
  const forged = [
    { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', uid: 'u', controller: true },
    { apiVersion: 'example.com/v1', kind: 'ReplicaSet', name: 'a', uid: 'u', controller: true },
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: '../x', uid: 'u', controller: true },
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'a', uid: 'u' },
  ];
  for (const each of forged)
    t.equal(ownerOf({ metadata: { ownerReferences: [each] } }, 'shop'), undefined, JSON.stringify(each));
});

t.test('the patch: one annotation, of this very object', async (t) => {
  const sent: unknown[] = [];
  const owner = ownerOf(podOf({}).object, 'shop') as Owner;
  const by = (answer: object) =>
    nudge(
      {
        write: async (path, write) => {
          sent.push([path, write]);
          return answer as never;
        },
      },
      owner,
      NOW,
      new AbortController().signal,
    );
  t.strictSame(await by({ kind: 'found', body: {}, bytes: 1 }), { result: 'done' });
  t.strictSame(sent, [
    [
      '/apis/apps/v1/namespaces/shop/replicasets/web',
      {
        method: 'PATCH',
        contentType: 'application/merge-patch+json',
        body: { metadata: { uid: 'uid-web', annotations: { 'pullgate.dev/nudged-at': '2026-11-21T12:00:00.000Z' } } },
      },
    ],
  ]);
  t.strictSame(await by({ kind: 'status', status: 409, reason: 'Conflict' }), { result: 'gone' });
  t.strictSame(await by({ kind: 'status', status: 404, reason: 'NotFound' }), { result: 'gone' });
  t.strictSame(await by({ kind: 'status', status: 403, reason: 'Forbidden' }), {
    result: 'refused',
    why: 'the API server answers 403',
  });
  t.strictSame(await by({ kind: 'failed', fault: 'connection', reason: 'the connection was refused' }), {
    result: 'failed',
    why: 'the connection was refused',
  });
});

const opening = (source: object, more: object = {}) =>
  openNudges({
    source: { ...CLUSTER_SOURCE, ...source },
    faults: { note: () => {} },
    io: { env: {}, cwd: '/' },
    ...more,
  } as never);

t.test('it is refused where no event can tell that a secret appeared', async (t) => {
  await t.rejects(opening({ directory: 'manifests' }), /a directory of manifests has none/);
  await t.rejects(opening({ secrets: 'none' }), /with cluster\.secrets: none none is watched/);
  await t.rejects(opening({ secrets: 'named' }), /with cluster\.secrets: named none is watched/);
});

t.test('where Pods of controllers are only warned about, it says that it has nothing to do', async (t) => {
  for (const [ownedPods, said] of [
    ['warn', 1],
    ['enforce', 0],
  ] as const) {
    const lines: unknown[] = [];
    const log = { warn: (_: unknown, text: string) => lines.push(text) };
    // There is no cluster to open here.
    await t.rejects(opening({ kubeconfig: 'none' }, { ownedPods, log }));
    t.equal(lines.length, said, ownedPods);
  }
});
