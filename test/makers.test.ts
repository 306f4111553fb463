/** Who made a Secret: each mark of the table, what is no mark, and that nothing of the object comes out. */
import t from 'tap';
import { convertSecret } from '../src/cluster/convert.js';
import { ALL_MAKERS, GITLAB_RUNNER, isRenewing, makerOf } from '../src/core/secret/makers.js';
import { parsePullSecret } from '../src/core/secret/parse.js';
import { storeSecret } from '../src/manifests/secret.js';

/** Made by a controller of what a person wrote: it is changed there. */
const KEPT: ReadonlySet<string> = new Set(['Sealed Secrets', 'SOPS operator']);

type Metadata = Readonly<Record<string, unknown>>;

function made(metadata: Metadata): string | undefined {
  return makerOf({ metadata });
}

function marks(entries: (typeof ALL_MAKERS)[number]['labels'] = []): readonly Readonly<Record<string, string>>[] {
  return entries.map((each) => (typeof each === 'string' ? { [each]: 'x' } : { [each[0]]: each[1] }));
}

t.test('each mark of each maker is enough, and each maker says where it is documented', async (t) => {
  for (const { name, annotations, labels, owners = [], source } of ALL_MAKERS) {
    for (const each of marks(annotations)) t.equal(made({ annotations: each }), name, JSON.stringify(each));
    for (const each of marks(labels)) t.equal(made({ labels: each }), name, JSON.stringify(each));
    for (const kind of owners) t.equal(made({ ownerReferences: [{ kind, name: 'x' }] }), name, kind);
    t.match(source, /^[\w.-]+\/[\w.-]+: \S/, name);
    t.equal(isRenewing(name), !KEPT.has(name), name);
  }
});

t.test('an owner that nobody knows made it as well; people and their tools did not', async (t) => {
  t.equal(made({ ownerReferences: [{ kind: 'Secret-made-by\nhand', name: 'SECRET' }] }), 'its owner');
  t.notOk(isRenewing('its owner'));
  for (const metadata of [
    {},
    { labels: { 'app.kubernetes.io/managed-by': 'Helm' } },
    { labels: { 'argocd.argoproj.io/instance': 'shop', 'kustomize.toolkit.fluxcd.io/name': 'shop' } },
    { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
    { annotations: { 'kubernetes.io/created-by': 'jane' } },
    { annotations: 'reflector.v1.k8s.emberstack.com/reflects', labels: null, ownerReferences: {} },
    { ownerReferences: [{}, null, { kind: 7 }] },
  ])
    t.equal(made(metadata), undefined, JSON.stringify(metadata));
  t.equal(makerOf(undefined), undefined);
});

const JOB = '{"registry.gitlab.com":{"username":"gitlab-ci-token","password":"glcbt-64_x"}}';

function aSecret(metadata: Metadata, type: string, data: string): Readonly<Record<string, unknown>> {
  const key = type === 'kubernetes.io/dockercfg' ? '.dockercfg' : '.dockerconfigjson';
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace: 'shop', name: 'x', uid: 'u', resourceVersion: '1', ...metadata },
    type,
    data: { [key]: Buffer.from(data).toString('base64') },
  };
}

t.test('a file and the API server tell it alike, and the metadata ends there', async (t) => {
  const cases: readonly (readonly [Metadata, string, string, string | undefined])[] = [
    [{ annotations: { 'openshift.io/token-secret.name': 'MARKER' } }, 'kubernetes.io/dockercfg', '{}', 'OpenShift'],
    [{ ownerReferences: [{ kind: 'MARKER' }] }, 'kubernetes.io/dockerconfigjson', '{"auths":{}}', 'its owner'],
    [{}, 'kubernetes.io/dockercfg', JOB, GITLAB_RUNNER],
    [{}, 'kubernetes.io/dockerconfigjson', `{"auths":${JOB}}`, undefined],
    [{}, 'kubernetes.io/dockercfg', '{"ghcr.io":{"username":"me","password":"p"}}', undefined],
  ];
  for (const [metadata, type, data, expected] of cases) {
    const object = aSecret(metadata, type, data);
    const file = storeSecret(object, 'shop');
    const live = convertSecret(object);
    t.equal(file.ok ? file.secret.madeBy : 'refused', expected);
    t.equal(live?.value?.madeBy, expected);
    t.notMatch(JSON.stringify([file, live]), /MARKER/);
  }
});

t.test('a mark that comes or goes while the data stays is seen', async (t) => {
  const { secretSteps } = await import('../src/cluster/convert.js');
  const { wholly } = await import('../src/core/parts.js');
  const type = 'kubernetes.io/dockerconfigjson';
  const mark = { annotations: { 'reflector.v1.k8s.emberstack.com/reflects': 'a/b' } };
  const plain = convertSecret(aSecret({}, type, '{"auths":{}}'));
  const marked = wholly(secretSteps(aSecret({ ...mark, resourceVersion: '2' }, type, '{"auths":{}}'), () => plain));
  t.equal(marked?.value?.madeBy, 'Reflector');
  const again = wholly(secretSteps(aSecret({ resourceVersion: '3' }, type, '{"auths":{}}'), () => marked));
  t.equal(again?.value?.madeBy, undefined);
});

t.test(
  "OpenShift's own pull secret is known by its name and its registry, where nothing else is left of it",
  async (t) => {
    const made = (name: string, type: string, key: string): string | undefined => {
      const entries = { [key]: { auth: Buffer.from('<token>:x').toString('base64') } };
      const isOld = type === 'kubernetes.io/dockercfg';
      const text = JSON.stringify(isOld ? entries : { auths: entries });
      const data = { [isOld ? '.dockercfg' : '.dockerconfigjson']: Buffer.from(text) };
      return parsePullSecret({ namespace: 'shop', name, type, data }).madeBy;
    };
    const inside = 'image-registry.openshift-image-registry.svc:5000';
    t.equal(made('default-dockercfg-8nz6z', 'kubernetes.io/dockercfg', inside), 'OpenShift');
    t.equal(made('default-dockercfg-8nz6z', 'kubernetes.io/dockercfg', 'quay.io'), undefined, 'another registry');
    t.equal(made('my-dockercfg', 'kubernetes.io/dockercfg', inside), undefined, 'a name that somebody gave');
    t.equal(made('default-dockercfg-8nz6z', 'kubernetes.io/dockerconfigjson', inside), undefined, 'another type');
  },
);
