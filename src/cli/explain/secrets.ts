/** The part of the report about secrets: whose list counts, what is in it, which keys are tried, what else is there. */
import { wouldMatch } from '../../core/causes/wrong-type.js';
import { compare } from '../../core/choice.js';
import type { Facts } from '../../core/facts.js';
import { foundSecrets, type RatedMatch, rate } from '../../core/outlook.js';
import { flawWords } from '../../core/rules/credential-suspect.js';
import { whySkipped } from '../../core/rules/secret-wrong-type.js';
import { createKeyring } from '../../core/secret/keyring.js';
import { explainMiss, nearestMiss } from '../../core/secret/near-miss.js';
import type { AuthEntry, ImageReference, Lookup, NearMiss, PullSecret } from '../../core/types.js';
import { keyName } from '../../core/words/naming.js';
import type { ImageExplanation, ObjectExplanation } from '../../facts/explain.js';
import type {
  ExplainedKey,
  ExplainedKeyring,
  ExplainedList,
  ExplainedOthers,
  ExplainedSecret,
  MissedKey,
} from './report.js';
import { STANDINGS } from './standings.js';

/** Of each kind, so many are listed: a secret of 1 MiB has room for 40000 keys. */
const TRIED = 20;
const MISSED = 8;
const OTHERS = 10;
/** Keys that are explained to find the nearest of them. */
const EXPLAINED = 200;

// ---------------------------------------------------------------------------------------------------------------- list

/** @param reference the image that a secret is skipped for; undefined: none, or several */
export function explainList({ facts }: ObjectExplanation, reference: ImageReference | undefined): ExplainedList {
  const { effective, serviceAccount } = facts;
  const shape = (name: string): ExplainedSecret => explainSecret(name, facts, reference);
  const account = serviceAccount.state === 'found' ? serviceAccount.value.imagePullSecrets : [];
  const isOwn = effective.state === 'found' && effective.value.from === 'pod';
  return {
    from: effective.state === 'found' ? effective.value.from : 'nobody',
    serviceAccount: {
      state: serviceAccount.state,
      why: serviceAccount.state === 'unknown' ? serviceAccount.reason : '',
    },
    secrets: effective.state === 'found' ? effective.value.names.map(shape) : [],
    hidden: isOwn ? account.map(shape) : [],
  };
}

function explainSecret(name: string, { secrets }: Facts, reference: ImageReference | undefined): ExplainedSecret {
  if (name === '') return { name, state: 'skipped', keys: 0, why: 'an entry without a name, which the kubelet skips' };
  const lookup = secrets.get(name) ?? UNASKED;
  switch (lookup.state) {
    case 'absent':
      return { name, state: 'absent', keys: 0, why: 'it is not there, and the kubelet goes on without it' };
    case 'unknown':
      return { name, state: 'unknown', keys: 0, why: lookup.reason };
    case 'found':
      return explainFound(lookup.value, reference);
    default:
      return lookup satisfies never;
  }
}

const UNASKED: Lookup<never> = { state: 'unknown', reason: 'it was not asked for' };

function explainFound(secret: PullSecret, reference: ImageReference | undefined): ExplainedSecret {
  const { name } = secret;
  switch (secret.form) {
    case 'malformed': {
      const { path, why } = secret.fault;
      const where = path === '' ? '' : ` (at ${path})`;
      return {
        name,
        state: 'malformed',
        keys: 0,
        why: `${why}${where}; the kubelet then refuses every pull of the pod`,
      };
    }
    case 'unusable':
      return {
        name,
        state: 'skipped',
        keys: 0,
        why: reference === undefined ? NO_TYPE : whySkipped(secret, reference),
      };
    case 'dockerconfigjson':
    case 'dockercfg': {
      const { usesHelper, entries, omitted = 0 } = secret;
      const why = [
        ...(usesHelper ? ['it names a credential helper, which the kubelet ignores'] : []),
        ...(omitted > 0 ? ['it is so large that only those keys were read that decide about this image'] : []),
      ].join('; ');
      return { name, state: 'found', keys: entries.length + omitted, why };
    }
    case 'oversized':
      return { name, state: 'found', keys: secret.count, why: 'it is larger than Pullgate reads' };
    default:
      return secret satisfies never;
  }
}

const NO_TYPE = 'its type or its data key is not that of a pull secret, so the kubelet skips it';

// ------------------------------------------------------------------------------------------------------------- keyring

export function explainKeyring(explanation: ImageExplanation): ExplainedKeyring {
  const { facts, outlook } = explanation;
  const { reference, state } = outlook;
  const listed = facts.effective.state === 'found' ? foundSecrets(facts.effective.value, facts.secrets) : [];
  if (reference === undefined || state === 'not-pulled') {
    return { state, tried: [], missed: [], more: { tried: 0, missed: 0 } };
  }
  const matches = state === 'blocked' ? ratedMatches(listed, reference, explanation) : outlook.matches;
  const { missed, total } = missedKeys(listed, matches, reference);
  return {
    state,
    tried: matches.slice(0, TRIED).map(explainKey),
    missed,
    more: { tried: Math.max(0, matches.length - TRIED), missed: total - missed.length },
  };
}

function ratedMatches(
  secrets: readonly PullSecret[],
  { repository }: ImageReference,
  { facts, settings }: ImageExplanation,
): readonly RatedMatch[] {
  return createKeyring(secrets)
    .lookup(repository)
    .map((match) => rate(match, facts.now, settings));
}

function explainKey({ secret, entry, via, standing, expiring, stale }: RatedMatch): ExplainedKey {
  const { key, described, expiresAt, flaws, ignoredToken } = entry;
  return {
    secret,
    key,
    described: described !== undefined,
    via,
    standing,
    expiresAt: expiresAt === undefined ? '' : timeText(expiresAt),
    notes: [
      ...flaws.map(flawWords),
      ...(expiring ? ['it expires soon'] : []),
      ...(stale ? ['it was last changed longer ago than such a token lives'] : []),
      ...(ignoredToken ? ['it also holds a token of a kind that the kubelet ignores'] : []),
    ],
  };
}

/** A token can name any year; what JavaScript cannot write is not written. */
function timeText(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString().replace('.000Z', 'Z') : '';
}

function missedKeys(
  secrets: readonly PullSecret[],
  matches: readonly RatedMatch[],
  reference: ImageReference,
): { readonly missed: readonly MissedKey[]; readonly total: number } {
  const tried = new Set<AuthEntry>(matches.map(({ entry }) => entry));
  const rest = distinct(secrets).flatMap((secret) =>
    'entries' in secret
      ? secret.entries.flatMap((entry) => (tried.has(entry) ? [] : [{ secret: secret.name, entry }]))
      : [],
  );
  const misses = rest
    .slice(0, EXPLAINED)
    .map(({ secret, entry }) => explainMiss(reference, entry, secret) ?? spare(secret, entry));
  const nearest = rest.length > EXPLAINED ? nearestMiss(reference, secrets) : undefined;
  const isKnown = misses.some((miss) => miss.secret === nearest?.secret && miss.key === nearest.key);
  const all = nearest === undefined || isKnown ? misses : [nearest, ...misses];
  const missed = [...all].sort(nearestFirst).slice(0, MISSED);
  const omitted = distinct(secrets).reduce((sum, secret) => sum + omittedOf(secret), 0);
  return { missed: missed.map(({ secret, why }) => ({ secret, why })), total: rest.length + omitted };
}

function omittedOf(secret: PullSecret): number {
  return 'entries' in secret ? (secret.omitted ?? 0) : 0;
}

/** Docker Hub's own key, which would do, but is asked only where no other key matches (semantics 2.22). */
function spare(secret: string, entry: AuthEntry): NearMiss {
  const { key } = entry;
  const why = `${keyName(entry)} is kept for the case that no other key matches (Docker Hub)`;
  return { kind: 'spare', secret, key, why, distance: 0 };
}

function nearestFirst(a: NearMiss, b: NearMiss): number {
  return a.distance - b.distance || compare(a.secret, b.secret) || compare(a.key, b.key);
}

/** A name that stands twice in the list is one secret. */
function distinct(secrets: readonly PullSecret[]): readonly PullSecret[] {
  return [...new Map(secrets.map((secret) => [secret.name, secret])).values()];
}

// -------------------------------------------------------------------------------------------------------------- others

export function explainOthers(explanation: ImageExplanation): ExplainedOthers {
  const { facts, outlook } = explanation;
  const { candidates, effective } = facts;
  const { reference } = outlook;
  if (candidates.state === 'unknown') return { state: 'unknown', why: candidates.reason, secrets: [], more: 0 };
  const listed = new Set(effective.state === 'found' ? effective.value.names : []);
  const here = candidates.state === 'found' ? candidates.value : [];
  const others = reference === undefined ? [] : here.filter(({ name }) => !listed.has(name));
  const secrets = [...others]
    .sort((a, b) => compare(a.name, b.name))
    .flatMap((secret) => {
      const why = reference === undefined ? undefined : whyMatches(secret, reference, explanation);
      return why === undefined ? [] : [{ name: secret.name, why }];
    });
  return { state: 'found', why: '', secrets: secrets.slice(0, OTHERS), more: Math.max(0, secrets.length - OTHERS) };
}

function whyMatches(secret: PullSecret, reference: ImageReference, explanation: ImageExplanation): string | undefined {
  if (secret.form === 'unusable') {
    return wouldMatch(secret, reference.repository) ? whySkipped(secret, reference) : undefined;
  }
  const [first] = ratedMatches([secret], reference, explanation);
  if (first === undefined) return undefined;
  return `${keyName(first.entry)}, ${STANDINGS[first.standing]}`;
}
