/**
 * What is made of a registry's answer: which try counts, what it clears, what it warns of, and what it may deny. The words
 * are in test/rules (fixtures PG501 to PG505); here are the tables.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { loadConfig } from '../src/config/load.js';
import type { PullOutcome } from '../src/core/registry-answer.js';
import { NO_ANSWERS, openRepositories, type RegistryAnswers, registryKey } from '../src/core/registry-facts.js';
import { RULES } from '../src/core/rules/index.js';
import type { Settings } from '../src/core/settings.js';
import { MOST_ASKED } from '../src/facts/answers.js';
import type { PullQuestion, RegistryPort } from '../src/facts/registry-port.js';
import { assess, inject, parseImage } from '../src/index.js';
import { assessCase, mergeSettings, NOW, podCreated, readCase } from './support/case.js';
import { GIVEN, REFUSED, type ScriptedAnswer, scriptedPort } from './support/registry.js';
import { instead, type KubeObject, stateOf } from './support/state.js';
import { matchTold, toTable } from './support/told.js';

const IMAGE = 'registry.example.com/team/web:1.4.2';
/** A login of this class is the one that the script speaks of. */
const TOKEN = `ghp_${'a'.repeat(36)}`;

const secretOf = (name: string, server: string, password = TOKEN, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'shop' },
  type: 'kubernetes.io/dockerconfigjson',
  stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [server]: { username: 'robot', password } } }) },
  ...more,
});

interface Asked {
  readonly image?: string;
  readonly names?: readonly string[];
  readonly objects?: readonly KubeObject[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly registry?: RegistryPort | undefined;
}

function podOf({ image = IMAGE, names = [], spec = {} }: Asked): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      imagePullSecrets: names.map((name) => ({ name })),
      containers: [{ name: 'web', image }],
      ...spec,
    },
  };
}

async function judged(asked: Asked) {
  const { objects = [], settings = {}, registry } = asked;
  const context = { settings: mergeSettings(settings), state: stateOf(objects), now: NOW, registry };
  return assess(podCreated(podOf(asked)), context);
}

const port = (scripted: ScriptedAnswer, image = IMAGE): RegistryPort => scriptedPort({ [image]: scripted }, NOW);

const OUTCOMES: Readonly<Record<string, PullOutcome>> = {
  pullable: GIVEN,
  'wrong login': REFUSED,
  'no right': { ...REFUSED, status: 403, at: 'registry', what: 'permission' },
  'either or absent': { ...REFUSED, at: 'registry', what: 'either', mayBeAbsent: true },
  'no tag': { result: 'not-found', what: 'tag', mayBeHidden: false },
  'no repository, or hidden': { result: 'not-found', what: 'repository', mayBeHidden: true },
  'limit of pulls': { result: 'rate-limited', limit: 'pulls', anonymous: true },
  unreachable: { result: 'unreachable', why: 'timeout' },
  unknown: { result: 'unknown', reason: 'no time' },
};

const REGISTRIES: Readonly<Record<string, Partial<Settings['registries']>>> = {
  private: {},
  public: { public: ['registry.example.com'] },
  node: { nodeCredentials: ['registry.example.com'] },
  'unlisted public': { unlisted: 'public' },
};

t.test('each answer, with and without a credential, for each kind of registry', async (t) => {
  const rows: string[][] = [['registry', 'secret', 'answer', 'warns', 'with probe.deny']];
  for (const [kind, registries] of Object.entries(REGISTRIES)) {
    for (const isNamed of [false, true]) {
      for (const [name, outcome] of Object.entries(OUTCOMES)) {
        const scripted = isNamed
          ? { anonymous: { ...REFUSED, what: 'either' } as const, logins: { 'github-token': outcome } }
          : { anonymous: outcome };
        const asked = {
          objects: [secretOf('regcred', 'registry.example.com')],
          names: isNamed ? ['regcred'] : [],
          registry: port(scripted),
        };
        const cells = await Promise.all(
          [false, true].map(async (deny) => {
            const { findings } = await judged({ ...asked, settings: { registries, probe: { deny } } });
            return findings.map(({ code, action }) => `${code} ${action}`).join(', ');
          }),
        );
        rows.push([kind, isNamed ? 'matches' : 'none named', name, ...cells]);
      }
    }
  }
  matchTold(t, 'registry-answers', [['codes and actions', toTable(rows)]]);
});

t.test('a denial is never made of a limit, of the network, or of what is not known', async (t) => {
  for (const name of ['limit of pulls', 'unreachable', 'unknown'] as const) {
    const rules = Object.fromEntries(['PG501', 'PG502', 'PG503', 'PG504', 'PG505'].map((code) => [code, 'deny']));
    const settings = { registries: { public: ['registry.example.com'] }, probe: { deny: true }, rules };
    const { allowed } = await judged({ settings, registry: port({ anonymous: OUTCOMES[name] ?? GIVEN }) });
    t.ok(allowed, name);
  }
});

t.test('what an operator says of one rule', async (t) => {
  const registry = port({ anonymous: GIVEN, logins: { 'github-token': REFUSED } });
  const asked = { objects: [secretOf('regcred', 'registry.example.com')], names: ['regcred'], registry };
  const actionOf = async (rules: Settings['rules'], deny: boolean) => {
    const { findings } = await judged({ ...asked, settings: { rules, probe: { deny } } });
    return findings.map(({ code, action }) => `${code} ${action}`).join();
  };
  t.equal(await actionOf({ PG501: 'deny' }, false), 'PG501 warn', 'evidence never denies unless told');
  t.equal(await actionOf({ PG501: 'deny' }, true), 'PG501 deny');
  t.equal(await actionOf({ PG501: 'warn' }, true), 'PG501 warn');
  t.equal(await actionOf({ PG501: 'audit' }, true), 'PG501 audit');
  t.equal(await actionOf({ PG501: 'off' }, true), '');
});

// ------------------------------------------------------------------------------------------------------------ clearing

const LACKING: Readonly<Record<string, Asked>> = {
  PG201: {},
  PG202: { names: ['gone'] },
  PG204: { names: ['odd'], objects: [secretOf('odd', 'registry.example.com', 'x', { type: 'Opaque' })] },
  PG205: { names: ['regcred'], objects: [secretOf('regcred', 'registry.example.com:5000')] },
  PG206: { objects: [secretOf('regcred', 'registry.example.com')] },
  PG302: { names: ['regcred'], objects: [secretOf('regcred', 'registry.example.com', '')] },
  PG402: {
    names: ['other'],
    objects: [
      secretOf('other', 'quay.io'),
      secretOf('regcred', 'registry.example.com'),
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace: 'shop' },
        imagePullSecrets: [{ name: 'regcred' }],
      },
    ],
  },
  PG403: {
    objects: [
      secretOf('regcred', 'registry.example.com'),
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'builder', namespace: 'shop' },
        imagePullSecrets: [{ name: 'regcred' }],
      },
    ],
  },
  PG404: {
    objects: [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    ],
    settings: {
      registries: {
        nodeCredentials: [
          {
            name: 'acme',
            matchImages: ['registry.example.com'],
            tokenAttributes: {
              requireServiceAccount: true,
              requiredServiceAccountAnnotationKeys: ['acme.example/role'],
            },
          },
        ],
      },
    },
  },
};

t.test('a registry that gives it to everybody clears every want of a credential', async (t) => {
  for (const [code, asked] of Object.entries(LACKING)) {
    const before = await judged(asked);
    t.notOk(before.allowed, `${code} denies`);
    t.ok(
      before.findings.some((each) => each.code === code),
      `${code}: ${before.findings.map((each) => each.code)}`,
    );
    const cleared = await judged({ ...asked, registry: port({ anonymous: GIVEN }) });
    t.ok(cleared.allowed, `${code} is cleared`);
    t.notOk(
      cleared.findings.some((each) => each.code === code),
      `${code} is not said`,
    );
    for (const [name, outcome] of Object.entries(OUTCOMES)) {
      if (outcome.result === 'pullable') continue;
      const { allowed, findings } = await judged({ ...asked, registry: port({ anonymous: outcome }) });
      t.notOk(allowed, `${code}: "${name}" clears nothing`);
      t.ok(
        findings.some((each) => each.code === code),
        `${code} is still said after "${name}"`,
      );
    }
  }
});

t.test('it clears what an operator listed as private, and the whole repository, and nothing of another', async (t) => {
  const settings = { registries: { private: ['registry.example.com/team/'] } };
  t.notOk((await judged({ settings })).allowed);
  t.ok((await judged({ settings, registry: port({ anonymous: GIVEN }) })).allowed);
  const two = [
    { name: 'a', image: IMAGE },
    { name: 'b', image: IMAGE.replace('1.4.2', '1.5.0') },
  ];
  t.ok((await judged({ spec: { containers: two }, registry: port({ anonymous: GIVEN }) })).allowed);
  const other = [...two, { name: 'c', image: IMAGE.replace('web', 'web2') }];
  const { findings } = await judged({ spec: { containers: other }, registry: port({ anonymous: GIVEN }) });
  t.strictSame(
    findings.map(({ code, uses }) => [code, uses.map(({ name }) => name)]),
    [['PG201', ['c']]],
  );
});

t.test('it never makes a bad credential a good one: nobody tries without after it', async (t) => {
  const expired = secretOf('regcred', 'registry.example.com', jwt(Date.parse('2026-01-01T00:00:00Z') / 1000));
  const { allowed, findings } = await judged({
    objects: [expired],
    names: ['regcred'],
    registry: port({ anonymous: GIVEN, logins: { jwt: REFUSED } }),
  });
  t.notOk(allowed);
  t.strictSame(
    findings.map(({ code }) => code),
    ['PG303'],
    'and PG501 does not repeat it',
  );
  t.strictSame(
    findings[0]?.fix?.steps.map((step) => step.do),
    ['set-pull-secrets'],
    'the way out is to leave it out',
  );
});

function jwt(exp: number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ exp })}.c2lnbmF0dXJl`;
}

t.test('a short name that Docker Hub gives to everybody was not forgotten', async (t) => {
  for (const image of ['acme/app:1.4.2', 'video-encoder:v3']) {
    const settings = { registries: { public: ['docker.io'] } };
    const asked = { image, names: ['regcred'], objects: [secretOf('regcred', 'registry.example.com')], settings };
    const codes = async (registry?: RegistryPort) =>
      (await judged({ ...asked, registry })).findings.map(({ code }) => code);
    const parsed = parseImage(image);
    const key = parsed.ok ? registryKey(parsed.reference) : '';
    t.strictSame(await codes(), ['PG105'], image);
    t.strictSame(await codes(port({ anonymous: GIVEN }, key)), [], image);
    t.strictSame(await codes(port({ anonymous: OUTCOMES['unknown'] ?? GIVEN }, key)), ['PG105'], image);
  }
});

// -------------------------------------------------------------------------------------------------------------- asking

t.test('each distinct image that is pulled is asked about once, with the secrets that are there', async (t) => {
  const seen: PullQuestion[] = [];
  const registry = scriptedPort({}, NOW, seen);
  const containers = [
    { name: 'a', image: IMAGE },
    { name: 'b', image: IMAGE },
    { name: 'c', image: 'nginx' },
    { name: 'd', image: 'docker.io/library/nginx:latest' },
    { name: 'e', image: 'registry.example.com/never:1', imagePullPolicy: 'Never' },
    { name: 'f', image: 'registry.example.com/kept:1', imagePullPolicy: 'IfNotPresent' },
    { name: 'g', image: 'not valid' },
  ];
  const objects = [secretOf('regcred', 'registry.example.com'), secretOf('second', 'quay.io')];
  const settings = { images: { preloaded: ['registry.example.com/kept'] } };
  await judged({ spec: { containers }, names: ['second', 'gone', 'regcred'], objects, settings, registry });
  t.strictSame(
    seen.map(({ reference }) => registryKey(reference)),
    [IMAGE, 'docker.io/library/nginx:latest'],
  );
  for (const { secrets, namespace } of seen) {
    t.strictSame(
      secrets.map(({ name }) => name),
      ['second', 'regcred'],
    );
    t.equal(namespace, 'shop');
  }
});

t.test('nobody is asked of what is not pulled, not known, not heard, or of a static pod', async (t) => {
  const rows: Readonly<Record<string, Asked>> = {
    'a malformed secret stops every pull': {
      names: ['bad'],
      objects: [
        secretOf('bad', 'x', 'y', { stringData: { '.dockerconfigjson': '{"auths":{"quay.io":{"auth":"!!!"}}}' } }),
      ],
    },
    'a mode that is off': { settings: { mode: 'off' } },
    'an exemption of all': { settings: { exemptions: [{ namespaces: ['shop'] }] } },
    'injection alone': {},
  };
  for (const [name, asked] of Object.entries(rows)) {
    const seen: PullQuestion[] = [];
    const registry = scriptedPort({}, NOW, seen);
    if (name === 'injection alone') {
      const settings = mergeSettings({ injection: { mode: 'all' } });
      await inject(podCreated(podOf(asked)), { settings, state: stateOf([]), now: NOW, registry });
    } else await judged({ ...asked, registry });
    t.equal(seen.length, 0, name);
  }
  const seen: PullQuestion[] = [];
  const mirror = podOf({});
  const object = { ...mirror, metadata: { ...mirror.metadata, annotations: { 'kubernetes.io/config.mirror': 'x' } } };
  const context = { settings: mergeSettings({}), state: stateOf([]), now: NOW, registry: scriptedPort({}, NOW, seen) };
  await assess(podCreated(object), context);
  t.equal(seen.length, 0, 'a mirror');
});

t.test('of more images than anybody has, the rest is not known, and is judged as if nobody had asked', async (t) => {
  const containers = Array.from({ length: MOST_ASKED + 5 }, (_, index) => ({
    name: `c${index}`,
    image: `registry.example.com/team/web${index}:1`,
  }));
  let asked = 0;
  const registry: RegistryPort = {
    ask: () => {
      asked += 1;
      return { state: 'found', value: { anonymous: GIVEN, at: NOW, attempts: [], nodes: [], source: 'asked' } };
    },
  };
  const { findings } = await judged({ spec: { containers }, registry });
  t.equal(asked, MOST_ASKED);
  t.strictSame(
    findings.flatMap(({ code, uses }) => uses.map(({ name }) => [code, name])),
    [
      ['PG201', 'c100'],
      ['PG201', 'c101'],
      ['PG201', 'c102'],
      ['PG201', 'c103'],
      ['PG201', 'c104'],
    ],
  );
});

t.test('a review asks once, though a denial is looked at twice; with other secrets it asks anew', async (t) => {
  const seen: PullQuestion[] = [];
  const answers = { [IMAGE]: { anonymous: REFUSED, logins: { 'github-token': REFUSED } } };
  const registry = scriptedPort(answers, NOW, seen);
  const before = [secretOf('regcred', 'registry.example.com')];
  const settings = mergeSettings({ probe: { deny: true } });
  const state = stateOf(before);
  const pod = podCreated(podOf({ names: ['regcred'] }));
  t.notOk((await assess(pod, { settings, state, fresh: state, now: NOW, registry })).allowed);
  t.equal(seen.length, 1);
  const mended = stateOf([secretOf('regcred', 'registry.example.com', 'mended')]);
  t.ok((await assess(pod, { settings, state, fresh: mended, now: NOW, registry })).allowed, 'a mended secret is seen');
  t.equal(seen.length, 3);
  // The first secret is the same object, and the second one another.
  const two = [secretOf('regcred', 'registry.example.com'), secretOf('more', 'registry.example.com/team/')];
  const both = stateOf(two);
  const half = instead(both, {
    secret: ({ name }) => (name === 'more' ? stateOf(two) : both).ask({ about: 'secret', namespace: 'shop', name }, {}),
  });
  const named = podCreated(podOf({ names: ['regcred', 'more'] }));
  t.notOk((await assess(named, { settings, state: both, fresh: half, now: NOW, registry })).allowed);
  t.equal(seen.length, 5);
});

t.test('answers that come later are waited for', async (t) => {
  const { ask } = port({ anonymous: GIVEN });
  const registry: RegistryPort = { ask: async (question, read) => ask(question, read) };
  t.ok((await judged({ registry })).allowed);
});

const CASES = fileURLToPath(new URL('fixtures/rules', import.meta.url));

t.test('a port that knows nothing changes nothing, of any case', async (t) => {
  let compared = 0;
  for (const { code } of RULES) {
    for (const verdict of ['pass', 'fail']) {
      for (const file of readdirSync(`${CASES}/${code}/${verdict}`)) {
        const { registry: _, ...one } = readCase(`${CASES}/${code}/${verdict}/${file}`);
        t.strictSame(await assessCase({ ...one, registry: {} }), await assessCase(one), `${code} ${file}`);
        compared += 1;
      }
    }
  }
  t.ok(compared > 250, `${compared} cases`);
});

// ----------------------------------------------------------------------------------------------------------- injection

t.test('injection gives the same, whatever a registry says', async (t) => {
  const objects = [
    secretOf('regcred', 'registry.example.com'),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  ];
  const settings = { injection: { mode: 'all' } };
  const context = { settings: mergeSettings(settings), state: stateOf(objects), now: NOW };
  const plain = await inject(podCreated(podOf({})), context);
  t.strictSame(plain.injection?.added, ['regcred']);
  const registry = port({ anonymous: GIVEN });
  t.strictSame(await inject(podCreated(podOf({})), { ...context, registry }), plain);
  // And the validating side says so of a template, whose pods will get it.
  const { spec } = podOf({});
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { template: { metadata: {}, spec } },
  };
  const admission = { ...podCreated(deployment), kind: { group: 'apps', version: 'v1', kind: 'Deployment' } };
  const told = await assess(admission, context);
  t.match(told.findings, [{ code: 'PG206', action: 'warn', because: /injection adds it/ }]);
  t.strictSame((await assess(admission, { ...context, registry })).findings, told.findings);
  // What was tried without it is no word about it.
  const refused = await assess(admission, { ...context, registry: port({ anonymous: REFUSED }) });
  t.strictSame(refused.findings, told.findings);
});

// --------------------------------------------------------------------------------------------------------------- tries

t.test('the first that works is enough, and what was not tried says nothing', async (t) => {
  const objects = [secretOf('a', 'registry.example.com'), secretOf('b', 'registry.example.com/team/', 'word')];
  const names = ['a', 'b'];
  const codes = async (registry: RegistryPort): Promise<readonly string[]> =>
    (await judged({ objects, names, registry })).findings.map(({ code }) => code);
  // Of the longer key first; the other one is never tried.
  t.strictSame(await codes(port({ anonymous: REFUSED, logins: { other: REFUSED } })), []);
  t.strictSame(await codes(port({ anonymous: REFUSED, logins: { other: REFUSED, 'github-token': REFUSED } })), [
    'PG501',
  ]);
  const deaf: RegistryPort = {
    ask: () => ({
      state: 'found',
      value: { anonymous: REFUSED, at: NOW, attempts: [], nodes: [], source: 'asked' },
    }),
  };
  t.strictSame(await codes(deaf), [], 'no try is known, so no refusal is');
  const limited = { other: REFUSED, 'github-token': OUTCOMES['unreachable'] ?? GIVEN };
  t.strictSame(await codes(port({ anonymous: REFUSED, logins: limited })), ['PG504'], 'the second may work');
});

t.test('a list that is not known whole warns at most', async (t) => {
  const objects = [secretOf('a', 'registry.example.com')];
  const state = stateOf(objects, true);
  const registry = port({ anonymous: REFUSED, logins: { 'github-token': REFUSED } });
  const settings = mergeSettings({ probe: { deny: true } });
  const pod = { ...podCreated(podOf({ names: ['a', 'b'] })), source: 'file' as const };
  const { findings } = await assess(pod, { settings, state, now: NOW, registry });
  t.match(
    findings.map(({ code, action }) => `${code} ${action}`),
    ['PG501 warn'],
  );
});

t.test('whose answer it is', async (t) => {
  const keyOf = (text: string): string => {
    const parsed = parseImage(text);
    return parsed.ok ? registryKey(parsed.reference) : '';
  };
  const digest = `sha256:${'a'.repeat(64)}`;
  t.equal(keyOf('nginx'), keyOf('docker.io/library/nginx:latest'));
  t.not(keyOf(`nginx@${digest}`), keyOf('nginx'));
  t.not(keyOf(`nginx:1@${digest}`), keyOf(`nginx@${digest}`));
  const open = (key: string): readonly string[] => {
    const answer = { anonymous: GIVEN, at: 0, attempts: [], nodes: [], source: 'asked' } as const;
    const answers: RegistryAnswers = new Map([[key, { state: 'found', value: answer }]]);
    t.equal(openRepositories(answers), openRepositories(answers), 'found once');
    return [...openRepositories(answers).keys()];
  };
  for (const image of [
    'localhost:5000/a:1',
    `localhost:5000/a@${digest}`,
    `localhost:5000/a:1@${digest}`,
    'localhost:5000/a',
  ])
    t.strictSame(open(keyOf(image)), ['localhost:5000/a'], image);
  t.equal(openRepositories(NO_ANSWERS).size, 0);
  t.equal(openRepositories(undefined).size, 0);
});

t.test('a denial that nothing can come of is a mistake of the configuration', async (t) => {
  const mistakesOf = async (text: string, flags: Readonly<Record<string, readonly string[]>> = {}) => {
    const cwd = t.testdir({ 'pullgate.yaml': text });
    const result = await loadConfig({ file: 'pullgate.yaml', cwd, env: {}, flags, rules: RULES });
    return result.ok ? [] : result.mistakes;
  };
  t.strictSame(await mistakesOf('rules: {PG501: deny, PG504: deny}\n'), [
    'pullgate.yaml:1: rules.PG501: "deny" has no effect while probe.deny is false, because a registry is asked from the network of Pullgate; set probe.deny to true, or this to warn.',
    'pullgate.yaml:1: rules.PG504: "deny" has no effect, because it passes by itself or is of the network of Pullgate alone; set it to warn, audit or off.',
  ]);
  t.strictSame(await mistakesOf('probe: {deny: true}\nrules: {PG501: deny, PG502: warn, PG505: deny}\n'), []);
  t.strictSame(await mistakesOf('probe: {deny: true}\nrules: {PG503: deny}\n'), [
    'pullgate.yaml:2: rules.PG503: "deny" has no effect, because it passes by itself or is of the network of Pullgate alone; set it to warn, audit or off.',
  ]);
  t.strictSame(await mistakesOf('rules: {PG501: warn}\n', { rules: ['PG502=deny'] }), [
    'pullgate.yaml:1, --rules: rules.PG502: "deny" has no effect while probe.deny is false, because a registry is asked from the network of Pullgate; set probe.deny to true, or this to warn.',
  ]);
  t.strictSame(await mistakesOf('mode: warn\n', { rules: ['PG502=deny'] }), [
    '--rules: PG502: "deny" has no effect while probe.deny is false, because a registry is asked from the network of Pullgate; set probe.deny to true, or this to warn.',
  ]);
});
