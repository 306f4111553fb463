/**
 * Near misses of a key that is not shown: the parser says which slips it has and what it would be without them
 * (../key-reading.ts). No sentence quotes any of it; what is proposed was tested against the image, so that it holds nothing
 * but parts of the image's own name.
 */
import type { DescribedKey, KeySlip, KeySlipKind } from '../auth-entry.js';
import { wordsForSlip } from '../key-reading.js';
import { OTHER_REGISTRY } from './host.js';
import { DROPPED, type Explained, FAR, type ImageLocation, rawKeyWorks, toKey } from './target.js';

/** How far off a key is that has nothing else than this slip. */
const DISTANCES: Readonly<Record<KeySlipKind, number>> = {
  'list-in-key': 1,
  'unexpanded-variable': 20,
  'control-character': 1,
  'blank-in-key': 1,
  'quotes-in-key': 1,
  'non-ascii': 1,
  'stray-punctuation': 1,
  backslash: 1,
  'percent-escape': 2,
  'question-mark': 15,
  'character-class': 3,
  'port-not-a-number': 2,
  'other-scheme': 1,
  'tag-in-key': 1,
  'token-in-key': 5,
  'login-in-key': 95,
  'key-too-long': 95,
  'odd-character': 3,
};

/** Kinds that speak; of an odd character alone there is nothing to say but that the key is for another registry. */
export const SLIP_KINDS = Object.keys(DISTANCES).filter((kind) => kind !== 'odd-character');

/** For these the rest is no key that one could have meant: the registry's usual key is proposed. */
const NO_KEY: ReadonlySet<KeySlipKind> = new Set(['unexpanded-variable', 'question-mark', 'character-class']);

/** `explainRest`: what keeps a plain key from the image; it is asked only where the rest does not match. */
export function explainDescribed(
  described: DescribedKey,
  dropped: string | undefined,
  target: ImageLocation,
  explainRest: (rest: string) => Explained,
): Explained {
  const listed = described.parts?.find((part) => rawKeyWorks(part, target));
  if (listed !== undefined) {
    const kind = 'list-in-key';
    return { kind, clause: clauseOf({ kind }), suggestion: listed, distance: DISTANCES[kind] };
  }
  const inner = explainSlips(described, 0, target, explainRest);
  if (inner !== 'works' && inner.distance < FAR) return inner;
  const [slip] = described.slips;
  if (slip !== undefined && inner !== 'works' && (slip.kind === 'key-too-long' || slip.kind === 'login-in-key')) {
    return { kind: slip.kind, clause: clauseOf(slip), distance: DISTANCES[slip.kind] };
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
    return { kind, clause: clauseOf(slip), ...(NO_KEY.has(kind) ? {} : suggested(rest)), distance: DISTANCES[kind] };
  }
  // Before a question mark and behind a login stands what the kubelet compares: what is wrong with that is what is wrong.
  if (kind === 'question-mark' || (kind === 'login-in-key' && rest !== undefined)) return inner;
  if (inner.distance < FAR)
    return { ...inner, kind, clause: clauseOf(slip), distance: DISTANCES[kind] + inner.distance };
  if (slip.dropped !== undefined)
    return { kind: DROPPED, clause: `that the kubelet drops: ${slip.dropped}`, distance: 70 };
  return inner.kind === DROPPED ? other(target) : inner;
}

/** Slips of which one can say something without a rest that matches. */
function explainLast(slip: KeySlip, rest: string | undefined, target: ImageLocation): Explained | undefined {
  const { kind } = slip;
  if (kind === 'unexpanded-variable' && rest === undefined) {
    return { kind, clause: clauseOf(slip), distance: DISTANCES[kind] };
  }
  if (kind !== 'question-mark' || rest === undefined) return undefined;
  const { authority, path } = toKey(rest);
  const isPrefix = path === '' && authority !== '' && target.authority.startsWith(authority);
  return isPrefix ? { kind, clause: clauseOf(slip), distance: DISTANCES[kind] } : undefined;
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
    case 'list-in-key':
      return `${words}, but a key is one`;
    case 'control-character':
      return `${words}, ${slip.dropped === undefined ? 'which no image name has' : 'so the kubelet drops it'}`;
    case 'blank-in-key':
    case 'quotes-in-key':
    case 'non-ascii':
    case 'stray-punctuation':
    case 'backslash':
      return `${words}, which no image name has`;
    case 'percent-escape':
      return `${words}, so it drops the key`;
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
