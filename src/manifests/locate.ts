/**
 * Where a field stands in a document: the offset of its value if that is a scalar, else of its key or list item. A field
 * that is not there (a default, a typo) is located at the deepest parent that is.
 */
import { isAlias, isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { PathStep } from './field-path.js';
import { scanJson, skipSpace } from './json-scan.js';
import { isMergeKey, keyText, startOf, type YamlTree } from './yaml-document.js';

export function locateInYaml({ root, targets }: YamlTree, steps: readonly PathStep[]): number {
  let node = dereference(targets, root);
  let at = startOf(node);
  for (const step of steps) {
    const found = yamlStep(targets, node, step);
    if (found === undefined) return at;
    node = dereference(targets, found.value);
    const shown = isScalar(node) && node.source !== '' && !isAlias(found.value);
    at = shown ? startOf(node) : found.at;
  }
  return at;
}

interface Found {
  readonly at: number;
  readonly value: unknown;
}

/** An alias that leads to itself was refused by decoding; a chain is finite. */
function dereference(targets: YamlTree['targets'], node: unknown): unknown {
  let target = node;
  while (isAlias(target)) target = targets.get(target);
  return target;
}

function yamlStep(targets: YamlTree['targets'], node: unknown, step: PathStep): Found | undefined {
  if (isMap(node)) return findPair(targets, node, String(step), 0);
  const item: unknown = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
  return item === undefined ? undefined : { at: startOf(item), value: item };
}

/** The last pair of that key, merge keys included, as decoding takes it. Merges of merges beyond reason are not followed. */
function findPair(targets: YamlTree['targets'], node: YAMLMap, key: string, depth: number): Found | undefined {
  for (const { key: keyNode, value } of node.items.toReversed()) {
    if (isMergeKey(keyNode)) {
      const found = depth > 8 ? undefined : findMerged(targets, value, key, depth + 1);
      if (found !== undefined) return found;
    } else {
      const target = dereference(targets, keyNode);
      if (isScalar(target) && keyText(target.value) === key) return { at: startOf(keyNode), value };
    }
  }
  return undefined;
}

function findMerged(targets: YamlTree['targets'], node: unknown, key: string, depth: number): Found | undefined {
  const target = dereference(targets, node);
  for (const each of isSeq(target) ? target.items : [target]) {
    const map = dereference(targets, each);
    const found = isMap(map) ? findPair(targets, map, key, depth) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

// ----------------------------------------------------------------------------------------------------------------- JSON

interface Member {
  /** Of the key, or of the item itself. */
  readonly at: number;
  readonly value: number;
}

type Members = ReadonlyMap<PathStep, Member>;

/**
 * `from` is the start of a value that `scanJson` has accepted. Where the parts of a collection stand is kept: a list of
 * 20,000 objects is asked for the line of each.
 */
export function createJsonLocator(text: string, from: number): (steps: readonly PathStep[]) => number {
  const collections = new Map<number, Members>();
  const membersAt = (start: number): Members => {
    const members = collections.get(start) ?? findMembers(text, start);
    collections.set(start, members);
    return members;
  };
  return (steps) => {
    let value = skipSpace(text, from);
    let at = value;
    for (const step of steps) {
      const found = membersAt(value).get(step);
      if (found === undefined) return at;
      value = found.value;
      at = '{['.includes(text.charAt(value)) ? found.at : value;
    }
    return at;
  };
}

function findMembers(text: string, start: number): Members {
  const members = new Map<PathStep, Member>();
  const open = text.charAt(start);
  if (open !== '{' && open !== '[') return members;
  let at = skipSpace(text, start + 1);
  while (at < text.length && text.charAt(at) !== (open === '{' ? '}' : ']')) {
    let step: PathStep = members.size;
    let value = at;
    if (open === '{') {
      const keyEnd = endOf(text, at);
      step = keyOf(text.slice(at, keyEnd));
      value = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    // The last of several equal keys wins, as in JSON.parse.
    members.set(step, { at, value });
    at = afterValue(text, value);
  }
  return members;
}

/** The start of the next item or key, or the closing bracket. */
function afterValue(text: string, value: number): number {
  const at = skipSpace(text, endOf(text, value));
  return text.charAt(at) === ',' ? skipSpace(text, at + 1) : at;
}

function endOf(text: string, from: number): number {
  const scan = scanJson(text, from);
  return scan.ok ? scan.end : text.length;
}

function keyOf(quoted: string): string {
  const key: unknown = JSON.parse(quoted);
  return typeof key === 'string' ? key : quoted;
}
