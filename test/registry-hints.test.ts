import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import { BUILTIN_PUBLIC, PROVIDER_PATTERNS, REGISTRIES, registryHint } from '../src/core/image/registry-hints.js';
import { matchesPattern, parsePattern } from '../src/core/match-images.js';
import { normalizeKey } from '../src/core/secret/key.js';
import { createKeyring } from '../src/core/secret/keyring.js';
import type { PullSecret } from '../src/core/types.js';

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
  ['harbor.example.com/team/app', 'Harbor'],
  ['harbor.example.com:8443/team/app', 'Harbor'],
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
    t.match(hint.server, /^[A-Za-z0-9_.:/+-]+$/, `${hint.server} needs no quotes in a shell`);
    t.match(hint.username, /^\$?[A-Za-z_]+$/, hint.username);
    if (hint.users !== undefined) t.ok(hint.users.test(hint.username), 'the user that is printed is one of them');
    t.match(hint.note ?? 'x', /^[\x20-\x7e]*[^.]$/, 'a clause in ASCII without a final dot');
    if (provider !== undefined)
      t.ok(PROVIDER_PATTERNS[provider].some((pattern) => matchesPattern(pattern, repository)));
  });
}

t.test('every registry has a row above and says which documentation it rests on', async (t) => {
  const named = new Set(ROWS.map(([, name]) => name));
  for (const { name, source } of REGISTRIES) {
    t.ok(named.has(name), name);
    t.match(source, /^(?:[a-z]+\.)+[a-z]+, \S/, source);
  }
});

t.test('all built-in patterns are valid', async (t) => {
  for (const pattern of [...BUILTIN_PUBLIC, ...Object.values(PROVIDER_PATTERNS).flat()])
    t.ok(parsePattern(pattern).ok, pattern);
});

t.test('the built-in public list holds official images and not those of organisations', async (t) => {
  const isPublic = (repository: string): boolean =>
    BUILTIN_PUBLIC.some((pattern) => matchesPattern(pattern, repository));
  for (const repository of ['docker.io/library/nginx', 'registry.k8s.io/pause', 'gcr.io/distroless/static'])
    t.ok(isPublic(repository), repository);
  for (const repository of ['docker.io/acme/app', 'gcr.io/distroless-fork/app', 'ghcr.io/org/app'])
    t.notOk(isPublic(repository), repository);
});
