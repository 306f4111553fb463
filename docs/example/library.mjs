import { assess, createKeyring, createManifestState, DEFAULT_SETTINGS, parseImage, readManifests } from 'pullgate';

// 1. How the kubelet reads an image.
const parsed = parseImage('nginx');
if (parsed.ok) console.log(parsed.reference.repository); // docker.io/library/nginx

// 2. The cluster: a Secret for another port than the image names.
const { objects } = readManifests(
  `
apiVersion: v1
kind: Secret
metadata: {name: regcred, namespace: shop}
type: kubernetes.io/dockerconfigjson
stringData:
  .dockerconfigjson: '{"auths":{"registry.example.com":{"username":"robot","password":"example"}}}'
`,
  'cluster.yaml',
);
const state = createManifestState(objects, { offline: false });

// 3. Which credentials the kubelet would try.
const secret = await state.ask({ about: 'secret', namespace: 'shop', name: 'regcred' }, {});
if (secret.state === 'found') {
  const keyring = createKeyring([secret.value]);
  console.log(keyring.lookup('registry.example.com/team/web').length); // 1
  console.log(keyring.lookup('registry.example.com:5000/team/web').length); // 0
}

// 4. The verdict on a whole object, as the webhook gives it.
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    containers: [{ name: 'web', image: 'registry.example.com:5000/team/web:1.4.2' }],
    imagePullSecrets: [{ name: 'regcred' }],
  },
};
const { allowed, message } = await assess(
  {
    uid: 'example',
    operation: 'CREATE',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: 'pods',
    subresource: '',
    namespace: 'shop',
    name: 'web',
    user: 'me',
    groups: [],
    dryRun: false,
    source: 'review',
    object: pod,
    oldObject: () => undefined,
  },
  { settings: DEFAULT_SETTINGS, state, now: Date.now() },
);
console.log(allowed, message);
