/**
 * The text of a denial: the product (design 4.1). Line 1 stands alone where a client cuts the rest: the worst problem, its
 * reason, its place. Then the other problems; then `Fix:` and one plan for all of them, a step a line; then the operator's
 * way out. What does not fit is left out whole, with the steps that only it needs, so that nothing shown refers to
 * something hidden.
 */
import type { JudgedFinding } from '../finding.js';
import type { Settings } from '../settings.js';
import type { Fix, ImageUse, Subject } from '../types.js';
import { shown } from '../words/escape.js';
import { fixInLine, fixLines, noteLine } from '../words/fix.js';
import { containers } from '../words/place.js';
import { sentence, sentenceWithin } from './sentence.js';

/** What kubectl, Argo CD, Flux and terminals show whole. */
const WHOLE = 2000;
/** Events hold 1,024 characters; a controller's own words stand before ours. */
const IN_EVENT = 900;
/** A problem whose reason is longer than all that a person reads is cut. */
const ONE_PROBLEM = 700;
const MOST_SHOWN = 12;

export interface Denial {
  /** Worst first; at least one. */
  readonly findings: readonly JudgedFinding[];
  readonly subject: Subject;
  readonly settings: Settings;
  /** The plan for the first so many of them. */
  readonly planFor: (count: number) => Fix | undefined;
}

export function denialText(denial: Denial): string {
  const { findings, subject, settings } = denial;
  if (findings.length === 0) return '';
  if (subject.isPod && subject.owned) return inOneLine(denial, IN_EVENT);
  return settings.messages.format === 'singleLine' ? inOneLine(denial, WHOLE) : inLines(denial);
}

interface Shape {
  readonly images: number;
  /** Of later problems. */
  readonly laterImages: number;
  readonly notes: boolean;
  readonly operators: number;
}

/** From everything to what is always said. */
const SHAPES: readonly Shape[] = [
  { images: 256, laterImages: 256, notes: true, operators: 3 },
  { images: 256, laterImages: 96, notes: true, operators: 3 },
  { images: 96, laterImages: 0, notes: true, operators: 1 },
  { images: 96, laterImages: 0, notes: false, operators: 1 },
  { images: 48, laterImages: 0, notes: false, operators: 1 },
  { images: 0, laterImages: 0, notes: false, operators: 0 },
];

function inLines(denial: Denial): string {
  let count = Math.min(denial.findings.length, MOST_SHOWN);
  while (count > 0) {
    const text = shortestOf(denial, count);
    if (text.length <= WHOLE) return text;
    // As many as there is room for, by what these take; a plan is dear.
    count = Math.min(count - 1, Math.max(1, Math.floor((count * WHOLE) / text.length)));
  }
  return problemAlone(denial);
}

/** The first shape that fits, or else the last one. */
function shortestOf(denial: Denial, count: number): string {
  const plan = denial.planFor(count);
  const told = denial.findings.slice(0, count);
  const fix =
    plan === undefined ? undefined : { plan, places: isOfOthers(plan, told) || count > 1, notes: notesOf(plan, told) };
  let text = '';
  for (const shape of SHAPES) {
    text = linesOf(denial, count, fix, shape).join('\n');
    if (text.length <= WHOLE) return text;
  }
  return text;
}

/** A plan, and what is said of it whatever the length. */
interface Told {
  readonly plan: Fix;
  /** An edit says whose image it is. */
  readonly places: boolean;
  readonly notes: readonly string[];
}

function linesOf(
  { findings, settings }: Denial,
  count: number,
  fix: Told | undefined,
  { images, laterImages, notes, operators }: Shape,
): readonly string[] {
  const told = findings.slice(0, count);
  const problems = told.map((finding, index) =>
    limited(sentence(finding, { images: index === 0 ? images : laterImages })),
  );
  const more = moreText(told[0]?.code ?? '', settings);
  return [
    ...problems,
    ...(findings.length > count ? [leftOut(findings.length - count)] : []),
    ...(fix === undefined ? [] : ['Fix:', ...fixLines(fix.plan, fix.places), ...(notes ? fix.notes : [])]),
    ...operatorLines(told, operators),
    ...(more === '' ? [] : [more]),
  ];
}

/** The line above says whose image is meant only where it is about all the images that are edited, and no other. */
function isOfOthers(plan: Fix | undefined, told: readonly JudgedFinding[]): boolean {
  const paths = new Set(told.flatMap(({ uses }) => uses.map(({ path }) => path)));
  const isAbout = (uses: readonly ImageUse[]): boolean =>
    uses.length === paths.size && uses.every(({ path }) => paths.has(path));
  return plan?.steps.some((step) => step.do === 'set-image' && !isAbout(step.uses)) === true;
}

/** An edit of an image that no line above tells of says why it is there. */
function notesOf(plan: Fix, told: readonly JudgedFinding[]): readonly string[] {
  const paths = new Set(told.flatMap(({ uses }) => uses.map(({ path }) => path)));
  const others = plan.steps.flatMap((step) =>
    step.do === 'set-image' ? step.uses.filter(({ path }) => !paths.has(path)) : [],
  );
  if (others.length === 0) return noteLine(plan);
  const why = `a warning is about ${containers(others)}; with the other steps alone it would become a denial`;
  return noteLine({ notes: [...plan.notes, why] });
}

function leftOut(count: number): string {
  return `(+${count} more ${count === 1 ? 'problem' : 'problems'}, told once these are mended)`;
}

function limited(line: string): string {
  return line.length <= ONE_PROBLEM ? line : `${line.slice(0, ONE_PROBLEM - 3)}...`;
}

function operatorLines(findings: readonly JudgedFinding[], most: number): readonly string[] {
  const lines = findings.flatMap(({ operator }) => (operator === undefined ? [] : [`${operator}.`]));
  return [...new Set(lines)].slice(0, most);
}

/** A step may be as long as the longest name; then the problem alone is told. */
function problemAlone({ findings, settings }: Denial): string {
  const [first] = findings;
  if (first === undefined) return '';
  const more = moreText(first.code, settings);
  return [sentenceWithin(first, ONE_PROBLEM), ...(more === '' ? [] : [more])].join('\n');
}

/**
 * The fix comes last, so that nothing stands behind a command that a person copies. Where the plan for all problems does
 * not fit, that for the worst one may, and the text says so.
 */
function inOneLine(denial: Denial, limit: number): string {
  const { findings, settings } = denial;
  const [first] = findings;
  if (first === undefined) return '';
  const operator = first.operator ?? '';
  const more = moreText(first.code, settings);
  for (const count of new Set([findings.length, 1])) {
    const plan = denial.planFor(count);
    const fix = fixInLine(plan, count > 1 || isOfOthers(plan, findings.slice(0, count)));
    for (const parts of fix === '' ? [] : [[operator, more, fix], [more, fix], [fix]]) {
      const line = oneLine(first, othersInLine(findings.length, count), parts, limit);
      if (line !== undefined) return line;
    }
  }
  const others = othersInLine(findings.length, findings.length);
  for (const parts of [[operator, more], [more], []]) {
    const line = oneLine(first, others, parts, limit);
    if (line !== undefined) return line;
  }
  return sentenceWithin(first, limit);
}

function othersInLine(all: number, told: number): string {
  if (all === 1) return '';
  return told < all ? ` (+${all - told} more, told once this is mended)` : ` (+${all - 1} more)`;
}

function oneLine(first: JudgedFinding, others: string, parts: readonly string[], limit: number): string | undefined {
  const tail = parts.filter((part) => part !== '').map((part) => `. ${part}`);
  return [96, 48, 0]
    .map((images) => `${sentence(first, { images })}${others}${tail.join('')}`)
    .find((line) => line.length <= limit);
}

/** `More: …` from the operator's settings (design 4.3); '' where none is set. */
export function moreText(code: string, { messages }: Settings): string {
  const help = messages.help === '' ? '' : shown(messages.help.replaceAll('{code}', code));
  const parts = [help, shown(messages.contact)].filter((part) => part !== '');
  return parts.length === 0 ? '' : `More: ${parts.join(', ')}`;
}
