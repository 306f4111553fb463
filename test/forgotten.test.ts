/** PG105 in all its cases: which names are official, whose secrets speak, what the operator says, and what is proposed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import t from 'tap';
import { OFFICIAL_IMAGES, OFFICIAL_IMAGES_COMMIT, OFFICIAL_IMAGES_DATE } from '../src/core/image/official-images.js';
import type { Settings } from '../src/core/settings.js';
import { mergeSettings } from './support/case.js';
import { aDeployment, aNamespace, anAccount, aPod, aSecret, MALFORMED, validate } from './support/injection.js';
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
  readonly image: string;
}

function objectsOf({ own, account = [], others = [] }: Row): readonly KubeObject[] {
  const secrets = [...own, ...account, ...others].flatMap((name) => (name === 'gone' ? [] : [CLUSTER[name]]));
  return [aNamespace({}), anAccount(account.map(nameOf)), ...new Set(secrets)];
}

/** `deny`, `warn` or `-`. */
async function said(row: Row, state = stateOf(objectsOf(row))): Promise<string> {
  const object = aDeployment([row.image], row.own.length === 0 ? undefined : row.own.map(nameOf));
  const settings = mergeSettings(row.settings ?? {});
  const { findings } = await validate({ object, cluster: state, settings });
  return findings.find(({ code }) => code === 'PG105')?.action ?? '-';
}

const PUBLIC = { registries: { public: ['docker.io'] } };

t.test('whose secrets are for other registries', async (t) => {
  // Of a name that is no official image, and of one with an organisation.
  const rows: readonly (readonly [unofficial: string, organisation: string, Omit<Row, 'image'>])[] = [
    ['warn', '-', { own: [] }],
    ['deny', 'warn', { own: ['quay'] }],
    ['deny', 'warn', { own: [], account: ['quay'] }],
    ['deny', 'warn', { own: [], others: ['quay'] }],
    ['deny', 'warn', { own: ['any'] }],
    ['deny', 'warn', { own: ['quay', 'corp'] }],
    // Docker Hub may be meant.
    ['warn', '-', { own: ['hub'] }],
    ['warn', '-', { own: ['both'] }],
    ['warn', '-', { own: ['quay', 'hub'] }],
    ['warn', '-', { own: ['quay', 'hubOther'] }],
    ['warn', '-', { own: ['quay', 'hubEmpty'] }],
    ['warn', '-', { own: ['quay', 'hubBlank'] }],
    ['warn', '-', { own: ['quay', 'hubOpaque'] }],
    ['warn', '-', { own: [], others: ['quay', 'hub'] }],
    ['warn', '-', { own: [], others: ['quay', 'hubOpaque'] }],
    // The pod's own list decides, and another secret of the namespace speaks for an organisation only.
    ['deny', '-', { own: ['quay'], others: ['hub'] }],
    ['warn', '-', { own: ['hub'], others: ['quay'] }],
    // What tells nothing.
    ['warn', '-', { own: ['empty'] }],
    ['deny', 'warn', { own: ['empty'], others: ['quay'] }],
    ['deny', '-', { own: ['quay', 'gone'] }],
    ['warn', '-', { own: ['gone'] }],
    ['deny', '-', { own: ['gone'], others: ['quay'] }],
    ['deny', '-', { own: ['quay', 'broken'] }],
    ['warn', '-', { own: ['broken'] }],
  ];
  for (const [unofficial, organisation, row] of rows) {
    const about = JSON.stringify(row);
    for (const settings of [{}, PUBLIC]) {
      t.equal(await said({ ...row, settings, image: 'video-encoder:v3.2.1' }), unofficial, about);
      t.equal(await said({ ...row, settings, image: 'library/video-encoder:v3.2.1' }), unofficial, about);
      t.equal(await said({ ...row, settings, image: 'rhuss/model:1.0' }), organisation, about);
      t.equal(await said({ ...row, settings, image: 'nginx:1.27' }), '-', about);
      t.equal(await said({ ...row, settings, image: 'library/vault:1.13.3' }), '-', about);
      t.equal(await said({ ...row, settings, image: 'docker.io/video-encoder:v3.2.1' }), '-', about);
      t.equal(await said({ ...row, settings, image: 'docker.io/rhuss/model:1.0' }), '-', about);
      t.equal(await said({ ...row, settings, image: 'registry.k8s.io/video-encoder:1' }), '-', about);
    }
  }
});

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
}

const secretsOf = (keys: Readonly<Record<string, string>> = {}) =>
  Object.entries(keys).map(([name, key]) => aSecret(name, { [key]: 'good' }));

/** The images that are proposed for the first one, by code; each finding proposes one. */
async function proposed(one: Proposal): Promise<Readonly<Record<string, string>>> {
  const { images, own, account = {}, others } = one;
  const object = aDeployment(images, own === undefined ? undefined : Object.keys(own));
  const secrets = [own, account, others].flatMap(secretsOf);
  const cluster = [aNamespace({}), anAccount(Object.keys(account)), ...secrets];
  const { findings } = await validate({ object, cluster, settings: one.settings ?? mergeSettings({}) });
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
