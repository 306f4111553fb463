// @ts-check
/**
 * Objects and namespaces as somebody who wants to hold the webhook up would make them: a shape is a few numbers and
 * choices, and makes a review and what is in its namespace, within what the API server can send and store.
 */

/**
 * @typedef {object} Shape
 * @property {'Pod' | 'Deployment'} kind
 * @property {'CREATE' | 'UPDATE'} operation
 * @property {number} images
 * @property {'container' | 'volume'} place
 * @property {'distinct' | 'same' | 'labels' | 'long' | 'hub' | 'paths'} hosts
 * @property {'good' | 'latest' | 'missing' | 'invalid'} tags
 * @property {number} named secrets that the object names and that are there
 * @property {number} absent names that are not there
 * @property {number} keys of each named secret
 * @property {'plain' | 'wildcards' | 'stars' | 'paths' | 'near' | 'matching' | 'hub' | 'empty'} keyStyle
 * @property {'good' | 'expired' | 'no-user' | 'suspect' | 'legacy' | 'opaque' | 'malformed'} quality
 * @property {number} others secrets of the namespace that nobody names
 * @property {number} otherKeys
 * @property {'plain' | 'wildcards' | 'stars' | 'paths' | 'near' | 'matching' | 'hub' | 'empty'} otherStyle
 * @property {number} accounts
 * @property {number} accountList
 * @property {'off' | 'all'} injection
 */

/** @type {Shape} */
export const PLAIN = {
  kind: 'Pod',
  operation: 'CREATE',
  images: 1,
  place: 'container',
  hosts: 'distinct',
  tags: 'good',
  named: 1,
  absent: 0,
  keys: 3,
  keyStyle: 'plain',
  quality: 'good',
  others: 0,
  otherKeys: 3,
  otherStyle: 'plain',
  accounts: 0,
  accountList: 0,
  injection: 'off',
};

/** What a search may choose from, per property. */
export const CHOICES = {
  kind: ['Pod', 'Deployment'],
  operation: ['CREATE', 'UPDATE'],
  images: [1, 20, 100, 300, 500, 1000, 2500, 5000, 10_000, 20_000, 40_000],
  place: ['container', 'volume'],
  hosts: ['distinct', 'same', 'labels', 'long', 'hub', 'paths'],
  tags: ['good', 'latest', 'missing', 'invalid'],
  named: [0, 1, 2, 4, 8, 20, 200],
  absent: [0, 1, 8, 700, 15_000],
  keys: [0, 1, 3, 90, 250, 1000, 9000],
  keyStyle: ['plain', 'wildcards', 'stars', 'paths', 'near', 'matching', 'hub', 'empty'],
  quality: ['good', 'expired', 'no-user', 'suspect', 'legacy', 'opaque', 'malformed'],
  others: [0, 1, 20, 200, 1000, 5000],
  otherKeys: [0, 1, 3, 50, 250],
  otherStyle: ['plain', 'wildcards', 'stars', 'paths', 'near', 'matching', 'hub', 'empty'],
  accounts: [0, 10, 1000, 10_000],
  accountList: [0, 1, 20, 200],
  injection: ['off', 'all'],
};

const NAMESPACE = 'hostile';
/** The API server stores no larger Secret. */
const SECRET_BYTES = 1024 * 1024;
/** Of all Secrets. Of a namespace no more than 2 MiB of keys are held (src/cluster/bounds.ts); the logins come on top. */
const CLUSTER_BYTES = 6 * 1024 * 1024;
/** Of all ServiceAccounts. */
const ACCOUNT_BYTES = 24 * 1024 * 1024;
/** The webhook reads no larger body, and the API server sends hardly any. */
const BODY_BYTES = 8 * 1024 * 1024;

/**
 * @param {Shape} shape
 * @returns {{ readonly body: Buffer, readonly objects: readonly object[] } | undefined} undefined: too large
 */
export function makeShape(shape) {
  const objects = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }];
  let bytes = 0;
  const addSecrets = (/** @type {number} */ count, prefix, keys, style, quality) => {
    for (let index = 0; index < count; index += 1) {
      const secret = aSecret(`${prefix}-${index}`, keys, style, quality, index);
      bytes += secret.size;
      if (secret.size > SECRET_BYTES || bytes > CLUSTER_BYTES) return false;
      objects.push(secret.object);
    }
    return true;
  };
  if (!addSecrets(shape.named, 'named', shape.keys, shape.keyStyle, shape.quality)) return undefined;
  if (!addSecrets(shape.others, 'other', shape.otherKeys, shape.otherStyle, 'good')) return undefined;
  if (shape.accounts * (60 + shape.accountList * 20) > ACCOUNT_BYTES) return undefined;
  for (let index = 0; index < shape.accounts; index += 1) {
    const list = Array.from({ length: shape.accountList }, (_, at) => ({ name: `other-${(index * 7 + at) % 5000}` }));
    objects.push({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: `account-${index}`, namespace: NAMESPACE },
      imagePullSecrets: list,
    });
  }
  const body = Buffer.from(JSON.stringify(aReview(shape)));
  return body.length > BODY_BYTES ? undefined : { body, objects };
}

function aReview(shape) {
  const object = anObject(shape, 0);
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: 'b1d2c3d4-0000-0000-0000-000000000000',
      kind: { group: shape.kind === 'Pod' ? '' : 'apps', version: 'v1', kind: shape.kind },
      resource: { group: '', version: 'v1', resource: shape.kind === 'Pod' ? 'pods' : 'deployments' },
      namespace: NAMESPACE,
      operation: shape.operation,
      userInfo: { username: 'somebody', groups: ['system:authenticated'] },
      object,
      oldObject: shape.operation === 'UPDATE' ? anObject(shape, 1) : null,
      dryRun: false,
    },
  };
}

function anObject(shape, offset) {
  const names = [
    ...Array.from({ length: shape.named }, (_, index) => ({ name: `named-${index}` })),
    ...Array.from({ length: shape.absent }, (_, index) => ({ name: `absent-${index}` })),
  ];
  const images = Array.from({ length: shape.images }, (_, index) => imageOf(shape, index + offset));
  const spec = {
    ...(shape.place === 'container'
      ? { containers: images.map((image, index) => ({ name: `c${index}`, image })) }
      : {
          containers: [{ name: 'c', image: 'nginx:1.29' }],
          volumes: images.map((reference, index) => ({ name: `v${index}`, image: { reference } })),
        }),
    ...(names.length === 0 ? {} : { imagePullSecrets: names }),
  };
  const metadata = { name: 'hostile', namespace: NAMESPACE };
  return shape.kind === 'Pod'
    ? { apiVersion: 'v1', kind: 'Pod', metadata, spec }
    : { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { metadata: {}, spec } } };
}

function imageOf({ hosts, tags }, index) {
  const name = `${hostOf(hosts, index)}`;
  switch (tags) {
    case 'good':
      return `${name}:1.${index}`;
    case 'latest':
      return `${name}:latest`;
    case 'missing':
      return name;
    default:
      return `${name}:${'UPPER'.repeat(3)}//${index}`;
  }
}

function hostOf(hosts, index) {
  switch (hosts) {
    case 'distinct':
      return `regx-${index}.example.com/team/app`;
    case 'same':
      return `registry.example.com/team/app-${index}`;
    case 'labels':
      return `a${index}.b.c.d.e.f.g.h.example.com/team/app`;
    case 'long':
      return `${`aab${index}`.padEnd(60, 'a')}.${'ab'.repeat(30)}.example.com/team/app`;
    case 'hub':
      return `team-${index}/app`;
    default:
      return `registry.example.com/${'a/'.repeat(index % 100)}app-${index}`;
  }
}

function keyOf(style, index, secret) {
  const number = index + secret * 97;
  switch (style) {
    case 'plain':
      return `reg-${number}.example.com/team-${number}`;
    case 'wildcards':
      return `*-${number}.*.example.com`;
    case 'stars':
      return `a*a${'*a'.repeat(1 + (number % 20))}*b${number}*.*b*.example.com`;
    case 'paths':
      return `registry.example.com/${'a/'.repeat(number % 300)}${number}`;
    case 'near':
      return `https://regx-${number}.example.com:443/v1/team/app`;
    case 'matching':
      return `*${number % 10}.${'*'.repeat(1 + (number % 3))}.${number % 2 === 0 ? '*' : 'com'}${'/team'.slice(0, number % 6)}`;
    case 'hub':
      return number % 3 === 0 ? 'https://index.docker.io/v1/' : `docker.io/team-${number}`;
    default:
      return `x-${number}`;
  }
}

const PASSWORDS = { good: 'user:secret', expired: 'user:secret', 'no-user': ':secret', suspect: 'user:secret\n' };

/** A token that says itself that it is over. */
const EXPIRED = `eyJhbGciOiJub25lIn0.${Buffer.from('{"exp":1000000000}').toString('base64url')}.x`;

function aSecret(name, keys, style, quality, secret) {
  const auth = Buffer.from(quality === 'expired' ? `user:${EXPIRED}` : (PASSWORDS[quality] ?? 'user:secret')).toString(
    'base64',
  );
  const auths = Object.fromEntries(
    Array.from({ length: keys }, (_, index) => [keyOf(style, index, secret), style === 'empty' ? {} : { auth }]),
  );
  if (quality === 'malformed') auths['broken.example.com'] = { auth: '%%%' };
  const legacy = quality === 'legacy';
  const text = JSON.stringify(legacy ? auths : { auths });
  const dataKey = legacy ? '.dockercfg' : '.dockerconfigjson';
  const type = quality === 'opaque' ? 'Opaque' : `kubernetes.io/${dataKey.slice(1)}`;
  const object = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: NAMESPACE },
    type,
    data: { [dataKey]: Buffer.from(text).toString('base64') },
  };
  return { object, size: text.length };
}
