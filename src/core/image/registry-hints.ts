/**
 * What is known about registries from their documentation: what to put behind `--docker-server`, whose login to use,
 * which users and tokens they have, whether the nodes of a cloud bring their own. Wording and defaults only: whether a key
 * matches is the keyring's to say. A registry that is not listed gets its own host and plain placeholders.
 */

import { PUBLIC_PROJECTS } from './public-projects.js';

export type NodeProvider = 'eks' | 'gke' | 'aks' | 'openshift';

export interface RegistryHint {
  /** For messages: `GitHub Container Registry`. */
  readonly name: string;
  /** The value of `--docker-server`. */
  readonly server: string;
  /** The value of `--docker-username`: the one name that this registry has, or `USER`. */
  readonly username: string;
  /** The users that this registry has, where it has only a few; absent where anybody may be one. */
  readonly users?: RegExp;
  /** Tokens of a shape that only this registry has. */
  readonly tokens?: RegExp;
  /** Whose login it is and how a token is made, a clause without a final dot. */
  readonly note?: string;
  /** How long its logins live, a clause; absent where nothing is known of it. */
  readonly life?: string;
  /** What renews one that has ended, a clause: `a job that runs ...`. */
  readonly renewal?: string;
  /** The cloud whose nodes bring credentials for this registry (design 2.2). */
  readonly nodeProvider?: NodeProvider;
  /** The documentation that all of this rests on; absent where nothing is known of the registry. */
  readonly source?: string;
  /** The host only looks like one of them. */
  readonly guessed?: true;
  /** Its hosts, where they are few; the first is the one that images name. */
  readonly hosts?: readonly string[];
  /** Hosts that people write for it, in an image or a key, under which no image of it is found. */
  readonly aliases?: readonly string[];
}

interface Row extends Omit<RegistryHint, 'server' | 'username' | 'source'> {
  readonly host: RegExp;
  /** Where it is not the registry itself. */
  readonly server?: string;
  readonly username?: string;
  readonly source: string;
}

const GOOGLE = {
  username: '_json_key',
  // Access tokens have names of their own: https://cloud.google.com, docker-credential-gcr (_token, _dcgcr_VERSION_token).
  users: /^(?:_json_key|_json_key_base64|oauth2accesstoken|_token|_dcgcr_[0-9_]+_token)$/,
  tokens: /^ya29\./,
  note: 'the password is the whole JSON key of a service account; the user oauth2accesstoken lasts an hour only',
  life: 'a service account key until it is deleted, an access token 1 hour',
  renewal: 'a new key of the service account; for access tokens a job, or GCRAccessToken of External Secrets',
  nodeProvider: 'gke',
} as const satisfies Partial<Row>;

/**
 * The first row that fits speaks. A registry is one row here and nothing else: commands, notes, doubts about a login and
 * the operator's way out read it. All expressions are anchored and linear: hosts and logins are user text.
 */
const ROWS: readonly Row[] = [
  {
    name: 'Docker Hub',
    hosts: ['docker.io', 'index.docker.io'],
    // Web sites, and addresses behind `docker.io` that are other registries to the kubelet (semantics 1.4).
    aliases: [
      'registry-1.docker.io',
      'registry.docker.io',
      'auth.docker.io',
      'hub.docker.io',
      'www.docker.io',
      'docker.io:443',
      'index.docker.io:443',
      'docker.com',
      'www.docker.com',
      'hub.docker.com',
      'index.docker.com',
      'registry.hub.docker.com',
      'cloud.docker.com',
      'login.docker.com',
    ],
    host: /^(?:index\.)?docker\.io$/,
    // The kubelet finds it through its fallback only (semantics 2.22); kubectl's own default (2.32).
    server: 'https://index.docker.io/v1/',
    tokens: /^dckr_[po]at_/,
    note: 'the user is a Docker ID, not an e-mail address; the password is an access token that may read',
    source: 'docs.docker.com, Security: personal access tokens',
  },
  {
    name: 'GitHub Container Registry',
    hosts: ['ghcr.io'],
    aliases: ['github.com', 'www.github.com', 'ghcr.com', 'containers.pkg.github.com', 'npm.pkg.github.com'],
    host: /^ghcr\.io$/,
    tokens: /^(?:gh[pousr]_|github_pat_)/,
    // Fine-grained tokens are refused by GitHub Packages (semantics 7.5).
    note: 'the password is a classic personal access token with read:packages; fine-grained ones are refused',
    // docs.github.com, Token expiration and revocation: one that is not used for a year is removed as well.
    life: 'a personal access token as long as was chosen for it, an App or Actions token 1 hour at most',
    renewal: 'a new classic token, by hand',
    source: 'docs.github.com, Working with the Container registry',
  },
  {
    name: 'Amazon ECR',
    host: /^[0-9]{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com|amazonaws\.com\.cn|on\.aws|on\.amazonwebservices\.com\.cn|c2s\.ic\.gov|sc2s\.sgov\.gov)$/,
    username: 'AWS',
    users: /^AWS$/,
    note: 'the password comes from `aws ecr get-login-password` and lasts 12 hours',
    life: '12 hours',
    renewal: 'a job that runs `aws ecr get-login-password`, or ECRAuthorizationToken of External Secrets',
    nodeProvider: 'eks',
    source: 'docs.aws.amazon.com, Amazon ECR: private registry authentication',
  },
  {
    name: 'Amazon ECR Public',
    hosts: ['public.ecr.aws'],
    aliases: ['gallery.ecr.aws'],
    host: /^public\.ecr\.aws$/,
    username: 'AWS',
    users: /^AWS$/,
    note: 'images are public; the password comes from `aws ecr-public get-login-password --region us-east-1`',
    source: 'docs.aws.amazon.com, Amazon ECR Public: registry authentication',
  },
  {
    name: 'Google Artifact Registry',
    host: /^[a-z0-9-]+-docker\.pkg\.dev$/,
    ...GOOGLE,
    source: 'cloud.google.com, Artifact Registry: configure authentication to Docker',
  },
  {
    name: 'Google Container Registry',
    hosts: ['gcr.io'],
    host: /^(?:[a-z0-9-]+\.)?gcr\.io$/,
    ...GOOGLE,
    source: 'cloud.google.com, Container Registry: advanced authentication',
  },
  {
    name: 'Azure Container Registry',
    host: /^[A-Za-z0-9-]+(?:\.[a-z0-9]+\.geo)?\.azurecr\.(?:io|cn|us)$/,
    note: 'the login is a repository token or a service principal; what `az acr login` writes does not work in a cluster',
    life: 'a password of a repository token as long as was chosen for it, or for ever; an access token 3 hours',
    renewal: '`az acr token credential generate`, or ACRAccessToken of External Secrets',
    nodeProvider: 'aks',
    source: 'learn.microsoft.com, Azure Container Registry: authentication options',
  },
  {
    name: 'Quay',
    hosts: ['quay.io'],
    aliases: ['www.quay.io', 'quay.com'],
    host: /^quay\.io$/,
    note: 'the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token',
    life: 'a token of a robot account until it is made anew',
    renewal: 'the token of the robot account, made anew in Quay',
    source: 'docs.projectquay.io, Use Red Hat Quay: robot accounts',
  },
  {
    name: 'GitLab Container Registry',
    hosts: ['registry.gitlab.com'],
    aliases: ['gitlab.com'],
    host: /^registry\.gitlab\.com$/,
    tokens: /^gl(?:pat|dt|cbt)-/,
    note: 'the login is a deploy token with read_registry; a CI job token ends with its job',
    // docs.gitlab.com, Deploy tokens and Personal access tokens: both end at midnight UTC.
    life: 'a deploy token for ever, or until the day that was chosen; a personal access token a year at most',
    renewal: 'a new deploy token, by hand',
    source: 'docs.gitlab.com, Authenticate with the container registry',
  },
  {
    name: 'Red Hat registry',
    hosts: ['registry.redhat.io'],
    host: /^registry\.redhat\.io$/,
    note: 'the login is a registry service account',
    source: 'access.redhat.com, Red Hat Container Registry Authentication',
  },
  {
    name: 'NVIDIA NGC',
    hosts: ['nvcr.io'],
    aliases: ['ngc.nvidia.com', 'catalog.ngc.nvidia.com'],
    host: /^nvcr\.io$/,
    username: '$oauthtoken',
    users: /^\$oauthtoken$/,
    tokens: /^nvapi-/,
    note: 'the user is $oauthtoken, literally and in single quotes; the password is an NGC API key',
    life: 'an API key as long as was chosen for it',
    renewal: 'the key, rotated in the setup of NGC',
    source: 'docs.nvidia.com, NGC User Guide: generating an API key, docker login nvcr.io',
  },
  {
    name: 'IBM Cloud Container Registry',
    hosts: ['icr.io'],
    host: /^(?:[a-z0-9-]+\.)*icr\.io$/,
    username: 'iamapikey',
    users: /^(?:iamapikey|iambearer|iamrefresh|token)$/,
    note: 'the user is iamapikey, literally; the password is an IBM Cloud API key',
    source: 'cloud.ibm.com, Container Registry: accessing the registry by using an API key',
  },
  {
    name: 'DigitalOcean Container Registry',
    hosts: ['registry.digitalocean.com'],
    host: /^registry\.digitalocean\.com$/,
    tokens: /^dop_v1_/,
    note: 'user and password are both an API token that may read; `doctl registry kubernetes-manifest` prints such a secret',
    source: 'docs.digitalocean.com, Container Registry: use with Docker and Kubernetes',
  },
  {
    name: 'Oracle Cloud Registry',
    host: /^(?:[a-z0-9-]+\.ocir\.io|ocir\.[a-z0-9-]+\.oci\.oraclecloud\.com)$/,
    note: 'the user is TENANCY_NAMESPACE/USER; the password is an auth token',
    source: 'docs.oracle.com, Container Registry: pulling images from Kubernetes deployments',
  },
  {
    name: 'the registry of Kubernetes',
    hosts: ['registry.k8s.io'],
    host: /^registry\.k8s\.io$/,
    note: 'its images are public',
    source: 'kubernetes.io, Concepts, Images: registry.k8s.io',
  },
  {
    name: 'Microsoft Artifact Registry',
    hosts: ['mcr.microsoft.com'],
    host: /^mcr\.microsoft\.com$/,
    note: 'its images are public',
    source: 'mcr.microsoft.com, About',
  },
  {
    name: 'Harbor',
    host: /^(?:[A-Za-z0-9-]+\.)*harbor[A-Za-z0-9-]*\.[A-Za-z0-9.-]+(?::[0-9]+)?$/,
    note: 'a robot account is called robot$NAME: in single quotes, or the shell eats the rest',
    source: 'goharbor.io, Create Project Robot Accounts',
    guessed: true,
  },
];

/** Never fails: an unknown registry is its own server, with plain placeholders. */
export function registryHint(registry: string): RegistryHint {
  const row = ROWS.find((one) => one.host.test(registry));
  if (row === undefined) return { name: registry, server: registry, username: 'USER' };
  const { host: _host, server = registry, username = 'USER', ...rest } = row;
  return { ...rest, server, username };
}

/** The name of the only registry that has tokens of this shape. */
export function registryOfToken(password: string): string | undefined {
  return ROWS.find(({ tokens }) => tokens?.test(password) === true)?.name;
}

/** All rows, for the test that each has a source and works. */
export const REGISTRIES: readonly Omit<Row, 'host'>[] = ROWS;

/** matchImages patterns of the registries for which a cloud's nodes bring credentials (design 2.2). */
export const PROVIDER_PATTERNS: Readonly<Record<NodeProvider, readonly string[]>> = {
  eks: [
    '*.dkr.ecr.*.amazonaws.com',
    '*.dkr.ecr.*.amazonaws.com.cn',
    '*.dkr.ecr-fips.*.amazonaws.com',
    '*.dkr.ecr.*.c2s.ic.gov',
    '*.dkr.ecr.*.sc2s.sgov.gov',
  ],
  gke: ['gcr.io', '*.gcr.io', '*.pkg.dev', 'container.cloud.google.com'],
  aks: ['*.azurecr.io', '*.azurecr.cn', '*.azurecr.us'],
  // The pull secret of the cluster, and the registry within it.
  openshift: [
    'registry.redhat.io',
    'registry.connect.redhat.com',
    'quay.io/openshift-release-dev/',
    'image-registry.openshift-image-registry.svc:5000',
  ],
};

/** matchImages patterns of what anybody may pull (design 2.1). */
export const BUILTIN_PUBLIC: readonly string[] = [
  'docker.io/library/',
  'registry.k8s.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'gcr.io/distroless/',
  ...PUBLIC_PROJECTS.map(({ pattern }) => pattern),
];
