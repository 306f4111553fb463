/**
 * What is wrong, as one line that stands alone: `[CODE] problem: reason (container "x", image "y")`. Long values give way
 * before the reason does.
 */
import type { JudgedFinding } from '../finding.js';
import { shown } from '../words/escape.js';
import { place } from '../words/place.js';

export interface SentenceShape {
  /** Longest image that is shown; 0: images are left out. */
  readonly images: number;
}

/** How long an image may be at most, tried in this order. */
const IMAGE_LIMITS = [256, 96, 48, 0] as const;

export function sentence({ code, problem, because, uses }: JudgedFinding, { images }: SentenceShape): string {
  const where = place(uses, images);
  const reason = because === '' ? '' : `: ${because}`;
  // Whatever a rule forgot to escape is escaped here: nothing but printable ASCII ever leaves.
  return shown(`[${code}] ${problem}${reason}${where === '' ? '' : ` (${where})`}`, Number.POSITIVE_INFINITY);
}

/** The longest form that fits; cut at its end where none does. */
export function sentenceWithin(finding: JudgedFinding, limit: number): string {
  for (const images of IMAGE_LIMITS) {
    const line = sentence(finding, { images });
    if (line.length <= limit) return line;
  }
  return `${sentence(finding, { images: 0 }).slice(0, Math.max(0, limit - 3))}...`;
}
