/**
 * Reviews that are drawn by chance, the same for the same seed: among few images and secrets, so that most of what is
 * asked was asked before, and with every kind of fault, so that all words are made.
 */

/** A linear congruential generator. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const HOSTS = [
  ...['registry.example.com', 'registry.example.com:5000', 'ghcr.io', 'quay.io', 'docker.io', 'index.docker.io'],
  ...['a.b.example.com', 'localhost:5000', 'registry.k8s.io', '123456789012.dkr.ecr.eu-west-1.amazonaws.com'],
  ...['[::1]:5000', 'my_reg.com', 'harbor.corp.example', 'registry.svc', 'MYREG'],
];
const PATHS = [
  'app',
  'acme/app',
  'acme/tool',
  'library/nginx',
  'team/sub/app',
  'nginx',
  'v1/app',
  'Acme/app',
  'a__b',
  '',
];
const ENDS = [
  ...[':1.2', ':latest', '', ':1.2@sha256:', '@sha256:', ':', '@', ':v1.0.0-rc_1', ' :1', ':latest '],
  ...[`@sha256:${'0'.repeat(64)}`, `:x@sha256:${'a'.repeat(64)}`, `@sha512:${'b'.repeat(128)}`, '@md5:abc'],
];
const KEYS = [
  ...HOSTS,
  ...['https://index.docker.io/v1/', '*.io', '*.example.com', '*', 'a.*.example.com', 'https://ghcr.io/acme'],
  ...['ghcr.io/acme/', 'quay.io/v2/', 'registry.example.com:443', 'gchr.io', 'http://registry.example.com:5000/'],
];
const NAMES = ['regcred', 'pull', 'old', 'zz', 'broken', 'gone', 'opaque', ''];
const POLICIES = [undefined, 'Always', 'IfNotPresent', 'Never', 7];
export const NAMESPACES = ['shop', 'bakery', 'lab', 'audited', 'off', 'injected'];

/** @param count of different images; one of a hundred is of nobody else */
export function imagesFrom(random, count) {
  const pick = (values) => values[random(values.length)];
  const one = () => {
    const host = random(4) === 0 ? '' : `${pick(HOSTS)}/`;
    return `${host}${pick(PATHS)}${random(3) === 0 ? `-${random(50)}` : ''}${pick(ENDS)}`;
  };
  return Array.from({ length: count }, one);
}

const login = (user, password) => ({ auth: Buffer.from(`${user}:${password}`).toString('base64') });
const ENDED = `eyJhbGciOiJub25lIn0.${Buffer.from('{"exp":1700000000}').toString('base64url')}.x`;

function bodyFrom(random) {
  const pick = (values) => values[random(values.length)];
  const logins = [
    login('u', 'p'),
    login('u', 'p'),
    login('u', ENDED),
    login('u', 'p\n'),
    login('', ''),
    {},
    login('u', ''),
  ];
  const auths = Object.fromEntries(Array.from({ length: 1 + random(6) }, () => [pick(KEYS), pick(logins)]));
  return random(12) === 0 ? '{"auths":' : JSON.stringify({ auths });
}

/** As the API server has them, of one namespace. */
export function rawSecretsFrom(random, namespace, now) {
  return NAMES.filter((name) => name !== '' && name !== 'gone').map((name) => ({
    namespace,
    name,
    type: name === 'opaque' ? 'Opaque' : random(8) === 0 ? 'kubernetes.io/dockercfg' : 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from(bodyFrom(random)) },
    ...(random(2) === 0 ? {} : { changedAt: now - random(30) * 3_600_000 }),
  }));
}

/** @returns what differs from the default settings */
export function settingsFrom(random) {
  const some = (values) => values.filter(() => random(4) === 0);
  return {
    onUnknown: random(2) === 0 ? 'allow' : 'deny',
    workloads: { mode: random(3) === 0 ? 'warn' : 'same' },
    registries: {
      public: some(['quay.io', 'docker.io/library/', '*.k8s.io', 'ghcr.io/acme']),
      builtinPublic: random(3) > 0,
      private: some(['registry.example.com', 'docker.io']),
      nodeCredentials: some(['*.dkr.ecr.*.amazonaws.com', 'harbor.corp.example']),
      unlisted: random(3) === 0 ? 'public' : 'private',
    },
    injection: {
      mode: ['off', 'namespaces', 'all'][random(3)],
      selector: {},
      registries: some(['ghcr.io', '*.example.com']),
    },
    rules: random(3) === 0 ? { PG104: 'warn', PG101: 'audit', PG205: 'warn' } : {},
  };
}

/** One request of a review, without its uid. */
export function requestFrom(random, images) {
  const pick = (values) => values[random(values.length)];
  const image = () => (random(100) === 0 ? `${pick(images)}-${random(1e9)}` : pick(images));
  const containers = (most) =>
    Array.from({ length: random(most + 1) }, (_, index) => ({
      name: `c${index}`,
      image: image(),
      imagePullPolicy: pick(POLICIES),
    }));
  const specFrom = () => ({
    containers: [{ name: 'web', image: image() }, ...containers(3)],
    ...(random(3) === 0 ? { initContainers: containers(2) } : {}),
    ...(random(8) === 0 ? { volumes: [{ name: 'v', image: { reference: image() } }] } : {}),
    ...(random(3) === 0 ? {} : { imagePullSecrets: Array.from({ length: random(4) }, () => ({ name: pick(NAMES) })) }),
    ...(random(5) === 0 ? { serviceAccountName: 'builder' } : {}),
  });
  const isPod = random(3) > 0;
  const namespace = pick(NAMESPACES);
  const objectFrom = () => ({
    metadata: { name: `web-${random(20)}`, namespace },
    spec: isPod ? specFrom() : { template: { spec: specFrom() } },
  });
  const isUpdate = random(4) === 0;
  const old = isUpdate ? objectFrom() : null;
  return {
    operation: isUpdate ? 'UPDATE' : 'CREATE',
    kind: isPod ? { group: '', version: 'v1', kind: 'Pod' } : { group: 'apps', version: 'v1', kind: 'Deployment' },
    resource: isPod ? 'pods' : 'deployments',
    subresource: '',
    namespace,
    name: '',
    user: random(6) === 0 ? 'system:serviceaccount:kube-system:replicaset-controller' : 'ann',
    groups: [],
    dryRun: random(10) === 0,
    source: 'review',
    object: objectFrom(),
    oldObject: old,
  };
}
