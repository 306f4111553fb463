/**
 * Documents that need not be read to know what is in the cluster: those that show at a glance that they hold no Secret,
 * no ServiceAccount, no Namespace and no list. Most documents of a stream are such, and a look at the lines that begin at
 * the margin costs a hundredth of reading them. Whatever might be read in another way is not passed over: flow maps, quoted
 * keys, merges, anchors, several kinds in one document (the last one would count).
 */

/** Of the lines that begin at the margin: what makes the top level more than plain keys. */
const NOT_PLAIN = /^(?:[^A-Za-z#\s-]|items\b|-(?!--|\s))/m;

const KINDS = /^kind:[ \t]+([A-Za-z]+)[ \t]*(?:#.*)?$/gm;
const ANY_KIND = /^kind\b/gm;

export function isSurelyNoState(document: string): boolean {
  const [kind, ...others] = document.matchAll(KINDS);
  if (kind === undefined || others.length > 0 || [...document.matchAll(ANY_KIND)].length > 1) return false;
  const [, name = ''] = kind;
  return !/^(?:Secret|ServiceAccount|Namespace|.*List)$/.test(name) && !NOT_PLAIN.test(document);
}
