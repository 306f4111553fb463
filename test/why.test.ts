/** `pullgate why`: against an API server whose Pods are as a kubelet leaves them. */
import t, { type Test } from 'tap';
import { whyFaults } from './support/check-formats.js';
import { type AskedApi, startAskedApi } from './support/cluster-cli.js';
import { type ApiObject, pullSecret } from './support/fake-api-server.js';

const IMAGE = 'registry.example.com/team/web:2';

interface Made {
  readonly name: string;
  readonly image?: string;
  readonly state?: unknown;
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly revision?: string;
  readonly secrets?: readonly string[];
  readonly namespace?: string;
  readonly imageID?: string;
}

function backOff(image: string, words = ''): unknown {
  const message = `Back-off pulling image "${image}"${words === '' ? '' : `: ErrImagePull: ${words}`}`;
  return { waiting: { reason: 'ImagePullBackOff', message } };
}

const RUNS = { running: { startedAt: '2026-11-21T10:00:00Z' } };
const ANONYMOUS = `failed to resolve reference "${IMAGE}": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`;
const REFUSED = `failed to resolve reference "${IMAGE}": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://registry.example.com/token?scope=x: 401 Unauthorized`;
const NOT_FOUND = `rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;

function pod({
  name,
  image = IMAGE,
  state,
  owner,
  revision = '',
  secrets = [],
  namespace = 'shop',
  imageID = '',
}: Made): ApiObject {
  const isRunning = state === RUNS;
  return {
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { app: 'web', ...(revision === '' ? {} : { 'pod-template-hash': revision }) },
      ...(owner === undefined ? {} : { ownerReferences: [{ apiVersion: 'apps/v1', ...owner, controller: true }] }),
    },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'web', image }],
      imagePullSecrets: secrets.map((each) => ({ name: each })),
    },
    status: {
      phase: isRunning ? 'Running' : 'Pending',
      containerStatuses: [
        { name: 'web', image, imageID: isRunning ? `${image}@sha256:1` : imageID, ready: isRunning, state },
      ],
    },
  };
}

const deployment = (secrets: readonly string[] = []): readonly ApiObject[] => [
  {
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: IMAGE }], imagePullSecrets: secrets.map((name) => ({ name })) },
      },
    },
  },
  ...['old', 'new'].map((hash) => ({
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${hash}`,
      namespace: 'shop',
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true }],
    },
    spec: { template: { spec: { containers: [{ name: 'web', image: IMAGE }] } } },
  })),
];

const login = (name = 'regcred', host = 'registry.example.com'): ApiObject => pullSecret('shop', name, host);

async function ask(t: Test, ...objects: readonly ApiObject[]): Promise<AskedApi> {
  const asked = await startAskedApi(t);
  asked.api.putAll([
    { kind: 'Namespace', metadata: { name: 'shop', labels: { 'pullgate.dev/mode': 'off' } } },
    { kind: 'Namespace', metadata: { name: 'other' } },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'other' } },
    ...objects,
  ]);
  return {
    ...asked,
    async cli(argv) {
      const ran = await asked.cli([...argv, '--kubeconfig', asked.kubeconfig]);
      if (argv.includes('json')) t.strictSame(whyFaults(ran.stdout), [], 'what docs/why-report.schema.json promises');
      return ran;
    },
  };
}

/** Its address is another one each time. */
const withoutCluster = (text: string): string => text.replace(/^Cluster: .*$/m, 'Cluster: ...');

t.test('words that say no credential, and a verdict that says which', async (t) => {
  const { cli } = await ask(t, pod({ name: 'web', state: backOff(IMAGE, ANONYMOUS) }));
  const { code, stdout } = await cli(['why', 'pod/web']);
  t.equal(code, 1);
  t.matchSnapshot(withoutCluster(stdout));
  t.match(stdout, /\[PG201\] no pull secret for registry\.example\.com/);
  t.match(stdout, /fix: kubectl -n shop create secret docker-registry regcred /);
});

t.test('a rollout whose old Pods hide it: what is edited is the Deployment', async (t) => {
  const old = { kind: 'ReplicaSet', name: 'web-old' };
  const { cli } = await ask(
    t,
    ...deployment(),
    ...['a', 'b', 'c'].map((each) => pod({ name: `web-old-${each}`, state: RUNS, owner: old, revision: 'old' })),
    ...['d', 'e'].map((each) =>
      pod({
        name: `web-new-${each}`,
        state: backOff(IMAGE, ANONYMOUS),
        owner: { kind: 'ReplicaSet', name: 'web-new' },
        revision: 'new',
      }),
    ),
    pod({ name: 'stranger', state: backOff(IMAGE, NOT_FOUND) }),
  );
  const { code, stdout } = await cli(['why', 'deployment/web']);
  t.equal(code, 1);
  t.matchSnapshot(withoutCluster(stdout));
  t.match(stdout, /3 old Pods still run; 2 new ones cannot pull/);
  t.match(stdout, /set spec\.template\.spec\.imagePullSecrets/);
  t.notMatch(stdout, /stranger/);
});

const OF_NEW = { owner: { kind: 'ReplicaSet', name: 'web-new' }, revision: 'new', state: backOff(IMAGE, ANONYMOUS) };

t.test('a template that was mended since: the rollout replaces the Pod', async (t) => {
  const { cli } = await ask(t, ...deployment(['regcred']), login(), pod({ name: 'web-new-a', ...OF_NEW }));
  const { stdout } = await cli(['why', 'pod/web-new-a']);
  t.match(stdout, /fix: kubectl -n shop rollout status deployment\/web\n/);
  t.match(stdout, /Deployment shop\/web is in order by now, and this Pod is of an older template/);
});

t.test('a ServiceAccount that was mended since: only a new Pod gets its list', async (t) => {
  const account = { kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } };
  const mended = { ...account, imagePullSecrets: [{ name: 'regcred' }] };
  const { api, cli } = await ask(t, ...deployment(), mended, login(), pod({ name: 'web-new-a', ...OF_NEW }));
  const { stdout } = await cli(['why', 'pod/web-new-a']);
  t.match(stdout, /fix: kubectl -n shop delete pod web-new-a\n/);
  t.match(stdout, /Deployment shop\/web is in order by now: a new Pod of it/);
  api.script = ({ resource }) => (resource === 'serviceaccounts' ? { status: 403, body: '{}' } : undefined);
  t.notMatch((await cli(['why', 'pod/web-new-a'])).stdout, /in order by now/, 'what cannot be read is not in order');
});

t.test('a login that matches and is refused', async (t) => {
  const { cli } = await ask(t, pod({ name: 'web', state: backOff(IMAGE, REFUSED), secrets: ['regcred'] }), login());
  const { code, stdout } = await cli(['why', 'web']);
  t.equal(code, 1);
  t.matchSnapshot(withoutCluster(stdout));
  t.match(stdout, /\[PG501\] registry\.example\.com refuses the login of secret "regcred"/);
  t.match(stdout, /create secret docker-registry regcred-2 /, 'never over the one that is there');
});

t.test('a secret that came after the last try', async (t) => {
  const { cli } = await ask(t, pod({ name: 'web', state: backOff(IMAGE, ANONYMOUS), secrets: ['regcred'] }), login());
  const { stdout } = await cli(['why', 'pod/web']);
  t.match(stdout, /the last try was made without a credential, and secret "regcred" matches by now/);
  t.notMatch(stdout, /fix:/);
});

t.test('what is not there', async (t) => {
  const { cli } = await ask(t, pod({ name: 'web', state: backOff(IMAGE, NOT_FOUND), secrets: ['regcred'] }), login());
  const { stdout } = await cli(['why', 'pod/web']);
  t.matchSnapshot(withoutCluster(stdout));
  t.match(stdout, /\[PG502\]/);
  t.match(stdout, /kubectl -n shop set image pod\/web web=registry\.example\.com\/team\/web:TAG/);
});

const event = (message: string, uid: string, more: Readonly<Record<string, unknown>> = {}): ApiObject => ({
  kind: 'Event',
  metadata: { name: `e-${message.length}`, namespace: 'shop' },
  involvedObject: { kind: 'Pod', name: 'web', namespace: 'shop', uid, fieldPath: 'spec.containers{web}' },
  reason: 'Failed',
  message,
  lastTimestamp: '2026-11-21T11:00:00Z',
  ...more,
});

t.test('the Events, where the status says no more than that it waits', async (t) => {
  const { api, cli } = await ask(t, pod({ name: 'web', state: backOff(IMAGE), secrets: ['regcred'] }), login());
  const uid = String(api.read('Pod', 'shop', 'web')?.metadata['uid']);
  api.put(event(`Failed to pull image "${IMAGE}": dial tcp: lookup registry.example.com: no such host`, uid));
  api.put(event('Failed to pull image "x": x509: certificate signed by unknown authority', 'of another Pod'));
  const { stdout } = await cli(['why', 'pod/web']);
  t.match(stdout, /\[PG504\] the name registry\.example\.com does not resolve on node node-1/);
  t.match(stdout, /The node said, in an Event: Failed to pull image/);
});

t.test('without Events and without rights to them', async (t) => {
  const { api, cli } = await ask(t, pod({ name: 'web', state: backOff(IMAGE) }));
  const gone = await cli(['why', 'pod/web']);
  t.match(gone.stdout, /\[PG201\]/, 'the verdict speaks alone');
  t.match(gone.stdout, /What the kubelet said is gone/);
  api.script = ({ resource }) => (resource === 'events' ? { status: 403, body: '{}' } : undefined);
  const { code, stdout } = await cli(['why', 'pod/web']);
  t.equal(code, 1);
  t.match(stdout, /Not read: The Events of Pod shop\/web: you have no right to read/);
});

t.test('words that nobody knows are shown, and nothing is concluded', async (t) => {
  const words = 'the moon is full, https://user:hunter2@registry.example.com/x?sig=hunter2 \u001b[31m';
  const { cli } = await ask(t, pod({ name: 'web', state: backOff(IMAGE, words), secrets: ['regcred'] }), login());
  const { stdout } = await cli(['why', 'pod/web']);
  t.match(stdout, /not known here, so nothing is concluded/);
  t.match(stdout, /the moon is full/);
  t.notMatch(stdout, /hunter2|\u001b/);
  const json = await cli(['why', 'pod/web', '-o', 'json']);
  t.match(JSON.parse(json.stdout).causes[0], { cause: 'unknown', code: '', fix: '', by: 'words' });
  t.notMatch(json.stdout, /hunter2/);
});

t.test('all that hang, of every namespace, folded', async (t) => {
  const owner = { kind: 'ReplicaSet', name: 'web-new' };
  const many = Array.from({ length: 30 }, (_, index) =>
    pod({ name: `web-new-${index}`, state: backOff(IMAGE, ANONYMOUS), owner, revision: 'new' }),
  );
  const { cli } = await ask(
    t,
    ...deployment(),
    ...many,
    pod({ name: 'fine', state: RUNS }),
    pod({
      name: 'lost',
      namespace: 'other',
      image: 'nginx:9.99',
      state: backOff('nginx:9.99', 'nginx:9.99: not found'),
    }),
  );
  const { code, stdout } = await cli(['why', '-A', '-o', 'json']);
  t.equal(code, 1);
  const report = JSON.parse(stdout);
  t.match(report, { version: 1, kind: 'why', pods: 32, hanging: 31, more: 0 });
  t.match(report.causes, [
    { object: { kind: 'Deployment', name: 'web' }, pods: { count: 30 }, cause: 'no-credential', code: 'PG201' },
    { object: { kind: 'Pod', namespace: 'other', name: 'lost' }, cause: 'image-not-found', code: 'PG502' },
  ]);
  const text = await cli(['why', '-A']);
  t.match(text.stdout, /30 Pods \(web-new-0, web-new-1, web-new-10, web-new-11, web-new-12, \.\.\.\)|30 Pods \(/);
  const one = await cli(['why', '-n', 'other']);
  t.match(one.stdout, /1 Pod of namespace other: 1 cannot get an image/);
});

t.test('what is fine', async (t) => {
  const pending = { ...pod({ name: 'late', state: {} }), spec: { containers: [{ name: 'web', image: IMAGE }] } };
  const { cli } = await ask(t, pod({ name: 'web', state: RUNS }), pending, ...deployment());
  const fine = await cli(['why', 'pod/web']);
  t.equal(fine.code, 0);
  t.match(fine.stdout, /Pod shop\/web waits for no image: the node has them all/);
  const late = await cli(['why', 'pod/late']);
  t.match(late, { code: 0, stdout: /has no node yet/ });
  const all = await cli(['why']);
  t.match(all, { code: 0, stdout: /2 Pods of namespace shop: none waits for an image/ });
  t.match(await cli(['why', 'deployment/web']), { code: 0, stdout: /Deployment web has no Pods now/ });
});

t.test('what is no question', async (t) => {
  const { api, cli } = await ask(t);
  t.match(await cli(['why', 'pod/gone']), { code: 2, stderr: /Pod shop\/gone does not exist/ });
  t.match(await cli(['why', '-A', 'pod/web']), { code: 2, stderr: /-A is every Pod/ });
  t.match(await cli(['why', 'No/Such/Thing']), { code: 2, stderr: /is no Pod and no KIND\/NAME/ });
  api.script = ({ resource }) => (resource === 'pods' ? { status: 403, body: '{}' } : undefined);
  t.match(await cli(['why']), { code: 2, stderr: /you have no right to list the Pods of namespace shop \(403\)/ });
});
