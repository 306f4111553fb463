/**
 * The three reviews that are measured (design 10.2), made from recorded ones: the bytes that the API
 * server would send, compact and in its field order. Nothing in here is random.
 */
import { readFileSync } from 'node:fs';

function recorded(name) {
  const url = new URL(`../fixtures/admissionreviews/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

/** A review that is allowed: every image is pinned, and the pod names a secret for the private registries. */
function allowed(review) {
  for (const object of [review.request.object, review.request.oldObject]) {
    if (object === null) continue;
    const { spec } = object;
    object.spec = { ...spec, imagePullSecrets: [{ name: 'regcred' }] };
    for (const container of [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])]) {
      if (!/[:@]/.test(container.image)) container.image += ':1.36';
    }
  }
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
    spec.containers.push({ ...first, name, image, env, resources });
    owned[`k:{"name":"${name}"}`] = { ...ownedFirst, 'f:env': ownedEnv };
  }
}

function withContainers(name, count) {
  const review = allowed(recorded(name));
  const { object, oldObject } = review.request;
  addContainers(object, count);
  if (oldObject !== null) addContainers(oldObject, count);
  return review;
}

function payload(name, review) {
  const { uid } = review.request;
  return { name, uid, body: Buffer.from(JSON.stringify(review)) };
}

export const PAYLOADS = [
  payload('create', withContainers('003-validate-create-pod', 1)),
  payload('update', withContainers('015-validate-update-pod', 1)),
  payload('large', withContainers('003-validate-create-pod', 123)),
];
