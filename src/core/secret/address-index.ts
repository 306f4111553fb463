/**
 * Many patterns, asked which of them match an address (keyring.go URLsMatch; semantics 2.20): the same answer as trying
 * one after the other, in a time that hardly grows with their number. A tenant chooses both the keys of a secret and the
 * images of a pod, and their product would be his to multiply.
 *
 * Hosts without a wildcard are found by their text. The others stand in a tree of labels, in which a label with a
 * wildcard is found by the letters before its first star and after its last one. Paths are prefixes of text, so those of
 * one host are found by their lengths.
 */
import type { Meter } from '../budget.js';
import type { Address } from './address.js';
import { matchGlob } from './glob.js';

export interface AddressIndex<T> {
  readonly add: (pattern: Address, value: T) => void;
  /** Every value whose pattern matches, in no certain order. `meter` is told how much was looked at. */
  readonly find: (target: Address, meter?: Meter) => readonly T[];
}

/** Values by the path of their pattern. */
interface Paths<T> {
  readonly byPath: Map<string, T[]>;
  /** Lengths that occur, each once. */
  readonly lengths: number[];
}

interface Node<T> {
  readonly exact: Map<string, Node<T>>;
  globs: Globs<T> | undefined;
  /** Of the patterns that end here. */
  paths: Paths<T> | undefined;
}

interface Glob<T> {
  readonly pattern: string;
  /** What stands between the first star and the last, without stars; nothing where there is but one. */
  readonly middle: readonly string[];
  readonly node: Node<T>;
}

interface Globs<T> {
  readonly all: Map<string, Glob<T>>;
  /** Grouped by how many letters stand before the first star and after the last. */
  readonly shapes: Map<string, Shape<T>>;
  /** With `?`, a class or an escape: tried one by one. An IPv6 address without a port is the only key that has them. */
  readonly odd: Glob<T>[];
}

interface Shape<T> {
  readonly before: number;
  readonly after: number;
  readonly byText: Map<string, Glob<T>[]>;
}

export function createAddressIndex<T>(): AddressIndex<T> {
  const exact = new Map<string, Paths<T>>();
  const trees = new Map<string, Node<T>>();
  return {
    add(pattern, value) {
      const { host, port, path, parts } = pattern;
      if (isLiteral(pattern)) addPath(entry(exact, `${port}/${host}`, newPaths<T>), path, value);
      else addToTree(entry(trees, `${port}/${parts.length}`, newNode<T>), pattern, value);
    },
    find(target, meter) {
      const found: T[] = [];
      const paths = exact.get(`${target.port}/${target.host}`);
      let steps = 1;
      if (paths !== undefined) steps += findPaths(paths, target.path, found);
      const tree = trees.size === 0 ? undefined : trees.get(`${target.port}/${target.parts.length}`);
      if (tree !== undefined) steps += findInTree(tree, target, found);
      if (meter !== undefined) meter.steps += steps;
      return found;
    },
  };
}

/** No part is a glob: equal text matches, and nothing else does. */
function isLiteral({ plain, host }: Address): boolean {
  return plain ? !host.includes('*') : !SPECIAL.test(host);
}

const SPECIAL = /[*?[\\]/;

function newPaths<T>(): Paths<T> {
  return { byPath: new Map(), lengths: [] };
}

function newNode<T>(): Node<T> {
  return { exact: new Map(), globs: undefined, paths: undefined };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function addPath<T>({ byPath, lengths }: Paths<T>, path: string, value: T): void {
  const known = byPath.get(path);
  if (known !== undefined) {
    known.push(value);
    return;
  }
  byPath.set(path, [value]);
  if (!lengths.includes(path.length)) lengths.push(path.length);
}

/** Adds to `found` the values whose path begins the target's; tells how many steps that took. */
function findPaths<T>({ byPath, lengths }: Paths<T>, path: string, found: T[]): number {
  for (const length of lengths) {
    if (length > path.length) continue;
    const values = byPath.get(path.slice(0, length));
    if (values !== undefined) for (const value of values) found.push(value);
  }
  return lengths.length;
}

function addToTree<T>(root: Node<T>, { parts, plain, path }: Address, value: T): void {
  let node = root;
  for (const part of parts) node = childFor(node, part, plain);
  node.paths ??= newPaths();
  addPath(node.paths, path, value);
}

/** In a plain pattern a star is the only character that is special, and it can hold no other of them. */
function childFor<T>(node: Node<T>, part: string, plain: boolean): Node<T> {
  if (!(plain ? part.includes('*') : SPECIAL.test(part))) return entry(node.exact, part, newNode<T>);
  node.globs ??= { all: new Map(), shapes: new Map(), odd: [] };
  const { all, shapes, odd } = node.globs;
  const known = all.get(part);
  if (known !== undefined) return known.node;
  const star = part.indexOf('*');
  const last = part.lastIndexOf('*');
  const middle = part
    .slice(star + 1, last)
    .split('*')
    .filter((piece) => piece !== '');
  const glob: Glob<T> = { pattern: part, middle, node: newNode() };
  all.set(part, glob);
  if (/[?[\\]/.test(part)) {
    odd.push(glob);
    return glob.node;
  }
  const before = star;
  const after = part.length - last - 1;
  const shape = entry(shapes, `${before}/${after}`, () => ({ before, after, byText: new Map<string, Glob<T>[]>() }));
  entry(shape.byText, `${part.slice(0, star)}*${part.slice(last + 1)}`, () => []).push(glob);
  return glob.node;
}

function findInTree<T>(root: Node<T>, { parts, path }: Address, found: T[]): number {
  let steps = 0;
  let level: readonly Node<T>[] = [root];
  for (const part of parts) {
    const next: Node<T>[] = [];
    for (const node of level) steps += 1 + descend(node, part, next);
    level = next;
  }
  for (const { paths } of level) if (paths !== undefined) steps += 1 + findPaths(paths, path, found);
  return steps;
}

/** Adds the children that a label leads to; each pattern has a node of its own, so none is added twice. */
function descend<T>({ exact, globs }: Node<T>, part: string, next: Node<T>[]): number {
  const same = exact.get(part);
  if (same !== undefined) next.push(same);
  if (globs === undefined) return 0;
  let steps = globs.odd.length + globs.shapes.size;
  for (const glob of globs.odd) {
    steps += 1 + Math.ceil((glob.pattern.length * part.length) / COMPARED_AT_ONCE);
    if (matchGlob(glob.pattern, part)) next.push(glob.node);
  }
  for (const { before, after, byText } of globs.shapes.values()) {
    if (before + after > part.length) continue;
    for (const glob of byText.get(`${part.slice(0, before)}*${part.slice(part.length - after)}`) ?? []) {
      steps += 1 + glob.middle.length;
      if (holdsInOrder(part, glob.middle, before, part.length - after)) next.push(glob.node);
    }
  }
  return steps;
}

/** Letters that a step compares, at least. */
const COMPARED_AT_ONCE = 64;

/**
 * Each piece as early as it can be: if that leaves no room for a later one, nothing does. A label holds no slash
 * (semantics 2.20).
 */
function holdsInOrder(text: string, pieces: readonly string[], from: number, to: number): boolean {
  let at = from;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
    if (at > to) return false;
  }
  return true;
}
