/** Every rule, in the order of its code. A new rule is its file and one line here. */
import { accountAnnotationMissing } from './account-annotation-missing.js';
import { credentialEmpty } from './credential-empty.js';
import { credentialExpired } from './credential-expired.js';
import { credentialExpiring } from './credential-expiring.js';
import { credentialStale } from './credential-stale.js';
import { credentialSuspect } from './credential-suspect.js';
import { digestRequired } from './digest-required.js';
import { factsUnknown } from './facts-unknown.js';
import { imageInvalid } from './image-invalid.js';
import { imageNotFound } from './image-not-found.js';
import { platformMissing } from './platform-missing.js';
import { pullSecretMissing } from './pull-secret-missing.js';
import { registryMismatch } from './registry-mismatch.js';
import { registryMissing } from './registry-missing.js';
import { registryRateLimited } from './registry-rate-limited.js';
import { registryRefused } from './registry-refused.js';
import { registryUnreachable } from './registry-unreachable.js';
import type { Rule } from './rule.js';
import { secretLegacy } from './secret-legacy.js';
import { secretMalformed } from './secret-malformed.js';
import { secretNotFound } from './secret-not-found.js';
import { secretNotFoundUnneeded } from './secret-not-found-unneeded.js';
import { secretNotReferenced } from './secret-not-referenced.js';
import { secretWrongType } from './secret-wrong-type.js';
import { secretsOverlap } from './secrets-overlap.js';
import { serviceAccountMissing } from './service-account-missing.js';
import { serviceAccountShadowed } from './service-account-shadowed.js';
import { staticPod } from './static-pod.js';
import { tagLatest } from './tag-latest.js';
import { tagMissing } from './tag-missing.js';
import { wrongServiceAccount } from './wrong-service-account.js';

const LIST = [
  tagLatest,
  tagMissing,
  imageInvalid,
  digestRequired,
  registryMissing,
  pullSecretMissing,
  secretNotFound,
  secretNotFoundUnneeded,
  secretWrongType,
  registryMismatch,
  secretNotReferenced,
  secretsOverlap,
  secretLegacy,
  secretMalformed,
  credentialEmpty,
  credentialExpired,
  credentialExpiring,
  credentialSuspect,
  credentialStale,
  serviceAccountMissing,
  serviceAccountShadowed,
  wrongServiceAccount,
  accountAnnotationMissing,
  registryRefused,
  imageNotFound,
  registryRateLimited,
  registryUnreachable,
  platformMissing,
  staticPod,
  factsUnknown,
] as const;

/** The codes there are: those of the rules. */
export type RuleCode = (typeof LIST)[number]['code'];

export const RULES: readonly Rule<RuleCode>[] = LIST;

const BY_CODE: ReadonlyMap<string, Rule<RuleCode>> = new Map(RULES.map((rule) => [rule.code, rule]));

export function ruleOf(code: RuleCode): Rule<RuleCode> {
  const rule = BY_CODE.get(code);
  if (rule === undefined) throw new Error(`${code} is no rule`);
  return rule;
}

/** The rule of a code, `PG205`, or of a slug, `registry-mismatch`. */
export function findRule(codeOrSlug: string): Rule<RuleCode> | undefined {
  return BY_CODE.get(codeOrSlug.toUpperCase()) ?? RULES.find(({ slug }) => slug === codeOrSlug.toLowerCase());
}
