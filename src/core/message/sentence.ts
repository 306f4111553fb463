/**
 * One finding as one line. The parts stand in a fixed order, and where the line must be shorter the least useful part
 * goes first: long values are cut, then the operator's way out, then the reason. The fix goes last.
 */
import type { JudgedFinding } from '../finding.js';
import { shown } from '../words/escape.js';
import { fixWords } from '../words/fix.js';
import { place } from '../words/place.js';

export interface SentenceOptions {
  /** Longest line, in characters. */
  readonly limit: number;
  /** `(More: …)` or ''. */
  readonly more: string;
}

interface Shape {
  /** Longest value. */
  readonly values: number;
  /** Name the images beside the containers. */
  readonly images: boolean;
  readonly operator: boolean;
  readonly because: boolean;
  readonly fix: boolean;
  readonly more: boolean;
}

const ALL: Shape = { values: 256, images: true, operator: true, because: true, fix: true, more: true };
const CORE: Shape = { ...ALL, values: 96, operator: false };

/** From everything to the bare problem. */
const SHAPES: readonly Shape[] = [
  ALL,
  { ...ALL, values: 96 },
  CORE,
  { ...CORE, images: false },
  { ...CORE, because: false },
  { ...CORE, images: false, because: false, more: false },
  { ...CORE, images: false, fix: false, more: false },
  { ...CORE, values: 48, images: false, because: false, fix: false, more: false },
];

/** `[PG201] problem (container …): because. Fix: …. If the image is public, …. More: …` */
export function sentence(finding: JudgedFinding, { limit, more }: SentenceOptions): string {
  let line = '';
  for (const shape of SHAPES) {
    line = shaped(finding, shape, more);
    if (line.length <= limit) return line;
  }
  return `${line.slice(0, Math.max(0, limit - 3))}...`;
}

function shaped(finding: JudgedFinding, shape: Shape, more: string): string {
  const where = place(finding.uses, shape.images ? shape.values : 0);
  const because = shape.because && finding.because !== '' ? `: ${finding.because}` : '';
  const parts = [
    `[${finding.code}] ${finding.problem}${where === '' ? '' : ` ${where}`}${because}`,
    shape.fix ? fixWords(finding.fix) : '',
    shape.operator ? (finding.operator ?? '') : '',
    shape.more ? more : '',
  ];
  // Whatever a rule forgot to escape is escaped here: nothing but printable ASCII ever leaves.
  return shown(parts.filter((part) => part !== '').join('. '), Number.POSITIVE_INFINITY);
}
