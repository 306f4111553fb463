import type { ImageOutlook } from '../outlook.js';
import type { PullOutcome } from '../registry-answer.js';
import { newSecret, renewal } from '../remedy.js';
import type { Remedy, RuleFinding } from '../types.js';
import { ageClause, loginName, refusedWords } from '../words/answer.js';
import { quoted, shown } from '../words/escape.js';
import { registryName } from '../words/naming.js';
import { isHidingHub } from './absent-image.js';
import { isListKnown, isTurnedAway, nodesMayBring, onRegistry, type Pull, pullOf, type Try } from './answered.js';
import { perImage } from './per-image.js';
import type { Rule, RuleContext } from './rule.js';

/**
 * PG501: the registry itself says no to each credential that the kubelet would send (semantics 2.23, 8.2, 8.3), or to a pull
 * without one of what counts as public. Where no credential matches and one is needed, PG201 and its like say so already.
 */
export const registryRefused: Rule<'PG501'> = {
  code: 'PG501',
  slug: 'registry-refused',
  title: 'the registry refuses the pull',
  defaultAction: 'warn',
  scope: 'image',
  probed: 'may-deny',
  wantsLast: {
    facts: ['candidates'],
    when: (seen) => seen.outlooks.some((outlook) => refusedPull(outlook, seen) !== undefined),
    decides: () => false,
  },
  docs: {
    what: 'Pullgate has asked the registry, with each credential of the Pod that matches, in the order in which the kubelet tries them, and none is given the image: 401 or 403. Or the image counts as public, no credential matches, and the registry gives it to nobody without one. Some registries do not tell a wrong login from a missing right, nor from a repository that is not there; then the message says so.',
    why: 'A password that was changed, a token that was withdrawn, a right that is missing: nothing in the cluster shows it, and the Pod hangs at the next node.',
    kubelet:
      'It sends one credential after the other. All are refused: ErrImagePull, then ImagePullBackOff. There is no pull without a credential afterwards, so a bad one stops even an image that everybody may pull.',
    fix: 'Make a new token that may read the repository and put it into the Secret, at its source where a tool keeps it; or take a bad credential for a public image out of the list. What was refused from the network of Pullgate may be given to the nodes, which may have other ways, mirrors and credentials: so it is a warning, unless `probe.deny` says otherwise.',
    source: [
      'github.com/distribution/distribution: the specifications of the API and of authentication by token',
      'pkg/kubelet/kuberuntime/kuberuntime_image.go (PullImage)',
    ],
  },
  evaluate: perImage((outlook, context) => {
    const pull = refusedPull(outlook, context);
    if (pull === undefined) return undefined;
    const isBare = pull.tries.every(({ match }) => match === undefined);
    const words = isBare ? toNobody(pull, outlook, context) : toEach(pull, outlook, context);
    return { ...words, uses: [outlook.use], certain: isListKnown(context.facts), ...onRegistry(context.settings) };
  }),
};

/** A pull that is refused, where nothing else says already that the image has no credential that works. */
function refusedPull(
  outlook: ImageOutlook,
  { facts, settings }: Pick<RuleContext, 'facts' | 'settings'>,
): Pull | undefined {
  if (outlook.state !== 'works') return undefined;
  const pull = pullOf(outlook, facts);
  if (pull === undefined || !isTurnedAway(pull) || isHidingHub(pull)) return undefined;
  // They come after all that is refused, and what becomes of them nobody here knows.
  if (nodesMayBring(outlook, pull.reference, settings)) return undefined;
  // Who may look says that it is not there: PG502.
  const isAbsent = pull.tries.some(({ outcome }) => outcome.result === 'not-found' && !outcome.mayBeHidden);
  const isRefused = pull.tries.some(({ outcome }) => outcome.result === 'refused');
  return isRefused && !isAbsent ? pull : undefined;
}

type Words = Pick<RuleFinding, 'problem' | 'because' | 'fix'>;

function toNobody(
  { reference, answer: { anonymous, at } }: Pull,
  { pattern, matches }: ImageOutlook,
  { facts: { now } }: RuleContext,
): Words {
  const listed = pattern === undefined ? 'unlisted registries count' : `${shown(pattern)} counts`;
  const none = matches.length === 0 ? 'no pull secret matches' : 'no pull secret that matches holds a login';
  const absent = anonymous.result === 'refused' && !anonymous.mayBeAbsent ? '' : ', or there is no such repository';
  return {
    problem: `${registryName(reference)} does not give ${quoted(reference.path)} to everybody${statusOf(anonymous)}`,
    because: `${listed} as public, and ${none}; the image is private${absent}${ageClause(at, now)}`,
    fix: { ...newSecret(reference), note: 'check the name of the image first' },
  };
}

function statusOf(outcome: PullOutcome): string {
  return outcome.result === 'refused' ? ` (${outcome.status})` : '';
}

/** Tries that are told one by one. */
const MOST_TOLD = 3;

function toEach(pull: Pull, outlook: ImageOutlook, context: RuleContext): Words {
  const { tries, reference, answer } = pull;
  const told = tries.slice(0, MOST_TOLD).map((each) => triedWords(each, pull));
  const rest = tries.length - told.length;
  const open = answer.anonymous.result === 'pullable' ? '; without a secret everybody may pull it' : '';
  const age = ageClause(Math.min(...tries.map(({ at }) => at)), context.facts.now);
  return {
    problem: `${registryName(reference)} refuses ${tries.length === 1 ? 'the credential' : 'every credential that matches'}`,
    because: `${told.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}${open}${age}`,
    fix: remedyFor(pull, outlook, context),
  };
}

function triedWords({ outcome, match }: Try, { reference }: Pull): string {
  const who = match === undefined ? 'a try without a credential' : loginName(match.secret, match.entry);
  if (outcome.result === 'refused') {
    const why = match === undefined ? '' : `, ${refusedWords(outcome, reference)}`;
    return `${who}: ${outcome.status}${why}`;
  }
  return `${who}: not there, or not shown to it`;
}

/** The first is mended: it is tried first, and one that works is enough. */
function remedyFor({ reference, tries, answer }: Pull, { need }: ImageOutlook, context: RuleContext): Remedy {
  const refused = tries.find(({ match, outcome }) => match !== undefined && outcome.result === 'refused');
  const secret = refused?.match?.secret;
  if (secret === undefined) return newSecret(reference);
  const others = withoutListed(context);
  const remedy = renewal(others, reference, secret, answer.anonymous.result === 'pullable' ? 'public' : need);
  const isOfRights = refused?.outcome.result === 'refused' && refused.outcome.what !== 'credential';
  if (!isOfRights || answer.anonymous.result === 'pullable') return remedy;
  const right = `the token must be allowed to read ${quoted(reference.path)}`;
  return { ...remedy, note: remedy.note === undefined ? right : `${right}; ${remedy.note}` };
}

/** What the list names already was tried, so another secret that would serve is one that it does not name. */
function withoutListed(context: RuleContext): RuleContext {
  const { facts } = context;
  const { candidates, effective } = facts;
  if (candidates.state !== 'found' || effective.state !== 'found') return context;
  const listed = new Set(effective.value.names);
  const value = candidates.value.filter(({ name }) => !listed.has(name));
  return { ...context, facts: { ...facts, candidates: { ...candidates, value } } };
}
