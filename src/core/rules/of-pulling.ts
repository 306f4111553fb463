/** Which codes stand for an image that is not pulled, and of what that depends. */
import { CAUSES } from '../causes/index.js';
import { credentialExpiring } from './credential-expiring.js';
import { registryMissing } from './registry-missing.js';
import { secretLegacy } from './secret-legacy.js';
import { secretNotFoundUnneeded } from './secret-not-found-unneeded.js';
import { secretsOverlap } from './secrets-overlap.js';

/** They say something of secrets, and stop no pull. */
const HARMLESS: ReadonlySet<string> = new Set([
  secretNotFoundUnneeded.code,
  secretsOverlap.code,
  secretLegacy.code,
  credentialExpiring.code,
]);

/** Is it about a secret, a credential or a ServiceAccount, and such that the pull may fail for it? */
export function stopsPull(code: string): boolean {
  return /^PG[234]/.test(code) && !HARMLESS.has(code);
}

const OF_NEED: ReadonlySet<string> = new Set([registryMissing.code, ...CAUSES.map(({ code }) => code)]);

/** No credential matches, so all depends on whether one is needed. */
export function dependsOnNeed(code: string): boolean {
  return OF_NEED.has(code);
}
