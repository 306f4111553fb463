/** What the real Helm made of the chart (`npm run chart:render`), by value set, with the little that the tests ask of each kind. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import { type Config, loadConfig } from '../../src/config/load.js';
import { RULES } from '../../src/core/rules/index.js';
import type { KubernetesObject } from './kubernetes.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const CHART = `${ROOT}charts/pullgate/`;

export type Labels = Readonly<Record<string, string>>;

export interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly serviceAccountName?: string;
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly nodeSelector?: Labels;
  readonly tolerations?: readonly Fields[];
  readonly dnsPolicy?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly securityContext?: Fields;
  readonly containers: readonly Container[];
  readonly volumes?: readonly Fields[];
  readonly topologySpreadConstraints?: readonly { readonly labelSelector: { readonly matchLabels: Labels } }[];
}

interface PodTemplate {
  readonly metadata: KubernetesObject['metadata'];
  readonly spec: PodSpec;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources?: { readonly limits?: Labels; readonly requests?: Labels };
  readonly securityContext?: Fields;
}

export type Fields = Readonly<Record<string, unknown>>;

export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

export interface Webhook {
  readonly name: string;
  readonly failurePolicy: string;
  readonly timeoutSeconds: number;
  readonly matchPolicy: string;
  readonly sideEffects: string;
  readonly reinvocationPolicy?: string;
  readonly clientConfig: Fields;
  readonly namespaceSelector: {
    readonly matchExpressions: readonly { key: string; operator: string; values: string[] }[];
  };
  readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
  readonly rules: readonly Fields[];
}

/** Every object of a set, with any field: what a test reads of it is checked by the schemas of Kubernetes. */
export interface Rendered extends KubernetesObject {
  readonly spec?: {
    readonly selector?: Labels & { readonly matchLabels?: Labels };
    readonly podSelector?: { readonly matchLabels: Labels };
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
    readonly ports?: readonly { readonly targetPort: string }[];
    readonly trafficDistribution?: string;
    readonly replicas?: number;
  } & Partial<PodSpec>;
  readonly data?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly rules?: readonly PolicyRule[];
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly name: string; readonly namespace: string }[];
  readonly webhooks?: readonly Webhook[];
}

export type RenderedSet = readonly Rendered[];

export const SETS: ReadonlyMap<string, RenderedSet> = new Map(
  readdirSync(`${ROOT}test/fixtures/chart`).map((name) => [
    name.replace(/\.yaml$/, ''),
    parseAllDocuments(readFileSync(`${ROOT}test/fixtures/chart/${name}`, 'utf8')).map((document) => document.toJS()),
  ]),
);

export function setOf(name: string): RenderedSet {
  const set = SETS.get(name);
  if (set === undefined) throw new Error(`there is no rendered set ${name}; run npm run chart:render`);
  return set;
}

/** What is there for the audit (`audit.enabled`), and has a life of its own. */
export function isOfAudit({ metadata }: Rendered): boolean {
  return metadata.labels?.['app.kubernetes.io/component'] === 'audit';
}

export function ofKind(set: RenderedSet, kind: string): RenderedSet {
  return set.filter((object) => object.kind === kind);
}

/** The one object of a kind (and a name). */
export function one(set: RenderedSet, kind: string, name?: string): Rendered {
  const found = ofKind(set, kind).filter(({ metadata }) => name === undefined || metadata.name === name);
  const [object] = found;
  if (object === undefined || found.length > 1) throw new Error(`${found.length} objects ${kind} ${name ?? ''}`);
  return object;
}

export interface RenderedPod {
  readonly place: string;
  readonly metadata: KubernetesObject['metadata'];
  readonly spec: PodSpec;
}

export function podsOf(set: RenderedSet): readonly RenderedPod[] {
  return set.flatMap(({ kind, metadata, spec }) => {
    const place = `${kind} ${metadata.name}`;
    if (kind === 'Pod' && spec?.containers !== undefined) {
      return [{ place, metadata, spec: { ...spec, containers: spec.containers } }];
    }
    const template = spec?.template ?? spec?.jobTemplate?.spec.template;
    return template === undefined ? [] : [{ place, ...template }];
  });
}

export function webhooksOf(set: RenderedSet): readonly Webhook[] {
  return set.flatMap(({ webhooks }) => webhooks ?? []);
}

/** The text of the configuration, as it is mounted. */
export function configText(set: RenderedSet, key = 'pullgate.yaml'): string {
  const texts = ofKind(set, 'ConfigMap').flatMap(({ data }) => data?.[key] ?? []);
  const [text = ''] = texts;
  return text;
}

/** As `pullgate serve` reads it: a mistake in it is an error here. */
export async function configOf(set: RenderedSet, folder: string, key = 'pullgate.yaml'): Promise<Config> {
  writeFileSync(`${folder}/pullgate.yaml`, configText(set, key));
  const result = await loadConfig({ file: 'pullgate.yaml', cwd: folder, env: {}, flags: {}, rules: RULES });
  if (!result.ok) throw new Error(result.mistakes.join('\n'));
  return result.config;
}

/** Values as Helm puts them together: mappings are merged, anything else is replaced, null takes away. */
export function mergeValues(base: unknown, over: unknown): unknown {
  if (!isFields(base) || !isFields(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete merged[key];
    else merged[key] = mergeValues(merged[key], value);
  }
  return merged;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const VALUES: unknown = parse(readFileSync(`${CHART}values.yaml`, 'utf8'));
