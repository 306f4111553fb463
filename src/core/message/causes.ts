/** `status.details.causes`: the same findings for tools, one per image. Harmless with reason Forbidden (semantics 6.7). */
import type { JudgedFinding } from '../finding.js';

export interface StatusCause {
  /** The code. */
  readonly reason: string;
  /** Field path, `spec.containers[0].image`; '' for the pod as a whole. */
  readonly field: string;
  readonly message: string;
}

/** A review with a hundred containers must not answer with a hundred times the text. */
const MOST = 50;

export function statusCauses(findings: readonly JudgedFinding[]): readonly StatusCause[] {
  const causes: StatusCause[] = [];
  for (const { code, problem, because, uses } of findings) {
    const message = because === '' ? problem : `${problem}: ${because}`;
    const fields = uses.length === 0 ? [''] : uses.slice(0, MOST).map(({ path }) => path);
    for (const field of fields) causes.push({ reason: code, field, message });
    if (causes.length >= MOST) break;
  }
  return causes.slice(0, MOST);
}
