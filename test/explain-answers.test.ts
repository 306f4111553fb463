/** What `explain` shows of a registry's answers: each try, its age, and whether it was asked for this very report. */
import t from 'tap';
import { explainReport } from '../src/cli/explain/build.js';
import { renderExplanation } from '../src/cli/explain/text.js';
import type { PullOutcome } from '../src/core/registry-answer.js';
import { outcomeWords } from '../src/core/words/answer.js';
import { agoWords, spanWords } from '../src/core/words/span.js';
import { MOST_ASKED } from '../src/facts/answers.js';
import { explainImage, explainObject } from '../src/facts/explain.js';
import type { RegistryPort } from '../src/facts/registry-port.js';
import { parseImage } from '../src/index.js';
import { mergeSettings, NOW, podCreated } from './support/case.js';
import { GIVEN, REFUSED, type ScriptedAnswers, scriptedPort } from './support/registry.js';
import { stateOf } from './support/state.js';
import { type Block, matchTold, toTable } from './support/told.js';

const IMAGE = 'registry.example.com/team/web:1.4.2';
const OBJECTS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'regcred', namespace: 'shop' },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: {
      '.dockerconfigjson': JSON.stringify({
        auths: { 'registry.example.com': { username: 'robot', password: `ghp_${'a'.repeat(36)}` } },
      }),
    },
  },
];

async function explained(registry: RegistryPort | undefined, pullSecrets: readonly string[]) {
  const question = { image: IMAGE, namespace: 'shop', serviceAccount: '', pullSecrets };
  const context = { settings: mergeSettings({}), state: stateOf(OBJECTS), now: NOW, registry };
  return explainReport(await explainImage(question, context), { cluster: 'a test', policy: undefined });
}

const SCRIPTS: Readonly<Record<string, readonly [answers: ScriptedAnswers, secrets: readonly string[]]>> = {
  'everybody may pull it': [
    {
      [IMAGE]: {
        anonymous: {
          result: 'pullable',
          digest: `sha256:${'0'.repeat(64)}`,
          platforms: ['linux/amd64', 'linux/arm64'],
        },
        nodes: ['linux/amd64'],
      },
    },
    [],
  ],
  'the credential is refused, as it was remembered': [
    { [IMAGE]: { anonymous: { ...REFUSED, what: 'either' }, logins: { 'github-token': REFUSED }, ago: 200 } },
    ['regcred'],
  ],
  'nobody knows': [{}, ['regcred']],
};

t.test('the part of the report, in words', async (t) => {
  const told: Block[] = [];
  for (const [name, [answers, secrets]] of Object.entries(SCRIPTS)) {
    told.push([name, renderExplanation(await explained(scriptedPort(answers, NOW), secrets))]);
  }
  matchTold(t, 'explain-answers', told);
});

t.test('the same as a value', async (t) => {
  const { answers, registry } = await explained(
    scriptedPort({ [IMAGE]: { anonymous: REFUSED, ago: 200, nodes: ['linux/arm64'] } }, NOW),
    ['regcred'],
  );
  t.strictSame(answers, {
    state: 'found',
    why: '',
    tries: [
      {
        secret: '',
        key: '',
        result: 'refused',
        status: 401,
        says: 'refuses it (401)',
        source: 'remembered',
        ageSeconds: 200,
        asked: 'asked 3 minutes ago and remembered',
      },
      {
        secret: 'regcred',
        key: 'key "registry.example.com"',
        result: 'pullable',
        status: 0,
        says: 'gives it',
        source: 'remembered',
        ageSeconds: 200,
        asked: 'asked 3 minutes ago and remembered',
      },
    ],
    nodes: ['linux/arm64'],
  });
  t.match(registry, { need: 'private', setting: 'registries.unlisted' });
  const open = await explained(scriptedPort({ [IMAGE]: { anonymous: GIVEN } }, NOW), []);
  t.match(open.registry, { need: 'public', pattern: '', setting: 'the registry itself' });
  t.equal(open.verdict.outcome, 'admitted');
});

t.test('of an image too many it is said that it was not asked about', async (t) => {
  const containers = Array.from({ length: MOST_ASKED + 1 }, (_, at) => ({
    name: `c${at}`,
    image: `quay.io/a/b${at}:1`,
  }));
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { containers } };
  const context = { settings: mergeSettings({}), state: stateOf(OBJECTS), now: NOW, registry: scriptedPort({}, NOW) };
  const explanation = await explainObject(podCreated(object), context);
  t.strictSame([...(explanation?.facts.registry ?? [])].slice(-2), [
    ['quay.io/a/b99:1', { state: 'unknown', reason: 'the script has no answer' }],
    ['quay.io/a/b100:1', { state: 'unknown', reason: 'registries are asked about 100 images of an object at most' }],
  ]);
});

t.test('nothing is said where nobody asks', async (t) => {
  const report = await explained(undefined, []);
  t.notOk('answers' in report);
  t.notMatch(renderExplanation(report), /What the registry says/);
});

t.test('every outcome, in words', async (t) => {
  const outcomes: readonly PullOutcome[] = [
    { result: 'pullable' },
    { result: 'pullable', digest: 'sha256:abc', platforms: Array.from({ length: 30 }, (_, at) => `linux/p${at}`) },
    { ...REFUSED, status: 403 },
    { result: 'not-found', what: 'tag', mayBeHidden: false, nearestTag: '1.4.1' },
    { result: 'not-found', what: 'tag', mayBeHidden: false, nearestTag: '1.4\u202e"' },
    { result: 'not-found', what: 'repository', mayBeHidden: true },
    { result: 'rate-limited', limit: 'pulls', anonymous: true, until: NOW + 40 * 60_000 },
    { result: 'rate-limited', limit: 'requests', anonymous: false },
    { result: 'rate-limited', limit: 'requests', anonymous: false, until: NOW - 1 },
    ...(['name-unresolved', 'plain-http'] as const).map((why) => ({ result: 'unreachable', why }) as const),
    { result: 'unknown', reason: 'no time was left' },
  ];
  const parsed = parseImage('nginx');
  if (!parsed.ok) throw new Error('nginx is an image');
  const spans = [
    0,
    59_999,
    60_000,
    61_000,
    3_600_000,
    48 * 3_600_000,
    600_000,
    40 * 60_000,
    90 * 60_000,
    91 * 60_000,
    25 * 3_600_000,
    72 * 3_600_000,
  ];
  matchTold(t, 'answer-words', [
    ['outcomes', toTable(outcomes.map((each) => [each.result, outcomeWords(each, parsed.reference, NOW, true)]))],
    ['times', toTable(spans.map((ms) => [String(ms), agoWords(ms), spanWords(ms)]))],
  ]);
});
