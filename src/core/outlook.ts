/**
 * What the kubelet will do for one image: which credentials it will try, and whether one of them can work. Every rule
 * about credentials reads this and none of them asks the keyring itself, so all agree.
 */
import { type Meter, TURN_STEPS } from './budget.js';
import { coverageOf } from './credential-providers.js';
import type { EffectiveSecrets, Facts } from './facts.js';
import { matchesPattern } from './match-images.js';
import { IMAGES_AT_ONCE, type InParts } from './parts.js';
import { type Need, type RegistryNeed, registryNeed } from './registries.js';
import type { RegistryAnswer } from './registry-answer.js';
import { openRepositories, type RegistryAnswers } from './registry-facts.js';
import { keyringInParts } from './secret/keyring.js';
import type { Settings } from './settings.js';
import type {
  AuthEntry,
  CredentialFlaw,
  CredentialMatch,
  ImageReference,
  ImageUse,
  Lookup,
  PullSecret,
} from './types.js';
import { tooLarge } from './words/naming.js';

/** How far one matching credential can be trusted, offline. */
export type Standing = 'good' | 'suspect' | 'expired' | 'hopeless' | 'anonymous';

export interface RatedMatch extends CredentialMatch {
  readonly standing: Standing;
  /** Expires within `credentials.expiringWithin`. */
  readonly expiring: boolean;
  /** A kind that always expires, its expiry not readable, its data older than its life (semantics 7.6). */
  readonly stale: boolean;
  /** It tells no expiry itself, and the one that its owner wrote down is past (secret/said-expiry.ts). */
  readonly lapsed: boolean;
}

export type OutlookState =
  /** The reference does not parse: InvalidImageName, before any credential is looked at (semantics 1.17). */
  | 'invalid'
  /** No pull (`Never`, or preloaded), so no credential is needed (semantics 1.18, 2.27). */
  | 'not-pulled'
  /** A malformed secret stops every pull of the pod (semantics 2.5). */
  | 'blocked'
  /** Some way to pull is there: a credential, an anonymous pull, or the node's own credentials. */
  | 'works'
  /** Credentials match, and every one of them is certain to fail. */
  | 'hopeless'
  /** The registry needs a credential and none matches. */
  | 'lacking'
  /** It depends on something that could not be asked. */
  | 'unknown'
  /** The ServiceAccount that would bring the list does not exist yet (PG401 speaks). */
  | 'deferred';

export interface ImageOutlook {
  readonly use: ImageUse;
  readonly state: OutlookState;
  /** Undefined where the text does not parse. */
  readonly reference: ImageReference | undefined;
  readonly need: Need;
  /** The pattern that decided about the need; undefined where only `registries.unlisted` did, or the registry itself. */
  readonly pattern: string | undefined;
  /** The answer by which the registry gives the repository to everybody; undefined where none says so. */
  readonly openBy?: RegistryAnswer | undefined;
  readonly matches: readonly RatedMatch[];
  /** Why `unknown`. */
  readonly reason: string | undefined;
}

/** Certain to fail wherever they match (semantics 2.15, 7.4, 7.5); all else is a doubt. */
const HOPELESS: ReadonlySet<CredentialFlaw> = new Set<CredentialFlaw>([
  'not-utf8',
  'github-fine-grained-on-ghcr',
  'google-key-broken',
]);

/** Clock skew that is allowed before an expiry counts as past, in ms (semantics 7.7). */
const SKEW = 60_000;

type Secrets = Pick<Facts['secrets'], 'get'>;

export interface OutlookFacts extends Pick<Facts, 'effective' | 'now' | 'serviceAccount'> {
  readonly secrets: Secrets;
  /** Absent: none was asked, or what it says is not to count. */
  readonly registry?: RegistryAnswers;
}

/** The outlook of every image, in the order of `uses`, with pauses. What is asked of a repository is answered once, however many containers run it. */
export function* outlooksInParts(
  uses: readonly ImageUse[],
  facts: OutlookFacts,
  settings: Settings,
  meter: Meter,
): InParts<readonly ImageOutlook[]> {
  const { effective } = facts;
  const secrets = effective.state === 'found' ? foundSecrets(effective.value, facts.secrets) : [];
  const blocked = secrets.some((secret) => secret.form === 'malformed');
  const keyring = yield* keyringInParts(secrets, meter);
  const notKnown = unknownReason(effective, facts.secrets);
  const open = openRepositories(facts.registry);
  const prospects = new Map<string, Prospect>();
  const prospectOf = (repository: string): Prospect => {
    const known = prospects.get(repository);
    if (known !== undefined) return known;
    const listed = registryNeed(repository, settings);
    const matches = keyring.lookup(repository, meter).map((match) => rate(match, facts.now, settings));
    const { need, state, reason } =
      listed.providers === undefined
        ? { need: listed, ...stateOf(listed.need, matches, effective, notKnown) }
        : withProviders(listed, listed.providers, matches, facts, notKnown);
    const openBy = open.get(repository);
    const made: Prospect =
      openBy !== undefined && need.need === 'private'
        ? { need: OPEN, openBy, matches, ...stateOf(OPEN.need, matches, effective, notKnown) }
        : { need, openBy, matches, state, reason };
    prospects.set(repository, made);
    return made;
  };
  const outlooks: ImageOutlook[] = [];
  const hastily = (repository: string): Prospect => hastyProspect(repository, settings);
  for (const use of uses) {
    outlooks.push(lookAt(use, blocked, meter.isOver === true ? hastily : prospectOf, settings));
    meter.steps += IMAGE_STEPS;
    if (outlooks.length % IMAGES_AT_ONCE === 0 || meter.steps >= TURN_STEPS) yield;
  }
  return outlooks;
}

/** What an image of a repository has to expect where it is pulled. */
interface Prospect extends StateOf {
  readonly need: RegistryNeed;
  readonly openBy: RegistryAnswer | undefined;
  readonly matches: readonly RatedMatch[];
}

const UNLISTED: RegistryNeed = { need: 'private' };
/**
 * The registry itself has the last word on what its repository needs, whatever a list says. Only on that: a credential that
 * matches is sent all the same, and where it is refused nobody tries without (semantics 2.23).
 */
const OPEN: RegistryNeed = { need: 'public' };
const NO_MATCHES: readonly RatedMatch[] = [];

/** Without its credentials, for which there is no time: what its registry needs, and what its text says, is said all the same. */
function hastyProspect(repository: string, settings: Settings): Prospect {
  const need = registryNeed(repository, settings);
  if (need.need !== 'private') {
    return { need, openBy: undefined, matches: NO_MATCHES, state: 'works', reason: undefined };
  }
  const reason = 'the object is too large to be compared with its secrets in time';
  return { need, openBy: undefined, matches: NO_MATCHES, state: 'unknown', reason };
}

/** An image without anything special about it, in steps. */
const IMAGE_STEPS = 10;

function lookAt(
  use: ImageUse,
  blocked: boolean,
  prospectOf: (repository: string) => Prospect,
  settings: Settings,
): ImageOutlook {
  if (!use.parsed.ok) return outlookOf(use, undefined, unasked(UNLISTED), 'invalid');
  const { reference } = use.parsed;
  if (!isPulled(use, reference, settings) || blocked) {
    const need = registryNeed(reference.repository, settings);
    const isBlocked = blocked && isPulled(use, reference, settings);
    return outlookOf(use, reference, unasked(need), isBlocked ? 'blocked' : 'not-pulled');
  }
  const prospect = prospectOf(reference.repository);
  return outlookOf(use, reference, prospect, prospect.state);
}

/** No credential was looked for. */
function unasked(need: RegistryNeed): Omit<Prospect, 'state'> {
  return { need, openBy: undefined, matches: NO_MATCHES, reason: undefined };
}

/** One literal of one shape: spreading parts together costs a review more than judging them. */
function outlookOf(
  use: ImageUse,
  reference: ImageReference | undefined,
  { need: { need, pattern }, openBy, matches, reason }: Omit<Prospect, 'state'>,
  state: OutlookState,
): ImageOutlook {
  return { use, state, reference, need, pattern, openBy, matches, reason };
}

/** The secrets of the list that are there, in order; others are skipped as the kubelet does (semantics 2.1). */
export function foundSecrets(effective: EffectiveSecrets, secrets: Secrets): readonly PullSecret[] {
  const found: PullSecret[] = [];
  for (const name of effective.names) {
    const secret = secrets.get(name);
    if (secret?.state === 'found') found.push(secret.value);
  }
  return found;
}

function isPulled(use: ImageUse, reference: ImageReference, settings: Settings): boolean {
  if (use.pullPolicy === 'Never') return false;
  if (use.pullPolicy === 'Always') return true;
  return !settings.images.preloaded.some((pattern) => matchesPattern(pattern, reference.repository));
}

/** Rates one credential with what can be read in it; `now` in ms since the epoch. */
export function rate(match: CredentialMatch, now: number, settings: Settings): RatedMatch {
  const { secret, secretIndex, entryIndex, entry, via, changedAt, saidExpiry } = match;
  const ends = { expiresAt: entry.expiresAt ?? saidExpiry };
  const soon = settings.credentials.expiringWithin * 1000;
  const expiring = ends.expiresAt !== undefined && !isExpired(ends, now) && ends.expiresAt <= now + soon;
  const stale = isStale(match, now);
  const lapsed = isLapsed(match, now);
  const standing = standingOf(match, now);
  return { secret, secretIndex, entryIndex, entry, via, changedAt, saidExpiry, expiring, stale, lapsed, standing };
}

/** By the word of its owner alone, which denies nothing: it may work all the same. */
export function isLapsed({ entry, saidExpiry }: Pick<CredentialMatch, 'entry' | 'saidExpiry'>, now: number): boolean {
  return entry.expiresAt === undefined && isExpired({ expiresAt: saidExpiry }, now);
}

/** A kind that always expires, its expiry not readable, its data older than its life (semantics 7.6). */
export function isStale({ entry, changedAt }: Pick<CredentialMatch, 'entry' | 'changedAt'>, now: number): boolean {
  const { expiresAt, lifetime } = entry;
  if (expiresAt !== undefined || lifetime === undefined || changedAt === undefined) return false;
  return changedAt + lifetime < now - SKEW;
}

/** Past its own expiry, as far as clocks agree. */
export function isExpired({ expiresAt }: { readonly expiresAt?: number | undefined }, now: number): boolean {
  return expiresAt !== undefined && expiresAt <= now - SKEW;
}

export function standingOf({ entry }: Pick<CredentialMatch, 'entry'>, now: number): Standing {
  if (!entry.hasUser) return 'anonymous';
  if (entry.flaws.some((flaw) => HOPELESS.has(flaw))) return 'hopeless';
  // Nothing is sent where the registry uses tokens (semantics 2.17), so a public image comes all the same.
  if (entry.flaws.includes('no-password')) return 'anonymous';
  if (isExpired(entry, now)) return 'expired';
  return entry.flaws.length > 0 ? 'suspect' : 'good';
}

/** What `az acr login` leaves: a user that is no person, no password, and a token that the kubelet ignores (semantics 2.17). */
export function isAcrLogin({ login, flaws }: AuthEntry): boolean {
  return login === 'acr-token' && flaws.includes('no-password');
}

interface StateOf {
  readonly state: OutlookState;
  readonly reason: string | undefined;
}

const WORKS: StateOf = { state: 'works', reason: undefined };

/** Why the list, or a secret in it, could not be read; undefined where all is known. */
function unknownReason(effective: Lookup<EffectiveSecrets>, secrets: Secrets): string | undefined {
  if (effective.state === 'unknown') return effective.reason;
  if (effective.state === 'absent') return undefined;
  for (const name of effective.value.names) {
    const secret = secrets.get(name);
    if (secret?.state === 'unknown') return secret.reason;
    if (secret?.state === 'found' && secret.value.form === 'oversized') return tooLarge(secret.value);
  }
  return undefined;
}

/** Where the nodes bring none to this ServiceAccount, a secret has to: nobody else may pull such an image. */
function withProviders(
  listed: RegistryNeed,
  providers: NonNullable<RegistryNeed['providers']>,
  matches: readonly RatedMatch[],
  { effective, serviceAccount }: OutlookFacts,
  notKnown: string | undefined,
): StateOf & { readonly need: RegistryNeed } {
  const coverage = coverageOf(providers, serviceAccount);
  if (coverage.state === 'covered') return { need: listed, ...WORKS };
  const need: RegistryNeed = { ...listed, need: 'private' };
  const own = stateOf(need.need, matches, effective, notKnown);
  if (own.state === 'works') return { need, ...own };
  if (coverage.state === 'unknown') return { need, state: 'unknown', reason: coverage.reason };
  return { need, ...(coverage.state === 'absent' && own.state === 'lacking' ? DEFERRED : own) };
}

const DEFERRED: StateOf = { state: 'deferred', reason: undefined };

function stateOf(
  need: Need,
  matches: readonly RatedMatch[],
  effective: Lookup<EffectiveSecrets>,
  notKnown: string | undefined,
): StateOf {
  // The node's credentials are tried after the pod's, whatever became of those (semantics 2.24).
  if (need === 'node') return WORKS;
  if (matches.some(({ standing }) => standing === 'good' || standing === 'suspect')) return WORKS;
  // An entry without a user is an anonymous attempt (semantics 2.16); so is having no entry at all (2.25).
  const anonymous = matches.length === 0 || matches.some(({ standing }) => standing === 'anonymous');
  if (need === 'public' && anonymous) return WORKS;
  if (notKnown !== undefined) return { state: 'unknown', reason: notKnown };
  if (effective.state === 'absent') return DEFERRED;
  return { state: matches.length > 0 ? 'hopeless' : 'lacking', reason: undefined };
}
