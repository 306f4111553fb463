/**
 * Reviews of Pods of a cluster of growing.mjs, written over the bytes of the one before: what an API server sends, all
 * allowed. They go over `among` secrets, spread over all that there are, each with so many Pods; where that is the same in
 * two clusters, what is remembered of a review is, too, and only what is held differs.
 */
import { readFileSync } from 'node:fs';
import { namespaceName, registryName, registryOf, secretName, WIDTH } from './growing.mjs';

const PODS_EACH = 40;
const APP_WIDTH = 5;
/** In place of numbers: what no review has. */
const MARKS = { namespace: '~n~', secret: '~s~', registry: '~r~', app: '~a~' };

/** A function that makes the next review; the buffer is the same each time. */
export function reviewsOf({ secrets, namespaces, images, among }) {
  const { bytes, places } = template(images);
  const step = Math.floor(secrets / among);
  let turn = 0;
  return () => {
    turn += 1;
    // As good as random, over all of them before one comes again, and the same in each run.
    const pod = (turn * 7_919) % (among * PODS_EACH);
    const place = pod % among;
    const secret = place * step + ((place * 7) % step);
    const app = Math.floor(pod / among) * images;
    write(bytes, places.namespace, secret % namespaces, WIDTH.namespace);
    write(bytes, places.secret, secret, WIDTH.secret);
    write(bytes, places.registry, registryOf(secret), WIDTH.registry);
    for (const [index, at] of places.app.entries()) writeAt(bytes, at, app + index, APP_WIDTH);
    return bytes;
  };
}

function write(bytes, places, value, width) {
  for (const place of places) writeAt(bytes, place, value, width);
}

function writeAt(bytes, place, value, width) {
  let rest = value;
  for (let at = place + width - 1; at >= place; at -= 1) {
    bytes[at] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

function template(images) {
  const text = JSON.stringify(withImages(recorded(), images)).replaceAll(
    /(\\?"namespace\\?":\\?")shop/g,
    `$1${marked(namespaceName(0), MARKS.namespace, WIDTH.namespace)}`,
  );
  const places = { namespace: [], secret: [], registry: [], app: [] };
  const widths = { ...WIDTH, app: APP_WIDTH };
  // Each mark becomes as many digits as its number has.
  const parts = text.split(/(~[nsra]~)/);
  let made = '';
  for (const part of parts) {
    const [name] = Object.entries(MARKS).find(([, mark]) => mark === part) ?? [];
    if (name === undefined) made += part;
    else {
      places[name].push(made.length);
      made += '0'.repeat(widths[name]);
    }
  }
  // The recorded review is ASCII, so characters are bytes.
  return { bytes: Buffer.from(made), places };
}

/** `ns-00000` as `ns-~n~`. */
function marked(name, mark, width) {
  return name.replace('0'.repeat(width), mark);
}

function withImages(review, images) {
  const { spec, metadata } = review.request.object;
  const image = `${marked(registryName(0), MARKS.registry, WIDTH.registry)}/team/app-${MARKS.app}:1.4.2`;
  const [first] = spec.containers;
  const owned = metadata.managedFields[0].fieldsV1['f:spec']['f:containers'];
  const [ownedFirst] = Object.values(owned);
  const names = Array.from({ length: images }, (_, index) => `worker-${index}`);
  spec.containers = names.map((name) => ({ ...first, name, image }));
  metadata.managedFields[0].fieldsV1['f:spec']['f:containers'] = Object.fromEntries(
    names.map((name) => [`k:{"name":"${name}"}`, ownedFirst]),
  );
  delete spec.initContainers;
  spec.volumes = spec.volumes.filter((volume) => volume.image === undefined);
  spec.imagePullSecrets = [{ name: marked(secretName(0), MARKS.secret, WIDTH.secret) }];
  return review;
}

function recorded() {
  const url = new URL('../fixtures/admissionreviews/003-validate-create-pod.json', import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}
