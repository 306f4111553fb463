/**
 * From the text of a configuration file to plain data, with the line of every value. It refuses what no configuration
 * is (a huge file, several documents, a list, an alias bomb) with a sentence; what the data means is checked elsewhere.
 */

import { isMap, isNode, isPair, isScalar, LineCounter, type ParsedNode, parseDocument, type YAMLError } from 'yaml';
import { isObject } from '../core/fields.js';
import { checkDepth, TooDeepError } from '../text/yaml-tokens.js';
import { yamlWords } from '../text/yaml-words.js';
import type { SchemaNode } from './schema-node.js';

/** Far more than anybody writes, far less than what hurts. */
const LARGEST = 256 * 1024;

/** One broken bracket makes an error of each line after it. */
const MOST_ERRORS = 5;

export type ConfigFile =
  | {
      readonly ok: true;
      readonly data: Readonly<Record<string, unknown>>;
      /** The line of the value at a path, or of the nearest thing around it; of its key when `key` is given. */
      readonly lineOf: (path: readonly string[], key?: string) => number;
    }
  | { readonly ok: false; readonly problems: readonly { readonly line?: number; readonly problem: string }[] };

export function parseConfigFile(text: string, schema: SchemaNode): ConfigFile {
  if (text.length > LARGEST) {
    return refuse(`the file has ${text.length} characters; a configuration has at most ${LARGEST}`);
  }
  try {
    return read(text, schema);
  } catch (error) {
    // `yaml` throws for too many aliases only when it resolves them.
    if (error instanceof ReferenceError) return refuse(wordAlias(error.message));
    if (error instanceof TooDeepError) return refuse(error.message);
    throw error;
  }
}

function refuse(problem: string, line?: number): ConfigFile {
  return { ok: false, problems: [{ problem, ...(line === undefined ? {} : { line }) }] };
}

function read(text: string, schema: SchemaNode): ConfigFile {
  checkDepth(text);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'error',
  });
  // A tag that nobody knows is only a warning to the parser, and a value of unknown meaning to us.
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0) {
    const problems = errors.slice(0, MOST_ERRORS).map((error) => ({
      line: lines.linePos(error.pos[0]).line,
      problem: wordError(error),
    }));
    return { ok: false, problems };
  }
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return { ok: true, data: {}, lineOf: () => 1 };
  if (!isMap(root)) {
    return refuse(
      `it holds ${isScalar(root) ? 'a single value' : 'a list'}; a configuration is a mapping of settings`,
      1,
    );
  }
  const data: unknown = document.toJS({ maxAliasCount: 100 });
  return {
    ok: true,
    data: isObject(data) ? withoutEmptySections(data, schema) : {},
    lineOf: (path, key) => lines.linePos(offsetOf(root, path, key)).line,
  };
}

function wordError(error: YAMLError): string {
  return error.code === 'MULTIPLE_DOCS' ? 'it holds several YAML documents; a configuration is one' : yamlWords(error);
}

function wordAlias(message: string): string {
  if (/Excessive alias count/.test(message)) return 'its aliases multiply to far more than a configuration holds';
  return 'an alias ("*name") has no anchor ("&name") before it; a text that begins with "*" needs quotes';
}

/** `registries:` with every line under it commented out is null in YAML, and means nothing but that. */
function withoutEmptySections(
  data: Readonly<Record<string, unknown>>,
  schema: SchemaNode,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(data).flatMap(([name, value]): [string, unknown][] => {
    const node = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;
    if (node?.type !== 'object') return [[name, value]];
    if (value === null) return [];
    return [[name, isObject(value) ? withoutEmptySections(value, node) : value]];
  });
  // fromEntries defines properties, so a key `__proto__` stays a key, and is refused as an unknown one.
  return Object.fromEntries(entries);
}

function offsetOf(root: ParsedNode, path: readonly string[], key: string | undefined): number {
  let node: unknown = root;
  let offset = root.range[0];
  for (const name of path) {
    if (isMap(node)) {
      const pair = pairOf(node.items, name);
      node = pair?.value;
    } else if (isNode(node) && 'items' in node && Array.isArray(node.items)) {
      node = node.items[Number(name)];
    } else {
      return offset;
    }
    if (!isNode(node)) return offset;
    offset = node.range?.[0] ?? offset;
  }
  if (key === undefined || !isMap(node)) return offset;
  const pair = pairOf(node.items, key);
  return isNode(pair?.key) ? (pair.key.range?.[0] ?? offset) : offset;
}

function pairOf(items: readonly unknown[], name: string) {
  return items.filter(isPair).find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === name);
}
