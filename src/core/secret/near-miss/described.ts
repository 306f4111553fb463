/**
 * Near misses of a key that is not shown: the parser says which slips it has and what it would be without them
 * (../key-reading.ts). No sentence quotes any of it; what is proposed was tested against the image, so that it holds nothing
 * but parts of the image's own name.
 */
import type { DescribedKey, KeySlip, KeySlipKind } from '../auth-entry.js';
import { wordsForSlip } from '../key-reading.js';
import { OTHER_REGISTRY } from './host.js';
import { DROPPED, type Explained, FAR, type ImageLocation, rawKeyWorks, toKey } from './target.js';

interface Slip {
  /** How far off a key is that has nothing else than this slip. */
  readonly distance: number;
  /** Where such a key was seen; '' for the one of which nothing is said but that the key is for another registry. */
  readonly source: string;
}

const TABLE: Readonly<Record<KeySlipKind, Slip>> = {
  'unexpanded-variable': {
    distance: 20,
    source: 'kubernetes.io, Pull an Image from a Private Registry (--docker-server=<your-registry-server>)',
  },
  'control-character': { distance: 1, source: 'charmed-kubernetes/bundle#384 (echo without -n)' },
  'blank-in-key': { distance: 1, source: 'docker/cli#3630 (values of an env file are taken as they are)' },
  'quotes-in-key': { distance: 1, source: 'docker/cli#3630 (quotes of an env file are part of the value)' },
  'non-ascii': { distance: 1, source: 'microsoft/azuredevopslabs#715 (a byte order mark in front of a value)' },
  'question-mark': {
    distance: 15,
    source: 'kubernetes.io, Concepts, Images: interpretation of config.json (the term ?)',
  },
  'character-class': {
    distance: 3,
    source: 'kubernetes.io, Concepts, Images: interpretation of config.json (the term [...])',
  },
  'other-scheme': {
    distance: 1,
    source: 'fluxcd/source-controller#749 (a registry written oci:// beside the login for it)',
  },
  'tag-in-key': { distance: 1, source: 'docker/cli#3678 (docker login with the name of an image)' },
  // These four keep a credential from being shown, whoever may have written it there.
  'port-not-a-number': { distance: 2, source: 'docs/promises.md, 4' },
  'token-in-key': { distance: 5, source: 'docs/promises.md, 4' },
  'login-in-key': { distance: 95, source: 'docs/promises.md, 4' },
  'key-too-long': { distance: 95, source: 'docs/promises.md, 4' },
  'odd-character': { distance: 3, source: '' },
};

/** Kinds that speak. */
export const SLIPS = Object.entries(TABLE)
  .filter(([kind]) => kind !== 'odd-character')
  .map(([kind, { source }]) => ({ kind, source }));

/** For these the rest is no key that one could have meant: the registry's usual key is proposed. */
const NO_KEY: ReadonlySet<KeySlipKind> = new Set(['unexpanded-variable', 'question-mark', 'character-class']);

/** `explainRest`: what keeps a plain key from the image; it is asked only where the rest does not match. */
export function explainDescribed(
  described: DescribedKey,
  dropped: string | undefined,
  target: ImageLocation,
  explainRest: (rest: string) => Explained,
): Explained {
  const inner = explainSlips(described, 0, target, explainRest);
  if (inner !== 'works' && inner.distance < FAR) return inner;
  const [slip] = described.slips;
  if (slip !== undefined && inner !== 'works' && (slip.kind === 'key-too-long' || slip.kind === 'login-in-key')) {
    return { kind: slip.kind, clause: clauseOf(slip), distance: TABLE[slip.kind].distance };
  }
  if (dropped !== undefined) {
    const clause = `that the kubelet drops: ${dropped}`;
    // Near where only the login is at fault.
    return { kind: DROPPED, clause, ...suggested(described.rest), distance: inner === 'works' ? 3 : 70 };
  }
  return inner === 'works' || inner.kind === DROPPED ? other(target) : inner;
}

/** The outermost slip speaks if the rest is right, or nearly so. */
function explainSlips(
  described: DescribedKey,
  at: number,
  target: ImageLocation,
  explainRest: (rest: string) => Explained,
): Explained | 'works' {
  const { slips, rest } = described;
  const slip = slips[at];
  if (slip === undefined) {
    if (rest === undefined) return other(target);
    return rawKeyWorks(rest, target) ? 'works' : explainRest(rest);
  }
  const { kind } = slip;
  const special = explainLast(slip, rest, target);
  if (special !== undefined) return special;
  const inner = explainSlips(described, at + 1, target, explainRest);
  if (inner === 'works') {
    return {
      kind,
      clause: clauseOf(slip),
      ...(NO_KEY.has(kind) ? {} : suggested(rest)),
      distance: TABLE[kind].distance,
    };
  }
  // Before a question mark and behind a login stands what the kubelet compares: what is wrong with that is what is wrong.
  if (kind === 'question-mark' || (kind === 'login-in-key' && rest !== undefined)) return inner;
  if (inner.distance < FAR)
    return { ...inner, kind, clause: clauseOf(slip), distance: TABLE[kind].distance + inner.distance };
  if (slip.dropped !== undefined)
    return { kind: DROPPED, clause: `that the kubelet drops: ${slip.dropped}`, distance: 70 };
  return inner.kind === DROPPED ? other(target) : inner;
}

/** Slips of which one can say something without a rest that matches. */
function explainLast(slip: KeySlip, rest: string | undefined, target: ImageLocation): Explained | undefined {
  const { kind } = slip;
  if (kind === 'unexpanded-variable' && rest === undefined) {
    return { kind, clause: clauseOf(slip), distance: TABLE[kind].distance };
  }
  if (kind !== 'question-mark' || rest === undefined) return undefined;
  const { authority, path } = toKey(rest);
  const isPrefix = path === '' && authority !== '' && target.authority.startsWith(authority);
  return isPrefix ? { kind, clause: clauseOf(slip), distance: TABLE[kind].distance } : undefined;
}

function suggested(rest: string | undefined): { readonly suggestion?: string } {
  return rest === undefined ? {} : { suggestion: rest };
}

function other(target: ImageLocation): Explained {
  return { kind: OTHER_REGISTRY.kind, ...OTHER_REGISTRY.explain(undefined, target) };
}

/** What the slip means to the kubelet. */
function clauseOf(slip: KeySlip): string {
  const words = wordsForSlip(slip);
  switch (slip.kind) {
    case 'control-character':
      return `${words}, ${slip.dropped === undefined ? 'which no image name has' : 'so the kubelet drops it'}`;
    case 'blank-in-key':
    case 'quotes-in-key':
    case 'non-ascii':
      return `${words}, which no image name has`;
    case 'question-mark':
      return `${words}, which is no wildcard: the kubelet cuts the key there`;
    case 'character-class':
      return `${words}, which current kubelets do not accept, so they drop it`;
    case 'port-not-a-number':
      return `${words}, so the kubelet drops it`;
    case 'other-scheme':
      return `${words}: it strips only "https://" and "http://"`;
    case 'tag-in-key':
      return `${words}, but the kubelet compares names without tags`;
    case 'token-in-key':
      return `${words}, which is no part of the image's name`;
    case 'unexpanded-variable':
    case 'login-in-key':
    case 'key-too-long':
    case 'odd-character':
      return words;
    default:
      return slip.kind satisfies never;
  }
}
