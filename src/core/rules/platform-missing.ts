import type { Placement } from '../placement.js';
import { isPlatform, runsOn } from '../platforms.js';
import { imageText } from '../subject.js';
import { ageClause } from '../words/answer.js';
import { quoted, shown } from '../words/escape.js';
import { joined, podName } from '../words/naming.js';
import { given, onRegistry, pullOf } from './answered.js';
import { perImage } from './per-image.js';
import { writtenName } from './pin.js';
import type { Rule } from './rule.js';

/** PG505: an index without a variant for the nodes' platforms. */
export const platformMissing: Rule<'PG505'> = {
  code: 'PG505',
  slug: 'platform-missing',
  title: 'the image has no variant for the platform of the nodes',
  defaultAction: 'warn',
  scope: 'image',
  probed: 'may-deny',
  docs: {
    what: 'The image is an index, and holds nothing for a platform that the Pod may come to: that of `nodeSelector` (`kubernetes.io/arch`, `kubernetes.io/os`) and `spec.os`, or else those of the nodes (`probe.platforms`, or what the Nodes say). Where only some of them are missing, in a mixed cluster, it is a warning that names them, and only of a Pod that may run on any node; where an affinity speaks of platforms nothing is said. Of an image that is no index the platform is not known.',
    why: 'An image that was built on a laptop with another processor pulls nowhere in the cluster; in a mixed cluster it works until the scheduler chooses another node.',
    kubelet:
      'The runtime finds no manifest that fits: "no match for platform in manifest", ErrImagePull, then ImagePullBackOff. A node of amd64 takes 386 as well, one of arm64 takes 32-bit arm, and an older variant of arm fits a newer node.',
    fix: 'Build the image for that platform, too, or keep the Pod to nodes that it fits with `nodeSelector`.',
    source: [
      'github.com/containerd/platforms: compare.go (platformVector), database.go (normalizeArch)',
      'github.com/opencontainers/image-spec: the image index',
      'staging/src/k8s.io/api/core/v1/well_known_labels.go',
    ],
  },
  evaluate: perImage((outlook, context) => {
    const { reference, use } = outlook;
    const pull = pullOf(outlook, context.facts);
    const platforms = pull === undefined ? undefined : given(pull)?.platforms?.filter(isPlatform);
    if (pull === undefined || reference === undefined || platforms === undefined || platforms.length === 0) {
      return undefined;
    }
    const { placement } = context.subject;
    const nodes = placement?.isUnclear === true ? [] : nodesFor(pull.answer.nodes, placement);
    const missing = nodes.filter((node) => !platforms.some((each) => runsOn(node, each)));
    if (missing.length === 0) return undefined;
    const isAll = missing.length === nodes.length;
    // Which nodes a label, a name or an affinity leaves is not known here.
    if (!isAll && placement?.isNarrowed === true) return undefined;
    const isAny = placement?.arch === undefined && placement?.os === undefined;
    const whose = isAny ? 'the nodes are' : `${podName(context.subject)} is kept to nodes of`;
    const where = isAll ? `${whose} ${listed(nodes)}` : `it may come to a node of ${listed(missing)} as well`;
    return {
      problem: `${quoted(imageText(use), 128)} has no variant for ${listed(missing)}`,
      because: `it has ${listed(platforms)}; ${where}${ageClause(pull.answer.at, context.facts.now)}`,
      fix: {
        intents: [
          {
            do: 'edit-image',
            image: `${writtenName(reference)}:TAG`,
            note: `one that is built for ${missing.length === 1 ? 'that platform' : 'those platforms'}; or keep the Pod to other nodes: nodeSelector, kubernetes.io/arch`,
          },
        ],
      },
      uses: [use],
      certain: isAll,
      ...onRegistry(context.settings),
    };
  }),
};

/** The platforms that the Pod may come to; empty where nobody knows. */
function nodesFor(nodes: readonly string[], placement: Placement | undefined): readonly string[] {
  const { os, arch } = placement ?? {};
  if (os === undefined && arch === undefined) return nodes;
  const left = nodes.filter((node) => {
    const [nodeOs, nodeArch] = node.split('/');
    return (os === undefined || os === nodeOs) && (arch === undefined || arch === nodeArch);
  });
  // Nodes of that kind may be made when they are needed.
  if (left.length > 0 || arch === undefined) return left;
  return [`${os ?? 'linux'}/${arch}`];
}

/** Platforms that are told one by one. */
const MOST_TOLD = 6;

function listed(platforms: readonly string[]): string {
  const told = platforms.slice(0, MOST_TOLD).map((each) => shown(each, 40));
  const rest = platforms.length - told.length;
  return rest > 0 ? `${told.join(', ')} and ${rest} more` : joined(told);
}
