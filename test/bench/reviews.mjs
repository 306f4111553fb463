/**
 * The reviews that are measured, made from recorded ones: the bytes that the API server would send, compact and in its
 * field order. Nothing in here is random. No two reviews of a group are equal: each has its own uid, name and main image,
 * and they go over 50 namespaces, because a stream of one review flatters every cache. All groups together run some 10,000
 * images, as many as a large cluster.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export const NAMESPACES = 50;
export const plainNamespace = (index, namespaces = NAMESPACES) => `shop-${index % namespaces}`;
/** Those with the label of injection. */
export const injectNamespace = (index, namespaces = NAMESPACES) => `inject-${index % namespaces}`;

/** Of every namespace that is measured: it serves all private registries of the reviews but one. */
export const PULL_SECRET = 'regcred';
export const SERVED = ['registry.example.com:5000', 'registry.example.com', 'ghcr.io/acme', 'quay.io'];
/** Of what is denied for its pull secrets. */
export const UNSERVED = 'registry.example.net';

const DIGEST = /[0-9a-f]{64}/g;

const create = () => allowed(withContainers('003-validate-create-pod', 1));
const large = () => allowed(withContainers('003-validate-create-pod', 123));
const unpinned = (review) => withMainImage(review, `${SERVED[0]}/team/app:latest`);
const unserved = (review) => withMainImage(review, `${UNSERVED}/team/app:1.0.0`);

const PACED = { perSecond: 250 };

/**
 * What is measured of a webhook. `allowed` and `patched` are what Pullgate must answer; a server that decides nothing
 * allows everything.
 *
 * `perSecond`: a denial waits for the API server, and the server rests meanwhile. What a processor forgets while it rests
 * makes every program several times as dear, so that these are measured at a pace that is the same for all.
 */
export const GROUPS = [
  group('create', 'a Pod is created, allowed', create),
  group('update', 'a Pod is changed, allowed', () => allowed(withContainers('015-validate-update-pod', 1))),
  group('large', 'a Pod with 124 containers is created, allowed', large, { count: 500 }),
  group('deny-object', 'denied for what the Pod itself says', () => unpinned(create()), { allowed: false, ...PACED }),
  group('deny-cluster', 'denied for its pull secrets, after a second look', () => unserved(create()), {
    allowed: false,
    ...PACED,
  }),
  group('mutate-nothing', 'injection, nothing to add', create, { webhook: 'mutate' }),
  group('mutate-add', 'injection, one secret to add', () => withoutSecrets(create()), {
    webhook: 'mutate',
    patched: true,
  }),
];

function group(name, title, make, more = {}) {
  return { name, title, make, webhook: 'validate', count: 1000, allowed: true, ...more };
}

/** In bytes; its reviews differ by a few. */
export function sizeOf({ make }) {
  return JSON.stringify(make()).length;
}

/** The bodies of a group, each with its uid; over so many namespaces. */
export function reviewsOf({ name, webhook, make, count }, namespaces = NAMESPACES) {
  const review = make();
  const text = JSON.stringify(review);
  const { uid, name: pod } = review.request;
  const namespaceOf = webhook === 'mutate' ? injectNamespace : plainNamespace;
  return Array.from({ length: count }, (_, index) => {
    const own = uidOf(`${name} ${index}`);
    const body = text
      .replaceAll(uid, own)
      .replace(`"name":"${pod}","namespace"`, `"name":"${pod}-${index}","namespace"`)
      .replace(`"metadata":{"name":"${pod}"`, `"metadata":{"name":"${pod}-${index}"`)
      .replace(/(\\?"namespace\\?":\\?")shop/g, `$1${namespaceOf(index, namespaces)}`)
      .replaceAll('team/app', `team-${index % 25}/app-${index}`)
      .replaceAll('acme/', `acme/v${index % NAMESPACES}-`)
      .replace(DIGEST, (digest) => hash(`${digest} ${index}`));
    return { uid: own, body: Buffer.from(body) };
  });
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}

function uidOf(text) {
  const hex = hash(text);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

function recorded(name) {
  const url = new URL(`../fixtures/admissionreviews/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

function objectsOf({ request }) {
  return [request.object, request.oldObject].filter((object) => object !== null);
}

/** A review that is allowed: every image is pinned, and the pod names a secret for the private registries. */
function allowed(review) {
  for (const object of objectsOf(review)) {
    object.spec.imagePullSecrets = [{ name: PULL_SECRET }];
    for (const container of [...object.spec.containers, ...object.spec.initContainers]) {
      if (!/[:@]/.test(container.image)) container.image += ':1.36';
    }
  }
  return review;
}

function withoutSecrets(review) {
  for (const { spec } of objectsOf(review)) delete spec.imagePullSecrets;
  return review;
}

function withMainImage(review, image) {
  for (const { spec } of objectsOf(review)) spec.containers[0].image = image;
  return review;
}

function withContainers(name, count) {
  const review = recorded(name);
  for (const object of objectsOf(review)) addContainers(object, count);
  return review;
}

/** Adds containers to a pod of the API server, each with its variables and its share of the managed fields. */
function addContainers({ spec, metadata }, count) {
  const owned = metadata.managedFields[0].fieldsV1['f:spec']['f:containers'];
  const [first] = spec.containers;
  const [ownedFirst] = Object.values(owned);
  for (let i = 0; i < count; i++) {
    const name = `worker-${i}`;
    const env = [];
    const ownedEnv = { '.': {} };
    for (let j = 0; j < 8; j++) {
      const key = `SETTING_${i}_${j}`;
      env.push({ name: key, value: `value of setting ${j} of worker ${i}` });
      ownedEnv[`k:{"name":"${key}"}`] = { '.': {}, 'f:name': {}, 'f:value': {} };
    }
    const image = `ghcr.io/acme/worker-${i}:1.${i}`;
    const resources = { limits: { cpu: '500m', memory: '256Mi' }, requests: { cpu: '100m', memory: '128Mi' } };
    const { name: _name, image: _image, resources: _resources, ...rest } = first;
    // In the order of the API server's own type.
    spec.containers.push({ name, image, env, resources, ...rest });
    owned[`k:{"name":"${name}"}`] = { ...ownedFirst, 'f:env': ownedEnv };
  }
}
