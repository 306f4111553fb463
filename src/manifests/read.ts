/**
 * Manifests as kubectl reads them (k8s.io/apimachinery pkg/util/yaml decoder.go, NewYAMLOrJSONDecoder; cli-runtime
 * pkg/resource visitor.go): a stream that starts with `{` is JSON objects one after the other until that fails, anything
 * else is YAML documents between lines that start with `---`. Lists are unfolded.
 *
 * What kubectl refuses is a diagnostic of severity `error`; unlike kubectl, a broken document never loses the others of
 * its file. It never throws. Positions are computed when somebody asks for them.
 */

import { splitDocuments } from './chunks.js';
import type { PathStep } from './field-path.js';
import { goneWords } from './gone.js';
import { type IgnoreComment, ignoreComments } from './ignore-comments.js';
import { type JsonScan, scanJson, skipSpace } from './json-scan.js';
import { createLines, type Lines } from './lines.js';
import { createJsonLocator, locateInYaml } from './locate.js';
import { type Segment, startsAsJson } from './segments.js';
import { templateName } from './template-name.js';
import { type ManifestObject, unfoldObjects } from './unfold.js';
import { type DuplicateKey, parseYamlDocument, startOf, type YamlFault, type YamlTree } from './yaml-document.js';

export type { ManifestObject } from './unfold.js';

export interface Diagnostic {
  /** `error`: kubectl refuses this; something was not read. `warning`: kubectl accepts it, but it may not be meant. */
  readonly severity: 'error' | 'warning';
  readonly source: string;
  /** 1-based; 0 where it is about the file as a whole. */
  readonly line: number;
  readonly column?: number;
  /** That the object was rendered from; of what is said while a file is read, `templates` of the file tells it. */
  readonly template?: string;
  readonly message: string;
  /** What the API server does with it; absent for what is said of the text. */
  readonly about?: About;
}

/**
 * `refused`: the API server refuses the object. `dropped`: it takes the object, and something in it counts for nothing.
 * `passed-over`: what it may hold was not looked at. `ignore`: a comment or an annotation that accepts findings counts for
 * less than was meant.
 */
export type About = 'refused' | 'dropped' | 'passed-over' | 'ignore';

export interface ManifestFile {
  readonly source: string;
  readonly objects: readonly ManifestObject[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where each template begins that the documents were rendered from, from the top. `''`: from none. */
  readonly templates: readonly { readonly line: number; readonly name: string }[];
  /** What its comments accept; JSON has none. */
  readonly ignores: readonly IgnoreComment[];
}

interface Reading {
  readonly text: string;
  readonly source: string;
  readonly lines: Lines;
  readonly objects: ManifestObject[];
  readonly diagnostics: Diagnostic[];
  readonly templates: { readonly line: number; readonly name: string }[];
  readonly isBrief: boolean;
  readonly skips: (document: string) => boolean;
}

export function readManifests(text: string, source: string): ManifestFile {
  return readSegment({ text, line: 0, isFirst: true }, source);
}

export interface SegmentOptions {
  /**
   * The objects are used and let go before the next part is read: then what their positions are found with is kept, which
   * is large, and not made a second time.
   */
  readonly isBrief: boolean;
  /** YAML documents that are passed over without a word. */
  readonly skips?: (document: string) => boolean;
}

/** A part of a file (segments.ts). */
export function readSegment(
  { text, line, isFirst }: Segment,
  source: string,
  { isBrief, skips = () => false }: SegmentOptions = { isBrief: false },
): ManifestFile {
  // kubectl takes one CR away before each LF (LineReader). No line and no column changes.
  const body = (isFirst && text.startsWith('\ufeff') ? text.slice(1) : text).replaceAll('\r\n', '\n');
  const reading: Reading = {
    text: body,
    source,
    lines: createLines(body, line),
    objects: [],
    diagnostics: [],
    templates: [],
    isBrief,
    skips,
  };
  if (isFirst && startsAsJson(body)) readJsonStream(reading);
  else readYamlStream(reading, 0);
  const { objects, diagnostics, templates } = reading;
  return { source, objects, diagnostics, templates, ignores: ignoreComments(body, line) };
}

function report(reading: Reading, severity: Diagnostic['severity'], at: number, message: string): void {
  const { source, lines } = reading;
  reading.diagnostics.push({ severity, source, line: lines.lineAt(at), column: lines.columnAt(at), message });
}

// ----------------------------------------------------------------------------------------------------------------- JSON

/** Up to one object, a failure means that it is YAML after all; after two it is certainly JSON, and a fault. */
function readJsonStream(reading: Reading): void {
  const { text } = reading;
  let count = 0;
  let at = 0;
  while (skipSpace(text, at) < text.length) {
    const scan = scanJson(text, at);
    if (scan.ok) {
      readJsonValue(reading, skipSpace(text, at), scan);
      count += 1;
      at = scan.end;
    } else if (count <= 1) {
      const start = startOfYaml(text, at);
      if (start !== undefined) readYamlStream(reading, start, scan);
      else report(reading, 'error', scan.at, `This is not valid JSON: ${scan.why}. It was not checked.`);
      return;
    } else {
      const next = findNextStart(text, scan.at - 1);
      report(
        reading,
        'error',
        scan.at,
        `kubectl stops reading here: after two JSON objects only another JSON object may follow (${scan.why}).`,
      );
      if (next === -1) return;
      if (text.startsWith('---', next)) {
        readYamlStream(reading, next);
        return;
      }
      at = next;
    }
  }
}

/**
 * White space up to and including the first line break belongs to the JSON before it (decoder.go consumeWhitespace). That
 * looks four bytes ahead, and where fewer are left kubectl does not turn to YAML: undefined.
 */
function startOfYaml(text: string, from: number): number | undefined {
  for (let at = from; Buffer.byteLength(text.slice(at, at + 4)) >= 4; at += 1) {
    const char = text.charAt(at);
    if (char === '\n') return at + 1;
    if (!/[^\S\ufeff]|\x85/.test(char)) return at;
  }
  return undefined;
}

/** The next line that starts a JSON object or a YAML document; -1 where there is none. */
function findNextStart(text: string, from: number): number {
  const start = /\n(?=\{|---)/g;
  start.lastIndex = from;
  const match = start.exec(text);
  return match === null ? -1 : match.index + 1;
}

function readJsonValue(reading: Reading, start: number, scan: Extract<JsonScan, { ok: true }>): void {
  const { text } = reading;
  if (scan.tooLarge !== undefined) {
    report(
      reading,
      'error',
      scan.tooLarge,
      'This number is too large for any Kubernetes field. The object was not checked.',
    );
    return;
  }
  const value: unknown = JSON.parse(text.slice(start, scan.end));
  reportDuplicates(reading, scan.duplicates, 0);
  if (value !== null) addObjects(reading, value, createJsonLocator(text, start));
}

// ----------------------------------------------------------------------------------------------------------------- YAML

interface JsonFault {
  readonly at: number;
  readonly why: string;
}

function readYamlStream(reading: Reading, from: number, jsonFault?: JsonFault): void {
  let fault = jsonFault;
  for (const chunk of splitDocuments(reading.text, from)) {
    if (chunk.badSeparator === undefined) readYamlDocument(reading, chunk.start, chunk.end, fault);
    else reportSeparator(reading, chunk.badSeparator);
    fault = undefined;
  }
}

function readYamlDocument(reading: Reading, start: number, end: number, jsonFault?: JsonFault): void {
  const slice = reading.text.slice(start, end);
  // kubectl puts the line break back that the last line of a file may lack: a block scalar ends with it. To go-yaml, a
  // CR before that is the same break.
  const content = /[\r\n]$/.test(slice) ? slice : `${slice}\n`;
  if (reading.skips(content)) return;
  const template = noteTemplate(reading, start, content);
  const document = parseYamlDocument(content);
  if (!document.ok) {
    reportBroken(reading, { content, start }, document, jsonFault);
    return;
  }
  const { value, duplicates, rest } = document;
  if (!reportJoined(reading, duplicates, start, content)) reportDuplicates(reading, duplicates, start);
  // Of what is kept for long only the text stays, not the tree: most objects are asked for their own position only.
  let tree: YamlTree | undefined = document.tree;
  const top = start + startOf(tree.root);
  const locate = (steps: readonly PathStep[]): number => {
    if (steps.length === 0) return top;
    tree ??= treeOf(content);
    return tree === undefined ? start : start + locateInYaml(tree, steps);
  };
  if (value !== null) addObjects(reading, value, locate, template);
  if (!reading.isBrief) tree = undefined;
  if (rest !== undefined) report(reading, 'warning', start + rest, IGNORED);
}

function noteTemplate({ templates, lines }: Reading, start: number, content: string): string | undefined {
  const name = templateName(content);
  if (name !== undefined || templates.length > 0) templates.push({ line: lines.lineAt(start), name: name ?? '' });
  return name;
}

function treeOf(content: string): YamlTree | undefined {
  const document = parseYamlDocument(content);
  return document.ok ? document.tree : undefined;
}

const IGNORED =
  'kubectl ignores this text, because its document has already ended: put "---" on a line before it. It was not checked.';

// ----------------------------------------------------------------------------------------------------------- diagnostics

/** More of one document are told in one line. */
const MOST_DUPLICATES = 5;

function reportDuplicates(reading: Reading, duplicates: readonly DuplicateKey[], start: number): void {
  const [first, ...others] = duplicates.slice(0, MOST_DUPLICATES);
  if (first === undefined) return;
  const many = duplicates.length > MOST_DUPLICATES;
  const more = many ? `, and so are ${duplicates.length - 1} further keys of this document` : '';
  for (const { key, at } of many ? [first] : [first, ...others]) {
    const what = `${fieldWords(key)} is given more than once in this map${more}`;
    report(reading, 'warning', start + at, `${what}: kubectl silently uses the last one, and so did this check.`);
  }
}

/**
 * Objects one after the other without a separator are one map, in which each key of each but the first is given again.
 * @returns whether these are such
 */
function reportJoined(reading: Reading, duplicates: readonly DuplicateKey[], start: number, content: string): boolean {
  const atMargin = (key: string) =>
    duplicates.filter((each) => each.key === key && (each.at === 0 || content[each.at - 1] === '\n'));
  const [kinds, versions] = [atMargin('kind'), atMargin('apiVersion')];
  if (kinds.length === 0 || kinds.length !== versions.length) return false;
  const first = Math.min(...[kinds, versions].map(([each]) => each?.at ?? 0));
  const what = `${kinds.length + 1} objects stand here without a line "---" between them`;
  report(
    reading,
    'warning',
    start + first,
    `${what}: kubectl silently takes the last one only, and so did this check.`,
  );
  return true;
}

/** A field of Kubernetes, a label: other keys may be registries with a login, or what was meant to be a value. */
const FIELD = /^(?:[a-z0-9][a-z0-9.-]{0,60}\/)?[a-z][A-Za-z.-]{0,40}$/;

function fieldWords(key: string): string {
  return FIELD.test(key) ? `The key "${key}"` : 'This key';
}

function reportSeparator(reading: Reading, bad: { readonly at: number; readonly text: string }): void {
  report(
    reading,
    'error',
    bad.at,
    bad.text.includes('{{')
      ? TEMPLATE
      : 'A line that starts with "---" may go on with nothing but a comment, but something else follows: the document after it was not checked.',
  );
}

const TEMPLATE =
  'This document looks like an unrendered Helm or Go template ("{{ ... }}"): render it first, for example with "helm template", and check the result.';

function reportBroken(
  reading: Reading,
  { content, start }: { readonly content: string; readonly start: number },
  error: YamlFault,
  jsonFault: JsonFault | undefined,
): void {
  const template = content.indexOf('{{');
  if (template !== -1) {
    report(reading, 'error', start + template, TEMPLATE);
  } else if (jsonFault !== undefined && /^\s*\{\s*["}]/.test(content)) {
    // Meant as JSON: what is wrong with it as YAML helps nobody.
    report(reading, 'error', jsonFault.at, `This is not valid JSON: ${jsonFault.why}. It was not checked.`);
  } else {
    const at = Math.min(start + error.at, reading.text.length);
    report(reading, 'error', at, `This document is not valid YAML: ${error.message}. It was not checked.`);
  }
}

function addObjects(
  reading: Reading,
  value: unknown,
  locate: (steps: readonly PathStep[]) => number,
  template?: string,
): void {
  const { source, lines } = reading;
  const unfolded = unfoldObjects(value, {
    source,
    lineOf: (steps) => lines.lineAt(locate(steps)),
    columnOf: (steps) => lines.columnAt(locate(steps)),
    template,
  });
  reading.objects.push(...unfolded.objects);
  for (const object of unfolded.objects) {
    const gone = goneWords(object);
    if (gone === undefined) continue;
    const place = { line: object.line, column: object.columnOf('') };
    reading.diagnostics.push({ severity: 'warning', source, ...place, message: gone });
  }
  for (const { steps, message } of unfolded.refused) report(reading, 'warning', locate(steps), message);
}
