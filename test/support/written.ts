/** Secrets, ServiceAccounts and workloads as they are written, and what is said of them. */
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.js';
import type { Admission } from '../../src/core/types.js';
import type { Assessment } from '../../src/facts/assess.js';
import type { ClusterState } from '../../src/facts/cluster-state.js';
import { assessWritten } from '../../src/facts/written/assess.js';
import { anAdmission } from '../helpers/reviews.js';
import { type KubeObject, stateOf } from './state.js';

export const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;

export const b64 = (text: string): string => Buffer.from(text).toString('base64');
export const login = (user = 'example-user', password = 'example-not-a-password') => ({
  auth: b64(`${user}:${password}`),
});

/** A token of ECR that runs out so many hours from now. */
export const ecr = (hours: number) => {
  const expiration = Math.floor((NOW + hours * HOUR) / 1000);
  return login('AWS', b64(JSON.stringify({ payload: 'x', datakey: 'y', version: '2', type: 'DATA_KEY', expiration })));
};

type Metadata = Readonly<Record<string, unknown>>;

/** @param auths what `auths` holds, or the text of the whole file */
export function dockerSecret(name: string, auths: object | string, metadata: Metadata = {}): KubeObject {
  const text = typeof auths === 'string' ? auths : JSON.stringify({ auths });
  return typed(name, 'kubernetes.io/dockerconfigjson', { '.dockerconfigjson': text }, metadata);
}

export function typed(
  name: string,
  type: string,
  texts: Readonly<Record<string, string>>,
  metadata: Metadata = {},
): KubeObject {
  const data = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, b64(text)]));
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'shop', ...metadata }, type, data };
}

export function account(name: string, secrets: readonly string[], metadata: Metadata = {}): KubeObject {
  const imagePullSecrets = secrets.map((each) => ({ name: each }));
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'shop', ...metadata },
    imagePullSecrets,
  };
}

export function workload(
  name: string,
  image: string,
  {
    secrets = [],
    serviceAccountName,
    metadata = {},
  }: {
    readonly secrets?: readonly string[];
    readonly serviceAccountName?: string;
    readonly metadata?: Metadata;
  } = {},
): KubeObject {
  const spec = {
    containers: [{ name: 'web', image }],
    ...(secrets.length === 0 ? {} : { imagePullSecrets: secrets.map((each) => ({ name: each })) }),
    ...(serviceAccountName === undefined ? {} : { serviceAccountName }),
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', ...metadata },
    spec: { selector: {}, template: { spec } },
  };
}

export type SecretSettings = Partial<Settings['secrets']>;

export function settingsWith(secrets: SecretSettings, more: Partial<Settings> = {}): Settings {
  return { ...DEFAULT_SETTINGS, ...more, secrets: { ...DEFAULT_SETTINGS.secrets, ...secrets } };
}

export interface Writing {
  readonly object?: KubeObject | null;
  readonly old?: KubeObject | null;
  /** What the namespace holds besides. */
  readonly cluster?: readonly KubeObject[] | ClusterState;
  readonly settings?: Settings;
  readonly admission?: Partial<Admission>;
  readonly fresh?: ClusterState;
}

/** The operation is what the two objects say. */
export async function write(writing: Writing): Promise<Assessment> {
  const { object = null, old = null, cluster = [], settings = settingsWith({}), admission = {}, fresh } = writing;
  const there = object ?? old;
  const kind = there?.kind ?? '';
  const asked = anAdmission({
    operation: object === null ? 'DELETE' : old === null ? 'CREATE' : 'UPDATE',
    kind: { group: '', version: 'v1', kind },
    resource: `${kind.toLowerCase()}s`,
    name: there?.metadata?.name ?? '',
    object,
    oldObject: () => old,
    ...admission,
  });
  const state = 'ask' in cluster ? cluster : stateOf(cluster);
  return assessWritten(asked, { settings, state, now: NOW, ...(fresh === undefined ? {} : { fresh }) });
}

/** As a person reads it. */
export function told({ decision, skipped, message, warnings }: Assessment): string {
  const words = [...(message === '' ? [] : [message]), ...warnings];
  return [`${decision}${skipped === undefined ? '' : ` (${skipped})`}`, ...words].join('\n');
}
