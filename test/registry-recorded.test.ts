/**
 * What the big registries answer, replayed (semantics 8.5): each row of the table with nobody, with a bad login, with one
 * that may not read, with an absent tag, an absent repository, and too many questions.
 */
import t from 'tap';
import type { PullOutcome } from '../src/core/registry-answer.js';
import {
  type Answer,
  askedFor,
  challenge,
  HERE,
  login,
  proberFor,
  refusalWith,
  type Seen,
  startRegistry,
} from './support/scripted-registry.js';

/** What is asked: of the token service with or without a login, and of the registry with what was shown. */
type Asked = 'token' | 'token login' | 'nothing' | 'bearer' | 'basic' | 'tags';

interface Case {
  readonly name: string;
  readonly login?: true;
  readonly answers: Partial<Readonly<Record<Asked, Answer>>>;
  readonly said: PullOutcome;
}

interface Family {
  readonly name: string;
  readonly image: string;
  readonly challenge: string;
  readonly cases: readonly Case[];
}

const TOKEN: Answer = { status: 200, body: { token: 'example-token', expires_in: 300 } };
const UNAUTHORIZED = refusalWith(401, 'UNAUTHORIZED', 'authentication required');
const DENIED = refusalWith(403, 'DENIED', 'requested access to the resource is denied');
const NO_MANIFEST = refusalWith(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
const NO_NAME = refusalWith(404, 'NAME_UNKNOWN', 'repository name not known to registry');
const SCOPELESS = (realm: string): Answer => challenge(`${realm},error="insufficient_scope"`);

type Refused = Extract<PullOutcome, { result: 'refused' }>;
const refused = (status: number, at: Refused['at'], what: Refused['what'], expired?: true): PullOutcome => ({
  ...{ result: 'refused', status, at, what, mayBeAbsent: what !== 'credential' },
  ...(expired === undefined ? {} : { expired }),
});
const absent = (what: 'tag' | 'repository', mayBeHidden = false, nearestTag?: string): PullOutcome => ({
  ...{ result: 'not-found', what, mayBeHidden },
  ...(nearestTag === undefined ? {} : { nearestTag }),
});
const tags = (...names: readonly string[]): Answer => ({ status: 200, body: { name: 'x', tags: names } });

const HUB = 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:acme/app:pull"';
const GHCR = 'Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:acme/app:pull"';
const GITLAB =
  'Bearer realm="https://gitlab.com/jwt/auth",service="container_registry",scope="repository:acme/app:pull"';
const ECR = 'Basic realm="https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/",service="ecr.amazonaws.com"';

const FAMILIES: readonly Family[] = [
  {
    name: 'Docker Hub',
    image: 'acme/app:1.27.O',
    challenge: HUB,
    cases: [
      {
        name: 'public',
        answers: { bearer: HERE },
        said: { result: 'pullable', digest: HERE.headers?.['docker-content-digest'] as string },
      },
      {
        name: 'private or absent, nobody',
        answers: { bearer: SCOPELESS(HUB) },
        said: refused(401, 'registry', 'permission'),
      },
      {
        name: 'bad login',
        login: true,
        answers: {
          bearer: SCOPELESS(HUB),
          'token login': { status: 401, body: { details: 'incorrect username or password' } },
        },
        said: refused(401, 'token', 'credential'),
      },
      {
        name: 'no permission',
        login: true,
        answers: { bearer: SCOPELESS(HUB) },
        said: refused(401, 'registry', 'permission'),
      },
      {
        name: 'absent tag',
        answers: { bearer: NO_MANIFEST, tags: tags('1.26.0', '1.27.0', 'latest') },
        said: absent('tag', false, '1.27.0'),
      },
      {
        name: 'absent tag, tags not listed',
        answers: { bearer: NO_MANIFEST, tags: UNAUTHORIZED },
        said: absent('tag'),
      },
      {
        name: 'the limit of pulls, by its header',
        answers: {
          bearer: { status: 429, headers: { 'docker-ratelimit-source': '192.0.2.1', 'retry-after': '3600' } },
        },
        said: { result: 'rate-limited', limit: 'pulls', anonymous: true, until: 3_601_000 },
      },
      {
        name: 'the limit of pulls of an account',
        login: true,
        answers: {
          token: { status: 401, body: {} },
          'token login': TOKEN,
          bearer: { status: 429, headers: { 'docker-ratelimit-source': '192.0.2.1' } },
        },
        said: { result: 'rate-limited', limit: 'pulls', anonymous: false },
      },
      {
        name: 'the limit of pulls, by its words, at the token service',
        answers: { token: refusalWith(429, 'TOOMANYREQUESTS', 'You have reached your pull rate limit.') },
        said: { result: 'rate-limited', limit: 'pulls', anonymous: true },
      },
      {
        name: 'the limit against abuse is bare',
        answers: { nothing: { status: 429, headers: { 'x-retry-after': '61' }, body: 'Too Many Requests' } },
        said: { result: 'rate-limited', limit: 'requests', anonymous: true, until: 61_000 },
      },
    ],
  },
  {
    name: 'GHCR',
    image: 'ghcr.io/acme/app:1',
    challenge: GHCR,
    cases: [
      { name: 'private, nobody', answers: { token: UNAUTHORIZED }, said: refused(401, 'token', 'permission') },
      {
        name: 'stale login',
        login: true,
        answers: { 'token login': DENIED, bearer: HERE },
        said: refused(403, 'token', 'either'),
      },
      {
        name: 'no permission',
        login: true,
        answers: { token: UNAUTHORIZED, bearer: refusalWith(403, 'DENIED', 'permission_denied: read_package') },
        said: refused(403, 'registry', 'permission'),
      },
      { name: 'absent tag', answers: { bearer: NO_MANIFEST, tags: tags('2') }, said: absent('tag', false, '2') },
      { name: 'absent tag, or hidden', answers: { bearer: NO_MANIFEST, tags: DENIED }, said: absent('tag', true) },
      {
        name: 'absent or hidden',
        login: true,
        answers: { bearer: NO_NAME, tags: NO_NAME },
        said: absent('repository', true),
      },
      {
        name: 'too many requests',
        answers: { bearer: refusalWith(429, 'TOOMANYREQUESTS', 'retry later', { 'x-ratelimit-reset': '120' }) },
        said: { result: 'rate-limited', limit: 'requests', anonymous: true, until: 120_000 },
      },
    ],
  },
  {
    name: 'ECR',
    image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/acme/app:1',
    challenge: ECR,
    cases: [
      { name: 'nobody', answers: {}, said: refused(401, 'registry', 'permission') },
      {
        name: 'bad login',
        login: true,
        answers: { basic: { status: 401, headers: { 'content-type': 'text/plain' }, body: 'Not Authorized\n' } },
        said: refused(401, 'registry', 'credential'),
      },
      {
        name: 'expired login',
        login: true,
        answers: {
          basic: refusalWith(403, 'DENIED', 'Your authorization token has expired. Reauthenticate and try again.'),
        },
        said: refused(403, 'registry', 'credential', true),
      },
      {
        name: 'no permission',
        login: true,
        answers: {
          basic: refusalWith(403, 'DENIED', 'User: arn:aws:sts::1:x is not authorized to perform: ecr:BatchGetImage'),
        },
        said: refused(403, 'registry', 'permission'),
      },
      {
        name: 'absent repository',
        login: true,
        answers: { basic: NO_NAME, tags: NO_NAME },
        said: absent('repository'),
      },
      {
        name: 'absent tag',
        login: true,
        answers: { basic: NO_MANIFEST, tags: tags('10', '3') },
        said: absent('tag', false, '10'),
      },
      {
        name: 'good login',
        login: true,
        answers: { basic: HERE },
        said: { result: 'pullable', digest: HERE.headers?.['docker-content-digest'] as string },
      },
    ],
  },
  {
    name: 'ECR Public',
    image: 'public.ecr.aws/acme/app:1',
    challenge: 'Bearer realm="https://public.ecr.aws/token/",service="public.ecr.aws",scope="aws"',
    cases: [
      { name: 'absent repository', answers: { bearer: NO_NAME, tags: NO_NAME }, said: absent('repository') },
      { name: 'absent tag', answers: { bearer: NO_MANIFEST, tags: DENIED }, said: absent('tag') },
      {
        name: 'bad login',
        login: true,
        answers: { 'token login': { status: 400, body: 'x' }, bearer: HERE },
        said: { result: 'unreachable', why: 'registry-error' },
      },
    ],
  },
  {
    name: 'Artifact Registry',
    image: 'europe-docker.pkg.dev/acme/repo/app:1',
    challenge: 'Bearer realm="https://europe-docker.pkg.dev/v2/token",service=""',
    cases: [
      {
        name: 'no permission at the token service',
        login: true,
        answers: {
          'token login': refusalWith(403, 'DENIED', 'Permission "x" denied on resource "y" (or it may not exist)'),
          bearer: UNAUTHORIZED,
        },
        said: refused(403, 'token', 'permission'),
      },
      {
        name: 'a token that is not taken, without a challenge',
        login: true,
        answers: { bearer: UNAUTHORIZED },
        said: refused(401, 'registry', 'credential'),
      },
      { name: 'no permission', login: true, answers: { bearer: DENIED }, said: refused(403, 'registry', 'permission') },
      { name: 'nobody', answers: { bearer: DENIED }, said: refused(403, 'registry', 'permission') },
      {
        name: 'absent tag',
        login: true,
        answers: { bearer: NO_MANIFEST, tags: tags('2') },
        said: absent('tag', false, '2'),
      },
    ],
  },
  {
    name: 'ACR',
    image: 'acme.azurecr.io/app:1',
    challenge:
      'Bearer realm="https://acme.azurecr.io/oauth2/token",service="acme.azurecr.io",scope="repository:app:pull"',
    cases: [
      {
        name: 'bad login, or one without AcrPull',
        login: true,
        answers: { token: UNAUTHORIZED, 'token login': UNAUTHORIZED },
        said: refused(401, 'token', 'either'),
      },
      { name: 'nobody', answers: { bearer: UNAUTHORIZED }, said: refused(401, 'registry', 'permission') },
      {
        name: 'firewall',
        login: true,
        answers: {
          'token login': refusalWith(403, 'DENIED', "client with IP '192.0.2.1' is not allowed access."),
          bearer: UNAUTHORIZED,
        },
        said: { result: 'unknown', reason: 'a firewall of the registry keeps out the address of Pullgate' },
      },
      {
        name: 'firewall at the registry',
        answers: { nothing: refusalWith(403, 'DENIED', "client with IP '192.0.2.1' is not allowed access.") },
        said: { result: 'unknown', reason: 'a firewall of the registry keeps out the address of Pullgate' },
      },
      { name: 'absent tag', login: true, answers: { bearer: NO_MANIFEST, tags: UNAUTHORIZED }, said: absent('tag') },
    ],
  },
  {
    name: 'Quay',
    image: 'quay.io/acme/app:1',
    challenge: 'Bearer realm="https://quay.io/v2/auth",service="quay.io",scope="repository:acme/app:pull"',
    cases: [
      {
        name: 'bad login',
        login: true,
        answers: { 'token login': UNAUTHORIZED, bearer: UNAUTHORIZED },
        said: refused(401, 'token', 'credential'),
      },
      {
        name: 'private or absent',
        login: true,
        answers: { bearer: UNAUTHORIZED },
        said: refused(401, 'registry', 'permission'),
      },
      { name: 'absent tag', answers: { bearer: NO_MANIFEST, tags: tags('latest') }, said: absent('tag') },
    ],
  },
  {
    name: 'Harbor',
    image: 'harbor.example.com/acme/app:1',
    challenge:
      'Bearer realm="https://harbor.example.com/service/token",service="harbor-registry",scope="repository:acme/app:pull"',
    cases: [
      {
        name: 'bad login',
        login: true,
        answers: { 'token login': UNAUTHORIZED, bearer: UNAUTHORIZED },
        said: refused(401, 'token', 'credential'),
      },
      {
        name: 'no permission',
        login: true,
        answers: {
          bearer: refusalWith(401, 'UNAUTHORIZED', 'unauthorized to access repository: acme/app, action: pull'),
        },
        said: refused(401, 'registry', 'permission'),
      },
      {
        name: 'absent project',
        login: true,
        answers: { bearer: refusalWith(404, 'NOT_FOUND', 'project acme not found'), tags: UNAUTHORIZED },
        said: absent('repository'),
      },
      {
        name: 'absent tag',
        login: true,
        answers: { bearer: refusalWith(404, 'NOT_FOUND', 'artifact acme/app:1 not found'), tags: tags() },
        said: absent('tag'),
      },
    ],
  },
  {
    name: 'GitLab',
    image: 'registry.gitlab.com/acme/app:1',
    challenge: GITLAB,
    cases: [
      {
        name: 'bad login',
        login: true,
        answers: { 'token login': DENIED, token: DENIED },
        said: refused(403, 'token', 'either'),
      },
      {
        name: 'good login',
        login: true,
        answers: { token: DENIED, bearer: NO_MANIFEST, tags: tags('main') },
        said: absent('tag'),
      },
    ],
  },
  {
    name: 'one that nobody knows',
    image: 'registry.example.com/acme/app:1',
    challenge: 'Basic realm="x"',
    cases: [
      { name: 'bad login', login: true, answers: { basic: UNAUTHORIZED }, said: refused(401, 'registry', 'either') },
      { name: 'no permission', login: true, answers: { basic: DENIED }, said: refused(403, 'registry', 'permission') },
      {
        name: 'a page of something else',
        answers: { nothing: { status: 404, body: '<html>not here</html>' } },
        said: { result: 'unreachable', why: 'registry-error' },
      },
      {
        name: 'a login page in place of a manifest',
        answers: { nothing: { status: 200, headers: { 'content-type': 'text/html' }, body: 'x' } },
        said: { result: 'unreachable', why: 'registry-error' },
      },
      { name: '503', answers: { nothing: { status: 503 } }, said: { result: 'unreachable', why: 'registry-error' } },
      {
        name: '408',
        login: true,
        answers: { basic: { status: 408 } },
        said: { result: 'unreachable', why: 'registry-error' },
      },
      {
        name: '401 without a challenge',
        answers: { nothing: { status: 401 } },
        said: refused(401, 'registry', 'permission'),
      },
      {
        name: 'only digests that OCI knows are passed on',
        answers: {
          nothing: {
            status: 200,
            headers: {
              'content-type': 'application/vnd.oci.image.manifest.v1+json',
              'docker-content-digest': 'sha256:nonsense',
            },
          },
        },
        said: { result: 'pullable' },
      },
    ],
  },
];

function askedOf(seen: Seen): Asked {
  if (!seen.path.startsWith('/v2/') || /\/(?:token|auth)$/.test(seen.path))
    return seen.method === 'POST' || seen.authorization !== '' ? 'token login' : 'token';
  if (seen.path.endsWith('/tags/list')) return 'tags';
  if (seen.authorization === '') return 'nothing';
  return seen.authorization.startsWith('Bearer ') ? 'bearer' : 'basic';
}

const NAMES = [
  ...['registry-1.docker.io', 'auth.docker.io', 'ghcr.io', '*.dkr.ecr.eu-west-1.amazonaws.com', 'public.ecr.aws'],
  ...['europe-docker.pkg.dev', 'acme.azurecr.io', 'quay.io', 'harbor.example.com', 'registry.gitlab.com', 'gitlab.com'],
  'registry.example.com',
];

t.test('what each registry answers means what its row says', async (t) => {
  const registry = await startRegistry(t, NAMES, () => ({ status: 500 }));
  for (const family of FAMILIES) {
    for (const { name, login: hasLogin, answers, said } of family.cases) {
      const defaults: Partial<Record<Asked, Answer>> = {
        nothing: challenge(family.challenge),
        token: TOKEN,
        'token login': TOKEN,
      };
      registry.script = (seen) => ({ ...defaults, ...answers })[askedOf(seen)] ?? { status: 500 };
      const prober = proberFor(t, registry, { now: () => 1000 });
      const outcome = await askedFor(prober, family.image, ...(hasLogin === undefined ? [] : [login()]));
      t.strictSame(outcome, said, `${family.name}: ${name}`);
    }
  }
});
