/**
 * One namespace after the other, and the same images in each: what is said of them, read by a person. Where a rule, a cause
 * or a fix says something else than it did, a line here changes.
 */
import t from 'tap';
import { mergeSettings } from './support/case.js';
import {
  aDeployment,
  aNamespace,
  anAccount,
  aPod,
  aSecret,
  LOGINS,
  type Login,
  MALFORMED,
  validate,
} from './support/injection.js';
import type { KubeObject } from './support/state.js';
import { type Block, matchTold, matchTopics } from './support/told.js';

const IMAGES = [
  'ghcr.io/acme/app:1.4',
  'quay.example.com:5000/team/tool:2',
  'acme/app:3',
  'registry.k8s.io/pause:3.10',
  'gcr.io/proj/app:1',
  'ghrc.io/acme/app:1',
];

interface Scene {
  readonly secrets?: readonly KubeObject[];
  /** Of the pod's own list. */
  readonly named?: readonly string[];
  /** Of the ServiceAccount `default`; absent: there is none. */
  readonly account?: readonly string[] | 'missing';
  readonly others?: readonly KubeObject[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly pod?: Readonly<Record<string, unknown>>;
  readonly images?: readonly string[];
}

type Keys = Readonly<Record<string, Login>>;

const ALL_KEYS = ['ghcr.io', 'quay.example.com:5000', 'https://index.docker.io/v1/', 'registry.k8s.io', 'gcr.io'];
const each = (login: Login): Keys => Object.fromEntries(ALL_KEYS.map((key) => [key, login]));

/** A secret of any type and text. */
function raw(name: string, type: string, dataKey: string, text: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'shop' },
    type,
    stringData: { [dataKey]: text },
  };
}

function elsewhere(secret: KubeObject, namespace: string): KubeObject {
  return { ...secret, metadata: { ...secret.metadata, namespace } };
}

function madeBy(secret: KubeObject, owner: string): KubeObject {
  return { ...secret, metadata: { ...secret.metadata, ownerReferences: [{ kind: owner, name: 'x', uid: 'u' }] } };
}

function account(name: string, secrets: readonly string[], more: Readonly<Record<string, unknown>> = {}): KubeObject {
  return { ...anAccount(secrets), metadata: { name, namespace: 'shop' }, ...more };
}

const CONFIG = 'kubernetes.io/dockerconfigjson';
const CFG = 'kubernetes.io/dockercfg';
const ENTRY = JSON.stringify(LOGINS.good);
const AUTHS = `{"auths":{"ghcr.io":${ENTRY}}}`;

/** Each topic is a file of test/fixtures/told/scenes. */
const TOPICS: Readonly<Record<string, Readonly<Record<string, Scene>>>> = {
  'none-named': {
    'nothing at all': { images: IMAGES },
    'no account': { account: 'missing' },
    'a list with an empty entry': { named: [''] },
    'two empty entries, and an account with a secret': {
      named: ['', ''],
      account: ['regcred'],
      secrets: [aSecret('regcred', each('good'))],
    },
  },
  'there-and-not-named': {
    ...Object.fromEntries(
      (['good', 'expired', 'hopeless', 'suspect', 'stale', 'anonymous'] as const).map((login): [string, Scene] => [
        `there and not named: ${login}`,
        { secrets: [aSecret('regcred', each(login))] },
      ]),
    ),
    'two that could be named': {
      secrets: [
        aSecret('a', { 'ghcr.io': 'suspect' }),
        aSecret('b', { 'ghcr.io': 'good' }),
        aSecret('c', { 'ghcr.io/acme': 'good' }),
      ],
    },
    'a key that nearly matches, not named': { secrets: [aSecret('regcred', { 'ghcr.io/other': 'good' })] },
  },
  'not-there': {
    'a name that is not there': { images: IMAGES, named: ['regcred'] },
    'a name that is not there, and one like it': {
      named: ['regcred'],
      secrets: [aSecret('regcerd', { 'x.io': 'good' })],
    },
    'a name that is not there, and another secret that matches': {
      named: ['regcred'],
      secrets: [aSecret('mine', each('good'))],
    },
    'a name that is not there, and another secret that may match': {
      named: ['regcred'],
      secrets: [aSecret('mine', each('suspect'))],
    },
    'a name that is in another namespace': {
      named: ['regcred'],
      secrets: [elsewhere(aSecret('regcred', each('good')), 'other')],
      others: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } }],
      settings: { messages: { otherNamespaces: true } },
    },
    'a name with a placeholder': { named: [`$\{SECRET}`] },
    'a name for no value': { named: ['null'] },
    'a name with a namespace': { named: ['other/regcred'] },
    'a name with a namespace and a dot': { named: ['kube-system.regcred'] },
    'a name that no object can have': { named: ['My_Secret'] },
    'two names that are not there': { named: ['a', 'b'] },
  },
  logins: {
    ...Object.fromEntries(
      (['good', 'expired', 'hopeless', 'suspect', 'stale', 'anonymous'] as const).map((login): [string, Scene] => [
        `named: ${login}`,
        { named: ['regcred'], secrets: [aSecret('regcred', each(login))] },
      ]),
    ),
    'one key, expired': { named: ['regcred'], secrets: [aSecret('regcred', { 'ghcr.io': 'expired' })] },
    'one key, anonymous': { named: ['regcred'], secrets: [aSecret('regcred', { 'ghcr.io': 'anonymous' })] },
    'one key, suspect, and made by a controller': {
      named: ['regcred'],
      secrets: [madeBy(aSecret('regcred', { 'ghcr.io': 'suspect' }), 'Thing')],
    },
    'one key, expired, and renewed by a controller': {
      named: ['regcred'],
      secrets: [madeBy(aSecret('regcred', { 'ghcr.io': 'expired' }), 'ExternalSecret')],
    },
    'one key, stale, and renewed by a controller': {
      named: ['regcred'],
      secrets: [madeBy(aSecret('regcred', { 'ghcr.io': 'stale' }), 'ExternalSecret')],
    },
    'a good one behind an expired one': {
      named: ['a', 'b'],
      secrets: [aSecret('a', { 'ghcr.io': 'expired' }), aSecret('b', { 'ghcr.io': 'good' })],
    },
    'a good one before an anonymous one': {
      named: ['a', 'b'],
      secrets: [aSecret('a', { 'ghcr.io': 'good' }), aSecret('b', { 'ghcr.io': 'anonymous' })],
    },
    'a good one and a suspect one in one secret': {
      named: ['a'],
      secrets: [aSecret('a', { 'ghcr.io': 'good', 'https://ghcr.io/acme': 'suspect' })],
    },
    'a good one and a stale one': {
      named: ['a', 'b'],
      secrets: [aSecret('a', { 'ghcr.io': 'stale' }), aSecret('b', { 'ghcr.io': 'good' })],
    },
    'expired and hopeless': {
      named: ['a', 'b'],
      secrets: [aSecret('a', { 'ghcr.io': 'hopeless' }), aSecret('b', { 'ghcr.io': 'expired' })],
    },
  },
  accounts: {
    'of the account': { account: ['regcred'], secrets: [aSecret('regcred', each('good'))] },
    'of the account, hidden by a list': {
      named: ['mine'],
      account: ['regcred'],
      secrets: [aSecret('regcred', each('good')), aSecret('mine', { 'x.io': 'good' })],
    },
    'of the account, hidden, and doubtful': {
      named: ['mine'],
      account: ['regcred'],
      secrets: [aSecret('regcred', each('stale')), aSecret('mine', { 'x.io': 'good' })],
    },
    'of the account, hidden by an empty entry': {
      named: [''],
      account: ['regcred'],
      secrets: [aSecret('regcred', each('good'))],
    },
    'of the account, for mounting only': {
      account: [],
      others: [account('default', [], { secrets: [{ name: 'regcred' }] })],
      secrets: [aSecret('regcred', each('good'))],
    },
    'of the account, and not there': { account: ['regcred'] },
    'of another account': {
      account: [],
      others: [account('deployer', ['regcred'])],
      secrets: [aSecret('regcred', each('good'))],
    },
    'of two other accounts': {
      account: [],
      others: [account('deployer', ['regcred']), account('a-builder', ['regcred', 'x'])],
      secrets: [aSecret('regcred', each('good'))],
    },
    'of another account than the one that is named': {
      pod: { serviceAccountName: 'deployr' },
      others: [account('deployer', ['regcred'])],
      secrets: [aSecret('regcred', each('good'))],
    },
  },
  malformed: {
    malformed: { named: ['regcred'], secrets: [aSecret('regcred', MALFORMED)] },
    'malformed: no JSON': { named: ['regcred'], secrets: [aSecret('regcred', '{')] },
    'malformed: base64 twice': {
      named: ['regcred'],
      secrets: [aSecret('regcred', '{"auths":{"ghcr.io":{"auth":"ZFhObGNqcHdZWE56"}}}')],
    },
    'malformed beside a good one': {
      named: ['a', 'b'],
      secrets: [aSecret('a', MALFORMED), aSecret('b', each('good'))],
    },
    'malformed, of the account': { account: ['regcred'], secrets: [aSecret('regcred', MALFORMED)] },
    'malformed, renewed by a controller': {
      named: ['regcred'],
      secrets: [madeBy(aSecret('regcred', MALFORMED), 'SealedSecret')],
    },
  },
  types: {
    'opaque, with a config': { named: ['regcred'], secrets: [raw('regcred', 'Opaque', '.dockerconfigjson', AUTHS)] },
    'opaque, with a config for others': {
      named: ['regcred'],
      secrets: [raw('regcred', 'Opaque', 'config.json', '{"auths":{"x.io":{"auth":"dTpw"}}}')],
    },
    'opaque, encoded twice': {
      named: ['regcred'],
      secrets: [raw('regcred', 'Opaque', 'config.json', Buffer.from(AUTHS).toString('base64'))],
    },
    'opaque, without a config': { named: ['regcred'], secrets: [raw('regcred', 'Opaque', 'password', 'x')] },
    'opaque beside a pull secret for others': {
      named: ['a', 'b'],
      secrets: [raw('a', 'Opaque', 'x', AUTHS), aSecret('b', { 'x.io': 'good' })],
    },
    'no data key': { named: ['regcred'], secrets: [raw('regcred', CONFIG, 'config.json', AUTHS)] },
    'an empty data key': { named: ['regcred'], secrets: [raw('regcred', CONFIG, '.dockerconfigjson', '')] },
    'no data key of the old type': { named: ['regcred'], secrets: [raw('regcred', CFG, '.dockerconfigjson', AUTHS)] },
    'the old type': { named: ['regcred'], secrets: [raw('regcred', CFG, '.dockercfg', `{"ghcr.io":${ENTRY}}`)] },
    'the old type with the wrapper of the new one': {
      named: ['regcred'],
      secrets: [raw('regcred', CFG, '.dockercfg', AUTHS)],
    },
  },
  contents: {
    'hosts at the top': {
      named: ['regcred'],
      secrets: [raw('regcred', CONFIG, '.dockerconfigjson', `{"ghcr.io":${ENTRY}}`)],
    },
    'auth for auths': {
      named: ['regcred'],
      secrets: [raw('regcred', CONFIG, '.dockerconfigjson', `{"auth":{"ghcr.io":${ENTRY}}}`)],
    },
    nested: { named: ['regcred'], secrets: [raw('regcred', CONFIG, '.dockerconfigjson', `{"x":${AUTHS}}`)] },
    'a helper': {
      named: ['regcred'],
      secrets: [raw('regcred', CONFIG, '.dockerconfigjson', '{"auths":{},"credsStore":"desktop"}')],
    },
    'a helper, and an empty entry': {
      named: ['regcred'],
      secrets: [raw('regcred', CONFIG, '.dockerconfigjson', '{"auths":{"ghcr.io":{}},"credsStore":"desktop"}')],
    },
    'no registry inside': { named: ['regcred', 'more'], secrets: [aSecret('regcred', {}), aSecret('more', {})] },
    'a token that is ignored': {
      named: ['regcred'],
      secrets: [raw('regcred', CONFIG, '.dockerconfigjson', '{"auths":{"ghcr.io":{"identitytoken":"x"}}}')],
    },
    'a user without a password': {
      named: ['regcred'],
      secrets: [raw('regcred', CONFIG, '.dockerconfigjson', '{"auths":{"ghcr.io":{"username":"me"}}}')],
    },
  },
  keys: {
    'keys for others': {
      named: ['regcred'],
      secrets: [
        aSecret('regcred', {
          'a.io': 'good',
          'b.io': 'good',
          'c.io': 'good',
          'd.io': 'good',
          'e.io': 'good',
          'f.io': 'good',
          'g.io': 'good',
        }),
      ],
    },
    'keys that nearly match': {
      images: IMAGES,
      named: ['regcred'],
      secrets: [
        aSecret('regcred', {
          'ghcr.io/other': 'good',
          'quay.example.com': 'good',
          'https://index.docker.io/v1': 'good',
          'https://gcr.io/v2/p/': 'good',
        }),
      ],
    },
    'a key of two secrets': {
      named: ['a', 'b'],
      secrets: [aSecret('a', { 'ghcr.io/x': 'good' }), aSecret('b', { 'x.io': 'good' })],
    },
    'a key for another image of the namespace': {
      named: ['regcred'],
      secrets: [aSecret('regcred', { 'harbor.example.com/acme': 'good' })],
    },
    'a slip of a registry that is used': {
      named: ['regcred'],
      secrets: [aSecret('regcred', { 'quay.exmaple.com:5000': 'good' })],
    },
  },
  settings: {
    'unlisted registries are public': { settings: { registries: { unlisted: 'public' } }, images: IMAGES },
    'unlisted registries are public, and the login has expired': {
      named: ['regcred'],
      secrets: [aSecret('regcred', each('expired'))],
      settings: { registries: { unlisted: 'public' } },
    },
    'the nodes bring it': { settings: { cluster: { provider: 'gke' } }, images: IMAGES },
    'rules that are off': {
      named: ['regcred'],
      settings: { rules: { PG201: 'off', PG202: 'warn', PG205: 'audit', PG206: 'off' } },
    },
    'only audited': { named: ['regcred'], settings: { mode: 'audit' } },
    'only warned of': { named: ['regcred'], settings: { mode: 'warn' } },
    'a help and a contact': {
      settings: { messages: { help: 'https://help.example.com/{code}', contact: '#platform' } },
    },
    'in one line': { named: ['regcred'], settings: { messages: { format: 'singleLine' } } },
  },
  injection: {
    'injection is on': { secrets: [aSecret('regcred', each('good'))], settings: { injection: { mode: 'all' } } },
    'injection is on, and the login has expired': {
      secrets: [aSecret('regcred', each('expired'))],
      settings: { injection: { mode: 'all' } },
    },
    'injection is on for labels that nothing has': {
      secrets: [aSecret('regcred', each('good'))],
      settings: { injection: { mode: 'all', selector: { matchLabels: { a: 'b' } } } },
    },
    'injection is on for other registries': {
      secrets: [aSecret('regcred', each('good'))],
      settings: { injection: { mode: 'all', registries: ['quay.io'] } },
    },
  },
  versions: {
    'all that can be demanded': {
      settings: { rules: { PG101: 'deny', PG102: 'deny', PG104: 'deny', PG105: 'deny' } },
      images: [
        'nginx',
        'nginx:latest',
        'acme/app',
        'ghcr.io/acme/app:1',
        'acme/app:latest',
        'team/tool:2',
        `nginx@sha256:${'a'.repeat(64)}`,
      ],
    },
    'no versions': {
      images: [
        'ghcr.io/acme/app',
        'ghcr.io/acme/app:latest',
        'quay.example.com:5000/team/tool',
        'acme/app',
        'acme/app:latest',
        'nginx',
        'nginx:latest',
      ],
    },
    'no versions, and a secret': {
      named: ['regcred'],
      secrets: [aSecret('regcred', { 'harbor.example.com/acme': 'good' })],
      images: ['acme/app', 'app', 'acme/other:latest', 'tool:1', 'harbor.example.com/x/y:1', 'harbor.example.com'],
    },
  },
  images: {
    'no images': {
      images: [
        '',
        ' nginx',
        'Nginx:1',
        'nginx:',
        'docker://nginx:1',
        `$\{IMAGE}`,
        'a:1.2e+07',
        'docker.io/h.example.com:5000/a:1',
      ],
    },
    'wrong hosts': {
      named: ['regcred'],
      secrets: [aSecret('regcred', each('good'))],
      images: [
        'GHCR.io/acme/app:1',
        'docker.com/acme/app:1',
        'docker.io/ghcr.io/acme/app:1',
        'gchr.io/acme/app:1',
        'quay.example.com/team/tool:2',
        'registry-1.docker.io/acme/app:1',
      ],
    },
    'short names': {
      named: ['regcred'],
      secrets: [aSecret('regcred', { 'quay.example.com:5000': 'good' })],
      images: [
        'team/tool:2',
        'tool:2',
        'tool',
        'quay.example.com',
        'localhost:5000/tool:1',
        'library/tool:1',
        'nginx:1',
        'none',
        `team/tool@sha256:${'a'.repeat(64)}`,
      ],
    },
    'local registries': {
      named: ['regcred'],
      secrets: [aSecret('mine', { 'localhost:5000': 'good', 'registry.kube-system.svc:5000': 'good' })],
      images: ['localhost:5000/a:1', 'registry.kube-system.svc:5000/a:1', '127.0.0.1:5000/a:1'],
    },
  },
};

/** As it comes to the user, with the causes for tools only where they say more than the text. */
async function told(scene: Scene, object: KubeObject): Promise<string> {
  const accounts =
    scene.account === 'missing' ||
    scene.others?.some((other) => other.kind === 'ServiceAccount' && other.metadata?.name === 'default') === true
      ? []
      : [anAccount(scene.account ?? [])];
  const cluster = [aNamespace({}), ...accounts, ...(scene.secrets ?? []), ...(scene.others ?? [])];
  const { allowed, message, warnings, findings } = await validate({
    object,
    cluster,
    settings: mergeSettings({ ...scene.settings }),
  });
  const quiet = findings
    .filter(({ action }) => action === 'audit')
    .map(({ code, problem, because }) => `audit ${code}: ${problem}: ${because}`);
  return [
    allowed ? 'admitted' : 'denied',
    ...message.split('\n'),
    ...warnings.map((text) => `warning: ${text}`),
    ...quiet,
  ]
    .filter((line) => line !== '')
    .join('\n    ');
}

function withPod(object: KubeObject, more: Readonly<Record<string, unknown>> = {}): KubeObject {
  return { ...object, spec: { ...Object(object['spec']), ...more } };
}

async function toldOf(scene: Scene): Promise<string> {
  const images = scene.images ?? IMAGES.slice(0, 1);
  const byText = new Map<string, string[]>();
  for (const image of images) {
    const text = await told(scene, withPod(aPod([image], scene.named), scene.pod));
    byText.set(text, [...(byText.get(text) ?? []), JSON.stringify(image)]);
  }
  const lines = [...byText].map(([text, of]) => `${of.join(', ')}\n    ${text}`);
  const all = await told(scene, withPod(aPod((scene.images ?? IMAGES).slice(0, 3), scene.named), scene.pod));
  const template = await told(scene, aDeployment(images.slice(0, 1), scene.named));
  // What is as it is for a Pod is not written twice.
  const isSame = byText.has(template.replaceAll('spec.template.spec', 'spec'));
  const ofTemplate = isSame ? '- the same' : template;
  return [...lines, `the first three in a Pod\n    ${all}`, `the first in a Deployment\n    ${ofTemplate}\n`].join(
    '\n',
  );
}

for (const [topic, scenes] of Object.entries(TOPICS)) {
  t.test(topic, async (t) => {
    const blocks: Block[] = [];
    for (const [name, scene] of Object.entries(scenes)) blocks.push([name, await toldOf(scene)]);
    matchTold(t, `scenes/${topic}`, blocks);
  });
}

t.test('more images than are told one by one', async (t) => {
  const of = async (images: readonly string[], scene: Scene = {}) => {
    const cluster = [aNamespace({}), anAccount([]), ...(scene.secrets ?? [])];
    const object = aPod(images, scene.named);
    const { findings, allowed, causes, message } = await validate({
      object,
      cluster,
      settings: mergeSettings({ ...scene.settings }),
    });
    const lines = findings.map(({ code, problem, because, uses }) => `${code} ${uses.length}: ${problem}: ${because}`);
    const some = lines.length > 8 ? [...lines.slice(0, 3), `(${lines.length - 6} more)`, ...lines.slice(-3)] : lines;
    return [
      `${images.length} images, ${allowed ? 'admitted' : 'denied'}, ${findings.length} findings, ${causes.length} causes`,
      ...some,
      `${message.split('\n').slice(-3).join(' | ')}\n`,
    ].join('\n  ');
  };
  const hosts = (count: number, more = '') => Array.from({ length: count }, (_, at) => `r${at}.example.com/app${more}`);
  const blocks: readonly Block[] = [
    ['as many registries as are told', await of(hosts(100, ':1'))],
    ['one more', await of(hosts(101, ':1'))],
    ['no versions', await of(hosts(230))],
    ['a name that is not there', await of(hosts(230, ':1'), { named: ['gone'] })],
    ['one registry', await of(Array.from({ length: 230 }, (_, at) => `ghcr.io/acme/app${at}:1`))],
    [
      'latest, and no images',
      await of([...hosts(120, ':latest'), ...Array.from({ length: 110 }, (_, at) => `Bad${at}`)]),
    ],
    [
      'short names',
      await of(
        Array.from({ length: 150 }, (_, at) => `app${at}`),
        { named: ['regcred'], secrets: [aSecret('regcred', { 'x.io': 'good' })] },
      ),
    ],
    [
      'all by a login that has expired',
      await of(hosts(130, ':1'), { named: ['regcred'], secrets: [aSecret('regcred', { '*.example.com': 'expired' })] }),
    ],
    [
      'all by a login that looks wrong',
      await of(hosts(130, ':1'), { named: ['regcred'], secrets: [aSecret('regcred', { '*.example.com': 'suspect' })] }),
    ],
  ];
  matchTold(t, 'scenes/many-images', blocks);
});

t.test('an image volume that nothing mounts, and other kinds of containers', async (t) => {
  const volume = { name: 'data', image: { reference: 'ghcr.io/acme/data:1' } };
  const spec = (more: Readonly<Record<string, unknown>>) => ({
    ...aPod(['registry.k8s.io/pause:3.10']),
    spec: {
      containers: [{ name: 'c', image: 'registry.k8s.io/pause:3.10', volumeMounts: [{ name: 'used' }] }],
      ...more,
    },
  });
  const objects: Readonly<Record<string, KubeObject>> = {
    'a volume that nothing mounts': spec({ volumes: [volume] }),
    'two volumes, one of them mounted': spec({ volumes: [volume, { ...volume, name: 'used' }] }),
    'a volume that is mounted': spec({ volumes: [{ ...volume, name: 'used' }] }),
    'an init container and a sidecar': spec({
      initContainers: [
        { name: 'i', image: 'ghcr.io/a/b:1' },
        { name: 's', image: 'ghcr.io/a/b:1', restartPolicy: 'Always' },
      ],
    }),
    'an ephemeral container': spec({ ephemeralContainers: [{ name: 'e', image: 'ghcr.io/a/b:1' }] }),
    'never pulled': spec({ containers: [{ name: 'n', image: 'ghcr.io/a/b:1', imagePullPolicy: 'Never' }] }),
  };
  const blocks: Block[] = [];
  for (const [name, object] of Object.entries(objects)) blocks.push([name, `${await told({}, object)}\n`]);
  matchTold(t, 'scenes/containers', blocks);
});

t.test('nothing is left of what is told no more', async (t) => {
  matchTopics(t, 'scenes', [...Object.keys(TOPICS), 'many-images', 'containers']);
});
