/** Injection against the real API server and its controllers: what Pods get, and that nobody else sees a difference. */
import t, { type Test } from 'tap';
import type { ApiObject } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { RECORDER } from './support/control-plane.js';
import {
  asPod,
  auditOf,
  INJECTED,
  images,
  noteOf,
  type Pod,
  playKubelet,
  podsOf,
  SECRET,
  said,
  secretsOf,
  serviceAccount,
  startInjecting,
} from './support/injecting.js';
import { printedText } from './support/kubectl.js';
import {
  deployment,
  type Kind,
  named,
  objectOf,
  PRIVATE_IMAGE,
  PUBLIC_IMAGE,
  pod,
  podSpec,
  pullSecret,
} from './support/objects.js';
import { waitFor } from './support/processes.js';
import { unregister } from './support/registration.js';
import { SIDECAR_IMAGE, startSecondWebhook } from './support/second-webhook.js';

const { plane, pullgates, team } = await startInjecting(t);
const { api, kubectl } = plane;

/** Fails the test where kubectl does not end with `code`. */
async function run(t: Test, namespace: string, command: string, object?: ApiObject, code = 0) {
  const files = object === undefined ? {} : { 'it.yaml': object };
  const printed = await kubectl(['-n', namespace, ...command.split(' ')], { files });
  if (printed.code !== code) t.comment(printed.stdout + printed.stderr);
  t.equal(printed.code, code, command);
  return { ...printed, text: printedText(command, printed) };
}

/** By kubectl, which sorts the fields, as in what it prints of an apply. */
async function get(t: Test, namespace: string, what: string): Promise<ApiObject> {
  return JSON.parse((await run(t, namespace, `get ${what} -o json --show-managed-fields`)).stdout);
}

async function create(object: ApiObject, query = ''): Promise<Pod> {
  return asPod(await must(api.create(object, query)));
}

function carries(t: Test, pod: Pod | undefined, secrets: readonly string[], injected: string): void {
  t.strictSame(pod && secretsOf(pod), secrets, `the list of ${pod?.metadata.name}`);
  t.equal(pod && noteOf(pod), injected, 'the annotation');
}

/** Same bytes, not only same values: the order of fields and of lists counts, too. */
function sameText(t: Test, found: unknown, wanted: unknown, what: string): void {
  t.equal(JSON.stringify(found), JSON.stringify(wanted), what);
}

const managersOf = ({ metadata }: ApiObject): readonly string[] => {
  const fields: readonly { readonly manager: string }[] = Object(metadata)['managedFields'];
  return [...new Set(fields.map(({ manager }) => manager))].sort();
};

for (const mode of ['namespaces', 'all'] as const) {
  t.test(`mode ${mode}: a Deployment rolls out, and nobody sees a difference in it`, async (t) => {
    const home = `rollout-${mode}`;
    await team(home, INJECTED[mode]);
    playKubelet(t, plane, home);
    const web = deployment(home, 'web', PRIVATE_IMAGE);
    const tried = await run(t, home, 'apply --dry-run=server -f it.yaml', web);
    t.matchSnapshot(tried.text, 'a dry run');
    const applied = await run(t, home, 'apply -o json --show-managed-fields -f it.yaml', web);
    t.match(applied.stderr, `Warning: Pullgate: [PG206] the pods will get secret "${SECRET}"`);
    const before: ApiObject = JSON.parse(applied.stdout);
    await run(t, home, 'rollout status deployment/web --timeout=30s');
    const [made, ...others] = await podsOf(plane, home, 'web');
    t.strictSame(others, []);
    carries(t, made, [SECRET], SECRET);

    const after = await get(t, home, 'deployment/web');
    sameText(t, after['spec'], before['spec'], 'its spec');
    const { 'deployment.kubernetes.io/revision': revision, ...annotations } = after.metadata?.annotations ?? {};
    t.equal(revision, '1');
    sameText(t, annotations, before.metadata?.annotations, 'its annotations, the last-applied one among them');
    t.strictSame(managersOf(after), ['kube-controller-manager', 'kubectl-client-side-apply']);
    const [set] = Object(await get(t, home, 'replicasets'))['items'];
    const { 'pod-template-hash': hash, ...labels } = set.spec.template.metadata.labels;
    t.type(hash, 'string');
    const template = { ...set.spec.template, metadata: { ...set.spec.template.metadata, labels } };
    sameText(t, template, Object(before['spec']).template, 'the template of its ReplicaSet');

    await run(t, home, 'diff -f it.yaml', web);
    const again = await run(t, home, 'apply -f it.yaml', web);
    t.equal(again.stdout, 'deployment.apps/web unchanged\n');
    const sided = await run(t, home, 'apply --server-side --dry-run=server -o json -f it.yaml', web);
    sameText(t, JSON.parse(sided.stdout).spec, before['spec'], 'its spec as a server-side apply would leave it');

    await run(t, home, 'scale deployment/web --replicas=3');
    await run(t, home, 'rollout restart deployment/web');
    await run(t, home, 'rollout status deployment/web --timeout=30s');
    const three = await podsOf(plane, home, 'web');
    t.equal(three.length, 3);
    for (const each of three) carries(t, each, [SECRET], SECRET);
    await run(t, home, 'diff -f it.yaml', web);
  });
}

t.test('server-side apply: no drift in a Deployment, nor in a Pod that got a secret', async (t) => {
  await team('sided');
  const objects = [deployment('sided', 'web', PRIVATE_IMAGE), pod('sided', 'one', PRIVATE_IMAGE, named('own'))];
  const command = 'apply --server-side -o json --show-managed-fields -f it.yaml';
  for (const object of objects) {
    const first: ApiObject = JSON.parse((await run(t, 'sided', command, object)).stdout);
    const second: ApiObject = JSON.parse((await run(t, 'sided', command, object)).stdout);
    sameText(t, second['spec'], first['spec'], `the spec of the ${object.kind}`);
    t.notMatch(JSON.stringify(first.metadata?.['managedFields']), SECRET, 'nobody is said to have set it');
    await run(t, 'sided', 'diff --server-side -f it.yaml', object);
  }
  const bare = pod('sided', 'bare', PRIVATE_IMAGE);
  await run(t, 'sided', 'apply -f it.yaml', bare);
  await run(t, 'sided', 'diff -f it.yaml', bare);
  const again = await run(t, 'sided', 'apply -f it.yaml', bare);
  t.equal(again.stdout, 'pod/bare unchanged\n', 'a Pod by the older kind of apply');
  carries(t, asPod(await must(api.get('/api/v1/namespaces/sided/pods/bare'))), [SECRET], SECRET);
});

const KINDS: readonly Kind[] = ['ReplicaSet', 'StatefulSet', 'Job', 'ReplicationController'];

t.test('every kind whose controller makes Pods, and Jobs of a CronJob', async (t) => {
  await team('kinds');
  for (const kind of KINDS) {
    const name = kind.toLowerCase();
    const applied = await run(t, 'kinds', 'apply -f it.yaml', objectOf(kind, 'kinds', name, podSpec(PRIVATE_IMAGE)));
    t.match(applied.stderr, `the pods will get secret "${SECRET}"`, kind);
  }
  const nightly = objectOf('CronJob', 'kinds', 'nightly', podSpec(PRIVATE_IMAGE));
  t.match((await run(t, 'kinds', 'apply -f it.yaml', nightly)).stderr, 'the pods will get');
  await run(t, 'kinds', 'create job cronjob --from=cronjob/nightly');
  const daemon = objectOf('DaemonSet', 'kinds', 'daemon', podSpec(PRIVATE_IMAGE));
  t.match((await run(t, 'kinds', 'apply -f it.yaml', daemon)).stderr, 'the pods will get');
  const names = [...KINDS.map((kind) => kind.toLowerCase()), 'cronjob'];
  const pods = await waitFor('a Pod of each', async () => {
    const all = await podsOf(plane, 'kinds');
    return names.every((name) => all.some(({ metadata }) => metadata.name.startsWith(name))) ? all : undefined;
  });
  for (const each of pods) carries(t, each, [SECRET], SECRET);
});

t.test('what was in the list stays first and in its order', async (t) => {
  await team('lists', INJECTED.namespaces, {
    one: 'one.example.org',
    two: 'two.example.org',
    four: 'four.example.org',
  });
  await must(api.create(serviceAccount('lists', 'builder', ['two', 'one'])));
  const account = await create(pod('lists', 'account', PRIVATE_IMAGE, { serviceAccountName: 'builder' }));
  carries(t, account, ['two', 'one', SECRET], SECRET);
  const web = deployment('lists', 'web', PRIVATE_IMAGE, { serviceAccountName: 'builder' });
  t.matchSnapshot((await run(t, 'lists', 'apply -f it.yaml', web)).text, 'a Deployment with a ServiceAccount');
  const [made] = await waitFor('its Pod', async () => {
    const pods = await podsOf(plane, 'lists', 'web');
    return pods.length > 0 ? pods : undefined;
  });
  carries(t, made, ['two', 'one', SECRET], SECRET);

  const own = await create(
    pod('lists', 'own', PRIVATE_IMAGE, { ...named('four', 'two'), serviceAccountName: 'builder' }),
  );
  carries(t, own, ['four', 'two', SECRET], SECRET);
  const odd = await create(pod('lists', 'odd', PRIVATE_IMAGE, named('two', 'never-made')));
  carries(t, odd, ['two', 'never-made', SECRET], SECRET);
  const empty = await create(pod('lists', 'empty', PRIVATE_IMAGE, { imagePullSecrets: [{}] }));
  t.strictSame(secretsOf(empty), [{}, SECRET], 'an entry without a name is not ours to take away');
  const both = images(PRIVATE_IMAGE, 'one.example.org/a:1', 'four.example.org/b:1', PUBLIC_IMAGE);
  carries(
    t,
    await create(objectOf('Pod', 'lists', 'both', { ...both, ...named('four') })),
    ['four', SECRET, 'one'],
    `${SECRET},one`,
  );
  const marked = pod('lists', 'marked', PRIVATE_IMAGE);
  const noted = await create({ ...marked, metadata: { ...marked.metadata, annotations: { team: 'a' } } });
  t.strictSame(noted.metadata.annotations, { team: 'a', 'pullgate.dev/injected': SECRET }, 'other annotations');
  const enough = await create(pod('lists', 'enough', PRIVATE_IMAGE, named(SECRET)));
  t.strictSame([secretsOf(enough), noteOf(enough)], [[SECRET], undefined], 'a Pod that has what it needs');
});

t.test('a second webhook adds a sidecar from another private registry', async (t) => {
  const second = await startSecondWebhook(t);
  const MESH = { 'mesh-cred': 'mesh.example.net' };
  for (const [company, configuration] of [
    ['before', 'a-mesh'],
    ['after', 'z-mesh'],
  ] as const) {
    const home = `mesh-${company}`;
    await team(home, { ...INJECTED.namespaces, company }, MESH);
    await second.register(plane, configuration, company);
    await waitFor('the second webhook is called', async () => {
      const { spec } = await create(pod(home, 'probe', PUBLIC_IMAGE, named('mesh-cred')), '?dryRun=All');
      return spec.containers.length === 2;
    });
    await t.test(`called ${company} Pullgate`, async (t) => {
      const answer = await api.create(pod(home, 'one', PRIVATE_IMAGE));
      t.equal(said(answer), '201', 'admitted without a warning');
      const one = asPod(answer.body);
      t.match(one.spec.containers, [{ image: PRIVATE_IMAGE }, { image: SIDECAR_IMAGE }]);
      // By image: the sidecar is the last container, whoever was called first.
      const order = [SECRET, 'mesh-cred'];
      carries(t, one, order, order.join(','));
      const only = await create(pod(home, 'only', PUBLIC_IMAGE));
      carries(t, only, ['mesh-cred'], 'mesh-cred');
      const own = await create(pod(home, 'own', PRIVATE_IMAGE, named('mesh-cred')));
      carries(t, own, ['mesh-cred', SECRET], SECRET);
      await run(t, home, 'apply -f it.yaml', deployment(home, 'web', PRIVATE_IMAGE));
      const [made] = await waitFor('the Pod of a Deployment', async () => {
        const pods = await podsOf(plane, home, 'web');
        return pods.length > 0 ? pods : undefined;
      });
      carries(t, made, order, order.join(','));
      for (const name of ['one', 'only', 'own']) {
        t.matchSnapshot(auditOf(plane, home, name), `the audit log of Pod ${name}`);
      }
    });
  }
});

t.test('what is left alone', async (t) => {
  await team('limits', INJECTED.namespaces, { hub: 'hub.example.org' });
  const strict = { 'kubernetes.io/enforce-mountable-secrets': 'true' };
  await must(api.create(serviceAccount('limits', 'strict', [], strict)));

  const mirror = pod('limits', 'mirror', PRIVATE_IMAGE, { nodeName: 'node-1' });
  const config = { 'kubernetes.io/config.mirror': 'abc' };
  const static_ = await create({ ...mirror, metadata: { ...mirror.metadata, annotations: config } });
  t.strictSame([secretsOf(static_), static_.metadata.annotations], [undefined, config], 'a mirror Pod');

  const one = pod('limits', 'one', PRIVATE_IMAGE, { serviceAccountName: 'strict' });
  const web = deployment('limits', 'web', PRIVATE_IMAGE, { serviceAccountName: 'strict' });
  t.matchSnapshot((await run(t, 'limits', 'apply -f it.yaml', one, 1)).text, 'a Pod of a strict ServiceAccount');
  t.matchSnapshot((await run(t, 'limits', 'apply -f it.yaml', web, 1)).text, 'a Deployment of it');
  // Only the mutating webhook is asked about what this user makes.
  const unjudged = await must(api.as(RECORDER.token).create(one));
  t.strictSame([secretsOf(asPod(unjudged)), noteOf(asPod(unjudged))], [undefined, undefined], 'it gets nothing');
  await must(api.create(serviceAccount('limits', 'ample', ['hub', SECRET], strict)));
  const ample = { ...named('hub'), serviceAccountName: 'ample' };
  carries(t, await create(pod('limits', 'ample', PRIVATE_IMAGE, ample)), ['hub', SECRET], SECRET);

  await team('unlabelled', { injection: 'namespaces' });
  await team('declined', { ...INJECTED.all, 'pullgate.dev/inject': 'false' });
  for (const home of ['unlabelled', 'declined']) {
    const refused = await run(t, home, 'apply -f it.yaml', deployment(home, 'web', PRIVATE_IMAGE), 1);
    t.matchSnapshot(refused.text, `a Deployment in a namespace that is ${home}`);
    const made = asPod(await must(api.as(RECORDER.token).create(pod(home, 'one', PRIVATE_IMAGE))));
    t.strictSame([secretsOf(made), noteOf(made)], [undefined, undefined], home);
  }
});

t.test('annotations at the limit of the API server: the Pod is made, and gets its secret without a note', async (t) => {
  await team('annotated');
  const limit = 262_144;
  const annotated = (name: string, bytes: number): ApiObject => {
    const one = pod('annotated', name, PRIVATE_IMAGE);
    return { ...one, metadata: { ...one.metadata, annotations: { long: 'x'.repeat(bytes - 'long'.length) } } };
  };
  const close = await create(annotated('close', limit - 5));
  t.strictSame([secretsOf(close), noteOf(close)], [[SECRET], undefined]);
  t.match(auditOf(plane, 'annotated', 'close'), {
    'inject.pullgate.dev/injected': SECRET,
    'inject.pullgate.dev/injected-note': /was left out/,
  });
  const note = `pullgate.dev/injected${SECRET}`.length;
  const full = await create(annotated('full', limit - note));
  t.strictSame([secretsOf(full), noteOf(full)], [[SECRET], SECRET], 'a note that fits, to the byte');
  const over = await create(annotated('over', limit - note + 1));
  t.strictSame([secretsOf(over), noteOf(over)], [[SECRET], undefined], 'and one that does not');
  const beyond = await api.create(annotated('beyond', limit + 1));
  t.equal(beyond.status, 422, 'the API server has this limit');
});

t.test('a Pod near the size that the API server can store is made as it is without Pullgate', async (t) => {
  await team('large');
  const sized = (name: string, image: string, bytes: number): ApiObject => {
    const spec = { containers: [{ name: 'app', image, args: ['x'.repeat(bytes)] }] };
    return objectOf('Pod', 'large', name, spec);
  };
  // Only the mutating webhook is asked about what this user makes.
  const made = asPod(await must(api.as(RECORDER.token).create(sized('one', PRIVATE_IMAGE, 1_570_000))));
  t.strictSame([secretsOf(made), noteOf(made)], [undefined, undefined], 'nothing was added');
  const less = asPod(await must(api.as(RECORDER.token).create(sized('less', PRIVATE_IMAGE, 1_000_000))));
  t.strictSame([secretsOf(less), noteOf(less)], [[SECRET], SECRET], 'a smaller one gets its secret');
});

t.test('a doubtful login is not injected: the image may be public', async (t) => {
  await createNamespace(plane, 'doubt', INJECTED.namespaces);
  const config = { auths: { 'registry.example.com': { username: 'robot', password: 'something\n' } } };
  const secret = pullSecret('doubt', SECRET);
  await must(api.create({ ...secret, stringData: { '.dockerconfigjson': JSON.stringify(config) } }));
  const made = asPod(await must(api.as(RECORDER.token).create(pod('doubt', 'one', PRIVATE_IMAGE))));
  t.strictSame([secretsOf(made), noteOf(made)], [undefined, undefined]);
  const web = deployment('doubt', 'web', PRIVATE_IMAGE);
  t.matchSnapshot((await run(t, 'doubt', 'apply -f it.yaml', web, 1)).text, 'a Deployment');
});

t.test('a workload that cannot be helped is denied at once', async (t) => {
  await team('beyond');
  const web = deployment('beyond', 'web', 'other.example.org/app:1.0');
  t.matchSnapshot((await run(t, 'beyond', 'apply -f it.yaml', web, 1)).text, 'no secret matches');
  const both = objectOf('Deployment', 'beyond', 'web', images(PRIVATE_IMAGE, 'other.example.org/app:1.0'));
  t.matchSnapshot(
    (await run(t, 'beyond', 'apply -f it.yaml', both, 1)).text,
    'one of two images could be helped, and all or none are',
  );
});

t.test('a dry run shows the same, and nothing is stored', async (t) => {
  await team('dry');
  const one = pod('dry', 'one', PRIVATE_IMAGE);
  const tried = await run(t, 'dry', 'apply --dry-run=server -o yaml -f it.yaml', one);
  t.match(tried.stdout, `pullgate.dev/injected: ${SECRET}\n`);
  t.match(tried.stdout, `imagePullSecrets:\n  - name: ${SECRET}\n`);
  t.strictSame(await podsOf(plane, 'dry'), []);
  const dry = await create(one, '?dryRun=All');
  const real = await create(one);
  sameText(t, dry.spec.imagePullSecrets, real.spec.imagePullSecrets, 'the list');
  carries(t, real, [SECRET], SECRET);
  const noted = auditOf(plane, 'dry', 'one');
  t.matchSnapshot(noted, 'the audit log');
  t.strictSame(auditOf(plane, 'dry', 'one', true), noted, 'the same of the dry run');
});

const TIMES = 200;
const WORKERS = 4;

t.test(`a secret created immediately before the pod, ${TIMES} times`, async (t) => {
  const homes = Array.from({ length: WORKERS }, (_, index) => `fresh-${index}`);
  for (const home of homes) await team(home);
  const wrong: string[] = [];
  const work = homes.map(async (home) => {
    for (let number = 0; number < TIMES / WORKERS; number += 1) {
      const name = `one-${number}`;
      await must(api.create(pullSecret(home, name, `${name}.example.org`)));
      const answer = await api.create(pod(home, name, `${name}.example.org/app:1.0`));
      const made = answer.status === 201 && answer.warnings.length === 0 && secretsOf(asPod(answer.body));
      if (String(made) !== name) wrong.push(said(answer));
    }
  });
  await Promise.all(work);
  t.strictSame(wrong, [], 'none was missed');
  t.comment(`${TIMES} pairs, ${wrong.length} missed`);
});

t.test('a label set immediately before the pod, 20 times', async (t) => {
  const wrong: string[] = [];
  for (let number = 0; number < 20; number += 1) {
    const home = `label-${number}`;
    await team(home, { injection: 'namespaces' });
    const path = `/api/v1/namespaces/${home}`;
    const body = { metadata: { labels: { 'pullgate.dev/inject': 'true' } } };
    await must(api.call({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' }));
    const answer = await api.create(pod(home, 'one', PRIVATE_IMAGE));
    if (said(answer) !== '201') wrong.push(said(answer));
  }
  t.strictSame(wrong, [], 'none was missed');
});

// The last: nobody is there afterwards.
t.test('Pullgate is down: Pods are made without the secret, and nothing is blocked', async (t) => {
  await team('down');
  // Its failurePolicy is Fail here; an installation decides on that one for itself.
  await unregister(plane, 'pullgate-namespaces');
  pullgates.namespaces.program.signal('SIGKILL');
  await pullgates.namespaces.program.ended;
  const made = await waitFor('the validating webhook is not asked any more', async () => {
    const answer = await api.create(pod('down', 'one', PRIVATE_IMAGE));
    return answer.status === 201 ? asPod(answer.body) : undefined;
  });
  t.strictSame([secretsOf(made), noteOf(made)], [undefined, undefined]);
  await run(t, 'down', 'apply -f it.yaml', deployment('down', 'web', PRIVATE_IMAGE));
  await waitFor('the Pod of a Deployment', async () => (await podsOf(plane, 'down', 'web')).length === 1);
});
