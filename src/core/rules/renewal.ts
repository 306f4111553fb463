/** The fix that the rules about bad credentials share: a new secret, in place of the old one where that held nothing else. */
import { newSecret, replaceable } from '../remedy.js';
import type { Fix, ImageReference } from '../types.js';
import type { RuleContext } from './rule.js';

/**
 * A secret that holds more keys stays in the list for their sake. On a public image its bad entry would go on being
 * tried, but after it, or before it, the new one succeeds (semantics 2.23).
 */
export function renewal(context: RuleContext, reference: ImageReference, name: string): Fix {
  const secret = context.facts.secrets.get(name);
  const alone = secret?.state === 'found' && replaceable(secret.value);
  return newSecret(context, reference, alone ? [name] : []);
}
