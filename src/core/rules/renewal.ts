/** The fix that the rules about bad credentials share: a new secret, in place of the old one where that held nothing else. */

import type { ImageOutlook } from '../outlook.js';
import { newSecret, replaceable, withoutSecrets } from '../remedy.js';
import { isRenewing } from '../secret/makers.js';
import type { Fix, ImageReference } from '../types.js';
import { registryName } from '../words/naming.js';
import type { RuleContext } from './rule.js';

/**
 * A secret that holds more keys stays in the list for their sake. On a public image its bad entry would go on being
 * tried, but after it, or before it, the new one succeeds (semantics 2.23). A public image needs no login at all: there the
 * bad one is taken away, if nothing else goes with it.
 *
 * @param outlook the image that the bad credential is sent for
 */
export function renewal(
  context: RuleContext,
  reference: ImageReference,
  name: string,
  outlook: Pick<ImageOutlook, 'need' | 'matches'>,
): { readonly fix?: Fix } {
  // A second one beside it would be forgotten, and the next change of the login would break the pods again.
  return renewerOf(context, name) === undefined ? { fix: byHand(context, reference, name, outlook) } : {};
}

/**
 * A clause about who writes the secret, after a semicolon: `late` where what it wrote is too old, `wrong` where it is at
 * fault. '' where nobody is known to.
 */
export function renewerClause(context: RuleContext, name: string, what: 'late' | 'wrong'): string {
  const renewer = renewerOf(context, name);
  if (renewer === undefined) return '';
  return what === 'late'
    ? `; ${renewer} writes this secret, so look why it no longer does`
    : `; ${renewer} writes this secret, so mend it where that takes it from`;
}

function renewerOf({ facts }: RuleContext, name: string): string | undefined {
  const secret = facts.secrets.get(name);
  const madeBy = secret?.state === 'found' ? secret.value.madeBy : undefined;
  return isRenewing(madeBy) ? madeBy : undefined;
}

function byHand(
  context: RuleContext,
  reference: ImageReference,
  name: string,
  outlook: Pick<ImageOutlook, 'need' | 'matches'>,
): Fix {
  const secrets = [...new Set(outlook.matches.map(({ secret }) => secret))];
  if (outlook.need === 'public' && secrets.every((each) => isAlone(context, each))) {
    return {
      ...withoutSecrets(context, secrets),
      note: `${registryName(reference)} needs no login for this image: it is listed as public`,
    };
  }
  return newSecret(context, reference, isAlone(context, name) ? [name] : []);
}

function isAlone({ facts }: RuleContext, name: string): boolean {
  const secret = facts.secrets.get(name);
  return secret?.state === 'found' && replaceable(secret.value);
}
