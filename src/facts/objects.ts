/**
 * From Kubernetes objects to the values a decision knows. Only shapes are read here; whether the API server would take
 * such an object is the caller's question. Of a Secret nothing is read here but the age of its data.
 */

import { isObject, listOf, own, textOf } from '../core/fields.js';
import type { NamespaceFacts, ServiceAccountFacts } from '../core/types.js';

type Fields = Readonly<Record<string, unknown>>;

/** The API server puts the label with the name on every namespace. */
export function namespaceFacts(name: string, object: Fields): NamespaceFacts {
  const labels = { ...labelsOf(object), 'kubernetes.io/metadata.name': name };
  const isGoing = textOf(own(object, 'metadata'), 'deletionTimestamp') !== '';
  return isGoing ? { name, labels, terminating: true } : { name, labels };
}

/** Undefined where there are none. */
export function labelsOf(object: Fields): Readonly<Record<string, string>> | undefined {
  const given = own(own(object, 'metadata'), 'labels');
  if (!isObject(given)) return undefined;
  const labels = Object.entries(given).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  );
  return labels.length === 0 ? undefined : Object.fromEntries(labels);
}

/** OpenShift lists two; more are not asked about. */
const MOST_MOUNTABLE = 100;

/** `{}` and `{name: null}` are references to the empty name, and stay in the list (semantics 4.2). */
export function serviceAccountFacts(namespace: string, name: string, object: Fields): ServiceAccountFacts {
  const list = own(object, 'imagePullSecrets');
  const mountable = listOf(object, 'secrets').map((entry) => textOf(entry, 'name'));
  const annotations = own(own(object, 'metadata'), 'annotations');
  const keys = isObject(annotations) ? Object.keys(annotations) : [];
  return {
    namespace,
    name,
    imagePullSecrets: Array.isArray(list) ? list.map((entry: unknown) => textOf(entry, 'name')) : [],
    ...(mountable.length === 0 ? {} : { mountable: mountable.slice(0, MOST_MOUNTABLE) }),
    ...(keys.length === 0 ? {} : { annotationKeys: keys }),
    enforceMountable: textOf(annotations, 'kubernetes.io/enforce-mountable-secrets') === 'true',
  };
}

/**
 * When the data of a Secret was last changed, from metadata.managedFields (semantics 7.6; apimachinery
 * pkg/apis/meta/v1/types.go ManagedFieldsEntry): the newest entry that owns one of the two docker keys.
 *
 * creationTimestamp is not a substitute: the data may have been replaced since, and an age that is too high would warn
 * about a fresh token. Files that people write have no managedFields; for them the answer is: not known.
 */
export function dataChangedAt(object: Fields): number | undefined {
  const entries = own(own(object, 'metadata'), 'managedFields');
  if (!Array.isArray(entries)) return undefined;
  const times = entries
    .filter(ownsDockerData)
    .map((entry: unknown) => Date.parse(textOf(entry, 'time')))
    .filter((time) => Number.isFinite(time));
  return times.length === 0 ? undefined : Math.max(...times);
}

function ownsDockerData(entry: unknown): boolean {
  const fields = own(entry, 'fieldsV1');
  return ['f:data', 'f:stringData'].some((field) =>
    ['f:.dockerconfigjson', 'f:.dockercfg'].some((key) => own(own(fields, field), key) !== undefined),
  );
}
