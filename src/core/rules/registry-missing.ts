import { actionOf } from '../action.js';
import { ON_CLUSTER, ON_OBJECT } from '../basis.js';
import { OFFICIAL_IMAGES_DATE } from '../image/official-images.js';
import { familiarName } from '../image/parse.js';
import type { ImageOutlook } from '../outlook.js';
import type { ImageReference, RuleFinding } from '../types.js';
import { quoted, shown } from '../words/escape.js';
import { joined, podName } from '../words/naming.js';
import {
  type Doubt,
  type Elsewhere,
  FORGOTTEN,
  type Forgotten,
  forgottenRegistry,
  isSuspected,
  isUnofficial,
  mayBeForgotten,
} from './forgotten.js';
import { IF_HUB, withRegistry } from './meant-registry.js';
import { perImage } from './per-image.js';
import type { Rule, RuleContext } from './rule.js';

/** PG105: a short name whose registry was probably forgotten (semantics 1.2, 1.3, 1.14). */
export const registryMissing: Rule<typeof FORGOTTEN> = {
  code: FORGOTTEN,
  slug: 'registry-missing',
  title: 'the registry was probably forgotten',
  defaultAction: 'warn',
  scope: 'image',
  wants: {
    facts: ['candidates', 'serviceAccount'],
    when: ({ outlooks }) => outlooks.some(isShort),
    decides: ({ settings, outlooks }) =>
      actionOf(FORGOTTEN, 'warn', settings) === 'deny' ||
      (settings.rules[FORGOTTEN] === undefined &&
        outlooks.some((each) => each.reference !== undefined && isShort(each) && isUnofficial(each.reference))),
  },
  wantsLast: {
    facts: ['imagesInUse'],
    when: (seen) =>
      seen.settings.cluster.pods &&
      seen.outlooks.some((each) => each.reference !== undefined && isSuspected(seen, each.reference, each)),
    decides: () => true,
  },
  docs: {
    what: 'A short name means Docker Hub. `video-encoder:v3` is looked for under `library/`, where only Docker publishes, and is none of the Docker Official Images. `acme/app:1.4` may well be there, but the pod, or the namespace of a pod without pull secrets, has credentials for other registries and none for Docker Hub. Whether `docker.io` is public does not matter; a pattern for the very repository (`docker.io/acme/`) ends the doubt, and so does a Pod of the namespace that runs it without a secret.',
    why: 'A forgotten prefix is a classic: the pull fails with "repository does not exist", or, worse, succeeds with the image of a stranger who registered that name.',
    kubelet:
      'It looks up credentials for `docker.io/acme/app` or `docker.io/library/video-encoder` and hands the short name to the runtime; containerd asks Docker Hub or the mirror that is configured for it, CRI-O whatever its `registries.conf` says.',
    fix: 'Write the whole name, registry first. If Docker Hub is meant, write `docker.io/acme/app:1.4`. A name that is no Docker Official Image is denied where the secrets of the pod, or all of its namespace, are for other registries and nothing that runs speaks for it; if the nodes can pull it all the same, list it under `registries.public`.',
    source: [
      'pkg/util/parsers/parsers.go',
      'containers-registries.conf(5)',
      'the Docker Official Images: github.com/docker-library/official-images, library/',
    ],
  },
  evaluate: perImage((outlook, context) => {
    const { reference } = outlook;
    if (reference === undefined) return undefined;
    const forgotten = forgottenRegistry(context, reference, outlook);
    return forgotten === undefined ? undefined : told(forgotten, reference, outlook, context);
  }),
};

function isShort(outlook: ImageOutlook): boolean {
  return outlook.reference !== undefined && mayBeForgotten(outlook.reference, outlook);
}

function told(
  forgotten: Forgotten,
  reference: ImageReference,
  { use }: ImageOutlook,
  context: RuleContext,
): RuleFinding {
  const { image, why, isKnown } = withRegistry(context, reference);
  const name = quoted(familiarName(reference));
  const because = why === '' ? '' : `; ${why}`;
  if (forgotten.kind === 'organisation') {
    return {
      problem: `${name} has no registry in front, which means Docker Hub`,
      because: `${elsewhereWords(forgotten.elsewhere, context)}${because}`,
      fix: {
        intents: [{ do: 'edit-image', image, note: '' }],
        note: IF_HUB,
      },
      uses: [use],
      basis: ON_CLUSTER,
    };
  }
  const { elsewhere, doubt } = forgotten;
  const isCertain = elsewhere !== undefined && (doubt === undefined || isEnough(doubt, context));
  return {
    problem: `${name} has no registry in front, and is no Docker Official Image`,
    because: `only those have no organisation on Docker Hub (list of ${OFFICIAL_IMAGES_DATE})${
      elsewhere === undefined ? '' : `; ${elsewhereWords(elsewhere, context)}`
    }${elsewhere === undefined || isCertain ? '' : doubtWords(doubt)}${because}`,
    fix: {
      intents: [{ do: 'edit-image', image, note: '' }],
      ...(isKnown ? {} : { note: 'on Docker Hub the name begins with its organisation, "docker.io/ORGANISATION/"' }),
    },
    // Never cut: half a name is another one.
    operator: `If the nodes can pull it under this name, an operator can list ${shown(reference.repository, Number.POSITIVE_INFINITY)} under registries.public`,
    uses: [use],
    basis: elsewhere === undefined ? ON_OBJECT : ON_CLUSTER,
    certain: isCertain,
    ...(context.settings.rules[FORGOTTEN] === undefined ? { alongside: true as const } : {}),
  };
}

/** A denial that something may speak against, which could not be read, is as `onUnknown` says. */
function isEnough({ kind }: Doubt, { settings }: RuleContext): boolean {
  return kind === 'unknown' && settings.onUnknown === 'deny';
}

/** What keeps it from being denied. */
function doubtWords(doubt: Doubt | undefined): string {
  switch (doubt?.kind) {
    case undefined:
      return '';
    case 'runs-with-secret':
      return '; but Pods of this namespace run it with other pull secrets';
    case 'unknown':
      return `; what runs in this namespace could not be read: ${doubt.why}`;
    default:
      return doubt satisfies never;
  }
}

/** Hosts that are told one by one. */
const HOSTS_SHOWN = 3;

function elsewhereWords({ whose, hosts }: Elsewhere, { subject }: RuleContext): string {
  const some = hosts.slice(0, HOSTS_SHOWN).map((host) => quoted(host, 100));
  const rest = hosts.length - some.length;
  const names = rest > 0 ? `${some.join(', ')} and ${rest} more` : joined(some);
  const owner = whose === 'pod' ? podName(subject) : 'this namespace';
  return `the pull secrets of ${owner} are for ${names}, none for Docker Hub`;
}
