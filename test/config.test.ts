import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { renderConfigurationDocs, renderConfigurationSchema } from '../docs/generate/settings-docs.js';
import { renderEffective } from '../src/config/effective.js';
import { type ConfigResult, loadConfig } from '../src/config/load.js';
import { importNodeCredentials } from '../src/config/node-credentials.js';
import { PROBE_DEFAULTS } from '../src/config/probe-settings.js';
import { CONFIG_DEFAULTS, listSettings, settingsSchema } from '../src/config/schema.js';
import type { FormatName } from '../src/config/schema-node.js';
import { watchConfig } from '../src/config/watch.js';
import { RULES } from '../src/core/rules/index.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import { nearest } from '../src/text/nearest.js';

const SETTINGS = listSettings(settingsSchema(RULES));
const directory = mkdtempSync(join(tmpdir(), 'pullgate-config-'));

interface Sources {
  readonly yaml?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: Readonly<Record<string, readonly string[]>>;
}

async function load({ yaml, env = {}, flags = {} }: Sources): Promise<ConfigResult> {
  const base = { cwd: directory, env, flags, rules: RULES };
  if (yaml === undefined) return loadConfig(base);
  writeFileSync(join(directory, 'pullgate.yaml'), yaml);
  return loadConfig({ ...base, file: 'pullgate.yaml' });
}

async function mistakes(sources: Sources): Promise<string> {
  const result = await load(sources);
  return result.ok ? '(valid)' : result.mistakes.join('\n');
}

async function effective(sources: Sources) {
  const result = await load(sources);
  if (!result.ok) throw new Error(result.mistakes.join('\n'));
  return result.config;
}

t.test('nothing configured gives the defaults, for the engine exactly its own', async (t) => {
  const { settings, server } = await effective({});
  t.strictSame(settings, DEFAULT_SETTINGS);
  t.strictSame(server, {
    host: '127.0.0.1',
    port: 8443,
    healthHost: '127.0.0.1',
    healthPort: 8081,
    drainSeconds: 8,
    cluster: { directory: '', kubeconfig: '', context: '', secrets: 'cluster', namespaces: [], secretNames: [] },
    tls: {
      source: 'memory',
      secret: 'pullgate-tls',
      namespace: '',
      service: 'pullgate',
      validating: '',
      mutating: '',
      directory: '',
      caBundle: '',
      clientCaFile: '',
      clientNames: [],
      minVersion: 'TLSv1.2',
      poll: '10s',
      self: {
        caDuration: '8760h',
        certDuration: '720h',
        renewBefore: '360h',
        settle: '60s',
        retain: '24h',
        jitter: '5s',
      },
    },
    metrics: { perNamespace: false, perSecret: false },
    probe: PROBE_DEFAULTS,
    outcomes: { enabled: false },
    nudge: { enabled: false },
    logLevel: 'info',
  });
});

t.test('each source overrides the weaker ones, and the origin of each value is known', async (t) => {
  const yaml = 'mode: audit\nonUnknown: deny\ndryRun: enforce\nregistries:\n  public: [a.example.com]\n';
  const env = {
    PULLGATE_MODE: 'warn',
    PULLGATE_ON_UNKNOWN: 'allow',
    PULLGATE_REGISTRIES_PUBLIC: 'b.example.com, c.example.com',
  };
  const { settings, effective: rows } = await effective({ yaml, env, flags: { mode: ['off'] } });
  t.equal(settings.mode, 'off');
  t.equal(settings.onUnknown, 'allow');
  t.equal(settings.dryRun, 'enforce');
  t.strictSame(settings.registries.public, ['b.example.com', 'c.example.com']);
  const from = (path: string) => rows.find(({ setting }) => setting.path === path)?.from;
  t.equal(from('mode'), '--mode');
  t.equal(from('onUnknown'), 'PULLGATE_ON_UNKNOWN');
  t.equal(from('dryRun'), 'pullgate.yaml:3');
  t.equal(from('messages.help'), 'default');
});

t.test('the actions of rules are merged code by code', async (t) => {
  const { settings } = await effective({
    yaml: 'rules: {PG101: off, PG102: warn}\n',
    env: { PULLGATE_RULES: 'PG102=deny,PG104=audit' },
    flags: { rules: ['PG104=warn', 'PG205=off'] },
  });
  t.strictSame(settings.rules, { PG101: 'off', PG102: 'deny', PG104: 'warn', PG205: 'off' });
});

/** Settings that mean nothing, and are refused, without another one. */
const COMPANIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cluster.namespaces': { PULLGATE_CLUSTER_SECRETS: 'namespaces' },
  'cluster.secretNames': { PULLGATE_CLUSTER_SECRETS: 'named' },
  'secrets.inUse': { PULLGATE_SECRETS_USAGE: 'true' },
  'tls.source': { PULLGATE_TLS_DIRECTORY: '/etc/pullgate-tls' },
  'tls.directory': { PULLGATE_TLS_SOURCE: 'files' },
  'probe.waitMs': { PULLGATE_PROBE_MODE: 'background' },
  'probe.requestsPerMinute': { PULLGATE_PROBE_MODE: 'background' },
  'tls.clientNames': { PULLGATE_TLS_CLIENT_CA_FILE: '/etc/pullgate/client-ca.crt' },
  'tls.caBundle': { PULLGATE_TLS_SOURCE: 'files', PULLGATE_TLS_DIRECTORY: '/etc/pullgate-tls' },
};

/** An entry that the format takes, where a word alone is none. */
const ENTRIES: Partial<Readonly<Record<FormatName, string>>> = {
  'match-images': 'registry.example.com',
  'service-account': 'shop/robot',
  network: '10.20.0.0/16',
  host: 'auth.example.com:8443',
  platform: 'linux/arm64',
};

/** A text that the format takes. */
const SAMPLES: Partial<Readonly<Record<FormatName, string>>> = {
  duration: '36h',
  interval: '36m',
  'object-name': 'some-name',
};

t.test('every setting with a name in the environment can be set there and as a flag, with one type', async (t) => {
  for (const setting of SETTINGS) {
    const { env, flag, node } = setting;
    if (env === undefined || flag === undefined) continue;
    const companions = COMPANIONS[setting.path] ?? {};
    const entry = ENTRIES[(node.items?.else ?? node.items)?.format ?? 'one-line'] ?? 'shop';
    const text =
      node.enum?.at(setting.path === 'cluster.secrets' ? 0 : -1) ??
      {
        integer: '7',
        boolean: 'true',
        array: entry,
        object: 'PG101=off',
        string: SAMPLES[node.format ?? 'one-line'] ?? 'some-text',
      }[node.type ?? 'string'];
    const byEnv = await effective({ env: { ...companions, [env]: text } });
    const byFlag = await effective({ env: companions, flags: { [flag]: [text] } });
    const value = ({ effective: rows }: typeof byEnv) => rows.find((row) => row.setting.path === setting.path)?.value;
    t.strictSame(value(byEnv), value(byFlag), setting.path);
    t.equal(byEnv.effective.find((row) => row.setting.path === setting.path)?.from, env);
  }
});

t.test('kubectl users find the cluster by the flags they know', async (t) => {
  const { server } = await effective({ flags: { kubeconfig: ['admin.conf'], context: ['kind-dev'] } });
  t.match(server.cluster, { kubeconfig: 'admin.conf', context: 'kind-dev', directory: '' });
});

t.test('settings of the cluster that do not fit together are told', async (t) => {
  const env = (PULLGATE_CLUSTER_SECRETS: string) => ({ PULLGATE_CLUSTER_SECRETS });
  const table: readonly (readonly [sources: Sources, said: string])[] = [
    [
      { yaml: 'cluster:\n  secrets: namespaces\n' },
      'pullgate.yaml:2: cluster.secrets: "namespaces" needs a list; name them in cluster.namespaces, such as [shop, blog].',
    ],
    [
      { env: env('named') },
      'PULLGATE_CLUSTER_SECRETS: "named" needs a list; name them in cluster.secretNames, such as [regcred].',
    ],
    [
      { flags: { 'cluster-namespaces': ['shop'] } },
      '--cluster-namespaces: it has no effect while cluster.secrets is cluster; set cluster.secrets to namespaces, or leave it out.',
    ],
    [
      { yaml: 'cluster:\n  directory: here\n', flags: { context: ['kind-dev'] } },
      '--context: cluster.directory (pullgate.yaml:2) is the cluster already; leave one of the two out.',
    ],
    [
      { yaml: 'cluster: {secrets: named, secretNames: [Reg_Cred]}\n' },
      'pullgate.yaml:1: cluster.secretNames[0]: found "Reg_Cred": no object can have this name; it must be the name of an object, such as "regcred".',
    ],
    [
      { yaml: 'injection:\n  mode: all\n', env: env('none') },
      'pullgate.yaml:2: injection.mode: "all" has no effect while cluster.secrets is none, because the Secrets of a namespace cannot be listed; set cluster.secrets to cluster or namespaces, or injection.mode to off.',
    ],
    [{ yaml: 'injection: {mode: all}\ncluster: {secrets: none, directory: here}\n' }, '(valid)'],
    [
      { yaml: 'secrets:\n  inUse: deny\n' },
      'pullgate.yaml:2: secrets.inUse: "deny" has no effect while secrets.usage is false, because nobody knows what is in use; set secrets.usage to true.',
    ],
    [
      { yaml: 'secrets: {mode: "off", usage: true}\n' },
      'pullgate.yaml:1: secrets.usage: it has no effect while secrets.mode is off; set that to warn, or leave it out.',
    ],
    [{ yaml: 'secrets: {usage: true, inUse: deny}\n' }, '(valid)'],
    [
      { yaml: 'probe:\n  waitMs: 100\n' },
      'pullgate.yaml:2: probe.waitMs: it has no effect while probe.mode is off; set that to background, or leave it out.',
    ],
    [
      { env: { PULLGATE_PROBE_REQUESTS_PER_MINUTE: '10' } },
      'PULLGATE_PROBE_REQUESTS_PER_MINUTE: it has no effect while probe.mode is off; set that to background, or leave it out.',
    ],
    [
      { yaml: 'probe: {mode: background, registries: []}\n' },
      'pullgate.yaml:1: probe.mode: "background" has nobody to ask, because probe.registries is empty; name some there, or set it to off.',
    ],
    [{ yaml: 'probe: {mode: background, waitMs: 100, requestsPerMinute: 10}\n' }, '(valid)'],
    [{ yaml: 'probe: {mode: "off", waitMs: 0, requestsPerMinute: 60}\n' }, '(valid)'],
    [{ yaml: 'probe: {registries: [ghcr.io]}\n' }, '(valid)'],
    [{ env: env('namespaces'), flags: { 'cluster-namespaces': ['shop', 'blog'] } }, '(valid)'],
    [{ env: env('none') }, '(valid)'],
  ];
  for (const [sources, said] of table) t.equal(await mistakes(sources), said);
});

t.test('settings of the certificate that do not fit together are told', async (t) => {
  const tls = (text: string) => ({ yaml: `tls: {${text}}\n` });
  const table: readonly (readonly [sources: Sources, said: string])[] = [
    [tls('source: files'), 'pullgate.yaml:1: tls.source: "files" needs tls.directory, the directory they are in.'],
    [
      tls('clientNames: [front-proxy-client]'),
      'pullgate.yaml:1: tls.clientNames: it has no effect without tls.clientCaFile, the authority of the certificates; set that, too.',
    ],
    [
      tls('directory: /tls'),
      'pullgate.yaml:1: tls.directory: it has no effect while tls.source is memory; set tls.source to files, or leave it out.',
    ],
    [
      { ...tls('source: self'), flags: { 'cluster-directory': ['here'] } },
      'pullgate.yaml:1: tls.source: "self" needs a real cluster, and cluster.directory (--cluster-directory) is none; leave one of the two out.',
    ],
    [
      { ...tls('source: files, directory: /tls, mutating: pullgate'), flags: { 'cluster-directory': ['here'] } },
      'pullgate.yaml:1: tls.source: "files" with tls.mutating needs a real cluster, and cluster.directory (--cluster-directory) is none; leave one of the two out.',
    ],
    [{ ...tls('source: files, directory: /tls'), flags: { 'cluster-directory': ['here'] } }, '(valid)'],
    [
      tls('source: self, self: {renewBefore: 720h}'),
      'pullgate.yaml:1: tls.self.renewBefore: it must be shorter than tls.self.certDuration, or each would be due at once.',
    ],
    [
      tls('source: self, self: {caDuration: 1439h}'),
      'pullgate.yaml:1: tls.self.caDuration: it must be at least twice tls.self.certDuration.',
    ],
    [
      tls('source: self, self: {settle: 360h}'),
      'pullgate.yaml:1: tls.self.settle: it must be shorter than tls.self.renewBefore, or a certificate could end while a new CA is waited for.',
    ],
    [
      tls('source: self, self: {jitter: 360h}'),
      'pullgate.yaml:1: tls.self.jitter: it must be shorter than tls.self.renewBefore, or a certificate could end while its renewal is waited for.',
    ],
    [tls('source: self, poll: 99ms'), 'pullgate.yaml:1: tls.poll: it must be at least 100ms.'],
    [tls('source: self, poll: 0s'), 'pullgate.yaml:1: tls.poll: it must be at least 100ms.'],
    [tls('source: self, poll: 24h'), '(valid)'],
    ...['600h', '24h1ms', '-1s', '1e3s', '1e999h', '10', '0', 'Infinity', 'NaN', '1.5.5s'].map(
      (poll) =>
        [
          tls(`source: self, poll: "${poll}"`),
          `pullgate.yaml:1: tls.poll: found "${poll}": it is no duration of at most a day; it must be a duration such as "10s" or "1m30s", 24h at most.`,
        ] as const,
    ),
    ...['½h', '٣s'].map(
      (poll) =>
        [
          tls(`source: self, poll: "${poll}"`),
          'pullgate.yaml:1: tls.poll: found a text that is not shown, because it could hold a login: it is no duration of at most a day; it must be a duration such as "10s" or "1m30s", 24h at most.',
        ] as const,
    ),
    [
      { env: { PULLGATE_TLS_VALIDATING: '../secrets' } },
      'PULLGATE_TLS_VALIDATING: found "../secrets": no object can have this name; it must be the name of an object, such as "regcred".',
    ],
    [
      tls('namespace: Shop'),
      'pullgate.yaml:1: tls.namespace: found "Shop": no namespace can have this name; it must be the name of a namespace, such as "shop".',
    ],
    [tls('source: self, validating: pullgate, mutating: pullgate, namespace: pullgate'), '(valid)'],
  ];
  for (const [sources, said] of table) t.equal(await mistakes(sources), said);
});

t.test('what a comma in a password leaves behind is not shown, and nothing is hidden beside a mere tag', async (t) => {
  const pattern =
    'it must be a pattern of the kubelet\'s matchImages, such as "registry.example.com", "*.example.com" or "docker.io/acme/"';
  const login = `PULLGATE_REGISTRIES_PUBLIC: [0]: found a text that is not shown, because it could hold a login: it can never match, because a pattern has no tag; ${pattern}.`;
  const rest = `PULLGATE_REGISTRIES_PUBLIC: [1]: found a text that is not shown, because another one of this list could hold a login; ${pattern}.`;
  t.equal(await mistakes({ env: { PULLGATE_REGISTRIES_PUBLIC: 'me:se,cret' } }), `${login}\n${rest}`);
  t.notMatch(await mistakes({ yaml: 'exemptions: [{reason: a, namespaces: [shop, me:se, Cret]}]\n' }), /Cret/);
  t.match(
    await mistakes({ env: { PULLGATE_REGISTRIES_PUBLIC: 'quay.io/acme/app:v1.4,grafana/' } }),
    /write "quay\.io\/acme\/app".*\[1\]: found "grafana\/".*write "docker\.io\/grafana\/"/s,
  );
});

t.test('a number that is none, or out of bounds, is told where it stands', async (t) => {
  for (const seconds of ['-1', '21', '1.5', '1e999', '.inf', '-.inf', '.nan', '"8"', '8s', '0x1F', '08:00']) {
    t.match(
      await mistakes({ yaml: `server: {drainSeconds: ${seconds}}\n` }),
      /^pullgate\.yaml:1: server\.drainSeconds: found .*; it must be a whole number from 0 to 20\.$/,
      seconds,
    );
  }
  for (const port of ['1e3', '0x50', '-1', '65536', ' 80', '80.5', '1e999', 'NaN', '']) {
    t.match(
      await mistakes({ flags: { 'server-port': [port] } }),
      /^--server-port: found .*; it must be a whole number/,
      port,
    );
  }
  for (const expires of [
    '2027-01-31T24:00:00Z',
    '2027-12-31T23:59:60Z',
    '2027-02-29',
    '2027-01-31T12:00:00+24:00',
    '1e3',
  ]) {
    t.match(
      await mistakes({ yaml: `exemptions: [{namespaces: [shop], expires: "${expires}"}]\n` }),
      /^pullgate\.yaml:1: exemptions\[0\]\.expires: found /,
      expires,
    );
  }
});

t.test('the names of settings are unique, and every default is in the schema', (t) => {
  const names = (key: 'path' | 'env' | 'flag') => SETTINGS.flatMap((setting) => setting[key] ?? []);
  for (const key of ['path', 'env', 'flag'] as const) t.equal(new Set(names(key)).size, names(key).length, key);
  t.ok(names('env').includes('PULLGATE_OWNED_PODS_MODE'));
  t.ok(names('flag').includes('owned-pods-mode'));
  t.strictSame(names('path').sort(), leaves(CONFIG_DEFAULTS).sort());
  t.ok(
    SETTINGS.every(({ node }) => (node.description ?? '').endsWith('.')),
    'all have a description',
  );
  t.end();
});

/** Paths of the leaves of the defaults; `rules` is one. */
function leaves(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([name, child]) => {
    const path = `${prefix}${name}`;
    const isMapping = typeof child === 'object' && child !== null && !Array.isArray(child);
    // An empty one is a value: a selector that selects all.
    const isSection = isMapping && Object.keys(child).length > 0 && path !== 'rules';
    return isSection ? leaves(child, `${path}.`) : [path];
  });
}

t.test('mistakes in a file: all at once, with line, path, value found and what would be valid', async (t) => {
  t.matchSnapshot(
    await mistakes({
      yaml: `mode: enforced
ownedPod: {mode: warn}
workloads:
  mode: off-ish
onUnknown: true
credentials: {expiringWithin: 1h}
port: 9443
rules:
  PG101: of
  PG999: deny
  PG901: deny
registries:
  public:
    - https://ghcr.io
    - "registry.example.com:port"
    - index.docker.io/acme
    - 5
    - ""
  builtinPublc: false
  builtinPublic: "no"
  private: registry.example.com
server: {port: 70000, host: ""}
messages:
  help: "https://wiki.example.com/\\u0007{code}"
log: {level: loud}
kinds:
  - {group: argoproj.io, kind: Rollout, resource: rollouts, templatePath: "spec..template", version: v1alpha1}
  - {group: argoproj.io}
exemptions:
  - {reason: nothing named}
  - {namespaces: [], expires: 2026-02-30}
  - {users: [a], expires: tomorrow, rules: [PG100]}
  - namespaceSelector:
      matchExpressions:
        - {key: a, operator: in}
        - {key: a, operator: In}
        - {key: a, operator: Exists, values: [b]}
`,
    }),
    'file',
  );
});

t.test('mistakes in variables and flags name the variable and the flag', async (t) => {
  t.matchSnapshot(
    await mistakes({
      env: {
        PULLGATE_MOD: 'warn',
        PULLGATE_MODE: 'on',
        PULLGATE_OWNED_MODE: 'warn',
        PULLGATE_PORT: '9443',
        PULLGATE_CLUSTER_DIR: 'manifests',
        PULLGATE_KUBECONFIG: 'kube.conf',
        PULLGATE_LOG: 'debug',
        PULLGATE_ENFORCE: 'true',
        PULLGATE_: '',
        PULLGATE_EXEMPTIONS: '[]',
        PULLGATE_SERVER_PORT: 'https',
        PULLGATE_REGISTRIES_BUILTIN_PUBLIC: 'yes',
        PULLGATE_REGISTRIES_PUBLIC: 'ok.example.com,https://ghcr.io',
        PULLGATE_RULES: 'PG101,PG1O2=deny,PG103=den',
        PULLGATE_LOG_LEVEL: '',
      },
      flags: { 'dry-run': ['true'], 'credentials-expiring-within': ['-1'] },
    }),
    'environment and flags',
  );
});

t.test('a mistake is told even where a stronger source overrides it', async (t) => {
  const text = await mistakes({ yaml: 'mode: enforced\n', env: { PULLGATE_MODE: 'warn' } });
  t.match(text, /^pullgate\.yaml:1: mode: found "enforced"/);
});

t.test('what Kubernetes sets for a Service named pullgate is not ours', async (t) => {
  const env = {
    PULLGATE_SERVICE_HOST: '10.96.0.12',
    PULLGATE_SERVICE_PORT: '443',
    PULLGATE_SERVICE_PORT_HTTPS: '443',
    PULLGATE_PORT: 'tcp://10.96.0.12:443',
    PULLGATE_PORT_443_TCP: 'tcp://10.96.0.12:443',
    PULLGATE_PORT_443_TCP_PROTO: 'tcp',
    PULLGATE_PORT_443_TCP_PORT: '443',
    PULLGATE_PORT_443_TCP_ADDR: '10.96.0.12',
    PULLGATE_SERVER_PORT: 'tcp://10.96.0.13:443',
    PULLGATE_METRICS_SERVICE_HOST: '10.96.0.14',
  };
  t.equal((await effective({ env })).server.port, 8443);
});

t.test('hostile and odd files get a sentence', async (t) => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${[...'bcdefgh']
    .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(', ')}]`)
    .join('\n')}\n`;
  const table: readonly (readonly [what: string, yaml: string])[] = [
    ['prototype key', '__proto__: {mode: off}\nconstructor: {}\nregistries: {__proto__: []}\n'],
    ['alias bomb', bomb],
    ['huge', `# ${'x'.repeat(1024 * 1024)}\n`],
    ['deep', '['.repeat(50_000)],
    ['a list', '- mode: warn\n'],
    ['a word', 'enforce\n'],
    ['two documents', 'mode: warn\n---\nmode: off\n'],
    ['duplicate key', 'mode: warn\nmode: off\n'],
    ['key that is a map', '? {a: b}\n: warn\n'],
    ['broken', 'mode: [warn\nregistries: }\n'],
    ['tab', 'registries:\n\tpublic: []\n'],
    ['unknown tag', 'mode: !secret warn\n'],
    ['alias of nothing', 'mode: *none\n'],
  ];
  for (const [what, yaml] of table) t.matchSnapshot((await mistakes({ yaml })).slice(0, 2000), what);
  t.equal(Object.hasOwn(Object.prototype, 'mode'), false);
  const missing = await loadConfig({ cwd: directory, file: 'nowhere.yaml', env: {}, flags: {}, rules: RULES });
  t.strictSame(missing, {
    ok: false,
    mistakes: ['nowhere.yaml: it cannot be read: no such file or directory.'],
    file: 'nowhere.yaml',
  });
});

t.test('files that say nothing are valid', async (t) => {
  for (const yaml of ['', '# nothing yet\n', 'registries:\n  # public: []\n', '{}', '---\n', '\ufeffmode: warn\r\n']) {
    t.equal(await mistakes({ yaml }), '(valid)', JSON.stringify(yaml));
  }
  t.equal(
    await mistakes({ yaml: 'mode:\n' }),
    'pullgate.yaml:1: mode: found null; it must be one of enforce, warn, audit, off.',
  );
});

t.test('anchors are resolved and expiry dates of every valid form are taken', async (t) => {
  const yaml = `registries: {public: &all [a.example.com], private: *all}
exemptions:
  - {users: [a], expires: 2027-01-31}
  - {users: [a], expires: "2027-01-31T12:00:00Z"}
  - {users: [a], expires: "2027-01-31T12:00:00.5+02:00"}
`;
  const { settings } = await effective({ yaml });
  t.strictSame(settings.registries.private, ['a.example.com']);
  t.equal(settings.exemptions.length, 3);
});

t.test('the file can be named by PULLGATE_CONFIG', async (t) => {
  writeFileSync(join(directory, 'by-env.yaml'), 'mode: audit\n');
  t.equal((await effective({ env: { PULLGATE_CONFIG: 'by-env.yaml' } })).settings.mode, 'audit');
});

t.test('the printed configuration is one, with the same effect', async (t) => {
  const yaml = `rules: {PG101: off}
registries: {public: [a.example.com, "*.example.com"]}
exemptions: [{namespaces: [legacy], reason: "moves in May: see ticket", expires: 2027-05-31}]
messages: {contact: "#platform on chat"}
`;
  const config = await effective({ yaml, env: { PULLGATE_MODE: 'warn' } });
  const printed = renderEffective(config);
  t.matchSnapshot(printed, 'print');
  t.strictSame((await effective({ yaml: printed })).settings, config.settings);
  t.strictSame((await effective({ yaml: renderEffective(await effective({})) })).settings, DEFAULT_SETTINGS);
});

t.test('docs and JSON Schema are made from the same definition', (t) => {
  const docs = renderConfigurationDocs(RULES);
  for (const { path, env, flag } of SETTINGS) {
    t.ok(docs.includes(`## ${path}\n`), path);
    if (env !== undefined) t.ok(docs.includes(`\`${env}\``) && docs.includes(`\`--${flag}\``), env);
  }
  t.match(JSON.parse(renderConfigurationSchema(RULES)), {
    $schema: 'http://json-schema.org/draft-07/schema#',
    additionalProperties: false,
    properties: {
      ownedPods: { properties: { mode: { default: 'warn' } } },
      server: { properties: { port: { default: 8443 } } },
    },
  });
  t.end();
});

t.test('a change of content is told once, whatever the way it came', async (t) => {
  const path = join(directory, 'watched.yaml');
  writeFileSync(path, 'mode: warn\n');
  let told = 0;
  const watch = await watchConfig(
    path,
    () => {
      told += 1;
    },
    { intervalMs: 60_000 },
  );
  t.teardown(watch.close);
  await watch.look();
  t.equal(told, 0, 'no change');
  writeFileSync(path, 'mode: off\n');
  await Promise.all([watch.look(), watch.look()]);
  await watch.look();
  t.equal(told, 1, 'one change');
  writeFileSync(path, 'mode: off\n');
  await watch.look();
  t.equal(told, 1, 'written again with the same content');
  watch.close();
  writeFileSync(path, 'mode: audit\n');
  await watch.look();
  t.equal(told, 1, 'closed');
});

t.test('a change between reading a file and watching it is told', async (t) => {
  const path = join(directory, 'raced.yaml');
  writeFileSync(path, 'mode: warn\n');
  const result = await loadConfig({ cwd: directory, file: path, env: {}, flags: {}, rules: RULES });
  const known = result.ok ? (result.config.digest ?? '') : '';
  let told = 0;
  const onChange = () => {
    told += 1;
  };
  const same = await watchConfig(path, onChange, { intervalMs: 60_000, known });
  await same.look();
  same.close();
  t.equal(told, 0);
  writeFileSync(path, 'mode: off\n');
  const watch = await watchConfig(path, onChange, { intervalMs: 60_000, known });
  await watch.look();
  watch.close();
  t.equal(told, 1);
});

t.test('the interval looks by itself', async (t) => {
  const path = join(directory, 'polled.yaml');
  writeFileSync(path, 'mode: warn\n');
  const changed = new Promise<void>((resolve) => {
    void watchConfig(path, resolve, { intervalMs: 5 }).then((watch) => {
      t.teardown(watch.close);
      writeFileSync(path, 'mode: off\n');
      // The timer is unref'd; something must keep the test alive until it fires.
      setTimeout(() => undefined, 1000);
    });
  });
  await changed;
});

t.test('import from a CredentialProviderConfig', (t) => {
  const head = 'apiVersion: kubelet.config.k8s.io/v1\nkind: CredentialProviderConfig\n';
  const good = `${head}providers:
  - name: ecr-credential-provider
    matchImages: ["*.dkr.ecr.*.amazonaws.com", "https://ghcr.io"]
    defaultCacheDuration: 12h
    apiVersion: credentialprovider.kubelet.k8s.io/v1
  - {name: acr, matchImages: ["*.azurecr.io", "*.dkr.ecr.*.amazonaws.com"], defaultCacheDuration: "0", apiVersion: credentialprovider.kubelet.k8s.io/v1}
`;
  t.strictSame(importNodeCredentials(good), {
    ok: true,
    yaml: 'registries:\n  nodeCredentials:\n    - "*.azurecr.io"\n    - "*.dkr.ecr.*.amazonaws.com"\n',
    notes: [
      'left out "https://ghcr.io": it can never match, because a pattern has no scheme; write "ghcr.io"',
      'providers[0] ("ecr-credential-provider"): left out defaultCacheDuration, apiVersion: no verdict rests on it',
      'providers[1] ("acr"): left out defaultCacheDuration, apiVersion: no verdict rests on it',
    ],
  });
  const bad: readonly (readonly [string, string])[] = [
    ['another kind', 'kind: Secret\n'],
    ['broken', 'a: [\n'],
    ['no providers', head],
    ['no patterns', `${head}providers: [{name: x}]\n`],
    ['a bad pattern', `${head}providers: [{name: x, matchImages: ["reg:port"]}]\n`],
  ];
  for (const [what, text] of bad) t.matchSnapshot(importNodeCredentials(text), what);
  t.end();
});

t.test('a suggestion is near or none', (t) => {
  t.equal(nearest('ownedPod', ['ownedPods', 'workloads']), 'ownedPods');
  t.equal(nearest('owned_pods', ['ownedPods', 'workloads']), 'ownedPods');
  t.equal(nearest('zzz', ['ownedPods', 'workloads']), undefined);
  t.equal(nearest('chekc', ['check', 'serve']), 'check');
  t.equal(nearest('x'.repeat(1e6), ['check']), undefined);
  t.end();
});

t.test('the schema of the settings is one, which is not looked at again at every start', async (t) => {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv();
  t.equal(ajv.validateSchema(settingsSchema(RULES)), true, ajv.errorsText());
  t.equal(ajv.validateSchema({ type: 'txt' }), false, 'ajv would have found it');
});
