/**
 * A cluster of any size, for what grows with it. Names have one width, so that a review of one object can be written over
 * that of another. Secrets have one registry each; one in four has a password as long as a token of ECR, and every other
 * one was made by Helm.
 */

const REGISTRIES = 50;
/** Digits of a number in a name. */
export const WIDTH = { namespace: 5, secret: 6, registry: 2 };

const digits = (value, width) => String(value).padStart(width, '0');
export const namespaceName = (index) => `payments-${digits(index, WIDTH.namespace)}`;
export const secretName = (index) => `regcred-${digits(index, WIDTH.secret)}`;
/** Which registry a secret is for. */
export const registryOf = (index) => index % REGISTRIES;
export const registryName = (index) => `registry-${digits(index, WIDTH.registry)}.example.com`;

const LONG_BYTES = 2_700;

/** Secret `index` lies in namespace `index % namespaces`. */
export function* clusterOf({ secrets, namespaces }) {
  for (let index = 0; index < namespaces; index += 1) {
    const namespace = namespaceName(index);
    yield { kind: 'Namespace', metadata: { name: namespace, labels: { 'kubernetes.io/metadata.name': namespace } } };
    yield { kind: 'ServiceAccount', metadata: { name: 'default', namespace } };
  }
  for (let index = 0; index < secrets; index += 1) yield secretOf(index, namespaceName(index % namespaces));
}

function secretOf(index, namespace) {
  const username = `robot-${index}`;
  const password = index % 4 === 0 ? longPassword(index) : `not-a-password-${index}`;
  const entry = { username, password, auth: base64(`${username}:${password}`) };
  const host = registryName(registryOf(index));
  const config = { auths: { [host]: entry } };
  return {
    kind: 'Secret',
    metadata: {
      name: secretName(index),
      namespace,
      creationTimestamp: '2026-11-21T07:12:21Z',
      ...(index % 2 === 0 ? {} : byHelm(index, namespace)),
      managedFields: MANAGED,
    },
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': base64(JSON.stringify(config)) },
  };
}

function byHelm(index, namespace) {
  return {
    labels: { 'app.kubernetes.io/managed-by': 'Helm', 'app.kubernetes.io/part-of': `product-${index % 100}` },
    annotations: { 'meta.helm.sh/release-name': `release-${index}`, 'meta.helm.sh/release-namespace': namespace },
  };
}

const MANAGED = [
  {
    manager: 'helm',
    operation: 'Update',
    apiVersion: 'v1',
    time: '2026-11-21T07:12:21Z',
    fieldsType: 'FieldsV1',
    fieldsV1: {
      'f:data': { '.': {}, 'f:.dockerconfigjson': {} },
      'f:metadata': {
        'f:annotations': { '.': {}, 'f:meta.helm.sh/release-name': {}, 'f:meta.helm.sh/release-namespace': {} },
        'f:labels': { '.': {}, 'f:app.kubernetes.io/managed-by': {}, 'f:app.kubernetes.io/part-of': {} },
      },
      'f:type': {},
    },
  },
];

function longPassword(index) {
  return `${digits(index, WIDTH.secret)}-`.repeat(LONG_BYTES / (WIDTH.secret + 1));
}

function base64(text) {
  return Buffer.from(text).toString('base64');
}
