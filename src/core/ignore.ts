/**
 * What somebody wrote beside an object: that a finding about it is known and accepted, and why. `check` honours it, in a
 * cluster the operator decides (`exemptions.annotations`). It takes findings away as an exemption does, image by image, and
 * each one that it takes is kept and told. What is not known is no finding and cannot be accepted.
 */
import { own, textOf } from './fields.js';
import type { Finding, JudgedFinding } from './finding.js';
import { isUndecided } from './rules/facts-unknown.js';
import { findRule, type RuleCode } from './rules/index.js';
import type { ImageUse } from './types.js';
import { quoted, shown } from './words/escape.js';
import type { Workload } from './workloads.js';

export const IGNORE_ANNOTATION = 'pullgate.dev/ignore';
export const IGNORE_REASON_ANNOTATION = 'pullgate.dev/ignore-reason';

export interface Ignore {
  readonly from: 'annotation' | 'comment';
  readonly codes: readonly RuleCode[];
  readonly reason: string;
  /** Paths of the images that it speaks of; absent: it speaks of the object. */
  readonly paths?: ReadonlySet<string>;
  /** With paths: it speaks of what is found of the object as a whole, too. */
  readonly whole?: true;
}

/** A finding that somebody accepted; its action is what it would have been. */
export interface IgnoredFinding extends JudgedFinding {
  readonly ignored: Ignore;
}

/** What was written, and what is wrong with it, as clauses. */
export interface ReadIgnore {
  readonly ignore?: Ignore;
  readonly faults: readonly string[];
}

/** More of one ignore nobody means. */
const MOST_CODES = 50;
const REASON_SHOWN = 200;

/** @param text codes between blanks or commas */
export function readIgnore(from: Ignore['from'], text: string, reason: string): ReadIgnore {
  const words = text.split(/[\s,]+/, MOST_CODES).filter((word) => word !== '');
  if (words.length === 0) return { faults: ['it names no code, such as PG101, and counts for nothing'] };
  const faults: string[] = [];
  const codes = new Set<RuleCode>();
  for (const word of words) {
    const rule = findRule(word);
    if (rule === undefined) faults.push(`there is no rule ${quoted(word, 40)}`);
    else if (isUndecided(rule))
      faults.push(`${rule.code} cannot be ignored, because it says that something is not known`);
    else codes.add(rule.code);
  }
  if (reason.trim() === '') return { faults: [...faults, 'it gives no reason, and counts for nothing'] };
  if (codes.size === 0) return { faults };
  return { ignore: { from, codes: [...codes], reason: shown(reason.trim(), REASON_SHOWN) }, faults };
}

const NOTHING: ReadIgnore = { faults: [] };

/** Of the object, or else of its template, whose Pods carry it; undefined where there is none. */
export function annotationIgnore(object: unknown, { podSpec }: Workload): ReadIgnore | undefined {
  const template = podSpec.slice(0, -1).reduce(own, object);
  for (const holder of [object, template]) {
    const annotations = own(own(holder, 'metadata'), 'annotations');
    const text = own(annotations, IGNORE_ANNOTATION);
    if (text === undefined) continue;
    if (typeof text !== 'string') return NOTHING;
    return readIgnore('annotation', text.slice(0, LONGEST), textOf(annotations, IGNORE_REASON_ANNOTATION));
  }
  return undefined;
}

/** An annotation may have 256 kB; as much as names every code. */
const LONGEST = 1000;

export interface Ignoring {
  /** What is left of the finding, or undefined when all of it is accepted. */
  readonly left: Finding | undefined;
  readonly taken: readonly { readonly finding: Finding; readonly by: Ignore }[];
}

/** Takes out of a finding what somebody accepted; with paths that is only the images that stand there. */
export function applyIgnores(finding: Finding, ignores: readonly Ignore[]): Ignoring {
  if (ignores.length === 0 || isUndecided(finding)) return { left: finding, taken: [] };
  let left: Finding | undefined = finding;
  const taken: { finding: Finding; by: Ignore }[] = [];
  for (const by of ignores) {
    if (!by.codes.includes(finding.code)) continue;
    const isCovered = (use: ImageUse): boolean => by.paths === undefined || by.paths.has(use.path);
    const covered: readonly ImageUse[] = left.uses.filter(isCovered);
    if (covered.length === 0 && left.uses.length > 0) continue;
    // What is about the pod as a whole has no image whose line could be meant.
    if (left.uses.length === 0 && by.paths !== undefined && by.whole !== true) continue;
    taken.push({ finding: { ...left, uses: covered }, by });
    const uses: readonly ImageUse[] = left.uses.filter((use) => !isCovered(use));
    left = uses.length === 0 ? undefined : { ...left, uses };
    if (left === undefined) break;
  }
  return { left, taken };
}

/** Codes that took nothing away, as clauses. */
export function unmatched(
  ignores: readonly Ignore[],
  taken: readonly IgnoredFinding[],
  isOpen: (code: RuleCode) => boolean,
) {
  return ignores.map((ignore) => ({
    ignore,
    codes: ignore.codes.filter(
      (code) => !isOpen(code) && !taken.some((each) => each.ignored === ignore && each.code === code),
    ),
  }));
}
