/**
 * The kinds of other projects that the chart renders, each with the fields that it uses, closed: by hand from the CRDs of
 * prometheus-operator (ServiceMonitor, PodMonitor, PrometheusRule) and cert-manager (Certificate).
 */
import { Ajv, type ValidateFunction } from 'ajv';
import type { KubernetesObject } from './kubernetes.js';

type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: 'string', minLength: 1 };
const TEXTS: Schema = { type: 'array', items: TEXT, minItems: 1 };
const STRINGS: Schema = { type: 'object', additionalProperties: { type: 'string' } };
const DURATION: Schema = { type: 'string', pattern: '^([0-9]+(ms|s|m|h|d))+$' };

function closed(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', additionalProperties: false, properties, required };
}

const RELABELING = closed({
  action: TEXT,
  regex: TEXT,
  sourceLabels: TEXTS,
  targetLabel: TEXT,
  replacement: { type: 'string' },
});

const MONITOR = {
  jobLabel: TEXT,
  namespaceSelector: closed({ matchNames: TEXTS }, ['matchNames']),
  selector: closed({ matchLabels: STRINGS }, ['matchLabels']),
};

const ENDPOINT = closed(
  {
    port: TEXT,
    path: TEXT,
    interval: DURATION,
    scrapeTimeout: DURATION,
    honorLabels: { type: 'boolean' },
    relabelings: { type: 'array', items: RELABELING },
    metricRelabelings: { type: 'array', items: RELABELING },
  },
  ['port'],
);
const ENDPOINTS: Schema = { type: 'array', minItems: 1, items: ENDPOINT };

const RULE: Schema = {
  ...closed({ alert: TEXT, record: TEXT, expr: TEXT, for: DURATION, labels: STRINGS, annotations: STRINGS }, ['expr']),
  oneOf: [{ required: ['alert'] }, { required: ['record'] }],
};

const SPECS: Readonly<Record<string, Schema>> = {
  'monitoring.coreos.com/v1 ServiceMonitor': closed({ ...MONITOR, endpoints: ENDPOINTS }, ['selector', 'endpoints']),
  'monitoring.coreos.com/v1 PodMonitor': closed({ ...MONITOR, podMetricsEndpoints: ENDPOINTS }, ['selector']),
  'monitoring.coreos.com/v1 PrometheusRule': closed({
    groups: {
      type: 'array',
      minItems: 1,
      items: closed({ name: TEXT, interval: DURATION, rules: { type: 'array', minItems: 1, items: RULE } }, ['name']),
    },
  }),
  'cert-manager.io/v1 Certificate': closed(
    {
      secretName: TEXT,
      issuerRef: closed({ name: TEXT, kind: { enum: ['Issuer', 'ClusterIssuer'] }, group: TEXT }, ['name']),
      dnsNames: TEXTS,
      duration: DURATION,
      renewBefore: DURATION,
      revisionHistoryLimit: { type: 'integer', minimum: 1 },
      usages: { type: 'array', items: { enum: ['digital signature', 'key encipherment', 'server auth'] } },
      privateKey: closed({
        algorithm: { enum: ['RSA', 'ECDSA', 'Ed25519'] },
        size: { type: 'integer' },
        rotationPolicy: { enum: ['Always', 'Never'] },
      }),
    },
    ['secretName', 'issuerRef'],
  ),
};

const ajv = new Ajv({ allErrors: true });
const checks: ReadonlyMap<string, ValidateFunction> = new Map(
  Object.entries(SPECS).map(([name, schema]) => [name, ajv.compile(schema)]),
);

/** Undefined for a kind that is not one of these. */
export function customMistakesOf(
  object: KubernetesObject & { readonly spec?: unknown },
): readonly string[] | undefined {
  const check = checks.get(`${object.apiVersion} ${object.kind}`);
  if (check === undefined) return undefined;
  return check(object.spec) ? [] : [ajv.errorsText(check.errors)];
}
