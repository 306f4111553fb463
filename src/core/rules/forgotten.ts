/**
 * A short name means Docker Hub to the kubelet (semantics 1.2, 1.3). Was that meant, or was a registry forgotten in front?
 * Judged by what the name is, by which registries the secrets are for, and by what runs already (design 2.4).
 */
import { actionOf } from '../action.js';
import { compare } from '../choice.js';
import { nodePatterns } from '../credential-providers.js';
import type { Facts } from '../facts.js';
import { OFFICIAL_IMAGES } from '../image/official-images.js';
import { matchesPattern } from '../match-images.js';
import { foundSecrets, type ImageOutlook } from '../outlook.js';
import type { Settings } from '../settings.js';
import type { ImageReference, PullSecret } from '../types.js';
import { type Evidence, evidenceFor } from './evidence.js';
import type { RuleContext } from './rule.js';

/** The code of the rule that tells of it; others only have to know whether it does. */
export const FORGOTTEN = 'PG105';

/** What the kubelet will do for the image. */
export type Prospect = Pick<ImageOutlook, 'state' | 'pattern' | 'matches' | 'openBy'>;

/** Whose secrets are for other registries than Docker Hub. */
export interface Elsewhere {
  readonly whose: 'pod' | 'namespace';
  /** Without a repeat, in order. */
  readonly hosts: readonly string[];
}

export type Forgotten =
  /**
   * `video-encoder`: under `library/`, and none of the Docker Official Images. `elsewhere`: so it is certain, unless
   * something runs that speaks for it, or what runs is not known (`doubt`).
   */
  | { readonly kind: 'unofficial'; readonly elsewhere: Elsewhere | undefined; readonly doubt: Doubt | undefined }
  /** `acme/app`: may well be there. */
  | { readonly kind: 'organisation'; readonly elsewhere: Elsewhere };

/** Why a name that looks forgotten is not certain to be. */
export type Doubt = Extract<Evidence, { readonly kind: 'runs-with-secret' | 'unknown' }>;

type Context = Pick<RuleContext, 'facts' | 'settings' | 'request' | 'budget'>;

const OFFICIAL = 'library/';

/** Undefined where Docker Hub may well be meant. */
export function forgottenRegistry(
  context: Context,
  reference: ImageReference,
  prospect: Prospect,
): Forgotten | undefined {
  const suspected = suspectedOf(context, reference, prospect);
  if (suspected === undefined) return undefined;
  const evidence = evidenceFor(reference, context);
  switch (evidence.kind) {
    case 'runs':
      return undefined;
    case 'runs-with-secret':
      return suspected.kind === 'organisation' ? undefined : { ...suspected, doubt: evidence };
    case 'unknown':
      return suspected.kind === 'organisation' ? suspected : { ...suspected, doubt: evidence };
    case 'none':
      return suspected;
    default:
      return evidence satisfies never;
  }
}

/** By the name and the secrets alone: is it worth asking what runs? */
export function isSuspected(
  context: Pick<Context, 'facts' | 'settings'>,
  reference: ImageReference,
  prospect: Prospect,
): boolean {
  return suspectedOf(context, reference, prospect) !== undefined;
}

function suspectedOf(
  { facts, settings }: Pick<Context, 'facts' | 'settings'>,
  reference: ImageReference,
  prospect: Prospect,
): Forgotten | undefined {
  const { state, matches } = prospect;
  if (!mayBeForgotten(reference, prospect) || actionOf(FORGOTTEN, 'warn', settings) === 'off') return undefined;
  const own = hubHasLogin(reference, matches, settings) ? undefined : elsewhereOf(facts);
  if (reference.path.startsWith(OFFICIAL)) return { kind: 'unofficial', elsewhere: own, doubt: undefined };
  // Of a pod whose pulls are all refused nothing is known, and a name that is absent may be the login for Docker Hub.
  if (own === undefined || state === 'blocked' || namesAbsent(facts) || hubIn(facts)) return undefined;
  return { kind: 'organisation', elsewhere: own };
}

/** By its text and the settings alone: is there anything to be asked? */
export function mayBeForgotten(reference: ImageReference, { state, pattern, matches, openBy }: Prospect): boolean {
  if (!reference.shortName || state === 'not-pulled' || isNamed(pattern)) return false;
  // Docker Hub has it under this very name, for everybody: no more is asked of what runs.
  if (openBy !== undefined) return false;
  if (reference.path.startsWith(OFFICIAL)) return isUnofficial(reference);
  return matches.length === 0;
}

/** Of a short name. */
export function isUnofficial({ path }: ImageReference): boolean {
  return path.startsWith(OFFICIAL) && !OFFICIAL_IMAGES.has(path.slice(OFFICIAL.length));
}

/** A pattern that says more than that there is Docker Hub is somebody's word that the repository is there. */
function isNamed(pattern: string | undefined): boolean {
  if (pattern === undefined) return false;
  const path = pattern.slice(`${pattern}/`.indexOf('/') + 1);
  return path !== '' && path !== OFFICIAL;
}

/** The nodes may have it, whatever the pattern that decides; an entry without a user speaks for it as well. */
function hubHasLogin({ repository }: ImageReference, matches: readonly unknown[], settings: Settings): boolean {
  return matches.length > 0 || nodePatterns(settings).some((pattern) => matchesPattern(pattern, repository));
}

// ------------------------------------------------------------------------------------------------- what secrets are for

interface Hosts {
  readonly hub: boolean;
  readonly others: readonly string[];
}

interface Known {
  readonly own: Hosts | undefined;
  readonly all: Hosts;
}

const knownOf = new WeakMap<Facts, Known>();

/** Found once for all images of an object. */
function known(facts: Facts): Known {
  const before = knownOf.get(facts);
  if (before !== undefined) return before;
  const made = { own: ownHosts(facts), all: hostsIn(facts.candidates.state === 'found' ? facts.candidates.value : []) };
  knownOf.set(facts, made);
  return made;
}

/** Undefined where the list, or a secret of it, could not be read: it may be the one for Docker Hub. */
function ownHosts({ effective, secrets }: Facts): Hosts | undefined {
  if (effective.state === 'unknown') return undefined;
  if (effective.state === 'absent') return NONE;
  for (const name of effective.value.names) if (secrets.get(name)?.state === 'unknown') return undefined;
  const found = foundSecrets(effective.value, secrets);
  return found.some(({ form }) => form === 'oversized') ? undefined : hostsIn(found);
}

const NONE: Hosts = { hub: false, others: [] };

/** The pod's own secrets where there are any, else those of the namespace; undefined where one is for Docker Hub. */
function elsewhereOf(facts: Facts): Elsewhere | undefined {
  const { own, all } = known(facts);
  if (own === undefined || own.hub) return undefined;
  if (own.others.length > 0) return { whose: 'pod', hosts: own.others };
  return 'partial' in facts.candidates || all.hub || all.others.length === 0
    ? undefined
    : { whose: 'namespace', hosts: all.others };
}

function hubIn(facts: Facts): boolean {
  return known(facts).all.hub;
}

function namesAbsent({ effective, secrets }: Facts): boolean {
  return effective.state === 'found' && effective.value.names.some((name) => secrets.get(name)?.state === 'absent');
}

const HUB = /(?:^|\.)docker\.(?:io|com)(?::\d+)?$/;
/** Nobody needs more to be convinced. */
const MOST_HOSTS = 200;

function hostsIn(secrets: readonly PullSecret[]): Hosts {
  const others = new Set<string>();
  let hub = false;
  for (const secret of secrets) {
    hub ||= speaksForHub(secret);
    for (const { host, hasUser } of keysIn(secret)) {
      if (hasUser && !HUB.test(host) && others.size < MOST_HOSTS) others.add(host);
    }
  }
  return { hub, others: [...others].sort(compare) };
}

/** What cannot be used, or is written wrong, tells what was meant as well. */
function speaksForHub(secret: PullSecret): boolean {
  const entries = 'entries' in secret ? secret.entries : 'holds' in secret ? (secret.holds?.entries ?? []) : [];
  return entries.some(({ normalized, described, key }) => HUB.test(hostOf(normalized ?? described?.rest ?? key)));
}

function hostOf(key: string): string {
  return key.replace(/^[a-z]+:\/\//, '').split('/', 1)[0] ?? '';
}

export interface ReadKey {
  readonly host: string;
  /** Without slashes at its ends. */
  readonly path: string;
  readonly hasUser: boolean;
}

/** The keys that name a registry. Of a key that is not shown no part is shown. */
export function keysIn(secret: PullSecret): readonly ReadKey[] {
  if (!('entries' in secret)) return [];
  return secret.entries.flatMap(({ normalized, described, hasUser }) => {
    if (normalized === null || described !== undefined) return [];
    const [host = '', ...rest] = normalized.split('/');
    if (!/[.:]/.test(host) && host !== 'localhost') return [];
    return { host, path: rest.filter((part) => part !== '').join('/'), hasUser };
  });
}
