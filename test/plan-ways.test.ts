/** How a list of pull secrets gets to a pod, by who can still change what (semantics 4.1 to 4.6, 5.3): the printed steps. */
import t from 'tap';
import { assess } from '../src/facts/assess.js';
import { admissionOf, type Case, mergeSettings, NOW } from './support/case.js';
import { type KubeObject, stateOf } from './support/state.js';

const IMAGE = 'registry.example.com/team/web:1';

function secret(name: string, auths: unknown, more: object = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'shop', ...more },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify({ auths }) },
  };
}

const login = { auth: Buffer.from('u:secret-word').toString('base64') };
/** A JWT that ended long ago. */
const ENDED = `eyJhbGciOiJub25lIn0.${Buffer.from('{"exp":1700000000}').toString('base64url')}.x`;
const GOOD = secret('good', { 'registry.example.com': login });
const OTHER = secret('other', { 'ghcr.io': login });
const BROKEN = secret('broken', { 'ghcr.io': { auth: '%%%' } });
const BROKEN_TOO = secret('broken-too', { 'ghcr.io': { auth: '%%%' } });

const account = (names: readonly string[], limited = false): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: {
    name: 'default',
    namespace: 'shop',
    ...(limited ? { annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } } : {}),
  },
  imagePullSecrets: names.map((name) => ({ name })),
});

interface Row {
  readonly about: string;
  readonly objects: readonly KubeObject[];
  readonly own?: readonly string[];
  readonly isPod?: true;
  readonly exists?: 'image' | 'debug';
  readonly image?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly steps: readonly string[];
}

const PATCH = 'kubectl -n shop patch serviceaccount default --type=merge -p ';
const list = (...names: readonly string[]): string => `[${names.map((name) => `{name: ${name}}`).join(', ')}]`;
const patch = (...names: readonly string[]): string =>
  `${PATCH}'${JSON.stringify({ imagePullSecrets: names.map((name) => ({ name })) })}'`;
const OR = 'or, for all pods of ServiceAccount "default":';
const set = (path: string, ...names: readonly string[]): string => `set ${path}.imagePullSecrets to ${list(...names)}`;
const TEMPLATE = 'spec.template.spec';
const HUB = 'docker.io/acme/web:1';

const ROWS: readonly Row[] = [
  {
    about: 'a template without a list: there, or in its ServiceAccount',
    objects: [GOOD, account([])],
    steps: [set(TEMPLATE, 'good'), OR, patch('good')],
  },
  {
    about: 'what the ServiceAccount lists is kept: a list in the object would hide it, and the field is replaced',
    objects: [GOOD, OTHER, account(['other'])],
    steps: [set(TEMPLATE, 'other', 'good'), OR, patch('other', 'good')],
  },
  {
    about: 'a list of its own hides that of the ServiceAccount, so only it is edited',
    objects: [GOOD, OTHER, account([])],
    own: ['other'],
    steps: [set(TEMPLATE, 'other', 'good')],
  },
  {
    about: 'a Pod whose list was copied from its ServiceAccount',
    objects: [GOOD, OTHER, account(['other'])],
    isPod: true,
    own: ['other'],
    steps: [set('spec', 'other', 'good'), OR, patch('other', 'good')],
  },
  {
    about: 'a Pod with a list of its own',
    objects: [GOOD, OTHER, account([])],
    isPod: true,
    own: ['other'],
    steps: [set('spec', 'other', 'good')],
  },
  {
    about: 'the ServiceAccount lets its pods use only what it lists: without a list of its own the pod gets that',
    objects: [GOOD, OTHER, account(['other'], true)],
    steps: [patch('other', 'good')],
  },
  {
    about: 'and with one both are needed, the ServiceAccount first',
    objects: [GOOD, OTHER, account(['other'], true)],
    own: ['other'],
    steps: [patch('other', 'good'), set(TEMPLATE, 'other', 'good')],
  },
  {
    about: 'a Pod that exists keeps its list',
    objects: [GOOD, account([])],
    isPod: true,
    exists: 'image',
    steps: [
      `create a new Pod with spec.imagePullSecrets ${list('good')} (that of a Pod which exists cannot be changed)`,
    ],
  },
  {
    about: 'and nobody makes it anew for a container that looks into it',
    objects: [GOOD, account([])],
    isPod: true,
    exists: 'debug',
    steps: [
      'in container "debug" (ephemeral) use an image that the pull secrets of the Pod match, or a public one (the list of a Pod that exists cannot be changed)',
    ],
  },
  {
    about: 'a list that is left empty is filled from the ServiceAccount, which lists a broken one, too',
    objects: [BROKEN, BROKEN_TOO, account(['broken-too'])],
    own: ['broken'],
    image: 'registry.k8s.io/pause:3.10',
    steps: [patch(), set(TEMPLATE)],
  },
  {
    about: 'all broken ones go, and what the image then lacks is named',
    objects: [GOOD, BROKEN, BROKEN_TOO, account([])],
    own: ['broken', 'broken-too'],
    steps: [set(TEMPLATE, 'good')],
  },
  {
    about: 'a bad login of a public image goes',
    objects: [
      secret('bad', { 'registry.example.com': { auth: Buffer.from(`u:${ENDED}`).toString('base64') } }),
      account([]),
    ],
    own: ['bad'],
    settings: { registries: { public: ['registry.example.com'] } },
    steps: [set(TEMPLATE)],
  },
  {
    about: 'a key docker.io cuts off the fallback of Docker Hub, so the login is made for docker.io',
    objects: [secret('empty', { 'docker.io': {}, 'ghcr.io': login }), account([])],
    own: ['empty'],
    image: HUB,
    steps: [
      'kubectl -n shop create secret docker-registry regcred --docker-server=docker.io --docker-username=USER --docker-password=TOKEN',
      set(TEMPLATE, 'empty', 'regcred'),
    ],
  },
];

function caseOf({ objects, own = [], isPod, exists, image = IMAGE, settings = {} }: Row): Case {
  const good = { name: 'web', image: 'registry.k8s.io/pause:3.10' };
  const spec = {
    containers: exists === 'debug' ? [good] : [{ name: 'web', image }],
    ...(exists === 'debug' ? { ephemeralContainers: [{ name: 'debug', image }] } : {}),
    ...(own.length === 0 ? {} : { imagePullSecrets: own.map((name) => ({ name })) }),
  };
  const metadata = { name: 'web', namespace: 'shop' };
  return {
    about: '',
    objects,
    judged:
      isPod === true
        ? { apiVersion: 'v1', kind: 'Pod', metadata, spec }
        : { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { spec } } },
    old: exists === undefined ? undefined : { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [good] } },
    operation: exists === undefined ? 'CREATE' : 'UPDATE',
    subresource: exists === 'debug' ? 'ephemeralcontainers' : '',
    dryRun: false,
    user: 'somebody',
    offline: false,
    settings: mergeSettings({ cluster: { provider: 'none' }, ...settings }),
  };
}

for (const row of ROWS) {
  t.test(row.about, async (t) => {
    const one = caseOf(row);
    const { message } = await assess(admissionOf(one), {
      settings: one.settings,
      state: stateOf(one.objects),
      now: NOW,
    });
    const lines = message.split('\n');
    const steps = lines.slice(lines.indexOf('Fix:') + 1).filter((line) => !/^(?:Note|If the image)/.test(line));
    t.strictSame(steps, row.steps, message);
  });
}

t.test(
  'beside a denial a warning has no list and no login of its own: there is one list, and one of each name',
  async (t) => {
    const [row] = ROWS;
    if (row === undefined) throw new Error('there are rows');
    const one = caseOf({ ...row, objects: [account([])], isPod: true });
    const volumes = [{ name: 'model', image: { reference: 'quay.io/acme/model:1' } }];
    const judged = { ...one.judged, spec: { ...Object(one.judged['spec']), volumes } };
    const ask = (object: KubeObject) =>
      assess(admissionOf({ ...one, judged: object }), {
        settings: one.settings,
        state: stateOf(one.objects),
        now: NOW,
      });
    const both = await ask(judged);
    t.match(both.message, 'create secret docker-registry regcred --docker-server=registry.example.com ');
    t.match(both.warnings[0], /^Pullgate: \[PG201\] no pull secret for quay\.io/);
    t.notMatch(both.warnings[0], 'Fix:');
    const container = [{ name: 'web', image: 'registry.k8s.io/pause:3.10' }];
    const alone = await ask({ ...judged, spec: { ...judged.spec, containers: container } });
    t.match(
      alone.warnings[0],
      'Fix: (1) kubectl -n shop create secret docker-registry regcred --docker-server=quay.io',
    );
  },
);
