import { readFileSync } from 'node:fs';
import t from 'tap';
import { deadPattern } from '../src/core/dead-pattern.js';
import { meantImage } from '../src/core/image/meant.js';
import { parseImage } from '../src/core/image/parse.js';
import { PUBLIC_PROJECTS, PUBLIC_PROJECTS_DATE } from '../src/core/image/public-projects.js';
import { BUILTIN_PUBLIC, PROVIDER_PATTERNS, REGISTRIES, registryHint } from '../src/core/image/registry-hints.js';
import { matchesPattern, parsePattern } from '../src/core/match-images.js';
import { registryNeed } from '../src/core/registries.js';
import { ifPublic } from '../src/core/remedy.js';
import { normalizeKey } from '../src/core/secret/key.js';
import { createKeyring } from '../src/core/secret/keyring.js';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.js';
import type { PullSecret } from '../src/core/types.js';
import { aNamespace, anAccount, aPod, validate } from './support/injection.js';

/** image, name of its registry, cloud whose nodes bring credentials */
const ROWS: readonly (readonly [image: string, name: string, provider?: 'eks' | 'gke' | 'aks'])[] = [
  ['acme/app', 'Docker Hub'],
  ['index.docker.io/acme/app', 'Docker Hub'],
  ['ghcr.io/acme/app', 'GitHub Container Registry'],
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/app', 'Amazon ECR', 'eks'],
  ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app', 'Amazon ECR', 'eks'],
  ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/app', 'Amazon ECR', 'eks'],
  ['public.ecr.aws/acme/app', 'Amazon ECR Public'],
  ['us-docker.pkg.dev/project/repository/app', 'Google Artifact Registry', 'gke'],
  ['gcr.io/project/app', 'Google Container Registry', 'gke'],
  ['eu.gcr.io/project/app', 'Google Container Registry', 'gke'],
  ['acme.azurecr.io/app', 'Azure Container Registry', 'aks'],
  ['acme.azurecr.cn/app', 'Azure Container Registry', 'aks'],
  ['quay.io/acme/app', 'Quay'],
  ['registry.gitlab.com/acme/app', 'GitLab Container Registry'],
  ['registry.redhat.io/ubi9/ubi', 'Red Hat registry'],
  ['nvcr.io/nvidia/cuda', 'NVIDIA NGC'],
  ['icr.io/acme/app', 'IBM Cloud Container Registry'],
  ['de.icr.io/acme/app', 'IBM Cloud Container Registry'],
  ['registry.digitalocean.com/acme/app', 'DigitalOcean Container Registry'],
  ['iad.ocir.io/acme/app', 'Oracle Cloud Registry'],
  ['registry.k8s.io/pause', 'the registry of Kubernetes'],
  ['mcr.microsoft.com/dotnet/aspnet', 'Microsoft Artifact Registry'],
  ['harbor.example.com/team/app', 'Harbor'],
  ['harbor.example.com:8443/team/app', 'Harbor'],
  ['registry.example.com:5000/team/app', 'registry.example.com:5000'],
  ['localhost:5000/app', 'localhost:5000'],
];

const same = (image: string): readonly [string, string] => [image, image];

function aSecret(key: string): PullSecret {
  const result = normalizeKey(key);
  const normalized = result.ok ? result.key : null;
  const entry = { key, normalized, hasUser: true, login: 'other', flaws: [], ignoredToken: false } as const;
  const type = 'kubernetes.io/dockerconfigjson';
  return { namespace: 'shop', name: 'regcred', type, form: 'dockerconfigjson', entries: [entry], usesHelper: false };
}

for (const [image, name, provider] of ROWS) {
  t.test(`${image}: the printed server makes a secret that the kubelet uses`, async (t) => {
    const parsed = parseImage(image);
    if (!parsed.ok) throw new Error(`not an image: ${image}`);
    const { registry, repository } = parsed.reference;
    const hint = registryHint(registry);
    t.equal(hint.name, name);
    t.equal(hint.nodeProvider, provider);
    t.equal(createKeyring([aSecret(hint.server)]).lookup(repository).length, 1);
    t.match(hint.server, /^[A-Za-z0-9_.:/+-]+$/, `${hint.server} needs no quotes in a shell`);
    t.match(hint.username, /^\$?[A-Za-z_]+$/, hint.username);
    if (hint.users !== undefined) t.ok(hint.users.test(hint.username), 'the user that is printed is one of them');
    t.match(hint.note ?? 'x', /^[\x20-\x7e]*[^.]$/, 'a clause in ASCII without a final dot');
    if (provider !== undefined)
      t.ok(PROVIDER_PATTERNS[provider].some((pattern) => matchesPattern(pattern, repository)));
  });
}

t.test("the operator's way out of a cloud's registry is its nodes, and of any other the public list", async (t) => {
  const cases: readonly (readonly [string, string])[] = [
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/app', 'set cluster.provider to eks or list'],
    [
      '123456789012.dkr-ecr.eu-west-1.on.aws/app',
      'can list 123456789012.dkr-ecr.eu-west-1.on.aws under registries.nodeC',
    ],
    ['europe-docker.pkg.dev/acme/apps/web', 'set cluster.provider to gke or list'],
    ['acme.azurecr.io/web', 'set cluster.provider to aks or list'],
    ['quay.io/acme/web', 'can list quay.io/acme/ under registries.public'],
    ['registry.example.com/web', 'can list registry.example.com/web under registries.public'],
  ];
  for (const [image, words] of cases) {
    const parsed = parseImage(image);
    if (!parsed.ok) throw new Error(`not an image: ${image}`);
    const { operator = '' } = ifPublic(parsed.reference);
    t.match(operator, words);
  }
});

t.test('an image whose host is at fault is corrected, and no other', async (t) => {
  const hosts = {
    used: ['registry.example.com', 'harbor1.example.com'],
    all: ['registry.example.com', 'acmereg.azurecr.io'],
  };
  const cases: readonly (readonly [image: string, meant: string])[] = [
    ['registry-1.docker.io/acme/app:1', 'docker.io/acme/app:1'],
    ['registry.hub.docker.com/library/nginx:1', 'docker.io/library/nginx:1'],
    ['hub.docker.com/acme/app', 'docker.io/acme/app:TAG'],
    ['docker.io:443/acme/app:1', 'docker.io/acme/app:1'],
    ['github.com/acme/app:1', 'ghcr.io/acme/app:1'],
    ['gitlab.com/acme/app:1', 'registry.gitlab.com/acme/app:1'],
    ['docker.io/quay.io/acme/app:1', 'quay.io/acme/app:1'],
    ['ghcr.io/registry.example.com/acme/app:1', 'registry.example.com/acme/app:1'],
    ['Docker.io/acme/app:1', 'docker.io/acme/app:1'],
    ['GHCR.io/acme/app:latest', 'ghcr.io/acme/app:TAG'],
    ['AcmeReg.azurecr.io/app:1', 'acmereg.azurecr.io/app:1'],
    [`Registry.example.com/app:1@sha256:${'a'.repeat(64)}`, `registry.example.com/app:1@sha256:${'a'.repeat(64)}`],
    ['ghrc.io/acme/app:1', 'ghcr.io/acme/app:1'],
    ['gchr.io/acme/app:1', 'ghcr.io/acme/app:1'],
    ['quya.io/acme/app:1', 'quay.io/acme/app:1'],
    ['dokcer.io/acme/app:1', 'docker.io/acme/app:1'],
    ['registry.gitlba.com/acme/app:1', 'registry.gitlab.com/acme/app:1'],
    ['registry.exmaple.com/acme/app:1', 'registry.example.com/acme/app:1'],
    ...['acme/app:1', 'ghcr.io/acme/app:1', 'gcr.io/acme/app:1', 'icr.io/acme/app:1', 'index.docker.io/acme/app:1'].map(
      same,
    ),
    ...[
      'ocr.io/a:1',
      'lscr.io/acme/app:1',
      'registry.gitlab.corp/acme/app:1',
      'MYREG/app:1',
      'Other.example.com/app:1',
    ].map(same),
    ...['harbor2.example.com/app:1', 'registry.example.org/app:1', 'mirror.example.com/docker.io/library/nginx:1'].map(
      same,
    ),
    ...['acme1.azurecr.io/app:1', 'docker.io/acme/my.app:1', 'docker.io/my.app:1', 'localhost:5000/app:1'].map(same),
  ];
  for (const [image, meant] of cases) {
    const parsed = parseImage(image);
    if (!parsed.ok) throw new Error(`not an image: ${image}`);
    t.equal(meantImage(parsed.reference, hosts)?.image ?? image, meant, image);
  }
});

t.test('a host that somebody listed, or has a login for, is no slip', async (t) => {
  const parsed = parseImage('mquay.io/acme/app:1');
  if (!parsed.ok) throw new Error('not an image');
  const none = { used: [], all: [] };
  t.equal(meantImage(parsed.reference, none)?.image, 'quay.io/acme/app:1');
  t.equal(meantImage(parsed.reference, { ...none, listed: true }), undefined);
  t.equal(meantImage(parsed.reference, { ...none, all: ['mquay.io'] }), undefined);
});

t.test('every registry has a row above and says which documentation it rests on', async (t) => {
  const named = new Set(ROWS.map(([, name]) => name));
  for (const { name, source } of REGISTRIES) {
    t.ok(named.has(name), name);
    t.match(source, /^(?:[a-z]+\.)+[a-z]+, \S/, source);
  }
});

t.test(
  'of the registries that most pull secrets are for it is known how long a login lives, and what renews it',
  async (t) => {
    const hosts: readonly (readonly [host: string, user: string])[] = [
      ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'AWS'],
      ['europe-docker.pkg.dev', '_json_key'],
      ['ghcr.io', 'USER'],
      ['registry.gitlab.com', 'USER'],
      ['acme.azurecr.io', 'USER'],
      ['quay.io', 'USER'],
      ['nvcr.io', '$oauthtoken'],
    ];
    for (const [host, user] of hosts) {
      const { username, life = '', renewal = '', source } = registryHint(host);
      t.equal(username, user, host);
      t.match(life, /^[\x20-\x7e]+[^.]$/, host);
      t.match(renewal, /^[\x20-\x7e]+[^.]$/, host);
      t.ok(source, host);
    }
  },
);

t.test('all built-in patterns are valid', async (t) => {
  for (const pattern of [...BUILTIN_PUBLIC, ...Object.values(PROVIDER_PATTERNS).flat()])
    t.ok(parsePattern(pattern).ok, pattern);
});

const POPULAR = readFileSync(new URL('fixtures/images/popular.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

function verdictOf(image: string, settings: Settings) {
  return validate({ object: aPod([image]), cluster: [aNamespace({}), anAccount([])], settings });
}

t.test(
  'a default install denies none of the images that everybody runs, and all of them without the list',
  async (t) => {
    const strict = {
      ...DEFAULT_SETTINGS,
      registries: { ...DEFAULT_SETTINGS.registries, builtinPublic: false },
    };
    for (const image of POPULAR) {
      const { allowed, message } = await verdictOf(image, DEFAULT_SETTINGS);
      t.ok(allowed, `${image}: ${message}`);
      t.notOk((await verdictOf(image, strict)).allowed, `${image}: builtinPublic false drops all`);
    }
    t.ok(POPULAR.length >= 60);
  },
);

t.test('each row of the list rests on a page, and speaks for no more than a project', async (t) => {
  t.match(PUBLIC_PROJECTS_DATE, /^20\d\d-\d\d-\d\d$/);
  const patterns = PUBLIC_PROJECTS.map(({ pattern }) => pattern);
  t.strictSame(patterns, [...new Set(patterns)].sort(), 'in order, each once');
  for (const { pattern, page } of PUBLIC_PROJECTS) {
    t.match(page, /^https:\/\/[a-z0-9.-]+\/\S*$/, pattern);
    t.equal(deadPattern(pattern), undefined, pattern);
    // A prefix of text: without the slash it would be that of others, too.
    t.match(pattern, /\/$|^[a-z0-9.]+$|\/[a-z0-9-]+\/[a-z0-9-]+$/, pattern);
    t.notMatch(
      pattern,
      /^(docker\.io|quay\.io|ghcr\.io|gcr\.io|nvcr\.io|registry\.gitlab\.com)\/?$/,
      'anybody publishes there',
    );
  }
});

t.test('registries on loopback and of Services need none, unless a list says otherwise', async (t) => {
  const need = (repository: string, registries: Partial<Settings['registries']> = {}) =>
    registryNeed(repository, { ...DEFAULT_SETTINGS, registries: { ...DEFAULT_SETTINGS.registries, ...registries } })
      .need;
  const local = [
    'localhost/app',
    'localhost:5001/team/app',
    '127.0.0.1:5000/app',
    '127.0.1.1/app',
    '[::1]:5000/app',
    'registry.kube-system.svc:5000/app',
    'registry.kube-system.svc.cluster.local/app',
  ];
  for (const repository of local) {
    t.equal(need(repository), 'public', repository);
    t.equal(need(repository, { builtinPublic: false }), 'private', `${repository}: without the built-in list`);
  }
  t.equal(need('localhost:5001/team/app', { private: ['localhost:5001'] }), 'private', 'who lists it means it');
  t.equal(need('registry.kube-system.svc:5000/app', { nodeCredentials: ['registry.kube-system.svc:5000'] }), 'node');
  for (const repository of [
    'localhost.example.com/app',
    '128.0.0.1/app',
    '[::2]:5000/app',
    'registry.svc.example.com/app',
    'svc.example.com/app.svc/x',
    'docker.io/localhost/app',
  ]) {
    t.equal(need(repository), 'private', repository);
  }
});

t.test('the built-in public list holds official images and not those of organisations', async (t) => {
  const isPublic = (repository: string): boolean =>
    BUILTIN_PUBLIC.some((pattern) => matchesPattern(pattern, repository));
  for (const repository of ['docker.io/library/nginx', 'registry.k8s.io/pause', 'gcr.io/distroless/static'])
    t.ok(isPublic(repository), repository);
  for (const repository of ['docker.io/acme/app', 'gcr.io/distroless-fork/app', 'ghcr.io/org/app'])
    t.notOk(isPublic(repository), repository);
});
