/** What a content is known by. In a file of its own, because node:crypto takes a while to load. */
import { createHash } from 'node:crypto';

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
