/**
 * One YAML document as kubectl decodes it (sigs.k8s.io/yaml 1.6 yaml.go; go.yaml.in/yaml/v2 decode.go), on the `yaml`
 * package: plain data, merge keys in the order they are written, the last of several equal keys wins, numbers and
 * booleans as keys become texts, an alias bomb is refused by the same ratio.
 *
 * It never throws. Where the two differ, it rather reads what kubectl refuses than the other way round: a fault that
 * kubectl reports is seen there anyway.
 */
import {
  type Alias,
  Composer,
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  Schema,
  type YAMLMap,
} from 'yaml';
import { TOO_DEEP, TooDeepError, yamlTokens } from '../text/yaml-tokens.js';
import { yamlWords } from '../text/yaml-words.js';
import { flattenFlows } from './yaml-flows.js';
import { foldQuotes } from './yaml-quotes.js';
import { scalarTags } from './yaml-scalars.js';

export interface DuplicateKey {
  readonly key: string;
  readonly at: number;
}

export interface YamlFault {
  readonly at: number;
  readonly message: string;
}

export interface YamlTree {
  readonly root: Node | null;
  readonly targets: ReadonlyMap<Alias, Node>;
}

export type YamlDocument =
  | {
      readonly ok: true;
      /** Null for a document without content. Aliases share their target's value. */
      readonly value: unknown;
      readonly duplicates: readonly DuplicateKey[];
      /** Where text starts that kubectl does not read, because the document ended before it. */
      readonly rest?: number;
      readonly tree: YamlTree;
    }
  | ({ readonly ok: false } & YamlFault);

const OPTIONS = {
  version: '1.1',
  // Made once: the package would make one per document.
  schema: new Schema({ schema: 'failsafe', customTags: scalarTags, resolveKnownTags: false }),
  uniqueKeys: false,
  strict: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** Characters YAML 1.1 does not allow anywhere (go-yaml readerc.go). */
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Nothing else is known of what the package throws; its text may quote the document. */
const UNREADABLE = 'it cannot be read';

/** What ends a line to go-yaml (yamlprivateh.go is_break) and not to the package; a CR before a LF is one with it. */
const BREAKS = /\r(?!\n)|[\u0085\u2028\u2029]/g;

export function parseYamlDocument(text: string): YamlDocument {
  return parseLines(text.replace(BREAKS, '\n'), MOST_REPAIRS);
}

/** Quotes, then brackets, then the quotes that were within them. */
const MOST_REPAIRS = 3;

function parseLines(text: string, repairs: number): YamlDocument {
  const control = FORBIDDEN.exec(text);
  if (control !== null) return { ok: false, at: control.index, message: 'control characters are not allowed' };
  try {
    const { document, rest } = withoutStacks(() => composeFirst(text));
    const error = document.errors[0] ?? document.warnings.find(({ code }) => code === 'BAD_ALIAS');
    if (error !== undefined) {
      const mended = repairs === 0 ? undefined : mendLines(text, error.code);
      if (mended !== undefined) return parseLines(mended, repairs - 1);
      return { ok: false, at: error.pos[0], message: yamlWords(error) };
    }
    const state: Decoding = { anchors: new Map(), targets: new Map(), duplicates: [], nodes: 0, aliased: 0 };
    const root = document.contents;
    const value = decodeNode(state, root);
    if (state.fault !== undefined) return { ok: false, ...state.fault };
    const { duplicates, targets } = state;
    return { ok: true, value, duplicates, tree: { root, targets }, ...(rest === undefined ? {} : { rest }) };
  } catch (error) {
    const at = error instanceof TooDeepError ? error.at : 0;
    return { ok: false, at, message: error instanceof RangeError ? TOO_DEEP : UNREADABLE };
  }
}

/** The text with what go-yaml would read on one line, where that is what the package stumbled over. */
function mendLines(text: string, code: ErrorCode): string | undefined {
  const folded = code === 'MISSING_CHAR' ? foldQuotes(text) : undefined;
  return folded ?? flattenFlows(text);
}

/**
 * The package makes an Error per fault, and most of the time of a hostile text would go into stacks nobody reads. Only for
 * the run of one synchronous function, so nobody else's error loses its stack.
 */
function withoutStacks<T>(run: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** The first document only: kubectl reads no further, so faults after it are none. */
function composeFirst(text: string): { document: Document.Parsed; rest?: number } {
  const composer = new Composer(OPTIONS);
  let seen = false;
  for (const token of yamlTokens(text)) {
    if (token.type === 'document' && seen) {
      const [document] = composer.end();
      if (document !== undefined) return { document, rest: token.offset };
    }
    seen ||= token.type === 'document';
    // Nothing comes out of it before a second document goes in.
    for (const document of composer.next(token)) return { document };
  }
  const [document] = composer.end(true, text.length);
  if (document === undefined) throw new Error('the document has no end');
  return { document };
}

// ------------------------------------------------------------------------------------------------------------- decoding

type PlainObject = Record<string, unknown>;

interface Anchor {
  readonly node: Node;
  /** While its node is being decoded there is no value. */
  decoded?: { readonly value: unknown; readonly nodes: number };
}

interface Decoding {
  readonly anchors: Map<string, Anchor>;
  readonly targets: Map<Alias, Node>;
  readonly duplicates: DuplicateKey[];
  nodes: number;
  aliased: number;
  /** The first one; decoding goes on with null in its place. */
  fault?: YamlFault;
}

function fail(state: Decoding, node: unknown, message: string): null {
  state.fault ??= { at: startOf(node), message };
  return null;
}

export function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function decodeNode(state: Decoding, node: unknown): unknown {
  state.nodes += 1;
  if (isAlias(node)) return followAlias(state, node);
  if (!isNode(node) || node.anchor === undefined) return decodeContent(state, node);
  const anchor: Anchor = { node };
  const before = state.nodes;
  state.anchors.set(node.anchor, anchor);
  const value = decodeContent(state, node);
  anchor.decoded = { value, nodes: state.nodes - before + 1 };
  return value;
}

function decodeContent(state: Decoding, node: unknown): unknown {
  if (isSeq(node)) return node.items.map((item) => decodeNode(state, item));
  if (isMap(node)) return decodeMap(state, node);
  const value = isScalar(node) ? node.value : null;
  // encoding/json has no way to write NaN and the infinities.
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return fail(state, node, `JSON cannot hold the number ${value}`);
}

/** The name of an alias is not shown: it may be a password that begins with "*". */
const NO_ANCHOR = 'there is no anchor ("&name") before this alias ("*name"); a text that begins with "*" needs quotes';

/** The values are shared, so that a bomb costs nothing; what go-yaml would count is counted. */
function followAlias(state: Decoding, alias: Alias): unknown {
  const anchor = state.anchors.get(alias.source);
  if (anchor === undefined) return fail(state, alias, NO_ANCHOR);
  if (anchor.decoded === undefined) return fail(state, alias, 'the anchor of this alias ("*name") contains itself');
  state.targets.set(alias, anchor.node);
  state.nodes += anchor.decoded.nodes;
  state.aliased += anchor.decoded.nodes;
  if (state.aliased > 100 && state.nodes > 1000 && state.aliased / state.nodes > allowedRatio(state.nodes)) {
    return fail(state, alias, 'aliases make this document excessively large');
  }
  return anchor.decoded.value;
}

/** go-yaml v2 decode.go: 99 % up to 400,000 nodes, 10 % from 4,000,000 on. */
function allowedRatio(nodes: number): number {
  return 0.99 - 0.89 * Math.min(1, Math.max(0, (nodes - 400_000) / 3_600_000));
}

function decodeMap(state: Decoding, map: YAMLMap): PlainObject {
  const object: PlainObject = {};
  const written = new Set<string>();
  for (const { key: keyNode, value: valueNode } of map.items) {
    if (isMergeKey(keyNode)) {
      mergeInto(state, valueNode, object);
      continue;
    }
    const key = decodeKey(state, keyNode);
    if (written.has(key)) state.duplicates.push({ key, at: startOf(keyNode) });
    written.add(key);
    setOwn(object, key, decodeNode(state, valueNode));
  }
  return object;
}

/** `__proto__` is a key like any other in a manifest, and must stay one. */
function setOwn(object: PlainObject, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function decodeKey(state: Decoding, node: unknown): string {
  if (isMap(node) || isSeq(node)) {
    fail(state, node, `a key must be a text, not a ${isMap(node) ? 'map' : 'list'}`);
    return '';
  }
  const isNumber = isScalar(node) && typeof node.value === 'number';
  const key = isNumber ? node.value : decodeNode(state, node);
  if (key === null) fail(state, node, 'a key must be a text, not null');
  return keyText(key);
}

/** The text of a key that is a number or a boolean, as sigs.k8s.io/yaml writes it. */
export function keyText(key: unknown): string {
  if (typeof key !== 'number' || Number.isFinite(key)) return String(key);
  if (Number.isNaN(key)) return '.nan';
  return key > 0 ? '.inf' : '-.inf';
}

/** Whether a decoded key node is `<<`. */
export function isMergeKey(node: unknown): boolean {
  return isScalar(node) && node.value === '<<' && (node.type === 'PLAIN' || node.tag === 'tag:yaml.org,2002:merge');
}

/** A map, or a list of maps of which the earlier ones take precedence. */
function mergeInto(state: Decoding, node: unknown, object: PlainObject): void {
  const value = decodeNode(state, node);
  for (const each of Array.isArray(value) ? value.toReversed() : [value]) {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) {
      fail(state, node, 'a merge key ("<<") takes a map or a list of maps');
      return;
    }
    for (const [key, merged] of Object.entries(each)) setOwn(object, key, merged);
  }
}
