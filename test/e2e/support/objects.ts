/** The objects that the tests send: as small as the API server takes them. */
import { WORKLOADS } from '../../../src/core/workloads.js';
import type { ApiObject } from './api.js';

export const PRIVATE_IMAGE = 'registry.example.com/team/app:1.0';
export const PUBLIC_IMAGE = 'registry.k8s.io/pause:3.10';

export type Kind = (typeof WORKLOADS)[number]['kind'];
type Fields = Readonly<Record<string, unknown>>;

export function podSpec(image: string, more: Fields = {}): Fields {
  return { containers: [{ name: 'app', image }], ...more };
}

/** An object of any kind that holds a pod spec, by the same table as the webhook's rules. */
export function objectOf(kind: Kind, namespace: string, name: string, spec: Fields): ApiObject {
  const workload = WORKLOADS.find((each) => each.kind === kind);
  if (workload === undefined) throw new Error(`no such kind: ${kind}`);
  const apiVersion = workload.group === '' ? 'v1' : `${workload.group}/v1`;
  const labels = { app: name };
  const endless = workload.group === 'batch' ? { restartPolicy: 'Never' } : {};
  const path = workload.podSpec.slice(0, -1);
  const template = kind === 'Pod' ? { spec } : { metadata: { labels }, spec: { ...endless, ...spec } };
  const rest = path.reduceRight<Fields>((inner, field) => ({ [field]: inner }), template);
  const merged = { ...rest, ...beside(kind, labels, Object(rest['spec'])) };
  return { apiVersion, kind, metadata: { namespace, name, labels }, ...merged };
}

/** What the kind demands beside its template. */
function beside(kind: Kind, labels: Fields, spec: Fields): Fields {
  switch (kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'DaemonSet':
      return { spec: { ...spec, selector: { matchLabels: labels } } };
    case 'StatefulSet':
      return { spec: { ...spec, serviceName: 'none', selector: { matchLabels: labels } } };
    case 'ReplicationController':
      return { spec: { ...spec, selector: labels } };
    case 'CronJob':
      return { spec: { ...spec, schedule: '0 0 1 1 *' } };
    case 'Pod':
    case 'PodTemplate':
    case 'Job':
      return {};
    default:
      return kind satisfies never;
  }
}

export function pod(namespace: string, name: string, image: string, more: Fields = {}): ApiObject {
  return objectOf('Pod', namespace, name, podSpec(image, more));
}

export function deployment(namespace: string, name: string, image: string, more: Fields = {}): ApiObject {
  return objectOf('Deployment', namespace, name, podSpec(image, more));
}

export function pullSecret(namespace: string, name: string, registry = 'registry.example.com'): ApiObject {
  const config = { auths: { [registry]: { auth: Buffer.from('somebody:something').toString('base64') } } };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify(config) },
  };
}

export const named = (...names: readonly string[]): Fields => ({ imagePullSecrets: names.map((name) => ({ name })) });
