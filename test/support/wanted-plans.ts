/**
 * Plans of wants that no rule words, so that all of them can be combined: a Pod or template with its secrets in a line, what is
 * wanted of its images, and the plan that comes of it, as short texts.
 */
import { ON_CLUSTER } from '../../src/core/basis.js';
import { createBudget } from '../../src/core/budget.js';
import { extraFacts, type Facts, factsOf } from '../../src/core/facts.js';
import { parseImage } from '../../src/core/image/parse.js';
import { outlooksInParts } from '../../src/core/outlook.js';
import { wholly } from '../../src/core/parts.js';
import { planContext } from '../../src/core/plan/context.js';
import { type Judged, planAlone, planFor } from '../../src/core/plan/plan.js';
import { NO_ANSWERS } from '../../src/core/registry-facts.js';
import type {
  AuthEntry,
  Fix,
  FixStep,
  ImageUse,
  Intent,
  Lookup,
  PullSecret,
  ServiceAccountFacts,
  Subject,
} from '../../src/core/types.js';
import { mergeSettings, NOW } from './case.js';

/** `ghcr.io`, or with a fault: `ghcr.io expired`. */
export type Key = string;

export interface Given {
  /** Of the containers c0, c1, …; `never ` in front: it is not pulled; `debug `: the container is ephemeral. */
  readonly images: readonly string[];
  /** The pull secrets of the namespace by name; `malformed` instead of keys. */
  readonly secrets?: Readonly<Record<string, readonly Key[] | 'malformed'>>;
  /** More of them. */
  readonly more?: readonly PullSecret[];
  /** Nobody could list them. */
  readonly isBlind?: true;
  /** The list of the object; names that are no secret are absent, but `unread` is not known. */
  readonly list?: readonly string[];
  /** That of its ServiceAccount; null: the ServiceAccount is not known. */
  readonly account?: readonly string[] | null;
  readonly isEnforced?: true;
  /** Of `secrets` those of which a later answer says that they are gone. */
  readonly gone?: readonly string[];
  readonly isPod?: true;
  readonly isThere?: true;
  readonly isOwned?: true;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly steps?: number;
}

/** The containers that a finding is about, and what its rule wants; undefined: it knows no way out. */
export interface Wanted {
  readonly of: readonly number[];
  readonly wants: readonly Intent[] | undefined;
  readonly note?: string;
}

export const FLAWS: Readonly<Record<string, Partial<AuthEntry>>> = {
  expired: { expiresAt: 0 },
  hopeless: { flaws: ['not-utf8'] },
  suspect: { flaws: ['password-newline'] },
  anonymous: { hasUser: false },
};

export function secretOf(name: string, keys: readonly Key[] | 'malformed'): PullSecret {
  const base = { namespace: 'shop', name, type: 'kubernetes.io/dockerconfigjson' };
  if (keys === 'malformed') return { ...base, form: 'malformed', fault: { code: 'syntax', path: '', why: 'x' } };
  return { ...base, form: 'dockerconfigjson', entries: entriesOf(keys), usesHelper: false };
}

export function entriesOf(keys: readonly Key[]): readonly AuthEntry[] {
  return keys.map((each) => {
    const [key = '', flaw = ''] = each.split(' ');
    return { key, normalized: key, hasUser: true, login: 'other', flaws: [], ignoredToken: false, ...FLAWS[flaw] };
  });
}

export function useOf(text: string, index: number): ImageUse {
  const image = text.replace(/^(?:never|debug) /, '');
  return {
    kind: text.startsWith('debug ') ? 'ephemeral' : 'container',
    name: `c${index}`,
    path: `containers[${index}].image`,
    parsed: parseImage(image),
    pullPolicy: text.startsWith('never ') ? 'Never' : 'IfNotPresent',
    mounted: true,
  };
}

export const UNKNOWN = { state: 'unknown', reason: 'forbidden' } as const;
export const ABSENT = { state: 'absent' } as const;

export function contextOf(given: Given) {
  const { images, secrets = {}, list = [], account = [], gone = [], isPod, isOwned } = given;
  const all = [...Object.entries(secrets).map(([name, keys]) => secretOf(name, keys)), ...(given.more ?? [])];
  const uses = images.map(useOf);
  const base = {
    group: '',
    version: 'v1',
    kind: 'Pod',
    namespace: 'shop',
    name: 'web',
    podPath: 'spec',
    imagePullSecrets: list,
    serviceAccountName: 'default',
    images: uses,
  };
  const subject: Subject =
    isPod === true ? { ...base, isPod, mirror: false, owned: isOwned === true } : { ...base, isPod: false };
  const names = list.length > 0 ? list : account;
  const held = (name: string): Lookup<PullSecret> => {
    if (name === 'unread') return UNKNOWN;
    const value = gone.includes(name) ? undefined : all.find((each) => each.name === name);
    return value === undefined ? ABSENT : { state: 'found', value };
  };
  const serviceAccount: Lookup<ServiceAccountFacts> =
    account === null
      ? UNKNOWN
      : {
          state: 'found',
          value: {
            namespace: 'shop',
            name: 'default',
            imagePullSecrets: account,
            enforceMountable: given.isEnforced === true,
          },
        };
  const extra = extraFacts(() => UNKNOWN);
  const facts: Facts = factsOf(
    {
      now: NOW,
      namespace: UNKNOWN,
      effective: names === null ? UNKNOWN : { state: 'found', value: { names, from: 'pod' } },
      secrets: new Map((names ?? []).map((name) => [name, held(name)])),
      elsewhere: new Map(),
      registry: NO_ANSWERS,
    },
    { ...extra, serviceAccount, candidates: given.isBlind === true ? UNKNOWN : { state: 'found', value: all } },
  );
  const settings = mergeSettings({ cluster: { provider: 'none' }, ...given.settings });
  const outlooks = wholly(outlooksInParts(uses, facts, settings, { steps: 0 }));
  const request = {
    operation: given.isThere === true ? 'UPDATE' : 'CREATE',
    user: 'ann',
    groups: [],
    dryRun: false,
    origin: 'person',
  } as const;
  return planContext({ subject, request, facts, outlooks, settings }, createBudget(given.steps));
}

export function judged(uses: readonly ImageUse[], { of, wants, note }: Wanted): Judged {
  const fix = wants === undefined ? {} : { fix: { intents: wants, ...(note === undefined ? {} : { note }) } };
  const about = uses.filter((_, index) => of.includes(index));
  return { code: 'PG201', problem: '', because: '', uses: about, basis: ON_CLUSTER, action: 'deny', ...fix };
}

export const listOf = (names: readonly string[] | 'too-many'): string =>
  names === 'too-many' ? names : `[${names.join(' ')}]`;
export const whose = (uses: readonly ImageUse[]): string => uses.map(({ name }) => name).join(' ');

/** A step in a few words. */
export function short(step: FixStep): string {
  switch (step.do) {
    case 'set-image':
      return `image ${step.image} for ${whose(step.uses)}${step.note === '' ? '' : ` (${step.note})`}`;
    case 'create-secret':
      return `make ${step.name} for ${step.server}`;
    case 'replace-secret':
      return `replace ${step.name} for ${step.server}`;
    case 'mend-secret':
      return `mend ${step.name} for ${step.server}`;
    case 'set-pull-secrets':
      return [
        `${step.path} ${listOf(step.names)}`,
        ...step.add.map((name) => `+${name}`),
        ...step.remove.map((name) => `-${name}`),
      ].join(' ');
    case 'set-account-secrets':
      return `account ${step.account} ${listOf(step.names)}`;
    case 'new-pod':
      return `new Pod ${step.path} ${listOf(step.names)}`;
    case 'other-image':
      return `another image for ${whose(step.uses)}`;
    case 'renew-secret':
      return `renew ${step.name} by ${step.by}`;
    case 'apply-again':
      return `again ${listOf(step.names)}`;
    case 'say-expiry':
      return `say when ${step.name} ends`;
    case 'annotate-account':
      return `annotate account ${step.account} with ${step.keys.join(' ')}`;
    case 'annotate-secret':
      return `annotate ${step.name}`;
    case 'set-service-account':
      return `${step.path} ${step.account}`;
    case 'create-service-account':
      return `make account ${step.account}`;
    default:
      return step satisfies never;
  }
}

/** Its steps, `or` what can be done in place of the last one, and its notes. */
export function told(fix: Fix | undefined): readonly string[] {
  if (fix === undefined) return ['nothing'];
  const or = fix.instead === undefined ? [] : [`or ${short(fix.instead)}`];
  return [...fix.steps.map(short), ...or, ...fix.notes.map((note) => `(${note})`)];
}

export function planned(
  given: Given,
  wanted: readonly Wanted[],
  alongside: readonly Wanted[] = [],
  context = contextOf(given),
) {
  const { images } = context.subject;
  const of = (each: Wanted) => judged(images, each);
  const { findings, plan } = planFor(wanted.map(of), context, alongside.map(of));
  return { plan: told(plan), parts: findings.map(({ fix }) => told(fix)), findings, steps: context.budget.steps };
}

export function alone(given: Given, wanted: Wanted, context = contextOf(given)) {
  const { fix } = planAlone(judged(context.subject.images, wanted), context);
  return { plan: told(fix), steps: context.budget.steps };
}

export const A = 'a.example.com/t/app:1';
export const B = 'b.example.com/t/app:1';
export const C = 'c.example.com/t/app:1';
export const OPEN = 'registry.k8s.io/pause:3.10';
export const KEYS = { a: ['a.example.com'], b: ['b.example.com'], c: ['c.example.com'] } as const;
export const host = (image: string): string => image.slice(0, image.indexOf('/'));

export const login = (image: string): Intent => ({ do: 'log-in', registry: host(image) });
export const make = (name: string, image: string): Intent => ({ do: 'make', name, registry: host(image) });
export const name = (secret: string): Intent => ({ do: 'name', secret });
export const drop = (...secrets: readonly string[]): Intent => ({ do: 'drop', secrets });
export const edit = (image: string, note = ''): Intent => ({ do: 'edit-image', image, note });
export const renew = (secret: string): Intent => ({ do: 'renew', secret, by: 'ESO' });
export const annotate = (secret: string): Intent => ({ do: 'annotate', secret, annotations: [] });
export const setAccount: Intent = { do: 'set-account', account: 'builder' };
export const makeAccount: Intent = { do: 'make-account', account: 'builder' };
export const want = (of: readonly number[] | number, ...wants: readonly Intent[]): Wanted => ({
  of: typeof of === 'number' ? [of] : of,
  wants,
});
export const lost = (...of: readonly number[]): Wanted => ({ of, wants: undefined });

export const LIST = 'spec.imagePullSecrets';
export const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);
/** A login for each, in order. */
export const made = (...images: readonly string[]): readonly string[] =>
  images.map((image, index) => `make regcred${index === 0 ? '' : `-${index + 1}`} for ${host(image)}`);
export const or = (...names: readonly string[]): string => `or account default [${names.join(' ')}]`;
