/**
 * What the kubelet asks of the `tokenAttributes` of a credential provider (K pkg/credentialprovider/plugin/config.go
 * validateCredentialProviderConfig, validateServiceAccountAnnotationKeys).
 */
import { isObject } from '../core/fields.js';
import { isAnnotationKey } from '../core/object-name.js';
import { show, showKey } from './check.js';

const FIELDS = [
  'serviceAccountTokenAudience',
  'cacheType',
  'requireServiceAccount',
  'requiredServiceAccountAnnotationKeys',
  'optionalServiceAccountAnnotationKeys',
];
const CACHE_TYPES = ['ServiceAccount', 'Token'];
const ONLY_VERSION = 'credentialprovider.kubelet.k8s.io/v1';

/** @param version `apiVersion` of the provider; clauses without their place */
export function tokenMistakes(attributes: unknown, version: unknown): readonly string[] {
  if (!isObject(attributes)) return ['tokenAttributes must be a mapping'];
  const { serviceAccountTokenAudience: audience, cacheType, requireServiceAccount: isRequired } = attributes;
  const required = keysIn(attributes, 'requiredServiceAccountAnnotationKeys');
  const optional = keysIn(attributes, 'optionalServiceAccountAnnotationKeys');
  const both = required.keys.filter((key) => optional.keys.includes(key));
  return [
    ...Object.keys(attributes)
      .filter((key) => !FIELDS.includes(key))
      .map((key) => `it knows no field tokenAttributes.${showKey(key)}`),
    ...(version === ONLY_VERSION ? [] : [`tokenAttributes needs apiVersion ${ONLY_VERSION}`]),
    ...(typeof audience === 'string' && audience !== '' ? [] : ['serviceAccountTokenAudience is missing']),
    ...(typeof isRequired === 'boolean' ? [] : ['requireServiceAccount must be true or false']),
    ...(isRequired === false && required.keys.length > 0
      ? ['requireServiceAccount cannot be false where annotations are required']
      : []),
    ...required.mistakes,
    ...optional.mistakes,
    ...both.map((key) => `annotation ${show(key)} cannot be both required and optional`),
    ...(CACHE_TYPES.some((each) => each === cacheType) ? [] : [`cacheType must be ${CACHE_TYPES.join(' or ')}`]),
  ];
}

function keysIn(attributes: Readonly<Record<string, unknown>>, field: string) {
  const given = attributes[field] ?? [];
  const all: readonly unknown[] = Array.isArray(given) ? given : [];
  const keys = all.filter((key) => typeof key === 'string');
  const mistakes = Array.isArray(given) && keys.length === all.length ? [] : [`${field} must be a list of texts`];
  return {
    keys,
    mistakes: [
      ...mistakes,
      ...keys.filter((key) => !isAnnotationKey(key)).map((key) => `${field}: ${show(key)} is no key of an annotation`),
      ...[...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map(
        (key) => `${field} names ${show(key)} twice`,
      ),
    ],
  };
}
