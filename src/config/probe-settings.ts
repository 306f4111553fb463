/** Whether and how registries are asked. `Settings.probe.deny` says what a verdict makes of it. */
export interface ProbeSettings {
  /** Of the server; a command asks where its line says `--probe`. */
  readonly mode: 'off' | 'background';
  /** matchImages patterns: no other registry is ever asked. */
  readonly registries: readonly string[];
  /** CIDR of private addresses at which a registry may be; link-local and metadata addresses never. */
  readonly allowedNetworks: readonly string[];
  /** Hosts of token services on another domain than their registry. */
  readonly tokenHosts: readonly string[];
  /** PEM file of authorities that are trusted besides those of Node.js; '' for none. */
  readonly caFile: string;
  /** Platforms of the nodes, `linux/amd64`; empty: what the Nodes say, where they can be read. */
  readonly platforms: readonly string[];
  /** ms that a review may wait for a registry. */
  readonly waitMs: number;
  /** Of each registry. */
  readonly requestsPerMinute: number;
}

/** The big public ones; what is served by anybody else is only asked where the operator lists it. */
const WELL_KNOWN_REGISTRIES: readonly string[] = [
  'docker.io',
  'ghcr.io',
  'quay.io',
  'gcr.io',
  '*.gcr.io',
  '*.pkg.dev',
  'registry.k8s.io',
  'mcr.microsoft.com',
  '*.azurecr.io',
  'public.ecr.aws',
  '*.dkr.ecr.*.amazonaws.com',
  'registry.gitlab.com',
  'nvcr.io',
  'registry.redhat.io',
  'registry.access.redhat.com',
  'icr.io',
  '*.icr.io',
  'registry.suse.com',
  'docker.elastic.co',
];

export const PROBE_DEFAULTS: ProbeSettings = {
  mode: 'off',
  registries: WELL_KNOWN_REGISTRIES,
  allowedNetworks: [],
  tokenHosts: [],
  caFile: '',
  platforms: [],
  waitMs: 0,
  requestsPerMinute: 60,
};
