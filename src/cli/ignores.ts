/** What comments of the files accept (manifests/ignore-comments.ts), and what came of it. */
import { type Ignore, type ReadIgnore, readIgnore } from '../core/ignore.js';
import { isUndecided } from '../core/rules/facts-unknown.js';
import { findRule } from '../core/rules/index.js';
import type { ExtraKind } from '../core/settings.js';
import { toSubject } from '../core/subject.js';
import { findWorkload } from '../core/workloads.js';
import type { Assessment } from '../facts/assess.js';
import type { IgnoreComment } from '../manifests/ignore-comments.js';
import type { InputObject } from './check-input.js';
import type { ReportDiagnostic } from './report.js';

export interface Ignores {
  /** Comments of a file, or of a part of it, before its objects. */
  readonly add: (file: string, comments: readonly IgnoreComment[]) => void;
  /** Those that stand beside an image of the object, or at its first line. */
  readonly of: (object: InputObject) => readonly Ignore[];
  /** To be told what came of each object. */
  readonly done: (object: InputObject, assessment: Assessment) => void;
  /** What is wrong with comments and annotations, once all is done. */
  readonly diagnostics: () => readonly ReportDiagnostic[];
}

interface Written extends ReadIgnore {
  readonly file: string;
  readonly comment: IgnoreComment;
  /** Codes that took something away, or of which nobody can say that they would not. */
  readonly settled: Set<string>;
}

/** @param probed registries are asked, so that what rests on them could be found */
export function createIgnores(kinds: readonly ExtraKind[], probed: boolean): Ignores {
  const byFile = new Map<string, Map<number, Written[]>>();
  const told: ReportDiagnostic[] = [];
  const origins = new Map<Ignore, Written>();
  const given = new Map<InputObject, readonly Ignore[]>();
  return {
    add(file, comments) {
      if (comments.length === 0) return;
      const lines = byFile.get(file) ?? new Map<number, Written[]>();
      byFile.set(file, lines);
      for (const comment of comments) {
        lines.set(comment.target, [...(lines.get(comment.target) ?? []), toWritten(file, comment)]);
      }
    },
    of(object) {
      const written = byFile.get(object.file);
      if (written === undefined) return NONE;
      const ignores: Ignore[] = [];
      for (const [line, paths] of linesOf(object, kinds)) {
        for (const each of written.get(line) ?? []) {
          if (each.ignore === undefined) continue;
          const ignore: Ignore = { ...each.ignore, paths, ...(line === object.line ? { whole: true } : {}) };
          origins.set(ignore, each);
          ignores.push(ignore);
        }
      }
      given.set(object, ignores);
      return ignores;
    },
    done(object, { findings, ignored = [], ignoreFaults = [], decision }) {
      for (const { code, ignored: by } of ignored) origins.get(by)?.settled.add(code);
      const undecided = findings.some(isUndecided);
      const isOpen = (code: string): boolean =>
        decision === 'skip' || (undecided && !code.startsWith('PG1')) || (!probed && code.startsWith('PG5'));
      for (const ignore of given.get(object) ?? []) {
        const open = ignore.codes.filter(isOpen);
        for (const code of open) origins.get(ignore)?.settled.add(code);
        origins.delete(ignore);
      }
      given.delete(object);
      for (const fault of ignoreFaults)
        told.push(about(object.file, object.line, `annotation pullgate.dev/ignore: ${fault}`));
    },
    diagnostics: () => [
      ...told,
      ...[...byFile.values()].flatMap((lines) => [...lines.values()].flat().flatMap(faultsOf)),
    ],
  };
}

const NONE: readonly Ignore[] = [];

function toWritten(file: string, comment: IgnoreComment): Written {
  const { codes, reason } = splitComment(comment.text);
  return { file, comment, settled: new Set(), ...readIgnore('comment', codes, reason) };
}

/** Codes come first, between blanks, commas or a colon; the reason begins with the first word that is none. */
function splitComment(text: string): { readonly codes: string; readonly reason: string } {
  const codes: string[] = [];
  let rest = text.trim();
  for (let word = wordOf(rest); word !== undefined; word = wordOf(rest)) {
    const isCode = /^PG\d/i.test(word.text) || findRule(word.text) !== undefined;
    if (codes.length > 0 && !isCode) break;
    codes.push(word.text);
    rest = rest.slice(word.length);
  }
  return { codes: codes.join(' '), reason: rest };
}

function wordOf(text: string): { readonly text: string; readonly length: number } | undefined {
  const [all, word] = /^([^\s,:]+)[\s,:]*/.exec(text) ?? [];
  return all === undefined || word === undefined ? undefined : { text: word, length: all.length };
}

/** The images that stand on each line, and the line of the object. */
function linesOf(input: InputObject, kinds: readonly ExtraKind[]): ReadonlyMap<number, ReadonlySet<string>> {
  const { kind, namespace, name, object, lineOf } = input;
  const lines = new Map<number, Set<string>>([[input.line, new Set()]]);
  const workload = findWorkload(kind, kinds);
  if (workload === undefined) return lines;
  for (const { path } of toSubject({ kind, namespace, name, origin: 'file' }, workload, object).images) {
    const line = lineOf(path);
    lines.set(line, (lines.get(line) ?? new Set()).add(path));
  }
  return lines;
}

function faultsOf({ file, comment, ignore, faults, settled }: Written): readonly ReportDiagnostic[] {
  const idle = (ignore?.codes ?? []).filter((code) => !settled.has(code));
  const unused = idle.length === 0 ? [] : [`${idle.join(', ')} matches nothing on its line`];
  return [...faults, ...unused].map((fault) => about(file, comment.line, `comment pullgate:ignore: ${fault}`));
}

function about(file: string, line: number, what: string): ReportDiagnostic {
  return { file, line, level: 'warning', about: 'ignore', message: `The ${what}.` };
}
