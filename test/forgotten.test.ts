/** PG105 in all its cases: which names are official, whose secrets speak, what the operator says, and what is proposed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import t from 'tap';
import { OFFICIAL_IMAGES, OFFICIAL_IMAGES_COMMIT, OFFICIAL_IMAGES_DATE } from '../src/core/image/official-images.js';
import type { Settings } from '../src/core/settings.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import { mergeSettings } from './support/case.js';
import { aDeployment, aNamespace, anAccount, aPod, aSecret, MALFORMED, mutate, validate } from './support/injection.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

const HUB = 'https://index.docker.io/v1/';
const CLUSTER = {
  quay: aSecret('quay', { 'quay.io': 'good' }),
  corp: aSecret('corp', { 'registry.example.com': 'good' }),
  any: aSecret('any', { '*.example.com': 'good' }),
  hub: aSecret('hub', { [HUB]: 'good' }),
  hubOther: aSecret('hub-other', { 'docker.io/others/': 'good' }),
  hubEmpty: aSecret('hub-empty', { [HUB]: 'anonymous' }),
  hubBlank: aSecret('hub-blank', { ' docker.io': 'good' }),
  hubOpaque: { ...aSecret('hub-opaque', { 'docker.io': 'good' }), type: 'Opaque' },
  both: aSecret('both', { 'quay.io': 'good', [HUB]: 'good' }),
  hubPort: aSecret('hub-port', { 'docker.io:443': 'good' }),
  hubOdd: aSecret('hub-odd', { 'docker.io/a%zz': 'good' }),
  hubEnd: aSecret('hub-end', { 'https://docker.io/v1/ ': 'good' }),
  alike: aSecret('alike', { 'mydocker.io': 'good' }),
  below: aSecret('below', { 'docker.io.example.com': 'good' }),
  ports: aSecret('ports', { 'docker.io:80:90': 'good' }),
  word: aSecret('word', { quay: 'good' }),
  local: aSecret('local', { 'localhost/team': 'good' }),
  secretKey: aSecret('secret-key', { 'quay.io?token': 'good' }),
  noType: { ...aSecret('no-type', 'text'), type: 'Opaque', stringData: {} },
  empty: aSecret('empty', { 'quay.io': 'anonymous' }),
  broken: aSecret('broken', MALFORMED),
} as const;
type Name = keyof typeof CLUSTER | 'gone';

const nameOf = (key: Name): string => (key === 'gone' ? 'gone' : String(CLUSTER[key].metadata?.name));

interface Row {
  readonly own: readonly Name[];
  /** Of the ServiceAccount, where the object names none. */
  readonly account?: readonly Name[];
  /** Besides. */
  readonly others?: readonly Name[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Of one container, or of several. */
  readonly image: string | readonly string[];
}

function objectsOf({ own, account = [], others = [] }: Row): readonly KubeObject[] {
  const secrets = [...own, ...account, ...others].flatMap((name) => (name === 'gone' ? [] : [CLUSTER[name]]));
  return [aNamespace({}), anAccount(account.map(nameOf)), ...new Set(secrets)];
}

/** `deny`, `warn` or `-`. */
async function said(row: Row, state = stateOf(objectsOf(row))): Promise<string> {
  const object = aDeployment([row.image].flat(), row.own.length === 0 ? undefined : row.own.map(nameOf));
  const settings = mergeSettings(row.settings ?? {});
  const { findings } = await validate({ object, cluster: state, settings });
  return findings.find(({ code }) => code === 'PG105')?.action ?? '-';
}

const PUBLIC = { registries: { public: ['docker.io'] } };

/** Of a name that is no official image, and of one with an organisation. */
type Whose = readonly (readonly [unofficial: string, organisation: string, Omit<Row, 'image'>])[];

const WHOSE: Readonly<Record<string, Whose>> = {
  'whose secrets are for other registries': [
    ['warn', '-', { own: [] }],
    ['deny', 'warn', { own: ['quay'] }],
    ['deny', 'warn', { own: [], account: ['quay'] }],
    ['deny', 'warn', { own: [], others: ['quay'] }],
    ['deny', 'warn', { own: ['any'] }],
    ['deny', 'warn', { own: ['quay', 'corp'] }],
  ],
  'whose secrets are for Docker Hub as well': [
    ['warn', '-', { own: ['hub'] }],
    ['warn', '-', { own: ['both'] }],
    ['warn', '-', { own: ['quay', 'hub'] }],
    ['warn', '-', { own: ['quay', 'hubOther'] }],
    ['warn', '-', { own: ['quay', 'hubEmpty'] }],
    ['warn', '-', { own: ['quay', 'hubBlank'] }],
    ['warn', '-', { own: ['quay', 'hubOpaque'] }],
    ['warn', '-', { own: ['quay', 'hubPort'] }],
    ['warn', '-', { own: ['quay', 'hubEnd'] }],
    ['deny', 'warn', { own: ['alike'] }],
    ['deny', 'warn', { own: ['below'] }],
    ['deny', 'warn', { own: ['quay', 'noType'] }],
    ['deny', 'warn', { own: ['quay', 'hubOdd'] }],
    ['deny', 'warn', { own: ['quay', 'ports'] }],
    ['warn', '-', { own: [], others: ['quay', 'hub'] }],
    ['warn', '-', { own: [], others: ['quay', 'hubOpaque'] }],
  ],
  'whose list decides': [
    // The pod's own list decides, and another secret of the namespace speaks for an organisation only.
    ['deny', '-', { own: ['quay'], others: ['hub'] }],
    ['warn', '-', { own: ['hub'], others: ['quay'] }],
  ],
  'whose secrets tell nothing': [
    ['warn', '-', { own: ['empty'] }],
    ['warn', '-', { own: ['word'] }],
    ['warn', '-', { own: ['secretKey'] }],
    ['deny', 'warn', { own: ['local'] }],
    ['deny', 'warn', { own: ['empty'], others: ['quay'] }],
    ['deny', '-', { own: ['quay', 'gone'] }],
    ['warn', '-', { own: ['gone'] }],
    ['deny', '-', { own: ['gone'], others: ['quay'] }],
    ['deny', '-', { own: ['quay', 'broken'] }],
    ['warn', '-', { own: ['broken'] }],
  ],
};

/** Of these it is never said. */
const NEVER = [
  'nginx:1.27',
  'library/vault:1.13.3',
  'docker.io/video-encoder:v3.2.1',
  'docker.io/rhuss/model:1.0',
  'registry.k8s.io/video-encoder:1',
];

for (const [name, rows] of Object.entries(WHOSE)) {
  t.test(name, async (t) => {
    for (const [unofficial, organisation, row] of rows) {
      const about = JSON.stringify(row);
      for (const settings of [{}, PUBLIC]) {
        t.equal(await said({ ...row, settings, image: 'video-encoder:v3.2.1' }), unofficial, about);
        t.equal(await said({ ...row, settings, image: 'library/video-encoder:v3.2.1' }), unofficial, about);
        t.equal(await said({ ...row, settings, image: 'rhuss/model:1.0' }), organisation, about);
        t.equal(await said({ ...row, settings, image: NEVER }), '-', about);
      }
    }
  });
}

t.test('what the operator says', async (t) => {
  const registries = (more: Readonly<Record<string, unknown>>) => ({ registries: more });
  const rows: readonly (readonly [unofficial: string, organisation: string, Readonly<Record<string, unknown>>])[] = [
    ['deny', 'warn', {}],
    ['deny', 'warn', registries({ builtinPublic: false })],
    ['deny', 'warn', registries({ unlisted: 'public' })],
    ['deny', 'warn', registries({ public: ['docker.io'] })],
    ['deny', 'warn', registries({ public: ['docker.io/library/'] })],
    ['deny', 'warn', registries({ private: ['docker.io'] })],
    ['-', 'warn', registries({ public: ['docker.io/library/video-encoder'] })],
    ['-', 'warn', registries({ private: ['docker.io/library/video'] })],
    ['deny', '-', registries({ public: ['docker.io/rhuss/'] })],
    ['deny', '-', registries({ private: ['docker.io/rhuss/'] })],
    // The nodes have a login for Docker Hub, although a longer pattern says that none is needed there.
    ['warn', '-', registries({ nodeCredentials: ['docker.io'] })],
    ['deny', 'deny', { rules: { PG105: 'deny' } }],
    ['warn', 'warn', { rules: { PG105: 'warn' } }],
    ['audit', 'audit', { rules: { PG105: 'audit' } }],
    ['-', '-', { rules: { PG105: 'off' } }],
    ['-', 'warn', { images: { preloaded: ['docker.io/library/video-encoder'] } }],
    ['warn', 'warn', { mode: 'warn' }],
  ];
  for (const [unofficial, organisation, settings] of rows) {
    const about = JSON.stringify(settings);
    t.equal(await said({ own: ['quay'], settings, image: 'video-encoder:v3.2.1' }), unofficial, about);
    t.equal(await said({ own: ['quay'], settings, image: 'rhuss/model:1.0' }), organisation, about);
    t.equal(await said({ own: ['quay'], settings, image: 'nginx:1.27' }), '-', about);
  }
});

t.test('what could not be asked denies nothing', async (t) => {
  const unknown = { state: 'unknown', reason: 'forbidden' } as const;
  const image = 'video-encoder:v3.2.1';
  const own: Row = { own: ['quay', 'corp'], image };
  const noSecret = instead(stateOf(objectsOf(own)), {
    secret: async (question, options) =>
      question.name === 'corp' ? unknown : stateOf(objectsOf(own)).ask(question, options),
  });
  t.equal(await said(own, noSecret), 'warn', 'a secret of the list');
  const none: Row = { own: [], others: ['quay'], image };
  const noList = instead(stateOf(objectsOf(none)), { pullSecrets: async () => unknown });
  t.equal(await said(none, noList), 'warn', 'those of the namespace');
  t.equal(await said({ ...none, image: 'rhuss/model:1.0' }, noList), '-');
  const some = instead(stateOf(objectsOf(none)), {
    pullSecrets: async (question, read) => {
      const all = await stateOf(objectsOf(none)).ask(question, read);
      return all.state === 'found' ? { ...all, partial: true } : all;
    },
  });
  t.equal(await said(none, some), 'warn', 'all of those of the namespace');
  const large = {
    namespace: 'shop',
    name: 'corp',
    type: 'kubernetes.io/dockerconfigjson',
    form: 'oversized',
    count: 3000,
  } as const;
  const tooLarge = instead(stateOf(objectsOf(own)), {
    secret: async (question, options) =>
      question.name === 'corp' ? { state: 'found', value: large } : stateOf(objectsOf(own)).ask(question, options),
    secretFor: async () => ({ state: 'found', value: large }),
  });
  t.equal(await said(own, tooLarge), 'warn', 'all of a secret of the list');
  const unborn = instead(stateOf(objectsOf(none)), { serviceAccount: async () => ({ state: 'absent' }) });
  t.equal(await said(none, unborn), 'deny', 'a ServiceAccount that is not there lists nothing');
  t.equal(await said({ ...none, image: 'rhuss/model:1.0' }, unborn), 'warn');
  const noAccount = instead(stateOf(objectsOf(none)), { serviceAccount: async () => unknown });
  t.equal(await said(none, noAccount), 'warn', 'the ServiceAccount');
  t.equal(await said(none, stateOf(objectsOf(none), true)), 'warn', 'manifests that are no cluster');
});

t.test('who pulls nothing is told nothing', async (t) => {
  const object = aPod(['video-encoder:v3.2.1'], ['quay']);
  const never = JSON.parse(JSON.stringify(object).replaceAll('"image":', '"imagePullPolicy":"Never","image":'));
  const { findings } = await validate({ object: never, cluster: objectsOf({ own: ['quay'], image: '' }) });
  t.strictSame(findings, []);
});

t.test('a denial for what the namespace holds rests on what it holds now', async (t) => {
  const object = aDeployment(['video-encoder:v3.2.1']);
  const cluster = objectsOf({ own: [], others: ['quay'], image: '' });
  t.notOk((await validate({ object, cluster, settings: mergeSettings({}) })).allowed);
  const fresh = stateOf([...cluster, CLUSTER.hub]);
  t.ok((await validate({ object, cluster, settings: mergeSettings({}), fresh })).allowed, 'a login came meanwhile');
});

// ------------------------------------------------------------------------------------------------------ what is proposed

interface Proposal {
  readonly images: readonly string[];
  /** Key by name of the secret that the object names. */
  readonly own?: Readonly<Record<string, string>>;
  readonly account?: Readonly<Record<string, string>>;
  readonly others?: Readonly<Record<string, string>>;
  readonly settings?: Settings;
  /** What else is in the cluster, and in the list. */
  readonly more?: readonly KubeObject[];
  readonly listed?: readonly string[];
  /** The secrets of the namespace could not be listed. */
  readonly isBlind?: true;
}

const secretsOf = (keys: Readonly<Record<string, string>> = {}) =>
  Object.entries(keys).map(([name, key]) => aSecret(name, { [key]: 'good' }));

/** The images that are proposed for the first one, by code; each finding proposes one. */
async function proposed(one: Proposal): Promise<Readonly<Record<string, string>>> {
  const { images, own, account = {}, others } = one;
  const object = aDeployment(images, own && [...Object.keys(own), ...(one.listed ?? [])]);
  const secrets = [own, account, others].flatMap(secretsOf);
  const cluster = [aNamespace({}), anAccount(Object.keys(account)), ...secrets, ...(one.more ?? [])];
  const state = instead(
    stateOf(cluster),
    one.isBlind === true ? { pullSecrets: async () => ({ state: 'unknown', reason: 'forbidden' }) } : {},
  );
  const { findings } = await validate({ object, cluster: state, settings: one.settings ?? mergeSettings({}) });
  const path = 'spec.template.spec.containers[0].image';
  return Object.fromEntries(
    findings.flatMap(({ code, uses, fix }) => {
      const edit = fix?.steps.find((step) => step.do === 'set-image' && step.uses.some((use) => use.path === path));
      return edit?.do === 'set-image' && uses.some((use) => use.path === path) ? [[code, edit.image]] : [];
    }),
  );
}

t.test('the nearest repository, and never a registry because there is a secret for it', async (t) => {
  const CORP = 'registry.example.com';
  const corp = { corp: CORP };
  const rows: readonly (readonly [about: string, image: string, one: Proposal])[] = [
    [
      'an image of the same name',
      'ghcr.io/team/model:1.0',
      { images: ['model:1.0', 'ghcr.io/team/model:2', 'quay.io/a/b:1'] },
    ],
    [
      'with its digest',
      `${CORP}/t/m@sha256:${'a'.repeat(64)}`,
      { images: [`m@sha256:${'a'.repeat(64)}`, `${CORP}/t/m:1`], own: corp },
    ],
    [
      'two of the same name',
      'REGISTRY/model:1.0',
      { images: ['model:1.0', 'ghcr.io/team/model:2', 'quay.io/a/model:1'] },
    ],
    ['a private image', `${CORP}/team/model:1.0`, { images: ['model:1.0', `${CORP}/team/api:2`], own: corp }],
    [
      'private images of two places',
      'REGISTRY/model:1.0',
      { images: ['model:1.0', `${CORP}/a/api:2`, `${CORP}/b/api:2`], own: corp },
    ],
    [
      'a public image tells nothing',
      'REGISTRY/model:1.0',
      { images: ['model:1.0', 'quay.io/prometheus/prometheus:v3'] },
    ],
    [
      'the same organisation',
      'ghcr.io/acme/model:1.0',
      { images: ['acme/model:1.0', 'ghcr.io/acme/api:2'], own: { g: 'ghcr.io' } },
    ],
    ['deeper', `${CORP}/x/acme/model:1.0`, { images: ['acme/model:1.0', `${CORP}/x/acme/api:2`], own: corp }],
    [
      'another organisation',
      'REGISTRY/acme/model:1.0',
      { images: ['acme/model:1.0', `${CORP}/team/api:2`], own: corp },
    ],
    [
      'the same name of another organisation',
      'REGISTRY/acme/model:1.0',
      { images: ['acme/model:1.0', `${CORP}/team/model:2`], own: corp },
    ],
    [
      'a key of the organisation',
      'quay.io/acme/model:1.0',
      { images: ['acme/model:1.0', 'quay.io/b/c:1'], own: { q: 'quay.io/acme/', r: 'quay.io' } },
    ],
    ['a key of the repository', 'quay.io/acme/model:1.0', { images: ['model:1.0'], own: { q: 'quay.io/acme/model' } }],
    ['a key of the namespace', 'quay.io/acme/model:1.0', { images: ['acme/model:1.0'], others: { q: 'quay.io/acme' } }],
    [
      'two keys that fit',
      'REGISTRY/acme/model:1.0',
      { images: ['acme/model:1.0'], own: { q: 'quay.io/acme', g: 'ghcr.io/acme' } },
    ],
    ['a host of the namespace', 'REGISTRY/acme/model:1.0', { images: ['acme/model:1.0'], others: { q: 'quay.io' } }],
    [
      'a host of the ServiceAccount',
      'REGISTRY/acme/model:1.0',
      { images: ['acme/model:1.0'], account: { q: 'quay.io' } },
    ],
    ['a host that the object names', 'quay.io/acme/model:1.0', { images: ['acme/model:1.0'], own: { q: 'quay.io' } }],
    [
      'and that another image uses',
      'REGISTRY/acme/model:1.0',
      { images: ['acme/model:1.0', 'quay.io/b/c:1'], own: { q: 'quay.io' } },
    ],
    ['two hosts', 'REGISTRY/acme/model:1.0', { images: ['acme/model:1.0'], own: { q: 'quay.io', g: 'ghcr.io' } }],
    [
      'a path that does not fit',
      'REGISTRY/acme/model:1.0',
      { images: ['acme/model:1.0'], own: { q: 'quay.io/other' } },
    ],
    [
      'the same name deeper, of another place',
      'REGISTRY/acme/x/model:1.0',
      { images: ['acme/x/model:1.0', `${CORP}/t/x/model:2`], own: corp },
    ],
    [
      'the same organisation deeper, of another place',
      'REGISTRY/acme/x/model:1.0',
      { images: ['acme/x/model:1.0', `${CORP}/t/x/api:2`], own: corp },
    ],
    [
      'a key of a deeper organisation, of another place',
      'REGISTRY/acme/x/model:1.0',
      { images: ['acme/x/model:1.0', 'quay.io/b/c:1'], own: { q: 'quay.io/t/x', r: 'quay.io' } },
    ],
    [
      'a key of the same name of another organisation',
      'REGISTRY/acme/model:1.0',
      { images: ['acme/model:1.0', 'quay.io/b/c:1'], own: { q: 'quay.io/t/model', r: 'quay.io' } },
    ],
    [
      'a key of the list, though the namespace could not be listed',
      'quay.io/acme/model:1.0',
      { images: ['acme/model:1.0', 'quay.io/b/c:1'], own: { q: 'quay.io/acme', r: 'quay.io' }, isBlind: true },
    ],
    [
      'a key without a login',
      'REGISTRY/acme/model:1.0',
      {
        images: ['acme/model:1.0', 'quay.io/b/c:1'],
        own: { r: 'quay.io' },
        more: [aSecret('q', { 'quay.io/acme': 'anonymous' })],
      },
    ],
    [
      'a key of many hosts',
      'REGISTRY/acme/model:1.0',
      { images: ['acme/model:1.0', 'quay.io/b/c:1'], own: { q: '*.example.com/acme', r: 'quay.io' } },
    ],
    [
      'of many keys that look alike those beyond the first eight are not looked at',
      'REGISTRY/acme/model:1.0',
      {
        images: ['acme/model:1.0', 'quay.io/b/c:1'],
        own: { r: 'quay.io' },
        more: [aSecret('q', keysBefore(8, 'quay.io/acme/model'))],
      },
    ],
    [
      'the eighth is',
      'quay.io/acme/model:1.0',
      {
        images: ['acme/model:1.0', 'quay.io/b/c:1'],
        own: { r: 'quay.io' },
        more: [aSecret('q', keysBefore(7, 'quay.io/acme/model'))],
      },
    ],
    [
      'a host that the object names, and its ServiceAccount too',
      'REGISTRY/acme/model:1.0',
      { images: ['acme/model:1.0'], own: { q: 'quay.io' }, account: { q: 'quay.io' } },
    ],
    [
      'a host beside a secret that cannot be used',
      'quay.io/acme/model:1.0',
      {
        images: ['acme/model:1.0'],
        own: { q: 'quay.io' },
        listed: ['odd'],
        more: [{ ...aSecret('odd', { 'ghcr.io': 'good' }), type: 'Opaque' }],
      },
    ],
    [
      'a host beside keys that name none',
      'quay.io/acme/model:1.0',
      { images: ['acme/model:1.0'], own: { q: 'quay.io', word: 'word', odd: 'ghcr.io?token' } },
    ],
    [
      'a key of one host beside one of many',
      'quay.io/acme/model:1.0',
      {
        images: ['acme/model:1.0', 'quay.io/b/c:1'],
        own: { w: '*.example.com/acme', q: 'quay.io/acme', r: 'quay.io' },
      },
    ],
    [
      'a registry of EKS',
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/model:1.0',
      { images: ['model:1.0'], own: { e: '123456789012.dkr.ecr.eu-west-1.amazonaws.com' } },
    ],
    ['a registry of AKS', 'acme.azurecr.io/model:1.0', { images: ['model:1.0'], own: { a: 'acme.azurecr.io' } }],
    ['a wildcard', 'REGISTRY/acme/model:1.0', { images: ['acme/model:1.0'], own: { q: '*.example.com' } }],
    ["one's own registry", `${CORP}/model:1.0`, { images: ['model:1.0'], own: corp }],
    ['a registry of organisations', 'REGISTRY/model:1.0', { images: ['model:1.0'], own: { q: 'quay.io' } }],
    [
      'with the organisation in the key',
      'quay.io/acme/model:1.0',
      { images: ['model:1.0'], own: { q: 'quay.io/acme' } },
    ],
    ['library/ in front', 'REGISTRY/library/model:1.0', { images: ['library/model:1.0'] }],
    ['no value', 'REGISTRY/REPOSITORY:TAG', { images: ['null:1'], own: corp }],
    ['a registry', 'ghcr.io/REPOSITORY:TAG', { images: ['ghcr.io:v1'], own: corp }],
    ['a registry and its port', 'localhost:5000/REPOSITORY:TAG', { images: ['localhost:5000'], own: corp }],
    ['no version', 'REGISTRY/model:TAG', { images: ['model'] }],
    ['latest', `${CORP}/model:TAG`, { images: ['model:latest'], own: corp }],
  ];
  for (const [about, image, one] of rows) {
    const settings = mergeSettings({ registries: { public: ['docker.io'] } });
    t.equal((await proposed({ ...one, settings }))['PG105'], image, about);
  }
});

t.test('all findings about the image propose one edit', async (t) => {
  const own = { q: 'quay.io' };
  const same = (image: string, ...codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, image]));
  const strict = mergeSettings({ registries: { builtinPublic: false } });
  const QUAY = 'quay.io/acme/model:TAG';
  t.strictSame(await proposed({ images: ['acme/model:1.0'], own }), same('quay.io/acme/model:1.0', 'PG105', 'PG205'));
  t.strictSame(await proposed({ images: ['acme/model'], own }), same(QUAY, 'PG102', 'PG105', 'PG205'));
  t.strictSame(await proposed({ images: ['acme/model:latest'], own }), same(QUAY, 'PG101', 'PG105', 'PG205'));
  const named = { images: ['model:latest'], own, settings: strict };
  t.strictSame(await proposed(named), same('REGISTRY/model:TAG', 'PG101', 'PG105', 'PG205'));
  const nobody = { images: ['model'], settings: strict };
  t.strictSame(await proposed(nobody), same('REGISTRY/model:TAG', 'PG102', 'PG105', 'PG201'));
  const organisation = { images: ['acme/model'], others: { q: 'quay.io/acme' } };
  t.strictSame(await proposed(organisation), same(QUAY, 'PG102', 'PG105', 'PG201'));
  // Nothing tells where it is: a login for Docker Hub is as good a way out.
  const open = { images: ['acme/model:1.0'], account: { q: 'quay.io' } };
  t.strictSame(await proposed(open), same('REGISTRY/acme/model:1.0', 'PG105'));
  const off = mergeSettings({ rules: { PG105: 'off' } });
  t.strictSame(await proposed({ images: ['acme/model:1.0'], own, settings: off }), {}, 'short names are meant');
});

// ------------------------------------------------------------------------------------------------- what the namespace runs

interface Ran {
  /** Of the status; absent: it is that of the container. */
  readonly image?: string;
  readonly imageID?: string;
  readonly state?: Readonly<Record<string, unknown>>;
  readonly ready?: boolean;
  readonly secrets?: readonly string[];
  readonly name?: string;
  readonly namespace?: string;
}

/** A Pod of the cluster that runs this image. */
function running(image: string, ran: Ran = {}): KubeObject {
  const { name = 'other', namespace = 'shop', secrets = [], state = { running: {} }, ready, ...rest } = ran;
  const pod = aPod([image], secrets, { name, namespace });
  const status = {
    name: 'c0',
    image,
    imageID: `${image}@sha256:1`,
    state,
    ...(ready === undefined ? {} : { ready }),
    ...rest,
  };
  return { ...pod, status: { phase: 'Running', containerStatuses: [status] } };
}

const UNOFFICIAL = 'video-encoder:v3.2.1';
const ORGANISATION = 'rhuss/model:1.0';

t.test('a Pod that runs the image shows that it can be pulled', async (t) => {
  const HUB_NAME = 'docker.io/library/video-encoder:v3.1.0';
  const waiting = { waiting: { reason: 'ImagePullBackOff' } };
  // Of a name that is no official image, with secrets for others in the object or in the namespace.
  const rows: readonly (readonly [about: string, said: string, pod: KubeObject])[] = [
    ['the same name', '-', running(UNOFFICIAL)],
    ['another version', '-', running('video-encoder:v3.1.0')],
    ['written out', '-', running(HUB_NAME)],
    ['as the runtime writes it', '-', running('video-encoder:v3.1.0', { image: HUB_NAME })],
    ['found elsewhere by CRI-O', '-', running('video-encoder:v3.1.0', { image: 'quay.io/media/video-encoder:v3.1.0' })],
    ['ready, whatever the state', '-', running(UNOFFICIAL, { state: {}, ready: true })],
    ['it came to its end', '-', running(UNOFFICIAL, { state: { terminated: { exitCode: 0 } } })],
    ['it fails', '-', running(UNOFFICIAL, { state: { waiting: { reason: 'CrashLoopBackOff' } } })],
    ['under the name of the object', '-', running(UNOFFICIAL, { name: 'web' })],
    ['with secrets for others', '-', running(UNOFFICIAL, { secrets: ['quay', 'gone'] })],
    ['an empty name', '-', running(UNOFFICIAL, { secrets: [''] })],
    ['it was never pulled', 'deny', running(UNOFFICIAL, { imageID: '', state: waiting })],
    ['it is not there any more', 'deny', running(UNOFFICIAL, { state: waiting })],
    ['it never ran, though it says so', 'deny', running(UNOFFICIAL, { imageID: '' })],
    ['the image before', 'deny', running(UNOFFICIAL, { image: 'quay.io/media/encoder:v3.1.0' })],
    ['only an ID', 'deny', running(UNOFFICIAL, { image: `sha256:${'a'.repeat(64)}` })],
    ['another container', 'deny', running(UNOFFICIAL, { name: 'c1' })],
    ['another image', 'deny', running('nginx:1.27')],
    ['a longer name', 'deny', running('acme/video-encoder:v3.1.0')],
    ['another namespace', 'deny', running(UNOFFICIAL, { namespace: 'blog' })],
    ['a template', 'deny', aDeployment([UNOFFICIAL])],
    ['a Pod of a file', 'deny', aPod([UNOFFICIAL], [], { name: 'other' })],
  ];
  for (const [about, expected, pod] of rows) {
    const other =
      about === 'another container'
        ? { ...pod, status: JSON.parse(JSON.stringify(pod['status']).replace('"c0"', '"c1"')) }
        : pod;
    for (const row of [{ own: ['quay'] }, { own: [], others: ['quay'] }] as const) {
      for (const settings of [{}, PUBLIC]) {
        const all = { ...row, settings, image: UNOFFICIAL };
        t.equal(await said(all, stateOf([...objectsOf(all), other])), expected, about);
      }
    }
  }
  const warned: Row = { own: ['quay'], image: ORGANISATION };
  t.equal(await said(warned, stateOf([...objectsOf(warned), running('rhuss/model:0.9')])), '-', 'an organisation');
  t.equal(await said(warned, stateOf([...objectsOf(warned), running(UNOFFICIAL)])), 'warn', 'and another image');
  const nothing: Row = { own: [], image: UNOFFICIAL };
  t.equal(await said(nothing, stateOf([...objectsOf(nothing), running(UNOFFICIAL)])), '-', 'where it would only warn');
});

t.test('a Pod that may have pulled it with a secret speaks for Docker Hub, and shows no more', async (t) => {
  const own: Row = { own: ['quay'], others: ['hub'], image: UNOFFICIAL };
  const withSecret = (secrets: readonly string[]) => stateOf([...objectsOf(own), running(UNOFFICIAL, { secrets })]);
  t.equal(await said(own, withSecret(['hub'])), 'warn');
  t.equal(await said(own, withSecret(['quay'])), '-');
  t.equal(await said({ ...own, image: ORGANISATION }, withSecret(['hub'])), '-', 'another login is there, too');
  const unlisted = instead(withSecret(['any']), {
    pullSecrets: async () => ({ state: 'unknown', reason: 'forbidden' }),
  });
  t.equal(await said(own, unlisted), 'warn', 'what its secrets hold is not known');
  const organisation: Row = { own: ['quay'], image: ORGANISATION };
  const runs = stateOf([...objectsOf(organisation), running(ORGANISATION, { secrets: ['any'] })]);
  const blind = instead(runs, { pullSecrets: async () => ({ state: 'unknown', reason: 'forbidden' }) });
  t.equal(await said(organisation, blind), '-');
  const unreadable: ClusterState = instead(stateOf([...objectsOf(own), running(UNOFFICIAL)]), {
    pullSecrets: async () => ({ state: 'unknown', reason: 'forbidden' }),
  });
  t.equal(await said(own, unreadable), '-', 'no list matches nothing, whatever there is');
  const large = {
    namespace: 'shop',
    name: 'large',
    type: 'kubernetes.io/dockerconfigjson',
    form: 'oversized',
    count: 3000,
  } as const;
  const oversized = instead(withSecret(['large']), { pullSecrets: async () => ({ state: 'found', value: [large] }) });
  t.equal(await said(own, oversized), 'warn', 'a secret of which not all is known');
  const object = aDeployment([UNOFFICIAL], ['quay']);
  const offline = stateOf([...objectsOf(own), running(UNOFFICIAL, { secrets: ['elsewhere'] })], true);
  const settings = mergeSettings(PUBLIC);
  const checked = await validate({ object, cluster: offline, settings, admission: { source: 'file' } });
  t.match(checked.findings, [{ code: 'PG105', action: 'warn' }], 'nor are all secrets in files');
  const both = [running(UNOFFICIAL, { secrets: ['hub'] }), running(UNOFFICIAL, { name: 'third' })];
  t.equal(await said(own, stateOf([...objectsOf(own), ...both])), '-', 'one of two is enough');
  const { findings } = await validate({
    object: aDeployment([UNOFFICIAL], ['quay']),
    cluster: withSecret(['hub']),
    settings: mergeSettings(PUBLIC),
  });
  t.match(findings, [{ code: 'PG105', because: /; but Pods of this namespace run it with other pull secrets/ }]);
});

t.test('what runs and could not be read is not "nothing runs"', async (t) => {
  const row: Row = { own: ['quay'], image: UNOFFICIAL };
  const reason = 'Pullgate has no right to read Pods in namespace shop (403)';
  const blind = instead(stateOf(objectsOf(row)), { imagesInUse: async () => ({ state: 'unknown', reason }) });
  const more = instead(stateOf(objectsOf(row)), {
    imagesInUse: async () => ({ state: 'found', value: [], partial: true }),
  });
  const large = { named: [], runs: [], imagePullSecrets: [], more: true } as const;
  const cut = instead(stateOf(objectsOf(row)), { imagesInUse: async () => ({ state: 'found', value: [large] }) });
  const strict = { onUnknown: 'deny' };
  const off = { cluster: { pods: false } };
  for (const [about, state] of [
    ['unknown', blind],
    ['partial', more],
    ['cut', cut],
  ] as const) {
    t.equal(await said(row, state), 'warn', about);
    t.equal(await said({ ...row, settings: strict }, state), 'deny', about);
    t.equal(await said({ ...row, settings: { rules: { PG105: 'deny' } } }, state), 'deny', about);
    t.equal(await said({ ...row, settings: off }, state), 'deny', `${about}, and it does not count`);
    t.equal(await said({ ...row, image: ORGANISATION }, state), 'warn', about);
  }
  const seen = stateOf([...objectsOf(row), running(UNOFFICIAL)]);
  t.equal(await said({ ...row, settings: off }, seen), 'deny', 'what runs does not count');
  const partly = instead(seen, {
    imagesInUse: async (question, read) => ({ ...(await seen.ask(question, read)), partial: true }) as never,
  });
  t.equal(await said(row, partly), '-', 'what was read is enough');
  const ask = (cluster: typeof blind) =>
    validate({ object: aDeployment([UNOFFICIAL], ['quay']), cluster, settings: mergeSettings(PUBLIC) });
  const { findings } = await ask(blind);
  t.match(findings, [{ code: 'PG105', because: `what runs in this namespace could not be read: ${reason}` }]);
  t.equal(findings.length, 1, 'no PG901 beside it');
  const file = { source: 'file' } as const;
  const object = aDeployment([UNOFFICIAL], ['quay']);
  const offline = stateOf([...objectsOf(row), object], true);
  const checked = await validate({ object, cluster: offline, settings: mergeSettings(PUBLIC), admission: file });
  t.match(checked.findings, [{ code: 'PG105', action: 'deny' }], 'files never hold what runs');
  t.notMatch(checked.message, /could not be read/);
});

t.test('an object is no evidence for itself, and the image that goes is none for the one that comes', async (t) => {
  const cluster = (before: string) =>
    stateOf([...objectsOf({ own: ['quay'], image: '' }), running(before, { name: 'web' })]);
  const update = async (before: string, after: string): Promise<string> => {
    const { findings } = await validate({
      object: aPod([after], ['quay']),
      cluster: cluster(before),
      settings: mergeSettings(PUBLIC),
      admission: { operation: 'UPDATE', oldObject: () => aPod([before], ['quay']) },
    });
    return findings.find(({ code }) => code === 'PG105')?.action ?? '-';
  };
  t.equal(await update('quay.io/media/encoder:v3.1.0', UNOFFICIAL), 'deny');
  t.equal(await update('video-encoder:v3.1.0', UNOFFICIAL), '-');
  t.equal(await update('nginx:1.27', UNOFFICIAL), 'deny');
});

t.test('the repository of another workload is proposed', async (t) => {
  const CORP = 'registry.example.com';
  const corp = { corp: CORP };
  const one = running(`${CORP}/media/video-encoder:v3.1.0`);
  const two = running('quay.io/media/video-encoder:v3.1.0', { name: 'third' });
  const beside = running(`${CORP}/media/player:v1`, { name: 'third' });
  const rows: readonly (readonly [about: string, image: string, others: readonly KubeObject[], one: Proposal])[] = [
    ['the same name', `${CORP}/media/video-encoder:v3.2.1`, [one], { images: [UNOFFICIAL], own: corp }],
    [
      'of a template',
      `${CORP}/a/video-encoder:v3.2.1`,
      [withName(aDeployment([`${CORP}/a/video-encoder:1`]))],
      { images: [UNOFFICIAL], own: corp },
    ],
    [
      'of a Pod of a file',
      `${CORP}/a/video-encoder:v3.2.1`,
      [aPod([`${CORP}/a/video-encoder:1`], [], { name: 'x' })],
      { images: [UNOFFICIAL], own: corp },
    ],
    ['of two places', 'REGISTRY/video-encoder:v3.2.1', [one, two], { images: [UNOFFICIAL], others: corp }],
    [
      'nearer than what stands beside',
      `${CORP}/media/video-encoder:v3.2.1`,
      [one],
      { images: [UNOFFICIAL, `${CORP}/team/api:1`], own: corp },
    ],
    [
      'not nearer than an image of the object',
      'ghcr.io/t/video-encoder:v3.2.1',
      [one],
      { images: [UNOFFICIAL, 'ghcr.io/t/video-encoder:1'], own: corp },
    ],
    ['what stands beside', `${CORP}/media/video-encoder:v3.2.1`, [beside], { images: [UNOFFICIAL], own: corp }],
    ['of the same organisation', `${CORP}/media/model:1`, [one], { images: ['media/model:1'], own: corp }],
    ['of another', 'REGISTRY/rhuss/model:1', [one], { images: ['rhuss/model:1'], others: corp }],
    ['never because there is a secret', 'REGISTRY/video-encoder:v3.2.1', [], { images: [UNOFFICIAL], others: corp }],
    [
      'nor by what was never pulled',
      'REGISTRY/video-encoder:v3.2.1',
      [running(`${CORP}/media/video-encoder:v3.1.0`, { imageID: '', state: { waiting: {} } })],
      { images: [UNOFFICIAL], others: corp },
    ],
    ['nor by a short name', 'REGISTRY/model:1', [running('team/model:0.9')], { images: ['model:1'], others: corp }],
    [
      'nor of another namespace',
      'REGISTRY/video-encoder:v3.2.1',
      [running(`${CORP}/media/video-encoder:v3.1.0`, { namespace: 'blog' })],
      { images: [UNOFFICIAL], others: corp },
    ],
    ['of too many', 'REGISTRY/video-encoder:v3.2.1', crowd(1001, CORP), { images: [UNOFFICIAL], others: corp }],
    [
      'of too many, the last ones of another place',
      'REGISTRY/video-encoder:v3.2.1',
      [...crowd(1000, CORP), aPod(['quay.io/z/z:1'], [], { name: 'z' })],
      { images: [UNOFFICIAL], others: corp },
    ],
    ['of many', `${CORP}/t/video-encoder:v3.2.1`, crowd(1000, CORP), { images: [UNOFFICIAL], others: corp }],
  ];
  for (const [about, image, more, proposal] of rows) {
    const settings = mergeSettings({ registries: { public: ['docker.io'] } });
    t.equal((await proposed({ ...proposal, settings, more }))['PG105'], image, about);
  }
  const off = mergeSettings({ registries: { public: ['docker.io'] }, cluster: { pods: false } });
  t.equal(
    (await proposed({ images: [UNOFFICIAL], others: corp, settings: off, more: [one] }))['PG105'],
    'REGISTRY/video-encoder:v3.2.1',
  );
});

/** This key after so many others for a repository of the same name. */
function keysBefore(count: number, key: string): Readonly<Record<string, 'good'>> {
  const others = Array.from({ length: count }, (_, index) => [`quay.io/t${index}/model`, 'good'] as const);
  return { ...Object.fromEntries(others), [key]: 'good' };
}

/** So many repositories in one place. */
function crowd(count: number, host: string): readonly KubeObject[] {
  return Array.from({ length: Math.ceil(count / 30) }, (_, pod) => {
    const images = Array.from({ length: Math.min(30, count - pod * 30) }, (_, each) => `${host}/t/i-${pod}-${each}:1`);
    return aPod(images, [], { name: `crowd-${pod}` });
  });
}

function withName(object: KubeObject): KubeObject {
  return { ...object, metadata: { ...object.metadata, name: 'other' } };
}

t.test('a proposed registry comes with its credential, and the words say what speaks for it', async (t) => {
  const cluster = [
    aNamespace({}),
    anAccount([]),
    CLUSTER.quay,
    CLUSTER.corp,
    running('registry.example.com/media/video-encoder:v3.1.0', { secrets: ['corp'] }),
  ];
  const { message } = await validate({
    object: aDeployment([UNOFFICIAL], ['quay']),
    cluster,
    settings: mergeSettings(PUBLIC),
  });
  t.match(message, 'another image in this namespace is of "registry.example.com/media/video-encoder"');
  t.match(message, 'registry.example.com/media/video-encoder:v3.2.1');
  t.match(message, 'imagePullSecrets to [{name: quay}, {name: corp}]');
  const because = async (secret: KubeObject) => {
    const state = [aNamespace({}), anAccount([]), secret];
    const object = aDeployment(['acme/model:1.0'], [String(secret.metadata?.name)]);
    const said = await validate({ object, cluster: state, settings: mergeSettings(PUBLIC) });
    return said.findings.find(({ code }) => code === 'PG105')?.because;
  };
  const fits = 'secret "q" has a key that fits "quay.io/acme/model"';
  t.ok((await because(aSecret('q', { 'quay.io/acme': 'good', 'ghcr.io': 'good' })))?.endsWith(fits));
  const unused = 'secret "q" is for "quay.io", and no other image here uses it';
  t.ok((await because(aSecret('q', { 'quay.io': 'good' })))?.endsWith(unused));
  const hosts = Array.from({ length: 201 }, (_, index) => [`h${100 + index}.example.com`, 'good'] as const);
  t.match(
    await because(aSecret('q', Object.fromEntries(hosts))),
    'are for "h100.example.com", "h101.example.com", "h102.example.com" and 197 more, none for Docker Hub',
  );
  const everywhere = mergeSettings({ registries: { builtinPublic: false } });
  const latest = await validate({
    object: aDeployment(['video-encoder:latest'], ['quay']),
    cluster,
    settings: everywhere,
  });
  const edits = latest.findings.flatMap(({ code, fix }) =>
    (fix?.steps ?? []).flatMap((step) => (step.do === 'set-image' ? [`${code} ${step.image}`] : [])),
  );
  const image = 'registry.example.com/media/video-encoder:TAG';
  t.strictSame(edits.sort(), [`PG101 ${image}`, `PG105 ${image}`, `PG205 ${image}`], 'all rules propose one edit');
});

t.test('what runs is asked last, and only of a name that is about to be told of', async (t) => {
  const asked = async (
    image: string,
    settings: Readonly<Record<string, unknown>> = {},
    row: Row = { own: ['quay'], image },
  ) => {
    const state = stateOf(objectsOf(row));
    const questions: string[] = [];
    const cluster = instead(state, {
      pullSecrets: (question, read) => {
        questions.push(question.about);
        return state.ask(question, read);
      },
      imagesInUse: (question, read) => {
        questions.push(question.about);
        return state.ask(question, read);
      },
    });
    const object = aDeployment([image], row.own.map(nameOf));
    await validate({ object, cluster, settings: mergeSettings({ ...PUBLIC, ...settings }) });
    return questions.join(' ');
  };
  t.equal(await asked(UNOFFICIAL), 'pullSecrets imagesInUse');
  t.equal(await asked(ORGANISATION), 'pullSecrets imagesInUse');
  t.equal(await asked(ORGANISATION, {}, { own: ['hub'], image: ORGANISATION }), '', 'its login is there');
  t.equal(await asked(ORGANISATION, {}, { own: ['quay'], others: ['hub'], image: ORGANISATION }), 'pullSecrets');
  for (const image of ['nginx:1.27', 'quay.io/a/b:1', 'docker.io/video-encoder:1', 'ghcr.io/a/b:latest']) {
    t.notMatch(await asked(image), 'imagesInUse', image);
  }
  t.notMatch(await asked(UNOFFICIAL, { cluster: { pods: false } }), 'imagesInUse');
  t.notMatch(await asked(UNOFFICIAL, { rules: { PG105: 'off' } }), 'imagesInUse');
  t.notMatch(await asked(UNOFFICIAL, { mode: 'off' }), 'imagesInUse', 'nobody would hear of it');
  t.notMatch(await asked(UNOFFICIAL, { exemptions: [{ namespaces: ['shop'] }] }), 'imagesInUse');
  const never = { cluster: stateOf(objectsOf({ own: ['quay'], image: '' })) };
  const questions: string[] = [];
  const cluster = instead(never.cluster, {
    imagesInUse: ({ about }) => {
      questions.push(about);
      return { state: 'absent' };
    },
  });
  await mutate({ object: aPod([UNOFFICIAL, 'ghcr.io/acme/app:1'], ['quay']), cluster });
  t.strictSame(questions, [], 'injection rests on none of it');
  const annotations = { 'kubernetes.io/config.mirror': 'x' };
  await validate({ object: aPod([UNOFFICIAL], [], { annotations }), cluster, settings: mergeSettings(PUBLIC) });
  t.strictSame(questions, [], 'nor does what is said of a static Pod');
});

// ----------------------------------------------------------------------------------------------------------------- list

t.test('the list is what the program makes of the repository that it names', async (t) => {
  t.match(OFFICIAL_IMAGES_DATE, /^20\d\d-\d\d-\d\d$/);
  t.match(OFFICIAL_IMAGES_COMMIT, /^[0-9a-f]{40}$/);
  t.ok(OFFICIAL_IMAGES.size > 180, `${OFFICIAL_IMAGES.size} images`);
  for (const name of ['nginx', 'rocket.chat', 'java', 'centos', 'vault', 'api-firewall'])
    t.ok(OFFICIAL_IMAGES.has(name), name);
  for (const name of ['maintainers', 'MAINTAINERS', '', 'video-encoder', 'library'])
    t.notOk(OFFICIAL_IMAGES.has(name), name);
  for (const name of OFFICIAL_IMAGES) t.match(name, /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/);
});

t.test('the program reads today and yesterday', async (t) => {
  const clone = t.testdir({});
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', clone, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      env: { ...process.env, GIT_COMMITTER_DATE: '2026-02-03T04:05:06Z', GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  git('init', '-q');
  mkdirSync(join(clone, 'library'));
  for (const name of ['nginx', 'busybox', 'java', 'MAINTAINERS']) writeFileSync(join(clone, 'library', name), name);
  writeFileSync(join(clone, 'README.md'), '');
  git('add', '.');
  git('commit', '-qm', 'one');
  git('rm', '-q', 'library/MAINTAINERS');
  git('mv', 'library/java', 'library/openjdk');
  git('commit', '-qm', 'two');
  const out = join(clone, 'out.ts');
  execFileSync(process.execPath, ['docs/official-images.mjs', clone, out]);
  const text = readFileSync(out, 'utf8');
  const parts = (file: string) =>
    [...file.matchAll(/= `\n([^`]*)`/g)].map(([, names = '']) => names.trim().split(/\s+/));
  t.strictSame(parts(text), [['busybox', 'nginx', 'openjdk'], ['java']]);
  t.match(text, "OFFICIAL_IMAGES_DATE = '2026-02-03'");
  // The rest of the file that is there is what it writes today.
  const there = readFileSync(resolve('src/core/image/official-images.ts'), 'utf8');
  const frame = (file: string) => file.replace(/= `\n[^`]*`/g, '').replace(/= '[^']*'/g, '');
  t.equal(frame(text), frame(there));
  const [current = [], retired = []] = parts(there);
  t.strictSame(new Set([...current, ...retired]), OFFICIAL_IMAGES);
});
