/** Findings that somebody accepted beside the object, for people: a line each, with the reason. */
import { shown } from '../../core/words/escape.js';
import type { Paint } from '../colour.js';
import type { ReportedContainer, Result } from '../report.js';

export function renderIgnored(
  { file, object, ignored }: Result,
  paint: Paint,
  containers: (list: readonly ReportedContainer[]) => string,
): readonly string[] {
  return ignored.map(({ line, code, problem, containers: uses, ignored: { from, reason } }) =>
    [
      paint('dim', 'ignored'),
      `${shown(file)}:${line}`,
      `${shown(object.kind)} ${shown(object.namespace)}/${shown(object.name)}`,
      containers(uses),
      paint('bold', code),
      `${problem} (${from}: ${shown(reason)})`,
    ]
      .filter((column) => column !== '')
      .join('  '),
  );
}
