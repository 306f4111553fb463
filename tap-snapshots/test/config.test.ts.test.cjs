/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > a list 1`] = `
pullgate.yaml:1: it holds a list; a configuration is a mapping of settings.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > a word 1`] = `
pullgate.yaml:1: it holds a single value; a configuration is a mapping of settings.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > alias bomb 1`] = `
pullgate.yaml: its aliases multiply to far more than a configuration holds.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > alias of nothing 1`] = `
pullgate.yaml: an alias ("*name") has no anchor ("&name") before it; a text that begins with "*" needs quotes.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > broken 1`] = `
pullgate.yaml:2: flow sequence in block collection must be sufficiently indented and end with a ].
pullgate.yaml:2: a "}" or "]" closes what is not open.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > deep 1`] = `
pullgate.yaml: it is nested too deeply.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > duplicate key 1`] = `
pullgate.yaml:2: map keys must be unique.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > huge 1`] = `
pullgate.yaml: the file has 1048579 characters; a configuration has at most 262144.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > key that is a map 1`] = `
pullgate.yaml:1: a key must be text.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > prototype key 1`] = `
pullgate.yaml:1: __proto__: there is no such setting. Did you mean probe?
pullgate.yaml:2: constructor: there is no such setting; there are mode, workloads, ownedPods, dryRun, onUnknown, rules, registries, images, credentials, cluster, kinds, exemptions, messages, injection, secrets, server, tls, metrics, outcomes, nudge, probe, log.
pullgate.yaml:3: registries.__proto__: there is no such setting; registries has public, builtinPublic, private, nodeCredentials, unlisted.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > tab 1`] = `
pullgate.yaml:2: tabs are not allowed as indentation.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > two documents 1`] = `
pullgate.yaml:2: it holds several YAML documents; a configuration is one.
`

exports[`test/config.test.ts > TAP > hostile and odd files get a sentence > unknown tag 1`] = `
pullgate.yaml:1: a tag ("!name") is not known here, or its value does not fit it; a text that begins with "!" needs quotes.
`

exports[`test/config.test.ts > TAP > import from a CredentialProviderConfig > a bad pattern 1`] = `
Object {
  "mistakes": Array [
    "providers[0] (\\"x\\"): apiVersion must be credentialprovider.kubelet.k8s.io/v1, v1beta1 or v1alpha1; the kubelet would not start",
    "providers[0] (\\"x\\"): matchImages \\"reg:port\\": its port is not a number; the kubelet would not start",
    "providers[0] (\\"x\\"): defaultCacheDuration must be a duration such as \\"12h\\"; the kubelet would not start",
  ],
  "ok": false,
}
`

exports[`test/config.test.ts > TAP > import from a CredentialProviderConfig > another kind 1`] = `
Object {
  "mistakes": Array [
    "it is no CredentialProviderConfig of kubelet.config.k8s.io/v1",
  ],
  "ok": false,
}
`

exports[`test/config.test.ts > TAP > import from a CredentialProviderConfig > broken 1`] = `
Object {
  "mistakes": Array [
    "it is not YAML or JSON: flow sequence in block collection must be sufficiently indented and end with a ]",
  ],
  "ok": false,
}
`

exports[`test/config.test.ts > TAP > import from a CredentialProviderConfig > no patterns 1`] = `
Object {
  "mistakes": Array [
    "providers[0] (\\"x\\"): apiVersion must be credentialprovider.kubelet.k8s.io/v1, v1beta1 or v1alpha1; the kubelet would not start",
    "providers[0] (\\"x\\"): matchImages is empty; the kubelet would not start",
    "providers[0] (\\"x\\"): defaultCacheDuration must be a duration such as \\"12h\\"; the kubelet would not start",
  ],
  "ok": false,
}
`

exports[`test/config.test.ts > TAP > import from a CredentialProviderConfig > no providers 1`] = `
Object {
  "mistakes": Array [
    "it has no providers; at least one is required",
  ],
  "ok": false,
}
`

exports[`test/config.test.ts > TAP > mistakes in a file: all at once, with line, path, value found and what would be valid > file 1`] = `
pullgate.yaml:1: mode: found "enforced"; it must be one of enforce, warn, audit, off. Did you mean enforce?
pullgate.yaml:2: ownedPod: there is no such setting. Did you mean ownedPods?
pullgate.yaml:4: workloads.mode: found "off-ish"; it must be one of same, enforce, warn, audit, off.
pullgate.yaml:5: onUnknown: found true; it must be one of allow, deny.
pullgate.yaml:6: credentials.expiringWithin: found "1h"; it must be a whole number from 0 to 31536000.
pullgate.yaml:7: port: there is no such setting. Did you mean server.port?
pullgate.yaml:9: rules.PG101: found "of"; it must be one of deny, warn, audit, off. Did you mean off?
pullgate.yaml:10: rules.PG999: there is no such setting; rules has PG101, PG102, PG103, PG104, PG105, PG201, PG202, PG203, PG204, PG205, PG206, PG207, PG208, PG301, PG302, PG303, PG304, PG305, PG306, PG401, PG402, PG403, PG404, PG501, PG502, PG503, PG504, PG505, PG601.
pullgate.yaml:11: rules.PG901: there is no such setting. Did you mean onUnknown?
pullgate.yaml:14: registries.public[0]: found "https://ghcr.io": it can never match, because a pattern has no scheme; write "ghcr.io".
pullgate.yaml:15: registries.public[1]: found "registry.example.com:port": it can never match, because its port is not a number; it must be a pattern of the kubelet's matchImages, such as "registry.example.com", "*.example.com" or "docker.io/acme/".
pullgate.yaml:16: registries.public[2]: found "index.docker.io/acme": it can never match, because images name Docker Hub docker.io; write "docker.io/acme".
pullgate.yaml:17: registries.public[3]: found 5; it must be a pattern of the kubelet's matchImages, such as "registry.example.com", "*.example.com" or "docker.io/acme/".
pullgate.yaml:18: registries.public[4]: found "": it is empty; it must be a pattern of the kubelet's matchImages, such as "registry.example.com", "*.example.com" or "docker.io/acme/".
pullgate.yaml:19: registries.builtinPublc: there is no such setting. Did you mean builtinPublic?
pullgate.yaml:20: registries.builtinPublic: found "no"; it must be true or false.
pullgate.yaml:21: registries.private: found "registry.example.com"; it must be a list.
pullgate.yaml:22: server.host: found ""; it must be text that is not empty.
pullgate.yaml:22: server.port: found 70000; it must be a whole number from 0 to 65535.
pullgate.yaml:24: messages.help: found "https://wiki.example.com/\\u0007{code}": it holds a control character; it must be one line of text without control characters, 200 characters at most.
pullgate.yaml:25: log.level: found "loud"; it must be one of trace, debug, info, warn, error, fatal, silent.
pullgate.yaml:27: kinds[0].templatePath: found "spec..template": that is no path of field names; it must be field names joined with dots, such as "spec.template".
pullgate.yaml:28: kinds[1]: "version" is missing.
pullgate.yaml:28: kinds[1]: "kind" is missing.
pullgate.yaml:28: kinds[1]: "resource" is missing.
pullgate.yaml:28: kinds[1]: "templatePath" is missing.
pullgate.yaml:30: exemptions[0]: it names nothing to leave alone; give namespaces, namespaceSelector, users, groups, images or rules.
pullgate.yaml:31: exemptions[1].namespaces: found []; it must be a list with at least one entry.
pullgate.yaml:31: exemptions[1].expires: found "2026-02-30": there is no such day; it must be a date such as "2027-01-31" (through the end of that day, UTC) or a time such as "2027-01-31T12:00:00Z".
pullgate.yaml:32: exemptions[2].rules[0]: found "PG100"; it must be one of PG101, PG102, PG103, PG104, PG105, PG201, PG202, PG203, PG204, PG205, PG206, PG207, PG208, PG301, PG302, PG303, PG304, PG305, PG306, PG401, PG402, PG403, PG404, PG501, PG502, PG503, PG504, PG505, PG601, PG901. Did you mean PG101?
pullgate.yaml:32: exemptions[2].expires: found "tomorrow": it is neither a date nor an RFC 3339 time; it must be a date such as "2027-01-31" (through the end of that day, UTC) or a time such as "2027-01-31T12:00:00Z".
pullgate.yaml:35: exemptions[3].namespaceSelector.matchExpressions[0].operator: found "in"; it must be one of In, NotIn, Exists, DoesNotExist. Did you mean In?
pullgate.yaml:36: exemptions[3].namespaceSelector.matchExpressions[1]: "values" is missing.
pullgate.yaml:37: exemptions[3].namespaceSelector.matchExpressions[2].values: found ["b"]; with this operator it must be left out.
`

exports[`test/config.test.ts > TAP > mistakes in variables and flags name the variable and the flag > environment and flags 1`] = `
PULLGATE_: there is no such variable; a setting of \`pullgate serve --help\` is one with its name in capitals, so that --log-level is PULLGATE_LOG_LEVEL.
PULLGATE_CLUSTER_DIR: there is no such variable. Did you mean PULLGATE_CLUSTER_DIRECTORY?
PULLGATE_ENFORCE: there is no such variable; a setting of \`pullgate serve --help\` is one with its name in capitals, so that --log-level is PULLGATE_LOG_LEVEL.
PULLGATE_EXEMPTIONS: exemptions.list is made of mappings; only the file can hold it.
PULLGATE_KUBECONFIG: there is no such variable. Did you mean PULLGATE_CLUSTER_KUBECONFIG?
PULLGATE_LOG: there is no such variable. Did you mean PULLGATE_LOG_LEVEL?
PULLGATE_MOD: there is no such variable. Did you mean PULLGATE_MODE?
PULLGATE_OWNED_MODE: there is no such variable. Did you mean PULLGATE_OWNED_PODS_MODE?
PULLGATE_PORT: there is no such variable. Did you mean PULLGATE_SERVER_PORT?
PULLGATE_LOG_LEVEL: found ""; it must be one of trace, debug, info, warn, error, fatal, silent.
PULLGATE_MODE: found "on"; it must be one of enforce, warn, audit, off.
PULLGATE_REGISTRIES_BUILTIN_PUBLIC: found "yes"; it must be true or false.
PULLGATE_REGISTRIES_PUBLIC: [1]: found "https://ghcr.io": it can never match, because a pattern has no scheme; write "ghcr.io".
PULLGATE_RULES: PG1O2: there is no such setting. Did you mean PG102?
PULLGATE_RULES: PG101: found ""; it must be one of deny, warn, audit, off.
PULLGATE_RULES: PG103: found "den"; it must be one of deny, warn, audit, off. Did you mean deny?
PULLGATE_SERVER_PORT: found "https"; it must be a whole number from 0 to 65535.
--dry-run: found "true"; it must be one of warn, enforce.
--credentials-expiring-within: found -1; it must be a whole number from 0 to 31536000.
`

exports[`test/config.test.ts > TAP > the printed configuration is one, with the same effect > print 1`] = `
mode: warn # PULLGATE_MODE
workloads:
  mode: same # default
ownedPods:
  mode: warn # default
  controllers: [] # default
dryRun: warn # default
onUnknown: allow # default
rules: { PG101: off } # pullgate.yaml:1
registries:
  public: [ a.example.com, "*.example.com" ] # pullgate.yaml:2
  builtinPublic: true # default
  private: [] # default
  nodeCredentials: [] # default
  unlisted: private # default
images:
  preloaded: [] # default
  filledInLater: [ auto ] # default
credentials:
  expiringWithin: 3600 # default
cluster:
  provider: auto # default
  pods: true # default
  directory: "" # default
  kubeconfig: "" # default
  context: "" # default
  secrets: cluster # default
  namespaces: [] # default
  secretNames: [] # default
kinds: [] # default
exemptions:
  annotations: false # default
  list:
    # pullgate.yaml:3
    - namespaces:
        - legacy
      reason: "moves in May: see ticket"
      expires: 2027-05-31
messages:
  help: "" # default
  contact: "#platform on chat" # pullgate.yaml:4
  format: lines # default
  otherNamespaces: false # default
injection:
  mode: off # default
  selector: {} # default
  registries: [] # default
secrets:
  mode: warn # default
  usage: false # default
  inUse: warn # default
server:
  host: 127.0.0.1 # default
  port: 8443 # default
  healthHost: 127.0.0.1 # default
  healthPort: 8081 # default
  drainSeconds: 8 # default
tls:
  source: memory # default
  secret: pullgate-tls # default
  namespace: "" # default
  service: pullgate # default
  validating: "" # default
  mutating: "" # default
  directory: "" # default
  caBundle: "" # default
  clientCaFile: "" # default
  clientNames: [] # default
  minVersion: TLSv1.2 # default
  poll: 10s # default
  self:
    caDuration: 8760h # default
    certDuration: 720h # default
    renewBefore: 360h # default
    settle: 60s # default
    retain: 24h # default
    jitter: 5s # default
metrics:
  perNamespace: false # default
  perSecret: false # default
outcomes:
  enabled: false # default
nudge:
  enabled: false # default
probe:
  mode: off # default
  deny: false # default
  registries: [ docker.io, ghcr.io, quay.io, gcr.io, "*.gcr.io", "*.pkg.dev", registry.k8s.io, mcr.microsoft.com, "*.azurecr.io", public.ecr.aws, "*.dkr.ecr.*.amazonaws.com", registry.gitlab.com, nvcr.io, registry.redhat.io, registry.access.redhat.com, icr.io, "*.icr.io", registry.suse.com, docker.elastic.co ] # default
  allowedNetworks: [] # default
  tokenHosts: [] # default
  caFile: "" # default
  platforms: [] # default
  waitMs: 0 # default
  requestsPerMinute: 60 # default
log:
  level: info # default

`
