import { ON_CLUSTER } from '../basis.js';
import { renewal } from '../remedy.js';
import type { RuleFinding } from '../types.js';
import { keyName, registryName, secretName } from '../words/naming.js';
import { perImage } from './per-image.js';
import type { Rule } from './rule.js';
import { firstIfAllUsable } from './usable.js';

/** PG304: every credential that works expires soon (semantics 7.1, 7.2). */
export const credentialExpiring: Rule<'PG304'> = {
  code: 'PG304',
  slug: 'credential-expiring',
  title: 'the credential expires soon',
  defaultAction: 'warn',
  scope: 'image',
  docs: {
    what: 'The token in the Secret carries its own expiry, and that is near (`credentials.expiringWithin`, one hour by default). No other credential matches that lives longer.',
    why: 'The pod starts now; its next start on another node will not.',
    kubelet: 'It does not look at the expiry. From that moment on the registry refuses.',
    fix: 'Renew the Secret, and have something renew it from now on.',
    source: ['pkg/credentialprovider/keyring.go'],
  },
  evaluate: perImage(({ use, reference, matches, state, need }, context) => {
    if (reference === undefined || state !== 'works') return undefined;
    const first = firstIfAllUsable(matches, ({ expiring }) => expiring);
    if (first === undefined) return undefined;
    return {
      problem: `the credential for ${registryName(reference)} expires soon`,
      because: `${secretName(first.secret)}, ${keyName(first.entry)}, holds a token that is valid for less than ${duration(context.settings.credentials.expiringWithin)}`,
      ...fixFor(context, reference, first.secret, need),
      uses: [use],
      basis: ON_CLUSTER,
    };
  }),
};

/** What something renews, it will. */
function fixFor(...asked: Parameters<typeof renewal>): Pick<RuleFinding, 'fix'> {
  const fix = renewal(...asked);
  return fix.intents.some((intent) => intent.do === 'renew') ? {} : { fix };
}

/** The bound, not the time that is left: the same input makes the same text (promise 3). */
function duration(seconds: number): string {
  if (seconds % 3600 === 0) return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`;
  return seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`;
}
