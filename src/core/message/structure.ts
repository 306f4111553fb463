/**
 * What a webhook meets of fields that are not as the API has them: those of a custom kind that keeps whatever is written,
 * and entries without a name. Of the rest the API server refuses or drops everything before it asks (semantics 5.10).
 */
import type { JudgedFinding } from '../finding.js';
import { namelessEntry } from '../list-slip.js';
import type { RequestFacts } from '../request.js';
import { shapeFaultsOf, workloadShape } from '../shape.js';
import type { Subject } from '../types.js';
import { droppedWords, unusableWords } from '../words/structure.js';
import { findWorkload, type Workload } from '../workloads.js';

/** Values of a custom object that are looked at; one of ten containers has about a hundred. */
const MOST_VALUES = 2000;

/** Sentences, the first few; for who applies the object, and not for the controller that only repeats it. */
export function structureSentences(
  { object, subject, workload, request }: StructureOf,
  told: readonly Pick<JudgedFinding, 'because'>[],
): readonly string[] {
  if (request.origin !== 'person') return NONE;
  const { group, version, kind } = subject;
  const isTold = ({ why }: { readonly why: string }): boolean => told.some(({ because }) => because.includes(why));
  const nameless = namelessEntry(object, subject);
  const entry = nameless === undefined || isTold(nameless) ? NONE : [droppedWords(kind, nameless)];
  if (findWorkload({ group, version, kind }, []) !== undefined) return entry;
  const faults = shapeFaultsOf(object, workloadShape(workload), { values: MOST_VALUES });
  const untold = faults.filter((fault) => !isTold(fault));
  return [...untold.map((fault) => unusableWords(kind, fault)), ...entry];
}

interface StructureOf {
  readonly object: unknown;
  readonly subject: Subject;
  readonly workload: Workload;
  readonly request: Pick<RequestFacts, 'origin'>;
}

const NONE: readonly string[] = [];
