/**
 * `npm run memories -- [--cases N] [--seed S] [--dist DIR]`: nobody can tell what was remembered. So many reviews, drawn by
 * chance, are judged (and every fourth is asked what would be injected) as a long-running server does, with everything that it
 * remembers; and in another order by a copy of the build that has no memory of texts, on settings and secrets that nobody
 * has met. Every answer is the same to the letter, words, plan and patch included.
 *
 * The last line names a digest of all answers: two builds that answer alike print the same.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { imagesFrom, NAMESPACES, randomFrom, rawSecretsFrom, requestFrom, settingsFrom } from './drawn.mjs';

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    dist: { type: 'string', default: fileURLToPath(new URL('../../dist', import.meta.url)) },
  },
});
const CASES = Number(options.cases);
const NOW = Date.parse('2026-11-21T12:00:00Z');
/** Reviews that are judged one way, before they are judged the other way. */
const BATCH = 2000;

/** The functions of one build. */
async function engineOf(dist) {
  const load = (file) => import(new URL(file, pathToFileURL(`${dist}/`)));
  const [{ assess }, { inject }] = await Promise.all([load('facts/assess.js'), load('facts/inject.js')]);
  const [{ parsePullSecret }, { DEFAULT_SETTINGS }] = await Promise.all([
    load('core/secret/parse.js'),
    load('core/settings.js'),
  ]);
  return { acts: [assess, inject], parsePullSecret, DEFAULT_SETTINGS };
}

/** Finds everything each time. */
const NO_MEMORY = `export const createPool = () => ({ remembering: (find) => find });
export const createHeld = () => ({ get: () => undefined, set: () => {} });
`;

function withoutMemory(at) {
  cpSync(options.dist, at, { recursive: true });
  writeFileSync(join(at, 'package.json'), '{"type":"module"}');
  writeFileSync(join(at, 'core/memory.js'), NO_MEMORY);
  return engineOf(at);
}

const work = mkdtempSync(join(tmpdir(), 'pullgate-memories-'));
const usual = await engineOf(options.dist);
const forgetful = await withoutMemory(work);
rmSync(work, { recursive: true });
const { parsePullSecret, DEFAULT_SETTINGS } = usual;

const random = randomFrom(Number(options.seed));
const images = imagesFrom(random, 3000);
const settingsList = Array.from({ length: 8 }, () => ({ ...DEFAULT_SETTINGS, ...settingsFrom(random) }));
const secrets = new Map(
  NAMESPACES.map((namespace) => [namespace, rawSecretsFrom(random, namespace, NOW).map((raw) => parsePullSecret(raw))]),
);
const lists = Object.fromEntries(
  NAMESPACES.map((namespace) => [namespace, random(2) === 0 ? [] : ['regcred', 'gone']]),
);
const LABELS = {
  audited: { 'pullgate.dev/mode': 'audit' },
  off: { 'pullgate.dev/mode': 'off' },
  injected: { 'pullgate.dev/inject': 'enabled' },
};

const found = (value) => ({ state: 'found', value });
const accountOf = (namespace, name) => ({
  namespace,
  name,
  imagePullSecrets: lists[namespace],
  enforceMountable: false,
});

/** A cluster in memory, of these very objects. */
function stateOf(held) {
  const answers = {
    namespace: ({ namespace }) => found({ name: namespace, labels: LABELS[namespace] ?? {} }),
    serviceAccount: ({ namespace, name }) => found(accountOf(namespace, name)),
    serviceAccounts: ({ namespace }) => found([accountOf(namespace, 'default')]),
    secret: ({ namespace, name }) => {
      const secret = held.get(namespace).find((each) => each.name === name);
      return secret === undefined ? { state: 'absent' } : found(secret);
    },
    pullSecrets: ({ namespace }) => found(held.get(namespace)),
    namespacesWithSecret: () => found([]),
    imagesInUse: () => found([]),
  };
  return { ask: (question) => answers[question.about](question) };
}

/** What is answered, but for what is no data. */
async function answer({ admission, settings, act }, { acts }, held, settingsOf) {
  const context = { settings: settingsOf(settings), state: stateOf(held), now: NOW };
  return JSON.stringify(await acts[act](admission, context));
}

function draw(count) {
  return Array.from({ length: count }, (_, index) => {
    const { oldObject, ...request } = requestFrom(random, images);
    const admission = { uid: 'u', ...request, oldObject: () => oldObject };
    return { admission, settings: random(settingsList.length), act: index % 4 === 3 ? 1 : 0 };
  });
}

/** Objects as nobody has met them, so that nothing is remembered of them: the secrets each time, settings now and then. */
const copied = (namespace) => new Map([[namespace, structuredClone(secrets.get(namespace))]]);
const SETTINGS_KEPT = 25;
let copies = [];
const anew = (at) => (index) => {
  if (at % SETTINGS_KEPT === 0) copies = [];
  copies[index] ??= structuredClone(settingsList[index]);
  return copies[index];
};

const digest = createHash('sha256');
const decisions = new Map();
let different = 0;
for (let done = 0; done < CASES; done += BATCH) {
  const batch = draw(Math.min(BATCH, CASES - done));
  const remembered = [];
  for (const each of batch) remembered.push(await answer(each, usual, secrets, (index) => settingsList[index]));
  for (let at = batch.length - 1; at >= 0; at -= 1) {
    const again = await answer(batch[at], forgetful, copied(batch[at].admission.namespace), anew(at));
    if (again === remembered[at]) continue;
    different += 1;
    if (different < 4) process.stdout.write(`different:\n  ${remembered[at]}\n  ${again}\n`);
  }
  for (const text of remembered) {
    digest.update(text);
    const { decision } = JSON.parse(text);
    decisions.set(decision, (decisions.get(decision) ?? 0) + 1);
  }
}
const words = [...decisions].sort().map(([word, count]) => `${count} ${word}`);
process.stdout.write(`${CASES} reviews (${words.join(', ')}), ${different} different\n`);
process.stdout.write(`digest ${digest.digest('hex')}\n`);
process.exitCode = different === 0 ? 0 : 1;
