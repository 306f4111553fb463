import { AGAINST_LIMITS } from '../pull-words/advice.js';
import type { PullOutcome } from '../registry-answer.js';
import { newSecret } from '../remedy.js';
import type { RuleFinding } from '../types.js';
import { ageClause, loginName, untilWords } from '../words/answer.js';
import { registryName } from '../words/naming.js';
import { nodesMayBring, ONLY_WARNS, type Pull, pullOf, type Try } from './answered.js';
import { perImage } from './per-image.js';
import type { Rule, RuleContext } from './rule.js';

type RateLimited = Extract<PullOutcome, { readonly result: 'rate-limited' }>;

/** PG503: the registry gives no more for now (semantics 8.6). It passes by itself, so it never denies. */
export const registryRateLimited: Rule<'PG503'> = {
  code: 'PG503',
  slug: 'registry-rate-limited',
  title: 'the registry limits pulls',
  defaultAction: 'warn',
  scope: 'image',
  probed: 'never-denies',
  docs: {
    what: 'The registry answered Pullgate with 429 (too many pulls, or too many requests), or it says that no pull is left. Without a login the limit belongs to an address: here that of Pullgate, which the nodes may share. With a login it belongs to the account, whoever uses it.',
    why: 'Docker Hub gives 100 pulls in 6 hours to an address without a login: behind one NAT a cluster shares them, and a drain or a scale-up ends in ImagePullBackOff.',
    kubelet:
      'It gets the same answer where its limit is reached, waits, and tries again: ErrImagePull, then ImagePullBackOff until the limit is over.',
    fix: 'Wait; for good, pull with a login of your own, or through a mirror. It never denies, whatever `probe.deny` and `rules` say.',
    source: [
      'Docker Hub usage and limits: docs.docker.com, docker-hub/usage',
      'pkg/kubelet/images/image_manager.go (back-off)',
    ],
  },
  evaluate: perImage((outlook, context) => {
    const pull = outlook.state === 'works' ? pullOf(outlook, context.facts) : undefined;
    const found = pull === undefined ? undefined : limited(pull);
    // After it the nodes pull with an account of their own.
    if (pull === undefined || found === undefined || nodesMayBring(outlook, pull.reference, context.settings)) {
      return undefined;
    }
    return { ...told(found.limit, found.tried, pull, context), uses: [outlook.use], ...ONLY_WARNS };
  }),
};

type Limit = Pick<RateLimited, 'limit' | 'until'>;

function limited({ tries }: Pull): { readonly tried: Try; readonly limit: Limit } | undefined {
  const last = tries.at(-1);
  if (last?.outcome.result === 'pullable') {
    // A HEAD is no pull: where none is left, the image is shown and not given.
    return last.outcome.noPullsLeft === true ? { tried: last, limit: { limit: 'pulls' } } : undefined;
  }
  for (const tried of tries) {
    if (tried.outcome.result === 'rate-limited') return { tried, limit: tried.outcome };
  }
  return undefined;
}

const AGAINST_ACCOUNT_LIMIT = 'wait, or pull with another account or through a mirror';

function told(
  outcome: Limit,
  { match, at }: Try,
  { reference }: Pull,
  { facts }: RuleContext,
): Pick<RuleFinding, 'problem' | 'because' | 'fix'> {
  const what = outcome.limit === 'pulls' ? 'gives no more pulls' : 'takes no more requests';
  const until = `${untilWords(outcome, facts.now)}${ageClause(at, facts.now)}`;
  const problem = `${registryName(reference)} ${what} ${match === undefined ? 'without a login' : 'with this login'}`;
  if (match !== undefined) {
    return {
      problem,
      because: `the limit of its account (${loginName(match.secret, match.entry)}) is reached${until}; ${AGAINST_ACCOUNT_LIMIT}`,
    };
  }
  return {
    problem,
    because: `the limit of Pullgate's address, which the nodes may share, is reached${until}`,
    fix: { ...newSecret(reference), note: AGAINST_LIMITS },
  };
}
