import { ON_CLUSTER } from '../basis.js';
import type { RatedMatch } from '../outlook.js';
import { renewal } from '../remedy.js';
import { isRenewing } from '../secret/makers.js';
import { EXPIRES_AT } from '../secret/said-expiry.js';
import type { ImageUse, RuleFinding } from '../types.js';
import { keyName, registryName, secretName } from '../words/naming.js';
import { perImage } from './per-image.js';
import type { Rule, RuleContext } from './rule.js';
import { firstIfAllUsable } from './usable.js';

/** PG304: every credential that works expires soon (semantics 7.1, 7.2). */
export const credentialExpiring: Rule<'PG304'> = {
  code: 'PG304',
  slug: 'credential-expiring',
  title: 'the credential expires soon',
  defaultAction: 'warn',
  scope: 'image',
  docs: {
    what: 'The token in the Secret carries its own expiry, and that is near (`credentials.expiringWithin`, one hour by default). No other credential matches that lives longer. For a token that tells no expiry the annotation `pullgate.dev/expires-at` of the Secret, a time of RFC 3339 such as `2027-01-31T00:00:00Z`, may say it; a value that is none counts as absent, and is told.',
    why: 'The pod starts now; its next start on another node will not.',
    kubelet: 'It does not look at the expiry. From that moment on the registry refuses.',
    fix: 'Renew the Secret, and have something renew it from now on.',
    source: ['pkg/credentialprovider/keyring.go'],
  },
  evaluate: perImage(({ use, reference, matches, state, need }, context) => {
    if (reference === undefined || state !== 'works') return undefined;
    const first = firstIfAllUsable(matches, ({ expiring }) => expiring);
    if (first === undefined) return unreadable(use, matches, context);
    return {
      problem: `the credential for ${registryName(reference)} expires soon`,
      because: `${secretName(first.secret)}, ${keyName(first.entry)}, ${first.entry.expiresAt === undefined ? `is by its annotation ${EXPIRES_AT}` : 'holds a token that is'} valid for less than ${duration(context.settings.credentials.expiringWithin)}`,
      ...fixFor(context, reference, first.secret, need),
      uses: [use],
      basis: ON_CLUSTER,
    };
  }),
};

/** Somebody wrote down when it ends, and nobody can read it. */
function unreadable(use: ImageUse, matches: readonly RatedMatch[], { facts }: RuleContext): RuleFinding | undefined {
  const isUnread = ({ secret, entry }: RatedMatch): boolean => {
    const lookup = facts.secrets.get(secret);
    return entry.expiresAt === undefined && lookup?.state === 'found' && lookup.value.saidExpiryFault === true;
  };
  const first = matches.find(isUnread);
  if (first === undefined) return undefined;
  return {
    problem: `the annotation ${EXPIRES_AT} of ${secretName(first.secret)} cannot be read`,
    because: 'it has to be a time such as 2027-01-31T00:00:00Z, and counts as absent',
    uses: [use],
    basis: ON_CLUSTER,
    ceiling: 'warn',
  };
}

/** What something renews, it will. */
function fixFor(...asked: Parameters<typeof renewal>): Pick<RuleFinding, 'fix'> {
  const fix = renewal(...asked);
  return fix.intents.some((intent) => intent.do === 'renew' && isRenewing(intent.by)) ? {} : { fix };
}

/** The bound, not the time that is left: the same input makes the same text (promise 3). */
function duration(seconds: number): string {
  if (seconds % 3600 === 0) return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`;
  return seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`;
}
