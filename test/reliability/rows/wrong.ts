/** What was said wrongly how often, for the words of a row: ` (3 x deny PG202 in place of allow)`. */
import { failuresIn } from './failures.js';

export function wrongIn(wrong: readonly string[]): string {
  const counts: Record<string, number> = {};
  for (const each of wrong) counts[each] = (counts[each] ?? 0) + 1;
  return failuresIn(counts);
}
