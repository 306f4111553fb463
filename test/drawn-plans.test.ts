/**
 * Objects with several things wrong at once, drawn once and for all: what is said of them, and the one plan that mends all of
 * it. Each plan is also done, as printed, on paper: `test/plan.test.ts` does that for many more; here the words are kept.
 */
import t from 'tap';
import { mergeSettings } from './support/case.js';
import {
  aDeployment,
  aNamespace,
  anAccount,
  aPod,
  aSecret,
  type Login,
  MALFORMED,
  validate,
} from './support/injection.js';
import type { KubeObject } from './support/state.js';
import { type Block, matchTold, matchTopics } from './support/told.js';

/** A linear congruential generator: the same objects every time. */
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

const IMAGES = [
  'ghcr.io/acme/app:1.4',
  'ghcr.io/acme/app',
  'ghcr.io/other/x:latest',
  'acme/app:3',
  'app',
  'nginx:1',
  'quay.example.com/acme/tool:2',
  'quay.example.com/acme/TOOL:2',
  'GHCR.io/acme/app:1',
  'gchr.io/acme/app:1',
  'docker://quay.io/x:1',
];
const KEYS = [
  'ghcr.io',
  'ghcr.io/acme',
  'https://index.docker.io/v1/',
  'quay.example.com',
  'quay.example.com:443',
  '*.io',
];
const KINDS: readonly Login[] = ['good', 'good', 'suspect', 'expired', 'hopeless', 'stale', 'anonymous'];
const NAMES = ['regcred', 'b', 'c'];
/** Each name is two files of test/fixtures/told/drawn-plans: of Pods, and of templates. */
const SETTINGS: readonly (readonly [topic: string, settings: Readonly<Record<string, unknown>>])[] = [
  ['by-default', {}],
  ['by-default', {}],
  ['versions-demanded', { rules: { PG101: 'deny', PG102: 'deny', PG105: 'deny' } }],
  ['digests-demanded', { rules: { PG104: 'deny', PG207: 'deny', PG305: 'deny' } }],
  ['quay-listed-as-public', { registries: { public: ['quay.example.com'] } }],
  ['ghcr-listed-as-private', { registries: { unlisted: 'public', private: ['ghcr.io'] } }],
  ['doubtful-logins-denied', { rules: { PG203: 'deny', PG208: 'deny', PG304: 'deny', PG306: 'deny' } }],
];

function opaque(name: string): KubeObject {
  const secret = aSecret(name, { 'ghcr.io': 'good' });
  return { ...secret, type: 'Opaque' };
}

interface Drawn {
  readonly topic: string;
  readonly text: string;
}

async function drawn(seed: number): Promise<Drawn> {
  const { below, oneOf, some } = drawing(seed);
  const images = [oneOf(IMAGES), ...some(IMAGES, 6)].slice(0, 3);
  const texts: string[] = [];
  const secrets = NAMES.flatMap((name): readonly KubeObject[] => {
    const kind = below(6);
    if (kind === 0) return [];
    if (kind === 1) {
      texts.push(`${name} ${['malformed', 'opaque'][texts.length % 2]}`);
      return [texts.length % 2 === 1 ? aSecret(name, MALFORMED) : opaque(name)];
    }
    const auths = Object.fromEntries(some(KEYS, 3).map((key) => [key, oneOf(KINDS)]));
    texts.push(`${name} ${JSON.stringify(auths)}`);
    return [aSecret(name, auths)];
  });
  const named = below(3) === 0 ? undefined : some([...NAMES, 'gone'], 2);
  const listed = some(NAMES, 3);
  const [topic, settings] = oneOf(SETTINGS);
  const isPod = below(3) > 0;
  const object = isPod ? aPod(images, named) : aDeployment(images, named);
  const accounts = below(10) === 0 ? [] : [anAccount(listed)];
  const { allowed, message, warnings } = await validate({
    object,
    cluster: [aNamespace({}), ...accounts, ...secrets],
    settings: mergeSettings({ ...settings }),
  });
  const ofAccount = accounts.length === 0 ? 'is missing' : `lists ${listed.join(', ') || '-'}`;
  const lines = [
    `${isPod ? 'Pod' : 'Deployment'} ${images.join(' ')}`,
    ...texts,
    `names ${named === undefined ? 'no list' : named.join(', ') || 'an empty list'}; the ServiceAccount ${ofAccount}`,
    allowed ? '  admitted' : '  denied',
    ...message.split('\n').flatMap((line) => (line === '' ? [] : `  ${line}`)),
    ...warnings.map((text) => `  warning: ${text}`),
  ];
  return { topic: `${topic}-${isPod ? 'pods' : 'templates'}`, text: lines.map((line) => `${line}\n`).join('') };
}

t.test('drawn objects', async (t) => {
  const byTopic = new Map<string, readonly Block[]>();
  for (let index = 0; index < 120; index += 1) {
    const { topic, text } = await drawn(6151 * (index + 1));
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), [`object ${index}`, text]]);
  }
  for (const [topic, blocks] of byTopic) matchTold(t, `drawn-plans/${topic}`, blocks);
  matchTopics(t, 'drawn-plans', [...byTopic.keys()]);
});
