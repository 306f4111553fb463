/**
 * Pods and secrets as they come, drawn once and for all: which secrets injection adds, what its audit annotations say, and
 * what a template is told. Each drawn scene is one line of what is there and one of what comes of it.
 */
import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import { chooseCover } from '../src/core/inject/cover.js';
import { type PlanLimits, planInjection } from '../src/core/inject/plan.js';
import { createTally, type Offer } from '../src/core/inject/tally.js';
import { outlooksInParts } from '../src/core/outlook.js';
import { wholly } from '../src/core/parts.js';
import { NO_ANSWERS } from '../src/core/registry-facts.js';
import type { Settings } from '../src/core/settings.js';
import type { AuthEntry, ImageUse, PullSecret, Subject } from '../src/core/types.js';
import {
  ALL,
  aDeployment,
  anAccount,
  aPod,
  aSecret,
  GHCR,
  HUB,
  type Login,
  listOf,
  mutate,
  PUBLIC,
  patched,
  QUAY,
  settingsOf,
  validate,
} from './support/injection.js';
import { type Block, matchTold, matchTopics, toTable } from './support/told.js';

/** A linear congruential generator: the same scenes every time. */
function drawing(seed: number) {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
  const oneOf = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  const some = <T>(all: readonly T[], oneIn: number): readonly T[] => all.filter(() => below(oneIn) === 0);
  return { below, oneOf, some };
}

const KEYS = [
  'ghcr.io',
  'ghcr.io/acme',
  '*.io',
  'quay.example.com',
  'https://index.docker.io/v1/',
  'docker.io/acme',
  'registry.k8s.io',
  'other.io',
];
const KINDS: readonly Login[] = ['good', 'good', 'good', 'suspect', 'expired', 'hopeless', 'stale', 'anonymous'];
const NAMES = ['a', 'b', 'c', 'd'];
/** Each name is a file of test/fixtures/told/inject-scenes. */
const SETTINGS: readonly (readonly [topic: string, settings: Settings])[] = [
  ['all-secrets-1', ALL],
  ['all-secrets-2', ALL],
  ['labelled-secrets', settingsOf({ selector: { matchLabels: { pull: 'yes' } } })],
  ['two-registries', settingsOf({ registries: ['ghcr.io', 'docker.io'] })],
  ['quay-by-the-nodes', settingsOf({}, { registries: { nodeCredentials: ['quay.example.com'] } })],
  ['ghcr-listed-as-private', settingsOf({}, { registries: { private: ['ghcr.io'] } })],
];

interface Scene {
  readonly topic: string;
  readonly text: string;
}

async function scene(seed: number): Promise<Scene> {
  const { below, oneOf, some } = drawing(seed);
  const images = some([GHCR, QUAY, HUB, PUBLIC, 'ghcr.io/other/x:1'], 2);
  const secrets = NAMES.slice(0, 1 + below(4)).map((name) => {
    const auths = Object.fromEntries(some(KEYS, 3).map((key) => [key, oneOf(KINDS)]));
    return { name, auths, isLabelled: below(2) === 0 };
  });
  const named = below(3) === 0 ? some([...NAMES, 'gone'], 3) : [];
  const listed = some(NAMES, 4);
  const enforce = below(8) === 0;
  const [topic, settings] = oneOf(SETTINGS);
  const cluster = [
    anAccount(listed, enforce),
    ...secrets.map(({ name, auths, isLabelled }) => aSecret(name, auths, isLabelled ? { pull: 'yes' } : {})),
  ];
  const pod = aPod(images, named.length === 0 ? undefined : named);
  const answer = await mutate({ object: pod, cluster, settings });
  const { findings, allowed } = await validate({
    object: aDeployment(images, named.length === 0 ? undefined : named),
    cluster,
    settings,
  });
  const after = patched(pod, answer);
  const before = new Set(listOf(pod));
  const added = listOf(after).filter((name) => !before.has(name));
  const ofAccount = `ServiceAccount ${listed.join(', ') || '-'}${enforce ? ', and only those' : ''}`;
  const lines = [
    images.join(' '),
    ...secrets.map(
      ({ name, auths, isLabelled }) => `${name}${isLabelled ? ', labelled' : ''} ${JSON.stringify(auths)}`,
    ),
    `named by the pod ${named.join(', ') || '-'}, by ${ofAccount}`,
    `  ${answer.injection?.result} ${added}`.trimEnd(),
    ...Object.entries(answer.auditAnnotations).map(([key, value]) => `  ${key}: ${value}`),
    `  template ${allowed ? 'admitted' : 'denied'}`,
    ...findings.map(({ code, action, because }) => `  ${action} ${code} ${because}`),
  ];
  return { topic, text: lines.map((line) => `${line}\n`).join('') };
}

t.test('drawn scenes', async (t) => {
  const byTopic = new Map<string, readonly Block[]>();
  for (let index = 0; index < 144; index += 1) {
    const { topic, text } = await scene(7919 * (index + 1));
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), [`scene ${index}`, text]]);
  }
  for (const [topic, blocks] of byTopic) matchTold(t, `inject-scenes/${topic}`, blocks);
  matchTopics(t, 'inject-scenes', [...byTopic.keys(), 'limits', 'haste']);
});

// ---------------------------------------------------------------------------------------------------- more than is compared

function entry(key: string, isGood: boolean): AuthEntry {
  const flaws = isGood ? [] : (['not-utf8'] as const);
  return { key, normalized: key, hasUser: true, login: 'other', flaws, ignoredToken: false };
}

/** What is planned under limits that a namespace of ordinary size exceeds: a row of a table. */
function planned(seed: number, limits: PlanLimits): readonly string[] {
  const { below, some } = drawing(seed);
  const hosts = Array.from({ length: 3 + below(4) }, (_, at) => `r${at}.io`);
  const uses = hosts.map(
    (host, at): ImageUse => ({
      kind: 'container',
      name: `c${at}`,
      path: `p${at}`,
      parsed: parseImage(`${host}/a:1`),
      pullPolicy: 'Always',
      mounted: true,
    }),
  );
  const secrets = Array.from({ length: 4 + below(8) }, (_, at): PullSecret => {
    const entries = some(hosts, 3).map((host) => entry(host, below(5) > 0));
    return { namespace: 'n', name: `s${at}`, type: 't', form: 'dockerconfigjson', entries, usesHelper: false };
  });
  const subject: Subject = {
    group: '',
    version: 'v1',
    kind: 'Pod',
    namespace: 'n',
    name: 'x',
    podPath: 'spec',
    imagePullSecrets: [],
    serviceAccountName: 'default',
    images: uses,
    isPod: true,
    mirror: false,
    owned: false,
  };
  const facts = {
    now: 0,
    namespace: { state: 'absent' },
    effective: { state: 'found', value: { names: ['s0'], from: 'pod' } },
    secrets: new Map(secrets.slice(0, 1).map((secret) => [secret.name, { state: 'found', value: secret } as const])),
    elsewhere: new Map(),
    registry: NO_ANSWERS,
    serviceAccount: {
      state: 'found',
      value: { namespace: 'n', name: 'default', imagePullSecrets: [], enforceMountable: false },
    },
    candidates: { state: 'found', value: secrets },
    serviceAccounts: { state: 'absent' },
    imagesInUse: { state: 'absent' },
  } as const;
  const outlooks = wholly(outlooksInParts(uses, facts, ALL, { steps: 0 }));
  const { outcome, add, limited, images } = planInjection(
    { subject, facts, outlooks, settings: ALL, origin: 'person' },
    limits,
  );
  const refused = images.flatMap(({ refused: of }) => of().map(({ secret, why }) => `${secret} ${why}`));
  return [
    `${outcome} ${add}`.trimEnd(),
    limited === true ? 'limited' : 'in full',
    `${images.length} images`,
    [...new Set(refused)].join(', '),
  ];
}

const TIGHT: Readonly<Record<string, PlanLimits>> = {
  a: { sets: 20_000, steps: 200_000, matches: 25_000 },
  b: { sets: 3, steps: 1000, matches: 25_000 },
  c: { sets: 20_000, steps: 12, matches: 25_000 },
  d: { sets: 1, steps: 3, matches: 25_000 },
  e: { sets: 20_000, steps: 200_000, matches: 9 },
  f: { sets: 20_000, steps: 200_000, matches: 4 },
  g: { sets: 2, steps: 20, matches: 6 },
};

t.test('under limits that are too tight: a row for each answer, and who gives it', async (t) => {
  const limits = Object.entries(TIGHT);
  const ofLimits = limits.map(([letter, { sets, steps, matches }]) => [
    letter,
    `${sets} sets`,
    `${steps} steps`,
    `${matches} matches`,
  ]);
  const drawn = Array.from({ length: 40 }, (_, at): Block => {
    const seed = 104_729 * (at + 1);
    const byAnswer = new Map<string, { readonly row: readonly string[]; readonly letters: Set<string> }>();
    for (const [letter, limit] of limits) {
      const row = planned(seed, limit);
      const { letters } = byAnswer.get(row.join()) ?? { letters: new Set() };
      byAnswer.set(row.join(), { row, letters: letters.add(letter) });
    }
    const rows = [...byAnswer.values()].map(({ row, letters }) => [
      limits.map(([letter]) => (letters.has(letter) ? letter : '.')).join(' '),
      ...row,
    ]);
    return [`drawn from ${seed}`, toTable(rows)];
  });
  matchTold(t, 'inject-scenes/limits', [['the limits', toTable(ofLimits)], ...drawn]);
});

function aTable(seed: number): { readonly offers: readonly Offer[]; readonly wanted: readonly boolean[] } {
  const { below } = drawing(seed);
  const images = 2 + below(6);
  const offers = Array.from({ length: 2 + below(12) }, (_, index) => ({
    name: `s${index}`,
    ahead: below(3) === 0,
    services: Array.from({ length: images }, (_each, image) => {
      const serves = below(3) === 0;
      const spoils = !serves && below(8) === 0;
      return { image, serves, spoils, direct: serves || spoils ? below(3) > 0 : below(10) === 0 };
    }).filter(({ serves, spoils, direct }) => serves || spoils || direct),
  }));
  return { offers, wanted: Array.from({ length: images }, () => below(5) > 0) };
}

t.test('the choice in haste', async (t) => {
  const limits = [
    { sets: 0, steps: 0 },
    { sets: 1, steps: 8 },
    { sets: 1, steps: 40 },
    { sets: 1, steps: 1000 },
    { sets: 20, steps: 60 },
    { sets: 20_000, steps: 200_000 },
  ];
  const rows = Array.from({ length: 120 }, (_, at) => {
    const { offers, wanted } = aTable(15_485_863 * (at + 1));
    const chosen = limits.map((limit) => {
      const { set, exact } = chooseCover(offers, wanted, limit);
      const tally = createTally(wanted);
      for (const offer of set) tally.add(offer);
      const { served, ahead } = tally.worth();
      return `${set.map(({ name }) => name)} (${served}/${ahead})${exact ? '' : '?'}`.trimStart();
    });
    // The answer of one more set or step is shown where it is another.
    return [String(at), ...chosen.map((text, column) => (text === chosen[column - 1] ? '=' : text))];
  });
  const head = ['', ...limits.map(({ sets, steps }) => `${sets}, ${steps}`)];
  matchTold(t, 'inject-scenes/haste', [
    [
      'by sets and steps: which are chosen (images served/secrets put ahead), and "?" where better may be',
      toTable([head, ...rows]),
    ],
  ]);
});
