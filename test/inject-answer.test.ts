import t from 'tap';
import { injectionPatch } from '../src/core/inject/patch.js';
import type { Lookup } from '../src/core/types.js';
import type { AnswerTable } from '../src/facts/cluster-state.js';
import {
  ALL,
  anAccount,
  aPod,
  aSecret,
  GHCR,
  HUB,
  MALFORMED,
  mutate,
  PUBLIC,
  QUAY,
  type Request,
  settingsOf,
  short,
} from './support/injection.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

/** What is answered: the patch, what is not guessed, the second look, the audit log. */

t.test('the patch is the smallest one, and only adds', async (t) => {
  const note = (value: string) => ({ op: 'add', path: '/metadata/annotations/pullgate.dev~1injected', value });
  const rows: readonly (readonly [string, unknown, readonly string[], unknown])[] = [
    ['nothing to add', { metadata: {}, spec: {} }, [], []],
    [
      'no list, no annotations',
      { metadata: {}, spec: {} },
      ['a', 'b'],
      [
        { op: 'add', path: '/spec/imagePullSecrets', value: [{ name: 'a' }, { name: 'b' }] },
        { op: 'add', path: '/metadata/annotations', value: { 'pullgate.dev/injected': 'a,b' } },
      ],
    ],
    [
      'null for both',
      { metadata: { annotations: null }, spec: { imagePullSecrets: null } },
      ['a'],
      [
        { op: 'add', path: '/spec/imagePullSecrets', value: [{ name: 'a' }] },
        { op: 'add', path: '/metadata/annotations', value: { 'pullgate.dev/injected': 'a' } },
      ],
    ],
    [
      'a list and annotations',
      { metadata: { annotations: { x: 'y' } }, spec: { imagePullSecrets: [{ name: 'z' }] } },
      ['a', 'b'],
      [
        { op: 'add', path: '/spec/imagePullSecrets/-', value: { name: 'a' } },
        { op: 'add', path: '/spec/imagePullSecrets/-', value: { name: 'b' } },
        note('a,b'),
      ],
    ],
    [
      'an empty list',
      { metadata: { annotations: {} }, spec: { imagePullSecrets: [] } },
      ['a'],
      [{ op: 'add', path: '/spec/imagePullSecrets/-', value: { name: 'a' } }, note('a')],
    ],
    [
      'a second time, the note names all of it',
      {
        metadata: { annotations: { 'pullgate.dev/injected': 'a' } },
        spec: { imagePullSecrets: [{ name: 'z' }, { name: 'a' }] },
      },
      ['b'],
      [{ op: 'add', path: '/spec/imagePullSecrets/-', value: { name: 'b' } }, note('a,b')],
    ],
    [
      'a note that is not true of this Pod is not believed',
      {
        metadata: { annotations: { 'pullgate.dev/injected': 'x,,a' } },
        spec: { imagePullSecrets: [null, { name: 'a' }] },
      },
      ['b'],
      [{ op: 'add', path: '/spec/imagePullSecrets/-', value: { name: 'b' } }, note('a,b')],
    ],
  ];
  for (const [name, pod, add, ops] of rows) {
    t.strictSame(injectionPatch(pod, add), { state: 'made', ops, noted: true }, name);
  }
  const shapeless: readonly (readonly [string, unknown])[] = [
    ['an object of another shape', []],
    ['a list that is none', { metadata: {}, spec: { imagePullSecrets: 'x' } }],
    ['annotations that are none', { metadata: { annotations: [] }, spec: {} }],
    ['no spec', { metadata: {} }],
  ];
  for (const [name, pod] of shapeless) {
    t.strictSame(injectionPatch(pod, ['a']), { state: 'refused', why: 'shape' }, name);
  }
});

t.test('what could not be asked is never guessed', async (t) => {
  const known = stateOf([aSecret('a', { 'ghcr.io': 'good' }), aSecret('z', { 'quay.io': 'good' })]);
  const silent: Lookup<never> = { state: 'unknown', reason: 'the API server did not answer' };
  const answers = async (change: Partial<AnswerTable>, pod = aPod([GHCR]), settings = ALL) => {
    const answer = await mutate({ object: pod, cluster: instead(known, change), settings });
    return [short(answer), answer.auditAnnotations['injection-why'] ?? ''].join(': ');
  };
  const why = 'unknown []: the API server did not answer';
  t.match(await answers({}), /^add \[a\]/);
  t.equal(await answers({ pullSecrets: () => silent }), why);
  t.equal(await answers({ serviceAccount: () => silent }), why, 'its annotation may forbid it');
  t.equal(await answers({ namespace: () => silent }), why, 'its label may leave it out');
  t.equal(await answers({ namespace: async () => silent }, aPod([GHCR]), settingsOf({ mode: 'namespaces' })), why);
  t.equal(await answers({ secret: async () => silent }, aPod([GHCR], ['z'])), why, 'it may match, or do harm');
  t.match(await answers({ secret: async () => silent }, aPod([PUBLIC], ['z'])), /^not-needed/, 'nothing is lacking');
});

t.test('a name that is in the list is not added again, even if only one of two answers knows the secret', async (t) => {
  const state = stateOf([aSecret('a', { 'ghcr.io': 'good' })]);
  const cluster = instead(state, { secret: () => ({ state: 'absent' }) });
  const answer = await mutate({ object: aPod([GHCR], ['a']), cluster });
  t.equal(short(answer), 'no-help []');
});

t.test('a second look at the source finds what the cache does not know yet', async (t) => {
  const secret = aSecret('a', { 'ghcr.io': 'good' });
  let asked = 0;
  const later = stateOf([secret]);
  const fresh = instead(later, {
    pullSecrets: (...question) => {
      asked += 1;
      return later.ask(...question);
    },
  });
  t.equal(short(await mutate({ object: aPod([GHCR]), cluster: [], fresh })), 'add [a]');
  t.equal(asked, 1);
  t.equal(short(await mutate({ object: aPod([GHCR]), cluster: [secret], fresh })), 'add [a]');
  t.equal(short(await mutate({ object: aPod([PUBLIC]), cluster: [], fresh })), 'not-needed []');
  t.equal(asked, 1, 'what the cache serves costs no question');
});

t.test('audit annotations say what was added and why, or why nothing', async (t) => {
  const cases: readonly (readonly [string, KubeObject, readonly KubeObject[], Partial<Request>?])[] = [
    ['added', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'good' })]],
    [
      'ahead of a listed one',
      aPod([GHCR, QUAY], ['z']),
      [aSecret('z', { 'ghcr.io': 'good' }), aSecret('a', { 'quay.example.com': 'good', 'ghcr.io/acme': 'good' })],
    ],
    [
      'ahead of an anonymous pull',
      aPod([PUBLIC, GHCR]),
      [aSecret('a', { 'ghcr.io': 'good', 'registry.k8s.io': 'good' })],
    ],
    [
      'ahead of the nodes',
      aPod([QUAY, GHCR]),
      [aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'good' })],
      { settings: settingsOf({}, { registries: { nodeCredentials: ['quay.example.com'] } }) },
    ],
    [
      'all or none',
      aPod([GHCR, QUAY]),
      [aSecret('a', { 'ghcr.io': 'good' }), aSecret('b', { 'quay.example.com': 'expired' })],
    ],
    [
      'harm',
      aPod([HUB, GHCR], ['hub']),
      [aSecret('hub', { 'index.docker.io': 'good' }), aSecret('a', { '*.io': 'good' })],
    ],
    ['forbidden', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'good' }), anAccount([], true)]],
    [
      'selector',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' })],
      { settings: settingsOf({ selector: { matchLabels: { x: 'y' } } }) },
    ],
    [
      'registries',
      aPod([GHCR]),
      [aSecret('a', { 'ghcr.io': 'good' })],
      { settings: settingsOf({ registries: ['quay.io'] }) },
    ],
    ['no user', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'anonymous' })]],
    ['cannot work', aPod([GHCR]), [aSecret('a', { 'ghcr.io': 'hopeless' })]],
    ['spoils', aPod([GHCR, QUAY]), [aSecret('a', { 'ghcr.io': 'good', 'quay.example.com': 'expired' })]],
    ['malformed', aPod([GHCR], ['bad']), [aSecret('bad', MALFORMED)]],
    ['nothing matches', aPod([GHCR]), []],
    ['nothing lacks', aPod([PUBLIC]), []],
    ['mirror', aPod([GHCR], undefined, { annotations: { 'kubernetes.io/config.mirror': 'x' } }), []],
    [
      'hostile and long',
      aPod(Array.from({ length: 40 }, (_, index) => `ghcr.io/acme/${'a'.repeat(200)}${index}`)),
      [aSecret('a', { 'ghcr.io': 'good' })],
    ],
  ];
  const words: Record<string, unknown> = {};
  for (const [name, object, cluster, more] of cases) {
    const { auditAnnotations } = await mutate({ object, cluster, ...more });
    words[name] = auditAnnotations;
    for (const [key, value] of Object.entries(auditAnnotations)) {
      t.match(key, /^[a-z]+(-[a-z]+)*$/, 'a key that the API server takes');
      t.match(value, /^[ -~]{1,1024}$/, `${name}: printable ASCII, bounded`);
    }
  }
  t.matchSnapshot(words);
});
