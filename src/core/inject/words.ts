/** Clauses about injection, for findings and for the audit log. */

import type { Subject } from '../types.js';
import { doubtWords } from '../words/doubt.js';
import { quoted } from '../words/escape.js';
import { accountName, secretName } from '../words/naming.js';
import type { Ahead } from './harm.js';
import type { NotAdded } from './not-added.js';

/** What an image works with today. */
export function insteadOf({ of }: Ahead): string {
  switch (of) {
    case 'node':
      return "the node's credentials";
    case 'anonymous':
      return 'an anonymous pull';
    default:
      return secretName(of.secret);
  }
}

/** Why a secret that matches is not added, as a clause. */
export function notAddedClause(refusal: NotAdded, subject: Subject): string {
  const { secret } = refusal;
  switch (refusal.why) {
    case 'account':
      return `injecting ${secretName(secret)} is forbidden by kubernetes.io/enforce-mountable-secrets on ${accountName(subject)}`;
    case 'selector':
      return `injection.selector leaves ${secretName(secret)} out`;
    case 'registry':
      return 'injection.registries leaves this registry out';
    case 'harm':
      return `injecting ${secretName(secret)} would take from image ${quoted(refusal.image, 96)} what it is pulled with`;
    case 'other':
      return `${secretName(secret)} would serve it, but nothing serves image ${quoted(refusal.image, 96)}, and injection helps all images of a pod or none`;
    case 'expired':
      return `${secretName(secret)} matches, but has expired`;
    case 'hopeless':
      return `${secretName(secret)} matches, but cannot work`;
    case 'anonymous':
      return `${secretName(secret)} matches, but has no user name or no password`;
    case 'doubt':
      return `injection leaves ${secretName(secret)} out, because it may not work: ${doubtWords(refusal.doubt)}`;
    default:
      return refusal satisfies never;
  }
}

/** Of an image for which no secret is known that matches. */
export function nothingMatches(limited: boolean): string {
  return limited ? 'no other secret of those that were compared matches' : 'no other secret of the namespace matches';
}

/** Why a choice may not be the best one. */
export const LIMITED =
  'there are more images and secrets than are compared: another choice may be smaller, or help where this one does not';
