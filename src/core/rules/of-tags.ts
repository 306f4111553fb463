/** Rules about what a tag may become tomorrow: whatever they find, the image can be pulled today. */
import { digestRequired } from './digest-required.js';
import { tagLatest } from './tag-latest.js';
import { tagMissing } from './tag-missing.js';

const OF_TAGS: ReadonlySet<string> = new Set([tagLatest.code, tagMissing.code, digestRequired.code]);

export function isOfTags(code: string): boolean {
  return OF_TAGS.has(code);
}
