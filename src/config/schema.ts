/**
 * Every setting, once: the JSON Schema of the configuration as data, with descriptions and defaults. The check with
 * ajv, the names of environment variables and flags, `--help`, docs/configuration.md and the published JSON Schema are
 * all made from it. It reads nothing and checks nothing.
 */
import { RULE_ACTIONS } from '../core/action.js';
import { isObject } from '../core/fields.js';
import { MODES } from '../core/mode.js';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.js';
import type { RuleAction } from '../core/types.js';
import { PROBE_DEFAULTS } from './probe-settings.js';
import { type ExemptionsSection, exemptions, labelSelector } from './schema-exemptions.js';
import { choice, flag, kubernetesNames, patterns, type SchemaNode, section, text, whole } from './schema-node.js';
import { nodeCredentials } from './schema-node-credentials.js';
import { PROBE } from './schema-probe.js';
import { WRITTEN } from './schema-written.js';
import {
  CLUSTER_SOURCE,
  type ClusterSource,
  LOG_LEVELS,
  METRICS_DEFAULTS,
  NUDGE_DEFAULTS,
  OUTCOMES_DEFAULTS,
  SECRET_SCOPES,
  SERVER_DEFAULTS,
} from './server-settings.js';
import { TLS_DEFAULTS, TLS_SCHEMA } from './tls-settings.js';

/** What the schema needs to know of a rule. */
export interface RuleInfo {
  readonly code: string;
  readonly title: string;
  readonly defaultAction: RuleAction;
  /** The setting that says what is done about it, in place of `rules`. */
  readonly setting?: string;
}

const { exemptions: list, ignoreAnnotations: annotations, ...PLAIN_DEFAULTS } = DEFAULT_SETTINGS;

/** The configuration as it is written: the verdict's settings and the server's in one tree. */
export const CONFIG_DEFAULTS = {
  ...PLAIN_DEFAULTS,
  exemptions: { annotations, list } satisfies ExemptionsSection,
  cluster: { ...DEFAULT_SETTINGS.cluster, ...CLUSTER_SOURCE },
  server: SERVER_DEFAULTS,
  tls: TLS_DEFAULTS,
  metrics: METRICS_DEFAULTS,
  outcomes: OUTCOMES_DEFAULTS,
  nudge: NUDGE_DEFAULTS,
  probe: { ...DEFAULT_SETTINGS.probe, ...PROBE_DEFAULTS },
  log: { level: 'info' },
} as const;

const registries = section<keyof Settings['registries']>('Which registries need a pull secret.', {
  public: patterns('Registries that need no credential, added to the built-in list.'),
  builtinPublic: flag(
    'Count as public what is known to be: Docker Official Images, repositories of well-known projects, and registries on loopback or of Services.',
  ),
  private: patterns('Registries that need a matching secret; the longer matching pattern of all lists wins.'),
  nodeCredentials,
  unlisted: choice(['private', 'public'], 'What a registry is that no list names.'),
});

const cluster = section<keyof Settings['cluster'] | keyof ClusterSource>('The cluster that is asked.', {
  provider: choice(
    ['auto', 'eks', 'gke', 'aks', 'openshift', 'none'],
    'Whose nodes bring credentials for their own registries.',
  ),
  pods: flag('Look at the Pods that run in a namespace before a name without a registry is refused (PG105).'),
  directory: text('Directory of manifests that is the cluster, in place of a real one.'),
  kubeconfig: text('Path of a kubeconfig; empty: as kubectl chooses, or in a pod its own ServiceAccount.'),
  context: text('Context of the kubeconfig; empty: its current one.'),
  secrets: choice(
    SECRET_SCOPES,
    'Which Secrets Pullgate may read: all, those of cluster.namespaces, those named in cluster.secretNames, or none.',
  ),
  namespaces: kubernetesNames('namespace-name', 'The namespaces that are read, where cluster.secrets is namespaces.'),
  secretNames: kubernetesNames(
    'object-name',
    'The names of the Secrets that are read, where cluster.secrets is named.',
  ),
});

const messages = section<keyof Settings['messages']>('The words of a denial.', {
  help: text('Template of a link, with {code} for the code of the rule; a denial then says `More: ...`.', {
    format: 'one-line',
    maxLength: 200,
  }),
  contact: text('Whom to ask, a short text that a denial says after `More:`.', { format: 'one-line', maxLength: 200 }),
  format: choice(['lines', 'singleLine'], 'Several problems on lines of their own, or all on one line.'),
  otherNamespaces: flag('Name other namespaces that hold a Secret that is absent here.'),
});

const kinds: SchemaNode = {
  type: 'array',
  description: 'Further kinds that hold a pod template (CRDs).',
  items: section(
    'A kind and where its pod template is.',
    {
      group: text('API group, such as `argoproj.io`.'),
      version: text('API version, or `*` for every version.', { minLength: 1 }),
      kind: text('Kind, such as `Rollout`.', { minLength: 1 }),
      resource: text('Plural name, as in a URL: `rollouts`.', { minLength: 1 }),
      templatePath: text('Path to the pod template, such as `spec.template`.', { format: 'field-path' }),
    },
    { required: ['group', 'version', 'kind', 'resource', 'templatePath'] },
  ),
};

function sections(rules: readonly RuleInfo[]): Readonly<Record<keyof typeof CONFIG_DEFAULTS, SchemaNode>> {
  // What has a setting of its own (`onUnknown`) has no second place, which would be one that does nothing.
  const ofRules = rules.filter(({ setting }) => setting === undefined);
  const perRule = ofRules.map(
    ({ code, title, defaultAction }) => [code, { ...choice(RULE_ACTIONS, title), default: defaultAction }] as const,
  );
  return {
    mode: choice(MODES, 'What a finding may do; the label `pullgate.dev/mode` of a namespace overrides it.'),
    workloads: section<keyof Settings['workloads']>('Objects that hold a pod template.', {
      mode: choice(['same', ...MODES], 'Mode for templates (Deployment, Job, ...).'),
    }),
    ownedPods: section<keyof Settings['ownedPods']>('Pods made by the built-in controllers.', {
      mode: choice(MODES, 'Mode for Pods made by the built-in controllers.'),
      controllers: kubernetesNames(
        'service-account',
        'ServiceAccounts of third-party operators that count as built-in controllers, as `NAMESPACE/NAME`: their Pods follow `ownedPods.mode`, and what else they make is not judged.',
      ),
    }),
    dryRun: choice(['warn', 'enforce'], 'What a finding that rests on the cluster may do in a dry run.'),
    onUnknown: choice(['allow', 'deny'], 'What happens when Pullgate cannot decide (PG901).'),
    rules: section(
      'Action per rule, which is deny, warn, audit or off; rules left out keep their default.',
      Object.fromEntries(perRule),
    ),
    registries,
    images: section<keyof Settings['images']>('Images that need no pull, or are none yet.', {
      preloaded: patterns('Images that are on every node already: with IfNotPresent they need no credential.'),
      filledInLater: {
        type: 'array',
        items: { type: 'string', minLength: 1, format: 'one-line' },
        description:
          'Words in place of an image that a mutating webhook replaces when the Pod is created, such as `auto` of Istio: in a template they are not judged, only in the Pod. Nor is a blank image beside the annotation `image.openshift.io/triggers`.',
      },
    }),
    credentials: section<keyof Settings['credentials']>('Credentials in secrets.', {
      expiringWithin: whole(0, 31_536_000, 'Seconds before an expiry at which PG304 warns.'),
    }),
    cluster,
    kinds,
    exemptions: exemptions(rules.map(({ code }) => code)),
    messages,
    injection: section<keyof Settings['injection']>('Adding imagePullSecrets to Pods as they are created.', {
      mode: choice(
        ['off', 'namespaces', 'all'],
        'Where secrets are added: nowhere, in namespaces with the label `pullgate.dev/inject: "true"`, or everywhere.',
      ),
      selector: labelSelector('Labels of the Secrets that may be added, in the form of Kubernetes: all must hold.'),
      registries: patterns('Registries whose images get a secret; empty: all.'),
    }),
    secrets: WRITTEN,
    server: section<keyof (typeof CONFIG_DEFAULTS)['server']>('Where the webhook listens.', {
      host: text('Address of the webhook.', { minLength: 1 }),
      port: whole(0, 65_535, 'Port of the webhook (HTTPS); 0 takes a free one.'),
      healthHost: text('Address of the health endpoints.', { minLength: 1 }),
      healthPort: whole(0, 65_535, 'Port of the health endpoints (HTTP); 0 takes a free one.'),
      drainSeconds: whole(
        0,
        20,
        'Seconds for which reviews are still answered after SIGTERM, not ready; then 2 quiet ones, 25 in all. 0 closes at once, as does a server of a directory that is told nothing else.',
      ),
    }),
    tls: TLS_SCHEMA,
    metrics: section<keyof typeof METRICS_DEFAULTS>('What is counted.', {
      perNamespace: flag('Also count the reviews of each namespace (a label per namespace: mind large clusters).'),
      perSecret: flag(
        'Name the pull secrets whose credentials end, with their namespaces, in the metric of their expiry (at most 20 of each namespace and 1,000 in all: the next to end), so that alerts name them.',
      ),
    }),
    outcomes: section<keyof typeof OUTCOMES_DEFAULTS>('What becomes of what was admitted.', {
      enabled: flag(
        'Watch the Events of the cluster, and count and log admitted Pods whose images then cannot be pulled (needs list and watch of Events).',
      ),
    }),
    nudge: section<keyof typeof NUDGE_DEFAULTS>('What was denied and can be pulled now.', {
      enabled: flag(
        'Where a credential appears for which a Pod of a controller was denied within the last hour, annotate its owner (`pullgate.dev/nudged-at`), so that the controller tries again at once and not only after its backoff (only `ownedPods.mode: enforce` denies such Pods; needs patch of ReplicaSets, StatefulSets, DaemonSets, Jobs, ReplicationControllers).',
      ),
    }),
    probe: PROBE,
    log: section<keyof (typeof CONFIG_DEFAULTS)['log']>('Logs, one JSON object per line.', {
      level: choice(LOG_LEVELS, 'Least severe level that is logged.'),
    }),
  };
}

const schemas = new WeakMap<readonly RuleInfo[], SchemaNode>();

/**
 * The schema of a configuration; nothing in it is required, because every setting has a default. Made once per list of
 * rules, so that a reload does not compile the check anew.
 */
export function settingsSchema(rules: readonly RuleInfo[]): SchemaNode {
  const known = schemas.get(rules);
  if (known !== undefined) return known;
  const made: SchemaNode = {
    type: 'object',
    description: 'Configuration of Pullgate.',
    additionalProperties: false,
    properties: withDefaults(sections(rules), CONFIG_DEFAULTS),
  };
  schemas.set(rules, made);
  return made;
}

/** Puts the defaults of the tree into the leaves of the schema. */
function withDefaults(
  properties: Readonly<Record<string, SchemaNode>>,
  defaults: Readonly<Record<string, unknown>>,
): Readonly<Record<string, SchemaNode>> {
  const entries = Object.entries(properties).map(([name, node]) => {
    const value = defaults[name];
    if (value === undefined) return [name, node] as const;
    if (
      node.type !== 'object' ||
      node.properties === undefined ||
      !isObject(value) ||
      Object.keys(value).length === 0
    ) {
      return [name, { ...node, default: value }] as const;
    }
    return [name, { ...node, properties: withDefaults(node.properties, value) }] as const;
  });
  return Object.fromEntries(entries);
}

/** One value that can be set: a leaf of the schema, or the map of rules. */
export interface Setting {
  /** `ownedPods.mode` */
  readonly path: string;
  readonly keys: readonly string[];
  readonly node: SchemaNode;
  readonly default: unknown;
  /** `server`: it means nothing to a command that judges. What needs a restart, `serve` says (cli/commands/serve.ts). */
  readonly scope: 'verdict' | 'server';
  /** Absent for mappings and lists of them, which only a file can hold. */
  readonly env?: string;
  /** Without the dashes. */
  readonly flag?: string;
}

const SERVER_PATHS =
  /^(server\.|log\.|tls\.|metrics\.|outcomes\.|secrets\.|nudge\.|probe\.(?:mode|waitMs|requestsPerMinute)$|cluster\.(?!(?:provider|pods)$))/;

/** Mappings that are one value: no variable and no flag can hold them. */
const FILE_ONLY: ReadonlySet<string> = new Set(['injection.selector']);

/** Flags that kubectl has, by its names. */
const KUBECTL_FLAGS: Readonly<Record<string, string>> = {
  'cluster.kubeconfig': 'kubeconfig',
  'cluster.context': 'context',
};

const settingsOf = new WeakMap<SchemaNode, readonly Setting[]>();

/** Every setting, in the order of the schema; found once per schema. */
export function listSettings(schema: SchemaNode): readonly Setting[] {
  const known = settingsOf.get(schema);
  if (known !== undefined) return known;
  const found = Object.entries(schema.properties ?? {}).flatMap(([name, node]) => settingsIn([name], node));
  settingsOf.set(schema, found);
  return found;
}

function settingsIn(keys: readonly string[], node: SchemaNode): readonly Setting[] {
  const path = keys.join('.');
  if (FILE_ONLY.has(path)) return [{ path, keys, node, default: node.default, scope: 'verdict' }];
  // The rules are one setting, `PG101=off,PG102=warn`, or the help of every command would have a line for each.
  if (node.type === 'object' && node.properties !== undefined && path !== 'rules') {
    return Object.entries(node.properties).flatMap(([name, child]) => settingsIn([...keys, name], child));
  }
  const setting = {
    path,
    keys,
    node,
    default: path === 'rules' ? {} : node.default,
    scope: SERVER_PATHS.test(path) ? 'server' : 'verdict',
  } as const;
  if (node.items?.type === 'object') return [setting];
  const words = keys.flatMap((key) => key.split(/(?=[A-Z])/)).map((word) => word.toLowerCase());
  return [
    { ...setting, env: `PULLGATE_${words.join('_').toUpperCase()}`, flag: KUBECTL_FLAGS[path] ?? words.join('-') },
  ];
}
