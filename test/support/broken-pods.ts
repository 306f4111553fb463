/** Pods and Deployments with up to 12 problems from up to 6 registries, among secrets of every kind of fault. */
import { type Assessment, assess } from '../../src/facts/assess.js';
import { admissionOf, type Case, mergeSettings, NOW } from './case.js';
import { applyInLine, applyText } from './printed-fix.js';
import { type KubeObject, stateOf } from './state.js';

// A linear congruential generator: the same cases every time.
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

type Random = ReturnType<typeof randomFrom>;

const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)] as T;

const REGISTRIES = [
  'registry.example.com',
  'ghcr.io',
  'quay.io',
  'harbor.corp.example:8443',
  '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  'docker.io',
  'europe-docker.pkg.dev',
  'registry.gitlab.com',
];
const NAMES = ['regcred', 'regcred-2', 'pull', 'team-login', 'old', 'zz'];

const login = (user: string, password: string) => ({ auth: Buffer.from(`${user}:${password}`).toString('base64') });

/** A JWT that ended long ago. */
const ENDED = `eyJhbGciOiJub25lIn0.${Buffer.from('{"exp":1700000000}').toString('base64url')}.x`;

function bodyOf(random: Random): unknown {
  const registry = pick(random, [...REGISTRIES, 'docker.io', 'https://index.docker.io/v1/', 'other.example.org']);
  const second = pick(random, REGISTRIES);
  switch (random(9)) {
    case 0:
      return { auths: { [registry]: login('u', 'p'), [second]: login('v', 'w') } };
    case 1:
      return { auths: { [registry]: {} } };
    case 2:
      return { auths: { [registry]: login('u', ENDED) } };
    case 3:
      return { auths: { [registry]: login('u', 'p\n') } };
    case 4:
      return { auths: { [`${registry}/elsewhere`]: login('u', 'p') } };
    case 5:
      return { auths: { [registry]: { auth: '%%%' } } };
    case 6:
      return { auths: { 'docker.io': login('', '') } };
    default:
      return { auths: { [registry]: login('u', 'p') } };
  }
}

function secretOf(random: Random, name: string): KubeObject {
  const text = JSON.stringify(random(12) === 0 ? { auths: [] } : bodyOf(random));
  // What is neither a pull secret nor holds a config, nobody lists: `kubectl create` would say that it is there.
  const opaque = random(8) === 0 && text.includes('"auth"') && !text.includes('%%%');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'shop' },
    type: opaque ? 'Opaque' : 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': text },
  };
}

const SHORT = ['video-encoder:v3.2.1', 'app', 'db:latest', 'library/web:2', 'nginx:1.27', 'vault:1.13.3'];

function imageOf(random: Random, registries: readonly string[]): string {
  if (random(8) === 0) return pick(random, SHORT);
  const registry = pick(random, registries);
  const path = pick(random, ['team/app', 'team/db', 'acme/web']);
  const tag = pick(random, [':1.4', ':1.4', ':1.4', ':latest', '', `@sha256:${'c'.repeat(64)}`]);
  const name = registry === 'docker.io' && random(2) === 0 ? path : `${registry}/${path}`;
  return random(12) === 0 ? `${name}:` : `${name}${tag}`;
}

export function caseOf(seed: number): Case {
  const random = randomFrom(seed);
  for (let warm = 0; warm < 8; warm += 1) random(2);
  const registries = Array.from({ length: 1 + random(6) }, () => pick(random, REGISTRIES));
  const containers = Array.from({ length: 1 + random(12) }, (_, index) => ({
    name: `c${index}`,
    image: imageOf(random, registries),
  }));
  const secrets = NAMES.filter(() => random(2) === 0).map((name) => secretOf(random, name));
  const list = (most: number): readonly { readonly name: string }[] =>
    Array.from({ length: random(most) }, () => ({ name: pick(random, [...NAMES, 'gone', 'Not_A_Name']) }));
  const isPod = random(3) === 0;
  const own = random(2) === 0 ? list(4) : [];
  const account: KubeObject = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: 'default',
      namespace: 'shop',
      ...(random(6) === 0 ? { annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } } : {}),
    },
    imagePullSecrets: list(3).filter(({ name }) => name !== 'Not_A_Name'),
  };
  const builder: KubeObject = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'builder', namespace: 'shop' },
    imagePullSecrets: list(3).filter(({ name }) => name !== 'Not_A_Name'),
  };
  const spec = { containers, ...(own.length === 0 ? {} : { imagePullSecrets: own }) };
  const metadata = { name: 'web', namespace: 'shop' };
  const publicOnes = random(3) === 0 ? [pick(random, registries)] : [];
  return {
    about: '',
    objects: [...secrets, account, ...(random(2) === 0 ? [builder] : [])],
    judged: isPod
      ? { apiVersion: 'v1', kind: 'Pod', metadata, spec }
      : { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { spec } } },
    old: undefined,
    operation: 'CREATE',
    subresource: '',
    dryRun: false,
    user: 'somebody',
    offline: false,
    settings: mergeSettings({ cluster: { provider: 'none' }, registries: { public: publicOnes } }),
  };
}

async function judge(one: Case): Promise<Assessment> {
  return assess(admissionOf(one), { settings: one.settings, state: stateOf(one.objects), now: NOW });
}

const MORE = /^\(\+(\d+) more problems?, told once these are mended\)$/m;
const MORE_IN_LINE = / \(\+\d+ more, told once this is mended\)\. /;
const ROUNDS = 6;

/** The text that still denies once everything that was printed has been done; '' where it passes. */
async function leftOver(one: Case, round = 0): Promise<string> {
  const { allowed, message } = await judge(one);
  if (allowed) return '';
  // Only what was left out, and said to be, may come in another round.
  if (round > 0 && round >= ROUNDS) return message;
  const ways = applyText(one, message);
  if (ways === undefined) return `no fix: ${message}`;
  for (const way of ways) {
    const after = await judge(way);
    if (after.allowed) continue;
    if (!MORE.test(message)) return `${message}\n  ->\n${after.message}`;
    const left = await leftOver(way, round + 1);
    if (left !== '') return left;
  }
  return '';
}

/** What a fix may change, and nothing else: images and the list of the object, the list of its own ServiceAccount. */
function harmOf(before: Case, after: Case): string {
  const kept = new Map(after.objects.map((each) => [`${each.kind}/${each.metadata?.name}`, each]));
  for (const each of before.objects) {
    const now = kept.get(`${each.kind}/${each.metadata?.name}`);
    if (now === undefined) return `${each.kind} ${each.metadata?.name} is gone`;
    const isOwn = each.kind === 'ServiceAccount' && each.metadata?.name === 'default';
    if (isReplaced(each, now)) continue;
    if (textOf(each, isOwn) !== textOf(now, isOwn)) return `${each.kind} ${each.metadata?.name} is another one`;
  }
  const made = after.objects.filter(
    (each) => !before.objects.some((one) => one.metadata?.name === each.metadata?.name && one.kind === each.kind),
  );
  const odd = made.find(({ kind, metadata }) => kind !== 'Secret' && metadata?.name !== 'default');
  if (odd !== undefined) return `${odd.kind} ${odd.metadata?.name} was made`;
  return bare(before.judged) === bare(after.judged) ? '' : 'the object is another one';
}

/** A new login in the place of the only one that a Secret held. */
function isReplaced(before: KubeObject, after: KubeObject): boolean {
  const [was, is] = [before, after].map((each) => ({ keys: keysOf(each), type: each['type'] }));
  return was?.keys.length === 1 && was.keys[0] === is?.keys[0] && is?.keys.length === 1 && was.type === is.type;
}

function keysOf({ kind, ...object }: KubeObject): readonly string[] {
  if (kind !== 'Secret') return [];
  const { data, stringData } = object as { data?: Record<string, string>; stringData?: Record<string, string> };
  const text = stringData?.['.dockerconfigjson'] ?? Buffer.from(data?.['.dockerconfigjson'] ?? '', 'base64').toString();
  try {
    return Object.keys(Object(JSON.parse(text)).auths ?? {});
  } catch {
    return [];
  }
}

const textOf = (object: KubeObject, isOwn: boolean): string =>
  JSON.stringify(isOwn ? { ...object, imagePullSecrets: undefined } : object);

/** Without images and lists of secrets. */
function bare(value: unknown): string {
  return JSON.stringify(value, (key, each) => (key === 'image' || key === 'imagePullSecrets' ? undefined : each));
}

export interface Replayed {
  readonly denied: number;
  /** Texts that tell of every problem. */
  readonly whole: number;
  /** Characters of the longest text. */
  readonly longest: number;
  readonly wrong: readonly string[];
}

/** Does what is printed, in each of the ways that are offered, for so many pods. */
export async function replay(first: number, count: number): Promise<Replayed> {
  let denied = 0;
  let longest = 0;
  let whole = 0;
  const wrong: string[] = [];
  for (let seed = first; seed < first + count && wrong.length < 3; seed += 1) {
    const one = caseOf(seed);
    const { allowed, message, findings } = await judge(one);
    if (allowed) continue;
    denied += 1;
    longest = Math.max(longest, message.length);
    if (!MORE.test(message)) whole += 1;
    try {
      for (const way of applyText(one, message) ?? []) {
        const harm = harmOf(one, way);
        if (harm !== '') wrong.push(`seed ${seed}: ${harm}\n${message}`);
      }
      const left = await leftOver(one);
      if (left !== '') wrong.push(`seed ${seed} (${findings.length} findings):\n${left}`);
    } catch (error) {
      wrong.push(`seed ${seed}: ${String(error)}\n${message}`);
    }
  }
  return { denied, whole, longest, wrong };
}

/** The same of what is printed on one line, which offers one way and may leave out more. */
export async function replayInLine(first: number, count: number): Promise<Replayed> {
  let denied = 0;
  let longest = 0;
  let whole = 0;
  const wrong: string[] = [];
  for (let seed = first; seed < first + count && wrong.length < 3; seed += 1) {
    let one = caseOf(seed);
    one = { ...one, settings: { ...one.settings, messages: { ...one.settings.messages, format: 'singleLine' } } };
    const texts: string[] = [];
    for (let more = true; more; ) {
      const { allowed, message } = await judge(one);
      if (allowed) break;
      texts.push(message);
      more = MORE_IN_LINE.test(message);
      const after = applyInLine(one, message);
      if (after === undefined || texts.length > 12) break;
      one = after;
    }
    if (texts.length === 0) continue;
    denied += 1;
    longest = Math.max(longest, ...texts.map((text) => text.length));
    if (texts.length === 1) whole += 1;
    const { allowed, message } = await judge(one);
    if (!allowed) wrong.push(`seed ${seed}: ${texts.join('\n  ->\n')}\n  ->\n${message}`);
  }
  return { denied, whole, longest, wrong };
}
