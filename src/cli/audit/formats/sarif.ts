/**
 * SARIF 2.1.0 of an audit. What is in a cluster stands in no file, and services show nothing without one: an object is told
 * as NAMESPACE/KIND/NAME, as other scanners of clusters do it.
 */
import type { AuditFinding, AuditOwner } from '../../../audit/report.js';
import { createDistinct } from '../../fingerprint.js';
import type { Entry } from '../../formats/entries.js';
import { renderSarif } from '../../formats/sarif.js';
import type { AuditFormat } from './format.js';

export const sarif: AuditFormat = (report, { version, checkout }) => {
  const distinct = createDistinct();
  const isInFiles = report.owners.some(({ file }) => file !== '');
  return renderSarif({
    entries: report.owners.flatMap((owner) => owner.findings.map((finding) => toEntry(owner, finding, distinct))),
    root: isInFiles ? 'The top of the checkout.' : 'The cluster: NAMESPACE/KIND/NAME.',
    isWhole: report.unread.length === 0,
    summary: report.summary,
    checkout: isInFiles ? checkout : NOWHERE,
    version,
  });
};

/** Paths in a cluster are relative to nothing else. */
const NOWHERE = { cwd: '/', top: '/' };

function toEntry(owner: AuditOwner, finding: AuditFinding, distinct: (parts: readonly string[]) => string): Entry {
  const { object, file, line } = owner;
  const { code, action, problem, because, fix, operator } = finding;
  const parts = [object.kind, object.namespace, object.name, code, problem];
  const containers = finding.containers.map(({ kind, name, image, path }) => ({
    kind,
    name,
    image,
    path,
    line: 1,
    column: 1,
  }));
  return {
    action,
    code,
    file: file === '' ? [object.namespace, object.kind, object.name].filter((part) => part !== '').join('/') : file,
    line: Math.max(1, line),
    problem,
    because,
    fix,
    operator,
    object,
    containers,
    fingerprint: distinct([...parts, ...containers.flatMap(({ kind, name }) => [kind, name])]),
  };
}
