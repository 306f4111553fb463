/** A Pod or a template, the secrets beside it, and what injection makes of them. */
import { applyPatch } from 'rfc6902';
import type { Settings } from '../../src/core/settings.js';
import type { Admission } from '../../src/core/types.js';
import { type Assessment, assess } from '../../src/facts/assess.js';
import type { ClusterState } from '../../src/facts/cluster-state.js';
import { inject } from '../../src/facts/inject.js';
import { mergeSettings, NOW } from './case.js';
import { type KubeObject, stateOf } from './state.js';

type Fields = Readonly<Record<string, unknown>>;

/** How a login looks that is in order, expired, certain to fail, doubtful, too old for its kind, or none. */
export type Login = 'good' | 'expired' | 'hopeless' | 'suspect' | 'stale' | 'anonymous';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const PAST = Math.floor(NOW / 1000) - 3600;
const EXPIRED = `${part({ alg: 'none' })}.${part({ exp: PAST })}.${part('signature')}`;

export const LOGINS: Readonly<Record<Login, Fields>> = {
  good: { username: 'robot-shop', password: 'example-password' },
  expired: { username: 'robot-shop', password: EXPIRED },
  hopeless: { username: '_json_key', password: 'no-key-file' },
  suspect: { username: 'robot-shop', password: 'example-password\n' },
  stale: { username: 'x-access-token', password: `ghs_${'a1B2'.repeat(9)}` },
  anonymous: {},
};

/** The data was written long ago, for every login that does not last. */
const WRITTEN = {
  manager: 'kubectl',
  operation: 'Update',
  apiVersion: 'v1',
  time: '2026-01-01T00:00:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1: { 'f:data': { 'f:.dockerconfigjson': {} } },
};

/** `{"ghcr.io": "good"}`, or the text of a config that the kubelet refuses. */
export function aSecret(
  name: string,
  auths: Readonly<Record<string, Login>> | string,
  labels: Readonly<Record<string, string>> = {},
): KubeObject {
  const entries = typeof auths === 'string' ? {} : auths;
  const config = { auths: Object.fromEntries(Object.entries(entries).map(([key, login]) => [key, LOGINS[login]])) };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'shop', labels, managedFields: [WRITTEN] },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': typeof auths === 'string' ? auths : JSON.stringify(config) },
  };
}

export const MALFORMED = '{"auths": {"quay.io": []}}';

export function anAccount(secrets: readonly string[], enforce = false): KubeObject {
  const annotations: Record<string, string> = enforce ? { 'kubernetes.io/enforce-mountable-secrets': 'true' } : {};
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'shop', annotations },
    imagePullSecrets: secrets.map((name) => ({ name })),
  };
}

export function aNamespace(labels: Readonly<Record<string, string>>): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } };
}

function specOf(images: readonly string[], secrets: readonly string[] | undefined): Fields {
  return {
    containers: images.map((image, index) => ({ name: `c${index}`, image })),
    ...(secrets === undefined ? {} : { imagePullSecrets: secrets.map((name) => ({ name })) }),
  };
}

export function aPod(images: readonly string[], secrets?: readonly string[], metadata: Fields = {}): KubeObject {
  const named = { name: 'web', namespace: 'shop', ...metadata };
  return { apiVersion: 'v1', kind: 'Pod', metadata: named, spec: specOf(images, secrets) };
}

export function aDeployment(images: readonly string[], secrets?: readonly string[]): KubeObject {
  const spec = { template: { spec: specOf(images, secrets) } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec };
}

export const ALL: Settings = mergeSettings({ injection: { mode: 'all' } });

export function settingsOf(injection: Fields, more: Fields = {}): Settings {
  return mergeSettings({ ...more, injection: { mode: 'all', ...injection } });
}

export interface Request {
  readonly object: KubeObject;
  readonly cluster: readonly KubeObject[] | ClusterState;
  readonly settings?: Settings;
  readonly admission?: Partial<Admission>;
  readonly fresh?: ClusterState;
}

function toAdmission({ object, admission }: Request): Admission {
  const isPod = object.kind === 'Pod';
  return {
    uid: 'u',
    operation: 'CREATE',
    kind: isPod ? { group: '', version: 'v1', kind: 'Pod' } : { group: 'apps', version: 'v1', kind: 'Deployment' },
    resource: isPod ? 'pods' : 'deployments',
    subresource: '',
    namespace: 'shop',
    name: 'web',
    user: 'ann',
    groups: [],
    dryRun: false,
    source: 'review',
    object,
    oldObject: () => null,
    ...admission,
  };
}

function contextOf({ cluster, settings = ALL, fresh }: Request) {
  const state = 'ask' in cluster ? cluster : stateOf(cluster);
  return { settings, state, now: NOW, ...(fresh === undefined ? {} : { fresh }) };
}

export async function mutate(request: Request): Promise<Assessment> {
  return inject(toAdmission(request), contextOf(request));
}

export async function validate(request: Request): Promise<Assessment> {
  return assess(toAdmission(request), contextOf(request));
}

/** The object after the patch, as the API server applies it; throws where it cannot be applied. */
export function patched(object: KubeObject, { injection }: Assessment): KubeObject {
  const copy: KubeObject = structuredClone(object);
  const errors = applyPatch(copy, [...(injection?.patch ?? [])]);
  const error = errors.find((each) => each !== null);
  if (error) throw error;
  return copy;
}

export function listOf(object: KubeObject): readonly string[] {
  const list: readonly { readonly name: string }[] = Object(object['spec']).imagePullSecrets ?? [];
  return list.map(({ name }) => name);
}

export const GHCR = 'ghcr.io/acme/app:1.4';
export const QUAY = 'quay.example.com/acme/tool:2';
export const HUB = 'docker.io/acme/app:3';
export const PUBLIC = 'registry.k8s.io/pause:3.10';

/** `add [a, b]`, `no-help []`, `skipped mirror` */
export function short({ injection, skipped }: Assessment): string {
  if (skipped !== undefined) return `skipped ${skipped}`;
  return `${injection?.result} [${injection?.added.join(', ')}]`;
}
