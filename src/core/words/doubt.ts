/** The words of a doubt about a credential, for those who name its secret all the same, and for those who leave it out. */

import type { Doubt } from '../choice.js';
import { staleWords } from '../rules/credential-stale.js';
import { flawWords } from '../rules/credential-suspect.js';
import { EXPIRES_AT } from '../secret/said-expiry.js';

/** A clause whose subject is the credential: `the password is in quotes`, `it holds an ECR token (12 hours) and …`. */
export function doubtWords(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'suspect':
      return flawWords(doubt.flaw);
    case 'stale':
      return `it ${staleWords(doubt.login)}`;
    case 'lapsed':
      return `by its annotation ${EXPIRES_AT} it has expired`;
    default:
      return doubt satisfies never;
  }
}

/** What has to be said beside a fix that names a doubtful secret; '' where nothing speaks against it. */
export function doubtClause(doubt: Doubt | undefined): string {
  return doubt === undefined ? '' : `; it may not work: ${doubtWords(doubt)}`;
}
