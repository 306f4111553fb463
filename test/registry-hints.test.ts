import { readFileSync } from 'node:fs';
import t from 'tap';
import { deadPattern } from '../src/core/dead-pattern.js';
import { parseImage } from '../src/core/image/parse.js';
import { PUBLIC_PROJECTS, PUBLIC_PROJECTS_DATE } from '../src/core/image/public-projects.js';
import { BUILTIN_PUBLIC, PROVIDER_PATTERNS, registryHint } from '../src/core/image/registry-hints.js';
import { matchesPattern, parsePattern } from '../src/core/match-images.js';
import { registryNeed } from '../src/core/registries.js';
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
  ['registry.example.com:5000/team/app', 'registry.example.com:5000'],
  ['localhost:5000/app', 'localhost:5000'],
];

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
    for (const value of [hint.server, hint.username, hint.password])
      t.match(value, /^[A-Za-z0-9_.:/+-]+$/, `${value} needs no quotes in a shell`);
    t.match(hint.password, /^[A-Z][A-Z_]*$/, 'a placeholder in capitals');
    t.match(hint.note ?? 'x', /^[\x20-\x7e]*[^.]$/, 'a clause in ASCII without a final dot');
    if (provider !== undefined)
      t.ok(PROVIDER_PATTERNS[provider].some((pattern) => matchesPattern(pattern, repository)));
  });
}

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
