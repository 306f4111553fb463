/**
 * What a report has to say, as one list in the order of the lines: the findings, and what the input itself made one say.
 * Formats that show one thing after the other are made of it.
 */
import { compareActions } from '../../core/action.js';
import { findRule } from '../../core/rules/index.js';
import type { IgnoredReport, Report, ReportDiagnostic, ReportedAction, ReportedFinding, Result } from '../report.js';

export interface Entry {
  readonly action: ReportedAction;
  /** Of the rule; undefined where the input itself is at fault. */
  readonly code: string | undefined;
  /** What becomes of such input; undefined where it cannot be read, or is not what it looks like. */
  readonly about?: ReportDiagnostic['about'];
  readonly file: string;
  readonly template?: string;
  readonly line?: number;
  readonly column?: number;
  readonly problem: string;
  readonly because: string;
  readonly fix: string;
  readonly operator: string;
  readonly object?: Result['object'];
  readonly containers: ReportedFinding['containers'];
  readonly fingerprint?: string;
  /** Why somebody accepted it. */
  readonly ignored?: IgnoredReport['ignored'];
}

/** Of the findings alone. */
export function findingEntries({ results }: Pick<Report, 'results'>): readonly Entry[] {
  return inOrder(results.flatMap((result) => result.findings.map((finding) => ofFinding(result, finding))));
}

/** Of the findings and of the input. */
export function allEntries(report: Report): readonly Entry[] {
  return inOrder([...findingEntries(report), ...report.diagnostics.map(ofInput)]);
}

/** What somebody accepted beside the object: told by formats that have a place for it. */
export function ignoredEntries({ results }: Report): readonly Entry[] {
  return inOrder(results.flatMap((result) => result.ignored.map((finding) => ofFinding(result, finding))));
}

export function ofFinding({ file, template, object }: Result, finding: ReportedFinding): Entry {
  return { file, ...(template === undefined ? {} : { template }), object, ...finding };
}

/** What could not be read is worse than what would be denied: nobody knows what it holds. */
export function ofInput({ level, message, ...place }: ReportDiagnostic): Entry {
  const action = level === 'error' ? 'deny' : 'warn';
  return { ...place, action, code: undefined, problem: message, because: '', fix: '', operator: '', containers: [] };
}

/** Files as they were given; what is about a file as a whole comes first. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const files = new Map<string, number>();
  for (const { file } of entries) if (!files.has(file)) files.set(file, files.size);
  return [...entries].sort(
    (a, b) =>
      (files.get(a.file) ?? 0) - (files.get(b.file) ?? 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

/** Entries that say the same of different places. */
export interface Fold {
  readonly first: Entry;
  /** At least one, in the order of the lines. */
  readonly entries: readonly Entry[];
}

/** By what an entry is sorted: the code of its rule, or what the input is. */
export function sortOf({ code, about }: Pick<Entry, 'code' | 'about'>): string {
  return code ?? about ?? 'input';
}

/** The word for what an entry is. */
export function labelOf(entry: Entry): string {
  if (entry.code !== undefined) return entry.action;
  return entry.about === undefined && entry.action === 'deny' ? 'error' : sortOf(entry);
}

/** What cannot be read, what the API server does not take, then what leads by its rule, as in a denial. */
function rank({ code, about }: Entry): number {
  if (code === undefined) return about === undefined ? 3 : 2;
  return findRule(code)?.leads === true ? 1 : 0;
}

/** The worst first, then what is said most often. */
export function foldEntries(entries: readonly Entry[]): readonly Fold[] {
  const folds = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.action, sortOf(entry), entry.problem]);
    const same = folds.get(key);
    if (same === undefined) folds.set(key, [entry]);
    else same.push(entry);
  }
  return [...folds.values()]
    .flatMap((same) => (same[0] === undefined ? [] : [{ first: same[0], entries: same }]))
    .sort(
      (a, b) =>
        compareActions(a.first.action, b.first.action) ||
        rank(b.first) - rank(a.first) ||
        b.entries.length - a.entries.length ||
        (a.first.code ?? '').localeCompare(b.first.code ?? '', 'en'),
    );
}
