/** The fix that the rules about bad credentials share: a new secret, in place of the old one where that held nothing else. */

import type { ImageOutlook } from '../outlook.js';
import { newSecret, replaceable, withoutSecrets } from '../remedy.js';
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
