/** What the tables of registries, public projects and makers of secrets say, to be read beside the documentation they rest on. */
import t from 'tap';
import { deadPattern } from '../src/core/dead-pattern.js';
import { parseImage } from '../src/core/image/parse.js';
import { PUBLIC_PROJECTS } from '../src/core/image/public-projects.js';
import {
  BUILTIN_PUBLIC,
  PROVIDER_PATTERNS,
  REGISTRIES,
  registryHint,
  registryOfToken,
} from '../src/core/image/registry-hints.js';
import { isLocalRegistry, registryNeed } from '../src/core/registries.js';
import { ifPublic } from '../src/core/remedy.js';
import { ALL_MAKERS, isOpenShiftName, isOpenShiftRegistry, isRenewing } from '../src/core/secret/makers.js';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.js';
import { type Block, matchTold, matchTopics, quoted, toTable } from './support/told.js';

const ECR = '123456789012.dkr';
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  'Docker Hub and GitHub': [
    'docker.io',
    'index.docker.io',
    'x.docker.io',
    'xdocker.io',
    'docker.iox',
    'dockerxio',
    'indexxdocker.io',
    'ghcr.io',
    'xghcr.io',
    'ghcr.io.x',
    'ghcrxio',
  ],
  ECR: [
    `${ECR}.ecr.eu-west-1.amazonaws.com`,
    `${ECR}-ecr.eu-west-1.on.aws`,
    `${ECR}.ecr-fips.us-gov-west-1.amazonaws.com`,
    `${ECR}.ecr.cn-north-1.amazonaws.com.cn`,
    `${ECR}-ecr.cn-north-1.on.amazonwebservices.com.cn`,
    `${ECR}.ecr.x.c2s.ic.gov`,
    `${ECR}.ecr.x.sc2s.sgov.gov`,
  ],
  'nearly ECR': [
    `1${ECR}.ecr.eu-west-1.amazonaws.com`,
    `x${ECR}.ecr.a.amazonaws.com`,
    '12345678901.dkr.ecr.a.amazonaws.com',
    `${ECR}xecr.a.amazonaws.com`,
    `${ECR}.ecr.A.amazonaws.com`,
    `${ECR}.ecr.a.amazonaws.com.x`,
    `${ECR}.ecr.amazonaws.com`,
    `${ECR}.ecr.a.b.amazonaws.com`,
  ],
  'public ECR and Artifact Registry': [
    'public.ecr.aws',
    'x.public.ecr.aws',
    'public.ecr.aws.x',
    'us-docker.pkg.dev',
    'europe-west1-docker.pkg.dev',
    'docker.pkg.dev',
    '-docker.pkg.dev',
    'x.us-docker.pkg.dev',
    'us-docker.pkg.dev.x',
    'us-npm.pkg.dev',
    'US-docker.pkg.dev',
  ],
  'gcr.io and Azure': [
    'gcr.io',
    'eu.gcr.io',
    'mirror-x.gcr.io',
    'a.b.gcr.io',
    'xgcr.io',
    '.gcr.io',
    'gcr.io.x',
    'acme.azurecr.io',
    'Acme1.azurecr.io',
    'acme.westeurope.geo.azurecr.io',
    'acme.azurecr.cn',
    'acme.azurecr.us',
    'acme.azurecr.de',
    'azurecr.io',
    'a.b.azurecr.io',
    'acme.azurecr.io.x',
    'acme.x.geox.azurecr.io',
  ],
  'Quay, GitLab, Red Hat and NVIDIA': [
    'quay.io',
    'x.quay.io',
    'quay.io.x',
    'registry.gitlab.com',
    'x.registry.gitlab.com',
    'registry.gitlab.com.x',
    'gitlab.com',
    'registry.redhat.io',
    'xregistry.redhat.io',
    'registry.redhat.iox',
    'nvcr.io',
    'xnvcr.io',
    'nvcr.iox',
  ],
  'IBM, DigitalOcean and Oracle': [
    'icr.io',
    'de.icr.io',
    'a.b.icr.io',
    'xicr.io',
    '.icr.io',
    'icr.iox',
    'registry.digitalocean.com',
    'xregistry.digitalocean.com',
    'registry.digitalocean.comx',
    'iad.ocir.io',
    'ocir.io',
    'x.iad.ocir.io',
    'iad.ocir.iox',
    'ocir.eu-frankfurt-1.oci.oraclecloud.com',
    'ocir.x.oci.oraclecloud.comx',
    'xocir.x.oci.oraclecloud.com',
  ],
  'public ones': [
    'registry.k8s.io',
    'xregistry.k8s.io',
    'registry.k8s.iox',
    'mcr.microsoft.com',
    'xmcr.microsoft.com',
    'mcr.microsoft.comx',
  ],
  'Harbor, and hosts that nobody knows': [
    'harbor.example.com',
    'harbor.example.com:8443',
    'harbor2.example.com',
    'my.harbor.example.com',
    'a.b.harbor-x.io',
    'harbor',
    'harbor:80',
    'xharbor.example.com',
    'my-harbor.example.com',
    'harbor.x_y.com',
    'harbor.io:x',
    'registry.example.com',
    'registry.example.com:5000',
    '',
  ],
};

t.test('what is known of a host', async (t) => {
  const rowOf = (host: string): readonly string[] => {
    const { name, server, username, nodeProvider, guessed, source } = registryHint(host);
    if (source === undefined) {
      t.strictSame({ name, server, username }, { name: host, server: host, username: 'USER' }, host);
      return [host, ''];
    }
    const more = [
      ...(nodeProvider === undefined ? [] : [`nodes of ${nodeProvider}`]),
      ...(guessed === true ? ['guessed'] : []),
    ];
    return [host, name, server === host ? 'itself' : server, username, more.join(', ')];
  };
  const blocks = Object.entries(HOSTS).map(([name, hosts]): Block => [name, toTable(hosts.map(rowOf))]);
  matchTold(t, 'registry-table/hosts', blocks);
});

t.test('the rows', async (t) => {
  const blocks = REGISTRIES.map(
    ({ name, hosts = [], aliases = [], note = '', source, server, username, users, tokens }): Block => {
      const rows = [
        ['hosts', hosts.join(' ')],
        ['not', aliases.join(' ')],
        ['note', note],
        ['source', source],
        ['server', String(server)],
        ['user', String(username)],
        ['users', String(users)],
        ['tokens', String(tokens)],
      ];
      return [name, toTable(rows)];
    },
  );
  matchTold(t, 'registry-table/registries', blocks);
});

t.test('users that a registry has', async (t) => {
  const cases: Readonly<Record<string, readonly (readonly string[])[]>> = {
    [`${ECR}.ecr.a.amazonaws.com`]: [['AWS'], ['AWSx', 'xAWS', 'aws', '']],
    'public.ecr.aws': [['AWS'], ['AWSx', 'xAWS']],
    'gcr.io': [
      ['_json_key', '_json_key_base64', 'oauth2accesstoken', '_token', '_dcgcr_1_2_token'],
      ['json_key', '_json_keyx', 'x_token', '_dcgcr__token_', '_dcgcr_x_token', '_dcgcr__token ', '_dcgcrtoken'],
    ],
    'us-docker.pkg.dev': [['_json_key'], ['me']],
    'nvcr.io': [['$oauthtoken'], ['oauthtoken', '$oauthtokenx', 'x$oauthtoken']],
    'icr.io': [
      ['iamapikey', 'iambearer', 'iamrefresh', 'token'],
      ['iam', 'xtoken', 'tokenx'],
    ],
  };
  for (const [host, [good = [], bad = []]] of Object.entries(cases)) {
    const { users } = registryHint(host);
    for (const user of good) t.equal(users?.test(user), true, `${user} at ${host}`);
    for (const user of bad) t.equal(users?.test(user), false, `${user} at ${host}`);
  }
});

t.test('whose token it is by its shape', async (t) => {
  const of: Readonly<Record<string, readonly string[]>> = {
    'Docker Hub': ['dckr_pat_x', 'dckr_oat_x'],
    'GitHub Container Registry': ['ghp_x', 'gho_x', 'ghu_x', 'ghs_x', 'ghr_x', 'github_pat_x'],
    'Google Artifact Registry': ['ya29.x'],
    'GitLab Container Registry': ['glpat-x', 'gldt-x', 'glcbt-x'],
    'NVIDIA NGC': ['nvapi-x'],
    'DigitalOcean Container Registry': ['dop_v1_x'],
  };
  for (const [name, tokens] of Object.entries(of)) {
    for (const token of tokens) {
      t.equal(registryOfToken(token), name, token);
      t.equal(registryOfToken(`x${token}`), undefined, token);
    }
  }
  for (const text of ['', 'ghx_x', 'dckr_xat_x', 'ya29', 'glx-x', 'hunter2'])
    t.equal(registryOfToken(text), undefined, text);
});

t.test('patterns that are built in', async (t) => {
  const ofNodes = Object.entries(PROVIDER_PATTERNS).flatMap(([provider, patterns]) =>
    patterns.map((pattern) => [provider, pattern]),
  );
  const pages = new Map(PUBLIC_PROJECTS.map(({ pattern, page }) => [pattern, page]));
  t.equal(pages.size, PUBLIC_PROJECTS.length);
  t.strictSame(
    [...pages.keys()].filter((pattern) => !BUILTIN_PUBLIC.includes(pattern)),
    [],
  );
  matchTold(t, 'registry-table/built-in', [
    ['the nodes bring a credential', toTable(ofNodes)],
    [
      'public, and the page that says so',
      toTable(BUILTIN_PUBLIC.map((pattern) => [pattern, pages.get(pattern) ?? ''])),
    ],
  ]);
  for (const pattern of [...Object.values(PROVIDER_PATTERNS).flat(), ...BUILTIN_PUBLIC])
    t.equal(deadPattern(pattern), undefined, pattern);
});

type Registries = Settings['registries'];

t.test('what a registry needs: the longest pattern, and at equal length the stricter list', async (t) => {
  const need = (
    repository: string,
    registries: Partial<Registries> = {},
    provider: Settings['cluster']['provider'] = 'auto',
  ) => {
    const settings = {
      ...DEFAULT_SETTINGS,
      registries: { ...DEFAULT_SETTINGS.registries, ...registries },
      cluster: { ...DEFAULT_SETTINGS.cluster, provider },
    };
    const { need: is, pattern } = registryNeed(repository, settings);
    return pattern === undefined ? is : `${is} ${pattern}`;
  };
  t.equal(need('a.io/b'), 'private');
  t.equal(need('a.io/b', { unlisted: 'public' }), 'public');
  t.equal(need('docker.io/library/nginx'), 'public docker.io/library/');
  t.equal(need('docker.io/library/nginx', { builtinPublic: false }), 'private');
  t.equal(need('a.io/b', { public: ['a.io'] }), 'public a.io');
  t.equal(need('a.io/b', { public: ['a.io'], private: ['a.io'] }), 'private a.io');
  t.equal(need('a.io/b', { public: ['a.io'], nodeCredentials: ['a.io'] }), 'node a.io');
  t.equal(need('a.io/b', { private: ['a.io'], nodeCredentials: ['a.io'] }), 'private a.io');
  t.equal(need('a.io/b', { public: ['a.io/b'], private: ['a.io'] }), 'public a.io/b');
  t.equal(need('a.io/b', { private: ['a.io'], nodeCredentials: ['a.io/'] }), 'node a.io/');
  t.equal(need('a.io/b', { private: ['%', 'b.io'] }), 'private', 'a pattern that is no address');
  t.equal(need('gcr.io/p/x'), 'private');
  t.equal(need('gcr.io/p/x', {}, 'gke'), 'node gcr.io');
  t.equal(need('gcr.io/p/x', {}, 'eks'), 'private');
  t.equal(need('gcr.io/p/x', {}, 'none'), 'private');
  t.equal(need('gcr.io/distroless/x', {}, 'gke'), 'public gcr.io/distroless/');
  t.equal(need('quay.io/openshift-release-dev/x', {}, 'openshift'), 'node quay.io/openshift-release-dev/');
  t.equal(need('localhost:5000/x'), 'public localhost:5000');
  t.equal(need('localhost:5000/x', { unlisted: 'public' }), 'public');
});

t.test('a registry of the machine or of the cluster', async (t) => {
  const yes = [
    'localhost/a',
    'localhost:1/a',
    '127.0.0.1/a',
    '127.255.12.3:50/a',
    '[::1]/a',
    '[::1]:5/a',
    'a.svc/b',
    'a.b.svc:5/c',
    'a.b.svc.cluster.local/c',
    'a-b.svc.cluster.local:5/c',
    `${'a'.repeat(253)}.svc/x`,
  ];
  const no = [
    'localhost',
    'xlocalhost/a',
    'localhostx/a',
    'localhost:/a',
    'localhost:x/a',
    '127.0.0/a',
    '127.0.0.1.2/a',
    '127.0000.0.1/a',
    '1127.0.0.1/a',
    '128.0.0.1/a',
    '[::2]/a',
    '.svc',
    'svc/a',
    'a.svcx/b',
    'a.svc.cluster/b',
    'a.svc.cluster.local.x/b',
    'A.svc/b',
    `${'a'.repeat(254)}.svc/x`,
  ];
  for (const repository of yes) t.equal(isLocalRegistry(repository), true, repository);
  for (const repository of no) t.equal(isLocalRegistry(repository), false, repository);
});

t.test("the operator's way out", async (t) => {
  const images = [
    'nginx',
    'acme/app',
    'ghcr.io/org/team/app',
    'localhost/app',
    'registry.example.com:5000/x',
    'registry.example.com:5000/team/x',
    'gcr.io/p/a',
    `${ECR}.ecr.eu-west-1.amazonaws.com/a`,
    `${ECR}-ecr.eu-west-1.on.aws/a`,
    'acme.azurecr.io/a/b',
    '[::1]/app',
    '[::1]:5000/a/b',
    'us-docker.pkg.dev/p/r/a',
  ];
  const rows = images.map((image) => {
    const parsed = parseImage(image);
    return [image, parsed.ok ? (ifPublic(parsed.reference).operator ?? '') : '?'];
  });
  matchTold(t, 'registry-table/if-public', [["the operator's way out, image by image", toTable(rows)]]);
});

// --------------------------------------------------------------------------------------------------------------- patterns

const LIVE = [
  'ghcr.io',
  'ghcr.io/org',
  'ghcr.io/org/',
  'ghcr.io/',
  '*.example.com',
  'a*.example.com',
  '*.*',
  '*-x.io',
  'localhost',
  'localhost:5000',
  'localhost/x',
  'registry:5000',
  'registry:80',
  'registry:100',
  'registry:65535/x/y',
  '[::1]:5000',
  '[::1]:5000/x',
  'a.b:1',
  'a.io/b.c/d_e-f',
  '1.2.3.4:5000/x',
  'docker.io',
  'docker.io/library/nginx',
  'x.index.docker.io',
];
const PATTERNS: Readonly<Record<string, readonly string[]>> = {
  'blanks, logins, schemes and Docker Hub': [
    '',
    ' ',
    ' ghcr.io',
    'ghcr.io\n',
    'me:pw@ghcr.io',
    'ghcr.io/a@sha256:0123',
    'https://ghcr.io',
    'https://ghcr.io/v2/',
    'HTTPS://GHCR.io',
    'oci://x.io',
    'a+b.c-d://x.io',
    '1x://x.io',
    'ghcr.io,quay.io',
    'index.docker.io',
    'index.docker.io/v1/',
    'index.docker.io:443',
    'index.docker.io/acme/',
    'index.docker.iox',
  ],
  tags: [
    'nginx:1.25',
    'nginx:latest',
    'nginx:7',
    'nginx:alpine',
    'nginx:80',
    'nginx:079',
    'nginx:8',
    'nginx:123456',
    'ghcr.io/a:1',
    'ghcr.io/a:v1.2-rc',
    'ghcr.io/a:secret',
    'ghcr.io/a:',
    'acme/app:latest',
    'ghcr.io/a:1/b',
    'x:y/z',
  ],
  wildcards: [
    '*',
    '*/x',
    '*:5000',
    'ghcr.io/*',
    'ghcr.io/org/*',
    'ghcr.io/org/**',
    'ghcr.io/org/*/',
    'ghcr.io/org*',
    'ghcr.io/org.*',
    'ghcr.io/*/app',
    'ghcr.io/org/app-*',
    'ghcr.io/.*',
    'nginx*',
    'acme/*',
    'ghcr.io/a*b/*',
  ],
  'capitals, and ends of a pattern': [
    'GHCR.io',
    'ghcr.io/Org',
    'Nginx',
    'ghcr.io?x',
    'ghcr.io#x',
    'ghcr.io?me:pw',
    'ghcr.io/a?b#c',
    'a?b@c',
    'a#b:c',
  ],
  hosts: [
    'ghcr.io:port',
    'ghcr.io:80:90',
    '[::1]',
    '[::1]/x',
    '::1',
    'ghcr..io',
    '.ghcr.io',
    'ghcr.io.',
    'ghcr.io./x',
    '.ghcr.io:80',
    'gh_cr.io',
    '-ghcr.io',
    'ghcr-.io',
    'ghcr.-io',
    'gh cr.io',
    'gh%cr.io',
    'ghcr.io/%zz',
  ],
  'no host in front': [
    'nginx',
    'acme/',
    'acme/app',
    'library/nginx',
    'grafana/grafana/',
    'registry',
    'registry/x',
    'my_reg/x',
  ],
  paths: [
    'ghcr.io//',
    'ghcr.io//a',
    'ghcr.io/-a',
    'ghcr.io/a/',
    'ghcr.io/a//b',
    'ghcr.io/.a',
    'ghcr.io/_',
    'ghcr.io/a+b',
    'ghcr.io/a~b',
    'ghcr.io/\u00e9',
  ],
  'pages of Docker Hub': [
    'hub.docker.com',
    'https://hub.docker.com/r/acme/app',
    'https://hub.docker.com/_/nginx',
    'https://hub.docker.com/u/acme',
    'registry.hub.docker.com/library/nginx',
    'registry-1.docker.io/x',
    'www.docker.com:443/x',
    'registry.docker.io',
    'docker.io/v1/',
    'https://index.docker.io/v2/acme',
    'https://docker.com',
    'hub.docker.comx',
  ],
  'length, and several at once': [
    `${'a'.repeat(520)}.io`,
    `ghcr.io/${'a/'.repeat(252)}`,
    `${'A'.repeat(509)}.io`,
    `${'A'.repeat(510)}.io`,
    'https://ghcr.io/a@sha512:ABC',
    'https://GHCR.io:443/Org/*',
    'ghcr.io/a@sha256:',
    'localhost:x',
    'LOCALHOST/x',
    'localhost/*',
  ],
  'what only looks like a tag, or is a path': [
    'nginx:8a',
    'nginx:1ab',
    'nginx:9z',
    'ghcr.io:80/-a',
    'gh-cr.io//',
    'localhost//',
    'localhost:5000//',
    'a-b//',
    'ghcr.io:8000/-a',
  ],
  'what only looks like a page of Docker Hub': [
    'https://hub.docker.community/x',
    'https://my.hub.docker.com/x',
    'https://hub.docker.com',
    'https://hub.docker.com:443/r/x/y',
    'https://index.docker.io:443',
  ],
  'stars and schemes': [
    'ghcr.io/a*bcd/e',
    'ghcr.io/a/b*/c',
    'https://ghcr.io,quay.io',
    'https://me@ghcr.io',
    'https://me@ghcr.io/*',
    'https://ghcr.io/a,b',
  ],
  'Docker Hub within': [
    'https://x.io/docker.io/v1/a',
    'https://x.io/docker.io/',
    'https://docker.io/',
    'https://docker.io/v1',
    'https://docker.io/u',
    'https://docker.io/user/x',
  ],
  'hosts behind a scheme': [
    'https://nginx',
    'https://nginx/',
    'https://nginx:7',
    'https://localhost',
    'https://LOCALHOST/X',
    'https://.',
    'https://',
    'https://./x',
    'https://a./b',
    'https://.a',
    'https://*',
    'https://*.io/*',
  ],
};

t.test('patterns that can match, and those that cannot', async (t) => {
  for (const pattern of LIVE) t.equal(deadPattern(pattern), undefined, pattern);
  const short = (text: string) =>
    text.length > 60 ? `${text.slice(0, 10)} ... ${text.slice(-10)} (${text.length})` : text;
  const rowOf = (pattern: string): readonly string[] => {
    const dead = deadPattern(pattern);
    return [quoted(short(pattern)), dead?.why ?? 'alive', ...(dead?.meant.map(short) ?? [])];
  };
  const blocks = Object.entries(PATTERNS).map(([name, patterns]): Block => [name, toTable(patterns.map(rowOf))]);
  matchTold(t, 'registry-table/patterns', blocks);
});

// ----------------------------------------------------------------------------------------------------------------- makers

t.test('who makes secrets', async (t) => {
  const blocks = ALL_MAKERS.map(({ name, annotations = [], labels = [], owners = [], source }): Block => {
    const rows = [
      ['annotations', annotations.map(String).join(' ')],
      ['labels', labels.map(String).join(' ')],
      ['owners', owners.join(' ')],
      ['source', source],
    ];
    return [name, toTable(rows)];
  });
  matchTold(t, 'registry-table/makers', blocks);
  matchTopics(t, 'registry-table', ['hosts', 'registries', 'built-in', 'if-public', 'patterns', 'makers']);
  for (const { name, renews } of ALL_MAKERS) t.equal(isRenewing(name), renews, name);
  for (const name of [undefined, 'its owner', 'GitLab Runner', '']) t.equal(isRenewing(name), false, String(name));
  const names = {
    'default-dockercfg-a1b2c': true,
    'x-dockercfg-abcde': true,
    'default-dockercfg-a1b2': false,
    'default-dockercfg-a1b2cd': false,
    'default-dockercfg-A1b2c': false,
    'default_dockercfg-a1b2c': false,
    'default-dockercfg-a1b2c-x': false,
  };
  for (const [name, is] of Object.entries(names)) t.equal(isOpenShiftName(name), is, name);
  const inside = 'image-registry.openshift-image-registry.svc';
  const keys = {
    [`${inside}:5000`]: true,
    [`${inside}.cluster.local:5000`]: true,
    [inside]: false,
    [`${inside}:5001`]: false,
    [`x${inside}:5000`]: false,
    [`${inside}:5000/x`]: false,
    [`${inside}.cluster:5000`]: false,
  };
  for (const [key, is] of Object.entries(keys)) t.equal(isOpenShiftRegistry(key), is, key);
});
