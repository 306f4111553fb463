/** Which tags a repository has (distribution-spec, "Listing tags"): whether it is there at all, and a tag that is meant. */

import { HINT_STEPS } from '../core/budget.js';
import { nearestWord } from '../core/edit-distance.js';
import { own } from '../core/fields.js';
import { parse, readErrors } from './errors.js';
import type { Visit } from './http.js';
import { MOST_TAG_PAGES, MOST_TAGS_BYTES, TAGS_PER_PAGE } from './limits.js';
import type { Target } from './target.js';

export type Tags = 'repository-missing' | 'not-listed' | { readonly nearest?: string };

const TAG = /^\w[\w.-]{0,127}$/;

/** A few pages; a repository with more of them is compared with those only. */
export async function askTags(visit: Visit, target: Target, authorization: string | undefined): Promise<Tags> {
  const found: string[] = [];
  let last = '';
  for (let page = 0; page < (target.asks === 'tag' ? MOST_TAG_PAGES : 1); page += 1) {
    const url = new URL(`${target.repository}/tags/list`, target.origin);
    url.searchParams.set('n', String(TAGS_PER_PAGE));
    if (last !== '') url.searchParams.set('last', last);
    const mostBytes = MOST_TAGS_BYTES;
    const reply = await visit.ask({ method: 'GET', url, authorization, redirects: 'own', mostBytes });
    if (page === 0 && reply.ok && reply.status === 404 && readErrors(reply.body).missing === 'repository')
      return 'repository-missing';
    const tags = reply.ok && reply.status === 200 ? tagsIn(reply.body) : undefined;
    if (tags === undefined && page === 0) return 'not-listed';
    found.push(...(tags ?? []));
    // The next page is made from the last tag: where a link of the registry leads, nobody has to know.
    const next = tags?.at(-1);
    const hasMore = reply.ok && reply.header('link').some((link) => /rel="?next"?/i.test(link));
    if (next === undefined || !hasMore || next === last) break;
    last = next;
  }
  const near = target.asks === 'tag' ? nearestTag(target.tag, found) : undefined;
  return near === undefined ? {} : { nearest: near };
}

/** Up to a third of the letters may differ. No more tags are compared than take the time of an explanation. */
function nearestTag(tag: string, tags: readonly string[]): string | undefined {
  const limit = Math.min(4, Math.ceil(tag.length / 3));
  const alike = tags.filter((each) => each !== tag && Math.abs(each.length - tag.length) <= limit);
  return nearestWord(tag, alike.slice(0, Math.floor(HINT_STEPS / (1 + 2 * tag.length))), limit);
}

function tagsIn(body: string | undefined): readonly string[] | undefined {
  const answer = parse(body);
  const tags = own(answer, 'tags');
  // A repository without any: null.
  if (!Array.isArray(tags)) return tags === null && typeof own(answer, 'name') === 'string' ? [] : undefined;
  const isTag = (tag: unknown): tag is string => typeof tag === 'string' && TAG.test(tag);
  return tags.slice(0, TAGS_PER_PAGE).filter(isTag);
}
