/** The words of evidence, for comments of a values file: one line each, ASCII, with numbers in place of names of nodes. */
import { count } from '../core/words/count.js';
import { shown } from '../core/words/escape.js';
import type { EvidenceRow, Seen } from './evidence.js';
import { together } from './evidence.js';
import type { Conclusion } from './suggest-conclusion.js';

/** Names that are told; the rest is counted. */
const MOST_NAMED = 3;

/** `12 Pods on 3 nodes in blog, shop and 2 more, since 2026-03-02` */
export function placesOf({ count: seen, nodes, namespaces, moreNamespaces, since }: Seen): string {
  const on = nodes === 0 ? '' : ` on ${count(nodes, 'node')}`;
  const named = namespaces.slice(0, MOST_NAMED).map((each) => shown(each));
  const more = namespaces.length - named.length;
  const rest = more > 0 ? [`${more}${moreNamespaces ? ' or more' : ''} others`] : [];
  const all = [...named, ...rest];
  const where = all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  return `${count(seen, 'Pod')}${on} in ${where}${since === '' ? '' : `, since ${since}`}`;
}

/** Why a repository is left out. */
export function doubtWords(row: EvidenceRow, conclusion: Conclusion): string {
  if (conclusion.is !== 'doubt') return '';
  const { why } = conclusion;
  switch (why) {
    case 'cached':
      return `${placesOf(row.cached)}; another Pod of the node may have brought it with a secret`;
    case 'one-node':
      return `${placesOf(row.there)}; the node may have had it before`;
    case 'never':
      return `${placesOf(ofDoubt(row, why))}; it is never pulled (imagePullPolicy: Never, or preloaded)`;
    case 'loaded':
      return `${placesOf(ofDoubt(row, why))}; it was loaded rather than pulled, as its digest tells`;
    case 'changed':
      return `${placesOf(ofDoubt(row, why))}; a named Secret is gone, or was changed since`;
    case 'unread':
      return `${placesOf(ofDoubt(row, why))}; Secrets could not be read`;
    case 'replaced':
      return `${placesOf(ofDoubt(row, why))}; the status tells of another image`;
    default:
      return why satisfies never;
  }
}

function ofDoubt({ doubts }: EvidenceRow, why: Parameters<EvidenceRow['doubts']['get']>[0]): Seen {
  return doubts.get(why) ?? together();
}
