/**
 * What is known about registries from their documentation: what to put behind `--docker-server`, whose login to use,
 * whether the nodes of a cloud bring their own. Wording and defaults only: whether a key matches is the keyring's to
 * say. A registry that is not listed gets its own host and plain placeholders.
 */

import { PUBLIC_PROJECTS } from './public-projects.js';

export type NodeProvider = 'eks' | 'gke' | 'aks' | 'openshift';

export interface RegistryHint {
  /** For messages: `GitHub Container Registry`. */
  readonly name: string;
  /** The value of `--docker-server`. Stands in a shell command without quotes. */
  readonly server: string;
  /** The value of `--docker-username`: a fixed name, or a placeholder in capitals. */
  readonly username: string;
  /** The value of `--docker-password`: a placeholder in capitals. */
  readonly password: string;
  /** Where the password comes from, a clause without a final dot. */
  readonly note?: string;
  /** The cloud whose nodes bring credentials for this registry (design 2.2). */
  readonly nodeProvider?: NodeProvider;
}

interface Row extends Omit<RegistryHint, 'server'> {
  readonly host: RegExp;
  /** Where it is not the registry itself. */
  readonly server?: string;
}

const ECR_NOTE = 'the password comes from `aws ecr get-login-password` and lasts 12 hours';

/** The first row that fits speaks. All expressions are anchored and linear: hosts are user text. */
const ROWS: readonly Row[] = [
  {
    name: 'Docker Hub',
    host: /^(?:index\.)?docker\.io$/,
    // The kubelet finds it through its fallback only (semantics 2.22); kubectl's own default (2.32).
    server: 'https://index.docker.io/v1/',
    username: 'DOCKER_HUB_USER',
    password: 'ACCESS_TOKEN',
    note: 'the user is a Docker ID, not an e-mail address; the password is an access token that may read',
  },
  {
    name: 'GitHub Container Registry',
    host: /^ghcr\.io$/,
    username: 'GITHUB_USER',
    password: 'CLASSIC_TOKEN',
    // Fine-grained tokens are refused by GitHub Packages (semantics 7.5).
    note: 'the password is a classic personal access token with read:packages; fine-grained ones are refused',
  },
  {
    name: 'Amazon ECR',
    host: /^[0-9]{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com|amazonaws\.com\.cn|on\.aws|on\.amazonwebservices\.com\.cn|c2s\.ic\.gov|sc2s\.sgov\.gov)$/,
    username: 'AWS',
    password: 'ECR_PASSWORD',
    note: ECR_NOTE,
    nodeProvider: 'eks',
  },
  {
    name: 'Amazon ECR Public',
    host: /^public\.ecr\.aws$/,
    username: 'AWS',
    password: 'ECR_PUBLIC_PASSWORD',
    note: 'images are public; the password comes from `aws ecr-public get-login-password --region us-east-1`',
  },
  {
    name: 'Google Artifact Registry',
    host: /^[a-z0-9-]+-docker\.pkg\.dev$/,
    username: '_json_key',
    password: 'SERVICE_ACCOUNT_KEY_JSON',
    note: 'the password is the whole JSON key of a service account; the user oauth2accesstoken lasts an hour only',
    nodeProvider: 'gke',
  },
  {
    name: 'Google Container Registry',
    host: /^(?:[a-z0-9-]+\.)?gcr\.io$/,
    username: '_json_key',
    password: 'SERVICE_ACCOUNT_KEY_JSON',
    note: 'the password is the whole JSON key of a service account; the user oauth2accesstoken lasts an hour only',
    nodeProvider: 'gke',
  },
  {
    name: 'Azure Container Registry',
    host: /^[A-Za-z0-9-]+(?:\.[a-z0-9]+\.geo)?\.azurecr\.(?:io|cn|us)$/,
    username: 'TOKEN_NAME',
    password: 'TOKEN_PASSWORD',
    note: 'the login is a repository token or a service principal; what `az acr login` writes does not work in a cluster',
    nodeProvider: 'aks',
  },
  {
    name: 'Quay',
    host: /^quay\.io$/,
    username: 'ORG+ROBOT',
    password: 'ROBOT_TOKEN',
    note: 'the login is a robot account that may read the repository',
  },
  {
    name: 'GitLab Container Registry',
    host: /^registry\.gitlab\.com$/,
    username: 'DEPLOY_TOKEN_USER',
    password: 'DEPLOY_TOKEN',
    note: 'the login is a deploy token with read_registry; a CI job token ends with its job',
  },
  {
    name: 'Red Hat registry',
    host: /^registry\.redhat\.io$/,
    username: 'SERVICE_ACCOUNT_USER',
    password: 'SERVICE_ACCOUNT_TOKEN',
    note: 'the login is a registry service account',
  },
];

/** Never fails: an unknown registry is its own server, with plain placeholders. */
export function registryHint(registry: string): RegistryHint {
  const row = ROWS.find((one) => one.host.test(registry));
  if (row === undefined) return { name: registry, server: registry, username: 'USER', password: 'PASSWORD' };
  const { host: _host, server = registry, ...rest } = row;
  return { ...rest, server };
}

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
