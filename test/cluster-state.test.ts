/**
 * The contract of the port `ClusterState` (src/facts/cluster-state.ts): one suite, run over every implementation. A new
 * implementation is one more row of `IMPLEMENTATIONS`, made from the same manifests.
 */
import t from 'tap';
import { createApiState } from '../src/cluster/api.js';
import { createApiClient } from '../src/cluster/api-client.js';
import { createCacheState } from '../src/cluster/cache.js';
import { createDirectState } from '../src/cluster/direct.js';
import { createLiveState } from '../src/cluster/live.js';
import { TIMINGS } from '../src/cluster/timings.js';
import { createWatches } from '../src/cluster/watches.js';
import { createKeyring } from '../src/core/secret/keyring.js';
import type { Lookup } from '../src/core/types.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import { overlayState } from '../src/facts/overlay.js';
import { loadManifests } from '../src/manifests/load.js';
import { readManifests } from '../src/manifests/read.js';
import { createManifestState, type ManifestState } from '../src/manifests/state.js';
import { accessTo, type FakeApi, startFakeApi } from './support/fake-api-server.js';
import { throughSnapshot } from './support/snapshots.js';
import { instead } from './support/state.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const CONFIG = '{"auths": {"ghcr.io": {"username": "example-user", "password": "example-not-a-password"}}}';

/** More entries than are held, among them keys of Docker Hub and with a wildcard. */
const LARGE = `{"auths": {"docker.io/acme": {"auth": "${base64('example-user:example-not-a-password')}"}, "*.example.com": {},
  "https://index.docker.io/v1/": {}, ${Array.from({ length: 3000 }, (_, index) => `"x-${index}": {}`).join(', ')}}}`;

/** Entries that are written in a secret. */
const SIZES: ReadonlyMap<string, number> = new Map([
  ['large', 3003],
  ['matching', 400],
  ['regcred', 1],
]);

const CLUSTER = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pullgate.dev/mode: warn}}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: deployer
  namespace: shop
  annotations: {kubernetes.io/enforce-mountable-secrets: "true"}
imagePullSecrets: [{name: regcred}, {}, {name: ""}]
secrets: [{name: not-for-pulling}]
---
apiVersion: v1
kind: Secret
metadata: {name: regcred, namespace: shop, labels: {team: web, odd: "1"}}
type: kubernetes.io/dockerconfigjson
data: {.dockerconfigjson: ${base64(CONFIG)}}
---
apiVersion: v1
kind: Secret
metadata: {name: opaque, namespace: shop}
stringData: {.dockerconfigjson: '${CONFIG}'}
---
apiVersion: v1
kind: Secret
metadata: {name: database, namespace: shop}
data: {password: ${base64('example-not-a-password')}}
---
apiVersion: v1
kind: Secret
metadata: {name: broken, namespace: shop}
type: kubernetes.io/dockerconfigjson
stringData: {.dockerconfigjson: '{"auths": []}'}
---
apiVersion: v1
kind: Secret
metadata: {name: large, namespace: shop, labels: {team: web}}
type: kubernetes.io/dockerconfigjson
data: {.dockerconfigjson: ${base64(LARGE)}}
---
apiVersion: v1
kind: Secret
metadata: {name: large-broken, namespace: shop}
type: kubernetes.io/dockerconfigjson
data: {.dockerconfigjson: ${base64(LARGE.replace('"x-2999": {}', '"x-2999": []'))}}
---
apiVersion: v1
kind: Secret
metadata: {name: matching, namespace: shop}
type: kubernetes.io/dockercfg
data: {.dockercfg: ${base64(`{${Array.from({ length: 400 }, (_, index) => `"ghcr.io/team-${index}": {}`).join()}}`)}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: crowded, namespace: shop}
imagePullSecrets: [${Array.from({ length: 300 }, (_, index) => `{name: s-${index}}`).join(', ')}]
---
apiVersion: v1
kind: Namespace
metadata: {name: labelled, labels: {${Array.from({ length: 400 }, (_, index) => `label-${index}: ${'v'.repeat(50)}`).join(', ')}}}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop, annotations: {note: example-not-a-password}}
spec:
  imagePullSecrets: [{name: regcred}]
  initContainers: [{name: init, image: 'busybox:1'}]
  containers:
    - {name: web, image: 'ghcr.io/acme/web:1', env: [{name: TOKEN, value: example-not-a-password}]}
    - {name: waits, image: 'ghcr.io/acme/waits:1'}
status:
  phase: Running
  initContainerStatuses:
    - {name: init, image: 'docker.io/library/busybox:1', imageID: 'sha256:1', state: {terminated: {exitCode: 0}}}
  containerStatuses:
    - {name: web, image: 'ghcr.io/acme/web:1', imageID: 'ghcr.io/acme/web@sha256:2', state: {running: {}}}
    - {name: waits, image: 'ghcr.io/acme/waits:1', imageID: '', state: {waiting: {reason: ImagePullBackOff}}}
---
apiVersion: v1
kind: Secret
metadata: {name: regcred, namespace: other}
type: kubernetes.io/dockercfg
stringData: {.dockercfg: 'null'}
`;

interface Implementation {
  readonly name: string;
  /** `clean` takes what is to be done in the end. */
  readonly create: (manifests: string, clean: (end: () => Promise<void>) => void) => Promise<ClusterState>;
  /** What is not there: certain, or only not known. */
  readonly missing: 'absent' | 'unknown';
  /** Secrets of other types than the two of docker: `all` are seen, or only by `name`, or `none`. */
  readonly others: 'all' | 'name' | 'none';
}

type Clean = Parameters<Implementation['create']>[1];

/** The manifests in an API server. */
async function serve(manifests: string, clean: Clean): Promise<FakeApi> {
  const api = await startFakeApi();
  clean(api.close);
  for (const { object, kind, name, namespace } of readManifests(manifests, 'f').objects) {
    const text = Object.entries(object['stringData'] ?? {}).map(([key, value]) => [key, base64(String(value))]);
    const data = object['data'] ?? Object.fromEntries(text);
    api.put({ ...object, kind, metadata: { ...(object['metadata'] ?? {}), name, namespace }, data });
  }
  return api;
}

const EVERYTHING = { secrets: 'cluster', namespaces: [], secretNames: [] } as const;

async function openLive(manifests: string, clean: Clean): Promise<ReturnType<typeof createLiveState>> {
  const live = createLiveState({ access: accessTo(await serve(manifests, clean)), rights: EVERYTHING });
  clean(live.stop);
  live.start();
  while (!live.synced()) await new Promise((done) => setTimeout(done, 5));
  return live;
}

async function openCache(manifests: string, clean: Clean): Promise<ClusterState> {
  const client = createApiClient(accessTo(await serve(manifests, clean)));
  const stopping = new AbortController();
  const watches = createWatches(EVERYTHING, {
    client,
    timings: TIMINGS,
    clock: () => performance.now(),
    random: () => 0.5,
    emit: () => {},
  });
  const running = Promise.all(watches.loops.map((loop) => loop.run(stopping.signal)));
  clean(async () => {
    stopping.abort();
    client.close();
    await running;
  });
  while (!watches.loops.every((loop) => loop.synced())) await new Promise((done) => setTimeout(done, 5));
  return createCacheState(watches.cache);
}

async function openApi(manifests: string, clean: Clean): Promise<ClusterState> {
  const client = createApiClient(accessTo(await serve(manifests, clean)));
  clean(async () => client.close());
  return createApiState({ client, timings: TIMINGS, clock: () => performance.now() });
}

const IMPLEMENTATIONS: readonly Implementation[] = [
  {
    name: 'manifests that are the cluster',
    create: async (manifests) => createManifestState(readManifests(manifests, 'f').objects, { offline: false }),
    missing: 'absent',
    others: 'all',
  },
  {
    name: 'manifests offline',
    create: async (manifests) => createManifestState(readManifests(manifests, 'f').objects, { offline: true }),
    missing: 'unknown',
    others: 'all',
  },
  {
    name: 'a snapshot of manifests',
    create: async (manifests) => {
      const { inventory } = createManifestState(readManifests(manifests, 'f').objects, { offline: false });
      return throughSnapshot(inventory());
    },
    missing: 'absent',
    others: 'all',
  },
  {
    name: 'a snapshot of an API server',
    create: async (manifests, clean) => {
      const direct = createDirectState(accessTo(await serve(manifests, clean)));
      clean(async () => direct.close());
      const inventory = foundIn(await direct.inventory({ only: undefined, pods: true }));
      if (inventory === undefined) throw new Error('it was not read');
      return throughSnapshot(inventory);
    },
    missing: 'absent',
    others: 'name',
  },
  {
    name: 'a cluster under files that hold nothing',
    create: async (manifests) =>
      overlayState(
        createManifestState([], { offline: true }),
        createManifestState(readManifests(manifests, 'f').objects, { offline: false }),
      ),
    missing: 'absent',
    others: 'all',
  },
  { name: 'the live cache alone', create: openCache, missing: 'unknown', others: 'none' },
  { name: 'the API server alone', create: openApi, missing: 'absent', others: 'name' },
  {
    name: 'the live cache, and the API server for the rest',
    create: async (manifests, clean) => (await openLive(manifests, clean)).state,
    missing: 'absent',
    others: 'name',
  },
  {
    name: 'fresh reads in batches',
    create: async (manifests, clean) => (await openLive(manifests, clean)).fresh,
    missing: 'absent',
    others: 'name',
  },
  {
    name: 'both as one review sees them',
    create: async (manifests, clean) => {
      const live = await openLive(manifests, clean);
      const { state, fresh } = live.view();
      return instead(fresh, { secret: state.ask, namespace: state.ask });
    },
    missing: 'absent',
    others: 'name',
  },
];

function foundIn<T>(lookup: Lookup<T>): T | undefined {
  return lookup.state === 'found' ? lookup.value : undefined;
}

for (const { name, create, missing, others } of IMPLEMENTATIONS) {
  t.test(`contract: ${name}`, async (t) => {
    const state = await create(CLUSTER, t.teardown);
    const read = {};

    t.test('a namespace comes with its labels', async (t) => {
      t.equal(
        foundIn(await state.ask({ about: 'namespace', namespace: 'shop' }, read))?.labels['pullgate.dev/mode'],
        'warn',
      );
      t.equal((await state.ask({ about: 'namespace', namespace: 'nowhere' }, read)).state, missing);
    });

    t.test('a ServiceAccount keeps its list as it is, and its mountable secrets are not in it', async (t) => {
      t.same(await state.ask({ about: 'serviceAccount', namespace: 'shop', name: 'deployer' }, read), {
        state: 'found',
        value: {
          namespace: 'shop',
          name: 'deployer',
          imagePullSecrets: ['regcred', '', ''],
          mountable: ['not-for-pulling'],
          annotationKeys: ['kubernetes.io/enforce-mountable-secrets'],
          enforceMountable: true,
        },
      });
      t.equal(
        (await state.ask({ about: 'serviceAccount', namespace: 'other', name: 'deployer' }, read)).state,
        missing,
      );
      t.ok(
        foundIn(await state.ask({ about: 'serviceAccounts', namespace: 'shop' }, read))?.some(
          (each) => each.name === 'deployer',
        ),
      );
    });

    t.test('a Secret comes with its labels, and one without has none', async (t) => {
      const labels = async (secret: string) =>
        foundIn(await state.ask({ about: 'secret', namespace: 'shop', name: secret }, read))?.labels;
      t.same(await labels('regcred'), { team: 'web', odd: '1' });
      t.notOk(
        Object.hasOwn(
          foundIn(await state.ask({ about: 'secret', namespace: 'shop', name: 'broken' }, read)) ?? {},
          'labels',
        ),
        'not even an empty one',
      );
    });

    t.test('a Secret is read whatever its type, in its own namespace only', async (t) => {
      const forms = ['regcred', 'opaque', 'database', 'broken'].map(
        async (secret) => foundIn(await state.ask({ about: 'secret', namespace: 'shop', name: secret }, read))?.form,
      );
      const other = others === 'none' ? undefined : 'unusable';
      t.same(await Promise.all(forms), ['dockerconfigjson', other, other, 'malformed']);
      t.equal(
        foundIn(await state.ask({ about: 'secret', namespace: 'other', name: 'regcred' }, read))?.form,
        'dockercfg',
      );
      t.equal((await state.ask({ about: 'secret', namespace: 'other', name: 'opaque' }, read)).state, missing);
      t.equal((await state.ask({ about: 'secret', namespace: 'shop/regcred', name: '' }, read)).state, missing);
      t.equal((await state.ask({ about: 'secret', namespace: 'constructor', name: '__proto__' }, read)).state, missing);
    });

    t.test('the pull secrets are those that could be meant for pulling', async (t) => {
      const listed = foundIn(await state.ask({ about: 'pullSecrets', namespace: 'shop' }, read))?.map(
        (secret) => secret.name,
      );
      const large = ['large', 'large-broken', 'matching'];
      t.same(listed?.toSorted(), [...large, 'broken', 'regcred', ...(others === 'all' ? ['opaque'] : [])].toSorted());
      t.same(foundIn(await state.ask({ about: 'namespacesWithSecret', name: 'regcred' }, read)), ['other', 'shop']);
    });

    t.test('a Secret that is too large is known, and read for the images that are asked about', async (t) => {
      const { labels, ...large } =
        foundIn(await state.ask({ about: 'secret', namespace: 'shop', name: 'large' }, read)) ?? {};
      const name = { namespace: 'shop', name: 'large', type: 'kubernetes.io/dockerconfigjson' };
      t.same(large, { ...name, form: 'oversized', count: 3003 });
      t.same(labels, { team: 'web' });
      t.equal(
        foundIn(await state.ask({ about: 'secret', namespace: 'shop', name: 'large-broken' }, read))?.form,
        'malformed',
        'by its very last entry',
      );
      const listed = foundIn(await state.ask({ about: 'pullSecrets', namespace: 'shop' }, read));
      t.equal(listed?.find((each) => each.name === 'large')?.form, 'oversized');
      const tries = async (secret: string, ...repositories: readonly string[]) => {
        const lookup = await state.ask({ about: 'secretFor', namespace: 'shop', name: secret, repositories }, read);
        if (lookup.state !== 'found') return lookup.state;
        const { value } = lookup;
        if (!('entries' in value)) return value.form;
        t.equal(value.entries.length + (value.omitted ?? 0), SIZES.get(secret), 'nothing is passed over');
        t.ok(value.entries.length <= 256);
        const keyring = createKeyring([value]);
        return repositories.map((repository) =>
          keyring.lookup(repository).map(({ entry, via }) => `${entry.key} ${via}`),
        );
      };
      if (others === 'none') {
        t.equal(await tries('large', 'ghcr.io/acme/app'), 'unknown', 'a memory does not hold it');
        return;
      }
      t.same(await tries('large', 'ghcr.io/acme/app'), [[]]);
      t.same(await tries('large', 'docker.io/acme/app', 'docker.io/library/nginx'), [
        ['docker.io/acme key'],
        ['https://index.docker.io/v1/ fallback'],
      ]);
      t.same(await tries('large', 'reg.example.com/a', 'x-7/b', 'x-70:80/c'), [['*.example.com key'], ['x-7 key'], []]);
      t.same(await tries('regcred', 'ghcr.io/a'), [['ghcr.io key']], 'a small one, too');
      t.equal(await tries('large-broken', 'ghcr.io/a'), 'malformed');
      t.same(await tries('matching', 'ghcr.io/team-305/app'), [
        ['ghcr.io/team-305 key', 'ghcr.io/team-30 key', 'ghcr.io/team-3 key'],
      ]);
      const all = Array.from({ length: 400 }, (_, index) => `ghcr.io/team-${index}/app`);
      t.equal(await tries('matching', ...all), 'oversized', 'even what matches is too much');
      t.equal(await tries('nothing', 'ghcr.io/a'), missing);
    });

    t.test('what is larger than is held is still read exactly, or is not known', async (t) => {
      const crowded = await state.ask({ about: 'serviceAccount', namespace: 'shop', name: 'crowded' }, read);
      const labelled = await state.ask({ about: 'namespace', namespace: 'labelled' }, read);
      if (others === 'none') {
        t.same([crowded.state, labelled.state], ['unknown', 'unknown']);
        return;
      }
      t.equal(foundIn(crowded)?.imagePullSecrets[299], 's-299');
      t.equal(Object.keys(foundIn(labelled)?.labels ?? {}).length, 401);
    });

    t.test('of a Pod that runs it is known which images were pulled, and with which list', async (t) => {
      const answer = await state.ask({ about: 'imagesInUse', namespace: 'shop' }, read);
      if (others === 'none') {
        t.equal(answer.state, 'unknown', 'a memory does not hold it');
        return;
      }
      const web = {
        named: ['ghcr.io/acme/web'],
        runs: ['docker.io/library/busybox', 'ghcr.io/acme/web'],
        imagePullSecrets: ['regcred'],
      };
      t.same(answer, { state: 'found', value: [web], ...(missing === 'unknown' ? { partial: true } : {}) });
      const elsewhere = await state.ask({ about: 'imagesInUse', namespace: 'other' }, read);
      if (missing === 'unknown') t.equal(elsewhere.state, 'unknown');
      else t.same(elsewhere, { state: 'found', value: [] });
    });

    t.test('no answer holds a credential', async (t) => {
      const answers = [
        await state.ask({ about: 'secret', namespace: 'shop', name: 'large' }, read),
        await state.ask(
          { about: 'secretFor', namespace: 'shop', name: 'large', repositories: ['docker.io/acme/app'] },
          read,
        ),

        await state.ask({ about: 'secret', namespace: 'shop', name: 'regcred' }, read),
        await state.ask({ about: 'secret', namespace: 'shop', name: 'database' }, read),
        await state.ask({ about: 'pullSecrets', namespace: 'shop' }, read),
        await state.ask({ about: 'imagesInUse', namespace: 'shop' }, read),
      ];
      t.notMatch(JSON.stringify(answers), /example-not-a-password|example-user/);
    });

    t.test('what is unknown has a reason', async (t) => {
      const lookups: readonly Lookup<unknown>[] = [
        await state.ask({ about: 'namespace', namespace: 'nowhere' }, read),
        await state.ask({ about: 'serviceAccount', namespace: 'shop', name: 'nobody' }, read),
        await state.ask({ about: 'secret', namespace: 'shop', name: 'nothing' }, read),
        await state.ask({ about: 'pullSecrets', namespace: 'nowhere' }, read),
        await state.ask({ about: 'imagesInUse', namespace: 'nowhere' }, read),
      ];
      for (const lookup of lookups) if (lookup.state === 'unknown') t.match(lookup.reason, /^[a-z].*[^.]$/);
    });
  });
}

function stateOf(manifests: string, offline = false): ManifestState {
  return createManifestState(readManifests(manifests, 'f.yaml').objects, { offline });
}

t.test('a directory that is the cluster holds what every cluster holds', async (t) => {
  const state = stateOf('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: implied}');
  t.match(await state.ask({ about: 'namespace', namespace: 'implied' }, {}), {
    state: 'found',
    value: { name: 'implied' },
  });
  t.match(await state.ask({ about: 'namespace', namespace: 'kube-system' }, {}), { state: 'found' });
  t.same(await state.ask({ about: 'serviceAccount', namespace: 'implied', name: 'default' }, {}), {
    state: 'found',
    value: { namespace: 'implied', name: 'default', imagePullSecrets: [], enforceMountable: false },
  });
  t.same(
    foundIn(await state.ask({ about: 'serviceAccounts', namespace: 'implied' }, {}))?.map(({ name }) => name),
    ['default'],
  );
  t.same(await state.ask({ about: 'pullSecrets', namespace: 'implied' }, {}), { state: 'found', value: [] });
});

t.test('offline, what the files do not hold is unknown, and so are the labels of an implied namespace', async (t) => {
  const state = stateOf('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: shop}', true);
  t.same(await state.ask({ about: 'namespace', namespace: 'shop' }, {}), {
    state: 'unknown',
    reason:
      'the files hold no Namespace shop: add it, or say what the cluster holds with --cluster-dir, --snapshot or --kubeconfig',
  });
  t.same(await state.ask({ about: 'secret', namespace: 'shop', name: 'regcred' }, {}), {
    state: 'unknown',
    reason:
      'the files hold no Secret shop/regcred: add it, or say what the cluster holds with --cluster-dir, --snapshot or --kubeconfig',
  });
  t.same(await state.ask({ about: 'serviceAccount', namespace: 'shop', name: 'default' }, {}), {
    state: 'unknown',
    reason:
      'the files hold no ServiceAccount shop/default: add it, or say what the cluster holds with --cluster-dir, --snapshot or --kubeconfig',
  });
  t.same(await state.ask({ about: 'pullSecrets', namespace: 'shop' }, {}), {
    state: 'unknown',
    reason:
      'the files hold no pull secret in namespace shop: add it, or say what the cluster holds with --cluster-dir, --snapshot or --kubeconfig',
  });
});

t.test('what the API server would refuse is not there', async (t) => {
  const secret = (rest: string, name = 'x'): string =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\n${rest}\n`;
  const docker = 'type: kubernetes.io/dockerconfigjson\n';
  const rows: readonly (readonly [string, string])[] = [
    [secret('', 'Upper'), 'Secret default/Upper, because its name is not a lower-case DNS name'],
    [secret('', 'y'), 'Secret default/, because its name is true or false, not a text'],
    [secret('', '""'), 'Secret default/, because it has no name'],
    [
      secret('data: {a: "%%%"}'),
      'Secret default/x, because "data" holds a text that is not base64 under one of its keys',
    ],
    [
      secret('data: {a: 12}'),
      'Secret default/x, because "data" holds something that is not a text under one of its keys',
    ],
    [
      secret('stringData: {a: true}'),
      'Secret default/x, because "stringData" holds something that is not a text under one of its keys',
    ],
    [secret('data: []'), 'Secret default/x, because its "data" is not a map'],
    [
      secret('stringData: {"a b": x}'),
      'Secret default/x, because a key of its data has characters other than letters, digits, "-", "_" and "."',
    ],
    [secret(`stringData: {a: ${'x'.repeat(1_048_577)}}`), 'Secret default/x, because its data is larger than 1 MiB'],
    [
      secret(docker),
      'Secret default/x, because its type kubernetes.io/dockerconfigjson needs the data key ".dockerconfigjson" (write the login under the key ".dockerconfigjson")',
    ],
    [
      secret(`${docker}stringData: {.dockerconfigjson: "[]"}`),
      'Secret default/x, because its data key ".dockerconfigjson" does not hold a JSON object (write {"auths": {"HOST": {"auth": "..."}}})',
    ],
    [
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: x}\nimagePullSecrets: [regcred]\n',
      'ServiceAccount default/x, because its "imagePullSecrets" is not a list of maps with a "name"',
    ],
  ];
  for (const [text, refused] of rows) {
    const state = stateOf(text);
    t.same(
      state.diagnostics.map(({ message }) => message),
      [`The API server refuses ${refused}: it is treated as not there.`],
    );
    t.equal((await state.ask({ about: 'secret', namespace: 'default', name: 'x' }, {})).state, 'absent');
    t.equal((await state.ask({ about: 'serviceAccount', namespace: 'default', name: 'x' }, {})).state, 'absent');
  }
  const broken = stateOf(secret(`${docker}stringData: {.dockerconfigjson: "{"}`)).diagnostics[0]?.message;
  t.match(
    broken,
    /^The API server refuses Secret default\/x, because its data key "\.dockerconfigjson" does not hold a JSON object: /,
  );
});

t.test('stringData goes over data, and the last of two equal objects counts', async (t) => {
  const both = stateOf(`apiVersion: v1
kind: Secret
metadata: {name: x}
type: kubernetes.io/dockerconfigjson
data: {.dockerconfigjson: ${base64('{"auths": {"old": {}}}')}}
stringData: {.dockerconfigjson: '{"auths": {"new": {}}}'}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: acct}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: acct}
imagePullSecrets: [{name: x}]
`);
  t.match(await both.ask({ about: 'secret', namespace: 'default', name: 'x' }, {}), {
    value: { entries: [{ key: 'new' }] },
  });
  t.match(await both.ask({ about: 'serviceAccount', namespace: 'default', name: 'acct' }, {}), {
    value: { imagePullSecrets: ['x'] },
  });
  t.same(
    both.diagnostics.map(({ line, message }) => `${line}: ${message}`),
    ['12: ServiceAccount default/acct is given more than once: the last one counts.'],
  );
});

t.test('the age of the data is that of the newest manager that owns it, and nothing else', async (t) => {
  const secret = (fields: string): string => `apiVersion: v1
kind: Secret
metadata:
  name: x
  creationTimestamp: "2026-01-01T00:00:00Z"
  managedFields: ${fields}
type: kubernetes.io/dockerconfigjson
stringData: {.dockerconfigjson: '{}'}
`;
  const age = async (fields: string): Promise<number | undefined> =>
    foundIn(await stateOf(secret(fields)).ask({ about: 'secret', namespace: 'default', name: 'x' }, {}))?.changedAt;
  const entry = (time: string, key: string): string => `{time: "${time}", fieldsV1: {"f:data": {"f:${key}": {}}}}`;
  const docker = '.dockerconfigjson';
  t.equal(
    await age(
      `[${entry('2026-02-01T00:00:00Z', docker)}, ${entry('2026-03-01T00:00:00Z', docker)}, ${entry('2026-04-01T00:00:00Z', 'other')}]`,
    ),
    Date.parse('2026-03-01T00:00:00Z'),
  );
  t.equal(await age('null'), undefined, 'creationTimestamp says nothing about the data');
  t.equal(await age(`[${entry('never', docker)}, null, 3]`), undefined);
});

t.test('the example cluster loads without a word', async (t) => {
  const loaded = loadManifests({ paths: ['docs/example/cluster'], recursive: false });
  const state = createManifestState(loaded.objects, { offline: false });
  t.same([...loaded.diagnostics, ...state.diagnostics], []);
  t.same(state.summary, { namespaces: 2, serviceAccounts: 3, pullSecrets: 5, otherSecrets: 2 });
  t.match(await state.ask({ about: 'namespace', namespace: 'team-b' }, {}), {
    value: { labels: { 'pullgate.dev/mode': 'warn' } },
  });
  t.match(await state.ask({ about: 'secret', namespace: 'shop', name: 'ghcr-opaque' }, {}), {
    value: { form: 'unusable', holds: { dataKey: '.dockerconfigjson' } },
  });
});
