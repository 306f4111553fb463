import { AGAINST_LIMITS } from '../pull-words/advice.js';
import type { PullOutcome } from '../registry-answer.js';
import { newSecret } from '../remedy.js';
import type { RuleFinding } from '../types.js';
import { ageClause, loginName, untilWords } from '../words/answer.js';
import { registryName } from '../words/naming.js';
import { given, nodesMayBring, ONLY_WARNS, type Pull, pullOf, type Try } from './answered.js';
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
    what: 'The registry has answered Pullgate with 429, no more pulls or no more requests for now, or says that no pull is left. Without a login the limit counts for an address, which here is that of Pullgate; the nodes may share it, or have one of their own. With a login it counts for the account, whoever uses it.',
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
    if (outlook.state !== 'works') return undefined;
    const pull = pullOf(outlook, context.facts);
    const isGiven = pull !== undefined && given(pull) !== undefined;
    if (pull === undefined || (isGiven && given(pull)?.noPullsLeft !== true)) return undefined;
    for (const each of pull.tries) {
      const outcome = limitOf(each.outcome);
      // Of one that is given the last try counts, which has used up what there was.
      if (outcome === undefined || (isGiven && each !== pull.tries.at(-1))) continue;
      // After it the nodes pull with an account of their own.
      if (nodesMayBring(outlook, pull.reference, context.settings)) return undefined;
      return { ...told(outcome, each, pull, context), uses: [outlook.use], ...ONLY_WARNS };
    }
    return undefined;
  }),
};

/** A HEAD is no pull: where none is left, the image is shown and not given. */
function limitOf(outcome: PullOutcome): Pick<RateLimited, 'limit' | 'until'> | undefined {
  if (outcome.result === 'rate-limited') return outcome;
  return outcome.result === 'pullable' && outcome.noPullsLeft === true ? { limit: 'pulls' } : undefined;
}

function told(
  outcome: Pick<RateLimited, 'limit' | 'until'>,
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
      because: `the limit of the account of ${loginName(match.secret, match.entry)}, is reached${until}`,
    };
  }
  return {
    problem,
    because: `the limit of Pullgate's address, which the nodes may share, is reached${until}`,
    fix: { ...newSecret(reference), note: AGAINST_LIMITS },
  };
}
