/**
 * A case is a YAML file: the objects of the cluster, then the object that is judged. A document of `kind: Case` before
 * them may set what the request is: settings, operation, subresource, dryRun, user, namespace labels, offline, `old:
 * first` (of two judged objects the first one is the old one), registry (what a registry answers, see registry.ts).
 */
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.js';
import type { Admission } from '../../src/core/types.js';
import { findWorkload } from '../../src/core/workloads.js';
import { type Assessment, assess } from '../../src/facts/assess.js';
import { type ScriptedAnswers, scriptedPort } from './registry.js';
import { type KubeObject, stateOf } from './state.js';

export const NOW = Date.parse('2026-11-21T12:00:00Z');

export interface Case {
  readonly about: string;
  readonly objects: readonly KubeObject[];
  readonly judged: KubeObject;
  readonly old: KubeObject | undefined;
  readonly operation: string;
  readonly subresource: string;
  readonly dryRun: boolean;
  readonly user: string;
  readonly offline: boolean;
  readonly settings: Settings;
  /** By `registryKey`; undefined: nobody asks. */
  readonly registry?: ScriptedAnswers | undefined;
}

export function readCase(file: string): Case {
  const text = readFileSync(file, 'utf8');
  const documents: KubeObject[] = parseAllDocuments(text).map((document) => document.toJS());
  const options = documents.find(({ kind }) => kind === 'Case') ?? {};
  const rest = documents.filter(({ kind }) => kind !== 'Case');
  const judged = rest.filter((object) => isJudged(object));
  const [first] = judged;
  const last = judged.at(-1);
  if (first === undefined || last === undefined) throw new Error(`${file}: nothing to judge`);
  return {
    about: /^# (.*)$/m.exec(text)?.[1] ?? '',
    objects: rest.filter((object) => !judged.includes(object)),
    judged: last,
    old: options['old'] === 'first' ? first : undefined,
    operation: String(options['operation'] ?? 'CREATE'),
    subresource: String(options['subresource'] ?? ''),
    dryRun: options['dryRun'] === true,
    user: String(options['user'] ?? 'somebody'),
    offline: options['offline'] === true,
    settings: mergeSettings(Object(options['settings'])),
    registry: options['registry'] === undefined ? undefined : Object(options['registry']),
  };
}

/** One level deep is enough: the groups of settings hold no groups. */
export function mergeSettings(over: Readonly<Record<string, unknown>>): Settings {
  const base: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const [key, value] of Object.entries(over)) {
    const isGroup = typeof value === 'object' && !Array.isArray(value);
    base[key] = isGroup ? { ...Object(base[key]), ...Object(value) } : value;
  }
  return { ...DEFAULT_SETTINGS, ...base };
}

function gvk({ apiVersion = '', kind = '' }: KubeObject): Admission['kind'] {
  const slash = apiVersion.indexOf('/');
  return { group: slash === -1 ? '' : apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind };
}

function isJudged(object: KubeObject): boolean {
  return findWorkload(gvk(object), []) !== undefined;
}

/** ServiceAccount admission for a Pod that is created (semantics 4.2). */
function admitted(object: KubeObject, objects: readonly KubeObject[]): KubeObject {
  const spec = Object(object['spec']);
  const mirror = object.metadata?.annotations?.['kubernetes.io/config.mirror'] !== undefined;
  if (object.kind !== 'Pod' || mirror || (spec.imagePullSecrets ?? []).length > 0) return object;
  const name = spec.serviceAccountName ?? 'default';
  const account = objects.find((each) => each.kind === 'ServiceAccount' && each.metadata?.name === name);
  return { ...object, spec: { ...spec, imagePullSecrets: account?.['imagePullSecrets'] } };
}

export function admissionOf(one: Case): Admission {
  const { judged, old, objects } = one;
  return {
    uid: 'case',
    operation: one.operation,
    kind: gvk(judged),
    resource: '',
    subresource: one.subresource,
    namespace: judged.metadata?.namespace ?? 'default',
    name: judged.metadata?.name ?? '',
    user: one.user,
    groups: [],
    dryRun: one.dryRun,
    source: one.offline ? 'file' : 'review',
    object: one.operation === 'CREATE' && !one.offline ? admitted(judged, objects) : judged,
    oldObject: () => old,
  };
}

/** A Pod that somebody creates, as it comes in a review. */
export function podCreated(object: unknown): Admission {
  return {
    uid: 'u',
    operation: 'CREATE',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: 'pods',
    subresource: '',
    namespace: 'shop',
    name: 'web',
    user: 'ann',
    groups: [],
    dryRun: false,
    source: 'review',
    object,
    oldObject: () => null,
  };
}

export async function assessCase(one: Case): Promise<Assessment> {
  const state = stateOf(one.objects, one.offline);
  const registry = one.registry === undefined ? undefined : scriptedPort(one.registry, NOW);
  return assess(admissionOf(one), { settings: one.settings, state, now: NOW, registry });
}
