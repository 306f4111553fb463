/**
 * Which try of the kubelet an answer is about: credentials that were tried and those that were not, what is told of the
 * first ones, and the way out that is named. Each secret has an outcome of its own here.
 */
import t from 'tap';
import type { PullOutcome } from '../src/core/registry-answer.js';
import { createKeyring } from '../src/core/secret/keyring.js';
import type { RegistryPort } from '../src/facts/registry-port.js';
import { assess } from '../src/index.js';
import { mergeSettings, NOW, podCreated } from './support/case.js';
import { GIVEN, REFUSED } from './support/registry.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

const IMAGE = 'registry.example.com/team/web:1.4.2';
const HIDDEN: PullOutcome = { result: 'not-found', what: 'repository', mayBeHidden: true };
const NO_TAG: PullOutcome = { result: 'not-found', what: 'tag', mayBeHidden: false };
const DENY = { probe: { deny: true } };

const secretOf = (name: string, key: string, password = 'secret-word-1', user = 'robot'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'shop' },
  type: 'kubernetes.io/dockerconfigjson',
  stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [key]: { username: user, password } } }) },
});

interface Asked {
  readonly image?: string;
  readonly objects: readonly KubeObject[];
  readonly names?: readonly string[];
  readonly anonymous?: PullOutcome;
  /** By the name of the secret; one that is left out was not tried. */
  readonly outcomes?: Readonly<Record<string, PullOutcome>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** By the name of the secret, how long ago in minutes. */
  readonly ago?: Readonly<Record<string, number>>;
  readonly nodes?: readonly string[];
  readonly spec?: object;
}

function portOf({ anonymous = REFUSED, outcomes = {}, ago = {}, nodes = [] }: Asked): RegistryPort {
  return {
    ask: ({ secrets, reference }) => ({
      state: 'found',
      value: {
        anonymous,
        at: NOW,
        nodes,
        source: 'remembered',
        attempts: createKeyring(secrets)
          .lookup(reference.repository)
          .flatMap(({ secret, entry }) => {
            const outcome = outcomes[secret];
            return outcome === undefined ? [] : [{ secret, entry, outcome, at: NOW - (ago[secret] ?? 0) * 60_000 }];
          }),
      },
    }),
  };
}

async function judged(asked: Asked) {
  const { image = IMAGE, objects, settings = DENY, spec } = asked;
  const names = asked.names ?? objects.map(({ metadata }) => metadata?.name ?? '');
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { imagePullSecrets: names.map((name) => ({ name })), containers: [{ name: 'web', image }], ...spec },
  };
  const context = { settings: mergeSettings(settings), state: stateOf(objects), now: NOW, registry: portOf(asked) };
  return assess(podCreated(object), context);
}

const said = async (asked: Asked): Promise<readonly string[]> =>
  (await judged(asked)).findings.map(({ code, action }) => `${code} ${action}`);

/** In the order of the kubelet: the longer key first. */
const A = secretOf('a', 'registry.example.com/team/web');
const B = secretOf('b', 'registry.example.com/team/');
const C = secretOf('c', 'registry.example.com');

t.test('what each of two credentials is told', async (t) => {
  const rows: readonly (readonly [first: PullOutcome | undefined, second: PullOutcome | undefined, said: string])[] = [
    [GIVEN, undefined, ''],
    [REFUSED, GIVEN, ''],
    [REFUSED, REFUSED, 'PG501 deny'],
    [REFUSED, undefined, ''],
    [undefined, REFUSED, ''],
    [REFUSED, HIDDEN, 'PG501 deny'],
    [HIDDEN, REFUSED, 'PG501 deny'],
    [HIDDEN, HIDDEN, 'PG502 deny'],
    [HIDDEN, GIVEN, ''],
    [HIDDEN, undefined, ''],
    [REFUSED, NO_TAG, 'PG502 deny'],
    [NO_TAG, REFUSED, 'PG502 deny'],
    [NO_TAG, GIVEN, ''],
    [REFUSED, { result: 'unreachable', why: 'timeout' }, 'PG504 warn'],
    [REFUSED, { result: 'rate-limited', limit: 'pulls', anonymous: false }, 'PG503 warn'],
    [{ result: 'rate-limited', limit: 'pulls', anonymous: false }, GIVEN, ''],
    [{ result: 'unreachable', why: 'timeout' }, GIVEN, ''],
    [REFUSED, { result: 'unknown', reason: 'no time' }, ''],
  ];
  for (const [first, second, expected] of rows) {
    const outcomes = { ...(first && { a: first }), ...(second && { b: second }) };
    const label = `${first?.result ?? 'not tried'}, ${second?.result ?? 'not tried'}`;
    t.equal((await said({ objects: [A, B], outcomes })).join(), expected, label);
  }
  const seen = await said({ objects: [A], outcomes: { a: GIVEN }, anonymous: NO_TAG });
  t.strictSame(seen, [], 'who is given it knows better than who may not look');
  const both = await said({ objects: [A], outcomes: { a: REFUSED }, anonymous: NO_TAG });
  t.strictSame(both, ['PG501 deny', 'PG502 deny'], 'each is true by itself');
});

t.test('a credential that cannot even be sent fails of itself', async (t) => {
  const broken: KubeObject = {
    ...secretOf('a', 'x'),
    stringData: {
      '.dockerconfigjson': JSON.stringify({
        auths: {
          'registry.example.com/team/web': {
            auth: Buffer.concat([Buffer.from('robot:'), Buffer.from([0xff, 0xfe])]).toString('base64'),
          },
        },
      }),
    },
  };
  const codes = async (outcomes: Asked['outcomes']) =>
    (await said({ objects: [broken, B], ...(outcomes && { outcomes }) })).filter((each) => each.startsWith('PG50'));
  t.strictSame(await codes({ b: REFUSED }), ['PG501 deny'], 'the next one counts');
  t.strictSame(await codes({ b: GIVEN }), []);
  t.strictSame(await codes({ a: REFUSED, b: REFUSED }), ['PG501 deny']);
});

t.test('the words of many tries', async (t) => {
  const objects = [A, B, C, secretOf('d', 'registry.example.com/te')];
  const outcomes = { a: REFUSED, b: HIDDEN, c: REFUSED, d: REFUSED };
  const [finding] = (await judged({ objects, outcomes, ago: { a: 1, c: 200 } })).findings;
  t.equal(
    finding?.because,
    'secret "a", key "registry.example.com/team/web": 401, the login is wrong, was withdrawn or has run out;' +
      ' secret "b", key "registry.example.com/team/": not there, or not shown to it;' +
      ' secret "d", key "registry.example.com/te": 401, the login is wrong, was withdrawn or has run out;' +
      ' and 1 more; the registry was asked 3 hours ago',
  );
  t.match(finding?.fix, { steps: [{ do: 'replace-secret', name: 'a' }] }, 'the first that is refused is mended');
  const later = await judged({ objects: [A, B], outcomes: { a: HIDDEN, b: REFUSED } });
  t.match(later.findings[0]?.fix, { steps: [{ do: 'replace-secret', name: 'b' }] });
});

t.test('the way out is a secret of the namespace that the list does not name, where one matches', async (t) => {
  const asked = { objects: [A, C], names: ['a'], outcomes: { a: REFUSED } };
  const [finding] = (await judged(asked)).findings;
  t.match(finding?.fix?.steps, [{ do: 'set-pull-secrets', names: ['c'] }]);
  const [tried] = (await judged({ ...asked, names: ['a', 'c'], outcomes: { a: REFUSED, c: REFUSED } })).findings;
  t.match(tried?.fix?.steps, [{ do: 'replace-secret', name: 'a' }], 'one that was refused, too, is none');
  const containers = [
    { name: 'web', image: IMAGE },
    { name: 'log', image: 'registry.k8s.io/pause:3.10' },
  ];
  const [beside] = (await judged({ ...asked, anonymous: REFUSED, spec: { containers } })).findings.filter(
    ({ code, uses }) => code === 'PG501' && uses.some(({ name }) => name === 'web'),
  );
  t.match(beside?.fix?.steps, [{ do: 'set-pull-secrets', names: ['c'] }], 'beside an image that is given');
});

t.test('a login that has run out by the word of the registry', async (t) => {
  for (const what of ['credential', 'either'] as const) {
    const [finding] = (await judged({ objects: [A], outcomes: { a: { ...REFUSED, what, expired: true } } })).findings;
    t.match(finding?.because, /: 401, the login has expired$/, what);
  }
});

t.test('a right that is missing is a matter of the token, and not where everybody may pull', async (t) => {
  const right: PullOutcome = { ...REFUSED, status: 403, what: 'permission' };
  const notesOf = async (asked: Omit<Asked, 'objects'>): Promise<string> =>
    (await judged({ objects: [A], ...asked })).findings[0]?.fix?.notes.join('; ') ?? '';
  t.match(await notesOf({ outcomes: { a: right } }), /^the token must be allowed to read "team\/web"; this replaces/);
  t.notMatch(await notesOf({ outcomes: { a: REFUSED } }), /must be allowed/);
  t.equal(
    await notesOf({ outcomes: { a: right }, anonymous: GIVEN }),
    'the image is public and needs no login; a bad one stops the pull',
  );
});

t.test('nodes that have a credential of their own come after all that is refused', async (t) => {
  const registries = { public: ['registry.example.com/team/'], nodeCredentials: ['registry.example.com'] };
  const settings = { registries, ...DENY };
  t.strictSame(await said({ objects: [A], outcomes: { a: REFUSED }, settings }), []);
  t.strictSame(await said({ objects: [], settings }), []);
  t.strictSame(await said({ objects: [], anonymous: HIDDEN, settings }), []);
  t.strictSame(await said({ objects: [], anonymous: NO_TAG, settings }), ['PG502 deny']);
  const cloud = { cluster: { provider: 'eks' }, ...DENY };
  const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2';
  const key = secretOf('a', '123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'secret-word-1', 'AWS');
  const onCloud = { image: ecr, settings: cloud };
  t.strictSame(await said({ objects: [key], outcomes: { a: REFUSED }, ...onCloud }), []);
  t.strictSame(await said({ objects: [], ...onCloud }), []);
  const other = { registries: { ...registries, nodeCredentials: ['quay.io'] }, ...DENY };
  t.strictSame(await said({ objects: [A], outcomes: { a: REFUSED }, settings: other }), ['PG501 deny']);
  t.strictSame(await said({ objects: [], anonymous: HIDDEN, settings: other }), ['PG502 deny']);
});

t.test('of a list that is not known whole nothing is certain', async (t) => {
  const state = instead(stateOf([A]), {
    secret: ({ name }) =>
      name === 'a'
        ? stateOf([A]).ask({ about: 'secret', namespace: 'shop', name }, {})
        : { state: 'unknown', reason: 'forbidden' },
  });
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { imagePullSecrets: [{ name: 'a' }, { name: 'b' }], containers: [{ name: 'web', image: IMAGE }] },
  };
  const settings = mergeSettings(DENY);
  const codes = async (asked: Omit<Asked, 'objects'>) => {
    const registry = portOf({ objects: [], ...asked });
    const { findings } = await assess(podCreated(object), { settings, state, now: NOW, registry });
    return findings.map(({ code, action }) => `${code} ${action}`).join();
  };
  t.equal(await codes({ outcomes: { a: REFUSED } }), 'PG501 warn');
  t.equal(await codes({ outcomes: { a: HIDDEN } }), 'PG502 warn');
  t.equal(await codes({ outcomes: { a: NO_TAG } }), 'PG502 deny', 'who may look has seen that it is not there');
});

t.test('what Docker Hub calls private under library/ is not there, and nowhere else', async (t) => {
  const absent: PullOutcome = { ...REFUSED, at: 'registry', what: 'either', mayBeAbsent: true };
  const settings = { registries: { public: ['docker.io', 'quay.io'] }, ...DENY };
  const codes = (image: string, anonymous: PullOutcome) => said({ objects: [], image, anonymous, settings });
  t.strictSame(await codes('docker.io/library/ngnix:1', absent), ['PG502 deny']);
  t.strictSame(await codes('docker.io/library/ngnix:1', { ...absent, what: 'credential' }), ['PG501 deny']);
  t.strictSame(await codes('docker.io/library/ngnix:1', { ...absent, mayBeAbsent: false }), ['PG501 deny']);
  t.strictSame(await codes('docker.io/acme/ngnix:1', absent), ['PG501 deny']);
  t.strictSame(await codes('quay.io/library/ngnix:1', absent), ['PG501 deny']);
  const fixOf = async (image: string) =>
    (await judged({ objects: [], image, anonymous: absent, settings })).findings[0]?.fix?.steps;
  const digest = `sha256:${'a'.repeat(64)}`;
  t.match(await fixOf(`docker.io/library/ngnix@${digest}`), [{ image: `docker.io/library/nginx@${digest}` }]);
  t.match(await fixOf('docker.io/library/zzzzzzzzz:1'), [{ image: 'REGISTRY/REPOSITORY:TAG' }]);
});

t.test('platforms of what was given', async (t) => {
  const codes = (platforms: readonly string[], nodes: readonly string[], spec: object = {}) =>
    said({ objects: [], anonymous: { result: 'pullable', platforms }, nodes, spec });
  t.strictSame(await codes(['linux/amd64'], ['linux/arm64']), ['PG505 deny']);
  t.strictSame(await codes([], ['linux/arm64']), []);
  t.strictSame(await codes(['unknown/unknown'], ['linux/arm64']), [], 'nothing but attestations');
  t.strictSame(
    await codes(['linux/amd64'], ['linux/arm64'], { os: { name: 'windows' } }),
    [],
    'no node of that system',
  );
  t.strictSame(await codes(['linux/amd64'], ['windows/amd64', 'linux/amd64'], { os: { name: 'windows' } }), [
    'PG505 deny',
  ]);
  const narrowed = { nodeSelector: { pool: 'a' } };
  t.strictSame(await codes(['linux/amd64'], ['linux/arm64'], narrowed), ['PG505 deny'], 'whichever of them it is');
  t.strictSame(await codes(['linux/amd64'], ['linux/arm64', 'linux/amd64'], narrowed), []);
  t.strictSame(await codes(['linux/amd64'], ['linux/arm64', 'linux/amd64']), ['PG505 warn']);
  const many = Array.from({ length: 9 }, (_, at) => `linux/p${at}`);
  const { findings } = await judged({
    objects: [],
    anonymous: { result: 'pullable', platforms: many },
    nodes: ['linux/arm64'],
  });
  t.match(
    findings[0]?.because,
    /^it has linux\/p0, linux\/p1, linux\/p2, linux\/p3, linux\/p4, linux\/p5 and 3 more; the/,
  );
});
