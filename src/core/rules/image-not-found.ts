import { nearestWord } from '../edit-distance.js';
import { versioned } from '../image/meant.js';
import { OFFICIAL_IMAGES } from '../image/official-images.js';
import type { ImageReference, Intent, Remedy } from '../types.js';
import { absentWords, ageClause, loginName } from '../words/answer.js';
import { quoted } from '../words/escape.js';
import { type Absent, absentOf } from './absent-image.js';
import { isListKnown, nodesMayBring, onRegistry, type Pull, pullOf } from './answered.js';
import { forgottenRegistry } from './forgotten.js';
import { withRegistry } from './meant-registry.js';
import { perImage } from './per-image.js';
import { writtenName } from './pin.js';
import type { Rule, RuleContext } from './rule.js';

/** PG502: the registry has no such tag, digest or repository, or shows none to those who try (semantics 8.5). */
export const imageNotFound: Rule<'PG502'> = {
  code: 'PG502',
  slug: 'image-not-found',
  title: 'the image is not there',
  defaultAction: 'warn',
  scope: 'image',
  probed: 'may-deny',
  docs: {
    what: 'Pullgate has asked the registry, and it has no such tag, digest or repository. Many registries answer the same for what a login may not see; then the message says so. Where tags may be listed, it names the one that is written most alike.',
    why: 'A tag that was never pushed, or was cleaned away, and a name with a slip in it are found at the first node that does not have the image yet: the old Pods run on, and the rollout hangs.',
    kubelet:
      'It asks the registry, which answers 404 (or 401 and 403 for what it does not show): ErrImagePull, then ImagePullBackOff.',
    fix: 'Correct the name or the tag, or push the image first. What the registry does not show to Pullgate it may show to the nodes, where these bring a credential of their own: then nothing is said. A denial only where `probe.deny` is true.',
    source: [
      'github.com/distribution/distribution: the specification of the API',
      'pkg/kubelet/images/image_manager.go (EnsureImageExists)',
    ],
  },
  evaluate: perImage((outlook, context) => {
    const pull = pullOf(outlook, context.facts);
    const absent = pull === undefined ? undefined : absentOf(pull);
    if (pull === undefined || absent === undefined) return undefined;
    const { settings, facts } = context;
    // Of what may be hidden, another try may tell: that of the nodes, or of the credential that PG201 and its like miss.
    if (absent.mayBeHidden && (outlook.state !== 'works' || nodesMayBring(outlook, pull.reference, settings))) {
      return undefined;
    }
    return {
      problem: `${absentWords(absent, pull.reference)}${absent.mayBeHidden ? ', or does not show it' : ''}`,
      because: `${becauseOf(absent, pull)}${ageClause(pull.answer.at, facts.now)}`,
      fix: remedyFor(absent, pull.reference, outlook, context),
      uses: [outlook.use],
      certain: !absent.mayBeHidden || isListKnown(facts),
      ...onRegistry(settings),
    };
  }),
};

function becauseOf({ mayBeHidden, nearestTag }: Absent, { tries }: Pull): string {
  const nearest = nearestTag === undefined ? '' : `; the nearest tag is ${quoted(nearestTag, 128)}`;
  if (!mayBeHidden) return `the registry says so itself${nearest}`;
  const [first] = tries;
  const who =
    first?.match === undefined ? 'without a login' : `with ${loginName(first.match.secret, first.match.entry)}`;
  return `it was asked ${who}, and answers the same for what may not be seen${nearest}`;
}

function remedyFor(
  { what, nearestTag }: Absent,
  reference: ImageReference,
  outlook: RuleContext['outlooks'][number],
  context: RuleContext,
): Remedy {
  const edit = (image: string, note: string): Remedy => {
    const intents: readonly Intent[] = [{ do: 'edit-image', image, note }];
    return { intents };
  };
  // All rules propose one edit (PG105).
  if (forgottenRegistry(context, reference, outlook) !== undefined)
    return edit(withRegistry(context, reference).image, '');
  const name = writtenName(reference);
  const official = what === 'repository' ? nearestOfficial(reference, context) : undefined;
  if (official !== undefined) return edit(versioned(`${LIBRARY}${official}${versionOf(reference)}`), '');
  if (what === 'repository') return edit('REGISTRY/REPOSITORY:TAG', 'one that is there');
  return nearestTag === undefined
    ? edit(`${name}:TAG`, 'push it first, or use one that is there')
    : edit(`${name}:${nearestTag}`, 'a tag that is there');
}

const LIBRARY = 'docker.io/library/';
/** Letters between a slip and what was meant. */
const SLIP = 2;

/** `nginx` for `ngnix`. */
function nearestOfficial({ repository }: ImageReference, { budget, brief }: RuleContext): string | undefined {
  if (brief || !repository.startsWith(LIBRARY)) return undefined;
  return nearestWord(repository.slice(LIBRARY.length), OFFICIAL_IMAGES, SLIP, budget);
}

function versionOf({ tag, digest }: ImageReference): string {
  return `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
