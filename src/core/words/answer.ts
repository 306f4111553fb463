/**
 * What a registry answered, in words: for the rules that rest on it and for `explain`, so that both say the same. Nothing of
 * it is a text of the registry: an outcome holds closed words, numbers, and names that are checked and escaped here.
 */
import { isTag } from '../image/tag.js';
import type { PullOutcome, RegistryAnswer, Unreachable } from '../registry-answer.js';
import type { AuthEntry, ImageReference } from '../types.js';
import { quoted, shown } from './escape.js';
import { hostName, keyName, registryName, secretName, versionName } from './naming.js';
import { agoWords, spanWords } from './span.js';

type Refused = Extract<PullOutcome, { readonly result: 'refused' }>;
type NotFound = Extract<PullOutcome, { readonly result: 'not-found' }>;
type RateLimited = Extract<PullOutcome, { readonly result: 'rate-limited' }>;

/** `secret "regcred", key "ghcr.io"`. */
export function loginName(secret: string, entry: AuthEntry): string {
  return `${secretName(secret)}, ${keyName(entry, 128)}`;
}

/** Why, of a login: a clause. */
export function refusedWords({ what, mayBeAbsent, expired }: Refused, { path }: ImageReference): string {
  const absent = mayBeAbsent ? ', or there is no such repository' : '';
  switch (what) {
    case 'credential':
      return expired === true ? 'the login has expired' : 'the login is wrong, was withdrawn or has run out';
    case 'permission':
      return `the login is right, and may not read ${quoted(path)}${absent}`;
    case 'either':
      return expired === true
        ? 'the login has expired'
        : `the login is wrong or has run out, or may not read ${quoted(path)}${absent}`;
    default:
      return what satisfies never;
  }
}

/** `ghcr.io has no tag "1.4" of "acme/app"`. */
export function absentWords({ what }: Pick<NotFound, 'what'>, reference: ImageReference): string {
  const registry = registryName(reference);
  const repository = quoted(reference.path);
  return what === 'repository'
    ? `${registry} has no repository ${repository}`
    : `${registry} has no ${versionName(reference)} of ${repository}`;
}

/** A sentence about the registry, without where it was asked from. */
export function unreachableWords(why: Unreachable, reference: ImageReference): string {
  const host = hostName(reference);
  switch (why) {
    case 'name-unresolved':
      return `the name ${host} does not resolve`;
    case 'connection-refused':
      return `${host} refuses the connection`;
    case 'connection-broken':
      return `the connection to ${host} breaks`;
    case 'timeout':
      return `${host} does not answer in time`;
    case 'certificate-unknown-authority':
      return `the certificate of ${host} is of an authority that is not trusted`;
    case 'certificate-expired':
      return `the certificate of ${host} has expired, or is not valid yet`;
    case 'certificate-other-name':
      return `the certificate of ${host} is for another name`;
    case 'tls':
      return `no TLS connection to ${host} comes about`;
    case 'plain-http':
      return `${host} speaks plain HTTP, and was asked with HTTPS`;
    case 'registry-error':
      return `${host} answers with an error of its own`;
    default:
      return why satisfies never;
  }
}

/** ` for about 40 minutes`; '' where the registry does not say, or it is over. */
export function untilWords({ until }: Pick<RateLimited, 'until'>, now: number): string {
  return until === undefined || until <= now ? '' : ` for ${spanWords(until - now)}`;
}

/** `asked just now`, `asked 3 minutes ago and remembered`. */
export function askedWords(at: number, source: RegistryAnswer['source'], now: number): string {
  const ago = `asked ${agoWords(now - at)}`;
  return source === 'remembered' ? `${ago} and remembered` : ago;
}

/** What remembers may be late by: said where it is more than a minute; else ''. */
export function ageClause(at: number, now: number): string {
  return now - at < 60_000 ? '' : `; the registry was asked ${agoWords(now - at)}`;
}

/** One try, for a list of them: a clause whose subject is the registry. @param isLogin with a credential, or without one */
export function outcomeWords(outcome: PullOutcome, reference: ImageReference, now: number, isLogin: boolean): string {
  switch (outcome.result) {
    case 'pullable': {
      const { digest, platforms = [] } = outcome;
      const parts = [...(digest === undefined ? [] : [shown(digest, 80)]), ...platforms.map((each) => shown(each, 40))];
      const left = outcome.noPullsLeft === true ? ', but no pull is left' : '';
      return `gives it${parts.length === 0 ? '' : ` (${listed(parts)})`}${left}`;
    }
    case 'refused':
      return `refuses it (${outcome.status})${isLogin ? `: ${refusedWords(outcome, reference)}` : ''}`;
    case 'not-found': {
      const hidden = outcome.mayBeHidden ? ', or does not show it' : '';
      const nearest =
        outcome.nearestTag === undefined || !isTag(outcome.nearestTag)
          ? ''
          : `; the nearest tag is ${quoted(outcome.nearestTag, 128)}`;
      return `has no such ${outcome.what}${hidden}${nearest}`;
    }
    case 'rate-limited':
      return `limits ${outcome.limit === 'pulls' ? 'pulls' : 'requests'}${untilWords(outcome, now)}`;
    case 'unreachable':
      return `was not reached: ${unreachableWords(outcome.why, reference)}`;
    case 'unknown':
      return `did not say: ${shown(outcome.reason, 200)}`;
    default:
      return outcome satisfies never;
  }
}

/** Parts that are told one by one: an index may have hundreds of platforms. */
const MOST_PARTS = 12;

function listed(parts: readonly string[]): string {
  const rest = parts.length - MOST_PARTS;
  return rest > 0 ? `${parts.slice(0, MOST_PARTS).join(', ')} and ${rest} more` : parts.join(', ');
}
