/**
 * Values of the chart that the server would not take as its configuration, and what each side says of them: `pullgate
 * config check` (test/wrong-values.test.ts) and the real Helm (test/e2e/chart-render.e2e.ts). A value that only one side
 * refused would be reported as deployed and never be in force, or could not be deployed at all.
 */

export interface WrongValue {
  /** `policy.registries.public`, in the values of the chart. */
  readonly path: string;
  readonly value: unknown;
  /** Further values, by path, without which it would be no mistake. */
  readonly beside?: Readonly<Record<string, unknown>>;
  /** In the words of `config check`. */
  readonly said: string;
  /** In the sentence of a template; absent where values.schema.json refuses it. */
  readonly byTemplate?: string;
}

const PATTERNS: readonly (readonly [pattern: string, said: string])[] = [
  ['https://quay.io', 'a pattern has no scheme; write "quay.io"'],
  ['https://index.docker.io/v1/', 'a pattern has no scheme; write "docker.io"'],
  ['oci://ghcr.io/acme', 'a pattern has no scheme; write "ghcr.io/acme"'],
  ['quay.io/prometheus/*', 'as it is written; write "quay.io/prometheus/"'],
  ['quay.io/prometheus/**', 'write "quay.io/prometheus/"'],
  ['quay.io/*', 'write "quay.io/"'],
  ['quay.io/*/app', '"*" stands for one part of a host'],
  ['*', '"*" stands for one part of a host, as in "*.example.com"'],
  ['grafana/', 'its first part is no host: that has a dot or a port, or is localhost; write "docker.io/grafana/"'],
  ['grafana/grafana', 'write "docker.io/grafana/grafana"'],
  ['nginx', 'write "docker.io/library/nginx" or "docker.io/nginx/"'],
  ['Quay.io', 'letters are compared as they are, and images have small ones; write "quay.io"'],
  ['ghcr.io/Acme/', 'write "ghcr.io/acme/"'],
  ['REGISTRY.EXAMPLE.COM:5000/team/', 'write "registry.example.com:5000/team/"'],
  ['quay.io/prometheus/node-exporter:v1.8.2', 'a pattern has no tag; write "quay.io/prometheus/node-exporter"'],
  ['nginx:1.27', 'a pattern has no tag; write "docker.io/library/nginx"'],
  ['redis:7', 'a pattern has no tag; write "docker.io/library/redis"'],
  ['registry.example.com:5000/team/app:1', 'write "registry.example.com:5000/team/app"'],
  ['quay.io/app@sha256:0123', 'a pattern has no login and no digest; write "quay.io/app"'],
  ['me@quay.io', 'a pattern has no login and no digest'],
  ['quay.io ', 'there is a blank around it; write "quay.io"'],
  ['quay.io, ghcr.io', 'each pattern is an entry of its own'],
  ['.example.com', 'a part of its host is empty; write "*.example.com"'],
  ['quay.io.', 'write "quay.io"'],
  ['quay.io//app', 'no image has such a path'],
  ['quay.io/my app', 'no image has such a path'],
  ['my_registry.example.com', 'no host has such a name'],
  ['-.example.com', 'no host has such a name'],
  ['registry.example.com:port', 'its port is not a number'],
  ['[::1]', 'an IPv6 address matches with its port only'],
  ['quay.io?team=a', '"?" and "#" end a pattern; write "quay.io"'],
  ['', 'it is empty'],
];

const HUB: WrongValue = {
  path: 'policy.registries.public',
  value: ['quay.io', 'index.docker.io/grafana/'],
  said: 'images name Docker Hub docker.io; write "docker.io/grafana/"',
  byTemplate:
    'policy.registries.public[1] is index.docker.io/grafana/: it can never match, because images name Docker Hub docker.io. Write docker.io/grafana/.',
};

export const WRONG: readonly WrongValue[] = [
  ...PATTERNS.map(([pattern, said]) => ({ path: 'policy.registries.public', value: [pattern], said })),
  HUB,
  ...[
    'policy.registries.private',
    'policy.registries.nodeCredentials',
    'policy.images.preloaded',
    'injection.registries',
  ].flatMap((path) => [
    { path, value: ['https://quay.io'], said: 'write "quay.io"' },
    { path, value: ['index.docker.io'], said: 'write "docker.io"', byTemplate: `${path}[0] is index.docker.io` },
  ]),
  {
    path: 'policy.registries.nodeCredentials',
    value: [{ matchImages: ['index.docker.io'], tokenAttributes: { requireServiceAccount: true } }],
    said: 'write "docker.io"',
    byTemplate: 'policy.registries.nodeCredentials[0].matchImages[0] is index.docker.io',
  },
  {
    path: 'policy.registries.nodeCredentials',
    value: [{ matchImages: ['quay.io'] }],
    said: '"tokenAttributes" is missing',
  },
  {
    path: 'policy.registries.nodeCredentials',
    value: [
      {
        matchImages: ['quay.io'],
        tokenAttributes: { requireServiceAccount: true, requiredServiceAccountAnnotationKeys: ['a b'] },
      },
    ],
    said: 'no annotation can have this key',
  },
  { path: 'probe.registries', value: ['https://quay.io'], said: 'write "quay.io"' },
  {
    path: 'probe.registries',
    value: ['index.docker.io'],
    said: 'write "docker.io"',
    byTemplate: 'probe.registries[0] is index.docker.io',
  },
  { path: 'probe.mode', value: 'on', said: 'it must be one of off, background' },
  { path: 'probe.allowedNetworks', value: ['10.0.0.1'], said: 'it must be' },
  { path: 'probe.tokenHosts', value: ['https://auth.example.com'], said: 'it must be' },
  { path: 'probe.platforms', value: ['amd64'], said: 'it must be' },
  { path: 'probe.waitMs', value: 801, said: 'from 0 to 800', beside: { 'probe.mode': 'background' } },
  {
    path: 'probe.waitMs',
    value: 100,
    said: 'it has no effect while probe.mode is off',
    byTemplate: 'probe.waitMs has no effect while probe.mode is off.',
  },
  {
    path: 'probe.requestsPerMinute',
    value: 10,
    said: 'it has no effect while probe.mode is off',
    byTemplate: 'probe.requestsPerMinute has no effect while probe.mode is off.',
  },
  {
    path: 'probe.registries',
    value: [],
    beside: { 'probe.mode': 'background' },
    said: '"background" has nobody to ask',
    byTemplate: 'probe.mode is background, and probe.registries is empty',
  },
  { path: 'policy.images.filledInLater', value: [''], said: 'it must be' },
  { path: 'policy.images.filledInLater', value: 'auto', said: 'it must be a list' },
  { path: 'policy.exemptions', value: [{ images: ['nginx:latest'] }], said: 'a pattern has no tag' },
  {
    path: 'policy.exemptions',
    value: [{ users: ['ci'] }, { images: ['index.docker.io'] }],
    said: 'write "docker.io"',
    byTemplate: 'policy.exemptions[1].images[0] is index.docker.io',
  },
  { path: 'mode', value: 'enforced', said: 'Did you mean enforce?' },
  { path: 'policy.workloads', value: { mode: 'Warn' }, said: 'it must be one of same, enforce' },
  { path: 'policy.ownedPods', value: { mode: 'deny' }, said: 'it must be one of enforce' },
  ...['argo-workflow-controller', 'system:serviceaccount:argo:controller', 'argo/', 'Argo/controller', 'a/b/c'].map(
    (name) => ({
      path: 'policy.ownedPods.controllers',
      value: [name],
      said: 'that is no NAMESPACE/NAME',
    }),
  ),
  { path: 'policy.dryRun', value: true, said: 'it must be one of warn, enforce' },
  { path: 'policy.onUnknown', value: 'Deny', said: 'it must be one of allow, deny' },
  { path: 'policy.rules', value: { PG101: 'block' }, said: 'it must be one of deny, warn, audit, off' },
  { path: 'policy.rules', value: { PG999: 'deny' }, said: 'there is no such setting' },
  { path: 'policy.rules', value: { PG901: 'deny' }, said: 'Did you mean onUnknown?' },
  { path: 'policy.registries.unlisted', value: 'deny', said: 'it must be one of private, public' },
  { path: 'policy.registries.builtinPublic', value: 'no', said: 'it must be true or false' },
  { path: 'policy.registries.public', value: 'quay.io', said: 'it must be a list' },
  { path: 'policy.credentials', value: { expiringWithin: '1h' }, said: 'it must be a whole number' },
  { path: 'policy.credentials', value: { expiringWithin: 1.5 }, said: 'it must be a whole number' },
  { path: 'policy.credentials', value: { expiringWithin: 31_536_001 }, said: 'from 0 to 31536000' },
  { path: 'policy.cluster', value: { provider: 'aws' }, said: 'it must be one of auto, eks' },
  { path: 'policy.kinds', value: [{ kind: 'Rollout' }], said: '"group" is missing' },
  ...['spec.template[0]', '.spec.template', 'spec/template', ''].map((templatePath) => ({
    path: 'policy.kinds',
    value: [{ group: 'argoproj.io', version: '*', kind: 'Rollout', resource: 'rollouts', templatePath }],
    said: 'that is no path of field names',
  })),
  { path: 'policy.exemptions', value: [{ reason: 'old' }], said: 'it names nothing to leave alone' },
  { path: 'policy.exemptions', value: [{ users: [] }], said: 'at least one entry' },
  { path: 'policy.exemptions', value: [{ users: ['ci'], rules: ['PG1'] }], said: 'it must be one of PG101' },
  { path: 'policy.exemptions', value: [{ users: ['ci'], reason: 'a\nb' }], said: 'it holds a control character' },
  {
    path: 'policy.exemptions',
    value: [{ namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }],
    said: '"values" is missing',
  },
  ...['tomorrow', '31.01.2027', '2027-1-31', '2027-01-31 12:00', '2027-01-31T25:00:00Z', '2027-13-01'].map(
    (expires) => ({
      path: 'policy.exemptions',
      value: [{ users: ['ci'], expires }],
      said: 'it must be a date such as "2027-01-31"',
    }),
  ),
  ...['2027-02-30', '2027-02-29', '2027-04-31T12:00:00Z'].map((expires) => ({
    path: 'policy.exemptions',
    value: [{ users: ['ci'], expires }],
    said: 'there is no such day',
    byTemplate: `policy.exemptions[0].expires is ${expires}: there is no such day. Write one such as 2027-01-31.`,
  })),
  { path: 'messages.help', value: 'https://wiki.example.com/\u2028{code}', said: 'it holds a control character' },
  { path: 'messages.contact', value: 'x'.repeat(201), said: '200 characters at most' },
  { path: 'messages.format', value: 'json', said: 'it must be one of lines, singleLine' },
  { path: 'secrets.mode', value: 'deny', said: 'it must be one of warn, enforce, off' },
  {
    path: 'secrets.inUse',
    value: 'deny',
    said: '"deny" has no effect while secrets.usage is false',
    byTemplate: 'secrets.inUse is deny, and secrets.usage is false',
  },
  {
    path: 'secrets.usage',
    value: true,
    beside: { 'secrets.mode': 'off' },
    said: 'it has no effect while secrets.mode is off',
    byTemplate: 'secrets.usage is true, and secrets.mode is off',
  },
  { path: 'injection.mode', value: 'on', said: 'it must be one of off, namespaces, all' },
  {
    path: 'injection.mode',
    value: 'all',
    beside: { 'rbac.secrets': 'none' },
    said: 'has no effect while cluster.secrets is none',
    byTemplate: 'injection.mode is all, and rbac.secrets is none',
  },
  {
    path: 'rbac.secrets',
    value: 'named',
    said: '"named" needs a list',
    byTemplate: 'rbac.secrets is named, and rbac.secretNames is empty',
  },
  { path: 'tls.minVersion', value: '1.3', said: 'it must be one of TLSv1.2, TLSv1.3' },
  { path: 'tls.existingSecret', value: 'My_Secret', said: 'no object can have this name' },
  { path: 'tls.self.jitter', value: '5000us', said: 'it is no duration' },
  { path: 'tls.self.jitter', value: '5', said: 'it is no duration' },
  { path: 'tls.poll', value: '25h', said: 'it is no duration of at most a day' },
  {
    path: 'tls.poll',
    value: '24h1m',
    said: 'of at most a day',
    byTemplate: 'tls.poll is 24h1m. Set it to something from 100ms to 24h',
  },
  {
    path: 'tls.poll',
    value: '50ms',
    said: 'at least 100ms',
    byTemplate: 'tls.poll is 50ms. Set it to something from 100ms to 24h',
  },
  {
    path: 'tls.self.caDuration',
    value: '900000h',
    said: 'of at most a hundred years',
    byTemplate: 'tls.self.caDuration is 900000h: a hundred years is the most.',
  },
  {
    path: 'tls.self.renewBefore',
    value: '1000h',
    said: 'it must be shorter than tls.self.certDuration',
    byTemplate: 'tls.self.renewBefore must be shorter than tls.self.certDuration',
  },
  {
    path: 'tls.self.caDuration',
    value: '1439h59m',
    said: 'it must be at least twice tls.self.certDuration',
    byTemplate: 'tls.self.caDuration must be at least twice tls.self.certDuration.',
  },
  {
    path: 'tls.self.settle',
    value: '360h',
    said: 'it must be shorter than tls.self.renewBefore',
    byTemplate: 'tls.self.settle must be shorter than tls.self.renewBefore',
  },
  {
    path: 'tls.self.jitter',
    value: '400h',
    said: 'it must be shorter than tls.self.renewBefore',
    byTemplate: 'tls.self.jitter must be shorter than tls.self.renewBefore',
  },
  {
    path: 'policy.registries.public',
    value: Array.from({ length: 6000 }, (_, at) => `registry.example.com/some/repository/with/a/long/name-${at}/`),
    said: 'a configuration has at most 262144',
    byTemplate: 'Pullgate reads 262144 of a configuration at most',
  },
];

/** What both sides take, near to what they refuse. */
export const RIGHT: readonly Omit<WrongValue, 'said' | 'byTemplate'>[] = [
  {
    path: 'policy.registries.public',
    value: [
      'quay.io',
      'quay.io/',
      'quay.io/prometheus/',
      'quay.io/prometheus',
      'docker.io/grafana/',
      'docker.io/library/nginx',
      '*.example.com',
      '*.dkr.ecr.*.amazonaws.com',
      'registry:5000',
      'registry:80/team/',
      'localhost',
      'localhost:5000/app',
      '10.0.0.1:5000',
      '*:5000',
      '[2001:db8::1]:5000/team/',
      'registry.example.com:443/a_b/c.d/e--f',
    ],
  },
  { path: 'policy.exemptions', value: [{ images: ['docker.io/library/nginx'], expires: '2028-02-29' }] },
  {
    path: 'policy.exemptions',
    value: [{ users: ['ci'], expires: '2027-01-31T12:00:00.5+02:00', reason: 'Ümlaut: "x"' }],
  },
  { path: 'policy.ownedPods.controllers', value: ['argo/argo.workflow-controller'] },
  { path: 'policy.credentials', value: { expiringWithin: 31_536_000 } },
  { path: 'tls.poll', value: '24h' },
  { path: 'tls.poll', value: '100ms' },
  { path: 'tls.self.caDuration', value: '1440h' },
  { path: 'tls.self.caDuration', value: '876600h' },
  { path: 'tls.self.renewBefore', value: '719h59m' },
  { path: 'tls.existingSecret', value: 'my-secret.tls' },
  { path: 'messages.help', value: 'https://wiki.example.com/pullgate/{code}' },
];

/** Values of the chart with one of the list in its place. */
export function valuesOf({ path, value, beside = {} }: Pick<WrongValue, 'path' | 'value' | 'beside'>): unknown {
  const tree: Record<string, unknown> = {};
  for (const [each, its] of [[path, value] as const, ...Object.entries(beside)]) put(tree, each.split('.'), its);
  return tree;
}

function put(tree: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const [first = '', ...rest] = keys;
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const branch = (tree[first] ?? {}) as Record<string, unknown>; // made by this function
  tree[first] = branch;
  put(branch, rest, value);
}

/** The setting of the configuration that the chart makes of a value. */
const SETTINGS: Readonly<Record<string, string>> = {
  'rbac.secrets': 'cluster.secrets',
  'tls.existingSecret': 'tls.secret',
};

/** The configuration that the chart would make of them, as far as it differs from that of its defaults. */
export function configOf({ path, value, beside = {} }: Pick<WrongValue, 'path' | 'value' | 'beside'>): unknown {
  const rows = [[path, value] as const, ...Object.entries(beside)];
  const tree: Record<string, unknown> = path.startsWith('tls.') ? { tls: { source: 'self' } } : {};
  for (const [each, its] of rows) put(tree, (SETTINGS[each] ?? each.replace(/^policy\./, '')).split('.'), its);
  return tree;
}
