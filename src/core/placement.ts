/** What a pod says itself of the nodes that it may run on: the platform of an image has to fit those alone. */
import { isObject, listOf, own, textOf } from './fields.js';

export interface Placement {
  /** By `nodeSelector`, or by `spec.os`; undefined where any will do. */
  readonly os: string | undefined;
  readonly arch: string | undefined;
  /** An affinity, or two labels, say more of platforms than is read here. */
  readonly isUnclear: boolean;
  /** A node, other labels or an affinity choose among the nodes as well, and which these are nobody here knows. */
  readonly isNarrowed: boolean;
}

/** The labels of every node (K staging api/core/v1/well_known_labels.go), and what they were called before 1.14. */
const ARCH = ['kubernetes.io/arch', 'beta.kubernetes.io/arch'] as const;
const OS = ['kubernetes.io/os', 'beta.kubernetes.io/os'] as const;
const OF_PLATFORM: ReadonlySet<string> = new Set([...ARCH, ...OS]);

/** Terms and expressions that are read; nobody writes so many by hand. */
const MOST_EXPRESSIONS = 200;

/** Undefined where it says nothing, as most do. */
export function placementOf(podSpec: unknown): Placement | undefined {
  const selector = own(podSpec, 'nodeSelector');
  const affinity = own(own(podSpec, 'affinity'), 'nodeAffinity');
  const node = textOf(podSpec, 'nodeName');
  const system = textOf(own(podSpec, 'os'), 'name');
  if (selector === undefined && affinity === undefined && node === '' && system === '') return undefined;
  const arch = labelOf(selector, ARCH);
  const os = labelOf(selector, OS);
  const required = own(affinity, 'requiredDuringSchedulingIgnoredDuringExecution');
  return {
    os: os ?? (system === '' ? undefined : system),
    arch: arch ?? undefined,
    isUnclear: arch === null || os === null || speaksOfPlatforms(required),
    isNarrowed: node !== '' || isObject(required) || hasOtherLabel(selector),
  };
}

/** Null where the two names of one label say different things, or it is no text. */
function labelOf(selector: unknown, names: readonly [string, string]): string | null | undefined {
  const [now, before] = names.map((name) => own(selector, name));
  const value = now ?? before;
  if (value === undefined) return undefined;
  return typeof value !== 'string' || (before !== undefined && before !== value) ? null : value;
}

function hasOtherLabel(selector: unknown): boolean {
  if (!isObject(selector)) return false;
  // At the first that is none of the four: whoever writes ten thousand has no more said.
  for (const name in selector) if (!OF_PLATFORM.has(name)) return true;
  return false;
}

/** Terms are alternatives, and each may name platforms, exclude them, or say nothing: only that they are named is read. */
function speaksOfPlatforms(required: unknown): boolean {
  let read = 0;
  for (const term of listOf(required, 'nodeSelectorTerms')) {
    read += 1;
    if (read > MOST_EXPRESSIONS) return true;
    for (const expression of listOf(term, 'matchExpressions')) {
      read += 1;
      if (read > MOST_EXPRESSIONS || OF_PLATFORM.has(textOf(expression, 'key'))) return true;
    }
  }
  return false;
}
