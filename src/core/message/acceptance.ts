/** What is told of findings that somebody accepted beside the object, and of what cannot be taken so (core/ignore.ts). */
import { annotationIgnore, IGNORE_ANNOTATION, type Ignore, type IgnoredFinding, unmatched } from '../ignore.js';
import type { Judgement } from '../judge.js';
import type { RequestFacts } from '../request.js';
import { isUndecided } from '../rules/facts-unknown.js';
import type { Settings } from '../settings.js';
import type { Admission } from '../types.js';
import { shown } from '../words/escape.js';
import type { Workload } from '../workloads.js';

/** What was written beside an object. */
export interface Written {
  readonly ignores: readonly Ignore[];
  /** Clauses about the annotation. */
  readonly faults: readonly string[];
  /** It would have been accepted, if the operator allowed it. */
  readonly notAllowed?: Ignore;
}

/** Undefined where nothing was: most objects. */
export function writtenBeside(
  { object, ignores = [] }: Pick<Admission, 'object' | 'ignores'>,
  { origin }: Pick<RequestFacts, 'origin'>,
  workload: Workload,
  { ignoreAnnotations }: Pick<Settings, 'ignoreAnnotations'>,
): Written | undefined {
  const isFile = origin === 'file';
  const annotation = annotationIgnore(object, workload);
  const comments = isFile ? ignores : [];
  if (annotation === undefined) return comments.length === 0 ? undefined : { ignores: comments, faults: [] };
  const { ignore, faults } = annotation;
  const own = ignore === undefined ? [] : [ignore];
  if (isFile || ignoreAnnotations) return { ignores: [...own, ...comments], faults };
  return { ignores: [], faults: [], ...(ignore === undefined ? {} : { notAllowed: ignore }) };
}

interface Told {
  readonly ignored?: readonly IgnoredFinding[];
  readonly ignoreFaults?: readonly string[];
}

/** Parts of an assessment. @param isProbed registries were asked */
export function acceptance(
  { findings, ignored, mode }: Pick<Judgement, 'findings' | 'ignored' | 'mode'>,
  { written, subject }: { readonly written: Written | undefined; readonly subject: { readonly kind: string } },
  isProbed: boolean,
): { readonly told: Told | undefined; readonly warnings: readonly string[] } {
  if (written === undefined || mode === 'off') return NOTHING;
  const { ignores, faults, notAllowed } = written;
  const undecided = findings.some(isUndecided);
  // What rests on a cluster may be found where the cluster can be asked, and what a registry says where one is.
  const isOpen = (code: string): boolean =>
    (undecided && !code.startsWith('PG1')) || (!isProbed && code.startsWith('PG5'));
  const idle = unmatched(ignores, ignored, isOpen);
  const unused = idle.flatMap(({ ignore, codes }) =>
    ignore.from === 'annotation' && codes.length > 0 ? [`${codes.join(', ')} of it matches nothing`] : [],
  );
  const told = [...faults, ...unused];
  const about = `annotation ${IGNORE_ANNOTATION} of this ${shown(subject.kind, 63)}`;
  const wanted = notAllowed?.codes.filter((code) =>
    findings.some((each) => each.code === code && each.action === 'deny'),
  );
  const refused =
    wanted === undefined || wanted.length === 0
      ? []
      : [`${about}: it counts for nothing in this cluster, because the operator has not set exemptions.annotations`];
  return {
    told: {
      ...(ignored.length === 0 ? {} : { ignored }),
      ...(told.length === 0 ? {} : { ignoreFaults: told }),
    },
    warnings: [...told.map((fault) => `${about}: ${fault}`), ...refused],
  };
}

const NOTHING = { told: undefined, warnings: [] };
