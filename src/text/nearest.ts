/**
 * The name that somebody probably meant. It answers nothing rather than something far-fetched: a wrong suggestion costs
 * more than none.
 */
import { editDistance } from '../core/edit-distance.js';

/** The nearest of the candidates, or undefined where none is near. Letter case and the kind of separator weigh nothing. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = fold(word);
  // A third of the letters may differ; more is another word, and so is every other short one.
  const limit = wanted.length < 5 ? 1 : Math.min(4, Math.ceil(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, fold(candidate), bestDistance - 1);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[-_. ]/g, '');
}
