// @ts-check
/**
 * Reviews, as bytes: whatever stands in them, an answer to that very review, in plain words and within bounds; and the same
 * answer however the same JSON is written. The last is what keeps the cut of `managedFields` and `oldObject` honest: a body
 * that is cut and one that cannot be must be judged alike, or a blank in the right place is a way around the policy. A patch
 * applies to the object as it was sent, and what it makes of it is not patched again.
 */
import { applyPatch } from 'rfc6902';
import { DEFAULT_SETTINGS } from '../../../dist/core/settings.js';
import { assess } from '../../../dist/facts/assess.js';
import { inject } from '../../../dist/facts/inject.js';
import { readManifests } from '../../../dist/manifests/read.js';
import { createManifestState } from '../../../dist/manifests/state.js';
import { decodeReview, encodeReview } from '../../../dist/webhook/review.js';
import { createRandom } from '../../oracle/random.mjs';
import { mutateJson, tryParse, writeJson } from '../mutate.mjs';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const LOGIN = Buffer.from('MARKuser:MARKpass').toString('base64');
/** Those of the corpus, so that its Pods are patched. */
const REGISTRIES = ['registry.example.com', 'registry.example.com:5000', 'ghcr.io', 'quay.io'];
const AUTHS = Object.fromEntries(REGISTRIES.map((registry) => [registry, { auth: LOGIN }]));
const CONFIG = Buffer.from(JSON.stringify({ auths: AUTHS })).toString('base64');
const MARKERS = ['MARKuser', 'MARKpass', LOGIN];
/** The cluster: one good secret, one that does not parse, a namespace where injection is on. */
const CLUSTER = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pullgate.dev/inject: "true"}}
---
apiVersion: v1
kind: Secret
metadata: {name: regcred, namespace: shop}
type: kubernetes.io/dockerconfigjson
data: {.dockerconfigjson: ${CONFIG}}
---
apiVersion: v1
kind: Secret
metadata: {name: broken, namespace: shop}
type: kubernetes.io/dockerconfigjson
data: {.dockerconfigjson: bm90IGpzb24=}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: default, namespace: shop}
`;
const state = createManifestState(readManifests(CLUSTER, 'cluster.yaml').objects, {
  offline: false,
  namespace: 'shop',
});
const settings = {
  ...DEFAULT_SETTINGS,
  injection: { ...DEFAULT_SETTINGS.injection, mode: /** @type {const} */ ('namespaces') },
};

let patched = 0;

/** @type {import('../types.js').Target<string>} */
export const review = {
  name: 'review',
  reached: () => ({ patched }),
  limitMs: (text) => 250 + text.length / 100,
  mutate: (random, text, others) => mutateJson(random, text, others, { valid: 0.85, twice: 0.5 }),
  async run(text) {
    const first = await answerTo(text);
    if (typeof first !== 'string') return first.wrong;
    if ((await answerTo(text)) !== first) return 'the second answer is another one';
    const parsed = tryParse(text);
    // No API server sends it. What is wrong inside of what is cut out, nobody looks at.
    if (parsed === undefined) return undefined;
    const wrong = await faultOfPatch(text, first);
    if (wrong !== undefined) return wrong;
    for (const other of [
      JSON.stringify(parsed),
      JSON.stringify(parsed, undefined, 1),
      writeJson(createRandom(text.length), parsed, { twice: false }),
    ]) {
      if ((await answerTo(other)) !== first) return 'written in another way it is answered in another way';
    }
    return undefined;
  },
};

/** The answer as text, '400', or what is wrong with it. @param {string} text @returns {Promise<string | { wrong: string }>} */
async function answerTo(text) {
  const decoded = decodeReview(Buffer.from(text, 'utf8'));
  if (!decoded.ok) return '400';
  const { admission, apiVersion } = decoded;
  const parts = [];
  for (const act of [assess, inject]) {
    const assessment = await act(admission, { settings, state, now: NOW });
    const body = encodeReview(apiVersion, admission, assessment);
    const wrong = faultOf(body, admission.uid);
    if (wrong !== undefined) return { wrong };
    parts.push(body);
  }
  return parts.join('\n');
}

/**
 * What the API server would make of the patch, and what comes of a second call, as with `reinvocationPolicy`.
 * @param {string} text @param {string} answer what `answerTo` gave
 * @returns {Promise<string | undefined>}
 */
async function faultOfPatch(text, answer) {
  const operations = patchIn(answer);
  if (operations === undefined) return undefined;
  patched += 1;
  const review = JSON.parse(text);
  const failed = applyPatch(review.request.object, operations).find((each) => each !== null);
  if (failed !== undefined) return `the patch does not apply: ${failed.message}`;
  const again = await answerTo(JSON.stringify(review));
  if (typeof again !== 'string') return again.wrong;
  return patchIn(again) === undefined ? undefined : 'what is patched is patched again';
}

/** @param {string} answer what `answerTo` gave @returns {import('rfc6902').Operation[] | undefined} */
function patchIn(answer) {
  const { response } = JSON.parse(answer.split('\n').at(-1) ?? '');
  if (response?.patch === undefined) return undefined;
  return JSON.parse(Buffer.from(response.patch, 'base64').toString('utf8'));
}

/** @param {string} body @param {string} uid */
function faultOf(body, uid) {
  /** @type {any} */
  const { response } = JSON.parse(body);
  if (response.uid !== uid) return `the answer is for ${response.uid}, not ${uid}`;
  if (typeof response.allowed !== 'boolean') return 'no verdict';
  const message = response.status?.message ?? '';
  if (!response.allowed && message === '') return 'a denial without words';
  if (message.length > 2000) return `a denial of ${message.length} characters`;
  if (/[^\n -~]/.test(message)) return 'a denial that is not ASCII';
  const warnings = response.warnings ?? [];
  if (warnings.join('').length > 4096) return 'warnings that are cut';
  if (warnings.some((/** @type {string} */ each) => /[^ -~]/.test(each))) return 'a warning that is not ASCII';
  const leaked = MARKERS.find((marker) => body.includes(marker));
  return leaked === undefined ? undefined : `${leaked} is in the answer`;
}
